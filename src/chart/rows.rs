//! Bars from left to right, each with its name and what it comes to.

use super::place::Rect;
use super::{LABEL, fit, text_width};

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// How long it is, in any unit.
    pub value: i64,
    /// A second value, marked on the line of the bar.
    pub mark: Option<i64>,
    /// What it comes to, in words.
    pub said: String,
}

/// A bar as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct RowDrawing {
    /// As much of the name as fits.
    pub name: String,
    /// Where the name begins: its base line.
    pub at: (f64, f64),
    /// The bar. Something that is not nothing is to be seen.
    pub bar: Rect,
    /// Pixels from the left of the mark.
    pub mark: Option<f64>,
    /// What it comes to.
    pub said: String,
    /// Where that begins.
    pub said_at: (f64, f64),
}

/// Everything in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsDrawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole.
    pub height: f64,
    /// From the top down.
    pub rows: Vec<RowDrawing>,
}

/// Draws bars at a width. On a narrow one the names stand above the bars.
pub fn draw_rows(rows: &[Row], width: f64) -> RowsDrawing {
    const BAR: f64 = 14.0;
    const GAP: f64 = 10.0;
    let narrow = width < 520.0;
    let widest = |text: fn(&Row) -> &str| rows.iter().map(|row| text_width(text(row), LABEL)).fold(0.0, f64::max);
    let left = if narrow { 0.0 } else { (widest(|row| &row.name) + 12.0).min(width * 0.36) };
    let right = (widest(|row| &row.said) + 14.0).min(width * 0.5);
    let step = if narrow { BAR + LABEL * 1.7 + GAP } else { BAR + GAP };
    let room = (width - left - right).max(40.0);
    let most = rows.iter().map(|row| row.value.max(row.mark.unwrap_or(0))).max().unwrap_or(0).max(1) as f64;
    let at = |value: i64| left + room * (value.max(0) as f64 / most);
    let drawn = rows.iter().enumerate().map(|(index, row)| {
        let top = index as f64 * step;
        let y = if narrow { top + LABEL * 1.7 } else { top + GAP / 2.0 };
        let length = at(row.value) - left;
        let bar = Rect { x: left, y, w: if row.value > 0 { length.max(2.0) } else { 0.0 }, h: BAR };
        let mark = row.mark.map(at);
        let end = mark.unwrap_or(0.0).max(bar.x + bar.w);
        RowDrawing {
            name: fit(&row.name, if narrow { width } else { left - 12.0 }, LABEL),
            at: if narrow { (0.0, top + LABEL * 1.2) } else { (0.0, y + BAR * 0.8) },
            bar,
            mark,
            said: row.said.clone(),
            said_at: (end + 8.0, y + BAR * 0.8),
        }
    });
    RowsDrawing { width, height: rows.len() as f64 * step, rows: drawn.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: i64, mark: Option<i64>) -> Row {
        Row { name: "問い合わせ・見積もり取得".to_owned(), value, mark, said: "12.5日(100件)".to_owned() }
    }

    #[test]
    fn bars_are_as_long_as_their_values_and_what_they_come_to_stands_behind() {
        for width in [320.0, 358.0, 800.0, 1_150.0] {
            let drawing = draw_rows(&[row(50, Some(100)), row(0, None), row(1, None), row(100, Some(40))], width);
            let [half, none, little, whole] = &drawing.rows[..] else { panic!("{:?}", drawing.rows) };
            assert!((half.bar.w * 2.0 - whole.bar.w).abs() < 0.1);
            assert_eq!(half.mark, Some(whole.bar.x + whole.bar.w));
            assert_eq!(none.bar.w, 0.0);
            assert!(little.bar.w >= 2.0);
            for row in &drawing.rows {
                assert!(row.said_at.0 > row.mark.unwrap_or(0.0) && row.said_at.0 > row.bar.x + row.bar.w);
                assert!(row.said_at.0 + text_width(&row.said, LABEL) <= width, "{width}");
                assert!(row.at.0 + text_width(&row.name, LABEL) <= width);
            }
            assert!(drawing.rows.windows(2).all(|pair| pair[0].bar.y + pair[0].bar.h < pair[1].bar.y));
        }
        assert_eq!(draw_rows(&[], 800.0).height, 0.0);
    }
}
