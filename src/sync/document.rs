//! The documents of a database.

use super::base::Entry;
use crate::domain::board::Settings;
use crate::domain::json::{from_value, to_value};
use crate::domain::merge::Signature;
use crate::domain::stored::{Stored, single};
use crate::domain::validate::{check_engagement, check_settings};
use crate::domain::{Board, Engagement, EngagementId};
use crate::journal::SCHEMA;
use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// The id of the document that says whose database it is, and the product's name in it.
pub const MARKER: &str = "irai-board";
/// What the ids of documents with a file begin with; its hash follows.
pub const FILE: &str = "file:";
/// The name of the attachment that a file is in.
pub const ATTACHMENT: &str = "content";
const ENGAGEMENT: &str = "engagement:";
const SETTINGS: &str = "settings";
/// How many of the last times that a document was sent are told in it.
const PUSHES: usize = 16;

/// What a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The settings.
    Settings,
    /// An engagement.
    Engagement(EngagementId),
}

impl Key {
    /// What the document with this id is about; nothing where it is none of the board's.
    pub fn of(id: &str) -> Option<Self> {
        match id.strip_prefix(ENGAGEMENT) {
            Some(uuid) => EngagementId::parse(uuid).map(Self::Engagement),
            None => (id == SETTINGS).then_some(Self::Settings),
        }
    }

    /// The present content on a board; nothing where it is not there.
    pub fn on(self, board: &Board) -> Option<Content> {
        match self {
            Self::Settings => Some(Content::Settings(Box::new(board.settings.clone()))),
            Self::Engagement(id) => board.get(id).cloned().map(Content::Engagement),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings => f.write_str(SETTINGS),
            Self::Engagement(id) => write!(f, "{ENGAGEMENT}{id}"),
        }
    }
}

/// What is in a document. Nothing in its place means that it was removed.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The settings.
    Settings(Box<Settings>),
    /// An engagement.
    Engagement(Arc<Engagement>),
}

impl Content {
    /// As JSON.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Settings(settings) => to_value(&**settings),
            Self::Engagement(engagement) => to_value(&**engagement),
        }
    }

    /// What a value holds for a key; nothing where it is not sound.
    pub fn from_value(key: Key, value: &Value) -> Option<Self> {
        match key {
            Key::Settings => {
                let settings: Settings = from_value(value).ok()?;
                check_settings(&settings).is_ok().then(|| Self::Settings(Box::new(settings)))
            }
            Key::Engagement(id) => {
                let engagement: Engagement = from_value(value).ok()?;
                let sound = engagement.id == id && check_engagement(&engagement).is_ok();
                sound.then(|| Self::Engagement(Arc::new(engagement)))
            }
        }
    }

    /// Whether both are the very same in memory, which is known at once.
    pub fn is(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Engagement(one), Self::Engagement(other)) if Arc::ptr_eq(one, other))
    }
}

/// A version of a document, as the database has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its revision.
    pub rev: String,
    /// What is in it.
    pub content: Option<Content>,
    /// Who wrote it, and when.
    pub wrote: Signature,
    /// The names of the last times that it was sent, the newest last.
    pub pushes: Vec<String>,
    /// The versions that lost against it and have been kept beside it.
    pub seen: Vec<String>,
    /// The versions that lost against it, by their revisions.
    pub lost: Vec<String>,
}

/// What cannot be read of a document: it is from a later time, or somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl Version {
    /// Reads a document.
    ///
    /// # Errors
    /// Where there is none of ours in it.
    pub fn read(key: Key, document: &Value) -> Result<Self, Unreadable> {
        let text = |name: &str| document.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let content = if document.get("_deleted") == Some(&Value::Bool(true)) {
            None
        } else {
            let content = document.get("content").and_then(|content| Content::from_value(key, content));
            Some(content.ok_or(Unreadable)?)
        };
        Ok(Self {
            rev: text("_rev"),
            content,
            wrote: Signature { by: text("by"), at: moment(document.get("at")) },
            pushes: texts(document.get("pushes")),
            seen: texts(document.get("seen")),
            lost: texts(document.get("_conflicts")),
        })
    }

    /// The document that sends this version on top of the revision.
    pub fn write(&self, key: Key) -> Value {
        let mut document = Map::new();
        let mut put = |name: &str, value: Value| drop(document.insert(name.to_owned(), value));
        put("_id", key.to_string().into());
        if !self.rev.is_empty() {
            put("_rev", self.rev.clone().into());
        }
        match &self.content {
            Some(content) => put("content", content.to_value()),
            None => put("_deleted", true.into()),
        }
        put("by", self.wrote.by.clone().into());
        if let Some(at) = self.wrote.at {
            put("at", at.written());
        }
        put("pushes", list(&self.pushes));
        if !self.seen.is_empty() {
            put("seen", list(&self.seen));
        }
        Value::Object(document)
    }

    /// Whether it cannot have come from what is known: it counts fewer versions, or tells every time that it was sent
    /// and not the one that is known. One that tells none was written by another program, on top of what it found.
    pub fn is_not_after(&self, known: &Entry) -> bool {
        let counted = generation(&known.rev);
        if generation(&self.rev) < counted {
            return true;
        }
        let tells_all = self.pushes.len() < PUSHES || generation(&self.rev) < counted + PUSHES as u64;
        let tells_known = known.pushes.last().is_none_or(|last| self.pushes.contains(last));
        !self.pushes.is_empty() && tells_all && !tells_known && !self.lost.contains(&known.rev)
    }

    /// Whether what is known came from it.
    pub fn is_before(&self, known: &Entry) -> bool {
        self.pushes.last().is_some_and(|last| known.pushes.contains(last))
    }

    /// Adds the name of a time that it is sent.
    pub fn push(&mut self, name: String) {
        self.pushes.push(name);
        let more = self.pushes.len().saturating_sub(PUSHES);
        self.pushes.drain(..more);
    }
}

/// The moment that a value tells, where it tells one.
pub(super) fn moment(value: Option<&Value>) -> Option<DateTime<FixedOffset>> {
    single(value?).ok()
}

/// The texts of a list.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

pub(super) fn list(texts: &[String]) -> Value {
    texts.iter().map(String::as_str).collect()
}

/// How many versions a revision counts.
pub fn generation(rev: &str) -> u64 {
    rev.split('-').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// What a database says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The revision of the marker.
    pub rev: String,
    /// The schema of what is in the database.
    pub schema: u64,
    /// The name that the database was given when it was set up, by which one that was made anew is known.
    pub database: String,
}

/// Why a database is not written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not the board's.
    OtherProduct,
    /// It was written by a newer version of the page: its schema.
    Newer(u64),
}

impl Marker {
    /// Reads the marker.
    ///
    /// # Errors
    /// Where the database is not to be written to.
    pub fn read(document: &Value) -> Result<Self, Refusal> {
        let text = |name: &str| document.get(name).and_then(Value::as_str).unwrap_or_default();
        let schema = document.get("schema").and_then(Value::as_u64);
        match schema {
            Some(schema) if text("product") == MARKER && schema > u64::from(SCHEMA) => Err(Refusal::Newer(schema)),
            Some(schema) if text("product") == MARKER => {
                Ok(Self { rev: text("_rev").to_owned(), schema, database: text("database").to_owned() })
            }
            _ => Err(Refusal::OtherProduct),
        }
    }

    /// The marker of a new database.
    pub fn new(seed: Uuid) -> Self {
        Self { rev: String::new(), schema: SCHEMA.into(), database: seed.to_string() }
    }

    /// The document.
    pub fn write(&self) -> Value {
        let mut document = serde_json::json!({
            "_id": MARKER, "product": MARKER, "schema": SCHEMA, "database": self.database,
        });
        if !self.rev.is_empty() {
            document["_rev"] = self.rev.clone().into();
        }
        document
    }
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
