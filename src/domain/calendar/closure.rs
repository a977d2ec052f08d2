//! 自社の休業日: the days on which this company is closed, and its business days and hours.

use super::business::{Reckoned, is_weekend, reckon_back, reckon_on};
use super::holiday::holiday;
use super::hours::{Counted, count, count_time};
use super::months::add_months;
use crate::domain::row;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// When people work on a business day: from and to.
pub type WorkingHours = (NaiveTime, NaiveTime);

row! {
    /// 自社の休業日: a day or days in a row on which the company is closed, such as 年末年始.
    pub struct Closure {
        /// What it is called.
        pub name: String,
        /// The first day. Nothing is closed where it is not set.
        pub from: Option<NaiveDate>,
        /// The last day; the first one alone where not set.
        pub until: Option<NaiveDate>,
        /// 毎年: whether it comes again in each later year, on the same days.
        pub yearly: bool,
    }
}

impl Closure {
    /// The most days of one.
    pub const DAYS_MAX: i64 = 100;
    /// For how many years one comes again. Nobody plans further, and counting has to end.
    const YEARS: i32 = 100;

    /// First and last day of the one that begins `years` after the first.
    fn after(&self, years: i32) -> Option<(NaiveDate, NaiveDate)> {
        let from = self.from?;
        let until = self.until.unwrap_or(from);
        if years == 0 {
            return Some((from, until));
        }
        let there = self.yearly && (0..=Self::YEARS).contains(&years);
        let from = add_months(from, years.checked_mul(12)?).filter(|_| there)?;
        // 2/27–2/29 ends on 2/28 where there is no 2/29.
        Some((from, add_months(until, years.checked_mul(12)?)?))
    }

    /// Whether the company is closed on a day for this reason.
    pub fn covers(&self, day: NaiveDate) -> bool {
        let Some(from) = self.from else { return false };
        let years = day.year().saturating_sub(from.year());
        // The one that began the year before may go on over New Year.
        [years, years.saturating_sub(1)]
            .into_iter()
            .filter_map(|years| self.after(years))
            .any(|(first, last)| (first..=last).contains(&day))
    }

    /// Its days from `first` to the day before `end`.
    fn days(&self, first: NaiveDate, end: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let started = self.from.map_or(0, |from| from.year());
        // Whole numbers of years only; neither end is far away, as it recurs for a limited time.
        let years = first.year().saturating_sub(started).saturating_sub(1).clamp(0, Self::YEARS)
            ..=end.year().saturating_sub(started).clamp(0, Self::YEARS);
        years
            .filter_map(|years| self.after(years))
            .flat_map(|(from, to)| from.iter_days().take_while(move |day| *day <= to))
            .filter(move |day| (first..end).contains(day))
    }
}

/// The business days and hours of the company: Monday to Friday without public holidays and without
/// [`Closure`]s. Where holidays are not known, they cannot be left out, and what is reckoned says so.
#[derive(Clone, Copy, Debug)]
pub struct WorkingDays<'a> {
    /// 自社の休業日
    pub closures: &'a [Closure],
    /// 営業時間
    pub hours: WorkingHours,
}

impl WorkingDays<'_> {
    /// The closure that a day lies in; the first of several.
    pub fn closure(&self, day: NaiveDate) -> Option<&Closure> {
        self.closures.iter().find(|closure| closure.covers(day))
    }

    /// The `count`th business day after a day; the day itself does not count. For 0 the day itself.
    pub fn after(&self, day: NaiveDate, count: u32) -> Reckoned {
        reckon_on(day, count, |day| self.closure(day).is_some())
    }

    /// The day itself where it is a business day, else the last one before it.
    pub fn on_or_before(&self, day: NaiveDate) -> Reckoned {
        reckon_back(day, |day| self.closure(day).is_some())
    }

    /// How many business days have gone by since `from`, with `to` among them; 0 where `to` is not later.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Counted {
        match (from.succ_opt(), to.succ_opt()) {
            (Some(first), Some(end)) => self.counted(first, end),
            _ => Counted::NONE,
        }
    }

    /// Minutes between two moments that lie within the working hours of business days; none where `to`
    /// is not later.
    pub fn time(&self, from: NaiveDateTime, to: NaiveDateTime) -> Counted {
        count_time(from, to, self.hours, |first, end| self.counted(first, end))
    }

    /// Business days from `first` to the day before `end`. A day that several closures tell of, or that
    /// is off anyway, is left out once.
    fn counted(&self, first: NaiveDate, end: NaiveDate) -> Counted {
        let open = count(first, end);
        let off = |day: &NaiveDate| is_weekend(*day) || matches!(holiday(*day), Ok(Some(_)));
        let days = self.closures.iter().flat_map(|closure| closure.days(first, end));
        let closed: BTreeSet<NaiveDate> = days.filter(|day| !off(day)).collect();
        Counted { count: open.count - i64::try_from(closed.len()).unwrap_or(open.count), ..open }
    }
}
