//! Stage 4, 商談: the meeting with a candidate, and the decision.

use crate::domain::ids::CandidateId;
use crate::domain::scalar::{Minutes, Rating, Yen};
use crate::domain::{record, row};
use chrono::{NaiveDate, NaiveDateTime};

row! {
    /// 打ち合わせ with a candidate.
    pub struct Meeting {
        /// When, by the clock on the wall.
        pub at: Option<NaiveDateTime>,
        /// 出席者
        pub people: String,
        /// ヒアリング内容
        pub hearing: String,
        /// 提案された作業時間 a month.
        pub proposed_hours: Option<Minutes>,
        /// 提案されたプラン
        pub proposed_plan: String,
        /// 提案された月額, without tax.
        pub proposed_fee: Option<Yen>,
        /// コミュニケーションは円滑か, 1 to 5.
        pub smooth: Option<Rating>,
        /// 内容が正しく伝わっているか, 1 to 5.
        pub understood: Option<Rating>,
        /// On the two.
        pub rating_note: String,
    }
}

/// The rating of a 窓口担当, over all meetings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactRating {
    /// コミュニケーションは円滑か: the mean in hundredths of a point, 100 to 500.
    pub smooth: Option<u32>,
    /// 内容が正しく伝わっているか: the mean in hundredths of a point, 100 to 500.
    pub understood: Option<u32>,
}

impl ContactRating {
    /// The means over meetings, rounded half up; nothing where none was rated.
    pub fn of(meetings: &[Meeting]) -> Self {
        let mean = |ratings: Vec<Rating>| {
            let count = u32::try_from(ratings.len()).ok().filter(|count| *count > 0)?;
            let sum: u32 = ratings.iter().map(|rating| u32::from(rating.get())).sum();
            Some((sum * 100 + count / 2) / count)
        };
        Self {
            smooth: mean(meetings.iter().filter_map(|meeting| meeting.smooth).collect()),
            understood: mean(meetings.iter().filter_map(|meeting| meeting.understood).collect()),
        }
    }
}

impl OpenPoint {
    /// Whether something is asked, and was not told yet.
    pub fn open(&self) -> bool {
        !self.what.trim().is_empty() && self.done_on.is_none()
    }

    /// Whether it is open beyond its due day.
    pub fn overdue(&self, today: NaiveDate) -> bool {
        self.open() && self.due.is_some_and(|due| due < today)
    }
}

row! {
    /// 確認して伝えること: what we must look up and tell the candidate.
    pub struct OpenPoint {
        /// What.
        pub what: String,
        /// Who looks it up.
        pub owner: String,
        /// By when.
        pub due: Option<NaiveDate>,
        /// Told to the candidate on.
        pub done_on: Option<NaiveDate>,
        /// What was told.
        pub answer: String,
    }
}

record! {
    /// 依頼先の決定
    pub struct Decision {
        /// The company chosen.
        pub chosen: Option<CandidateId>,
        /// Why this one.
        pub reason: String,
        /// When.
        pub decided_on: Option<NaiveDate>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contact_is_rated_by_the_mean_of_the_meetings_that_were_rated() {
        let meeting = |smooth: Option<i64>, understood: Option<i64>| Meeting {
            smooth: smooth.and_then(|value| Rating::try_from(value).ok()),
            understood: understood.and_then(|value| Rating::try_from(value).ok()),
            ..Meeting::default()
        };
        let rated = |meetings: &[Meeting]| {
            let rating = ContactRating::of(meetings);
            (rating.smooth, rating.understood)
        };
        assert_eq!(rated(&[]), (None, None));
        assert_eq!(rated(&[meeting(Some(5), Some(4))]), (Some(500), Some(400)));
        assert_eq!(
            rated(&[meeting(Some(5), None), meeting(Some(4), Some(3)), meeting(None, None)]),
            (Some(450), Some(300))
        );
        assert_eq!(rated(&[meeting(Some(5), None), meeting(Some(4), None), meeting(Some(4), None)]), (Some(433), None));
    }

    #[test]
    fn a_point_is_overdue_from_the_day_after_until_it_was_told() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let point = OpenPoint { what: "権限".to_owned(), due: Some(day("2026-11-24")), ..OpenPoint::default() };
        assert!(!point.overdue(day("2026-11-24")));
        assert!(point.overdue(day("2026-11-25")));
        assert!(!OpenPoint { done_on: Some(day("2026-11-25")), ..point.clone() }.overdue(day("2026-11-26")));
        assert!(!OpenPoint { what: " ".to_owned(), ..point.clone() }.overdue(day("2026-11-26")));
        assert!(!OpenPoint { due: None, ..point }.overdue(day("2026-11-26")));
    }
}
