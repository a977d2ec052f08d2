//! States kept on their own: one a day for two weeks, and the last one of each earlier schema.

use crate::domain::sort;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::keys::{self, Key};
use super::record::{self, Kind, Sealed};
use super::scan::{Manifest, Scan};
use super::store::{KeyValue, StoreError};
use super::usage::QUOTA_UNITS;
use super::{Chunks, Journal, SCHEMA, WriteError};

/// How many days are kept.
pub const KEPT_DAYS: usize = 14;

/// A state of an earlier schema is kept under this and the schema's number.
const SCHEMA_NAME: &str = "schema-";

/// A kept state as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date, or `schema-` and the number of an earlier schema.
    pub name: String,
    /// How many chunks it has.
    pub chunks: usize,
    /// How many of them are missing or damaged.
    pub missing: usize,
}

/// A kept state: chunks, then records in order, both as an app of `schema` wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayState {
    pub schema: u32,
    pub chunks: Chunks,
    /// The payloads of records that are not in the chunks yet.
    pub records: Vec<String>,
    /// The names of chunks that are missing or damaged.
    pub missing: Vec<String>,
}

/// What a day's key holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(skip)]
    schema: u32,
    /// The name it is kept under.
    name: String,
    /// Name to address.
    chunks: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    records: Vec<String>,
}

impl Kept {
    pub(super) fn parse(sealed: &Sealed) -> Option<Self> {
        let kept: Self = serde_json::from_str(&sealed.body).ok()?;
        Some(Self { schema: sealed.schema, ..kept })
    }

    /// A day's key and text, where they belong together.
    pub(super) fn read(name: &str, text: &str) -> Option<Self> {
        Self::parse(&Sealed::read(Kind::Day, text)?).filter(|kept| kept.is_named(name))
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn chunk_keys(&self) -> impl Iterator<Item = String> + '_ {
        self.chunks.iter().map(|(name, address)| keys::chunk(name, address))
    }
}

impl<S: KeyValue> Journal<S> {
    /// Keeps the state of the last checkpoint under `day` (`YYYY-MM-DD`), unless a state is kept
    /// for that day already or the store is more than 60 % full. Days beyond [`KEPT_DAYS`] go, the
    /// oldest first. Answers whether it was kept now.
    ///
    /// Chunks are shared with the checkpoints, so a day costs what has changed since the one before.
    pub fn keep_day(&mut self, day: &str) -> Result<bool, WriteError> {
        self.writable()?;
        self.check_claim()?;
        if self.has_day(day)? || !self.has_room_for_days()? {
            return Ok(false);
        }
        self.write_day(day, SCHEMA, Vec::new())?;
        self.check_claim()?;
        self.drop_days_beyond(KEPT_DAYS)?;
        Ok(true)
    }

    /// Whether the store is empty enough to keep days: no more than 60 % full.
    pub fn has_room_for_days(&self) -> Result<bool, StoreError> {
        Ok(self.total()? <= QUOTA_UNITS / 10 * 6)
    }

    /// Whether a state is kept under this name.
    pub fn has_day(&self, day: &str) -> Result<bool, StoreError> {
        Ok(self.store.get(&keys::day(day))?.is_some())
    }

    /// The kept states, the latest first; those of earlier schemas at the end.
    pub fn days(&self) -> Result<Vec<Day>, StoreError> {
        let scan = Scan::read(&self.store)?;
        let mut days = Vec::new();
        for (name, kept) in scan.days {
            let mut missing = 0;
            for (chunk, address) in &kept.chunks {
                let text = self.store.get(&keys::chunk(chunk, address))?;
                missing += usize::from(!text.is_some_and(|text| record::is_at(address, &text)));
            }
            days.push(Day { name, chunks: kept.chunks.len(), missing });
        }
        sort::by(&mut days, |one, other| (is_schema(&one.name), &other.name).cmp(&(is_schema(&other.name), &one.name)));
        Ok(days)
    }

    /// A kept state, as far as it is still there.
    pub fn day(&self, name: &str) -> Result<Option<DayState>, StoreError> {
        let Some(text) = self.store.get(&keys::day(name))? else { return Ok(None) };
        let Some(kept) = Kept::read(name, &text).filter(|kept| kept.schema <= SCHEMA) else { return Ok(None) };
        let mut state =
            DayState { schema: kept.schema, chunks: Chunks::new(), records: kept.records, missing: Vec::new() };
        for (name, address) in kept.chunks {
            match self.store.get(&keys::chunk(&name, &address))? {
                Some(text) if record::is_at(&address, &text) => drop(state.chunks.insert(name, text.into())),
                _ => state.missing.push(name),
            }
        }
        Ok(Some(state))
    }

    /// Before data of an earlier schema is written anew: keeps the state as that schema wrote it.
    pub(super) fn keep_schema(&mut self) -> Result<(), WriteError> {
        let Some(schema) = self.older_schema else { return Ok(()) };
        let name = format!("{SCHEMA_NAME}{schema}");
        if !self.has_day(&name)? {
            let records = self.replayed.iter().filter_map(|(key, ..)| self.store.get(key).transpose());
            let texts: Vec<String> = records.collect::<Result<_, _>>()?;
            let records = texts.iter().filter_map(|text| Sealed::read(Kind::Record, text));
            // What was appended since by a newer app is in the state that is about to be written.
            let old = records.filter(|record| record.schema == schema);
            self.write_day(&name, schema, old.map(|record| record.body).collect())?;
        }
        self.older_schema = None;
        Ok(())
    }

    fn write_day(&mut self, name: &str, schema: u32, records: Vec<String>) -> Result<(), WriteError> {
        let chunks = self.base.iter().map(|(name, stored)| (name.clone(), stored.address.clone())).collect();
        let kept = Kept { schema, name: name.to_owned(), chunks, records };
        let body = serde_json::to_string(&kept).map_err(|error| StoreError::Other(error.to_string()))?;
        let sealed =
            Sealed::with_schema(Kind::Day, schema, self.base_generation, self.tip.sequence, self.tip.seal, &body);
        let (key, text) = (keys::day(name), sealed.text());
        let set = self.store.set(&key, &text);
        if self.store.get(&key)?.as_deref() == Some(text.as_str()) { Ok(()) } else { Ok(set?) }
    }

    /// Gives up the oldest days until no more than `kept` are left; their chunks go with the next
    /// checkpoint.
    fn drop_days_beyond(&mut self, kept: usize) -> Result<(), StoreError> {
        let days = self.day_keys()?;
        for key in &days[..days.len().saturating_sub(kept)] {
            self.drop_day(key)?;
        }
        Ok(())
    }

    /// Gives up the oldest day.
    pub(super) fn drop_oldest_day(&mut self) -> Result<(), StoreError> {
        self.day_keys()?.first().map_or(Ok(()), |key| self.drop_day(key))
    }

    fn drop_day(&mut self, key: &str) -> Result<(), StoreError> {
        // Only what is sound may go; the rest is for quarantine.
        let Key::Day(name) = Key::parse(key) else { return Ok(()) };
        let sound = self.store.get(key)?.is_some_and(|text| Kept::read(name, &text).is_some());
        if sound { self.store.remove(key) } else { Ok(()) }
    }

    /// The keys of the days, the oldest first.
    fn day_keys(&self) -> Result<Vec<String>, StoreError> {
        let mut keys = self.store.keys()?;
        keys.retain(|key| matches!(Key::parse(key), Key::Day(name) if !is_schema(name)));
        sort::plain(&mut keys);
        Ok(keys)
    }

    /// The keys of chunks that only kept days need.
    pub(super) fn chunks_of_days_alone(&self) -> Result<BTreeSet<String>, StoreError> {
        let scan = Scan::read(&self.store)?;
        let of_checkpoints = sort::set(scan.manifests.iter().flat_map(Manifest::chunk_keys));
        let of_days = scan.days.values().flat_map(Kept::chunk_keys);
        Ok(of_days.filter(|key| !of_checkpoints.contains(key)).collect())
    }
}

fn is_schema(name: &str) -> bool {
    name.starts_with(SCHEMA_NAME)
}
