//! Stacked areas over days.

use super::{axes, number};
use crate::chart::{AreasDrawing, MARK};
use leptos::prelude::*;

/// Stacked areas. `bands` are what the style knows each by, in the order of their names; `name` is what a
/// screen reader is told.
pub fn areas(drawing: &AreasDrawing, bands: &[&'static str], name: String, unit: &'static str) -> AnyView {
    let areas = drawing
        .areas
        .iter()
        .map(|area| {
            let band = bands.get(area.index).copied();
            view! {
                <g class="chart__band-of" data-band=band data-none=(!area.ends).then_some("")>
                    <path class="chart__area" d=area.d.clone() />
                    <path class="chart__lead" d=area.lead.clone() />
                    <rect class="chart__swatch" x=number(area.at.0) y=number(area.at.1 - 4.5) width="9" height="9" />
                    <text class="chart__label" x=number(area.at.0 + MARK) y=number(area.at.1 + 4.0)>{area.name.clone()}</text>
                </g>
            }
        })
        .collect_view();
    view! {
        <svg class="chart__svg" role="img" aria-label=name viewBox=format!("0 0 {} {}", number(drawing.width), number(drawing.height))>
            {axes(drawing.plot, &drawing.across, &drawing.up, ("", unit))}
            {areas}
        </svg>
    }
    .into_any()
}
