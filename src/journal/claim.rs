//! The claim: how two writers that no lock keeps apart notice each other in time.
//!
//! A writer lays its number, higher than any before, and only then reads the store. Whoever wrote
//! before looks at the number again after each of its own writes and before it acknowledges. So
//! either the newcomer sees the write, or the writer sees the newcomer and takes the write for
//! not made.

use super::Journal;
use super::WriteError;
use super::keys;
use super::record::{Kind, Sealed};
use super::scan::Scan;
use super::store::{KeyValue, StoreError};

/// Lays a claim. Answers with its number, or nothing where the store has no room for it or belongs
/// to a newer app.
pub(super) fn lay(store: &mut impl KeyValue, nonce: u64) -> Result<Option<u64>, StoreError> {
    let scan = Scan::read(store)?;
    if scan.newer.is_some() {
        return Ok(None);
    }
    let number = scan.highest.0 + 1 + nonce;
    let text = Sealed::new(Kind::Writer, number, 0, 0, "").text();
    match store.set(keys::WRITER, &text) {
        Ok(()) => Ok(Some(number)),
        Err(StoreError::Quota) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The number in force.
pub(super) fn read(store: &impl KeyValue) -> Result<Option<u64>, StoreError> {
    let text = store.get(keys::WRITER)?;
    Ok(text.and_then(|text| Sealed::read(Kind::Writer, &text)).map(|sealed| sealed.generation))
}

impl<S: KeyValue> Journal<S> {
    /// Refuses where another writer has claimed the store since it was opened.
    pub(super) fn check_claim(&mut self) -> Result<(), WriteError> {
        let there = read(&self.store)?;
        if there > self.claim {
            return Err(WriteError::Fenced);
        }
        if let Some(ours) = self.claim
            && there != self.claim
        {
            // It was lost or damaged. A refusal to lay it again leaves the fence, which is no less
            // than a store without claims has.
            let _ = self.store.set(keys::WRITER, &Sealed::new(Kind::Writer, ours, 0, 0, "").text());
        }
        Ok(())
    }
}
