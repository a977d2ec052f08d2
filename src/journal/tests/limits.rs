use super::*;

#[test]
fn a_newer_schema_is_read_and_not_written() {
    let session = Session::run(&[Act(1), Checkpoint, Act(2)]);
    let newer = |kind, generation, sequence, body: &str| {
        Sealed::with_schema(kind, SCHEMA + 1, generation, sequence, 0, body).text()
    };
    let places = [
        ("irai-board/super/b", newer(Kind::Superblock, 2, 2, "")),
        ("irai-board/m/2", newer(Kind::Manifest, 2, 2, "a form not known yet")),
        ("irai-board/r/1/3", newer(Kind::Record, 1, 3, "{}")),
    ];
    for (key, text) in places {
        let mut store = session.journal.store().clone();
        store.set(key, &text).unwrap();
        store.set("irai-board/r/0/1", "torn as well").unwrap();
        let mut opened = Journal::open(store.clone()).unwrap();
        assert_eq!(opened.report.newer_schema, Some(SCHEMA + 1), "{key}");
        assert_eq!(opened.journal.read_only(), Some(SCHEMA + 1));
        assert_eq!(Board::recovered(&opened.chunks, &opened.records), session.board);
        let refused = Err(WriteError::ReadOnly(SCHEMA + 1));
        assert_eq!(opened.journal.append("{}"), refused);
        let refused = Err(WriteError::ReadOnly(SCHEMA + 1));
        assert_eq!(opened.journal.checkpoint(&opened.chunks), refused);
        opened.journal.reject(.., "anything");
        assert!(!opened.journal.lay_ballast() && !opened.journal.should_checkpoint());
        assert_eq!(opened.journal.store().values(), store.values(), "{key}: written to");
        assert!(opened.journal.raw_export().unwrap().contains("torn as well"));
    }
}

#[test]
fn the_ballast_lets_the_last_edits_through_and_says_so() {
    let mut journal = Journal::open(MemoryStore::new()).unwrap().journal;
    assert!(journal.lay_ballast() && journal.lay_ballast());
    let used = journal.used().unwrap();
    assert!(used.ballast >= 65_536);
    journal.store_mut().set_quota(Some(used.total));
    assert!(journal.append("{\"last\":1}").unwrap().ballast_spent);
    assert!(!journal.append("{\"last\":2}").unwrap().ballast_spent);
    assert_eq!(journal.used().unwrap().ballast, 0);
    let refused = journal.append(&"x".repeat(70_000));
    assert_eq!(refused, Err(WriteError::Store(StoreError::Quota)));
    let opened = Journal::open(journal.into_store()).unwrap();
    assert_eq!(opened.records.len(), 2);
}

#[test]
fn no_ballast_is_laid_into_the_last_room() {
    let mut store = MemoryStore::new();
    store.set("others", &"x".repeat(QUOTA_UNITS - 100_000)).unwrap();
    let mut journal = Journal::open(store).unwrap().journal;
    assert!(!journal.lay_ballast());
}

#[test]
fn a_full_store_gives_up_old_generations_before_it_refuses_a_checkpoint() {
    let mut session = Session::open(MemoryStore::new());
    for round in 0..200 {
        session.act(round % 2).unwrap();
        if round % 20 == 19 {
            session.checkpoint().unwrap();
        }
    }
    session.act(0).unwrap();
    session.journal.store_mut().remove(keys::BALLAST).unwrap();
    let total = session.journal.used().unwrap().total;
    session.journal.store_mut().set_quota(Some(total + 100));
    let report = session.checkpoint().unwrap();
    assert!(report.thinned);
    let (board, ..) = recover(session.journal.into_store(), "thinned");
    assert_eq!(board, session.board);
}

#[test]
fn a_store_filled_to_the_last_unit_saves_or_refuses_each_action() {
    for quota in (200..3_000).step_by(97) {
        let mut session = Session::open(MemoryStore::with_quota(quota));
        for n in 0..60 {
            match session.act(n % 4) {
                Ok(_) | Err(WriteError::Store(StoreError::Quota)) => {}
                Err(other) => panic!("{quota}: {other}"),
            }
            if n % 6 == 5 {
                let _ = session.checkpoint();
            }
        }
        let mut store = session.journal.into_store();
        store.set_quota(None);
        let (board, ..) = recover(store, &format!("quota {quota}"));
        assert_eq!(board, session.board, "{quota}");
    }
}

#[test]
fn absurd_numbers_in_keys_do_not_derail_the_count() {
    let mut store = Session::run(&[Act(1), Checkpoint, Act(2)]).journal.into_store();
    let board = Session::open(store.clone()).board;
    for key in [
        "irai-board/r/18446744073709551615/18446744073709551615",
        "irai-board/r/9007199254740993/4611686018427387903",
        "irai-board/r/1/007",
        "irai-board/r/x",
        "irai-board/r/",
        "irai-board/m/-1",
        "irai-board/m/18446744073709551615",
        "irai-board/c/",
        "irai-board/c/e/1/zz",
    ] {
        store.set(key, "1 0 0 00000000 00000000\n").unwrap();
    }
    let (there, _, journal) = recover(store.clone(), "absurd");
    assert_eq!(there, board);
    assert_nothing_gone(&store, &journal, "absurd");
    assert!(journal.generation < 10 && journal.tip.sequence < 10);
}
