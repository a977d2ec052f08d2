//! What an engagement can be made from: the five trades, own templates, earlier work with a search.

use super::{Making, language};
use crate::domain::command::Origin;
use crate::domain::sort;
use crate::domain::templates::Trade;
use crate::domain::{Action, Engagement, EngagementId, Stage};
use crate::text::format;
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::dialogs::close;
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{element_id, icon, lang, say, tr};
use leptos::prelude::*;
use std::sync::Arc;

/// How many earlier engagements are listed; more are found by the search.
const LISTED: usize = 20;

/// The list. Without something suggested, the focus begins on what is chosen.
pub(super) fn list(making: Making, suggested: Option<Origin>) -> AnyView {
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let radio = event_target::<web_sys::Element>(&event).get_attribute("type").as_deref() == Some("radio");
        if radio && event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            making.make();
        }
    };
    let trades = Trade::ALL
        .into_iter()
        .map(|trade| {
            let origin = Origin::BuiltIn(trade, language());
            let content =
                trade.content(language(), &mut crate::domain::ids::IdSource::new(crate::browser::ids::fresh()));
            let first = suggested.is_none() && trade == Trade::Accounting;
            option(making, origin, content.title.clone(), sum(&content), first)
        })
        .collect_view();
    view! {
        <div class="make__list" on:keydown=on_key>
            <fieldset class="make__part">
                <legend>{tr("業務別のひな形", "Templates by trade")}</legend>
                {trades}
            </fieldset>
            {own(making)}
            {earlier(making)}
        </div>
    }
    .into_any()
}

/// `6業務・月27時間`.
pub(super) fn sum(engagement: &Engagement) -> String {
    let (count, monthly) = (engagement.clarify.tasks.len(), engagement.clarify.monthly());
    let monthly = format::hours(monthly, lang());
    lang().pick(format!("{count}業務・月{monthly}"), format!("{}, {monthly} a month", format::counted(count, "task")))
}

fn option(making: Making, origin: Origin, name: String, about: String, focus: bool) -> AnyView {
    view! {
        <label class="make__option">
            <input
                type="radio"
                name="make-from"
                autofocus=focus
                prop:checked=move || making.origin.get() == origin
                on:change=move |_| making.choose(origin)
            />
            <span><b>{name}</b><small>{about}</small></span>
        </label>
    }
    .into_any()
}

/// Own templates, each to be edited or removed.
fn own(making: Making) -> AnyView {
    let app = making.app;
    let removed = RwSignal::new(None::<String>);
    let remove = move |id: EngagementId, title: String| {
        if app.act_or_tell(Action::Remove(id)) {
            if making.origin.get_untracked() == Origin::Engagement(id) {
                making.choose(Origin::BuiltIn(Trade::Accounting, language()));
            }
            removed.set(Some(title));
        }
    };
    let row = move |engagement: Arc<Engagement>| {
        let (id, title) = (engagement.id, engagement.title.clone());
        let edit = move |_| {
            close();
            app.open(id);
        };
        let (edit_name, remove_name) = (
            lang().pick(format!("ひな形「{title}」を編集"), format!("Edit the template “{title}”")),
            lang().pick(format!("ひな形「{title}」を削除"), format!("Delete the template “{title}”")),
        );
        view! {
            <div class="make__own">
                {option(making, Origin::Engagement(id), title.clone(), sum(&engagement), false)}
                <button type="button" class="btn btn--s btn--quiet" aria-label=edit_name on:click=edit>{tr("編集", "Edit")}</button>
                <button type="button" class="icon-btn icon-btn--s" aria-label=remove_name on:click=move |_| remove(id, title.clone())>
                    {icon("trash")}
                </button>
            </div>
        }
    };
    let rows = move || {
        let mut own: Vec<_> = app.templates().get().into_iter().filter_map(|id| app.get(id)).collect();
        sort::by(&mut own, |a, b| a.title.cmp(&b.title).then(a.id.cmp(&b.id)));
        if own.is_empty() {
            return view! {
                <p class="make__none">
                    {tr(
                        "案件のメニューの「ひな形として保存…」で、自社のひな形をここに加えられます。",
                        "“Save as a template…” in an engagement's menu adds one of your own here.",
                    )}
                </p>
            }
            .into_any();
        }
        own.into_iter().map(row).collect_view().into_any()
    };
    let undo = move |_| {
        removed.set(None);
        app.undo();
    };
    let said = move || {
        removed.get().map(|title| {
            let text = lang().pick(format!("「{title}」を削除しました"), format!("“{title}” was deleted"));
            view! {
                <p class="make__said" role="status">
                    {text}
                    <button type="button" class="btn btn--s" on:click=undo>{tr("元に戻す", "Undo")}</button>
                </p>
            }
        })
    };
    view! {
        <fieldset class="make__part">
            <legend>{tr("自分のひな形", "Own templates")}</legend>
            {rows}
            {said}
        </fieldset>
    }
    .into_any()
}

/// Every engagement, the newest first.
fn all(app: App) -> Vec<Arc<Engagement>> {
    let running = Stage::ALL.iter().flat_map(|stage| app.column(*stage).get());
    let mut all: Vec<_> = running.chain(app.closed().get()).filter_map(|id| app.peek(id)).collect();
    sort::by(&mut all, |a, b| b.created_at.cmp(&a.created_at).then(b.id.cmp(&a.id)));
    all
}

fn earlier(making: Making) -> AnyView {
    let app = making.app;
    let searched = RwSignal::new(String::new());
    let any = Memo::new(move |_| app.total() > 0);
    let found = Memo::new(move |_| {
        let words = searched.get();
        let mut all = all(app);
        all.retain(|engagement| crate::domain::find::text_matches(&said_of(engagement), &words));
        all
    });
    let field = element_id();
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            if let Some(id) = found.with_untracked(|found| found.first().map(|one| one.id)) {
                making.choose(Origin::Engagement(id));
                crate::browser::dom::focus_later(".make__name .input");
            }
        }
    };
    let rows = move || {
        let found = found.get();
        let left = found.len().saturating_sub(LISTED);
        let rows = found
            .iter()
            .take(LISTED)
            .map(|engagement| {
                let place =
                    if engagement.status.on_board() { engagement.stage.label() } else { engagement.status.label() };
                let about = format!("{} {}", say(place), sum(engagement));
                option(making, Origin::Engagement(engagement.id), engagement.title.clone(), about, false)
            })
            .collect_view();
        let more = (left > 0).then(|| {
            lang().pick(
                format!("ほかに{left}件あります。検索で絞り込めます。"),
                format!("{left} more: narrow the search."),
            )
        });
        let none = found.is_empty().then(|| tr("見つかりません。", "Nothing found."));
        view! { {rows} <p class="make__none" role="status">{none} {more}</p> }
    };
    view! {
        <fieldset class="make__part" hidden=move || !any.get()>
            <legend>{tr("以前の案件から", "From earlier work")}</legend>
            <label class="visually-hidden" for=field.clone()>{tr("以前の案件を検索", "Search earlier work")}</label>
            <input
                class="input"
                id=field
                type="search"
                autocomplete="off"
                placeholder=tr("案件名・担当者・会社名で検索", "Search by title, owner, company")
                on:input=move |event| searched.set(event_target_value(&event))
                on:keydown=on_key
            />
            {rows}
        </fieldset>
    }
    .into_any()
}

/// What an engagement is found by.
fn said_of(engagement: &Engagement) -> String {
    let companies = engagement.candidates.iter().map(|candidate| candidate.name.as_str());
    let words: Vec<&str> =
        [engagement.title.as_str(), engagement.owner.as_str()].into_iter().chain(companies).collect();
    words.join("\n")
}
