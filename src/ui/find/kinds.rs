//! The conditions that can be added: a list for each kind, and a chip for each that is set.

use super::narrow;
use crate::domain::Engagement;
use crate::domain::find::{Condition, Kind};
use crate::text::find as words;
use crate::ui::app::App;
use crate::ui::kit::{icon_small, lang, say};
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// A list for each kind that has something to choose from.
pub fn lists(app: App) -> AnyView {
    Kind::ALL.map(|kind| list(app, kind)).collect_view().into_any()
}

/// The values of a kind. Followed.
fn values(app: App, kind: Kind) -> Vec<String> {
    match kind.fixed() {
        Some(values) => values.iter().map(|value| (*value).to_owned()).collect(),
        None => written(app, kind),
    }
}

/// The names that stand in the engagements of the board, followed as a whole.
fn written(app: App, kind: Kind) -> Vec<String> {
    app.revision.track();
    let mut names = BTreeSet::new();
    app.with_session(|session| {
        for card in session.board().engagements.values().filter(|card| card.status.on_board()) {
            names.extend(names_of(card, kind));
        }
    });
    // Nobody, where it can be chosen at all, is offered first by its order.
    names.into_iter().filter(|name| kind == Kind::Owner || !name.is_empty()).collect()
}

fn names_of(card: &Engagement, kind: Kind) -> Vec<String> {
    let names: Vec<&str> = match kind {
        Kind::Label => card.labels.iter().map(String::as_str).collect(),
        Kind::Owner => vec![card.owner.trim()],
        Kind::Company => card.in_running().map(|candidate| candidate.name.trim()).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(str::to_owned).collect()
}

fn list(app: App, kind: Kind) -> AnyView {
    // Typing changes the filter at each letter: the board is not gone through for that.
    let values = Memo::new(move |_| values(app, kind));
    // The values that can be added, with their names; what is set already is left out.
    let offered = Memo::new(move |_| {
        app.find.filter.with(|filter| {
            let left = values.get().into_iter().filter(|value| !filter.has(kind, value));
            left.map(|value| (value.clone(), words::value(kind, &value, lang()))).collect::<Vec<_>>()
        })
    });
    let none = move || offered.with(Vec::is_empty);
    let name = say(words::kind(kind));
    let label = lang().pick(format!("{name}で絞り込む"), format!("Narrow by {}", name.to_lowercase()));
    let choose = move |event: web_sys::Event| {
        let Some(select) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok())
        else {
            return;
        };
        // The first option is the list's name.
        let index = usize::try_from(select.selected_index()).ok().and_then(|index| index.checked_sub(1));
        let value = index.and_then(|index| offered.with_untracked(|offered| offered.get(index).cloned()));
        select.set_selected_index(0);
        if let Some((value, _)) = value {
            narrow(app, |filter| filter.set(kind, &value));
        }
    };
    let options = move || offered.get().into_iter().map(|(_, name)| view! { <option>{name}</option> }).collect_view();
    view! {
        <select class="input find__kind" aria-label=label hidden=none on:change=choose>
            <option>{name}</option>
            {options}
        </select>
    }
    .into_any()
}

/// A chip for each condition, which takes it away.
pub fn chips(app: App) -> AnyView {
    let conditions = Memo::new(move |_| app.find.filter.with(|filter| filter.conditions().to_vec()));
    let chip = move |one: Condition| {
        let said = words::condition(&one, lang());
        let name = lang().pick(format!("{said}の条件を外す"), format!("Remove the condition {said}"));
        let remove = move |_| {
            narrow(app, |filter| filter.unset(one.kind, &one.value));
            crate::browser::dom::focus_if_lost(".find__chip, .find__words");
        };
        view! {
            <li>
                <button type="button" class="find__chip" aria-label=name on:click=remove>
                    <span class="find__said">{said}</span>
                    {icon_small("close")}
                </button>
            </li>
        }
    };
    (move || {
        let conditions = conditions.get();
        (!conditions.is_empty())
            .then(|| view! { <ul class="find__chips">{conditions.into_iter().map(chip).collect_view()}</ul> })
    })
    .into_any()
}
