//! A scene of three companies, worked by hand, and laws that hold for any.

mod curves;
mod laws;
mod ranking;
mod scene;

use super::*;
use crate::domain::cost::{Fit, MissingTerm, PlanTerms, cost};
use crate::domain::scalar::{Months, Rating, Weight};
use crate::domain::stage::clarify::{Answer, Brief, Task};
use crate::domain::stage::quote::{Difference, Quote, WeekendRule};
use crate::domain::stage::select::{Candidate, Score, SelectionCriterion};
use crate::domain::stage::trial::{Trial, TrialTask, Verdict};
use uuid::Uuid;

fn yen(amount: i64) -> Yen {
    Yen::try_from(amount).unwrap()
}
fn hours(amount: i64) -> Minutes {
    Minutes::hours(amount)
}
fn minutes(amount: i64) -> Minutes {
    Minutes::try_from(amount).unwrap()
}
fn months(amount: i64) -> Months {
    Months::try_from(amount).unwrap()
}
fn percent(amount: i64) -> Percent {
    Percent::try_from(amount).unwrap()
}
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
fn row_id(number: u128) -> RowId {
    RowId(Uuid::from_u128(number))
}
fn today() -> NaiveDate {
    day("2026-07-01")
}

const FIT: u128 = 1;
const COST: u128 = 2;

/// A quote of `fee` yen for `included` hours and `rate` yen an hour beyond, by the minute.
fn quote(id: u128, plan: &str, fee: i64, included: i64, rate: i64) -> Quote {
    Quote {
        id: row_id(id),
        plan: plan.to_owned(),
        version: 1,
        brief: 1,
        fee: Some(yen(fee)),
        included: (included > 0).then(|| hours(included)),
        overage_rate: Some(yen(rate)),
        ..Quote::default()
    }
}

/// A company with its scores on fit and cost.
fn company(id: u128, name: &str, scores: [i64; 2], quotes: Vec<Quote>) -> Candidate {
    let scored = [FIT, COST].into_iter().zip(scores).filter(|(_, score)| *score > 0);
    let scores = scored
        .map(|(criterion, score)| {
            (row_id(criterion), Score { value: Some(Rating::try_from(score).unwrap()), ..Score::default() })
        })
        .collect();
    Candidate { id: row_id(id), name: name.to_owned(), scores, quotes, ..Candidate::default() }
}

fn criterion(id: u128, name: &str, weight: i64) -> SelectionCriterion {
    SelectionCriterion { id: row_id(id), name: name.to_owned(), weight: Weight::try_from(weight).unwrap() }
}

/// An engagement of so many hours a month with these companies, fit counting 60 and cost 40.
fn engagement(monthly: i64, candidates: Vec<Candidate>) -> Engagement {
    let mut engagement = Engagement {
        selection: vec![criterion(FIT, "業務との相性", 60), criterion(COST, "費用", 40)],
        candidates,
        ..Engagement::default()
    };
    engagement.clarify.tasks = vec![Task { id: row_id(900), hours: Some(hours(monthly)), ..Task::default() }];
    engagement.briefs = vec![Brief { id: row_id(901), version: 1, ..Brief::default() }];
    engagement
}

/// 20 hours a month, 4 of them on weekends, at most 60,000 yen a month:
/// みなも 25,000 for 10 h and no weekends; しののめ 75,000 for 25 h, weekends ×1.25, set-up 10,000, three
/// months at least; あさひ 3,000 an hour, weekends ×1.5.
fn three() -> Engagement {
    let minamo = Quote { weekend: WeekendRule::Closed, ..quote(11, "ライト10", 25_000, 10, 3_000) };
    let shinonome = Quote {
        weekend: WeekendRule::Open,
        weekend_factor: Some(percent(125)),
        overage_step: Some(minutes(30)),
        setup_fee: Some(yen(10_000)),
        minimum_months: Some(months(3)),
        ..quote(21, "スタンダード25", 75_000, 25, 3_300)
    };
    let asahi = Quote {
        weekend: WeekendRule::Open,
        weekend_factor: Some(percent(150)),
        overage_step: Some(minutes(15)),
        ..quote(31, "時間制", 0, 0, 3_000)
    };
    let mut engagement = engagement(
        20,
        vec![
            company(10, "みなも秘書", [3, 5], vec![minamo]),
            company(20, "しののめ", [5, 3], vec![shinonome]),
            company(30, "あさひ", [4, 4], vec![asahi]),
        ],
    );
    engagement.clarify.budget = Some(yen(60_000));
    engagement.irregular.weekend = Answer::Yes;
    engagement.irregular.weekend_hours = Some(hours(4));
    engagement
}

fn compared(engagement: &Engagement) -> Table {
    compare(engagement, &Settings::default(), today())
}

fn key(candidate: u128, quote: u128) -> OfferKey {
    OfferKey { candidate: row_id(candidate), quote: (quote > 0).then(|| row_id(quote)) }
}

/// A trial that took `actual` hours where `planned` were thought, to be reviewed.
fn rework(engagement: &mut Engagement, planned: i64, actual: i64) {
    engagement.trials.push(Trial {
        id: row_id(950),
        brief: 1,
        verdict: Verdict::Rework,
        tasks: vec![TrialTask {
            id: row_id(951),
            planned: Some(hours(planned)),
            actual: Some(hours(actual)),
            ..TrialTask::default()
        }],
        ..Trial::default()
    });
}

fn terms(quote: &Quote) -> PlanTerms {
    PlanTerms::from_quote(quote, percent(10)).unwrap()
}

/// Conditions of so many months at so many hours, no weekend work.
fn plain(months: usize, usual: Minutes) -> Conditions {
    Conditions {
        months,
        usual: MonthUse { weekday: usual, ..MonthUse::default() },
        range: None,
        hours_from: HoursFrom::Brief,
        weekend_needed: false,
    }
}
