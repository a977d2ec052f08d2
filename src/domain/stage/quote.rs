//! Stage 3, 問い合わせ・見積もり取得: what was asked of a candidate, and its offers.

use crate::domain::calendar::{Reckoned, Skipped};
use crate::domain::scalar::{Minutes, Months, Percent, Yen};
use crate::domain::stage::clarify::Answer;
use crate::domain::{Settings, choice, record, row};
use chrono::NaiveDate;

record! {
    /// イレギュラー: cases outside the usual that change a price when they stay unsaid. They belong
    /// to the need, so every candidate is told the same and quotes can be compared.
    pub struct Irregular {
        /// 土日の依頼
        pub weekend: Answer,
        /// Hours on weekends in a month.
        pub weekend_hours: Option<Minutes>,
        /// 作業量の変動
        pub fluctuation: Answer,
        /// The least hours of a month.
        pub least: Option<Minutes>,
        /// The most hours of a month.
        pub most: Option<Minutes>,
        /// その他のイレギュラー
        pub other: Answer,
        /// What the others are.
        pub other_text: String,
    }
}

impl Irregular {
    /// Whether all three were answered, even with なし.
    pub fn answered(&self) -> bool {
        [self.weekend, self.fluctuation, self.other].iter().all(|answer| *answer != Answer::Unanswered)
    }
}

record! {
    /// 問い合わせ: what one candidate was told and asked, and its answer.
    pub struct Inquiry {
        /// When it was asked.
        pub asked_on: Option<NaiveDate>,
        /// By whom.
        pub asked_by: String,
        /// 依頼したい内容
        pub what: String,
        /// 作業量と期限: how much, by when.
        pub volume: String,
        /// 現在困っていること
        pub trouble: String,
        /// 問い合わせ文 as it was sent. Empty while it follows from the template.
        pub text: String,
        /// 返信の期限, where it is another than the usual number of business days.
        pub reply_by: Option<NaiveDate>,
        /// When the answer came.
        pub answered_on: Option<NaiveDate>,
        /// The answer.
        pub answer: String,
        /// What it said of the irregular cases.
        pub irregular_answer: String,
        /// The version of the brief that it was told, 0 before any.
        pub brief: u32,
    }
}

/// Until when an answer to an inquiry is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyDue {
    /// The day that was asked for.
    Asked(NaiveDate),
    /// The usual number of business days after the inquiry. Beyond the years of the calendar only
    /// weekends are left out, which [`Reckoned::skipped`] tells.
    Usual(Reckoned),
}

impl ReplyDue {
    /// The last day of waiting; the reply is overdue from the day after.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Asked(day) | Self::Usual(Reckoned { day, .. }) => day,
        }
    }

    /// Whether holidays could not be left out, since they are not known: the day may be too early.
    pub fn holidays_unknown(self) -> bool {
        matches!(self, Self::Usual(Reckoned { skipped: Skipped::WeekendsOnly, .. }))
    }
}

impl Inquiry {
    /// Until when the answer is waited for: the day that was asked for, else
    /// [`Settings::reply_within`] business days after the inquiry. Nothing before it was sent.
    pub fn reply_due(&self, settings: &Settings) -> Option<ReplyDue> {
        let asked = self.asked_on?;
        let usual = || ReplyDue::Usual(settings.working_days().after(asked, settings.reply_within().get()));
        Some(self.reply_by.map_or_else(usual, ReplyDue::Asked))
    }

    /// Whether it was sent, is not answered, and the day of [`Self::reply_due`] has gone by. What else
    /// may have answered it, `Candidate::reply_overdue` looks at.
    pub fn overdue(&self, settings: &Settings, today: NaiveDate) -> bool {
        self.answered_on.is_none() && self.reply_due(settings).is_some_and(|due| due.day() < today)
    }
}

row! {
    /// 認識の相違: what was told against what is so. A difference makes the quote wrong.
    pub struct Difference {
        /// 伝えた内容
        pub told: String,
        /// 実際
        pub actual: String,
        /// Whether the candidate was told and the quote put right.
        pub settled: bool,
    }
}

impl Difference {
    /// Whether it is still to be settled; a row in which nothing was entered is none.
    pub fn is_open(&self) -> bool {
        let entered = [&self.told, &self.actual].iter().any(|text| !text.trim().is_empty());
        entered && !self.settled
    }
}

row! {
    /// 見積もり: a candidate's offer. A later one of the same plan is a new row with a higher
    /// version, so that what was offered first stays readable.
    pub struct Quote {
        /// The plan's name.
        pub plan: String,
        /// 1 for the first offer of the plan.
        pub version: u32,
        /// 初回, or after the meeting.
        pub round: QuoteRound,
        /// The version of the brief that it answers, 0 before any.
        pub brief: u32,
        /// When it came.
        pub received_on: Option<NaiveDate>,
        /// Until when it is good.
        pub valid_until: Option<NaiveDate>,
        /// 月額, without tax.
        pub fee: Option<Yen>,
        /// 含まれる時間 a month.
        pub included: Option<Minutes>,
        /// 超過単価: yen an hour beyond the included time, without tax.
        pub overage_rate: Option<Yen>,
        /// 超過の単位: overage is rounded up to this step. None is by the minute.
        pub overage_step: Option<Minutes>,
        /// 初期費用, without tax.
        pub setup_fee: Option<Yen>,
        /// 最低契約期間
        pub minimum_months: Option<Months>,
        /// 繰越: unused time moves on for this many months, then lapses.
        pub carry_months: Option<Months>,
        /// Which time is used up first.
        pub carry_order: CarryOrder,
        /// 土日の対応
        pub weekend: WeekendRule,
        /// The factor for weekend hours, 100 for ×1.
        pub weekend_factor: Option<Percent>,
        /// The factor for hours outside business hours, 100 for ×1.
        pub off_hours_factor: Option<Percent>,
        /// 月の途中の開始
        pub proration: Proration,
        /// 消費税: the rate in percent, 10 when not said.
        pub tax: Option<Percent>,
        /// Anything else.
        pub note: String,
    }
}

choice! {
    /// When a quote was made.
    pub enum QuoteRound {
        /// 初回
        #[default]
        First,
        /// 商談後
        AfterMeeting,
        /// トライアル後
        AfterTrial,
    }
}

choice! {
    /// Which time is used up first where unused time is carried over.
    pub enum CarryOrder {
        /// 繰越分から
        #[default]
        CarriedFirst,
        /// 当月分から
        BaseFirst,
    }
}

choice! {
    /// Whether a plan takes weekend work.
    pub enum WeekendRule {
        /// Not said yet.
        #[default]
        Unknown,
        /// 対応なし: a plan that takes none does not fit a need that has some (要件不適合).
        Closed,
        /// 対応あり, at the quote's factor.
        Open,
    }
}

choice! {
    /// What the first month costs when the work starts in the middle of it.
    pub enum Proration {
        /// 全額
        #[default]
        Full,
        /// 半額
        Half,
        /// 日割り
        Daily,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scalar::Days;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn asked(on: &str) -> Inquiry {
        Inquiry { asked_on: Some(day(on)), ..Inquiry::default() }
    }

    fn within(days: i64) -> Settings {
        Settings { reply_days: Some(Days::try_from(days).unwrap()), ..Settings::default() }
    }

    #[test]
    fn a_reply_is_waited_for_three_business_days_where_nothing_else_is_said() {
        // asked on, business days, due
        let cases = [
            ("2026-11-24", None, "2026-11-27"),
            // Over a weekend.
            ("2026-11-25", None, "2026-11-30"),
            // Over 勤労感謝の日, a Monday.
            ("2026-11-19", None, "2026-11-25"),
            // Asked on a Saturday.
            ("2026-11-28", None, "2026-12-02"),
            ("2026-11-24", Some(5), "2026-12-01"),
            ("2026-11-24", Some(0), "2026-11-24"),
            // The Friday before the holidays of May.
            ("2026-05-01", Some(5), "2026-05-13"),
        ];
        for (on, days, due) in cases {
            let settings = days.map_or_else(Settings::default, within);
            let reply = asked(on).reply_due(&settings).unwrap();
            assert_eq!(reply.day(), day(due), "{on} {days:?}");
            assert!(!reply.holidays_unknown(), "{on}");
        }
    }

    #[test]
    fn a_day_that_was_asked_for_counts_before_the_usual_one() {
        let inquiry = Inquiry { reply_by: Some(day("2026-12-10")), ..asked("2026-11-24") };
        assert_eq!(inquiry.reply_due(&Settings::default()), Some(ReplyDue::Asked(day("2026-12-10"))));
    }

    #[test]
    fn nothing_is_due_before_it_was_asked() {
        let inquiry = Inquiry { reply_by: Some(day("2020-01-06")), ..Inquiry::default() };
        assert_eq!(inquiry.reply_due(&Settings::default()), None);
        assert!(!inquiry.overdue(&Settings::default(), day("2026-11-25")));
    }

    #[test]
    fn a_reply_is_overdue_from_the_day_after_until_it_comes() {
        let inquiry = asked("2026-11-19");
        assert!(!inquiry.overdue(&Settings::default(), day("2026-11-25")));
        assert!(inquiry.overdue(&Settings::default(), day("2026-11-26")));
        let answered = Inquiry { answered_on: Some(day("2026-11-26")), ..inquiry };
        assert!(!answered.overdue(&Settings::default(), day("2026-11-27")));
    }

    #[test]
    fn beyond_the_calendar_weekends_alone_are_left_out_and_it_says_so() {
        let reply = asked("2027-12-29").reply_due(&Settings::default()).unwrap();
        // Of Thursday, Friday, Monday the last lies in 2028, whose holidays are not known.
        assert_eq!(reply.day(), day("2028-01-03"));
        assert!(reply.holidays_unknown());
    }
}
