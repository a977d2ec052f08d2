use super::*;

type Harm = (&'static str, fn(&str) -> Option<String>);

/// What can happen to one value; `None` takes it away.
fn harms() -> Vec<Harm> {
    fn flip(text: &str, at: usize, bit: u8) -> String {
        let mut bytes = text.as_bytes().to_vec();
        let at = at.min(bytes.len().saturating_sub(1));
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << bit;
        }
        // A store of text never yields bytes that are not text.
        String::from_utf8_lossy(&bytes).into_owned()
    }
    vec![
        ("missing", |_| None),
        ("empty", |_| Some(String::new())),
        ("half", |text| Some(text.chars().take(text.chars().count() / 2).collect())),
        ("one character short", |text| {
            let mut short = text.to_owned();
            short.pop();
            Some(short)
        }),
        ("one character long", |text| Some(format!("{text} "))),
        ("first bit", |text| Some(flip(text, 0, 0))),
        ("schema looks newer", |text| Some(flip(text, 0, 1))),
        ("a bit of the header", |text| Some(flip(text, 9, 5))),
        ("a bit in the middle", |text| Some(flip(text, text.len() / 2, 2))),
        ("last bit", |text| Some(flip(text, usize::MAX, 0))),
        ("something else", |_| Some("{\"not\":\"ours\"}".to_owned())),
    ]
}

/// How many actions must survive harm to `key`.
fn least(session: &Session, key: &str) -> usize {
    let all = session.actions.len();
    let sequence = |key: &str| -> usize { key.rsplit('/').next().unwrap().parse().unwrap() };
    if key.contains("/r/") {
        // A checkpoint includes the record, or everything before it survives.
        let manifests = session.journal.store().values().iter().filter(|(k, _)| k.contains("/m/"));
        let point = |text: &str| -> usize { text.split(' ').nth(2).unwrap().parse().unwrap() };
        let covered = manifests.map(|(_, text)| point(text)).max().unwrap_or(0);
        return if sequence(key) <= covered { all } else { sequence(key) - 1 };
    }
    all
}

#[test]
fn harm_to_one_value_loses_nothing_valid_before_it() {
    let mut cases = 0;
    for (name, steps) in workloads() {
        let session = Session::run(&steps);
        let sound = session.journal.store().clone();
        for (key, value) in sound.values() {
            if key.ends_with("ballast") {
                continue;
            }
            for (harm, apply) in harms() {
                let what = format!("{name}: {key} {harm}");
                let mut store = sound.clone();
                match apply(value) {
                    None => store.remove(key).unwrap(),
                    Some(text) => store.set(key, &text).unwrap(),
                }
                if store.values() == sound.values() {
                    continue;
                }
                cases += 1;
                if key.contains("/c/") {
                    check_chunk(&session, key, store, &what);
                    continue;
                }
                let (board, report, journal) = recover(store.clone(), &what);
                let count = prefix_of(&board, &session.actions, &what);
                assert!(count >= least(&session, key), "{what}: only {count}");
                assert!(report.newer_schema.is_none(), "{what}");
                assert_nothing_gone(&store, &journal, &what);
            }
        }
    }
    println!("damage cases: {cases}");
}

/// A damaged chunk: the same state by an older checkpoint, or all but this chunk.
fn check_chunk(session: &Session, key: &str, store: MemoryStore, what: &str) {
    let opened = Journal::open(store.clone()).unwrap();
    let board = Board::recovered(&opened.chunks, &opened.records);
    assert_nothing_gone(&store, &opened.journal, what);
    let name = key.strip_prefix("irai-board/c/").unwrap().rsplit_once('/').unwrap().0;
    if opened.report.damaged_chunks.is_empty() {
        assert_eq!(board, session.board, "{what}");
    } else {
        assert_eq!(opened.report.damaged_chunks[0].name, name, "{what}");
        assert!(opened.report.needs_checkpoint);
        let others = |board: &Board| {
            let mut rest = board.clone();
            rest.0.remove(name);
            rest
        };
        assert_eq!(others(&board), others(&session.board), "{what}");
    }
    let again = Journal::open(opened.journal.store().clone()).unwrap();
    assert_eq!((again.chunks, again.records), (opened.chunks, opened.records), "{what}");
    let mut journal = opened.journal;
    journal.checkpoint(&board.chunks()).unwrap();
    let last = Journal::open(journal.into_store()).unwrap();
    assert_eq!(Board::recovered(&last.chunks, &last.records), board, "{what}");
    assert!(!last.report.needs_checkpoint, "{what}: {:?}", last.report);
    assert_nothing_gone(&store_without_superseded(&store, &last.journal), &last.journal, what);
}

/// What must outlive a checkpoint: damaged texts. Sound ones may be superseded.
fn store_without_superseded(store: &MemoryStore, journal: &Journal<MemoryStore>) -> MemoryStore {
    let mut damaged = MemoryStore::new();
    for (key, text) in store.values() {
        if let keys::Key::Chunk(Some((_, address))) = keys::Key::parse(key)
            && !record::is_at(address, text)
            && !journal.store().values().contains_key(key)
        {
            damaged.set(key, text).unwrap();
        }
    }
    damaged
}

/// The text of the newest version of a chunk is torn in each case.
#[test]
fn a_torn_chunk_costs_no_more_than_it_must() {
    let address_of = |store: &MemoryStore, generation: u64| -> String {
        let manifest = &store.values()[&keys::manifest(generation)];
        let (_, rest) = manifest.split_once("\"e/1\":\"").unwrap();
        keys::chunk("e/1", rest.split('"').next().unwrap())
    };
    // Older generation, newer records, other chunks: all is there by another way.
    let session = Session::run(&[Act(1), Act(2), Checkpoint, Act(1), Act(3), Checkpoint, Act(1), Act(2)]);
    let mut store = session.journal.store().clone();
    store.set(&address_of(&store, 2), "torn").unwrap();
    let (board, report, _) = recover(store.clone(), "torn");
    assert_eq!(board, session.board);
    assert!(report.damaged_chunks.is_empty() && report.needs_checkpoint);
    assert_eq!(report.generation, 1);

    // The way from the older generation is cut as well: an older text stands in, and is named.
    store.remove("irai-board/r/0/1").unwrap();
    store.remove("irai-board/r/1/3").unwrap();
    let opened = Journal::open(store.clone()).unwrap();
    let named = DamagedChunk { name: "e/1".to_owned(), replaced_from: Some(1) };
    assert_eq!(opened.report.damaged_chunks, [named]);
    let board = Board::recovered(&opened.chunks, &opened.records);
    assert_eq!(board.0["e/1"], [0, 4]);
    assert_eq!(board.0["e/2"], session.board.0["e/2"]);

    // Nowhere else: it is left out, and named.
    let session = Session::run(&[Act(1), Checkpoint, Act(2), Checkpoint, Act(3), Checkpoint, Act(4), Checkpoint]);
    let mut store = session.journal.into_store();
    let key = address_of(&store, 4);
    store.remove(&key).unwrap();
    let opened = Journal::open(store).unwrap();
    assert_eq!(opened.report.damaged_chunks, [DamagedChunk { name: "e/1".to_owned(), replaced_from: None }]);
    assert_eq!(opened.chunks.len(), 3);
}

#[test]
fn a_stale_value_of_either_superblock_is_harmless() {
    let steps = [Act(1), Checkpoint, Act(2), Checkpoint, Act(3)];
    let old = Session::run(&steps).journal.into_store();
    let mut session = Session::run(&steps);
    for chunk in 4..9 {
        session.act(chunk).unwrap();
        session.checkpoint().unwrap();
        session.act(1).unwrap();
        for slot in keys::SUPERBLOCKS {
            let mut store = session.journal.store().clone();
            store.set(slot, &old.values()[slot]).unwrap();
            let (board, ..) = recover(store, slot);
            assert_eq!(board, session.board);
        }
    }
}

#[test]
fn records_beyond_a_torn_one_are_set_aside_and_never_mixed_with_later_ones() {
    let session = Session::run(&[Act(1), Act(2), Act(3), Act(4), Act(5)]);
    let mut store = session.journal.into_store();
    let torn = store.values()["irai-board/r/0/3"][..20].to_owned();
    store.set("irai-board/r/0/3", &torn).unwrap();

    let opened = Journal::open(store).unwrap();
    assert_eq!(opened.records.len(), 2);
    let reasons: Vec<_> = opened.report.set_aside.iter().map(|s| (&*s.origin, &s.why)).collect();
    assert_eq!(
        reasons,
        [
            ("irai-board/r/0/3", &Why::Damaged),
            ("irai-board/r/0/4", &Why::Unlinked),
            ("irai-board/r/0/5", &Why::Unlinked),
        ]
    );
    assert!(opened.report.set_aside.iter().all(|s| s.kept_at.is_some()));
    assert!(opened.report.needs_checkpoint && opened.journal.should_checkpoint());
    let mut journal = opened.journal;
    assert_eq!(journal.append("[6,2]").unwrap().sequence, 6);
    let mut opened = Journal::open(journal.into_store()).unwrap();
    assert_eq!(opened.records.len(), 3);
    let entries = opened.journal.quarantine().unwrap();
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[0].text, torn);
    opened.journal.checkpoint(&Chunks::new()).unwrap();
    assert_eq!(opened.journal.quarantine().unwrap(), entries);
}

#[test]
fn damage_that_finds_no_room_in_quarantine_stays_in_place() {
    let session = Session::run(&[Act(1), Act(2), Act(3), Checkpoint, Act(4), Act(5), Act(6)]);
    let mut store = session.journal.into_store();
    store.set("irai-board/r/1/5", "torn").unwrap();
    store.set("irai-board/super/b", "torn too").unwrap();
    let mut full = store.clone();
    full.set_quota(Some(0));
    let opened = Journal::open(full).unwrap();
    assert_eq!(opened.report.set_aside.len(), 3);
    assert!(opened.report.set_aside.iter().all(|s| s.kept_at.is_none()));
    assert_eq!(opened.journal.store().values(), store.values());
    let board = Board::recovered(&opened.chunks, &opened.records);
    let mut journal = opened.journal;
    // A refused checkpoint may have given up old generations, but nothing else.
    assert!(journal.checkpoint(&board.chunks()).is_err());
    for key in ["irai-board/r/1/5", "irai-board/r/1/6", "irai-board/super/b"] {
        assert_eq!(journal.store().values()[key], store.values()[key]);
    }
    let (same, ..) = reopen(&journal);
    assert_eq!(same, board);

    // With room again both are moved, and an action in between is not confused with them.
    journal.store_mut().set_quota(None);
    journal.append("[7,4]").unwrap();
    let (after, _, journal) = recover(journal.into_store(), "room again");
    assert_eq!(after.0["e/7"], [4]);
    let texts: Vec<_> = journal.quarantine().unwrap().into_iter().map(|e| e.text).collect();
    let expected = ["torn", &store.values()["irai-board/r/1/6"], "torn too"];
    assert!(expected.iter().all(|text| texts.iter().any(|t| t == text)), "{texts:?}");
}

fn reopen(journal: &Journal<MemoryStore>) -> (Board, Report) {
    let opened = Journal::open(journal.store().clone()).unwrap();
    (Board::recovered(&opened.chunks, &opened.records), opened.report)
}

#[test]
fn with_all_manifests_gone_every_text_is_still_kept() {
    let session = Session::run(&[Act(1), Checkpoint].repeat(6));
    let mut store = session.journal.into_store();
    let manifests: Vec<_> = store.values().keys().filter(|k| k.contains("/m/")).cloned().collect();
    for key in manifests {
        store.set(&key, "torn").unwrap();
    }
    let mut opened = Journal::open(store.clone()).unwrap();
    assert!(opened.report.needs_checkpoint);
    for _ in 0..5 {
        opened.journal.checkpoint(&Chunks::new()).unwrap();
    }
    assert_nothing_gone(&without_superblocks(&store), &opened.journal, "no manifest");
}

fn without_superblocks(store: &MemoryStore) -> MemoryStore {
    let mut rest = store.clone();
    for key in keys::SUPERBLOCKS.iter().chain([&keys::BALLAST]) {
        rest.remove(key).unwrap();
    }
    rest
}

#[test]
fn a_sound_text_under_the_key_of_another_is_not_used() {
    let session = Session::run(&[Act(1), Checkpoint, Act(2), Checkpoint, Act(3), Act(4)]);
    for (from, to) in [
        ("irai-board/m/1", "irai-board/m/3"),
        ("irai-board/r/2/3", "irai-board/r/2/5"),
        ("irai-board/r/2/3", "irai-board/r/3/3"),
        ("irai-board/r/2/4", "irai-board/m/4"),
    ] {
        let mut store = session.journal.store().clone();
        let text = store.values()[from].clone();
        store.set(to, &text).unwrap();
        let (board, report, _) = recover(store, to);
        assert_eq!(board, session.board, "{to}");
        let set_aside: Vec<_> = report.set_aside.iter().map(|s| (&*s.origin, &s.why)).collect();
        assert_eq!(set_aside, [(to, &Why::Damaged)]);
    }
}

#[test]
fn a_missing_manifest_asks_for_a_new_checkpoint() {
    let session = Session::run(&[Act(1), Checkpoint, Act(1), Checkpoint]);
    let mut store = session.journal.into_store();
    store.remove("irai-board/m/2").unwrap();
    let (board, report, _) = recover(store, "missing manifest");
    assert_eq!(board, session.board);
    assert!(report.needs_checkpoint);

    // Here not even a chunk is left over: the generation before has them all.
    let session = Session::run(&[Act(1), Checkpoint, Checkpoint]);
    let mut store = session.journal.into_store();
    store.remove("irai-board/m/2").unwrap();
    assert!(Journal::open(store).unwrap().report.needs_checkpoint);
}
