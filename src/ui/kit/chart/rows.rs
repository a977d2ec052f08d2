//! Bars from left to right.

use super::number;
use crate::chart::RowsDrawing;
use leptos::prelude::*;

/// Bars with their names and what they come to; `name` is what a screen reader is told.
pub fn rows(drawing: &RowsDrawing, name: String) -> AnyView {
    let rows = drawing
        .rows
        .iter()
        .map(|row| {
            let bar = row.bar;
            let mark = row.mark.map(|at| {
                let (top, foot) = (number(bar.y - 2.0), number(bar.y + bar.h + 2.0));
                view! {
                    <line class="chart__reach" x1=number(bar.x + bar.w) x2=number(at) y1=number(bar.y + bar.h / 2.0) y2=number(bar.y + bar.h / 2.0) />
                    <line class="chart__mark" x1=number(at) x2=number(at) y1=top y2=foot />
                }
            });
            view! {
                <text class="chart__label" x=number(row.at.0) y=number(row.at.1)>{row.name.clone()}</text>
                <rect class="chart__bar" x=number(bar.x) y=number(bar.y) width=number(bar.w) height=number(bar.h) />
                {mark}
                <text class="chart__label chart__label--said" x=number(row.said_at.0) y=number(row.said_at.1)>{row.said.clone()}</text>
            }
        })
        .collect_view();
    view! {
        <svg class="chart__svg" role="img" aria-label=name viewBox=format!("0 0 {} {}", number(drawing.width), number(drawing.height))>
            {rows}
        </svg>
    }
    .into_any()
}
