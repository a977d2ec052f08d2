//! A date in one line: what, whose, when and how late. It opens the engagement at its stage.

use crate::browser::clock;
use crate::domain::agenda::today::waited;
use crate::domain::agenda::{Form, Item, Kind};
use crate::text::agenda;
use crate::ui::app::App;
use crate::ui::board::column::phase_id;
use crate::ui::kit::{lang, say};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The mark of a date: its shape tells what is asked, its colour the phase.
pub fn mark(item: &Item) -> AnyView {
    view! { <span class="date-mark" data-form=form_id(item.kind.form()) data-phase=phase_id(item.stage) aria-hidden="true"></span> }
        .into_any()
}

/// The value of `data-form`.
pub fn form_id(form: Form) -> &'static str {
    match form {
        Form::Meeting => "meeting",
        Form::Deadline => "deadline",
        Form::Turn => "turn",
        Form::Waiting => "waiting",
    }
}

/// A line in a list. `dated` tells the day, where the list is not that of one day.
pub fn line(app: App, item: &Item, today: NaiveDate, dated: bool) -> AnyView {
    let (id, stage) = (item.engagement, item.stage);
    let engagement = app.peek(id);
    let title = engagement.as_ref().map(|engagement| engagement.title.clone()).unwrap_or_default();
    let company = engagement.as_ref().and_then(|engagement| engagement.chosen()).map(|company| company.name.clone());
    let company = company.filter(|company| !company.is_empty() && *company != item.about);
    let late = item.days_late(today).is_some();
    let when = if dated { agenda::when(item, today, lang()) } else { agenda::clock(item) };
    let note = app.settings.with(|settings| agenda::note(item, settings.working_days(), today, lang()));
    view! {
        <li class="todo">
            <button
                type="button"
                class="todo__open"
                data-opens=id.to_string()
                data-late=late.then_some("")
                on:click=move |_| app.open_at(id, stage)
            >
                {mark(item)}
                <span class="todo__main">
                    <span class="todo__what">{agenda::line(item, lang())}</span>
                    <span class="todo__whose">
                        <span class="todo__title">{title}</span>
                        {company.map(|company| view! { <span class="todo__company">{company}</span> })}
                    </span>
                    {note.map(|note| view! { <span class="todo__note">{note}</span> })}
                </span>
                <span class="todo__when">
                    {when.map(|when| view! { <span class="todo__day">{when}</span> })}
                    {distance(app, item, today)}
                </span>
            </button>
        </li>
    }
    .into_any()
}

/// How late, how far ahead, or how long it has waited, which goes on.
fn distance(app: App, item: &Item, today: NaiveDate) -> AnyView {
    let urgent = item.days_late(today).is_some() || item.kind == Kind::Question;
    let flag = if urgent {
        "over"
    } else if item.day == Some(today) {
        "today"
    } else {
        ""
    };
    let item = item.clone();
    let told = move || {
        if item.kind != Kind::Question {
            return agenda::distance(&item, today, lang());
        }
        app.minute.track();
        let passed = app.settings.with(|settings| waited(&item, clock::wall(), settings.working_days()));
        Some(agenda::waited(passed, lang()))
    };
    view! { <span class="todo__left" data-left=flag>{told}</span> }.into_any()
}

/// What the shapes of marks mean.
pub fn legend() -> AnyView {
    let one = |form: Form| {
        view! { <li><span class="date-mark" data-form=form_id(form) aria-hidden="true"></span>{say(agenda::form(form))}</li> }
    };
    let forms = [Form::Meeting, Form::Deadline, Form::Turn, Form::Waiting].map(one).collect_view();
    let phase = |phase: crate::domain::Phase| {
        let stage = phase.stages().next().unwrap_or_default();
        view! { <li><span class="date-mark" data-form="phase" data-phase=phase_id(stage) aria-hidden="true"></span>{say(crate::text::label::Choice::label(phase))}</li> }
    };
    let phases = crate::domain::Phase::ALL.iter().copied().map(phase).collect_view();
    view! { <ul class="dates__legend">{forms} {phases}</ul> }.into_any()
}
