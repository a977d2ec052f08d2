//! Stage 2, 依頼先選定: the companies considered, held against the company's own criteria.

use crate::domain::ids::RowId;
use crate::domain::scalar::{Rating, Weight, Yen};
use crate::domain::stage::meet::{Meeting, OpenPoint};
use crate::domain::stage::quote::{Difference, Inquiry, Quote};
use crate::domain::{Settings, choice, record, row};
use chrono::NaiveDate;
use std::collections::BTreeMap;

row! {
    /// 選定基準: one of the company's own criteria, with its weight.
    pub struct SelectionCriterion {
        /// What is asked of a candidate (業務との相性, 費用, セキュリティ).
        pub name: String,
        /// How much it counts, 0 to 100. A criterion of weight 0 need not be scored.
        pub weight: Weight,
    }
}

record! {
    /// A candidate's score on one criterion.
    pub struct Score {
        /// 1 to 5.
        pub value: Option<Rating>,
        /// Why.
        pub reason: String,
    }
}

row! {
    /// 依頼先候補: a company considered for an engagement, with all that was asked of it and
    /// answered by it.
    pub struct Candidate {
        /// The company's name.
        pub name: String,
        /// 会社の特徴
        pub features: String,
        /// 業務の性質との相性, 1 to 5.
        pub fit: Option<Rating>,
        /// The reason for the fit.
        pub fit_reason: String,
        /// 費用の目安 a month, without tax: what the site or a list says before a quote.
        pub rough_cost: Option<Yen>,
        /// Scores by selection criterion.
        pub scores: BTreeMap<RowId, Score>,
        /// The company's site.
        pub site: String,
        /// Where it was found (比較サイト, 紹介).
        pub source: String,
        /// Offers a non-disclosure agreement.
        pub nda: bool,
        /// 相手が個人: a person without employees, not a company (特定受託事業者).
        pub individual: bool,
        /// Holds プライバシーマーク.
        pub privacy_mark: bool,
        /// Holds ISMS (ISO/IEC 27001).
        pub isms: bool,
        /// Anything else.
        pub note: String,
        /// Whether it is in the running, runner-up or dropped.
        pub standing: Standing,
        /// Why it was dropped.
        pub dropped_reason: String,
        /// When it was dropped.
        pub dropped_on: Option<NaiveDate>,
        /// Stage 3: what was asked and answered.
        pub inquiry: Inquiry,
        /// Stage 3 and after stage 4: its offers.
        pub quotes: Vec<Quote>,
        /// 認識の相違
        pub differences: Vec<Difference>,
        /// 窓口担当
        pub contact: Contact,
        /// Stage 4: meetings.
        pub meetings: Vec<Meeting>,
        /// Stage 4: what must be looked up and told.
        pub open_points: Vec<OpenPoint>,
    }
}

record! {
    /// 窓口担当: the company's person between client and secretary.
    pub struct Contact {
        /// Name.
        pub name: String,
        /// Mail address.
        pub mail: String,
        /// Telephone number.
        pub phone: String,
    }
}

choice! {
    /// Whether a candidate is still considered.
    pub enum Standing {
        /// In the running.
        #[default]
        Considered,
        /// 次点
        RunnerUp,
        /// 見送り
        Dropped,
    }
}

/// Where a candidate stands, as its chip shows it. Candidates move at their own pace: the state
/// follows from what was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateState {
    /// 見送り
    Dropped,
    /// 候補
    Candidate,
    /// 問合せ済
    Asked,
    /// 見積受領
    Quoted,
    /// 商談済
    Met,
    /// 次点
    RunnerUp,
    /// トライアル
    Trial,
    /// 契約
    Contracted,
}

impl Candidate {
    /// Whether an answer to the inquiry is overdue: an offer that came since is one too. One that is
    /// out of the running owes none.
    pub fn reply_overdue(&self, settings: &Settings, today: NaiveDate) -> bool {
        let offered = self.quotes.iter().any(|quote| quote.received_on >= self.inquiry.asked_on);
        self.standing != Standing::Dropped && !offered && self.inquiry.overdue(settings, today)
    }

    /// 認識の相違 that are still to be settled.
    pub fn open_differences(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|row| row.is_open())
    }

    /// Whether it has a score on a criterion.
    pub fn is_scored(&self, criterion: RowId) -> bool {
        self.scores.get(&criterion).is_some_and(|score| score.value.is_some())
    }

    /// The mean of the scores by weight, in hundredths of a point (1.00 to 5.00 is 100 to 500), or
    /// nothing while no weighted criterion is scored.
    pub fn weighted_score(&self, criteria: &[SelectionCriterion]) -> Option<u32> {
        let (sum, weights) = criteria
            .iter()
            .filter_map(|criterion| {
                let value = self.scores.get(&criterion.id)?.value?;
                Some((u32::from(value.get()) * criterion.weight.get(), criterion.weight.get()))
            })
            .fold((0, 0), |(sum, weights), (part, weight)| (sum + part, weights + weight));
        (weights > 0).then(|| (sum * 100 + weights / 2) / weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Engagement, Stage, Status};

    #[test]
    fn an_offer_since_the_inquiry_is_an_answer_and_a_dropped_company_owes_none() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (settings, today) = (Settings::default(), day("2026-12-01"));
        let inquiry = Inquiry { asked_on: Some(day("2026-11-24")), ..Inquiry::default() };
        let silent = Candidate { inquiry, ..Candidate::default() };
        assert!(silent.reply_overdue(&settings, today));

        let offer = |on: &str| Quote { received_on: Some(day(on)), ..Quote::default() };
        let quoted = Candidate { quotes: vec![offer("2026-11-26")], ..silent.clone() };
        assert!(!quoted.reply_overdue(&settings, today));
        let long_before = Candidate { quotes: vec![offer("2026-10-01")], ..silent.clone() };
        assert!(long_before.reply_overdue(&settings, today));
        let undated = Candidate { quotes: vec![Quote::default()], ..silent.clone() };
        assert!(undated.reply_overdue(&settings, today));

        let dropped = Candidate { standing: Standing::Dropped, ..silent };
        assert!(!dropped.reply_overdue(&settings, today));
    }

    #[test]
    fn replies_are_waited_for_while_an_engagement_is_about_inquiries() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (settings, today) = (Settings::default(), day("2026-12-01"));
        let inquiry = Inquiry { asked_on: Some(day("2026-11-24")), ..Inquiry::default() };
        let name = "みなも秘書".to_owned();
        let candidates = vec![Candidate { name, inquiry, ..Candidate::default() }, Candidate::default()];
        let asking = Engagement { stage: Stage::Quote, candidates, ..Engagement::default() };
        let names = |engagement: &Engagement| {
            engagement.overdue_replies(&settings, today).map(|row| row.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&asking), ["みなも秘書"]);
        assert!(names(&Engagement { stage: Stage::Meet, ..asking.clone() }).is_empty());
        assert!(names(&Engagement { status: Status::OnHold, ..asking }).is_empty());
    }
}
