//! Saved filters: to be chosen in the bar, and kept in order in a dialog.

use super::narrow;
use crate::browser::ids;
use crate::domain::RowId;
use crate::domain::board::SavedView;
use crate::domain::ids::IdSource;
use crate::route::Filter;
use crate::text::find as words;
use crate::text::message;
use crate::ui::app::{App, Dialog};
use crate::ui::dialogs::{Frame, close};
use crate::ui::kit::control::{Typing, is_composing};
use crate::ui::kit::{element_id, icon, icon_small, lang, tr};
use leptos::ev;
use leptos::prelude::*;

/// Narrows the board to a saved filter.
pub fn choose(app: App, id: RowId) {
    let saved = app.settings.with_untracked(|settings| settings.views.iter().find(|view| view.id == id).cloned());
    if let Some(saved) = saved {
        super::address::show(app, crate::route::Screen::Board);
        app.find.open.set(true);
        narrow(app, |filter| *filter = Filter::from_query(&saved.query));
    }
}

/// The saved filters in the bar, and the way to save one.
pub fn buttons(app: App) -> AnyView {
    let views = Memo::new(move |_| app.settings.with(|settings| settings.views.clone()));
    let one = move |view: SavedView| {
        let (id, query) = (view.id, view.query);
        let pressed = move || {
            let on = app.find.filter.with(|filter| filter.to_query() == query);
            if on { "true" } else { "false" }
        };
        view! {
            <button type="button" class="btn btn--s btn--quiet find__view" aria-pressed=pressed on:click=move |_| choose(app, id)>
                {icon_small("star")}
                <span class="find__said">{view.name}</span>
            </button>
        }
    };
    let name = move || {
        if views.with(Vec::is_empty) { tr("保存…", "Save…") } else { tr("保存・整理…", "Save, edit…") }
    };
    let nothing = move || views.with(Vec::is_empty) && app.find.filter.with(Filter::is_empty);
    view! {
        <div class="find__views" role="group" aria-label=tr("保存した絞り込み", "Saved filters") hidden=nothing>
            {move || views.get().into_iter().map(one).collect_view()}
            <button type="button" class="btn btn--s btn--quiet" aria-haspopup="dialog" on:click=move |_| app.dialog.set(Some(Dialog::Views))>
                {name}
            </button>
        </div>
    }
    .into_any()
}

/// The dialog: saves what the board is narrowed to, and keeps the saved ones in order.
pub fn dialog(app: App) -> AnyView {
    let error = RwSignal::new(None::<String>);
    let body = view! {
        {save_line(app, error)}
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        {list(app, error)}
    };
    let undo = move || app.undo_label.get().map(|label| message::undo(&label, lang()));
    let foot = view! {
        <button
            type="button"
            class="btn dialog__left"
            title=undo
            disabled=move || app.undo_label.with(Option::is_none)
            on:click=move |_| app.undo()
        >
            {icon("undo")}
            {tr("元に戻す", "Undo")}
        </button>
        <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button>
    };
    let frame = Frame {
        title: tr("保存した絞り込み", "Saved filters").to_owned(),
        about: tr("このボードに保存し、書き出しにも入ります。", "Kept with the board, and part of an export.")
            .to_owned(),
        class: "",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// Changes the saved filters; a refusal is told.
fn edit(app: App, error: RwSignal<Option<String>>, change: impl FnOnce(&mut Vec<SavedView>)) -> bool {
    let outcome = app.edit_settings(Typing::default(), |settings| change(&mut settings.views));
    error.set(outcome.as_ref().err().map(|rejection| message::rejection(rejection, lang())));
    outcome.is_ok()
}

/// A filter in words.
fn in_words(filter: &Filter) -> String {
    let text = Some(filter.text.trim()).filter(|text| !text.is_empty());
    let text = text.map(|text| lang().pick(format!("「{text}」"), format!("“{text}”")));
    let conditions = filter.conditions().iter().map(|one| words::condition(one, lang()));
    text.into_iter().chain(conditions).collect::<Vec<_>>().join(lang().pick("、", ", "))
}

fn save_line(app: App, error: RwSignal<Option<String>>) -> AnyView {
    let filter = app.find.filter.get_untracked();
    if filter.is_empty() {
        let hint = tr(
            "絞り込みをしてから開くと、その条件に名前を付けて保存できます。",
            "Narrow the board first: what it is narrowed to can then be saved under a name.",
        );
        return view! { <p class="muted">{hint}</p> }.into_any();
    }
    let (field, name) = (element_id(), RwSignal::new(String::new()));
    let said = in_words(&filter);
    let query = filter.to_query();
    let save = move || {
        let named = name.with_untracked(|name| name.trim().to_owned());
        if named.is_empty() {
            error.set(Some(tr("名前を入力してください。", "Please enter a name.").to_owned()));
            return;
        }
        let saved = SavedView { id: IdSource::new(ids::fresh()).row(), name: named, query: query.clone() };
        if edit(app, error, |views| views.push(saved)) {
            name.set(String::new());
        }
    };
    let on_key = {
        let save = save.clone();
        move |event: ev::KeyboardEvent| {
            if event.key() == "Enter" && !is_composing(&event) {
                event.prevent_default();
                save();
            }
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=field.clone()>{tr("いまの絞り込みの名前", "Name of the present filter")}</label>
            <p class="field__help">{said}</p>
            <div class="views__new">
                <input
                    class="input"
                    id=field
                    autocomplete="off"
                    autofocus=true
                    placeholder=tr("例：今週の経理", "e.g. this week's accounting")
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                    on:keydown=on_key
                />
                <button type="button" class="btn btn--primary" on:click=move |_| save()>{tr("保存する", "Save")}</button>
            </div>
        </div>
    }
    .into_any()
}

fn list(app: App, error: RwSignal<Option<String>>) -> AnyView {
    let row = move |view: SavedView| {
        let id = view.id;
        let rename = move |event: ev::Event| {
            let named = event_target_value(&event).trim().to_owned();
            if !named.is_empty() {
                edit(app, error, |views| {
                    if let Some(view) = views.iter_mut().find(|view| view.id == id) {
                        view.name = named;
                    }
                });
            }
        };
        let on_key = move |event: ev::KeyboardEvent| {
            if event.key() == "Enter" && !is_composing(&event) {
                event.prevent_default();
                // Leaving the field hands the name over.
                let _ = event_target::<web_sys::HtmlElement>(&event).blur();
            }
        };
        let remove = move |_| {
            edit(app, error, |views| views.retain(|view| view.id != id));
            crate::browser::dom::focus_if_lost("dialog[open] .views .input, dialog[open] .dialog__foot .btn");
        };
        let apply = move |_| {
            close();
            choose(app, id);
        };
        let (name_label, remove_label, use_label) = (
            lang().pick(format!("「{}」の名前", view.name), format!("Name of “{}”", view.name)),
            lang().pick(format!("「{}」を削除", view.name), format!("Delete “{}”", view.name)),
            lang().pick(format!("「{}」を使う", view.name), format!("Use “{}”", view.name)),
        );
        view! {
            <li class="views__row">
                <div class="views__what">
                    <input class="input" autocomplete="off" aria-label=name_label value=view.name.clone() on:change=rename on:keydown=on_key />
                    <p class="field__help">{in_words(&Filter::from_query(&view.query))}</p>
                </div>
                <button type="button" class="btn btn--s" aria-label=use_label on:click=apply>{tr("使う", "Use")}</button>
                <button type="button" class="icon-btn icon-btn--s" aria-label=remove_label on:click=remove>{icon("trash")}</button>
            </li>
        }
    };
    let views = Memo::new(move |_| app.settings.with(|settings| settings.views.clone()));
    (move || {
        let views = views.get();
        (!views.is_empty()).then(|| view! { <ul class="views">{views.into_iter().map(row).collect_view()}</ul> })
    })
    .into_any()
}
