//! How long questions of the secretary wait for their answers, and what of that is billed.

use super::{Figures, Span, Window, works};
use crate::domain::calendar::month_of;
use crate::domain::scalar::Minutes;
use crate::domain::sort;
use crate::domain::stage::cycle::Question;
use crate::domain::{Board, EngagementId, RowId, Settings, Status};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A month, or more of them where there are many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerSpan {
    /// The first day.
    pub first: NaiveDate,
    /// The times from a question to its answer in minutes of business hours. None without an answer.
    pub times: Option<Figures>,
    /// 計上された待機時間
    pub billed: Minutes,
}

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The engagement.
    pub id: EngagementId,
    /// The question.
    pub question: RowId,
    /// 案件名
    pub title: String,
    /// What was asked.
    pub text: String,
    /// When, where that was entered.
    pub asked_on: Option<NaiveDate>,
    /// For how many business days it has waited.
    pub waited: Option<i64>,
    /// Whether the work cannot go on without the answer.
    pub blocking: bool,
}

/// The answers over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// How long each column is.
    pub span: Span,
    /// From the first with an answer to the last, without a gap.
    pub spans: Vec<AnswerSpan>,
    /// Over all of them.
    pub times: Option<Figures>,
    /// 計上された待機時間 of all of them.
    pub billed: Minutes,
    /// What is still owed: what blocks first, then the longest waiting.
    pub open: Vec<OpenQuestion>,
}

/// The answers of the window, by the month in which they were given, and what is open today.
pub fn answers(board: &Board, window: Window) -> Answers {
    let mut given: Vec<(NaiveDate, Option<i64>, Minutes)> = Vec::new();
    for engagement in works(board) {
        for question in engagement.cycles.iter().flat_map(|cycle| &cycle.questions) {
            let day = question.answered_at.map(|at| at.date()).filter(|day| window.holds(*day));
            given.extend(day.map(|day| (day, waited(question, &board.settings), question.billed.unwrap_or_default())));
        }
    }
    let days = || given.iter().map(|(day, ..)| month_of(*day));
    let ends = days().min().zip(days().max());
    let span = ends.map_or(Span::Month, |(first, last)| Span::between(first, last));
    let mut sums: BTreeMap<NaiveDate, (Vec<i64>, Minutes)> = BTreeMap::new();
    for (day, minutes, billed) in &given {
        let (times, sum) = sums.entry(span.of(*day)).or_default();
        times.extend(*minutes);
        *sum += *billed;
    }
    let spans = ends.into_iter().flat_map(|(first, last)| span.all(first, last)).map(|first| {
        let (times, billed) = sums.remove(&first).unwrap_or_default();
        AnswerSpan { first, times: Figures::of(times), billed }
    });
    Answers {
        span,
        spans: spans.collect(),
        times: Figures::of(given.iter().filter_map(|(_, minutes, _)| *minutes).collect()),
        billed: given.iter().map(|(.., billed)| *billed).sum(),
        open: open(board, window.today),
    }
}

/// Minutes of business hours from the question to its answer, where both moments make sense.
fn waited(question: &Question, settings: &Settings) -> Option<i64> {
    let (asked, answered) = (question.asked_at?, question.answered_at?);
    (asked <= answered).then(|| settings.working_days().time(asked, answered).count)
}

fn open(board: &Board, today: NaiveDate) -> Vec<OpenQuestion> {
    let running = works(board).filter(|engagement| engagement.status == Status::Active);
    let asked = running.flat_map(|engagement| {
        let waiting = engagement.open_cycle().into_iter().flat_map(|cycle| cycle.waiting());
        waiting.map(move |question| (engagement, question))
    });
    let mut open: Vec<OpenQuestion> = asked
        .map(|(engagement, question)| {
            let asked_on = question.asked_at.map(|at| at.date());
            OpenQuestion {
                id: engagement.id,
                question: question.id,
                title: engagement.title.clone(),
                text: question.text.clone(),
                asked_on,
                waited: asked_on.map(|day| board.settings.working_days().between(day, today).count),
                blocking: question.blocking,
            }
        })
        .collect();
    sort::by_key(&mut open, |one| (!one.blocking, one.asked_on.is_none(), one.asked_on, one.id, one.question));
    open
}
