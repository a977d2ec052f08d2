//! A file held against the board, and the one action that takes it over.

use super::Import;
use crate::domain::json::to_value;
use crate::domain::sort;
use crate::domain::{Action, Board, Engagement, EngagementId, Stage, Status};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a file would bring, before anything is changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The file's engagements, in its order.
    pub rows: Vec<Row>,
    /// Those that only the board has: replacing removes them, merging keeps them.
    pub only_on_board: Vec<Arc<Engagement>>,
    /// Whether the file has other settings; replacing takes them over, merging does not.
    pub settings_differ: bool,
}

/// One engagement of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub id: EngagementId,
    /// Its title in the file.
    pub title: String,
    /// Its stage in the file.
    pub stage: Stage,
    /// Whether it is a template in the file, which stands in no stage.
    pub template: bool,
    /// How it differs from the board's.
    pub difference: Difference,
}

/// How an engagement of a file differs from the board's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The board does not have it.
    New,
    /// These fields differ, by their names in the file.
    Changed(Vec<String>),
    /// Both are the same.
    Same,
}

/// How a file is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The board becomes what the file is.
    Replace,
    /// What the file has comes in; what only the board has stays.
    Merge,
}

/// Which of two states of an engagement to keep when merging.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The file's.
    #[default]
    File,
    /// The board's; a new engagement stays out.
    Board,
}

/// Holds a file against the board.
pub fn preview(board: &Board, import: &Import) -> Preview {
    let row = |engagement: &Arc<Engagement>| Row {
        id: engagement.id,
        title: engagement.title.clone(),
        stage: engagement.stage,
        template: engagement.status == Status::Template,
        difference: match board.get(engagement.id) {
            None => Difference::New,
            Some(present) if present == engagement => Difference::Same,
            Some(present) => Difference::Changed(changed_fields(present, engagement)),
        },
    };
    Preview {
        rows: import.board.engagements.values().map(row).collect(),
        only_on_board: only_on_board(board, import).cloned().collect(),
        settings_differ: board.settings != import.board.settings,
    }
}

/// The action that takes a file over. The choices count when merging; without one the file's state
/// is taken.
pub fn plan(board: &Board, import: &Import, mode: Mode, choices: &BTreeMap<EngagementId, Choice>) -> Action {
    let taken = |id: &EngagementId| choices.get(id).copied().unwrap_or_default() == Choice::File;
    let incoming = import.board.engagements.values();
    match mode {
        Mode::Replace => Action::Import {
            put: incoming.cloned().collect(),
            remove: only_on_board(board, import).map(|engagement| engagement.id).collect(),
            settings: Some(import.board.settings.clone()),
        },
        Mode::Merge => Action::Import {
            put: incoming.filter(|engagement| taken(&engagement.id)).cloned().collect(),
            remove: Vec::new(),
            settings: None,
        },
    }
}

fn only_on_board<'a>(board: &'a Board, import: &'a Import) -> impl Iterator<Item = &'a Arc<Engagement>> {
    board.engagements.values().filter(|engagement| import.board.get(engagement.id).is_none())
}

/// The names of the fields in which two states differ.
fn changed_fields(before: &Engagement, after: &Engagement) -> Vec<String> {
    let fields = |engagement| match to_value(engagement) {
        Value::Object(fields) => fields,
        _ => serde_json::Map::new(),
    };
    let (mut before, after) = (fields(before), fields(after));
    let mut names: Vec<String> = after
        .into_iter()
        .filter(|(name, value)| before.remove(name).as_ref() != Some(value))
        .map(|(name, _)| name)
        .collect();
    names.extend(before.into_iter().map(|(name, _)| name));
    sort::plain(&mut names);
    names
}
