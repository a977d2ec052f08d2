//! What the core takes as the board grows: a change, a start, a file merged in, a search, the cost of a plan.
//! `make bench-core`. Boards are the samples again and again, with ids of their own.
#![allow(clippy::expect_used)]

use chrono::{DateTime, FixedOffset, NaiveDate};
use divan::{Bencher, black_box};
use irai_board::document::{Mode, export, parse, plan, preview};
use irai_board::domain::find::{Document, Query};
use irai_board::domain::ids::IdSource;
use irai_board::domain::samples::samples;
use irai_board::domain::{Action, Board, Command, Stage, apply};
use irai_board::journal::MemoryStore;
use irai_board::session::Session;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// What fits into a file and a store: these engagements are large.
const STORED_SIZES: [usize; 2] = [100, 1_000];

fn main() {
    divan::main();
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-07-01T10:00:00+09:00").expect("a time")
}

fn today() -> NaiveDate {
    now().date_naive()
}

fn command(action: Action) -> Command {
    Command { at: now(), seed: Uuid::from_u128(7), action }
}

fn board(count: usize) -> Board {
    let mut board = Board::default();
    for round in 0..count.div_ceil(3) {
        let mut source = IdSource::new(Uuid::from_u128((1 + round as u128) << 24));
        for engagement in samples(today(), now(), &mut source) {
            if board.engagements.len() < count {
                board.engagements.insert(engagement.id, Arc::new(engagement));
            }
        }
    }
    assert_eq!(board.engagements.len(), count, "the rounds share no ids");
    board
}

#[divan::bench(args = SIZES)]
fn apply_an_added_engagement(bencher: Bencher, count: usize) {
    let board = board(count);
    bencher.bench(|| {
        let action = Action::Add { title: "経理部の経費精算".to_owned(), stage: Stage::Clarify };
        apply(black_box(&board), command(action)).expect("a change")
    });
}

#[divan::bench(args = SIZES)]
fn apply_an_edit(bencher: Bencher, count: usize) {
    let board = board(count);
    let mut draft = board.engagements.values().next().map(|one| (**one).clone()).expect("an engagement");
    draft.clarify.purpose.push('。');
    let draft = Arc::new(draft);
    bencher.bench(|| {
        let action = Action::Edit { draft: Arc::clone(&draft), field: "purpose".to_owned(), contested: false };
        apply(black_box(&board), command(action)).expect("a change")
    });
}

#[divan::bench(args = STORED_SIZES, sample_count = 10)]
fn recover_a_board(bencher: Bencher, count: usize) {
    let file = export(&board(count), now());
    let import = parse(file.as_bytes()).expect("a file");
    let (mut session, _) = Session::open(MemoryStore::new()).expect("a store");
    let action = plan(session.board(), &import, Mode::Replace, &BTreeMap::new());
    session.dispatch(command(action), false).expect("a change");
    session.checkpoint_if_due();
    let store = session.into_store();
    bencher.with_inputs(|| store.clone()).bench_values(|store| Session::open(store).expect("a board"));
}

/// A file in which every tenth engagement differs is held against the board, and taken over.
#[divan::bench(args = STORED_SIZES, sample_count = 10)]
fn merge_a_file(bencher: Bencher, count: usize) {
    let board = board(count);
    let mut changed = board.clone();
    for engagement in changed.engagements.values_mut().step_by(10) {
        Arc::make_mut(engagement).clarify.purpose.push('。');
    }
    let import = parse(export(&changed, now()).as_bytes()).expect("a file");
    bencher.bench(|| {
        let shown = preview(black_box(&board), &import);
        let change = apply(&board, command(plan(&board, &import, Mode::Merge, &BTreeMap::new())));
        (shown, change.expect("a change"))
    });
}

#[divan::bench(args = STORED_SIZES, sample_count = 10)]
fn read_a_file(bencher: Bencher, count: usize) {
    let file = export(&board(count), now());
    bencher.bench(|| parse(black_box(file.as_bytes())).expect("a file"));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn search(bencher: Bencher, count: usize) {
    let documents: Vec<_> = board(count).engagements.values().map(|one| Document::of(one)).collect();
    let query = Query::parse("せいきゅう ケイリ");
    bencher.bench(|| documents.iter().filter(|document| document.matches(black_box(&query))).count());
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn make_the_search_index(bencher: Bencher, count: usize) {
    let board = board(count);
    bencher.bench(|| board.engagements.values().map(|one| Document::of(black_box(one))).collect::<Vec<_>>());
}

#[divan::bench(args = SIZES)]
fn reckon_the_dates_of_today(bencher: Bencher, count: usize) {
    use irai_board::domain::agenda::{Span, items};
    let board = board(count);
    let span = Span { from: None, to: today() };
    bencher.bench(|| {
        let all = board.engagements.values();
        all.map(|one| items(black_box(one), &board.settings, today(), span).len()).sum::<usize>()
    });
}
