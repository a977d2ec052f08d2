//! The browser's way back. On a phone or a tablet it closes what lies over the board, the dialog first and
//! then the panel, as the key of the device does everywhere else. For each of them stands a step of the
//! browser's history with the address of what is under it; the state of a step says how many there are.

use crate::browser::dom;
use crate::ui::app::App;
use crate::ui::dialogs;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// Where the way back is a key or a swipe, and the panel covers the board.
const FITS: &str = "(max-width: 640px), (pointer: coarse)";

/// How long the browser takes for a step back, at most.
const PATIENCE_MILLISECONDS: u32 = 1_000;

thread_local! {
    /// Whether the page itself is on its way back.
    static GOING: Cell<bool> = const { Cell::new(false) };
    /// The address as the page last knew it.
    static HERE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Follows what is opened and closed, and the browser's way back.
pub fn begin(app: App) {
    Effect::new(move |_| {
        app.open.track();
        app.dialog.track();
        settle_later(app);
    });
    let _ = window_event_listener_untyped("popstate", move |_| arrived(app));
    let _ = window_event_listener_untyped("hashchange", move |_| settle_later(app));
}

/// Brings the browser's history up to what is open, once what is going on has come to its end: a dialog may
/// give its place to another one, and what closes may lead to another address.
pub fn settle_later(app: App) {
    Timeout::new(0, move || settle(app)).forget();
}

/// How many things lie over the board.
fn open(app: App) -> u32 {
    u32::from(app.open.with_untracked(Option::is_some)) + u32::from(app.dialog.with_untracked(Option::is_some))
}

fn settle(app: App) {
    HERE.set(dom::hash());
    if GOING.get() {
        return;
    }
    let (told, open) = (dom::depth(), open(app));
    if told > open {
        GOING.set(dom::go_back(told - open));
        // Where there is nothing to go back to, the browser says nothing.
        Timeout::new(PATIENCE_MILLISECONDS, || GOING.set(false)).forget();
    } else if dom::media(FITS) {
        (told..open).for_each(|depth| dom::push_depth(depth + 1));
    }
}

/// The browser is at another step of its history.
fn arrived(app: App) {
    let ours = GOING.replace(false);
    let closes = dom::media(FITS) && dom::depth() < open(app);
    if ours || closes {
        // What was narrowed meanwhile stays so: the step under it takes its address.
        HERE.with_borrow(|here| dom::set_address(here, false));
    }
    if ours || !closes {
        settle_later(app);
        return;
    }
    // A dialog tells late that it is closed: two steps back may come before that, or in one go.
    let steps = open(app) - dom::depth();
    let dialog = app.dialog.with_untracked(Option::is_some);
    if dialog {
        dialogs::close();
    }
    if !dialog || steps > 1 {
        app.close();
    }
}
