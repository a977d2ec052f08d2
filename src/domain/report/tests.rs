use super::{Account, Report, Spent, report, reports, whole};
use crate::domain::ids::{IdSource, Row, RowId};
use crate::domain::ledger::NoPrice;
use crate::domain::scalar::{Minutes, Months, Percent, Yen};
use crate::domain::stage::clarify::{Criterion, Task};
use crate::domain::stage::contract::Contract;
use crate::domain::stage::cycle::{
    Cycle, Deliverable, Question, Revision, RevisionCause, Stall, Usage, UsageKind, Work,
};
use crate::domain::stage::quote::{Quote, WeekendRule};
use crate::domain::stage::select::Candidate;
use crate::domain::stage::trial::{CriterionResult, Finding};
use crate::domain::{Engagement, Settings};
use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
}

fn minutes(count: i64) -> Minutes {
    Minutes::saturating(count)
}

fn yen(amount: i64) -> Yen {
    Yen::saturating(amount)
}

struct Scene {
    ids: IdSource,
    engagement: Engagement,
}

impl Scene {
    /// 48,000円 for 10 hours, 5,400円 an hour beyond in steps of 15 minutes, unused time lasts a month,
    /// weekends at ×1.5. Work from November 1, 2026. The brief asks for 6 + 4 hours a month.
    fn new() -> Self {
        let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let quote = Quote {
            fee: Some(yen(48_000)),
            included: Some(minutes(600)),
            overage_rate: Some(yen(5_400)),
            overage_step: Some(minutes(15)),
            carry_months: Months::try_from(1).ok(),
            weekend: WeekendRule::Open,
            weekend_factor: Percent::try_from(150).ok(),
            ..Quote::with_id(ids.row())
        };
        let mut engagement = Engagement {
            contract: Contract { starts_on: Some(day("2026-11-01")), quote: Some(quote.id), ..Contract::default() },
            candidates: vec![Candidate { quotes: vec![quote], ..Candidate::with_id(ids.row()) }],
            ..Engagement::default()
        };
        engagement.clarify.tasks = [("請求書の発行", 360), ("経費精算の確認", 240)]
            .map(|(name, time)| Task { name: name.into(), hours: Some(minutes(time)), ..Task::with_id(ids.row()) })
            .into();
        engagement.clarify.criteria = [(); 2].map(|()| Criterion::with_id(ids.row())).into();
        Self { ids, engagement }
    }

    fn cycle(&mut self, opened: &str, closed: Option<&str>) -> &mut Cycle {
        let number = u32::try_from(self.engagement.cycles.len()).expect("few") + 1;
        let id = self.ids.row();
        self.engagement.cycles.push(Cycle {
            number,
            opened_on: Some(day(opened)),
            closed_on: closed.map(day),
            ..Cycle::with_id(id)
        });
        self.engagement.cycles.last_mut().expect("a cycle")
    }

    fn used(&mut self, on: &str, time: i64, kind: UsageKind, work: Option<RowId>) {
        let id = self.ids.row();
        let cycle = self.engagement.cycles.last_mut().expect("a cycle");
        cycle.usage.push(Usage { on: Some(day(on)), time: Some(minutes(time)), kind, work, ..Usage::with_id(id) });
    }

    fn asked(&mut self, asked: &str, answered: &str, billed: i64) {
        let id = self.ids.row();
        let cycle = self.engagement.cycles.last_mut().expect("a cycle");
        cycle.questions.push(Question {
            asked_at: Some(at(asked)),
            answered_at: Some(at(answered)),
            billed: (billed > 0).then(|| minutes(billed)),
            ..Question::with_id(id)
        });
    }

    fn delivered(&mut self, on: &str, revisions: &[(&str, RevisionCause)]) {
        let id = self.ids.row();
        let rows: Vec<_> = revisions
            .iter()
            .map(|(asked, cause)| Revision {
                deliverable: Some(id),
                asked_on: Some(day(asked)),
                cause: *cause,
                ..Revision::with_id(self.ids.row())
            })
            .collect();
        let cycle = self.engagement.cycles.last_mut().expect("a cycle");
        cycle.deliverables.push(Deliverable { delivered_on: Some(day(on)), ..Deliverable::with_id(id) });
        cycle.revisions.extend(rows);
    }

    /// November, December and January, as reckoned in the tests below.
    fn three_cycles() -> Self {
        let mut scene = Self::new();
        let tasks: Vec<RowId> = scene.engagement.clarify.tasks.iter().map(|task| task.id).collect();
        let criteria: Vec<RowId> = scene.engagement.clarify.criteria.iter().map(|row| row.id).collect();
        let works: Vec<Work> = [("11月分の請求書", 300), ("11月分の経費", 240)]
            .into_iter()
            .zip(tasks)
            .map(|((name, agreed), task)| Work {
                name: name.into(),
                agreed: Some(minutes(agreed)),
                task: Some(task),
                ..Work::with_id(scene.ids.row())
            })
            .collect();
        let [invoices, expenses] = [works[0].id, works[1].id];
        let met = CriterionResult { met: Finding::Met, ..CriterionResult::default() };
        let missed = CriterionResult { met: Finding::NotMet, ..CriterionResult::default() };

        let cycle = scene.cycle("2026-11-01", Some("2026-11-30"));
        cycle.works = works;
        cycle.review.results = [(criteria[0], met.clone()), (criteria[1], missed)].into();
        scene.used("2026-11-05", 180, UsageKind::Weekday, Some(invoices));
        scene.used("2026-11-12", 210, UsageKind::Weekday, Some(expenses));
        scene.used("2026-11-21", 60, UsageKind::Weekend, None);
        scene.asked("2026-11-09 10:00", "2026-11-09 13:00", 0);
        scene.delivered("2026-11-16", &[("2026-11-17", RevisionCause::Request)]);
        scene.delivered("2026-11-25", &[]);

        scene.cycle("2026-11-30", Some("2026-12-31")).review.invoiced = Some(yen(54_000));
        scene.used("2026-12-03", 300, UsageKind::Weekday, None);
        scene.used("2026-12-10", 360, UsageKind::Weekday, None);
        scene.asked("2026-12-14 15:00", "2026-12-15 11:00", 90);
        scene.asked("2026-12-21 10:00", "2026-12-21 11:00", 20);
        scene.delivered("2026-12-11", &[("2026-12-14", RevisionCause::Mistake)]);
        scene
            .delivered("2026-12-18", &[("2026-12-21", RevisionCause::Request), ("2026-12-24", RevisionCause::Mistake)]);
        let id = scene.ids.row();
        scene.engagement.cycles[1].stalls.push(Stall {
            since: Some(day("2026-12-28")),
            solved_on: None,
            ..Stall::with_id(id)
        });

        let cycle = scene.cycle("2026-12-31", None);
        cycle.review.used = Some(minutes(390));
        cycle.review.results = criteria.iter().map(|id| (*id, met.clone())).collect();
        scene.used("2027-01-06", 240, UsageKind::Weekday, None);
        scene.used("2027-01-14", 135, UsageKind::Weekday, None);
        scene.asked("2027-01-08 16:00", "2027-01-12 10:00", 0);
        scene.delivered("2027-01-20", &[]);
        scene
    }

    fn reports(&self) -> Vec<Report> {
        reports(&self.engagement, &Settings::default(), day("2027-01-29"))
    }
}

#[test]
fn each_month_of_three_is_as_reckoned_by_hand() {
    let told = Scene::three_cycles().reports();
    let account = |index: usize| told[index].account.expect("priced");
    // November: 3 h + 3 h 30 min on weekdays, 1 h on a Saturday at ×1.5: 480 counted of 600, so 120
    // minutes go over. 48,000; with 10 % tax 52,800.
    let november = Account {
        counted: minutes(480),
        included: minutes(600),
        carried_out: minutes(120),
        fee: yen(48_000),
        planned: Some(yen(48_000)),
        with_tax: yen(52_800),
        ..Account::default()
    };
    assert_eq!(account(0), november);
    // December: 11 h of work and 110 min of billed waiting are 770 of 600 + 120; 50 beyond are 60 by the
    // step: 60 × 5,400 ÷ 60 = 5,400. 53,400; with tax 58,740.
    let december = Account {
        counted: minutes(770),
        included: minutes(600),
        carried_in: minutes(120),
        overage: minutes(60),
        fee: yen(48_000),
        overage_charge: yen(5_400),
        planned: Some(yen(48_000)),
        with_tax: yen(58_740),
        ..Account::default()
    };
    assert_eq!(account(1), december);
    // January: the company reports 6 h 30 min, 15 more than were entered. 210 go over.
    let january = Account {
        counted: minutes(390),
        included: minutes(600),
        carried_out: minutes(210),
        fee: yen(48_000),
        planned: Some(yen(48_000)),
        with_tax: yen(52_800),
        ..Account::default()
    };
    assert_eq!(account(2), january);
    assert_eq!(told.iter().map(|report| report.used().get()).collect::<Vec<_>>(), [450, 770, 390]);
    assert_eq!(told[2].reported, Some((minutes(390), minutes(375))));
    assert_eq!(told.iter().map(Report::actual).collect::<Vec<_>>(), [48_000, 54_000, 48_000].map(|sum| Some(yen(sum))));
    assert_eq!(told.iter().map(Report::difference).collect::<Vec<_>>(), [None, Some(600), None]);
}

#[test]
fn periods_follow_each_other_over_the_year_end() {
    let periods: Vec<_> = Scene::three_cycles().reports().iter().map(|report| report.period).collect();
    let expected = [("2026-11-01", "2026-11-30"), ("2026-12-01", "2026-12-31"), ("2027-01-01", "2027-01-29")];
    assert_eq!(periods, expected.map(|(from, to)| (day(from), day(to))));
}

#[test]
fn waiting_is_priced_within_and_beyond_and_timed_in_business_hours() {
    let told = Scene::three_cycles().reports();
    // After 660 minutes of work 60 of 720 are left. Of 110 billed, 60 are within: 48,000 × 60 ÷ 600 =
    // 4,800; 50 beyond: 5,400 × 50 ÷ 60 = 4,500, by the minute.
    let cost = told[1].waiting_cost.expect("priced");
    assert_eq!((cost.minutes_within.get(), cost.minutes_beyond.get()), (60, 50));
    assert_eq!((cost.within.get(), cost.beyond.get()), (4_800, 4_500));
    assert_eq!(told[0].waiting_cost, None);
    // November 9, 10 to 13: 180. December 14, 15 to 18, and 15, 9 to 11: 300; December 21: 60; in the
    // middle 180. January 8, 16 to 18, and 12, 9 to 10: 180, since January 11 is 成人の日.
    let times: Vec<_> =
        told.iter().map(|report| (report.answers.elapsed.get(), report.answers.median.map(Minutes::get))).collect();
    assert_eq!(times, [(180, Some(180)), (360, Some(180)), (180, Some(180))]);
}

#[test]
fn time_by_work_and_by_task_stands_against_what_was_agreed() {
    let told = Scene::three_cycles().reports();
    let spent = |name: &str, agreed: Option<i64>, used: i64| Spent {
        name: name.to_owned(),
        agreed: agreed.map(minutes),
        used: minutes(used),
    };
    assert_eq!(
        told[0].works,
        [spent("11月分の請求書", Some(300), 180), spent("11月分の経費", Some(240), 210), spent("", None, 60)]
    );
    assert_eq!(told[0].tasks, [spent("請求書の発行", Some(300), 180), spent("経費精算の確認", Some(240), 210)]);
    assert_eq!(told[1].works, [spent("", None, 660)]);
}

#[test]
fn revisions_are_told_by_delivery_with_their_causes() {
    let told = Scene::three_cycles().reports();
    // 1 of 2, 3 of 2, none of 1.
    assert_eq!(told.iter().map(Report::revisions).collect::<Vec<_>>(), [Some(50), Some(150), Some(0)]);
    let causes = [(RevisionCause::Request, 1), (RevisionCause::Mistake, 2)];
    assert_eq!(told[1].tally.causes, causes.into());
    assert_eq!(super::ratio(1, 3), Some(33));
    assert_eq!(super::ratio(2, 3), Some(67));
    assert_eq!(super::ratio(0, 0), None);
}

#[test]
fn criteria_and_stalls_are_counted() {
    let told = Scene::three_cycles().reports();
    let criteria = |index: usize| {
        let reached = told[index].criteria;
        (reached.met, reached.looked, reached.all)
    };
    assert_eq!([criteria(0), criteria(1), criteria(2)], [(1, 2, 2), (0, 0, 2), (2, 2, 2)]);
    // From Monday, December 28 to the end of the period: Tuesday to Thursday.
    let stalls = told[1].stalls;
    assert_eq!((stalls.count, stalls.open, stalls.days.count), (1, 1, 3));
}

#[test]
fn the_whole_sums_all_cycles() {
    let told = whole(&Scene::three_cycles().reports());
    // 450 + 770 + 390 minutes; 48,000 + 54,000 + 48,000; 4 rounds of 5 deliveries: 0.8.
    assert_eq!((told.cycles, told.months, told.used.get()), (3, 3, 1_610));
    assert_eq!((told.actual, told.planned), (Some(yen(150_000)), Some(yen(144_000))));
    assert_eq!((told.delivered, told.rounds, told.revisions), (5, 4, Some(80)));
    assert_eq!(told.period, Some((day("2026-11-01"), day("2027-01-29"))));
}

#[test]
fn without_a_plan_time_is_told_and_no_price() {
    let mut scene = Scene::three_cycles();
    scene.engagement.contract.quote = None;
    let told = scene.reports();
    assert_eq!(told[0].account, Err(NoPrice::NoQuote));
    assert_eq!((told[0].used().get(), told[0].actual(), told[0].difference()), (450, None, None));
    // A bill is what it is; all together have no price, since two have none.
    assert_eq!((told[1].actual(), whole(&told).actual), (Some(yen(54_000)), None));
    let none = report(&scene.engagement, RowId::default(), &Settings::default(), day("2027-01-29"));
    assert_eq!(none, None);
    assert_eq!(whole(&[]).period, None);
}

#[test]
fn a_closed_engagement_does_not_run_on() {
    use crate::domain::history::Entry;
    use crate::domain::{Status, stage::Stage};
    let mut scene = Scene::three_cycles();
    scene.engagement.status = Status::Done;
    scene.engagement.history.push(Entry {
        at: chrono::DateTime::parse_from_rfc3339("2027-01-29T10:00:00+09:00").ok(),
        from: Stage::Review,
        to: Stage::Review,
        status: Some(Status::Done),
        ..Entry::default()
    });
    let later = reports(&scene.engagement, &Settings::default(), day("2027-06-30"));
    assert_eq!(later, scene.reports());
}
