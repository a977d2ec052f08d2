//! Writes the tables of a board that is known to the last cell, for readers of other make:
//! `cargo run --example csv -- <folder>`
//!
//! `tests/csv/check.py` reads them and holds them against the rows that it expects.

use irai_board::document;
use irai_board::text::Lang;
use irai_board::text::csv::{Table, file_name, rows, write};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

const BOARD: &str = include_str!("../tests/csv/board.json");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("the folder is missing")?);
    let import = document::parse(BOARD.as_bytes()).map_err(|error| error.message(Lang::En))?;
    for lang in [Lang::Ja, Lang::En] {
        let inside = folder.join(lang.tag());
        fs::create_dir_all(&inside)?;
        for table in Table::ALL {
            let text = write(&rows(table, &import.board, true, lang));
            fs::write(inside.join(file_name(table, import.exported_at)), text)?;
        }
    }
    Ok(())
}
