//! An engagement on paper shows every stage that was reached, not only the one that is open on the screen.

use crate::ui::app::App;
use crate::ui::kit::{on_printing, typing};
use leptos::prelude::*;

/// Whether the panel is being printed, followed. A dialog over it is printed in its place.
pub fn printing(app: App) -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let before = move || {
        typing::flush();
        printing.set(app.dialog.with_untracked(Option::is_none));
    };
    on_printing(before, move || printing.set(false));
    printing
}
