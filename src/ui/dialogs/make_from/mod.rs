//! ひな形から作る: a new engagement from a template that the board brings, from an own one, or from
//! earlier work.

mod list;
mod preview;

use super::{Frame, cancel_button, close};
use crate::browser::ids;
use crate::domain::command::Origin;
use crate::domain::ids::IdSource;
use crate::domain::templates::{Language, Trade};
use crate::domain::{Action, Engagement, Stage, Status};
use crate::text::{Lang, message};
use crate::ui::app::App;
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{element_id, lang, tr};
use leptos::prelude::*;
use std::sync::Arc;

/// What is chosen in the dialog.
#[derive(Clone, Copy)]
struct Making {
    app: App,
    origin: RwSignal<Origin>,
    source: Memo<Option<Arc<Engagement>>>,
    title: RwSignal<String>,
    /// Whether the title is the person's own; until then it follows what is chosen.
    named: RwSignal<bool>,
    candidates: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

impl Making {
    fn new(app: App, origin: Origin) -> Self {
        let origin = RwSignal::new(origin);
        let seed = ids::fresh();
        let source = Memo::new(move |_| match origin.get() {
            Origin::BuiltIn(trade, language) => Some(Arc::new(trade.content(language, &mut IdSource::new(seed)))),
            Origin::Engagement(id) => app.get(id),
        });
        let making = Self {
            app,
            origin,
            source,
            title: RwSignal::new(String::new()),
            named: RwSignal::new(false),
            candidates: RwSignal::new(false),
            error: RwSignal::new(None),
        };
        making.choose(origin.get_untracked());
        making
    }

    /// Chooses what the content comes from.
    fn choose(self, origin: Origin) {
        self.origin.set(origin);
        let source = self.source.get_untracked();
        // Whoever saved a template with companies wants them; from earlier work they are asked for.
        self.candidates.set(source.as_ref().is_some_and(|source| source.status == Status::Template));
        if !self.named.get_untracked() {
            self.title.set(source.map(|source| suggested(origin, &source)).unwrap_or_default());
        }
    }

    fn make(self) {
        let action = Action::AddFrom {
            title: self.title.get_untracked(),
            origin: self.origin.get_untracked(),
            candidates: self.candidates.get_untracked(),
            template: false,
        };
        let app = self.app;
        if let Err(rejection) = app.act(action) {
            self.error.set(Some(message::rejection(&rejection, lang())));
            return;
        }
        close();
        let name = self.title.get_untracked().trim().to_owned();
        let made = app.column(Stage::Clarify).with_untracked(|ids| ids.last().copied());
        app.landed.set(made);
        if let Some(id) = made {
            app.open(id);
        }
        app.tell_undoable(lang().pick(format!("案件「{name}」を作りました"), format!("“{name}” was made")));
    }
}

/// The language in which a built-in template is written out.
fn language() -> Language {
    match lang() {
        Lang::Ja => Language::Japanese,
        Lang::En => Language::English,
    }
}

fn suggested(origin: Origin, source: &Engagement) -> String {
    let title = source.title.clone();
    match origin {
        Origin::Engagement(_) if source.status != Status::Template => {
            lang().pick(format!("{title} のコピー"), format!("Copy of {title}"))
        }
        _ => title,
    }
}

/// The dialog, with what is suggested to make it from.
pub fn dialog(app: App, origin: Option<Origin>) -> AnyView {
    let first = Origin::BuiltIn(Trade::Accounting, language());
    let known = origin.filter(|origin| match origin {
        Origin::Engagement(id) => app.peek(*id).is_some(),
        Origin::BuiltIn(..) => true,
    });
    let making = Making::new(app, known.unwrap_or(first));
    let body = view! {
        <div class="make">
            {list::list(making, known)}
            <div class="make__right">
                {preview::preview(making)}
                {name(making, known.is_some())}
            </div>
        </div>
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=move |_| making.make()>{tr("案件を作る", "Create")}</button>
    };
    let frame = Frame {
        title: tr("ひな形から作る", "Make from a template").to_owned(),
        about: tr(
            "業務・フロー・目的・成功の基準などを写した、新しい案件を作ります。もとの内容は変わりません。",
            "A new engagement with tasks, steps, purpose and criteria copied. What it comes from stays as it is.",
        )
        .to_owned(),
        class: "dialog--make",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// The title, and whether the companies come along.
fn name(making: Making, focus: bool) -> AnyView {
    let field = element_id();
    let error_id = format!("{field}e");
    let input = NodeRef::<leptos::html::Input>::new();
    let on_input = move |event: leptos::ev::Event| {
        making.named.set(true);
        making.title.set(event_target_value(&event));
        making.error.set(None);
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            making.make();
        }
    };
    let count = Memo::new(move |_| making.source.with(|source| source.as_ref().map_or(0, |one| one.candidates.len())));
    let candidates = move || {
        (count.get() > 0).then(|| {
            let (with, help) = (
                lang().pick(
                    format!("依頼先候補{}社も引き継ぐ", count.get()),
                    format!("Take over the {} candidates", count.get()),
                ),
                tr(
                    "会社名・サイト・窓口・特徴・認証だけ。見積もり、商談、採点は引き継ぎません。",
                    "Name, site, contact, features, certificates; no quotes, meetings or scores.",
                ),
            );
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || making.candidates.get()
                        on:change=move |event| making.candidates.set(event_target_checked(&event))
                    />
                    <span>{with}<span class="check__help">{help}</span></span>
                </label>
            }
        })
    };
    view! {
        <div class="make__name">
            <div class="field">
                <label class="field__label" for=field.clone()>{tr("新しい案件の名前", "Title of the new engagement")}</label>
                <input
                    class="input"
                    id=field
                    node_ref=input
                    autocomplete="off"
                    autofocus=focus
                    aria-describedby=error_id.clone()
                    aria-invalid=move || making.error.with(Option::is_some).then_some("true")
                    prop:value=move || making.title.get()
                    on:input=on_input
                    on:keydown=on_key
                />
                {move || making.error.get().map(|error| view! { <p class="field__error" id=error_id.clone() role="alert">{error}</p> })}
            </div>
            {candidates}
        </div>
    }
    .into_any()
}
