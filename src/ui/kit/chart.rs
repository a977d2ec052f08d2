//! Charts as the page shows them: drawn to the width that there is, with the figures behind them.

mod area;
mod rows;

pub use area::areas;
pub use rows::rows;

use super::{on_printing, say};
use crate::chart::{ColumnsDrawing, DotsDrawing, Label, LinesDrawing, Rect, Tick};
use crate::text::{Text, text};
use crate::ui::app::App;
use leptos::prelude::*;

/// A chart under a heading, with a line that says how to read it and the figures behind it, where it is
/// not `empty`.
pub fn figure(title: Text, caption: AnyView, chart: AnyView, figures: AnyView, empty: Signal<bool>) -> AnyView {
    view! {
        <figure class="chart">
            <figcaption class="chart__head">
                <h3 class="chart__title">{say(title)}</h3>
                {caption}
            </figcaption>
            {chart}
            <details class="more chart__data" hidden=move || empty.get()>
                <summary>{say(text("グラフの数字を表で見る", "The figures as a table"))}</summary>
                <div class="chart__table" role="region" tabindex="0" aria-label=say(title)>{figures}</div>
            </details>
        </figure>
    }
    .into_any()
}

/// How wide charts are drawn for printing, in pixels, where it is another width than the page's: text
/// keeps its size on paper too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperWidth(pub f64);

/// Draws what depends on the width that there is, and again when that changes.
pub fn measured(draw: impl Fn(f64) -> AnyView + Send + Sync + 'static) -> AnyView {
    let node = NodeRef::<leptos::html::Div>::new();
    let width = RwSignal::new(0.0);
    let measure = move || {
        if let Some(found) = node.try_get_untracked().flatten() {
            let now = found.get_bounding_client_rect().width().floor();
            if now > 0.0 && width.try_get_untracked().is_some_and(|before| before != now) {
                width.set(now);
            }
        }
    };
    // A dialog has no width before it is shown, and the panel takes some when it opens.
    let app = use_context::<App>();
    Effect::new(move |_| {
        node.track();
        if let Some(app) = app {
            app.open.track();
        }
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    let paper = use_context::<PaperWidth>();
    let print = move || {
        if let Some(PaperWidth(paper)) = paper
            && width.try_get_untracked().is_some_and(|now| now > 0.0)
        {
            width.set(paper);
        }
    };
    on_printing(print, measure);
    on_cleanup(move || resized.remove());
    view! { <div class="chart__room" node_ref=node>{move || (width.get() > 0.0).then(|| draw(width.get()))}</div> }
        .into_any()
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

fn axes(plot: Rect, across: &[Tick], up: &[Tick], units: (&'static str, &'static str)) -> AnyView {
    let (right, foot) = (plot.x + plot.w, plot.y + plot.h);
    let rows = up
        .iter()
        .map(|tick| {
            view! {
                <line class="chart__grid" x1=number(plot.x) x2=number(right) y1=number(tick.at) y2=number(tick.at) />
                <text class="chart__figure" x=number(plot.x - 6.0) y=number(tick.at + 4.0) text-anchor="end">{tick.text.clone()}</text>
            }
        })
        .collect_view();
    let columns = across
        .iter()
        .map(|tick| {
            view! {
                <line class="chart__axis" x1=number(tick.at) x2=number(tick.at) y1=number(foot) y2=number(foot + 4.0) />
                <text class="chart__figure" x=number(tick.at) y=number(foot + 17.0) text-anchor="middle">{tick.text.clone()}</text>
            }
        })
        .collect_view();
    view! {
        {rows}
        {columns}
        <line class="chart__axis" x1=number(plot.x) x2=number(right) y1=number(foot) y2=number(foot) />
        <text class="chart__unit" x=number(right) y=number(foot + 36.0) text-anchor="end">{units.0}</text>
        <text class="chart__unit" x="0" y="14">{units.1}</text>
    }
    .into_any()
}

fn label(label: &Label, class: &'static str) -> AnyView {
    let room = label.room;
    let lead = label.led.then(|| {
        let x = label.of.0.clamp(room.x, room.x + room.w);
        let y = if room.y > label.of.1 { room.y } else { room.y + room.h };
        view! { <line class="chart__lead" x1=number(label.of.0) y1=number(label.of.1) x2=number(x) y2=number(y) /> }
    });
    view! {
        {lead}
        <text class=class x=number(room.x + 2.0) y=number(room.y + room.h * 0.72)>{label.text.clone()}</text>
    }
    .into_any()
}

fn upright(
    mark: &Option<(f64, Label)>,
    plot: Rect,
    (class, of_label): (&'static str, &'static str),
) -> Option<AnyView> {
    mark.as_ref().map(|(at, name)| {
        view! {
            <line class=class x1=number(*at) x2=number(*at) y1=number(plot.y - 4.0) y2=number(plot.y + plot.h) />
            {label(name, of_label)}
        }
        .into_any()
    })
}

/// Dashes for the nth line; with the hue they tell twelve and more apart.
fn dashes(index: usize) -> &'static str {
    const DASHES: [&str; 6] = ["", "8 4", "2 4", "12 4 2 4", "5 3 1 3", "16 6"];
    DASHES[(index + index / DASHES.len()) % DASHES.len()]
}

/// Lines over hours. `marks` are the place of each in hue and dashes, and whether it is set back; `name`
/// is what a screen reader is told.
pub fn lines(
    drawing: &LinesDrawing,
    marks: &[(usize, bool)],
    name: String,
    units: (&'static str, &'static str),
) -> AnyView {
    let plot = drawing.plot;
    let strokes = drawing
        .strokes
        .iter()
        .zip(marks)
        .map(|(stroke, (index, back))| {
            let hue = (index % 6).to_string();
            view! {
                <g class="chart__series" data-hue=hue data-back=back.then_some("")>
                    <path class="chart__line" d=stroke.d.clone() stroke-dasharray=dashes(*index) />
                    <path class="chart__lead" d=stroke.lead.clone() />
                    <text class="chart__label chart__label--series" x=number(stroke.at.0) y=number(stroke.at.1 + 4.0)>
                        {stroke.name.clone()}
                    </text>
                </g>
            }
        })
        .collect_view();
    let band = drawing.band.map(|(low, high)| {
        view! { <rect class="chart__band" x=number(low) y=number(plot.y) width=number((high - low).max(1.0)) height=number(plot.h) /> }
    });
    let level = drawing.level.as_ref().map(|(at, name)| {
        view! {
            <line class="chart__budget" x1=number(plot.x) x2=number(plot.x + plot.w) y1=number(*at) y2=number(*at) />
            {label(name, "chart__label chart__label--budget")}
        }
    });
    let points = drawing
        .points
        .iter()
        .map(|((x, y), name)| {
            view! {
                <circle class="chart__even" cx=number(*x) cy=number(*y) r="4.5" />
                {name.as_ref().map(|name| label(name, "chart__label chart__label--even"))}
            }
        })
        .collect_view();
    view! {
        <svg class="chart__svg" role="img" aria-label=name viewBox=format!("0 0 {} {}", number(drawing.width), number(drawing.height))>
            {band}
            {axes(plot, &drawing.across, &drawing.up, units)}
            {upright(&drawing.upright, plot, ("chart__upright", "chart__label chart__label--mark"))}
            {strokes}
            {level}
            {points}
        </svg>
    }
    .into_any()
}

/// Dots with names. `marks` are the place of each in hue and shape, and whether it is set back.
pub fn dots(
    drawing: &DotsDrawing,
    marks: &[(usize, bool)],
    name: String,
    units: (&'static str, &'static str),
) -> AnyView {
    let plot = drawing.plot;
    let dots = drawing
        .dots
        .iter()
        .zip(marks)
        .map(|(((x, y), name), (index, back))| {
            let hue = (index % 6).to_string();
            view! {
                <g class="chart__series" data-hue=hue data-back=back.then_some("")>
                    <path class="chart__dot" d=shape(index % 4, *x, *y) />
                    {name.as_ref().map(|name| label(name, "chart__label chart__label--series"))}
                </g>
            }
        })
        .collect_view();
    view! {
        <svg class="chart__svg" role="img" aria-label=name viewBox=format!("0 0 {} {}", number(drawing.width), number(drawing.height))>
            {axes(plot, &drawing.across, &drawing.up, units)}
            {upright(&drawing.upright, plot, ("chart__budget", "chart__label chart__label--budget"))}
            {dots}
        </svg>
    }
    .into_any()
}

/// Columns in groups. `marks` are the classes of the series; `unit` stands over the axis.
pub fn columns(drawing: &ColumnsDrawing, marks: &[&'static str], name: String, unit: &'static str) -> AnyView {
    leveled(drawing, &[], marks, name, unit)
}

/// Columns in groups, with lines across them: from the left, to the right, at a height.
pub fn leveled(
    drawing: &ColumnsDrawing,
    levels: &[(f64, f64, f64)],
    marks: &[&'static str],
    name: String,
    unit: &'static str,
) -> AnyView {
    let levels = levels
        .iter()
        .map(|(from, to, at)| {
            view! { <line class="chart__budget" x1=number(*from) x2=number(*to) y1=number(*at) y2=number(*at) /> }
        })
        .collect_view();
    let pieces = drawing
        .pieces
        .iter()
        .map(|piece| {
            let (room, mark) = (piece.room, marks.get(piece.series).copied().unwrap_or_default());
            view! {
                <rect
                    class=format!("chart__column {mark}")
                    x=number(room.x)
                    y=number(room.y)
                    width=number(room.w)
                    height=number(room.h)
                />
            }
        })
        .collect_view();
    view! {
        <svg class="chart__svg" role="img" aria-label=name viewBox=format!("0 0 {} {}", number(drawing.width), number(drawing.height))>
            {axes(drawing.plot, &drawing.across, &drawing.up, ("", unit))}
            {pieces}
            {levels}
        </svg>
    }
    .into_any()
}

/// A circle, a square, a triangle or a diamond around a point.
fn shape(kind: usize, x: f64, y: f64) -> String {
    match kind {
        0 => format!("M{:.1} {y:.1}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", x - 5.0),
        1 => format!("M{:.1} {:.1}h9v9h-9z", x - 4.5, y - 4.5),
        2 => format!("M{x:.1} {:.1}l5.5 9.5h-11z", y - 6.0),
        _ => format!("M{x:.1} {:.1}l6 6l-6 6l-6 -6z", y - 6.0),
    }
}
