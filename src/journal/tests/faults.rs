use super::*;

/// How many writes a workload makes, so that each can be made to fail.
fn writes_of(steps: &[Step]) -> usize {
    Session::run_until_failure(MemoryStore::new(), steps).store.writes()
}

#[test]
fn a_crash_at_any_write_loses_nothing_acknowledged() {
    let mut cases = 0;
    for (name, steps) in workloads() {
        for n in 0..=writes_of(&steps) {
            for fault in [Fault::CrashBefore(n), Fault::CrashAfter(n)] {
                let what = format!("{name}, {fault:?}");
                let mut store = MemoryStore::new();
                store.inject(fault);
                let stopped = Session::run_until_failure(store, &steps);
                let (board, report, journal) = recover(stopped.store.clone(), &what);
                let count = prefix_of(&board, &stopped.actions, &what);
                assert!(count >= stopped.acknowledged, "{what}: acknowledged is lost");
                assert!(report.damaged_chunks.is_empty(), "{what}");
                assert!(report.set_aside.is_empty(), "{what}: {report:?}");
                assert_eq!(journal.store().values(), stopped.store.values(), "{what}");
                cases += 1;
            }
        }
    }
    println!("crash cases: {cases}");
}

#[test]
fn a_crash_during_recovery_and_after_it_loses_nothing() {
    let mut cases = 0;
    let steps = [Act(1), Act(2), Checkpoint, Act(3), Act(1), Checkpoint, Act(2), Act(4), Act(5)];
    let sound = Session::run(&steps);
    let damaged: Vec<String> = sound.journal.store().keys().unwrap();
    for key in damaged {
        let mut broken = sound.journal.store().clone();
        broken.set(&key, "torn").unwrap();
        let whole = Session::open(broken.clone());
        let before = whole.journal.store().writes() - broken.writes();
        for n in 0..before + 12 {
            for fault in [Fault::CrashBefore(n), Fault::CrashAfter(n)] {
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
                cases += 1;
            }
        }
    }
    println!("crash during recovery: {cases}");
}

#[test]
fn a_full_store_at_any_write_refuses_or_saves_and_keeps_the_rest() {
    let mut cases = 0;
    for (name, steps) in workloads() {
        for n in 0..=writes_of(&steps) {
            for fault in [Fault::QuotaOnce(n), Fault::QuotaFrom(n)] {
                let what = format!("{name}, {fault:?}");
                let mut store = MemoryStore::new();
                store.inject(fault);
                let mut session = Session::open(store);
                // Goes on after each refusal, as a user would.
                for step in &steps {
                    match step {
                        Act(chunk) => match session.act(*chunk) {
                            Ok(_) | Err(WriteError::Store(StoreError::Quota)) => {}
                            Err(other) => panic!("{what}: {other}"),
                        },
                        Checkpoint => match session.checkpoint() {
                            Ok(_) | Err(WriteError::Store(StoreError::Quota)) => {}
                            Err(other) => panic!("{what}: {other}"),
                        },
                        Reopen => {}
                    }
                }
                let mut store = session.journal.into_store();
                store.revive();
                let (board, report, _) = recover(store, &what);
                assert_eq!(board, session.board, "{what}");
                assert!(report.set_aside.is_empty(), "{what}: {report:?}");
                cases += 1;
            }
        }
    }
    println!("quota cases: {cases}");
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
