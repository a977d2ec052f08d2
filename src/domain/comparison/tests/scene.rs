//! The three companies, worked by hand.

use super::*;

/// What a row comes to: total, with tax, monthly, an hour, and the minimum term.
fn figures(row: &Row) -> (i64, i64, i64, Option<i64>, (usize, i64)) {
    let priced = row.priced().unwrap();
    let usual = priced.usual;
    let minimum = (priced.minimum.0, priced.minimum.1.get());
    (usual.total.get(), usual.with_tax.get(), usual.monthly.get(), usual.per_hour.map(Yen::get), minimum)
}

#[test]
fn three_companies_come_to_what_is_worked_out_by_hand() {
    let table = compared(&three());
    assert_eq!(table.conditions.months, 6);
    assert_eq!(table.conditions.usual.total(), hours(20));
    assert_eq!(table.conditions.hours_from, HoursFrom::Brief);
    // 25,000 + (20 − 10) × 3,000 = 55,000 a month; × 6 = 330,000; × 1.1; ÷ 120 h.
    assert_eq!(figures(&table.rows[0]), (330_000, 363_000, 55_000, Some(2_750), (1, 55_000)));
    // 16 + 4 × 1.25 = 21 of 25 h; 75,000 × 6 + 10,000; three months: 225,000 + 10,000.
    assert_eq!(figures(&table.rows[1]), (460_000, 506_000, 75_000, Some(3_833), (3, 235_000)));
    // 16 + 4 × 1.5 = 22 h × 3,000 = 66,000 a month.
    assert_eq!(figures(&table.rows[2]), (396_000, 435_600, 66_000, Some(3_300), (1, 66_000)));
}

#[test]
fn scores_are_weighted_and_say_what_is_not_scored() {
    let mut engagement = three();
    engagement.candidates.push(company(40, "つばき", [5, 0], Vec::new()));
    let table = compared(&engagement);
    // 3 × 60 + 5 × 40 = 380; 5 × 60 + 3 × 40 = 420; 4 × 100 = 400; 5 × 60 ÷ 60 = 500, cost open.
    assert_eq!(
        table.rows.iter().map(|row| row.score).collect::<Vec<_>>(),
        [Some(380), Some(420), Some(400), Some(500)]
    );
    assert_eq!(table.rows[3].unscored, [row_id(COST)]);
    assert_eq!(table.rows[3].full_score(), None);
    assert_eq!(table.weights, 100);
}

#[test]
fn a_plan_without_weekends_does_not_fit_where_some_are_needed() {
    let fit = |engagement: &Engagement| compared(engagement).rows.iter().map(|row| row.fit).collect::<Vec<_>>();
    let mut engagement = three();
    assert_eq!(fit(&engagement), [Fit::WeekendClosed, Fit::Fits, Fit::Fits]);
    engagement.candidates[0].quotes[0].weekend = WeekendRule::Unknown;
    assert_eq!(fit(&engagement), [Fit::WeekendUnknown, Fit::Fits, Fit::Fits]);
    engagement.irregular.weekend = Answer::No;
    assert_eq!(fit(&engagement), [Fit::Fits, Fit::Fits, Fit::Fits]);
}

#[test]
fn over_budget_is_marked_beyond_the_tolerance_with_the_excess() {
    let table = compared(&three());
    // 60,000 and 10 % allow 66,000: exactly that is not over.
    let over: Vec<_> = table.rows.iter().map(|row| row.over).collect();
    assert_eq!(over, [None, Some(Over { by: yen(15_000), percent: Some(25) }), None]);
    let strict = Settings { tolerance: Some(percent(0)), ..Settings::default() };
    let table = compare(&three(), &strict, today());
    assert_eq!(table.rows[2].over, Some(Over { by: yen(6_000), percent: Some(10) }));
}

#[test]
fn a_fluctuating_volume_is_priced_at_its_least_and_most() {
    let mut engagement = three();
    engagement.irregular.fluctuation = Answer::Yes;
    engagement.irregular.least = Some(hours(15));
    engagement.irregular.most = Some(hours(30));
    let range = |row: &Row| {
        let priced = row.priced().unwrap();
        (priced.least.unwrap().unwrap().total.get(), priced.most.unwrap().unwrap().total.get())
    };
    let table = compared(&engagement);
    // 15 h: 25,000 + 5 × 3,000; 30 h: 25,000 + 20 × 3,000.
    assert_eq!(range(&table.rows[0]), (240_000, 510_000));
    // 11 + 5 = 16 h are included; 26 + 5 = 31 h are 6 h over × 3,300.
    assert_eq!(range(&table.rows[1]), (460_000, 578_800));
    // 11 + 6 = 17 h; 26 + 6 = 32 h.
    assert_eq!(range(&table.rows[2]), (306_000, 576_000));
}

#[test]
fn months_and_hours_that_are_entered_stand_as_they_are() {
    let mut engagement = three();
    engagement.comparison.months = Some(months(12));
    engagement.comparison.monthly = Some(hours(10));
    rework(&mut engagement, 10, 13);
    let table = compared(&engagement);
    assert_eq!((table.conditions.months, table.conditions.hours_from), (12, HoursFrom::Given));
    assert_eq!(table.conditions.usual.total(), hours(10));
    // 10 h are included: 25,000 × 12 ÷ 120 h.
    assert_eq!(figures(&table.rows[0]), (300_000, 330_000, 25_000, Some(2_500), (1, 25_000)));
    // The least weekend work there can be is all of a month's.
    engagement.comparison.monthly = Some(hours(2));
    assert_eq!(conditions(&engagement).usual, MonthUse { weekend: hours(2), ..MonthUse::default() });
}

#[test]
fn months_shorter_than_the_minimum_term_are_paid_to_its_end() {
    let mut engagement = three();
    engagement.comparison.months = Some(months(1));
    let table = compared(&engagement);
    let priced = table.rows[1].priced().unwrap();
    assert_eq!((priced.usual.months, priced.usual.total), (3, yen(235_000)));
    assert_eq!(table.rows[0].priced().unwrap().usual.total, yen(55_000));
}

#[test]
fn of_each_plan_the_latest_version_is_in_force() {
    let mut engagement = three();
    let quotes = &mut engagement.candidates[0].quotes;
    quotes.push(Quote { version: 2, plan: " ライト10 ".to_owned(), ..quote(12, "", 20_000, 10, 3_000) });
    quotes.push(quote(13, "ライト20", 50_000, 20, 3_000));
    let rows = compared(&engagement).rows;
    let keys: Vec<_> = rows.iter().map(|row| row.key).collect();
    assert_eq!(keys, [key(10, 12), key(10, 13), key(20, 21), key(30, 31)]);
}

#[test]
fn what_cannot_be_priced_says_why() {
    let mut engagement = three();
    engagement.candidates[0].quotes[0].overage_rate = None;
    engagement.candidates[1].quotes[0].included = None;
    engagement.candidates[2].quotes[0].fee = None;
    engagement
        .candidates
        .push(Candidate { rough_cost: Some(yen(40_000)), ..company(40, "つばき", [0, 0], Vec::new()) });
    engagement.candidates.push(company(50, "かえで", [0, 0], Vec::new()));
    let prices: Vec<_> = compared(&engagement).rows.into_iter().map(|row| row.price).collect();
    assert_eq!(
        prices,
        [
            Price::Missing(MissingTerm::OverageRate),
            Price::Missing(MissingTerm::Included),
            Price::Missing(MissingTerm::Fee),
            Price::Rough(yen(40_000)),
            Price::None,
        ]
    );
}

#[test]
fn a_busy_month_beyond_what_is_priced_says_so_and_leaves_the_rest() {
    let mut engagement = three();
    engagement.irregular.fluctuation = Answer::Yes;
    engagement.irregular.most = Some(hours(30));
    engagement.candidates[1].quotes[0].overage_rate = None;
    let table = compared(&engagement);
    let priced = table.rows[1].priced().unwrap();
    assert_eq!(priced.usual.total, yen(460_000));
    assert_eq!(priced.most, Some(Err(MissingTerm::OverageRate)));
}

#[test]
fn old_terms_differences_and_expiry_are_told() {
    let mut engagement = three();
    engagement.briefs.push(Brief { id: row_id(902), version: 2, ..Brief::default() });
    engagement.candidates[0].quotes[0].brief = 0;
    engagement.candidates[1].quotes[0].brief = 2;
    engagement.candidates[1].quotes[0].valid_until = Some(today());
    engagement.candidates[2].quotes[0].valid_until = Some(day("2026-06-30"));
    let differ =
        |told: &str, settled| Difference { id: row_id(70), told: told.to_owned(), settled, ..Default::default() };
    engagement.candidates[1].differences =
        vec![differ("月20時間", false), differ("平日のみ", true), differ(" ", false)];
    let rows = compared(&engagement).rows;
    assert_eq!(rows.iter().map(|row| row.stale).collect::<Vec<_>>(), [Some(1), None, Some(1)]);
    assert_eq!(rows.iter().map(|row| row.differences).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(rows.iter().map(|row| row.expired).collect::<Vec<_>>(), [None, None, Some(day("2026-06-30"))]);
    assert_eq!(stale_in_force(&engagement), 2);
}

#[test]
fn dropped_companies_stand_apart_with_their_reason() {
    let mut engagement = three();
    engagement.candidates[0].standing = Standing::Dropped;
    engagement.candidates[0].dropped_reason = "土日に対応しない".to_owned();
    engagement.candidates[0].dropped_on = Some(day("2026-06-20"));
    engagement.decision.chosen = Some(row_id(30));
    let table = compared(&engagement);
    assert_eq!(table.rows.iter().map(|row| row.chosen).collect::<Vec<_>>(), [false, true]);
    let [dropped] = &table.dropped[..] else { panic!("{:?}", table.dropped) };
    assert_eq!((dropped.company.as_str(), dropped.reason.as_str()), ("みなも秘書", "土日に対応しない"));
    assert_eq!(dropped.on, Some(day("2026-06-20")));
}

#[test]
fn what_stands_for_a_candidate_is_its_cheapest_plan_that_takes_the_work() {
    let mut engagement = three();
    let settings = Settings::default();
    let open = Quote { weekend: WeekendRule::Open, ..quote(12, "プレミアム", 90_000, 30, 3_000) };
    assert_eq!(monthly(&engagement, &engagement.candidates[0], &settings), Some(yen(55_000)));
    engagement.candidates[0].quotes.push(open);
    assert_eq!(monthly(&engagement, &engagement.candidates[0], &settings), Some(yen(90_000)));
    engagement.candidates[0].quotes.clear();
    engagement.candidates[0].rough_cost = Some(yen(30_000));
    assert_eq!(monthly(&engagement, &engagement.candidates[0], &settings), Some(yen(30_000)));
}
