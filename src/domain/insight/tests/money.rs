use super::*;
use crate::domain::ids::Row;
use crate::domain::scalar::{Minutes, Yen};
use crate::domain::stage::clarify::{Frequency, Task};
use crate::domain::stage::cycle::{Cycle, Question, Usage};
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Candidate;

fn yen(amount: i64) -> Option<Yen> {
    Yen::try_from(amount).ok()
}

fn minutes(minutes: i64) -> Option<Minutes> {
    Minutes::try_from(minutes).ok()
}

fn question(ids: &mut IdSource, asked: &str, answered: &str, billed: i64) -> Question {
    Question {
        text: format!("質問 {asked}"),
        asked_at: asked.parse().ok(),
        answered_at: answered.parse().ok(),
        billed: minutes(billed),
        ..Question::with_id(ids.row())
    }
}

/// 25,000円 for 10 hours, 3,000円 an hour beyond; 10 hours a month expected; 30,000円 budget. From May 1:
/// 11 hours in May; 9.5 hours in June and an hour of billed waiting.
fn running(ids: &mut IdSource) -> Engagement {
    let quote =
        Quote { fee: yen(25_000), included: minutes(600), overage_rate: yen(3_000), ..Quote::with_id(ids.row()) };
    let usage = |ids: &mut IdSource, on: &str, time| Usage { on: on.parse().ok(), time, ..Usage::with_id(ids.row()) };
    let cycle = Cycle {
        opened_on: day("2026-05-01").into(),
        usage: vec![usage(ids, "2026-05-10", minutes(660)), usage(ids, "2026-06-10", minutes(570))],
        questions: vec![question(ids, "2026-06-05T17:00:00", "2026-06-08T10:00:00", 60)],
        ..Cycle::with_id(ids.row())
    };
    let mut made = Engagement { stage: Stage::Start, ..engagement(1, "2026-05-01") };
    let task = Task { hours: minutes(600), frequency: Frequency::Monthly, ..Task::with_id(ids.row()) };
    made.clarify.tasks = vec![task];
    made.clarify.budget = yen(30_000);
    made.contract.quote = Some(quote.id);
    made.contract.starts_on = day("2026-05-01").into();
    made.candidates = vec![Candidate { quotes: vec![quote], ..Candidate::with_id(ids.row()) }];
    made.cycles = vec![cycle];
    made
}

/// April alone, billed with 40,000円 and without a quote.
fn billed(ids: &mut IdSource) -> Engagement {
    let mut cycle =
        Cycle { opened_on: day("2026-04-01").into(), closed_on: day("2026-04-30").into(), ..Cycle::with_id(ids.row()) };
    cycle.review.invoiced = yen(40_000);
    Engagement { cycles: vec![cycle], ..engagement(2, "2026-04-01") }
}

#[test]
fn the_months_of_all_contracts_add_up() {
    let mut ids = ids();
    let board = board([running(&mut ids), billed(&mut ids), engagement(3, "2026-01-01")]);
    let spend = spend(&board, whole("2026-07-01"));
    assert_eq!(spend.span, Span::Month);
    let told: Vec<_> = spend
        .spans
        .iter()
        .map(|one| {
            let amounts = [one.planned, one.actual, one.overage, one.waiting].map(Yen::get);
            (one.first.to_string(), one.engagements, amounts, one.budget.map(Yen::get))
        })
        .collect();
    let expected = [
        ("2026-04-01".to_owned(), 1, [0, 40_000, 0, 0], None),
        // One hour beyond: 25,000 + 3,000.
        ("2026-05-01".to_owned(), 1, [25_000, 28_000, 3_000, 0], Some(30_000)),
        // 9.5 + 1 hours, half of one beyond: 25,000 + 1,500. Of the waiting, half an hour is within the included
        // time, 25,000 ÷ 20 = 1,250, and half beyond, 1,500.
        ("2026-06-01".to_owned(), 1, [25_000, 26_500, 1_500, 2_750], Some(30_000)),
        ("2026-07-01".to_owned(), 1, [25_000, 25_000, 0, 0], Some(30_000)),
    ];
    assert_eq!(told, expected);
    let parts = |index: usize| {
        let (waiting, overage, rest) = spend.spans[index].parts();
        [waiting, overage, rest].map(Yen::get)
    };
    assert_eq!(parts(1), [0, 3_000, 25_000]);
    // All of the overage in June is waiting.
    assert_eq!(parts(2), [2_750, 0, 23_750]);
    assert_eq!(parts(0), [0, 0, 40_000]);
    assert_eq!(
        spend.spans.iter().map(|one| (one.unplanned, one.unpriced)).collect::<Vec<_>>(),
        [(1, 0), (0, 0), (0, 0), (0, 0)]
    );
}

#[test]
fn what_has_ended_costs_nothing_more_and_the_window_cuts_at_months() {
    let mut ids = ids();
    let closed = given(running(&mut ids), "2026-05-20", Status::Done);
    let firsts =
        |board: &Board, window| spend(board, window).spans.iter().map(|one| one.first.to_string()).collect::<Vec<_>>();
    assert_eq!(firsts(&board([closed]), whole("2026-07-01")), ["2026-05-01"]);
    let window = Window::new(Some(1), day("2026-07-15"));
    assert_eq!(firsts(&board([running(&mut ids)]), window), ["2026-06-01", "2026-07-01"]);
    assert!(spend(&Board::default(), whole("2026-07-01")).spans.is_empty());
}

#[test]
fn answers_are_timed_in_business_hours_by_the_month_in_which_they_were_given() {
    let mut ids = ids();
    let mut made = running(&mut ids);
    made.cycles[0].questions.extend([
        question(&mut ids, "2026-06-10T09:00:00", "2026-06-10T12:00:00", 0),
        question(&mut ids, "2026-07-01T09:00:00", "2026-07-01T09:30:00", 15),
        // Answered before it was asked: it counts, but has no time.
        question(&mut ids, "2026-06-12T09:00:00", "2026-06-11T09:00:00", 0),
        question(&mut ids, "2026-06-29T09:00:00", "", 0),
        Question { blocking: true, ..question(&mut ids, "", "", 0) },
    ]);
    let answers = answers(&board([made]), whole("2026-07-01"));
    // Fri 17 to 18 and Mon 9 to 10: 120 minutes; 180; 30.
    let june = AnswerSpan { first: day("2026-06-01"), times: figures(2, 1_500, 180, 180), billed: Minutes::hours(1) };
    let july = AnswerSpan { first: day("2026-07-01"), times: figures(1, 300, 30, 30), billed: Minutes::saturating(15) };
    assert_eq!(answers.spans, [june, july]);
    assert_eq!((answers.times, answers.billed), (figures(3, 1_200, 180, 180), Minutes::saturating(75)));
    let open: Vec<_> = answers.open.iter().map(|one| (one.blocking, one.waited)).collect();
    assert_eq!(open, [(true, None), (false, Some(2))]);
}
