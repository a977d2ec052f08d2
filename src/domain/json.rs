//! JSON and back, always by way of a [`Value`]. Every type has its reader and its writer in the
//! program once then, however many ways lead to it, and that is most of what the types weigh.

use super::stored::Stored;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use super::stored::{Segment, WrongType};

/// A record as JSON.
pub(crate) fn to_value(record: &impl Stored) -> Value {
    record.written()
}

/// A record as JSON text.
pub(crate) fn to_text(record: &impl Stored) -> String {
    record.written().to_string()
}

/// The record that a value stands for.
///
/// # Errors
/// Where the value is not of the type.
pub(crate) fn from_value<T: Stored + Default>(value: &Value) -> Result<T, WrongType> {
    let mut record = T::default();
    record.read(value)?;
    Ok(record)
}

/// The record that a JSON text stands for.
///
/// # Errors
/// Where the text is no JSON or not of the type, in the machine's words.
pub(crate) fn from_text<T: Stored + Default>(text: &str) -> Result<T, String> {
    from_value(&parsed(text)?).map_err(|wrong| wrong.to_string())
}

/// What one part of the program tells another, as JSON text. It always becomes JSON.
pub(crate) fn told<T: Serialize>(message: &T) -> String {
    serde_json::to_value(message).unwrap_or_default().to_string()
}

/// What was told, from its JSON text.
///
/// # Errors
/// Where the text is no JSON or tells something else, in the machine's words.
pub(crate) fn heard<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    T::deserialize(&parsed(text)?).map_err(|error| error.to_string())
}

fn parsed(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
