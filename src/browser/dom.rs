//! Small helpers over the document.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement};

/// The document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The part of the page's address from `#` on.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The part of the page's address from `?` up to `#`.
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Takes the part from `?` up to `#` out of the page's address, so that a reload does not find it again.
pub fn forget_search() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    let (Ok(path), Ok(hash), Ok(history)) = (location.pathname(), location.hash(), window.history()) else {
        return;
    };
    let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("{path}{hash}")));
}

/// Whether a link on a page of another site led here. Apps and the system leave no address.
pub fn is_linked_from_elsewhere() -> bool {
    let referrer = document().map(|document| document.referrer()).unwrap_or_default();
    let own = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    referrer.starts_with("http") && !referrer.starts_with(&format!("{own}/"))
}

/// An attribute of `<html>`.
pub fn page_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Says something to the scripts beside the app: an event of the window.
pub fn say(event: &str) {
    if let Some(window) = web_sys::window()
        && let Ok(event) = web_sys::Event::new(event)
    {
        let _ = window.dispatch_event(&event);
    }
}

/// Leads to an address from `#` on: one more step on the browser's way back.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Sets the part of the page's address from `#` on: as a new step of the browser's history, or in place of
/// the present one. Unlike following a link it moves neither the focus nor what is scrolled.
pub fn set_address(hash: &str, push: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    // A browser that has had too many changes refuses; the page is right without its address.
    let _ = if push {
        history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(hash))
    } else {
        history.replace_state_with_url(&history.state().unwrap_or_default(), "", Some(hash))
    };
}

/// What [`push_depth`] said of the present step of the browser's history; 0 where it said nothing.
pub fn depth() -> u32 {
    let state = web_sys::window().and_then(|window| window.history().ok()).and_then(|history| history.state().ok());
    state.and_then(|state| state.as_f64()).map_or(0, |depth| depth as u32)
}

/// A new step of the browser's history at the same address, for what lies so deep over the board.
pub fn push_depth(depth: u32) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::from(depth), "", None);
    }
}

/// Goes so many steps back; `popstate` tells when it is done. Answers whether it is on its way.
pub fn go_back(steps: u32) -> bool {
    let history = web_sys::window().and_then(|window| window.history().ok());
    history.is_some_and(|history| history.go_with_delta(-(steps as i32)).is_ok())
}

/// How high the page's view is, in pixels.
pub fn height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or_default()
}

/// The space between two children of an element, in pixels.
pub fn row_gap(element: &Element) -> f64 {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let gap = style.and_then(|style| style.get_property_value("row-gap").ok());
    gap.and_then(|gap| gap.strip_suffix("px").and_then(|number| number.parse().ok())).unwrap_or_default()
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Puts the focus on an element where it stands: nothing scrolls.
pub fn focus_in_place(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// The elements that a selector finds, in the order of the page.
pub fn find_all(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    found.map_or_else(Vec::new, |found| {
        (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
    })
}

/// Puts the focus on the first element that a selector finds, once the page has drawn.
pub fn focus_later(selector: impl Into<String>) {
    let selector = selector.into();
    gloo_timers::callback::Timeout::new(0, move || focus(&selector)).forget();
}

/// Puts the focus on what a selector finds.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

/// Calls back once what has changed is drawn, and before the next event: what is pressed meanwhile finds the page
/// as it is then.
pub fn when_drawn(then: impl FnOnce() + 'static) {
    // A change wakes effects, they wake what draws, and that may wake others.
    const ROUNDS: usize = 4;
    leptos::task::spawn_local(async move {
        for _ in 0..ROUNDS {
            leptos::task::tick().await;
        }
        then();
    });
}

/// Calls back for each event of a kind anywhere in the page, also one that does not bubble, as long as the page stands.
pub fn on_capture(kind: &str, called: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = Closure::<dyn Fn()>::new(called);
    let function = listener.as_ref().unchecked_ref();
    // It can only be refused for a window that is gone.
    let _ = window.add_event_listener_with_callback_and_bool(kind, function, true);
    listener.forget();
}

/// Takes the focus from what has it within the first element that a selector names. Answers whether it had it.
pub fn let_go_within(selector: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    let held = active.filter(|active| active.closest(selector).ok().flatten().is_some());
    let Some(held) = held.and_then(|held| held.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    held.blur().is_ok()
}

/// Whether nothing on the page has the focus.
pub fn is_focus_lost() -> bool {
    document().and_then(|document| document.active_element()).is_none_or(|element| element.tag_name() == "BODY")
}

/// The same, unless the focus is on something else by then: for an element that is drawn anew elsewhere
/// and loses it.
pub fn focus_if_lost(selector: impl Into<String>) {
    let selector = selector.into();
    gloo_timers::callback::Timeout::new(0, move || {
        if is_focus_lost()
            && let Some(element) = find(&selector)
        {
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

/// Scrolls an element to the top of whatever scrolls around it, and nothing else: the browser's own
/// way would also scroll the page under its fixed parts.
pub fn scroll_to_top(element: &Element) {
    let mut around = element.parent_element();
    while let Some(parent) = around {
        let style = web_sys::window().and_then(|window| window.get_computed_style(&parent).ok().flatten());
        let told = |name| style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
        if parent.scroll_height() > parent.client_height() + 1
            && matches!(told("overflow-y").as_str(), "auto" | "scroll")
        {
            // Clear of a head that sticks to the top.
            let head = told("scroll-padding-top").trim_end_matches("px").parse::<f64>().unwrap_or_default();
            let by = element.get_bounding_client_rect().top() - parent.get_bounding_client_rect().top() - head;
            parent.set_scroll_top(parent.scroll_top() + by as i32);
            return;
        }
        around = parent.parent_element();
    }
}

/// Types a text into a field at its caret, as if by hand: what listens to the field hears of it, and
/// the browser's undo takes it back.
pub fn type_into(field: &HtmlElement, text: &str) {
    use super::js::method;
    use wasm_bindgen::JsValue;
    let _ = field.focus();
    let Some(document) = document() else {
        return;
    };
    let arguments = js_sys::Array::of3(&JsValue::from_str("insertText"), &JsValue::FALSE, &JsValue::from_str(text));
    let typed = method(&document, "execCommand")
        .and_then(|command| command.apply(&document, &arguments).ok())
        .is_some_and(|done| done.is_truthy());
    if typed {
        return;
    }
    // A browser without that command: the text goes to the end.
    if let Some(field) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        field.set_value(&format!("{}{text}", field.value()));
    } else if let Some(field) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        field.set_value(&format!("{}{text}", field.value()));
    }
    if let Ok(event) = web_sys::Event::new("input") {
        let _ = field.dispatch_event(&event);
    }
}

/// Sets the value of the control that an event comes from.
pub fn set_value(event: &web_sys::Event, value: &str) {
    let Some(target) = event.target() else {
        return;
    };
    if let Some(select) = target.dyn_ref::<web_sys::HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        input.set_value(value);
    }
}

/// Leaves the control that an event comes from: what is typed in it counts then.
pub fn leave(event: &web_sys::Event) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}
