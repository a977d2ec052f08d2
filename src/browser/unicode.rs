//! The browser's way into Unicode's normal forms.

use crate::domain::unicode::{Form, normalize_by};
use js_sys::JsString;

/// Hands it over to the core.
pub fn install() {
    normalize_by(normal);
}

fn normal(text: &str, form: Form) -> String {
    let name = match form {
        Form::Composed => "NFC",
        Form::Compatible => "NFKC",
    };
    String::from(JsString::from(text).normalize(name))
}
