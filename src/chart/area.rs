//! Stacked areas over days, each with its name at its end.

use super::place::{Rect, spread};
use super::{FIGURE, LABEL, Scale, Tick, fit, path, text_width, ticks};

/// What is to be drawn: how many there are of each on each day, from the bottom up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    /// The names of the areas, and shorter ones for a narrow drawing.
    pub names: Vec<(String, String)>,
    /// For each day what it is called at the axis, and how many there are in each area.
    pub days: Vec<(String, Vec<i64>)>,
}

/// An area as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its place in [`Areas::names`].
    pub index: usize,
    /// The path around it.
    pub d: String,
    /// From its end to its name.
    pub lead: String,
    /// Its name with how many there are at the end.
    pub name: String,
    /// Where its mark begins, in the middle of its height.
    pub at: (f64, f64),
    /// Whether there is any at the end.
    pub ends: bool,
}

/// Everything in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct AreasDrawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// The part inside the axes.
    pub plot: Rect,
    /// Days.
    pub across: Vec<Tick>,
    /// How many.
    pub up: Vec<Tick>,
    /// The areas that are anything, from the bottom up.
    pub areas: Vec<Area>,
}

const ROW: f64 = 16.0;
/// From the mark of an area to its name.
pub const MARK: f64 = 14.0;

/// Draws areas at a width. What was so at the end of a day fills the whole of its place, so that a
/// single day is to be seen too.
pub fn draw_areas(chart: &Areas, width: f64) -> AreasDrawing {
    let narrow = width < 560.0;
    let total = |values: &[i64]| values.iter().sum::<i64>();
    let top = chart.days.iter().map(|(_, values)| total(values)).max().unwrap_or(0).max(1);
    let up = ticks(0, top, 4);
    let left = up.iter().map(|value| text_width(&value.to_string(), FIGURE)).fold(0.0, f64::max) + 12.0;
    let shown: Vec<usize> = (0..chart.names.len()).filter(|index| is_there(chart, *index)).collect();
    let called = |index: usize| chart.names.get(index).map_or("", |(long, short)| if narrow { short } else { long });
    let widest = shown.iter().map(|index| text_width(called(*index), LABEL)).fold(0.0, f64::max);
    let right = (widest + 52.0 + MARK).min(width * if narrow { 0.38 } else { 0.27 });
    let height = if narrow { 300.0 } else { 340.0 };
    let plot = Rect { x: left, y: 24.0, w: (width - left - right).max(60.0), h: height - 24.0 - 40.0 };
    let y = Scale { low: 0, high: up.last().copied().unwrap_or(1), from: plot.y + plot.h, to: plot.y };
    let step = plot.w / chart.days.len().max(1) as f64;

    let mut floor = vec![0_i64; chart.days.len()];
    let mut areas: Vec<(usize, String, f64)> = Vec::new();
    for index in 0..chart.names.len() {
        let values = chart.days.iter().map(|(_, values)| values.get(index).copied().unwrap_or(0));
        let ceiling: Vec<i64> = floor.iter().zip(values).map(|(low, value)| low + value).collect();
        if shown.contains(&index) {
            let middle =
                floor.last().zip(ceiling.last()).map_or(plot.y, |(low, high)| (y.at(*low) + y.at(*high)) / 2.0);
            areas.push((index, around(&floor, &ceiling, plot.x, step, &y), middle));
        }
        floor = ceiling;
    }
    // Of those at the same height the one that lies above stands above.
    let wanted: Vec<f64> = areas.iter().map(|(index, _, middle)| middle - *index as f64 * 0.01).collect();
    let heights = spread(&wanted, ROW, plot.y + 6.0, plot.y + plot.h - 4.0);
    let edge = plot.x + plot.w;
    let areas = areas.into_iter().zip(heights).map(|((index, d, middle), height)| {
        let last = chart.days.last().and_then(|(_, values)| values.get(index)).copied().unwrap_or(0);
        let count = last.to_string();
        let name = fit(called(index), right - 22.0 - MARK - text_width(&count, LABEL), LABEL);
        let lead = path(&[(edge, middle), (edge + 3.0, middle), (edge + 10.0, height)]);
        Area { index, d, lead, name: format!("{name} {count}"), at: (edge + 14.0, height), ends: last > 0 }
    });
    AreasDrawing {
        width,
        height,
        plot,
        across: days(chart, plot, step),
        up: up.iter().map(|value| Tick { at: y.at(*value), text: value.to_string() }).collect(),
        areas: areas.collect(),
    }
}

fn is_there(chart: &Areas, index: usize) -> bool {
    chart.days.iter().any(|(_, values)| values.get(index).is_some_and(|value| *value > 0))
}

/// Along the ceiling from left to right in steps, back along the floor.
fn around(floor: &[i64], ceiling: &[i64], left: f64, step: f64, y: &Scale) -> String {
    let stair = |heights: &[i64]| -> Vec<(f64, f64)> {
        let each = |(index, height): (usize, &i64)| {
            let x = left + step * index as f64;
            [(x, y.at(*height)), (x + step, y.at(*height))]
        };
        heights.iter().enumerate().flat_map(each).collect()
    };
    let mut points = stair(ceiling);
    points.extend(stair(floor).into_iter().rev());
    // A run of days with the same height is one line.
    let same = |a: f64, b: f64| (a - b).abs() < 0.01;
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for point in points {
        if let [.., before, last] = corners[..]
            && same(before.1, last.1)
            && same(last.1, point.1)
        {
            corners.pop();
        }
        corners.push(point);
    }
    format!("{}Z", path(&corners))
}

/// As many days as have room at the axis, the last one among them.
fn days(chart: &Areas, plot: Rect, step: f64) -> Vec<Tick> {
    let widest = chart.days.iter().map(|(name, _)| text_width(name, FIGURE)).fold(0.0, f64::max) + 14.0;
    let every = ((widest / step.max(0.1)).ceil().max(1.0)) as usize;
    let last = chart.days.len().saturating_sub(1);
    let shown = chart.days.iter().enumerate().filter(|(index, _)| (last - index).is_multiple_of(every));
    shown
        .map(|(index, (name, _))| Tick { at: plot.x + step * (index as f64 + 0.5), text: name.clone() })
        .filter(|tick| tick.at - text_width(&tick.text, FIGURE) / 2.0 >= plot.x - 8.0 || last == 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(days: usize, bands: usize) -> Areas {
        let name = |index: usize| (format!("{index} 問い合わせ・見積もり取得"), format!("{index} 見積もり"));
        let day = |number: usize| (format!("{}/{}", number % 12 + 1, number % 28 + 1), vec![2; bands]);
        Areas { names: (0..bands).map(name).collect(), days: (0..days).map(day).collect() }
    }

    #[test]
    fn no_day_has_axes_and_no_area() {
        let drawing = draw_areas(&chart(0, 3), 800.0);
        assert_eq!((drawing.areas.len(), drawing.across.len()), (0, 0));
        assert_eq!(drawing.up.iter().map(|tick| tick.text.as_str()).collect::<Vec<_>>(), ["0", "1"]);
    }

    #[test]
    fn a_single_day_fills_the_whole_width() {
        let mut chart = chart(1, 2);
        chart.days = vec![("7/1".to_owned(), vec![1, 0])];
        let drawing = draw_areas(&chart, 800.0);
        let [area] = &drawing.areas[..] else { panic!("{:?}", drawing.areas) };
        let (plot, foot) = (drawing.plot, drawing.plot.y + drawing.plot.h);
        let (left, right) = (plot.x, plot.x + plot.w);
        let around = [(left, plot.y), (right, plot.y), (right, foot), (left, foot)];
        assert_eq!(area.d, format!("{}Z", path(&around)));
        assert!(area.name.ends_with(" 1"));
        assert_eq!(drawing.across.len(), 1);
    }

    #[test]
    fn names_stand_in_the_order_of_the_areas_also_where_nothing_is_left_at_the_end() {
        let mut chart = chart(2, 4);
        chart.days[1].1 = vec![0, 3, 0, 0];
        let drawing = draw_areas(&chart, 800.0);
        let heights: Vec<f64> = drawing.areas.iter().map(|area| area.at.1).collect();
        assert!(heights.windows(2).all(|pair| pair[1] < pair[0]), "{heights:?}");
        assert_eq!(drawing.areas.iter().map(|area| area.ends).collect::<Vec<_>>(), [false, true, false, false]);
    }

    #[test]
    fn names_keep_apart_and_inside_at_every_width_and_number_of_days() {
        for width in [320.0, 358.0, 700.0, 1_150.0] {
            for days in [1, 2, 31, 130, 500] {
                let drawing = draw_areas(&chart(days, 11), width);
                assert_eq!(drawing.areas.len(), 11);
                let mut heights: Vec<f64> = drawing.areas.iter().map(|area| area.at.1).collect();
                heights.sort_by(f64::total_cmp);
                assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > ROW - 0.1), "{width} {days}");
                let ends = drawing
                    .areas
                    .iter()
                    .map(|area| area.at.0 + MARK + text_width(&area.name, LABEL))
                    .fold(0.0, f64::max);
                assert!(ends <= width + 1.0, "{width} {days}: {ends}");
                let widest = text_width("12/28", FIGURE);
                assert!(drawing.across.windows(2).all(|pair| pair[1].at - pair[0].at >= widest), "{width} {days}");
                assert!(!drawing.across.is_empty());
            }
        }
    }
}
