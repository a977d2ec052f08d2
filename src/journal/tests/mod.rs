//! The journal against a store that fails, loses and changes things.

mod basics;
mod damage;
mod faults;
mod limits;
mod properties;
mod refusal;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::*;

/// One step of a workload.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// An action on the chunk with this number.
    Act(u32),
    Checkpoint,
    /// Close and open again.
    Reopen,
}
use Step::{Act, Checkpoint, Reopen};

/// A stand-in for the board: each chunk is the list of the actions on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board(pub BTreeMap<String, Vec<u64>>);

impl Board {
    /// The board after the first `count` of `actions`.
    pub fn after(actions: &[u32], count: usize) -> Self {
        let mut board = Self::default();
        for (number, chunk) in actions.iter().take(count).enumerate() {
            board.apply(&payload(*chunk, number as u64));
        }
        board
    }

    pub fn apply(&mut self, payload: &str) {
        let (chunk, number): (u32, u64) = serde_json::from_str(payload).unwrap();
        self.0.entry(format!("e/{chunk}")).or_default().push(number);
    }

    pub fn chunks(&self) -> Chunks {
        let texts = self.0.iter();
        texts.map(|(name, list)| (name.clone(), Arc::from(format!("依頼{list:?}")))).collect()
    }

    pub fn recovered(chunks: &Chunks, records: &[RawRecord]) -> Self {
        let parse = |text: &str| serde_json::from_str(text.strip_prefix("依頼").unwrap()).unwrap();
        let lists = chunks.iter().map(|(name, text)| (name.clone(), parse(text)));
        let mut board = Self(lists.collect());
        for record in records {
            board.apply(&record.payload);
        }
        board
    }
}

pub fn payload(chunk: u32, number: u64) -> String {
    format!("[{chunk},{number}]")
}

/// A journal in use, with the board it should hold.
pub struct Session {
    pub journal: Journal<MemoryStore>,
    pub board: Board,
    /// Every action tried that is on the board, acknowledged or not.
    pub actions: Vec<u32>,
}

/// A session that stopped: the store as a restart finds it.
pub struct Stopped {
    pub store: MemoryStore,
    pub actions: Vec<u32>,
    pub acknowledged: usize,
}

impl Session {
    pub fn open(store: MemoryStore) -> Self {
        let opened = Journal::open(store).unwrap();
        let board = Board::recovered(&opened.chunks, &opened.records);
        Self { journal: opened.journal, board, actions: Vec::new() }
    }

    pub fn act(&mut self, chunk: u32) -> Result<Ack, WriteError> {
        let text = payload(chunk, self.actions.len() as u64);
        let ack = self.journal.append(&text)?;
        self.actions.push(chunk);
        self.board.apply(&text);
        Ok(ack)
    }

    pub fn checkpoint(&mut self) -> Result<CheckpointReport, WriteError> {
        self.journal.checkpoint(&self.board.chunks())
    }

    pub fn run(steps: &[Step]) -> Self {
        let mut session = Self::open(MemoryStore::new());
        for step in steps {
            match step {
                Act(chunk) => drop(session.act(*chunk).unwrap()),
                Checkpoint => drop(session.checkpoint().unwrap()),
                Reopen => {
                    let actions = std::mem::take(&mut session.actions);
                    session = Self::open(session.journal.into_store());
                    assert_eq!(session.board, Board::after(&actions, actions.len()));
                    session.actions = actions;
                }
            }
        }
        session
    }

    /// Runs until the first failure; `reopen` steps are left out, since the faults lie in the
    /// store of the first opening.
    pub fn run_until_failure(store: MemoryStore, steps: &[Step]) -> Stopped {
        let mut session = Self::open(store);
        let mut acknowledged = 0;
        for step in steps {
            let failed = match step {
                Act(chunk) => match session.act(*chunk) {
                    Ok(_) => {
                        acknowledged += 1;
                        false
                    }
                    Err(_) => {
                        session.actions.push(*chunk);
                        true
                    }
                },
                Checkpoint => session.checkpoint().is_err(),
                Reopen => false,
            };
            if failed {
                break;
            }
        }
        let mut store = session.journal.into_store();
        store.revive();
        Stopped { store, actions: session.actions, acknowledged }
    }
}

/// The workloads that faults are tried on.
pub fn workloads() -> Vec<(&'static str, Vec<Step>)> {
    let acts = |range: std::ops::Range<u32>| range.map(|n| Act(n % 5)).collect::<Vec<_>>();
    let rounds = |rounds: u32, each: u32| -> Vec<Step> {
        let round = |r: u32| (0..each).map(move |n| Act((r * each + n) % 7)).chain([Checkpoint]);
        (0..rounds).flat_map(round).collect()
    };
    vec![
        ("one action", vec![Act(1)]),
        ("a few actions", acts(0..6)),
        ("an empty checkpoint", vec![Checkpoint]),
        ("a checkpoint after one action", vec![Act(1), Checkpoint]),
        ("actions on both sides of a checkpoint", vec![Act(1), Act(2), Checkpoint, Act(1), Act(3)]),
        ("checkpoints without change", vec![Act(1), Checkpoint, Checkpoint, Checkpoint, Checkpoint]),
        ("one chunk over many generations", [Act(4), Checkpoint].repeat(6)),
        ("generations that supersede", rounds(6, 3)),
        ("generations and an open end", [rounds(5, 2), acts(0..4)].concat()),
        ("a checkpoint at the end of many", [acts(0..12), vec![Checkpoint]].concat()),
        ("reopened in between", [rounds(2, 2), vec![Reopen], acts(0..3), vec![Reopen], rounds(4, 1)].concat()),
        ("reopened at each step", [Act(1), Reopen, Checkpoint, Reopen, Act(2), Reopen].repeat(4)),
    ]
}

/// Every text that was in `before` is still in the store or in quarantine.
pub fn assert_nothing_gone(before: &MemoryStore, journal: &Journal<MemoryStore>, what: &str) {
    let kept: BTreeSet<String> = journal.quarantine().unwrap().into_iter().map(|e| e.text).collect();
    for (key, text) in before.values() {
        let there = journal.store().values().get(key) == Some(text);
        assert!(there || kept.contains(text), "{what}: {key} is gone");
    }
}

/// How many of `actions` a recovered board holds; fails where it is not a prefix.
pub fn prefix_of(board: &Board, actions: &[u32], what: &str) -> usize {
    let count = board.0.values().map(Vec::len).sum();
    assert_eq!(*board, Board::after(actions, count), "{what}: not a prefix");
    count
}

/// Opens twice and after a checkpoint: all three give the same board.
pub fn recover(store: MemoryStore, what: &str) -> (Board, Report, Journal<MemoryStore>) {
    let first = Journal::open(store).unwrap();
    let board = Board::recovered(&first.chunks, &first.records);
    let again = Journal::open(first.journal.store().clone()).unwrap();
    assert_eq!(first.chunks, again.chunks, "{what}: second start differs");
    assert_eq!(first.records, again.records, "{what}: second start differs");
    assert!(again.report.set_aside.is_empty(), "{what}: set aside twice");

    let mut going_on = again.journal;
    going_on.append(&payload(99, 0)).unwrap();
    let mut further = board.clone();
    further.apply(&payload(99, 0));
    let opened = Journal::open(going_on.into_store()).unwrap();
    let after = Board::recovered(&opened.chunks, &opened.records);
    assert_eq!(after, further, "{what}: an action after recovery is lost");
    let mut going_on = opened.journal;
    going_on.checkpoint(&further.chunks()).unwrap();
    let opened = Journal::open(going_on.into_store()).unwrap();
    assert!(!opened.report.needs_checkpoint, "{what}: {:?}", opened.report);
    let after = Board::recovered(&opened.chunks, &opened.records);
    assert_eq!(after, further, "{what}: a checkpoint after recovery is lost");
    (board, first.report, first.journal)
}
