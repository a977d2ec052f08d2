//! The address of the page: it says which screen is shown and what the board is narrowed to, so that it can
//! be kept, sent on, and gone back to.

use crate::browser::dom;
use crate::route::{Filter, Route, Screen};
use crate::ui::app::App;
use crate::ui::shell::back;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;

/// How long typing rests before the address follows. Browsers refuse an address that changes at every key.
const PAUSE_MILLISECONDS: u32 = 300;

thread_local! {
    static LATER: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Follows the address: a link, a bookmark, the browser's way back.
pub fn follow(app: App) {
    let read = move || {
        let route = Route::parse(&dom::hash());
        if app.screen.get_untracked() != route.screen {
            app.show_screen(route.screen);
        }
        // What is being typed stands: the address has yet to follow it, and may be told of late.
        if route.screen != Screen::Board || LATER.with_borrow(Option::is_some) {
            return;
        }
        let filter = Filter::from_query(&route.query);
        if app.find.filter.with_untracked(|present| *present != filter) {
            if !filter.is_empty() {
                app.find.open.set(true);
            }
            app.find.filter.set(filter);
        }
    };
    read();
    let handle = window_event_listener_untyped("hashchange", move |_| read());
    on_cleanup(move || handle.remove());
}

/// Shows a screen, as its link in the bar does.
pub fn show(app: App, screen: Screen) {
    if app.screen.get_untracked() != screen {
        app.show_screen(screen);
        dom::set_address(&of(app, screen), true);
        back::settle_later(app);
    }
}

/// The address of a screen; that of the board says what it is narrowed to. Followed.
pub fn of(app: App, screen: Screen) -> String {
    match screen {
        Screen::Board => app.find.filter.with(|filter| Route::board(filter).hash()),
        screen => Route { screen, query: String::new() }.hash(),
    }
}

/// The address follows the filter, as a new step of the browser's history.
pub fn push(app: App) {
    LATER.take();
    write(app, true);
}

/// The address follows the words once typing rests, in place of the one before.
pub fn replace_later(app: App) {
    let later = Timeout::new(PAUSE_MILLISECONDS, move || {
        // The timer that calls this must not be dropped from within itself.
        if let Some(timer) = LATER.take() {
            timer.forget();
        }
        write(app, false);
    });
    LATER.set(Some(later));
}

fn write(app: App, push: bool) {
    let hash = untrack(|| of(app, Screen::Board));
    if app.screen.get_untracked() == Screen::Board && dom::hash() != hash {
        dom::set_address(&hash, push);
        back::settle_later(app);
    }
}
