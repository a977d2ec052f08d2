use std::ops::{Bound, RangeBounds as _};

use super::*;

#[test]
fn a_refused_record_without_room_for_its_copy_holds_up_the_checkpoint() {
    let store = Session::run(&[Act(1), Act(2)]).journal.into_store();
    let refused = store.values()["irai-board/r/0/2"].clone();
    let mut opened = Journal::open(store).unwrap();
    opened.journal.store_mut().inject(Fault::QuotaFrom(0));
    assert_eq!(opened.journal.reject(2.., "unknown")[0].kept_at, None);
    assert!(opened.journal.checkpoint(&opened.chunks).is_err());
    opened.journal.store_mut().revive();
    for _ in 0..5 {
        opened.journal.checkpoint(&opened.chunks).unwrap();
    }
    assert_eq!(opened.journal.quarantine().unwrap()[0].text, refused);
}

#[test]
fn refused_records_are_copied_and_the_rest_goes_on() {
    for (range, first_kept) in
        [((Bound::Included(3), Bound::Unbounded), 2), ((Bound::Included(3), Bound::Included(3)), 4)]
    {
        let store = Session::run(&[Act(1), Act(2), Act(3), Act(4), Act(5)]).journal.into_store();
        let mut opened = Journal::open(store.clone()).unwrap();
        let set_aside = opened.journal.reject(range, "no such\nengagement");
        assert_eq!(set_aside.len(), 5 - first_kept);
        let kept: Vec<_> = opened.records.into_iter().filter(|r| !range.contains(&r.sequence)).collect();
        assert_eq!(kept.len(), first_kept);
        let mut board = Board::recovered(&opened.chunks, &kept);
        assert!(opened.journal.should_checkpoint());

        // A crash before the checkpoint leads to the same decision, without a second copy.
        let mut again = Journal::open(opened.journal.store().clone()).unwrap();
        assert_eq!(again.records.len(), 5);
        again.journal.reject(range, "no such engagement");
        let entries = again.journal.quarantine().unwrap();
        assert_eq!(entries.len(), set_aside.len());
        assert_eq!(entries[0].why, Why::Refused("no such engagement".to_owned()));

        for round in 0..6 {
            let text = payload(8, round);
            again.journal.append(&text).unwrap();
            board.apply(&text);
            again.journal.checkpoint(&board.chunks()).unwrap();
            let (there, ..) = recover(again.journal.store().clone(), "refused");
            assert_eq!(there, board);
            assert_nothing_gone(&keep_only(&store, &set_aside), &again.journal, "refused");
        }
    }
}

/// Only what was set aside: the rest may be superseded.
fn keep_only(store: &MemoryStore, set_aside: &[SetAside]) -> MemoryStore {
    let mut kept = MemoryStore::new();
    for item in set_aside {
        kept.set(&item.origin, &store.values()[&item.origin]).unwrap();
    }
    kept
}

#[test]
fn an_action_after_a_refusal_follows_on_the_last_applied() {
    let store = Session::run(&[Act(1), Act(2), Act(3)]).journal.into_store();
    let mut opened = Journal::open(store).unwrap();
    opened.journal.reject(2.., "unknown");
    opened.journal.append("[9,1]").unwrap();
    let opened = Journal::open(opened.journal.into_store()).unwrap();
    let payloads: Vec<_> = opened.records.iter().map(|r| &*r.payload).collect();
    assert_eq!(payloads, ["[1,0]", "[9,1]"]);
    assert_eq!(opened.journal.quarantine().unwrap().len(), 2);
}

#[test]
fn a_refused_chunk_is_copied_before_a_checkpoint_drops_it() {
    let store = Session::run(&[Act(1), Act(2), Checkpoint]).journal.into_store();
    let mut opened = Journal::open(store).unwrap();
    let text = opened.chunks.remove("e/1").unwrap();
    assert!(opened.journal.reject_chunk("e/1", "not an engagement").unwrap().kept_at.is_some());
    assert_eq!(opened.journal.reject_chunk("e/3", "not there"), None);
    for _ in 0..5 {
        opened.journal.checkpoint(&opened.chunks).unwrap();
    }
    let entries = opened.journal.quarantine().unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].text, *text);
}
