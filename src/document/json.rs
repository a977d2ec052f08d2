//! JSON as it is read from a file: into a tree, with the place of what is broken, and with what
//! JSON allows and a board file does not (a key twice, endless depth, endless lists).

use super::error::{ImportError, ImportProblem};
use super::{ENGAGEMENTS_MAX, FILES_MAX};
use crate::domain::validate::{Problem, ROWS_MAX};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use uuid::Uuid;

/// The most levels of objects and lists inside each other. The deepest thing in a board, a step in
/// the flow of a task of a sealed brief, lies at 11.
pub const DEPTH_MAX: usize = 32;
/// The most objects of a file. A row with an id takes 50 bytes, so a file of allowed size that is
/// no attack has fewer; a small object in a file is a large one in memory.
const OBJECTS_MAX: usize = 500_000;

/// A file as a tree.
pub struct Document {
    /// The tree.
    pub value: Value,
    /// The first thing in it that JSON allows and a board file does not. It is kept apart, because
    /// whether this is a board file at all is to be said first.
    pub flaw: Option<ImportError>,
}

/// The text of a file: UTF-8, or UTF-16 that says so by its mark, as editors on Windows write it.
/// At most so many bytes are read.
pub fn decode(bytes: &[u8], most: usize) -> Result<Cow<'_, str>, ImportProblem> {
    if bytes.len() > most {
        return Err(ImportProblem::TooLarge { bytes: bytes.len(), most });
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => {
            Cow::Borrowed(std::str::from_utf8(rest).map_err(|_| ImportProblem::NotText)?)
        }
    };
    if text.trim().is_empty() { Err(ImportProblem::Empty) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportProblem> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    text.ok().filter(|_| rest.is_empty()).ok_or(ImportProblem::NotText)
}

/// Reads a text as JSON.
pub fn read(text: &str) -> Result<Document, ImportError> {
    let mut reader = Reader::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Node(&mut reader).deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    match value {
        Ok(value) => Ok(Document { value, flaw: reader.flaw }),
        Err(error) => Err(ImportError { place: reader.place(), problem: broken(&error) }),
    }
}

fn broken(error: &serde_json::Error) -> ImportProblem {
    // serde_json has its own bound on depth, against a full stack, and no kind of its own for it.
    if error.to_string().starts_with("recursion limit") {
        return ImportProblem::TooDeep;
    }
    let (line, column) = (error.line(), error.column());
    if error.is_eof() { ImportProblem::CutOff { line } } else { ImportProblem::NotJson { line, column } }
}

#[derive(Default)]
struct Reader {
    /// Where the reading is. A place stays when an error ends the reading.
    path: Vec<Step>,
    objects: usize,
    flaw: Option<ImportError>,
}

enum Step {
    Key(String),
    Index(usize),
}

impl Reader {
    fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Step::Key(name) if place.is_empty() => place.push_str(name),
                Step::Key(name) => place.extend([".", name]),
                Step::Index(index) => place.push_str(&format!("[{index}]")),
            }
        }
        super::error::shortened_place(&place)
    }

    fn note(&mut self, problem: ImportProblem) {
        if self.flaw.is_none() {
            self.flaw = Some(ImportError { place: self.place(), problem });
        }
    }

    /// The most items of the list that is being read.
    fn most(&self) -> usize {
        match self.path.as_slice() {
            [Step::Key(board), Step::Key(list)] if board == "board" && list == "engagements" => ENGAGEMENTS_MAX,
            [Step::Key(list)] if list == "files" => FILES_MAX,
            _ => ROWS_MAX,
        }
    }
}

/// One value of the file.
struct Node<'a>(&'a mut Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let Self(reader) = self;
        let deep = reader.path.len() >= DEPTH_MAX;
        if deep {
            reader.note(ImportProblem::TooDeep);
        }
        let most = if deep { 0 } else { reader.most() };
        let mut items = Vec::new();
        while items.len() < most {
            reader.path.push(Step::Index(items.len()));
            match list.next_element_seed(Node(reader))? {
                Some(item) => items.push(item),
                None => {
                    reader.path.pop();
                    return Ok(Value::Array(items));
                }
            }
            reader.path.pop();
        }
        let mut count = items.len();
        while list.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        if count > most {
            reader.note(ImportProblem::Invalid(Problem::TooMany(count, most)));
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let Self(reader) = self;
        reader.objects += 1;
        if reader.objects > OBJECTS_MAX {
            reader.note(ImportProblem::TooManyObjects { most: OBJECTS_MAX });
        }
        if reader.path.len() >= DEPTH_MAX {
            reader.note(ImportProblem::TooDeep);
        }
        let skip = reader.objects > OBJECTS_MAX || reader.path.len() >= DEPTH_MAX;
        let mut fields = Map::new();
        let mut seen = BTreeSet::new();
        while let Some(name) = entries.next_key::<String>()? {
            if skip {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            reader.path.push(Step::Key(name.clone()));
            if !seen.insert(same_key(&name)) {
                reader.note(ImportProblem::DoubleKey);
            }
            let value = entries.next_value_seed(Node(reader))?;
            reader.path.pop();
            // The first of two stands, so that a second "format" cannot hide what the file is.
            fields.entry(name).or_insert(value);
        }
        Ok(Value::Object(fields))
    }
}

/// What two keys have in common when they mean the same: an id may be written in capitals.
fn same_key(name: &str) -> String {
    Uuid::try_parse(name).map_or_else(|_| name.to_owned(), |id| id.to_string())
}
