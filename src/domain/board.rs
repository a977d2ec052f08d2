//! The board: all engagements, lying flat, and the settings that go with them.

use super::calendar::{Closure, WorkingDays, WorkingHours};
use super::ids::EngagementId;
use super::scalar::{Days, Percent};
use super::stored::fields;
use super::{Engagement, Overlap, Stage, record, row};
use crate::domain::sort;
use chrono::NaiveTime;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All engagements by id. In JSON they are a list.
pub type Engagements = BTreeMap<EngagementId, Arc<Engagement>>;

/// The whole of what a person has entered.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", serde(default, deny_unknown_fields))]
pub struct Board {
    /// What holds for the whole board.
    #[cfg_attr(feature = "schema", serde(skip_serializing_if = "crate::domain::is_default"))]
    pub settings: Settings,
    /// The engagements.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Engagement>"))]
    pub engagements: Engagements,
}

fields!(Board { settings, engagements } needs []);

record! {
    /// What holds for the whole board.
    pub struct Settings {
        /// 消費税 in percent; 10 when not set.
        pub tax: Option<Percent>,
        /// How far over the budget a cost may be before it is marked, in percent; 10 when not set.
        pub tolerance: Option<Percent>,
        /// 返信を待つ日数: an inquiry is overdue after this many business days; 3 when not set.
        pub reply_days: Option<Days>,
        /// 支払期日の上限 towards a person working alone, in days from the receipt; 60 when not set.
        pub payment_limit: Option<Days>,
        /// 問い合わせ文のひな形. Empty is the one that the page brings.
        pub inquiry: LetterTemplate,
        /// 営業時間 from; 9:00 when not set.
        pub opens_at: Option<NaiveTime>,
        /// 営業時間 to; 18:00 when not set.
        pub closes_at: Option<NaiveTime>,
        /// 確認期限: a delivery is to be checked within this many business days where the contract
        /// names no 検収期間; 5 when not set.
        pub check_days: Option<Days>,
        /// 保存した絞り込み
        pub views: Vec<SavedView>,
        /// 自社の休業日: beside weekends and public holidays, no business days.
        pub closures: Vec<Closure>,
        /// 重なった変更 of the settings themselves.
        pub overlaps: Vec<Overlap>,
    }
}

row! {
    /// 保存した絞り込み: what the board is narrowed to, under a name.
    pub struct SavedView {
        /// What it is called.
        pub name: String,
        /// The filter, as it stands in the address of the page: `label=経理&owner=佐藤`.
        pub query: String,
    }
}

record! {
    /// ひな形 of a letter. What stands in double braces is filled in for each company.
    pub struct LetterTemplate {
        /// 件名
        pub subject: String,
        /// 本文
        pub body: String,
    }
}

impl Settings {
    /// The rate of 消費税 in percent.
    pub fn tax_rate(&self) -> Percent {
        self.tax.unwrap_or(Percent::TEN)
    }

    /// How far over the budget a cost may be before it is marked, in percent.
    pub fn budget_tolerance(&self) -> Percent {
        self.tolerance.unwrap_or(Percent::TEN)
    }

    /// After how many business days without an answer an inquiry is overdue.
    pub fn reply_within(&self) -> Days {
        self.reply_days.unwrap_or(Days::REPLY)
    }

    /// Within how many business days a delivery is to be checked where the contract does not say.
    pub fn check_within(&self) -> Days {
        self.check_days.unwrap_or(Days::CHECK)
    }

    /// 営業時間: when the working day begins and ends.
    pub fn working_hours(&self) -> WorkingHours {
        const DEFAULT: (u32, u32) = (9, 18);
        let hour = |hour: u32| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        (self.opens_at.unwrap_or_else(|| hour(DEFAULT.0)), self.closes_at.unwrap_or_else(|| hour(DEFAULT.1)))
    }

    /// The business days and hours of the company, without its own closures.
    pub fn working_days(&self) -> WorkingDays<'_> {
        WorkingDays { closures: &self.closures, hours: self.working_hours() }
    }

    /// How many days after the receipt a person working alone is to be paid at the latest.
    pub fn payment_within(&self) -> Days {
        self.payment_limit.unwrap_or(Days::PAYMENT)
    }
}

impl Board {
    /// The engagement with this id.
    pub fn get(&self, id: EngagementId) -> Option<&Arc<Engagement>> {
        self.engagements.get(&id)
    }

    /// The cards of a column from top to bottom: those on the board, by rank; cards of the same
    /// rank by id, so that the order is the same everywhere.
    pub fn column(&self, stage: Stage) -> Vec<&Arc<Engagement>> {
        let mut cards: Vec<_> = self
            .engagements
            .values()
            .filter(|engagement| engagement.stage == stage && engagement.status.on_board())
            .collect();
        sort::by(&mut cards, |a, b| a.rank.cmp(&b.rank).then(a.id.cmp(&b.id)));
        cards
    }
}
