//! The records in a store, and the ways through them.

use crate::domain::sort;
use std::collections::{BTreeSet, HashMap};

use super::record::Sealed;

/// A place in the chain: after the record with this sequence and seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub sequence: u64,
    pub seal: u32,
}

impl Point {
    /// Before the first record ever: an empty state.
    pub(super) const START: Self = Self { sequence: 0, seal: 0 };

    /// After this record.
    pub(super) fn of(record: &Sealed) -> Self {
        Self { sequence: record.sequence, seal: record.seal }
    }
}

/// A record whose seal fits and that lies under its own key.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub key: String,
    pub sealed: Sealed,
}

/// All sound records of a store.
#[derive(Debug, Default)]
pub(super) struct Chain {
    records: Vec<Record>,
    by_link: HashMap<u32, Vec<usize>>,
    by_seal: HashMap<u32, Vec<usize>>,
    /// For each record the highest generation and sequence that some way on from it leads to.
    leads_to: Vec<(u64, u64)>,
}

impl Chain {
    pub(super) fn new(records: Vec<Record>) -> Self {
        let mut chain = Self { records, ..Self::default() };
        for (index, record) in chain.records.iter().enumerate() {
            chain.by_link.entry(record.sealed.link).or_default().push(index);
            chain.by_seal.entry(record.sealed.seal).or_default().push(index);
        }
        chain.leads_to =
            chain.records.iter().map(|record| (record.sealed.generation, record.sealed.sequence)).collect();
        let mut latest_first: Vec<usize> = (0..chain.records.len()).collect();
        sort::by_key(&mut latest_first, |&index| std::cmp::Reverse(chain.records[index].sealed.sequence));
        for index in latest_first {
            if let Some(next) = chain.next(chain.point(index)) {
                chain.leads_to[index] = chain.leads_to[next];
            }
        }
        chain
    }

    pub(super) fn records(&self) -> &[Record] {
        &self.records
    }

    /// The records that follow on `from`, in order.
    ///
    /// A sequence may jump: it goes on past every record that was set aside. Where two records follow
    /// on the same one, the way counts that leads to the highest generation, and in it to the highest
    /// sequence: it was written last, by someone who knew all that was acknowledged. The other one was
    /// set aside or never acknowledged.
    pub(super) fn after(&self, from: Point) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = from;
        while let Some(next) = self.next(at) {
            path.push(next);
            at = self.point(next);
        }
        path
    }

    fn next(&self, at: Point) -> Option<usize> {
        let candidates = self.by_link.get(&at.seal)?.iter().copied();
        let later = candidates.filter(|&index| self.records[index].sealed.sequence > at.sequence);
        later.max_by_key(|&index| self.leads_to[index])
    }

    /// The records that led to `to`, latest first, as far as they are still there.
    pub(super) fn before(&self, to: Point) -> Vec<usize> {
        let mut path = Vec::new();
        let (mut seal, mut limit) = (to.seal, to.sequence.saturating_add(1));
        while let Some(index) = self
            .by_seal
            .get(&seal)
            .and_then(|all| all.iter().copied().find(|&index| self.records[index].sealed.sequence < limit))
        {
            path.push(index);
            seal = self.records[index].sealed.link;
            limit = self.records[index].sealed.sequence;
        }
        path
    }

    /// All records that lead to or follow on one of `points`.
    pub(super) fn around(&self, points: impl Iterator<Item = Point>) -> BTreeSet<usize> {
        points.flat_map(|point| self.before(point).into_iter().chain(self.after(point))).collect()
    }

    pub(super) fn point(&self, index: usize) -> Point {
        Point::of(&self.records[index].sealed)
    }
}
