//! Dragging a card: pointer events, one way for mouse, pen and touch. A mouse drags at once; a
//! finger holds for a moment first, so that a swipe still scrolls. Cards are found by their id.

use super::{BoardState, Target, moving, strip};
use crate::browser::dom;
use crate::domain::command::Place;
use crate::domain::{EngagementId, Stage};
use crate::ui::app::App;
use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

/// How long a finger rests before it holds the card.
const HOLD_MILLISECONDS: u32 = 500;
/// How far a pointer may wander and still mean a click, or a hold.
const SLOP_PIXELS: f64 = 5.0;
/// How near to an edge the board scrolls, and how fast at most.
const EDGE_PIXELS: f64 = 56.0;
const EDGE_SPEED: f64 = 14.0;
const FRAME_MILLISECONDS: u32 = 16;
/// On a phone, how many frames at an edge turn to the next column, and how many more to the one after it.
const TURN_FRAMES: u32 = 10;
const TURN_AGAIN_FRAMES: u32 = 50;

struct Press {
    app: App,
    state: BoardState,
    id: EngagementId,
    pointer: i32,
    start: (f64, f64),
    at: (f64, f64),
    /// Where in the card the pointer took hold.
    grip: (f64, f64),
    touch: bool,
    hold: Option<Timeout>,
    ghost: Option<HtmlElement>,
    scroll: Option<Interval>,
    /// For how many frames the pointer has been at an edge.
    at_edge: u32,
}

thread_local! {
    static PRESS: RefCell<Option<Press>> = const { RefCell::new(None) };
    static DRAGGED: Cell<bool> = const { Cell::new(false) };
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// A pointer goes down on a card.
pub fn press(app: App, state: BoardState, id: EngagementId, event: &PointerEvent) {
    let on_control = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("button, a, input, textarea, select").ok().flatten())
        .is_some();
    if event.button() != 0 || !event.is_primary() || on_control || app.save.with_untracked(|save| save.read_only()) {
        return;
    }
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let rect = card_element(id).map(|card| card.get_bounding_client_rect());
    let grip = rect.map_or((0.0, 0.0), |rect| (at.0 - rect.left(), at.1 - rect.top()));
    let touch = event.pointer_type() != "mouse";
    let hold = touch.then(|| Timeout::new(HOLD_MILLISECONDS, lift));
    DRAGGED.set(false);
    PRESS.with_borrow_mut(|press| {
        *press = Some(Press {
            app,
            state,
            id,
            pointer: event.pointer_id(),
            start: at,
            at,
            grip,
            touch,
            hold,
            ghost: None,
            scroll: None,
            at_edge: 0,
        });
    });
}

/// Whether a click on a card is one, and not the end of a drag.
pub fn is_click(event: &MouseEvent) -> bool {
    let on_control = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("button, a").ok().flatten())
        .is_some();
    !DRAGGED.replace(false) && !on_control
}

/// A finger that rests on a card means to drag it, not to open the browser's menu.
pub fn suppress_context_menu(event: &MouseEvent) {
    let touching = PRESS.with_borrow(|press| press.as_ref().is_some_and(|press| press.touch));
    if touching {
        event.prevent_default();
    }
}

/// Listens to the pointer over the whole page, once for its life.
pub fn listen() {
    if LISTENING.replace(true) {
        return;
    }
    let _ = window_event_listener(leptos::ev::pointermove, |event| moved(&event));
    let _ = window_event_listener(leptos::ev::pointerup, |event| released(&event));
    let _ = window_event_listener(leptos::ev::pointercancel, |event| {
        let ours = PRESS.with_borrow(|press| press.as_ref().is_some_and(|press| press.pointer == event.pointer_id()));
        if ours {
            forget();
            let_click_go();
        }
    });
    let _ = window_event_listener(leptos::ev::keydown, |event: KeyboardEvent| {
        if event.key() == "Escape" && dragging() {
            event.prevent_default();
            give_up();
        }
    });
    let _ = window_event_listener_untyped("selectstart", |event| {
        if dragging() {
            event.prevent_default();
        }
    });
    // While a finger holds a card the page must not scroll; browsers only ask listeners that say
    // that they may refuse.
    let refuse = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| {
        if dragging() && event.cancelable() {
            event.prevent_default();
        }
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_passive(false);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
            "touchmove",
            refuse.as_ref().unchecked_ref(),
            &options,
        );
    }
    refuse.forget();
}

/// Whether a card is in hand.
pub fn dragging() -> bool {
    PRESS.with_borrow(|press| press.as_ref().is_some_and(|press| press.ghost.is_some()))
}

fn moved(event: &PointerEvent) {
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    enum Next {
        Nothing,
        Lift,
        LetGo,
        Follow,
    }
    let next = PRESS.with_borrow_mut(|press| {
        let Some(press) = press.as_mut().filter(|press| press.pointer == event.pointer_id()) else {
            return Next::Nothing;
        };
        press.at = at;
        if press.ghost.is_some() {
            return Next::Follow;
        }
        let far = (at.0 - press.start.0).hypot(at.1 - press.start.1) > SLOP_PIXELS;
        match (far, press.touch) {
            (false, _) => Next::Nothing,
            (true, false) => Next::Lift,
            (true, true) => Next::LetGo,
        }
    });
    match next {
        Next::Nothing => {}
        Next::Lift => {
            lift();
            follow();
        }
        Next::LetGo => forget(),
        Next::Follow => {
            event.prevent_default();
            follow();
        }
    }
}

/// Takes the card in hand: a copy of it follows the pointer.
fn lift() {
    let lifted = PRESS.with_borrow_mut(|press| {
        let press = press.as_mut()?;
        press.hold.take().map(Timeout::forget);
        let card = card_element(press.id)?;
        let ghost: HtmlElement = card.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        for name in ["data-card", "aria-labelledby", "aria-describedby", "tabindex", "data-landed"] {
            let _ = ghost.remove_attribute(name);
        }
        let _ = ghost.class_list().add_1("card--ghost");
        let _ = ghost.set_attribute("aria-hidden", "true");
        let _ = ghost.set_attribute("inert", "");
        dom::set_property(&ghost, "--w", &format!("{}px", card.offset_width()));
        dom::document()?.body()?.append_child(&ghost).ok()?;
        if !press.touch {
            // The pointer looks as if it held something, wherever it is.
            let _ = card.set_pointer_capture(press.pointer);
        }
        press.ghost = Some(ghost);
        press.scroll = Some(Interval::new(FRAME_MILLISECONDS, scroll_at_edges));
        let _ = web_sys::window()
            .and_then(|window| window.get_selection().ok().flatten())
            .map(|selection| selection.remove_all_ranges());
        Some(())
    });
    if lifted.is_some() {
        DRAGGED.set(true);
        follow();
    }
}

/// The ghost follows the pointer, and the board shows where the card would land.
fn follow() {
    let Some((app, state, id, at)) = PRESS.with_borrow(|press| {
        let press = press.as_ref()?;
        let ghost = press.ghost.as_ref()?;
        dom::set_property(ghost, "--x", &format!("{}px", press.at.0 - press.grip.0));
        dom::set_property(ghost, "--y", &format!("{}px", press.at.1 - press.grip.1));
        Some((press.app, press.state, press.id, press.at))
    }) else {
        return;
    };
    let target =
        column_at(at).map(|stage| Target { id, stage, before: card_below(stage, id, at.1), by_keyboard: false });
    // A card in hand over nothing would land where it came from.
    let target = target.or_else(|| {
        let stage = app.peek(id)?.stage;
        Some(Target { id, stage, before: Some(id), by_keyboard: false })
    });
    if state.target.get_untracked() != target {
        state.target.set(target);
    }
}

fn column_at(at: (f64, f64)) -> Option<Stage> {
    let document = dom::document()?;
    let element = document.element_from_point(at.0 as f32, at.1 as f32)?;
    let column = element.closest("[data-stage]").ok().flatten()?;
    Stage::from_id(&column.get_attribute("data-stage")?)
}

/// The card above which the one in hand would land: the first whose middle is below the pointer.
fn card_below(stage: Stage, in_hand: EngagementId, y: f64) -> Option<EngagementId> {
    let cards = dom::find_all(&format!("[data-stage=\"{}\"] [data-card]", stage.id()));
    let below = cards.into_iter().filter(|card| {
        let rect = card.get_bounding_client_rect();
        // One that a filter hides has no height.
        rect.height() > 0.0 && rect.top() + rect.height() / 2.0 > y
    });
    below.filter_map(|card| EngagementId::parse(&card.get_attribute("data-card")?)).find(|id| *id != in_hand)
}

fn card_element(id: EngagementId) -> Option<HtmlElement> {
    dom::find(&format!("[data-card=\"{id}\"]"))
}

fn released(event: &PointerEvent) {
    let ours = PRESS.with_borrow(|press| press.as_ref().is_some_and(|press| press.pointer == event.pointer_id()));
    if !ours {
        // Of a card that was given up by the keyboard while the button was down.
        let_click_go();
        return;
    }
    let was_dragging = dragging();
    if was_dragging {
        PRESS.with_borrow_mut(|press| {
            if let Some(press) = press {
                press.at = (f64::from(event.client_x()), f64::from(event.client_y()));
            }
        });
        follow();
    }
    let Some((app, state)) = PRESS.with_borrow(|press| press.as_ref().map(|press| (press.app, press.state))) else {
        return;
    };
    let target = state.target.get_untracked();
    forget();
    let_click_go();
    if let Some(target) = target.filter(|target| was_dragging && target.before != Some(target.id)) {
        let place = target.before.map_or(Place::Last, Place::Before);
        moving::request(app, target.id, target.stage, place);
    }
}

/// Gives up by the keyboard. The button is still down: the click that comes when it goes up is none either.
fn give_up() {
    let held = PRESS.with_borrow(|press| press.as_ref().map(|press| (press.id, press.pointer)));
    if let Some((card, pointer)) = held.and_then(|(id, pointer)| Some((card_element(id)?, pointer))) {
        let _ = card.release_pointer_capture(pointer);
    }
    forget();
}

/// The click that follows a drag comes at once or, after a touch, not at all.
fn let_click_go() {
    if DRAGGED.get() {
        Timeout::new(0, || DRAGGED.set(false)).forget();
    }
}

/// Lets go of everything; the board is as it was.
fn forget() {
    let Some(press) = PRESS.with_borrow_mut(Option::take) else {
        return;
    };
    if let Some(ghost) = press.ghost {
        ghost.remove();
    }
    if press.state.target.get_untracked().is_some_and(|target| !target.by_keyboard) {
        press.state.target.set(None);
    }
}

/// Near an edge the board scrolls sideways, and the column up and down: the nearer, the faster, up
/// to a cap. On a phone, where a column fills the screen, it goes to the next one and rests there.
fn scroll_at_edges() {
    let Some(at) = PRESS.with_borrow(|press| press.as_ref().map(|press| press.at)) else {
        return;
    };
    let Some(board) = dom::find(".board") else {
        return;
    };
    let rect = board.get_bounding_client_rect();
    let sideways = pull(at.0, rect.left(), rect.right());
    if strip::is_paged() {
        if turns(sideways != 0.0) {
            strip::turn(&board, sideways > 0.0);
        }
    } else if sideways != 0.0 {
        board.set_scroll_left(board.scroll_left() + sideways as i32);
    }
    let list = column_at(at).and_then(|stage| dom::find(&format!("[data-stage=\"{}\"] .column__cards", stage.id())));
    if let Some(list) = list {
        let rect = list.get_bounding_client_rect();
        let down = pull(at.1, rect.top(), rect.bottom());
        if down != 0.0 {
            list.set_scroll_top(list.scroll_top() + down as i32);
        }
    }
    if sideways != 0.0 {
        follow();
    }
}

/// Whether the pointer has been at an edge for so long that the next column comes.
fn turns(at_edge: bool) -> bool {
    PRESS.with_borrow_mut(|press| {
        press.as_mut().is_some_and(|press| {
            press.at_edge = if at_edge { press.at_edge + 1 } else { 0 };
            at_edge && press.at_edge % TURN_AGAIN_FRAMES == TURN_FRAMES
        })
    })
}

fn pull(at: f64, low: f64, high: f64) -> f64 {
    let near = |distance: f64| (EDGE_SPEED * (1.0 - distance.max(0.0) / EDGE_PIXELS)).min(EDGE_SPEED);
    if at < low + EDGE_PIXELS {
        -near(at - low)
    } else if at > high - EDGE_PIXELS {
        near(high - at)
    } else {
        0.0
    }
}
