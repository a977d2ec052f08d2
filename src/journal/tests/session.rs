//! A journal in use, and what is left of it when it stops.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

/// A store that outlives whoever has it open, also one whose opening fails.
#[derive(Debug, Clone, Default)]
pub struct Shared(pub Rc<RefCell<MemoryStore>>);

impl Shared {
    pub fn new(store: MemoryStore) -> Self {
        Self(Rc::new(RefCell::new(store)))
    }

    /// The store as the next start finds it.
    pub fn revived(&self) -> MemoryStore {
        let mut store = self.0.borrow().clone();
        store.revive();
        store
    }
}

impl KeyValue for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.borrow().get(key)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().set(key, value)
    }

    fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.borrow().keys()
    }
}

/// A journal in use, with the board it should hold.
pub struct Session<S = MemoryStore> {
    pub journal: Journal<S>,
    pub board: Board,
    /// Every action tried that is on the board, acknowledged or not.
    pub actions: Vec<u32>,
}

/// A session that stopped: the store as a restart finds it.
pub struct Stopped {
    pub store: MemoryStore,
    pub actions: Vec<u32>,
    pub acknowledged: usize,
}

/// What a start leads to, with the records that are no action set aside.
pub fn open<S: KeyValue>(recovery: Recovery<S>) -> (Board, Report, Journal<S>) {
    let Recovery { mut journal, chunks, records, report } = recovery;
    let mut board = Board::recovered(&chunks, &[]);
    for record in records {
        if !board.apply(&record.payload) {
            journal.reject(record.sequence..=record.sequence, "no action");
        }
    }
    (board, report, journal)
}

impl<S: KeyValue> Session<S> {
    pub fn open(store: S) -> Self {
        Self::of(Journal::open(store).unwrap())
    }

    fn of(recovery: Recovery<S>) -> Self {
        let (board, _, journal) = open(recovery);
        Self { journal, board, actions: Vec::new() }
    }

    pub fn act(&mut self, chunk: u32) -> Result<Ack, WriteError> {
        let text = payload(chunk, self.actions.len() as u64);
        let ack = self.journal.append(&text)?;
        self.actions.push(chunk);
        self.board.apply(&text);
        Ok(ack)
    }

    pub fn checkpoint(&mut self) -> Result<CheckpointReport, WriteError> {
        self.journal.checkpoint(&self.board.chunks())
    }

    fn replace(&mut self, chunk: u32) -> Result<(), WriteError> {
        let mut board = self.board.clone();
        board.apply(&payload(chunk, self.actions.len() as u64));
        self.journal.replace(&board.chunks())?;
        self.actions.push(chunk);
        self.board = board;
        Ok(())
    }

    /// Takes one step that is no start.
    pub fn step(&mut self, step: Step) -> Result<(), WriteError> {
        match step {
            Act(chunk) => drop(self.act(chunk)?),
            Checkpoint => drop(self.checkpoint()?),
            Replace(chunk) => self.replace(chunk)?,
            KeepDay => {
                let kept = self.journal.days()?.iter().filter(|day| day.chunks > 0).count();
                self.journal.keep_day(&format!("2026-11-{:02}", kept + 1))?;
            }
            Refuse => drop(self.journal.append("{\"no\":\"action\"}")?),
            Reopen | Claim => {}
        }
        Ok(())
    }

    /// Closes and opens again in the way of this step, if it is a start.
    pub fn reopen(self, step: Step, store: impl FnOnce(S) -> Result<S, StoreError>) -> Result<Self, StoreError> {
        let Self { journal, actions, board } = self;
        let recovery = match step {
            Reopen => Journal::open(store(journal.into_store())?)?,
            // Any number that is not always the same.
            Claim => Journal::open_claiming(store(journal.into_store())?, actions.len() as u64 % 5)?,
            _ => return Ok(Self { journal, actions, board }),
        };
        let session = Self { actions, ..Self::of(recovery) };
        assert_eq!(session.board, board, "a start leads elsewhere");
        Ok(session)
    }
}

impl Session {
    pub fn run(steps: &[Step]) -> Self {
        let mut session = Self::open(MemoryStore::new());
        for &step in steps {
            session = session.reopen(step, Ok).unwrap();
            session.step(step).unwrap();
        }
        session
    }

    /// Runs until the first failure.
    pub fn run_until_failure(store: MemoryStore, steps: &[Step]) -> Stopped {
        let store = Shared::new(store);
        let mut actions = Vec::new();
        let mut acknowledged = 0;
        if let Ok(recovery) = Journal::open(store.clone()) {
            let mut session = Session::of(recovery);
            for &step in steps {
                let Ok(reopened) = session.reopen(step, Ok) else { break };
                session = reopened;
                let failed = session.step(step).is_err();
                actions.clone_from(&session.actions);
                if failed {
                    actions.extend(match step {
                        Act(chunk) | Replace(chunk) => Some(chunk),
                        _ => None,
                    });
                    break;
                }
                acknowledged = actions.len();
            }
        }
        Stopped { store: store.revived(), actions, acknowledged }
    }
}
