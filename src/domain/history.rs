//! What happened to an engagement: every move, kept with its reason and the state of the gate.

use super::gate::Need;
use super::movement::MoveKind;
use super::{Stage, Status, row};
use chrono::{DateTime, FixedOffset};

row! {
    /// One move, or one change of status.
    pub struct Entry {
        /// When.
        pub at: Option<DateTime<FixedOffset>>,
        /// From which stage.
        pub from: Stage,
        /// To which stage.
        pub to: Stage,
        /// What sort of move it was.
        pub kind: MoveKind,
        /// The status it was given, where the status was changed.
        pub status: Option<Status>,
        /// Why, in the words of the person who moved it.
        pub reason: String,
        /// What was missing at the gate when the move went on with a reason.
        pub overridden: Vec<Need>,
        /// What the gate warned of.
        pub warned: Vec<Need>,
    }
}
