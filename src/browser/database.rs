//! A database in IndexedDB: opened within a time, let go of when another version wants to change it,
//! and on the disk when a change returns.

use super::js::property;
use gloo_timers::future::TimeoutFuture;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use std::cell::{Cell, RefCell};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// A blocked or broken database would keep the page waiting for ever.
const OPEN_MILLISECONDS: u32 = 3_000;
const READ_MILLISECONDS: u32 = 10_000;

/// Why a database refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// The browser has no IndexedDB, or does not let this page use it.
    #[error("IndexedDB is not available")]
    Unavailable,
    /// It did not answer for some seconds.
    #[error("IndexedDB did not answer in time")]
    TimedOut,
    /// There is no room.
    #[error("IndexedDB is full")]
    Quota,
    /// The browser or another version of the page has closed the connection.
    #[error("the connection to IndexedDB is closed")]
    Closed,
    /// Anything else, in the browser's words.
    #[error("IndexedDB failed: {0}")]
    Failed(String),
}

/// An open connection. Closed when it is dropped.
pub(super) struct Connection {
    database: Database,
    closed: Cell<bool>,
    on_closed: RefCell<Vec<Box<dyn FnOnce()>>>,
    _listener: Closure<dyn FnMut()>,
}

impl Connection {
    /// Opens a database, and makes it with these stores where there is none. Gives up after three
    /// seconds.
    pub(super) async fn open(
        name: &str,
        version: u8,
        stores: &'static [&'static str],
    ) -> Result<Rc<Self>, DatabaseError> {
        let mut request = Database::open(name)
            .with_version(version)
            .with_on_upgrade_needed(|_: VersionChangeEvent, database: Database| make_stores(&database, stores))
            .build()
            .map_err(not_opened)?;
        match within(OPEN_MILLISECONDS, Pin::new(&mut request)).await {
            Some(opened) => Ok(Self::new(opened.map_err(not_opened)?)),
            None => {
                // The request is still under way. Left alone it would make a database without stores, or
                // hold a connection that is in the way of others.
                wasm_bindgen_futures::spawn_local(async move {
                    if let Ok(database) = request.await {
                        database.close();
                    }
                });
                Err(DatabaseError::TimedOut)
            }
        }
    }

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

    /// Whether it was closed under us.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Calls back once when it is closed under us, at once where it is already.
    pub(super) fn on_closed(&self, called: impl FnOnce() + 'static) {
        if self.closed.get() {
            called();
        } else {
            self.on_closed.borrow_mut().push(Box::new(called));
        }
    }

    /// A transaction over these stores. It is rolled back where it is not committed.
    pub(super) fn transaction<'a>(
        &'a self,
        stores: &'a [&'a str],
        mode: TransactionMode,
    ) -> Result<Transaction<'a>, DatabaseError> {
        if self.closed.get() {
            return Err(DatabaseError::Closed);
        }
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        self.database.transaction(stores).with_mode(mode).with_options(options).build().map_err(failure)
    }

    /// Runs one transaction: all that `work` asks for, or nothing of it. When it returns, it is on the
    /// disk. `work` waits for nothing but requests of this transaction.
    pub(super) async fn change(
        &self,
        stores: &[&str],
        work: impl AsyncFnOnce(&Transaction<'_>) -> indexed_db_futures::Result<()>,
    ) -> Result<(), DatabaseError> {
        let transaction = self.transaction(stores, TransactionMode::Readwrite)?;
        let raw = transaction.as_sys().clone();
        let outcome = match work(&transaction).await {
            Ok(()) => transaction.commit().await,
            Err(error) => Err(error),
        };
        outcome.map_err(|error| {
            // Where the commit itself was refused, the browser would still commit by itself.
            let _ = raw.abort();
            raw.error().map_or_else(|| failure(error), |error| exception(&error))
        })
    }

    /// Reads from these stores, as of one moment. Gives up after ten seconds.
    pub(super) async fn read<T>(
        &self,
        stores: &[&str],
        work: impl AsyncFnOnce(&Transaction<'_>) -> indexed_db_futures::Result<T>,
    ) -> Result<T, DatabaseError> {
        let transaction = self.transaction(stores, TransactionMode::Readonly)?;
        let read = within(READ_MILLISECONDS, work(&transaction)).await.ok_or(DatabaseError::TimedOut)?;
        read.map_err(failure)
    }

    /// Whether the browser knows strict durability.
    pub(super) fn is_strict(&self, store: &str) -> bool {
        self.transaction(&[store], TransactionMode::Readwrite)
            .is_ok_and(|transaction| property(transaction.as_sys(), "durability").is_some_and(|it| it == "strict"))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.as_sys().set_onversionchange(None);
        self.database.as_sys().set_onclose(None);
        self.database.as_sys().close();
    }
}

fn make_stores(database: &Database, stores: &[&str]) -> indexed_db_futures::Result<()> {
    for name in stores {
        if database.object_store_names().all(|there| there != *name) {
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

fn not_opened(error: OpenDbError) -> DatabaseError {
    match error {
        OpenDbError::Base(Error::DomException(error)) => {
            let error = web_sys::DomException::from(error);
            match error.name().as_str() {
                "InvalidStateError" | "NotAllowedError" | "SecurityError" => DatabaseError::Unavailable,
                _ => exception(&error),
            }
        }
        OpenDbError::Base(error) => failure(error),
        // There is none, or `open` itself has thrown.
        OpenDbError::NullFactory | OpenDbError::UnsupportedEnvironment | OpenDbError::VersionZero => {
            DatabaseError::Unavailable
        }
    }
}

fn failure(error: Error) -> DatabaseError {
    match error {
        Error::DomException(error) => exception(&error.into()),
        other => DatabaseError::Failed(other.to_string()),
    }
}

fn exception(error: &web_sys::DomException) -> DatabaseError {
    match error.name().as_str() {
        "QuotaExceededError" => DatabaseError::Quota,
        // We abort nothing that was committed: the browser did, together with the connection.
        "AbortError" | "InvalidStateError" => DatabaseError::Closed,
        name => DatabaseError::Failed(format!("{name}: {}", error.message())),
    }
}
