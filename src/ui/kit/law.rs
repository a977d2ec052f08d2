//! A word about law at the field where it matters, folded to one line.

use super::{icon_small, lang, say, tr};
use crate::text::law::Prompt;
use leptos::prelude::*;

/// The prompt, folded. It can be unfolded where the form can only be read, too.
pub fn law(prompt: &'static Prompt) -> AnyView {
    view! {
        <details class="law">
            <summary class="law__title">{icon_small("info")}<span>{say(prompt.title)}</span></summary>
            <div class="law__body">
                <p>{prompt.body(lang())}</p>
                <p class="law__source">{tr("もとの法律：", "Source: ")}{say(prompt.source)}</p>
            </div>
        </details>
    }
    .into_any()
}
