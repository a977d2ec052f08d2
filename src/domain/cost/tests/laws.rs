//! What holds for any plan and any use.

use super::*;
use chrono::Datelike;
use proptest::prelude::*;
use proptest::sample::select;

/// The bounds of a plan's numbers.
#[derive(Clone, Copy)]
struct Bounds {
    yen: i64,
    included: i64,
    step: i64,
    months: i64,
    factor: i64,
}

/// Whatever the fields allow.
const ALL: Bounds = Bounds { yen: Yen::MAX, included: Minutes::MAX, step: Minutes::MAX, months: 120, factor: 10_000 };
/// Small enough to follow minute by minute.
const SMALL: Bounds = Bounds { yen: 5_000, included: 90, step: 60, months: 4, factor: 300 };

fn plans(bounds: Bounds) -> impl Strategy<Value = PlanTerms> {
    let money = (0..=bounds.yen, 0..=bounds.yen, 0..=bounds.yen, 0..=bounds.factor);
    let time = (0..=bounds.included, 0..=bounds.step, 0..=bounds.months, 0..=bounds.months);
    let factors = (proptest::option::of(0..=bounds.factor), proptest::option::of(0..=bounds.factor));
    let rules = (select(CarryOrder::ALL), select(WeekendRule::ALL), select(Proration::ALL));
    (money, time, factors, rules).prop_map(|(money, time, factors, rules)| PlanTerms {
        fee: yen(money.0),
        included: minutes(time.0),
        overage_rate: Some(yen(money.1)),
        overage_step: minutes(time.1),
        setup_fee: yen(money.2),
        minimum_months: months(time.2),
        carry_months: months(time.3),
        carry_order: rules.0,
        weekend: rules.1,
        weekend_factor: factors.0.map(percent),
        off_hours_factor: factors.1.map(percent),
        proration: rules.2,
        tax: percent(money.3),
    })
}

fn uses(most: i64, months: usize) -> impl Strategy<Value = Vec<MonthUse>> {
    let month = (0..=most, 0..=most, 0..=most).prop_map(|(a, b, c)| mixed(a, b, c));
    proptest::collection::vec(month, 0..=months)
}

fn starts() -> impl Strategy<Value = Option<NaiveDate>> {
    proptest::option::of((0..3_000u64).prop_map(|n| day("2023-01-01") + chrono::Days::new(n)))
}

/// The use of one month raised.
fn raised(uses: &[MonthUse], at: usize, by: MonthUse) -> Vec<MonthUse> {
    let mut uses = uses.to_vec();
    let at = at % uses.len();
    let month = uses[at];
    uses[at] = MonthUse {
        weekday: month.weekday + by.weekday,
        off_hours: month.off_hours + by.off_hours,
        weekend: month.weekend + by.weekend,
    };
    uses
}

/// One month of the naive simulation: carried in, overage, lapsed, carried out, yen.
type NaiveMonth = (i64, i64, i64, i64, i64);

/// The rules of the plan followed a minute at a time: every unused minute is a token that knows the
/// last month in which it is good.
fn naive(plan: &PlanTerms, uses: &[MonthUse], start: Option<NaiveDate>) -> (Vec<NaiveMonth>, i64) {
    let minimum = plan.minimum_months.get() as usize;
    let lasts = plan.carry_months.get() as usize;
    let step = if plan.overage_step.get() == 0 { 1 } else { plan.overage_step.get() };
    let mut pocket: Vec<usize> = Vec::new();
    let mut months = Vec::new();
    let mut total = plan.setup_fee.get();
    let mut n = 0;
    while n < uses.len() || n < minimum {
        let used = uses.get(n).copied().unwrap_or_default();
        let factor = |factor: Option<Percent>| factor.map_or(100, |percent| i64::from(percent.get()));
        let mut hundredths = used.weekday.get() * 100
            + used.off_hours.get() * factor(plan.off_hours_factor)
            + used.weekend.get() * factor(plan.weekend_factor);

        let carried_in = pocket.len() as i64;
        let mut base: Vec<usize> = vec![n + lasts; plan.included.get() as usize];
        let mut beyond = 0;
        while hundredths > 0 {
            hundredths -= 100;
            let from_base = match plan.carry_order {
                CarryOrder::BaseFirst => !base.is_empty(),
                CarryOrder::CarriedFirst => pocket.is_empty() && !base.is_empty(),
            };
            if from_base {
                base.pop();
            } else if pocket.is_empty() {
                beyond += 1;
            } else {
                pocket.remove(0);
            }
        }
        let mut overage = 0;
        while overage < beyond {
            overage += step;
        }

        pocket.extend(base);
        let before = pocket.len();
        pocket.retain(|last| *last > n);
        let lapsed = (before - pocket.len()) as i64;

        let charge = overage * plan.overage_rate.unwrap().get() / 60;
        let fee = naive_fee(plan, start.filter(|_| n == 0));
        total += fee + charge;
        months.push((carried_in, overage, lapsed, pocket.len() as i64, fee + charge));
        n += 1;
    }
    (months, total)
}

/// The fee of a month that starts on a day, by counting its days.
fn naive_fee(plan: &PlanTerms, start: Option<NaiveDate>) -> i64 {
    let fee = plan.fee.get();
    let Some(start) = start else { return fee };
    let in_month = |date: &NaiveDate| date.month() == start.month();
    let left = start.iter_days().take_while(in_month).count() as i64;
    let days = start.with_day(1).unwrap().iter_days().take_while(in_month).count() as i64;
    match plan.proration {
        Proration::Half if left < days => (fee - fee % 2) / 2,
        Proration::Daily => fee * left / days,
        _ => fee,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn equals_a_naive_simulation(
        plan in plans(SMALL), uses in uses(80, 8), start in starts(),
    ) {
        let cost = cost(&plan, &uses, start).unwrap();
        let (months, total) = naive(&plan, &uses, start);
        let found: Vec<NaiveMonth> = cost.months.iter().map(|month| (
            month.carried_in.get(),
            month.overage.get(),
            month.lapsed.get(),
            month.carried_out.get(),
            month.total().get(),
        )).collect();
        prop_assert_eq!(found, months);
        prop_assert_eq!(cost.total.get(), total);
        let tax = total * i64::from(plan.tax.get()) / 100;
        prop_assert_eq!(cost.total_with_tax.get(), total + tax);
    }

    #[test]
    fn is_never_negative_and_never_panics(
        plan in plans(ALL), uses in uses(Minutes::MAX, 14), start in starts(),
    ) {
        let cost = cost(&plan, &uses, start).unwrap();
        prop_assert!(cost.total >= Yen::ZERO && cost.total_with_tax >= cost.total);
        prop_assert!(cost.per_hour.is_none_or(|yen| yen >= Yen::ZERO));
        prop_assert_eq!(cost.months.len(), uses.len().max(plan.minimum_months.get() as usize));
        for month in &cost.months {
            let amounts = [month.counted, month.carried_in, month.carried_out, month.lapsed, month.overage];
            prop_assert!(amounts.iter().all(|amount| *amount >= Minutes::ZERO));
            prop_assert!(month.fee >= Yen::ZERO && month.overage_charge >= Yen::ZERO);
            // No minute is lost or made.
            let there = month.included + month.carried_in;
            prop_assert_eq!(there, month.counted.min(there) + month.lapsed + month.carried_out);
        }
    }

    #[test]
    fn stays_at_the_limit_beyond_what_fields_allow(months in 0usize..4, lasts in 0i64..4) {
        let most = Minutes::saturating(i64::MAX);
        let plan = PlanTerms {
            fee: Yen::saturating(i64::MAX),
            included: Minutes::saturating(i64::MAX / 2),
            overage_rate: Some(Yen::saturating(i64::MAX)),
            overage_step: minutes(7),
            setup_fee: Yen::saturating(i64::MAX),
            carry_months: super::months(lasts),
            weekend_factor: Some(percent(10_000)),
            off_hours_factor: Some(percent(10_000)),
            ..plan(0, 0, 0)
        };
        let used = MonthUse { weekday: most, off_hours: most, weekend: most };
        let cost = cost(&plan, &vec![used; months], None).unwrap();
        prop_assert_eq!(cost.total, Yen::saturating(i64::MAX));
        prop_assert_eq!(cost.total_with_tax, Yen::saturating(i64::MAX));
        prop_assert!(waiting_cost(&plan, most, most, most).is_ok());
        prop_assert!(used.scaled(minutes(1), most).total() == most);
        let _ = over_budget(cost.total, cost.total, percent(10_000));
    }

    #[test]
    fn more_hours_never_cost_less(
        plan in plans(SMALL), uses in uses(80, 8), start in starts(),
        at in 0usize..8, by in (0..60i64, 0..60i64, 0..60i64),
    ) {
        prop_assume!(!uses.is_empty());
        let more = raised(&uses, at, mixed(by.0, by.1, by.2));
        let (less, more) = (cost(&plan, &uses, start).unwrap(), cost(&plan, &more, start).unwrap());
        prop_assert!(less.total <= more.total);
        prop_assert!(less.total_with_tax <= more.total_with_tax);
        for (less, more) in less.months.iter().zip(&more.months) {
            prop_assert!(less.overage <= more.overage);
        }
    }

    #[test]
    fn more_hours_never_cost_less_whatever_the_fields_allow(
        plan in plans(ALL), uses in uses(Minutes::MAX, 14),
        at in 0usize..14, by in (0..Minutes::MAX, 0..Minutes::MAX, 0..Minutes::MAX),
    ) {
        prop_assume!(!uses.is_empty());
        let more = raised(&uses, at, mixed(by.0, by.1, by.2));
        let (less, more) = (cost(&plan, &uses, None).unwrap(), cost(&plan, &more, None).unwrap());
        prop_assert!(less.total <= more.total);
    }

    #[test]
    fn longer_carry_over_never_costs_more(plan in plans(SMALL), uses in uses(80, 8)) {
        let longer = PlanTerms { carry_months: months(i64::from(plan.carry_months.get()) + 1), ..plan };
        prop_assert!(cost(&longer, &uses, None).unwrap().total <= cost(&plan, &uses, None).unwrap().total);
    }

    /// By the minute; a step may round two small overages where the other order has one.
    #[test]
    fn carried_first_never_has_more_overage(plan in plans(SMALL), uses in uses(80, 8)) {
        let overage = |carry_order| {
            let plan = PlanTerms { carry_order, overage_step: Minutes::ZERO, ..plan };
            let cost = cost(&plan, &uses, None).unwrap();
            cost.months.iter().map(|month| month.overage).sum::<Minutes>()
        };
        prop_assert!(overage(CarryOrder::CarriedFirst) <= overage(CarryOrder::BaseFirst));
    }

    #[test]
    fn waiting_splits_without_loss(
        plan in plans(ALL), billed in 0..=Minutes::MAX, used in 0..=Minutes::MAX, more in 0..=Minutes::MAX,
    ) {
        let waiting = |billed| waiting_cost(&plan, billed, minutes(used), Minutes::ZERO).unwrap();
        let (less, raised) = (waiting(minutes(billed)), waiting(minutes(billed) + minutes(more)));
        prop_assert_eq!(less.minutes_within + less.minutes_beyond, minutes(billed));
        prop_assert!(less.total() <= raised.total());
    }
}
