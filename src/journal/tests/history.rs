//! A workload written down: every write it made, and from which one on each action is whole.

use super::*;

/// What lies in a store.
pub type Values = BTreeMap<String, String>;

/// A workload as its writes, of which a store or a mirror may have any number, counted from the first.
pub struct History {
    pub writes: Vec<Write>,
    /// How many writes each action was acknowledged after.
    pub whole_after: Vec<usize>,
    /// The sequence of each action.
    pub sequences: Vec<u64>,
    pub actions: Vec<u32>,
}

impl History {
    /// Runs a workload over a store whose mirror keeps up.
    pub fn of(steps: &[Step]) -> Self {
        Self::on(Values::new(), &[], steps).0
    }

    /// Goes on from a store in which `actions` were made. Answers with the store at the end too.
    pub fn on(before: Values, actions: &[u32], steps: &[Step]) -> (Self, Values) {
        let mut mirror = before.clone();
        let store = Mirrored::join(store_of(&before), mirror.clone()).unwrap();
        let mut session = Session { actions: actions.to_vec(), ..Session::open(store) };
        let mut history =
            Self { writes: Vec::new(), whole_after: Vec::new(), sequences: Vec::new(), actions: Vec::new() };
        for &step in steps {
            let reopened = session.reopen(step, |store| {
                let joined = Mirrored::join(store.into_inner(), mirror.clone())?;
                assert!(!joined.has_writes(), "store and mirror are one already");
                Ok(joined)
            });
            session = reopened.unwrap();
            session.step(step).unwrap();
            for write in session.journal.store_mut().take_writes() {
                write_to(&mut mirror, &write);
                history.writes.push(write);
            }
            if matches!(step, Act(_) | Replace(_)) {
                history.whole_after.push(history.writes.len());
                history.sequences.push(session.journal.tip.sequence);
            }
        }
        history.actions = session.actions;
        (history, mirror)
    }

    /// What `before` holds after each number of writes, none included.
    pub fn moments_on(&self, before: Values) -> Vec<Values> {
        let mut moments = vec![before];
        for write in &self.writes {
            let mut next = moments[moments.len() - 1].clone();
            write_to(&mut next, write);
            moments.push(next);
        }
        moments
    }

    /// What a store holds after each number of writes.
    pub fn moments(&self) -> Vec<Values> {
        self.moments_on(Values::new())
    }

    /// How many actions are whole after this many writes.
    pub fn whole(&self, writes: usize) -> usize {
        self.whole_after.iter().filter(|after| **after <= writes).count()
    }

    /// The values that a key once had.
    pub fn once_at<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.writes.iter().filter_map(move |write| match write {
            Write::Set { key: written, value } if written == key => Some(value.as_str()),
            _ => None,
        })
    }
}

pub fn write_to(values: &mut Values, write: &Write) {
    match write {
        Write::Set { key, value } => drop(values.insert(key.clone(), value.clone())),
        Write::Remove { key } => drop(values.remove(key)),
    }
}

pub fn store_of(values: &Values) -> MemoryStore {
    let mut store = MemoryStore::new();
    for (key, value) in values {
        store.set(key, value).unwrap();
    }
    store
}
