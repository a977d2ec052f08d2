//! The page.

pub mod app;
pub mod backup;
pub mod board;
pub mod calendar;
pub mod compare;
pub mod csv;
pub mod dialogs;
pub mod files;
pub mod find;
pub mod insight;
pub mod kit;
pub mod lazy;
pub mod look;
pub mod offline;
pub mod panel;
pub mod parts;
pub mod saving;
pub mod select;
pub mod shell;
pub mod storage;
pub mod sync;
pub mod today;

use crate::browser::{clock, dom};
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
    crate::browser::unicode::install();
    wasm_bindgen_futures::spawn_local(async {
        // Where it fails, what stands in index.html apart from the app shows the way to the data.
        if let Ok((opened, turn)) = saving::open().await {
            shell::start::take_over().await;
            mount(opened, turn);
        }
    });
}

fn mount(opened: saving::Opened, turn: saving::Turn) {
    if let Some(boot) = dom::find(".boot") {
        boot.remove();
    }
    let focused = dom::find(".opening :focus");
    leptos::mount::mount_to_body(move || {
        let app = App::new(opened.session, opened.findings, opened.promise);
        provide_context(app);
        provide_context(board::BoardState::new());
        saving::begin(app, &turn);
        saving::guard_leaving(app);
        keep_time(app);
        keep_saving(app);
        follow_preferences(app);
        look::begin();
        backup::keep(app);
        files::begin(app);
        find::begin(app);
        offline::begin(app);
        shell::back::begin(app);
        dialogs::begin(app);
        view! {
            {move || {
                kit::speak(app.lang.get());
                shell::shell(app)
            }}
        }
    });
    shell::start::settle(focused);
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
        app.sweep_files();
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
            session.retry_in_turn();
            // It takes its time, and nothing is less safe without it.
            if !board::drag::dragging() {
                session.checkpoint_if_due();
                session.keep_day(clock::today());
            }
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
