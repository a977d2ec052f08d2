//! The geometry of charts: ticks, lines, dots, columns, and labels that do not lie on each other.
//!
//! Pure and without a browser. A drawing is as wide as the page gives it room, in pixels, so that text
//! keeps its size; what colours and fonts are is the page's business. The width of a text is estimated
//! from above, so that a label never needs more room than was kept for it.

mod area;
mod columns;
mod dots;
mod lines;
mod place;
mod rows;
#[cfg(test)]
mod tests;

pub use area::{Area, Areas, AreasDrawing, MARK, draw_areas};
pub use columns::{Columns, ColumnsDrawing, Group, Piece, draw_columns, draw_leveled};
pub use dots::{Dot, Dots, DotsDrawing, draw_dots};
pub use lines::{Line, Lines, LinesDrawing, Stroke, draw_lines};
pub use place::{Label, Rect, Wish, place, spread};
pub use rows::{Row, RowDrawing, RowsDrawing, draw_rows};

/// The size of a label in pixels.
pub const LABEL: f64 = 12.0;
/// The size of a figure at an axis in pixels.
pub const FIGURE: f64 = 11.0;

/// A figure at an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Pixels from the left or from the top.
    pub at: f64,
    /// What it says.
    pub text: String,
}

/// Maps values onto pixels; `from` may lie beyond `to`, as it does where up is more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The least value.
    pub low: i64,
    /// The highest value.
    pub high: i64,
    /// The pixel of the least value.
    pub from: f64,
    /// The pixel of the highest value.
    pub to: f64,
}

impl Scale {
    /// The pixel of a value.
    pub fn at(&self, value: i64) -> f64 {
        let span = (self.high - self.low).max(1) as f64;
        self.from + (self.to - self.from) * ((value - self.low) as f64 / span)
    }
}

/// Round figures from at most `low` to at least `high`, about so many: 1, 2 or 5 times a power of ten
/// apart. There are always two.
pub fn ticks(low: i64, high: i64, about: i64) -> Vec<i64> {
    let span = high.saturating_sub(low).max(1);
    let about = about.max(1);
    let mut power: i64 = 1;
    while power.saturating_mul(10).saturating_mul(about) <= span {
        power = power.saturating_mul(10);
    }
    let fits = |times: &i64| power.saturating_mul(*times).saturating_mul(about) >= span;
    let step = power.saturating_mul([1, 2, 5, 10].into_iter().find(fits).unwrap_or(10));
    let first = low.div_euclid(step) * step;
    let mut all = vec![first];
    let mut at = first;
    while at < high || all.len() < 2 {
        at = at.saturating_add(step);
        all.push(at);
        if at == i64::MAX {
            break;
        }
    }
    all
}

/// The width of a text in pixels, estimated from above: a full-width letter is as wide as it is high.
pub fn text_width(text: &str, size: f64) -> f64 {
    let em = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ' ' | '|' | '\'' | ':' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        letter if letter.is_ascii() => 0.66,
        _ => 1.0,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// The text, or as much of its beginning as fits with 「…」.
pub fn fit(text: &str, width: f64, size: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if text_width(&kept, size) + size > width {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// What goes into a path's `d`: a line through the points, to a tenth of a pixel.
pub fn path(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        d.push_str(&format!("{}{x:.1} {y:.1}", if index == 0 { "M" } else { "L" }));
    }
    d
}
