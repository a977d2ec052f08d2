//! 移動…: every stage with what its gate says, and 保留, 中止, 完了. The way to move for keyboard and
//! screen reader.

use super::{Frame, close};
use crate::domain::command::Place;
use crate::domain::movement::suggested;
use crate::domain::{EngagementId, Stage, Status};
use crate::text::label::{self, Choice};
use crate::ui::app::{App, Dialog};
use crate::ui::board::column::phase_id;
use crate::ui::board::moving;
use crate::ui::kit::{icon, say, tr};
use leptos::prelude::*;

/// The dialog.
pub fn dialog(app: App, id: EngagementId) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let suggested = suggested(&engagement);
    let stages = Stage::ALL
        .iter()
        .map(|stage| {
            let stage = *stage;
            let here = stage == engagement.stage;
            let (mark, line) = moving::gate_line(&engagement, stage);
            let line = if here { tr("ここにあります", "It is here").to_owned() } else { line };
            let go = move |_| {
                if !here {
                    close();
                    moving::request(app, id, stage, Place::Last);
                }
            };
            view! {
                <button
                    type="button"
                    class="dest"
                    data-to=stage.id()
                    data-gate=if here { "here" } else { mark }
                    data-phase=phase_id(stage)
                    data-suggested=(suggested == stage).then_some("")
                    autofocus=suggested == stage
                    aria-disabled=here.then_some("true")
                    on:click=go
                >
                    <span class="dest__no">{stage.number()}</span>
                    <span class="dest__name">
                        {say(stage.label())}
                        {label::subtitle(stage).map(|sub| view! { <small>{say(sub)}</small> })}
                    </span>
                    <span class="dest__gate">{line}</span>
                </button>
            }
        })
        .collect_view();
    let to_status = move |status: Status| {
        move |_| {
            close();
            app.dialog.set(Some(Dialog::Status(id, status)));
        }
    };
    let hold = if engagement.status == Status::OnHold {
        view! {
            <button type="button" class="btn btn--s" on:click=move |_| { close(); crate::ui::shell::menu::resume(app, id); }>
                {icon("flag")} {tr("再開する", "Take up again")}
            </button>
        }
        .into_any()
    } else {
        view! { <button type="button" class="btn btn--s" on:click=to_status(Status::OnHold)>{icon("pause")} {tr("保留…", "On hold…")}</button> }.into_any()
    };
    let done = (engagement.stage >= Stage::Deliver).then(|| {
        view! { <button type="button" class="btn btn--s" on:click=to_status(Status::Done)>{icon("check")} {tr("完了…", "Done…")}</button> }
    });
    let body = view! {
        <div class="dests">{stages}</div>
        <div class="dests--end">
            {hold}
            <button type="button" class="btn btn--s" on:click=to_status(Status::Cancelled)>{icon("close")} {tr("中止…", "Cancel the engagement…")}</button>
            {done}
        </div>
    };
    let frame =
        Frame {
            title: tr("案件を移動", "Move the engagement").to_owned(), about: engagement.title.clone(), class: ""
        };
    frame.show(body.into_any(), super::cancel_button())
}
