//! Backups to a file: when the last one was, when to remind of the next, and the file that is written
//! by itself.

mod automatic;

use super::app::App;
use super::kit::{lang, renew, typing};
use super::saving::BrowserSession;
use crate::browser::files::BackupFile;
use crate::browser::local::{preference, set_preference};
use crate::browser::{clock, dom};
use crate::text::backup::{Care, Interval, is_automatic_due};
use chrono::{DateTime, FixedOffset, TimeDelta};
use leptos::prelude::*;

/// From so many changes on there is something worth asking the browser to keep.
const WORTH_KEEPING: u32 = 10;

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
    /// The file that was chosen earlier has been looked for.
    looked: bool,
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
    work: StoredValue<Work>,
}

impl Backup {
    /// What the preferences hold.
    pub fn new() -> Self {
        Self {
            care: RwSignal::new(read_care()),
            automatic: RwSignal::new_local(None),
            trouble: RwSignal::new(None),
            work: StoredValue::new(Work::default()),
        }
    }
}

impl Default for Backup {
    fn default() -> Self {
        Self::new()
    }
}

/// How long after the start the store is measured.
const MEASURE_MILLISECONDS: u32 = 2_000;

/// Measures the store at the start, and takes care of backups when the page is left.
pub fn keep(app: App) {
    app.find_backup_file();
    // It reads the whole store: the board is drawn first, and what a person does then.
    gloo_timers::callback::Timeout::new(MEASURE_MILLISECONDS, move || app.measure()).forget();
    let leave = move |_| {
        if dom::document().is_some_and(|document| document.hidden()) {
            app.leave_backup();
        }
    };
    let _ = window_event_listener_untyped("visibilitychange", leave);
    let _ = window_event_listener_untyped("pagehide", move |_| app.leave_backup());
}

impl App {
    /// Counts a change of the board, whichever tab has made it. The tab that writes counts for all.
    pub fn note_change(self) {
        if !self.with_session(BrowserSession::writes) {
            return;
        }
        self.backup.care.update(|care| {
            care.changes = care.changes.saturating_add(1);
            care.since = care.since.or_else(|| Some(clock::now()));
        });
        self.backup.work.update_value(|work| {
            work.changed = true;
            work.unsaved = true;
        });
        if self.backup.care.with_untracked(|care| care.changes >= WORTH_KEEPING) {
            super::storage::ask_to_keep();
        }
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
            renew(self.backup.care, care);
        }
        self.find_backup_file();
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

    /// Keeps what is known as preferences.
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

/// When something was last done, in the page's words.
pub fn ago(at: DateTime<FixedOffset>) -> String {
    crate::text::backup::ago(at, clock::now(), lang())
}
