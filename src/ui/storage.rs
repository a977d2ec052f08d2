//! How full the store is.

use super::app::App;
use crate::browser::local::BrowserStore;
use crate::journal::KeyValue;
use crate::text::storage::with_ours;
use leptos::prelude::*;

/// What this page keeps beside the journal: preferences, and the copy from before an import.
const BESIDE: &str = "irai-board-";

impl App {
    /// Measures how full the store is.
    pub fn measure(self) {
        let beside = units_beside();
        let usage = self.with_session(|session| session.journal().used()).ok().map(|usage| with_ours(usage, beside));
        if self.usage.with_untracked(|known| *known != usage) {
            self.usage.set(usage);
        }
    }
}

/// UTF-16 units of what this page keeps beside the journal.
fn units_beside() -> usize {
    let store = BrowserStore::open();
    let keys = store.keys().unwrap_or_default();
    let units = |text: &str| text.encode_utf16().count();
    keys.iter()
        .filter(|key| key.starts_with(BESIDE))
        .map(|key| units(key) + store.get(key).ok().flatten().map_or(0, |value| units(&value)))
        .sum()
}
