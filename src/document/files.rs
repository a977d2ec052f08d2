//! The files of materials and contracts in a board file.
//!
//! They stand beside the board: `"files": [{"sha256": …, "media_type": …, "data": …}]`. What is in a
//! file is Base64 (standard alphabet, padded, canonical) and is named by its SHA-256, as the board names
//! it. A file without them is as good; a file with them holds each content once, and none that its board
//! does not refer to.

use super::error::{self, Expected, ImportError, ImportProblem};
use super::{MEDIA_TYPE_MAX, export};
use crate::domain::Board;
use crate::domain::files::referred;
use crate::domain::json::from_value;
use crate::domain::scalar::Bytes;
use crate::domain::stored::fields;
use crate::domain::validate::Problem;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The most files of a board file.
pub const FILES_MAX: usize = 200;
/// The most bytes of all of them together, as they are and not as Base64. Reading holds them about four
/// times over (the text, its tree, the bytes, the browser's own copy), which a telephone still bears.
pub const FILES_BYTES_MAX: usize = 50_000_000;
/// The most bytes of one file.
pub const FILE_BYTES_MAX: usize = Bytes::MAX as usize;

/// A file that comes along with a board.
#[derive(Clone, PartialEq, Eq)]
pub struct Attached {
    /// SHA-256 of what is in it.
    pub sha256: String,
    /// Its media type; empty where it is not known.
    pub media_type: String,
    /// What is in it.
    pub data: Vec<u8>,
}

impl std::fmt::Debug for Attached {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { sha256, media_type, data } = self;
        write!(formatter, "Attached({sha256}, {media_type:?}, {} bytes)", data.len())
    }
}

/// A file of a material or a contract (資料のファイル).
#[derive(Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AttachedFile"))]
#[cfg_attr(feature = "schema", serde(deny_unknown_fields))]
pub(super) struct Entry {
    /// SHA-256 of what is in it: 64 digits, lower case. The board refers to it by this.
    sha256: String,
    /// Its media type; empty where it is not known.
    #[cfg_attr(feature = "schema", serde(default))]
    media_type: String,
    /// What is in it, as Base64 (standard alphabet, padded, canonical).
    data: String,
}

fields!(Entry { sha256, media_type, data } needs ["sha256", "data"]);

/// SHA-256 of these bytes: 64 digits, lower case.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits, lower case.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        // Writing to a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Writes a board with its files, one file after the other, so that only one need be in hand.
#[derive(Debug)]
pub struct FullExport {
    text: String,
    count: usize,
}

impl FullExport {
    /// Begins with the board.
    pub fn new(board: &Board, exported_at: DateTime<FixedOffset>) -> Self {
        let mut text = export(board, exported_at);
        // The object stays open.
        if let Some(length) = text.strip_suffix("\n}").map(str::len) {
            text.truncate(length);
        }
        Self { text, count: 0 }
    }

    /// Adds a file.
    pub fn push(&mut self, file: &Attached) {
        self.text.reserve(file.data.len().div_ceil(3) * 4 + 256);
        self.text.push_str(if self.count == 0 { ",\n  \"files\": [" } else { "," });
        let (sha256, media_type) = (Value::from(file.sha256.as_str()), Value::from(file.media_type.as_str()));
        let _ = write!(
            self.text,
            "\n    {{\n      \"sha256\": {sha256},\n      \"media_type\": {media_type},\n      \"data\": \""
        );
        STANDARD.encode_string(&file.data, &mut self.text);
        self.text.push_str("\"\n    }");
        self.count += 1;
    }

    /// The text of the whole file.
    pub fn finish(mut self) -> String {
        self.text.push_str(if self.count == 0 { "\n}" } else { "\n  ]\n}" });
        self.text
    }
}

/// How many bytes of a board file's text are what is in its files.
pub(super) fn encoded_bytes(files: Option<&Value>) -> usize {
    let entries = files.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| entry.get("data")?.as_str()).map(str::len).sum()
}

/// Reads the files of a board file, given the board in it.
pub(super) fn read(files: Value, board: &Board) -> Result<Vec<Attached>, ImportError> {
    let entries = match files {
        Value::Array(entries) => entries,
        other => {
            let problem = ImportProblem::WrongType { found: error::short(&other), expected: Expected::List };
            return Err(ImportError { place: "files".to_owned(), problem });
        }
    };
    let wanted = referred(board);
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    let mut read = Vec::with_capacity(entries.len());
    let mut bytes = 0;
    // Each entry is let go of before the next is decoded.
    for (index, entry) in entries.into_iter().enumerate() {
        let place = format!("files[{index}]");
        let file = entry_of(entry, &place)?;
        let at = |name: &str, problem| Err(ImportError { place: format!("{place}.{name}"), problem });
        if !wanted.contains(&file.sha256) {
            return at("sha256", ImportProblem::NoMaterial);
        }
        if let Some(first) = places.insert(file.sha256.clone(), format!("{place}.sha256")) {
            return at("sha256", ImportProblem::DoubleFile { first });
        }
        bytes += file.data.len();
        if bytes > FILES_BYTES_MAX {
            let problem = ImportProblem::TooLarge { bytes, most: FILES_BYTES_MAX };
            return Err(ImportError { place: "files".to_owned(), problem });
        }
        read.push(file);
    }
    Ok(read)
}

fn entry_of(entry: Value, place: &str) -> Result<Attached, ImportError> {
    let Entry { sha256: name, media_type, data: encoded } = from_value(&entry).map_err(|wrong| {
        let inner = error::wrong_type(&entry, &wrong);
        let place = if inner.place.is_empty() { place.to_owned() } else { format!("{place}.{}", inner.place) };
        ImportError { place, problem: inner.problem }
    })?;
    drop(entry);
    let at = |name: &str, problem| Err(ImportError { place: format!("{place}.{name}"), problem });
    if name.len() != 64 || !name.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return at("sha256", ImportProblem::Invalid(Problem::Hash));
    }
    let length = media_type.chars().count();
    if length > MEDIA_TYPE_MAX {
        return at("media_type", ImportProblem::Invalid(Problem::TooLong(length, MEDIA_TYPE_MAX)));
    }
    if let Some(control) = media_type.chars().find(|letter| letter.is_control()) {
        return at("media_type", ImportProblem::Invalid(Problem::Control(control)));
    }
    let wrong_length = |bytes| ImportProblem::WrongLength { bytes, min: 1, max: FILE_BYTES_MAX };
    if encoded.len() > FILE_BYTES_MAX.div_ceil(3) * 4 {
        let padding = encoded.bytes().rev().take_while(|letter| *letter == b'=').count().min(2);
        return at("data", wrong_length(encoded.len() / 4 * 3 - padding));
    }
    let Ok(data) = STANDARD.decode(&encoded) else {
        let found = error::short(&Value::String(encoded));
        return at("data", ImportProblem::WrongType { found, expected: Expected::Base64 });
    };
    if data.is_empty() || data.len() > FILE_BYTES_MAX {
        return at("data", wrong_length(data.len()));
    }
    if sha256(&data) != name {
        return at("data", ImportProblem::WrongHash);
    }
    Ok(Attached { sha256: name, media_type, data })
}
