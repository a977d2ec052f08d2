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
use leptos::prelude::*;
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

/// Sets a signal where that changes it, so that nothing that follows it is done for nothing. Answers whether it did.
pub fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    let changes = signal.with_untracked(|present| *present != value);
    if changes {
        signal.set(value);
    }
    changes
}

/// Calls the one before the page is printed and the other one after, as long as what calls this stands.
pub fn on_printing(before: impl Fn() + 'static, after: impl Fn() + 'static) {
    let before = window_event_listener_untyped("beforeprint", move |_| before());
    let after = window_event_listener_untyped("afterprint", move |_| after());
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

/// An id for an element, different from every other on the page.
pub fn element_id() -> String {
    NEXT_ID.set(NEXT_ID.get() + 1);
    format!("e{}", NEXT_ID.get())
}
