//! Notices by the system, where the browser has them and the person allows them.

use super::js::{call, property, window};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Whether the page may show notices by the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The browser has none, or not for this page.
    Missing,
    /// The person was not asked yet.
    Open,
    /// Allowed.
    Granted,
    /// Refused.
    Denied,
}

/// Whether the page may show notices, as it is now.
pub fn permission() -> Permission {
    let answer = property(&window(), "Notification").and_then(|kind| property(&kind, "permission"));
    read(answer.and_then(|answer| answer.as_string()).as_deref())
}

fn read(answer: Option<&str>) -> Permission {
    match answer {
        Some("granted") => Permission::Granted,
        Some("denied") => Permission::Denied,
        Some(_) => Permission::Open,
        None => Permission::Missing,
    }
}

/// Asks the person. To be called on a click.
pub async fn ask() -> Permission {
    let Some(kind) = property(&window(), "Notification") else {
        return Permission::Missing;
    };
    match call(&kind, "requestPermission", &[]).await {
        Ok(answer) => read(answer.as_string().as_deref()),
        Err(_) => permission(),
    }
}

/// Shows a notice. One with the same tag, by another tab of the page, takes its place. A click on it
/// brings the page forward and calls back.
pub fn show(head: &str, body: &str, tag: &str, clicked: impl FnOnce() + 'static) {
    let Some(kind) = property(&window(), "Notification").and_then(|kind| kind.dyn_into::<Function>().ok()) else {
        return;
    };
    let options = super::js::object(&[
        ("body", &JsValue::from_str(body)),
        ("tag", &JsValue::from_str(tag)),
        ("icon", &JsValue::from_str("icon.svg")),
    ]);
    let Ok(options) = options else {
        return;
    };
    // On some phones the constructor is there and throws.
    let Ok(notice) = Reflect::construct(&kind, &Array::of2(&JsValue::from_str(head), &options)) else {
        return;
    };
    let listener = Closure::once_into_js(move || {
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        clicked();
    });
    let _ = Reflect::set(&notice, &JsValue::from_str("onclick"), &listener);
}
