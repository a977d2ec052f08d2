//! The mirror: the journal's keys once more in IndexedDB, and on the disk when a write returns.
//!
//! `localStorage` answers before the disk has what it took. A transaction with strict durability is
//! complete only after, and a write here returns when its transaction is complete.

use super::database::Connection;
use super::files::BackupFile;
use crate::journal::Write;
use indexed_db_futures::prelude::*;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;

pub use super::database::DatabaseError as MirrorError;

/// The database's name. What offers the data after a crash (`public/rescue.js`) knows it too.
pub const DATABASE: &str = "irai-board";
const VERSION: u8 = 1;
/// Key → text, both as in `localStorage`.
const TEXTS: &str = "texts";
/// Files that a person has chosen: a handle cannot be kept as text.
const HANDLES: &str = "handles";
const BACKUP: &str = "backup";

/// An open connection to the mirror; a clone is the same connection. Closed with its last clone.
#[derive(Clone)]
pub struct Mirror(Rc<Connection>);

impl Mirror {
    /// Opens the mirror, and makes it where there is none. Gives up after three seconds.
    ///
    /// # Errors
    /// Where there is no IndexedDB, it refuses, it does not answer, or another version's database is there.
    pub async fn open() -> Result<Self, MirrorError> {
        Ok(Self(Connection::open(DATABASE, VERSION, &[TEXTS, HANDLES]).await?))
    }

    /// Opens a store of texts of another name: what belongs to this browser and not to the board.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_beside(name: &str) -> Result<Self, MirrorError> {
        Ok(Self(Connection::open(name, VERSION, &[TEXTS]).await?))
    }

    /// Everything in the mirror, as of one moment. What is not a text under a text is left out. Gives up
    /// after ten seconds.
    ///
    /// # Errors
    /// Where the browser cannot read it, or the connection is closed.
    pub async fn read_all(&self) -> Result<BTreeMap<String, String>, MirrorError> {
        self.0
            .read(&[TEXTS], async |transaction| {
                let store = transaction.object_store(TEXTS)?;
                let keys = store.get_all_keys::<JsValue>().primitive()?;
                let values = store.get_all::<JsValue>().primitive()?;
                let (keys, values) = (keys.await?, values.await?);
                let pairs = keys.zip(values);
                Ok(pairs.filter_map(|(key, value)| Some((key.ok()?.as_string()?, value.ok()?.as_string()?))).collect())
            })
            .await
    }

    /// Repeats these writes in their order. When it returns, all of them are on the disk.
    ///
    /// # Errors
    /// Where the browser refuses or the connection is closed; then none of them is there.
    pub async fn write(&self, writes: &[Write]) -> Result<(), MirrorError> {
        self.0
            .change(&[TEXTS], async |transaction| {
                let store = transaction.object_store(TEXTS)?;
                for write in writes {
                    match write {
                        Write::Set { key, value } => drop(store.put(value).with_key(key.as_str()).primitive()?),
                        Write::Remove { key } => drop(store.delete(key.as_str()).primitive()?),
                    }
                }
                Ok(())
            })
            .await
    }

    /// Whether the browser knows strict durability. Where it does not, `write` returns when the browser
    /// is content.
    pub fn is_strict(&self) -> bool {
        self.0.is_strict(TEXTS)
    }

    /// Calls back once when the connection is closed under us, at once where it is already: all later
    /// writes are refused.
    pub fn on_closed(&self, called: impl FnOnce() + 'static) {
        self.0.on_closed(called);
    }

    /// Keeps a backup file for the next start, in place of the one kept before.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn keep_handle(&self, file: &BackupFile) -> Result<(), MirrorError> {
        self.0
            .change(&[HANDLES], async |transaction| {
                let store = transaction.object_store(HANDLES)?;
                store.put(file.handle()).with_key(BACKUP).primitive().map(drop)
            })
            .await
    }

    /// The backup file that was kept. The browser may want to ask for permission anew.
    pub async fn kept_handle(&self) -> Option<BackupFile> {
        let kept = self.0.read(&[HANDLES], async |transaction| {
            transaction.object_store(HANDLES)?.get::<JsValue, _, _>(BACKUP).primitive()?.await
        });
        BackupFile::from_handle(kept.await.ok()??)
    }

    /// Keeps no backup file any more.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn forget_handle(&self) -> Result<(), MirrorError> {
        self.0
            .change(&[HANDLES], async |transaction| {
                transaction.object_store(HANDLES)?.delete(BACKUP).primitive().map(drop)
            })
            .await
    }
}

impl std::fmt::Debug for Mirror {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Mirror").field("closed", &self.0.is_closed()).finish_non_exhaustive()
    }
}
