//! Fit, missing terms, the budget, expected use and waiting.

use super::*;
use crate::domain::stage::clarify::{Answer, Terms};
use crate::domain::stage::cycle::{Usage, UsageKind};
use crate::domain::stage::quote::Quote;

#[test]
fn a_plan_without_weekend_work_does_not_fit_a_need_for_it() {
    for (rule, weekend, expected) in [
        (WeekendRule::Closed, 60, Fit::WeekendClosed),
        (WeekendRule::Closed, 0, Fit::Fits),
        (WeekendRule::Unknown, 60, Fit::WeekendUnknown),
        (WeekendRule::Unknown, 0, Fit::Fits),
        (WeekendRule::Open, 60, Fit::Fits),
    ] {
        let terms = PlanTerms { weekend: rule, ..plan(50_000, 20, 2_500) };
        let cost = cost(&terms, &[mixed(1_200, 0, weekend)], None).unwrap();
        assert_eq!(cost.fit, expected);
        // What is refused is priced all the same: 2,500 for the hour.
        assert_eq!(cost.overage_charge.get(), if weekend > 0 { 2_500 } else { 0 });
    }
}

#[test]
fn a_quote_is_read_with_defaults() {
    let quote = Quote { fee: Some(yen(50_000)), included: Some(Minutes::hours(20)), ..Quote::default() };
    let expected =
        PlanTerms { overage_rate: None, weekend: WeekendRule::Unknown, tax: percent(8), ..plan(50_000, 20, 0) };
    assert_eq!(PlanTerms::from_quote(&quote, percent(8)), Ok(expected));
    let own_tax = Quote { tax: Some(percent(10)), ..quote };
    let read = PlanTerms::from_quote(&own_tax, percent(8)).unwrap();
    assert_eq!(read.tax, percent(10));
}

#[test]
fn a_missing_term_is_named() {
    let quote = |fee: Option<i64>, included: Option<i64>| Quote {
        fee: fee.map(yen),
        included: included.map(minutes),
        ..Quote::default()
    };
    let read = |quote: &Quote| PlanTerms::from_quote(quote, Percent::TEN);
    assert_eq!(read(&quote(None, Some(600))), Err(MissingTerm::Fee));
    assert_eq!(read(&quote(Some(25_000), None)), Err(MissingTerm::Included));
    assert!(read(&quote(Some(0), None)).is_ok(), "a plan by the hour includes none");

    let plan = read(&quote(Some(25_000), Some(600))).unwrap();
    assert!(cost(&plan, &[h(10, 0)], None).is_ok(), "no overage, no rate needed");
    assert_eq!(cost(&plan, &[h(10, 1)], None), Err(MissingTerm::OverageRate));
    assert_eq!(MissingTerm::OverageRate.to_string(), "missing-term:overage_rate");
}

#[test]
fn over_budget_is_by_more_than_the_tolerance() {
    for (monthly, budget, tolerance, expected) in [
        (55_000, 50_000, 10, false), // just 10 % over
        (55_001, 50_000, 10, true),
        (50_000, 50_000, 0, false),
        (50_001, 50_000, 0, true),
        (0, 0, 10, false),
        (1, 0, 10, true),
        (10_834, 9_849, 10, true), // 9,849 × 1.1 = 10,833.9
        (10_833, 9_849, 10, false),
    ] {
        let over = over_budget(yen(monthly), yen(budget), percent(tolerance));
        assert_eq!(over, expected, "{monthly} of {budget} by {tolerance} %");
    }
}

#[test]
fn the_monthly_cost_is_an_average_without_the_set_up_fee() {
    let plan = PlanTerms { setup_fee: yen(30_000), ..plan(50_000, 20, 2_500) };
    // (3 × 50,000 + 10 × 2,500) / 3 = 58,333.3
    let fluctuating = cost(&plan, &[h(10, 0), h(30, 0), h(20, 0)], None).unwrap();
    assert_eq!(fluctuating.monthly(), yen(58_333));
    assert_eq!(fluctuating.months[1].total(), yen(75_000));
    assert_eq!(cost(&plan, &[], None).unwrap().monthly(), Yen::ZERO);
}

#[test]
fn expected_use_takes_weekend_hours_from_the_hours_of_a_month() {
    let hours = |amount: i64| Some(Minutes::hours(amount));
    let of = |weekday: i64, weekend: i64| mixed(weekday * 60, 0, weekend * 60);
    let base = Terms { monthly: Minutes::hours(20), ..Terms::default() };
    let weekend = Terms { weekend: Answer::Yes, weekend_hours: hours(4), ..base.clone() };
    let expected = |usual, range, weekend_needed| Expected { usual, range, weekend_needed };

    assert_eq!(expected_use(&base), expected(of(20, 0), None, false));
    assert_eq!(expected_use(&weekend), expected(of(16, 4), None, true));
    let taken_back = Terms { weekend: Answer::No, ..weekend.clone() };
    assert_eq!(expected_use(&taken_back), expected(of(20, 0), None, false));
    let unknown = Terms { weekend_hours: None, ..weekend.clone() };
    assert_eq!(expected_use(&unknown), expected(of(20, 0), None, true));
    let more_than_all = Terms { weekend_hours: hours(25), ..weekend.clone() };
    assert_eq!(expected_use(&more_than_all), expected(of(0, 25), None, true));

    let range = |least: Option<Minutes>, most: Option<Minutes>| {
        let fluctuation = Answer::Yes;
        expected_use(&Terms { fluctuation, least, most, ..weekend.clone() }).range
    };
    assert_eq!(range(hours(10), hours(30)), Some((of(6, 4), of(26, 4))));
    assert_eq!(range(hours(30), hours(10)), Some((of(6, 4), of(26, 4))), "put in order");
    assert_eq!(range(None, hours(30)), Some((of(16, 4), of(26, 4))), "the least is the usual");
    assert_eq!(range(hours(10), None), Some((of(6, 4), of(16, 4))), "the most is the usual");
    assert_eq!(range(None, None), None);
}

#[test]
fn expected_fit_knows_of_weekend_work_without_hours() {
    let terms = Terms { weekend: Answer::Yes, ..Terms::default() };
    let closed = PlanTerms { weekend: WeekendRule::Closed, ..plan(50_000, 20, 2_500) };
    assert_eq!(expected_use(&terms).fit(&closed), Fit::WeekendClosed);
    assert_eq!(expected_use(&Terms::default()).fit(&closed), Fit::Fits);
}

#[test]
fn usage_is_summed_by_when_in_the_week() {
    let row = |time: Option<i64>, kind| Usage { time: time.map(minutes), kind, ..Usage::default() };
    let usage = [
        row(Some(30), UsageKind::Weekday),
        row(Some(45), UsageKind::Weekend),
        row(Some(10), UsageKind::OffHours),
        row(Some(15), UsageKind::Weekday),
        row(None, UsageKind::Weekday),
    ];
    assert_eq!(MonthUse::of(&usage), mixed(45, 10, 45));
}

#[test]
fn the_ratio_of_a_trial_scales_use() {
    // A quarter more: 20 h → 25 h; 1 min → 1.25 → 2 min.
    assert_eq!(mixed(1_200, 1, 0).scaled(minutes(240), minutes(300)), mixed(1_500, 2, 0));
    assert_eq!(h(20, 0).scaled(minutes(60), minutes(45)), h(15, 0));
    assert_eq!(h(20, 0).scaled(Minutes::ZERO, minutes(45)), h(20, 0), "no plan, no ratio");
}

#[test]
fn waiting_costs_the_fee_within_and_the_rate_beyond() {
    // 50,000 / 20 h = 2,500 an hour within, 3,000 beyond.
    let terms = PlanTerms { overage_step: minutes(60), ..plan(50_000, 20, 3_000) };
    for (billed, used, carried, expected) in [
        (90, 0, 0, (3_750, 0)),          // 1.5 h × 2,500
        (90, 1_110, 0, (3_750, 0)),      // the last 1.5 h of 20
        (90, 1_140, 0, (2_500, 1_500)),  // 1 h × 2,500, 0.5 h × 3,000; no step
        (90, 1_200, 0, (0, 4_500)),      // 1.5 h × 3,000
        (90, 2_000, 0, (0, 4_500)),      // long beyond
        (90, 1_200, 60, (2_500, 1_500)), // an hour carried in
        (1, 0, 0, (41, 0)),              // 41.66
        (0, 1_200, 0, (0, 0)),
    ] {
        let cost = waiting_cost(&terms, minutes(billed), minutes(used), minutes(carried)).unwrap();
        assert_eq!((cost.within.get(), cost.beyond.get()), expected, "{billed} after {used}");
        assert_eq!(cost.minutes_within + cost.minutes_beyond, minutes(billed));
        assert_eq!(cost.total().get(), expected.0 + expected.1);
    }
    let by_the_hour = plan(0, 0, 3_000);
    let cost = waiting_cost(&by_the_hour, minutes(30), Minutes::ZERO, Minutes::ZERO).unwrap();
    assert_eq!(cost.total(), yen(1_500));
    let no_rate = PlanTerms { overage_rate: None, ..terms };
    let waiting = |used| waiting_cost(&no_rate, minutes(60), minutes(used), Minutes::ZERO);
    assert!(waiting(0).is_ok());
    assert_eq!(waiting(1_200), Err(MissingTerm::OverageRate));
}
