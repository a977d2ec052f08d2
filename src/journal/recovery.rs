//! What a start finds: the last checkpoint, the records since, and what cannot be used.

use crate::domain::sort;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::chain::Point;
use super::keys::{self, Key};
use super::quarantine::{Quarantine, SetAside, Why};
use super::record::{self, SCHEMA};
use super::scan::{Manifest, Scan};
use super::store::{KeyValue, StoreError, units};
use super::{Chunks, Journal, Stored, claim};

/// A journal ready for use, and the state to start from: `chunks`, then `records` in order.
#[derive(Debug)]
pub struct Recovery<S> {
    pub journal: Journal<S>,
    pub chunks: Chunks,
    pub records: Vec<RawRecord>,
    pub report: Report,
}

/// A record as it was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRecord {
    pub sequence: u64,
    /// The schema of the app that wrote it.
    pub schema: u32,
    pub payload: String,
}

/// A chunk of the recovered checkpoint that is missing or damaged in every usable place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedChunk {
    pub name: String,
    /// The generation an older text of it was taken from; `None` leaves it out of the chunks.
    pub replaced_from: Option<u64>,
}

/// What a start found that is worth telling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The generation of the checkpoint that the state starts from; 0 before the first.
    pub generation: u64,
    /// The schema of the chunks: that of the oldest part of what was recovered.
    pub schema: u32,
    /// Every text that cannot be used, and where it is now.
    pub set_aside: Vec<SetAside>,
    pub damaged_chunks: Vec<DamagedChunk>,
    /// The store holds data of a newer app: what this app can read is given, nothing is
    /// written, and the journal refuses to.
    pub newer_schema: Option<u32>,
    /// Something was not as it should be (or a checkpoint was interrupted): call
    /// [`Journal::checkpoint`] with the recovered state before going on, so that the state no
    /// longer rests on the damaged generation.
    pub needs_checkpoint: bool,
}

/// A manifest together with how far its records lead.
struct Candidate<'a> {
    manifest: &'a Manifest,
    /// The records that lead on from it.
    path: Vec<usize>,
    tip: Point,
    /// The generation of what was written last on the way.
    generation: u64,
}

impl<'a> Candidate<'a> {
    fn of(scan: &Scan, manifest: &'a Manifest) -> Self {
        let path = scan.chain.after(manifest.point);
        let last = path.last().copied();
        let generation = last.map_or(manifest.generation, |index| scan.chain.records()[index].sealed.generation);
        let tip = last.map_or(manifest.point, |index| scan.chain.point(index));
        Self { manifest, path, tip, generation: generation.max(manifest.generation) }
    }

    /// The same end by way of an older manifest, where its records lead to this one's: those after it
    /// may have been set aside since, and are then on no way of this one.
    fn by_way_of(&self, scan: &Scan, older: &'a Manifest) -> Option<Self> {
        let lead = scan.chain.after(older.point);
        let meets = |index: &usize| scan.chain.point(*index).seal == self.manifest.point.seal;
        let shared = match lead.iter().position(meets) {
            Some(at) => at + 1,
            None if older.point.seal == self.manifest.point.seal => 0,
            None => return None,
        };
        let path = lead[..shared].iter().chain(&self.path).copied().collect();
        Some(Self { manifest: older, path, tip: self.tip, generation: self.generation })
    }

    /// A higher generation knows of all that was acknowledged in the lower ones: where two ways part,
    /// it counts for more than the number of records.
    fn rank(&self) -> (u64, u64, u64) {
        (self.generation, self.tip.sequence, self.manifest.generation)
    }
}

/// The texts of one manifest's chunks.
struct Loaded {
    base: BTreeMap<String, Stored>,
    damaged: Vec<String>,
}

impl<S: KeyValue> Journal<S> {
    /// Reads the store and recovers the longest state it holds, for the one who writes.
    ///
    /// Nothing is written unless something has to be set aside. The store is lost with the
    /// error only where it does not answer at all; there is nothing to recover then.
    pub fn open(store: S) -> Result<Recovery<S>, StoreError> {
        Self::open_as(store, false)
    }

    /// As [`Journal::open`], where no lock keeps other writers away: lays a claim first, so that
    /// whoever wrote before notices. `nonce` is any small number, best a random one, that makes it
    /// unlikely for two to claim the same.
    pub fn open_claiming(mut store: S, nonce: u64) -> Result<Recovery<S>, StoreError> {
        let (claim, scan) = claim::lay(&mut store, nonce)?;
        Self::open_scanned(store, scan, claim, false)
    }

    /// As [`Journal::open`], to look only: nothing is written, and the journal refuses to.
    pub fn open_reading(store: S) -> Result<Recovery<S>, StoreError> {
        Self::open_as(store, true)
    }

    fn open_as(store: S, reading: bool) -> Result<Recovery<S>, StoreError> {
        let scan = Scan::read(&store)?;
        Self::open_scanned(store, scan, None, reading)
    }

    fn open_scanned(store: S, mut scan: Scan, own: Option<u64>, reading: bool) -> Result<Recovery<S>, StoreError> {
        let claim = match own {
            Some(_) => own,
            None => claim::read(&store)?,
        };
        let quarantine = Quarantine::read(&scan.keys);
        scan.count_origins(quarantine.origins());

        let empty = Manifest::empty();
        let (chosen, loaded) = choose(&store, &scan, &empty)?;
        let (base, damaged_chunks) = fill(&store, &scan, chosen.manifest, loaded)?;
        let path = chosen.path.clone();

        let mentioned = scan.mentioned();
        let unfinished = scan.chunk_keys.iter().any(|key| !mentioned.contains(key))
            || scan.manifests.first().is_some_and(|m| m.generation != chosen.manifest.generation);
        let lost_manifest =
            scan.superblock.is_some_and(|superblock| !scan.manifests.iter().any(|m| m.seal == superblock.manifest));
        let unused = unusable(&store, &scan, chosen.manifest, &base)?;
        // The schema of the oldest part of what is recovered.
        let records = path.iter().map(|&index| scan.chain.records()[index].sealed.schema);
        let schema = records.chain((chosen.manifest.generation > 0).then_some(chosen.manifest.schema)).min();
        let older_schema = schema.filter(|schema| *schema < SCHEMA);
        let needs_checkpoint = scan.newer.is_none()
            && (unfinished
                || lost_manifest
                || !unused.is_empty()
                || !damaged_chunks.is_empty()
                || older_schema.is_some());

        let mut journal = Self {
            quarantine,
            generation: own.unwrap_or(scan.highest_generation()),
            base_generation: chosen.manifest.generation,
            fence: scan.superblock.map_or(0, |superblock| superblock.generation),
            // The next sequence lies beyond everything ever seen, so that a record in
            // quarantine and a later one never share a number.
            tip: Point { sequence: scan.highest.1, seal: chosen.tip.seal },
            tip_key: path.last().map(|&index| scan.chain.records()[index].key.clone()),
            records_since: path.len(),
            units_since: 0,
            replayed: Vec::new(),
            base,
            owed: Vec::new(),
            attempted: None,
            written: std::collections::BTreeSet::new(),
            read_only: scan.newer,
            reading,
            claim,
            claimed: own.is_some(),
            needs_checkpoint,
            older_schema,
            store,
        };
        let mut records = Vec::with_capacity(path.len());
        for index in path {
            let record = &scan.chain.records()[index];
            journal.units_since += units(&record.key) + units(&record.sealed.text());
            journal.replayed.push((record.key.clone(), scan.chain.point(index), record.sealed.link));
            records.push(RawRecord {
                sequence: record.sealed.sequence,
                schema: record.sealed.schema,
                payload: record.sealed.body.clone(),
            });
        }
        let set_aside = unused.into_iter().filter_map(|(origin, text, why)| {
            if scan.newer.is_some() || reading {
                return Some(SetAside { origin, why, kept_at: None });
            }
            if own.is_some() {
                // Another writer may just be going on from it: it stays until a checkpoint of ours
                // stands for all that counts.
                let kept_at = journal.quarantine.copy(&mut journal.store, &origin, &text, &why).ok();
                return Some(SetAside { origin, why, kept_at });
            }
            journal.quarantine.take(&mut journal.store, &origin, &text, why)
        });
        let report = Report {
            generation: chosen.manifest.generation,
            schema: schema.unwrap_or(SCHEMA),
            set_aside: set_aside.collect(),
            damaged_chunks,
            newer_schema: scan.newer,
            needs_checkpoint,
        };
        let texts = journal.base.iter().map(|(name, stored)| (name.clone(), stored.text.clone()));
        Ok(Recovery { chunks: texts.collect(), records, report, journal })
    }
}

/// Where the way through a store ends, and in which generation.
pub(super) fn furthest(scan: &Scan) -> (Point, u64) {
    let empty = Manifest::empty();
    let candidates = scan.manifests.iter().chain([&empty]).map(|manifest| Candidate::of(scan, manifest));
    candidates.max_by_key(Candidate::rank).map_or((Point::START, 0), |best| (best.tip, best.generation))
}

/// The checkpoint that leads furthest; among those that lead to the same record the newest
/// whose chunks are all sound.
fn choose<'a>(
    store: &impl KeyValue,
    scan: &'a Scan,
    empty: &'a Manifest,
) -> Result<(Candidate<'a>, Loaded), StoreError> {
    let mut candidates: Vec<_> =
        scan.manifests.iter().chain([empty]).map(|manifest| Candidate::of(scan, manifest)).collect();
    sort::by_key(&mut candidates, |candidate| std::cmp::Reverse(candidate.rank()));
    let mut candidates = candidates.into_iter();
    let Some(best) = candidates.next() else {
        let nothing = Loaded { base: BTreeMap::new(), damaged: Vec::new() };
        return Ok((Candidate::of(scan, empty), nothing));
    };
    let loaded = load(store, best.manifest)?;
    if loaded.damaged.is_empty() {
        return Ok((best, loaded));
    }
    for other in candidates.filter_map(|other| best.by_way_of(scan, other.manifest)) {
        let complete = load(store, other.manifest)?;
        if complete.damaged.is_empty() {
            return Ok((other, complete));
        }
    }
    Ok((best, loaded))
}

fn load(store: &impl KeyValue, manifest: &Manifest) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded { base: BTreeMap::new(), damaged: Vec::new() };
    for (name, address) in &manifest.chunks {
        match sound(store, name, address)? {
            Some(stored) => {
                loaded.base.insert(name.clone(), stored);
            }
            None => loaded.damaged.push(name.clone()),
        }
    }
    Ok(loaded)
}

fn sound(store: &impl KeyValue, name: &str, address: &str) -> Result<Option<Stored>, StoreError> {
    let text = store.get(&keys::chunk(name, address))?;
    Ok(text
        .filter(|text| record::is_at(address, text))
        .map(|text| Stored { address: address.to_owned(), text: Arc::from(text) }))
}

/// Takes the newest older text of each damaged chunk: an older engagement is better than none,
/// as long as the report says so.
fn fill(
    store: &impl KeyValue,
    scan: &Scan,
    chosen: &Manifest,
    loaded: Loaded,
) -> Result<(BTreeMap<String, Stored>, Vec<DamagedChunk>), StoreError> {
    let mut base = loaded.base;
    let mut damaged = Vec::new();
    for name in loaded.damaged {
        let mut replaced_from = None;
        for older in scan.manifests.iter().filter(|m| m.generation != chosen.generation) {
            let Some(address) = older.chunks.get(&name) else { continue };
            if let Some(stored) = sound(store, &name, address)? {
                base.insert(name.clone(), stored);
                replaced_from = Some(older.generation);
                break;
            }
        }
        damaged.push(DamagedChunk { name, replaced_from });
    }
    Ok((base, damaged))
}

/// Key, text and reason of everything that cannot be used: what is not sound, and records off
/// every path. Loose chunks wait for the next checkpoint, which may well use them.
fn unusable(
    store: &impl KeyValue,
    scan: &Scan,
    chosen: &Manifest,
    base: &BTreeMap<String, Stored>,
) -> Result<Vec<(String, String, Why)>, StoreError> {
    let damaged = scan.damaged.iter().map(|(key, text)| (key.clone(), text.clone(), Why::Damaged));
    let mut unusable: Vec<_> = damaged.collect();
    let on_path = scan.chain.around(scan.points());
    for (index, record) in scan.chain.records().iter().enumerate() {
        if !on_path.contains(&index) {
            unusable.push((record.key.clone(), record.sealed.text(), Why::Unlinked));
        }
    }
    // Chunks of the newest checkpoint, whether it was chosen or passed over for these.
    let newest = scan.manifests.first().into_iter().chain([chosen]);
    let mut chunk_keys: Vec<String> = newest.flat_map(Manifest::chunk_keys).collect();
    sort::plain(&mut chunk_keys);
    chunk_keys.dedup();
    for key in chunk_keys {
        let Key::Chunk(Some((name, address))) = Key::parse(&key) else { continue };
        // Found sound a moment ago.
        if base.get(name).is_some_and(|stored| stored.address == address) {
            continue;
        }
        if let Some(text) = store.get(&key)?
            && !record::is_at(address, &text)
        {
            unusable.push((key, text, Why::Damaged));
        }
    }
    Ok(unusable)
}
