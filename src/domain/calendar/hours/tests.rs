use super::*;
use crate::domain::calendar::{WorkingDays, business_days_between};
use chrono::TimeDelta;
use proptest::prelude::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn nine_to_six() -> WorkingHours {
    (NaiveTime::from_hms_opt(9, 0, 0).unwrap(), NaiveTime::from_hms_opt(18, 0, 0).unwrap())
}

fn reckon_working_time(from: NaiveDateTime, to: NaiveDateTime, hours: WorkingHours) -> Counted {
    WorkingDays { closures: &[], hours }.time(from, to)
}

fn reckon_business_days_between(from: NaiveDate, to: NaiveDate) -> Counted {
    WorkingDays { closures: &[], hours: nine_to_six() }.between(from, to)
}

fn minutes(from: &str, to: &str) -> i64 {
    let counted = reckon_working_time(at(from), at(to), nine_to_six());
    assert_eq!(counted.skipped, Skipped::WeekendsAndHolidays, "{from} to {to}");
    counted.count
}

#[test]
fn business_time_by_hand() {
    #[rustfmt::skip]
    let cases = [
        // (from, to, minutes)
        ("2026-07-01 10:00", "2026-07-01 13:25", 205),      // the same day
        ("2026-07-01 06:00", "2026-07-01 09:30", 30),       // before opening
        ("2026-07-01 06:00", "2026-07-01 08:59", 0),
        ("2026-07-01 17:30", "2026-07-01 23:00", 30),       // after closing
        ("2026-07-01 20:00", "2026-07-02 08:00", 0),        // overnight
        ("2026-07-01 17:00", "2026-07-02 10:00", 120),      // 60 in the evening, 60 in the morning
        ("2026-07-01 13:00", "2026-07-01 12:00", 0),        // reversed
        ("2026-07-01 13:00", "2026-07-01 13:00", 0),
        ("2026-07-03 17:00", "2026-07-06 09:30", 90),       // Friday to Monday: 60 + 30
        ("2026-07-04 10:00", "2026-07-05 16:00", 0),        // Saturday to Sunday
        ("2026-07-04 10:00", "2026-07-06 10:00", 60),
        ("2026-07-01 00:00", "2026-07-08 00:00", 5 * 540),  // a week
        // Golden Week: 4/29 昭和の日, 4/30 and 5/1 work, 5/2 and 5/3 weekend, 5/3 to 5/6 holidays.
        ("2026-04-28 17:00", "2026-05-07 10:00", 60 + 2 * 540 + 60),
        ("2026-05-01 17:00", "2026-05-07 09:30", 60 + 30),
        // Year end: Thursday 12/31 works here, 1/1 is 元日, 1/2 and 1/3 the weekend.
        ("2026-12-31 17:00", "2027-01-04 09:45", 60 + 45),
    ];
    for (from, to, expected) in cases {
        assert_eq!(minutes(from, to), expected, "{from} to {to}");
    }
}

#[test]
fn other_hours_and_seconds() {
    let early = (NaiveTime::from_hms_opt(8, 30, 0).unwrap(), NaiveTime::from_hms_opt(12, 0, 0).unwrap());
    let counted = |from: NaiveDateTime, to: NaiveDateTime| reckon_working_time(from, to, early).count;
    assert_eq!(counted(at("2026-07-01 08:00"), at("2026-07-01 20:00")), 210);
    // Seconds are left out at both ends.
    let late = at("2026-07-01 09:00") + TimeDelta::seconds(59);
    assert_eq!(counted(late, at("2026-07-01 09:01")), 1);
    // Hours that end before they begin hold nothing.
    let (opens, closes) = nine_to_six();
    assert_eq!(reckon_working_time(at("2026-07-01 08:00"), at("2026-07-03 20:00"), (closes, opens)).count, 0);
}

#[test]
fn beyond_the_known_years_weekends_alone_are_left_out() {
    // 2028-01-03 is a Monday; the holidays of 2028 are not known.
    let counted = reckon_working_time(at("2027-12-31 17:00"), at("2028-01-03 10:00"), nine_to_six());
    assert_eq!(counted, Counted { count: 120, skipped: Skipped::WeekendsOnly });
    // A weekend needs no list.
    let counted = reckon_working_time(at("2027-12-31 17:00"), at("2028-01-02 10:00"), nine_to_six());
    assert_eq!(counted, Counted { count: 60, skipped: Skipped::WeekendsAndHolidays });
    // 1,261 years: 52.1775 weeks a year, 5 days of 9 hours; it only has to end.
    let counted = reckon_working_time(at("0765-01-01 00:00"), at("2026-01-01 00:00"), nine_to_six());
    assert_eq!(counted.skipped, Skipped::WeekendsOnly);
    assert!(counted.count > 1_261 * 52 * 5 * 540);
}

#[test]
fn business_days_since_a_day() {
    let days = |from: &str, to: &str| reckon_business_days_between(day(from), day(to)).count;
    assert_eq!(days("2026-07-01", "2026-07-01"), 0);
    assert_eq!(days("2026-07-01", "2026-07-03"), 2);
    assert_eq!(days("2026-07-03", "2026-07-06"), 1);
    assert_eq!(days("2026-07-06", "2026-07-03"), 0);
    assert_eq!(days("2026-04-28", "2026-05-07"), 3); // 4/30, 5/1, 5/7
    assert_eq!(reckon_business_days_between(day("2027-12-31"), day("2028-01-04")).skipped, Skipped::WeekendsOnly);
    assert_eq!(reckon_business_days_between(NaiveDate::MIN, NaiveDate::MAX), Counted::NONE);
}

proptest! {
    #[test]
    fn time_is_the_same_in_one_piece_or_in_two(
        start in 0_i64..2_000_000, first in 0_i64..50_000, second in 0_i64..50_000,
        opens in 0_u32..24 * 60, closes in 0_u32..24 * 60,
    ) {
        let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let hours = (time(opens), time(closes));
        // From 2024 on, so that some run out of the known years.
        let a = at("2024-11-01 00:00") + TimeDelta::minutes(start);
        let (b, c) = (a + TimeDelta::minutes(first), a + TimeDelta::minutes(first + second));
        let worked = |from, to| reckon_working_time(from, to, hours);
        prop_assert_eq!(worked(a, b).count + worked(b, c).count, worked(a, c).count);
        prop_assert!((0..=first).contains(&worked(a, b).count));
        prop_assert_eq!(worked(b, a).count, 0);
    }

    #[test]
    fn days_are_those_that_are_walked_over(start in 0_u64..2_100, length in 0_u64..400) {
        let from = day("2022-01-01") + chrono::Days::new(start);
        let to = from + chrono::Days::new(length);
        let reckoned = reckon_business_days_between(from, to);
        if let Ok(walked) = business_days_between(from, to) {
            prop_assert_eq!(reckoned, Counted { count: i64::from(walked), skipped: Skipped::WeekendsAndHolidays });
        } else {
            prop_assert_eq!(reckoned.skipped, Skipped::WeekendsOnly);
        }
    }
}
