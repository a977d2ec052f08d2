//! Two stores with one content: the one that answers at once, and a mirror that says when a write is
//! on the disk.

use std::collections::BTreeMap;

use super::keys::Key;
use super::quarantine::{Quarantine, Why};
use super::record::{self, Kind, Sealed};
use super::recovery;
use super::scan::Scan;
use super::store::{KeyValue, StoreError};
use super::{MemoryStore, SCHEMA};

/// One write, in the order in which the store took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    Set { key: String, value: String },
    Remove { key: String },
}

/// A store that takes down what is written to it, for the mirror.
///
/// # Model
/// Whoever owns it hands [`Mirrored::take_writes`] to the mirror, in order, and may call safe what
/// the mirror has acknowledged. Store and mirror are then two states of one history: each holds
/// all writes up to some moment, and the moments may differ.
///
/// # Limitations
/// - The ballast is not mirrored: it is room, not data.
/// - Where the two have gone apart (the mirror was out of reach for a while and the store was lost
///   meanwhile), the one that leads further is taken, and what only the other has is in quarantine.
#[derive(Debug)]
pub struct Mirrored<S> {
    store: S,
    /// What only the mirror holds because the store had no room for it. It is read as if it were in
    /// the store.
    beyond: BTreeMap<String, String>,
    writes: Vec<Write>,
    on: bool,
}

impl<S: KeyValue> Mirrored<S> {
    /// A store without a mirror: nothing is taken down.
    pub fn alone(store: S) -> Self {
        Self { store, beyond: BTreeMap::new(), writes: Vec::new(), on: false }
    }

    /// Brings store and mirror together, for the one who writes.
    ///
    /// What the store lacks, or holds in a damaged form, comes from the mirror; what cannot be used
    /// goes to quarantine; and the writes that bring the mirror up to the store wait to be taken.
    /// Nothing is written where either holds data of a newer app. Interrupted at any write, the
    /// next call leads to the same.
    ///
    /// # Errors
    /// Where the store does not answer.
    pub fn join(store: S, mirror: BTreeMap<String, String>) -> Result<Self, StoreError> {
        let mut joined = Self { store, beyond: BTreeMap::new(), writes: Vec::new(), on: true };
        let other = memory(&mirror)?;
        if Scan::read(&joined.store)?.newer.is_some() || Scan::read(&other)?.newer.is_some() {
            return Self::join_reading(joined.store, mirror);
        }
        let mut leads = None;
        let mut quarantine = Quarantine::read(&joined.store.keys()?);
        for (key, theirs) in &mirror {
            if !is_mirrored(key) {
                continue;
            }
            let ours = joined.store.get(key)?;
            if ours.as_ref() == Some(theirs) {
                continue;
            }
            let verdict = match &ours {
                None if is_sound(key, theirs) => Verdict::Theirs(None),
                None => Verdict::Ours(Some(Why::Damaged)),
                Some(ours) => {
                    let mirror_leads = || match leads {
                        Some(known) => Ok(known),
                        None => {
                            let known = furthest(&other)? > furthest(&joined.store)?;
                            leads = Some(known);
                            Ok(known)
                        }
                    };
                    judge(key, ours, theirs, mirror_leads)?
                }
            };
            joined.settle(key, ours.as_deref(), theirs, verdict, &mut quarantine);
        }
        joined.writes.clear();
        joined.catch_up(&mirror)?;
        Ok(joined)
    }

    /// Shows store and mirror as one, to look only: neither is written to.
    ///
    /// # Errors
    /// Where the store does not answer.
    pub fn join_reading(store: S, mirror: BTreeMap<String, String>) -> Result<Self, StoreError> {
        let other = memory(&mirror)?;
        let mirror_leads = furthest(&other)? > furthest(&store)?;
        let mut beyond = BTreeMap::new();
        for (key, theirs) in mirror {
            if !is_mirrored(&key) {
                continue;
            }
            let better = match store.get(&key)? {
                None => is_sound(&key, &theirs),
                Some(ours) if ours == theirs => false,
                Some(ours) => matches!(judge(&key, &ours, &theirs, || Ok(mirror_leads))?, Verdict::Theirs(_)),
            };
            if better {
                beyond.insert(key, theirs);
            }
        }
        Ok(Self { store, beyond, writes: Vec::new(), on: false })
    }

    /// The writes since the last call, for the mirror.
    pub fn take_writes(&mut self) -> Vec<Write> {
        std::mem::take(&mut self.writes)
    }

    /// Whether writes wait to be taken.
    pub fn has_writes(&self) -> bool {
        !self.writes.is_empty()
    }

    /// The mirror is gone: nothing is taken down any more. Answers whether the store has room for all
    /// that only the mirror had.
    pub fn part(&mut self) -> bool {
        self.on = false;
        self.writes.clear();
        self.land()
    }

    /// Brings what only the mirror has into the store, as far as there is room for it now. Answers
    /// whether all of it is there.
    pub fn land(&mut self) -> bool {
        let store = &mut self.store;
        self.beyond.retain(|key, value| store.set(key, value).is_err());
        self.beyond.is_empty()
    }

    /// The store itself.
    pub fn inner(&self) -> &S {
        &self.store
    }

    /// The store itself, to be written to past the mirror.
    pub fn inner_mut(&mut self) -> &mut S {
        &mut self.store
    }

    /// Gives the store back.
    pub fn into_inner(self) -> S {
        self.store
    }

    fn settle(&mut self, key: &str, ours: Option<&str>, theirs: &str, verdict: Verdict, quarantine: &mut Quarantine) {
        let (loser, why, healed) = match verdict {
            Verdict::Ours(why) => (Some(theirs), why, false),
            Verdict::Theirs(why) => (ours, why, true),
        };
        let kept = match (loser, why) {
            (Some(text), Some(why)) => quarantine.copy(self, key, text, &why).is_ok(),
            _ => true,
        };
        if healed && !(kept && self.store.set(key, theirs).is_ok()) {
            self.beyond.insert(key.to_owned(), theirs.to_owned());
        }
    }

    /// Takes down what leads from the mirror's content to the store's.
    fn catch_up(&mut self, mirror: &BTreeMap<String, String>) -> Result<(), StoreError> {
        let mut keys = self.keys()?;
        keys.retain(|key| is_mirrored(key));
        keys.sort_unstable();
        for key in &keys {
            let Some(value) = self.get(key)? else { continue };
            if mirror.get(key) != Some(&value) {
                self.writes.push(Write::Set { key: key.clone(), value });
            }
        }
        for key in mirror.keys() {
            if keys.binary_search(key).is_err() {
                self.writes.push(Write::Remove { key: key.clone() });
            }
        }
        Ok(())
    }

    fn note(&mut self, key: &str, write: impl FnOnce(String) -> Write) {
        if self.on && is_mirrored(key) {
            self.writes.push(write(key.to_owned()));
        }
    }
}

impl<S: KeyValue> KeyValue for Mirrored<S> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        match self.beyond.get(key) {
            Some(value) => Ok(Some(value.clone())),
            None => self.store.get(key),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        if let Err(error) = self.store.set(key, value) {
            // What counts is what the store has, not whether its answer came through.
            if self.store.get(key)?.as_deref() != Some(value) {
                return Err(error);
            }
        }
        self.beyond.remove(key);
        self.note(key, |key| Write::Set { key, value: value.to_owned() });
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        if let Err(error) = self.store.remove(key)
            && self.store.get(key)?.is_some()
        {
            return Err(error);
        }
        self.beyond.remove(key);
        self.note(key, |key| Write::Remove { key });
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let mut keys = self.store.keys()?;
        for key in self.beyond.keys() {
            if self.store.get(key)?.is_none() {
                keys.push(key.clone());
            }
        }
        Ok(keys)
    }
}

/// Which of two texts under one key counts, and why the other one is to be kept in quarantine, if
/// it is.
enum Verdict {
    Ours(Option<Why>),
    Theirs(Option<Why>),
}

/// Decides between two texts that differ.
fn judge(
    key: &str,
    ours: &str,
    theirs: &str,
    mirror_leads: impl FnOnce() -> Result<bool, StoreError>,
) -> Result<Verdict, StoreError> {
    Ok(match (is_sound(key, ours), is_sound(key, theirs)) {
        (false, true) => Verdict::Theirs(Some(Why::Damaged)),
        (_, false) => Verdict::Ours(Some(Why::Damaged)),
        (true, true) => match Key::parse(key) {
            // Written over again and again: the later one stands for both.
            Key::Superblock(_) | Key::Writer | Key::Day(_) => {
                let number = |text| rank(key, text);
                if number(theirs) > number(ours) { Verdict::Theirs(None) } else { Verdict::Ours(None) }
            }
            Key::Record(_) | Key::Manifest(_) => {
                let why = Some(Why::Unlinked);
                if mirror_leads()? { Verdict::Theirs(why) } else { Verdict::Ours(why) }
            }
            _ => Verdict::Ours(Some(Why::Unlinked)),
        },
    })
}

fn kind(key: &str) -> Option<Kind> {
    match Key::parse(key) {
        Key::Superblock(_) => Some(Kind::Superblock),
        Key::Manifest(_) => Some(Kind::Manifest),
        Key::Record(_) => Some(Kind::Record),
        Key::Day(_) => Some(Kind::Day),
        Key::Writer => Some(Kind::Writer),
        _ => None,
    }
}

fn rank(key: &str, text: &str) -> Option<(u64, u64)> {
    let sealed = Sealed::read(kind(key)?, text)?;
    Some((sealed.generation, sealed.sequence))
}

/// Whether a text is what its key promises.
fn is_sound(key: &str, text: &str) -> bool {
    let sealed = kind(key).and_then(|kind| Sealed::read(kind, text));
    match Key::parse(key) {
        Key::Chunk(address) => address.is_some_and(|(_, address)| record::is_at(address, text)),
        Key::Record(numbers) => {
            sealed.is_some_and(|s| s.schema <= SCHEMA && numbers == Some((s.generation, s.sequence)))
        }
        Key::Manifest(number) => sealed.is_some_and(|s| s.schema <= SCHEMA && number == Some(s.generation)),
        Key::Superblock(_) | Key::Day(_) | Key::Writer => sealed.is_some_and(|s| s.schema <= SCHEMA),
        Key::Quarantine(_) | Key::Other => true,
        Key::Ballast | Key::Foreign => false,
    }
}

/// How far the records in a store lead: the sequence of the last one, then the generation it was
/// written in.
fn furthest(store: &impl KeyValue) -> Result<(u64, u64), StoreError> {
    let scan = Scan::read(store)?;
    let reached = recovery::furthest(&scan);
    Ok((reached.sequence, scan.manifests.first().map_or(0, |manifest| manifest.generation)))
}

fn is_mirrored(key: &str) -> bool {
    !matches!(Key::parse(key), Key::Ballast | Key::Foreign)
}

fn memory(values: &BTreeMap<String, String>) -> Result<MemoryStore, StoreError> {
    let mut store = MemoryStore::new();
    for (key, value) in values {
        store.set(key, value)?;
    }
    Ok(store)
}
