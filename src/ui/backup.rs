//! Backups to a file: when the last one was, and the file that is written by itself. And how full the
//! store is.

use super::app::{App, BrowserSession};
use super::kit::{lang, tr, typing};
use crate::browser::files::{self, BackupFile};
use crate::browser::local::{BrowserStore, preference, set_preference};
use crate::browser::mirror::Mirror;
use crate::browser::{clock, dom};
use crate::document;
use crate::journal::KeyValue;
use crate::text::backup::{Care, Interval, is_automatic_due};
use crate::text::storage::with_ours;
use chrono::{DateTime, FixedOffset, TimeDelta};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What this page keeps beside the journal: preferences, and the copy from before an import.
const BESIDE: &str = "irai-board-";
const SUGGESTED_NAME: &str = "irai-board-backup.json";

/// The file that is written by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Automatic {
    /// The file.
    pub file: BackupFile,
    /// Whether the browser lets the page write to it.
    pub allowed: bool,
    /// When it was last written.
    pub written: Option<DateTime<FixedOffset>>,
}

/// Why the file is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser wants to ask the person again.
    Permission,
    /// The file cannot be written.
    Failed,
}

/// What goes on behind the signals.
#[derive(Clone, Copy, Debug, Default)]
struct Work {
    /// Something has changed that the file does not hold.
    changed: bool,
    /// The preferences do not hold what the page knows.
    unsaved: bool,
    writing: bool,
    /// The last time it did not work, and that was told.
    failing: bool,
    tried: Option<DateTime<FixedOffset>>,
}

/// Backups to a file. Cheap to copy; every part is a handle.
#[derive(Clone, Copy)]
pub struct Backup {
    /// What is known about the last backup.
    pub care: RwSignal<Care>,
    /// The file that is written by itself.
    pub automatic: RwSignal<Option<Automatic>, LocalStorage>,
    /// What is to be told about it.
    pub trouble: RwSignal<Option<Trouble>>,
    mirror: RwSignal<Option<Mirror>, LocalStorage>,
    work: StoredValue<Work>,
}

impl Backup {
    /// What the preferences hold.
    pub fn new() -> Self {
        Self {
            care: RwSignal::new(read_care()),
            automatic: RwSignal::new_local(None),
            trouble: RwSignal::new(None),
            mirror: RwSignal::new_local(None),
            work: StoredValue::new(Work::default()),
        }
    }
}

impl Default for Backup {
    fn default() -> Self {
        Self::new()
    }
}

/// Measures the store at the start, and takes care of backups when the page is left.
pub fn keep(app: App) {
    // The board is drawn first.
    gloo_timers::callback::Timeout::new(0, move || app.measure()).forget();
    let leave = move |_| {
        if dom::document().is_some_and(|document| document.hidden()) {
            app.leave_backup();
        }
    };
    let _ = window_event_listener_untyped("visibilitychange", leave);
    let _ = window_event_listener_untyped("pagehide", move |_| app.leave_backup());
}

impl App {
    /// Measures how full the store is.
    pub fn measure(self) {
        let beside = units_beside();
        let usage = self.with_session(|session| session.journal().used()).ok().map(|usage| with_ours(usage, beside));
        if self.usage.with_untracked(|known| *known != usage) {
            self.usage.set(usage);
        }
    }

    /// The mirror, where there is one.
    pub fn mirror(self) -> Option<Mirror> {
        self.backup.mirror.get()
    }

    /// Makes the mirror known, or that there is none any more, and looks for the file that was chosen
    /// earlier.
    pub fn set_mirror(self, mirror: Option<Mirror>) {
        self.backup.mirror.set(mirror.clone());
        let Some(mirror) = mirror else {
            return;
        };
        spawn_local(async move {
            let Some(file) = mirror.kept_handle().await else {
                return;
            };
            let allowed = file.permission(false).await;
            // A file that was chosen in the meantime is the one to write.
            if self.backup.automatic.with_untracked(Option::is_some) {
                return;
            }
            let written = read_moment("backup-written");
            self.backup.automatic.set(Some(Automatic { file, allowed, written }));
            let changed = self.backup.care.with_untracked(|care| care.changes > 0);
            self.backup.work.update_value(|work| work.changed |= changed);
            if !allowed {
                self.tell_trouble(Trouble::Permission);
            }
        });
    }

    /// Counts a change of the board.
    pub fn note_change(self) {
        self.backup.care.update(|care| {
            care.changes = care.changes.saturating_add(1);
            care.since = care.since.or_else(|| Some(clock::now()));
        });
        self.backup.work.update_value(|work| {
            work.changed = true;
            work.unsaved = true;
        });
    }

    /// The whole board is in a file: the age of the last backup begins anew.
    pub fn backup_done(self, at: DateTime<FixedOffset>) {
        self.backed_up(at, self.backup.care.with_untracked(|care| care.changes));
    }

    /// As [`Self::backup_done`], where `seen` changes are in the file.
    fn backed_up(self, at: DateTime<FixedOffset>, seen: u32) {
        self.backup.care.update(|care| {
            care.changes = care.changes.saturating_sub(seen);
            care.since = (care.changes > 0).then_some(at);
            care.last = Some(at);
            care.later = None;
        });
        self.save_care();
    }

    /// Keeps how often the person wants to be reminded.
    pub fn remind(self, interval: Interval) {
        self.backup.care.update(|care| {
            care.interval = interval;
            care.later = None;
        });
        self.save_care();
    }

    /// Leaves the person alone for a day.
    pub fn remind_later(self) {
        self.backup.care.update(|care| care.later = Some(clock::now() + TimeDelta::days(1)));
        self.save_care();
    }

    /// Once a minute: keeps the count of changes, and writes the file where it is time.
    pub fn keep_backup(self) {
        if self.backup.work.with_value(|work| work.unsaved) {
            self.save_care();
        } else {
            // Another tab may have counted or exported.
            let care = read_care();
            if self.backup.care.with_untracked(|known| *known != care) {
                self.backup.care.set(care);
            }
        }
        let (changed, tried) = self.backup.work.with_value(|work| (work.changed, work.tried));
        if changed && self.writes_by_itself() && is_automatic_due(tried, clock::now()) {
            self.write_backup();
        }
    }

    /// The page is hidden or closed: it may not get another chance.
    fn leave_backup(self) {
        typing::flush();
        if self.backup.work.with_value(|work| work.unsaved) {
            self.save_care();
        }
        if self.backup.work.with_value(|work| work.changed) && self.writes_by_itself() {
            self.write_backup();
        }
    }

    /// A tab that follows leaves the file to the one that writes.
    fn writes_by_itself(self) -> bool {
        let allowed = self.backup.automatic.with_untracked(|file| file.as_ref().is_some_and(|file| file.allowed));
        allowed && self.with_session(BrowserSession::writes)
    }

    /// Lets the person choose the file that is written by itself. To be called on a click.
    pub fn choose_backup_file(self) {
        spawn_local(async move {
            match files::pick_backup_file(SUGGESTED_NAME).await {
                Ok(Some(file)) => self.take_backup_file(file).await,
                Ok(None) => {}
                Err(_) => self.tell_error(tr(
                    "ファイルを選べませんでした。ボードはそのままです。「書き出し」は使えます。",
                    "No file could be chosen. The board is unchanged; the export works.",
                )),
            }
        });
    }

    async fn take_backup_file(self, file: BackupFile) {
        let allowed = file.permission(true).await;
        let kept = match self.backup.mirror.get_untracked() {
            Some(mirror) => mirror.keep_handle(&file).await.is_ok(),
            None => false,
        };
        self.backup.automatic.set(Some(Automatic { file, allowed, written: None }));
        self.backup.work.update_value(|work| {
            work.failing = false;
            work.changed = true;
        });
        self.backup.trouble.set(None);
        if !kept {
            self.tell(tr(
                "このブラウザーは、選んだファイルを覚えておけません。次に開いたときは、もう一度選んでください。",
                "This browser cannot remember the file. Please choose it again when you next open the page.",
            ));
        }
        self.write_backup();
    }

    /// Asks for permission to write to the file. To be called on a click.
    pub fn allow_backup_file(self) {
        let Some(file) = self.backup_file() else {
            return;
        };
        spawn_local(async move {
            let allowed = file.permission(true).await;
            self.update_automatic(|automatic| automatic.allowed = allowed);
            if allowed {
                self.backup.trouble.set(None);
                self.write_backup();
            } else {
                self.tell_error(tr(
                    "書き込みは許可されませんでした。ボードはこのブラウザーに残っています。",
                    "Writing was not allowed. The board is still in this browser.",
                ));
            }
        });
    }

    /// Writes no file by itself any more. What is in the file stays.
    pub fn stop_backup_file(self) {
        self.backup.automatic.set(None);
        self.backup.trouble.set(None);
        set_preference("backup-written", "");
        if let Some(mirror) = self.backup.mirror.get_untracked() {
            spawn_local(async move {
                if mirror.forget_handle().await.is_err() {
                    self.tell_error(tr(
                        "ファイルの選択を消せませんでした。次に開いたときに、もう一度やめてください。",
                        "The choice of the file could not be removed. Please stop it again when you next open the page.",
                    ));
                }
            });
        }
    }

    /// Writes the board to the file now.
    pub fn write_backup(self) {
        let Some(file) = self.backup_file() else {
            return;
        };
        if self.backup.work.with_value(|work| work.writing) {
            return;
        }
        typing::flush();
        let at = clock::now();
        let text = self.with_session(|session| document::export(session.board(), at));
        let seen = self.backup.care.with_untracked(|care| care.changes);
        self.backup.work.update_value(|work| {
            work.writing = true;
            // What is changed from here on is not in the text.
            work.changed = false;
            work.tried = Some(at);
        });
        spawn_local(async move {
            let allowed = file.permission(false).await;
            let written = allowed && file.write(&text).await.is_ok();
            self.backup.work.update_value(|work| {
                work.writing = false;
                work.changed |= !written;
            });
            self.update_automatic(|automatic| automatic.allowed = allowed);
            if written {
                self.update_automatic(|automatic| automatic.written = Some(at));
                set_preference("backup-written", &at.to_rfc3339());
                self.backed_up(at, seen);
                self.backup.work.update_value(|work| work.failing = false);
                self.backup.trouble.set(None);
            } else {
                self.tell_trouble(if allowed { Trouble::Failed } else { Trouble::Permission });
            }
        });
    }

    /// Tells of a trouble once, until it has worked again.
    fn tell_trouble(self, trouble: Trouble) {
        if !self.backup.work.with_value(|work| work.failing) {
            self.backup.work.update_value(|work| work.failing = true);
            self.backup.trouble.set(Some(trouble));
        }
    }

    /// The name of the file that is written by itself.
    pub fn backup_file_name(self) -> String {
        self.backup.automatic.with_untracked(|file| file.as_ref().map(|file| file.file.name()).unwrap_or_default())
    }

    fn backup_file(self) -> Option<BackupFile> {
        self.backup.automatic.with_untracked(|file| file.as_ref().map(|file| file.file.clone()))
    }

    fn update_automatic(self, work: impl FnOnce(&mut Automatic)) {
        self.backup.automatic.update(|automatic| {
            if let Some(automatic) = automatic {
                work(automatic);
            }
        });
    }

    fn save_care(self) {
        let care = self.backup.care.get_untracked();
        let moment = |at: Option<DateTime<FixedOffset>>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
        set_preference("backup-at", &moment(care.last));
        set_preference("backup-since", &moment(care.since));
        set_preference("backup-changes", &care.changes.to_string());
        set_preference("backup-reminder", care.interval.id());
        set_preference("backup-later", &moment(care.later));
        self.backup.work.update_value(|work| work.unsaved = false);
    }
}

fn read_care() -> Care {
    Care {
        last: read_moment("backup-at"),
        since: read_moment("backup-since"),
        changes: preference("backup-changes").and_then(|count| count.parse().ok()).unwrap_or(0),
        interval: preference("backup-reminder").map_or_else(Interval::default, |id| Interval::read(&id)),
        later: read_moment("backup-later"),
    }
}

fn read_moment(name: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(&preference(name)?).ok()
}

/// UTF-16 units of what this page keeps beside the journal.
fn units_beside() -> usize {
    let store = BrowserStore::open();
    let keys = store.keys().unwrap_or_default();
    let units = |text: &str| text.encode_utf16().count();
    keys.iter()
        .filter(|key| key.starts_with(BESIDE))
        .map(|key| units(key) + store.get(key).ok().flatten().map_or(0, |value| units(&value)))
        .sum()
}

/// When something was last done, in the page's words.
pub fn ago(at: DateTime<FixedOffset>) -> String {
    crate::text::backup::ago(at, clock::now(), lang())
}
