use super::*;
use crate::domain::calendar::Closure;
use uuid::Uuid;

fn id(number: u128) -> RowId {
    RowId(Uuid::from_u128(number))
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn days(count: i64) -> Option<Days> {
    count.try_into().ok()
}

fn delivered(number: u128, on: &str) -> Deliverable {
    Deliverable { id: id(number), delivered_on: day(on), ..Deliverable::default() }
}

#[test]
fn a_check_is_due_business_days_after_the_delivery() {
    // (delivered, days in the contract, days in the settings, entered, due)
    type Case = (&'static str, Option<i64>, Option<i64>, Option<&'static str>, &'static str);
    let cases: &[Case] = &[
        // Friday. Of the five days: Mon 13, Tue 14, Wed 15, Thu 16, Fri 17.
        ("2026-07-10", None, None, None, "2026-07-17"),
        // Friday before 海の日, Mon 20: Tue 21, Wed 22, Thu 23.
        ("2026-07-17", Some(3), Some(9), None, "2026-07-23"),
        ("2026-07-17", None, Some(3), None, "2026-07-23"),
        // Tuesday before Golden Week: Thu 30 and Fri 1, then Thu 7, since 昭和の日 is Wed 29 and Mon 4 to
        // Wed 6 are holidays.
        ("2026-04-28", Some(3), None, None, "2026-05-07"),
        // The day itself where nothing is to be waited for.
        ("2026-07-11", Some(0), None, None, "2026-07-11"),
        // What was entered counts as it is, a Saturday too.
        ("2026-07-10", Some(3), None, Some("2026-07-25"), "2026-07-25"),
    ];
    for (on, contract, settings, entered, due) in cases {
        let contract = Contract { acceptance_days: contract.and_then(days), ..Contract::default() };
        let settings = Settings { check_days: settings.and_then(days), ..Settings::default() };
        let row = Deliverable { check_by: entered.and_then(day), ..delivered(1, on) };
        let reckoned = check_due(&row, &contract, &settings);
        assert_eq!(reckoned.map(|reckoned| reckoned.day), day(due), "{on}");
        assert_eq!(reckoned.map(|reckoned| reckoned.skipped), Some(Skipped::WeekendsAndHolidays));
    }
    let still = Deliverable { delivered_on: None, check_by: day("2026-07-10"), ..Deliverable::default() };
    assert_eq!(check_due(&still, &Contract::default(), &Settings::default()), None);
    let far = check_due(&delivered(1, "2031-07-10"), &Contract::default(), &Settings::default());
    assert_eq!(far.map(|far| (Some(far.day), far.skipped)), Some((day("2031-07-17"), Skipped::WeekendsOnly)));
}

#[test]
fn closures_put_off_our_own_check_and_not_what_the_contract_counts() {
    let closed = Closure { from: day("2026-07-13"), until: day("2026-07-14"), ..Closure::default() };
    let settings = Settings { closures: vec![closed], ..Settings::default() };
    let due = |contract: Option<i64>| {
        let contract = Contract { acceptance_days: contract.and_then(days), ..Contract::default() };
        check_due(&delivered(1, "2026-07-10"), &contract, &settings).map(|due| due.day)
    };
    // Friday. Closed on Mon 13 and Tue 14: Wed 15, Thu 16, Fri 17, then Tue 21, since Mon 20 is 海の日, Wed 22.
    assert_eq!(due(None), day("2026-07-22"));
    // By the contract: Mon 13 to Fri 17.
    assert_eq!(due(Some(5)), day("2026-07-17"));
}

#[test]
fn a_delivery_counts_as_accepted_only_where_the_contract_says_so() {
    let row = delivered(1, "2026-07-17");
    let contract = Contract { acceptance_days: days(3), ..Contract::default() };
    assert_eq!(deemed_accepted(&row, &contract).map(|reckoned| reckoned.day), day("2026-07-23"));
    assert_eq!(deemed_accepted(&row, &Contract::default()), None);
    let accepted = Deliverable { accepted_on: day("2026-07-18"), ..row };
    assert_eq!(deemed_accepted(&accepted, &contract), None);
}

#[test]
fn a_check_is_overdue_from_the_day_after_it_was_due() {
    let mut rows = vec![delivered(1, "2026-07-17"), delivered(2, "2026-07-10"), delivered(3, "2026-07-10")];
    rows[2].checked_on = day("2026-07-13");
    rows[2].finding = Finding::NotMet;
    // A day without a finding is no check, and a finding without a day is none.
    rows[1].finding = Finding::Met;
    rows.push(Deliverable { accepted_on: day("2026-07-13"), ..delivered(4, "2026-07-10") });
    rows.push(Deliverable { id: id(5), ..Deliverable::default() });
    let mut engagement = Engagement {
        stage: crate::domain::Stage::Deliver,
        cycles: vec![Cycle { deliverables: rows, ..Cycle::default() }],
        ..Engagement::default()
    };
    let settings = Settings::default();
    let late = |engagement: &Engagement, today: &str| -> Vec<RowId> {
        let today = day(today).unwrap_or_default();
        overdue_checks(engagement, &settings, today).iter().map(|late| late.deliverable.id).collect()
    };
    // The first is due on Mon 27 (Tue 21 to Fri 24, Mon 27), the second on Fri 17.
    assert_eq!(late(&engagement, "2026-07-17"), []);
    assert_eq!(late(&engagement, "2026-07-18"), [id(2)]);
    assert_eq!(late(&engagement, "2026-07-27"), [id(2)]);
    assert_eq!(late(&engagement, "2026-07-28"), [id(2), id(1)]);
    engagement.status = Status::OnHold;
    assert_eq!(late(&engagement, "2026-07-28"), []);
    engagement.status = Status::Active;
    engagement.cycles[0].closed_on = day("2026-07-20");
    assert_eq!(late(&engagement, "2026-07-28"), []);
}

#[test]
fn a_revision_that_is_done_is_checked_anew() {
    let row = Deliverable { check_by: day("2026-07-14"), ..delivered(1, "2026-07-10") };
    let (contract, settings) = (Contract::default(), Settings::default());
    let mut cycle = Cycle { deliverables: vec![row.clone()], ..Cycle::default() };
    let due = |cycle: &Cycle| check_due_in(cycle, &row, &contract, &settings).map(|due| due.day);
    assert_eq!(due(&cycle), day("2026-07-14"));
    cycle.revisions = vec![
        Revision { done_on: day("2026-07-13"), ..revision(11, Some(1), Some("2026-07-12"), RevisionCause::Unset) },
        revision(12, Some(1), Some("2026-07-13"), RevisionCause::Unset),
        revision(13, Some(2), Some("2026-07-13"), RevisionCause::Unset),
    ];
    assert_eq!(due(&cycle), None);
    assert_eq!(check_overdue(&cycle, &row, &contract, &settings, day("2026-08-01").unwrap_or_default()), None);
    // Done on Fri 17, which is after the day that was entered: Tue 21 to Fri 24, Mon 27.
    cycle.revisions[1].done_on = day("2026-07-17");
    assert_eq!(due(&cycle), day("2026-07-27"));
}

fn revision(number: u128, of: Option<u128>, on: Option<&str>, cause: RevisionCause) -> Revision {
    Revision { id: id(number), deliverable: of.map(id), asked_on: on.and_then(day), cause, ..Revision::default() }
}

#[test]
fn rounds_are_counted_for_each_deliverable_by_the_day_on_which_it_went_back() {
    let (request, mistake) = (RevisionCause::Request, RevisionCause::Mistake);
    let revisions = vec![
        revision(11, Some(1), Some("2026-07-20"), mistake),
        revision(12, Some(1), Some("2026-07-13"), request),
        revision(13, Some(2), Some("2026-07-14"), mistake),
        // The same day: it went back once.
        revision(14, Some(1), Some("2026-07-13"), mistake),
        revision(15, Some(1), None, RevisionCause::Unset),
        revision(16, None, Some("2026-07-13"), RevisionCause::Change),
    ];
    let mut cycle = Cycle { revisions, ..Cycle::default() };
    let expected = [(id(11), 2), (id(12), 1), (id(13), 1), (id(14), 1), (id(15), 3)];
    assert_eq!(rounds(&cycle), expected.into_iter().collect());
    let order: Vec<RowId> = revisions_of(&cycle, id(1)).iter().map(|row| row.id).collect();
    assert_eq!(order, [id(12), id(14), id(11), id(15)]);

    cycle.deliverables = vec![
        Deliverable { accepted_on: day("2026-07-21"), ..delivered(1, "2026-07-10") },
        Deliverable { checked_on: day("2026-07-11"), finding: Finding::NotMet, ..delivered(2, "2026-07-10") },
        delivered(3, "2026-07-10"),
        Deliverable { id: id(4), ..Deliverable::default() },
    ];
    let causes = [(RevisionCause::Unset, 1), (request, 1), (mistake, 3), (RevisionCause::Change, 1)];
    let counted =
        Tally { delivered: 3, checked: 2, accepted: 1, revised: 2, rounds: 4, causes: causes.into_iter().collect() };
    assert_eq!(tally(&cycle), counted);
}
