//! Bytes of a text file as a text, whatever spreadsheet wrote them.

use super::js::method;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The text of a file: UTF-8 where it is sound, UTF-16 where its mark says so, otherwise Shift_JIS, as
/// a Japanese spreadsheet writes it. Nothing where the browser reads none of them.
pub fn text(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => decode("utf-16le", rest),
        [0xfe, 0xff, rest @ ..] => decode("utf-16be", rest),
        _ => match String::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => decode("shift_jis", error.as_bytes()),
        },
    }
}

/// A text by the browser's own decoder; what is no character of the encoding is an error.
fn decode(encoding: &str, bytes: &[u8]) -> Option<String> {
    let constructor = method(&super::js::window(), "TextDecoder")?;
    let options = super::js::object(&[("fatal", &JsValue::TRUE)]).ok()?;
    let decoder = Reflect::construct(&constructor, &Array::of2(&JsValue::from_str(encoding), &options)).ok()?;
    let decode = method(&decoder, "decode")?;
    let text = decode.call1(&decoder, Uint8Array::from(bytes).unchecked_ref()).ok()?;
    text.as_string()
}
