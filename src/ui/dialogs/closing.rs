//! 完了: what came of the work, asked once at its end. Filling and closing is one step to undo; Esc
//! changes nothing.

use super::{Frame, brought_up, cancel_button, close};
use crate::domain::{Action, EngagementId};
use crate::text::message;
use crate::ui::app::App;
use crate::ui::kit::{Form, lang, sub, tr, typing};
use crate::ui::panel::stages::review::closing;
use leptos::prelude::*;
use std::sync::Arc;

/// The dialog.
pub fn dialog(app: App, id: EngagementId) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let draft = RwSignal::new(Arc::clone(&engagement));
    let opened = StoredValue::new(Arc::clone(&engagement));
    let error = RwSignal::new(None::<String>);
    let form = Form::of_draft(draft);
    let root = form.root();
    let finish = move |_| {
        typing::flush();
        let Some(present) = app.peek(id) else {
            close();
            return;
        };
        let filled = opened.with_value(|opened| brought_up(opened, draft.get_untracked(), &present));
        let filled = (*filled != *present).then_some(filled);
        match app.act(Action::Finish { id, filled }) {
            Ok(()) => {
                close();
                app.close();
                let title = &present.title;
                app.tell_undoable(
                    lang().pick(format!("「{title}」を完了にしました"), format!("“{title}” is now done")),
                );
            }
            Err(rejection) => error.set(Some(message::rejection(&rejection, lang()))),
        }
    };
    let body = view! {
        <p>{tr(
            "カードは「完了・中止した案件」に移り、いつでも読めます。",
            "The card goes to the closed engagements and stays readable.",
        )}</p>
        {closing::in_figures(&form)}
        {closing::asked(&sub!(root.closing))}
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=finish>{tr("完了にする", "Mark as done")}</button>
    };
    let frame = Frame {
        title: tr("案件を完了にする", "Mark as done").to_owned(),
        about: engagement.title.clone(),
        class: "dialog--wide",
    };
    frame.show(body.into_any(), foot.into_any())
}
