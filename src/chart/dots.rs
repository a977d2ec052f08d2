//! Dots with names: what it costs against how it scores.

use super::place::{Label, Rect, Wish, place};
use super::{FIGURE, LABEL, Scale, Tick, fit, text_width, ticks};

/// One dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The letter by which it is known elsewhere on the page.
    pub letter: String,
    /// Its name.
    pub name: String,
    /// Yen.
    pub x: i64,
    /// Hundredths of a point.
    pub y: i64,
}

/// What is to be drawn: yen to the right, points from 1 to 5 up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dots {
    /// The dots.
    pub dots: Vec<Dot>,
    /// Yen that are marked, with what they are.
    pub upright: Option<(i64, String)>,
}

/// Everything in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct DotsDrawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// The part inside the axes.
    pub plot: Rect,
    /// Yen.
    pub across: Vec<Tick>,
    /// Points.
    pub up: Vec<Tick>,
    /// Each dot's place and its name, where there is room for one.
    pub dots: Vec<((f64, f64), Option<Label>)>,
    /// The marked yen, with the label.
    pub upright: Option<(f64, Label)>,
}

/// Draws dots at a width; `yen` writes the figures.
pub fn draw_dots(chart: &Dots, width: f64, yen: impl Fn(i64) -> String) -> DotsDrawing {
    const LEFT: f64 = 34.0;
    const NAME: f64 = 190.0;
    let narrow = width < 560.0;
    let height = if narrow { 300.0 } else { 360.0 };
    let plot = Rect { x: LEFT, y: 26.0, w: (width - LEFT - 16.0).max(60.0), h: height - 26.0 - 44.0 };
    let values = chart.dots.iter().map(|dot| dot.x).chain(chart.upright.as_ref().map(|(value, _)| *value));
    let (low, high) = values.fold((i64::MAX, 0), |(low, high), value| (low.min(value), high.max(value)));
    let low = low.min(high);
    let pad = ((high - low) / 8).max(high / 20).max(1);
    let across = ticks((low - pad).max(0), high + pad, if narrow { 3 } else { 6 });
    let ends = (across.first().copied().unwrap_or(0), across.last().copied().unwrap_or(1));
    let x = Scale { low: ends.0, high: ends.1, from: plot.x, to: plot.x + plot.w };
    let y = Scale { low: 80, high: 520, from: plot.y + plot.h, to: plot.y };

    let upright = chart.upright.as_ref().map(|(value, text)| {
        let at = x.at(*value);
        let w = text_width(text, LABEL) + 4.0;
        let room =
            Rect { x: (at - w / 2.0).clamp(plot.x, (plot.x + plot.w - w).max(plot.x)), y: 4.0, w, h: LABEL * 1.5 };
        (at, Label { text: text.clone(), room, of: (at, plot.y), led: false })
    });
    let places: Vec<(f64, f64)> = chart.dots.iter().map(|dot| (x.at(dot.x), y.at(dot.y))).collect();
    let taken: Vec<Rect> = places.iter().map(|(x, y)| Rect { x: x - 6.0, y: y - 6.0, w: 12.0, h: 12.0 }).collect();
    // A letter has room nearly everywhere: those are looked for after all names that fit whole.
    let name = |dot: &Dot, room: f64| fit(&format!("{} {}", dot.letter, dot.name), room, LABEL);
    let wishes: Vec<Wish> = chart
        .dots
        .iter()
        .zip(&places)
        .map(|(dot, (x, y))| {
            let whole = name(dot, if narrow { NAME * 0.7 } else { NAME });
            Wish { x: *x, y: *y, texts: vec![whole, name(dot, NAME / 2.0), dot.letter.clone()] }
        })
        .collect();
    let line: Vec<(f64, f64)> =
        upright.iter().flat_map(|(at, _)| (0..40).map(|n| (*at, plot.y + plot.h * f64::from(n) / 40.0))).collect();
    let labels = place(&wishes, &taken, &line, plot, LABEL);
    let figure_room = text_width(&yen(ends.1), FIGURE) + 8.0;
    let every = ((across.len() as f64 * figure_room / plot.w).ceil().max(1.0)) as usize;
    let shown = across.iter().enumerate().filter(|(index, _)| index % every == 0).map(|(_, value)| *value);
    DotsDrawing {
        width,
        height,
        plot,
        across: shown.map(|value| Tick { at: x.at(value), text: yen(value) }).collect(),
        up: (1..=5).map(|points| Tick { at: y.at(points * 100), text: points.to_string() }).collect(),
        dots: places.into_iter().zip(labels).collect(),
        upright,
    }
}
