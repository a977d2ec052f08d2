//! The file of a material or a contract, in its form: choosing, dropping, downloading, replacing, taking
//! away, and giving it again where this browser does not hold it.

mod view;

pub use view::download_link;

use super::Given;
use crate::browser::{dom, files};
use crate::domain::stage::clarify::StoredFile;
use crate::domain::stage::contract::Contract;
use crate::text::{self, Text};
use crate::ui::app::App;
use crate::ui::kit::{Field, Sealed, element_id, lang, say, sub, tr};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// How a file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum There {
    /// None was taken in.
    None,
    /// It is not known yet.
    Asking,
    /// This browser holds it.
    Here,
    /// This browser does not hold it.
    Missing,
    /// What this browser holds is something else.
    Damaged,
    /// This browser keeps no files.
    Refused,
}

impl There {
    fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Asking => "asking",
            Self::Here => "here",
            Self::Missing => "missing",
            Self::Damaged => "damaged",
            Self::Refused => "refused",
        }
    }
}

/// The file of a row or a form. Cheap to clone.
#[derive(Clone)]
pub struct Attachment {
    app: App,
    /// Names the step to undo.
    label: Text,
    file: Field<Option<StoredFile>>,
    link: Memo<String>,
    /// What the file belongs to.
    owner: Memo<String>,
    id: StoredValue<String>,
    sealed: bool,
    busy: RwSignal<bool>,
    over: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    /// A file that is not the one on the board, until the person has said whether to take it.
    other: RwSignal<Option<Given>, LocalStorage>,
}

impl Attachment {
    /// The file at this place. `label` names the step to undo, `link` is the link beside it, `owner` what
    /// the file belongs to.
    pub fn new(label: Text, file: Field<Option<StoredFile>>, link: Memo<String>, owner: Memo<String>) -> Self {
        Self {
            app: crate::ui::app::app(),
            label,
            file,
            link,
            owner,
            id: StoredValue::new(element_id()),
            sealed: use_context::<Sealed>().is_some_and(|sealed| sealed.0),
            busy: RwSignal::new(false),
            over: RwSignal::new(false),
            error: RwSignal::new(None),
            other: RwSignal::new_local(None),
        }
    }

    /// A part of the form, the whole of which takes a file that is dropped on it.
    pub fn around(&self, body: AnyView) -> AnyView {
        let (sealed, over) = (self.sealed, self.over);
        let on_over = move |event: leptos::ev::DragEvent| {
            if !sealed && carries_files(&event) {
                event.prevent_default();
                if let Some(data) = event.data_transfer() {
                    data.set_drop_effect("copy");
                }
                over.set(true);
            }
        };
        let on_leave = move |event: leptos::ev::DragEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
            let zone = event.current_target().and_then(|zone| zone.dyn_into::<web_sys::Node>().ok());
            if zone.is_none_or(|zone| !zone.contains(to.as_ref())) {
                over.set(false);
            }
        };
        let this = self.clone();
        let on_drop = move |event: leptos::ev::DragEvent| {
            over.set(false);
            let dropped = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
            if let Some(file) = dropped.filter(|_| !sealed) {
                event.prevent_default();
                this.take(file);
            }
        };
        view! {
            <div
                class="attach-zone"
                data-over=move || over.get().then_some("")
                on:dragover=on_over
                on:dragleave=on_leave
                on:drop=on_drop
            >
                {body}
            </div>
        }
        .into_any()
    }

    fn chooser(&self) -> impl Fn() + 'static {
        let this = self.clone();
        move || {
            let this = this.clone();
            files::choose_file("", move |file| this.take(file));
        }
    }

    /// Looks at a file that was chosen or dropped, and keeps it unless it is another one than the board
    /// knows and this browser misses.
    fn take(&self, file: web_sys::File) {
        if self.busy.get_untracked() {
            return;
        }
        self.begin();
        let this = self.clone();
        spawn_local(async move {
            let read = Given::read(&file).await;
            this.end();
            match read {
                Ok(given) => {
                    let known = this.file.peek();
                    let held = |sha256: &str| {
                        let damaged = this.app.files.damaged.with_untracked(|damaged| damaged.contains(sha256));
                        !damaged && this.app.files.holdings.with_untracked(|held| held.about(sha256).is_some())
                    };
                    match known {
                        Some(known) if known.sha256 == given.content.sha256() => this.keep(given, false),
                        Some(known) if !held(&known.sha256) => {
                            let _ = this.other.try_set(Some(given));
                        }
                        _ => this.keep(given, true),
                    }
                }
                Err(error) => this.refuse(error.message(lang())),
            }
        });
    }

    /// Keeps a file, and then, where it is a new one, writes it on the board.
    fn keep(&self, given: Given, new: bool) {
        self.begin();
        let this = self.clone();
        spawn_local(async move {
            let kept = this.app.keep_file(&given.content, &given.name).await;
            this.end();
            if let Err(error) = kept {
                return this.refuse(error.message(lang()));
            }
            let record = given.record();
            let written = if new { this.file.write(say(this.label), move |file| *file = Some(record)) } else { Ok(()) };
            if let Err(reason) = written {
                return this.refuse(reason);
            }
            let name = given.name;
            this.app.announce(if new {
                lang().pick(format!("「{name}」を入れました"), format!("“{name}” was taken in"))
            } else {
                lang().pick(format!("「{name}」を入れ直しました"), format!("“{name}” is here again"))
            });
            this.focus();
        });
    }

    fn take_away(&self, name: &str) {
        match self.file.write(say(self.label), |file| *file = None) {
            Ok(()) => {
                self.error.set(None);
                self.other.set(None);
                self.app
                    .tell_undoable(lang().pick(format!("「{name}」を外しました"), format!("“{name}” was taken away")));
                self.focus();
            }
            Err(reason) => self.refuse(reason),
        }
    }

    // The form may be gone by the time a file is read.

    fn begin(&self) {
        let _ = self.busy.try_set(true);
        let _ = self.error.try_set(None);
        let _ = self.other.try_set(None);
    }

    fn end(&self) {
        let _ = self.busy.try_set(false);
    }

    fn refuse(&self, reason: String) {
        if let Some(reason) = self.error.try_set(Some(reason)).flatten() {
            self.app.tell_error(reason);
        }
    }

    /// The button that had the focus was drawn anew.
    fn focus(&self) {
        if let Some(id) = self.id.try_get_value() {
            dom::focus_if_lost(format!("#{id} :is(a, button)"));
        }
    }
}

/// Whether what is dragged are files.
pub(super) fn carries_files(event: &web_sys::DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|kind| kind == "Files"))
}

/// 契約書 as a file, in the form of a contract.
pub fn contract(contract: &Field<Contract>) -> AnyView {
    let file = Attachment::new(
        text::text("契約書のファイル", "File of the contract"),
        sub!(contract.file),
        contract.map(|contract| contract.link.clone()),
        Memo::new(|_| tr("契約書", "contract").to_owned()),
    );
    let shown = view! {
        <div class="field">
            <span class="field__label">{tr("契約書のファイル", "File of the contract")}</span>
            {file.show()}
        </div>
    };
    file.around(shown.into_any())
}
