//! Tabs on one store, with messages that arrive late and tabs that die.

use super::*;
use crate::domain::ids::RowId;
use crate::domain::stage::clarify::Task;
use crate::journal::Mirrored;
use proptest::prelude::*;

/// How a text begins that stands in a row or a title of its own.
const ROW: &str = "行";

type Store = Mirrored<MemoryStore>;

/// One tab, what it has not heard yet, and what it was told is saved.
struct Tab {
    name: String,
    session: Session<Store>,
    inbox: VecDeque<Message>,
    /// Texts it wrote, and how many of them it has seen as saved.
    wrote: Vec<String>,
    saved: usize,
    writes: Option<(Vec<Write>, u64)>,
}

/// A browser: the store and the mirror of one origin, and its tabs; the first one writes.
struct Browser {
    store: MemoryStore,
    mirror: BTreeMap<String, String>,
    tabs: Vec<Tab>,
    opened: usize,
    count: u128,
}

impl Browser {
    fn new() -> Self {
        Self { store: MemoryStore::new(), mirror: BTreeMap::new(), tabs: Vec::new(), opened: 0, count: 0 }
    }

    fn open(&mut self) {
        self.opened += 1;
        let name = format!("タブ{}", self.opened);
        let session = if self.tabs.is_empty() {
            self.lead(None)
        } else {
            self.share();
            let joined = Mirrored::join_reading(self.store.clone(), self.mirror.clone()).unwrap();
            Session::open_following(joined, name.clone()).unwrap().0
        };
        self.tabs.push(Tab { name, session, inbox: VecDeque::new(), wrote: Vec::new(), saved: 0, writes: None });
        let last = self.tabs.len() - 1;
        self.post(last);
    }

    fn lead(&mut self, before: Option<Session<Store>>) -> Session<Store> {
        let joined = Mirrored::join(self.store.clone(), self.mirror.clone()).unwrap();
        let mut session = Session::open(joined).unwrap().0;
        session.expect_confirmation();
        self.count += 1;
        session.lead(format!("期{}", self.count), before);
        session.settle();
        session
    }

    /// All tabs see one store: that of the tab that writes.
    fn share(&mut self) {
        if let Some(writer) = self.tabs.first().filter(|tab| tab.session.writes()) {
            self.store = writer.session.journal().store().inner().clone();
        }
    }

    /// What a tab says goes to all others.
    fn post(&mut self, from: usize) {
        for message in self.tabs[from].session.take_messages() {
            let text = serde_json::to_string(&message).unwrap();
            for (index, tab) in self.tabs.iter_mut().enumerate() {
                if index != from {
                    tab.inbox.push_back(serde_json::from_str(&text).unwrap());
                }
            }
        }
        let tab = &mut self.tabs[from];
        if tab.session.state() == SaveState::Saved {
            tab.saved = tab.wrote.len();
        }
        self.share();
    }

    fn hear(&mut self, index: usize) -> bool {
        let Some(message) = self.tabs[index].inbox.pop_front() else { return false };
        self.tabs[index].session.receive(message);
        self.post(index);
        true
    }

    /// The mirror confirms what the writer has handed to it.
    fn confirm(&mut self) {
        let Some(writer) = self.tabs.first_mut() else { return };
        if writer.writes.is_none() {
            writer.writes = writer.session.take_writes();
        }
        let Some((writes, number)) = writer.writes.take() else { return };
        for write in writes {
            match write {
                Write::Set { key, value } => drop(self.mirror.insert(key, value)),
                Write::Remove { key } => drop(self.mirror.remove(&key)),
            }
        }
        writer.session.confirm(number);
        self.post(0);
    }

    /// A tab dies; where it wrote, the next one takes over. The store may lose what was not confirmed.
    fn die(&mut self, index: usize, store_lags: bool) {
        self.share();
        let dead = self.tabs.remove(index);
        if dead.session.writes() {
            if store_lags {
                self.store = MemoryStore::new();
                for (key, value) in &self.mirror {
                    self.store.set(key, value).unwrap();
                }
            }
            if !self.tabs.is_empty() {
                let before = std::mem::replace(&mut self.tabs[0].session, Rim::new_mirrored());
                self.tabs[0].session = self.lead(Some(before));
                self.post(0);
            }
        }
    }

    fn settle(&mut self) {
        for _ in 0..10_000 {
            let heard = (0..self.tabs.len()).filter(|index| self.hear(*index)).count();
            self.confirm();
            let quiet = self.tabs.iter().all(|tab| tab.inbox.is_empty() && tab.session.state() == SaveState::Saved);
            if heard == 0 && quiet {
                return;
            }
        }
        panic!("the tabs do not come to rest");
    }

    /// A tab adds a row with a text of its own to the engagement that all work on.
    fn write(&mut self, index: usize, kind: u8) {
        self.count += 1;
        let count = self.count;
        let tab = &mut self.tabs[index];
        if tab.session.state().read_only() {
            return;
        }
        let row = kind.is_multiple_of(5) || kind % 3 == 2;
        let text = format!("{}{}が書いた{count}番", if row { ROW } else { "" }, tab.name);
        let seed = Uuid::from_u128(0x0194_0000_0000_7000_8000_0000_0000_0000 + (count << 16));
        let at = "2026-11-24T09:00:00+09:00".parse().unwrap();
        let action = match tab.session.board().engagements.values().next() {
            Some(first) if !kind.is_multiple_of(5) => {
                let mut draft = (**first).clone();
                match kind % 3 {
                    0 => draft.owner = text.clone(),
                    1 => draft.clarify.purpose = text.clone(),
                    _ => draft.clarify.tasks.push(Task { id: RowId(seed), name: text.clone(), ..Task::default() }),
                }
                Action::Edit { draft: Arc::new(draft), field: "欄".into(), contested: false }
            }
            _ => Action::Add { title: text.clone(), stage: Stage::Clarify },
        };
        tab.session.dispatch(Command { at, seed, action }, false).unwrap();
        tab.wrote.push(text);
        self.post(index);
    }
}

impl Rim {
    fn new_mirrored() -> Session<Store> {
        Session::open(Mirrored::alone(MemoryStore::new())).unwrap().0
    }
}

#[test]
fn a_follower_sees_the_writer_live_and_its_own_edits_are_saved_there() {
    let mut browser = Browser::new();
    browser.open();
    browser.open();
    assert_eq!(browser.tabs[1].session.state(), SaveState::OtherTab);
    browser.settle();
    browser.write(0, 0);
    browser.write(1, 0);
    assert_eq!(browser.tabs[1].session.state(), SaveState::Saving);
    assert_eq!(browser.tabs[0].session.state(), SaveState::Saving);
    browser.settle();
    assert_eq!(browser.tabs[0].session.board(), browser.tabs[1].session.board());
    assert_eq!(browser.tabs[0].session.board().engagements.len(), 2);
}

#[test]
fn an_edit_that_the_dead_writer_never_got_is_made_by_the_one_that_takes_over() {
    let mut browser = Browser::new();
    browser.open();
    browser.open();
    browser.open();
    browser.settle();
    browser.write(1, 0);
    browser.write(2, 0);
    browser.die(0, true);
    browser.settle();
    assert_eq!(browser.tabs[0].session.board().engagements.len(), 2);
    assert_eq!(browser.tabs[0].session.board(), browser.tabs[1].session.board());
    // The tab that has taken over can still undo what it did as a follower.
    browser.tabs[0].session.undo("2026-11-24T09:00:00+09:00".parse().unwrap(), Uuid::nil()).unwrap();
    assert_eq!(browser.tabs[0].session.board().engagements.len(), 1);
}

#[test]
fn an_edit_is_not_called_saved_before_the_mirror_has_it() {
    let mut browser = Browser::new();
    browser.open();
    browser.write(0, 0);
    assert_eq!(browser.tabs[0].session.state(), SaveState::Saving);
    browser.confirm();
    assert_eq!(browser.tabs[0].session.state(), SaveState::Saved);
    browser.tabs[0].session.part();
    browser.write(0, 0);
    assert_eq!(browser.tabs[0].session.state(), SaveState::Saved, "without a mirror the store's word counts");
}

#[test]
fn a_follower_says_so_when_the_writer_cannot_save() {
    let mut browser = Browser::new();
    browser.open();
    browser.open();
    browser.settle();
    let room = browser.tabs[0].session.journal.store_mut().inner_mut();
    room.remove("irai-board/ballast").unwrap();
    room.set_quota(Some(0));
    browser.write(1, 0);
    while (0..2).any(|index| browser.hear(index)) {}
    assert_eq!(browser.tabs[1].session.state(), SaveState::WriterFailed);
}

#[test]
fn a_writer_whose_turn_is_taken_tells_the_new_one_what_it_could_not_store() {
    let mut browser = Browser::new();
    browser.open();
    browser.write(0, 0);
    browser.confirm();
    let room = browser.tabs[0].session.journal.store_mut().inner_mut();
    room.remove("irai-board/ballast").unwrap();
    room.set_quota(Some(0));
    browser.write(0, 0);
    browser.write(0, 1);
    let board = browser.tabs[0].session.board().clone();
    assert!(matches!(browser.tabs[0].session.state(), SaveState::Failed(_)));

    // Another tab takes the turn, on the same stores.
    let before = std::mem::replace(&mut browser.tabs[0].session, Rim::new_mirrored());
    browser.store.set_quota(None);
    browser.tabs[0].session = browser.lead(None);
    browser.post(0);
    browser.open();
    browser.tabs[1].session.fall_back(before, Uuid::nil());
    assert_eq!(browser.tabs[1].session.board(), &board, "it still shows what it could not store");
    browser.post(1);
    browser.settle();
    assert_eq!(browser.tabs[0].session.board(), &board);
}

/// What may happen next.
#[derive(Clone, Copy, Debug)]
enum Event {
    Write(u8, u8),
    Hear(u8),
    Confirm,
    Open,
    Die(u8, bool),
    Checkpoint,
    Lose(u8),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (any::<u8>(), any::<u8>()).prop_map(|(tab, kind)| Event::Write(tab, kind)),
        12 => any::<u8>().prop_map(Event::Hear),
        4 => Just(Event::Confirm),
        1 => Just(Event::Open),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(tab, lags)| Event::Die(tab, lags)),
        1 => Just(Event::Checkpoint),
        1 => any::<u8>().prop_map(Event::Lose),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_all_tabs_agree_and_nothing_saved_is_lost(
        events in prop::collection::vec(event(), 1..120),
    ) {
        let mut browser = Browser::new();
        browser.open();
        browser.open();
        let mut saved: Vec<String> = Vec::new();
        for event in events {
            let pick = |number: u8| usize::from(number) % browser.tabs.len().max(1);
            match event {
                _ if browser.tabs.is_empty() => browser.open(),
                Event::Write(tab, kind) => browser.write(pick(tab), kind),
                Event::Hear(tab) => drop(browser.hear(pick(tab))),
                Event::Confirm => browser.confirm(),
                Event::Open if browser.tabs.len() < 4 => browser.open(),
                Event::Die(tab, lags) => {
                    let index = pick(tab);
                    let dead = &browser.tabs[index];
                    saved.extend(dead.wrote[..dead.saved].iter().cloned());
                    browser.die(index, lags);
                }
                Event::Checkpoint => {
                    browser.tabs[0].session.checkpoint();
                    browser.post(0);
                }
                Event::Lose(tab) => {
                    // A message that is never heard: only what a follower is told can go missing
                    // without being asked for again.
                    let index = pick(tab);
                    let told = matches!(browser.tabs[index].inbox.front(), Some(Message::Made { .. } | Message::Safe { .. }));
                    let more = browser.tabs[index].inbox.iter().skip(1).any(|m| matches!(m, Message::Made { .. }));
                    if told && more {
                        browser.tabs[index].inbox.pop_front();
                    }
                }
                Event::Open => {}
            }
        }
        if browser.tabs.is_empty() {
            browser.open();
        }
        browser.settle();
        let board = browser.tabs[0].session.board().clone();
        for tab in &browser.tabs {
            prop_assert_eq!(tab.session.board(), &board, "{} sees something else", tab.name);
            saved.extend(tab.wrote.iter().cloned());
        }
        // A field may have been written again since; rows and engagements only come in.
        let held = json::to_text(&board);
        for text in saved.iter().filter(|text| text.starts_with(ROW)) {
            prop_assert!(held.contains(text.as_str()), "{text} was saved and is gone: {held}");
        }
        // And at the next start all of it is there.
        let again = Mirrored::join(browser.store.clone(), browser.mirror.clone()).unwrap();
        let (session, findings) = Session::open(again).unwrap();
        prop_assert_eq!(session.board(), &board);
        prop_assert_eq!(findings.set_aside(), 0);
    }
}
