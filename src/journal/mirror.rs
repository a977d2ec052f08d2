//! What a mirror of the store is told.

/// One write to the store, to be repeated in a mirror in the order in which the store took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// `value` is now under `key`.
    Set { key: String, value: String },
    /// Nothing is under `key` any more.
    Remove { key: String },
}
