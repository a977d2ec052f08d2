//! Unicode's normal forms, in which texts are compared and kept.
//!
//! Their tables weigh as much as the code of a whole screen, and every browser has them: the rim hands
//! over the browser's way at the start ([`normalize_by`]). Natively they come with a crate.

use std::sync::OnceLock;

/// A normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// C: letters composed.
    Composed,
    /// KC: letters composed, and half and full width, ligatures and the like made one.
    Compatible,
}

/// Brings a text into a normal form.
pub type Normalizer = fn(&str, Form) -> String;

static GIVEN: OnceLock<Normalizer> = OnceLock::new();

/// Takes over how texts are brought into normal forms, for good.
pub fn normalize_by(normalizer: Normalizer) {
    let _ = GIVEN.set(normalizer);
}

/// A text in normal form C.
pub fn nfc(text: &str) -> String {
    normal(text, Form::Composed)
}

/// A text in normal form KC.
pub fn nfkc(text: &str) -> String {
    normal(text, Form::Compatible)
}

fn normal(text: &str, form: Form) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    GIVEN.get().map_or_else(|| own(text, form), |normalizer| normalizer(text, form))
}

#[cfg(not(target_arch = "wasm32"))]
fn own(text: &str, form: Form) -> String {
    use unicode_normalization::UnicodeNormalization;
    match form {
        Form::Composed => text.nfc().collect(),
        Form::Compatible => text.nfkc().collect(),
    }
}

/// Nothing was handed over: the text as it is.
#[cfg(target_arch = "wasm32")]
fn own(text: &str, _: Form) -> String {
    text.to_owned()
}
