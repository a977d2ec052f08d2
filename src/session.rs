//! The session: the board in hand, its undo, and its saving. Every change goes through
//! [`Session::dispatch`]; undo, redo, import and samples are no exception.
//!
//! A change is applied to the board first and stored right after. Where the store refuses, the
//! change stays in hand, the [`SaveState`] says so, and the next change (or [`Session::retry`])
//! tries again in order: nothing is stored out of turn, and nothing is dropped.

mod day;

use crate::domain::change::Conflict;
use crate::domain::json;
use crate::domain::{Board, Change, Command, Engagement, EngagementId, Label, Rejection, apply};
use crate::journal::{Chunks, Journal, KeyValue, Recovery, Report, SetAside, StoreError, WriteError};
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many steps can be undone.
pub const UNDO_DEPTH: usize = 200;

/// A record larger than this (in bytes) is stored as a checkpoint, which writes it once and not
/// both as what was and as what is.
const LARGE_RECORD: usize = 100_000;

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
    /// Not all: the store refused.
    Failed(WriteError),
    /// The store was written by a newer version of this page; nothing can be changed here.
    Newer(u32),
    /// Another tab writes; nothing can be changed here.
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

/// The board in hand, its undo, and its saving.
#[derive(Debug)]
pub struct Session<S> {
    board: Board,
    journal: Journal<S>,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    pending: VecDeque<String>,
    state: SaveState,
}

impl<S: KeyValue> Session<S> {
    /// Opens the store and recovers the board. Where something was set aside, the next
    /// [`Self::checkpoint_if_due`] writes the state anew: only the tab that writes may do that.
    ///
    /// # Errors
    /// Where the store does not answer at all.
    pub fn open(store: S) -> Result<(Self, Findings), StoreError> {
        let Recovery { mut journal, chunks, records, report } = Journal::open(store)?;
        let mut refused = Vec::new();
        let mut board = Board::default();
        for (name, text) in &chunks {
            if let Err(why) = read_chunk(&mut board, name, text) {
                refused.extend(journal.reject_chunk(name, &why));
            }
        }
        for record in records {
            let applied = json::from_text::<Change>(&record.payload)
                .and_then(|change| change.apply(&mut board).map_err(|conflict| conflict.to_string()));
            if let Err(why) = applied {
                refused.extend(journal.reject(record.sequence..=record.sequence, &why));
            }
        }
        let state = journal.read_only().map_or(SaveState::Saved, SaveState::Newer);
        let session = Self { board, journal, undo: VecDeque::new(), redo: Vec::new(), pending: VecDeque::new(), state };
        Ok((session, Findings { report, refused }))
    }

    /// The board as it is.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Whether what is on the screen is in the store.
    pub fn state(&self) -> &SaveState {
        &self.state
    }

    /// The journal, for reading: use, quarantine, raw data.
    pub fn journal(&self) -> &Journal<S> {
        &self.journal
    }

    /// The store, to be opened anew.
    pub fn into_store(self) -> S {
        self.journal.into_store()
    }

    /// Refuses changes from now on, since another tab writes.
    pub fn follow(&mut self) {
        if self.state == SaveState::Saved {
            self.state = SaveState::OtherTab;
        }
    }

    /// Says from the start that nothing will be saved, where the store is known to be blocked.
    pub fn block(&mut self) {
        self.state = SaveState::Failed(WriteError::Store(StoreError::Blocked));
    }

    /// Makes a change. With `typing`, it joins the step before it where that was the same field of
    /// the same engagement a moment ago, so that one undo takes back what was typed in one go.
    ///
    /// # Errors
    /// Where the board refuses it, or the page may only read. The board is then as it was.
    pub fn dispatch(&mut self, command: Command, typing: bool) -> Result<Change, DispatchError> {
        if self.state.read_only() {
            return Err(DispatchError::ReadOnly);
        }
        let change = apply(&self.board, command)?;
        change.apply(&mut self.board)?;
        self.redo.clear();
        self.remember(change.clone(), typing);
        self.store(&change);
        Ok(change)
    }

    /// Takes back the last step. Answers with what was changed, or nothing where there is no step.
    ///
    /// # Errors
    /// Where the step no longer fits the board; it is then forgotten.
    pub fn undo(&mut self, at: DateTime<FixedOffset>) -> Result<Option<Change>, DispatchError> {
        let Some(step) = self.take(true)? else {
            return Ok(None);
        };
        let back = step.changes.iter().rev().map(Change::invert).collect();
        let change = self.replay(back, at)?;
        self.redo.push(step);
        Ok(change)
    }

    /// Makes the step again that was last taken back.
    ///
    /// # Errors
    /// Where the step no longer fits the board; it is then forgotten.
    pub fn redo(&mut self, at: DateTime<FixedOffset>) -> Result<Option<Change>, DispatchError> {
        let Some(step) = self.take(false)? else {
            return Ok(None);
        };
        let change = self.replay(step.changes.clone(), at)?;
        self.undo.push_back(step);
        Ok(change)
    }

    fn take(&mut self, undo: bool) -> Result<Option<Step>, DispatchError> {
        if self.state.read_only() {
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
        if !self.pending.is_empty() && !self.state.read_only() {
            self.flush();
        }
    }

    /// Sets the store in order when this page has become the one that writes: what the start set
    /// aside is followed by a checkpoint, and room is reserved for the last edits of a full store.
    pub fn settle(&mut self) {
        self.checkpoint_if_due();
        if self.state == SaveState::Saved {
            self.journal.lay_ballast();
        }
    }

    /// Writes a checkpoint where it is time for one. Meant for idle moments.
    pub fn checkpoint_if_due(&mut self) {
        if self.state == SaveState::Saved && self.journal.should_checkpoint() {
            self.checkpoint();
        }
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
    fn replay(&mut self, changes: Vec<Change>, at: DateTime<FixedOffset>) -> Result<Option<Change>, DispatchError> {
        let Some(label) = changes.last().map(|change| change.label.clone()) else {
            return Ok(None);
        };
        let change = Change { at, label, ops: changes.into_iter().flat_map(|change| change.ops).collect() };
        change.apply(&mut self.board)?;
        self.store(&change);
        Ok(Some(change))
    }

    fn store(&mut self, change: &Change) {
        let payload = json::to_text(change);
        let large = payload.len() > LARGE_RECORD;
        self.pending.push_back(payload);
        if !large || !self.checkpoint() {
            self.flush();
        }
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
                        self.state = SaveState::Failed(error);
                    }
                    return;
                }
                Err(error) => {
                    self.state = SaveState::Failed(error);
                    return;
                }
            }
        }
        self.state = SaveState::Saved;
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
                self.state = SaveState::Saved;
                true
            }
            Err(error) => {
                // With every record stored, a checkpoint that found no room costs nothing but a
                // slower start.
                if !self.pending.is_empty() || !matches!(error, WriteError::Store(StoreError::Quota)) {
                    self.state = SaveState::Failed(error);
                }
                false
            }
        }
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

#[cfg(test)]
mod tests;
