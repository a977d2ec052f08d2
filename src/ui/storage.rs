//! How full the store is.

use super::app::App;
use super::kit::renew;
use crate::browser::durable;
use crate::browser::local::{BrowserStore, preference, set_preference};
use crate::journal::KeyValue;
use crate::text::storage::with_ours;
use wasm_bindgen_futures::spawn_local;

/// What this page keeps beside the journal: preferences, and the copy from before an import.
const BESIDE: &str = "irai-board-";

impl App {
    /// Measures how full the store is.
    pub fn measure(self) {
        let beside = units_beside();
        let usage = self.with_session(|session| session.journal().used()).ok().map(|usage| with_ours(usage, beside));
        renew(self.usage, usage);
    }
}

/// Asks the browser, once, to keep the data where space runs low. Some browsers ask the person in turn,
/// so this is for a moment when there is something to keep.
pub fn ask_to_keep() {
    const ASKED: &str = "persist-asked";
    if preference(ASKED).is_none() {
        set_preference(ASKED, "1");
        // The answer stands on the storage page.
        spawn_local(async {
            let _ = durable::persist().await;
        });
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
