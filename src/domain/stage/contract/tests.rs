use super::*;

use crate::domain::calendar::{Reckoned, Skipped, WorkingDays};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The public calendar alone.
fn open_days() -> WorkingDays<'static> {
    WorkingDays { closures: &[], hours: (chrono::NaiveTime::MIN, chrono::NaiveTime::MIN) }
}

fn months(count: i64) -> Option<Months> {
    Some(Months::try_from(count).unwrap())
}

fn days(count: i64) -> Option<Days> {
    Some(Days::try_from(count).unwrap())
}

/// A signed contract that renews itself.
fn running(starts_on: &str, term: i64) -> Contract {
    Contract {
        signed_on: Some(day("2025-12-01")),
        starts_on: Some(day(starts_on)),
        term_months: months(term),
        renewal: Renewal::Automatic,
        ..Contract::default()
    }
}

/// A term as text, for tables.
fn told(term: Term) -> String {
    let start = term.starts_on.map_or("?".to_owned(), |start| start.to_string());
    format!("{}: {start} to {}", term.number, term.ends_on)
}

#[test]
fn the_first_term_ends_as_entered_or_by_its_months() {
    // start, months, end as entered, last day
    let cases = [
        ("2026-04-01", Some(6), None, Some("2026-09-30")),
        ("2026-04-01", Some(6), Some("2026-10-15"), Some("2026-10-15")),
        ("2026-04-01", None, Some("2027-03-31"), Some("2027-03-31")),
        ("2026-01-31", Some(1), None, Some("2026-02-28")),
        ("2028-01-31", Some(1), None, Some("2028-02-29")),
        ("2028-02-29", Some(12), None, Some("2029-02-28")),
        ("2026-08-30", Some(6), None, Some("2027-02-28")),
        ("2026-04-01", Some(0), None, None),
        ("2026-04-01", None, None, None),
    ];
    for (start, term, entered, end) in cases {
        let contract = Contract {
            starts_on: Some(day(start)),
            term_months: term.and_then(months),
            ends_on: entered.map(day),
            ..Contract::default()
        };
        let found = contract.first_term().map(|term| term.ends_on);
        assert_eq!(found, end.map(day), "{start} {term:?} {entered:?}");
    }
    let ends_only = Contract { ends_on: Some(day("2026-09-30")), ..Contract::default() };
    assert_eq!(ends_only.first_term().map(told).unwrap(), "1: ? to 2026-09-30");
    assert_eq!(Contract { term_months: months(6), ..Contract::default() }.schedule(day("2026-04-01")), None);
}

#[test]
fn the_minimum_term_counts_from_the_start() {
    let contract = Contract { minimum_months: months(2), ..running("2026-01-31", 12) };
    assert_eq!(contract.minimum_until(), Some(day("2026-03-30")));
    assert_eq!(running("2026-01-31", 12).minimum_until(), None);
}

#[test]
fn a_contract_that_renews_itself_is_in_the_term_of_the_day() {
    // start, months, months of each further term, day, the term of the day
    let cases = [
        ("2026-04-01", 6, None, "2026-01-15", "1: 2026-04-01 to 2026-09-30"),
        ("2026-04-01", 6, None, "2026-09-30", "1: 2026-04-01 to 2026-09-30"),
        ("2026-04-01", 6, None, "2026-10-01", "2: 2026-10-01 to 2027-03-31"),
        ("2026-04-01", 6, Some(12), "2027-10-01", "3: 2027-10-01 to 2028-09-30"),
        ("2026-04-01", 12, Some(1), "2028-02-10", "12: 2028-02-01 to 2028-02-29"),
        // The term after a shortened one begins with the month, and stays so.
        ("2026-01-31", 1, None, "2026-03-15", "2: 2026-03-01 to 2026-03-31"),
        ("2026-01-31", 1, None, "2026-12-31", "11: 2026-12-01 to 2026-12-31"),
        ("2026-01-30", 1, None, "2026-03-01", "2: 2026-03-01 to 2026-03-31"),
        ("2026-08-31", 6, None, "2027-03-01", "2: 2027-03-01 to 2027-08-31"),
        // From the 29th of a month to that of February, and on.
        ("2028-01-29", 1, None, "2028-03-10", "2: 2028-02-29 to 2028-03-28"),
        ("2028-02-29", 12, None, "2029-03-01", "2: 2029-03-01 to 2030-02-28"),
        ("2028-02-29", 12, None, "2032-02-29", "4: 2031-03-01 to 2032-02-29"),
        // Renewed many times.
        ("1996-04-01", 1, None, "2026-11-25", "368: 2026-11-01 to 2026-11-30"),
        ("1996-04-16", 3, None, "2026-11-25", "123: 2026-10-16 to 2027-01-15"),
    ];
    for (start, term, further, on, expected) in cases {
        let contract = Contract { renewal_months: further.and_then(months), ..running(start, term) };
        let schedule = contract.schedule(day(on)).unwrap();
        assert_eq!(told(schedule.current), expected, "{start} {term} {further:?} on {on}");
    }
}

#[test]
fn a_further_term_is_as_long_as_the_first_where_its_length_was_not_said() {
    // term, end as entered, months of each further term, months
    let cases = [
        (None, Some("2027-03-31"), None, Some(12)),
        (None, Some("2026-04-30"), None, Some(1)),
        (None, Some("2026-10-15"), None, None),
        (Some(6), Some("2026-10-15"), None, Some(6)),
        (Some(6), None, Some(3), Some(3)),
        (Some(6), None, Some(0), Some(6)),
        (None, None, None, None),
    ];
    for (term, end, further, expected) in cases {
        let contract = Contract {
            term_months: term.and_then(months),
            ends_on: end.map(day),
            renewal_months: further.and_then(months),
            ..running("2026-04-01", 1)
        };
        assert_eq!(contract.renewed_months(), expected, "{term:?} {end:?} {further:?}");
    }
}

#[test]
fn what_happens_at_the_end_follows_from_the_renewal() {
    let at_end = |renewal: Renewal, on: &str| {
        let contract = Contract { renewal, notice_months: months(1), ..running("2026-04-01", 6) };
        let schedule = contract.schedule(day(on)).unwrap();
        (told(schedule.current), schedule.at_end, schedule.notice.map(|notice| notice.by))
    };
    let first = || "1: 2026-04-01 to 2026-09-30".to_owned();
    let notice = Some(day("2026-08-30"));
    assert_eq!(at_end(Renewal::Unset, "2026-05-01"), (first(), AtEnd::NotSaid, notice));
    assert_eq!(at_end(Renewal::ByAgreement, "2026-05-01"), (first(), AtEnd::Agreement, notice));
    // It ends by itself: there is nothing to give notice of.
    assert_eq!(at_end(Renewal::None, "2026-05-01"), (first(), AtEnd::Ends, None));
    // Long after, it is still the last one that there was.
    assert_eq!(at_end(Renewal::None, "2027-05-01"), (first(), AtEnd::Ends, None));
    assert_eq!(at_end(Renewal::ByAgreement, "2027-05-01"), (first(), AtEnd::Agreement, notice));
    let next = Term { number: 2, starts_on: Some(day("2026-10-01")), ends_on: day("2027-03-31") };
    assert_eq!(at_end(Renewal::Automatic, "2026-05-01"), (first(), AtEnd::Renews(next), notice));

    let odd = Contract { term_months: None, ends_on: Some(day("2026-10-15")), ..running("2026-04-01", 6) };
    let schedule = odd.schedule(day("2027-05-01")).unwrap();
    assert_eq!(schedule.at_end, AtEnd::RenewsFrom(day("2026-10-16")));
}

#[test]
fn notice_counts_back_from_the_last_day_of_the_term() {
    // end, months, days, the last day of notice, the business day on or before it
    let cases = [
        ("2026-09-30", Some(1), None, "2026-08-30", "2026-08-28"),
        ("2026-03-31", Some(1), None, "2026-02-28", "2026-02-27"),
        ("2024-03-31", Some(1), None, "2024-02-29", "2024-02-29"),
        ("2026-03-30", Some(1), None, "2026-02-28", "2026-02-27"),
        ("2026-05-31", Some(3), None, "2026-02-28", "2026-02-27"),
        ("2026-12-31", Some(2), None, "2026-10-31", "2026-10-30"),
        ("2026-02-28", Some(1), None, "2026-01-28", "2026-01-28"),
        ("2026-03-31", None, Some(30), "2026-03-01", "2026-02-27"),
        ("2026-10-23", None, Some(30), "2026-09-23", "2026-09-18"),
        ("2026-06-05", None, Some(30), "2026-05-06", "2026-05-01"),
        ("2027-01-31", None, Some(30), "2027-01-01", "2026-12-31"),
        ("2026-03-31", None, Some(0), "2026-03-31", "2026-03-31"),
        // Told twice: the earlier counts.
        ("2026-03-31", Some(1), Some(30), "2026-02-28", "2026-02-27"),
        ("2026-03-31", Some(1), Some(60), "2026-01-30", "2026-01-30"),
    ];
    for (end, in_months, in_days, by, business) in cases {
        let contract = Contract {
            ends_on: Some(day(end)),
            notice_months: in_months.and_then(months),
            notice_days: in_days.and_then(days),
            ..running("2023-04-01", 12)
        };
        let notice = contract.schedule(day("2023-04-01")).unwrap().notice.unwrap();
        assert_eq!(notice.by, day(by), "{end} {in_months:?} {in_days:?}");
        assert_eq!(
            notice.business(open_days()),
            Reckoned { day: day(business), skipped: Skipped::WeekendsAndHolidays },
            "{end}"
        );
        assert!(!notice.before_start, "{end}");
    }
    assert_eq!(running("2026-04-01", 6).schedule(day("2026-04-01")).unwrap().notice, None);
}

#[test]
fn notice_of_a_renewed_term_counts_from_that_term() {
    let contract = Contract { notice_months: months(1), ..running("2026-04-01", 6) };
    let schedule = contract.schedule(day("2026-11-25")).unwrap();
    assert_eq!(schedule.first.ends_on, day("2026-09-30"));
    assert_eq!(schedule.notice.unwrap().by, day("2027-02-28"));
    // The holidays of 2027 are known, so the Sunday gives way to a Friday for sure.
    assert_eq!(schedule.notice.unwrap().business(open_days()).day, day("2027-02-26"));
    assert_eq!(schedule.next_notice.unwrap().by, day("2027-08-30"));
}

#[test]
fn notice_in_a_year_without_known_holidays_says_so() {
    let contract = Contract { notice_days: days(30), ..running("2027-04-01", 12) };
    let notice = contract.schedule(day("2027-04-01")).unwrap().notice.unwrap();
    assert_eq!(notice.by, day("2028-03-01"));
    assert_eq!(notice.business(open_days()), Reckoned { day: day("2028-03-01"), skipped: Skipped::WeekendsOnly });
}

#[test]
fn notice_that_is_longer_than_the_term_lies_before_it() {
    let contract = Contract { notice_months: months(2), ..running("2026-04-01", 1) };
    let notice = contract.schedule(day("2026-04-01")).unwrap().notice.unwrap();
    assert_eq!((notice.by, notice.before_start), (day("2026-02-28"), true));
}

#[test]
fn a_running_contract_calls_for_attention_around_the_last_day_of_notice() {
    let year = |renewal: Renewal| Contract { renewal, notice_months: months(2), ..running("2026-04-01", 12) };
    // The last day of notice is 2027-01-31.
    let cases = [
        (Renewal::Automatic, "2026-12-31", None),
        (Renewal::Automatic, "2027-01-01", Some(Due::Notice(30))),
        (Renewal::Automatic, "2027-01-31", Some(Due::Notice(0))),
        (Renewal::Automatic, "2027-02-01", Some(Due::GoesOn(day("2027-04-01")))),
        (Renewal::Automatic, "2027-03-02", Some(Due::GoesOn(day("2027-04-01")))),
        (Renewal::Automatic, "2027-03-03", None),
        (Renewal::Automatic, "2027-04-01", None),
        (Renewal::ByAgreement, "2027-01-11", Some(Due::Notice(20))),
        (Renewal::ByAgreement, "2027-02-01", Some(Due::NoticePassed(day("2027-01-31")))),
        (Renewal::ByAgreement, "2027-04-01", Some(Due::Ended(day("2027-03-31")))),
        (Renewal::Unset, "2027-01-11", Some(Due::Notice(20))),
        (Renewal::None, "2027-01-31", None),
        (Renewal::None, "2027-03-01", Some(Due::Ends(30))),
        (Renewal::None, "2027-03-31", Some(Due::Ends(0))),
        (Renewal::None, "2027-04-01", Some(Due::Ended(day("2027-03-31")))),
    ];
    for (renewal, on, expected) in cases {
        assert_eq!(year(renewal).due(day(on)), expected, "{renewal:?} {on}");
    }
    let unsigned = Contract { signed_on: None, ..year(Renewal::Automatic) };
    assert_eq!(unsigned.due(day("2027-01-15")), None);
    let over = Contract { ended_on: Some(day("2026-12-31")), ..year(Renewal::Automatic) };
    assert_eq!(over.due(day("2027-01-15")), None);
}

#[test]
fn a_contract_from_month_to_month_calls_for_attention_for_a_week_only() {
    let contract = Contract { notice_months: months(1), ..running("2026-04-01", 1) };
    // In November the last day of notice for the end of December is the 30th.
    let cases = [
        ("2026-11-22", None),
        ("2026-11-23", Some(Due::Notice(7))),
        ("2026-11-24", Some(Due::Notice(6))),
        ("2026-12-01", Some(Due::GoesOn(day("2027-01-01")))),
        ("2026-12-07", Some(Due::GoesOn(day("2027-01-01")))),
        ("2026-12-08", None),
    ];
    for (on, expected) in cases {
        assert_eq!(contract.due(day(on)), expected, "{on}");
    }
}

proptest! {
    #[test]
    fn the_term_of_a_day_holds_it_and_is_reached_one_by_one(
        offset in 0..3_000_i64, term in 1..25_i64, further in 1..25_i64, later in 0..6_000_i64,
    ) {
        let start = day("2020-01-01") + chrono::Duration::days(offset);
        let on = start + chrono::Duration::days(later);
        let contract = Contract {
            starts_on: Some(start),
            term_months: months(term),
            renewal_months: months(further),
            renewal: Renewal::Automatic,
            ..Contract::default()
        };
        let current = contract.schedule(on).unwrap().current;
        prop_assert!(current.starts_on.unwrap() <= on && on <= current.ends_on);

        let (mut number, mut from) = (1, start);
        let mut to = crate::domain::calendar::term_end(from, u32::try_from(term).unwrap()).unwrap();
        while to < on {
            number += 1;
            from = to.succ_opt().unwrap();
            to = crate::domain::calendar::term_end(from, u32::try_from(further).unwrap()).unwrap();
        }
        prop_assert_eq!(current, Term { number, starts_on: Some(from), ends_on: to });
    }

    #[test]
    fn no_contract_whatever_its_numbers_breaks_the_dates(
        start in proptest::option::of(-90_000_000..90_000_000_i64), end in proptest::option::of(-90_000_000..90_000_000_i64),
        term in proptest::option::of(0..=120_i64), notice in proptest::option::of(0..=3_650_i64), which in 0..4_usize,
    ) {
        let far = |days: i64| day("2026-11-25").checked_add_signed(chrono::Duration::days(days));
        let contract = Contract {
            signed_on: Some(day("2026-01-01")),
            starts_on: start.and_then(far),
            ends_on: end.and_then(far),
            term_months: term.and_then(months),
            notice_days: notice.and_then(days),
            notice_months: term.and_then(months),
            renewal: Renewal::ALL[which],
            ..Contract::default()
        };
        let _ = (contract.schedule(day("2026-11-25")), contract.due(day("2026-11-25")), contract.minimum_until());
    }
}
