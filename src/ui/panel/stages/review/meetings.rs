//! 定例会議 as they were held.

use super::super::cycle::cards;
use crate::domain::agenda::recurrence::Plan;
use crate::domain::stage::cycle::{Cycle, RegularMeeting};
use crate::text::text;
use crate::ui::app::app;
use crate::ui::kit::{Field, action, day, lang, moment, spec, sub, subcard, subcard_tools, tr};
use leptos::prelude::*;

/// The meetings of a cycle.
pub fn meetings(cycle: &Field<Cycle>) -> AnyView {
    let list = sub!(cycle.review.meetings);
    let all = list.clone();
    cards(
        list,
        text("定例会議を追加", "Add a meeting"),
        |_| (),
        move |id, meeting, open| {
            let name =
                meeting.map(|meeting| meeting.at.map_or_else(|| tr("新しい会議", "New meeting").to_owned(), moment));
            let next = meeting.map(|meeting| match meeting.next_on.map(day) {
                Some(next) => lang().pick(format!("次回 {next}"), format!("next {next}")),
                None => String::new(),
            });
            let list = all.clone();
            subcard(name.into(), open).note(next.into()).show(
                ().into_any(),
                move || {
                    let tools = subcard_tools(list.clone(), id, name.into(), tr("定例会議", "Regular meeting"));
                    view! { <div class="fields fields--2" data-row=id.to_string()>{one(&meeting)}</div> {tools} }
                        .into_any()
                },
                ().into_any(),
            )
        },
    )
}

fn one(meeting: &Field<RegularMeeting>) -> AnyView {
    view! {
        {spec("日時", "When").date_time(sub!(meeting.at))}
        {spec("出席者", "Attendance").text(sub!(meeting.attendance))}
        {spec("議事録", "Minutes").full().area(sub!(meeting.minutes))}
        {spec("決定事項", "Decisions").full().area(sub!(meeting.decisions))}
        {spec("次回", "Next").date(sub!(meeting.next_on))}
        {by_plan(meeting)}
    }
    .into_any()
}

/// Takes the next date from the plan of the contract, offered while none is said.
fn by_plan(meeting: &Field<RegularMeeting>) -> AnyView {
    let (root, today) = (meeting.form().root(), app().today);
    let contract = sub!(root.contract).memo();
    let after = meeting.map(|meeting| if meeting.next_on.is_some() { None } else { meeting.at });
    let next = Memo::new(move |_| {
        let from = after.get()?.date().succ_opt()?;
        contract.with(|contract| Plan::of(contract, today.get())?.next_from(from))
    });
    let place = meeting.clone();
    (move || {
        let place = place.clone();
        next.get().map(|day| {
            action(
                "btn--quiet",
                "calendar",
                text("次回を予定から入れる", "Take the next date from the plan"),
                move || place.write(tr("次回", "Next"), move |meeting| meeting.next_on = Some(day)),
            )
        })
    })
    .into_any()
}
