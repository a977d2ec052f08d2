//! Devices with boards of their own, a database between them, and a network that breaks.

mod cases;
mod couch;
mod laws;
mod probes;

use super::Answer;
use super::base::Base;
use super::engine::{Engine, Moment, State, Step};
use crate::domain::{Action, Command, Engagement, EngagementId, Overlap, Stage};
use crate::journal::{MemoryStore, Write};
use crate::session::Session;
use chrono::{DateTime, FixedOffset, TimeDelta};
use couch::{Couch, Fault};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// A browser with its board.
struct Device {
    name: String,
    number: u128,
    /// Each device has a clock of its own, far from the others'.
    now: DateTime<FixedOffset>,
    session: Session<MemoryStore>,
    engine: Engine,
    kept: BTreeMap<String, String>,
}

fn kept(store: &mut BTreeMap<String, String>, writes: Vec<Write>) {
    for write in writes {
        match write {
            Write::Set { key, value } => drop(store.insert(key, value)),
            Write::Remove { key } => drop(store.remove(&key)),
        }
    }
}

impl Device {
    fn new(name: &str, years: i64) -> Self {
        let now: DateTime<FixedOffset> = "2026-07-01T10:00:00+09:00".parse().unwrap();
        let session = Session::open(MemoryStore::new()).unwrap().0;
        let number = u128::from(crc32fast::hash(name.as_bytes())) << 32;
        let engine = Engine::new(Base::default(), name.to_owned());
        Self {
            name: name.to_owned(),
            number,
            now: now + TimeDelta::days(365 * years),
            session,
            engine,
            kept: BTreeMap::new(),
        }
    }

    fn seed(&mut self) -> Uuid {
        self.number += 1;
        Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + (self.number << 12))
    }

    fn act(&mut self, action: Action) {
        self.now += TimeDelta::minutes(1);
        let seed = self.seed();
        self.session.dispatch(Command { at: self.now, seed, action }, false).unwrap();
        self.engine.notice(&self.session.board().clone(), self.now);
    }

    fn add(&mut self, title: &str) -> EngagementId {
        let before: BTreeSet<EngagementId> = self.session.board().engagements.keys().copied().collect();
        self.act(Action::Add { title: title.to_owned(), stage: Stage::Clarify });
        *self.session.board().engagements.keys().find(|id| !before.contains(*id)).unwrap()
    }

    fn edit(&mut self, id: EngagementId, edit: impl FnOnce(&mut Engagement)) {
        let mut draft = self.on(id).clone();
        edit(&mut draft);
        self.act(Action::Edit { draft: Arc::new(draft), field: "欄".to_owned(), contested: false });
    }

    fn on(&self, id: EngagementId) -> &Engagement {
        self.session.board().get(id).unwrap()
    }

    fn overlaps(&self, id: EngagementId) -> &[Overlap] {
        &self.on(id).overlaps
    }

    /// One step. Answers whether it was more than waiting.
    fn step(&mut self, couch: &mut Couch, fault: Fault) -> bool {
        let moment = Moment { at: self.now, seed: self.seed(), jitter: 0.5 };
        let board = self.session.board().clone();
        match self.engine.next(&board, None, moment) {
            Step::Send(request) => {
                // As the rim does: what was sent is known before it is.
                self.keep();
                let answer = couch.answer(&request, fault);
                let went = answer != Answer::Ended;
                let session = &mut self.session;
                self.engine.answer(&board, answer, moment, &mut |change| session.take_in_from_afar(change).is_ok());
                self.keep();
                went
            }
            Step::Wait(milliseconds) => {
                assert!((500..=300_000).contains(&milliseconds), "{milliseconds}");
                true
            }
            Step::Upload(_) | Step::Download(_) => unreachable!("no files are held"),
            Step::Stop => false,
        }
    }

    fn keep(&mut self) {
        kept(&mut self.kept, self.engine.base_mut().take_writes(self.session.position()));
    }

    /// Goes on until there is nothing more to do.
    fn settle(&mut self, couch: &mut Couch) {
        for _ in 0..400 {
            if !self.step(couch, Fault::None) {
                return;
            }
        }
        panic!("{} does not come to an end: {:?}", self.name, self.engine);
    }

    /// Closes the page and opens it again, with what was kept of the base.
    fn restart(&mut self) {
        let store = std::mem::replace(&mut self.session, Session::open(MemoryStore::new()).unwrap().0).into_store();
        self.session = Session::open(store).unwrap().0;
        let base = Base::read(&self.kept, self.session.position());
        self.engine = Engine::new(base, self.name.clone());
    }
}

/// Lets all of them go on in turn until nothing comes any more.
fn meet(devices: &mut [&mut Device], couch: &mut Couch) {
    for _ in 0..3 {
        for device in devices.iter_mut() {
            device.settle(couch);
        }
    }
    for device in devices {
        assert_eq!(device.engine.state(), State::Synced, "{}", device.name);
    }
}

fn marked() -> Couch {
    let mut couch = Couch::new();
    couch.put(super::document::Marker::new(Uuid::from_u128(7)).write()).unwrap();
    couch
}
