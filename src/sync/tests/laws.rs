//! Three devices do whatever they like, over a network that does what it likes, with stores and databases that are
//! brought back from copies.

use super::couch::{FAULTS, Fault};
use super::*;
use crate::domain::Board;
use crate::domain::board::Settings;
use crate::domain::calendar::Closure;
use crate::domain::command::Place;
use crate::domain::ids::{Row, RowId};
use crate::domain::json::to_value;
use crate::domain::movement::Consent;
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Candidate;
use proptest::prelude::*;
use serde_json::Value;

#[derive(Clone, Debug)]
enum Deed {
    /// A device writes into a field of an engagement.
    Write {
        engagement: usize,
        field: usize,
    },
    /// A company is added, with a quote; or one is removed.
    Company {
        engagement: usize,
    },
    Dismiss {
        engagement: usize,
    },
    /// An engagement is made, moved or removed.
    Add,
    Move {
        engagement: usize,
        stage: usize,
    },
    Remove {
        engagement: usize,
    },
    /// A day off is written into the settings.
    Closure,
    Undo,
    /// One of the versions is chosen where two are kept.
    Settle {
        engagement: usize,
        take: bool,
    },
    /// A device takes some steps, with this fault in one of them.
    Steps {
        count: usize,
        fault: Fault,
    },
    /// A page is closed and opened again.
    Restart,
    /// The database is copied, or brought back from the last copy.
    Copy,
    BringBack,
    /// A page ends before the base was kept: the one from before is found at the next start.
    Crash,
}

fn deed() -> impl Strategy<Value = (usize, Deed)> {
    let one = prop_oneof![
        10 => (0..3_usize, 0..PLACES.len()).prop_map(|(engagement, field)| Deed::Write { engagement, field }),
        2 => (0..3_usize).prop_map(|engagement| Deed::Company { engagement }),
        1 => (0..3_usize).prop_map(|engagement| Deed::Dismiss { engagement }),
        1 => Just(Deed::Add),
        2 => (0..3_usize, 0..9_usize).prop_map(|(engagement, stage)| Deed::Move { engagement, stage }),
        1 => (0..3_usize).prop_map(|engagement| Deed::Remove { engagement }),
        1 => Just(Deed::Closure),
        2 => Just(Deed::Undo),
        2 => (0..3_usize, any::<bool>()).prop_map(|(engagement, take)| Deed::Settle { engagement, take }),
        14 => (1..6_usize, prop::sample::select(FAULTS.to_vec()))
            .prop_map(|(count, fault)| Deed::Steps { count, fault }),
        2 => Just(Deed::Restart),
        1 => Just(Deed::Crash),
        1 => Just(Deed::Copy),
        1 => Just(Deed::BringBack),
    ];
    (0..3_usize, one)
}

const PLACES: [&str; 7] =
    ["owner", "clarify.purpose", "closing.outcome", "decision.reason", "contract.plan", "quote.plan", "quote.note"];

fn write(engagement: &mut Engagement, place: usize, text: &str) {
    let quote = engagement.candidates.first_mut().and_then(|company| company.quotes.first_mut());
    let field = match (place, quote) {
        (0, _) => &mut engagement.owner,
        (1, _) => &mut engagement.clarify.purpose,
        (2, _) => &mut engagement.closing.outcome,
        (3, _) => &mut engagement.decision.reason,
        (4, _) => &mut engagement.contract.plan,
        (5, Some(quote)) => &mut quote.plan,
        (_, Some(quote)) => &mut quote.note,
        (_, None) => return,
    };
    text.clone_into(field);
}

/// Every text of the test's that stands anywhere in a value, also among what is kept beside.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.starts_with('T') && text.contains('・') => drop(found.insert(text.clone())),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn seen(board: &Board) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    texts(&to_value(&board.settings), &mut found);
    board.engagements.values().for_each(|engagement| texts(&to_value(&**engagement), &mut found));
    found
}

impl Device {
    /// Does it if the board lets it be done.
    fn attempt(&mut self, action: Action) {
        self.now += TimeDelta::minutes(1);
        let seed = self.seed();
        let _ = self.session.dispatch(Command { at: self.now, seed, action }, false);
    }

    fn pick(&self, number: usize) -> Option<EngagementId> {
        let board = self.session.board();
        board.engagements.keys().nth(number % board.engagements.len().max(1)).copied()
    }

    fn change(&mut self, number: usize, edit: impl FnOnce(&mut Engagement)) {
        if let Some(id) = self.pick(number) {
            let mut draft = self.on(id).clone();
            edit(&mut draft);
            self.attempt(Action::Edit { draft: Arc::new(draft), field: String::new(), contested: false });
        }
    }

    fn perform(&mut self, deed: &Deed, text: &str) {
        match *deed {
            Deed::Write { engagement, field } => self.change(engagement, |draft| write(draft, field, text)),
            Deed::Company { engagement } => {
                let (company, quote) = (RowId(self.seed()), RowId(self.seed()));
                self.change(engagement, |draft| {
                    let quotes = vec![Quote::with_id(quote)];
                    draft.candidates.push(Candidate { name: text.to_owned(), quotes, ..Candidate::with_id(company) });
                });
            }
            Deed::Dismiss { engagement } => self.change(engagement, |draft| drop(draft.candidates.pop())),
            Deed::Add => self.attempt(Action::Add { title: text.to_owned(), stage: Stage::Clarify }),
            Deed::Move { engagement, stage } => {
                if let Some(id) = self.pick(engagement) {
                    let consent = Consent { reason: "理由".to_owned(), ..Consent::default() };
                    let to = Stage::ALL[stage];
                    self.attempt(Action::Move { id, to, place: Place::Last, filled: None, consent });
                }
            }
            Deed::Remove { engagement } => {
                if let Some(id) = self.pick(engagement) {
                    self.attempt(Action::Remove(id));
                }
            }
            Deed::Closure => {
                let mut settings: Settings = self.session.board().settings.clone();
                let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 29);
                let row = Closure::with_id(RowId(self.seed()));
                settings.closures.push(Closure { name: text.to_owned(), from: day, ..row });
                self.attempt(Action::Settings(settings));
            }
            Deed::Undo => {
                let seed = self.seed();
                let _ = self.session.undo(self.now, seed);
            }
            Deed::Settle { engagement, take } => {
                let found = self.pick(engagement).and_then(|id| Some((id, self.overlaps(id).first()?.id)));
                if let Some((id, overlap)) = found {
                    self.attempt(Action::Settle { id, overlap, take });
                }
            }
            Deed::Steps { .. } | Deed::Restart | Deed::Crash | Deed::Copy | Deed::BringBack => {}
        }
        self.engine.notice(&self.session.board().clone(), self.now);
    }
}

proptest! {
    #[test]
    fn all_come_to_the_same_board_and_nothing_that_was_written_is_lost(deeds in prop::collection::vec(deed(), 1..60)) {
        let mut couch = marked();
        let mut devices = [Device::new("佐藤", 0), Device::new("鈴木", -20), Device::new("高橋", 20)];
        devices[0].add("経理");
        devices[0].add("採用");
        for device in &mut devices {
            device.settle(&mut couch);
        }
        let mut copy = couch.clone();
        let mut brought_back = false;
        let mut earlier = devices.each_ref().map(|device| device.kept.clone());
        // By what was written: who has written over it, removed it or put it aside, having seen it.
        let mut dropped: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (number, (device, deed)) in deeds.into_iter().enumerate() {
            match deed {
                Deed::Steps { count, fault } => {
                    for step in 0..count {
                        devices[device].step(&mut couch, if step == count / 2 { fault } else { Fault::None });
                    }
                }
                Deed::Restart => {
                    devices[device].keep();
                    devices[device].restart();
                    earlier[device].clone_from(&devices[device].kept);
                }
                Deed::Crash => {
                    devices[device].kept.clone_from(&earlier[device]);
                    devices[device].restart();
                }
                Deed::Copy => copy.clone_from(&couch),
                Deed::BringBack => {
                    couch.clone_from(&copy);
                    brought_back = true;
                }
                deed => {
                    let before = seen(devices[device].session.board());
                    devices[device].perform(&deed, &format!("T{device}・{number}"));
                    let after = seen(devices[device].session.board());
                    for text in before.difference(&after) {
                        dropped.entry(text.clone()).or_default().insert(device);
                    }
                    for text in after.difference(&before) {
                        dropped.entry(text.clone()).or_default().remove(&device);
                    }
                }
            }
        }
        if brought_back {
            // The feed may tell nothing of it; it is seen at the next start.
            devices.iter_mut().for_each(Device::restart);
        }
        let [one, two, three] = &mut devices;
        meet(&mut [one, two, three], &mut couch);
        let board = devices[0].session.board();
        for device in &devices[1..] {
            prop_assert_eq!(device.session.board(), board);
        }
        let found = seen(board);
        for (text, by) in &dropped {
            prop_assert!(!by.is_empty() || found.contains(text), "{} is lost: {:?}", text, found);
        }
        for engagement in board.engagements.values() {
            let mut rows: Vec<_> = engagement.overlaps.iter().map(|row| (&row.path, row.other.to_string())).collect();
            let all = rows.len();
            rows.sort();
            rows.dedup();
            prop_assert_eq!(rows.len(), all, "each once: {:?}", engagement.overlaps);
        }
    }

    #[test]
    fn where_nobody_else_wrote_nobody_is_asked(
        deeds in prop::collection::vec((0..3_usize, 0..6_usize, prop::sample::select(FAULTS.to_vec())), 1..60),
    ) {
        let mut couch = marked();
        let mut devices = [Device::new("佐藤", 0), Device::new("鈴木", -20), Device::new("高橋", 20)];
        let id = devices[0].add("経理");
        for device in &mut devices {
            device.settle(&mut couch);
        }
        let mut written = [const { String::new() }; 3];
        for (number, (device, count, fault)) in deeds.into_iter().enumerate() {
            if count == 0 {
                // Each into a field of its own.
                written[device] = format!("T{device}・{number}");
                let text = written[device].clone();
                devices[device].edit(id, |draft| write(draft, device, &text));
            } else if count == 1 && fault == Fault::Twice {
                devices[device].keep();
                devices[device].restart();
            }
            for step in 0..count {
                devices[device].step(&mut couch, if step == count / 2 { fault } else { Fault::None });
            }
        }
        let [one, two, three] = &mut devices;
        meet(&mut [one, two, three], &mut couch);
        for device in &devices {
            let engagement = device.on(id);
            prop_assert_eq!([&engagement.owner, &engagement.clarify.purpose, &engagement.closing.outcome], written.each_ref());
            prop_assert_eq!(&engagement.overlaps, &Vec::new());
        }
    }
}
