//! JSON and back, always by way of a [`Value`]. Every type has its reader and its writer in the
//! program once then, however many ways lead to it, and that is most of what the types weigh.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a value is not of a type, with the place in it.
pub type WrongType = serde_path_to_error::Error<serde_json::Error>;

/// A plain record as JSON. Records with text keys always become JSON.
pub fn to_value<T: Serialize>(record: &T) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// A plain record as JSON text.
pub fn to_text<T: Serialize>(record: &T) -> String {
    to_value(record).to_string()
}

/// The record that a value stands for.
///
/// # Errors
/// Where the value is not of the type.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, WrongType> {
    serde_path_to_error::deserialize(value)
}

/// The record that a JSON text stands for.
///
/// # Errors
/// Where the text is no JSON or not of the type, in the machine's words.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    from_value(&value).map_err(|error| error.to_string())
}
