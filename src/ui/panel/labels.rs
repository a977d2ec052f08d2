//! ラベル in the panel's head, and the dialog that puts the labels of the whole board in order.

use crate::domain::bulk::Deed;
use crate::domain::labels::{self, NoLabel};
use crate::domain::{Action, EngagementId};
use crate::text::format::counted;
use crate::text::message::{self, no_label};
use crate::ui::app::App;
use crate::ui::dialogs::{Frame, close};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{Field, Form, element_id, icon, lang, renew, sub, tr};
use leptos::prelude::*;

/// The labels that are in use, as suggestions for a field: `id` is that of the list.
pub fn labels_list(app: App, id: &'static str) -> AnyView {
    let names = app.with_session(|session| labels::in_use(session.board()));
    datalist(id, names.into_iter().map(|(label, _)| label).collect())
}

/// The people in charge of something, as suggestions for a field.
pub fn owners_list(app: App, id: &'static str) -> AnyView {
    datalist(id, app.with_session(|session| labels::owners(session.board())))
}

fn datalist(id: &'static str, names: Vec<String>) -> AnyView {
    let options = names.into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// The labels of an engagement: chips, and a line that adds one.
pub fn labels(app: App, form: &Form) -> AnyView {
    let root = form.root();
    let field = sub!(root.labels);
    let present = field.memo();
    let of_chips = field.clone();
    let chip = move |label: String| {
        let field = of_chips.clone();
        let name = label.clone();
        let remove = move |_| {
            let gone = label.clone();
            // A label can always be taken away; where the page only reads, that has been told.
            let _ = field.write(tr("ラベル", "Labels"), move |labels| {
                labels::replace(labels, &gone, None);
            });
            crate::browser::dom::focus_later(".labels--head > .labels__add");
        };
        view! {
            <span class="label">
                <span class="label__name">{name.clone()}</span>
                <button
                    type="button"
                    class="label__remove"
                    aria-label=lang().pick(format!("ラベル「{name}」を外す"), format!("Take off the label “{name}”"))
                    on:click=remove
                >
                    {icon("close")}
                </button>
            </span>
        }
    };
    view! {
        <div class="labels labels--head" role="group" aria-label=tr("ラベル", "Labels")>
            <For each=move || present.get() key=String::clone children=chip />
            {line(app, field)}
        </div>
    }
    .into_any()
}

/// The line that adds a label with Enter, or when one that was suggested is chosen and the line is left.
fn line(app: App, field: Field<Vec<String>>) -> AnyView {
    const LIST: &str = "labels-in-use";
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let error_id = element_id();
    // The suggestions are those of the moment in which they are asked for.
    let suggested = RwSignal::new(false);
    let add = move |typed: String| {
        let outcome = labels::normal(&typed).map_err(|why| no_label(why, lang()).unwrap_or_default());
        let outcome = outcome.and_then(|label| {
            let label = app.with_session(|session| labels::as_known(session.board(), label));
            field.write(tr("ラベル", "Labels"), move |labels| {
                // The same once more needs no word: it is there.
                let _ = labels::add(labels, &label);
            })
        });
        if outcome.is_ok()
            && let Some(element) = input.get_untracked()
        {
            element.set_value("");
        }
        error.set(outcome.err());
    };
    let by_key = {
        let add = add.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if event.key() != "Enter" || is_composing(&event) {
                return;
            }
            event.prevent_default();
            if let Some(element) = input.get_untracked() {
                add(element.value());
            }
        }
    };
    let on_leave = move |_| {
        if let Some(typed) = input.get_untracked().map(|element| element.value())
            && labels::normal(&typed) != Err(NoLabel::Empty)
        {
            add(typed);
        }
    };
    let described = error_id.clone();
    view! {
        <input
            class="input labels__add"
            node_ref=input
            list=LIST
            autocomplete="off"
            enterkeyhint="done"
            aria-label=tr("ラベルを追加", "Add a label")
            aria-describedby=described
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            placeholder=tr("ラベルを追加", "Add a label")
            on:focus=move |_| suggested.set(true)
            on:keydown=by_key
            on:blur=on_leave
        />
        {move || suggested.get().then(|| labels_list(app, LIST))}
        {move || error.get().map(|error| view! { <p class="field__error" id=error_id.clone() role="alert">{error}</p> })}
    }
    .into_any()
}

/// ラベルを整理…: every label with how many have it; renamed, merged or deleted in one step.
pub fn dialog(app: App) -> AnyView {
    let rows = RwSignal::new(Vec::new());
    let look = move || {
        let now = app.with_session(|session| labels::in_use(session.board()));
        // Drawn anew only where something is another: a name may be half typed.
        renew(rows, now);
    };
    look();
    Effect::new(move |_| {
        // Undo, and what other tabs do, is seen by its name.
        app.undo_label.track();
        app.redo_label.track();
        look();
    });
    let list = move || rows.get().into_iter().map(|(label, count)| row(app, label, count)).collect_view();
    let none = move || rows.with(Vec::is_empty);
    let body = view! {
        <p class="muted" hidden=move || !none()>
            {tr("ラベルはまだありません。案件を開くと、上の欄で付けられます。", "There is no label yet. Open an engagement to add one.")}
        </p>
        <ul class="tidy" hidden=none>{list}</ul>
    };
    let frame = Frame {
        title: tr("ラベルを整理", "Tidy the labels").to_owned(),
        about: tr(
            "名前を変えると、すべての案件で変わります。いまある名前にすると、1つにまとまります。",
            "A new name counts in all engagements. The name of another label makes both one.",
        )
        .to_owned(),
        class: "",
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    frame.show(body.into_any(), foot.into_any())
}

fn row(app: App, label: String, count: usize) -> AnyView {
    let error = RwSignal::new(None::<String>);
    let (of_rename, of_delete, named) = (label.clone(), label.clone(), label.clone());
    let rename = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let outcome = match labels::normal(&typed) {
            Ok(to) if to == of_rename => Ok(()),
            Ok(to) => {
                let other = app.with_session(|session| labels::as_known(session.board(), to.clone()));
                replace(app, &of_rename, Some(if other == of_rename { to } else { other }))
            }
            Err(why) => Err(no_label(why, lang()).unwrap_or_default()),
        };
        error.set(outcome.err());
    };
    let delete = move |_| error.set(replace(app, &of_delete, None).err());
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            crate::browser::dom::leave(&event);
        }
    };
    view! {
        <li class="tidy__row">
            <input
                class="input"
                autocomplete="off"
                aria-label=lang().pick(format!("ラベル「{named}」の名前"), format!("Name of the label “{named}”"))
                prop:value=label
                on:change=rename
                on:keydown=on_key
            />
            <span class="tidy__count">{lang().pick(format!("{count}件"), format!("{count}"))}</span>
            <button
                type="button"
                class="icon-btn icon-btn--s"
                aria-label=lang().pick(format!("ラベル「{named}」を削除"), format!("Delete the label “{named}”"))
                on:click=delete
            >
                {icon("trash")}
            </button>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        </li>
    }
    .into_any()
}

/// Puts another label in the place of one on the whole board, or none.
fn replace(app: App, from: &str, to: Option<String>) -> Result<(), String> {
    let ids: Vec<EngagementId> = app.with_session(|session| {
        let all = session.board().engagements.values();
        all.filter(|one| one.labels.iter().any(|label| label == from)).map(|one| one.id).collect()
    });
    let count = ids.len();
    let deed = Deed::ReplaceLabel(from.to_owned(), to.clone());
    app.act(Action::Bulk { ids, deed }).map_err(|rejection| message::rejection(&rejection, lang()))?;
    app.tell_undoable(match to {
        Some(to) => lang().pick(
            format!("ラベル「{from}」を「{to}」にしました({count}件)"),
            format!("The label “{from}” is now “{to}” ({count})"),
        ),
        None => lang().pick(
            format!("ラベル「{from}」を{count}件から削除しました"),
            format!("The label “{from}” was taken off {}", counted(count, "engagement")),
        ),
    });
    Ok(())
}
