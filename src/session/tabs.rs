//! Several tabs on one board: one writes, the others follow it live and send it their edits.
//!
//! # Model
//! Tabs talk in [`Message`]s over a channel that keeps the order of each sender and may lose what is
//! said before somebody listens. The one that writes begins a term of its own, numbers the changes
//! of that term, says so ([`Message::Leads`]), and tells each ([`Message::Made`]) and up to which all
//! are on the disk ([`Message::Safe`]). A follower holds the board as the writer has confirmed it, and over it what
//! it has done itself and not seen come back. It tells its edits as [`Work`], what they found and
//! left, so the writer can merge them into a board that has moved on.
//!
//! An edit stays with its tab until it is on the disk. A follower that sees a new term, or misses a
//! number, asks for the whole board ([`Message::Hello`]) and sends again what the new writer may not
//! have; merged a second time it changes nothing. One that takes over merges its own into what it
//! finds in the store ([`Session::lead`]).
//!
//! A writer that hangs without dying keeps its followers waiting: their edits show as not saved. One
//! of them can take its turn; the journal's claim then keeps the other from writing when it wakes,
//! and it follows with what it had not saved ([`Session::fall_back`]).
//!
//! # Limitations
//! - An edit that has reached the store and was written over by another tab since, while its own tab
//!   has not heard of either, is sent again when the writer changes in that moment. It then counts as
//!   the later one, and the other text is kept beside it.

use super::{Role, SaveState, Session};
use crate::domain::{Board, Change, EngagementId, Work};
use crate::journal::KeyValue;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// What one tab says to all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// A follower asks where things stand.
    Hello,
    /// A tab writes from now on. Who follows it asks where things stand: where no other tab is open,
    /// nobody needs the whole board.
    Leads {
        /// The writer's term.
        term: String,
    },
    /// The writer tells where things stand: the whole board after so many changes of its term.
    State {
        /// The writer's term.
        term: String,
        /// How many changes were made in it.
        version: u64,
        /// How far they are on the disk.
        saved: Saved,
        /// The board.
        board: Board,
    },
    /// A follower has done something.
    Edit {
        /// The term of the writer that it is for.
        term: String,
        /// The follower's name.
        tab: String,
        /// Counts the follower's edits.
        number: u64,
        /// What was done.
        work: Work,
    },
    /// The writer has made a change.
    Made {
        /// The writer's term.
        term: String,
        /// Counts the changes of the term.
        version: u64,
        /// The change.
        change: Change,
        /// The follower that did it, and its number there.
        from: Option<(String, u64)>,
    },
    /// The writer found an edit to be in the board already.
    Done {
        /// The writer's term.
        term: String,
        /// The follower.
        tab: String,
        /// The follower's number.
        number: u64,
        /// The change of the term after which it is there.
        version: u64,
    },
    /// How far the writer's changes are on the disk.
    Safe {
        /// The writer's term.
        term: String,
        /// How far.
        saved: Saved,
    },
}

/// How far a writer's changes are saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The last change that is.
    pub version: u64,
    /// Whether the store has refused one after it.
    pub trouble: bool,
    /// Whether a mirror confirms that it is on the disk.
    pub confirmed: bool,
}

/// What a message changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The engagements to be shown anew.
    pub touched: Vec<EngagementId>,
    /// Whether all of them are.
    pub all: bool,
}

/// A tab that follows.
#[derive(Debug)]
pub(super) struct Follower {
    tab: String,
    /// The board as the writer has it.
    confirmed: Board,
    /// The writer's term and the last change seen of it; nothing before it has answered.
    at: Option<(String, u64)>,
    saved: Saved,
    /// Whether the writer was asked where things stand and has not answered.
    asked: bool,
    /// What was done here and is not on the disk, in order.
    sent: VecDeque<Sent>,
    next: u64,
}

#[derive(Debug)]
struct Sent {
    number: u64,
    work: Work,
    /// The change of the term after which it is in the writer's board.
    made: Option<u64>,
}

impl Follower {
    pub(super) fn new(tab: String, confirmed: Board) -> Self {
        Self { tab, confirmed, at: None, saved: Saved::default(), asked: false, sent: VecDeque::new(), next: 1 }
    }

    pub(super) fn state(&self) -> SaveState {
        if self.at.is_none() {
            SaveState::OtherTab
        } else if self.sent.is_empty() {
            SaveState::Saved
        } else if self.saved.trouble {
            SaveState::WriterFailed
        } else {
            SaveState::Saving
        }
    }

    fn edit(&self, sent: &Sent) -> Option<Message> {
        let (term, _) = self.at.as_ref()?;
        let Sent { number, work, .. } = sent;
        Some(Message::Edit { term: term.clone(), tab: self.tab.clone(), number: *number, work: work.clone() })
    }

    fn settle_safe(&mut self) {
        let safe = self.saved.version;
        self.sent.retain(|sent| sent.made.is_none_or(|made| made > safe));
    }

    /// The board with what was done here over it.
    fn shown(&self) -> Board {
        let mut board = self.confirmed.clone();
        for sent in self.sent.iter().filter(|sent| sent.made.is_none()) {
            if let Some(change) = sent.work.merge(&board) {
                // It was made for this very board.
                let _ = change.apply(&mut board);
            }
        }
        board
    }

    fn pending(&self) -> impl Iterator<Item = EngagementId> + '_ {
        self.sent.iter().filter(|sent| sent.made.is_none()).flat_map(|sent| sent.work.engagements())
    }
}

impl<S: KeyValue> Session<S> {
    /// Begins a term as the tab that writes, and tells the others. `before` is the session of this
    /// same tab while it followed: what it had done and does not know to be on the disk is merged
    /// into this board, and its steps can still be undone.
    pub fn lead(&mut self, term: String, before: Option<Self>) {
        // Told to nobody: the others ask for the whole board at the end.
        self.role = Role::Writer { term: String::new(), taken: BTreeMap::new() };
        if let Some(mut before) = before {
            let works = before.unsaved(Uuid::nil());
            self.undo = before.undo;
            self.redo = before.redo;
            if let Some(work) = Work::together(&works) {
                self.take_in(&work, None);
            }
        }
        self.role = Role::Writer { term: term.clone(), taken: BTreeMap::new() };
        self.messages.push(Message::Leads { term });
    }

    /// Begins to follow after this tab has written, because another one has taken its turn. What was
    /// not confirmed `before` is told to the new writer; `seed` is a fresh id.
    pub fn fall_back(&mut self, mut before: Self, seed: Uuid) {
        let works = before.unsaved(seed);
        self.undo = before.undo;
        self.redo = before.redo;
        if let Some(work) = Work::together(&works) {
            self.send(work);
        }
        if let Role::Follower(follower) = &self.role {
            self.board = follower.shown();
        }
    }

    /// Whether something of this tab's is not known to be saved.
    pub fn holds_unsaved(&self) -> bool {
        match &self.role {
            Role::Writer { .. } => self.trouble != SaveState::Saved && !self.pending.is_empty(),
            Role::Follower(follower) => !follower.sent.is_empty(),
        }
    }

    /// Whether a mirror confirms what this page calls saved.
    pub fn is_confirmed(&self) -> bool {
        match &self.role {
            Role::Writer { .. } => self.confirms,
            Role::Follower(follower) => follower.saved.confirmed,
        }
    }

    /// What is not known to be saved, in order.
    fn unsaved(&mut self, seed: Uuid) -> Vec<Work> {
        if let Role::Follower(follower) = &mut self.role {
            return follower.sent.drain(..).map(|sent| sent.work).collect();
        }
        let mut board = self.board.clone();
        let mut works = Vec::new();
        for (number, change) in self.unconfirmed.iter().rev() {
            let after = board.clone();
            // Each was applied to this very board.
            if change.invert().apply(&mut board).is_err() {
                break;
            }
            let seed = Uuid::from_u128(seed.as_u128() ^ (u128::from(*number) << 20));
            works.push(Work::of(change, &board, &after, seed));
        }
        works.reverse();
        works
    }

    /// What is to be told to the other tabs, in order.
    pub fn take_messages(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.messages)
    }

    /// Hears what another tab says.
    pub fn receive(&mut self, message: Message) -> Received {
        match &self.role {
            Role::Writer { .. } => self.receive_writing(message),
            Role::Follower(_) => self.receive_following(message),
        }
    }

    /// Asks the writer where things stand.
    pub fn greet(&mut self) {
        if let Role::Follower(follower) = &mut self.role {
            follower.asked = true;
            self.messages.push(Message::Hello);
        }
    }

    /// Tells the writer what was done here.
    pub(super) fn send(&mut self, work: Work) {
        if let Role::Follower(follower) = &mut self.role {
            let sent = Sent { number: follower.next, work, made: None };
            follower.next += 1;
            self.messages.extend(follower.edit(&sent));
            follower.sent.push_back(sent);
        }
    }

    /// Counts as safe what nothing has to confirm, and tells the others.
    pub(super) fn tell_safe(&mut self) {
        if self.confirms {
            let safe = self.safe;
            self.unconfirmed.retain(|(number, _)| *number > safe);
        } else {
            self.safe = self.stored();
        }
        let saved = self.saved();
        if let Role::Writer { term, .. } = &self.role
            && !term.is_empty()
            && self.told != saved
        {
            self.told = saved;
            self.messages.push(Message::Safe { term: term.clone(), saved });
        }
    }

    fn saved(&self) -> Saved {
        Saved { version: self.safe, trouble: self.trouble != SaveState::Saved, confirmed: self.confirms }
    }

    fn tell_state(&mut self) {
        if let Role::Writer { term, .. } = &self.role {
            let (term, board) = (term.clone(), self.board.clone());
            self.messages.push(Message::State { term, version: self.made, saved: self.saved(), board });
        }
    }

    /// Merges what another tab did, and stores it. Answers with the change, if there was one to make.
    fn take_in(&mut self, work: &Work, from: Option<(String, u64)>) -> Option<Change> {
        let change = work.merge(&self.board)?;
        change.apply(&mut self.board).ok()?;
        self.store(&change, from);
        Some(change)
    }

    fn receive_writing(&mut self, message: Message) -> Received {
        let Role::Writer { term, taken } = &mut self.role else {
            return Received::default();
        };
        match message {
            Message::Hello => {
                if !term.is_empty() {
                    self.tell_state();
                }
                Received::default()
            }
            // One for another term is sent again once its tab knows of this one.
            Message::Edit { term: meant, tab, number, work } if meant == *term && !self.trouble.read_only() => {
                let last = taken.entry(tab.clone()).or_default();
                let known = number <= *last;
                *last = number.max(*last);
                let change = if known { None } else { self.take_in(&work, Some((tab.clone(), number))) };
                let Some(change) = change else {
                    self.messages.push(Message::Done { term: meant, tab, number, version: self.made });
                    return Received::default();
                };
                Received { touched: change.ops.iter().filter_map(|op| op.engagement()).collect(), all: false }
            }
            _ => Received::default(),
        }
    }

    fn receive_following(&mut self, message: Message) -> Received {
        let Role::Follower(follower) = &mut self.role else {
            return Received::default();
        };
        let here = |term: &str| follower.at.as_ref().is_some_and(|(known, _)| known == term);
        let mut received = Received::default();
        match message {
            Message::State { term, version, saved, board } => {
                if !here(&term) {
                    follower.begin_again();
                }
                follower.confirmed = board;
                follower.at = Some((term, version));
                follower.saved = saved;
                follower.asked = false;
                follower.settle_safe();
                let again: Vec<_> =
                    follower.sent.iter().filter(|sent| sent.made.is_none()).filter_map(|s| follower.edit(s)).collect();
                self.messages.extend(again);
                received.all = true;
            }
            Message::Made { term, version, change, from } => {
                let next = follower.at.as_ref().is_some_and(|(known, at)| *known == term && at + 1 == version);
                if !next || change.apply(&mut follower.confirmed).is_err() {
                    // What is older than the board that is known has been seen.
                    let seen = here(&term) && follower.at.as_ref().is_some_and(|(_, at)| version <= *at);
                    if !seen && !follower.asked {
                        follower.asked = true;
                        self.messages.push(Message::Hello);
                    }
                    return received;
                }
                follower.at = Some((term, version));
                received.touched = change.ops.iter().filter_map(|op| op.engagement()).collect();
                received.touched.extend(follower.pending());
                if let Some((tab, number)) = from
                    && tab == follower.tab
                {
                    follower.mark(number, version);
                }
            }
            Message::Done { term, tab, number, version } if here(&term) && tab == follower.tab => {
                received.touched = follower.pending().collect();
                follower.mark(number, version);
            }
            Message::Leads { term } if !here(&term) => {
                follower.asked = true;
                self.messages.push(Message::Hello);
                return received;
            }
            Message::Safe { term, saved } if here(&term) => {
                follower.saved = saved;
                follower.settle_safe();
                return received;
            }
            _ => return received,
        }
        self.board = follower.shown();
        received
    }
}

impl Follower {
    /// Another writer has the board: whatever it may not have goes to it as one, so that what was
    /// written over meanwhile is not written again.
    fn begin_again(&mut self) {
        let works: Vec<Work> = self.sent.drain(..).map(|sent| sent.work).collect();
        if let Some(work) = Work::together(&works) {
            self.sent.push_back(Sent { number: self.next, work, made: None });
            self.next += 1;
        }
    }

    /// One of ours is in the writer's board.
    fn mark(&mut self, number: u64, version: u64) {
        if let Some(sent) = self.sent.iter_mut().find(|sent| sent.number == number) {
            sent.made = Some(version);
        }
        self.settle_safe();
    }
}
