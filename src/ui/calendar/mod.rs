//! カレンダー: the dates of all engagements, month by month.

mod days;
pub mod export;
mod grid;

use super::app::App;
use super::kit::{icon, lang, tr};
use super::today::{line, within};
use crate::browser::dom;
use crate::domain::agenda::{Item, Span};
use crate::domain::calendar::{add_months, month_of};
use crate::domain::sort;
use crate::route::{Route, Screen};
use crate::text::agenda;
use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

type ByDay = BTreeMap<NaiveDate, Vec<Item>>;

/// What the screen shows.
#[derive(Clone, Copy)]
struct Shown {
    /// The month that was asked for; none shows that of today.
    asked: RwSignal<Option<NaiveDate>>,
    /// The first day of the month.
    month: Memo<NaiveDate>,
    /// The day whose dates are listed; the one that the arrows move.
    day: RwSignal<NaiveDate>,
    /// The dates of the weeks that the month lies in.
    dates: Memo<Arc<ByDay>>,
}

/// The screen.
pub fn calendar(app: App) -> AnyView {
    let asked = RwSignal::new(month_of_address());
    let handle = window_event_listener_untyped("hashchange", move |_| asked.set(month_of_address()));
    on_cleanup(move || handle.remove());
    let month = Memo::new(move |_| asked.get().unwrap_or_else(|| month_of(app.today.get())));
    let day = RwSignal::new(first_choice(app, month.get_untracked()));
    Effect::new(move |_| {
        let month = month.get();
        if month_of(day.get_untracked()) != month {
            day.set(first_choice(app, month));
        }
    });
    let dates = Memo::new(move |_| {
        let (first, last) = weeks_of(month.get());
        let mut days = ByDay::new();
        for item in within(app, app.today.get(), Span { from: Some(first), to: last }) {
            if let Some(day) = item.day {
                days.entry(day).or_default().push(item);
            }
        }
        for list in days.values_mut() {
            sort::by_key(list, |item| (item.time, crate::domain::agenda::order(item)));
        }
        Arc::new(days)
    });
    let shown = Shown { asked, month, day, dates };
    view! {
        <main class="screen calendar" id="board" tabindex="-1" aria-label=tr("カレンダー", "Calendar")>
            {head(app, shown)}
            <div class="calendar__body">
                <div>{grid::grid(app, shown)} {line::legend()}</div>
                {days::days(app, shown)}
            </div>
        </main>
    }
    .into_any()
}

/// The month's name, the way to others, and the file for other calendars.
fn head(app: App, shown: Shown) -> AnyView {
    let step = |months: i32| {
        move |_| {
            if let Some(to) = add_months(shown.month.get_untracked(), months) {
                go_to(shown, to);
            }
        }
    };
    let to_today = move |_| {
        let today = app.today.get_untracked();
        shown.day.set(today);
        go_to(shown, month_of(today));
    };
    view! {
        <div class="dates__head">
            <h2 class="screen__title" aria-live="polite">{move || agenda::month(shown.month.get(), lang())}</h2>
            <div class="calendar__steps">
                <button type="button" class="icon-btn" aria-label=tr("前の月", "Previous month") on:click=step(-1)>{icon("chevron-left")}</button>
                <button type="button" class="btn btn--s" on:click=to_today>{tr("今月", "This month")}</button>
                <button type="button" class="icon-btn" aria-label=tr("次の月", "Next month") on:click=step(1)>{icon("chevron-right")}</button>
            </div>
            <span class="spacer"></span>
            <button type="button" class="btn" on:click=move |_| export::all(app)>{icon("download")}{tr("カレンダーに書き出す", "Export to a calendar")}</button>
        </div>
    }
    .into_any()
}

/// The day that a month begins with: today where it lies in it.
fn first_choice(app: App, month: NaiveDate) -> NaiveDate {
    let today = app.today.get_untracked();
    if month_of(today) == month { today } else { month }
}

/// The month in the page's address: `#calendar?month=2026-12`.
fn month_of_address() -> Option<NaiveDate> {
    let route = Route::parse(&dom::hash());
    let month = route.query.split('&').find_map(|part| part.strip_prefix("month="))?;
    format!("{month}-01").parse().ok().filter(|_| route.screen == Screen::Calendar)
}

/// Shows a month, as a step on the browser's way back.
fn go_to(shown: Shown, month: NaiveDate) {
    shown.asked.set(Some(month));
    let query = format!("month={}", month.format("%Y-%m"));
    dom::set_hash(&Route { screen: Screen::Calendar, query }.hash());
}

/// The Monday before a month, or its first day, and the Sunday after it, or its last.
fn weeks_of(month: NaiveDate) -> (NaiveDate, NaiveDate) {
    let last = add_months(month, 1).and_then(|next| next.pred_opt()).unwrap_or(month);
    let back = u64::from(month.weekday().num_days_from_monday());
    let on = u64::from(6 - last.weekday().num_days_from_monday());
    (month.checked_sub_days(Days::new(back)).unwrap_or(month), last.checked_add_days(Days::new(on)).unwrap_or(last))
}
