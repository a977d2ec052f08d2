//! What a writer may still do after another one has come, at the very moments that are named as
//! limitations, and what the newcomer finds.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

type Meanwhile = Rc<RefCell<Option<Box<dyn FnOnce(Shared)>>>>;

/// A store in which something happens just before one write.
#[derive(Clone)]
struct Interposed {
    store: Shared,
    before: String,
    meanwhile: Meanwhile,
}

impl Interposed {
    fn new(store: MemoryStore, before: &str, meanwhile: impl FnOnce(Shared) + 'static) -> Self {
        let meanwhile: Box<dyn FnOnce(Shared)> = Box::new(meanwhile);
        let meanwhile = Rc::new(RefCell::new(Some(meanwhile)));
        Self { store: Shared::new(store), before: before.to_owned(), meanwhile }
    }

    fn happen(&self, write: &str, key: &str) {
        if format!("{write} {key}").starts_with(&self.before)
            && let Some(meanwhile) = self.meanwhile.borrow_mut().take()
        {
            meanwhile(self.store.clone());
        }
    }

    fn happened(&self) -> bool {
        self.meanwhile.borrow().is_none()
    }
}

impl KeyValue for Interposed {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.store.get(key)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.happen("set", key);
        self.store.set(key, value)
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.happen("remove", key);
        self.store.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.store.keys()
    }
}

fn newcomer(store: Shared) -> Session<Shared> {
    let (board, _, journal) = open(Journal::open_claiming(store, 1_000).unwrap());
    Session { journal, board, actions: Vec::new() }
}

#[test]
fn a_store_too_full_for_a_claim_is_opened_without_one_and_left_as_it_is() {
    let mut full = Session::run(&[Act(1), Checkpoint]).journal.into_store();
    full.remove(keys::BALLAST).unwrap();
    let before = full.values().clone();
    for n in 0..2 {
        full.inject(Fault::QuotaFrom(n));
        let mut opened = Journal::open_claiming(full.clone(), 7).unwrap();
        assert_eq!(opened.journal.store().values(), &before, "{n}");
        opened.journal.store_mut().revive();
        opened.journal.append("[2,1]").unwrap();
    }
}

#[test]
fn a_writer_that_others_keep_superseding_gives_up_without_a_trace_but_its_claim() {
    let store = Shared::new(Session::run(&[Act(1)]).journal.into_store());
    let before = store.0.borrow().values().clone();
    struct Racing(Shared);
    impl KeyValue for Racing {
        fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
            self.0.get(key)
        }
        fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
            self.0.set(key, value)?;
            if let keys::Key::Claim(Some(number)) = keys::Key::parse(key) {
                self.0.set(&keys::claim(number + 5), "someone else's")?;
            }
            Ok(())
        }
        fn remove(&mut self, key: &str) -> Result<(), StoreError> {
            self.0.remove(key)
        }
        fn keys(&self) -> Result<Vec<String>, StoreError> {
            self.0.keys()
        }
    }
    assert!(matches!(Journal::open_claiming(Racing(store.clone()), 1), Err(StoreError::Other(_))));
    let mut after = store.0.borrow().values().clone();
    after.retain(|key, _| !matches!(keys::Key::parse(key), keys::Key::Writer | keys::Key::Claim(_)));
    assert_eq!(after, before);
}

#[test]
fn a_day_kept_by_a_superseded_writer_takes_the_place_of_the_same_day_and_is_refused() {
    let store = Session::run(&[Claim, Act(1), Checkpoint]).journal.into_store();
    let day = "2026-11-24";
    let store = Interposed::new(store, "set irai-board/day/", move |store| {
        let mut other = newcomer(store);
        other.act(2).unwrap();
        other.checkpoint().unwrap();
        assert!(other.journal.keep_day(day).unwrap());
    });
    let mut journal = Journal::open_claiming(store.clone(), 1).unwrap().journal;
    assert_eq!(journal.keep_day(day), Err(WriteError::Fenced));
    assert!(store.happened());
    // A day of the same date, whole, though the older one.
    let journal = Journal::open(store.store.revived()).unwrap().journal;
    let kept = journal.day(day).unwrap().unwrap();
    assert_eq!((kept.chunks.len(), kept.missing.len()), (1, 0));
}

/// The moment before a full store makes a superseded writer take its manifest back.
#[test]
fn what_follows_on_a_manifest_that_is_taken_back_is_on_the_board_or_in_quarantine() {
    for (leap, survives) in [(false, true), (true, false)] {
        let store = Session::run(&[Claim, Act(1), Checkpoint, Act(2)]).journal.into_store();
        let store = Interposed::new(store, "remove irai-board/m/", move |store| {
            newcomer(store).act(3).unwrap();
        });
        let (mut board, _, mut journal) = open(Journal::open_claiming(store.clone(), 1).unwrap());
        if leap {
            board.apply(&payload(4, 7));
        }
        // The second chunk, the manifest and then the superblock find no room, until the reserve is given.
        store.store.0.borrow_mut().inject(Fault::QuotaOnce(if leap { 3 } else { 2 }));
        let refused = if leap { journal.replace(&board.chunks()) } else { journal.checkpoint(&board.chunks()) };
        assert_eq!(refused.err(), Some(WriteError::Fenced));
        assert!(store.happened());
        let (there, _, journal) = open(Journal::open(store.store.revived()).unwrap());
        assert_eq!(there.0.contains_key("e/3"), survives, "{leap}");
        assert_eq!(journal.quarantine().unwrap().iter().any(|entry| entry.text.ends_with("[3,0]")), !survives);
    }
}

#[test]
fn a_writer_that_is_superseded_before_it_is_refused_takes_nothing_back() {
    for leap in [false, true] {
        let store = Session::run(&[Claim, Act(1), Checkpoint, Act(2)]).journal.into_store();
        let store = Interposed::new(store, "set irai-board/super/", move |store| {
            newcomer(store.clone()).act(3).unwrap();
            store.0.borrow_mut().inject(Fault::QuotaFrom(0));
        });
        let (mut board, _, mut journal) = open(Journal::open_claiming(store.clone(), 1).unwrap());
        board.apply(&payload(4, 7));
        let refused = if leap { journal.replace(&board.chunks()) } else { journal.checkpoint(&board.chunks()) };
        assert_eq!(refused.err(), Some(WriteError::Fenced));
        assert!(store.happened());
        let (there, _, journal) = open(Journal::open(store.store.revived()).unwrap());
        assert!(there.0.contains_key("e/3"), "{leap}");
        assert!(journal.quarantine().unwrap().is_empty(), "{leap}");
    }
}

/// The moment before a full store makes a superseded writer take its new chunk back.
#[test]
fn a_chunk_taken_back_from_under_a_newcomer_costs_nothing_that_records_lead_to() {
    for (leap, survives) in [(false, true), (true, false)] {
        let mut store = Session::run(&[Claim, Act(1), Checkpoint, Act(2), Act(3)]).journal.into_store();
        store.remove(keys::BALLAST).unwrap();
        let store = Interposed::new(store, "remove irai-board/c/", move |mut store| {
            let mut other = newcomer(store.clone());
            // The newcomer clears the loose chunk away and then lays the same one.
            for key in store.keys().unwrap().iter().filter(|key| key.starts_with("irai-board/c/e/2/")) {
                store.remove(key).unwrap();
            }
            let chunks = other.board.chunks();
            let written = if leap { other.journal.replace(&chunks) } else { other.journal.checkpoint(&chunks) };
            written.unwrap();
        });
        let (board, _, mut journal) = open(Journal::open_claiming(store.clone(), 1).unwrap());
        // The second chunk that is written finds no room.
        store.store.0.borrow_mut().inject(Fault::QuotaOnce(1));
        assert!(journal.checkpoint(&board.chunks()).is_err());
        assert!(store.happened());
        let (there, report, _) = open(Journal::open(store.store.revived()).unwrap());
        assert_eq!(there == board, survives, "{leap}");
        assert_eq!(report.damaged_chunks.is_empty(), survives, "{leap}");
    }
}
