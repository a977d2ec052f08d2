//! A store that a workload left, or that never was one, damaged in some places and opened.
//!
//! An input that is a JSON object of texts is a store as it is. Any other is read as bytes: a small
//! workload through the session, then harm. In every case
//! - opening does not panic, a second opening finds the same, and nothing that was stored is gone;
//! - work goes on, and what is then saved is there at the next start;
//! - a crash or a full store while the state is written anew leads to the same state.
//!
//! Where nothing but records, manifests and superblocks was harmed, the board is one that the
//! workload went through.

use super::{mutate, now, seed};
use irai_board::domain::command::Place;
use irai_board::domain::movement::Consent;
use irai_board::domain::{Action, Board, Command, Engagement, Stage, Status};
use irai_board::journal::{Fault, Journal, KeyValue, MemoryStore, Mirrored, PREFIX, Recovery, Write};
use irai_board::session::{Findings, SaveState, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const STEPS_MAX: usize = 80;
/// The most bytes of what is mutated, since it would double each time.
const LONG: usize = 1 << 14;
const RECORD: &str = "irai-board/r/";
const CHUNK: &str = "irai-board/c/";
const MANIFEST: &str = "irai-board/m/";
const SUPERBLOCK: &str = "irai-board/super/";

/// Runs an input.
///
/// # Panics
/// Where a promise is broken.
pub fn run(bytes: &[u8]) {
    if bytes.first() == Some(&b'{')
        && let Ok(values) = serde_json::from_slice::<BTreeMap<String, String>>(bytes)
    {
        let mut store = MemoryStore::new();
        for (key, text) in values {
            put(&mut store, &key, &text);
        }
        opens_and_goes_on(store, &mut Input(&[]));
        return;
    }
    let mut input = Input(bytes);
    let mut work = Work::new();
    for _ in 0..STEPS_MAX {
        if input.0.is_empty() || !work.step(&mut input) {
            break;
        }
    }
    let Work { session, boards, stale, mut own, .. } = work;
    let last = session.board().clone();
    let mut store = session.into_store();
    let mirror = store.values().clone();
    for _ in 0..input.below(5) {
        own &= harm(&mut store, &stale, &mut input);
    }
    let healed = joined(store.clone(), mirror);
    assert!(!own || healed == last, "the mirror does not bring the board back: {healed:#?}");
    let board = opens_and_goes_on(store, &mut input);
    assert!(!own || boards.contains(&board), "the board is none that there ever was: {board:#?}");
}

/// The board in a store and its mirror together, whichever of them is harmed.
fn joined(store: MemoryStore, mirror: BTreeMap<String, String>) -> Board {
    let looked = Mirrored::join_reading(store.clone(), mirror.clone()).expect("a store in memory answers");
    let seen = Session::open_following(looked, "tab".to_owned()).expect("a store in memory answers").0;
    let mut join = Mirrored::join(store, mirror.clone()).expect("a store in memory answers");
    let mut mirror = mirror;
    for write in join.take_writes() {
        match write {
            Write::Set { key, value } => drop(mirror.insert(key, value)),
            Write::Remove { key } => drop(mirror.remove(&key)),
        }
    }
    let session = Session::open(join).expect("a store in memory answers").0;
    let board = session.board().clone();
    assert_eq!(seen.board(), &board, "who only looks sees another board");
    let again = Mirrored::join(session.into_store().into_inner(), mirror).expect("a store in memory answers");
    assert_eq!(Session::open(again).expect("a store in memory answers").0.board(), &board, "joined again, it differs");
    board
}

/// Bytes that are read one after the other; past their end all is zero.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn number(&mut self) -> u32 {
        u32::from_be_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        if end <= 256 { usize::from(self.byte()) % end.max(1) } else { self.number() as usize % end }
    }

    fn pick<'b, T>(&mut self, list: &'b [T]) -> Option<&'b T> {
        list.get(self.below(list.len()))
    }

    /// A text of up to so many bytes.
    fn text(&mut self, most: usize) -> String {
        let length = self.below(most + 1).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

/// A session at work, and all that its board has been.
struct Work {
    session: Session<MemoryStore>,
    boards: Vec<Board>,
    count: u64,
    /// Texts as they were under their keys at some earlier moment.
    stale: Vec<(String, String)>,
    /// Whether everything was written by the session itself.
    own: bool,
}

impl Work {
    fn new() -> Self {
        let session = open(MemoryStore::new()).0;
        Self { boards: vec![session.board().clone()], session, count: 0, stale: Vec::new(), own: true }
    }

    /// One step of the workload; false at its end.
    fn step(&mut self, input: &mut Input) -> bool {
        let kind = input.byte() % 20;
        match kind {
            0 => return false,
            1..=4 => {
                let stage = *input.pick(Stage::ALL).expect("nine stages");
                self.act(Action::Add { title: format!("案件 {}", self.count), stage });
            }
            5..=9 => self.edit(input),
            10 | 11 => self.relocate(input),
            12 => self.status(input),
            13 => drop(self.session.undo(now(), seed(self.count))),
            14 => drop(self.session.redo(now(), seed(self.count))),
            15 => self.session.settle(),
            16 => self.reopen(|store, _| store),
            17 => {
                let seed = input.number();
                self.own = false;
                self.reopen(|store, board| foreign_record(store, board, seed));
            }
            18 => {
                let seed = input.number();
                self.own = false;
                self.reopen(|store, _| foreign_chunk(store, seed));
            }
            _ => self.act(Action::Clear),
        }
        self.boards.push(self.session.board().clone());
        true
    }

    fn act(&mut self, action: Action) {
        self.count += 1;
        let typing = matches!(action, Action::Edit { .. });
        // A refusal changes nothing, and that is seen in the boards.
        let _ = self.session.dispatch(Command { at: now(), seed: seed(self.count), action }, typing);
    }

    fn some(&self, input: &mut Input) -> Option<Arc<Engagement>> {
        let all: Vec<_> = self.session.board().engagements.values().collect();
        input.pick(&all).map(|engagement| Arc::clone(engagement))
    }

    fn edit(&mut self, input: &mut Input) {
        let Some(present) = self.some(input) else { return };
        let mut draft = (*present).clone();
        match input.byte() % 4 {
            0 => draft.title = format!("改題 {}", input.text(12)),
            1 => draft.owner = input.text(12),
            2 => draft.clarify.purpose = "長い目的。".repeat(input.below(40)),
            _ => draft.clarify.purpose = input.text(40),
        }
        self.act(Action::Edit { draft: Arc::new(draft), field: "欄".to_owned(), contested: false });
    }

    fn relocate(&mut self, input: &mut Input) {
        let Some(present) = self.some(input) else { return };
        let other = self.some(input).map_or(present.id, |other| other.id);
        let to =
            if input.byte().is_multiple_of(2) { present.stage } else { *input.pick(Stage::ALL).expect("nine stages") };
        let place = match input.byte() % 3 {
            0 => Place::First,
            1 => Place::Last,
            _ => Place::Before(other),
        };
        let consent = Consent { reason: "先に進める".to_owned(), despite_gate: true, successor: None };
        self.act(Action::Move { id: present.id, to, place, filled: None, consent });
    }

    fn status(&mut self, input: &mut Input) {
        let Some(present) = self.some(input) else { return };
        let action = match input.byte() % 3 {
            0 => Action::Remove(present.id),
            1 => Action::SetStatus { id: present.id, status: Status::OnHold, reason: "予算".to_owned() },
            _ => Action::SetStatus { id: present.id, status: Status::Active, reason: String::new() },
        };
        self.act(action);
    }

    /// Ends the session, lets something be done to the store, and begins another one.
    fn reopen(&mut self, work: impl FnOnce(MemoryStore, &Board) -> MemoryStore) {
        let board = self.session.board().clone();
        let ended = std::mem::replace(&mut self.session, open(MemoryStore::new()).0);
        let store = ended.into_store();
        self.stale.extend(store.values().clone());
        let (session, findings) = open(work(store, &board));
        assert!(!self.own || (session.board() == &board && findings.set_aside() == 0), "{findings:?}");
        self.session = session;
    }
}

/// Appends a sound record that holds something odd: the last change made, mutated.
fn foreign_record(store: MemoryStore, board: &Board, seed: u32) -> MemoryStore {
    let Recovery { mut journal, records, .. } = Journal::open(store).expect("a store in memory answers");
    let made = records.last().map(|record| record.payload.clone()).filter(|payload| payload.len() < LONG);
    let usual = format!(r#"{{"at":"{}","label":"clear","ops":[]}}"#, now().to_rfc3339());
    let payload = mutate::json(made.unwrap_or(usual).as_bytes(), seed).unwrap_or_else(|| format!("{board:?}"));
    let _ = journal.append(&payload);
    journal.into_store()
}

/// Writes a sound checkpoint with a chunk that holds something odd.
fn foreign_chunk(store: MemoryStore, seed: u32) -> MemoryStore {
    let Recovery { mut journal, mut chunks, .. } = Journal::open(store).expect("a store in memory answers");
    let name = chunks.keys().nth(seed as usize % chunks.len().max(1)).cloned();
    if let Some(name) = name.filter(|name| chunks[name].len() < LONG) {
        let text = mutate::json(chunks[&name].as_bytes(), seed).unwrap_or_default();
        chunks.insert(name, text.into());
        let _ = journal.replace(&chunks);
    }
    journal.into_store()
}

/// Damages the store in one place. Whether that was something the state has a second way to.
fn harm(store: &mut MemoryStore, stale: &[(String, String)], input: &mut Input) -> bool {
    let keys: Vec<String> = store.values().keys().filter(|key| key.as_str() != "irai-board/ballast").cloned().collect();
    let Some(key) = input.pick(&keys).cloned() else { return true };
    let text = store.values()[&key].clone();
    let spare = [RECORD, MANIFEST, SUPERBLOCK].iter().any(|kind| key.starts_with(kind));
    let at = text.char_indices().map(|(at, _)| at).nth(input.below(text.chars().count())).unwrap_or_default();
    match input.byte() % 9 {
        0 => {
            store.remove(&key).expect("a store in memory takes it");
            return spare;
        }
        1 => put(store, &key, &text[..at]),
        2 => {
            let mut bytes = text.into_bytes();
            let bit = 1 << (input.byte() % 7);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= bit;
            }
            put(store, &key, &String::from_utf8_lossy(&bytes));
        }
        3 => {
            let old: Vec<_> = stale.iter().filter(|(name, _)| *name == key).collect();
            let Some((_, old)) = input.pick(&old) else { return true };
            put(store, &key, old);
        }
        4 => {
            let other = input.pick(&keys).cloned().unwrap_or_default();
            let others = store.values()[&other].clone();
            put(store, &other, &text);
            put(store, &key, &others);
            return spare && [RECORD, MANIFEST, SUPERBLOCK].iter().any(|kind| other.starts_with(kind));
        }
        5 => {
            let copy = format!("{key}{}", input.below(12));
            put(store, &copy, &text);
            return true;
        }
        6 => {
            // A key that an earlier moment had, which may since have been superseded.
            let Some((old, value)) = input.pick(stale).cloned() else { return true };
            put(store, &old, &value);
            return false;
        }
        7 => put(store, &key, &resealed(&key, &text, input)),
        _ => {
            let key = format!("{PREFIX}{}", input.text(24));
            let text = input.text(48);
            put(store, &key, &text);
            return false;
        }
    }
    spare && !matches!(store.values().get(&key), Some(now) if seal_holds(&key, now))
}

/// The text with another number in its header, and a seal that fits.
fn resealed(key: &str, text: &str, input: &mut Input) -> String {
    let Some((head, body)) = text.split_once('\n') else { return text.to_owned() };
    let mut fields: Vec<String> = head.split(' ').map(str::to_owned).collect();
    if fields.len() != 5 {
        return text.to_owned();
    }
    let which = input.below(4);
    fields[which] = match which {
        3 => format!("{:08x}", input.number()),
        0 => input.below(5).to_string(),
        _ => match input.byte() % 4 {
            0 => u64::MAX.to_string(),
            1 => ((1_u64 << 62) - 1).to_string(),
            _ => input.below(20).to_string(),
        },
    };
    let head = format!("{} ", fields[..4].join(" "));
    format!("{head}{:08x}\n{body}", seal(key, &head, body))
}

fn seal(key: &str, head: &str, body: &str) -> u32 {
    let kind: &[u8] = if key.starts_with(RECORD) {
        b"r"
    } else if key.starts_with(MANIFEST) {
        b"m"
    } else {
        b"s"
    };
    crc32fast::hash(&[kind, head.as_bytes(), body.as_bytes()].concat())
}

/// Whether the text passes as written by the journal, though perhaps not under this key.
fn seal_holds(key: &str, text: &str) -> bool {
    let Some((head, body)) = text.split_once('\n') else { return false };
    let Some((head, found)) = head.rsplit_once(' ') else { return false };
    found == format!("{:08x}", seal(key, &format!("{head} "), body))
}

fn put(store: &mut MemoryStore, key: &str, text: &str) {
    store.set(key, text).expect("a store without a quota takes everything");
}

fn open(store: MemoryStore) -> (Session<MemoryStore>, Findings) {
    Session::open(store).expect("a store in memory answers")
}

/// Opens a store in every way. Answers the board in it.
fn opens_and_goes_on(store: MemoryStore, input: &mut Input) -> Board {
    let stored = store.values().clone();
    let first = Journal::open(store).expect("a store in memory answers");
    nothing_gone(&stored, &first.journal);
    let again = Journal::open(first.journal.store().clone()).expect("a store in memory answers");
    assert_eq!(first.chunks, again.chunks, "a second start finds other chunks");
    assert_eq!(first.records, again.records, "a second start finds other records");
    let writable = again.report.newer_schema.is_none();
    assert!(!writable || again.report.set_aside.is_empty(), "set aside twice: {:?}", again.report.set_aside);
    nothing_gone(&stored, &again.journal);

    let (session, _) = open(again.journal.into_store());
    nothing_gone(&stored, session.journal());
    let board = session.board().clone();
    let store = session.into_store();
    let (session, _) = open(store.clone());
    assert_eq!(session.board(), &board, "a second start finds another board");
    if writable {
        goes_on(session, &board);
        interrupted(store, &board, input);
    } else {
        let before = session.journal().store().values().clone();
        let mut session = session;
        session.settle();
        let added = Action::Add { title: "新しい版".to_owned(), stage: Stage::Clarify };
        assert!(session.dispatch(Command { at: now(), seed: seed(1 << 30), action: added }, false).is_err());
        assert_eq!(session.journal().store().values(), &before, "a newer app's store was written to");
    }
    board
}

/// Work goes on, and is there at each later start.
fn goes_on(mut session: Session<MemoryStore>, board: &Board) {
    let add = |session: &mut Session<MemoryStore>, number: u64| {
        let action = Action::Add { title: "その後".to_owned(), stage: Stage::Clarify };
        session.dispatch(Command { at: now(), seed: seed(number), action }, false).expect("a card can be added");
        assert_eq!(session.state(), SaveState::Saved);
        session.board().clone()
    };
    let set_aside = quarantined(session.journal());
    let added = add(&mut session, 1 << 30);
    let (mut session, _) = open(session.into_store());
    assert_eq!(session.board(), &added, "what was added right after the start is lost");
    session.settle();
    assert_eq!(session.state(), SaveState::Saved);
    let known = quarantined(session.journal());
    let (mut session, findings) = open(session.into_store());
    assert_eq!(session.board(), &added, "the checkpoint leads elsewhere");
    told_once(&findings, &known, session.journal());
    let more = add(&mut session, 1 << 31);
    session.settle();
    let known = quarantined(session.journal());
    let (session, findings) = open(session.into_store());
    assert_eq!(session.board(), &more);
    told_once(&findings, &known, session.journal());
    assert!(quarantined(session.journal()).is_superset(&set_aside), "something in quarantine is gone");
    assert!(board.engagements.iter().all(|(id, engagement)| more.get(*id) == Some(engagement)));
}

/// What is set aside is told once. A checkpoint gives up the oldest generation, and a record that only
/// that one led to, because a later manifest names another predecessor, is set aside then.
fn told_once(findings: &Findings, known: &BTreeSet<String>, journal: &Journal<MemoryStore>) {
    assert!(findings.refused.is_empty(), "refused after the checkpoint: {findings:?}");
    let found = quarantined(journal).difference(known).count();
    assert_eq!(findings.set_aside(), found, "told again after the checkpoint: {findings:?}");
}

/// The state is written anew in a store that crashes, or has no room: the next start finds the same.
fn interrupted(mut store: MemoryStore, board: &Board, input: &mut Input) {
    let at = input.below(24);
    let used: usize =
        store.values().iter().map(|(key, text)| key.encode_utf16().count() + text.encode_utf16().count()).sum();
    match input.byte() % 4 {
        0 => store.inject(Fault::CrashBefore(at)),
        1 => store.inject(Fault::CrashAfter(at)),
        2 => store.inject(Fault::QuotaFrom(at)),
        _ => store.set_quota(Some(used + at * 20)),
    }
    let Ok((mut session, _)) = Session::open(store.clone()) else { return };
    session.settle();
    let mut after = session.into_store();
    after.revive();
    after.set_quota(None);
    let (mut session, _) = open(after);
    assert_eq!(session.board(), board, "an interrupted checkpoint leads elsewhere");
    session.settle();
    assert_eq!(open(session.into_store()).0.board(), board, "the checkpoint after it leads elsewhere");
}

fn quarantined(journal: &Journal<MemoryStore>) -> BTreeSet<String> {
    journal.quarantine().expect("a store in memory answers").into_iter().map(|entry| entry.text).collect()
}

/// Every text is where it was, or in quarantine.
fn nothing_gone(stored: &BTreeMap<String, String>, journal: &Journal<MemoryStore>) {
    let kept = quarantined(journal);
    for (key, text) in stored {
        assert!(journal.store().values().get(key) == Some(text) || kept.contains(text), "{key} is gone: {text}");
    }
}
