//! CSV files that come in: any of the usual kinds is read into records that know their line, and
//! [`mapping`] makes candidates of them. Nothing here touches the board.

pub mod mapping;
mod message;
#[cfg(test)]
mod tests;

/// The most bytes of a file.
pub const BYTES_MAX: usize = 1_000_000;
/// The most rows under the head.
pub const ROWS_MAX: usize = 500;
/// The most columns.
pub const COLUMNS_MAX: usize = 100;

/// What parts the cells. The first counts where a file does not tell.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// More bytes than [`BYTES_MAX`].
    #[error("too-large:{0}")]
    TooLarge(usize),
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// There is a head and nothing under it.
    #[error("no-rows")]
    NoRows,
    /// More rows than [`ROWS_MAX`] under the head.
    #[error("too-many-rows:{0}")]
    TooManyRows(usize),
    /// More columns than [`COLUMNS_MAX`]: in which line.
    #[error("too-many-columns:{0}")]
    TooManyColumns(usize),
    /// A quotation mark that opens in this line never closes.
    #[error("open-quote:{0}")]
    OpenQuote(usize),
    /// It is no text: it holds characters that no table has.
    #[error("binary")]
    Binary,
}

/// A record: its cells, and the line of the file in which it begins, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line.
    pub line: usize,
    /// The cells.
    pub cells: Vec<String>,
}

/// A file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The records in order, the head first. Lines with nothing in them are none.
    pub records: Vec<Record>,
}

impl Sheet {
    /// The cells of the head.
    pub fn head(&self) -> &[String] {
        self.records.first().map(|record| record.cells.as_slice()).unwrap_or_default()
    }

    /// The records under the head.
    pub fn rows(&self) -> &[Record] {
        self.records.get(1..).unwrap_or_default()
    }
}

/// Reads a file that a person has chosen or pasted, and holds it to the limits.
///
/// # Errors
/// Where it is too large, has no rows, or cannot be read.
pub fn read(text: &str) -> Result<Sheet, CsvError> {
    if text.len() > BYTES_MAX {
        return Err(CsvError::TooLarge(text.len()));
    }
    if text.contains('\0') {
        return Err(CsvError::Binary);
    }
    let mut sheet = parse(text)?;
    // A row of cells that are all empty, as a spreadsheet leaves below its table.
    sheet.records.retain(|record| record.cells.iter().any(|cell| !cell.trim().is_empty()));
    if let Some(wide) = sheet.records.iter().find(|record| record.cells.len() > COLUMNS_MAX) {
        return Err(CsvError::TooManyColumns(wide.line));
    }
    match sheet.rows().len() {
        0 if sheet.records.is_empty() => Err(CsvError::Empty),
        0 => Err(CsvError::NoRows),
        count if count > ROWS_MAX => Err(CsvError::TooManyRows(count)),
        _ => Ok(sheet),
    }
}

/// Reads the records of a text. Cells are parted by comma, semicolon or tab, whichever the first line
/// has most of; quoted cells may hold line breaks.
///
/// # Errors
/// Where a quotation mark never closes.
pub fn parse(text: &str) -> Result<Sheet, CsvError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { delimiter: delimiter(text), line: 1, ..Reader::default() };
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if reader.quoted {
            match c {
                '"' if rest.peek() == Some(&'"') => {
                    rest.next();
                    reader.cell.push('"');
                }
                '"' => reader.quoted = false,
                _ => {
                    reader.line += usize::from(c == '\n' || (c == '\r' && rest.peek() != Some(&'\n')));
                    reader.cell.push(c);
                }
            }
        } else {
            match c {
                '"' if !reader.begun => {
                    (reader.quoted, reader.begun, reader.opened) = (true, true, reader.line);
                }
                '\r' | '\n' => {
                    if c == '\r' && rest.peek() == Some(&'\n') {
                        rest.next();
                    }
                    reader.end_record();
                    reader.line += 1;
                }
                _ if c == reader.delimiter => reader.end_cell(),
                _ => {
                    reader.begun = true;
                    reader.cell.push(c);
                }
            }
        }
    }
    if reader.quoted {
        return Err(CsvError::OpenQuote(reader.opened));
    }
    reader.end_record();
    Ok(reader.sheet)
}

#[derive(Default)]
struct Reader {
    delimiter: char,
    sheet: Sheet,
    record: Vec<String>,
    cell: String,
    /// Whether something of the cell was seen: a quote further on is a letter like any other.
    begun: bool,
    quoted: bool,
    line: usize,
    /// The line of the quote that was opened last.
    opened: usize,
}

impl Reader {
    fn end_cell(&mut self) {
        self.record.push(std::mem::take(&mut self.cell));
        self.begun = false;
    }

    fn end_record(&mut self) {
        if self.begun || !self.record.is_empty() {
            self.end_cell();
            let cells = std::mem::take(&mut self.record);
            let breaks: usize = cells.iter().map(|cell| breaks(cell)).sum();
            self.sheet.records.push(Record { line: self.line.saturating_sub(breaks), cells });
        }
    }
}

/// The line breaks in a cell.
fn breaks(cell: &str) -> usize {
    cell.matches('\n').count() + cell.matches('\r').count() - cell.matches("\r\n").count()
}

/// What parts the cells: of the first line that has something, what stands most often outside quotes.
fn delimiter(text: &str) -> char {
    let mut counts = [0_usize; DELIMITERS.len()];
    let (mut quoted, mut any) = (false, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\r' | '\n' if !quoted && any => break,
            _ => {}
        }
        any |= !matches!(c, '\r' | '\n');
        if !quoted && let Some(index) = DELIMITERS.iter().position(|delimiter| *delimiter == c) {
            counts[index] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let first = counts.iter().position(|count| *count == most).unwrap_or_default();
    DELIMITERS[first]
}
