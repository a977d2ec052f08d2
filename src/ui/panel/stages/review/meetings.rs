//! 定例会議 as they were held.

use super::super::cycle::cards;
use crate::domain::stage::cycle::{Cycle, RegularMeeting};
use crate::text::text;
use crate::ui::kit::{Field, day, lang, moment, spec, sub, subcard, subcard_tools, tr};
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
    }
    .into_any()
}
