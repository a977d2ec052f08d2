//! Reaching what a browser may not have: by name, with an answer where it is missing, never a throw.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property that is there and holds something.
pub(super) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// A method that is there.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    property(object, name)?.dyn_into().ok()
}

/// Calls a method and waits for what it promises. A missing method is an error like any other.
pub(super) async fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method = method(object, name).ok_or_else(|| JsValue::from_str(name))?;
    let arguments: Array = arguments.iter().copied().collect();
    let answer = method.apply(object, &arguments)?;
    JsFuture::from(Promise::resolve(&answer)).await
}

/// An object with these properties.
pub(super) fn object(properties: &[(&str, &JsValue)]) -> Result<JsValue, JsValue> {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object.into())
}

/// The name of an error, such as `AbortError`.
pub(super) fn error_name(error: &JsValue) -> Option<String> {
    property(error, "name")?.as_string()
}

/// The window.
pub(super) fn window() -> JsValue {
    web_sys::window().map_or(JsValue::UNDEFINED, JsValue::from)
}

/// The window's navigator.
pub(super) fn navigator() -> JsValue {
    web_sys::window().map_or(JsValue::UNDEFINED, |window| window.navigator().into())
}
