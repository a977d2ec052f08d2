//! 定例会議 by the plan of a contract: every week, or on a weekday of every month. A meeting that
//! falls on a holiday stays where it is; whether it is held then, people agree on.

use super::running::next;
use crate::domain::engagement::Engagement;
use crate::domain::stage::contract::{AtEnd, Contract, DayOfWeek, Every, RegularPlan, WeekOfMonth};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use std::collections::BTreeSet;

/// How long a meeting lasts where it was not said, in minutes.
pub const USUAL_LENGTH: i64 = 60;

/// The regular meetings that a contract plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Weekly, or which of the month's weekdays.
    pub rule: Rule,
    /// On which day.
    pub weekday: Weekday,
    /// The first day on which one can be: the start of the contract.
    pub from: NaiveDate,
    /// The last day on which one can be; none while the contract goes on by itself.
    pub until: Option<NaiveDate>,
    /// When it begins; all day where it was not said.
    pub time: Option<NaiveTime>,
    /// How long it lasts.
    pub length: TimeDelta,
}

/// How a meeting recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Every week.
    Weekly,
    /// Every month, on this of its weekdays.
    Monthly(WeekOfMonth),
}

impl Plan {
    /// The plan of a contract, with its end as seen from a day. None without a plan or a first day.
    pub fn of(contract: &Contract, today: NaiveDate) -> Option<Self> {
        let regular = &contract.regular;
        let rule = match regular.every {
            Every::Unset => return None,
            Every::Week => Rule::Weekly,
            Every::Month => Rule::Monthly(regular.week),
        };
        Some(Self {
            rule,
            weekday: weekday(regular.weekday),
            from: contract.starts_on?,
            until: contract.ended_on.or_else(|| end(contract, today)),
            time: regular.begins_at,
            length: length(regular),
        })
    }

    /// The days of the meetings from a day to another, both included.
    pub fn between(self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let from = from.max(self.from);
        let to = self.until.map_or(to, |until| until.min(to));
        let mut at = self.first_on_or_after(from);
        std::iter::from_fn(move || {
            let day = at.filter(|day| *day <= to)?;
            at = day.succ_opt().and_then(|next| self.first_on_or_after(next));
            Some(day)
        })
    }

    /// The day of the first meeting from a day on; none where the contract ends before it.
    pub fn next_from(self, day: NaiveDate) -> Option<NaiveDate> {
        self.between(day, NaiveDate::MAX).next()
    }

    /// The day of the first meeting of all; none where the contract ends before it.
    pub fn first(self) -> Option<NaiveDate> {
        self.between(self.from, self.until.unwrap_or(NaiveDate::MAX)).next()
    }

    fn first_on_or_after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.rule {
            Rule::Weekly => {
                let ahead = (7 + self.weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7;
                day.checked_add_days(Days::new(u64::from(ahead)))
            }
            Rule::Monthly(week) => {
                let in_month = in_month(day.year(), day.month(), week, self.weekday)?;
                if in_month >= day {
                    return Some(in_month);
                }
                let next = day.with_day(1)?.checked_add_months(chrono::Months::new(1))?;
                self::in_month(next.year(), next.month(), week, self.weekday)
            }
        }
    }
}

/// The day of a month that is its first, second, third, fourth or last of a weekday.
pub fn in_month(year: i32, month: u32, week: WeekOfMonth, weekday: Weekday) -> Option<NaiveDate> {
    let nth = |number| NaiveDate::from_weekday_of_month_opt(year, month, weekday, number);
    match week {
        WeekOfMonth::First => nth(1),
        WeekOfMonth::Second => nth(2),
        WeekOfMonth::Third => nth(3),
        WeekOfMonth::Fourth => nth(4),
        WeekOfMonth::Last => nth(5).or_else(|| nth(4)),
    }
}

/// The days for which a meeting was recorded, or agreed on as the next.
pub fn recorded(engagement: &Engagement) -> BTreeSet<NaiveDate> {
    let meetings = engagement.cycles.iter().flat_map(|cycle| &cycle.review.meetings);
    let held = meetings.filter_map(|meeting| Some(meeting.at?.date()));
    held.chain(next(engagement).map(|(_, day)| day)).collect()
}

/// How long a regular meeting lasts.
pub(super) fn length(regular: &RegularPlan) -> TimeDelta {
    TimeDelta::minutes(regular.length.map_or(USUAL_LENGTH, |length| length.get()).max(1))
}

/// The last day of a contract that does not go on without a word.
fn end(contract: &Contract, today: NaiveDate) -> Option<NaiveDate> {
    let schedule = contract.schedule(today)?;
    match schedule.at_end {
        AtEnd::Renews(_) | AtEnd::RenewsFrom(_) => None,
        AtEnd::NotSaid | AtEnd::Ends | AtEnd::Agreement => Some(schedule.current.ends_on),
    }
}

fn weekday(day: DayOfWeek) -> Weekday {
    match day {
        DayOfWeek::Monday => Weekday::Mon,
        DayOfWeek::Tuesday => Weekday::Tue,
        DayOfWeek::Wednesday => Weekday::Wed,
        DayOfWeek::Thursday => Weekday::Thu,
        DayOfWeek::Friday => Weekday::Fri,
        DayOfWeek::Saturday => Weekday::Sat,
        DayOfWeek::Sunday => Weekday::Sun,
    }
}
