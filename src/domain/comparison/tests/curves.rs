//! Curves, and where the cheapest plan changes.

use super::*;

fn light() -> PlanTerms {
    terms(&quote(1, "ライト10", 25_000, 10, 3_000))
}
fn standard() -> PlanTerms {
    terms(&quote(2, "スタンダード25", 60_000, 25, 3_000))
}

fn at(points: &[BreakEven]) -> Vec<(i64, usize, usize, i64)> {
    points.iter().map(|point| (point.at.get(), point.from, point.to, point.total.get())).collect()
}

#[test]
fn two_plans_change_places_after_the_minute_at_which_they_are_alike() {
    // 25,000 + (h − 10) × 3,000 = 60,000 at 21 h 40: both are 360,000 in 6 months; a minute more is 50 yen
    // a month more for the first.
    let points = break_evens(&[light(), standard()], &plain(6, hours(20)), hours(60));
    assert_eq!(at(&points), [(21 * 60 + 41, 0, 1, 360_000)]);
    let total = |plan: &PlanTerms, minute| total_at(plan, &plain(6, hours(20)), minutes(minute)).unwrap();
    assert_eq!((total(&light(), 1300), total(&standard(), 1300)), (yen(360_000), yen(360_000)));
    assert_eq!((total(&light(), 1301), total(&standard(), 1301)), (yen(360_300), yen(360_000)));
}

#[test]
fn a_plan_by_the_hour_gives_way_to_a_small_and_that_to_a_large_one() {
    let hourly = terms(&quote(3, "時間制", 0, 0, 4_000));
    // 4,000 × 6 h 15 = 25,000; 25,000 + (h − 10) × 3,000 = 60,000 at 21 h 40.
    let points = break_evens(&[standard(), hourly, light()], &plain(6, hours(20)), hours(60));
    assert_eq!(at(&points), [(6 * 60 + 16, 1, 2, 150_000), (21 * 60 + 41, 2, 0, 360_000)]);
}

#[test]
fn the_set_up_fee_is_shared_by_the_months() {
    let set_up = PlanTerms { setup_fee: yen(30_000), ..standard() };
    // In 6 months 5,000 a month more: 25,000 + (h − 10) × 3,000 = 65,000 at 23 h 20.
    let points = break_evens(&[light(), set_up], &plain(6, hours(20)), hours(60));
    assert_eq!(at(&points), [(23 * 60 + 21, 0, 1, 390_000)]);
}

#[test]
fn weekend_hours_come_first_and_count_with_their_factor() {
    let conditions = Conditions {
        usual: MonthUse { weekend: hours(4), weekday: hours(16), ..MonthUse::default() },
        ..plain(1, hours(0))
    };
    let plan = PlanTerms { weekend_factor: Some(percent(150)), ..terms(&quote(3, "時間制", 0, 0, 3_000)) };
    let total = |h| total_at(&plan, &conditions, hours(h)).unwrap();
    assert_eq!([total(0), total(2), total(4), total(5), total(20)], [0, 9_000, 18_000, 21_000, 66_000].map(yen));
}

#[test]
fn a_curve_has_its_bend_and_its_steps() {
    let conditions = plain(1, hours(10));
    let curve = cost_curve(&light(), &conditions, hours(20));
    assert_eq!(curve.first(), Some(&Point { hours: hours(0), total: yen(25_000) }));
    assert!(curve.contains(&Point { hours: hours(10), total: yen(25_000) }));
    assert_eq!(curve.last(), Some(&Point { hours: hours(20), total: yen(55_000) }));
    assert!(curve.len() <= 50);
    let stepped = PlanTerms { overage_step: minutes(60), ..light() };
    let curve = cost_curve(&stepped, &conditions, hours(13));
    let ends: Vec<_> = curve
        .iter()
        .filter(|point| point.hours > hours(10))
        .map(|point| (point.hours.get(), point.total.get()))
        .collect();
    assert_eq!(ends, [(601, 28_000), (660, 28_000), (661, 31_000), (720, 31_000), (721, 34_000), (780, 34_000)]);
}

#[test]
fn a_curve_ends_where_more_has_no_price() {
    let plan = PlanTerms { overage_rate: None, ..light() };
    let curve = cost_curve(&plan, &plain(6, hours(10)), hours(20));
    assert_eq!(curve.last(), Some(&Point { hours: hours(10), total: yen(150_000) }));
    // Beyond it only the other one has a price.
    let dear = terms(&quote(4, "割高", 90_000, 40, 3_000));
    assert_eq!(at(&break_evens(&[plan, dear], &plain(6, hours(10)), hours(30))), [(601, 0, 1, 540_000)]);
}

#[test]
fn one_plan_none_or_two_alike_never_change_places() {
    let conditions = plain(6, hours(20));
    assert_eq!(break_evens(&[], &conditions, hours(60)), []);
    assert_eq!(break_evens(&[light()], &conditions, hours(60)), []);
    assert_eq!(break_evens(&[light(), light()], &conditions, hours(60)), []);
}

#[test]
fn steps_that_cross_a_line_many_times_get_one_name() {
    let line = terms(&quote(1, "分単位", 0, 0, 3_100));
    let stairs = PlanTerms { overage_step: minutes(60), ..terms(&quote(2, "時間単位", 0, 0, 3_000)) };
    let all = break_evens(&[line, stairs], &plain(1, hours(20)), hours(60));
    assert!(all.len() > 20, "{}", all.len());
    // In the last minutes of each hour the stairs are cheaper, from 31 h on always: (h + 1) × 3,000 is
    // then below h × 3,100.
    let named: Vec<_> = named(&all, hours(60), 4).iter().map(|point| (point.at.get(), point.from, point.to)).collect();
    assert_eq!(named.len(), 1);
    assert_eq!((named[0].1, named[0].2), (0, 1));
    assert!((29 * 60..=31 * 60).contains(&named[0].0), "{named:?}");
}

#[test]
fn a_plan_that_is_the_cheapest_for_minutes_only_gets_no_name() {
    let dear = terms(&quote(1, "割高", 0, 0, 3_500));
    let small = PlanTerms { fee: yen(1_000), ..terms(&quote(2, "少額", 0, 0, 3_000)) };
    // 3,500 × h = 1,000 + 3,000 × h at 2 h; with 200 at 24 minutes.
    let points = break_evens(&[dear, small], &plain(1, hours(20)), hours(60));
    assert_eq!(named(&points, hours(60), 4).iter().map(|point| point.at.get()).collect::<Vec<_>>(), [121]);
    let least = PlanTerms { fee: yen(200), ..small };
    let points = break_evens(&[dear, least], &plain(1, hours(20)), hours(60));
    assert_eq!((points.len(), named(&points, hours(60), 4).len()), (1, 0));
}

#[test]
fn no_more_points_are_named_than_asked_for() {
    let hourly = terms(&quote(3, "時間制", 0, 0, 4_000));
    let points = break_evens(&[standard(), hourly, light()], &plain(6, hours(20)), hours(60));
    assert_eq!(named(&points, hours(60), 1).len(), 1);
    assert_eq!(named(&points, hours(60), 4), points);
}

#[test]
fn it_is_looked_well_beyond_the_busiest_month() {
    assert_eq!(plain(6, hours(0)).span(), hours(10));
    assert_eq!(plain(6, hours(20)).span(), hours(35));
    let busy = MonthUse { weekday: hours(30), ..MonthUse::default() };
    assert_eq!(Conditions { range: Some((busy, busy)), ..plain(6, hours(20)) }.span(), hours(50));
}

#[test]
fn a_table_of_hours_has_a_price_for_each_plan() {
    let plan = PlanTerms { overage_rate: None, ..light() };
    let table = cost_table(&[plan, standard()], &plain(1, hours(20)), &[hours(10), hours(30)]);
    assert_eq!(table, [[Some(yen(25_000)), Some(yen(60_000))], [None, Some(yen(75_000))]]);
}
