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

/// A large import is in no record: older generations must not pass for the state after it.
#[test]
fn a_state_the_records_do_not_lead_to_survives_crash_and_damage() {
    let steps = [Act(1), Act(2), Checkpoint, Act(1), Checkpoint, Act(2)];
    let session = Session::run(&steps);
    let old = session.board.clone();
    let mut new = old.clone();
    new.0.insert("e/1".to_owned(), vec![0, 2, 7]);
    new.0.insert("e/50".to_owned(), vec![8]);
    for n in 0..12 {
        for fault in [Fault::CrashBefore(n), Fault::CrashAfter(n), Fault::QuotaFrom(n)] {
            let mut journal = Journal::open(session.journal.store().clone()).unwrap().journal;
            journal.store_mut().inject(fault);
            let acknowledged = journal.replace(&new.chunks()).is_ok();
            journal.store_mut().revive();
            let (board, report, _) = recover(journal.into_store(), &format!("{fault:?}"));
            assert!(board == new || (!acknowledged && board == old), "{fault:?}");
            assert!(report.set_aside.is_empty(), "{fault:?}");
        }
    }

    let mut journal = session.journal;
    journal.replace(&new.chunks()).unwrap();
    journal.append("[50,9]").unwrap();
    new.apply("[50,9]");
    let whole = journal.into_store();
    assert_eq!(recover(whole.clone(), "replaced").0, new);
    let address = record::address(&new.chunks()["e/1"]);
    let mut store = whole.clone();
    store.set(&keys::chunk("e/1", &address), "torn").unwrap();
    let opened = Journal::open(store).unwrap();
    let board = Board::recovered(&opened.chunks, &opened.records);
    assert_eq!(board.0["e/50"], [8, 9]);
    assert_eq!(board.0["e/1"], [0, 2]);
    assert_eq!(opened.report.damaged_chunks, [DamagedChunk { name: "e/1".to_owned(), replaced_from: Some(2) }]);

    // Several generations later nothing has been set aside on the way.
    let mut session = Session::open(whole);
    for round in 0..6 {
        session.journal.append(&payload(3, round)).unwrap();
        session.board.apply(&payload(3, round));
        session.journal.replace(&session.board.chunks()).unwrap();
    }
    let (board, report, journal) = recover(session.journal.into_store(), "later");
    assert_eq!(board, session.board);
    assert!(report.set_aside.is_empty() && journal.quarantine().unwrap().is_empty());
}

/// A crash while clearing up leaves nothing that looks like damage, in either kind of chain.
#[test]
fn a_crash_while_clearing_up_sets_nothing_aside() {
    for leap in [false, true] {
        let mut session = Session::open(MemoryStore::new());
        for round in 0..9 {
            session.act(round % 2).unwrap();
            session.act(round % 3).unwrap();
            session.act(4).unwrap();
            if round == 8 {
                break;
            }
            let chunks = session.board.chunks();
            if leap { session.journal.replace(&chunks) } else { session.journal.checkpoint(&chunks) }.unwrap();
        }
        for n in 0..30 {
            let mut journal = Journal::open(session.journal.store().clone()).unwrap().journal;
            journal.store_mut().inject(Fault::CrashBefore(n));
            let chunks = session.board.chunks();
            let _ = if leap { journal.replace(&chunks) } else { journal.checkpoint(&chunks) };
            journal.store_mut().revive();
            let (board, report, journal) = recover(journal.into_store(), "clearing up");
            assert_eq!(board, session.board);
            assert!(report.set_aside.is_empty() && journal.quarantine().unwrap().is_empty(), "{leap} {n}");
            let mut journal = journal;
            for _ in 0..4 {
                journal.checkpoint(&chunks).unwrap();
            }
            assert!(journal.quarantine().unwrap().is_empty(), "{leap} {n}");
        }
    }
}
