//! A store and its mirror, each with any number of the writes that were made, brought together.

use super::*;
use history::{Values, write_to};

pub type Joined = Mirrored<MemoryStore>;

/// What a store and a mirror lead to, with all that must hold of bringing any two together.
pub fn meet(store: &Values, mirror: &Values, what: &str) -> (Board, Report, Journal<Joined>) {
    let looked = Mirrored::join_reading(store_of(store), mirror.clone()).unwrap();
    let (shown, _, looking) = open(Journal::open_reading(looked).unwrap());
    assert_eq!(looking.store().inner().values(), store, "{what}: looking wrote");

    let mut joined = Mirrored::join(store_of(store), mirror.clone()).unwrap();
    let mut mirror_after = mirror.clone();
    catch_up(&mut joined, &mut mirror_after, what);
    let (board, report, mut journal) = open(Journal::open(joined).unwrap());
    assert_eq!(board, shown, "{what}: looking shows something else");
    assert_kept(&[store, mirror], &journal, what);
    assert_kept_once(&journal, what);
    catch_up(journal.store_mut(), &mut mirror_after, what);
    assert!(!looking.store().has_writes(), "{what}: looking writes to the mirror");

    // Together again, also where nothing has arrived in the mirror.
    let values = journal.store().inner().values();
    for (mirror, arrived) in [(&mirror_after, true), (mirror, false)] {
        let again = Mirrored::join(store_of(values), mirror.clone()).unwrap();
        assert!(!arrived || !again.has_writes(), "{what}: joined already");
        let (same, _, again) = open(Journal::open(again).unwrap());
        assert_eq!(same, board, "{what}: second start differs");
        assert_kept_once(&again, what);
        assert_eq!(again.quarantine().unwrap(), journal.quarantine().unwrap(), "{what}: set aside twice");
    }
    (board, report, journal)
}

/// Hands the writes over; then the mirror holds what the store does.
pub fn catch_up<S: KeyValue>(joined: &mut Mirrored<S>, mirror: &mut Values, what: &str) {
    for write in joined.take_writes() {
        write_to(mirror, &write);
    }
    let keys = joined.keys().unwrap().into_iter().filter(|key| union::is_mirrored(key));
    let held: Values = keys.map(|key| (key.clone(), joined.get(&key).unwrap().unwrap())).collect();
    assert_eq!(*mirror, held, "{what}: the mirror holds something else");
}

/// Every text of either side is still there or in quarantine, but for superblocks, of which the
/// later one stands for both.
pub fn assert_kept(sides: &[&Values], journal: &Journal<impl KeyValue>, what: &str) {
    let kept: BTreeSet<String> = journal.quarantine().unwrap().into_iter().map(|entry| entry.text).collect();
    for (key, text) in sides.iter().flat_map(|side| side.iter()) {
        let copied = QuarantineEntry::parse(key, text).map_or(text.clone(), |entry| entry.text);
        let there = journal.store().get(key).unwrap().as_ref() == Some(text) || kept.contains(&copied);
        assert!(there || keys::SUPERBLOCKS.contains(&key.as_str()), "{what}: {key} is gone");
    }
}

/// What was set aside because it could not be used, and not because it was refused.
fn set_aside(journal: &Journal<impl KeyValue>) -> Vec<QuarantineEntry> {
    let mut entries = journal.quarantine().unwrap();
    entries.retain(|entry| !matches!(entry.why, Why::Refused(_)));
    entries
}

/// Whether one side can still tell that the other is its own past.
fn are_near(one: &Values, other: &Values) -> bool {
    let scans = [one, other].map(|values| scan::Scan::read(&store_of(values)).unwrap());
    union::apart(&scans[0], &scans[1]).is_empty() || union::apart(&scans[1], &scans[0]).is_empty()
}

#[test]
fn any_two_moments_of_store_and_mirror_lead_to_all_that_either_holds() {
    let mut cases = Cases::of("store and mirror at any two moments");
    for (name, steps) in workloads() {
        let history = History::of(&steps);
        let moments = history.moments();
        for (i, mirror) in moments.iter().enumerate() {
            for (j, store) in moments.iter().enumerate() {
                let what = format!("{name}: {j} writes in the store, {i} in the mirror");
                let (board, report, journal) = meet(store, mirror, &what);
                let count = prefix_of(&board, &history.actions, &what);
                assert!(count >= history.whole(i.max(j)), "{what}: only {count}");
                assert!(report.damaged_chunks.is_empty(), "{what}: {report:?}");
                let aside = set_aside(&journal);
                assert!(aside.is_empty() || !are_near(store, mirror), "{what}: {aside:?}");
                cases.count(match i.cmp(&j) {
                    std::cmp::Ordering::Less => "store ahead",
                    std::cmp::Ordering::Equal => "even",
                    std::cmp::Ordering::Greater => "mirror ahead",
                });
            }
        }
    }
    cases.close(10_000);
}
