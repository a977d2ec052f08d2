//! What earlier versions have stored opens in this one: a store of each schema is kept as a fixture,
//! with the board in it.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use irai_board::document::parse;
use irai_board::domain::{Action, Board, Command, Stage};
use irai_board::journal::{KeyValue, MemoryStore, Mirrored, SCHEMA};
use irai_board::session::{SaveState, Session};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const RECORD: &str = "irai-board/r/";

fn fixture(kind: &str, schema: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{kind}/v{schema}.json"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What an app of this schema had stored.
fn stored(schema: u32) -> BTreeMap<String, String> {
    serde_json::from_str(&read(&fixture("journal", schema))).unwrap()
}

/// The board in it.
fn board(schema: u32) -> Board {
    parse(read(&fixture("board", schema)).as_bytes()).unwrap().board
}

fn store_of(values: &BTreeMap<String, String>) -> MemoryStore {
    let mut store = MemoryStore::new();
    for (key, value) in values {
        store.set(key, value).unwrap();
    }
    store
}

fn open(store: MemoryStore) -> Session<MemoryStore> {
    let (session, findings) = Session::open(store).unwrap();
    assert_eq!(findings.set_aside(), 0, "{findings:?}");
    session
}

fn add(session: &mut Session<MemoryStore>) {
    let seed = Uuid::from_u128(0x019b_0000_0000_7000_8000_0000_0000_0001);
    let at = "2026-12-01T09:00:00+09:00".parse().unwrap();
    let action = Action::Add { title: "その後".to_owned(), stage: Stage::Clarify };
    session.dispatch(Command { at, seed, action }, false).unwrap();
}

/// Fails when the schema is raised without a fixture of the one before: `cargo run --example fixture`
/// writes it, as long as the code still writes that schema.
#[test]
fn a_store_of_each_schema_is_kept() {
    for schema in 1..=SCHEMA {
        for kind in ["journal", "board"] {
            assert!(fixture(kind, schema).is_file(), "{} is missing", fixture(kind, schema).display());
        }
        let text = stored(schema)["irai-board/super/a"].clone();
        assert!(text.starts_with(&format!("{schema} ")), "the store kept for schema {schema} is of another one");
    }
}

#[test]
fn a_store_of_each_schema_opens_to_the_board_that_was_in_it() {
    for schema in 1..=SCHEMA {
        let mut session = open(store_of(&stored(schema)));
        assert_eq!(session.board(), &board(schema), "schema {schema}");

        session.settle();
        assert_eq!(session.state(), SaveState::Saved);
        let mut session = open(session.into_store());
        assert_eq!(session.board(), &board(schema), "schema {schema}, written anew");

        add(&mut session);
        let after = session.board().clone();
        let session = open(session.into_store());
        assert_eq!(session.board(), &after, "schema {schema}, gone on");
    }
}

#[test]
fn the_data_of_an_earlier_schema_is_kept_as_it_was() {
    for schema in 1..SCHEMA {
        let name = format!("schema-{schema}");
        let mut session = open(store_of(&stored(schema)));
        session.settle();
        // More generations than are kept, so that nothing but the copy holds the old ones.
        for _ in 0..5 {
            add_and_checkpoint(&mut session);
        }
        let kept = session.journal().day(&name).unwrap().expect("kept before it was written anew");
        assert_eq!((kept.schema, kept.missing.len()), (schema, 0));
        for (chunk, text) in &kept.chunks {
            assert!(stored(schema).values().any(|old| **old == **text), "{chunk} is not as it was");
        }
        let (there, missing) = session.day(&name).expect("it reads as a board");
        assert_eq!((there, missing.len()), (board(schema), 0));
    }
}

fn add_and_checkpoint(session: &mut Session<MemoryStore>) {
    let before = session.board().engagements.len();
    let seed = Uuid::from_u128(0x019b_0000_0000_7000_8000_0000_0000_0000 | ((before as u128) << 24));
    let at = "2026-12-01T09:00:00+09:00".parse().unwrap();
    // Too large for a record, so it is stored as a checkpoint.
    let titles = (0..6).map(|n| format!("{}{n}", "長い題名".repeat(20)));
    for (number, title) in titles.enumerate() {
        let seed = Uuid::from_u128(seed.as_u128() | ((number as u128) << 16));
        let action = Action::Add { title, stage: Stage::Clarify };
        session.dispatch(Command { at, seed, action }, false).unwrap();
    }
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap() + chrono::Days::new(before as u64);
    session.keep_day(day);
    assert!(session.journal().has_day(&day.to_string()).unwrap());
}

/// The store of a schema without the records from a place in their order on.
fn up_to(schema: u32, count: usize) -> BTreeMap<String, String> {
    let mut values = stored(schema);
    let sequence = |key: &str| key.rsplit('/').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or_default();
    let mut records: Vec<String> = values.keys().filter(|key| key.starts_with(RECORD)).cloned().collect();
    records.sort_by_key(|key| sequence(key));
    for key in records.iter().skip(count) {
        values.remove(key);
    }
    values
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A store of an earlier schema that was cut off at any record, and lost any one key, opens and
    /// goes on; with the whole store as its mirror nothing is missing.
    #[test]
    fn a_store_of_an_earlier_schema_opens_wherever_it_ends(
        schema in 1..=SCHEMA,
        count in 0_usize..260,
        lost in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut values = up_to(schema, count);
        if let Some(lost) = lost {
            let key = lost.get(&values.keys().cloned().collect::<Vec<_>>()).clone();
            values.remove(&key);
        }
        let (mut session, _) = Session::open(store_of(&values)).unwrap();
        let found = session.board().clone();
        session.settle();
        let (mut session, findings) = Session::open(session.into_store()).unwrap();
        prop_assert_eq!(session.board(), &found);
        prop_assert_eq!(findings.set_aside(), 0);
        add(&mut session);
        prop_assert_eq!(session.state(), SaveState::Saved);

        let joined = Mirrored::join(store_of(&values), stored(schema)).unwrap();
        let (session, _) = Session::open(joined).unwrap();
        prop_assert_eq!(session.board(), &board(schema));
    }
}
