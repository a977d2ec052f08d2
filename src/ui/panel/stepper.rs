//! The nine stages as a stepper: done, current, to come, and what each still misses.

use super::{missing_count, show, stage_state};
use crate::domain::{Engagement, Stage};
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::board::column::phase_id;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::prelude::*;
use std::sync::Arc;

/// The stepper.
pub fn stepper(app: App, current: Signal<Arc<Engagement>>, shown: Memo<Stage>) -> AnyView {
    let steps = Stage::ALL.iter().map(|stage| step(app, current, shown, *stage)).collect_view();
    view! {
        <nav class="stepper" aria-label=tr("この案件の段階", "Stages of this engagement")>
            <ol class="stepper__list">{steps}</ol>
        </nav>
    }
    .into_any()
}

fn step(app: App, current: Signal<Arc<Engagement>>, shown: Memo<Stage>, stage: Stage) -> AnyView {
    let state = Memo::new(move |_| current.with(|engagement| stage_state(engagement, stage)));
    let missing = Memo::new(move |_| {
        current.with(|engagement| if stage <= engagement.stage { missing_count(engagement, stage) } else { 0 })
    });
    let mark = move || mark(stage, state.get() == "done" && missing.get() == 0);
    let note = move || {
        let missing = missing.get();
        (missing > 0).then(|| {
            let text = lang().pick(format!("あと{missing}項目"), format!("{missing} missing"));
            view! { <span class="stepper__note" data-flag="missing">{text}</span> }
        })
    };
    view! {
        <li>
            <button
                type="button"
                class="stepper__step"
                data-state=move || state.get()
                data-phase=phase_id(stage)
                aria-current=move || (shown.get() == stage).then_some("step")
                on:click=move |_| show(app, stage)
            >
                <span class="stepper__mark">{mark}</span>
                <span class="stepper__name">{say(stage.label())}</span>
                {note}
            </button>
        </li>
    }
    .into_any()
}

/// The mark of a stage: a tick once it is behind and nothing in it is missing, its number otherwise.
pub(super) fn mark(stage: Stage, settled: bool) -> AnyView {
    if settled { icon("check").into_any() } else { stage.number().to_string().into_any() }
}
