//! Marks, order, places, and the ranking that a trial turns over.

use super::*;

fn places(table: &Table) -> Vec<(Option<usize>, Option<usize>, Option<usize>)> {
    table.rows.iter().map(|row| (row.places.score, row.places.cost, row.places.combined)).collect()
}

#[test]
fn a_plan_that_does_not_fit_has_no_place_by_cost() {
    let table = compared(&three());
    // しののめ: 5 × 396,000 ÷ 460,000 = 4.30; (4.20 + 4.30) ÷ 2 = 4.25. あさひ: (4.00 + 5.00) ÷ 2.
    assert_eq!(table.rows.iter().map(|row| row.combined).collect::<Vec<_>>(), [None, Some(425), Some(450)]);
    assert_eq!(places(&table), [(Some(3), None, None), (Some(1), Some(2), Some(2)), (Some(2), Some(1), Some(1))]);
    assert_eq!(table.first(|row| row.places.cost)[0].company, "あさひ");
}

#[test]
fn the_best_and_the_worst_are_among_those_that_fit() {
    let table = compared(&three());
    assert_eq!(table.marks(Column::Total), [Mark::None, Mark::Worst, Mark::Best]);
    assert_eq!(table.marks(Column::Minimum), [Mark::None, Mark::Worst, Mark::Best]);
    assert_eq!(table.marks(Column::Score), [Mark::None, Mark::Best, Mark::Worst]);
    assert_eq!(table.marks(Column::Included), [Mark::None, Mark::None, Mark::None]);
    assert_eq!(table.marks(Column::Company), [Mark::None, Mark::None, Mark::None]);
}

#[test]
fn those_alike_are_marked_alike_and_share_a_place() {
    let mut engagement = three();
    engagement.irregular.weekend = Answer::No;
    engagement.candidates[1].quotes = vec![quote(21, "同額", 25_000, 10, 3_000)];
    let table = compared(&engagement);
    // 55,000, 55,000 and 60,000 a month.
    assert_eq!(table.marks(Column::Total), [Mark::Best, Mark::Best, Mark::Worst]);
    assert_eq!(table.rows.iter().map(|row| row.places.cost).collect::<Vec<_>>(), [Some(1), Some(1), Some(3)]);
}

#[test]
fn one_offer_alone_or_all_alike_are_not_marked() {
    let mut engagement = three();
    engagement.candidates.truncate(2);
    assert_eq!(compared(&engagement).marks(Column::Total), [Mark::None, Mark::None]);
    assert_eq!(places(&compared(&engagement)), [(Some(2), None, None), (Some(1), None, None)]);
    engagement.candidates.truncate(1);
    assert_eq!(compared(&engagement).marks(Column::Score), [Mark::None]);
    assert_eq!(places(&compared(&engagement)), [(None, None, None)]);
    engagement.candidates.clear();
    assert_eq!(compared(&engagement).marks(Column::Total), []);
    let mut alike = three();
    alike.irregular.weekend = Answer::No;
    for (index, candidate) in (1..).zip(&mut alike.candidates) {
        candidate.quotes = vec![quote(index, "同額", 25_000, 10, 3_000)];
    }
    assert_eq!(compared(&alike).marks(Column::Total), [Mark::None; 3]);
}

#[test]
fn a_rough_figure_is_ordered_but_never_marked() {
    let mut engagement = three();
    engagement
        .candidates
        .push(Candidate { rough_cost: Some(yen(10_000)), ..company(40, "つばき", [0, 0], Vec::new()) });
    let table = compared(&engagement);
    assert_eq!(table.marks(Column::Monthly), [Mark::None, Mark::Worst, Mark::Best, Mark::None]);
    assert_eq!(sorted(&table, Column::Monthly, false), [key(40, 0), key(10, 11), key(30, 31), key(20, 21)]);
}

#[test]
fn any_column_orders_and_what_is_missing_comes_last_either_way() {
    let mut engagement = three();
    engagement.candidates.insert(0, company(40, "つばき", [0, 0], Vec::new()));
    engagement.candidates.insert(0, company(50, "", [0, 0], Vec::new()));
    let table = compared(&engagement);
    let (none, tsubaki, minamo, shinonome, asahi) = (key(50, 0), key(40, 0), key(10, 11), key(20, 21), key(30, 31));
    assert_eq!(sorted(&table, Column::Total, false), [minamo, asahi, shinonome, none, tsubaki]);
    assert_eq!(sorted(&table, Column::Total, true), [shinonome, asahi, minamo, none, tsubaki]);
    assert_eq!(sorted(&table, Column::Score, true), [shinonome, asahi, minamo, none, tsubaki]);
    assert_eq!(sorted(&table, Column::Carry, true), [minamo, shinonome, asahi, none, tsubaki]);
    assert_eq!(sorted(&table, Column::Company, false), [asahi, shinonome, tsubaki, minamo, none]);
    assert_eq!(sorted(&table, Column::Company, true), [minamo, tsubaki, shinonome, asahi, none]);
}

#[test]
fn where_nothing_is_priced_there_is_no_ranking_by_cost() {
    let mut engagement = three();
    for candidate in &mut engagement.candidates {
        candidate.quotes[0].fee = None;
    }
    let table = compared(&engagement);
    assert_eq!(places(&table), [(Some(3), None, None), (Some(1), None, None), (Some(2), None, None)]);
    assert_eq!(table.marks(Column::Total), [Mark::None; 3]);
    assert_eq!(sorted(&table, Column::Total, false), [key(10, 11), key(20, 21), key(30, 31)]);
    assert_eq!(table.first(|row| row.places.cost), Vec::<&Row>::new());
}

/// みなも 25,000 for 10 h, しののめ 60,000 for 25 h, both 3,000 an hour beyond: 20 h are 55,000 against
/// 60,000, and 26 h are 73,000 against 63,000.
fn turning() -> Engagement {
    engagement(
        20,
        vec![
            company(10, "みなも秘書", [3, 3], vec![quote(11, "ライト10", 25_000, 10, 3_000)]),
            company(20, "しののめ", [3, 3], vec![quote(21, "スタンダード25", 60_000, 25, 3_000)]),
        ],
    )
}

#[test]
fn a_trial_that_took_a_third_more_turns_the_ranking_over() {
    let mut engagement = turning();
    let of = |engagement: &Engagement| turnover(engagement, &Settings::default(), today());
    assert_eq!(of(&engagement), None);
    rework(&mut engagement, 10, 13);
    let table = compared(&engagement);
    assert_eq!(table.conditions.hours_from, HoursFrom::Trial { planned: hours(10), actual: hours(13) });
    assert_eq!(table.conditions.usual.total(), hours(26));
    let totals: Vec<_> = table.rows.iter().map(|row| row.priced().unwrap().usual.monthly).collect();
    assert_eq!(totals, [yen(73_000), yen(63_000)]);
    let turned = of(&engagement).unwrap();
    assert_eq!((turned.hours_before, turned.hours_now), (hours(20), hours(26)));
    assert_eq!((turned.planned, turned.actual), (hours(10), hours(13)));
    assert_eq!(turned.cost.before, [(key(10, 11), 1), (key(20, 21), 2)]);
    assert_eq!(turned.cost.after, [(key(20, 21), 1), (key(10, 11), 2)]);
    assert_eq!((turned.cost.was_first(), turned.cost.is_first()), (vec![key(10, 11)], vec![key(20, 21)]));
    assert!(turned.cost.first_changed() && turned.combined.first_changed());
}

#[test]
fn a_trial_that_took_a_little_more_leaves_the_ranking() {
    let mut engagement = turning();
    rework(&mut engagement, 20, 21);
    let turned = turnover(&engagement, &Settings::default(), today()).unwrap();
    assert_eq!(turned.hours_now, hours(21));
    assert!(!turned.cost.changed() && !turned.cost.first_changed());
    engagement.comparison.monthly = Some(hours(26));
    assert_eq!(turnover(&engagement, &Settings::default(), today()), None);
}

#[test]
fn the_range_follows_the_trial_too() {
    let mut engagement = turning();
    engagement.irregular.fluctuation = Answer::Yes;
    engagement.irregular.least = Some(hours(10));
    engagement.irregular.most = Some(hours(30));
    rework(&mut engagement, 10, 13);
    let (least, most) = conditions(&engagement).range.unwrap();
    assert_eq!((least.total(), most.total()), (hours(13), hours(39)));
}
