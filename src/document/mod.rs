//! The board as a file.
//!
//! Model: one envelope, `{"format":"irai-board","version":6,"exported_at":…,"board":…}`, and on choice
//! `"files":[{"sha256":…,"media_type":…,"data":…}]` beside the board ([`FullExport`]). [`export`]
//! writes it; [`parse`] reads it into an [`Import`], which touches nothing; [`preview`] holds it
//! against the board; [`plan`] makes it one [`Action`](crate::domain::Action) that is dispatched
//! and undone like any other.
//!
//! Reading goes from coarse to fine, and the first thing that is wrong is what a person is told:
//! size and encoding, JSON, format, version, double keys and limits, types, double ids and broken
//! references, and the files last: Base64, hash, whether the board refers to them. Each with its
//! place.

pub mod csv;
pub mod encrypted;
mod error;
mod files;
mod json;
mod merge;
mod message;
#[cfg(feature = "schema")]
pub mod schema;

pub use error::{Expected, ImportError, ImportProblem};
pub use files::{Attached, FILE_BYTES_MAX, FILES_BYTES_MAX, FILES_MAX, FullExport, hexadecimal, sha256};
pub use merge::{Choice, Difference, Mode, Preview, Row, plan, preview};

use crate::domain::board::{Board, Settings};
use crate::domain::json::{from_value, to_value};
use crate::domain::stored::fields;
use crate::domain::validate::{check_engagement, check_settings};
use crate::domain::{Engagement, EngagementId};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a file of this page says of itself.
pub const FORMAT: &str = "irai-board";
/// The version that this page writes, and the newest that it reads.
pub const VERSION: u64 = 6;
/// The most bytes of a file, apart from what is in the files that it carries.
pub const BYTES_MAX: usize = 20_000_000;
/// The most bytes of a file with all that it carries, as Base64.
pub const FULL_BYTES_MAX: usize = BYTES_MAX + FILES_BYTES_MAX.div_ceil(3) * 4 + FILES_MAX * 4;
/// The most characters of a media type.
pub const MEDIA_TYPE_MAX: usize = 255;
/// The most engagements of a file.
pub const ENGAGEMENTS_MAX: usize = 20_000;

/// The key by which a file with files is known before it is read.
const FILES_KEY: &[u8] = b"\"files\"";

/// A file that was read and found sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// When it was written.
    pub exported_at: DateTime<FixedOffset>,
    /// The board in it.
    pub board: Board,
    /// The files of its materials and contracts that came along.
    pub files: Vec<Attached>,
}

/// A file of the board (依頼ボード).
#[derive(Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BoardFile"))]
#[cfg_attr(feature = "schema", serde(deny_unknown_fields))]
struct File {
    /// Always "irai-board".
    format: String,
    /// The version of the format.
    version: u64,
    /// When the file was written.
    exported_at: DateTime<FixedOffset>,
    /// The whole of what a person has entered.
    board: Contents,
    // Taken out and read apart: what is in it is large.
    /// The files of its materials and contracts, on choice: each content once, none that the board does
    /// not refer to.
    #[cfg_attr(feature = "schema", serde(default))]
    files: Vec<files::Entry>,
}

fields!(File { format, version, exported_at, board, files } needs ["format", "version", "exported_at", "board"]);

// Unlike in `Board`, the engagements are still a list here, so that a double one has a place, and a
// file without them is no empty board.
/// The board as it stands in a file.
#[derive(Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Board"))]
#[cfg_attr(feature = "schema", serde(deny_unknown_fields))]
struct Contents {
    /// What holds for the whole board.
    #[cfg_attr(feature = "schema", serde(default))]
    settings: Settings,
    /// The engagements (案件).
    engagements: Vec<Engagement>,
}

fields!(Contents { settings, engagements } needs ["engagements"]);

/// Writes the board as a file.
pub fn export(board: &Board, exported_at: DateTime<FixedOffset>) -> String {
    #[derive(Serialize)]
    struct Envelope {
        format: &'static str,
        version: u64,
        exported_at: DateTime<FixedOffset>,
        board: Value,
    }
    let envelope = Envelope { format: FORMAT, version: VERSION, exported_at, board: to_value(board) };
    // Plain records with text keys always become JSON; the fallback is never reached.
    serde_json::to_string_pretty(&envelope).unwrap_or_default()
}

/// The name of a file written at this moment: `irai-board-YYYYMMDD-HHMM.json`.
pub fn file_name(at: DateTime<FixedOffset>) -> String {
    at.format("irai-board-%Y%m%d-%H%M.json").to_string()
}

/// Reads a file.
///
/// # Errors
/// The first thing that is wrong with it, with its place.
pub fn parse(bytes: &[u8]) -> Result<Import, ImportError> {
    let too_large = |bytes| Err(ImportError::whole(ImportProblem::TooLarge { bytes, most: BYTES_MAX }));
    if bytes.len() > BYTES_MAX && !mentions_files(bytes) {
        return too_large(bytes.len());
    }
    let text = json::decode(bytes, FULL_BYTES_MAX).map_err(ImportError::whole)?;
    let document = json::read(&text)?;
    let version = envelope_version(&document.value)?;
    if let Some(flaw) = document.flaw {
        return Err(flaw);
    }
    let own = text.len().saturating_sub(files::encoded_bytes(document.value.get("files")));
    drop(text);
    if own > BYTES_MAX {
        return too_large(own);
    }
    let mut value = migrate(document.value, version)?;
    let files = value.as_object_mut().and_then(|file| file.remove("files"));
    let file = typed(&value)?;
    drop(value);
    let mut places: BTreeMap<EngagementId, usize> = BTreeMap::new();
    check_settings(&file.board.settings).map_err(|fault| ImportError {
        place: format!("board.settings.{}", fault.path),
        problem: ImportProblem::Invalid(fault.problem),
    })?;
    let mut board = Board { settings: file.board.settings, ..Board::default() };
    for (index, engagement) in file.board.engagements.into_iter().enumerate() {
        let place = format!("board.engagements[{index}]");
        check_engagement(&engagement).map_err(|fault| {
            let place = format!("{place}.{}", fault.path);
            ImportError { place, problem: ImportProblem::within(fault.problem, index) }
        })?;
        if let Some(first) = places.insert(engagement.id, index) {
            let first = format!("board.engagements[{first}].id");
            return Err(ImportError {
                place: format!("{place}.id"),
                problem: ImportProblem::DoubleEngagement { first },
            });
        }
        board.engagements.insert(engagement.id, Arc::new(engagement));
    }
    let files = files.map(|files| files::read(files, &board)).transpose()?.unwrap_or_default();
    Ok(Import { exported_at: file.exported_at, board, files })
}

/// Whether a file may carry files. It is asked of a large one before it is read, because reading takes
/// memory in plenty; only a quotation mark is looked at closely.
fn mentions_files(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(start) = rest.iter().position(|byte| *byte == b'"') {
        rest = &rest[start..];
        if rest.starts_with(FILES_KEY) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// The version of a file of this page.
fn envelope_version(file: &Value) -> Result<u64, ImportError> {
    let at = |place: &str, problem| Err(ImportError { place: place.to_owned(), problem });
    match file.get("format") {
        Some(Value::String(format)) if format == FORMAT => {}
        Some(other) => return at("format", ImportProblem::UnknownFormat { found: Some(error::short(other)) }),
        None => return at("", ImportProblem::UnknownFormat { found: None }),
    }
    match file.get("version") {
        Some(Value::Number(version)) if version.is_u64() => Ok(version.as_u64().unwrap_or_default()),
        Some(other) => at("version", ImportProblem::UnknownVersion { found: error::short(other) }),
        None => at("version", ImportProblem::Missing),
    }
}

/// Brings a file of an earlier version to the present one. Each version that is left behind gets a
/// step here, and keeps a file in `tests/fixtures`.
fn migrate(file: Value, version: u64) -> Result<Value, ImportError> {
    let problem = match version {
        // Version 2 added the overlaps of an engagement, version 3 files, letters, terms of a contract
        // and what offers are compared by, version 4 what running the work needs, version 5 the closures
        // of the company, version 6 who wrote what overlaps, and overlaps of the settings; a file without
        // them reads as it is.
        1..=5 | VERSION => return Ok(file),
        newer if newer > VERSION => ImportProblem::NewerVersion { found: newer, newest: VERSION },
        unknown => ImportProblem::UnknownVersion { found: unknown.to_string() },
    };
    Err(ImportError { place: "version".to_owned(), problem })
}

fn typed(file: &Value) -> Result<File, ImportError> {
    from_value(file).map_err(|wrong| error::wrong_type(file, &wrong))
}
