//! The forms of the nine stages, one file each.

pub mod candidate;
pub mod clarify;
pub mod meet;
pub mod offer;
pub mod quote;
pub mod select;

use crate::text::Text;
use crate::ui::kit::say;
use leptos::prelude::*;

/// A part of a form under a heading: the heading, a line of help, what is summed up beside it.
pub fn group(title: Text, help: Option<Text>, sum: Option<Signal<String>>, body: impl IntoView) -> impl IntoView {
    view! {
        <div class="group" role="group" aria-label=say(title)>
            <div class="group__head">
                <h4 class="group__title">{say(title)}</h4>
                {sum.map(|sum| view! { <p class="group__sum">{move || sum.get()}</p> })}
                {help.map(|help| view! { <p class="group__help">{say(help)}</p> })}
            </div>
            {body}
        </div>
    }
}

/// Several fields side by side, as many as there is room for. `columns` is empty, `fields--2` or
/// `fields--1`.
pub fn fields(columns: &'static str, body: impl IntoView) -> impl IntoView {
    view! { <div class=format!("fields {columns}")>{body}</div> }
}
