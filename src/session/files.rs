//! Which files something that is kept may lead back to.

use super::{Session, Step};
use crate::domain::Change;
use crate::domain::files::{hashes_in, referred};
use crate::domain::json;
use crate::journal::KeyValue;
use std::collections::BTreeSet;

impl<S: KeyValue> Session<S> {
    /// The hash of every file that the board refers to, or that it may refer to again: by undo and redo,
    /// by going back to a kept day, by anything else that lies in the store, what was set aside among it.
    /// Nothing where the store does not answer, because then it is not known.
    pub fn files_in_reach(&self) -> Option<BTreeSet<String>> {
        let mut hashes = referred(&self.board);
        let mut look_at = |text: &str| hashes.extend(hashes_in(text).map(str::to_owned));
        look_at(&self.journal.raw_export().ok()?);
        self.pending.iter().for_each(|payload| look_at(payload));
        let steps = self.undo.iter().chain(&self.redo);
        let changes = steps.flat_map(|Step { changes }| changes);
        let unconfirmed = self.unconfirmed.iter().map(|(_, change)| change);
        changes.chain(unconfirmed).for_each(|change: &Change| look_at(&json::told(change)));
        Some(hashes)
    }
}
