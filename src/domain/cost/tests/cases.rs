//! The tables. Each expectation is a literal; the sum that gives it stands beside it.

use super::*;

/// What a case costs: 税抜, 税込, ¥/hour (0 for none).
struct Case {
    name: &'static str,
    plan: PlanTerms,
    uses: Vec<MonthUse>,
    start: Option<&'static str>,
    expected: (i64, i64, i64),
}

fn case(name: &'static str, plan: PlanTerms, uses: impl Into<Vec<MonthUse>>, expected: (i64, i64, i64)) -> Case {
    Case { name, plan, uses: uses.into(), start: None, expected }
}

impl Case {
    fn from(self, start: &'static str) -> Self {
        Self { start: Some(start), ..self }
    }
}

/// 50,000 yen for 20 hours, 2,500 an hour beyond.
fn usual() -> PlanTerms {
    plan(50_000, 20, 2_500)
}
fn step(minutes_of_step: i64) -> PlanTerms {
    PlanTerms { overage_step: minutes(minutes_of_step), ..usual() }
}
fn weekend(factor: i64) -> PlanTerms {
    PlanTerms { weekend_factor: Some(percent(factor)), ..usual() }
}
fn prorated(proration: Proration) -> PlanTerms {
    PlanTerms { proration, ..usual() }
}
fn minimum(term: i64) -> PlanTerms {
    PlanTerms { minimum_months: months(term), ..usual() }
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let both = PlanTerms { off_hours_factor: Some(percent(125)), ..weekend(150) };
    let large = PlanTerms {
        overage_step: minutes(30), setup_fee: yen(50_000), minimum_months: months(6),
        off_hours_factor: Some(percent(125)), weekend_factor: Some(percent(150)),
        ..plan(100_000, 30, 4_000)
    };
    let by_the_hour = PlanTerms { overage_step: minutes(15), ..plan(0, 0, 3_000) };
    let set_up = |fee| PlanTerms { setup_fee: yen(fee), ..usual() };
    let taxed = |tax| PlanTerms { tax: percent(tax), ..plan(33_333, 10, 3_000) };
    let (full, half, daily) = (prorated(Proration::Full), prorated(Proration::Half), prorated(Proration::Daily));
    let odd_half = PlanTerms { proration: Proration::Half, ..plan(33_333, 10, 3_000) };
    let half_of_two = PlanTerms { minimum_months: months(2), ..half };
    let carry = PlanTerms { carry_months: months(1), ..usual() };

    vec![
        // Hours and included time
        case("no use",                  usual(), [h(0, 0)],   (50_000, 55_000, 0)),      // the fee; no hours, no ¥/h
        case("half of the time",        usual(), [h(10, 0)],  (50_000, 55_000, 5_000)),  // 50,000 / 10
        case("all of the time",         usual(), [h(20, 0)],  (50_000, 55_000, 2_500)),  // 50,000 / 20
        case("an hour beyond",          usual(), [h(21, 0)],  (52_500, 57_750, 2_500)),  // + 2,500; / 21
        case("a minute beyond",         usual(), [h(20, 1)],  (50_041, 55_045, 2_499)),  // + 41.66; 55,045.1; 2,499.9
        case("floor in each month",     usual(), [h(20, 1), h(20, 1)], (100_082, 110_090, 2_499)), // 41 + 41, not 83
        case("25,000 for 10 h",         plan(25_000, 10, 2_500), [h(12, 30)], (31_250, 34_375, 2_500)), // + 2.5 × 2,500
        case("by the hour",             by_the_hour, [h(7, 10)], (21_750, 23_925, 3_034)), // 7 h 15 × 3,000; / 7 h 10
        // The step of the overage
        case("step 5, a minute",        step(5),  [h(20, 1)],  (50_208, 55_228, 2_508)), // 5 min: 208.33; 55,228.8
        case("step 15, a minute",       step(15), [h(20, 1)],  (50_625, 55_687, 2_529)), // 15 min: 625; 55,687.5
        case("step 15, just full",      step(15), [h(20, 15)], (50_625, 55_687, 2_500)), // 15 min: 625; / 20.25
        case("step 15, one more",       step(15), [h(20, 16)], (51_250, 56_375, 2_528)), // 30 min: 1,250
        case("step 60, a minute",       step(60), [h(20, 1)],  (52_500, 57_750, 2_622)), // 60 min: 2,500
        case("step 60, just full",      step(60), [h(21, 0)],  (52_500, 57_750, 2_500)), // 60 min: 2,500
        case("step 60, one more",       step(60), [h(21, 1)],  (55_000, 60_500, 2_616)), // 120 min: 5,000
        case("step 60, nothing beyond", step(60), [h(20, 0)],  (50_000, 55_000, 2_500)), // a step not begun
        // The overage rate
        case("rate ×1.2",               plan(50_000, 20, 3_000), [h(25, 0)], (65_000, 71_500, 2_600)), // + 5 × 3,000
        case("rate ×1.25",              plan(50_000, 20, 3_125), [h(25, 0)], (65_625, 72_187, 2_625)), // + 5 × 3,125; 72,187.5
        // Factors
        case("weekend ×1",              usual(),      [mixed(960, 0, 240)],  (50_000, 55_000, 2_500)), // 16 + 4 = 20 h
        case("weekend ×1.5",            weekend(150), [mixed(960, 0, 240)],  (55_000, 60_500, 2_750)), // 16 + 6 = 22 h; / 20
        case("weekend ×1.5, a minute",  weekend(150), [mixed(1_200, 0, 1)],  (50_083, 55_091, 2_502)), // 1.5 → 2 min: 83.3
        case("off-hours ×1.25",         both,         [mixed(1_080, 240, 0)], (57_500, 63_250, 2_613)), // 18 + 5 = 23 h; / 22
        case("both rounded up once",    both,         [mixed(1_200, 1, 1)],  (50_125, 55_137, 2_502)), // 2.75 → 3 min: 125
        case("weekend ×0 is free",      weekend(0),   [mixed(1_200, 0, 60)], (50_000, 55_000, 2_380)), // 20 h; / 21
        // Minimum term
        case("minimum 2, one used",     minimum(2), [h(20, 0)],               (100_000, 110_000, 5_000)), // 2 fees / 20
        case("minimum 2, three used",   minimum(2), [h(20, 0); 3],            (150_000, 165_000, 2_500)), // 3 fees / 60
        case("minimum 6, two used",     minimum(6), [h(20, 0); 2],            (300_000, 330_000, 7_500)), // 6 fees / 40
        case("minimum 2, none used",    minimum(2), [],                       (100_000, 110_000, 0)),     // 2 fees
        // Set-up fee
        case("set-up",                  set_up(50_000), [h(20, 0)],    (100_000, 110_000, 5_000)), // 50,000 + 50,000
        case("set-up once",             set_up(30_000), [h(20, 0); 3], (180_000, 198_000, 3_000)), // 30,000 + 3 fees; / 60
        case("set-up without a month",  set_up(30_000), [],            (30_000, 33_000, 0)),
        // Tax
        case("tax 10 % cut off",        taxed(10), [h(10, 0)], (33_333, 36_666, 3_333)), // 36,666.3
        case("tax 8 % cut off",         taxed(8),  [h(10, 0)], (33_333, 35_999, 3_333)), // 35,999.64
        case("no tax",                  taxed(0),  [h(10, 0)], (33_333, 33_333, 3_333)),
        case("tax once on the total",   plan(33_335, 10, 0), [h(10, 0); 2], (66_670, 73_337, 3_333)), // not 2 × 36,668
        // Months that differ
        case("fluctuating",             usual(), [h(10, 0), h(30, 0), h(20, 0)], (175_000, 192_500, 2_916)), // 3 fees + 10 × 2,500; / 60
        case("fluctuating with carry",  carry,   [h(10, 0), h(30, 0), h(20, 0)], (150_000, 165_000, 2_500)), // 10 h come over
        // The first month
        case("mid-month, full",         full,  [h(10, 0)], (50_000, 55_000, 5_000)).from("2026-04-16"),
        case("mid-month, half",         half,  [h(10, 0)], (25_000, 27_500, 2_500)).from("2026-04-16"),
        case("half of an odd fee",      odd_half, [h(10, 0)], (16_666, 18_332, 1_666)).from("2026-04-16"), // 16,666.5; 18,332.6
        case("half on the 2nd",         half,  [h(10, 0)], (25_000, 27_500, 2_500)).from("2026-04-02"),
        case("half on the 1st",         half,  [h(10, 0)], (50_000, 55_000, 5_000)).from("2026-04-01"),
        case("half, start not known",   half,  [h(10, 0)], (50_000, 55_000, 5_000)),
        case("daily, 15 of 30 days",    daily, [h(10, 0)], (25_000, 27_500, 2_500)).from("2026-04-16"),
        case("daily, 14 of 28 days",    daily, [h(10, 0)], (25_000, 27_500, 2_500)).from("2026-02-15"),
        case("daily, 15 of 29 days",    daily, [h(10, 0)], (25_862, 28_448, 2_586)).from("2028-02-15"), // 25,862.07; 28,448.2
        case("daily, the last day",     daily, [h(10, 0)], (1_612, 1_773, 161)).from("2026-01-31"),     // 50,000 / 31 = 1,612.9
        case("daily on the 1st",        daily, [h(10, 0)], (50_000, 55_000, 5_000)).from("2026-04-01"),
        case("daily, three months",     daily, [h(20, 0); 3], (125_000, 137_500, 2_083)).from("2026-04-16"), // 25,000 + 2 fees; / 60
        case("daily, time is whole",    daily, [h(21, 0)], (27_500, 30_250, 1_309)).from("2026-04-16"), // 25,000 + 1 h; / 21
        case("half in a minimum of 2",  half_of_two, [h(20, 0)], (75_000, 82_500, 3_750)).from("2026-04-16"), // 25,000 + 50,000
        // All at once: 28 + 4 × 1.25 + 2 × 1.5 = 36 h, 6 beyond, 24,000 a month; 6 fees, set-up; / 102
        case("all at once",             large, [mixed(1_680, 240, 120); 3], (722_000, 794_200, 7_078)),
    ]
}

#[test]
fn worked_cases() {
    let cases = cases();
    assert!(cases.len() >= 40);
    for Case { name, plan, uses, start, expected } in cases {
        let cost = cost(&plan, &uses, start.map(day)).unwrap();
        let per_hour = cost.per_hour.map_or(0, Yen::get);
        assert_eq!((cost.total.get(), cost.total_with_tax.get(), per_hour), expected, "{name}");
        assert_eq!(cost.setup + cost.fees + cost.overage_charge, cost.total, "{name}");
        assert_eq!(cost.fit, Fit::Fits, "{name}");
    }
}

/// 25,000 yen for 10 hours, 3,000 an hour beyond; unused time lasts for `lasts` months.
fn carrying(lasts: i64, carry_order: CarryOrder) -> PlanTerms {
    PlanTerms { carry_months: months(lasts), carry_order, ..plan(25_000, 10, 3_000) }
}

/// Where the minutes of each month went (carried in, overage, lapsed, carried out), and 税抜.
#[test]
#[rustfmt::skip]
fn worked_carry_over() {
    use CarryOrder::{BaseFirst, CarriedFirst};
    type Flow = (i64, i64, i64, i64);
    type Row = (&'static str, PlanTerms, Vec<MonthUse>, Vec<Flow>, i64);
    let with_step = PlanTerms { overage_step: minutes(60), ..carrying(1, CarriedFirst) };
    let with_weekend = PlanTerms { weekend_factor: Some(percent(150)), ..carrying(1, CarriedFirst) };
    let minimum = PlanTerms { minimum_months: months(3), ..carrying(1, CarriedFirst) };
    let cases: Vec<Row> = vec![
        ("none: 4 h lapse at once, 2 h beyond", carrying(0, CarriedFirst), vec![h(6, 0), h(12, 0)],
            vec![(0, 0, 240, 0), (0, 120, 0, 0)], 56_000), // 2 × 25,000 + 2 × 3,000
        ("one month, carried first: 4 + 8 of 10, 2 h go on", carrying(1, CarriedFirst), vec![h(6, 0), h(12, 0), h(12, 0)],
            vec![(0, 0, 0, 240), (240, 0, 0, 120), (120, 0, 0, 0)], 75_000), // the 2 h cover month 3
        ("one month, base first: 10 + 2 of 4, 2 h lapse", carrying(1, BaseFirst), vec![h(6, 0), h(12, 0), h(12, 0)],
            vec![(0, 0, 0, 240), (240, 0, 120, 0), (0, 120, 0, 0)], 81_000), // month 3 pays 2 h
        ("one month: the first 10 h lapse after month 2", carrying(1, CarriedFirst), vec![h(0, 0), h(0, 0), h(25, 0)],
            vec![(0, 0, 0, 600), (600, 0, 600, 600), (600, 300, 0, 0)], 90_000), // 25 − 10 − 10 = 5 h
        ("two months: all 20 h are there in month 3", carrying(2, CarriedFirst), vec![h(0, 0), h(0, 0), h(35, 0)],
            vec![(0, 0, 0, 600), (600, 0, 0, 1_200), (1_200, 300, 0, 0)], 90_000), // 35 − 10 − 20 = 5 h
        ("two months, carried first: the oldest are used", carrying(2, CarriedFirst), vec![h(0, 0), h(0, 0), h(0, 0), h(5, 0)],
            vec![(0, 0, 0, 600), (600, 0, 0, 1_200), (1_200, 0, 600, 1_200), (1_200, 0, 300, 1_200)], 100_000), // 5 of month 2's 10
        ("two months, base first: the oldest lapse whole", carrying(2, BaseFirst), vec![h(0, 0), h(0, 0), h(0, 0), h(5, 0)],
            vec![(0, 0, 0, 600), (600, 0, 0, 1_200), (1_200, 0, 600, 1_200), (1_200, 0, 600, 900)], 100_000), // 10 + 5 h go on
        ("two months, base first: then the oldest", carrying(2, BaseFirst), vec![h(6, 0), h(7, 0), h(12, 0)],
            vec![(0, 0, 0, 240), (240, 0, 0, 420), (420, 0, 120, 180)], 75_000), // 2 of the 4 h; month 2's 3 h go on
        ("beyond the carried time by a minute, step 60", with_step, vec![h(9, 0), h(11, 1)],
            vec![(0, 0, 0, 60), (60, 60, 0, 0)], 53_000), // 661 − 600 − 60 = 1 → 60 min
        ("a step that was paid is not carried", with_step, vec![h(10, 1), h(10, 30)],
            vec![(0, 60, 0, 0), (0, 60, 0, 0)], 56_000), // 1 → 60 and 30 → 60 min
        ("counted time uses what was carried", with_weekend, vec![h(8, 0), mixed(600, 0, 120)],
            vec![(0, 0, 0, 120), (120, 60, 0, 0)], 53_000), // 10 + 2 × 1.5 = 13; − 10 − 2 = 1 h
        ("the rest of a minimum term", minimum, vec![h(6, 0)],
            vec![(0, 0, 0, 240), (240, 0, 240, 600), (600, 0, 600, 600)], 75_000), // 3 fees
        ("overage leaves nothing to carry", carrying(1, CarriedFirst), vec![h(15, 0), h(12, 0)],
            vec![(0, 300, 0, 0), (0, 120, 0, 0)], 71_000), // 5 × 3,000 + 2 × 3,000
    ];
    for (name, plan, uses, expected, total) in cases {
        let cost = cost(&plan, &uses, None).unwrap();
        let flow: Vec<Flow> = cost.months.iter().map(|month| {
            (month.carried_in.get(), month.overage.get(), month.lapsed.get(), month.carried_out.get())
        }).collect();
        assert_eq!(flow, expected, "{name}");
        assert_eq!(cost.total.get(), total, "{name}");
    }
}
