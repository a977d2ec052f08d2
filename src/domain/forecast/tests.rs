use super::*;
use crate::domain::cost::MissingTerm;
use crate::domain::ids::{IdSource, Row, RowId};
use crate::domain::ledger::ledger;
use crate::domain::scalar::Months;
use crate::domain::stage::contract::Contract;
use crate::domain::stage::cycle::{Deliverable, Question, Usage, UsageKind, Work};
use crate::domain::stage::quote::{Quote, WeekendRule};
use crate::domain::stage::select::Candidate;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn minutes(minutes: i64) -> Minutes {
    Minutes::saturating(minutes)
}

struct Scene {
    ids: IdSource,
    engagement: Engagement,
}

impl Scene {
    /// 48,000円 for 10 hours, 5,400円 an hour beyond in steps of 15 minutes, unused time lasts a month,
    /// weekends at ×1.5. Work from a day on, which is that of the contract too.
    fn from(start: &str) -> Self {
        let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let quote = Quote {
            fee: Yen::try_from(48_000).ok(),
            included: Some(Minutes::hours(10)),
            overage_rate: Yen::try_from(5_400).ok(),
            overage_step: Some(minutes(15)),
            carry_months: Months::try_from(1).ok(),
            weekend: WeekendRule::Open,
            weekend_factor: Percent::try_from(150).ok(),
            ..Quote::with_id(ids.row())
        };
        let contract = Contract { starts_on: Some(day(start)), quote: Some(quote.id), ..Contract::default() };
        let candidates = vec![Candidate { quotes: vec![quote], ..Candidate::with_id(ids.row()) }];
        let cycles = vec![Cycle { number: 1, opened_on: Some(day(start)), ..Cycle::with_id(ids.row()) }];
        let engagement = Engagement { contract, candidates, cycles, ..Engagement::default() };
        Self { ids, engagement }
    }

    fn cycle(&mut self) -> &mut Cycle {
        self.engagement.cycles.last_mut().unwrap()
    }

    fn quote(&mut self) -> &mut Quote {
        &mut self.engagement.candidates[0].quotes[0]
    }

    fn used(&mut self, on: &str, time: i64) -> &mut Usage {
        let row = Usage { on: Some(day(on)), time: Some(minutes(time)), ..Usage::with_id(self.ids.row()) };
        self.cycle().usage.push(row);
        self.cycle().usage.last_mut().unwrap()
    }

    fn work(&mut self, agreed: i64) -> RowId {
        let id = self.ids.row();
        self.cycle().works.push(Work { agreed: Some(minutes(agreed)), ..Work::with_id(id) });
        id
    }

    fn told(&self, today: &str) -> Option<Forecast> {
        let today = day(today);
        forecast(&self.engagement, &ledger(&self.engagement, Percent::TEN, today), &Settings::default(), today)
    }

    fn outlook(&self, today: &str) -> Outlook {
        self.told(today).unwrap().outlook.unwrap()
    }
}

/// Remaining, pace, agreed, overage, charge.
fn figures(outlook: &Outlook) -> (i64, Option<i64>, Option<i64>, i64, Option<i64>) {
    let told = |time: Option<Minutes>| time.map(Minutes::get);
    (
        outlook.remaining().get(),
        told(outlook.pace),
        told(outlook.agreed),
        outlook.overage.get(),
        outlook.charge.map(Yen::get),
    )
}

#[test]
fn pace_and_overage_by_hand() {
    let mut scene = Scene::from("2026-07-01");
    scene.used("2026-07-02", 200);
    scene.used("2026-07-08", 65);
    // July 2026 has 22 business days (23 weekdays less 海の日 on the 20th); to Friday 10, 8 of them:
    // 265 × 22 ÷ 8 = 728.75. Beyond 600: 129, in steps 135; 135 × 5,400 ÷ 60 = 12,150.
    let outlook = scene.outlook("2026-07-10");
    assert_eq!(outlook.days, (8, 22));
    assert_eq!(figures(&outlook), (335, Some(729), None, 135, Some(12_150)));
    // The weekend changes nothing, the next Monday does: 265 × 22 ÷ 9 = 647.8.
    assert_eq!(figures(&scene.outlook("2026-07-12")), figures(&outlook));
    assert_eq!(figures(&scene.outlook("2026-07-13")), (335, Some(648), None, 60, Some(5_400)));
    // On the last day what was used is what is used.
    assert_eq!(figures(&scene.outlook("2026-07-31")), (335, Some(265), None, 0, Some(0)));
}

#[test]
fn carried_time_is_there_to_be_used() {
    let mut scene = Scene::from("2026-07-01");
    scene.used("2026-07-02", 420);
    scene.used("2026-08-03", 300);
    // 180 of July go into August, which has 20 business days (21 weekdays less 山の日 on the 11th); to
    // Friday 7, 5: 300 × 20 ÷ 5 = 1,200. Beyond 780: 420.
    let outlook = scene.outlook("2026-08-07");
    assert_eq!((outlook.carried_in, outlook.room(), outlook.days), (minutes(180), minutes(780), (5, 20)));
    assert_eq!(figures(&outlook), (480, Some(1_200), None, 420, Some(37_800)));
}

#[test]
fn agreed_hours_of_open_works_are_still_to_come() {
    let mut scene = Scene::from("2026-07-01");
    let (half, more, done, accepted, shown) =
        (scene.work(300), scene.work(60), scene.work(500), scene.work(500), scene.work(120));
    scene.used("2026-07-02", 100).work = Some(half);
    scene.used("2026-07-02", 90).work = Some(more);
    let over = Some(day("2026-07-02"));
    let mut ids = scene.ids.clone();
    let mut delivered =
        |work, accepted_on| Deliverable { work: Some(work), accepted_on, ..Deliverable::with_id(ids.row()) };
    let deliverables = vec![delivered(accepted, over), delivered(shown, over), delivered(shown, None)];
    let cycle = scene.cycle();
    cycle.works[2].done_on = over;
    cycle.deliverables = deliverables;
    assert_eq!(cycle.works[2].id, done);
    // 190 used. 200 of the first are left, none of the second, 120 of the one not wholly accepted: 510.
    // By the pace 190 × 22 ÷ 2 = 2,090, which is more: 1,490 beyond, 1,500 in steps.
    let outlook = scene.outlook("2026-07-02");
    assert_eq!(figures(&outlook), (410, Some(2_090), Some(510), 1_500, Some(135_000)));
    // Late in the month what was agreed is more than the pace: 190 × 22 ÷ 21 = 199.05.
    assert_eq!(figures(&scene.outlook("2026-07-30")), (410, Some(200), Some(510), 0, Some(0)));
    scene.work(100);
    assert_eq!(figures(&scene.outlook("2026-07-30")), (410, Some(200), Some(610), 15, Some(1_350)));
}

#[test]
fn factors_and_billed_waiting_count() {
    let mut scene = Scene::from("2026-07-01");
    scene.used("2026-07-04", 60).kind = UsageKind::Weekend;
    let question = Question {
        asked_at: day("2026-07-02").and_hms_opt(9, 0, 0),
        billed: Some(minutes(30)),
        ..Question::with_id(scene.ids.row())
    };
    scene.cycle().questions.push(question);
    let told = scene.told("2026-07-31").unwrap();
    assert_eq!(told.used, minutes(90));
    // 60 × 1.5 + 30.
    assert_eq!(told.outlook.unwrap().counted, minutes(120));
}

#[test]
fn a_month_that_begins_with_the_work_has_the_days_from_then_on() {
    let mut scene = Scene::from("2026-07-15");
    scene.used("2026-07-15", 120);
    // From Wednesday 15 to Friday 31 without 海の日 on Monday 20: 12 business days; to Thursday 16, 2.
    let outlook = scene.outlook("2026-07-16");
    assert_eq!((outlook.days, outlook.pace), ((2, 12), Some(minutes(720))));
    // The next month is whole again: September has 19 business days, of which the first has come.
    assert_eq!(scene.outlook("2026-09-01").days, (1, 19));
}

#[test]
fn before_the_first_business_day_there_is_no_pace() {
    let mut scene = Scene::from("2026-07-01");
    // 2026-08-01 is a Saturday.
    scene.used("2026-08-01", 660);
    let outlook = scene.outlook("2026-08-02");
    assert_eq!((outlook.days, outlook.pace, outlook.carried_in), ((0, 20), None, minutes(600)));
    assert_eq!(figures(&outlook), (540, None, None, 0, Some(0)));
    assert_eq!(outlook.end(), minutes(660));
}

#[test]
fn the_year_ends_with_its_own_days() {
    let mut scene = Scene::from("2026-12-01");
    scene.used("2026-12-28", 660);
    // December 2026 has 23 business days; to Wednesday 30, 22: 660 × 23 ÷ 22 = 690.
    let outlook = scene.outlook("2026-12-30");
    assert_eq!((outlook.days, figures(&outlook)), ((22, 23), (0, Some(690), None, 90, Some(8_100))));
    assert_eq!(outlook.beyond(), minutes(60));
    // January 2027: 元日 and 成人の日 fall on weekdays, so 19 of 21; the 4th is the first.
    assert_eq!(scene.outlook("2027-01-04").days, (1, 19));
}

#[test]
fn without_a_price_only_the_used_time_is_told() {
    let mut scene = Scene::from("2026-07-01");
    scene.used("2026-07-02", 90);
    scene.quote().fee = None;
    let told = scene.told("2026-07-10").unwrap();
    assert_eq!((told.used, told.outlook), (minutes(90), Err(NoPrice::Missing(MissingTerm::Fee))));
    scene.engagement.contract.quote = None;
    assert_eq!(scene.told("2026-07-10").unwrap().outlook, Err(NoPrice::NoQuote));
}

#[test]
fn without_a_rate_the_overage_is_told_and_its_price_is_not() {
    let mut scene = Scene::from("2026-07-01");
    scene.used("2026-07-02", 265);
    scene.quote().overage_rate = None;
    assert_eq!(figures(&scene.outlook("2026-07-10")), (335, Some(729), None, 135, None));
}

#[test]
fn a_plan_by_the_hour_has_nothing_left_and_costs_all() {
    let mut scene = Scene::from("2026-07-01");
    scene.used("2026-07-02", 80);
    let quote = scene.quote();
    (quote.fee, quote.included) = (Some(Yen::ZERO), None);
    let outlook = scene.outlook("2026-07-10");
    assert!(outlook.by_the_hour());
    // 80 × 22 ÷ 8 = 220; in steps 225.
    assert_eq!(figures(&outlook), (0, Some(220), None, 225, Some(20_250)));
}

#[test]
fn there_is_no_forecast_without_an_open_cycle_or_before_it_begins() {
    let mut scene = Scene::from("2026-07-01");
    assert_eq!(scene.told("2026-06-10"), None);
    scene.cycle().closed_on = Some(day("2026-07-05"));
    assert_eq!(scene.told("2026-07-10"), None);
    assert_eq!(forecast(&Engagement::default(), &Ledger::default(), &Settings::default(), day("2026-07-01")), None);
}
