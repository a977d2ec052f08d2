//! 使用した時間: entered by row, pasted from a time sheet, or taken by [`super::timing`].

use super::cycle::{sealed, works_named};
use super::timing::timing;
use crate::browser::clock;
use crate::domain::calendar::is_business_day;
use crate::domain::scalar::Minutes;
use crate::domain::stage::cycle::{Cycle, Usage, UsageKind};
use crate::text::{format, text};
use crate::ui::kit::{Field, lang, rows, spec, sub, tr};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many rows are shown at first: a year of them would hide what comes after.
const LATEST: usize = 20;

/// The timing and the list.
pub fn usage(cycle: &Field<Cycle>) -> AnyView {
    let named = works_named(cycle);
    let heads = [("l", text("日付", "Day")), ("grow", text("内容", "What for")), ("s", text("時間", "Time"))];
    let list = rows("使用した時間", "Time used", from_cells)
        .stacked()
        .head(&heads)
        .latest(LATEST)
        .example("内容を入力して Enter", "What for, then Enter")
        .show(sub!(cycle.usage), move |usage| {
            let runs = usage.map(|usage| usage.running_since.is_some());
            let mark = move || runs.get().then(|| view! { <span class="tag tag--ai">{tr("計測中", "Timing")}</span> });
            view! {
                <div class="row__line row__line--name">
                    {spec("日付", "Day").cell("l").date(sub!(usage.on))}
                    {spec("内容", "What for").cell("grow").grows().text(sub!(usage.what))}
                    {spec("時間", "Time").cell("s").example("1.5", "1.5").hours(sub!(usage.time))}
                </div>
                <div class="row__line row__line--name row__line--below">
                    {mark}
                    {spec("区分", "Kind").cell("m").select(sub!(usage.kind))}
                    {spec("業務", "Work").cell("grow").reference(sub!(usage.work), named)}
                </div>
            }
            .into_any()
        });
    let timing = (!sealed()).then(|| timing(cycle));
    view! { {timing} <div class="usage">{list}</div> }.into_any()
}

/// From a time sheet: a day, what it was, how long, in any order.
fn from_cells(usage: &mut Usage, cells: &[&str]) {
    let day = cells.iter().find_map(|cell| pasted_day(cell));
    usage.on = day.or_else(|| Some(clock::today()));
    if day.is_some_and(|day| !is_business_day(day).unwrap_or(true)) {
        usage.kind = UsageKind::Weekend;
    }
    usage.time = cells.iter().skip(1).rev().find_map(|cell| pasted_time(cell));
    let word = |cell: &&&str| cells.len() == 1 || (pasted_day(cell).is_none() && pasted_time(cell).is_none());
    usage.what = cells.iter().find(word).copied().unwrap_or_default().to_owned();
}

/// A day in a pasted cell: 2025-08-01 or 2025/8/1.
pub fn pasted_day(cell: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&cell.trim().replace('/', "-"), "%Y-%m-%d").ok()
}

/// A time in a pasted cell.
pub fn pasted_time(cell: &str) -> Option<Minutes> {
    format::parse_minutes(cell).ok().and_then(|minutes| minutes.try_into().ok())
}

/// What was entered, added up.
pub fn sum(cycle: &Field<Cycle>) -> Signal<String> {
    let used = cycle.map(Cycle::used);
    Signal::derive(move || {
        let used = format::hours(used.get(), lang());
        lang().pick(format!("合計 {used}"), format!("{used} in all"))
    })
}
