//! What holds of every start, whatever happened before it.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// Cases of one part of the matrix, by what was done.
pub struct Cases {
    part: &'static str,
    counts: BTreeMap<&'static str, usize>,
}

static IN_ALL: AtomicUsize = AtomicUsize::new(0);

impl Cases {
    pub fn of(part: &'static str) -> Self {
        Self { part, counts: BTreeMap::new() }
    }

    pub fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub fn add(&mut self, what: &'static str, count: usize) {
        *self.counts.entry(what).or_default() += count;
    }

    /// Prints the numbers, and fails where there are fewer than `least`: the matrix must not shrink
    /// unseen.
    pub fn close(self, least: usize) {
        let total: usize = self.counts.values().sum();
        let in_all = IN_ALL.fetch_add(total, Ordering::Relaxed) + total;
        let parts: Vec<_> = self.counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
        println!("{}: {}", self.part, parts.join(", "));
        println!("{}: {total} cases, with the parts before it {in_all}", self.part);
        assert!(total >= least, "{}: only {total} of at least {least} cases", self.part);
    }
}

/// Every text that was in `before` is still in the store or in quarantine.
pub fn assert_nothing_gone<S: KeyValue>(before: &MemoryStore, journal: &Journal<S>, what: &str) {
    let kept: BTreeSet<String> = journal.quarantine().unwrap().into_iter().map(|e| e.text).collect();
    for (key, text) in before.values() {
        let there = journal.store().get(key).unwrap().as_ref() == Some(text);
        assert!(there || kept.contains(text), "{what}: {key} is gone");
    }
}

/// No text is in quarantine twice.
pub fn assert_kept_once<S: KeyValue>(journal: &Journal<S>, what: &str) {
    let entries = journal.quarantine().unwrap();
    let distinct: BTreeSet<_> = entries.iter().map(|entry| (&entry.origin, &entry.text)).collect();
    assert_eq!(distinct.len(), entries.len(), "{what}: set aside twice: {entries:?}");
}

/// How many of `actions` a recovered board holds; fails where it is not a prefix.
pub fn prefix_of(board: &Board, actions: &[u32], what: &str) -> usize {
    let count = board.0.values().map(Vec::len).sum();
    assert_eq!(*board, Board::after(actions, count), "{what}: not a prefix");
    count
}

/// Opens twice, after an action and after a checkpoint: all give the same board.
pub fn recover(store: MemoryStore, what: &str) -> (Board, Report, Journal<MemoryStore>) {
    let (board, report, journal) = open(Journal::open(store).unwrap());
    let (same, again, going_on) = open(Journal::open(journal.store().clone()).unwrap());
    assert_eq!(same, board, "{what}: second start differs");
    assert!(again.set_aside.is_empty(), "{what}: set aside twice");
    assert_eq!(going_on.quarantine().unwrap(), journal.quarantine().unwrap(), "{what}: set aside twice");
    assert_kept_once(&journal, what);

    let mut going_on = going_on;
    going_on.append(&payload(99, 0)).unwrap();
    let mut further = board.clone();
    further.apply(&payload(99, 0));
    let (after, _, mut going_on) = open(Journal::open(going_on.into_store()).unwrap());
    assert_eq!(after, further, "{what}: an action after recovery is lost");
    going_on.checkpoint(&further.chunks()).unwrap();
    let (after, last, _) = open(Journal::open(going_on.into_store()).unwrap());
    assert!(!last.needs_checkpoint, "{what}: {last:?}");
    assert_eq!(after, further, "{what}: a checkpoint after recovery is lost");
    (board, report, journal)
}
