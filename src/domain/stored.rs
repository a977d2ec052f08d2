//! How records stand in JSON: field by field, each left out where it has its type's default, none
//! unknown, an object and nothing else.
//!
//! What serde derives for the same weighs several times as much in the program: it writes the way from
//! JSON and back anew for every type and every field, with all that is to be dropped where one is wrong.
//! Here a type only lists its fields, and one reader goes through them. Single values are still read and
//! written by serde.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// One step from the root of a document to a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Into a field of an object.
    Field(String),
    /// Into an item of a list, from 0.
    Index(usize),
}

/// Why a value is not of a type, with the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongType {
    /// From the place to the root: it is told while the reader comes back.
    steps: Vec<Segment>,
    /// What is wrong, in serde's words.
    pub sentence: String,
}

impl WrongType {
    pub(crate) fn here(sentence: String) -> Self {
        Self { steps: Vec::new(), sentence }
    }

    pub(crate) fn of_kind(value: &Value, expected: &str) -> Self {
        Self::here(format!("invalid type: {}, expected {expected}", kind(value)))
    }

    pub(crate) fn within(mut self, step: Segment) -> Self {
        self.steps.push(step);
        self
    }

    /// The steps from the root to the place.
    pub fn path(&self) -> impl Iterator<Item = &Segment> {
        self.steps.iter().rev()
    }

    /// The place, `board.engagements[3].title`; empty for the root.
    pub fn place(&self) -> String {
        self.path().fold(String::new(), |place, step| match step {
            Segment::Field(name) if place.is_empty() => name.clone(),
            Segment::Field(name) => format!("{place}.{name}"),
            Segment::Index(index) => format!("{place}[{index}]"),
        })
    }
}

impl fmt::Display for WrongType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place().as_str() {
            "" => f.write_str(&self.sentence),
            place => write!(f, "{place}: {}", self.sentence),
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "sequence",
        Value::Object(_) => "map",
    }
}

/// What can stand in a field.
pub(crate) trait Stored {
    /// Takes over what a value says.
    ///
    /// # Errors
    /// Where the value is not of the type; what is here is of no use then.
    fn read(&mut self, value: &Value) -> Result<(), WrongType>;
    /// As JSON.
    fn written(&self) -> Value;
    /// Whether it is left out of the JSON.
    fn is_left_out(&self) -> bool;
}

/// A type whose fields stand in an object.
pub(crate) trait Fields {
    /// What errors call it.
    fn type_name(&self) -> &'static str;
    /// Fields that must be there.
    fn needed(&self) -> &'static [&'static str];
    /// The field of this name.
    fn field(&mut self, name: &str) -> Option<&mut dyn Stored>;
    /// Goes through the fields.
    fn each(&self, tell: &mut dyn FnMut(&'static str, &dyn Stored));
}

/// Reads an object into a record.
pub(crate) fn read_fields(record: &mut dyn Fields, value: &Value) -> Result<(), WrongType> {
    let Value::Object(entries) = value else {
        return Err(WrongType::of_kind(value, &format!("struct {}", record.type_name())));
    };
    for (name, value) in entries {
        let at = || Segment::Field(name.clone());
        let Some(field) = record.field(name) else {
            return Err(WrongType::here(format!("unknown field `{name}`")).within(at()));
        };
        field.read(value).map_err(|wrong| wrong.within(at()))?;
    }
    match record.needed().iter().find(|name| !entries.contains_key(**name)) {
        Some(name) => Err(WrongType::here(format!("missing field `{name}`"))),
        None => Ok(()),
    }
}

/// Writes a record as an object.
pub(crate) fn write_fields(record: &dyn Fields) -> Value {
    let mut entries = Map::new();
    record.each(&mut |name, field| {
        if !field.is_left_out() {
            entries.insert(name.to_owned(), field.written());
        }
    });
    Value::Object(entries)
}

/// Lists the fields of a type, and makes it one that is stored, also inside types that derive serde's
/// traits.
macro_rules! fields {
    ($Name:ident { $( $field:ident ),* $(,)? } needs $needed:expr) => {
        impl crate::domain::stored::Fields for $Name {
            fn type_name(&self) -> &'static str {
                stringify!($Name)
            }
            fn needed(&self) -> &'static [&'static str] {
                &$needed
            }
            fn field(&mut self, name: &str) -> Option<&mut dyn crate::domain::stored::Stored> {
                $(if name == stringify!($field) {
                    return Some(&mut self.$field);
                })*
                None
            }
            fn each(&self, tell: &mut dyn FnMut(&'static str, &dyn crate::domain::stored::Stored)) {
                $(tell(stringify!($field), &self.$field);)*
            }
        }
        impl crate::domain::stored::Stored for $Name {
            fn read(&mut self, value: &serde_json::Value) -> Result<(), crate::domain::stored::WrongType> {
                crate::domain::stored::read_fields(self, value)
            }
            fn written(&self) -> serde_json::Value {
                crate::domain::stored::write_fields(self)
            }
            fn is_left_out(&self) -> bool {
                *self == Self::default()
            }
        }
        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::domain::stored::write_fields(self).serialize(serializer)
            }
        }
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                crate::domain::json::from_value(&value).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Makes single values stored ones, by what serde knows of them.
macro_rules! values {
    ($($Type:ty),* $(,)?) => {
        $(impl crate::domain::stored::Stored for $Type {
            fn read(&mut self, value: &serde_json::Value) -> Result<(), crate::domain::stored::WrongType> {
                *self = crate::domain::stored::single(value)?;
                Ok(())
            }
            fn written(&self) -> serde_json::Value {
                serde_json::to_value(self).unwrap_or_default()
            }
            fn is_left_out(&self) -> bool {
                *self == <$Type>::default()
            }
        })*
    };
}

pub(crate) use {fields, values};

/// A single value, by serde.
pub(crate) fn single<T: DeserializeOwned>(value: &Value) -> Result<T, WrongType> {
    T::deserialize(value).map_err(|error| WrongType::here(error.to_string()))
}

values!(bool, u32, u64, i64, Value, NaiveDate, NaiveDateTime, NaiveTime, DateTime<FixedOffset>);

impl Stored for String {
    fn read(&mut self, value: &Value) -> Result<(), WrongType> {
        let Value::String(text) = value else {
            return Err(WrongType::of_kind(value, "a string"));
        };
        self.clone_from(text);
        Ok(())
    }
    fn written(&self) -> Value {
        Value::String(self.clone())
    }
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Stored + Default> Stored for Option<T> {
    fn read(&mut self, value: &Value) -> Result<(), WrongType> {
        *self = None;
        if value.is_null() { Ok(()) } else { self.insert(T::default()).read(value) }
    }
    fn written(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::written)
    }
    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T: Stored> Stored for Box<T> {
    fn read(&mut self, value: &Value) -> Result<(), WrongType> {
        (**self).read(value)
    }
    fn written(&self) -> Value {
        (**self).written()
    }
    fn is_left_out(&self) -> bool {
        (**self).is_left_out()
    }
}

/// Goes through a list; `item` reads one.
fn read_list(value: &Value, item: &mut dyn FnMut(&Value) -> Result<(), WrongType>) -> Result<(), WrongType> {
    let Value::Array(items) = value else {
        return Err(WrongType::of_kind(value, "a sequence"));
    };
    items
        .iter()
        .enumerate()
        .try_for_each(|(index, value)| item(value).map_err(|wrong| wrong.within(Segment::Index(index))))
}

impl<T: Stored + Default> Stored for Vec<T> {
    fn read(&mut self, value: &Value) -> Result<(), WrongType> {
        self.clear();
        read_list(value, &mut |value| {
            let mut item = T::default();
            item.read(value)?;
            self.push(item);
            Ok(())
        })
    }
    fn written(&self) -> Value {
        Value::Array(self.iter().map(T::written).collect())
    }
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Stored + Default> Stored for BTreeMap<super::RowId, T> {
    fn read(&mut self, value: &Value) -> Result<(), WrongType> {
        let Value::Object(entries) = value else {
            return Err(WrongType::of_kind(value, "a map"));
        };
        self.clear();
        for (key, value) in entries {
            let at = || Segment::Field(key.clone());
            let id = single(&Value::String(key.clone())).map_err(|wrong| wrong.within(at()))?;
            let mut entry = T::default();
            entry.read(value).map_err(|wrong| wrong.within(at()))?;
            self.insert(id, entry);
        }
        Ok(())
    }
    fn written(&self) -> Value {
        let mut entries = Map::new();
        for (id, entry) in self {
            entries.insert(id.to_string(), entry.written());
        }
        Value::Object(entries)
    }
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

// A list in JSON, and there also where it is empty.
impl Stored for super::board::Engagements {
    fn read(&mut self, value: &Value) -> Result<(), WrongType> {
        self.clear();
        read_list(value, &mut |value| {
            let mut engagement = super::Engagement::default();
            engagement.read(value)?;
            let id = engagement.id;
            match self.insert(id, Arc::new(engagement)) {
                Some(_) => Err(WrongType::here(format!("duplicate-id:{id}"))),
                None => Ok(()),
            }
        })
    }
    fn written(&self) -> Value {
        Value::Array(self.values().map(|engagement| engagement.written()).collect())
    }
    fn is_left_out(&self) -> bool {
        false
    }
}
