//! The clock on the wall, with the browser's offset from UTC.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

/// The moment, by the second, in the browser's time zone.
pub fn now() -> DateTime<FixedOffset> {
    let date = js_sys::Date::new_0();
    // JavaScript counts minutes west of UTC.
    let seconds_east = -(date.get_timezone_offset() as i32) * 60;
    let offset = FixedOffset::east_opt(seconds_east).unwrap_or(FixedOffset::east_opt(0).unwrap_or_else(utc));
    let seconds = (date.get_time() / 1000.0) as i64;
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().with_timezone(&offset)
}

fn utc() -> FixedOffset {
    use chrono::Offset;
    chrono::Utc.fix()
}

/// The day.
pub fn today() -> NaiveDate {
    now().date_naive()
}

/// The moment by the clock on the wall, by the minute.
pub fn wall() -> NaiveDateTime {
    use chrono::Timelike;
    let wall = now().naive_local();
    wall.with_second(0).unwrap_or(wall)
}
