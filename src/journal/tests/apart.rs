//! A store and a mirror that have gone on alone, and what interrupts bringing them together.

use super::*;
use history::Values;
use joined::{catch_up, meet};

/// What a side may do alone. The chunks of the other side have other numbers.
fn ways_on(other: u32) -> Vec<Vec<Step>> {
    let acts = |count: u32| (0..count).map(|n| Act(other + n % 2)).collect::<Vec<_>>();
    vec![
        acts(1),
        acts(3),
        [acts(1), vec![Checkpoint], acts(2)].concat(),
        vec![Replace(other), Act(other)],
        [Act(other), Checkpoint].repeat(4),
        [vec![Claim], acts(2)].concat(),
        [vec![Refuse], acts(2)].concat(),
        [vec![Checkpoint, KeepDay], acts(1)].concat(),
    ]
}

/// What both have in common, before they part.
fn beginnings() -> [Vec<Step>; 4] {
    [
        vec![],
        vec![Act(1), Act(2)],
        vec![Act(1), Checkpoint, Act(2), Act(1)],
        [[Act(1), Checkpoint, KeepDay, Act(2)].repeat(3), vec![Replace(3), Act(1), Claim]].concat(),
    ]
}

struct Apart {
    what: String,
    store: Values,
    mirror: Values,
    /// The board of the one that leads further.
    longer: Board,
}

/// Every pair of ways on from every beginning.
fn all_apart() -> Vec<Apart> {
    let mut all = Vec::new();
    for (number, beginning) in beginnings().iter().enumerate() {
        let (common, start) = History::on(Values::new(), &[], beginning);
        let go = |steps: &[Step]| {
            let (alone, values) = History::on(start.clone(), &common.actions, steps);
            let board = Board::after(&alone.actions, alone.actions.len());
            (union::length(&scan::Scan::read(&store_of(&values)).unwrap()), values, board)
        };
        for (one, store) in ways_on(20).iter().map(|steps| go(steps)).enumerate() {
            for (other, mirror) in ways_on(40).iter().map(|steps| go(steps)).enumerate() {
                let what = format!("beginning {number}, store {one}, mirror {other}");
                let longer = if mirror.0 > store.0 { mirror.2 } else { store.2.clone() };
                all.push(Apart { what, store: store.1.clone(), mirror: mirror.1, longer });
            }
        }
    }
    all
}

fn is_record(key: &str) -> bool {
    matches!(keys::Key::parse(key), keys::Key::Record(_))
}

/// Every action of either side is on the board or in quarantine.
fn assert_on_board_or_kept(sides: &[&Values], board: &Board, journal: &Journal<impl KeyValue>, what: &str) {
    let kept: BTreeSet<String> = journal.quarantine().unwrap().into_iter().map(|entry| entry.text).collect();
    for (key, text) in sides.iter().flat_map(|side| side.iter()).filter(|(key, _)| is_record(key)) {
        let payload = text.split_once('\n').unwrap().1;
        let Ok((chunk, number)) = serde_json::from_str::<(u32, u64)>(payload) else { continue };
        let on_board = board.0.get(&format!("e/{chunk}")).is_some_and(|list| list.contains(&number));
        assert!(on_board || kept.contains(text), "{what}: {key} is neither on the board nor kept");
    }
}

#[test]
fn of_two_that_went_on_alone_the_longer_is_taken_and_the_other_kept() {
    let mut cases = Cases::of("store and mirror gone apart");
    for Apart { what, store, mirror, longer } in all_apart() {
        let (board, report, mut journal) = meet(&store, &mirror, &what);
        assert_eq!(board, longer, "{what}");
        assert!(report.damaged_chunks.is_empty(), "{what}");
        // Checkpoints later, what is not on the board is still in quarantine.
        for _ in 0..5 {
            journal.checkpoint(&board.chunks()).unwrap();
        }
        assert_on_board_or_kept(&[&store, &mirror], &board, &journal, &what);
        cases.count("pairs");
    }
    cases.close(256);
}

/// Brings two together while `fault` happens, opens and sets in order, and does it all again.
fn interrupted(apart: &Apart, fault: Fault, what: &str) {
    let Apart { store, mirror, longer, .. } = apart;
    let shared = Shared::new(store_of(store));
    shared.0.borrow_mut().inject(fault);
    let mut arrived = mirror.clone();
    if let Ok(mut joined) = Mirrored::join(shared.clone(), mirror.clone()) {
        for write in joined.take_writes() {
            history::write_to(&mut arrived, &write);
        }
        if let Ok(recovery) = Journal::open(joined) {
            let (board, _, mut journal) = open(recovery);
            assert_eq!(board, *longer, "{what}: at once");
            if journal.should_checkpoint() {
                let _ = journal.checkpoint(&board.chunks());
            }
            for write in journal.store_mut().take_writes() {
                history::write_to(&mut arrived, &write);
            }
        }
    }
    // Whether or not anything has arrived in the mirror.
    let left = shared.revived();
    for mirror in [mirror, &arrived] {
        let (board, _, journal) = meet(left.values(), mirror, what);
        assert_eq!(board, *longer, "{what}: afterwards");
        assert_on_board_or_kept(&[store, mirror], &board, &journal, what);
    }
}

fn at_each_write(apart: &Apart, cases: &mut Cases) {
    let shared = Shared::new(store_of(&apart.store));
    shared.0.borrow_mut().inject(Fault::CrashBefore(usize::MAX));
    let mut joined = Mirrored::join(shared.clone(), apart.mirror.clone()).unwrap();
    catch_up(&mut joined, &mut apart.mirror.clone(), &apart.what);
    let (board, _, mut journal) = open(Journal::open(joined).unwrap());
    if journal.should_checkpoint() {
        journal.checkpoint(&board.chunks()).unwrap();
    }
    let writes = shared.0.borrow().writes();
    for n in 0..=writes {
        for (kind, fault) in [
            ("before", Fault::CrashBefore(n)),
            ("after", Fault::CrashAfter(n)),
            ("full once", Fault::QuotaOnce(n)),
            ("full from there on", Fault::QuotaFrom(n)),
        ] {
            interrupted(apart, fault, &format!("{}, {fault:?}", apart.what));
            cases.count(kind);
        }
    }
}

#[test]
fn whatever_interrupts_bringing_two_apart_together_the_next_start_leads_to_the_same() {
    let mut cases = Cases::of("store and mirror gone apart, brought together with a failure at each write");
    for apart in all_apart().iter().step_by(7) {
        at_each_write(apart, &mut cases);
    }
    cases.close(1_000);
}

#[test]
fn whatever_interrupts_bringing_two_moments_together_the_next_start_leads_to_the_same() {
    let mut cases = Cases::of("store and mirror at two moments, brought together with a failure at each write");
    for (name, steps) in workloads() {
        let moments = History::of(&steps).moments();
        let last = moments.len() - 1;
        let pairs = [(0, last), (last, 0), (last / 2, last), (last, last / 2), (last / 3, last * 2 / 3)];
        for (i, j) in pairs.into_iter().filter(|(i, j)| i != j) {
            let what = format!("{name}: {j} writes in the store, {i} in the mirror");
            let longer = meet(&moments[j], &moments[i], &what).0;
            let apart = Apart { what, store: moments[j].clone(), mirror: moments[i].clone(), longer };
            at_each_write(&apart, &mut cases);
        }
    }
    cases.close(2_000);
}
