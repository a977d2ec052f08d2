//! 移動… for several cards: each goes through the same gates as alone. What a gate stops is listed, and
//! a common reason may take it along; what integrity bars stays.

use super::{act, cards, refused};
use crate::domain::bulk::Deed;
use crate::domain::movement::{Consent, Plan};
use crate::domain::{EngagementId, Rejection, Stage};
use crate::text::format::counted;
use crate::text::label::{self, Choice};
use crate::text::message;
use crate::ui::app::App;
use crate::ui::dialogs::{Frame, cancel_button, close};
use crate::ui::kit::{element_id, icon, lang, say, tr};
use leptos::prelude::*;

/// What the chosen stage makes of the cards.
#[derive(Clone, Debug, Default, PartialEq)]
struct Outlook {
    /// How many move.
    going: usize,
    /// How many stand there already.
    there: usize,
    /// Those that a reason would take along: title, and what is missing.
    held: Vec<(String, String)>,
    /// Those that cannot go: title, and why.
    barred: Vec<(String, String)>,
}

/// The dialog.
pub fn dialog(app: App, ids: Vec<EngagementId>) -> AnyView {
    let number = ids.len();
    let ids = StoredValue::new(ids);
    let to = RwSignal::new(suggested(app, &ids.get_value()));
    let reason = RwSignal::new(String::new());
    let despite = RwSignal::new(false);
    let deed = move || {
        let consent = Consent { reason: reason.get(), despite_gate: despite.get(), successor: None };
        Deed::Move(to.get(), consent)
    };
    let outlook = Memo::new(move |_| look(app, &ids.get_value(), &deed(), to.get()));
    // What a reason could change is told as it stands without one: the list must not go while it is written.
    let without = Memo::new(move |_| look(app, &ids.get_value(), &Deed::Move(to.get(), Consent::default()), to.get()));
    let go = move |_| {
        let stage = to.get_untracked();
        let ids = ids.get_value();
        let made = act(app, ids, untrack(deed), |count| {
            let (cards, name) = (cards(count), say(stage.label()));
            lang().pick(format!("{cards}を{name}へ移動しました"), format!("Moved {cards} to {name}"))
        });
        if made {
            close();
        }
    };
    let going = move || outlook.with(|outlook| outlook.going);
    let body = view! {
        {stages(to)}
        {move || summary(&outlook.get())}
        {move || list(tr("条件が足りない案件", "The gate is not met"), &without.get().held, "wait")}
        {move || (!without.get().held.is_empty()).then(|| give_reason(reason, despite))}
        {move || list(tr("移せない案件(そのまま残ります)", "Cannot go, and stay"), &without.get().barred, "loss")}
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" disabled=move || going() == 0 on:click=go>
            {move || lang().pick(format!("{}件を移動", going()), format!("Move {}", going()))}
        </button>
    };
    let frame = Frame {
        title: lang().pick(format!("{number}件を移動"), format!("Move {}", counted(number, "engagement"))),
        about: String::new(),
        class: "",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// The stage after that in which most of the cards stand.
fn suggested(app: App, ids: &[EngagementId]) -> Stage {
    let stages: Vec<Stage> = ids.iter().filter_map(|id| app.peek(*id)).map(|card| card.stage).collect();
    let most = Stage::ALL.iter().copied().max_by_key(|stage| stages.iter().filter(|other| *other == stage).count());
    most.and_then(Stage::next).unwrap_or(Stage::Start)
}

fn look(app: App, ids: &[EngagementId], deed: &Deed, to: Stage) -> Outlook {
    let (kept, there) = refused(app, ids, deed);
    let mut outlook = Outlook { going: ids.len() - kept.len() - there, there, ..Outlook::default() };
    for (id, why) in kept {
        let Some(card) = app.peek(id) else {
            continue;
        };
        let missing = Plan::new(&card, to).map(|plan| plan.missing().collect::<Vec<_>>()).unwrap_or_default();
        let names = missing.iter().map(|need| label::need(*need, &card, lang())).collect::<Vec<_>>();
        match why {
            Rejection::Gate(_) | Rejection::ReasonMissing if !names.is_empty() => {
                outlook.held.push((card.title.clone(), names.join(tr("、", "; "))));
            }
            Rejection::ReasonMissing => {
                let asks = tr("理由を残す移動です", "This move is kept with a reason");
                outlook.held.push((card.title.clone(), asks.to_owned()));
            }
            other => outlook.barred.push((card.title.clone(), message::rejection(&other, lang()))),
        }
    }
    outlook
}

fn stages(to: RwSignal<Stage>) -> AnyView {
    let id = element_id();
    let options = Stage::ALL
        .iter()
        .map(|stage| {
            let name = format!("{} {}", stage.number(), say(stage.label()));
            let selected = to.get_untracked() == *stage;
            view! { <option value=stage.id() selected=selected>{name}</option> }
        })
        .collect_view();
    let choose = move |event: leptos::ev::Event| {
        if let Some(stage) = Stage::from_id(&event_target_value(&event)) {
            to.set(stage);
        }
    };
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{tr("移動先", "To")}</label>
            <select class="input" id=id autofocus=true on:change=choose>{options}</select>
        </div>
    }
    .into_any()
}

fn summary(outlook: &Outlook) -> AnyView {
    let going = match outlook.going {
        0 => tr("移せる案件はありません。", "None can move.").to_owned(),
        going => lang().pick(format!("{going}件を移せます。"), format!("{going} can move.")),
    };
    let there = match outlook.there {
        0 => String::new(),
        there => lang().pick(format!("{there}件はすでにこの段階です。"), format!(" {there} stand there already.")),
    };
    view! { <p role="status">{going + &there}</p> }.into_any()
}

fn list(title: &'static str, rows: &[(String, String)], kind: &'static str) -> Option<AnyView> {
    let items = rows
        .iter()
        .map(|(title, why)| view! { <li><b>{title.clone()}</b><span>{why.clone()}</span></li> })
        .collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="stays" role="group" aria-label=title data-kind=kind>
                <p class="stays__title">{icon("warning")} {title}</p>
                <ul>{items}</ul>
            </div>
        }
        .into_any()
    })
}

/// 理由を書いて進む, for all that are held back.
fn give_reason(reason: RwSignal<String>, despite: RwSignal<bool>) -> AnyView {
    let id = element_id();
    let write = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        despite.set(!typed.trim().is_empty());
        reason.set(typed);
    };
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{tr("理由を書いて進む", "Go on with a reason")}</label>
            <textarea class="input" id=id.clone() rows="2" aria-describedby=format!("{id}h") prop:value=move || reason.get() on:input=write></textarea>
            <p class="field__help" id=format!("{id}h")>
                {tr("書くと、足りない案件も移します。理由は、それぞれの履歴に残ります。", "With a reason they move too. It is kept in the history of each.")}
            </p>
        </div>
    }
    .into_any()
}
