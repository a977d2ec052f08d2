//! What stands around the board: the bar, notices, messages, menus, the start page.

pub mod back;
pub mod bar;
pub mod care;
pub mod keys;
pub mod menu;
pub mod notice;
pub mod screens;
pub mod start;
pub mod toast;

use super::app::App;
use super::board;
use super::kit::tr;
use super::{dialogs, find, lazy, panel, parts, select, today};
use crate::browser::dom;
use crate::route::Screen;
use leptos::prelude::*;

/// The whole page in the language of the moment.
pub fn shell(app: App) -> AnyView {
    let menu_state = menu::MenuState::new();
    provide_context(menu_state);
    menu::register(menu_state);
    bar::shortcuts(app);
    find::address::follow(app);
    today::begin(app);
    // A template can be written before there is any engagement.
    let empty = Memo::new(move |_| app.total() == 0 && app.open.get().is_none());
    let body = move || {
        if empty.get() && app.screen.get() == Screen::Board {
            return start::start(app).into_any();
        }
        let screen = move || match app.screen.get() {
            Screen::Board => board::board(app).into_any(),
            screen => lazy::show_screen(app, parts::screen(app, screen), |app| app.show_screen(Screen::Board)),
        };
        let strip = move || {
            (app.screen.get() == Screen::Board).then(|| {
                view! { {board::strip::strip(app)} {find::bar::bar(app)} }
            })
        };
        view! {
            {strip}
            <div class="workspace">{screen} {panel::panel(app)}</div>
        }
        .into_any()
    };
    // An address of its own would lead to another screen.
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        dom::focus_later("main");
    };
    // What lies over the page is told by attributes: of what follows on an element, `:has()` would have the whole
    // page styled anew whenever a message or a card in hand comes or goes.
    let selection = expect_context::<board::BoardState>().selection;
    let selecting = move || (app.screen.get() == Screen::Board && selection.is_shown()).then_some("");
    let telling = move || app.toasts.with(|toasts| !toasts.is_empty()).then_some("");
    view! {
        <div class="app" data-selecting=selecting data-telling=telling>
            <a class="skip" href="#board" on:click=skip>{tr("本文へ移動", "Skip to the content")}</a>
            {bar::bar(app)}
            {notice::notices(app)}
            {body}
        </div>
        {move || (app.screen.get() == Screen::Board).then(|| select::bar(app))}
        {toast::toasts(app)}
        <div class="visually-hidden" aria-live="assertive" role="status">{move || app.announcement.get()}</div>
        {menu::menus(app, menu_state)}
        {dialogs::host(app)}
    }
    .into_any()
}
