//! Lines over hours, each with its name at its end.

use super::place::{Label, Rect, Wish, place, spread, under};
use super::{FIGURE, LABEL, Scale, Tick, fit, path, text_width, ticks};

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The letter by which it is known elsewhere on the page.
    pub letter: String,
    /// Its name.
    pub name: String,
    /// Minutes and yen, from left to right.
    pub points: Vec<(i64, i64)>,
}

/// What is to be drawn. The horizontal axis starts at 0 and is in minutes, the vertical one in yen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// The last minute.
    pub end: i64,
    /// The lines.
    pub lines: Vec<Line>,
    /// Minutes that are marked, with what they are.
    pub upright: Option<(i64, String)>,
    /// Minutes between which the volume changes.
    pub band: Option<(i64, i64)>,
    /// Yen that are marked, with what they are.
    pub level: Option<(i64, String)>,
    /// Points that have a name, with shorter forms of it.
    pub points: Vec<(i64, i64, Vec<String>)>,
}

/// A line as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The path.
    pub d: String,
    /// From the end of the line to its name; empty where the name stands at the end.
    pub lead: String,
    /// Its name.
    pub name: String,
    /// Where the name begins.
    pub at: (f64, f64),
}

/// Everything in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct LinesDrawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// The part inside the axes.
    pub plot: Rect,
    /// Hours.
    pub across: Vec<Tick>,
    /// Yen.
    pub up: Vec<Tick>,
    /// The lines in their order.
    pub strokes: Vec<Stroke>,
    /// The marked minutes, with the label.
    pub upright: Option<(f64, Label)>,
    /// The band from left to right.
    pub band: Option<(f64, f64)>,
    /// The marked yen, with the label.
    pub level: Option<(f64, Label)>,
    /// The named points: each with its label, where there is room for one.
    pub points: Vec<((f64, f64), Option<Label>)>,
}

const ROW: f64 = 17.0;
/// Below this width the lines are named by their letters alone.
const NARROW: f64 = 560.0;

/// Draws lines at a width; `hours` and `yen` write the figures.
pub fn draw_lines(
    chart: &Lines,
    width: f64,
    hours: impl Fn(i64) -> String,
    yen: impl Fn(i64) -> String,
) -> LinesDrawing {
    let narrow = width < NARROW;
    let top = chart.lines.iter().flat_map(|line| line.points.iter().map(|point| point.1)).max().unwrap_or(0);
    let top = top.max(chart.level.as_ref().map_or(0, |(level, _)| level + level / 12)).max(1);
    let up = ticks(0, top, 5);
    let figures: Vec<String> = up.iter().map(|value| yen(*value)).collect();
    let left = figures.iter().map(|text| text_width(text, FIGURE)).fold(0.0, f64::max) + 10.0;
    let right = if narrow { 30.0 } else { (width * 0.26).min(230.0) };
    let height = (if narrow { 300.0_f64 } else { 360.0 }).max(chart.lines.len() as f64 * ROW + 80.0);
    let plot = Rect { x: left, y: 26.0, w: (width - left - right).max(60.0), h: height - 26.0 - 44.0 };

    let end = chart.end.max(60);
    let x = Scale { low: 0, high: end, from: plot.x, to: plot.x + plot.w };
    let y = Scale { low: 0, high: up.last().copied().unwrap_or(1), from: plot.y + plot.h, to: plot.y };
    let about = if narrow { 4 } else { 8 };
    let across = ticks(0, end / 60, about).into_iter().map(|hour| hour * 60).filter(|minute| *minute <= end);

    let traced: Vec<Vec<(f64, f64)>> = chart
        .lines
        .iter()
        .map(|line| line.points.iter().map(|(minute, yen)| (x.at(*minute), y.at(*yen))).collect())
        .collect();
    let strokes = strokes(chart, &traced, plot, right, narrow);

    let over: Vec<(f64, f64)> = traced.iter().flat_map(|points| dense(points)).collect();
    let mut taken = Vec::new();
    let upright = chart.upright.as_ref().map(|(minute, text)| {
        let at = x.at(*minute);
        let w = text_width(text, LABEL) + 4.0;
        let room =
            Rect { x: (at - w / 2.0).clamp(plot.x, (plot.x + plot.w - w).max(plot.x)), y: 4.0, w, h: LABEL * 1.5 };
        (at, Label { text: text.clone(), room, of: (at, plot.y), led: false })
    });
    let level = chart.level.as_ref().map(|(value, text)| {
        let at = y.at(*value);
        let room = along(at, text_width(text, LABEL) + 4.0, plot, &over);
        taken.push(room);
        (at, Label { text: text.clone(), room, of: (plot.x, at), led: false })
    });
    let named: Vec<(f64, f64)> = chart.points.iter().map(|point| (x.at(point.0), y.at(point.1))).collect();
    taken.extend(named.iter().map(|(x, y)| Rect { x: x - 6.0, y: y - 6.0, w: 12.0, h: 12.0 }));
    let wishes: Vec<Wish> = chart
        .points
        .iter()
        .zip(&named)
        .map(|((_, _, texts), (x, y))| Wish { x: *x, y: *y, texts: texts.clone() })
        .collect();
    let labels = place(&wishes, &taken, &over, plot, LABEL);
    LinesDrawing {
        width,
        height,
        plot,
        across: across.map(|minute| Tick { at: x.at(minute), text: hours(minute) }).collect(),
        up: up.iter().zip(figures).map(|(value, text)| Tick { at: y.at(*value), text }).collect(),
        strokes,
        upright,
        band: chart.band.map(|(low, high)| (x.at(low.min(end)), x.at(high.min(end)))),
        level,
        points: named.into_iter().zip(labels).collect(),
    }
}

/// The lines with their names in the margin, from top to bottom as they end.
fn strokes(chart: &Lines, traced: &[Vec<(f64, f64)>], plot: Rect, right: f64, narrow: bool) -> Vec<Stroke> {
    let ends: Vec<(f64, f64)> =
        traced.iter().map(|points| points.last().copied().unwrap_or((plot.x, plot.y + plot.h))).collect();
    let heights: Vec<f64> = ends.iter().map(|(_, y)| *y).collect();
    let spread = spread(&heights, ROW, plot.y + 4.0, plot.y + plot.h - 2.0);
    let edge = plot.x + plot.w;
    let lines = chart.lines.iter().zip(traced).zip(ends.iter().zip(spread));
    lines
        .map(|((line, points), (end, height))| {
            let at = (edge + 14.0, height);
            let name = if narrow {
                line.letter.clone()
            } else {
                fit(&format!("{} {}", line.letter, line.name), right - 18.0, LABEL)
            };
            let lead = [*end, (edge.max(end.0) + 3.0, end.1), (edge + 11.0, height)];
            Stroke { d: path(points), lead: path(&lead), name, at }
        })
        .collect()
}

/// Room for a label above or below a level, where the fewest lines pass.
fn along(level: f64, w: f64, plot: Rect, over: &[(f64, f64)]) -> Rect {
    const PLACES: u32 = 12;
    let h = LABEL * 1.5;
    let slack = (plot.w - w - 8.0).max(0.0);
    let at = |part: u32, y: f64| Rect { x: plot.x + 4.0 + slack * f64::from(part) / f64::from(PLACES), y, w, h };
    let above = (0..=PLACES).map(|part| at(part, level - h));
    let below = (0..=PLACES).map(|part| at(part, level + 1.0));
    let inside = above.chain(below).filter(|room| plot.holds(room));
    inside.min_by_key(|room| under(room, over)).unwrap_or_else(|| at(0, level - h))
}

/// Points along a line, a few pixels apart.
fn dense(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const APART: f64 = 4.0;
    let between = |pair: &[(f64, f64)]| {
        let [a, b] = pair else { return Vec::new() };
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let parts = (dx.hypot(dy) / APART).ceil().max(1.0);
        (0..parts as u32).map(|part| f64::from(part) / parts).map(|t| (a.0 + dx * t, a.1 + dy * t)).collect()
    };
    points.windows(2).flat_map(between).collect()
}
