//! Where texts go that cannot be used: copied first, never overwritten, never deleted.

use crate::domain::sort;
use std::fmt;

use super::keys::{self, Key};
use super::store::{KeyValue, StoreError};

/// Why a text was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is not what was written: cut, changed, or never whole.
    Damaged,
    /// A sound record that does not follow on what was recovered: one before it is missing or
    /// damaged, or another record took its place.
    Unlinked,
    /// A sound chunk that no manifest mentions.
    Loose,
    /// The caller could not use it.
    Refused(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("damaged"),
            Self::Unlinked => f.write_str("unlinked"),
            Self::Loose => f.write_str("loose"),
            // One line, since the text that was set aside begins after the first line feed.
            Self::Refused(detail) => write!(f, "refused: {}", detail.replace(['\n', '\r'], " ")),
        }
    }
}

impl Why {
    fn parse(text: &str) -> Self {
        match text {
            "damaged" => Self::Damaged,
            "unlinked" => Self::Unlinked,
            "loose" => Self::Loose,
            _ => Self::Refused(text.strip_prefix("refused: ").unwrap_or(text).to_owned()),
        }
    }
}

/// What happened to one text that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The key it was found under.
    pub origin: String,
    pub why: Why,
    /// The key its copy is under. `None`: there was no room or no right to write, so it was
    /// left where it was and is tried again later.
    pub kept_at: Option<String>,
}

/// One text in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineEntry {
    pub key: String,
    /// The key it was found under.
    pub origin: String,
    pub why: Why,
    /// The text as it was found.
    pub text: String,
}

impl QuarantineEntry {
    fn read(key: &str, origin: &str, value: &str) -> Self {
        let (why, text) = value.split_once('\n').unwrap_or(("damaged", value));
        let origin = format!("{}{origin}", keys::PREFIX);
        Self { key: key.to_owned(), origin, why: Why::parse(why), text: text.to_owned() }
    }

    /// What lies under a key of the quarantine.
    pub(super) fn parse(key: &str, value: &str) -> Option<Self> {
        let Key::Quarantine(Some((_, origin))) = Key::parse(key) else { return None };
        Some(Self::read(key, origin, value))
    }
}

/// The list of what is in quarantine: number, origin (without the prefix), key.
#[derive(Debug, Default)]
pub(super) struct Quarantine {
    index: Vec<(u64, String, String)>,
}

impl Quarantine {
    pub(super) fn read(keys: &[String]) -> Self {
        let index = keys.iter().filter_map(|key| match Key::parse(key) {
            Key::Quarantine(Some((number, origin))) => Some((number, origin.to_owned(), key.clone())),
            _ => None,
        });
        let mut index: Vec<_> = index.collect();
        sort::plain(&mut index);
        Self { index }
    }

    /// The keys that texts in quarantine came from.
    pub(super) fn origins(&self) -> impl Iterator<Item = String> + '_ {
        self.index.iter().map(|(_, origin, _)| format!("{}{origin}", keys::PREFIX))
    }

    pub(super) fn entries(&self, store: &impl KeyValue) -> Result<Vec<QuarantineEntry>, StoreError> {
        let mut entries = Vec::new();
        for (_, origin, key) in &self.index {
            if let Some(value) = store.get(key)? {
                entries.push(QuarantineEntry::read(key, origin, &value));
            }
        }
        Ok(entries)
    }

    /// Copies `text` and reads the copy back; gives its key. A text that is already there,
    /// because an earlier move was interrupted, is not copied twice.
    pub(super) fn copy(
        &mut self,
        store: &mut impl KeyValue,
        origin: &str,
        text: &str,
        why: &Why,
    ) -> Result<String, StoreError> {
        let short = origin.strip_prefix(keys::PREFIX).unwrap_or(origin);
        for (_, _, key) in self.index.iter().filter(|(_, from, _)| from == short) {
            let there = store.get(key)?;
            if there.is_some_and(|value| value.split_once('\n').is_some_and(|(_, t)| t == text)) {
                return Ok(key.clone());
            }
        }
        let mut number = self.index.iter().map(|(n, ..)| n + 1).max().unwrap_or(1);
        while store.get(&keys::quarantine(number, short))?.is_some() {
            number += 1;
        }
        let key = keys::quarantine(number, short);
        let value = format!("{why}\n{text}");
        store.set(&key, &value)?;
        if store.get(&key)?.as_deref() != Some(value.as_str()) {
            return Err(StoreError::Other(format!("{key} did not read back")));
        }
        self.index.push((number, short.to_owned(), key.clone()));
        Ok(key)
    }

    /// Copies `text`, then removes it from `origin`. What was refused before was told then, and is
    /// not told again.
    pub(super) fn take(&mut self, store: &mut impl KeyValue, origin: &str, text: &str, why: Why) -> Option<SetAside> {
        let kept_at = self.copy(store, origin, text, &why).ok();
        let mut told = false;
        if let Some(key) = &kept_at {
            // Where this fails, the next start finds text and copy, and removes it then.
            if store.get(origin).ok().flatten().as_deref() == Some(text) {
                let _ = store.remove(origin);
            }
            let copy = store.get(key).ok().flatten().and_then(|value| QuarantineEntry::parse(key, &value));
            told = copy.is_some_and(|copy| matches!(copy.why, Why::Refused(_)));
        }
        (!told).then(|| SetAside { origin: origin.to_owned(), why, kept_at })
    }
}
