//! 依頼ボード: a board that leads a company through the nine stages of commissioning an online
//! secretary (オンライン秘書).
//!
//! `domain`, `document`, `journal`, `sync` and `chart` are pure; `text` puts them into words, `papers` into documents;
//! `session` holds the board, its undo and its saving together; `browser` and `ui` are the rim and exist only in wasm.

#![forbid(unsafe_code)]

pub mod chart;
pub mod document;
pub mod domain;
pub mod journal;
pub mod papers;
pub mod route;
pub mod session;
pub mod sync;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
