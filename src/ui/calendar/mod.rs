//! カレンダー: the dates of all engagements, month by month.

use super::app::App;
use super::kit::tr;
use leptos::prelude::*;

/// The screen.
pub fn calendar(_app: App) -> AnyView {
    view! {
        <main class="screen" id="board" tabindex="-1" aria-label=tr("カレンダー", "Calendar")>
            <h2 class="screen__title">{tr("カレンダー", "Calendar")}</h2>
        </main>
    }
    .into_any()
}
