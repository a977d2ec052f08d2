//! What the fuzz targets do with their bytes: plain functions that panic where a promise is broken.
//! `tests/fuzz_corpus.rs` replays the kept inputs through them without a fuzzer.

#![allow(dead_code, reason = "each target uses its own part")]

pub mod import;
pub mod journal;
pub mod mutate;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

/// The moment at which everything happens.
fn now() -> DateTime<FixedOffset> {
    "2026-07-01T10:00:00+09:00".parse().expect("a moment")
}

/// A seed for ids; each number gives ids of its own.
fn seed(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | (u128::from(number) << 80))
}
