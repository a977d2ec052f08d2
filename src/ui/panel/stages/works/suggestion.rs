//! What the works together suggest for the card: a quiet line with a button, never a move by itself.

use crate::domain::command::Place;
use crate::domain::works::{Suggestion, suggestion as suggested};
use crate::domain::{Engagement, EngagementId, Stage, Status};
use crate::text::delivery;
use crate::ui::app::{App, Dialog};
use crate::ui::board::moving;
use crate::ui::kit::{icon, say};
use leptos::prelude::*;
use std::sync::Arc;

/// The line, while one of the stages 7 to 9 is shown.
pub fn suggestion(app: App, id: EngagementId, current: Signal<Arc<Engagement>>, shown: Memo<Stage>) -> AnyView {
    let found = Memo::new(move |_| {
        current.with(|engagement| suggested(engagement).map(|suggestion| (suggestion, engagement.stage)))
    });
    (move || {
        let (suggestion, from) = found.get().filter(|_| shown.get() >= Stage::Start)?;
        let (words, button) = delivery::suggestion(suggestion, from);
        let go = move |_| match suggestion {
            Suggestion::To(stage) => moving::request(app, id, stage, Place::Last),
            Suggestion::Done => app.dialog.set(Some(Dialog::Status(id, Status::Done))),
        };
        Some(view! {
            <div class="notice notice--inset suggest" data-kind="info" role="status">
                {icon("info")}
                <p class="notice__text">{say(words)}</p>
                <div class="notice__actions">
                    <button type="button" class="btn btn--s" on:click=go>{say(button)}</button>
                </div>
            </div>
        })
    })
    .into_any()
}
