//! What the native tests share: moments, ids, and the samples as a board.

#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod arbitrary;
pub mod complete;
pub mod ready;
mod source;

use chrono::{DateTime, FixedOffset};
use irai_board::domain::ids::IdSource;
use irai_board::domain::samples::samples;
use irai_board::domain::{Action, Board, Change, Command, Rejection, apply};
use std::sync::Arc;
use uuid::Uuid;

/// The moment at which the tests happen, a Wednesday.
pub fn now() -> DateTime<FixedOffset> {
    "2026-07-01T10:00:00+09:00".parse().expect("a moment")
}

/// A seed for ids, as the rim makes them; each number gives ids of its own.
pub fn seed(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | (u128::from(number) << 80))
}

/// A board with the three samples.
pub fn sample_board() -> Board {
    let made = samples(now().date_naive(), now(), &mut IdSource::new(seed(0)));
    let engagements = made.into_iter().map(|sample| (sample.id, Arc::new(sample))).collect();
    Board { engagements, ..Board::default() }
}

/// Answers a command and applies the change.
pub fn act(board: &mut Board, number: u64, action: Action) -> Result<Change, Rejection> {
    let change = apply(board, Command { at: now(), seed: seed(number), action })?;
    change.apply(board).expect("a change fits the board it was made for");
    Ok(change)
}
