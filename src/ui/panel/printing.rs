//! An engagement on paper shows every stage that was reached, not only the one that is open on the screen.

use crate::ui::app::App;
use crate::ui::kit::typing;
use leptos::prelude::*;

/// Whether the panel is being printed, followed. A dialog over it is printed in its place.
pub fn printing(app: App) -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| {
        typing::flush();
        printing.set(app.dialog.with_untracked(Option::is_none));
    });
    let after = window_event_listener_untyped("afterprint", move |_| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    printing
}
