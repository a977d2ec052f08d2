//! What board and database agreed on last, document by document, and how it is kept.
//!
//! It is written after the board that it belongs to is on the disk, never before: a base that knows more than the
//! board would take what the board lacks for removed. For the same reason it is not trusted where the board has gone
//! back behind it; everything is then compared anew, which loses nothing.

use super::document::{Content, Key, list, moment, texts};
use crate::domain::merge::Signature;
use crate::domain::stored::Stored;
use crate::journal::Write;
use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const ABOUT: &str = "base";
const ENTRY: &str = "d/";
const FILE: &str = "f/";

/// What is known of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its revision; empty where the database has none.
    pub rev: String,
    /// What is in it; nothing where it was removed or never there.
    pub content: Option<Content>,
    /// Who wrote it, and when.
    pub wrote: Signature,
    /// The names of the last times that it was sent.
    pub pushes: Vec<String>,
    /// The versions that lost against it and have been kept beside it.
    pub seen: Vec<String>,
    /// What was sent and not confirmed: under which name, and what.
    pub sent: Vec<(String, Option<Content>)>,
    /// When it was changed here last, where that was not confirmed.
    pub edited: Option<DateTime<FixedOffset>>,
    /// The versions that lost against it and have not been looked at.
    pub lost: Vec<String>,
    /// Whether the database has a version of it that cannot be read here.
    pub unreadable: bool,
}

/// All that is known of a database.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// The name that the database was given when it was set up.
    database: String,
    /// Where the feed of changes goes on.
    since: String,
    /// By their keys, in order: a list, because it weighs a tenth of a map in the program.
    entries: Vec<(Key, Entry)>,
    /// The hashes of files that the database has.
    files: BTreeSet<String>,
    /// What is to be kept anew.
    changed: BTreeSet<String>,
}

impl Base {
    /// What was kept under its keys, for a board that stands at `position` ([`crate::session::Session::position`]).
    /// Nothing of it where it belongs to a later board, or cannot be read.
    pub fn read(kept: &BTreeMap<String, String>, position: u64) -> Self {
        Self::sound(kept, position)
            .unwrap_or_else(|| Self { changed: kept.keys().cloned().collect(), ..Self::default() })
    }

    fn sound(kept: &BTreeMap<String, String>, position: u64) -> Option<Self> {
        let mut base = Self::default();
        for (name, text) in kept {
            let value: Value = serde_json::from_str(text).ok()?;
            if name == ABOUT {
                if value.get("position").and_then(Value::as_u64)? > position {
                    return None;
                }
                base.database = value.get("database").and_then(Value::as_str)?.to_owned();
                base.since = value.get("since").and_then(Value::as_str)?.to_owned();
            } else if let Some(hash) = name.strip_prefix(FILE) {
                base.files.insert(hash.to_owned());
            } else if let Some(id) = name.strip_prefix(ENTRY) {
                let key = Key::of(id)?;
                let entry = Entry::read(key, &value)?;
                base.put(key, entry);
            }
        }
        // Without its heading it is known neither whose it is nor to which board it belongs.
        (kept.is_empty() || !base.database.is_empty()).then_some(base)
    }

    /// What is to be kept, for a board that stands at `position` and is on the disk.
    pub fn take_writes(&mut self, position: u64) -> Vec<Write> {
        if self.changed.is_empty() {
            return Vec::new();
        }
        self.changed.insert(ABOUT.to_owned());
        let about = json!({ "database": self.database, "since": self.since, "position": position });
        let text = |name: &str| match (name.strip_prefix(FILE), name.strip_prefix(ENTRY).and_then(Key::of)) {
            (Some(hash), _) => self.files.contains(hash).then(|| "true".to_owned()),
            (None, Some(key)) => self.entry(key).map(|entry| entry.to_value().to_string()),
            (None, None) => (name == ABOUT && !self.database.is_empty()).then(|| about.to_string()),
        };
        let writes = self.changed.iter().map(|name| match text(name) {
            Some(value) => Write::Set { key: name.clone(), value },
            None => Write::Remove { key: name.clone() },
        });
        let writes = writes.collect();
        self.changed.clear();
        writes
    }

    /// Whether anything is to be kept.
    pub fn has_writes(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The name of the database.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Takes the base for that of this database, and forgets it where it is another one's.
    pub fn belongs_to(&mut self, database: &str) {
        if self.database == database {
            return;
        }
        let entries = self.entries.iter().map(|(key, _)| format!("{ENTRY}{key}"));
        let files = self.files.iter().map(|hash| format!("{FILE}{hash}"));
        self.changed.extend(entries.chain(files).chain([ABOUT.to_owned()]));
        self.entries.clear();
        self.files.clear();
        self.since.clear();
        database.clone_into(&mut self.database);
    }

    /// Where the feed of changes goes on; `0` for its beginning.
    pub fn since(&self) -> &str {
        if self.since.is_empty() { "0" } else { &self.since }
    }

    /// The feed was followed up to here.
    pub fn followed(&mut self, since: String) {
        if self.since != since {
            self.since = since;
            self.changed.insert(ABOUT.to_owned());
        }
    }

    /// What is known of a document.
    pub fn entry(&self, key: Key) -> Option<&Entry> {
        self.place(key).ok().map(|at| &self.entries[at].1)
    }

    fn place(&self, key: Key) -> Result<usize, usize> {
        self.entries.binary_search_by(|(known, _)| known.cmp(&key))
    }

    fn put(&mut self, key: Key, entry: Entry) {
        match self.place(key) {
            Ok(at) => self.entries[at].1 = entry,
            Err(at) => self.entries.insert(at, (key, entry)),
        }
    }

    /// Everything that is known.
    pub fn entries(&self) -> impl Iterator<Item = (Key, &Entry)> {
        self.entries.iter().map(|(key, entry)| (*key, entry))
    }

    /// What is known of a document from now on.
    pub fn set(&mut self, key: Key, entry: Entry) {
        self.changed.insert(format!("{ENTRY}{key}"));
        self.put(key, entry);
    }

    /// The same with something else known of it.
    pub fn change(&mut self, key: Key, change: impl FnOnce(&mut Entry)) {
        let mut entry = self.entry(key).cloned().unwrap_or_default();
        change(&mut entry);
        self.set(key, entry);
    }

    /// The same content by another handle: known to be the same at once the next time. It is not kept anew.
    pub fn point(&mut self, key: Key, content: Content) {
        if let Ok(at) = self.place(key) {
            self.entries[at].1.content = Some(content);
        }
    }

    /// Whether the database has the file with this hash.
    pub fn has_file(&self, hash: &str) -> bool {
        self.files.contains(hash)
    }

    /// The hashes of the files that the database has.
    pub fn files(&self) -> impl Iterator<Item = String> + '_ {
        self.files.iter().cloned()
    }

    /// The database has the file with this hash, or has it no longer.
    pub fn set_file(&mut self, hash: &str, there: bool) {
        let changed = if there { self.files.insert(hash.to_owned()) } else { self.files.remove(hash) };
        if changed {
            self.changed.insert(format!("{FILE}{hash}"));
        }
    }
}

impl Entry {
    fn read(key: Key, value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        // What was sound when it was kept is read whole, or the base is none.
        let content = |value: Option<&Value>| match value {
            None | Some(Value::Null) => Some(None),
            Some(value) => Content::from_value(key, value).map(Some),
        };
        let mut sent = Vec::new();
        for one in value.get("sent").and_then(Value::as_array).into_iter().flatten() {
            sent.push((one.get(0)?.as_str()?.to_owned(), content(one.get(1))?));
        }
        Some(Self {
            rev: text("rev"),
            content: content(value.get("content"))?,
            wrote: Signature { by: text("by"), at: moment(value.get("at")) },
            pushes: texts(value.get("pushes")),
            seen: texts(value.get("seen")),
            sent,
            edited: moment(value.get("edited")),
            lost: texts(value.get("lost")),
            unreadable: value.get("unreadable").is_some(),
        })
    }

    fn to_value(&self) -> Value {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        let content = |content: &Option<Content>| content.as_ref().map_or(Value::Null, Content::to_value);
        put("rev", self.rev.clone().into());
        put("content", content(&self.content));
        put("by", self.wrote.by.clone().into());
        put("pushes", list(&self.pushes));
        put("seen", list(&self.seen));
        let sent = self.sent.iter().map(|(name, sent)| Value::Array(vec![name.clone().into(), content(sent)]));
        put("sent", Value::Array(sent.collect()));
        if !self.lost.is_empty() {
            put("lost", list(&self.lost));
        }
        if self.unreadable {
            put("unreadable", true.into());
        }
        for (name, at) in [("at", self.wrote.at), ("edited", self.edited)] {
            if let Some(at) = at {
                put(name, at.written());
            }
        }
        Value::Object(fields)
    }
}
