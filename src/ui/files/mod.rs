//! The files of materials and contracts: which of them this browser holds, taking them in, handing them
//! out, letting go of what nothing refers to.

mod attachment;
mod carried;
mod given;

pub use attachment::{Attachment, contract, download_link};
pub use carried::{
    Carried, come_along, fits, gather, held, include_box, is_included, keep_all, not_gathered, not_included, too_much,
};
pub use given::Given;

use super::app::App;
use super::saving::BrowserSession;
use crate::browser::clock;
use crate::browser::file_store::{About, Content, FileError, FileStore};
use crate::domain::files::{hashes_in, referred, sweep};
use crate::journal::KeyValue;
use crate::session::SaveState;
use crate::ui::kit::{lang, renew};
use crate::{browser::local::BrowserStore, text};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// What this browser holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Holdings {
    /// It has not answered yet.
    #[default]
    Asking,
    /// It does not keep files.
    Refused(FileError),
    /// These, by their hash.
    Held(BTreeMap<String, About>),
}

impl Holdings {
    /// What is known of a file that is held.
    pub fn about(&self, sha256: &str) -> Option<&About> {
        match self {
            Self::Held(held) => held.get(sha256),
            _ => None,
        }
    }
}

/// The files, as far as the page knows of them. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Files {
    /// What this browser holds.
    pub holdings: RwSignal<Holdings>,
    /// The hashes under which something else was found.
    pub damaged: RwSignal<BTreeSet<String>>,
    /// Whether a backup takes the files along.
    pub include: RwSignal<bool>,
    swept: StoredValue<Option<NaiveDate>>,
}

impl Files {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self {
            holdings: RwSignal::default(),
            damaged: RwSignal::default(),
            include: RwSignal::new(false),
            swept: StoredValue::new(None),
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        Self::new()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Idle,
    UnderWay,
    Again,
}

thread_local! {
    static STORE: RefCell<Option<FileStore>> = const { RefCell::new(None) };
    static LOOK: Cell<Look> = const { Cell::new(Look::Idle) };
}

/// The store, opened where it is not open.
///
/// # Errors
/// Where the browser keeps no files.
pub async fn store() -> Result<FileStore, FileError> {
    if let Some(store) = STORE.with_borrow(|store| store.clone().filter(|store| !store.is_closed())) {
        return Ok(store);
    }
    let opened = FileStore::open().await?;
    STORE.with_borrow_mut(|store| *store = Some(opened.clone()));
    Ok(opened)
}

/// Learns what this browser holds, and keeps a file that misses its place from taking the page's.
pub fn begin(app: App) {
    app.look_at_files();
    let _ = window_event_listener_untyped("dragover", keep_the_page);
    let _ = window_event_listener_untyped("drop", keep_the_page);
    let _ = window_event_listener_untyped("focus", move |_| app.look_at_files());
}

/// A browser shows a file that is dropped anywhere in the place of the page.
fn keep_the_page(event: web_sys::Event) {
    if !event.default_prevented()
        && let Some(event) = event.dyn_ref::<web_sys::DragEvent>()
        && attachment::carries_files(event)
    {
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            data.set_drop_effect("none");
        }
    }
}

impl App {
    /// Learns anew what this browser holds: another tab may have taken something in.
    pub fn look_at_files(self) {
        if LOOK.get() != Look::Idle {
            LOOK.set(Look::Again);
            return;
        }
        LOOK.set(Look::UnderWay);
        spawn_local(async move {
            loop {
                let holdings = match list().await {
                    Ok(all) => Holdings::Held(all),
                    Err(error) => Holdings::Refused(error),
                };
                renew(self.files.holdings, holdings);
                if LOOK.replace(Look::UnderWay) != Look::Again {
                    break;
                }
            }
            LOOK.set(Look::Idle);
        });
    }

    /// Keeps a file. When it returns, the file is on the disk.
    ///
    /// # Errors
    /// Where the browser refuses; what it held before is as it was.
    pub async fn keep_file(self, content: &Content, name: &str) -> Result<(), FileError> {
        let about = store().await?.put(content, name, clock::now().timestamp()).await?;
        self.files.damaged.update(|damaged| {
            damaged.remove(content.sha256());
        });
        if matches!(self.files.holdings.get_untracked(), Holdings::Held(_)) {
            self.files.holdings.update(|holdings| {
                if let Holdings::Held(held) = holdings {
                    held.insert(content.sha256().to_owned(), about);
                }
            });
        } else {
            self.look_at_files();
        }
        super::storage::ask_to_keep();
        Ok(())
    }

    /// Reads a file that the board refers to; nothing where this browser does not hold it. One that is
    /// damaged is remembered as that.
    ///
    /// # Errors
    /// Where it is damaged or cannot be read.
    pub async fn file(self, sha256: &str) -> Result<Option<Content>, FileError> {
        let read = store().await?.get(sha256).await;
        match &read {
            Err(FileError::Damaged) => self.files.damaged.update(|damaged| {
                damaged.insert(sha256.to_owned());
            }),
            Ok(None) => self.look_at_files(),
            _ => {}
        }
        read
    }

    /// Removes files that the board does not refer to, for good. Those that it refers to stay.
    ///
    /// # Errors
    /// Where the browser refuses; then all of them are still there.
    pub async fn remove_files(self, hashes: BTreeSet<String>) -> Result<(), FileError> {
        let store = store().await?;
        // The board of this moment: it may have gone on while the store was opened.
        let in_use = self.with_session(|session| referred(session.board()));
        let unused: Vec<_> = hashes.into_iter().filter(|sha256| !in_use.contains(sha256)).collect();
        store.remove(&unused).await?;
        self.look_at_files();
        Ok(())
    }

    /// Once a day, in the tab that writes: notes which files nothing leads back to, and removes those of
    /// which that has been so for long enough.
    pub fn sweep_files(self) {
        let Holdings::Held(held) = self.files.holdings.get_untracked() else {
            return;
        };
        let today = clock::today();
        let sound = self.with_session(|session| session.writes() && session.state() == SaveState::Saved);
        if !sound || self.files.swept.get_value() == Some(today) {
            return;
        }
        self.files.swept.set_value(Some(today));
        let Some(in_reach) = self.files_in_reach() else {
            return;
        };
        let now = clock::now().timestamp();
        let kept: Vec<_> = held.into_values().map(|about| about.kept).collect();
        let sweep = sweep(&kept, &in_reach, now);
        if sweep == Default::default() {
            return;
        }
        spawn_local(async move {
            // Where it does not work today, it is tried again tomorrow.
            if let Ok(store) = store().await
                && store.settle(&sweep, now).await.is_ok()
            {
                self.look_at_files();
            }
        });
    }

    /// The hash of every file that anything in this browser leads back to; nothing where that is not
    /// known.
    pub fn files_in_reach(self) -> Option<BTreeSet<String>> {
        let mut hashes = self.with_session(BrowserSession::files_in_reach)?;
        // The copy from before an import lies beside the journal.
        let beside = BrowserStore::open();
        for key in beside.keys().ok()? {
            if let Some(text) = beside.get(&key).ok()? {
                hashes.extend(hashes_in(&text).map(str::to_owned));
            }
        }
        Some(hashes)
    }
}

async fn list() -> Result<BTreeMap<String, About>, FileError> {
    let all = store().await?.all().await?;
    Ok(all.into_iter().map(|about| (about.kept.sha256.clone(), about)).collect())
}

/// How many files there are, and how large they are together: `3件、合計 2.1 MB`.
pub fn amount(count: usize, bytes: u64) -> String {
    let size = text::files::size(bytes, lang());
    lang().pick(
        format!("{count}件、合計 {size}"),
        format!("{count} {}, {size} in all", if count == 1 { "file" } else { "files" }),
    )
}
