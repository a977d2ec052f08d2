use super::*;
use crate::domain::Settings;
use crate::domain::calendar::{Skipped, is_business_day};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn closed(from: &str, until: &str, yearly: bool) -> Closure {
    Closure { from: Some(day(from)), until: until.parse().ok(), yearly, ..Closure::default() }
}

fn settings(closures: Vec<Closure>) -> Settings {
    Settings { closures, ..Settings::default() }
}

/// 年末年始 every year and 夏季休業 of 2026.
fn usual() -> Settings {
    settings(vec![closed("2025-12-29", "2026-01-03", true), closed("2026-08-12", "2026-08-14", false)])
}

#[test]
fn a_yearly_one_comes_again_over_new_year_and_another_does_not() {
    #[rustfmt::skip]
    let cases = [
        ("2025-12-28", false), ("2025-12-29", true), ("2026-01-03", true), ("2026-01-04", false),
        ("2026-12-29", true), ("2027-01-01", true), ("2027-01-03", true), ("2027-01-04", false),
        // Not before the year for which it was entered.
        ("2024-12-30", false), ("2025-01-02", false),
        ("2026-08-12", true), ("2026-08-14", true), ("2026-08-15", false), ("2027-08-12", false),
    ];
    for (on, expected) in cases {
        assert_eq!(usual().working_days().closure(day(on)).is_some(), expected, "{on}");
    }
    // A single day; nothing without a first day; the last of February in years that have no 29th.
    assert!(closed("2026-10-01", "", false).covers(day("2026-10-01")));
    assert!(!Closure { until: Some(day("2026-10-01")), ..Closure::default() }.covers(day("2026-10-01")));
    let leap = closed("2024-02-29", "", true);
    assert!(leap.covers(day("2026-02-28")) && leap.covers(day("2028-02-29")) && !leap.covers(day("2028-02-28")));
}

#[test]
fn business_days_leave_out_closures() {
    #[rustfmt::skip]
    let cases = [
        // (from, business days, day)
        ("2026-12-28", 1, "2027-01-04"),  // Tue 12/29 to Sun 1/3 closed
        ("2026-12-28", 2, "2027-01-05"),
        ("2026-12-25", 3, "2027-01-05"),  // Mon 12/28, Mon 1/4, Tue 1/5
        ("2025-12-26", 2, "2026-01-06"),  // Fri 12/26; 12/29 to 1/3 closed, 1/4 a Sunday: Mon 1/5, Tue 1/6
        // Tue 8/11 is 山の日; 8/12 to 8/14 closed, 8/15 and 8/16 the weekend.
        ("2026-08-10", 1, "2026-08-17"),
        ("2026-08-07", 3, "2026-08-18"),
        // Golden Week is as before: Fri 5/1, then Thu 5/7.
        ("2026-04-30", 2, "2026-05-07"),
    ];
    for (from, count, to) in cases {
        let (settings, to) = (usual(), day(to));
        let working = settings.working_days();
        assert_eq!(
            working.after(day(from), count),
            Reckoned { day: to, skipped: Skipped::WeekendsAndHolidays },
            "{from}"
        );
        assert_eq!(working.between(day(from), to).count, i64::from(count), "{from}");
    }
    let settings = usual();
    let working = settings.working_days();
    assert_eq!(working.on_or_before(day("2027-01-03")).day, day("2026-12-28"));
    assert_eq!(working.on_or_before(day("2026-08-16")).day, day("2026-08-10"));
}

#[test]
fn a_closure_on_a_holiday_or_beside_another_is_left_out_once() {
    // Mon 5/4 to Wed 5/6 are holidays, Fri 5/1 and Thu 5/7 are not; 5/7 stands in two of them.
    let settings = settings(vec![closed("2026-05-01", "2026-05-07", false), closed("2026-05-07", "", true)]);
    let working = settings.working_days();
    // Thu 4/30 → Fri 5/8.
    assert_eq!(working.after(day("2026-04-30"), 1).day, day("2026-05-08"));
    assert_eq!(working.between(day("2026-04-30"), day("2026-05-08")).count, 1);
    assert_eq!(working.between(day("2026-04-30"), day("2026-05-07")).count, 0);
}

#[test]
fn no_business_time_goes_by_while_the_company_is_closed() {
    let settings = usual();
    let time = |from: &str, to: &str| settings.working_days().time(at(from), at(to)).count;
    // 60 minutes of Mon 12/28, 30 of Mon 1/4.
    assert_eq!(time("2026-12-28 17:00", "2027-01-04 09:30"), 90);
    // Asked and answered while closed.
    assert_eq!(time("2026-08-12 10:00", "2026-08-14 16:00"), 0);
    // From a closed day on: 9:00 to 9:20 of Mon 8/17.
    assert_eq!(time("2026-08-13 10:00", "2026-08-17 09:20"), 20);
}

#[test]
fn a_year_mistyped_by_centuries_ends() {
    let yearly = settings(vec![closed("2026-12-29", "2027-01-03", true)]);
    let working = yearly.working_days();
    assert!(working.between(day("0202-01-01"), day("9999-12-31")).count > 2_000_000);
    assert_eq!(working.closure(day("9999-12-31")).map(|found| found.yearly), None);
    // Every day of every year, for as long as it comes again.
    let always = settings(vec![closed("2026-01-01", "2026-12-31", true)]);
    assert_eq!(always.working_days().after(day("2026-06-01"), 1).day, day("2127-01-01"));
    assert_eq!(always.working_days().after(NaiveDate::MAX, 2).day, NaiveDate::MAX);
}

fn closures() -> impl Strategy<Value = Vec<Closure>> {
    let one = (0..2_000_i64, 0..40_i64, any::<bool>(), any::<bool>()).prop_map(|(start, length, open, yearly)| {
        let from = day("2022-01-01") + chrono::Duration::days(start);
        let until = (!open).then(|| from + chrono::Duration::days(length));
        Closure { from: Some(from), until, yearly, ..Closure::default() }
    });
    prop::collection::vec(one, 0..5)
}

proptest! {
    #[test]
    fn counting_at_once_is_the_same_as_walking(closures in closures(), start in 0..1_500_i64, days in 0..500_i64, count in 0..40_u32) {
        let settings = settings(closures);
        let working = settings.working_days();
        let from = day("2022-01-01") + chrono::Duration::days(start);
        let to = from + chrono::Duration::days(days);
        let open = |day: &NaiveDate| is_business_day(*day).unwrap_or(true) && working.closure(*day).is_none();
        let walked = from.iter_days().skip(1).take(usize::try_from(days).unwrap()).filter(open).count();
        prop_assert_eq!(working.between(from, to).count, i64::try_from(walked).unwrap());

        let reckoned = working.after(from, count);
        prop_assert_eq!(working.between(from, reckoned.day).count, i64::from(count));
        prop_assert!(count == 0 || open(&reckoned.day));
        prop_assert_eq!(working.between(working.on_or_before(to).day, to).count, 0);
    }
}
