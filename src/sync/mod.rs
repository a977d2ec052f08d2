//! One board on several devices and for several people, by way of a database (CouchDB) of their own.
//!
//! # Model
//! The board is kept as documents: one per engagement (`engagement:<id>`), one for the settings, one marker that
//! says whose database it is and of which schema, and one per file under its hash. A removed engagement is a document
//! that was deleted. Each device holds a *base* ([`base`]): of every document the version that it and the database
//! agreed on last, with its revision. What is to be sent is the difference of board and base, so there is no queue
//! that could be lost or run ahead of the board.
//!
//! The [`engine`] says what to ask the database for next and takes what it answers. It knows no network and no clock,
//! so a test can lose, repeat and delay every answer:
//! - **Receiving** follows the feed of changes from where it stood last. A document that was not changed here is taken
//!   over; one that was is merged on the base ([`crate::domain::merge::apart`]). What both sides wrote into the same
//!   field is kept twice (重なった変更), with who and when, until a person has chosen.
//! - **Sending** names the revision that a change is based on, and the database refuses it where it has another by
//!   now. That one is then fetched, merged and sent again. Nothing is ever overwritten that was not seen.
//! - Every document carries the names of the last times it was sent. A device that never heard whether what it sent had
//!   arrived finds its own name there, and takes what it sent for the common version.
//!
//! What comes in is a change of the board like any other, made by the tab that writes: journal, tabs, undo and kept
//! days know of nothing else. An undo is a change, and is sent as one.
//!
//! # Limitations
//! - Moments are told, never compared: no decision rests on a clock. "Later" means later at the database.
//! - A device whose base is lost or not trusted ([`base::Base::read`]) compares anew, without a common version. What
//!   differs is then kept twice, and an engagement that was removed on one side only comes back with the question.
//! - Stage, place and status are merged as between tabs: where both sides moved a card, the side that sends later
//!   decides, and the history tells of both.

pub mod base;
pub mod connection;
pub mod document;
pub mod engine;
pub mod probe;

use serde_json::Value;

/// What is asked of a database.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `GET`, `PUT` or `POST`.
    pub method: &'static str,
    /// Behind the address of the database: `/_changes?since=0`; empty for the database itself.
    pub path: String,
    /// What is sent along.
    pub body: Option<Value>,
    /// Whether the database answers only when there is something to tell, or after [`WAIT_MILLISECONDS`].
    pub waits: bool,
}

impl Request {
    fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), body: None, waits: false }
    }

    fn with(method: &'static str, path: impl Into<String>, body: Value) -> Self {
        Self { method, path: path.into(), body: Some(body), waits: false }
    }
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The status, and the JSON that came with it; nothing where it was none.
    Came(u16, Value),
    /// None came: there is no way to the server, or it broke off. What was asked for may have been done.
    Lost,
    /// The waiting was ended, by time or because there is something else to do.
    Ended,
}

/// How long the database is to wait for a change, in milliseconds.
pub const WAIT_MILLISECONDS: u32 = 45_000;

#[cfg(test)]
mod tests;
