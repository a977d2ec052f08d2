//! Two stores with one content: the one that answers at once, and a mirror that says when a write is
//! on the disk.

use crate::domain::sort;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::keys::{BALLAST, Key};
use super::quarantine::Quarantine;
use super::store::{KeyValue, StoreError};
use super::union::{Union, is_mirrored};

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
/// - Where a copy for quarantine finds room with the mirror alone, nothing is cleared until the next
///   start.
/// - Ballast and claims are not mirrored: they are about the store alone.
/// - Where the two have gone apart (the mirror was out of reach for a while and the store was lost
///   meanwhile), the one that leads further is taken, and the records that only the other has are
///   in quarantine.
/// - One that is more than three checkpoints behind cannot be told from one that has gone apart: its
///   records are kept in quarantine too.
#[derive(Debug)]
pub struct Mirrored<S> {
    store: S,
    /// What only the mirror holds because the store had no room for it. It is read as if it were in
    /// the store.
    beyond: BTreeMap<String, String>,
    /// What is in the store and does not count: its copy in quarantine found room with the mirror
    /// alone, or nothing may be written.
    hidden: BTreeSet<String>,
    writes: Vec<Write>,
    on: bool,
    /// The chunks that were read while the store is being opened, which looks at each of them several
    /// times. A chunk does not change under its key.
    read: RefCell<Option<BTreeMap<String, String>>>,
}

impl<S: KeyValue> Mirrored<S> {
    /// A store without a mirror: nothing is taken down.
    pub fn alone(store: S) -> Self {
        Self {
            store,
            beyond: BTreeMap::new(),
            hidden: BTreeSet::new(),
            writes: Vec::new(),
            on: false,
            read: RefCell::new(None),
        }
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
        let mut joined = Self::opening(store);
        let union = Union::of(&joined, &mirror)?;
        if union.newer {
            joined.show(union);
            return Ok(joined);
        }
        joined.on = true;
        joined.settle(union)?;
        joined.writes.clear();
        joined.catch_up(&mirror)?;
        Ok(joined)
    }

    /// Shows store and mirror as one, to look only: neither is written to.
    ///
    /// # Errors
    /// Where the store does not answer.
    pub fn join_reading(store: S, mirror: BTreeMap<String, String>) -> Result<Self, StoreError> {
        let mut joined = Self::opening(store);
        let union = Union::of(&joined, &mirror)?;
        joined.show(union);
        Ok(joined)
    }

    fn opening(store: S) -> Self {
        Self { read: RefCell::new(Some(BTreeMap::new())), ..Self::alone(store) }
    }

    /// The store is open: from now on each chunk is read from it anew.
    pub fn opened(&mut self) {
        *self.read.get_mut() = None;
    }

    /// What the store itself has, each chunk read once while it is being opened.
    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut read = self.read.borrow_mut();
        let Some(read) = read.as_mut().filter(|_| matches!(Key::parse(key), Key::Chunk(_))) else {
            return self.store.get(key);
        };
        if let Some(text) = read.get(key) {
            return Ok(Some(text.clone()));
        }
        let text = self.store.get(key)?;
        read.extend(text.iter().map(|text| (key.to_owned(), text.clone())));
        Ok(text)
    }

    fn forget(&mut self, key: &str) {
        if let Some(read) = self.read.get_mut() {
            read.remove(key);
        }
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
        // A text is in quarantine before another one takes its place.
        let (first, rest): (Vec<_>, Vec<_>) =
            self.beyond.keys().cloned().partition(|key| matches!(Key::parse(key), Key::Quarantine(_)));
        for key in first.iter().chain(&rest) {
            let waits = self.hidden.contains(key) && first.iter().any(|copy| self.beyond.contains_key(copy));
            if let Some(value) = self.beyond.get(key)
                && !waits
                && self.store.set(key, value).is_ok()
            {
                self.forget(key);
                self.beyond.remove(key);
                self.hidden.remove(key);
            }
        }
        if !first.iter().any(|copy| self.beyond.contains_key(copy)) {
            let gone: Vec<String> = self.hidden.iter().filter(|key| !self.beyond.contains_key(*key)).cloned().collect();
            for key in gone.iter().filter(|key| self.remove_inner(key).is_ok()).collect::<Vec<_>>() {
                self.hidden.remove(key);
            }
        }
        self.beyond.is_empty()
    }

    /// The store itself.
    pub fn inner(&self) -> &S {
        &self.store
    }

    /// The store itself, to be written to past the mirror.
    pub fn inner_mut(&mut self) -> &mut S {
        self.opened();
        &mut self.store
    }

    /// Gives the store back.
    pub fn into_inner(self) -> S {
        self.store
    }

    /// Makes the store what both together are. The order matters where it is interrupted: a text is
    /// in quarantine before it goes, and what has gone apart is out of the way before the rest comes.
    fn settle(&mut self, union: Union) -> Result<(), StoreError> {
        for (key, text) in union.kept {
            Roomy(self).set(&key, &text)?;
        }
        let mut quarantine = Quarantine::read(&self.keys()?);
        // Whose copy is with the mirror alone: until it has arrived there, the text must stay.
        let mut owed = BTreeSet::new();
        for (key, text, why) in union.aside {
            let copy = quarantine.copy(&mut Roomy(self), &key, &text, &why)?;
            if self.beyond.contains_key(&copy) {
                owed.insert(key);
            }
        }
        for key in union.gone {
            if owed.contains(&key) {
                self.hidden.insert(key);
            } else {
                self.remove_inner(&key)?;
            }
        }
        for (key, text) in union.theirs {
            if owed.contains(&key) {
                self.beyond.insert(key.clone(), text);
                self.hidden.insert(key);
            } else {
                Roomy(self).set(&key, &text)?;
            }
        }
        Ok(())
    }

    /// Reads as if the store were what both together are.
    fn show(&mut self, union: Union) {
        self.hidden.extend(union.gone);
        self.beyond.extend(union.kept.into_iter().chain(union.theirs));
    }

    /// Takes down what leads from the mirror's content to the store's.
    fn catch_up(&mut self, mirror: &BTreeMap<String, String>) -> Result<(), StoreError> {
        let mut keys = self.keys()?;
        keys.retain(|key| is_mirrored(key));
        sort::plain(&mut keys);
        // A text is in quarantine before another one takes its place.
        let (first, rest): (Vec<_>, Vec<_>) =
            keys.iter().partition(|key| matches!(Key::parse(key), Key::Quarantine(_)));
        for key in first.into_iter().chain(rest) {
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

    /// Removes a key whatever waits for the mirror; it is not taken down.
    fn remove_inner(&mut self, key: &str) -> Result<(), StoreError> {
        self.forget(key);
        match self.store.remove(key) {
            Err(error) if self.store.get(key)?.is_some() => Err(error),
            _ => Ok(()),
        }
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
            None if self.hidden.contains(key) => Ok(None),
            None => self.read(key),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.forget(key);
        if let Err(error) = self.store.set(key, value) {
            // What counts is what the store has, not whether its answer came through.
            if self.store.get(key)?.as_deref() != Some(value) {
                return Err(error);
            }
        }
        self.beyond.remove(key);
        self.hidden.remove(key);
        self.note(key, |key| Write::Set { key, value: value.to_owned() });
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        // Nothing goes while a copy may still be on its way to the mirror, so that the next start finds
        // store and mirror as this one did.
        if !self.hidden.is_empty() && is_mirrored(key) {
            return Err(StoreError::Quota);
        }
        self.remove_inner(key)?;
        self.beyond.remove(key);
        self.note(key, |key| Write::Remove { key });
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let mut keys = self.store.keys()?;
        keys.retain(|key| !self.hidden.contains(key) && !self.beyond.contains_key(key));
        keys.extend(self.beyond.keys().cloned());
        Ok(keys)
    }
}

/// A store that gives its reserve first, and whose mirror has the room that it lacks itself.
struct Roomy<'a, S>(&'a mut Mirrored<S>);

impl<S: KeyValue> KeyValue for Roomy<'_, S> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.get(key)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        match self.0.set(key, value) {
            Err(StoreError::Quota) => {}
            other => return other,
        }
        self.0.store.remove(BALLAST)?;
        match self.0.set(key, value) {
            Err(StoreError::Quota) => drop(self.0.beyond.insert(key.to_owned(), value.to_owned())),
            other => other?,
        }
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys()
    }
}
