use std::ops::{Bound, RangeBounds as _};

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
fn reopen(journal: &Journal<MemoryStore>) -> (Board, Report) {
    let opened = Journal::open(journal.store().clone()).unwrap();
    (Board::recovered(&opened.chunks, &opened.records), opened.report)
}

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
