use super::*;

/// How many writes a workload makes, so that each can be made to fail.
fn writes_of(steps: &[Step]) -> usize {
    Session::run_until_failure(MemoryStore::new(), steps).store.writes()
}

#[test]
fn a_crash_at_any_write_loses_nothing_acknowledged() {
    let mut cases = Cases::of("a crash at each write");
    for (name, steps) in workloads() {
        let refuses = steps.contains(&Refuse);
        for n in 0..=writes_of(&steps) {
            for (kind, fault) in [("before", Fault::CrashBefore(n)), ("after", Fault::CrashAfter(n))] {
                let what = format!("{name}, {fault:?}");
                let mut store = MemoryStore::new();
                store.inject(fault);
                let stopped = Session::run_until_failure(store, &steps);
                let (board, report, journal) = recover(stopped.store.clone(), &what);
                let count = prefix_of(&board, &stopped.actions, &what);
                assert!(count >= stopped.acknowledged, "{what}: acknowledged is lost");
                assert!(report.damaged_chunks.is_empty(), "{what}");
                assert!(report.set_aside.is_empty(), "{what}: {report:?}");
                assert!(refuses || journal.store().values() == stopped.store.values(), "{what}: written to");
                assert_nothing_gone(&stopped.store, &journal, &what);
                cases.count(kind);
            }
        }
    }
    cases.close(900);
}

#[test]
fn any_number_of_writes_from_the_first_leads_to_what_was_whole_by_then() {
    let mut cases = Cases::of("recovery from each earlier prefix of writes");
    for (name, steps) in workloads() {
        let history = History::of(&steps);
        for (writes, values) in history.moments().iter().enumerate() {
            let what = format!("{name}, {writes} writes");
            let (board, report, _) = recover(store_of(values), &what);
            assert!(prefix_of(&board, &history.actions, &what) >= history.whole(writes), "{what}");
            assert!(report.damaged_chunks.is_empty() && report.set_aside.is_empty(), "{what}: {report:?}");
            cases.count("prefixes");
        }
    }
    cases.close(440);
}

#[test]
fn a_crash_during_recovery_and_after_it_loses_nothing() {
    let mut cases = Cases::of("a crash at each write of a recovery from a torn value and of the checkpoint after it");
    let steps = [Act(1), Act(2), Checkpoint, Act(3), Act(1), Checkpoint, Act(2), Act(4), Act(5)];
    let sound = Session::run(&steps);
    let damaged: Vec<String> = sound.journal.store().keys().unwrap();
    for key in damaged {
        let mut broken = sound.journal.store().clone();
        broken.set(&key, "torn").unwrap();
        let whole = Session::open(broken.clone());
        let before = whole.journal.store().writes() - broken.writes();
        for n in 0..before + 12 {
            for (kind, fault) in [("before", Fault::CrashBefore(n)), ("after", Fault::CrashAfter(n))] {
                let what = format!("{key} torn, {fault:?}");
                let mut store = broken.clone();
                store.inject(fault);
                if let Ok(opened) = Journal::open(store.clone()) {
                    let mut journal = opened.journal;
                    let board = Board::recovered(&opened.chunks, &opened.records);
                    let _ = journal.checkpoint(&board.chunks());
                    store = journal.into_store();
                }
                store.revive();
                let (board, _, journal) = recover(store, &what);
                assert_eq!(board, whole.board, "{what}");
                let torn = journal.quarantine().unwrap().iter().any(|e| e.text == "torn");
                let there = journal.store().values().values().any(|text| text == "torn");
                assert!(torn || there, "{what}: the torn text is gone");
                cases.count(kind);
            }
        }
    }
    cases.close(250);
}

#[test]
fn a_full_store_at_any_write_refuses_or_saves_and_keeps_the_rest() {
    let mut cases = Cases::of("a full store at each write");
    for (name, steps) in workloads() {
        for n in 0..=writes_of(&steps) {
            for (kind, fault) in [("once", Fault::QuotaOnce(n)), ("from there on", Fault::QuotaFrom(n))] {
                let what = format!("{name}, {fault:?}");
                let mut store = MemoryStore::new();
                store.inject(fault);
                let mut session = Session::open(store);
                // Goes on after each refusal, as a user would.
                for &step in &steps {
                    session = session.reopen(step, Ok).unwrap();
                    match session.step(step) {
                        Ok(()) | Err(WriteError::Store(StoreError::Quota)) => {}
                        Err(other) => panic!("{what}: {other}"),
                    }
                }
                let mut store = session.journal.into_store();
                store.revive();
                let (board, report, journal) = recover(store.clone(), &what);
                assert_eq!(board, session.board, "{what}");
                assert!(report.set_aside.is_empty(), "{what}: {report:?}");
                assert_nothing_gone(&store, &journal, &what);
                cases.count(kind);
            }
        }
    }
    cases.close(900);
}

#[test]
fn a_refused_append_is_repeated_with_the_same_sequence() {
    for fault in [Fault::QuotaOnce(0), Fault::CrashBefore(0), Fault::CrashAfter(0)] {
        let mut session = Session::run(&[Act(1)]);
        session.journal.store_mut().inject(fault);
        assert!(session.act(2).is_err());
        session.journal.store_mut().revive();
        // Not the same action: the refused one must not come back.
        let ack = session.act(3).unwrap();
        assert_eq!(ack.sequence, 2, "{fault:?}");
        let (board, report, _) = recover(session.journal.into_store(), "repeated");
        assert_eq!(board, session.board);
        assert!(report.set_aside.is_empty());
    }
}

#[test]
fn a_refused_append_does_not_come_back_after_a_checkpoint() {
    let mut session = Session::run(&[Act(1)]);
    session.journal.store_mut().inject(Fault::CrashAfter(0));
    assert!(session.act(2).is_err());
    session.journal.store_mut().revive();
    session.checkpoint().unwrap();
    let (board, ..) = recover(session.journal.store().clone(), "refused");
    assert_eq!(board, session.board);
    session.act(3).unwrap();
    let (board, ..) = recover(session.journal.into_store(), "refused");
    assert_eq!(board, session.board);
}

#[test]
fn a_refused_checkpoint_leaves_nothing_behind() {
    let steps = [Act(1), Act(2), Checkpoint, Act(3), Act(1), Act(4)];
    for n in 0..5 {
        let mut session = Session::run(&steps);
        let before = session.journal.store().values().clone();
        session.journal.store_mut().inject(Fault::QuotaFrom(n));
        let refused = session.checkpoint();
        assert_eq!(refused, Err(WriteError::Store(StoreError::Quota)), "write {n}");
        session.journal.store_mut().revive();
        let gone = |key: &&String| !session.journal.store().values().contains_key(*key);
        let new = session.journal.store().values().keys().filter(|key| !before.contains_key(*key));
        assert_eq!(new.count(), 0, "write {n}");
        // Making room may have cost records that the checkpoint before includes.
        assert!(before.keys().filter(gone).all(|key| key.starts_with("irai-board/r/0/")));
        session.checkpoint().unwrap();
        let (board, ..) = recover(session.journal.into_store(), "after a refusal");
        assert_eq!(board, session.board);
    }
}
