//! The dates day by day: beside the grid those of the chosen day, on a phone those of the whole month.

use super::Shown;
use crate::browser::dom;
use crate::domain::agenda::Item;
use crate::domain::calendar::month_of;
use crate::text::{agenda, format};
use crate::ui::app::App;
use crate::ui::kit::{element_id, lang, tr};
use crate::ui::today::line::line;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Below this width the month is too narrow for words, and stands over the list of its days.
const NARROW: &str = "(max-width: 47.99rem)";

pub(super) fn days(app: App, shown: Shown) -> AnyView {
    let narrow = RwSignal::new(dom::media(NARROW));
    let handle = window_event_listener_untyped("resize", move |_| {
        let now = dom::media(NARROW);
        if narrow.get_untracked() != now {
            narrow.set(now);
        }
    });
    on_cleanup(move || handle.remove());
    let lists = move || {
        let (today, dates) = (app.today.get(), shown.dates.get());
        if !narrow.get() {
            let day = shown.day.get();
            return day_list(app, day, today, dates.get(&day).map_or(&[], Vec::as_slice));
        }
        let month = shown.month.get();
        let in_month = || dates.iter().filter(|(day, _)| month_of(**day) == month);
        if in_month().next().is_none() {
            return view! { <p class="daylist__none">{tr("この月の予定はありません", "Nothing in this month")}</p> }
                .into_any();
        }
        in_month().map(|(day, items)| day_list(app, *day, today, items)).collect_view().into_any()
    };
    view! { <div class="daylists">{lists}</div> }.into_any()
}

fn day_list(app: App, day: NaiveDate, today: NaiveDate, items: &[Item]) -> AnyView {
    let id = element_id();
    let holiday = app.settings.with(|settings| agenda::day_off(day, settings.working_days(), lang()));
    let off = holiday.is_some().then_some("");
    let lines = items.iter().map(|item| line(app, item, today, false)).collect_view();
    view! {
        <section
            class="daylist"
            data-list=day.to_string()
            aria-labelledby=id.clone()
        >
            <h3 class="daylist__head" id=id.clone() tabindex="-1" data-holiday=off>
                {format::date(day, today, lang())}
                {holiday.map(|holiday| view! { <span class="daylist__holiday">{holiday}</span> })}
                {(day == today).then(|| view! { <span class="tag tag--ai">{tr("今日", "Today")}</span> })}
            </h3>
            {if items.is_empty() {
                view! { <p class="daylist__none">{tr("予定はありません", "Nothing on this day")}</p> }.into_any()
            } else {
                view! { <ul class="todos">{lines}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// Puts the focus on the first date of a day, or on its name where it has none.
pub(super) fn focus(day: NaiveDate) {
    dom::focus_later(format!(
        "[data-list=\"{day}\"] .todo__open, [data-list=\"{day}\"]:not(:has(.todo__open)) .daylist__head"
    ));
}

/// Scrolls to the list of a day, where the days are listed under the month.
pub(super) fn bring(day: NaiveDate) {
    if dom::media(NARROW)
        && let Some(list) = dom::find(&format!("[data-list=\"{day}\"]"))
    {
        dom::scroll_to_top(&list);
    }
}
