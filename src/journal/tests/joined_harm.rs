//! A single value harmed in a store or its mirror, and both brought together.

use super::*;
use harm::{assert_older_in, each_harm};
use history::Values;
use joined::meet;

/// Of the harms at different moments one in so many is tried: another one for each pair of moments.
const SAMPLE: usize = 97;

/// With a mirror that has all, every value has a second copy.
#[test]
fn harm_to_one_value_of_either_side_costs_nothing() {
    let mut cases = Cases::of("one value harmed, in a store or its mirror");
    for (name, steps) in workloads() {
        let history = History::of(&steps);
        let values = history.moments().pop().unwrap();
        let whole = Board::after(&history.actions, history.actions.len());
        for (way, key, harmed) in each_harm(&history, &values) {
            for (side, store, mirror) in [("store", &harmed, &values), ("mirror", &values, &harmed)] {
                let what = format!("{name}: {key} {way} in the {side}");
                let (board, report, _) = meet(store, mirror, &what);
                assert_eq!(board, whole, "{what}");
                assert!(report.damaged_chunks.is_empty() && report.newer_schema.is_none(), "{what}: {report:?}");
                cases.count(way);
            }
        }
    }
    cases.close(5_000);
}

/// Where the other side is at another moment, what it holds whole survives; and all that either
/// held does, where the other has the value that was harmed.
#[test]
fn harm_to_one_value_of_a_side_that_is_ahead_or_behind_costs_at_most_what_only_it_had() {
    let mut cases = Cases::of("one value harmed, in a store or its mirror at different moments");
    let ways = ["missing", "truncated", "one bit flipped", "stale"];
    for (name, steps) in workloads() {
        let history = History::of(&steps);
        let moments = history.moments();
        for at in 0..moments.len() {
            for apart in [1, 2, 3, 5, 8, 13, 21] {
                let Some(later) = moments.get(at + apart) else { continue };
                let earlier = &moments[at];
                // One way for each key, another one for the next pair.
                for (number, (way, key, harmed)) in each_harm(&history, later).into_iter().enumerate() {
                    if ways.contains(&way) && (number + at + apart) % SAMPLE == 0 {
                        let what = format!("{name}: {key} {way} at {}, other at {at}", at + apart);
                        harmed_ahead(&history, (&harmed, later), earlier, (at, at + apart), &key, &what);
                        cases.count("the later one harmed");
                    }
                }
                for (number, (way, key, harmed)) in each_harm(&history, earlier).into_iter().enumerate() {
                    if ways.contains(&way) && (number + at + apart) % SAMPLE == 0 {
                        let what = format!("{name}: {key} {way} at {at}, other at {}", at + apart);
                        for (store, mirror) in [(&harmed, later), (later, &harmed)] {
                            let (board, report, _) = meet(store, mirror, &what);
                            let count = prefix_of(&board, &history.actions, &what);
                            assert!(count >= history.whole(at + apart), "{what}: only {count}");
                            assert!(report.damaged_chunks.is_empty(), "{what}: {report:?}");
                            cases.count("the earlier one harmed");
                        }
                    }
                }
            }
        }
    }
    cases.close(5_000);
}

fn harmed_ahead(
    history: &History,
    (harmed, later): (&Values, &Values),
    earlier: &Values,
    (at, ahead): (usize, usize),
    key: &str,
    what: &str,
) {
    let has_copy = earlier.get(key) == later.get(key);
    let least = history.whole(if has_copy { ahead } else { at });
    for (store, mirror) in [(harmed, earlier), (earlier, harmed)] {
        let (board, report, _) = meet(store, mirror, what);
        if let [damaged] = &report.damaged_chunks[..] {
            // A chunk of a state that no record leads to, which the other has not got yet.
            assert!(!has_copy && keys::chunk(&damaged.name, "").len() < key.len(), "{what}");
            assert!(key.starts_with(&keys::chunk(&damaged.name, "")), "{what}: {report:?}");
            let unharmed = meet(later, earlier, what).0;
            assert_older_in(&board, &unharmed, &damaged.name, what);
            continue;
        }
        let count = prefix_of(&board, &history.actions, what);
        assert!(count >= least, "{what}: only {count} of {least}");
    }
}
