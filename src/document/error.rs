//! Why a file was refused, and where.
//!
//! serde tells what went wrong in English sentences. They are read here, once, into problems that
//! can be said in the user's language; what a sentence does not hold (which date, which id) is
//! looked up in the file at the place of the error.

use crate::domain::json::{Segment, WrongType};
use crate::domain::validate::Problem;
use serde_json::Value;

/// Why a file was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem:?}")]
pub struct ImportError {
    /// The place in the file, `board.engagements[3].candidates[0].quotes[0].fee`; empty for the
    /// whole file.
    pub place: String,
    /// What is wrong there.
    pub problem: ImportProblem,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    /// More bytes than may be.
    TooLarge {
        /// How many.
        bytes: usize,
        /// How many there may be.
        most: usize,
    },
    /// Nothing in it.
    Empty,
    /// No text: a picture, a spreadsheet, an archive.
    NotText,
    /// No JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in bytes.
        column: usize,
    },
    /// JSON that ends too early: a download that was cut off.
    CutOff {
        /// The last line.
        line: usize,
    },
    /// JSON, but no board file.
    UnknownFormat {
        /// What stands for the format, where something does.
        found: Option<String>,
    },
    /// No version that there ever was.
    UnknownVersion {
        /// What stands there.
        found: String,
    },
    /// A file of a later page than this.
    NewerVersion {
        /// Its version.
        found: u64,
        /// The newest that this page reads.
        newest: u64,
    },
    /// Objects and lists too deep inside each other.
    TooDeep,
    /// More objects than may be.
    TooManyObjects {
        /// How many there may be.
        most: usize,
    },
    /// A key that stands twice in one object.
    DoubleKey,
    /// A field that the format does not have.
    UnknownField,
    /// A field that must be there.
    Missing,
    /// A key that is no id.
    BadKey,
    /// A value of another kind than must stand there, or one that does not exist (February 30).
    WrongType {
        /// What stands there, shortened.
        found: String,
        /// What must stand there.
        expected: Expected,
    },
    /// None of the names that may stand there.
    UnknownChoice {
        /// What stands there, shortened.
        found: String,
        /// The names that may stand there.
        names: Vec<String>,
    },
    /// An amount below zero.
    Negative {
        /// The amount.
        value: i64,
    },
    /// An amount beyond its bounds.
    OutOfRange {
        /// The amount.
        value: i64,
        /// The least allowed.
        min: i64,
        /// The most allowed.
        max: i64,
    },
    /// Bytes, written as Base64, of a number that may not be.
    WrongLength {
        /// How many bytes.
        bytes: usize,
        /// The least allowed.
        min: usize,
        /// The most allowed.
        max: usize,
    },
    /// An engagement with the id of another.
    DoubleEngagement {
        /// The place of the other's id.
        first: String,
    },
    /// A file with the content of another.
    DoubleFile {
        /// The place of the other's hash.
        first: String,
    },
    /// A file that nothing on the board refers to.
    NoMaterial,
    /// What is in a file is not what its hash says.
    WrongHash,
    /// What the domain does not allow.
    Invalid(Problem),
}

/// What must stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// true or false.
    Bool,
    /// A list.
    List,
    /// An object.
    Object,
    /// A day that exists, `2026-07-01`.
    Date,
    /// A day and time, `2026-07-01T10:00:00`.
    DateTime,
    /// A moment with its distance from UTC, `2026-07-01T10:00:00+09:00`.
    Moment,
    /// An id (UUID).
    Id,
    /// An order key.
    Rank,
    /// Bytes, written as Base64.
    Base64,
    /// Something else.
    Other,
}

impl ImportError {
    /// A problem of the whole file.
    pub fn whole(problem: ImportProblem) -> Self {
        Self { place: String::new(), problem }
    }
}

impl ImportProblem {
    /// A problem that the domain found in the engagement at this index; places that it names become
    /// places in the file.
    pub fn within(problem: Problem, index: usize) -> Self {
        Self::Invalid(match problem {
            Problem::DoubleId(other) => Problem::DoubleId(format!("board.engagements[{index}].{other}")),
            problem => problem,
        })
    }
}

/// Reads serde's sentence about a value.
pub fn wrong_type(file: &Value, wrong: &WrongType) -> ImportError {
    let sentence = wrong.sentence.as_str();
    let mut place = wrong.place();
    let value = at(file, wrong);
    let found = short(value.unwrap_or(&Value::Null));
    let problem = if let Some(rest) = sentence.strip_prefix("missing field `") {
        let field = rest.split('`').next().unwrap_or_default();
        place = if place.is_empty() { field.to_owned() } else { format!("{place}.{field}") };
        ImportProblem::Missing
    } else if sentence.starts_with("unknown field `") {
        ImportProblem::UnknownField
    } else if let Some((_, names)) =
        sentence.strip_prefix("unknown variant").and_then(|rest| rest.split_once("expected "))
    {
        ImportProblem::UnknownChoice { found, names: quoted(names) }
    } else if let Some(value) = sentence.strip_prefix("negative:").and_then(|rest| rest.parse().ok()) {
        ImportProblem::Negative { value }
    } else if let Some([value, min, max]) = sentence.strip_prefix("out-of-range:").and_then(numbers) {
        ImportProblem::OutOfRange { value, min, max }
    } else if sentence.starts_with("UUID parsing failed") && !value.is_some_and(Value::is_string) {
        // It was not the value that was read as an id.
        ImportProblem::BadKey
    } else {
        ImportProblem::WrongType { found, expected: expected(sentence, &place) }
    };
    ImportError { place: shortened_place(&place), problem }
}

/// The names in back quotes.
fn quoted(list: &str) -> Vec<String> {
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn numbers(text: &str) -> Option<[i64; 3]> {
    let parts: Result<Vec<i64>, _> = text.split(':').map(str::parse).collect();
    parts.ok()?.try_into().ok()
}

/// The value at a place.
fn at<'a>(file: &'a Value, wrong: &WrongType) -> Option<&'a Value> {
    wrong.path().try_fold(file, |value, segment| match segment {
        Segment::Index(index) => value.get(index),
        Segment::Field(key) => value.get(key),
    })
}

/// What must stand at a place, by serde's sentence; for dates by the field's name, since the
/// sentence about a date that does not exist is the same for all sorts of them.
fn expected(sentence: &str, place: &str) -> Expected {
    let Some((_, wanted)) = sentence.rsplit_once(", expected ") else {
        return match sentence {
            _ if sentence.starts_with("UUID parsing failed") => Expected::Id,
            _ if sentence.starts_with("bad-rank:") => Expected::Rank,
            _ => dated(place),
        };
    };
    match wanted {
        "a string" => Expected::Text,
        "a boolean" => Expected::Bool,
        "i64" | "u32" | "u64" => Expected::Whole,
        "a sequence" => Expected::List,
        "a map" => Expected::Object,
        _ if wanted.contains("UUID") => Expected::Id,
        _ if wanted.starts_with("struct ") => Expected::Object,
        _ if wanted.contains("date") => dated(place),
        _ if wanted.starts_with("enum ") || wanted.contains("string") => Expected::Text,
        _ => Expected::Other,
    }
}

fn dated(place: &str) -> Expected {
    match place.rsplit('.').next().unwrap_or(place) {
        "exported_at" | "created_at" => Expected::Moment,
        "at" if place.contains(".history[") => Expected::Moment,
        name if name == "at" || name.ends_with("_at") => Expected::DateTime,
        _ => Expected::Date,
    }
}

/// A value as it stands in the file, shortened.
pub fn short(value: &Value) -> String {
    match value {
        Value::Array(_) => "[…]".to_owned(),
        Value::Object(_) => "{…}".to_owned(),
        Value::String(text) => format!("\"{}\"", shortened(text, 40)),
        other => other.to_string(),
    }
}

/// A place as it is told: the names in it are the file's, and those may be of any length.
pub fn shortened_place(place: &str) -> String {
    shortened(place, 200)
}

/// At most so many characters of a text, none of them a control character.
pub fn shortened(text: &str, most: usize) -> String {
    let mut chars = text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c });
    let start: String = chars.by_ref().take(most).collect();
    if chars.next().is_some() { start + "…" } else { start }
}
