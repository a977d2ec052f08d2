//! The cycles of the contract side by side, once there are two.

use crate::domain::report::{Report, whole};
use crate::papers::{cycles_chart, cycles_table};
use crate::text::{format, text};
use crate::ui::kit::{columns, folded, lang, tr};
use crate::ui::panel::stages::group;
use leptos::prelude::*;

/// The table and the chart, folded.
pub fn cycles(reports: Memo<Vec<Report>>) -> AnyView {
    let several = Memo::new(move |_| reports.with(Vec::len) > 1);
    let sum = Signal::derive(move || {
        let all = reports.with(|reports| whole(reports));
        let used = format::hours(all.used, lang());
        let cost = all.actual.map(|cost| format::yen(cost, lang()));
        match cost {
            Some(cost) => lang().pick(format!("合計 {used}・{cost}"), format!("{used}, {cost} in all")),
            None => lang().pick(format!("合計 {used}"), format!("{used} in all")),
        }
    });
    (move || {
        several.get().then(|| {
            let title = move || {
                let count = reports.with(Vec::len);
                lang().pick(format!("{count}サイクルを比べる"), format!("Compare {count} cycles"))
            };
            let body = move || view! { {chart(reports)} {table(reports)} }.into_any();
            group(text("サイクルの比較", "The cycles side by side"), None, Some(sum), folded(title, body))
        })
    })
    .into_any()
}

fn chart(reports: Memo<Vec<Report>>) -> AnyView {
    let drawn = Memo::new(move |_| reports.with(|reports| cycles_chart(reports, lang())));
    (move || drawn.with(|chart| chart.as_ref().map(columns::columns))).into_any()
}

fn table(reports: Memo<Vec<Report>>) -> AnyView {
    let shown = Memo::new(move |_| reports.with(|reports| cycles_table(reports, lang())));
    view! {
        <div class="chart__table cycles" role="region" tabindex="0" aria-label=tr("サイクルの比較", "The cycles side by side")>
            {move || shown.with(columns::figures_table)}
        </div>
    }
    .into_any()
}
