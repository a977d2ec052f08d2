//! The clipboard: a text is copied by the browser's own way, where it is refused by a selection.

use super::dom;
use super::js::{call, method, navigator, property};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Copies a text; answers whether it is on the clipboard now. To be called on a click or a key.
pub async fn copy(text: String) -> bool {
    let value = JsValue::from_str(&text);
    if let Some(clipboard) = property(&navigator(), "clipboard")
        && call(&clipboard, "writeText", &[&value]).await.is_ok()
    {
        return true;
    }
    copy_selected(&text).unwrap_or(false)
}

/// Copies out of a field that is there for that moment only. It stands inside an open dialog, since
/// nothing outside of it can be selected then.
fn copy_selected(text: &str) -> Option<bool> {
    let document = dom::document()?;
    let focused = document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let place = dom::find("dialog[open]").or_else(|| document.body())?;
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("clipboard");
    field.set_read_only(true);
    field.set_value(text);
    place.append_child(&field).ok()?;
    field.select();
    let copied = method(&document, "execCommand")
        .and_then(|command| command.apply(&document, &Array::of1(&JsValue::from_str("copy"))).ok())
        .is_some_and(|done| done.is_truthy());
    field.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    Some(copied)
}
