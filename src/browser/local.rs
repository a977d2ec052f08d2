//! `localStorage` as the journal's store.

use crate::journal::{KeyValue, StoreError};
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;

/// `localStorage`, or the fact that the browser blocks it.
#[derive(Debug)]
pub struct BrowserStore {
    raw: Option<web_sys::Storage>,
}

impl BrowserStore {
    /// The page's `localStorage`. Where the browser blocks it (a setting, a sandboxed frame), every
    /// write is refused and the page says so.
    pub fn open() -> Self {
        // gloo's raw() panics where storage is blocked: ask the window first.
        let there = web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some();
        Self { raw: there.then(LocalStorage::raw) }
    }

    /// Whether the browser blocks it.
    pub fn is_blocked(&self) -> bool {
        self.raw.is_none()
    }

    /// A store that refuses every write, for a page that cannot read what is stored.
    pub fn blocked() -> Self {
        Self { raw: None }
    }
}

impl KeyValue for BrowserStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        match &self.raw {
            Some(raw) => raw.get_item(key).map_err(refusal),
            None => Ok(None),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.raw.as_ref().ok_or(StoreError::Blocked)?.set_item(key, value).map_err(refusal)
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.raw.as_ref().ok_or(StoreError::Blocked)?.remove_item(key).map_err(refusal)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let Some(raw) = &self.raw else {
            return Ok(Vec::new());
        };
        let length = raw.length().map_err(refusal)?;
        (0..length).filter_map(|index| raw.key(index).map_err(refusal).transpose()).collect()
    }
}

fn refusal(error: JsValue) -> StoreError {
    match super::js::error_name(&error).as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Quota,
        Some("SecurityError") => StoreError::Blocked,
        other => StoreError::Other(other.unwrap_or("unknown").to_owned()),
    }
}

/// A preference: what belongs to this browser and not to the board.
pub fn preference(name: &str) -> Option<String> {
    BrowserStore::open().get(&preference_key(name)).ok().flatten()
}

/// Keeps a preference. Where it cannot be kept, it holds until the page is closed.
pub fn set_preference(name: &str, value: &str) {
    let _ = BrowserStore::open().set(&preference_key(name), value);
}

/// Keeps a preference no longer.
pub fn forget_preference(name: &str) {
    let _ = BrowserStore::open().remove(&preference_key(name));
}

/// A secret that goes with this tab.
pub fn session_secret(name: &str) -> Option<String> {
    session_storage()?.get_item(&preference_key(name)).ok().flatten()
}

/// Keeps a secret until the tab is closed, or forgets it. Where it cannot be kept, it is asked for again.
pub fn set_session_secret(name: &str, secret: Option<&str>) {
    if let Some(storage) = session_storage() {
        let _ = match secret {
            Some(secret) => storage.set_item(&preference_key(name), secret),
            None => storage.remove_item(&preference_key(name)),
        };
    }
}

fn session_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn preference_key(name: &str) -> String {
    format!("irai-board-preference/{name}")
}
