//! The files of materials and contracts, kept in IndexedDB under the hash of what is in them.
//!
//! A database of its own: what goes wrong with it does not touch the mirror. The same content is kept
//! once, however often it is taken in, and is looked through again when it is read: what was damaged is
//! said and never handed out as if it were sound.

use super::crypto;
use super::database::Connection;
use super::js::{object, property};
use crate::document::{Attached, FILE_BYTES_MAX, MEDIA_TYPE_MAX};
use crate::domain::files::{KEPT_DAYS, Kept, Sweep};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

pub use super::file_error::FileError;

/// The database's name.
pub const DATABASE: &str = "irai-board-files";
const VERSION: u8 = 1;
/// Hash → bytes.
const FILES: &str = "files";
/// Hash → [`About`], so that the list is read without what is in the files.
const ABOUT: &str = "about";

/// What is in a file, with the hash that was computed from it.
#[derive(Clone, Debug)]
pub struct Content {
    sha256: String,
    media_type: String,
    bytes: Uint8Array,
}

impl Content {
    /// Looks through these bytes. A media type that is none is left out.
    ///
    /// # Errors
    /// Where it is empty or too large, or the browser breaks off.
    pub async fn of(bytes: Uint8Array, media_type: &str) -> Result<Self, FileError> {
        let length = bytes.length();
        if length == 0 {
            return Err(FileError::Empty);
        }
        if length as usize > FILE_BYTES_MAX {
            return Err(FileError::TooLarge(length.into()));
        }
        let sha256 = crypto::sha256(&bytes).await.map_err(|_| FileError::NoHash)?;
        let plain = media_type.chars().count() <= MEDIA_TYPE_MAX && !media_type.chars().any(char::is_control);
        Ok(Self { sha256, media_type: if plain { media_type.to_owned() } else { String::new() }, bytes })
    }

    /// A file that came along with a board; its hash was checked when it was read.
    pub fn attached(file: &Attached) -> Self {
        let Attached { sha256, media_type, data } = file;
        Self { sha256: sha256.clone(), media_type: media_type.clone(), bytes: Uint8Array::from(data.as_slice()) }
    }

    /// SHA-256 of what is in it.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Its media type; empty where it is not known.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// What is in it, in the browser's memory.
    pub fn bytes(&self) -> &Uint8Array {
        &self.bytes
    }

    /// The same, to go along with a board.
    pub fn to_attached(&self) -> Attached {
        let Self { sha256, media_type, bytes } = self.clone();
        Attached { sha256, media_type, data: bytes.to_vec() }
    }
}

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The name that it was last taken in under; empty where it came along with a board.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// Its media type.
    pub media_type: String,
    /// When it was taken in, in seconds since 1970.
    pub stored_at: i64,
    /// Its hash, and since when nothing refers to it.
    pub kept: Kept,
}

/// The store of files. A clone is the same connection, closed with the last one.
#[derive(Clone)]
pub struct FileStore(Rc<Connection>);

impl FileStore {
    /// Opens the store, and makes it where there is none. Gives up after three seconds.
    ///
    /// # Errors
    /// Where there is no IndexedDB, it refuses or does not answer.
    pub async fn open() -> Result<Self, FileError> {
        Ok(Self(Connection::open(DATABASE, VERSION, &[FILES, ABOUT]).await?))
    }

    /// Whether the browser or another version of the page has closed it.
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// Keeps a file, at a moment in seconds since 1970. When it returns, the file is on the disk. What was
    /// kept under the same hash is written anew, which heals what was damaged.
    ///
    /// # Errors
    /// Where the browser refuses; then what was kept before is as it was.
    pub async fn put(&self, content: &Content, name: &str, now: i64) -> Result<About, FileError> {
        let about = About {
            name: name.to_owned(),
            size: content.bytes.length(),
            media_type: content.media_type.clone(),
            stored_at: now,
            kept: Kept { sha256: content.sha256.clone(), unused_since: None },
        };
        let record = about.to_js()?;
        self.0
            .change(&[FILES, ABOUT], async |transaction| {
                let key = content.sha256.as_str();
                let bytes: &JsValue = content.bytes.as_ref();
                drop(transaction.object_store(FILES)?.put(bytes).with_key(key).primitive()?);
                transaction.object_store(ABOUT)?.put(record).with_key(key).primitive().map(drop)
            })
            .await?;
        Ok(about)
    }

    /// A file by its hash; nothing where it is not kept here.
    ///
    /// # Errors
    /// Where what is kept there is something else, or the browser cannot read it.
    pub async fn get(&self, sha256: &str) -> Result<Option<Content>, FileError> {
        let read = self.0.read(&[FILES, ABOUT], async |transaction| {
            let bytes = transaction.object_store(FILES)?.get::<JsValue, _, _>(sha256).primitive()?;
            let about = transaction.object_store(ABOUT)?.get::<JsValue, _, _>(sha256).primitive()?;
            Ok((bytes.await?, about.await?))
        });
        let (bytes, about) = read.await?;
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        let bytes = bytes.dyn_into::<Uint8Array>().map_err(|_| FileError::Damaged)?;
        let media_type = about.and_then(|about| property(&about, "type")?.as_string()).unwrap_or_default();
        match Content::of(bytes, &media_type).await {
            Ok(content) if content.sha256 == sha256 => Ok(Some(content)),
            Err(FileError::NoHash) => Err(FileError::NoHash),
            _ => Err(FileError::Damaged),
        }
    }

    /// What is known of every file.
    ///
    /// # Errors
    /// Where the browser cannot read it.
    pub async fn all(&self) -> Result<Vec<About>, FileError> {
        let read = self.0.read(&[ABOUT], async |transaction| {
            let store = transaction.object_store(ABOUT)?;
            let keys = store.get_all_keys::<JsValue>().primitive()?;
            let values = store.get_all::<JsValue>().primitive()?;
            Ok(keys.await?.zip(values.await?).collect::<Vec<_>>())
        });
        let pairs = read.await?.into_iter();
        Ok(pairs.filter_map(|(key, value)| About::from_js(key.ok()?.as_string()?, &value.ok()?)).collect())
    }

    /// Removes files for good.
    ///
    /// # Errors
    /// Where the browser refuses; then all of them are still there.
    pub async fn remove(&self, hashes: &[String]) -> Result<(), FileError> {
        let removal = self.0.change(&[FILES, ABOUT], async |transaction| {
            hashes.iter().try_for_each(|sha256| delete(transaction, sha256))
        });
        Ok(removal.await?)
    }

    /// Does what a [`Sweep`] says, at a moment in seconds since 1970. A file that was taken in again
    /// meanwhile stays.
    ///
    /// # Errors
    /// Where the browser refuses; then nothing was done.
    pub async fn settle(&self, sweep: &Sweep, now: i64) -> Result<(), FileError> {
        const DAY_SECONDS: i64 = 86_400;
        let settling = self.0.change(&[FILES, ABOUT], async |transaction| {
            let about = transaction.object_store(ABOUT)?;
            for (hashes, since) in [(&sweep.unused, Some(now)), (&sweep.used, None)] {
                for sha256 in hashes {
                    if let Some(mut present) = present(&about, sha256).await? {
                        present.kept.unused_since = since;
                        if let Ok(record) = present.to_js() {
                            drop(about.put(record).with_key(sha256.as_str()).primitive()?);
                        }
                    }
                }
            }
            for sha256 in &sweep.remove {
                let since = present(&about, sha256).await?.and_then(|present| present.kept.unused_since);
                if since.is_some_and(|since| now - since >= KEPT_DAYS * DAY_SECONDS) {
                    delete(transaction, sha256)?;
                }
            }
            Ok(())
        });
        Ok(settling.await?)
    }
}

async fn present(about: &ObjectStore<'_>, sha256: &str) -> indexed_db_futures::Result<Option<About>> {
    let record = about.get::<JsValue, _, _>(sha256).primitive()?.await?;
    Ok(record.and_then(|record| About::from_js(sha256.to_owned(), &record)))
}

fn delete(transaction: &Transaction<'_>, sha256: &str) -> indexed_db_futures::Result<()> {
    drop(transaction.object_store(FILES)?.delete(sha256).primitive()?);
    transaction.object_store(ABOUT)?.delete(sha256).primitive().map(drop)
}

impl About {
    fn to_js(&self) -> Result<JsValue, FileError> {
        let number = |seconds: i64| JsValue::from_f64(seconds as f64);
        let properties = [
            ("name", &JsValue::from_str(&self.name)),
            ("size", &JsValue::from_f64(self.size.into())),
            ("type", &JsValue::from_str(&self.media_type)),
            ("stored", &number(self.stored_at)),
            ("unused", &self.kept.unused_since.map_or(JsValue::NULL, number)),
        ];
        // A fresh object takes every property.
        object(&properties).map_err(|_| FileError::Unreadable)
    }

    fn from_js(sha256: String, record: &JsValue) -> Option<Self> {
        let text = |name| property(record, name).and_then(|value| value.as_string()).unwrap_or_default();
        let number = |name| property(record, name).and_then(|value| value.as_f64());
        Some(Self {
            name: text("name"),
            size: number("size")? as u32,
            media_type: text("type"),
            stored_at: number("stored")? as i64,
            kept: Kept { sha256, unused_since: number("unused").map(|seconds| seconds as i64) },
        })
    }
}

impl std::fmt::Debug for FileStore {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("FileStore").field("closed", &self.is_closed()).finish_non_exhaustive()
    }
}
