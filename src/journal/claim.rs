//! The claim: how two writers that no lock keeps apart notice each other in time.
//!
//! # Protocol
//! A newcomer takes a number higher than any in the store, lays it under a key of its own
//! (`writer/<number>`), then as the number in force (`writer`), and only then reads the store. If
//! that shows a number as high as its own, it begins again. Whoever wrote before looks at `writer`
//! after each of its own writes and before it acknowledges.
//!
//! - Either the newcomer sees the write, or the writer sees the newcomer and takes the write for not
//!   made ([`WriteError::Fenced`]).
//! - Two that come at once overwrite each other in `writer` and would not know of the one before;
//!   but its own key is still there when the later one reads, so the later one's number is higher.
//! - What a writer lays down after it was superseded bears a lower number than what the newcomer
//!   lays, in records and checkpoints alike. Recovery prefers the higher number.
//!
//! This holds for single operations of the store in any order, between any number of writers, as
//! long as no two choose the same number: a nonce of some bits makes that as good as certain.
//!
//! # Limitations
//! - A store too full for the two keys is opened without a claim: then the fence alone notices.
//! - A writer that is refused for lack of room in the middle of a checkpoint takes back what it has
//!   written. Superseded between looking at `writer` and one of these removals, it may take a manifest
//!   that the newcomer rests on or a chunk that it has laid again. Where records lead to the same
//!   state, that costs nothing; otherwise ([`Journal::replace`]) what follows is in quarantine.
//! - A writer that is superseded between looking at `writer` and laying a kept day replaces what the
//!   newcomer has meanwhile kept for the same day.

use super::keys::{self, Key};
use super::record::{Kind, Sealed};
use super::scan::Scan;
use super::store::{KeyValue, StoreError};
use super::{Journal, WriteError};

/// How often a newcomer begins again before it gives up.
const TRIES: usize = 16;

/// Claims a store. Answers with the number, or none where the store has no room for it or belongs to
/// a newer app, and with what the store holds after that.
pub(super) fn lay(store: &mut impl KeyValue, nonce: u64) -> Result<(Option<u64>, Scan), StoreError> {
    let mut scan = Scan::read(store)?;
    for _ in 0..TRIES {
        if scan.newer.is_some() {
            return Ok((None, scan));
        }
        // A checkpoint that is under way takes the number after the highest.
        let number = scan.highest_generation() + 2 + nonce;
        match announce(store, number) {
            Ok(()) => {}
            Err(StoreError::Quota) => {
                let _ = store.remove(&keys::claim(number));
                return Ok((None, Scan::read(store)?));
            }
            Err(error) => return Err(error),
        }
        scan = Scan::read(store)?;
        if scan.highest_beside(number) + 1 < number {
            for other in scan.claims.iter().filter(|other| **other < number) {
                // Where this fails the next newcomer does it.
                let _ = store.remove(&keys::claim(*other));
            }
            return Ok((Some(number), scan));
        }
    }
    Err(StoreError::Other("other writers keep claiming the store".to_owned()))
}

fn announce(store: &mut impl KeyValue, number: u64) -> Result<(), StoreError> {
    let text = text(number);
    store.set(&keys::claim(number), &text)?;
    store.set(keys::WRITER, &text)
}

fn text(number: u64) -> String {
    Sealed::new(Kind::Writer, number, 0, 0, "").text()
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
        if there == self.claim {
            return Ok(());
        }
        let (None, Some(ours)) = (there, self.claim) else { return Err(WriteError::Fenced) };
        // It was lost or damaged, but the keys of those who have claimed since may be there. A
        // refusal to lay it again leaves the fence, which is no less than a store without claims has.
        let _ = self.store.set(keys::WRITER, &text(ours));
        let newer = |key: &String| matches!(Key::parse(key), Key::Claim(Some(number)) if number > ours);
        if self.store.keys()?.iter().any(newer) { Err(WriteError::Fenced) } else { Ok(()) }
    }
}
