//! Business time: the part of the time between two moments in which people work.
//!
//! Moments are those of the clock on the wall, whole minutes; their seconds are left out. Time is
//! counted from the minute of the first moment to that of the second, so that what lies between is
//! the same in one piece or in several.

use super::business::{Skipped, is_weekend};
use super::closure::WorkingHours;
use super::holiday::{FIRST_YEAR, LAST_YEAR, holiday};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

#[cfg(test)]
mod tests;

/// A number of business days, or of minutes in them, with what the counting knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Days or minutes.
    pub count: i64,
    /// What was left out.
    pub skipped: Skipped,
}

impl Counted {
    /// Nothing yet.
    pub const NONE: Self = Self { count: 0, skipped: Skipped::WeekendsAndHolidays };

    /// Both together; what one of them did not know, the sum does not know.
    pub fn plus(self, other: Self) -> Self {
        let skipped = if self.skipped == Skipped::WeekendsOnly { self.skipped } else { other.skipped };
        Self { count: self.count.saturating_add(other.count), skipped }
    }
}

/// Minutes between two moments that lie within the working hours of business days, which `count` counts
/// from a first day to the one before another; none where `to` is not later.
pub(super) fn count_time(
    from: NaiveDateTime,
    to: NaiveDateTime,
    hours: WorkingHours,
    count: impl Fn(NaiveDate, NaiveDate) -> Counted,
) -> Counted {
    if to <= from {
        return Counted::NONE;
    }
    let (opens, closes) = (minute(hours.0), minute(hours.1));
    let length = (closes - opens).max(0);
    let on = |day: NaiveDate| count(day, day.succ_opt().unwrap_or(day));
    let gone = |at: NaiveDateTime| on(at.date()).count * (minute(at.time()) - opens).clamp(0, length);
    let days = count(from.date(), to.date());
    Counted { count: days.count * length + gone(to) - gone(from), ..days.plus(on(to.date())) }
}

/// Business days from `first` to the day before `end`. Weekends are reckoned and not walked over, so
/// that a year mistyped by centuries costs nothing.
pub(super) fn count(first: NaiveDate, end: NaiveDate) -> Counted {
    if end <= first {
        return Counted::NONE;
    }
    let weekdays = weekdays_before(end) - weekdays_before(first);
    let new_year = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(end);
    let (known, unknown) = (new_year(FIRST_YEAR).max(first), new_year(LAST_YEAR + 1).min(end));
    let in_known_years = if known < unknown { weekdays_before(unknown) - weekdays_before(known) } else { 0 };
    let off = known
        .iter_days()
        .take_while(|day| *day < unknown)
        .filter(|day| !is_weekend(*day) && matches!(holiday(*day), Ok(Some(_))))
        .count();
    let skipped = if weekdays == in_known_years { Skipped::WeekendsAndHolidays } else { Skipped::WeekendsOnly };
    Counted { count: weekdays - i64::try_from(off).unwrap_or(0), skipped }
}

/// Weekdays from the first Monday of the calendar to the day before.
fn weekdays_before(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce()) - 1;
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// The minute of the day.
fn minute(time: NaiveTime) -> i64 {
    i64::from(time.hour() * 60 + time.minute())
}
