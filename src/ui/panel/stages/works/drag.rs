//! Dragging a slip to another column with the mouse: it records the fact that leads there. On touch
//! and by keyboard the slip's menu does the same.

use super::Desk;
use crate::browser::dom;
use crate::domain::ids::RowId;
use crate::domain::works::{Fact, WorkState, ways};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

/// How far the pointer may wander and still mean a click.
const SLOP_PIXELS: f64 = 5.0;

struct Drag {
    id: RowId,
    pointer: i32,
    start: (f64, f64),
    /// Once it is in hand: the slip, and where it may be put.
    lifted: Option<(Element, Vec<(Fact, WorkState)>)>,
}

thread_local! {
    static DRAG: RefCell<Option<Drag>> = const { RefCell::new(None) };
    static DRAGGED: Cell<bool> = const { Cell::new(false) };
}

/// The mouse goes down on a slip.
pub(super) fn press(desk: &Desk, id: RowId, event: &PointerEvent) {
    DRAGGED.set(false);
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_tool = target.is_some_and(|target| target.closest(".slip__tools").ok().flatten().is_some());
    let writes = !desk.app.save.with_untracked(|save| save.read_only());
    if event.button() == 0 && event.pointer_type() == "mouse" && writes && !on_tool {
        DRAG.set(Some(Drag { id, pointer: event.pointer_id(), start: at(event), lifted: None }));
    }
}

/// Whether a click is the end of a drag.
pub(super) fn ended_with(_: &MouseEvent) -> bool {
    DRAGGED.replace(false)
}

/// The pointer moves: past the slop the slip is in hand and follows.
pub(super) fn follow(desk: &Desk, id: RowId, event: &PointerEvent) {
    DRAG.with_borrow_mut(|drag| {
        let Some(drag) = drag.as_mut().filter(|drag| drag.id == id && drag.pointer == event.pointer_id()) else {
            return;
        };
        let (dx, dy) = (at(event).0 - drag.start.0, at(event).1 - drag.start.1);
        if drag.lifted.is_none() && dx.hypot(dy) > SLOP_PIXELS {
            let slip = event.current_target().and_then(|slip| slip.dyn_into::<Element>().ok());
            drag.lifted = slip.map(|slip| {
                let _ = slip.set_pointer_capture(drag.pointer);
                dom::set_attribute(&slip, "data-dragging", Some(""));
                (slip, ways(&desk.cycle.peek(), id))
            });
        }
        if let Some((slip, ways)) = &drag.lifted {
            DRAGGED.set(true);
            dom::set_property(slip, "--x", &format!("{dx}px"));
            dom::set_property(slip, "--y", &format!("{dy}px"));
            mark(
                column_at(event).filter(|(state, _)| ways.iter().any(|(_, to)| to == state)).map(|(_, column)| column),
            );
        }
    });
}

/// The pointer goes up: over a column that a fact leads to, that is recorded.
pub(super) fn release(desk: &Desk, id: RowId, event: &PointerEvent) {
    let over = column_at(event).map(|(state, _)| state);
    let fact = DRAG.with_borrow(|drag| {
        let (_, ways) = drag.as_ref().filter(|drag| drag.id == id)?.lifted.as_ref()?;
        ways.iter().find(|(_, to)| Some(*to) == over).map(|(fact, _)| *fact)
    });
    let_go();
    if let Some(fact) = fact {
        desk.record(id, fact);
    }
}

/// Lets go of the slip; it lies where it lay.
pub(super) fn let_go() {
    mark(None);
    if let Some((slip, _)) = DRAG.take().and_then(|drag| drag.lifted) {
        dom::set_attribute(&slip, "data-dragging", None);
    }
}

/// Marks the column that would take the slip, and no other.
fn mark(over: Option<Element>) {
    if let Some(marked) = dom::find(".works__column[data-over]") {
        dom::set_attribute(&marked, "data-over", None);
    }
    if let Some(column) = over {
        dom::set_attribute(&column, "data-over", Some(""));
    }
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn column_at(event: &PointerEvent) -> Option<(WorkState, Element)> {
    let (x, y) = at(event);
    let column = dom::document()?.element_from_point(x as f32, y as f32)?.closest("[data-work-state]").ok()??;
    let name = column.get_attribute("data-work-state")?;
    let state = WorkState::ALL.iter().find(|state| state.id() == name)?;
    Some((*state, column))
}
