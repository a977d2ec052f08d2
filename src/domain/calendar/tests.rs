use super::*;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn reckon_previous(day: NaiveDate) -> Reckoned {
    WorkingDays { closures: &[], hours: (NaiveTime::MIN, NaiveTime::MIN) }.on_or_before(day)
}

/// 内閣府「国民の祝日・休日」, as published for 2022 to 2027. It calls every 休日 that is no 国民の祝日
/// by that word alone.
const OFFICIAL: [(i32, &str); 6] = [
    (
        2022,
        "1/1 元日, 1/10 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/21 春分の日, 4/29 昭和の日, \
         5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 7/18 海の日, 8/11 山の日, 9/19 敬老の日, \
         9/23 秋分の日, 10/10 スポーツの日, 11/3 文化の日, 11/23 勤労感謝の日",
    ),
    (
        2023,
        "1/1 元日, 1/2 休日, 1/9 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/21 春分の日, \
         4/29 昭和の日, 5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 7/17 海の日, 8/11 山の日, \
         9/18 敬老の日, 9/23 秋分の日, 10/9 スポーツの日, 11/3 文化の日, 11/23 勤労感謝の日",
    ),
    (
        2024,
        "1/1 元日, 1/8 成人の日, 2/11 建国記念の日, 2/12 休日, 2/23 天皇誕生日, 3/20 春分の日, \
         4/29 昭和の日, 5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 休日, 7/15 海の日, \
         8/11 山の日, 8/12 休日, 9/16 敬老の日, 9/22 秋分の日, 9/23 休日, 10/14 スポーツの日, \
         11/3 文化の日, 11/4 休日, 11/23 勤労感謝の日",
    ),
    (
        2025,
        "1/1 元日, 1/13 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 2/24 休日, 3/20 春分の日, \
         4/29 昭和の日, 5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 休日, 7/21 海の日, \
         8/11 山の日, 9/15 敬老の日, 9/23 秋分の日, 10/13 スポーツの日, 11/3 文化の日, \
         11/23 勤労感謝の日, 11/24 休日",
    ),
    (
        2026,
        "1/1 元日, 1/12 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/20 春分の日, 4/29 昭和の日, \
         5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 5/6 休日, 7/20 海の日, 8/11 山の日, \
         9/21 敬老の日, 9/22 休日, 9/23 秋分の日, 10/12 スポーツの日, 11/3 文化の日, \
         11/23 勤労感謝の日",
    ),
    (
        2027,
        "1/1 元日, 1/11 成人の日, 2/11 建国記念の日, 2/23 天皇誕生日, 3/21 春分の日, 3/22 休日, \
         4/29 昭和の日, 5/3 憲法記念日, 5/4 みどりの日, 5/5 こどもの日, 7/19 海の日, 8/11 山の日, \
         9/20 敬老の日, 9/23 秋分の日, 10/11 スポーツの日, 11/3 文化の日, 11/23 勤労感謝の日",
    ),
];

#[test]
fn the_holidays_of_each_year_are_those_that_the_cabinet_office_lists() {
    for (year, listed) in OFFICIAL {
        let found: Vec<String> = NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap()
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter_map(|day| {
                let name = match holiday(day).unwrap()? {
                    Holiday::Substitute | Holiday::Between => "休日",
                    named => named.ja(),
                };
                Some(format!("{}/{} {name}", day.month(), day.day()))
            })
            .collect();
        assert_eq!(found.join(", "), listed, "{year}");
    }
    assert_eq!((FIRST_YEAR, LAST_YEAR), (2022, 2027));
}

#[test]
fn the_two_kinds_of_holiday_without_a_name_are_told_apart() {
    // 5/3 is a Sunday, and 5/4 and 5/5 are holidays themselves.
    assert_eq!(holiday(day("2026-05-06")), Ok(Some(Holiday::Substitute)));
    // Between 敬老の日 and 秋分の日.
    assert_eq!(holiday(day("2026-09-22")), Ok(Some(Holiday::Between)));
    assert_eq!(Holiday::Between.ja(), "国民の休日");
    assert_eq!(holiday(day("2027-03-22")), Ok(Some(Holiday::Substitute)));
    assert_eq!(Holiday::Substitute.ja(), "振替休日");
    // A holiday on a Saturday gives no other day.
    assert_eq!(holiday(day("2025-05-03")), Ok(Some(Holiday::Constitution)));
    assert_eq!(holiday(day("2027-01-04")), Ok(None));
}

#[test]
fn business_days_leave_out_weekends_and_holidays() {
    // from, business days, day
    let cases = [
        // The Friday before Golden Week: 5/1 is open, 5/2 to 5/6 are not.
        ("2026-05-01", 1, "2026-05-07"),
        ("2026-05-01", 5, "2026-05-13"),
        ("2026-04-24", 5, "2026-05-07"),
        ("2025-05-02", 5, "2025-05-13"),
        ("2024-04-26", 5, "2024-05-08"),
        // Five days off in September.
        ("2026-09-18", 1, "2026-09-24"),
        // Over the turn of the year: 12/31 and 1/4 are business days.
        ("2026-12-30", 3, "2027-01-05"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-11-25", 0, "2026-11-25"),
        // None goes by on the way to Monday.
        ("2026-11-28", 1, "2026-11-30"),
        ("2027-03-19", 1, "2027-03-23"),
    ];
    for (from, count, to) in cases {
        assert_eq!(add_business_days(day(from), count), Ok(day(to)), "{from} +{count}");
        assert_eq!(business_days_between(day(from), day(to)), Ok(count), "{from} to {to}");
        let reckoned = Reckoned { day: day(to), skipped: Skipped::WeekendsAndHolidays };
        assert_eq!(reckon_business_days(day(from), count), reckoned, "{from} +{count}");
    }
    assert_eq!(business_days_between(day("2026-11-25"), day("2026-11-24")), Ok(0));
    assert_eq!(business_days_between(day("2026-05-01"), day("2026-05-06")), Ok(0));
}

#[test]
fn the_business_day_on_or_before_a_day() {
    let cases = [
        ("2026-11-25", "2026-11-25"),
        ("2026-11-23", "2026-11-20"),
        ("2026-05-06", "2026-05-01"),
        ("2026-09-23", "2026-09-18"),
        ("2027-01-03", "2026-12-31"),
    ];
    for (from, to) in cases {
        assert_eq!(previous_business_day(day(from)), Ok(day(to)), "{from}");
        assert_eq!(reckon_previous(day(from)), Reckoned { day: day(to), skipped: Skipped::WeekendsAndHolidays });
    }
}

#[test]
fn outside_the_years_the_answer_is_that_it_is_not_known() {
    assert_eq!(holiday(day("2028-01-01")), Err(OutsideYears { year: 2028 }));
    assert_eq!(holiday(day("2021-07-22")), Err(OutsideYears { year: 2021 }));
    assert_eq!(is_business_day(day("2028-01-04")), Err(OutsideYears { year: 2028 }));
    // A weekend needs no list.
    assert_eq!(is_business_day(day("2028-01-01")), Ok(false));
    assert_eq!(add_business_days(day("2027-12-30"), 1), Ok(day("2027-12-31")));
    assert_eq!(add_business_days(day("2027-12-30"), 2), Err(OutsideYears { year: 2028 }));
    assert_eq!(business_days_between(day("2027-12-30"), day("2028-01-03")), Err(OutsideYears { year: 2028 }));
    assert_eq!(previous_business_day(day("2028-02-11")), Err(OutsideYears { year: 2028 }));
    assert_eq!(previous_business_day(day("2028-01-02")), Ok(day("2027-12-31")));
    assert_eq!(add_business_days(NaiveDate::MAX, 1), Err(OutsideYears { year: NaiveDate::MAX.year() }));
    assert_eq!(previous_business_day(NaiveDate::MIN), Err(OutsideYears { year: NaiveDate::MIN.year() }));
}

#[test]
fn outside_the_years_weekends_alone_are_left_out_and_it_says_so() {
    let weekends_only = |text: &str| Reckoned { day: day(text), skipped: Skipped::WeekendsOnly };
    assert_eq!(reckon_business_days(day("2027-12-30"), 2), weekends_only("2028-01-03"));
    assert_eq!(reckon_business_days(day("2030-05-02"), 1), weekends_only("2030-05-03"));
    assert_eq!(reckon_previous(day("2028-02-12")), weekends_only("2028-02-11"));
    assert_eq!(reckon_business_days(NaiveDate::MAX, 3).day, NaiveDate::MAX);
}

#[test]
fn months_end_on_their_last_day_where_the_same_number_is_missing() {
    // day, months, months later
    let cases = [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-30", 1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2028-03-31", -1, "2028-02-29"),
        ("2026-10-31", -1, "2026-09-30"),
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-01-15", -2, "2025-11-15"),
        ("2026-08-31", 6, "2027-02-28"),
    ];
    for (from, months, to) in cases {
        assert_eq!(add_months(day(from), months), Some(day(to)), "{from} {months:+}");
    }
    assert_eq!(add_months(NaiveDate::MAX, 1), None);
    assert_eq!(add_months(NaiveDate::MIN, i32::MIN), None);
}

#[test]
fn a_term_ends_the_day_before_the_corresponding_one_or_with_the_month() {
    // first day, months, last day
    let cases = [
        ("2026-04-01", 6, "2026-09-30"),
        ("2026-04-01", 12, "2027-03-31"),
        ("2026-04-15", 1, "2026-05-14"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-30", 1, "2026-02-28"),
        ("2026-01-29", 1, "2026-02-28"),
        ("2026-01-28", 1, "2026-02-27"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-01-29", 1, "2028-02-28"),
        ("2026-01-31", 2, "2026-03-30"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-28"),
        ("2026-03-01", 12, "2027-02-28"),
        ("2027-03-01", 12, "2028-02-29"),
    ];
    for (from, months, to) in cases {
        assert_eq!(term_end(day(from), months), Some(day(to)), "{from} {months}");
    }
    assert_eq!(term_end(day("2026-04-01"), 0), None);
    assert_eq!(term_end(NaiveDate::MAX, 1), None);
}

fn known_days() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap();
    (0..=(last - first).num_days()).prop_map(move |days| first + chrono::Duration::days(days))
}

proptest! {
    #[test]
    fn the_day_that_is_found_is_a_business_day_and_as_many_have_gone_by(from in known_days(), count in 1..60_u32) {
        if let Ok(to) = add_business_days(from, count) {
            prop_assert!(to > from);
            prop_assert_eq!(is_business_day(to), Ok(true));
            prop_assert_eq!(business_days_between(from, to), Ok(count));
            prop_assert_eq!(previous_business_day(to), Ok(to));
            prop_assert_eq!(reckon_business_days(from, count), Reckoned { day: to, skipped: Skipped::WeekendsAndHolidays });
        } else {
            prop_assert_eq!(reckon_business_days(from, count).skipped, Skipped::WeekendsOnly);
        }
    }

    #[test]
    fn counting_in_two_goes_comes_to_the_same_day(from in known_days(), one in 0..40_u32, two in 0..40_u32) {
        let both = add_business_days(from, one).and_then(|day| add_business_days(day, two));
        prop_assert_eq!(both, add_business_days(from, one + two));
    }

    #[test]
    fn no_business_day_lies_between_a_day_and_the_one_before_it(day in known_days()) {
        if let Ok(before) = previous_business_day(day) {
            prop_assert!(before <= day);
            prop_assert!((day - before).num_days() <= 7);
            prop_assert_eq!(business_days_between(before, day), Ok(0));
        }
    }

    #[test]
    fn every_substitute_holiday_follows_a_holiday_on_a_sunday(day in known_days()) {
        if holiday(day) == Ok(Some(Holiday::Substitute)) {
            let sunday = (1..=3).map(|back| day - chrono::Duration::days(back)).find(|day| day.weekday() == Weekday::Sun);
            prop_assert!(sunday.is_some_and(|sunday| holiday(sunday).is_ok_and(|found| found.is_some())));
            prop_assert_ne!(day.weekday(), Weekday::Sun);
        }
    }

    #[test]
    fn a_term_and_the_one_after_it_leave_no_day_between_and_none_out(start in known_days(), months in 1..36_u32) {
        let end = term_end(start, months).unwrap();
        let whole = add_months(start, i32::try_from(months).unwrap()).unwrap();
        prop_assert!(end > start);
        prop_assert!(end == whole || end.succ_opt() == Some(whole));
        // Clamped only at the end of a month.
        prop_assert!(end != whole || end.succ_opt().is_some_and(|next| next.day() == 1));
        prop_assert!(term_end(start, months + 1) > Some(end));
    }
}
