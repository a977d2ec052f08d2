//! Icons from the one sprite.

use leptos::prelude::*;

/// An icon by its name in `icons.svg`. It says nothing to a screen reader: the control around it
/// has a name of its own.
pub fn icon(name: &'static str) -> impl IntoView + use<> {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("icons.svg#i-{name}")></use></svg> }
}

/// The same, smaller.
pub fn icon_small(name: &'static str) -> impl IntoView + use<> {
    view! { <svg class="icon icon--s" aria-hidden="true"><use href=format!("icons.svg#i-{name}")></use></svg> }
}
