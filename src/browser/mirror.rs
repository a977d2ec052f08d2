//! The mirror: the journal's keys once more in IndexedDB, and on the disk when a write returns.
//!
//! `localStorage` answers before the disk has what it took. A transaction with strict durability is
//! complete only after, and a write here returns when its transaction is complete.

use super::files::BackupFile;
use super::js::property;
use crate::journal::Write;
use gloo_timers::future::TimeoutFuture;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The database's name. What offers the data after a crash (`public/rescue.js`) knows it too.
pub const DATABASE: &str = "irai-board";
const VERSION: u8 = 1;
/// Key → text, both as in `localStorage`.
const TEXTS: &str = "texts";
/// Files that a person has chosen: a handle cannot be kept as text.
const HANDLES: &str = "handles";
const BACKUP: &str = "backup";
/// A blocked or broken database would keep the page waiting for ever.
const OPEN_MILLISECONDS: u32 = 3_000;
const READ_MILLISECONDS: u32 = 10_000;

/// Why the mirror refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MirrorError {
    /// The browser has no IndexedDB, or does not let this page use it.
    #[error("IndexedDB is not available")]
    Unavailable,
    #[error("IndexedDB did not answer in time")]
    TimedOut,
    #[error("IndexedDB is full")]
    Quota,
    /// The browser or another version of the page has closed the connection.
    #[error("the connection to IndexedDB is closed")]
    Closed,
    #[error("IndexedDB failed: {0}")]
    Failed(String),
}

/// An open connection to the mirror; a clone is the same connection. Closed with its last clone.
#[derive(Clone)]
pub struct Mirror(Rc<Connection>);

struct Connection {
    database: Database,
    closed: Cell<bool>,
    on_closed: RefCell<Vec<Box<dyn FnOnce()>>>,
    _listener: Closure<dyn FnMut()>,
}

impl Mirror {
    /// Opens the mirror, and makes it where there is none. Gives up after three seconds.
    ///
    /// # Errors
    /// Where there is no IndexedDB, it refuses, it does not answer, or another version's database is there.
    pub async fn open() -> Result<Self, MirrorError> {
        let mut request = Database::open(DATABASE)
            .with_version(VERSION)
            .with_on_upgrade_needed(|_: VersionChangeEvent, database: Database| make_stores(&database))
            .build()
            .map_err(not_opened)?;
        match within(OPEN_MILLISECONDS, Pin::new(&mut request)).await {
            Some(opened) => Ok(Self(Connection::new(opened.map_err(not_opened)?))),
            None => {
                // The request is still under way. Left alone it would make a database without stores, or
                // hold a connection that is in the way of others.
                wasm_bindgen_futures::spawn_local(async move {
                    if let Ok(database) = request.await {
                        database.close();
                    }
                });
                Err(MirrorError::TimedOut)
            }
        }
    }

    /// Everything in the mirror, as of one moment. What is not a text under a text is left out. Gives up
    /// after ten seconds.
    ///
    /// # Errors
    /// Where the browser cannot read it, or the connection is closed.
    pub async fn read_all(&self) -> Result<BTreeMap<String, String>, MirrorError> {
        let transaction = self.0.transaction(TEXTS, TransactionMode::Readonly)?;
        let read = async {
            let store = transaction.object_store(TEXTS)?;
            let keys = store.get_all_keys::<JsValue>().primitive()?;
            let values = store.get_all::<JsValue>().primitive()?;
            Ok((keys.await?, values.await?))
        };
        let read = within(READ_MILLISECONDS, read).await.ok_or(MirrorError::TimedOut)?;
        let (keys, values) = read.map_err(failure)?;
        Ok(keys
            .zip(values)
            .filter_map(|(key, value)| Some((key.ok()?.as_string()?, value.ok()?.as_string()?)))
            .collect())
    }

    /// Repeats these writes in their order. When it returns, all of them are on the disk.
    ///
    /// # Errors
    /// Where the browser refuses or the connection is closed; then none of them is there.
    pub async fn write(&self, writes: &[Write]) -> Result<(), MirrorError> {
        self.0
            .change(TEXTS, |store| {
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
        self.0
            .transaction(TEXTS, TransactionMode::Readwrite)
            .is_ok_and(|transaction| property(transaction.as_sys(), "durability").is_some_and(|it| it == "strict"))
    }

    /// Calls back once when the connection is closed under us, at once where it is already: all later
    /// writes are refused.
    pub fn on_closed(&self, called: impl FnOnce() + 'static) {
        if self.0.closed.get() {
            called();
        } else {
            self.0.on_closed.borrow_mut().push(Box::new(called));
        }
    }

    /// Keeps a backup file for the next start, in place of the one kept before.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn keep_handle(&self, file: &BackupFile) -> Result<(), MirrorError> {
        self.0.change(HANDLES, |store| store.put(file.handle()).with_key(BACKUP).primitive().map(drop)).await
    }

    /// The backup file that was kept. The browser may want to ask for permission anew.
    pub async fn kept_handle(&self) -> Option<BackupFile> {
        let transaction = self.0.transaction(HANDLES, TransactionMode::Readonly).ok()?;
        let store = transaction.object_store(HANDLES).ok()?;
        let handle = store.get::<JsValue, _, _>(BACKUP).primitive().ok()?.await.ok()??;
        BackupFile::from_handle(handle)
    }

    /// Keeps no backup file any more.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn forget_handle(&self) -> Result<(), MirrorError> {
        self.0.change(HANDLES, |store| store.delete(BACKUP).primitive().map(drop)).await
    }
}

impl Connection {
    fn new(database: Database) -> Rc<Self> {
        Rc::new_cyclic(|this| {
            let this = std::rc::Weak::<Self>::clone(this);
            let listener = Closure::<dyn FnMut()>::new(move || {
                if let Some(this) = this.upgrade() {
                    this.close();
                }
            });
            let function = Some(listener.as_ref().unchecked_ref());
            // Another version wants to change the database, and waits until we let go of it.
            database.as_sys().set_onversionchange(function);
            // The browser has closed it: the disk failed, or a person cleared the site's data.
            database.as_sys().set_onclose(function);
            Self { database, closed: Cell::new(false), on_closed: RefCell::default(), _listener: listener }
        })
    }

    fn close(&self) {
        if self.closed.replace(true) {
            return;
        }
        self.database.as_sys().close();
        for called in self.on_closed.take() {
            called();
        }
    }

    fn transaction<'a>(&'a self, store: &'a str, mode: TransactionMode) -> Result<Transaction<'a>, MirrorError> {
        if self.closed.get() {
            return Err(MirrorError::Closed);
        }
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        self.database.transaction(store).with_mode(mode).with_options(options).build().map_err(failure)
    }

    /// Runs one transaction on a store: all that `queue` asks for, or nothing of it.
    async fn change(
        &self,
        store: &str,
        queue: impl FnOnce(&ObjectStore<'_>) -> indexed_db_futures::Result<()>,
    ) -> Result<(), MirrorError> {
        let transaction = self.transaction(store, TransactionMode::Readwrite)?;
        let raw = transaction.as_sys().clone();
        let queued = transaction.object_store(store).and_then(|store| queue(&store));
        let outcome = match queued {
            Ok(()) => transaction.commit().await,
            Err(error) => Err(error),
        };
        outcome.map_err(|error| {
            // Where the commit itself was refused, the browser would still commit by itself.
            let _ = raw.abort();
            raw.error().map_or_else(|| failure(error), |error| exception(&error))
        })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.as_sys().set_onversionchange(None);
        self.database.as_sys().set_onclose(None);
        self.database.as_sys().close();
    }
}

impl std::fmt::Debug for Mirror {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Mirror").field("closed", &self.0.closed.get()).finish_non_exhaustive()
    }
}

fn make_stores(database: &Database) -> indexed_db_futures::Result<()> {
    for name in [TEXTS, HANDLES] {
        if database.object_store_names().all(|there| there != name) {
            database.create_object_store(name).build()?;
        }
    }
    Ok(())
}

/// What a future leads to, or nothing where it takes longer than that.
async fn within<F: Future>(milliseconds: u32, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut limit = pin!(TimeoutFuture::new(milliseconds));
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}

fn not_opened(error: OpenDbError) -> MirrorError {
    match error {
        OpenDbError::Base(Error::DomException(error)) => {
            let error = web_sys::DomException::from(error);
            match error.name().as_str() {
                "InvalidStateError" | "NotAllowedError" | "SecurityError" => MirrorError::Unavailable,
                _ => exception(&error),
            }
        }
        OpenDbError::Base(error) => failure(error),
        // There is none, or `open` itself has thrown.
        OpenDbError::NullFactory | OpenDbError::UnsupportedEnvironment | OpenDbError::VersionZero => {
            MirrorError::Unavailable
        }
    }
}

fn failure(error: Error) -> MirrorError {
    match error {
        Error::DomException(error) => exception(&error.into()),
        other => MirrorError::Failed(other.to_string()),
    }
}

fn exception(error: &web_sys::DomException) -> MirrorError {
    match error.name().as_str() {
        "QuotaExceededError" => MirrorError::Quota,
        // We abort nothing that was committed: the browser did, together with the connection.
        "AbortError" | "InvalidStateError" => MirrorError::Closed,
        name => MirrorError::Failed(format!("{name}: {}", error.message())),
    }
}
