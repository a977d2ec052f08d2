//! States that were kept on their own: days, and the last one of an earlier schema.

use super::{ENGAGEMENT_CHUNK, SETTINGS_CHUNK, Session, read_chunk, read_record};
use crate::domain::{Board, EngagementId};
use crate::journal::KeyValue;
use std::sync::Arc;

impl<S: KeyValue> Session<S> {
    /// The board of a state that was kept on its own, and the names of its parts that cannot be read.
    pub fn day(&self, name: &str) -> Option<(Board, Vec<String>)> {
        let state = self.journal.day(name).ok()??;
        let mut board = Board::default();
        let mut missing = state.missing;
        for (name, text) in &state.chunks {
            if read_chunk(&mut board, name, text).is_err() {
                missing.push(name.clone());
            }
        }
        for (index, record) in state.records.iter().enumerate() {
            if read_record(&mut board, record).is_err() {
                missing.push(format!("record {}", index + 1));
            }
        }
        Some((board, missing))
    }

    /// The board to go back to: as [`Self::day`], but what cannot be read there stays as it is now, so
    /// that going back removes nothing that was merely lost in the kept state. Tells how many parts
    /// these are.
    pub fn day_to_restore(&self, name: &str) -> Option<(Board, usize)> {
        let (mut kept, missing) = self.day(name)?;
        for part in &missing {
            if part == SETTINGS_CHUNK {
                kept.settings = self.board.settings.clone();
            }
            let id = part.strip_prefix(ENGAGEMENT_CHUNK).and_then(EngagementId::parse);
            if let Some(present) = id.and_then(|id| self.board.get(id)) {
                kept.engagements.insert(present.id, Arc::clone(present));
            }
        }
        Some((kept, missing.len()))
    }
}
