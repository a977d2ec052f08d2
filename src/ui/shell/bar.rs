//! The bar: the name, undo and redo, the save status, a new engagement, the menu; and the keys that
//! work everywhere.

use super::keys::{self, Act, Group};
use super::menu;
use crate::browser::dom;
use crate::route::Screen;
use crate::session::SaveState;
use crate::text::message;
use crate::ui::app::{App, Dialog};
use crate::ui::board::BoardState;
use crate::ui::dialogs;
use crate::ui::find::{self, address, palette};
use crate::ui::kit::typing::Pending;
use crate::ui::kit::{icon, lang, tr};
use crate::ui::saving::Promised;
use crate::ui::sync;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The bar.
pub fn bar(app: App) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let undo = move || app.undo_label.get().map(|label| message::undo(&label, lang()));
    let redo = move || app.redo_label.get().map(|label| message::redo(&label, lang()));
    view! {
        <header class="bar">
            <h1 class="brand" lang="ja">
                <svg class="brand__mark" aria-hidden="true"><use href="icons.svg#i-mark"></use></svg>
                <span class="brand__name">"依頼ボード"</span>
            </h1>
            {super::screens::links(app)}
            <div class="bar__tools">
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=move || undo().unwrap_or_else(|| tr("元に戻す", "Undo").to_owned())
                    title=undo
                    aria-keyshortcuts="Control+Z Meta+Z"
                    disabled=move || app.undo_label.with(Option::is_none)
                    on:click=move |_| app.undo()
                >
                    {icon("undo")}
                </button>
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=move || redo().unwrap_or_else(|| tr("やり直す", "Redo").to_owned())
                    title=redo
                    aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
                    disabled=move || app.redo_label.with(Option::is_none)
                    on:click=move |_| app.redo()
                >
                    {icon("redo")}
                </button>
            </div>
            <span class="spacer"></span>
            {save_status(app)}
            {sync::place(app)}
            <button
                type="button"
                class="icon-btn bar__palette"
                aria-label=tr("検索と操作", "Find and do")
                title=tr("検索と操作 (Ctrl K)", "Find and do (Ctrl K)")
                aria-haspopup="dialog"
                aria-keyshortcuts=keys::shown(Act::Palette)
                on:click=move |_| app.dialog.set(Some(Dialog::Palette))
            >
                {icon("search")}
            </button>
            {find::bar::button(app)}
            <button type="button" class="btn btn--primary" aria-label=tr("新しい案件", "New engagement") on:click=move |_| new_engagement(app, state)>
                {icon("plus")}
                <span class="btn__text">{tr("新しい案件", "New engagement")}</span>
            </button>
            <button
                type="button"
                class="icon-btn"
                aria-label=tr("メニュー", "Menu")
                aria-haspopup="menu"
                aria-expanded=move || if menu::is_app_menu_open() { "true" } else { "false" }
                on:click=move |event| menu::open_app_menu(&event)
            >
                {icon("menu")}
            </button>
        </header>
    }
}

/// 保存済み, and only when it is so.
fn save_status(app: App) -> impl IntoView {
    let pending = expect_context::<RwSignal<Pending>>();
    let status = Memo::new(move |_| match app.save.get() {
        SaveState::Failed(_) | SaveState::WriterFailed => ("failed", tr("保存できません", "Not saved")),
        SaveState::Newer(_) | SaveState::OtherTab => ("readonly", tr("閲覧のみ", "Read only")),
        SaveState::Saved | SaveState::Saving if pending.get().refused > 0 => {
            ("failed", tr("未保存の入力あり", "Unsaved input"))
        }
        SaveState::Saving => ("saving", tr("保存中", "Saving")),
        SaveState::Saved if pending.get().open > 0 => ("saving", tr("保存中", "Saving")),
        SaveState::Saved if app.promise.get() == Promised::Browser => {
            ("saved", tr("保存済み(ディスク未確認)", "Saved (disk not confirmed)"))
        }
        SaveState::Saved => ("saved", tr("保存済み", "Saved")),
    });
    view! { <span class="save" data-save=move || status.get().0 role="status">{move || status.get().1}</span> }
}

/// Begins a new engagement where the work begins: in the first column's line.
fn new_engagement(app: App, state: BoardState) {
    address::show(app, Screen::Board);
    app.close();
    let selector = if app.total() == 0 { ".start__new .input" } else { "[data-stage=\"clarify\"] .quick .input" };
    open_first_column(state);
    dom::focus_later(selector);
}

fn open_first_column(state: BoardState) {
    use crate::domain::Stage;
    state.folded.update(|folded| {
        folded.remove(&Stage::Clarify);
    });
    state.unfolded.update(|unfolded| {
        unfolded.insert(Stage::Clarify);
    });
    crate::ui::board::strip::go_to_if_hidden(state, Stage::Clarify);
}

/// The keys that work everywhere.
pub fn shortcuts(app: App) {
    let state = expect_context::<BoardState>();
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if super::super::kit::control::is_composing(&event) || event.default_prevented() {
            return;
        }
        dialogs::catch_up(app);
        if on_key(app, state, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether a key was for the page.
fn on_key(app: App, state: BoardState, event: &web_sys::KeyboardEvent) -> bool {
    let act = keys::act(Group::Everywhere, event).or_else(|| keys::act(Group::Board, event));
    let dialog = app.dialog.with_untracked(Option::is_some);
    if act == Some(Act::Palette) {
        // It opens from within a text too, but not over a dialog, whose work it would lose.
        return palette::toggle(app);
    }
    if writing(event) {
        // Inside a text the browser's own undo takes back letters; it is left alone.
        let leaves = keys::act(Group::Panel, event).is_some() && !dialog && in_panel(event);
        if leaves {
            leave_field(event);
        }
        return leaves;
    }
    match act {
        Some(act @ (Act::Undo | Act::Redo)) => run(app, state, act),
        _ if dialog => return false,
        Some(act) => run(app, state, act),
        None if keys::act(Group::Panel, event).is_none() => return false,
        None if menu::is_open() => menu::close(),
        None if !state.selection.is_empty() && state.target.with_untracked(Option::is_none) && !in_panel(event) => {
            state.selection.clear();
        }
        None if app.open.with_untracked(Option::is_some) && state.target.with_untracked(Option::is_none) => app.close(),
        None => return false,
    }
    true
}

/// Does what a key of the page, or the palette in its place, asks for.
pub fn run(app: App, state: BoardState, act: Act) {
    match act {
        Act::Undo => app.undo(),
        Act::Redo => app.redo(),
        Act::Palette => app.dialog.set(Some(Dialog::Palette)),
        Act::Shortcuts => app.dialog.set(Some(Dialog::Shortcuts)),
        Act::Go(screen) => address::show(app, screen),
        Act::New => new_engagement(app, state),
        Act::Search => find::search(app),
        Act::Filter => find::toggle(app),
        _ => {}
    }
}

fn target(event: &web_sys::KeyboardEvent) -> Option<web_sys::HtmlElement> {
    event.target()?.dyn_into().ok()
}

/// Whether a key press belongs to a text that is being written.
fn writing(event: &web_sys::KeyboardEvent) -> bool {
    target(event).is_some_and(|element| {
        let name = element.tag_name();
        let kind = element.get_attribute("type").unwrap_or_default();
        name == "TEXTAREA"
            || name == "SELECT"
            || (name == "INPUT" && !matches!(kind.as_str(), "checkbox" | "radio" | "button"))
    })
}

fn in_panel(event: &web_sys::KeyboardEvent) -> bool {
    target(event).is_some_and(|element| element.closest(".panel").ok().flatten().is_some())
}

/// Esc in a field leaves the field; a second one closes the panel.
fn leave_field(event: &web_sys::KeyboardEvent) {
    if let Some(element) = target(event) {
        let _ = element.blur();
    }
    dom::focus_later(".panel");
}
