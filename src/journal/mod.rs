//! The journal: every user action is one small record, and nothing that was saved is lost.
//!
//! # Model
//! A store of keys and values holds, under [`PREFIX`],
//! - **records** `r/<generation>/<sequence>`: one action each, sealed by a CRC and linked to the
//!   record before, so together they are one chain from the first action to the last;
//! - **chunks** `c/<name>/<address>`: pieces of the state, under an address made from their text,
//!   never changed once written;
//! - **manifests** `m/<generation>`: which chunks make up the state after which record;
//! - two **superblocks** `super/a` and `super/b`, written in turn: the generation in force;
//! - **days** `day/<name>`: which chunks made up the state at the beginning of a day, or before
//!   data of an earlier schema was first written anew;
//! - **quarantine** `quarantine/<number>/<origin>`: texts that cannot be used, as found;
//! - **writer** and `writer/<number>`: what the last writers have claimed, where no lock keeps others
//!   away;
//! - **ballast**: room to be freed so that the last edit before the store is full still fits.
//!
//! The journal knows nothing of what a record or a chunk says. The rule it relies on is that the
//! state of a checkpoint is the state before it with the records between applied, since it takes
//! an older checkpoint and more records for the same state.
//!
//! # Operations
//! - [`Journal::open`] takes the checkpoint that leads furthest and hands out its chunks and the
//!   records that follow. Three generations stay with all their records, so a damaged checkpoint
//!   costs nothing: an older one and more records lead to the same state.
//! - [`Journal::append`] writes one record: one key, however large the board is.
//! - [`Journal::checkpoint`] writes the chunks that have changed, then the manifest, then flips a
//!   superblock, then deletes what three generations no longer need.
//! - [`Journal::replace`] does so for a state that the records do not lead to.
//! - [`Journal::keep_day`] keeps the state of the last checkpoint on its own, for two weeks.
//! - [`Mirrored`] takes down every write, for a second store that says when it is on the disk, and
//!   [`Mirrored::join`] brings the two together at the start: what one has lost the other has.
//! - [`Journal::reject`] copies records that the caller cannot apply to quarantine.
//!
//! A store always leads to a state that some prefix of the actions made, at least as long as what
//! was acknowledged and is still stored. Nothing that does not parse is deleted or overwritten.
//!
//! # Limitations
//! - `append` returning means that the store has the record, not that the disk has it; that is
//!   for the mirror to promise.
//! - A missing last record leaves no trace in one store, and an unchanged chunk has one copy that
//!   all generations share; the mirror helps against both.
//! - What only a `replace` holds has no second way to it: with its manifest damaged, the state before
//!   it is recovered and the rest is in quarantine.
//! - Another writer is noticed at the next write ([`WriteError::Fenced`]), not prevented. Where both
//!   have claimed ([`Journal::open_claiming`]), it is noticed before anything is acknowledged, with
//!   three exceptions that the module `claim` names.
//! - With every manifest damaged, chunks are kept in quarantine but not pieced together.
//! - A value that is not well-formed UTF-16 reaches the journal as the store's caller decodes it;
//!   quarantine then holds that reading of it.

mod chain;
mod checkpoint;
mod claim;
mod day;
mod keys;
mod memory;
mod mirror;
mod quarantine;
mod record;
mod recovery;
mod scan;
mod store;
#[cfg(test)]
mod tests;
mod union;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;
use std::sync::Arc;

use thiserror::Error;

pub use checkpoint::CheckpointReport;
pub use day::{Day, DayState, KEPT_DAYS};
pub use keys::PREFIX;
pub use memory::{Fault, MemoryStore};
pub use mirror::{Mirrored, Write};
pub use quarantine::{QuarantineEntry, SetAside, Why};
pub use record::SCHEMA;
pub use recovery::{DamagedChunk, RawRecord, Recovery, Report};
pub use store::{KeyValue, StoreError};
pub use usage::{QUOTA_UNITS, Usage};

use chain::Point;
use quarantine::Quarantine;
use record::{Kind, Sealed};
use store::units;

/// The state as named pieces of text, for example one for the settings and one per engagement.
pub type Chunks = BTreeMap<String, Arc<str>>;

const KEPT_GENERATIONS: usize = 3;
const CHECKPOINT_RECORDS: usize = 200;
const CHECKPOINT_UNITS: usize = 200 * 1024;

/// What was written by [`Journal::append`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ack {
    pub sequence: u64,
    /// UTF-16 units of key and value.
    pub units: usize,
    /// The store was full and this record took the reserve: the next may find no room.
    pub ballast_spent: bool,
}

/// Why nothing was written. Each leaves the store usable and the call free to be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    #[error("the store holds data of a newer app (schema {0})")]
    ReadOnly(u32),
    /// Open the store anew ([`Journal::into_store`]) and apply the action again.
    #[error("another writer has written to the store since it was opened")]
    Fenced,
    /// Call [`Journal::replace`] with the state that includes the action: it saves both.
    #[error("what the next record follows on is gone from the store")]
    BaseLost,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A chunk as it lies in the store.
#[derive(Debug, Clone)]
struct Stored {
    address: String,
    text: Arc<str>,
}

/// A store opened for appending; see the [module](self).
#[derive(Debug)]
pub struct Journal<S> {
    store: S,
    quarantine: Quarantine,
    /// The highest generation seen; records are written under it.
    generation: u64,
    /// The generation of the checkpoint the state rests on.
    base_generation: u64,
    /// The generation of the newest superblock; a higher one is another writer's.
    fence: u64,
    /// What the next record follows on: the highest sequence used, and the seal to link to.
    tip: Point,
    /// The key of the last record since the checkpoint.
    tip_key: Option<String>,
    records_since: usize,
    units_since: usize,
    /// Key, place and link of each record handed out by `open`.
    replayed: Vec<(String, Point, u32)>,
    base: BTreeMap<String, Stored>,
    /// Refused records whose copy found no room: until they have one, no checkpoint.
    owed: Vec<(String, Why)>,
    /// Sequence and text of an append that failed and may yet have reached the store.
    attempted: Option<(u64, String)>,
    /// Chunks this journal wrote, which it may therefore delete.
    written: BTreeSet<String>,
    read_only: Option<u32>,
    /// Whether this journal only reads: it writes nothing, whatever it finds.
    reading: bool,
    /// The claim in force when the store was opened; its own where it laid one.
    claim: Option<u64>,
    /// Whether it laid one, so that others may be writing.
    claimed: bool,
    needs_checkpoint: bool,
    /// The earlier schema of what was recovered, until it is kept as it was.
    older_schema: Option<u32>,
}

impl<S: KeyValue> Journal<S> {
    /// Appends one record. `payload` is kept as it is; it may be any text.
    ///
    /// Writes exactly one key, the payload and some sixty characters, however much is stored.
    /// After an error the next call takes the same sequence.
    pub fn append(&mut self, payload: &str) -> Result<Ack, WriteError> {
        self.writable()?;
        let sequence = self.tip.sequence + 1;
        let key = keys::record(self.generation, sequence);
        self.check_claim()?;
        self.check_fence(&key)?;
        let sealed = Sealed::new(Kind::Record, self.generation, sequence, self.tip.seal, payload);
        let value = sealed.text();
        let ballast_spent = match self.put_record(&key, &value) {
            Ok(spent) => spent,
            Err(error) => {
                self.attempted = Some((sequence, value));
                return Err(error.into());
            }
        };
        // Whoever claimed before this record was there did not see it.
        if let Err(error) = self.check_claim() {
            self.attempted = Some((sequence, value));
            return Err(error);
        }
        let units = units(&key) + units(&value);
        self.attempted = None;
        self.tip = Point { sequence, seal: sealed.seal };
        self.tip_key = Some(key);
        self.records_since += 1;
        self.units_since += units;
        Ok(Ack { sequence, units, ballast_spent })
    }

    /// The highest sequence that was used.
    pub fn sequence(&self) -> u64 {
        self.tip.sequence
    }

    /// Whether it is time for a checkpoint: something was set aside at the start, or the records
    /// since the last one would make the next start slow.
    #[must_use]
    pub fn should_checkpoint(&self) -> bool {
        self.may_write()
            && (self.needs_checkpoint
                || self.records_since >= CHECKPOINT_RECORDS
                || self.units_since >= CHECKPOINT_UNITS)
    }

    /// The caller cannot apply the recovered records with these sequences: copies them to
    /// quarantine. `reject(n.., …)` stands for one and all after it.
    ///
    /// The originals stay until checkpoints supersede them, so a crash before the next checkpoint
    /// leads to the same records and the same decision.
    pub fn reject(&mut self, sequences: impl RangeBounds<u64>, why: &str) -> Vec<SetAside> {
        let mut set_aside = Vec::new();
        let why = Why::Refused(why.to_owned());
        self.needs_checkpoint = true;
        let writes = self.may_write();
        for (key, point, _) in &self.replayed {
            if !sequences.contains(&point.sequence) {
                continue;
            }
            let copied = writes.then(|| copy(&mut self.quarantine, &mut self.store, key, &why).ok().flatten());
            let kept_at = copied.flatten();
            if kept_at.is_none() {
                self.owed.push((key.clone(), why.clone()));
            }
            set_aside.push(SetAside { origin: key.clone(), why: why.clone(), kept_at });
        }
        // New records follow on the last one that was applied.
        while let Some((_, point, link)) = self.replayed.last()
            && point.seal == self.tip.seal
            && sequences.contains(&point.sequence)
        {
            self.tip.seal = *link;
            self.replayed.pop();
            self.tip_key = self.replayed.last().map(|(key, ..)| key.clone());
        }
        set_aside
    }

    /// The caller cannot use this recovered chunk: copies it to quarantine.
    pub fn reject_chunk(&mut self, name: &str, why: &str) -> Option<SetAside> {
        let stored = self.base.get(name)?;
        let key = keys::chunk(name, &stored.address);
        let why = Why::Refused(why.to_owned());
        self.needs_checkpoint = true;
        let copied = self.may_write().then(|| self.quarantine.copy(&mut self.store, &key, &stored.text, &why).ok());
        let kept_at = copied.flatten();
        if kept_at.is_none() {
            self.owed.push((key.clone(), why.clone()));
        }
        Some(SetAside { origin: key, why, kept_at })
    }

    /// The texts in quarantine.
    pub fn quarantine(&self) -> Result<Vec<QuarantineEntry>, StoreError> {
        self.quarantine.entries(&self.store)
    }

    /// The newer schema that makes this journal read-only.
    #[must_use]
    pub fn read_only(&self) -> Option<u32> {
        self.read_only
    }

    #[must_use]
    pub fn store(&self) -> &S {
        &self.store
    }

    pub fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }

    /// Gives the store back, to be opened anew.
    #[must_use]
    pub fn into_store(self) -> S {
        self.store
    }

    fn may_write(&self) -> bool {
        self.read_only.is_none() && !self.reading
    }

    fn writable(&self) -> Result<(), WriteError> {
        match self.read_only {
            Some(schema) => Err(WriteError::ReadOnly(schema)),
            None if self.reading => Err(WriteError::Fenced),
            None => Ok(()),
        }
    }

    /// Refuses where the store is not as this journal left it.
    fn check_fence(&self, next: &str) -> Result<(), WriteError> {
        let newest = scan::newest_superblock(&self.store)?.map_or(0, |s| s.generation);
        if newest > self.fence {
            return Err(WriteError::Fenced);
        }
        if let Some(there) = self.store.get(next)? {
            let ours = self.attempted.as_ref().is_some_and(|(_, text)| *text == there);
            if !ours {
                return Err(WriteError::Fenced);
            }
        }
        let base_lost = match &self.tip_key {
            Some(key) => self.store.get(key)?.is_none(),
            None => false,
        };
        if base_lost || newest < self.fence {
            return Err(WriteError::BaseLost);
        }
        Ok(())
    }

    /// Writes a record, with the ballast's room where there is no other. Tells whether it took it.
    fn put_record(&mut self, key: &str, value: &str) -> Result<bool, StoreError> {
        match self.store.set(key, value) {
            Ok(()) => return Ok(false),
            Err(StoreError::Quota) if self.store.get(keys::BALLAST)?.is_some() => {}
            // What counts is what the store has, not whether its answer came through.
            Err(error) => {
                let stored = self.store.get(key)?.as_deref() == Some(value);
                return if stored { Ok(false) } else { Err(error) };
            }
        }
        self.store.remove(keys::BALLAST)?;
        self.store.set(key, value)?;
        Ok(true)
    }

    /// Copies what earlier found no room in quarantine.
    fn pay_owed(&mut self) -> Result<(), WriteError> {
        while let Some((key, why)) = self.owed.last() {
            copy(&mut self.quarantine, &mut self.store, key, why)?;
            self.owed.pop();
        }
        Ok(())
    }
}

/// Copies what lies under `origin`, if anything, to quarantine.
fn copy(
    quarantine: &mut Quarantine,
    store: &mut impl KeyValue,
    origin: &str,
    why: &Why,
) -> Result<Option<String>, StoreError> {
    let Some(text) = store.get(origin)? else { return Ok(None) };
    quarantine.copy(store, origin, &text, why).map(Some)
}
