//! The kit that forms are made of: places in an engagement, fields, rows, icons.

pub mod bars;
pub mod chart;
pub mod columns;
pub mod control;
pub mod field;
pub mod icon;
pub mod law;
pub mod lens;
pub mod part;
pub mod reference;
pub mod rows;
pub mod slider;
pub mod subcard;
pub mod typing;

pub use bars::bars;
pub use field::{Spec, spec};
pub use icon::{icon, icon_small};
pub use law::law;
pub(crate) use lens::sub;
pub use lens::{Field, Form};
pub use part::{Sealed, action, computed, day, earlier, figure, figures, folded, hint, moment, notice, readable};
pub use reference::Named;
pub use rows::{RowsSpec, add_line, rows};
pub use subcard::{Opens, Subcard, subcard, subcard_tools, subcards};

use crate::text::{Lang, Text};
use std::cell::Cell;

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::Ja) };
    static NEXT_ID: Cell<u32> = const { Cell::new(0) };
}

/// Sets the language that [`tr`] speaks. The page is drawn anew when it changes.
pub fn speak(lang: Lang) {
    LANG.set(lang);
}

/// The language that the page speaks.
pub fn lang() -> Lang {
    LANG.get()
}

/// A text in the page's language.
pub fn tr(ja: &'static str, en: &'static str) -> &'static str {
    LANG.get().pick(ja, en)
}

/// A text in the page's language.
pub fn say(text: Text) -> &'static str {
    text.get(LANG.get())
}

/// An id for an element, different from every other on the page.
pub fn element_id() -> String {
    NEXT_ID.set(NEXT_ID.get() + 1);
    format!("e{}", NEXT_ID.get())
}
