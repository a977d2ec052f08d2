//! CSV files for spreadsheets: UTF-8 with a byte order mark, CRLF, RFC 4180 quoting, and no cell that
//! a spreadsheet would run as a formula.

mod guard;
mod tables;
#[cfg(test)]
mod tests;

pub use guard::{guarded, unguarded};
pub use tables::{Table, file_name, rows};

use crate::domain::scalar::Minutes;
use std::borrow::Cow;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What a person wrote: guarded, so that it is never a formula.
    Text(String),
    /// A whole number: yen, minutes, percent. It stays one, also below nothing.
    Number(i64),
    /// Hours with at most two decimals.
    Hours(Minutes),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number, or an empty cell where it is not known.
    pub fn number(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Text(String::new()), |number| Self::Number(number.into()))
    }

    /// Hours, or an empty cell where they are not known.
    pub fn hours(time: Option<Minutes>) -> Self {
        time.map_or(Self::Text(String::new()), Self::Hours)
    }

    /// As it stands in the file, before quoting.
    fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => guarded(text),
            Self::Number(number) => number.to_string().into(),
            Self::Hours(time) => hours(*time).into(),
        }
    }
}

/// `1.5`, `0.33`: hours in hundredths, the last digit rounded.
fn hours(time: Minutes) -> String {
    let hundredths = time.get().saturating_mul(100).saturating_add(30) / 60;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}

/// The text of a file of these rows, the byte order mark by which Excel knows UTF-8 included.
pub fn write(rows: &[Vec<Cell>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            let written = cell.written();
            // A row of one empty cell would be no row at all.
            if needs_quotes(&written) || (row.len() == 1 && written.is_empty()) {
                text.push('"');
                text.push_str(&written.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&written);
            }
        }
        text.push_str("\r\n");
    }
    text
}

/// Whether a cell would be read otherwise without quotes, here or where `;` or a tab parts the cells.
fn needs_quotes(text: &str) -> bool {
    let at_an_end = |c: char| c.is_whitespace() || c == '\u{feff}';
    text.contains(['"', ',', ';', '\t', '\r', '\n']) || text.starts_with(at_an_end) || text.ends_with(at_an_end)
}
