use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![6 => (0u32..6).prop_map(Act), 2 => Just(Checkpoint), 1 => Just(Reopen)];
    vec(step, 0..40)
}

proptest! {
    #[test]
    fn any_workload_comes_back(steps in steps()) {
        let session = Session::run(&steps);
        let (board, report, _) = recover(session.journal.into_store(), "any workload");
        prop_assert_eq!(board, session.board);
        prop_assert!(report.set_aside.is_empty());
    }

    #[test]
    fn any_crash_keeps_what_was_acknowledged(steps in steps(), at in 0usize..120, after: bool) {
        let mut store = MemoryStore::new();
        store.inject(if after { Fault::CrashAfter(at) } else { Fault::CrashBefore(at) });
        let stopped = Session::run_until_failure(store, &steps);
        let (board, ..) = recover(stopped.store, "any crash");
        prop_assert!(prefix_of(&board, &stopped.actions, "any crash") >= stopped.acknowledged);
    }

    /// Several harms at once may cost more than the tail, but never a text and never a panic.
    #[test]
    fn any_harm_deletes_nothing(steps in steps(), harms in vec((any::<prop::sample::Index>(), ".{0,30}"), 1..6)) {
        let mut store = Session::run(&steps).journal.into_store();
        let names: Vec<String> =
            store.keys().unwrap().into_iter().filter(|k| k != keys::BALLAST).collect();
        prop_assume!(!names.is_empty());
        for (index, text) in harms {
            store.set(index.get(&names[..]).as_str(), &text).unwrap();
        }
        let opened = Journal::open(store.clone()).unwrap();
        assert_nothing_gone(&store, &opened.journal, "any harm");
        let again = Journal::open(opened.journal.store().clone()).unwrap();
        prop_assert_eq!(opened.chunks, again.chunks);
        prop_assert_eq!(opened.records, again.records);
    }

    #[test]
    fn a_sealed_text_reads_back_and_no_other_does(
        generation in 0u64..1 << 60, sequence in 0u64..1 << 60, link in any::<u32>(),
        body in ".*", at in any::<prop::sample::Index>(), put in any::<char>(),
    ) {
        let sealed = Sealed::new(Kind::Record, generation, sequence, link, &body);
        let text = sealed.text();
        prop_assert_eq!(Sealed::read(Kind::Record, &text), Some(sealed));
        prop_assert_eq!(Sealed::read(Kind::Manifest, &text), None);
        let mut letters: Vec<char> = text.chars().collect();
        let place = at.index(letters.len());
        letters[place] = put;
        let changed: String = letters.into_iter().collect();
        if changed != text {
            prop_assert_eq!(Sealed::read(Kind::Record, &changed), None);
        }
    }

    #[test]
    fn the_reader_takes_any_text(text in "[0-9a-f \n]{0,60}") {
        let _ = Sealed::read(Kind::Record, &text);
    }
}
