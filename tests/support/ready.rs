//! An engagement that may go anywhere, and moves on a board of its own.

use super::{act, sample_board, seed};
use irai_board::domain::command::Place;
use irai_board::domain::movement::Consent;
use irai_board::domain::stage::trial::{Offer, Trial, Verdict};
use irai_board::domain::{Action, Board, Engagement, Rejection, RowId, Stage};
use std::sync::Arc;

/// The number of a seed that no command of a test has.
pub const EXTRA: u64 = 77;

/// An engagement that every gate lets pass without a warning, standing in a stage.
pub fn ready(stage: Stage) -> Engagement {
    let board = sample_board();
    let sample =
        board.engagements.values().find(|engagement| engagement.stage == Stage::Start).expect("a running sample");
    let mut engagement = (**sample).clone();
    engagement.stage = stage;
    engagement.history.clear();
    let chosen = engagement.decision.chosen;
    engagement.trials = vec![Trial {
        id: RowId(seed(EXTRA)),
        candidate: chosen,
        offered: Offer::Offered,
        verdict: Verdict::Proceed,
        ..Trial::default()
    }];
    engagement.cycles.pop();
    engagement.cycles[0].closed_on = None;
    for other in &mut engagement.candidates[1..] {
        other.quotes.clear();
    }
    engagement
}

/// The engagement alone on a board.
pub fn board_of(engagement: &Engagement) -> Board {
    Board { engagements: [(engagement.id, Arc::new(engagement.clone()))].into(), ..Board::default() }
}

/// The engagement after a move, or why it was refused.
pub fn moved(engagement: &Engagement, to: Stage, consent: Consent) -> Result<Engagement, Rejection> {
    let mut board = board_of(engagement);
    let id = engagement.id;
    act(&mut board, moment(engagement), Action::Move { id, to, place: Place::Last, filled: None, consent })?;
    Ok(Arc::unwrap_or_clone(board.engagements.remove(&id).expect("still there")))
}

/// A seed of its own for each command on the same engagement.
pub fn moment(engagement: &Engagement) -> u64 {
    engagement.history.len() as u64 + 1
}

/// With a reason and nothing else decided.
pub fn because() -> Consent {
    Consent { reason: "理由".to_owned(), ..Consent::default() }
}

/// Something taken away from an engagement.
pub type Spoil = fn(&mut Engagement);
