use super::{NoPrice, ledger};
use crate::domain::Engagement;
use crate::domain::cost::MonthUse;
use crate::domain::ids::{IdSource, Row, RowId};
use crate::domain::scalar::{Minutes, Months, Percent, Yen};
use crate::domain::stage::contract::Contract;
use crate::domain::stage::cycle::{Cycle, Question, Usage, UsageKind};
use crate::domain::stage::quote::{Quote, WeekendRule};
use crate::domain::stage::select::Candidate;
use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn hours(hours: i64) -> Option<Minutes> {
    Some(Minutes::hours(hours))
}

fn yen(amount: i64) -> Option<Yen> {
    Yen::try_from(amount).ok()
}

struct Scene {
    ids: IdSource,
    engagement: Engagement,
}

impl Scene {
    /// 48,000円 for 10 hours, 5,400円 an hour beyond in steps of 15 minutes, unused time lasts a month,
    /// weekends at ×1.5. Work from August 1.
    fn new() -> Self {
        let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let quote = Quote {
            fee: yen(48_000),
            included: hours(10),
            overage_rate: yen(5_400),
            overage_step: Some(Minutes::saturating(15)),
            carry_months: Months::try_from(1).ok(),
            weekend: WeekendRule::Open,
            weekend_factor: Percent::try_from(150).ok(),
            ..Quote::with_id(ids.row())
        };
        let contract = Contract { starts_on: Some(day("2026-08-01")), quote: Some(quote.id), ..Contract::default() };
        let candidates = vec![Candidate { quotes: vec![quote], ..Candidate::with_id(ids.row()) }];
        Self { ids, engagement: Engagement { contract, candidates, ..Engagement::default() } }
    }

    fn cycle(&mut self, opened: &str, closed: Option<&str>, used: &[(&str, i64)]) -> RowId {
        let usage = used.iter().map(|(on, minutes)| Usage {
            on: Some(day(on)),
            time: Some(Minutes::saturating(*minutes)),
            ..Usage::with_id(self.ids.row())
        });
        let usage = usage.collect();
        let id = self.ids.row();
        self.engagement.cycles.push(Cycle {
            number: u32::try_from(self.engagement.cycles.len()).expect("few") + 1,
            opened_on: Some(day(opened)),
            closed_on: closed.map(day),
            usage,
            ..Cycle::with_id(id)
        });
        id
    }

    fn last(&mut self) -> &mut Cycle {
        self.engagement.cycles.last_mut().expect("a cycle")
    }
}

fn told(scene: &Scene, today: &str) -> Vec<(String, i64, i64, i64, i64)> {
    let ledger = ledger(&scene.engagement, Percent::TEN, day(today));
    let months = ledger.months.iter().map(|month| {
        let cost = month.cost.expect("priced");
        let name = month.first.format("%Y-%m").to_string();
        (name, month.used().get(), cost.carried_in.get(), cost.overage.get(), cost.total().get())
    });
    months.collect()
}

#[test]
fn unused_time_moves_on_from_cycle_to_cycle_and_lapses() {
    let mut scene = Scene::new();
    // August 8 h of 10: 2 h move on. September 13 h 10 min of 10 + 2: 70 min beyond, 75 by the step,
    // 75 × 5,400 ÷ 60 = 6,750. October 9 h.
    scene.cycle("2026-08-01", Some("2026-08-31"), &[("2026-08-05", 300), ("2026-08-20", 180)]);
    scene.cycle("2026-08-31", Some("2026-09-30"), &[("2026-09-10", 790)]);
    scene.cycle("2026-09-30", None, &[("2026-10-02", 540)]);
    assert_eq!(
        told(&scene, "2026-10-20"),
        [
            ("2026-08".to_owned(), 480, 0, 0, 48_000),
            ("2026-09".to_owned(), 790, 120, 75, 54_750),
            ("2026-10".to_owned(), 540, 0, 0, 48_000),
        ]
    );
}

#[test]
fn every_month_belongs_to_one_cycle_whatever_its_length() {
    let mut scene = Scene::new();
    let long = scene.cycle("2026-08-01", Some("2026-10-10"), &[]);
    let short = scene.cycle("2026-10-10", Some("2026-10-20"), &[]);
    let last = scene.cycle("2026-10-20", None, &[]);
    let ledger = ledger(&scene.engagement, Percent::TEN, day("2026-11-05"));
    let owners: Vec<RowId> = ledger.months.iter().map(|month| month.cycle).collect();
    assert_eq!(owners, [long, long, last, last]);
    assert_eq!(ledger.of_cycle(short).count(), 0);
    assert_eq!(ledger.period(short), Some((day("2026-10-11"), day("2026-10-20"))));
}

#[test]
fn time_goes_into_its_month_by_its_day_and_without_one_by_the_cycle() {
    let mut scene = Scene::new();
    scene.cycle("2026-08-01", None, &[("2026-08-31", 60), ("2026-09-01", 90), ("2020-01-01", 7), ("2031-01-01", 5)]);
    let undated = Usage { time: Some(Minutes::saturating(20)), ..Usage::with_id(scene.ids.row()) };
    scene.last().usage.push(undated);
    let months = told(&scene, "2026-09-15");
    assert_eq!(months.iter().map(|month| month.1).collect::<Vec<_>>(), [60 + 7 + 20, 90 + 5]);
}

#[test]
fn billed_waiting_is_time_of_the_month_and_priced_after_all_other() {
    let mut scene = Scene::new();
    let id = scene.cycle("2026-08-01", None, &[("2026-08-05", 570)]);
    let question = Question {
        asked_at: Some(day("2026-08-06").and_hms_opt(9, 0, 0).expect("a time")),
        billed: Some(Minutes::saturating(90)),
        ..Question::with_id(scene.ids.row())
    };
    scene.last().questions.push(question);
    // 9 h 30 min of work; of 90 minutes waiting 30 are within: 48,000 × 30 ÷ 600 = 2,400; 60 beyond at
    // 5,400 an hour.
    let ledger = ledger(&scene.engagement, Percent::TEN, day("2026-08-20"));
    let cost = ledger.waiting_cost(id).expect("priced");
    assert_eq!((cost.within.get(), cost.beyond.get()), (2_400, 5_400));
    let month = ledger.month(day("2026-08-31")).expect("August");
    assert_eq!((month.used().get(), month.cost.expect("priced").total().get()), (660, 53_400));
}

#[test]
fn reported_hours_stand_in_place_of_entered_ones_and_an_invoice_in_place_of_the_sum() {
    let mut scene = Scene::new();
    scene.cycle("2026-08-01", Some("2026-09-30"), &[("2026-08-05", 600), ("2026-09-05", 600)]);
    scene.last().review.used = hours(11);
    scene.last().review.invoiced = yen(60_000);
    let ledger = ledger(&scene.engagement, Percent::TEN, day("2026-10-05"));
    let used: Vec<i64> = ledger.months.iter().map(|month| month.used().get()).collect();
    // Ten hours of August move on and cover the eleventh.
    assert_eq!(used, [0, 660]);
    // The bill of both is parted by what was computed: 48,000 each.
    let actual: Vec<_> = ledger.months.iter().map(|month| month.actual().map(Yen::get)).collect();
    assert_eq!(actual, [Some(30_000), Some(30_000)]);
}

#[test]
fn a_new_plan_prices_its_own_months_and_takes_no_time_over() {
    let mut scene = Scene::new();
    scene.cycle("2026-08-01", Some("2026-08-31"), &[]);
    let old = scene.engagement.contract.quote;
    scene.last().quote = old;
    let new =
        Quote { fee: yen(90_000), included: hours(20), overage_rate: yen(4_000), ..Quote::with_id(scene.ids.row()) };
    scene.engagement.contract.quote = Some(new.id);
    scene.engagement.candidates[0].quotes.push(new);
    scene.cycle("2026-08-31", None, &[("2026-09-03", 1_260)]);
    assert_eq!(
        told(&scene, "2026-09-30"),
        [("2026-08".to_owned(), 0, 0, 0, 48_000), ("2026-09".to_owned(), 1_260, 0, 60, 94_000)]
    );
}

#[test]
fn without_a_quote_the_time_is_told_and_no_price() {
    let mut scene = Scene::new();
    scene.engagement.contract.quote = None;
    scene.cycle("2026-12-20", None, &[("2026-12-25", 60), ("2027-01-04", 30)]);
    scene.engagement.contract.starts_on = None;
    let ledger = ledger(&scene.engagement, Percent::TEN, day("2027-01-10"));
    let months: Vec<_> =
        ledger.months.iter().map(|month| (month.first.to_string(), month.used().get(), month.cost.err())).collect();
    assert_eq!(
        months,
        [("2026-12-01".to_owned(), 60, Some(NoPrice::NoQuote)), ("2027-01-01".to_owned(), 30, Some(NoPrice::NoQuote)),]
    );
    assert_eq!(super::ledger(&Engagement::default(), Percent::TEN, day("2027-01-10")).months, []);
}

#[test]
fn no_month_before_the_contract_is_paid_for() {
    let mut scene = Scene::new();
    scene.cycle("2026-07-28", None, &[("2026-07-29", 60)]);
    scene.last().review.from = Some(day("2025-08-01"));
    assert_eq!(told(&scene, "2026-08-20"), [("2026-08".to_owned(), 60, 0, 0, 48_000)]);
}

#[test]
fn weekends_count_by_the_plans_factor() {
    let mut scene = Scene::new();
    scene.cycle("2026-08-01", None, &[("2026-08-01", 420)]);
    scene.last().usage[0].kind = UsageKind::Weekend;
    let ledger = ledger(&scene.engagement, Percent::TEN, day("2026-08-20"));
    let month = &ledger.months[0];
    assert_eq!(month.usage, MonthUse { weekend: Minutes::hours(7), ..MonthUse::default() });
    assert_eq!(month.cost.expect("priced").counted, Minutes::saturating(630));
}

proptest! {
    /// Whatever the days: each minute is in one month, and each month in one cycle.
    #[test]
    fn nothing_is_counted_twice_or_lost(
        lengths in prop::collection::vec(0_u64..70, 1..6),
        rows in prop::collection::vec((0_usize..6, -40_i64..300, 1_i64..500), 0..20),
    ) {
        let mut scene = Scene::new();
        let mut opened = day("2026-08-01");
        for (index, length) in lengths.iter().enumerate() {
            let closed = opened + chrono::Days::new(*length);
            let last = index + 1 == lengths.len();
            let closed_text = closed.to_string();
            scene.cycle(&opened.to_string(), (!last).then_some(closed_text.as_str()), &[]);
            opened = closed;
        }
        for (cycle, offset, minutes) in &rows {
            let id = scene.ids.row();
            let cycles = scene.engagement.cycles.len();
            scene.engagement.cycles[cycle % cycles].usage.push(Usage {
                on: Some(day("2026-08-01") + chrono::TimeDelta::days(*offset)),
                time: Some(Minutes::saturating(*minutes)),
                ..Usage::with_id(id)
            });
        }
        let ledger = ledger(&scene.engagement, Percent::TEN, opened);
        let all: i64 = ledger.months.iter().map(|month| month.used().get()).sum();
        prop_assert_eq!(all, rows.iter().map(|row| row.2).sum::<i64>());
        let by_cycle: usize = scene.engagement.cycles.iter().map(|cycle| ledger.of_cycle(cycle.id).count()).sum();
        prop_assert_eq!(by_cycle, ledger.months.len());
        let following = ledger.months.windows(2).all(|pair| pair[0].first < pair[1].first);
        prop_assert!(following);
    }
}
