//! What the board is narrowed to: words, and conditions on what can be counted up.

use super::document::Document;
use super::query::Query;
use crate::domain::delivery::overdue_checks;
use crate::domain::stage::contract::Due;
use crate::domain::{Engagement, Priority, Settings, Status};
use chrono::{Datelike, Days, NaiveDate};

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 段階
    Stage,
    /// ラベル
    Label,
    /// 担当者; the empty value is nobody.
    Owner,
    /// 会社: a candidate that was not dropped.
    Company,
    /// 優先度
    Priority,
    /// 状態
    Status,
    /// 期日
    Due,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Stage, Self::Label, Self::Owner, Self::Company, Self::Priority, Self::Status, Self::Due];

    /// The name in the address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Label => "label",
            Self::Owner => "owner",
            Self::Company => "company",
            Self::Priority => "priority",
            Self::Status => "status",
            Self::Due => "due",
        }
    }

    /// The values that there are, for a kind that has fixed ones.
    pub fn fixed(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Stage => {
                Some(&["clarify", "select", "quote", "meet", "trial", "contract", "start", "deliver", "review"])
            }
            Self::Priority => Some(&["high", "normal", "low"]),
            Self::Status => Some(&["active", "on_hold", "waiting"]),
            Self::Due => Some(&["overdue", "week", "none"]),
            Self::Label | Self::Owner | Self::Company => None,
        }
    }

    fn allows(self, value: &str) -> bool {
        match self.fixed() {
            Some(values) => values.contains(&value),
            None => self == Self::Owner || !value.trim().is_empty(),
        }
    }

    fn holds(self, value: &str, engagement: &Engagement, settings: &Settings, today: NaiveDate) -> bool {
        match self {
            Self::Stage => engagement.stage.id() == value,
            Self::Label => engagement.labels.iter().any(|label| label == value),
            Self::Owner => engagement.owner.trim() == value,
            Self::Company => engagement.in_running().any(|candidate| candidate.name.trim() == value),
            Self::Priority => value == priority_id(engagement.priority),
            Self::Status => match value {
                "waiting" => engagement.waiting_questions() > 0,
                "on_hold" => engagement.status == Status::OnHold,
                _ => engagement.status == Status::Active,
            },
            Self::Due => match value {
                "overdue" => is_overdue(engagement, settings, today),
                "week" => engagement.due.is_some_and(|due| (today..=end_of_week(today)).contains(&due)),
                _ => engagement.due.is_none(),
            },
        }
    }
}

/// The name of a priority in the address and in a file.
pub fn priority_id(priority: Priority) -> &'static str {
    match priority {
        Priority::High => "high",
        Priority::Normal => "normal",
        Priority::Low => "low",
    }
}

/// Whether a due date has gone by: of the step, of a reply, of a check, or of the contract.
fn is_overdue(engagement: &Engagement, settings: &Settings, today: NaiveDate) -> bool {
    engagement.due.is_some_and(|due| due < today)
        || engagement.overdue_replies(settings, today).next().is_some()
        || !overdue_checks(engagement, settings, today).is_empty()
        || matches!(engagement.contract.due(today), Some(Due::Ended(_)))
}

/// The Sunday of a day's week.
fn end_of_week(day: NaiveDate) -> NaiveDate {
    let left = 6 - day.weekday().num_days_from_monday();
    day.checked_add_days(Days::new(u64::from(left))).unwrap_or(day)
}

/// One condition. Of the conditions of one kind any is enough; every kind that has some must be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What it is about.
    pub kind: Kind,
    /// One of [`Kind::fixed`], or a name as it is written in the engagement.
    pub value: String,
}

/// What the board is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, as they were typed: see [`Query`].
    pub text: String,
    conditions: Vec<Condition>,
}

impl Filter {
    /// Whether it leaves everything on the board.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty() && self.text.trim().is_empty()
    }

    /// The conditions, by kind, and within a kind in the order in which they were set.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// How many things it asks for; the words are one.
    pub fn count(&self) -> usize {
        self.conditions.len() + usize::from(!self.text.trim().is_empty())
    }

    /// Whether a condition is set.
    pub fn has(&self, kind: Kind, value: &str) -> bool {
        self.conditions.iter().any(|one| one.kind == kind && one.value == value)
    }

    /// Sets a condition, unless there is no such value.
    pub fn set(&mut self, kind: Kind, value: &str) {
        if kind.allows(value) && !self.has(kind, value) {
            let end = self.conditions.partition_point(|one| one.kind <= kind);
            self.conditions.insert(end, Condition { kind, value: value.to_owned() });
        }
    }

    /// Takes a condition away.
    pub fn unset(&mut self, kind: Kind, value: &str) {
        self.conditions.retain(|one| one.kind != kind || one.value != value);
    }

    /// The words, read.
    pub fn query(&self) -> Query {
        Query::parse(&self.text)
    }

    /// Whether an engagement meets the conditions, whatever is written in it.
    pub fn meets(&self, engagement: &Engagement, settings: &Settings, today: NaiveDate) -> bool {
        Kind::ALL.into_iter().all(|kind| {
            let mut values = self.conditions.iter().filter(|one| one.kind == kind).peekable();
            values.peek().is_none() || values.any(|one| kind.holds(&one.value, engagement, settings, today))
        })
    }

    /// Whether an engagement stays on the board.
    pub fn shows(&self, engagement: &Engagement, document: &Document, settings: &Settings, today: NaiveDate) -> bool {
        self.meets(engagement, settings, today) && document.matches(&self.query())
    }
}
