//! A redraw of the whole page that a person does not notice: what is typed and not taken, the focus,
//! and what is scrolled stay as they were.
//!
//! Elements are found again by their place among those of their sort. Where there are more or fewer
//! afterwards, nothing is put back, rather than to the wrong place.

use super::dom::{document, find_all};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

const TYPED: &str = "input:not([type=checkbox], [type=radio], [type=file]), textarea";
const FOCUSABLE: &str = "a[href], button, input, select, textarea, summary, [tabindex]";
const SCROLLED: &str = ".panel__scroll, .dialog__body, .settings__parts, .settings__nav, .board__columns, .screen";

/// Draws the page anew and puts back what was there.
pub fn keep(redraw: impl FnOnce()) {
    let typed: Vec<String> = all(TYPED).iter().map(value).collect();
    let scrolled: Vec<(i32, i32)> =
        all(SCROLLED).iter().map(|element| (element.scroll_left(), element.scroll_top())).collect();
    let focusable = all(FOCUSABLE);
    let active = document().and_then(|document| document.active_element());
    let focus = focusable.iter().position(|element| Some(element) == active.as_ref());
    let count = focusable.len();
    redraw();
    Timeout::new(0, move || {
        let fields = all(TYPED);
        if fields.len() == typed.len() {
            fields.iter().zip(&typed).for_each(|(field, typed)| put(field, typed));
        }
        let focusable = all(FOCUSABLE);
        let held = focus.filter(|_| focusable.len() == count).and_then(|place| focusable.get(place));
        if let Some(held) = held.and_then(|held| held.dyn_ref::<HtmlElement>()) {
            let _ = held.focus();
        }
        // Last, since the focus scrolls too.
        let places = all(SCROLLED);
        if places.len() == scrolled.len() {
            for (place, (left, top)) in places.iter().zip(scrolled) {
                place.set_scroll_left(left);
                place.set_scroll_top(top);
            }
        }
    })
    .forget();
}

/// All that a selector finds, without what stands in a dialog that is about to go.
fn all(selector: &str) -> Vec<Element> {
    find_all(selector)
        .into_iter()
        .filter(|element| element.closest("dialog:not([open])").ok().flatten().is_none())
        .collect()
}

fn value(field: &Element) -> String {
    match (field.dyn_ref::<HtmlInputElement>(), field.dyn_ref::<HtmlTextAreaElement>()) {
        (Some(input), _) => input.value(),
        (_, Some(area)) => area.value(),
        _ => String::new(),
    }
}

/// Puts back what was typed, and tells the field, so that it holds it as before.
fn put(field: &Element, typed: &str) {
    if value(field) == typed {
        return;
    }
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(typed);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(typed);
    }
    if let Ok(event) = Event::new("input") {
        let _ = field.dispatch_event(&event);
    }
}
