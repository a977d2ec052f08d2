//! Columns side by side in groups, each of one part or of several on top of each other.

use super::place::Rect;
use super::{FIGURE, Scale, Tick, fit, text_width, ticks};

/// Columns under one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What they are of.
    pub name: String,
    /// From left to right; each from its foot up as the number of a series and an amount.
    pub columns: Vec<Vec<(usize, i64)>>,
}

/// What is to be drawn. The vertical axis starts at 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// From left to right.
    pub groups: Vec<Group>,
    /// In which amount the axis counts: 60 where minutes are told in hours.
    pub unit: i64,
}

/// A part of a column as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// The number of its group.
    pub group: usize,
    /// The number of its series.
    pub series: usize,
    /// Where it stands.
    pub room: Rect,
}

/// Everything in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnsDrawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// The part inside the axes.
    pub plot: Rect,
    /// The names of the groups, or of as many as there is room for.
    pub across: Vec<Tick>,
    /// Amounts.
    pub up: Vec<Tick>,
    /// The parts of all columns; those of no amount are left out.
    pub pieces: Vec<Piece>,
}

const HEIGHT: f64 = 220.0;
const WIDEST: f64 = 34.0;

/// Draws columns at a width; `figure` writes an amount at the axis.
pub fn draw_columns(chart: &Columns, width: f64, figure: impl Fn(i64) -> String) -> ColumnsDrawing {
    draw_leveled(chart, &[], width, figure).0
}

/// Draws columns with an amount across each group, where it has one: a line from the left to the right at
/// a height.
pub fn draw_leveled(
    chart: &Columns,
    levels: &[Option<i64>],
    width: f64,
    figure: impl Fn(i64) -> String,
) -> (ColumnsDrawing, Vec<(f64, f64, f64)>) {
    let unit = chart.unit.max(1);
    let heights = chart.groups.iter().flat_map(|group| &group.columns).map(|parts| sum(parts));
    let top = heights.chain(levels.iter().flatten().copied()).max().unwrap_or(0).max(1);
    let up: Vec<i64> = ticks(0, top / unit + i64::from(top % unit > 0), 4)
        .into_iter()
        .map(|value| value.saturating_mul(unit))
        .collect();
    let figures: Vec<String> = up.iter().map(|value| figure(*value)).collect();
    let left = figures.iter().map(|text| text_width(text, FIGURE)).fold(0.0, f64::max) + 10.0;
    let plot = Rect { x: left, y: 24.0, w: (width - left - 8.0).max(60.0), h: HEIGHT - 24.0 - 26.0 };
    let y = Scale { low: 0, high: up.last().copied().unwrap_or(1), from: plot.y + plot.h, to: plot.y };
    let slot = plot.w / chart.groups.len().max(1) as f64;
    let middle = |index: usize| plot.x + slot * (index as f64 + 0.5);
    let pieces =
        chart.groups.iter().enumerate().flat_map(|(index, group)| pieces(index, group, middle(index), slot, y));
    let lines = levels.iter().enumerate().filter_map(|(index, level)| {
        let left = plot.x + slot * index as f64;
        level.map(|level| (left, left + slot, y.at(level)))
    });
    let lines = lines.collect();
    let drawing = ColumnsDrawing {
        width,
        height: HEIGHT,
        plot,
        across: names(&chart.groups, slot, middle),
        up: up.iter().zip(figures).map(|(value, text)| Tick { at: y.at(*value), text }).collect(),
        pieces: pieces.collect(),
    };
    (drawing, lines)
}

fn sum(parts: &[(usize, i64)]) -> i64 {
    parts.iter().fold(0, |sum: i64, (_, amount)| sum.saturating_add((*amount).max(0)))
}

/// The columns of a group around its middle; they get thin where there are many.
fn pieces(index: usize, group: &Group, middle: f64, slot: f64, y: Scale) -> Vec<Piece> {
    let count = group.columns.len().max(1) as f64;
    let pitch = (slot * 0.72 / count).min(WIDEST);
    let wide = if pitch > 8.0 { pitch - 4.0 } else { pitch };
    let mut all = Vec::new();
    for (number, parts) in group.columns.iter().enumerate() {
        let x = middle + pitch * (number as f64 - count / 2.0) + (pitch - wide) / 2.0;
        let mut foot: i64 = 0;
        for (series, amount) in parts.iter().filter(|(_, amount)| *amount > 0) {
            let head = foot.saturating_add(*amount);
            let room = Rect { x, y: y.at(head), w: wide, h: y.at(foot) - y.at(head) };
            all.push(Piece { group: index, series: *series, room });
            foot = head;
        }
    }
    all
}

/// Every so many-th name, so that none lies on another.
fn names(groups: &[Group], slot: f64, middle: impl Fn(usize) -> f64) -> Vec<Tick> {
    const LONGEST: f64 = 96.0;
    const APART: f64 = 8.0;
    let widest = groups.iter().map(|group| text_width(&group.name, FIGURE)).fold(0.0, f64::max).min(LONGEST);
    let every = ((widest + APART) / slot).ceil().max(1.0) as usize;
    let named = groups.iter().enumerate().step_by(every);
    named.map(|(index, group)| Tick { at: middle(index), text: fit(&group.name, LONGEST, FIGURE) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(groups: usize) -> Columns {
        let group = |number: usize| Group {
            name: format!("{}月", number % 12 + 1),
            columns: vec![vec![(0, 600)], vec![(1, 600), (2, 60)]],
        };
        Columns { groups: (0..groups).map(group).collect(), unit: 60 }
    }

    fn drawn(groups: usize) -> ColumnsDrawing {
        draw_columns(&chart(groups), 640.0, |minutes| (minutes / 60).to_string())
    }

    #[test]
    fn nothing_has_axes_and_no_columns() {
        let drawing = drawn(0);
        assert_eq!((drawing.pieces.len(), drawing.across.len()), (0, 0));
        assert_eq!(drawing.up.iter().map(|tick| tick.text.as_str()).collect::<Vec<_>>(), ["0", "1"]);
    }

    #[test]
    fn parts_stand_on_each_other_and_columns_side_by_side() {
        let drawing = drawn(1);
        let [planned, within, beyond] = drawing.pieces[..] else { panic!("{:?}", drawing.pieces) };
        assert!(planned.room.x + planned.room.w < within.room.x);
        assert_eq!(within.room.x, beyond.room.x);
        assert!((beyond.room.y + beyond.room.h - within.room.y).abs() < 0.01);
        assert!((planned.room.y - within.room.y).abs() < 0.01);
        // 11 hours are shown on an axis of whole hours.
        assert_eq!(drawing.up.iter().map(|tick| tick.text.as_str()).collect::<Vec<_>>(), ["0", "5", "10", "15"]);
    }

    #[test]
    fn a_level_crosses_its_group_and_is_never_above_the_axis() {
        let (drawing, lines) =
            draw_leveled(&chart(2), &[None, Some(1_200)], 640.0, |minutes| (minutes / 60).to_string());
        let middle = drawing.plot.x + drawing.plot.w / 2.0;
        // 20 hours are the top of the axis.
        assert_eq!(lines, [(middle, drawing.plot.x + drawing.plot.w, drawing.plot.y)]);
    }

    #[test]
    fn many_get_thin_and_their_names_are_thinned() {
        for count in [12, 40, 500] {
            let drawing = drawn(count);
            assert_eq!(drawing.pieces.len(), count * 3);
            let edge = drawing.plot.x + drawing.plot.w;
            for piece in &drawing.pieces {
                assert!(piece.room.w > 0.0 && piece.room.x >= drawing.plot.x && piece.room.x + piece.room.w <= edge);
            }
            let apart = drawing.across.windows(2).all(|pair| pair[1].at - pair[0].at >= text_width("12月", FIGURE));
            assert!(apart && !drawing.across.is_empty(), "{count}");
        }
    }
}
