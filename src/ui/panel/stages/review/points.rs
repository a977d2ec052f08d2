//! 持ち越しの論点.

use crate::browser::clock;
use crate::domain::stage::cycle::{Cycle, ReviewPoint};
use crate::text::report;
use crate::ui::kit::{Field, lang, rows, spec, sub};
use leptos::prelude::*;

/// How many points of a cycle are open.
pub fn open(cycle: &Field<Cycle>) -> Signal<String> {
    let open = cycle.map(|cycle| cycle.review.points.iter().filter(|point| point.is_open()).count());
    Signal::derive(move || match open.get() {
        0 => String::new(),
        open => lang().pick(format!("未解決 {open}件"), format!("{open} open")),
    })
}

/// The points, each with the cycle that it comes from where that is an earlier one.
pub fn points(list: Field<Vec<ReviewPoint>>) -> AnyView {
    rows("持ち越しの論点", "Point", |point: &mut ReviewPoint, cells: &[&str]| {
        point.text = cells.first().copied().unwrap_or_default().to_owned();
        point.owner = cells.get(1).copied().unwrap_or_default().to_owned();
        point.raised_on = Some(clock::today());
    })
    .stacked()
    .example("論点を入力して Enter", "A point, then Enter")
    .show(list, |point| {
        let from = point.map(|point| point.carried_from);
        let from = move || {
            from.get().map(|from| {
                let cycle = report::cycle(from, lang());
                let words = lang().pick(format!("{cycle}から"), format!("from {cycle}"));
                view! { <span class="tag point__from">{words}</span> }
            })
        };
        view! {
            <div class="row__line row__line--name">
                {spec("論点", "Point")
                    .cell("grow")
                    .grows()
                    .example("例：経費の締め日を25日に早めるか", "e.g. whether expenses close on the 25th")
                    .text(sub!(point.text))}
                {from}
            </div>
            <div class="row__line row__line--fields">
                {spec("担当", "Who").cell("l").text(sub!(point.owner))}
                {spec("期限", "Due").cell("l").date(sub!(point.due))}
                {spec("挙がった日", "Raised on").cell("l").date(sub!(point.raised_on))}
                {spec("解決した日", "Settled on").cell("l").date(sub!(point.done_on))}
            </div>
        }
        .into_any()
    })
}
