//! How full the store is, the reserve for its last moment, and the way out.

use std::collections::BTreeMap;

use super::Journal;
use super::keys::{self, Key};
use super::store::{KeyValue, StoreError, units};

/// What browsers grant one origin in `localStorage`, in UTF-16 units of keys and values
/// (measured in Chromium).
pub const QUOTA_UNITS: usize = 5_242_880;

const BALLAST_UNITS: usize = 64 * 1024;

/// UTF-16 units of keys and values, by what they are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Manifests and superblocks, and the chunks that they need; those that only kept days need
    /// count with the days.
    pub checkpoints: usize,
    pub records: usize,
    pub days: usize,
    pub quarantine: usize,
    pub ballast: usize,
    /// Other keys of this app.
    pub other: usize,
    /// Keys of other programs on the same origin.
    pub foreign: usize,
    pub total: usize,
    pub quota: usize,
}

impl<S: KeyValue> Journal<S> {
    /// Measures the store.
    pub fn used(&self) -> Result<Usage, StoreError> {
        let mut usage = Usage { quota: QUOTA_UNITS, ..Usage::default() };
        let only_days = self.chunks_of_days_alone()?;
        for key in self.store.keys()? {
            let size = units(&key) + self.store.get(&key)?.map_or(0, |value| units(&value));
            usage.total += size;
            *match Key::parse(&key) {
                Key::Superblock(_) | Key::Manifest(_) => &mut usage.checkpoints,
                Key::Chunk(_) if only_days.contains(&key) => &mut usage.days,
                Key::Chunk(_) => &mut usage.checkpoints,
                Key::Day(_) => &mut usage.days,
                Key::Record(_) => &mut usage.records,
                Key::Quarantine(_) => &mut usage.quarantine,
                Key::Ballast => &mut usage.ballast,
                Key::Writer | Key::Claim(_) | Key::Other => &mut usage.other,
                Key::Foreign => &mut usage.foreign,
            } += size;
        }
        Ok(usage)
    }

    /// UTF-16 units of all keys and values in the store, those of other programs included.
    pub fn total(&self) -> Result<usize, StoreError> {
        let mut total = 0;
        for key in self.store.keys()? {
            total += units(&key) + self.store.get(&key)?.map_or(0, |value| units(&value));
        }
        Ok(total)
    }

    /// Everything of this app in the store as one JSON object of keys and texts, for a download
    /// that needs no working app to make sense of.
    pub fn raw_export(&self) -> Result<String, StoreError> {
        let mut values = BTreeMap::new();
        for key in self.store.keys()? {
            if matches!(Key::parse(&key), Key::Foreign | Key::Ballast) {
                continue;
            }
            if let Some(value) = self.store.get(&key)? {
                values.insert(key, value);
            }
        }
        serde_json::to_string_pretty(&values).map_err(|error| StoreError::Other(error.to_string()))
    }

    /// Reserves room for the last edits before the store is full, where there is plenty. Tells
    /// whether the reserve is there. A checkpoint does this too.
    pub fn lay_ballast(&mut self) -> bool {
        if !self.may_write() {
            return false;
        }
        match self.store.get(keys::BALLAST) {
            Ok(Some(_)) => return true,
            Ok(None) => {}
            Err(_) => return false,
        }
        // Laid into the last free room it would be spent at the next edit and laid again.
        let room = self.total().is_ok_and(|total| total + 2 * BALLAST_UNITS <= QUOTA_UNITS);
        room && self.store.set(keys::BALLAST, &"0".repeat(BALLAST_UNITS)).is_ok()
    }
}
