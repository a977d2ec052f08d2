//! A slip: one work on the small board, with what can be recorded of it.

use super::board::Slip;
use super::{Desk, drag};
use crate::browser::dom;
use crate::domain::ids::RowId;
use crate::domain::works::{Fact, ways};
use crate::text::{delivery, format};
use crate::ui::kit::{icon, lang, say, tr};
use crate::ui::panel::stages::cycle::sealed;
use crate::ui::shell::menu;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

pub(super) fn slip(desk: &Desk, slips: Memo<Vec<Slip>>, id: RowId) -> AnyView {
    let own =
        Memo::new(move |_| slips.with(|slips| slips.iter().find(|slip| slip.id == id).cloned().unwrap_or_default()));
    let chosen = desk.chosen;
    let facts_id = format!("w-{id}");
    let flag = move || {
        own.with(|slip| {
            let standing = slip.standing;
            let late = standing.overdue || standing.blocked || slip.unchecked;
            let waits = standing.waiting > 0 || standing.stalled;
            if late { Some("overdue") } else { waits.then_some("waiting") }
        })
    };
    let press = move |event: web_sys::MouseEvent| {
        if drag::ended_with(&event) {
            return;
        }
        let opens = chosen.get_untracked() != Some(id);
        chosen.set(opens.then_some(id));
        if opens {
            // Under a long board the form would be out of sight.
            dom::focus_later(format!(".workform[data-row=\"{id}\"]"));
        }
    };
    let sealed = sealed();
    let (down, moved, up) = (desk.clone(), desk.clone(), desk.clone());
    let by_key = {
        let desk = desk.clone();
        move |event: KeyboardEvent| on_key(&desk, own, id, &event)
    };
    view! {
        <li
            class="slip"
            data-slip=id.to_string()
            data-flag=flag
            on:pointerdown=move |event| if !sealed { drag::press(&down, id, &event) }
            on:pointermove=move |event| drag::follow(&moved, id, &event)
            on:pointerup=move |event| drag::release(&up, id, &event)
            on:pointercancel=move |_| drag::let_go()
        >
            <button
                type="button"
                class="slip__open"
                aria-pressed=move || (chosen.get() == Some(id)).to_string()
                aria-describedby=facts_id.clone()
                aria-keyshortcuts="M Shift+ArrowRight Shift+ArrowLeft"
                title=move || own.with(|slip| slip.name.clone())
                on:click=press
                on:keydown=by_key
            >
                {move || own.with(|slip| slip.name.clone())}
            </button>
            <p class="slip__facts" id=facts_id>{facts(own, desk)}</p>
            {(!sealed).then(|| tools(desk, own, id))}
        </li>
    }
    .into_any()
}

/// Due date, used against agreed time, and what calls for attention.
fn facts(own: Memo<Slip>, desk: &Desk) -> AnyView {
    let today = desk.app.today;
    let due = move || {
        let (day, over) = own.with(|slip| (slip.due, slip.standing.overdue));
        let day = day?;
        let said = format::date(day, today.get(), lang());
        Some(view! { <time class="slip__due" datetime=day.to_string() data-due=over.then_some("over")>{said}</time> })
    };
    let hours = move || {
        let (said, beyond) = own.with(|slip| (delivery::used_of(slip.standing.used, slip.agreed, lang()), slip.beyond));
        (!said.is_empty()).then(|| view! { <span class="slip__hours" class:is-loss=beyond>{said}</span> })
    };
    let marks = move || {
        let (standing, unchecked) = own.with(|slip| (slip.standing, slip.unchecked));
        let waits = if standing.blocked { "tag tag--loss" } else { "tag tag--wait" };
        view! {
            {(standing.waiting > 0).then(|| view! { <span class=waits>{tr("回答待ち", "Waiting")}</span> })}
            {standing.stalled.then(|| view! { <span class="tag tag--wait">{tr("滞り", "Stalled")}</span> })}
            {standing.overdue.then(|| view! { <span class="tag tag--loss">{tr("期限超過", "Overdue")}</span> })}
            {unchecked.then(|| view! { <span class="tag tag--loss">{tr("確認超過", "Check overdue")}</span> })}
        }
    };
    view! { {due} {hours} {marks} }.into_any()
}

/// The likeliest fact as a button, and a menu of all.
fn tools(desk: &Desk, own: Memo<Slip>, id: RowId) -> AnyView {
    let next = desk.cycle.map(move |cycle| forward(&ways_of(cycle, id)));
    let name = move || own.with(|slip| slip.name.clone());
    let acting = desk.clone();
    let button = move || {
        let desk = acting.clone();
        next.get().map(|fact| {
            let word = say(delivery::fact(fact));
            let called = move || lang().pick(format!("「{}」：{word}", name()), format!("{word}: “{}”", name()));
            view! {
                <button type="button" class="btn btn--s slip__next" aria-label=called on:click=move |_| desk.record(id, fact)>
                    {say(delivery::fact_short(fact))}
                </button>
            }
        })
    };
    let desk = desk.clone();
    view! {
        <div class="slip__tools">
            {button}
            <button
                type="button"
                class="icon-btn icon-btn--s slip__menu"
                aria-label=move || lang().pick(format!("「{}」のメニュー", name()), format!("Menu of “{}”", name()))
                aria-haspopup="menu"
                on:click=move |_| open_menu(&desk, own, id, ".slip__menu")
            >
                {icon("more")}
            </button>
        </div>
    }
    .into_any()
}

fn ways_of(cycle: &crate::domain::stage::cycle::Cycle, id: RowId) -> Vec<Fact> {
    ways(cycle, id).into_iter().map(|(fact, _)| fact).collect()
}

fn forward(facts: &[Fact]) -> Option<Fact> {
    facts.first().copied().filter(|fact| !fact.is_back())
}

fn on_key(desk: &Desk, own: Memo<Slip>, id: RowId, event: &KeyboardEvent) {
    let facts = || ways_of(&desk.cycle.peek(), id);
    let fact = match (event.key().as_str(), event.shift_key()) {
        _ if event.ctrl_key() || event.meta_key() || event.alt_key() => return,
        ("ArrowRight", true) => forward(&facts()),
        ("ArrowLeft", true) => facts().into_iter().find(|fact| fact.is_back()),
        ("m" | "M" | "ContextMenu", _) | ("F10", true) => {
            event.prevent_default();
            event.stop_propagation();
            open_menu(desk, own, id, ".slip__open");
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(fact) = fact {
        desk.record(id, fact);
    }
}

/// The menu of what can be recorded; `opener` is the part of the slip that gets the focus back.
fn open_menu(desk: &Desk, own: Memo<Slip>, id: RowId, opener: &str) {
    let entries = ways_of(&desk.cycle.peek(), id).into_iter().map(|fact| {
        let desk = desk.clone();
        let image = if fact.is_back() { "undo" } else { image(fact) };
        menu::Entry { icon: image, name: say(delivery::fact(fact)), act: Box::new(move || desk.record(id, fact)) }
    });
    let name = own.with_untracked(|slip| slip.name.clone());
    let name = lang().pick(format!("「{name}」のメニュー"), format!("Menu of “{name}”"));
    let slip = format!("[data-slip=\"{id}\"] {opener}");
    menu::open_list(name, entries.collect(), dom::find(&slip));
}

fn image(fact: Fact) -> &'static str {
    match fact {
        Fact::Start => "play",
        Fact::Deliver | Fact::Redeliver => "download",
        Fact::Revise => "repeat",
        _ => "check",
    }
}
