//! 業務の滞り: which work stands still, since when, why, and how long it took.

use super::cycle::works_named;
use crate::browser::clock;
use crate::domain::calendar::Skipped;
use crate::domain::stage::cycle::{Cycle, Stall};
use crate::text::{contract, text};
use crate::ui::app::app;
use crate::ui::kit::{Field, computed, lang, rows, spec, sub, tr};
use leptos::prelude::*;

/// The list.
pub fn stalls(cycle: &Field<Cycle>) -> AnyView {
    let named = works_named(cycle);
    rows("業務の滞り", "Stall", |stall: &mut Stall, cells: &[&str]| {
        stall.what = cells.join(" ");
        stall.since = Some(clock::today());
    })
    .stacked()
    .example("滞っていることを入力して Enter", "What stands still, then Enter")
    .show(sub!(cycle.stalls), move |stall| {
        let open = stall.map(|stall| stall.solved_on.is_none());
        let mark = move || open.get().then(|| view! { <span class="tag tag--wait">{tr("滞り中", "Open")}</span> });
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What").cell("grow").grows().example("例：名簿を開く権限がない", "e.g. no access to the list").text(sub!(stall.what))}
                <span class="row__mark">{mark}</span>
            </div>
            <div class="row__line row__line--fields">
                {spec("いつから", "Since").cell("l").date(sub!(stall.since))}
                {spec("解消した日", "Solved on").cell("l").date(sub!(stall.solved_on))}
                {computed(text("続いた営業日", "Business days"), Some("m"), lasted(&stall))}
            </div>
            <div class="row__line row__line--fields">
                {spec("業務", "Work").cell("xl").reference(sub!(stall.work), named)}
                {spec("原因", "Cause").cell("grow").grows().text(sub!(stall.cause))}
            </div>
        }
        .into_any()
    })
}

/// How many business days a stall lasted, or has lasted up to today.
fn lasted(stall: &Field<Stall>) -> impl Fn() -> String + Send + Sync + 'static {
    let app = app();
    let days = stall.map(|stall| (stall.since, stall.solved_on));
    move || {
        let (Some(since), solved) = days.get() else {
            return "—".to_owned();
        };
        let end = solved.unwrap_or_else(|| app.today.get());
        let counted = app.settings.with(|settings| settings.working_days().between(since, end));
        let days = lang().pick(format!("{}日", counted.count), counted.count.to_string());
        match counted.skipped {
            Skipped::WeekendsAndHolidays => days,
            Skipped::WeekendsOnly => format!("{days} ({})", contract::holidays_unknown(lang())),
        }
    }
}

/// How many stand still.
pub fn sum(cycle: &Field<Cycle>) -> Signal<String> {
    let open = cycle.map(|cycle| cycle.stalls.iter().filter(|stall| stall.solved_on.is_none()).count());
    Signal::derive(move || match open.get() {
        0 => String::new(),
        open => lang().pick(format!("滞り中 {open}件"), format!("{open} open")),
    })
}
