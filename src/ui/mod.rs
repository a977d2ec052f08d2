//! The page.

pub mod app;
pub mod backup;
pub mod board;
pub mod dialogs;
pub mod kit;
pub mod panel;
pub mod shell;
pub mod storage;

use crate::browser::local::BrowserStore;
use crate::browser::{clock, dom, tabs};
use crate::session::Session;
use app::App;
use leptos::prelude::*;

/// Opens the store and mounts the page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // The page is dead now; what is in the store is not. index.html shows the way to it.
        if let Some(root) = dom::find("html") {
            dom::set_attribute(&root, "data-crashed", Some(""));
        }
    }));
    // A store that does not answer is a store that is blocked.
    let opened = Session::open(BrowserStore::open()).or_else(|_| Session::open(BrowserStore::blocked()));
    let Ok((mut session, findings)) = opened else {
        return;
    };
    if session.journal().store().is_blocked() {
        session.block();
    }
    if let Some(boot) = dom::find(".boot") {
        boot.remove();
    }
    leptos::mount::mount_to_body(move || {
        let app = App::new(session, findings);
        provide_context(app);
        provide_context(board::BoardState::new());
        watch_tabs(app);
        keep_time(app);
        keep_saving(app);
        follow_preferences(app);
        backup::keep(app);
        view! {
            {move || {
                kit::speak(app.lang.get());
                shell::shell(app)
            }}
        }
    });
}

/// One tab writes. Another one reads along until its turn comes.
fn watch_tabs(app: App) {
    use std::cell::Cell;
    use std::rc::Rc;
    let waited = Rc::new(Cell::new(false));
    let writer = Rc::new(Cell::new(false));
    let granted = {
        let (waited, writer) = (Rc::clone(&waited), Rc::clone(&writer));
        move || {
            writer.set(true);
            if waited.get() {
                app.reload(false);
            }
            app.update_session(|session| session.settle());
        }
    };
    if !tabs::become_writer(granted) {
        app.update_session(|session| session.settle());
        return;
    }
    // The lock is granted within a few milliseconds where no other tab has it.
    const PATIENCE_MILLISECONDS: u32 = 300;
    let holder = Rc::clone(&writer);
    gloo_timers::callback::Timeout::new(PATIENCE_MILLISECONDS, move || {
        if !holder.get() {
            waited.set(true);
            app.reload(true);
        }
    })
    .forget();
    tabs::on_foreign_write(move || {
        if !writer.get() {
            app.reload(true);
        }
    });
}

/// Follows the day and the minute, for what is due and what is waiting.
fn keep_time(app: App) {
    gloo_timers::callback::Interval::new(60_000, move || {
        app.minute.update(|minute| *minute = minute.wrapping_add(1));
        let today = clock::today();
        if app.today.get_untracked() != today {
            app.today.set(today);
        }
        app.measure();
        app.keep_backup();
    })
    .forget();
}

/// Hands over what is typed when the page is left, and writes checkpoints and retries when nothing
/// else is going on.
fn keep_saving(app: App) {
    let pending = RwSignal::new(kit::typing::Pending::default());
    kit::typing::follow(pending);
    provide_context(pending);
    let leave = |_| kit::typing::flush();
    let _ = window_event_listener_untyped("pagehide", leave);
    let _ = window_event_listener_untyped("visibilitychange", leave);
    gloo_timers::callback::Interval::new(5_000, move || {
        app.update_session(|session| {
            session.retry();
            session.checkpoint_if_due();
        });
    })
    .forget();
}

fn follow_preferences(app: App) {
    Effect::new(move |_| {
        if let Some(root) = dom::find("html") {
            dom::set_attribute(&root, "lang", Some(app.lang.get().tag()));
            dom::set_attribute(&root, "data-theme", Some(app.theme.get().id()));
        }
    });
}
