//! The file that a person chose once and that is written by itself: what it takes to write it, and what
//! is told where it cannot be written.

use super::{Automatic, Trouble, read_moment};
use crate::browser::clock;
use crate::browser::files::{self, BackupFile};
use crate::browser::local::set_preference;
use crate::document;
use crate::ui::app::App;
use crate::ui::kit::{tr, typing};
use crate::ui::saving::{self, BrowserSession};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

const SUGGESTED_NAME: &str = "irai-board-backup.json";

impl App {
    /// Looks once for the file that was chosen earlier, as soon as there is a mirror that keeps it.
    pub(super) fn find_backup_file(self) {
        let Some(mirror) = saving::mirror().filter(|_| self.backup.work.with_value(|work| !work.looked)) else {
            return;
        };
        self.backup.work.update_value(|work| work.looked = true);
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

    /// A tab that follows leaves the file to the one that writes.
    pub(super) fn writes_by_itself(self) -> bool {
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
        let kept = match saving::mirror() {
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
        if let Some(mirror) = saving::mirror() {
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
}
