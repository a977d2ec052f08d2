//! Labels and 担当者 of several cards.

use super::{act, cards};
use crate::domain::bulk::Deed;
use crate::domain::{EngagementId, labels};
use crate::text::format::counted;
use crate::text::message::no_label;
use crate::ui::app::App;
use crate::ui::dialogs::{Frame, cancel_button, close};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{element_id, icon, lang, tr};
use crate::ui::panel::labels::{labels_list, owners_list};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// ラベル: one more for all, or one less.
pub fn labels(app: App, ids: Vec<EngagementId>) -> AnyView {
    let number = ids.len();
    let ids = StoredValue::new(ids);
    let present = Memo::new(move |_| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for card in ids.get_value().into_iter().filter_map(|id| app.get(id)) {
            for label in &card.labels {
                *counts.entry(label.clone()).or_default() += 1;
            }
        }
        counts.into_iter().collect::<Vec<_>>()
    });
    let add = move |typed: String| match labels::normal(&typed) {
        Ok(label) => {
            let label = app.with_session(|session| labels::as_known(session.board(), label));
            act(app, ids.get_value(), Deed::AddLabel(label.clone()), |count| {
                let cards = cards(count);
                lang().pick(format!("{cards}にラベル「{label}」を付けました"), format!("Labelled {cards} “{label}”"))
            });
            Ok(())
        }
        Err(why) => Err(no_label(why, lang()).unwrap_or_default()),
    };
    let remove = move |label: String| {
        act(app, ids.get_value(), Deed::ReplaceLabel(label.clone(), None), |count| {
            let cards = cards(count);
            lang().pick(format!("{cards}からラベル「{label}」を外しました"), format!("Took “{label}” off {cards}"))
        });
    };
    let rows = move || {
        let chips = present.get().into_iter().map(|(label, count)| {
            let named = label.clone();
            view! {
                <li class="label">
                    <span class="label__name">{label.clone()}</span>
                    <span class="label__count">{cards(count)}</span>
                    <button
                        type="button"
                        class="label__remove"
                        aria-label=lang().pick(format!("ラベル「{label}」を外す"), format!("Take off the label “{label}”"))
                        on:click=move |_| remove(named.clone())
                    >
                        {icon("close")}
                    </button>
                </li>
            }
        });
        chips.collect_view()
    };
    let body = view! {
        {one_line(tr("付けるラベル", "Label to add"), "labels-of-several", tr("付ける", "Add"), add)}
        {labels_list(app, "labels-of-several")}
        <p class="field__label" hidden=move || present.with(Vec::is_empty)>{tr("いま付いているラベル", "Labels that they have")}</p>
        <ul class="labels">{rows}</ul>
    };
    let frame = Frame {
        title: lang().pick(format!("{number}件のラベル"), format!("Labels of {}", counted(number, "engagement"))),
        about: String::new(),
        class: "dialog--narrow",
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    frame.show(body.into_any(), foot.into_any())
}

/// 担当者: one for all, or nobody.
pub fn owner(app: App, ids: Vec<EngagementId>) -> AnyView {
    let number = ids.len();
    let ids = StoredValue::new(ids);
    let set = move |typed: String| {
        let name = typed.trim().to_owned();
        let made = act(app, ids.get_value(), Deed::Owner(name.clone()), |count| {
            let cards = cards(count);
            if name.is_empty() {
                lang().pick(format!("{cards}の担当者を空にしました"), format!("{cards} have no owner now"))
            } else {
                lang().pick(format!("{cards}の担当者を{name}にしました"), format!("{name} is the owner of {cards} now"))
            }
        });
        if made {
            close();
        }
        Ok(())
    };
    let body = view! {
        {one_line(tr("担当者", "Owner"), "owners-of-several", tr("設定する", "Set"), set)}
        {owners_list(app, "owners-of-several")}
        <p class="field__help">{tr("空のまま設定すると、担当者なしになります。", "Left empty, they have no owner.")}</p>
    };
    let frame = Frame {
        title: lang().pick(format!("{number}件の担当者"), format!("Owner of {}", counted(number, "engagement"))),
        about: String::new(),
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), cancel_button())
}

/// A line with suggestions and the button that takes what is typed, as Enter does.
fn one_line(
    name: &'static str,
    list: &'static str,
    button: &'static str,
    take: impl Fn(String) -> Result<(), String> + Copy + 'static,
) -> AnyView {
    let id = element_id();
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let go = move || {
        let Some(element) = input.get_untracked() else {
            return;
        };
        match take(element.value()) {
            Ok(()) => {
                element.set_value("");
                error.set(None);
            }
            Err(why) => error.set(Some(why)),
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            go();
        }
    };
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{name}</label>
            <div class="one-line">
                <input class="input" id=id node_ref=input list=list autocomplete="off" autofocus=true on:keydown=on_key />
                <button type="button" class="btn btn--primary" on:click=move |_| go()>{button}</button>
            </div>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        </div>
    }
    .into_any()
}
