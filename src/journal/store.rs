//! What the journal asks of the place it writes to.

use thiserror::Error;

/// Why a store refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    #[error("the store is full")]
    Quota,
    #[error("the store is not available")]
    Blocked,
    #[error("the store failed: {0}")]
    Other(String),
}

/// A small key-value store of text, with the semantics of `localStorage`: a `set` that fails
/// leaves the earlier value, and a `set` that returns is visible to the next `get`, but not
/// therefore durable.
///
/// `keys` lists all keys, those of other programs on the same origin too: they share the quota.
pub trait KeyValue {
    /// The value under `key`, or `None` where there is none.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Puts `value` under `key`, in place of what was there.
    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError>;
    /// Removes `key`; a key that is not there is no error.
    fn remove(&mut self, key: &str) -> Result<(), StoreError>;
    /// Every key, in any order.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// The length of `text` as browsers count it against the quota.
pub(super) fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}
