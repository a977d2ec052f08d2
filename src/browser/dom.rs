//! Small helpers over the document.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Puts the focus on the first element that a selector finds, once the page has drawn.
pub fn focus_later(selector: impl Into<String>) {
    let selector = selector.into();
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(element) = find(&selector) {
            let _ = element.focus();
        }
    })
    .forget();
}

/// Sets a custom property on an element: geometry only.
pub fn set_property(element: &Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property(name, value);
    }
}

/// Sets or removes an attribute.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}
