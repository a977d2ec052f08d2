//! 分析: how the work goes, over all engagements.

use super::app::App;
use super::kit::tr;
use leptos::prelude::*;

/// The screen.
pub fn insight(_app: App) -> AnyView {
    view! {
        <main class="screen" id="board" tabindex="-1" aria-label=tr("分析", "Insight")>
            <h2 class="screen__title">{tr("分析", "Insight")}</h2>
        </main>
    }
    .into_any()
}
