//! Two writers on one store, each operation of which may fall between any two of the other's.

use std::sync::{Arc, Mutex};

use shuttle::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// A store that two have open. Before each of its operations the other may come first.
#[derive(Debug, Clone)]
pub struct Turns {
    store: Arc<Mutex<MemoryStore>>,
    gate: Arc<AtomicUsize>,
    /// The keys that anyone writes to. Reading another is the same before and after each operation of
    /// the other writer.
    contended: fn(&str) -> bool,
}

impl Turns {
    pub fn new(store: MemoryStore, contended: fn(&str) -> bool) -> Self {
        let gate = Arc::new(AtomicUsize::new(0));
        Self { store: Arc::new(Mutex::new(store)), gate, contended }
    }

    fn turn(&self) {
        self.gate.load(Ordering::SeqCst);
    }

    fn turn_to_write(&self, key: &str) {
        assert!((self.contended)(key), "{key} is written to and was not expected to be");
        self.turn();
    }

    pub fn held(&self) -> MemoryStore {
        self.store.lock().unwrap().clone()
    }
}

impl KeyValue for Turns {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        if (self.contended)(key) {
            self.turn();
        }
        self.store.lock().unwrap().get(key)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.turn_to_write(key);
        self.store.lock().unwrap().set(key, value)
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.turn_to_write(key);
        self.store.lock().unwrap().remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.turn();
        self.store.lock().unwrap().keys()
    }
}

/// A board on which an edit made twice is there once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(BTreeMap<String, BTreeSet<u64>>);

impl Edits {
    fn apply(&mut self, payload: &str) {
        let (chunk, number): (u32, u64) = serde_json::from_str(payload).unwrap();
        self.0.entry(format!("e/{chunk}")).or_default().insert(number);
    }

    fn chunks(&self) -> Chunks {
        let text = |list: &BTreeSet<u64>| Arc::from(serde_json::to_string(list).unwrap());
        self.0.iter().map(|(name, list)| (name.clone(), text(list))).collect()
    }

    fn recovered<S>(recovery: &Recovery<S>) -> Self {
        let read = |text: &str| serde_json::from_str(text).unwrap();
        let mut edits = Self(recovery.chunks.iter().map(|(name, text)| (name.clone(), read(text))).collect());
        for record in &recovery.records {
            edits.apply(&record.payload);
        }
        edits
    }

    fn has(&self, (chunk, number): (u32, u64)) -> bool {
        self.0.get(&format!("e/{chunk}")).is_some_and(|list| list.contains(&number))
    }
}

/// A tab that writes, and after it was superseded opens anew and does it again.
pub struct Writer {
    name: u64,
    opened: u64,
    journal: Option<Journal<Turns>>,
    edits: Edits,
    tried: u64,
    acknowledged: Vec<(u32, u64)>,
    /// How often it tries the same before it gives up.
    patience: usize,
}

impl Writer {
    /// One that opens the store when it first writes.
    pub fn closed(name: u64, patience: usize) -> Self {
        let (journal, edits, acknowledged) = (None, Edits::default(), Vec::new());
        Self { name, opened: 0, journal, edits, tried: 0, acknowledged, patience }
    }

    pub fn open(name: u64, patience: usize, store: Turns) -> Self {
        let mut writer = Self::closed(name, patience);
        writer.reopen(store);
        writer
    }

    fn reopen(&mut self, store: Turns) {
        self.opened += 1;
        // As good as random, and another one each time.
        let nonce = (self.name << 32 | self.opened).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44;
        // One that cannot claim has nothing to write with; what it would have done is not acknowledged.
        let recovery = Journal::open_claiming(store, nonce).ok();
        self.edits = recovery.as_ref().map(Edits::recovered).unwrap_or_default();
        self.journal = recovery.map(|recovery| recovery.journal);
    }

    pub fn step(&mut self, store: &Turns, step: Step) {
        self.tried += 1;
        for attempt in 0..self.patience {
            if self.journal.is_none() || step == Reopen || attempt > 0 {
                self.reopen(store.clone());
            }
            let mut edits = self.edits.clone();
            let edit = match step {
                Act(chunk) | Replace(chunk) => Some((chunk, self.name << 32 | self.tried)),
                _ => None,
            };
            if let Some((chunk, number)) = edit {
                edits.apply(&payload(chunk, number));
            }
            let Some(journal) = &mut self.journal else { return };
            let done = match (step, edit) {
                (Replace(_), _) => journal.replace(&edits.chunks()).map(drop),
                (_, Some((chunk, number))) => match journal.append(&payload(chunk, number)) {
                    Err(WriteError::BaseLost) => journal.replace(&edits.chunks()).map(drop),
                    other => other.map(drop),
                },
                (Reopen, _) => return,
                (KeepDay, _) => journal.keep_day(&format!("2026-11-{:02}", self.tried % 3 + 1)).map(drop),
                _ => journal.checkpoint(&edits.chunks()).map(drop),
            };
            match done {
                Ok(()) => {
                    self.edits = edits;
                    self.acknowledged.extend(edit);
                    return;
                }
                Err(WriteError::Fenced) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
}

/// Lets two go on at once, the second one opening the store only then unless it has it open, and
/// checks what they leave behind: with `later`, also after further checkpoints.
pub fn together(store: &Turns, [one, other]: [Writer; 2], steps: [&'static [Step]; 2], later: bool) {
    let run = |mut writer: Writer, steps: &'static [Step]| {
        let store = store.clone();
        shuttle::thread::spawn(move || {
            for &step in steps {
                writer.step(&store, step);
            }
            writer.acknowledged
        })
    };
    let (one, other) = (run(one, steps[0]), run(other, steps[1]));
    let mut acknowledged = one.join().unwrap();
    acknowledged.extend(other.join().unwrap());
    check(store, &acknowledged, later);
}

fn check(store: &Turns, acknowledged: &[(u32, u64)], later: bool) {
    let left = store.held();
    let opened = Journal::open(left.clone()).unwrap();
    let edits = Edits::recovered(&opened);
    for edit in acknowledged {
        assert!(edits.has(*edit), "acknowledged {edit:?} is lost");
    }
    assert_nothing_gone(&left, &opened.journal, "two writers");
    let again = Journal::open(opened.journal.store().clone()).unwrap();
    assert_eq!(Edits::recovered(&again), edits, "second start differs");
    assert!(again.report.set_aside.is_empty(), "set aside twice");
    assert!(opened.report.damaged_chunks.is_empty(), "{:?}", opened.report.damaged_chunks);

    if !later {
        return;
    }
    let mut journal = again.journal;
    for _ in 0..4 {
        journal.checkpoint(&edits.chunks()).unwrap();
    }
    let last = Journal::open(journal.into_store()).unwrap();
    assert_eq!(Edits::recovered(&last), edits, "a checkpoint is lost");
}
