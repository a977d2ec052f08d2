//! 今日: what is to be done today, over all engagements.

use super::app::App;
use super::kit::tr;
use leptos::prelude::*;

/// The screen.
pub fn today(_app: App) -> AnyView {
    view! {
        <main class="screen" id="board" tabindex="-1" aria-label=tr("今日やること", "Today")>
            <h2 class="screen__title">{tr("今日やること", "Today")}</h2>
        </main>
    }
    .into_any()
}
