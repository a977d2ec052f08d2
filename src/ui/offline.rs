//! What stands beside the app in `public/offline.js` and `install.js`: the page without a connection, its
//! newer version, its place among the apps, and what it was opened with. They tell it by attributes of
//! `<html>` and by events of the window.

use super::app::App;
use super::board::{BoardState, column};
use super::kit::typing::{self, Pending};
use super::kit::{lang, tr};
use super::shell::bar;
use super::shell::keys::Act;
use super::{lazy, parts, saving};
use crate::browser::{dom, files};
use crate::domain::{Action, Stage};
use crate::route::Screen;
use crate::route::launch::Launch;
use crate::session::SaveState;
use crate::text::message;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// A newer version of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// It is there, and waits until somebody wants it.
    Ready,
    /// It is wanted, or another tab has gone over to it; this page is left once nothing would be lost.
    Wanted,
}

/// What is known of the page without a connection. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Offline {
    /// A newer version, where there is one and nobody has put the notice away.
    pub update: RwSignal<Option<Update>>,
    /// Whether the page opens without a connection; nothing while that is not settled.
    pub opens: RwSignal<Option<bool>>,
}

impl Offline {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self { update: RwSignal::new(None), opens: RwSignal::new(None) }
    }

    fn read(self) {
        let update = match dom::page_attribute("data-update").as_deref() {
            Some("ready") => Some(Update::Ready),
            Some("wanted") => Some(Update::Wanted),
            _ => None,
        };
        let opens = match dom::page_attribute("data-offline").as_deref() {
            Some("ready") => Some(true),
            Some("never") => Some(false),
            _ => None,
        };
        self.update.set(update);
        self.opens.set(opens);
    }
}

impl Default for Offline {
    fn default() -> Self {
        Self::new()
    }
}

/// Listens to what stands beside the app, tells it that the app is there, and does what the page was
/// opened for.
pub fn begin(app: App) {
    let _ = window_event_listener_untyped("irai-offline", move |_| app.offline.read());
    let pending = expect_context::<RwSignal<Pending>>();
    let _ = window_event_listener_untyped("irai-leave", move |event| {
        if !may_leave(app, pending) {
            event.prevent_default();
        }
    });
    let _ = window_event_listener_untyped("irai-file", move |event| {
        if let Some(file) = files::given(&event) {
            spawn_local(async move {
                let name = file.name();
                if let Some(bytes) = files::read(&file).await {
                    lazy::run(app, parts::offer_file(app, name, bytes.to_vec()));
                }
            });
        }
    });
    let state = expect_context::<BoardState>();
    // Once the page stands.
    Effect::new(move |_| {
        dom::say("irai-started");
        untrack(|| launch(app, state));
    });
}

/// Hands over what is typed, and answers whether nothing would be lost with the page.
fn may_leave(app: App, pending: RwSignal<Pending>) -> bool {
    typing::flush();
    let written = pending.get_untracked() == Pending::default() && app.save.get_untracked() != SaveState::Saving;
    written && !saving::would_lose(app)
}

/// Does what the page was opened for, once: the address does not ask for it any more afterwards.
fn launch(app: App, state: BoardState) {
    match Launch::parse(&dom::search()) {
        None => {}
        Some(Launch::New) => {
            dom::forget_search();
            bar::run(app, state, Act::New);
        }
        // What is shared comes from an app or from the system, not by a link on somebody's page.
        Some(Launch::Shared { .. }) if dom::is_linked_from_elsewhere() => dom::forget_search(),
        Some(Launch::Shared { title, text }) => share(app, title, text),
    }
}

fn share(app: App, title: String, problems: String) {
    match app.act(Action::AddTold { title, problems }) {
        Ok(()) => {
            dom::forget_search();
            app.show_screen(Screen::Board);
            let id = column::landed_last(app, Stage::Clarify);
            crate::ui::find::tell_if_hidden(app, id);
            if let Some(id) = id {
                app.open(id);
            }
            app.tell_undoable(tr("共有された内容から案件を作りました", "An engagement was made of what was shared"));
        }
        // Where it cannot be made now, a reload tries again.
        Err(rejection) => app.tell_error(message::rejection(&rejection, lang())),
    }
}

/// Goes over to the newer version, once nothing would be lost.
pub fn update() {
    dom::say("irai-update");
}

/// Whether the browser offers to add the page to the apps.
pub fn can_install() -> bool {
    dom::page_attribute("data-install").is_some()
}

/// Adds the page to the apps: the browser asks.
pub fn install() {
    dom::say("irai-install");
}
