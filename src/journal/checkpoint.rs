//! Writing the whole state, as little of it as has changed, and clearing what it supersedes.

use crate::domain::sort;
use std::collections::{BTreeMap, BTreeSet};

use super::chain::Point;
use super::day::Kept;
use super::keys::{self, Key};
use super::quarantine::{SetAside, Why};
use super::record::{self, Kind, Sealed};
use super::scan::{Manifest, Scan, newest_superblock};
use super::store::{KeyValue, StoreError, units};
use super::{Chunks, Journal, KEPT_GENERATIONS, Stored, WriteError};

/// What a checkpoint did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckpointReport {
    pub generation: u64,
    pub chunks_written: usize,
    pub chunks_kept: usize,
    /// UTF-16 units of keys and values written.
    pub units: usize,
    /// There was no room, so older generations and kept days were given up for it.
    pub thinned: bool,
    /// What was found unusable while clearing, and where it is now.
    pub set_aside: Vec<SetAside>,
}

/// The writes of one attempt, to be taken back where it fails.
#[derive(Default)]
struct Attempt {
    report: CheckpointReport,
    base: BTreeMap<String, Stored>,
    new_chunks: Vec<String>,
    /// The generation whose manifest may have been written.
    manifest: Option<u64>,
}

impl<S: KeyValue> Journal<S> {
    /// Writes `chunks`, the state after the last record, as a new generation.
    ///
    /// Chunks whose text is stored already are kept. The manifest is written after the chunks
    /// and read back, and only then one superblock flips, so at every moment the store holds a
    /// whole state. A failure leaves the generation before in force and can be tried again.
    pub fn checkpoint(&mut self, chunks: &Chunks) -> Result<CheckpointReport, WriteError> {
        self.write_generation(chunks, false)
    }

    /// Writes `chunks` as a new generation where the records do not lead to it: an action too
    /// large for a record, or one that found no room. Older generations then do not count as
    /// another way to this state.
    pub fn replace(&mut self, chunks: &Chunks) -> Result<CheckpointReport, WriteError> {
        self.write_generation(chunks, true)
    }

    fn write_generation(&mut self, chunks: &Chunks, leap: bool) -> Result<CheckpointReport, WriteError> {
        self.writable()?;
        self.check_claim()?;
        let superblock = newest_superblock(&self.store)?;
        if superblock.is_some_and(|newest| newest.generation > self.fence) {
            return Err(WriteError::Fenced);
        }
        self.pay_owed()?;
        // Without room for it, the data of an earlier schema stays in the older generations alone.
        let _ = self.keep_schema();
        let mut done = self.attempt(chunks, leap);
        while done == Err(WriteError::Store(StoreError::Quota)) && self.thin()? {
            done = self.attempt(chunks, leap).map(|report| CheckpointReport { thinned: true, ..report });
        }
        // Whoever claimed before the flip did not see it, and may have cleared away what was written.
        self.check_claim()?;
        let flipped_by_another = newest_superblock(&self.store)?.is_some_and(|newest| newest.generation > self.fence);
        let mut report = match done {
            Err(_) if flipped_by_another => return Err(WriteError::Fenced),
            done => done?,
        };
        self.needs_checkpoint = false;
        // From here on the state is safe: a failure to clear up only costs room.
        report.set_aside = self.prune(KEPT_GENERATIONS).unwrap_or_default();
        self.lay_ballast();
        Ok(report)
    }

    fn attempt(&mut self, chunks: &Chunks, leap: bool) -> Result<CheckpointReport, WriteError> {
        let mut attempt = Attempt::default();
        match self.write_all(chunks, leap, &mut attempt) {
            Ok(()) => {
                self.base = attempt.base;
                Ok(attempt.report)
            }
            Err(error) => {
                self.take_back(&attempt);
                // Where the manifest is left, here or in a mirror, what comes next has to be later.
                self.generation = attempt.manifest.map_or(self.generation, |generation| generation + 1);
                Err(error)
            }
        }
    }

    fn write_all(&mut self, chunks: &Chunks, leap: bool, attempt: &mut Attempt) -> Result<(), WriteError> {
        for (name, text) in chunks {
            let stored = self.write_chunk(name, text, attempt)?;
            attempt.base.insert(name.clone(), stored);
        }
        // A sequence that was tried and refused may have reached the store: pass over it, so
        // that it can never follow on this checkpoint.
        let sequence = self.attempted.as_ref().map_or(self.tip.sequence, |(n, _)| *n);
        let mut generation = self.generation + 1;
        while self.store.get(&keys::manifest(generation))?.is_some() {
            generation += 1;
        }
        let addresses = sort::map(attempt.base.iter().map(|(name, stored)| (name, &stored.address)));
        let body = serde_json::to_string(&addresses).map_err(|error| StoreError::Other(error.to_string()))?;
        let mut point = Point { sequence, seal: self.tip.seal };
        if leap {
            // As if a record stood between that is in no store.
            let missing = Sealed::new(Kind::Record, generation, sequence + 1, point.seal, &body);
            point = Point { sequence: sequence + 1, seal: missing.seal };
        }
        let Point { sequence, seal } = point;
        let manifest = Sealed::new(Kind::Manifest, generation, sequence, seal, &body);
        attempt.manifest = Some(generation);
        self.put(&keys::manifest(generation), &manifest.text(), attempt)?;

        let slot = self.free_slot()?;
        let flip = Sealed::new(Kind::Superblock, generation, sequence, manifest.seal, "");
        self.put(slot, &flip.text(), attempt)?;

        self.generation = generation;
        self.base_generation = generation;
        self.fence = generation;
        self.tip = point;
        self.tip_key = None;
        self.attempted = None;
        self.records_since = 0;
        self.units_since = 0;
        self.replayed.clear();
        attempt.report.generation = generation;
        Ok(())
    }

    /// Finds or writes one chunk. What is stored is looked at even where nothing has changed:
    /// all generations share an unchanged chunk, so damage to it must not be carried on. Where another
    /// writer may still be clearing up, nothing is taken up again that it may take for superseded.
    fn write_chunk(
        &mut self,
        name: &str,
        text: &std::sync::Arc<str>,
        attempt: &mut Attempt,
    ) -> Result<Stored, WriteError> {
        let known = self.base.get(name).filter(|stored| stored.text == *text);
        let plain = known.map_or_else(|| record::address(text), |stored| stored.address.clone());
        let mut address = plain.clone();
        for other in 1.. {
            let key = keys::chunk(name, &address);
            match self.store.get(&key)? {
                Some(there) if *there == **text && self.may_share(name, &address) => {
                    attempt.report.chunks_kept += 1;
                    break;
                }
                // Another text with the same CRC and length, or a damaged one: leave it.
                Some(_) => address = format!("{}~{other}", record::address(text)),
                None => {
                    attempt.new_chunks.push(key.clone());
                    self.written.insert(key.clone());
                    self.put(&key, text, attempt)?;
                    attempt.report.chunks_written += 1;
                    break;
                }
            }
        }
        Ok(Stored { address, text: text.clone() })
    }

    fn may_share(&self, name: &str, address: &str) -> bool {
        !self.claimed
            || self.base.get(name).is_some_and(|stored| stored.address == address)
            || self.written.contains(&keys::chunk(name, address))
    }

    fn put(&mut self, key: &str, value: &str, attempt: &mut Attempt) -> Result<(), WriteError> {
        // What counts is what the store has, not whether its answer came through.
        let set = self.store.set(key, value);
        if self.store.get(key)?.as_deref() != Some(value) {
            set?;
            return Err(StoreError::Other(format!("{key} did not read back")).into());
        }
        attempt.report.units += units(key) + units(value);
        Ok(())
    }

    /// The superblock that does not hold the generation in force, cleared of anything that is
    /// not a superblock.
    fn free_slot(&mut self) -> Result<&'static str, WriteError> {
        let newest = newest_superblock(&self.store)?;
        let slot = newest.map_or(0, |superblock| 1 - superblock.slot);
        let key = keys::SUPERBLOCKS[slot];
        if let Some(text) = self.store.get(key)?
            && Sealed::read(Kind::Superblock, &text).is_none()
        {
            self.quarantine.copy(&mut self.store, key, &text, &Why::Damaged)?;
        }
        Ok(key)
    }

    /// Removes what a failed attempt wrote, the manifest first: without it nothing mentions the
    /// chunks. Where that fails they stay, to be cleared by a later checkpoint.
    fn take_back(&mut self, attempt: &Attempt) {
        // Another writer may have come and rest on the manifest, or have laid the same chunks.
        if self.check_claim().is_err() {
            return;
        }
        if let Some(generation) = attempt.manifest {
            // The flip may have reached the store although it was reported as failed.
            let flipped = newest_superblock(&self.store).map_or(true, |s| s.is_some_and(|s| s.generation > self.fence));
            if flipped || self.store.remove(&keys::manifest(generation)).is_err() {
                return;
            }
        }
        for key in &attempt.new_chunks {
            if self.store.remove(key).is_err() {
                return;
            }
        }
    }

    /// Makes room by giving up the older generations, provided that the one in force is whole
    /// without them, and then the kept days, one at a time. Tells whether there is now more room.
    fn thin(&mut self) -> Result<bool, WriteError> {
        let key = keys::manifest(self.base_generation);
        let Some(text) = self.store.get(&key)? else { return Ok(false) };
        let Some(manifest) = Manifest::read_sound(&text) else { return Ok(false) };
        for (name, address) in &manifest.chunks {
            let text = self.store.get(&keys::chunk(name, address))?;
            if !text.is_some_and(|text| record::is_at(address, &text)) {
                return Ok(false);
            }
        }
        let before = self.store.keys()?.len();
        self.prune(1)?;
        if self.store.keys()?.len() == before {
            self.drop_oldest_day()?;
            self.prune(1)?;
        }
        Ok(self.store.keys()?.len() < before)
    }

    /// Whether one of `needed` is the same text of the same chunk under another address.
    fn has_twin(&self, key: &str, text: &str, needed: &BTreeSet<String>) -> Result<bool, StoreError> {
        let Key::Chunk(Some((name, address))) = Key::parse(key) else { return Ok(false) };
        let plain = keys::chunk(name, address.split('~').next().unwrap_or(address));
        for other in needed.range(plain.clone()..).take_while(|other| other.starts_with(&plain)) {
            if self.store.get(other)?.as_deref() == Some(text) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Deletes what no kept generation needs. Only that is deleted which a sound manifest or
    /// this journal accounts for; everything else under our keys goes to quarantine.
    fn prune(&mut self, kept: usize) -> Result<Vec<SetAside>, StoreError> {
        let scan = Scan::read(&self.store)?;
        // What another writer has laid since is not ours to judge. It claims before it writes, so
        // after the scan it shows.
        if scan.newer.is_some() || self.check_claim().is_err() {
            return Ok(Vec::new());
        }
        let current = scan.manifests.partition_point(|m| m.generation > self.base_generation);
        let cut = (current + kept).min(scan.manifests.len());
        let (keep, old) = scan.manifests.split_at(cut);
        // With fewer generations than are kept, the empty start is one of them.
        let floor = if cut == current + kept { keep.last().map(|m| m.point.sequence) } else { None };
        let of_days = scan.days.values().flat_map(Kept::chunk_keys);
        let needed = sort::set(keep.iter().flat_map(Manifest::chunk_keys).chain(of_days));
        let mentioned = scan.mentioned();
        let on_path = scan.chain.around(scan.points().chain([self.tip]));

        let mut set_aside = Vec::new();
        for (key, text) in &scan.damaged {
            set_aside.extend(self.quarantine.take(&mut self.store, key, text, Why::Damaged));
        }
        let mut passed: Vec<_> = Vec::new();
        for (index, record) in scan.chain.records().iter().enumerate() {
            if !on_path.contains(&index) {
                let text = record.sealed.text();
                let taken = self.quarantine.take(&mut self.store, &record.key, &text, Why::Unlinked);
                set_aside.extend(taken);
            } else if floor.is_some_and(|floor| record.sealed.sequence <= floor) {
                passed.push((record.sealed.sequence, &record.key));
            }
        }
        // Latest first: what an interruption leaves still follows on a checkpoint that goes last.
        sort::by(&mut passed, |one, other| other.cmp(one));
        for (_, key) in passed {
            self.store.remove(key)?;
        }
        for key in scan.chunk_keys.iter().filter(|key| !needed.contains(*key)) {
            let Some(text) = self.store.get(key)? else { continue };
            let sound = matches!(Key::parse(key),
                Key::Chunk(Some((_, address))) if record::is_at(address, &text));
            if sound && (mentioned.contains(key) || self.written.contains(key) || self.has_twin(key, &text, &needed)?) {
                self.store.remove(key)?;
            } else {
                let why = if sound { Why::Loose } else { Why::Damaged };
                set_aside.extend(self.quarantine.take(&mut self.store, key, &text, why));
            }
        }
        // Manifests last, since they account for the chunks.
        for manifest in old {
            self.store.remove(&keys::manifest(manifest.generation))?;
        }
        Ok(set_aside)
    }
}
