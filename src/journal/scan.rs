//! One reading of everything the journal has in a store, sound apart from damaged.

use crate::domain::sort;
use std::collections::{BTreeMap, BTreeSet};

use super::chain::{Chain, Point, Record};
use super::day::Kept;
use super::keys::{self, Key};
use super::record::{Kind, SCHEMA, Sealed};
use super::store::{KeyValue, StoreError};

/// A checkpoint: which chunks make up the state after the record at `point`.
#[derive(Debug, Clone)]
pub(super) struct Manifest {
    pub schema: u32,
    pub generation: u64,
    pub point: Point,
    pub seal: u32,
    /// Name to address.
    pub chunks: BTreeMap<String, String>,
}

impl Manifest {
    /// Before the first checkpoint the state is empty and all records follow on that.
    pub(super) fn empty() -> Self {
        Self { schema: SCHEMA, generation: 0, point: Point::START, seal: 0, chunks: BTreeMap::new() }
    }

    /// A manifest of a schema this app knows.
    pub(super) fn read_sound(text: &str) -> Option<Self> {
        let sealed = Sealed::read(Kind::Manifest, text)?;
        if sealed.schema > SCHEMA { None } else { Self::parse(sealed) }
    }

    fn parse(sealed: Sealed) -> Option<Self> {
        Some(Self {
            schema: sealed.schema,
            generation: sealed.generation,
            point: Point { sequence: sealed.sequence, seal: sealed.link },
            seal: sealed.seal,
            chunks: serde_json::from_str(&sealed.body).ok()?,
        })
    }

    pub(super) fn chunk_keys(&self) -> impl Iterator<Item = String> + '_ {
        self.chunks.iter().map(|(name, address)| keys::chunk(name, address))
    }
}

/// What [`Scan::read`] found.
#[derive(Debug)]
pub(super) struct Scan {
    pub keys: Vec<String>,
    /// The newest sound one.
    pub superblock: Option<Superblock>,
    /// Newest first.
    pub manifests: Vec<Manifest>,
    pub chain: Chain,
    /// States kept on their own, by name.
    pub days: BTreeMap<String, Kept>,
    pub chunk_keys: Vec<String>,
    /// Key and text of what is not sound; chunks are not looked into.
    pub damaged: Vec<(String, String)>,
    /// The highest schema found beyond [`SCHEMA`].
    pub newer: Option<u32>,
    /// The highest generation and sequence of any key, sound or not, but for claims.
    pub highest: (u64, u64),
    /// The numbers that writers have claimed.
    pub claims: BTreeSet<u64>,
}

/// The generation in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Superblock {
    pub generation: u64,
    pub slot: usize,
    /// The seal of its manifest.
    pub manifest: u32,
}

/// The newest sound superblock.
pub(super) fn newest_superblock(store: &impl KeyValue) -> Result<Option<Superblock>, StoreError> {
    let mut newest: Option<Superblock> = None;
    for (slot, key) in keys::SUPERBLOCKS.iter().enumerate() {
        let sealed = store.get(key)?.and_then(|text| Sealed::read(Kind::Superblock, &text));
        if let Some(sealed) = sealed
            && newest.is_none_or(|other| other.generation < sealed.generation)
        {
            newest = Some(Superblock { generation: sealed.generation, slot, manifest: sealed.link });
        }
    }
    Ok(newest)
}

/// The kind of sealed text that a key is for.
fn kind_of(key: Key<'_>) -> Option<Kind> {
    match key {
        Key::Superblock(_) => Some(Kind::Superblock),
        Key::Manifest(_) => Some(Kind::Manifest),
        Key::Record(_) => Some(Kind::Record),
        Key::Day(_) => Some(Kind::Day),
        Key::Writer | Key::Claim(_) => Some(Kind::Writer),
        Key::Chunk(_) | Key::Quarantine(_) | Key::Ballast | Key::Other | Key::Foreign => None,
    }
}

/// Reads a sealed text that keeps what its key promises. A sound text under another's key was copied
/// there by someone: it is not in place.
pub(super) fn read_in_place(key: Key<'_>, text: &str) -> Option<Sealed> {
    Sealed::read(kind_of(key)?, text).filter(|sealed| match key {
        Key::Manifest(generation) | Key::Claim(generation) => generation == Some(sealed.generation),
        Key::Record(numbers) => numbers == Some((sealed.generation, sealed.sequence)),
        // The body of a newer schema may have any form.
        Key::Day(name) => sealed.schema > SCHEMA || Kept::parse(sealed).is_some_and(|kept| kept.is_named(name)),
        _ => true,
    })
}

impl Scan {
    /// Reads superblocks, manifests and records; lists the chunks.
    pub(super) fn read(store: &impl KeyValue) -> Result<Self, StoreError> {
        let mut scan = Self {
            keys: store.keys()?,
            superblock: newest_superblock(store)?,
            manifests: Vec::new(),
            chain: Chain::default(),
            days: BTreeMap::new(),
            chunk_keys: Vec::new(),
            damaged: Vec::new(),
            newer: None,
            highest: (0, 0),
            claims: BTreeSet::new(),
        };
        let mut records = Vec::new();
        for key in scan.keys.clone() {
            let parsed = Key::parse(&key);
            if matches!(parsed, Key::Chunk(_)) {
                scan.chunk_keys.push(key);
                continue;
            }
            let Some(kind) = kind_of(parsed) else { continue };
            scan.count_key(parsed);
            let Some(text) = store.get(&key)? else { continue };
            let sealed = read_in_place(parsed, &text);
            match sealed {
                Some(sealed) if sealed.schema > SCHEMA => {
                    scan.newer = scan.newer.max(Some(sealed.schema));
                    scan.count(Some(sealed.generation), Some(sealed.sequence));
                }
                Some(sealed) if kind == Kind::Writer => drop(scan.claims.insert(sealed.generation)),
                Some(sealed) => {
                    scan.count(Some(sealed.generation), Some(sealed.sequence));
                    match kind {
                        Kind::Superblock | Kind::Writer => {}
                        Kind::Day => match (parsed, Kept::parse(&sealed)) {
                            (Key::Day(name), Some(kept)) => drop(scan.days.insert(name.to_owned(), kept)),
                            _ => scan.damaged.push((key, text)),
                        },
                        Kind::Record => records.push(Record { key, sealed }),
                        Kind::Manifest => match Manifest::parse(sealed) {
                            Some(manifest) => scan.manifests.push(manifest),
                            None => scan.damaged.push((key, text)),
                        },
                    }
                }
                None => scan.damaged.push((key, text)),
            }
        }
        sort::by_key(&mut scan.manifests, |manifest| std::cmp::Reverse(manifest.generation));
        scan.chain = Chain::new(records);
        Ok(scan)
    }

    /// Takes the numbers of a key into account, whatever lies under it: no absurd ones, since what
    /// goes on from them would soon run out of numbers.
    fn count_key(&mut self, key: Key<'_>) {
        let plausible = |number: &u64| *number < 1 << 53;
        match key {
            Key::Record(Some((generation, sequence))) => {
                self.count(Some(generation).filter(plausible), Some(sequence).filter(plausible));
            }
            Key::Manifest(generation) => self.count(generation.filter(plausible), None),
            Key::Claim(number) => self.claims.extend(number.filter(plausible)),
            _ => {}
        }
    }

    fn count(&mut self, generation: Option<u64>, sequence: Option<u64>) {
        self.highest.0 = self.highest.0.max(generation.unwrap_or(0));
        self.highest.1 = self.highest.1.max(sequence.unwrap_or(0));
    }

    /// The highest generation there is, claimed or written.
    pub(super) fn highest_generation(&self) -> u64 {
        self.highest.0.max(self.claims.last().copied().unwrap_or(0))
    }

    /// The highest generation there is apart from this claim.
    pub(super) fn highest_beside(&self, claim: u64) -> u64 {
        let claims = self.claims.iter().rev().find(|other| **other != claim);
        self.highest.0.max(claims.copied().unwrap_or(0))
    }

    /// Takes texts in quarantine into account, so that no number of theirs is given again.
    pub(super) fn count_origins(&mut self, origins: impl Iterator<Item = String>) {
        for origin in origins {
            self.count_key(Key::parse(&origin));
        }
    }

    /// Where each checkpoint stands, and the start.
    pub(super) fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.manifests.iter().map(|manifest| manifest.point).chain([Point::START])
    }

    /// The keys of all chunks that some sound manifest or day mentions.
    pub(super) fn mentioned(&self) -> BTreeSet<String> {
        let of_days = self.days.values().flat_map(Kept::chunk_keys);
        self.manifests.iter().flat_map(Manifest::chunk_keys).chain(of_days).collect()
    }
}
