//! What holds for any offers.

use super::*;
use proptest::prelude::*;
use proptest::sample::select;

fn quotes() -> impl Strategy<Value = Quote> {
    let money = (0..=100_000i64, 0..=5_000i64, 0..=50_000i64);
    let time = (0..=50i64, select(vec![0i64, 1, 5, 15, 30, 60]), 0..=12i64, 0..=3i64);
    let weekend = (select(WeekendRule::ALL), proptest::option::of(100..=200i64), any::<bool>());
    (money, time, weekend, 0..4u32).prop_map(|((fee, rate, setup), (included, step, minimum, carry), weekend, plan)| {
        Quote {
            setup_fee: Some(yen(setup)),
            overage_step: Some(minutes(step)),
            minimum_months: Some(months(minimum)),
            carry_months: Some(months(carry)),
            weekend: weekend.0,
            weekend_factor: weekend.1.map(percent),
            overage_rate: weekend.2.then(|| yen(rate)),
            ..quote(0, &format!("プラン{plan}"), fee, included, rate)
        }
    })
}

fn engagements() -> impl Strategy<Value = Engagement> {
    let companies = proptest::collection::vec((proptest::collection::vec(quotes(), 0..4), 0..=5i64, 0..=5i64), 0..6);
    let more = (0..=60i64, proptest::option::of(0..=24i64), proptest::option::of(0..=8i64), 5..=20i64);
    (companies, more).prop_map(|(companies, (monthly, over, weekend, actual))| {
        let mut id = 1_000;
        let mut fresh = || {
            id += 1;
            id
        };
        let candidates = companies.into_iter().map(|(quotes, fit, cost)| {
            let quotes = quotes.into_iter().map(|quote| Quote { id: row_id(fresh()), ..quote }).collect();
            company(fresh(), "会社", [fit, cost], quotes)
        });
        let mut made = engagement(monthly, candidates.collect());
        made.comparison.months = over.map(months);
        made.irregular.weekend = if weekend.is_some() { Answer::Yes } else { Answer::No };
        made.irregular.weekend_hours = weekend.map(hours);
        rework(&mut made, 10, actual);
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_table_costs_what_the_cost_function_says(engagement in engagements()) {
        let table = compared(&engagement);
        for row in &table.rows {
            let Some(id) = row.key.quote else { continue };
            let quote = engagement.candidate(row.key.candidate).unwrap().quotes.iter().find(|quote| quote.id == id).unwrap();
            let uses = vec![table.conditions.usual; table.conditions.months];
            let expected = PlanTerms::from_quote(quote, percent(10)).and_then(|plan| cost(&plan, &uses, None));
            match (&row.price, expected) {
                (Price::Quoted(priced), Ok(cost)) => {
                    prop_assert_eq!(priced.usual.total, cost.total);
                    prop_assert_eq!(priced.usual.with_tax, cost.total_with_tax);
                    prop_assert_eq!(priced.usual.per_hour, cost.per_hour);
                    prop_assert_eq!(priced.usual.monthly, cost.monthly());
                }
                (Price::Missing(found), Err(expected)) => prop_assert_eq!(*found, expected),
                (found, expected) => prop_assert!(false, "{:?} against {:?}", found, expected),
            }
        }
    }

    #[test]
    fn ordering_loses_and_doubles_nothing(engagement in engagements(), column in select(&Column::ALL[..]), down in any::<bool>()) {
        let table = compared(&engagement);
        let order = sorted(&table, column, down);
        let mut keys: Vec<_> = table.rows.iter().map(|row| row.key).collect();
        let mut found = order.clone();
        keys.sort();
        found.sort();
        prop_assert_eq!(keys, found);
        let values: Vec<_> = order.iter().map(|key| column.value(table.row(*key).unwrap())).collect();
        let there: Vec<_> = values.iter().flatten().collect();
        prop_assert!(values[..there.len()].iter().all(Option::is_some) || column == Column::Company);
        let in_order = there.windows(2).all(|pair| if down { pair[0] >= pair[1] } else { pair[0] <= pair[1] });
        prop_assert!(in_order);
    }

    #[test]
    fn a_mark_is_borne_out_by_every_other_value(engagement in engagements(), column in select(&Column::ALL[..])) {
        let table = compared(&engagement);
        let marks = table.marks(column);
        let value = |index: usize| column.value(&table.rows[index]);
        for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| **mark != Mark::None) {
            prop_assert!(table.rows[index].fits());
            for other in (0..marks.len()).filter(|other| table.rows[*other].fits() && value(*other).is_some()) {
                if column == Column::Monthly && table.rows[other].priced().is_none() { continue }
                let better = if column.more_is_better() == Some(true) { value(index) >= value(other) } else { value(index) <= value(other) };
                let worse = if column.more_is_better() == Some(true) { value(index) <= value(other) } else { value(index) >= value(other) };
                let borne_out = if *mark == Mark::Best { better } else { worse };
                prop_assert!(borne_out);
            }
        }
    }

    #[test]
    fn the_curve_goes_through_what_the_cost_function_says(
        quote in quotes(), over in 1..=24usize, weekend in 0..=8i64, all in 0..=3_600i64,
    ) {
        let Ok(plan) = PlanTerms::from_quote(&quote, percent(10)) else { return Ok(()) };
        let conditions = Conditions { usual: MonthUse { weekend: hours(weekend), ..MonthUse::default() }, ..plain(over, hours(0)) };
        let uses = vec![conditions.month_of(minutes(all)); over];
        let expected = cost(&plan, &uses, None).map(|cost| cost.total);
        prop_assert_eq!(total_at(&plan, &conditions, minutes(all)), expected);
        let curve = cost_curve(&plan, &conditions, minutes(all));
        prop_assert!(curve.windows(2).all(|pair| pair[0].hours < pair[1].hours && pair[0].total <= pair[1].total));
        prop_assert!(curve.len() < 300);
    }

    #[test]
    fn the_cheapest_changes_exactly_at_a_break_even(
        quotes in proptest::collection::vec(quotes(), 1..6), over in 1..=12usize, weekend in 0..=4i64,
    ) {
        let plans: Vec<_> = quotes.iter().filter_map(|quote| PlanTerms::from_quote(quote, percent(10)).ok()).collect();
        let conditions = Conditions { usual: MonthUse { weekend: hours(weekend), ..MonthUse::default() }, ..plain(over, hours(0)) };
        let to = hours(30);
        let points = break_evens(&plans, &conditions, to);
        let at = |plan: usize, minute: i64| total_at(&plans[plan], &conditions, minutes(minute)).map_or(i64::MAX, Yen::get);
        for point in &points {
            let minute = point.at.get();
            prop_assert!(at(point.to, minute) < at(point.from, minute));
            prop_assert!(at(point.from, minute - 1) <= at(point.to, minute - 1));
            prop_assert_eq!(at(point.to, minute), point.total.get());
        }
        // Minute by minute: whoever is said to be the cheapest is.
        let mut cheapest = points.first().map(|point| point.from);
        for minute in 0..=to.get() {
            if let Some(point) = points.iter().find(|point| point.at.get() == minute) {
                cheapest = Some(point.to);
            }
            let least = (0..plans.len()).map(|plan| at(plan, minute)).min().unwrap_or(i64::MAX);
            if let Some(cheapest) = cheapest {
                prop_assert_eq!(at(cheapest, minute), least);
            }
        }
    }
}
