use super::*;

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
