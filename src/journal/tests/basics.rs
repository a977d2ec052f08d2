use super::*;

#[test]
fn an_empty_store_opens_without_a_write() {
    let opened = Journal::open(MemoryStore::new()).unwrap();
    assert!(opened.chunks.is_empty() && opened.records.is_empty());
    assert_eq!(opened.journal.store().writes(), 0);
    assert!(!opened.report.needs_checkpoint && !opened.journal.should_checkpoint());
}

#[test]
fn every_workload_comes_back_whole() {
    for (name, steps) in workloads() {
        let session = Session::run(&steps);
        let before = session.journal.store().clone();
        let (board, report, journal) = recover(before.clone(), name);
        assert_eq!(board, Board::after(&session.actions, session.actions.len()), "{name}");
        assert!(report.set_aside.is_empty(), "{name}");
        let refuses = steps.contains(&Refuse);
        assert!(refuses || journal.store().values() == before.values(), "{name}: a start wrote");
    }
}

#[test]
fn any_text_is_a_payload() {
    for text in ["", "\n", "{}", "依頼\u{0}\u{1f600}\u{feff}", "1 0 1 00000000 00000000\n", "\r\n\r\n"] {
        let mut journal = Journal::open(MemoryStore::new()).unwrap().journal;
        journal.append(text).unwrap();
        let opened = Journal::open(journal.into_store()).unwrap();
        assert_eq!(opened.records[0].payload, text);
    }
}

#[test]
fn any_name_and_text_is_a_chunk() {
    let names = ["", "/", "e/1", "~", "e/1/00000000-0", "設定", "a~1", "quarantine/1/x"];
    let chunks: Chunks = names.iter().map(|n| ((*n).to_owned(), Arc::from(*n))).collect();
    let mut journal = Journal::open(MemoryStore::new()).unwrap().journal;
    journal.checkpoint(&chunks).unwrap();
    let opened = Journal::open(journal.into_store()).unwrap();
    assert_eq!(opened.chunks, chunks);
    assert!(!opened.report.needs_checkpoint);
}

#[test]
fn two_texts_with_one_address_both_stay() {
    // Both have the CRC-32 4ddb0c25, as is well known.
    let (one, other) = ("plumless", "buckeroo");
    assert_eq!(record::address(one), record::address(other));
    let chunk = |text: &str| Chunks::from([("e".to_owned(), Arc::from(text))]);
    let mut journal = Journal::open(MemoryStore::new()).unwrap().journal;
    journal.checkpoint(&chunk(one)).unwrap();
    journal.checkpoint(&chunk(other)).unwrap();
    let mut opened = Journal::open(journal.into_store()).unwrap();
    assert_eq!(opened.chunks, chunk(other));
    assert_eq!(opened.journal.checkpoint(&chunk(other)).unwrap().chunks_written, 0);
}

#[test]
fn a_checkpoint_writes_only_what_changed() {
    let mut session = Session::open(MemoryStore::new());
    for chunk in 0..50 {
        session.act(chunk).unwrap();
    }
    assert_eq!(session.checkpoint().unwrap().chunks_written, 50);
    session.act(7).unwrap();
    let report = session.checkpoint().unwrap();
    assert_eq!((report.chunks_written, report.chunks_kept), (1, 49));
    let mut session = Session::open(session.journal.into_store());
    assert_eq!(session.checkpoint().unwrap().chunks_written, 0);
}

#[test]
fn three_generations_stay_and_no_more() {
    let mut session = Session::open(MemoryStore::new());
    for round in 0..20 {
        session.act(round % 3).unwrap();
        session.checkpoint().unwrap();
        let keys = session.journal.store().keys().unwrap();
        let count = |kind: &str| keys.iter().filter(|k| k.starts_with(&format!("{PREFIX}{kind}"))).count();
        assert!(count("m/") <= 3 && count("r/") <= 3 && count("c/") <= 5, "{keys:?}");
        assert_eq!(count("quarantine/"), 0);
    }
}

#[test]
fn an_append_writes_one_key_and_little_more_than_its_payload() {
    let mut most = Vec::new();
    for engagements in [10, 2000] {
        let chunk = |n| (format!("e/{n}"), Arc::from("x".repeat(300)));
        let chunks: Chunks = (0..engagements).map(chunk).collect();
        let mut journal = Journal::open(MemoryStore::new()).unwrap().journal;
        journal.checkpoint(&chunks).unwrap();
        let mut largest = 0;
        for n in 0..300 {
            let text = format!("{{\"move\":{n:04},\"note\":\"{}\"}}", "あ".repeat(100));
            let before = (journal.store().writes(), journal.store().written_units());
            let ack = journal.append(&text).unwrap();
            let written = journal.store().written_units() - before.1;
            assert_eq!(journal.store().writes() - before.0, 1);
            assert_eq!(ack.units, written);
            largest = largest.max(written - units(&text));
        }
        assert!(largest <= 120, "{largest}");
        most.push(largest);
    }
    assert_eq!(most[0], most[1]);
}

#[test]
fn a_checkpoint_is_due_by_count_or_by_size() {
    for (text, due) in [("1".to_owned(), 200), ("x".repeat(50_000), 5)] {
        let mut journal = Journal::open(MemoryStore::new()).unwrap().journal;
        for n in 1..=due {
            assert!(!journal.should_checkpoint(), "{n}");
            journal.append(&text).unwrap();
        }
        assert!(journal.should_checkpoint());
        let mut journal = Journal::open(journal.into_store()).unwrap().journal;
        assert!(journal.should_checkpoint());
        journal.checkpoint(&Chunks::new()).unwrap();
        assert!(!journal.should_checkpoint());
    }
}

#[test]
fn keys_of_others_are_not_touched() {
    let mut store = MemoryStore::new();
    let others = ["theme", "other/irai-board/r/1/1", "irai-boards/m/1", "irai-board/preferences"];
    for key in others {
        store.set(key, "theirs").unwrap();
    }
    let mut session = Session::open(store);
    for round in 0..8 {
        session.act(round).unwrap();
        session.checkpoint().unwrap();
    }
    let journal = Session::open(session.journal.into_store()).journal;
    for key in others {
        assert_eq!(journal.store().get(key).unwrap().as_deref(), Some("theirs"));
    }
    let export: BTreeMap<String, String> = serde_json::from_str(&journal.raw_export().unwrap()).unwrap();
    assert!(export.contains_key("irai-board/preferences") && !export.contains_key("theme"));
    let used = journal.used().unwrap();
    assert!(used.foreign > 0 && used.other > 0 && used.records > 0 && used.checkpoints > 0);
    let parts = [used.checkpoints, used.records, used.quarantine, used.ballast, used.other, used.foreign];
    assert_eq!(parts.iter().sum::<usize>(), used.total);
}

#[test]
fn a_second_writer_is_noticed_and_overwrites_nothing() {
    // Two tabs on one store: each sees what the other wrote before.
    let store = Session::run(&[Act(1), Checkpoint, Act(2)]).journal.into_store();
    let mut one = Journal::open(store.clone()).unwrap().journal;
    one.append("[3,2]").unwrap();
    let mut other = Journal::open(store.clone()).unwrap().journal;
    *other.store_mut() = one.store().clone();
    assert_eq!(other.append("[4,2]"), Err(WriteError::Fenced));
    assert_eq!(other.store().values(), one.store().values());

    // A checkpoint alone is noticed as well, before its key is taken by a record.
    let mut one = Journal::open(store.clone()).unwrap().journal;
    let mut other = Journal::open(store).unwrap().journal;
    one.checkpoint(&Chunks::new()).unwrap();
    *other.store_mut() = one.store().clone();
    assert_eq!(other.append("[4,2]"), Err(WriteError::Fenced));
    assert_eq!(other.checkpoint(&Chunks::new()), Err(WriteError::Fenced));
    assert_eq!(other.store().values(), one.store().values());
}

#[test]
fn a_store_cleared_in_use_is_written_anew_by_a_checkpoint() {
    for steps in [vec![Act(1)], vec![Act(1), Checkpoint], vec![Act(1), Checkpoint, Act(2)]] {
        let mut session = Session::run(&steps);
        *session.journal.store_mut() = MemoryStore::new();
        assert_eq!(session.act(3), Err(WriteError::BaseLost));
        session.checkpoint().unwrap();
        session.act(3).unwrap();
        let (board, ..) = recover(session.journal.into_store(), "cleared");
        assert_eq!(board, session.board);
    }
}
