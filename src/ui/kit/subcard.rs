//! Subcards: one candidate, quote, meeting inside a form, folded until it is wanted.

use super::{Field, icon, icon_small, lang, tr};
use crate::browser::dom;
use crate::domain::ids::{Row, RowId};
use crate::ui::app::App;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// How a subcard is called and marked.
#[derive(Clone, Copy)]
pub struct Subcard {
    name: Signal<String>,
    open: RwSignal<bool>,
    note: Option<Signal<String>>,
    chosen: Signal<bool>,
    dropped: Signal<bool>,
    waiting: Signal<bool>,
    wanted: Option<(Signal<bool>, fn())>,
}

/// A subcard by its name; `open` is whether its body is shown.
pub fn subcard(name: Signal<String>, open: RwSignal<bool>) -> Subcard {
    let no = Signal::stored(false);
    Subcard { name, open, note: None, chosen: no, dropped: no, waiting: no, wanted: None }
}

impl Subcard {
    /// What the head says at its end.
    pub fn note(mut self, note: Signal<String>) -> Self {
        self.note = Some(note);
        self
    }

    /// Whether it is the one that was chosen.
    pub fn chosen(mut self, chosen: Signal<bool>) -> Self {
        self.chosen = chosen;
        self
    }

    /// Whether it is out of the running.
    pub fn dropped(mut self, dropped: Signal<bool>) -> Self {
        self.dropped = dropped;
        self
    }

    /// Whether somebody waits for it.
    pub fn waiting(mut self, waiting: Signal<bool>) -> Self {
        self.waiting = waiting;
        self
    }

    /// Whether it was asked for elsewhere: it is unfolded, brought into sight and given the focus; then
    /// `taken` is told.
    pub fn wanted(mut self, wanted: Signal<bool>, taken: fn()) -> Self {
        self.wanted = Some((wanted, taken));
        self
    }

    /// The subcard: `tags` stand in the head, `foot` below; `body` is drawn while it is open.
    pub fn show(self, tags: AnyView, body: impl Fn() -> AnyView + Send + Sync + 'static, foot: AnyView) -> AnyView {
        self.draw(tags, Arc::new(body), foot)
    }

    fn draw(self, tags: AnyView, body: Arc<dyn Fn() -> AnyView + Send + Sync>, foot: AnyView) -> AnyView {
        let Self { name, open, note, chosen, dropped, waiting, wanted } = self;
        let toggle = NodeRef::<leptos::html::Button>::new();
        Effect::new(move |_| {
            if let Some((wanted, taken)) = wanted
                && wanted.get()
                && let Some(toggle) = toggle.get()
            {
                open.set(true);
                // Once its body is drawn, and a dialog that led here has given the focus back.
                gloo_timers::callback::Timeout::new(0, move || {
                    taken();
                    dom::scroll_to_top(&toggle);
                    let _ = toggle.focus();
                })
                .forget();
            }
        });
        view! {
            <section
                class="subcard"
                aria-label=move || name.get()
                data-chosen=move || chosen.get().then_some("")
                data-flag=move || waiting.get().then_some("waiting")
                data-state=move || dropped.get().then_some("dropped")
            >
                <div class="subcard__head">
                    <button
                        type="button"
                        class="subcard__toggle"
                        node_ref=toggle
                        aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        {icon("chevron-right")}
                        <span class="subcard__title">{move || name.get()}</span>
                        {tags}
                        {note.map(|note| view! { <span class="subcard__note">{move || note.get()}</span> })}
                    </button>
                </div>
                {move || open.get().then(|| view! { <div class="subcard__body">{untrack(|| body())}</div> })}
                {foot}
            </section>
        }
        .into_any()
    }
}

/// Which subcards are open at first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The first one; what is added stays folded.
    First,
    /// The last one, and each that is added.
    Last,
}

/// A list of subcards; `one` draws the subcard of a row.
pub fn subcards<R: Row + Send + Sync + 'static>(
    ids: Memo<Vec<RowId>>,
    list: Field<Vec<R>>,
    opens: Opens,
    one: impl Fn(RowId, Field<R>, RwSignal<bool>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    draw_all(ids, opens, Arc::new(move |id, open| one(id, list.row(id), open)))
}

type CardView = Arc<dyn Fn(RowId, RwSignal<bool>) -> AnyView + Send + Sync>;

fn draw_all(ids: Memo<Vec<RowId>>, opens: Opens, one: CardView) -> AnyView {
    let at_first = ids.get_untracked();
    let each = move |id: RowId| {
        let open = match opens {
            Opens::First => ids.with_untracked(|ids| ids.first() == Some(&id)),
            Opens::Last => at_first.last() == Some(&id) || !at_first.contains(&id),
        };
        one(id, RwSignal::new(open))
    };
    view! { <div class="subcards"><For each=move || ids.get() key=|id| *id children=each /></div> }.into_any()
}

/// Up, down and remove for the row of a subcard, with the refusal beside them. `list_name` names the
/// step to undo.
pub fn subcard_tools<R: Row + Send + Sync + 'static>(
    list: Field<Vec<R>>,
    id: RowId,
    name: Signal<String>,
    list_name: &'static str,
) -> AnyView {
    let app = use_context::<App>();
    let ids = list.ids();
    let error = RwSignal::new(None::<String>);
    let list = Rc::new(list);
    let shift = |by: isize| {
        let list = Rc::clone(&list);
        move |_| error.set(list.shift(list_name, id, by).err())
    };
    let remove = {
        let list = Arc::new((*list).clone());
        move |_| {
            let gone = name.get_untracked();
            match list.remove(list_name, id) {
                Ok(()) => {
                    if let Some(app) = app {
                        app.tell_undoable(
                            lang().pick(format!("「{gone}」を削除しました"), format!("“{gone}” was removed")),
                        );
                    }
                }
                Err(reason) => error.set(Some(reason)),
            }
        }
    };
    let called = move |ja: &'static str, en: &'static str| {
        let name = name.get();
        lang().pick(format!("「{name}」{ja}"), format!("{en} “{name}”"))
    };
    let alone = move || ids.with(|ids| ids.len() < 2);
    view! {
        <div class="btn-row">
            <button
                type="button"
                class="btn btn--s btn--quiet"
                hidden=alone
                aria-label=move || called("を上へ", "Move up")
                disabled=move || ids.with(|ids| ids.first() == Some(&id))
                on:click=shift(-1)
            >
                {icon_small("up")}
                {tr("上へ", "Up")}
            </button>
            <button
                type="button"
                class="btn btn--s btn--quiet"
                hidden=alone
                aria-label=move || called("を下へ", "Move down")
                disabled=move || ids.with(|ids| ids.last() == Some(&id))
                on:click=shift(1)
            >
                {icon_small("down")}
                {tr("下へ", "Down")}
            </button>
            <button type="button" class="btn btn--s btn--quiet" aria-label=move || called("を削除", "Remove") on:click=remove>
                {icon_small("trash")}
                {tr("削除", "Remove")}
            </button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}
