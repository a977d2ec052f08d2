//! Looking at a database before it is used: whether there is a way to it, whether it is one, may be used, is ours, and
//! refuses what is out of date. Nothing is written to one that is somebody else's.

use super::document::{MARKER, Marker, Refusal};
use super::{Answer, Request};
use serde_json::{Value, json};
use uuid::Uuid;

/// What is in the way. Each has one thing to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no server at the address, or no way to it.
    Unreachable,
    /// There is one, but it does not let this page ask it: CORS.
    Cors,
    /// What answers is no CouchDB.
    NotCouch,
    /// User or password are wrong.
    Login,
    /// The user may not read the database.
    Forbidden,
    /// There is no such database, and the user may not make one.
    NoDatabase,
    /// The database holds something else.
    OtherProduct,
    /// The database was written by a newer version of the page: its schema.
    Newer(u64),
    /// The user may read the database and not write to it.
    ReadOnly,
    /// It takes what is based on an old version, so that one person would write over the other.
    NoRevisions,
    /// The server fails, with this status.
    Failing(u16),
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// This is to be asked.
    Send(Request),
    /// Whether anything answers at the address at all, also where the page may not read it. The answer is
    /// [`Answer::Lost`] or any other.
    Reach,
    /// Everything is as it should be.
    Done,
    /// Something is in the way.
    Failed(Obstacle),
}

/// One look at a database.
#[derive(Clone, Debug)]
pub struct Probe {
    next: Step,
    stage: Stage,
    seed: Uuid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Database,
    Reach,
    Make,
    Marker,
    Empty,
    Mark,
    Stale,
}

/// A revision that no document has.
const STALE: &str = "1-00000000000000000000000000000000";

impl Probe {
    /// Begins. `seed` is a fresh id, the name of the database where it is a new one.
    pub fn new(seed: Uuid) -> Self {
        Self { next: Step::Send(Request::get("")), stage: Stage::Database, seed }
    }

    /// What is to be done next.
    pub fn next(&self) -> &Step {
        &self.next
    }

    /// Takes what came of it.
    pub fn answer(&mut self, answer: &Answer) {
        let failed = Step::Failed;
        let marker = Request::get(format!("/{MARKER}"));
        let (status, body) = match answer {
            Answer::Came(status, body) => (*status, body),
            Answer::Lost | Answer::Ended => (0, &Value::Null),
        };
        let go = |stage, request| (stage, Step::Send(request));
        let stop = |obstacle| (self.stage, failed(obstacle));
        let (stage, next) = match (self.stage, status) {
            (Stage::Database, 0) => (Stage::Reach, Step::Reach),
            (Stage::Reach, _) if matches!(answer, Answer::Came(..)) => stop(Obstacle::Cors),
            (_, 0) => stop(Obstacle::Unreachable),
            (Stage::Database, 200) if body.get("db_name").is_some() => go(Stage::Marker, marker),
            (Stage::Database, 404) if body.get("error").is_some() => {
                go(Stage::Make, Request { body: None, ..Request::with("PUT", "", Value::Null) })
            }
            (Stage::Make, 401 | 403) => stop(Obstacle::NoDatabase),
            (Stage::Make, 201 | 202 | 412) => go(Stage::Marker, marker),
            (Stage::Database, 200 | 404) => stop(Obstacle::NotCouch),
            (Stage::Mark | Stage::Stale, 401 | 403) => stop(Obstacle::ReadOnly),
            (_, 401) => stop(Obstacle::Login),
            (_, 403) => stop(Obstacle::Forbidden),
            (Stage::Marker, 404) => go(Stage::Empty, Request::get("/_all_docs?limit=50")),
            (Stage::Marker, 200) => match Marker::read(body) {
                Ok(marker) => go(Stage::Stale, stale(&marker)),
                Err(Refusal::OtherProduct) => stop(Obstacle::OtherProduct),
                Err(Refusal::Newer(schema)) => stop(Obstacle::Newer(schema)),
            },
            (Stage::Empty, 200) if is_empty(body) => {
                let marker = Marker::new(self.seed);
                go(Stage::Mark, Request::with("PUT", format!("/{MARKER}"), marker.write()))
            }
            (Stage::Empty, 200) => stop(Obstacle::OtherProduct),
            // Somebody else has set it up at the same moment, or this very request arrived before: its marker is read.
            (Stage::Mark, 201 | 202 | 409) => go(Stage::Marker, marker),
            (Stage::Stale, 409) => (Stage::Stale, Step::Done),
            (Stage::Stale, 200..=299) => stop(Obstacle::NoRevisions),
            (_, status) => stop(Obstacle::Failing(status)),
        };
        (self.stage, self.next) = (stage, next);
    }
}

/// Writes what is there already on top of a version that never was.
fn stale(marker: &Marker) -> Request {
    let stale = Marker { rev: STALE.to_owned(), ..marker.clone() };
    let mut document = stale.write();
    // Where it is taken after all, nothing has changed by it.
    document["schema"] = json!(marker.schema);
    Request::with("PUT", format!("/{MARKER}"), document)
}

/// Whether nothing but designs of an administrator's is in the database.
fn is_empty(body: &Value) -> bool {
    let rows = body.get("rows").and_then(Value::as_array);
    rows.is_some_and(|rows| {
        rows.iter().all(|row| row.get("id").and_then(Value::as_str).is_some_and(|id| id.starts_with("_design/")))
    })
}
