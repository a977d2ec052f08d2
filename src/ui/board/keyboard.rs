//! The board by keyboard: going from card to card, and carrying one. Space takes a card up, arrows
//! choose where it goes, Space puts it down, Esc gives up; each step is announced.

use super::{BoardState, Target, moving};
use crate::browser::dom;
use crate::domain::command::Place;
use crate::domain::{EngagementId, Stage};
use crate::text::label::Choice;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{lang, say};
use crate::ui::shell::menu;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A key on a card.
pub fn on_card(app: App, state: BoardState, id: EngagementId, event: &KeyboardEvent) {
    // Keys on the card's own button are the button's.
    if event.target() != event.current_target() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let carried = state.target.get_untracked().filter(|target| target.by_keyboard && target.id == id);
    let handled = match carried {
        Some(target) => carry(app, state, target, &event.key()),
        None => browse(app, state, id, event),
    };
    if handled {
        event.prevent_default();
    }
}

/// The focus left the card while it was carried: it goes back to where it was.
pub fn put_down(state: BoardState, id: EngagementId) {
    if state.target.get_untracked().is_some_and(|target| target.by_keyboard && target.id == id) {
        state.target.set(None);
    }
}

fn browse(app: App, state: BoardState, id: EngagementId, event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        "Enter" => app.open(id),
        " " => return take_up(app, state, id),
        "m" | "M" => app.dialog.set(Some(Dialog::Move(id))),
        "x" | "X" if event.shift_key() => state.selection.extend(app, id),
        "x" | "X" => state.selection.toggle(app, id),
        "ContextMenu" => menu::open_for_card_at(id),
        "F10" if event.shift_key() => menu::open_for_card_at(id),
        "ArrowUp" if event.alt_key() => moving::nudge(app, id, false),
        "ArrowDown" if event.alt_key() => moving::nudge(app, id, true),
        "ArrowUp" => focus_beside(app, id, 0, -1),
        "ArrowDown" => focus_beside(app, id, 0, 1),
        "ArrowLeft" => focus_beside(app, id, -1, 0),
        "ArrowRight" => focus_beside(app, id, 1, 0),
        "Home" => focus_end(app, id, false),
        "End" => focus_end(app, id, true),
        _ => return false,
    }
    true
}

/// Puts the focus on the card so many places away; sideways it passes over empty columns.
fn focus_beside(app: App, id: EngagementId, columns: i32, cards: isize) {
    let Some(engagement) = app.peek(id) else {
        return;
    };
    let column = app.column(engagement.stage).get_untracked();
    let index = column.iter().position(|other| *other == id).unwrap_or_default();
    if columns == 0 {
        if let Some(other) = index.checked_add_signed(cards).and_then(|index| column.get(index)) {
            focus(*other);
        }
        return;
    }
    let mut stage = engagement.stage;
    while let Some(next) = if columns > 0 { stage.next() } else { stage.previous() } {
        stage = next;
        let column = app.column(stage).get_untracked();
        if let Some(other) = column.get(index.min(column.len().saturating_sub(1))) {
            focus(*other);
            return;
        }
    }
}

fn focus_end(app: App, id: EngagementId, last: bool) {
    let Some(engagement) = app.peek(id) else {
        return;
    };
    let column = app.column(engagement.stage).get_untracked();
    if let Some(other) = if last { column.last() } else { column.first() } {
        focus(*other);
    }
}

fn focus(id: EngagementId) {
    dom::focus_later(format!("[data-card=\"{id}\"]"));
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
    let column = app.column(stage).get_untracked();
    let index = column.iter().position(|other| *other == id)?;
    column.get(index + 1).copied()
}

fn carry(app: App, state: BoardState, target: Target, key: &str) -> bool {
    match key {
        "Escape" => {
            state.target.set(None);
            app.announce(lang().pick("移動を取りやめました", "The move was given up"));
        }
        " " | "Enter" => {
            state.target.set(None);
            let place = target.before.map_or(Place::Last, Place::Before);
            moving::request(app, target.id, target.stage, place);
            if app.dialog.get_untracked().is_none() {
                focus(target.id);
            }
        }
        "ArrowLeft" | "ArrowRight" => {
            let stage = if key == "ArrowLeft" { target.stage.previous() } else { target.stage.next() };
            if let Some(stage) = stage {
                let home = app.peek(target.id).is_some_and(|engagement| engagement.stage == stage);
                let before = if home { next_of(app, stage, target.id) } else { None };
                aim(app, state, Target { stage, before, ..target });
            }
        }
        "ArrowUp" | "ArrowDown" => {
            let others: Vec<_> =
                app.column(target.stage).get_untracked().into_iter().filter(|id| *id != target.id).collect();
            let at = target.before.and_then(|id| others.iter().position(|other| *other == id)).unwrap_or(others.len());
            let at = if key == "ArrowUp" { at.saturating_sub(1) } else { (at + 1).min(others.len()) };
            aim(app, state, Target { before: others.get(at).copied(), ..target });
        }
        _ => return false,
    }
    true
}

fn aim(app: App, state: BoardState, target: Target) {
    state.target.set(Some(target));
    super::strip::go_to_if_hidden(state, target.stage);
    let Some(engagement) = app.peek(target.id) else {
        return;
    };
    let others: Vec<_> = app.column(target.stage).get_untracked().into_iter().filter(|id| *id != target.id).collect();
    let place = target.before.and_then(|id| others.iter().position(|other| *other == id)).unwrap_or(others.len()) + 1;
    let count = others.len() + 1;
    let name = say(target.stage.label());
    let (_, gate) = moving::gate_line(&engagement, target.stage);
    app.announce(
        lang().pick(format!("{name}の{count}件中{place}番目。{gate}"), format!("{name}, {place} of {count}. {gate}")),
    );
}
