//! The session: the board in hand, its undo, and its saving. Every change goes through
//! [`Session::dispatch`]; undo, redo, import and samples are no exception.
//!
//! # Model
//! One tab writes, the others follow ([`tabs`]). In the one that writes a change is applied to the
//! board first and stored right after. Where the store refuses, the change stays in hand, the
//! [`SaveState`] says so, and the next change (or [`Session::retry`]) tries again in order: nothing
//! is stored out of turn, and nothing is dropped. Where there was no room for the board, a try costs
//! writing all of it: a change then waits for the next try, unless it makes room and the board is
//! about as large as when it was stored. It is [`SaveState::Saved`] once the mirror has confirmed it,
//! or at once where there is none. In one that follows a change is shown at once and told to the
//! writer, and it is saved when the writer says so.

mod day;
mod files;
pub mod tabs;

use crate::domain::change::Conflict;
use crate::domain::json;
use crate::domain::{Board, Change, Command, Engagement, EngagementId, Label, Rejection, Work, apply};
use crate::journal::{Chunks, Journal, KeyValue, Mirrored, Recovery, Report, SetAside, StoreError, Write, WriteError};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use tabs::{Follower, Message, Saved};
use uuid::Uuid;

/// How many steps can be undone.
pub const UNDO_DEPTH: usize = 200;

/// A record larger than this (in bytes) is stored as a checkpoint, which writes it once and not
/// both as what was and as what is.
const LARGE_RECORD: usize = 100_000;

/// By how many bytes a board may be larger than the one that was stored last for a change that makes
/// room to be tried at once: what small edits meanwhile have added.
const FULL_SLACK: i64 = 4_096;

/// Changes of one field that follow each other within this many seconds are one step to undo.
const TYPING_PAUSE_SECONDS: i64 = 5;

const SETTINGS_CHUNK: &str = "settings";
const ENGAGEMENT_CHUNK: &str = "e/";

/// Whether what is on the screen is in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// All of it.
    #[default]
    Saved,
    /// Not all yet: it is not confirmed.
    Saving,
    /// Not all: the store refused.
    Failed(WriteError),
    /// The store was written by a newer version of this page; nothing can be changed here.
    Newer(u32),
    /// Not all: the tab that writes could not.
    WriterFailed,
    /// Another tab writes and does not answer; nothing can be changed here until it does.
    OtherTab,
}

impl SaveState {
    /// Whether changes are refused.
    pub fn read_only(&self) -> bool {
        matches!(self, Self::Newer(_) | Self::OtherTab)
    }
}

/// Why a change was not made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DispatchError {
    /// The board refused it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The page may only read.
    #[error("read-only")]
    ReadOnly,
    /// What is to be undone no longer fits the board.
    #[error(transparent)]
    Conflict(#[from] Conflict),
}

/// One step to undo: changes made in one go.
#[derive(Clone, Debug)]
struct Step {
    changes: Vec<Change>,
}

impl Step {
    fn label(&self) -> Option<&Label> {
        self.changes.last().map(|change| &change.label)
    }
}

/// What a start found that is worth telling.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// What the journal found.
    pub report: Report,
    /// What was sound as a record but not as a change of this board, set aside as well.
    pub refused: Vec<SetAside>,
}

impl Findings {
    /// How many texts could not be used and were set aside.
    pub fn set_aside(&self) -> usize {
        self.report.set_aside.len() + self.refused.len()
    }
}

/// What this tab does for the others.
#[derive(Debug)]
enum Role {
    /// It writes: the name of its term, and how far it has taken the work of each other tab.
    Writer { term: String, taken: BTreeMap<String, u64> },
    /// It follows the one that writes.
    Follower(Box<Follower>),
}

/// A store that had no room for the board.
#[derive(Clone, Copy, Debug, Default)]
struct Full {
    /// How many turns pass between two tries, and how many are left of them.
    turns: u32,
    left: u32,
    /// By how many bytes of text the board has grown since it was stored.
    growth: i64,
}

/// The board in hand, its undo, and its saving.
#[derive(Debug)]
pub struct Session<S> {
    board: Board,
    journal: Journal<S>,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    pending: VecDeque<String>,
    /// What stands against saving: never `Saving`.
    trouble: SaveState,
    /// That the store had no room for the board.
    full: Option<Full>,
    role: Role,
    /// How many changes were made in this term, how many of them are confirmed, and whether
    /// anything confirms.
    made: u64,
    safe: u64,
    confirms: bool,
    /// The changes that are not confirmed, with their numbers: another tab may have to make them.
    unconfirmed: VecDeque<(u64, Change)>,
    /// The day that was kept last, or could not be.
    kept_day: Option<NaiveDate>,
    /// What the other tabs were told last.
    told: Saved,
    messages: Vec<Message>,
}

impl<S: KeyValue> Session<S> {
    /// Opens the store and recovers the board, for the tab that writes. Where something was set
    /// aside, the next [`Self::checkpoint_if_due`] writes the state anew.
    ///
    /// # Errors
    /// Where the store does not answer at all.
    pub fn open(store: S) -> Result<(Self, Findings), StoreError> {
        Ok(Self::recover(Journal::open(store)?))
    }

    /// As [`Self::open`], where no lock keeps other tabs from writing; see
    /// [`Journal::open_claiming`].
    ///
    /// # Errors
    /// Where the store does not answer at all.
    pub fn open_claiming(store: S, nonce: u64) -> Result<(Self, Findings), StoreError> {
        Ok(Self::recover(Journal::open_claiming(store, nonce)?))
    }

    /// Opens the store for a tab that follows another one; `tab` is its name among them. Nothing is
    /// written.
    ///
    /// # Errors
    /// Where the store does not answer at all.
    pub fn open_following(store: S, tab: String) -> Result<(Self, Findings), StoreError> {
        let (mut session, findings) = Self::recover(Journal::open_reading(store)?);
        session.role = Role::Follower(Box::new(Follower::new(tab, session.board.clone())));
        session.greet();
        Ok((session, findings))
    }

    fn recover(recovery: Recovery<S>) -> (Self, Findings) {
        let Recovery { mut journal, chunks, records, report } = recovery;
        let mut refused = Vec::new();
        let mut board = Board::default();
        for (name, text) in &chunks {
            if let Err(why) = read_chunk(&mut board, name, text) {
                refused.extend(journal.reject_chunk(name, &why));
            }
        }
        for record in records {
            if let Err(why) = read_record(&mut board, &record.payload) {
                refused.extend(journal.reject(record.sequence..=record.sequence, &why));
            }
        }
        let trouble = journal.read_only().map_or(SaveState::Saved, SaveState::Newer);
        let session = Self {
            board,
            journal,
            undo: VecDeque::new(),
            redo: Vec::new(),
            pending: VecDeque::new(),
            trouble,
            full: None,
            role: Role::Writer { term: String::new(), taken: BTreeMap::new() },
            made: 0,
            safe: 0,
            confirms: false,
            unconfirmed: VecDeque::new(),
            kept_day: None,
            told: Saved::default(),
            messages: Vec::new(),
        };
        (session, Findings { report, refused })
    }

    /// The board as it is.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Whether what is on the screen is in the store.
    pub fn state(&self) -> SaveState {
        match &self.role {
            _ if self.trouble != SaveState::Saved => self.trouble.clone(),
            Role::Follower(follower) => follower.state(),
            Role::Writer { .. } if self.safe < self.made => SaveState::Saving,
            Role::Writer { .. } => SaveState::Saved,
        }
    }

    /// Whether this tab is the one that writes.
    pub fn writes(&self) -> bool {
        matches!(self.role, Role::Writer { .. })
    }

    /// The journal, for reading: use, quarantine, raw data.
    pub fn journal(&self) -> &Journal<S> {
        &self.journal
    }

    /// The store, to be opened anew.
    pub fn into_store(self) -> S {
        self.journal.into_store()
    }

    /// Says from the start that nothing will be saved, where the store is known to be blocked.
    pub fn block(&mut self) {
        self.trouble = SaveState::Failed(WriteError::Store(StoreError::Blocked));
    }

    /// Makes a change. With `typing`, it joins the step before it where that was the same field of
    /// the same engagement a moment ago, so that one undo takes back what was typed in one go.
    ///
    /// # Errors
    /// Where the board refuses it, or the page may only read. The board is then as it was.
    pub fn dispatch(&mut self, command: Command, typing: bool) -> Result<Change, DispatchError> {
        if self.state().read_only() {
            return Err(DispatchError::ReadOnly);
        }
        let seed = command.seed;
        let change = apply(&self.board, command)?;
        self.make(&change, seed)?;
        self.redo.clear();
        self.remember(change.clone(), typing);
        Ok(change)
    }

    /// Takes in a change that another device made, in the tab that writes. It is stored and told to the other tabs
    /// like any other, and is no step to undo: undoing stays with who did it.
    ///
    /// # Errors
    /// Where the board does not hold what the change found, or nothing can be changed here now. The board is then as
    /// it was.
    pub fn take_in_from_afar(&mut self, change: &Change) -> Result<(), DispatchError> {
        if !self.writes() || self.state().read_only() {
            return Err(DispatchError::ReadOnly);
        }
        change.apply(&mut self.board)?;
        self.store(change, None);
        Ok(())
    }

    /// How far the store has come: a number that goes up with what is stored, and is lower only in a store that has
    /// gone back behind it.
    pub fn position(&self) -> u64 {
        self.journal.sequence()
    }

    /// Applies a change of this tab's own, and sees to it that it is saved.
    fn make(&mut self, change: &Change, seed: Uuid) -> Result<(), Conflict> {
        if self.writes() {
            change.apply(&mut self.board)?;
            self.store(change, None);
            return Ok(());
        }
        let before = self.board.clone();
        change.apply(&mut self.board)?;
        let work = Work::of(change, &before, &self.board, other_seed(seed));
        self.send(work);
        Ok(())
    }

    /// Takes back the last step. Answers with what was changed, or nothing where there is no step.
    ///
    /// # Errors
    /// Where the step no longer fits the board; it is then forgotten.
    pub fn undo(&mut self, at: DateTime<FixedOffset>, seed: Uuid) -> Result<Option<Change>, DispatchError> {
        let Some(step) = self.take(true)? else {
            return Ok(None);
        };
        let back = step.changes.iter().rev().map(Change::invert).collect();
        let change = self.replay(back, at, seed)?;
        self.redo.push(step);
        Ok(change)
    }

    /// Makes the step again that was last taken back.
    ///
    /// # Errors
    /// Where the step no longer fits the board; it is then forgotten.
    pub fn redo(&mut self, at: DateTime<FixedOffset>, seed: Uuid) -> Result<Option<Change>, DispatchError> {
        let Some(step) = self.take(false)? else {
            return Ok(None);
        };
        let change = self.replay(step.changes.clone(), at, seed)?;
        self.undo.push_back(step);
        Ok(change)
    }

    fn take(&mut self, undo: bool) -> Result<Option<Step>, DispatchError> {
        if self.state().read_only() {
            return Err(DispatchError::ReadOnly);
        }
        Ok(if undo { self.undo.pop_back() } else { self.redo.pop() })
    }

    /// The name of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&Label> {
        self.undo.back().and_then(Step::label)
    }

    /// The name of the step that redo would make again.
    pub fn redo_label(&self) -> Option<&Label> {
        self.redo.last().and_then(Step::label)
    }

    /// Tries again to store what the store refused.
    pub fn retry(&mut self) {
        if self.writes() && !self.pending.is_empty() && !self.trouble.read_only() {
            self.flush();
            self.tell_safe();
        }
    }

    /// As [`Self::retry`], to be called every few seconds: where there was no room, it tries in the
    /// first turn, then after twice as many as before, and at least in every twelfth.
    pub fn retry_in_turn(&mut self) {
        match &mut self.full {
            Some(full) if full.left > 0 => full.left -= 1,
            _ => self.retry(),
        }
    }

    /// Sets the store in order when this page has become the one that writes: what the start set
    /// aside is followed by a checkpoint, and room is reserved for the last edits of a full store.
    pub fn settle(&mut self) {
        self.checkpoint_if_due();
        if self.may_write() {
            self.journal.lay_ballast();
        }
    }

    /// Writes a checkpoint where it is time for one. Meant for idle moments.
    pub fn checkpoint_if_due(&mut self) {
        if self.may_write() && self.journal.should_checkpoint() {
            self.checkpoint();
        }
    }

    /// Keeps the board as it is now under `day`, unless a board is kept for that day already, this
    /// one is empty, or the store is too full for it. Meant for the first idle moment of a day.
    pub fn keep_day(&mut self, day: NaiveDate) {
        if !self.may_write() || self.kept_day == Some(day) || self.board.engagements.is_empty() {
            return;
        }
        // Where it finds no room it is not tried again the same day: each try is a checkpoint.
        self.kept_day = Some(day);
        let name = day.format("%Y-%m-%d").to_string();
        let due = self.journal.has_day(&name) == Ok(false) && self.journal.has_room_for_days() == Ok(true);
        if due && self.checkpoint() {
            // Without room for it the day is not kept; the board itself is saved either way.
            let _ = self.journal.keep_day(&name);
        }
    }

    fn may_write(&self) -> bool {
        self.writes() && self.trouble == SaveState::Saved
    }

    fn remember(&mut self, change: Change, typing: bool) {
        if typing
            && let Some(step) = self.undo.back_mut()
            && let Some(last) = step.changes.last()
            && last.label == change.label
            && last.ops.iter().map(|op| op.engagement()).eq(change.ops.iter().map(|op| op.engagement()))
            && change.at - last.at <= TimeDelta::seconds(TYPING_PAUSE_SECONDS)
        {
            step.changes.push(change);
            return;
        }
        self.undo.push_back(Step { changes: vec![change] });
        if self.undo.len() > UNDO_DEPTH {
            self.undo.pop_front();
        }
    }

    /// Applies several changes as one that is stored as one record.
    fn replay(
        &mut self,
        changes: Vec<Change>,
        at: DateTime<FixedOffset>,
        seed: Uuid,
    ) -> Result<Option<Change>, DispatchError> {
        let Some(label) = changes.last().map(|change| change.label.clone()) else {
            return Ok(None);
        };
        let change = Change { at, label, ops: changes.into_iter().flat_map(|change| change.ops).collect() };
        self.make(&change, seed)?;
        Ok(Some(change))
    }

    /// Stores a change that was applied, and tells the other tabs of it; `from` is the tab that made
    /// it and its number there.
    fn store(&mut self, change: &Change, from: Option<(String, u64)>) {
        let payload = json::told(change);
        let large = payload.len() > LARGE_RECORD;
        // Reckoned only where there is no room: of an import it is long.
        let growth = self.full.map(|_| change.growth());
        let waits = self.full.zip(growth).is_some_and(|(full, by)| by >= 0 || full.growth + by > FULL_SLACK);
        self.pending.push_back(payload);
        self.made += 1;
        self.unconfirmed.push_back((self.made, change.clone()));
        if let Role::Writer { term, .. } = &self.role
            && !term.is_empty()
        {
            self.messages.push(Message::Made { term: term.clone(), version: self.made, change: change.clone(), from });
        }
        if !waits && (!large || !self.checkpoint()) {
            self.flush();
        }
        if let Some(full) = &mut self.full {
            full.growth += growth.unwrap_or_else(|| change.growth());
        }
        self.tell_safe();
    }

    /// How many changes of this term the store has.
    fn stored(&self) -> u64 {
        self.made - (self.pending.len() as u64).min(self.made)
    }

    fn flush(&mut self) {
        while let Some(payload) = self.pending.front() {
            match self.journal.append(payload) {
                Ok(_) => {
                    self.pending.pop_front();
                }
                Err(WriteError::BaseLost) => {
                    self.checkpoint();
                    return;
                }
                // A checkpoint gives up older generations where there is no other room.
                Err(error @ WriteError::Store(StoreError::Quota)) => {
                    if !self.checkpoint() {
                        self.trouble = SaveState::Failed(error);
                    }
                    return;
                }
                Err(error) => {
                    self.trouble = SaveState::Failed(error);
                    return;
                }
            }
        }
        self.trouble = SaveState::Saved;
        self.full = None;
    }

    /// Stores the whole board, what is pending with it.
    fn checkpoint(&mut self) -> bool {
        let chunks = chunks(&self.board);
        // What is pending has no record: the state is then not the one before with its records.
        let written =
            if self.pending.is_empty() { self.journal.checkpoint(&chunks) } else { self.journal.replace(&chunks) };
        match written {
            Ok(_) => {
                self.pending.clear();
                self.trouble = SaveState::Saved;
                self.full = None;
                true
            }
            Err(error) => {
                // With every record stored, a checkpoint that failed costs nothing but a slower start.
                if !self.pending.is_empty() && error == WriteError::Store(StoreError::Quota) {
                    const MOST_TURNS: u32 = 11;
                    let again = |full: Full| Full { turns: (full.turns * 2 + 1).min(MOST_TURNS), ..full };
                    let full = self.full.map_or_else(Full::default, again);
                    self.full = Some(Full { left: full.turns, ..full });
                }
                if !self.pending.is_empty() || error == WriteError::Fenced {
                    self.trouble = SaveState::Failed(error);
                }
                false
            }
        }
    }
}

impl<S: KeyValue> Session<Mirrored<S>> {
    /// The session is open: what was read on the way need not be kept any longer.
    pub fn opened(&mut self) {
        self.journal.store_mut().opened();
    }

    /// From now on a change is saved only when the mirror has confirmed it; what the store holds and
    /// the mirror does not yet counts as one.
    pub fn expect_confirmation(&mut self) {
        self.confirms = true;
        if self.journal.store().has_writes() {
            self.made += 1;
        }
    }

    /// What the mirror is to write next, and the number that confirms it ([`Self::confirm`]).
    pub fn take_writes(&mut self) -> Option<(Vec<Write>, u64)> {
        let stored = self.stored();
        let store = self.journal.store_mut();
        store.land();
        store.has_writes().then(|| (store.take_writes(), stored))
    }

    /// The mirror has written everything up to this number.
    pub fn confirm(&mut self, number: u64) {
        self.safe = self.safe.max(number);
        self.tell_safe();
    }

    /// The mirror is gone: what the store has counts as saved. What only the mirror had, because the
    /// store had no room for it, is brought into the store; where it does not fit that is a failure.
    pub fn part(&mut self) {
        self.confirms = false;
        if !self.journal.store_mut().part() {
            self.trouble = SaveState::Failed(WriteError::Store(StoreError::Quota));
        }
        self.tell_safe();
    }
}

fn chunks(board: &Board) -> Chunks {
    let mut chunks: Chunks = board
        .engagements
        .iter()
        .map(|(id, engagement)| (format!("{ENGAGEMENT_CHUNK}{id}"), json::to_text(&**engagement).into()))
        .collect();
    chunks.insert(SETTINGS_CHUNK.to_owned(), json::to_text(&board.settings).into());
    chunks
}

/// Reads one chunk into the board.
fn read_chunk(board: &mut Board, name: &str, text: &str) -> Result<(), String> {
    if name == SETTINGS_CHUNK {
        board.settings = json::from_text(text)?;
        return Ok(());
    }
    let engagement: Engagement = json::from_text(text)?;
    let id = name.strip_prefix(ENGAGEMENT_CHUNK).and_then(EngagementId::parse);
    if id != Some(engagement.id) {
        return Err(format!("{name} holds another engagement"));
    }
    board.engagements.insert(engagement.id, Arc::new(engagement));
    Ok(())
}

/// Applies one record to the board.
fn read_record(board: &mut Board, payload: &str) -> Result<(), String> {
    let change: Change = json::heard(payload)?;
    change.apply(board).map_err(|conflict| conflict.to_string())
}

/// A seed whose ids differ from those that were counted from the first.
fn other_seed(seed: Uuid) -> Uuid {
    Uuid::from_u128(seed.as_u128() ^ (1 << 61))
}

#[cfg(test)]
mod tests;
