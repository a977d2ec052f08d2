//! 今日やること: the dates of all engagements, in the order in which a person deals with them.

use super::{Form, Item, Kind};
use crate::domain::calendar::WorkingDays;
use crate::domain::scalar::Minutes;
use crate::domain::sort;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

/// How many days ahead things are told.
pub const AHEAD: u64 = 30;
/// How many days ahead notice, end and renewal of a contract are told: what to do about them takes
/// longer than other things.
pub const CONTRACT_AHEAD: u64 = 60;

/// A group of things to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// 答える: questions that wait for an answer.
    Answer,
    /// 確認する: deliveries that were not checked.
    Check,
    /// 今日の予定
    Held,
    /// 期限切れ
    Late,
    /// 今日が期限
    DueToday,
    /// 今週, from tomorrow to Sunday.
    Week,
    /// その先の30日
    Later,
    /// 返信のない問い合わせ
    Silent,
    /// 持ち越しの論点 without a date.
    Carried,
}

impl Group {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Answer,
        Self::Check,
        Self::Held,
        Self::Late,
        Self::DueToday,
        Self::Week,
        Self::Later,
        Self::Silent,
        Self::Carried,
    ];

    /// Its name in the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Check => "check",
            Self::Held => "held",
            Self::Late => "late",
            Self::DueToday => "due",
            Self::Week => "week",
            Self::Later => "later",
            Self::Silent => "silent",
            Self::Carried => "carried",
        }
    }

    /// Where an item stands on a day; nowhere when it is over, or too far ahead.
    pub fn of(item: &Item, today: NaiveDate) -> Option<Self> {
        match (item.kind, item.day) {
            (Kind::Question, _) => return Some(Self::Answer),
            (Kind::Check, _) => return Some(Self::Check),
            (Kind::ReviewPoint, None) => return Some(Self::Carried),
            (Kind::Stall, Some(_)) => return Some(Self::Late),
            _ => {}
        }
        let day = item.day?;
        let left = (day - today).num_days();
        match (item.kind.form(), left) {
            (Form::Deadline, ..0) if item.kind == Kind::Reply => Some(Self::Silent),
            // Once notice has passed there is nothing to be done by it any more.
            (Form::Deadline, ..0) => (item.kind != Kind::Notice).then_some(Self::Late),
            (_, ..0) => None,
            (Form::Deadline, 0) => Some(Self::DueToday),
            (_, 0) => Some(Self::Held),
            _ if day <= last_of_week(today) => Some(Self::Week),
            _ => (left <= ahead(item.kind)).then_some(Self::Later),
        }
    }
}

fn ahead(kind: Kind) -> i64 {
    let days = match kind {
        Kind::Notice | Kind::ContractEnd | Kind::Renewal => CONTRACT_AHEAD,
        _ => AHEAD,
    };
    i64::try_from(days).unwrap_or(i64::MAX)
}

/// The Sunday of the week that a day lies in.
fn last_of_week(day: NaiveDate) -> NaiveDate {
    let left = 6 - day.weekday().num_days_from_monday();
    day.checked_add_days(Days::new(u64::from(left))).unwrap_or(day)
}

/// The last day that 今日やること looks at.
pub fn horizon(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(CONTRACT_AHEAD)).unwrap_or(today)
}

/// How long a question has waited, in minutes of business time; nothing where it is not known since when.
pub fn waited(item: &Item, now: NaiveDateTime, working: WorkingDays) -> Option<Minutes> {
    let asked = item.moment().filter(|_| item.kind == Kind::Question)?;
    Some(Minutes::saturating(working.time(asked, now).count))
}

/// The items of every group that has some, each in its order: by day, the longest waiting or latest
/// first.
pub fn groups(items: &[Item], today: NaiveDate) -> Vec<(Group, Vec<&Item>)> {
    let mut groups: Vec<(Group, Vec<&Item>)> = Group::ALL.map(|group| (group, Vec::new())).into();
    for item in items {
        if let Some((_, list)) = Group::of(item, today).and_then(|group| groups.get_mut(group as usize)) {
            list.push(item);
        }
    }
    groups.retain(|(_, list)| !list.is_empty());
    for (_, list) in &mut groups {
        sort::by_key(list, |item| super::order(item));
    }
    groups
}

/// How many things are due today or late: what the number beside 今日 tells.
pub fn pressing(items: &[Item], today: NaiveDate) -> usize {
    let pressing = |item: &&Item| match Group::of(item, today) {
        Some(Group::Answer | Group::Late | Group::DueToday | Group::Silent) => true,
        Some(Group::Check) => item.day.is_some_and(|day| day <= today),
        _ => false,
    };
    items.iter().filter(pressing).count()
}
