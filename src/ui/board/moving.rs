//! Moving a card: whatever way it was asked for, it goes through here.

use crate::browser::dom;
use crate::domain::command::Place;
use crate::domain::movement::{Consent, Plan};
use crate::domain::{Action, Engagement, EngagementId, Stage};
use crate::text::label::{self, Choice};
use crate::ui::app::{App, Dialog};
use crate::ui::dialogs::gate::Request;
use crate::ui::find;
use crate::ui::kit::{lang, say, typing};
use leptos::prelude::*;
use std::sync::Arc;

/// Moves a card to a place, or opens the dialog that asks for what is missing.
pub fn request(app: App, id: EngagementId, to: Stage, place: Place) {
    typing::flush();
    let Some(engagement) = app.peek(id) else {
        return;
    };
    let place = if place == Place::Last { find::end_of(app, to, id) } else { place };
    let plan = Plan::new(&engagement, to);
    if plan.is_some_and(|plan| !plan.clear()) {
        app.dialog.set(Some(Dialog::Gate(Request { id, to, place })));
        return;
    }
    make(app, &engagement, to, place, None, Consent::default());
}

/// Makes a move with what a person decided on it. Answers whether it was made.
pub fn make(
    app: App,
    engagement: &Engagement,
    to: Stage,
    place: Place,
    filled: Option<Arc<Engagement>>,
    consent: Consent,
) -> bool {
    let (id, from, title) = (engagement.id, engagement.stage, engagement.title.clone());
    let order = app.column(to).get_untracked();
    let card = format!("[data-card=\"{id}\"]");
    // The card that is drawn anew in another column gets it back. To take one out of the page that has the focus would
    // have the browser lay out the page in between.
    let let_go = from != to && dom::let_go_within(&card);
    if !app.act_or_nothing(Action::Move { id, to, place, filled, consent }) {
        if let_go {
            app.focus_card(id);
        }
        return false;
    }
    let name = say(to.label());
    let column = app.column(to).get_untracked();
    let position = column.iter().position(|other| *other == id).map_or(0, |index| index + 1);
    let count = column.len();
    if from == to {
        if order != column {
            app.announce(lang().pick(
                format!("「{title}」を{name}の{count}件中{position}番目へ動かしました"),
                format!("Moved “{title}” to {position} of {count} in {name}"),
            ));
            app.landed.set(Some(id));
        }
    } else {
        app.shown.set(None);
        app.landed.set(Some(id));
        app.near.set(Some(id));
        dom::focus_if_lost(card);
        app.announce(lang().pick(
            format!("「{title}」を{name}の{count}件中{position}番目へ移動しました"),
            format!("Moved “{title}” to {name}, {position} of {count}"),
        ));
        // At once: the card that gets the focus is brought out from under it.
        app.tell_undoable(
            lang().pick(format!("「{title}」を{name}へ移動しました"), format!("Moved “{title}” to {name}")),
        );
    }
    true
}

/// What the gate says about a move, in one line, and how it is marked.
pub fn gate_line(engagement: &Engagement, to: Stage) -> (&'static str, String) {
    let Some(plan) = Plan::new(engagement, to) else {
        return ("same", String::new());
    };
    let barred: Vec<_> = plan.barred().collect();
    if !barred.is_empty() {
        let need = label::need(barred[0], engagement, lang());
        return ("blocked", lang().pick(format!("まだ移せません：{need}"), format!("Not yet: {need}")));
    }
    let missing: Vec<_> = plan.missing().collect();
    match missing.first() {
        Some(first) => {
            let need = label::need(*first, engagement, lang());
            let more = missing.len();
            ("missing", lang().pick(format!("あと{more}項目で移せます：{need}"), format!("{more} missing: {need}")))
        }
        None if plan.asks_reason => {
            let kind = say(plan.kind.label());
            ("met", lang().pick(format!("{kind}(理由を残します)"), format!("{kind} (with a reason)")))
        }
        None => ("met", lang().pick("条件を満たしています".to_owned(), "The gate is met".to_owned())),
    }
}

/// Moves a card up or down by one place in its column.
pub fn nudge(app: App, id: EngagementId, down: bool) {
    let Some(engagement) = app.peek(id) else {
        return;
    };
    let column = find::shown_in(app, engagement.stage);
    let Some(index) = column.iter().position(|other| *other == id) else {
        return;
    };
    let place = match (down, index) {
        (false, 0) => return,
        (false, _) => Place::Before(column[index - 1]),
        (true, _) if index + 1 == column.len() => return,
        (true, _) => {
            column.get(index + 2).map_or_else(|| find::end_of(app, engagement.stage, id), |other| Place::Before(*other))
        }
    };
    make(app, &engagement, engagement.stage, place, None, Consent::default());
    app.focus_card(id);
}
