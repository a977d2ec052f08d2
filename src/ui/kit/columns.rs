//! A chart of what was planned against what came, over months or cycles, and tables of figures. The
//! columns are told apart by outline, fill and order, not by colour alone.

use super::{chart, lang, tr};
use crate::chart::draw_columns;
use crate::domain::scalar::Yen;
use crate::papers::{Cell, Columns, Measure, Table};
use crate::text::format;
use leptos::prelude::*;
use std::sync::Arc;

const MARKS: [&str; 3] = ["is-planned", "is-actual", "is-beyond"];
/// The width of a chart on paper, in pixels of the screen.
const PAPER: f64 = 640.0;

/// The chart, drawn to the width that there is; the table behind it is folded.
pub fn columns(shown: &Columns) -> AnyView {
    let shown = Arc::new(shown.clone());
    let (drawn, behind) = (Arc::clone(&shown), shown.table());
    view! {
        <figure class="columns">
            <figcaption class="columns__caption">{shown.caption.clone()}</figcaption>
            {legend(&shown)}
            {chart::measured(move |width| plot(&drawn, width))}
            <details class="more chart__data">
                <summary>{tr("グラフの数字を表で見る", "The figures as a table")}</summary>
                <div class="chart__table" role="region" tabindex="0" aria-label=shown.caption.clone()>{figures_table(&behind)}</div>
            </details>
        </figure>
    }
    .into_any()
}

/// The chart as it stands on a paper, with its table. What is printed is not laid out before, so it has a
/// width of its own.
pub fn on_paper(shown: &Columns) -> AnyView {
    let drawn = Arc::new(shown.clone());
    view! {
        <figure class="columns columns--paper">
            <figcaption class="columns__caption">{shown.caption.clone()}</figcaption>
            <div aria-hidden="true">
                {legend(shown)}
                <div class="columns__screen">{chart::measured(move |width| plot(&drawn, width))}</div>
                <div class="columns__print">{plot(shown, PAPER)}</div>
            </div>
            <div class="sheet__scroll" role="region" tabindex="0" aria-label=shown.caption.clone()>{figures_table(&shown.table())}</div>
        </figure>
    }
    .into_any()
}

fn plot(shown: &Columns, width: f64) -> AnyView {
    let (figure, unit): (fn(i64) -> String, _) = match shown.measure {
        Measure::Time => (|minutes| format::grouped(minutes / 60), tr("時間", "hours")),
        Measure::Money => (|amount| format::yen_short(Yen::saturating(amount), lang()), ""),
    };
    chart::columns(&draw_columns(&shown.geometry(), width, figure), &MARKS, shown.caption.clone(), unit)
}

fn legend(shown: &Columns) -> AnyView {
    let beyond = |row: &crate::papers::ColumnRow| row.planned.zip(row.actual).is_some_and(|(plan, came)| came > plan);
    let [_, planned, actual, _] = shown.heads.clone();
    let mut keys = vec![planned, actual];
    if shown.rows.iter().any(beyond) {
        keys.push(shown.beyond.clone());
    }
    let keys = keys
        .into_iter()
        .zip(MARKS)
        .map(|(name, mark)| {
            view! {
                <span class="bars__key">
                    <svg class="bars__swatch"><rect class=format!("chart__column {mark}") width="100%" height="100%" /></svg>
                    {name}
                </span>
            }
        })
        .collect_view();
    view! { <p class="bars__legend">{keys}</p> }.into_any()
}

/// A table of figures as it stands on the page; its first column names the row.
pub fn figures_table(table: &Table) -> AnyView {
    let said = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Steps(steps) => steps.join("\n"),
    };
    let heads = table.columns.iter().map(|column| view! { <th scope="col">{column.head.clone()}</th> }).collect_view();
    let row = |cells: &Vec<Cell>| {
        let cells = cells.iter().enumerate().map(|(index, cell)| match index {
            0 => view! { <th scope="row">{said(cell)}</th> }.into_any(),
            _ => view! { <td>{said(cell)}</td> }.into_any(),
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="figures-table">
            <caption class="visually-hidden">{table.caption.clone()}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
