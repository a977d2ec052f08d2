//! Dialogs, each over the browser's own `<dialog>`: it keeps the focus inside, Esc closes it, and
//! the focus goes back to where it was.

pub mod archive;
pub mod closing;
pub mod confirm;
pub mod encrypted;
pub mod gate;
pub mod import;
pub mod info;
pub mod letter_template;
pub mod make_from;
pub mod movement;
pub mod paper;
pub mod save_template;
pub mod settings;
pub mod shortcuts;
pub mod storage;

use super::app::{App, Dialog};
use super::kit::{icon, tr};
use super::{lazy, parts};
use crate::browser::{clock, dom, ids};
use crate::domain::Engagement;
use crate::domain::merge::rebase;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// A draft that was filled in a dialog, brought onto the engagement of now: another tab may have changed
/// it while the dialog was open.
fn brought_up(opened: &Arc<Engagement>, draft: Arc<Engagement>, present: &Arc<Engagement>) -> Arc<Engagement> {
    if opened == present { draft } else { Arc::new(rebase(opened, &draft, present, clock::now(), ids::fresh())) }
}

/// Notices that a dialog was closed, by whatever way. For the page as long as it stands: the browser tells of it late,
/// and a dialog that has led to another one is gone by then, with all that listens on it.
pub fn begin(app: App) {
    dom::on_capture("close", move || catch_up(app));
}

/// Takes note of a dialog that is closed, also where the browser has not told of it yet: a key that follows at once is
/// for the page again. One that has given its place to another is no longer there to be found.
pub fn catch_up(app: App) {
    if app.dialog.with_untracked(Option::is_some) && dom::find("dialog.dialog:not([open])").is_some() {
        app.dialog.set(None);
    }
}

/// The dialog that is open.
pub fn host(app: App) -> impl IntoView {
    move || {
        let back = |app: App| app.dialog.set(None);
        app.dialog.get().map(|dialog| lazy::show(app, parts::dialog(app, dialog), back))
    }
}

/// What a dialog shows.
pub fn dialog(app: App, dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Compare(id) => super::compare::dialog(app, id),
        Dialog::Move(id) => movement::dialog(app, id),
        Dialog::Gate(request) => gate::dialog(app, request),
        Dialog::Status(id, crate::domain::Status::Done) => closing::dialog(app, id),
        Dialog::Status(id, status) => confirm::status(app, id, status),
        Dialog::Remove(id) => confirm::remove(app, id),
        Dialog::MakeFrom(origin) => make_from::dialog(app, origin),
        Dialog::SaveTemplate(id) => save_template::dialog(app, id),
        Dialog::Settings => settings::dialog(app),
        Dialog::Clear => confirm::clear(app),
        Dialog::Import(chosen) => import::dialog(app, chosen),
        Dialog::ImportFailed(name, message) => import::failed(app, name, message),
        Dialog::Seal => encrypted::seal(app),
        Dialog::Unseal(locked) => encrypted::unseal(app, locked),
        Dialog::Shortcuts => shortcuts::dialog(app),
        Dialog::Palette => super::find::palette::dialog(app),
        Dialog::Views => super::find::views::dialog(app),
        Dialog::Archive => archive::dialog(app),
        Dialog::SetAside => info::set_aside(app),
        Dialog::Storage => storage::dialog(app),
        Dialog::Paper(id, kind) => paper::dialog(app, id, kind),
        Dialog::Day(name) => storage::days::preview(app, name),
        Dialog::LetterTemplate => letter_template::dialog(app),
        Dialog::Several(ask, ids) => super::select::dialog(app, ask, ids),
        Dialog::Labels => super::panel::labels::dialog(app),
        Dialog::Connection => lazy::show(app, parts::connection(app), |app| app.dialog.set(None)),
        Dialog::CsvExport => super::csv::export::dialog(app),
        Dialog::CsvImport(id) => super::csv::import::dialog(app, id),
    }
}

/// The frame of a dialog.
pub struct Frame {
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// `dialog--wide`, `dialog--narrow` or nothing.
    pub class: &'static str,
}

impl Frame {
    /// Shows the dialog with what stands in it and at its foot.
    pub fn show(self, body: AnyView, foot: AnyView) -> AnyView {
        let node = NodeRef::<leptos::html::Dialog>::new();
        Effect::new(move |_| {
            if let Some(dialog) = node.get()
                && !dialog.open()
            {
                // It can only be refused for a dialog that is open already.
                let _ = dialog.show_modal();
                focus_first(&dialog);
            }
        });
        view! {
            <dialog
                class=format!("dialog {}", self.class)
                aria-labelledby="dialog-title"
                node_ref=node
                on:click=move |event| if is_veil(&event) { close() }
            >
                <form class="dialog__form" method="dialog" on:submit=move |event| event.prevent_default()>
                    <header class="dialog__head">
                        <div class="dialog__titles">
                            <h2 class="dialog__title" id="dialog-title">{self.title}</h2>
                            {(!self.about.is_empty()).then(|| view! { <p class="dialog__sub">{self.about}</p> })}
                        </div>
                        <button type="button" class="icon-btn icon-btn--s" aria-label=tr("閉じる", "Close") on:click=move |_| close()>
                            {icon("close")}
                        </button>
                    </header>
                    <div class="dialog__body">{body}</div>
                    <footer class="dialog__foot">{foot}</footer>
                </form>
            </dialog>
        }
        .into_any()
    }
}

/// Puts the focus where the work begins: on what the dialog suggests, or on the first thing missing.
fn focus_first(dialog: &web_sys::Element) {
    const FIRST: &str = "[autofocus], .gate__part :is(input, textarea, select), .gate__reason textarea";
    let first = dialog.query_selector(FIRST).ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Closes the dialog; nothing has changed.
pub fn close() {
    if let Some(dialog) =
        dom::find("dialog[open]").and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok())
    {
        dialog.close();
    }
}

/// The button that changes nothing.
pub fn cancel_button() -> AnyView {
    view! { <button type="button" class="btn" on:click=move |_| close()>{tr("やめる", "Cancel")}</button> }.into_any()
}

/// A press beside the dialog, on what lies behind it.
fn is_veil(event: &web_sys::MouseEvent) -> bool {
    event.target().zip(event.current_target()).is_some_and(|(target, dialog)| target == dialog)
}
