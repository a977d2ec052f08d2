//! CSV: the tables that go out, and candidates that come in.

pub mod export;
pub mod import;
mod preview;
