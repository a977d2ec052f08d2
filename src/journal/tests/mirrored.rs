//! Single promises of a store with a mirror.

use super::*;
use history::Values;
use joined::{catch_up, meet};

fn values(steps: &[Step]) -> Values {
    let mut values = Session::run(steps).journal.into_store().values().clone();
    values.remove(keys::BALLAST);
    values
}

#[test]
fn data_of_a_newer_app_in_the_mirror_alone_makes_the_store_read_only() {
    let store = values(&[Act(1), Checkpoint, Act(2)]);
    let newer = |kind, generation, sequence, body: &str| {
        Sealed::with_schema(kind, SCHEMA + 1, generation, sequence, 0, body).text()
    };
    for (key, text) in [
        ("irai-board/super/a", newer(Kind::Superblock, 2, 2, "")),
        ("irai-board/super/a", newer(Kind::Superblock, 0, 0, "")),
        ("irai-board/m/2", newer(Kind::Manifest, 2, 2, "a form not known yet")),
        ("irai-board/r/1/3", newer(Kind::Record, 1, 3, "{}")),
        ("irai-board/r/1/2", newer(Kind::Record, 1, 2, "{}")),
        ("irai-board/day/2030-01-01", newer(Kind::Day, 1, 3, "a form not known yet")),
    ] {
        let mut mirror = store.clone();
        mirror.insert(key.to_owned(), text.clone());
        let joined = Mirrored::join(store_of(&store), mirror).unwrap();
        let mut opened = Journal::open(joined).unwrap();
        assert_eq!(opened.journal.read_only(), Some(SCHEMA + 1), "{key}");
        assert_eq!(opened.journal.append("[1,9]"), Err(WriteError::ReadOnly(SCHEMA + 1)), "{key}");
        assert!(!opened.journal.store_mut().has_writes(), "{key}");
        assert!(opened.journal.raw_export().unwrap().contains(&text[..20]), "{key}");
        assert_eq!(opened.journal.store().inner().values(), &store, "{key}: written to");
    }
}

#[test]
fn what_finds_no_room_in_the_store_is_read_from_the_mirror_and_stays_there() {
    let mirror = values(&[[Act(1), Act(2), Checkpoint].repeat(3), vec![Act(3)]].concat());
    let mut store = MemoryStore::with_quota(300);
    store.set("others", &"x".repeat(250)).unwrap();
    let mut joined = Mirrored::join(store, mirror.clone()).unwrap();
    let mut after = mirror.clone();
    catch_up(&mut joined, &mut after, "full");
    assert_eq!(after, mirror);
    let (board, report, mut journal) = open(Journal::open(joined).unwrap());
    assert_eq!(board, Session::run(&[[Act(1), Act(2), Checkpoint].repeat(3), vec![Act(3)]].concat()).board);
    assert!(report.set_aside.is_empty());
    assert_eq!(journal.append("[1,7]"), Err(WriteError::Store(StoreError::Quota)));
}

/// A store that has gone apart holds a text that is too long to be copied in it.
#[test]
fn a_text_whose_copy_has_room_in_the_mirror_alone_stays_until_the_mirror_has_it() {
    let refused: [&[Step]; 2] =
        [&[Act(1), Act(2), Refuse, Act(3), Act(3)], &[Act(1), Act(2), Refuse, Reopen, Act(3), Act(3)]];
    for beyond in refused {
        let mut apart = Session::run(&[Act(1), Act(2)]);
        let long = format!("[5,2]{}", " ".repeat(5_000));
        apart.journal.append(&long).unwrap();
        let mirror = values(beyond);
        let mut store = apart.journal.into_store();
        store.set_quota(Some(7_000));
        let mut joined = Mirrored::join(store, mirror.clone()).unwrap();
        let arrived = joined.take_writes();
        let (board, _, mut journal) = open(Journal::open(joined).unwrap());
        journal.checkpoint(&board.chunks()).unwrap();
        let left = journal.store().inner().values().clone();
        let mut later = mirror.clone();
        for write in &arrived {
            history::write_to(&mut later, write);
        }
        for mirror in [&mirror, &later] {
            let (same, _, journal) = meet(&left, mirror, "owed");
            assert_eq!(same, board);
            assert!(journal.quarantine().unwrap().iter().any(|entry| entry.text.ends_with(&long)));
        }

        // Once there is room, nothing is owed any more.
        journal.store_mut().inner_mut().set_quota(None);
        assert!(journal.store_mut().land());
        journal.checkpoint(&board.chunks()).unwrap();
        assert_eq!(journal.store().keys().unwrap(), journal.store().inner().keys().unwrap());
    }
}

#[test]
fn the_reserve_is_given_before_a_text_is_left_to_the_mirror() {
    let mirror = values(&[Act(1), Act(2), Checkpoint, Act(3)]);
    let mut store = MemoryStore::new();
    store.set(keys::BALLAST, &"0".repeat(64 * 1024)).unwrap();
    store.set_quota(Some(64 * 1024 + 50));
    let joined = Mirrored::join(store, mirror.clone()).unwrap();
    let held = joined.inner().values();
    assert!(mirror.iter().all(|(key, value)| held.get(key) == Some(value)));
    assert!(!held.contains_key(keys::BALLAST));
}

#[test]
fn a_day_under_the_name_of_another_is_damaged() {
    let mut store = values(&[Act(1), Checkpoint, KeepDay, Act(2), Checkpoint, KeepDay]);
    let mirror = store.clone();
    let later = store["irai-board/day/2026-11-02"].clone();
    store.insert("irai-board/day/2026-11-01".to_owned(), later.clone());
    let journal = Journal::open(store_of(&store)).unwrap().journal;
    assert!(!journal.has_day("2026-11-01").unwrap());
    assert_eq!(journal.quarantine().unwrap()[0].text, later);

    let (.., journal) = meet(&store, &mirror, "a day");
    let kept = journal.day("2026-11-01").unwrap().unwrap();
    assert_eq!(kept.chunks.len(), 1);
    assert!(kept.missing.is_empty());
}

#[test]
fn claims_and_reserve_are_of_the_store_alone() {
    let mut session = Session::open(Mirrored::join(MemoryStore::new(), Values::new()).unwrap());
    session = session.reopen(Claim, Ok).unwrap();
    assert!(!session.journal.store().has_writes());
    session.act(1).unwrap();
    session.checkpoint().unwrap();
    let own = ["irai-board/writer", keys::BALLAST];
    let writes = session.journal.store_mut().take_writes();
    assert!(writes.iter().all(|write| match write {
        Write::Set { key, .. } | Write::Remove { key } => !own.iter().any(|own| key.starts_with(own)),
    }));
}

/// A manifest that was taken back after the mirror had it does not outweigh what came after.
#[test]
fn a_state_that_was_refused_does_not_come_back_from_a_mirror_over_what_was_saved_since() {
    let mut session = Session::run(&[Act(1), Checkpoint, Act(2)]);
    let mut refused = session.board.clone();
    refused.apply(&payload(9, 9));
    // The manifest is written, the superblock refused.
    let chunks = refused.chunks().len() - session.board.chunks().len() + 1;
    let fault = Fault::QuotaFrom(chunks + 1);
    let mut with_manifest = session.journal.store().clone();
    session.journal.store_mut().inject(fault);
    let mut mirror = None;
    assert!(session.journal.replace(&refused.chunks()).is_err());
    session.journal.store_mut().revive();
    // What the mirror held in between.
    with_manifest.inject(Fault::CrashBefore(chunks + 1));
    let mut between = Journal::open(with_manifest).unwrap().journal;
    if between.replace(&refused.chunks()).is_err() {
        between.store_mut().revive();
        mirror = Some(between.into_store().values().clone());
    }
    let mut mirror = mirror.unwrap();
    mirror.remove(keys::BALLAST);
    assert_eq!(mirror.keys().filter(|key| key.contains("/m/")).count(), 2);
    session.act(3).unwrap();
    let mut store = session.journal.store().values().clone();
    store.remove(keys::BALLAST);
    let (board, ..) = meet(&store, &mirror, "refused");
    assert_eq!(board, session.board);
}
