//! An engagement in which everything that the source names is filled in: three companies, plans on
//! two versions of the brief, weekend work, differences, two trials, a contract, a cycle with a
//! revision. It stands in `tests/fixtures/complete.json`, which can be read in on the page too.

use irai_board::document;
use irai_board::domain::{CandidateId, Engagement};
use std::sync::Arc;

/// The engagement.
pub fn complete() -> Engagement {
    let import = document::parse(include_bytes!("../fixtures/complete.json")).expect("a file of this version");
    let engagement = import.board.engagements.into_values().next().expect("one engagement");
    Arc::unwrap_or_clone(engagement)
}

/// The id of its company with this name.
pub fn company(engagement: &Engagement, name: &str) -> CandidateId {
    engagement.candidates.iter().find(|row| row.name == name).expect("a company of this name").id
}

/// The company that was chosen and signed with.
pub const CHOSEN: &str = "みなと経理アシスト株式会社";
/// The runner-up, whose quote leaves much open.
pub const RUNNER_UP: &str = "リモート秘書ひばり";
