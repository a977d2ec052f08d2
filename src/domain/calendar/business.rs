//! Business days: Monday to Friday without public holidays.

use super::holiday::{OutsideYears, holiday};
use chrono::{Datelike, NaiveDate, Weekday};

/// What was left out when business days were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// Weekends and public holidays, as it should be.
    WeekendsAndHolidays,
    /// Weekends, and holidays only in the years that are known: the counting went beyond them, so
    /// the day may be too early by a holiday or more.
    WeekendsOnly,
}

/// A day found by counting business days, with what the counting knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The day.
    pub day: NaiveDate,
    /// What was left out on the way to it.
    pub skipped: Skipped,
}

/// Whether people work on a day.
///
/// # Errors
/// Where the holidays of the day's year are not known; not for a weekend, which needs no list.
pub fn is_business_day(day: NaiveDate) -> Result<bool, OutsideYears> {
    Ok(!is_weekend(day) && holiday(day)?.is_none())
}

/// The `count`th business day after a day; the day itself does not count. For 0 the day itself.
///
/// # Errors
/// Where the counting meets a weekday of a year whose holidays are not known.
pub fn add_business_days(day: NaiveDate, count: u32) -> Result<NaiveDate, OutsideYears> {
    let mut at = day;
    let mut left = count;
    while left > 0 {
        at = at.succ_opt().ok_or(OutsideYears { year: at.year() })?;
        if is_business_day(at)? {
            left -= 1;
        }
    }
    Ok(at)
}

/// How many business days have gone by since `from`, with `to` among them; 0 where `to` is not later.
///
/// # Errors
/// Where a weekday in between lies in a year whose holidays are not known.
pub fn business_days_between(from: NaiveDate, to: NaiveDate) -> Result<u32, OutsideYears> {
    let mut count = 0;
    let mut at = from;
    while at < to {
        at = at.succ_opt().ok_or(OutsideYears { year: at.year() })?;
        if is_business_day(at)? {
            count += 1;
        }
    }
    Ok(count)
}

/// The day itself where it is a business day, else the last one before it.
///
/// # Errors
/// Where the holidays of a year on the way are not known.
pub fn previous_business_day(day: NaiveDate) -> Result<NaiveDate, OutsideYears> {
    let mut at = day;
    while !is_business_day(at)? {
        at = at.pred_opt().ok_or(OutsideYears { year: at.year() })?;
    }
    Ok(at)
}

/// As [`add_business_days`]; where holidays are not known, weekends alone are left out.
pub fn reckon_business_days(day: NaiveDate, count: u32) -> Reckoned {
    reckon_on(day, count, |_| false)
}

/// The `count`th business day after a day on which nothing else is `closed`.
pub(super) fn reckon_on(day: NaiveDate, count: u32, closed: impl Fn(NaiveDate) -> bool) -> Reckoned {
    let mut reckoned = Reckoned { day, skipped: Skipped::WeekendsAndHolidays };
    let mut left = count;
    while left > 0 {
        let Some(next) = reckoned.day.succ_opt() else {
            break;
        };
        reckoned.day = next;
        if reckoned.works() && !closed(next) {
            left -= 1;
        }
    }
    reckoned
}

/// As [`previous_business_day`], where nothing else is `closed`; where holidays are not known, weekends
/// alone are left out.
pub(super) fn reckon_back(day: NaiveDate, closed: impl Fn(NaiveDate) -> bool) -> Reckoned {
    let mut reckoned = Reckoned { day, skipped: Skipped::WeekendsAndHolidays };
    while !reckoned.works() || closed(reckoned.day) {
        let Some(before) = reckoned.day.pred_opt() else {
            break;
        };
        reckoned.day = before;
    }
    reckoned
}

impl Reckoned {
    /// Whether people work on the day as far as is known; keeps in mind where it is not.
    fn works(&mut self) -> bool {
        is_business_day(self.day).unwrap_or_else(|OutsideYears { .. }| {
            self.skipped = Skipped::WeekendsOnly;
            true
        })
    }
}

pub(super) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
