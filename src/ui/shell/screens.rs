//! The screens: the links in the bar.

use crate::route::Screen;
use crate::ui::app::App;
use crate::ui::find::address;
use crate::ui::kit::{icon, tr};
use crate::ui::today;
use leptos::prelude::*;

/// The links to the screens.
pub fn links(app: App) -> impl IntoView {
    let link = move |screen: Screen| {
        let current = move || (app.screen.get() == screen).then_some("page");
        view! {
            <a class="screens__link" href=move || address::of(app, screen) aria-current=current title=name(screen)>
                {icon(icon_of(screen))}
                <span class="screens__name">{name(screen)}</span>
                {(screen == Screen::Today).then(today::badge)}
            </a>
        }
    };
    view! { <nav class="screens" aria-label=tr("画面", "Screens")>{Screen::ALL.map(link).collect_view()}</nav> }
}

/// What a screen is called.
pub fn name(screen: Screen) -> &'static str {
    match screen {
        Screen::Board => tr("ボード", "Board"),
        Screen::Today => tr("今日", "Today"),
        Screen::Calendar => tr("カレンダー", "Calendar"),
        Screen::Insight => tr("分析", "Insight"),
    }
}

/// The icon of a screen.
pub fn icon_of(screen: Screen) -> &'static str {
    match screen {
        Screen::Board => "board",
        Screen::Today => "check",
        Screen::Calendar => "calendar",
        Screen::Insight => "insight",
    }
}
