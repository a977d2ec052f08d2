//! What stands around the board: the bar, notices, messages, menus, the start page.

pub mod bar;
pub mod care;
pub mod menu;
pub mod notice;
pub mod start;
pub mod toast;

use super::app::App;
use super::board;
use super::kit::tr;
use super::{dialogs, panel};
use leptos::prelude::*;

/// The whole page in the language of the moment.
pub fn shell(app: App) -> AnyView {
    let menu_state = menu::MenuState::new();
    provide_context(menu_state);
    menu::register(menu_state);
    bar::shortcuts(app);
    // A template can be written before there is any engagement.
    let empty = Memo::new(move |_| app.total() == 0 && app.open.get().is_none());
    let body = move || {
        if empty.get() {
            start::start(app).into_any()
        } else {
            view! {
                {board::strip::strip(app)}
                <div class="workspace">{board::board(app)} {panel::panel(app)}</div>
            }
            .into_any()
        }
    };
    view! {
        <div class="app">
            <a class="skip" href="#board">{tr("ボードへ移動", "Skip to the board")}</a>
            {bar::bar(app)}
            {notice::notices(app)}
            {body}
        </div>
        {toast::toasts(app)}
        <div class="visually-hidden" aria-live="assertive" role="status">{move || app.announcement.get()}</div>
        {menu::menus(app, menu_state)}
        {dialogs::host(app)}
    }
    .into_any()
}
