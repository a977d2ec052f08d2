//! The inputs that fuzzing found worth keeping, and the samples it began with, through the same
//! functions as the fuzz targets.
#![allow(clippy::expect_used, clippy::unwrap_used)]

#[path = "../fuzz/bodies/mod.rs"]
mod bodies;

use irai_board::document::{ImportProblem, export, parse};
use irai_board::domain::Board;
use irai_board::text::Lang;
use std::path::Path;

/// Runs every kept input of a target, in a fixed order. Answers how many there were.
fn replay(target: &str, run: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files {
        let input = std::fs::read(file).unwrap();
        // The name of an input that breaks a promise stands right above its panic.
        println!("{}", file.display());
        run(&input);
    }
    println!("{} inputs for {target}", files.len());
    files.len()
}

#[test]
fn every_kept_file_is_read_or_refused_without_a_panic() {
    assert!(replay("import", bodies::import::run) >= 50);
    bodies::import::run(include_bytes!("fixtures/board-v1.json"));
}

#[test]
fn every_kept_store_opens_and_goes_on() {
    assert!(replay("journal", bodies::journal::run) >= 50);
    bodies::journal::run(include_bytes!("fixtures/journal/v1.json"));
}

/// Found by fuzzing: the name of an unknown field stood in the message in its whole length.
#[test]
fn a_message_stays_short_however_long_a_name_in_the_file_is() {
    let name = "長い名前".repeat(5_000);
    let good = export(&Board::default(), "2026-07-01T10:00:00+09:00".parse().unwrap());
    let error = parse(good.replacen('{', &format!("{{\"{name}\": 1,"), 1).as_bytes()).expect_err("an unknown field");
    assert_eq!(error.problem, ImportProblem::UnknownField);
    assert!(error.place.starts_with("長い名前") && error.place.ends_with('…'));
    for lang in [Lang::Ja, Lang::En] {
        assert!(error.message(lang).chars().count() < 500);
    }
}
