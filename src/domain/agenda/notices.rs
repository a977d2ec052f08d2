//! What the page tells of by itself while it is open, each thing once.

use super::today::{Group, waited};
use super::{Form, Item, Kind};
use crate::domain::calendar::WorkingDays;
use crate::domain::ids::EngagementId;
use crate::domain::scalar::Minutes;
use crate::domain::stage::Stage;
use chrono::NaiveDateTime;
use std::collections::VecDeque;

/// How many minutes before a meeting it is told of.
pub const BEFORE_MEETING: i64 = 30;
/// After how long in business time a question without an answer is told of.
pub const WAITING: Minutes = Minutes::hours(2);

/// What was told already. The oldest is forgotten first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    keys: VecDeque<String>,
}

impl Told {
    /// How much is kept in mind.
    pub const MOST: usize = 300;

    /// Reads what [`Self::to_text`] has written.
    pub fn parse(text: &str) -> Self {
        let mut told = Self::default();
        for key in text.lines().filter(|key| !key.is_empty()) {
            told.note(key.to_owned());
        }
        told
    }

    /// A line for each.
    pub fn to_text(&self) -> String {
        self.keys.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// Whether it was told.
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|told| told == key)
    }

    /// Keeps in mind that it was told.
    pub fn note(&mut self, key: String) {
        if !self.has(&key) {
            self.keys.push_back(key);
        }
        while self.keys.len() > Self::MOST {
            self.keys.pop_front();
        }
    }
}

/// Something to tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice<'a> {
    /// Says that it was told.
    pub key: String,
    /// What.
    pub what: Matter<'a>,
}

/// What is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter<'a> {
    /// A meeting begins in so many minutes.
    Meeting(&'a Item, i64),
    /// A question has waited so long, in business time.
    Waiting(&'a Item, Minutes),
    /// So many things are due today; the first of them.
    DueToday(&'a Item, usize),
}

impl Matter<'_> {
    /// Where it leads.
    pub fn place(&self) -> (EngagementId, Stage) {
        match self {
            Self::Meeting(item, _) | Self::Waiting(item, _) | Self::DueToday(item, _) => (item.engagement, item.stage),
        }
    }
}

/// What is to be told of now and was not told yet: a meeting from half an hour before it until it
/// begins, a question after two hours of business time, and once a day what is due on it.
pub fn due_notices<'a>(items: &'a [Item], now: NaiveDateTime, working: WorkingDays, told: &Told) -> Vec<Notice<'a>> {
    let today = now.date();
    let mut notices: Vec<Notice> = items.iter().filter_map(|item| of_item(item, now, working)).collect();
    let mut due = items.iter().filter(|item| Group::of(item, today) == Some(Group::DueToday) || is_check(item, now));
    if let Some(first) = due.next() {
        notices.push(Notice { key: format!("due/{today}"), what: Matter::DueToday(first, 1 + due.count()) });
    }
    notices.retain(|notice| !told.has(&notice.key));
    notices
}

fn is_check(item: &Item, now: NaiveDateTime) -> bool {
    item.kind == Kind::Check && item.day == Some(now.date())
}

fn of_item<'a>(item: &'a Item, now: NaiveDateTime, working: WorkingDays) -> Option<Notice<'a>> {
    if item.kind.form() == Form::Meeting {
        let at = item.moment()?;
        let left = (at - now).num_minutes();
        // A meeting that was put off is another one.
        let key = format!("meeting/{}/{at}", item.id());
        return (at >= now && left <= BEFORE_MEETING).then_some(Notice { key, what: Matter::Meeting(item, left) });
    }
    let waited = waited(item, now, working).filter(|waited| *waited >= WAITING)?;
    Some(Notice { key: format!("waiting/{}", item.id()), what: Matter::Waiting(item, waited) })
}
