//! The month as a grid of weeks from Monday. Arrows go from day to day, Page Up and Page Down from
//! month to month, Enter to the list of the day.

use super::{ByDay, Shown, days, go_to, weeks_of};
use crate::browser::dom;
use crate::domain::agenda::Item;
use crate::domain::calendar::{add_months, month_of};
use crate::text::agenda;
use crate::ui::app::App;
use crate::ui::kit::{lang, tr};
use crate::ui::today::line::mark;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// How many dates a day shows in its cell.
const IN_CELL: usize = 3;

pub(super) fn grid(app: App, shown: Shown) -> AnyView {
    let names = [
        (tr("月", "Mon"), tr("月曜日", "Monday")),
        (tr("火", "Tue"), tr("火曜日", "Tuesday")),
        (tr("水", "Wed"), tr("水曜日", "Wednesday")),
        (tr("木", "Thu"), tr("木曜日", "Thursday")),
        (tr("金", "Fri"), tr("金曜日", "Friday")),
        (tr("土", "Sat"), tr("土曜日", "Saturday")),
        (tr("日", "Sun"), tr("日曜日", "Sunday")),
    ];
    let heads = names
        .into_iter()
        .map(|(short, long)| view! { <th scope="col" abbr=long role="columnheader">{short}</th> })
        .collect_view();
    let weeks = move || {
        let (month, today, dates) = (shown.month.get(), app.today.get(), shown.dates.get());
        let (first, last) = weeks_of(month);
        let all: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
        let week = |week: &[NaiveDate]| {
            let cells = week.iter().map(|day| cell(app, shown, *day, month, today, &dates)).collect_view();
            view! { <tr role="row">{cells}</tr> }
        };
        all.chunks(7).map(week).collect_view()
    };
    view! {
        <table
            class="cal"
            role="grid"
            aria-label=move || agenda::month(shown.month.get(), lang())
            on:keydown=move |event| on_key(shown, &event)
        >
            <thead><tr role="row">{heads}</tr></thead>
            <tbody>{weeks}</tbody>
        </table>
    }
    .into_any()
}

fn cell(app: App, shown: Shown, day: NaiveDate, month: NaiveDate, today: NaiveDate, dates: &ByDay) -> AnyView {
    let items = dates.get(&day).map_or(&[][..], Vec::as_slice);
    let holiday = app.settings.with(|settings| agenda::day_off(day, settings.working_days(), lang()));
    let off = holiday.is_some().then_some("");
    let chosen = move || shown.day.get() == day;
    let rest = items.len().saturating_sub(IN_CELL);
    let lines = items.iter().take(IN_CELL).map(|item| entry(app, item, today)).collect_view();
    let choose = move |_| {
        shown.day.set(day);
        days::bring(day);
    };
    let more = (rest > 0).then(|| {
        let list = move |event: leptos::ev::MouseEvent| {
            event.stop_propagation();
            shown.day.set(day);
            days::focus(day);
        };
        view! { <button type="button" class="cal__more" tabindex="-1" on:click=list>{agenda::more(rest, lang())}</button> }
    });
    let week_end = match day.weekday() {
        Weekday::Sat => Some("sat"),
        Weekday::Sun => Some("sun"),
        _ => None,
    };
    view! {
        <td
            class="cal__day"
            role="gridcell"
            data-day=day.to_string()
            data-outside=(month_of(day) != month).then_some("")
            data-weekend=week_end
            data-holiday=off
            data-today=(day == today).then_some("")
            aria-current=(day == today).then_some("date")
            aria-selected=move || if chosen() { "true" } else { "false" }
            tabindex=move || if chosen() { "0" } else { "-1" }
            on:click=choose
        >
            <span class="cal__date">
                <span class="visually-hidden">{crate::text::format::date(day, today, lang())}</span>
                <span class="cal__number" aria-hidden="true">{day.day()}</span>
                {holiday.map(|name| view! { <span class="cal__holiday" title=name.clone()>{name.clone()}</span> })}</span>
            <span class="cal__items">{lines} {more}</span>
        </td>
    }
    .into_any()
}

fn entry(app: App, item: &Item, today: NaiveDate) -> AnyView {
    let (id, stage) = (item.engagement, item.stage);
    let title = app.peek(id).map(|engagement| engagement.title.clone()).unwrap_or_default();
    let line = agenda::line(item, lang());
    let brief = agenda::brief(item, &title, lang());
    let time = item.time.map(|time| time.format("%H:%M").to_string());
    let open = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        app.open_at(id, stage);
    };
    let full = [time.as_deref().unwrap_or_default(), &line, &title].join(" ").trim().to_owned();
    // Who speaks to the page says what is to be seen, so that stands first in the name.
    let shown = [time.as_deref().unwrap_or_default(), &brief].join(" ").trim().to_owned();
    let name = format!("{shown}{}{full}", lang().pick("、", ", "));
    view! {
        <button
            type="button"
            class="cal__item"
            tabindex="-1"
            data-late=item.days_late(today).map(|_| "")
            title=full
            aria-label=name
            on:click=open
        >
            {mark(item)}
            <span class="cal__text">{shown}</span>
        </button>
    }
    .into_any()
}

fn on_key(shown: Shown, event: &web_sys::KeyboardEvent) {
    let on_a_day = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.tag_name() == "TD");
    if !on_a_day || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let day = shown.day.get_untracked();
    let weekday = u64::from(day.weekday().num_days_from_monday());
    let ahead = |days| day.checked_add_days(Days::new(days));
    let back = |days| day.checked_sub_days(Days::new(days));
    let to = match event.key().as_str() {
        "ArrowLeft" => back(1),
        "ArrowRight" => ahead(1),
        "ArrowUp" => back(7),
        "ArrowDown" => ahead(7),
        "Home" => back(weekday),
        "End" => ahead(6 - weekday),
        "PageUp" => add_months(day, -1),
        "PageDown" => add_months(day, 1),
        "Enter" | " " => {
            event.prevent_default();
            days::focus(day);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let Some(to) = to else {
        return;
    };
    shown.day.set(to);
    if month_of(to) != shown.month.get_untracked() {
        go_to(shown, month_of(to));
    }
    focus(to);
}

/// Puts the focus on a day of the grid.
fn focus(day: NaiveDate) {
    dom::focus_later(format!(".cal [data-day=\"{day}\"]"));
}
