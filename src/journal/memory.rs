//! A store in memory: the fallback where the browser refuses storage, and the test bench.

use std::collections::BTreeMap;

use super::store::{KeyValue, StoreError, units};

/// A failure to be injected, at the write (`set` or `remove`) with the given number, counted
/// from 0 at the moment of injection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The write is lost and the store refuses everything until [`MemoryStore::revive`].
    CrashBefore(usize),
    /// The write is kept, its answer is lost, and the store refuses everything afterwards.
    CrashAfter(usize),
    /// This one write is refused as over quota.
    QuotaOnce(usize),
    /// This `set` and every later one are refused as over quota; `remove` still works.
    QuotaFrom(usize),
}

/// A store in memory that can be made to fail, and counts what is written to it.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    values: BTreeMap<String, String>,
    quota: Option<usize>,
    fault: Option<Fault>,
    writes: usize,
    written_units: usize,
    dead: bool,
}

impl MemoryStore {
    /// An empty store without a quota.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that holds at most `quota` UTF-16 units of keys and values.
    #[must_use]
    pub fn with_quota(quota: usize) -> Self {
        Self { quota: Some(quota), ..Self::default() }
    }

    /// Sets the quota of a store in use; what is in it already stays.
    pub fn set_quota(&mut self, quota: Option<usize>) {
        self.quota = quota;
    }

    /// Makes a later write fail, and counts writes from 0 again.
    pub fn inject(&mut self, fault: Fault) {
        self.fault = Some(fault);
        self.writes = 0;
    }

    /// The process starts again: what was written is there, faults are gone.
    pub fn revive(&mut self) {
        self.fault = None;
        self.dead = false;
    }

    /// Writes tried since the start or the last injection.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.writes
    }

    /// UTF-16 units of keys and values that `set` has written in all.
    #[must_use]
    pub fn written_units(&self) -> usize {
        self.written_units
    }

    /// All that is stored.
    #[must_use]
    pub fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    fn used(&self) -> usize {
        self.values.iter().map(|(key, value)| units(key) + units(value)).sum()
    }

    fn alive(&self) -> Result<(), StoreError> {
        if self.dead { Err(StoreError::Blocked) } else { Ok(()) }
    }

    /// Runs one write under the injected fault.
    fn write(
        &mut self,
        is_set: bool,
        apply: impl FnOnce(&mut Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.alive()?;
        let number = self.writes;
        self.writes += 1;
        match self.fault {
            Some(Fault::CrashBefore(n)) if n == number => {
                self.dead = true;
                Err(StoreError::Blocked)
            }
            Some(Fault::CrashAfter(n)) if n == number => {
                let _ = apply(self);
                self.dead = true;
                Err(StoreError::Blocked)
            }
            Some(Fault::QuotaOnce(n)) if is_set && n == number => Err(StoreError::Quota),
            Some(Fault::QuotaFrom(n)) if is_set && n <= number => Err(StoreError::Quota),
            _ => apply(self),
        }
    }
}

impl KeyValue for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.alive()?;
        Ok(self.values.get(key).cloned())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(true, |store| {
            let size = units(key) + units(value);
            if let Some(quota) = store.quota {
                let freed = store.values.get(key).map_or(0, |old| units(key) + units(old));
                if store.used() - freed + size > quota {
                    return Err(StoreError::Quota);
                }
            }
            store.values.insert(key.to_owned(), value.to_owned());
            store.written_units += size;
            Ok(())
        })
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.write(false, |store| {
            store.values.remove(key);
            Ok(())
        })
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.alive()?;
        Ok(self.values.keys().cloned().collect())
    }
}
