//! The clipboard.

use super::dom;
use super::js::{call, method, navigator, property};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Puts a text on the clipboard; answers whether it is there. To be called on a click.
pub async fn copy(text: &str) -> bool {
    if let Some(clipboard) = property(&navigator(), "clipboard")
        && call(&clipboard, "writeText", &[&JsValue::from_str(text)]).await.is_ok()
    {
        return true;
    }
    copy_selected(text).unwrap_or(false)
}

/// The older way, where the page may not write to the clipboard: by what is selected in a field.
fn copy_selected(text: &str) -> Option<bool> {
    let document = dom::document()?;
    // Beside an open dialog nothing can take the focus.
    let place = dom::find("dialog[open]").or_else(|| document.body())?;
    let focused = document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("visually-hidden");
    field.set_value(text);
    place.append_child(&field).ok()?;
    field.select();
    let document: JsValue = document.into();
    let copied = method(&document, "execCommand")
        .and_then(|command| command.apply(&document, &Array::of1(&JsValue::from_str("copy"))).ok())
        .is_some_and(|answer| answer == JsValue::TRUE);
    field.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    Some(copied)
}
