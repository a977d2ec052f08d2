//! A chart of planned against actual time, with the table behind it. The two are told apart by
//! outline and fill, by their order and by what stands beside them, not by colour alone.

use super::tr;
use crate::domain::scalar::Minutes;
use crate::papers::{Bar, Bars};
use leptos::prelude::*;

/// The chart and its table.
pub fn bars(chart: &Bars) -> AnyView {
    let longest = chart.longest();
    let plot = chart.rows.iter().map(|row| group(row, longest)).collect_view();
    let [_, planned, actual, _] = chart.heads.clone();
    view! {
        <figure class="bars">
            <figcaption class="bars__caption">{chart.caption.clone()}</figcaption>
            <div class="bars__plot" aria-hidden="true">
                <p class="bars__legend">
                    <span class="bars__key">{swatch("bars__bar--planned")}{planned}</span>
                    <span class="bars__key">{swatch("bars__bar--actual")}{actual}</span>
                </p>
                {plot}
            </div>
            {table(chart)}
        </figure>
    }
    .into_any()
}

fn swatch(class: &'static str) -> AnyView {
    view! { <svg class=format!("bars__swatch {class}")><rect width="100%" height="100%" /></svg> }.into_any()
}

fn group(row: &Bar, longest: i64) -> AnyView {
    let [planned, actual, difference] = row.said.clone();
    let difference = row.planned.zip(row.actual).map(|_| format!(" ({difference})")).unwrap_or_default();
    view! {
        <div class="bars__group">
            <span class="bars__name">{row.name.clone()}</span>
            <div class="bars__lines">
                {line("bars__bar--planned", row.planned, planned, longest)}
                {line("bars__bar--actual", row.actual, format!("{actual}{difference}"), longest)}
            </div>
        </div>
    }
    .into_any()
}

/// One bar; its length is its share of the longest one.
fn line(class: &'static str, time: Option<Minutes>, said: String, longest: i64) -> AnyView {
    let share = time.map_or(0, |time| time.get().saturating_mul(1_000) / longest);
    let width = format!("{}.{}%", share / 10, share % 10);
    view! {
        <div class="bars__line">
            <svg class=format!("bars__bar {class}")><rect width=width height="100%" /></svg>
            <span class="bars__said">{said}</span>
        </div>
    }
    .into_any()
}

fn table(chart: &Bars) -> AnyView {
    let heads = chart
        .heads
        .iter()
        .enumerate()
        .map(|(index, head)| view! { <th scope="col" class:is-number={index > 0}>{head.clone()}</th> })
        .collect_view();
    let row = |row: &Bar| {
        let cells = row.said.iter().map(|said| view! { <td class="is-number">{said.clone()}</td> }).collect_view();
        view! { <tr><th scope="row">{row.name.clone()}</th>{cells}</tr> }
    };
    let rows = chart.rows.iter().map(row).collect_view();
    let total = chart.total.as_ref().map(|total| view! { <tfoot>{row(total)}</tfoot> });
    view! {
        <table class="bars__table">
            <caption class="visually-hidden">{format!("{} ({})", chart.caption, tr("表", "table"))}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
            {total}
        </table>
    }
    .into_any()
}
