//! Where an engagement has been, from its history.

use crate::domain::movement::MoveKind;
use crate::domain::{Engagement, Stage, Status};
use chrono::NaiveDate;

/// A time that an engagement was in one stage with one status. Days are those of the person's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage.
    pub stage: Stage,
    /// The status.
    pub status: Status,
    /// The day on which it began.
    pub from: NaiveDate,
    /// The day on which it ended; none for the present one.
    pub to: Option<NaiveDate>,
    /// 0 up to the first regular meeting. One more with each next cycle, new work, change of plan and
    /// end of a contract: what comes after is another round through the stages, not a return.
    pub round: usize,
}

impl Stay {
    /// The last day, no later than `today`.
    pub fn until(&self, today: NaiveDate) -> NaiveDate {
        self.to.unwrap_or(today).min(today).max(self.from)
    }

    /// How many days it has lasted; a stay that ended on the day on which it began has lasted none.
    pub fn days(&self, today: NaiveDate) -> i64 {
        (self.until(today) - self.from).num_days()
    }
}

/// The stays of an engagement, one after the other without a gap. Empty where no date is known at all.
///
/// The first begins when the engagement was made. A move without a date counts on the day of the one
/// before it, and so does one that is dated earlier. The last stay is where the engagement is.
pub fn stays(engagement: &Engagement) -> Vec<Stay> {
    let moved = engagement.history.iter().find_map(|entry| entry.at);
    let begun = engagement.created_at.into_iter().chain(moved).map(|at| at.date_naive()).min();
    let Some(begun) = begun else {
        return Vec::new();
    };
    let stage = engagement.history.first().map_or(engagement.stage, |entry| entry.from);
    let mut present = Stay { stage, status: Status::Active, from: begun, to: None, round: 0 };
    let mut all = Vec::with_capacity(engagement.history.len() + 1);
    for entry in &engagement.history {
        let day = entry.at.map_or(present.from, |at| at.date_naive()).max(present.from);
        all.push(Stay { to: Some(day), ..present });
        present.from = day;
        present.stage = entry.to;
        present.status = entry.status.unwrap_or(present.status);
        present.round += usize::from(begins_round(entry.kind));
    }
    all.push(Stay { stage: engagement.stage, status: engagement.status, ..present });
    all
}

fn begins_round(kind: MoveKind) -> bool {
    matches!(kind, MoveKind::NextCycle | MoveKind::NewWork | MoveKind::ChangeOfPlan | MoveKind::EndContract)
}
