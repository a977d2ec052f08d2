//! A change to the board: what was before and what is after, so that it can be stored, replayed and
//! inverted.

use super::board::{Board, Settings};
use super::ids::EngagementId;
use super::json::{from_value, to_text, to_value};
use super::patch::{Delta, Mismatch, diff};
use super::{Engagement, Stage, Status};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// What one command changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What it is called when it is undone.
    pub label: Label,
    /// The parts, in order.
    pub ops: Vec<Op>,
}

/// The name of a change: 「案件『経理』を契約へ移動」.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// An engagement was added.
    Add(String),
    /// A field of an engagement was edited: the title, and the field's label.
    Edit(String, String),
    /// An engagement was moved to another stage.
    Move(String, Stage),
    /// A card was put to another place in its column.
    Reorder(String),
    /// An engagement was put on hold, closed or taken up again.
    Status(String, Status),
    /// An engagement was removed.
    Remove(String),
    /// The samples were loaded.
    AddSamples,
    /// The samples were removed.
    RemoveSamples,
    /// A file was read in: how many engagements it brought or changed.
    Import(usize),
    /// Engagements went into a file: how many.
    Archive(usize),
    /// The board was made what it was on a day: the day, or what else the state was kept under.
    Restore(String),
    /// Everything was removed.
    Clear,
    /// The settings were changed.
    Settings,
    /// Another device's changes came in: to how many engagements.
    Synchronised(usize),
    /// The same was done to several engagements: to how many, and what.
    Several(usize, Box<Several>),
}

/// What was done to several engagements at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Several {
    /// They were moved to a stage.
    Move(Stage),
    /// They got a label.
    Labels,
    /// A label was given another name.
    RenameLabel(String, String),
    /// A label was taken away.
    DeleteLabel(String),
    /// They got another 担当者.
    Owner,
    /// They got another 優先度.
    Priority,
    /// They were put on hold or taken up again.
    Status(Status),
    /// They were removed.
    Remove,
}

/// A part of a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// An engagement comes in.
    Add(Arc<Engagement>),
    /// An engagement goes.
    Remove(Arc<Engagement>),
    /// An engagement changes.
    Patch(EngagementId, Vec<Delta>),
    /// The settings change.
    Settings(Vec<Delta>),
}

/// Why a change cannot be applied to a board: it was made for another state of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// The engagement is not there, or is there already.
    #[error("engagement {0}")]
    Engagement(EngagementId),
    /// A field does not hold what it held when the change was made.
    #[error("engagement {0}: {1}")]
    Field(EngagementId, Mismatch),
    /// The settings do not hold what they held.
    #[error("settings: {0}")]
    Settings(Mismatch),
    /// The outcome is no settings.
    #[error("settings: {0}")]
    SettingsType(String),
    /// The outcome is no engagement.
    #[error("engagement {0}: {1}")]
    Type(EngagementId, String),
}

impl Op {
    /// What leads from one state of an engagement to another; nothing where they are the same.
    pub fn between(before: &Engagement, after: &Engagement) -> Option<Self> {
        let deltas = diff(&to_value(before), &to_value(after));
        (!deltas.is_empty()).then_some(Self::Patch(before.id, deltas))
    }

    fn invert(self) -> Self {
        let back = |deltas: Vec<Delta>| deltas.into_iter().rev().map(Delta::invert).collect();
        match self {
            Self::Add(engagement) => Self::Remove(engagement),
            Self::Remove(engagement) => Self::Add(engagement),
            Self::Patch(id, deltas) => Self::Patch(id, back(deltas)),
            Self::Settings(deltas) => Self::Settings(back(deltas)),
        }
    }

    /// The engagement that the part is about.
    pub fn engagement(&self) -> Option<EngagementId> {
        match self {
            Self::Add(engagement) | Self::Remove(engagement) => Some(engagement.id),
            Self::Patch(id, _) => Some(*id),
            Self::Settings(_) => None,
        }
    }

    /// By how many bytes of text the board grows.
    fn growth(&self) -> i64 {
        let bytes = |text: String| text.len() as i64;
        match self {
            Self::Add(engagement) => bytes(to_text(&**engagement)),
            Self::Remove(engagement) => -bytes(to_text(&**engagement)),
            Self::Patch(_, deltas) | Self::Settings(deltas) => deltas.iter().map(Delta::growth).sum(),
        }
    }

    fn apply(&self, board: &mut Board) -> Result<(), Conflict> {
        match self {
            Self::Add(engagement) => match board.engagements.get(&engagement.id) {
                Some(_) => Err(Conflict::Engagement(engagement.id)),
                None => {
                    board.engagements.insert(engagement.id, Arc::clone(engagement));
                    Ok(())
                }
            },
            Self::Remove(engagement) => match board.engagements.get(&engagement.id) {
                Some(present) if present == engagement => {
                    board.engagements.remove(&engagement.id);
                    Ok(())
                }
                _ => Err(Conflict::Engagement(engagement.id)),
            },
            Self::Patch(id, deltas) => {
                let present = board.engagements.get(id).ok_or(Conflict::Engagement(*id))?;
                let mut value = to_value(&**present);
                apply_all(deltas, &mut value).map_err(|mismatch| Conflict::Field(*id, mismatch))?;
                let after: Engagement = from_value(&value).map_err(|error| Conflict::Type(*id, error.to_string()))?;
                if after.id != *id {
                    return Err(Conflict::Engagement(*id));
                }
                board.engagements.insert(*id, Arc::new(after));
                Ok(())
            }
            Self::Settings(deltas) => {
                let mut value = to_value(&board.settings);
                apply_all(deltas, &mut value).map_err(Conflict::Settings)?;
                board.settings =
                    from_value::<Settings>(&value).map_err(|error| Conflict::SettingsType(error.to_string()))?;
                Ok(())
            }
        }
    }
}

fn apply_all(deltas: &[Delta], value: &mut Value) -> Result<(), Mismatch> {
    deltas.iter().try_for_each(|delta| delta.apply(value))
}

impl Change {
    /// The change that leads back. It keeps its label: undo and redo are called by the same name.
    pub fn invert(&self) -> Self {
        Self { at: self.at, label: self.label.clone(), ops: self.ops.iter().rev().cloned().map(Op::invert).collect() }
    }

    /// By how many bytes of JSON text the board grows, near enough.
    pub fn growth(&self) -> i64 {
        self.ops.iter().map(Op::growth).sum()
    }

    /// Applies the change.
    ///
    /// # Errors
    /// Where the board does not hold what the change found before. The board is then as it was.
    pub fn apply(&self, board: &mut Board) -> Result<(), Conflict> {
        for (index, op) in self.ops.iter().enumerate() {
            if let Err(conflict) = op.apply(board) {
                for done in self.ops[..index].iter().rev() {
                    // What was applied a moment ago can always be taken back.
                    let _ = done.clone().invert().apply(board);
                }
                return Err(conflict);
            }
        }
        Ok(())
    }
}
