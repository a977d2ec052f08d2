//! The board by keyboard: going from card to card, and carrying one. Space takes a card up, arrows
//! choose where it goes, Space puts it down, Esc gives up; each step is announced.

use super::{BoardState, Target, moving};
use crate::domain::command::Place;
use crate::domain::{EngagementId, Stage};
use crate::text::label::Choice;
use crate::ui::app::{App, Dialog};
use crate::ui::find::shown_in;
use crate::ui::kit::{lang, say};
use crate::ui::select;
use crate::ui::shell::keys::{self, Act, Group};
use crate::ui::shell::menu;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A key on a card.
pub fn on_card(app: App, state: BoardState, id: EngagementId, event: &KeyboardEvent) {
    // Keys on the card's own button are the button's.
    if event.target() != event.current_target() {
        return;
    }
    let carried = state.target.get_untracked().filter(|target| target.by_keyboard && target.id == id);
    let handled = match carried {
        Some(target) => keys::act(Group::Lifted, event).map(|act| carry(app, state, target, act)),
        None => keys::act(Group::Card, event).map(|act| browse(app, state, id, act)),
    };
    if handled == Some(true) {
        event.prevent_default();
    }
}

/// The focus left the card while it was carried: it goes back to where it was.
pub fn put_down(state: BoardState, id: EngagementId) {
    let carried = state.target.get_untracked().is_some_and(|target| target.by_keyboard && target.id == id);
    if carried && !super::window::drawing() {
        state.target.set(None);
    }
}

fn browse(app: App, state: BoardState, id: EngagementId, act: Act) -> bool {
    match act {
        Act::Open => app.open(id),
        Act::TakeUp => return take_up(app, state, id),
        Act::Move if state.selection.stands_for(id) => select::ask(app, state.selection, select::Ask::Move),
        Act::Move => app.dialog.set(Some(Dialog::Move(id))),
        Act::Select => state.selection.toggle(app, id),
        Act::SelectTo => state.selection.extend(app, id),
        Act::Menu => menu::open_for_card_at(id),
        Act::Nudge { down } => moving::nudge(app, id, down),
        Act::Beside { columns, cards } => focus_beside(app, id, columns, cards),
        Act::End { last } => focus_end(app, id, last),
        _ => return false,
    }
    true
}

/// Puts the focus on the card so many places away; sideways it passes over empty columns.
fn focus_beside(app: App, id: EngagementId, columns: i32, cards: isize) {
    let Some(engagement) = app.peek(id) else {
        return;
    };
    let column = shown_in(app, engagement.stage);
    let index = column.iter().position(|other| *other == id).unwrap_or_default();
    if columns == 0 {
        if let Some(other) = index.checked_add_signed(cards).and_then(|index| column.get(index)) {
            app.focus_card(*other);
        }
        return;
    }
    let mut stage = engagement.stage;
    while let Some(next) = if columns > 0 { stage.next() } else { stage.previous() } {
        stage = next;
        let column = shown_in(app, stage);
        if let Some(other) = column.get(index.min(column.len().saturating_sub(1))) {
            app.focus_card(*other);
            return;
        }
    }
}

fn focus_end(app: App, id: EngagementId, last: bool) {
    let Some(engagement) = app.peek(id) else {
        return;
    };
    let column = shown_in(app, engagement.stage);
    if let Some(other) = if last { column.last() } else { column.first() } {
        app.focus_card(*other);
    }
}

fn take_up(app: App, state: BoardState, id: EngagementId) -> bool {
    let Some(engagement) = app.peek(id) else {
        return false;
    };
    if app.save.with_untracked(|save| save.read_only()) {
        return false;
    }
    state.target.set(Some(Target {
        id,
        stage: engagement.stage,
        before: next_of(app, engagement.stage, id),
        by_keyboard: true,
    }));
    let title = engagement.title.clone();
    app.announce(lang().pick(
        format!("「{title}」を持ち上げました。左右で段階、上下で順番を選び、スペースで置きます。Escで取りやめます。"),
        format!("Took up “{title}”. Left and right choose the stage, up and down the place; Space puts it down, Escape gives up."),
    ));
    true
}

fn next_of(app: App, stage: Stage, id: EngagementId) -> Option<EngagementId> {
    let column = shown_in(app, stage);
    let index = column.iter().position(|other| *other == id)?;
    column.get(index + 1).copied()
}

fn carry(app: App, state: BoardState, target: Target, act: Act) -> bool {
    match act {
        Act::GiveUp => {
            state.target.set(None);
            app.announce(lang().pick("移動を取りやめました", "The move was given up"));
        }
        Act::PutDown => {
            state.target.set(None);
            let place = target.before.map_or(Place::Last, Place::Before);
            moving::request(app, target.id, target.stage, place);
            if app.dialog.get_untracked().is_none() {
                app.focus_card(target.id);
            }
        }
        Act::CarryAside { right } => {
            let stage = if right { target.stage.next() } else { target.stage.previous() };
            if let Some(stage) = stage {
                let home = app.peek(target.id).is_some_and(|engagement| engagement.stage == stage);
                let before = if home { next_of(app, stage, target.id) } else { None };
                aim(app, state, Target { stage, before, ..target });
            }
        }
        Act::Carry { down } => {
            let others = others(app, target);
            let at = target.before.and_then(|id| others.iter().position(|other| *other == id)).unwrap_or(others.len());
            let at = if down { (at + 1).min(others.len()) } else { at.saturating_sub(1) };
            aim(app, state, Target { before: others.get(at).copied(), ..target });
        }
        _ => return false,
    }
    true
}

/// The cards among which the one in hand may be put: what is hidden by a filter is passed over.
fn others(app: App, target: Target) -> Vec<EngagementId> {
    shown_in(app, target.stage).into_iter().filter(|id| *id != target.id).collect()
}

fn aim(app: App, state: BoardState, target: Target) {
    state.target.set(Some(target));
    super::strip::go_to_if_hidden(state, target.stage);
    let Some(engagement) = app.peek(target.id) else {
        return;
    };
    let others = others(app, target);
    let place = target.before.and_then(|id| others.iter().position(|other| *other == id)).unwrap_or(others.len()) + 1;
    let count = others.len() + 1;
    let name = say(target.stage.label());
    let (_, gate) = moving::gate_line(&engagement, target.stage);
    app.announce(
        lang().pick(format!("{name}の{count}件中{place}番目。{gate}"), format!("{name}, {place} of {count}. {gate}")),
    );
}
