//! The screens: the links in the bar.

use crate::browser::dom;
use crate::route::Screen;
use crate::ui::app::App;
use crate::ui::find::address;
use crate::ui::kit::{icon, tr};
use crate::ui::today;
use leptos::prelude::*;

/// The name of the page in a browser's tab, where nothing else is shown.
const PAGE: &str = "依頼ボード";

/// What is shown, as the title of the document: the engagement in the panel, the screen, the page.
fn title(app: App) -> String {
    let open = app.open.get().and_then(|id| app.get(id)).map(|engagement| engagement.title.clone());
    let parts = [open, Some(name(app.screen.get()).to_owned()), Some(PAGE.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" - ")
}

/// The links to the screens.
pub fn links(app: App) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(document) = dom::document() {
            document.set_title(&title(app));
        }
    });
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
