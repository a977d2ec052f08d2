//! One tab writes; a second one reads along and takes over when the first is closed.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

const LOCK: &str = "irai-board-writer";

/// Asks for the writer's lock and keeps it until the tab is closed. `granted` is called once it is
/// ours: at once in the first tab, later in the others. Answers whether the browser has locks at
/// all; where it has none, every tab writes and the journal notices another writer.
pub fn become_writer(granted: impl FnOnce() + 'static) -> bool {
    let Some(locks) = property(&navigator(), "locks") else {
        return false;
    };
    let Some(request) = property(&locks, "request").and_then(|request| request.dyn_into::<Function>().ok()) else {
        return false;
    };
    let hold = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        granted();
        // A promise that is never settled holds the lock for the life of the tab.
        Promise::new(&mut |_, _| {}).into()
    });
    request.call2(&locks, &JsValue::from_str(LOCK), &hold).is_ok()
}

/// Calls back whenever another tab has written to the store.
pub fn on_foreign_write(mut written: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = Closure::<dyn FnMut(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
        if event.key().is_none_or(|key| key.starts_with(crate::journal::PREFIX)) {
            written();
        }
    });
    // A listener for the life of the page.
    let _ = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    listener.forget();
}

fn navigator() -> JsValue {
    web_sys::window().map_or(JsValue::UNDEFINED, |window| window.navigator().into())
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
}
