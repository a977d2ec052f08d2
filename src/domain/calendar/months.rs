//! Months as contracts count them, by 民法 第143条.

use chrono::{Datelike, Days, Months, NaiveDate};

/// The day of the same number `months` later, or earlier where negative; where that month has no such
/// day, its last one. Nothing beyond the calendar's end.
pub fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

/// The last day of a term of so many months that begins with `start`: the day before the
/// corresponding one or, in a month without it, that month's last day (民法 第143条第2項). A term of no
/// months has none.
pub fn term_end(start: NaiveDate, months: u32) -> Option<NaiveDate> {
    let corresponding = start.checked_add_months(Months::new(months))?;
    match months {
        0 => None,
        _ if corresponding.day() < start.day() => Some(corresponding),
        _ => corresponding.checked_sub_days(Days::new(1)),
    }
}

/// The first day of the month that a day lies in.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
