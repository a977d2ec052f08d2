//! Each single value of a store harmed in each way.

use super::*;
use history::Values;
use scan::{Manifest, Scan};
use std::ops::Bound;

/// What may lie under a key in place of its value; `None` takes it away.
pub type Harm = (&'static str, Option<String>);

/// What can happen to one value by itself.
pub fn harms(text: &str) -> Vec<Harm> {
    let letters = text.chars().count();
    let start = |letters: usize| Some(text.chars().take(letters).collect());
    vec![
        ("missing", None),
        ("truncated", start(0)),
        ("truncated", start(letters / 2)),
        ("truncated", start(letters.saturating_sub(1))),
        ("longer", Some(format!("{text} "))),
        ("one bit flipped", flip(text, 0, 0)),
        // Looks like a newer schema.
        ("one bit flipped", flip(text, 0, 1)),
        ("one bit flipped", flip(text, 9, 5)),
        ("one bit flipped", flip(text, text.len() / 2, 2)),
        ("one bit flipped", flip(text, usize::MAX, 0)),
        ("something else", Some("{\"not\":\"ours\"}".to_owned())),
    ]
}

fn flip(text: &str, at: usize, bit: u8) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let at = at.min(bytes.len().saturating_sub(1));
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << bit;
    }
    // A store of text never yields bytes that are not text.
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Values that were sound at another time or in another place.
pub fn stale(history: &History, values: &Values, key: &str) -> Vec<Harm> {
    let older = history.once_at(key).map(|value| ("stale", Some(value.to_owned())));
    let neighbours = [
        values.range::<str, _>((Bound::Unbounded, Bound::Excluded(key))).next_back(),
        values.range::<str, _>((Bound::Excluded(key), Bound::Unbounded)).next(),
    ];
    let of_others = neighbours.into_iter().flatten().map(|(_, value)| ("another's", Some(value.clone())));
    older.chain(of_others).collect()
}

/// A store with each key harmed in each way: the way, the key, and the store.
pub fn each_harm(history: &History, values: &Values) -> Vec<(&'static str, String, Values)> {
    let mut all = Vec::new();
    for (key, value) in values {
        let mut seen = BTreeSet::from([Some(value.clone())]);
        for (way, harmed) in harms(value).into_iter().chain(stale(history, values, key)) {
            if !seen.insert(harmed.clone()) {
                continue;
            }
            let mut store = values.clone();
            match harmed {
                None => drop(store.remove(key)),
                Some(text) => drop(store.insert(key.clone(), text)),
            }
            all.push((way, key.clone(), store));
        }
    }
    all
}

/// How many actions must survive harm to `key`, in a store without a mirror that held `all`.
///
/// All of them, if some checkpoint (or the start) leads to the last record without it. Otherwise it
/// has no second copy: a record costs itself and what follows on it; the manifest of a state that no
/// record leads to costs this state and what follows on it; a chunk that all ways share costs an
/// older text of this one chunk, which is told (see [`assert_one_chunk_older`]).
fn least(history: &History, scan: &Scan, key: &str, all: usize) -> usize {
    let tip = recovery::furthest(scan).0;
    let empty = Manifest::empty();
    let mut ways = scan.manifests.iter().chain([&empty]).filter(|manifest| {
        let path = scan.chain.after(manifest.point);
        path.last().map_or(manifest.point, |&last| scan.chain.point(last)) == tip
    });
    let needs = |manifest: &Manifest| {
        let path = scan.chain.after(manifest.point);
        path.iter().any(|&index| scan.chain.records()[index].key == key)
            || keys::manifest(manifest.generation) == key
            || manifest.chunk_keys().any(|chunk| chunk == key)
    };
    if !ways.all(needs) {
        return all;
    }
    let before = |sequence: u64| history.sequences.iter().filter(|there| **there < sequence).count();
    match keys::Key::parse(key) {
        keys::Key::Record(Some((_, sequence))) => before(sequence),
        keys::Key::Manifest(generation) => {
            let of = |manifest: &&Manifest| Some(manifest.generation) == generation;
            scan.manifests.iter().find(of).map_or(all, |manifest| before(manifest.point.sequence))
        }
        // No board comes back whole from it.
        keys::Key::Chunk(_) => all + 1,
        _ => all,
    }
}

#[test]
fn harm_to_one_value_costs_no_more_than_what_has_no_second_copy() {
    let mut cases = Cases::of("one value harmed, without a mirror");
    for (name, steps) in workloads() {
        let history = History::of(&steps);
        let values = history.moments().pop().unwrap();
        for (way, key, harmed) in each_harm(&history, &values) {
            assert_least(&history, &values, &key, &harmed, &format!("{name}: {key} {way}"));
            cases.count(way);
        }
    }
    cases.close(2_500);
}

/// Of the harms at earlier moments one in so many is tried: another one at each moment.
const SAMPLE: usize = 17;

#[test]
fn harm_to_one_value_at_any_moment_costs_no_more_than_what_has_no_second_copy() {
    let mut cases = Cases::of("one value harmed after each number of writes, without a mirror");
    for (name, steps) in workloads() {
        let history = History::of(&steps);
        for (writes, values) in history.moments().iter().enumerate() {
            let sample = each_harm(&history, values).into_iter().skip(writes % SAMPLE).step_by(SAMPLE);
            for (way, key, harmed) in sample {
                assert_least(&history, values, &key, &harmed, &format!("{name}, {writes} writes: {key} {way}"));
                cases.count(way);
            }
        }
    }
    cases.close(3_000);
}

fn assert_least(history: &History, values: &Values, key: &str, harmed: &Values, what: &str) {
    let whole = open(Journal::open(store_of(values)).unwrap()).0;
    let all = prefix_of(&whole, &history.actions, what);
    let least = least(history, &Scan::read(&store_of(values)).unwrap(), key, all);
    let store = store_of(harmed);
    let recovered = if least > all {
        assert_one_chunk_older(&whole, key, store.clone(), what)
    } else {
        let (board, report, journal) = recover(store.clone(), what);
        let count = prefix_of(&board, &history.actions, what);
        assert!(count >= least, "{what}: only {count} of {least}");
        assert!(report.damaged_chunks.is_empty() && report.newer_schema.is_none(), "{what}: {report:?}");
        journal
    };
    assert_nothing_gone(&store, &recovered, what);
}

/// All chunks but the one are as they were; this one is told to be damaged, and is an older text of
/// itself or left out. A checkpoint makes it good.
fn assert_one_chunk_older(whole: &Board, key: &str, store: MemoryStore, what: &str) -> Journal<MemoryStore> {
    let name = key.strip_prefix("irai-board/c/").unwrap().rsplit_once('/').unwrap().0;
    let (board, report, journal) = open(Journal::open(store).unwrap());
    if report.damaged_chunks.is_empty() {
        // An older way leads to the last checkpoint although not all that once followed on it is left.
        assert_eq!(board, *whole, "{what}");
        return journal;
    }
    assert_eq!(report.damaged_chunks.len(), 1, "{what}");
    assert_eq!(report.damaged_chunks[0].name, name, "{what}");
    assert!(report.needs_checkpoint, "{what}");
    assert_older_in(&board, whole, name, what);

    let (same, again, _) = open(Journal::open(journal.store().clone()).unwrap());
    assert_eq!(same, board, "{what}: second start differs");
    assert!(again.set_aside.is_empty(), "{what}: set aside twice");
    assert_kept_once(&journal, what);
    let mut going_on = open(Journal::open(journal.store().clone()).unwrap()).2;
    going_on.checkpoint(&board.chunks()).unwrap();
    let (after, last, _) = open(Journal::open(going_on.into_store()).unwrap());
    assert_eq!(after, board, "{what}: a checkpoint after recovery is lost");
    assert!(!last.needs_checkpoint, "{what}: {last:?}");
    journal
}

/// `board` is `whole`, but for one chunk that lacks some of the actions on it.
pub fn assert_older_in(board: &Board, whole: &Board, name: &str, what: &str) {
    let others = |board: &Board| {
        let mut rest = board.clone();
        rest.0.remove(name);
        rest
    };
    assert_eq!(others(board), others(whole), "{what}");
    let (there, all) = (board.0.get(name).cloned().unwrap_or_default(), &whole.0[name]);
    assert!(there.iter().all(|number| all.contains(number)), "{what}: {there:?} of {all:?}");
}
