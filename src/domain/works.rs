//! Work orders side by side: where each stands in its cycle, and the stage that all of them together
//! suggest. Nothing here is stored; it follows from what was recorded of works, questions, stalls,
//! time, deliverables and revisions.

mod record;
#[cfg(test)]
mod tests;

pub use record::{Fact, Stamp, record, ways};

use super::engagement::{Engagement, Status};
use super::ids::RowId;
use super::scalar::Minutes;
use super::stage::Stage;
use super::stage::clarify::Frequency;
use super::stage::contract::Every;
use super::stage::cycle::{Cycle, Deliverable, Revision, Work};
use chrono::NaiveDate;

/// Where a work order stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkState {
    /// 依頼済: asked for, not begun.
    #[default]
    Requested,
    /// 作業中: begun, or part of it is still to be delivered.
    Working,
    /// 確認待ち: delivered, to be checked and accepted.
    Delivered,
    /// 修正中: something delivered is being changed.
    Revising,
    /// 完了: all of it accepted, or over without a deliverable.
    Accepted,
}

impl WorkState {
    /// Every state, in the order in which a work goes through them.
    pub const ALL: &'static [Self] = &[Self::Requested, Self::Working, Self::Delivered, Self::Revising, Self::Accepted];

    /// The name by which the page finds its column.
    pub fn id(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Working => "working",
            Self::Delivered => "delivered",
            Self::Revising => "revising",
            Self::Accepted => "accepted",
        }
    }

    /// Whether nothing is left to be done.
    pub fn over(self) -> bool {
        self == Self::Accepted
    }

    /// Whether something was delivered of which the client has to say what becomes of it.
    fn handed_over(self) -> bool {
        matches!(self, Self::Delivered | Self::Revising)
    }
}

/// A work order as it stands on a day, with what stands beside its state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: WorkState,
    /// 回答待ち: how many of its questions wait for an answer.
    pub waiting: usize,
    /// Whether one of those stops the work.
    pub blocked: bool,
    /// 滞り: whether it stands still.
    pub stalled: bool,
    /// Whether its due date has gone by and it is not over.
    pub overdue: bool,
    /// The time that was used on it.
    pub used: Minutes,
}

impl Standing {
    /// How a work order of a cycle stands on a day.
    pub fn of(cycle: &Cycle, work: &Work, today: NaiveDate) -> Self {
        let state = state(cycle, work);
        let own = Some(work.id);
        let waiting = || cycle.waiting().filter(|question| question.work == own);
        Self {
            state,
            waiting: waiting().count(),
            blocked: waiting().any(|question| question.blocking),
            stalled: cycle.stalls.iter().any(|stall| stall.work == own && stall.solved_on.is_none()),
            overdue: !state.over() && work.due.is_some_and(|due| due < today),
            used: cycle.usage.iter().filter(|row| row.work == own).filter_map(|row| row.time).sum(),
        }
    }

    /// Whether more time was used than was agreed.
    pub fn beyond(&self, work: &Work) -> bool {
        work.agreed.is_some_and(|agreed| self.used > agreed)
    }
}

/// The deliverables of a work order.
pub fn deliverables_of(cycle: &Cycle, work: RowId) -> impl Iterator<Item = &Deliverable> {
    cycle.deliverables.iter().filter(move |row| row.work == Some(work))
}

/// The revisions of a work order's deliverables that are still to be done.
pub fn open_revisions_of(cycle: &Cycle, work: RowId) -> impl Iterator<Item = &Revision> {
    cycle.revisions.iter().filter(move |row| {
        row.done_on.is_none() && deliverables_of(cycle, work).any(|other| row.deliverable == Some(other.id))
    })
}

/// Where a work order of a cycle stands. What a person has to act on comes first: a revision that is
/// open counts even of something that was accepted before.
pub fn state(cycle: &Cycle, work: &Work) -> WorkState {
    if work.done_on.is_some() {
        return WorkState::Accepted;
    }
    if open_revisions_of(cycle, work.id).next().is_some() {
        return WorkState::Revising;
    }
    let delivered = |row: &Deliverable| row.delivered_on.is_some() && row.accepted_on.is_none();
    if deliverables_of(cycle, work.id).any(delivered) {
        return WorkState::Delivered;
    }
    let (all, accepted) = deliverables_of(cycle, work.id)
        .fold((0, 0), |(all, accepted), row| (all + 1, accepted + usize::from(row.accepted_on.is_some())));
    if all > 0 && all == accepted {
        WorkState::Accepted
    } else if accepted > 0 || begun(cycle, work) {
        WorkState::Working
    } else {
        WorkState::Requested
    }
}

/// Whether there is any sign that the work was begun.
fn begun(cycle: &Cycle, work: &Work) -> bool {
    let own = Some(work.id);
    let used = cycle.usage.iter().any(|row| {
        row.work == own && (row.running_since.is_some() || row.time.is_some_and(|time| time > Minutes::ZERO))
    });
    work.started_on.is_some() || used || cycle.questions.iter().any(|question| question.work == own)
}

/// Where an engagement could go, by the state of its works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// To another of the stages 7 to 9.
    To(Stage),
    /// 完了: a single work ends without a regular meeting.
    Done,
}

/// What the works of the open cycle suggest: to 7 while none is delivered, to 8 once every one is
/// delivered or over, on from there once all are over. Nothing where the card stands there already,
/// and while some are delivered and others not. From stage 9 never to 7: that would begin a new cycle.
pub fn suggestion(engagement: &Engagement) -> Option<Suggestion> {
    if engagement.status != Status::Active || engagement.stage < Stage::Start {
        return None;
    }
    let cycle = engagement.open_cycle()?;
    let named = cycle.works.iter().filter(|work| !work.name.trim().is_empty());
    let states: Vec<WorkState> = named.map(|work| state(cycle, work)).collect();
    if states.is_empty() {
        return None;
    }
    let from = engagement.stage;
    if states.iter().all(|state| state.over()) {
        return match (single(engagement), from) {
            (true, Stage::Start) => Some(Suggestion::To(Stage::Deliver)),
            (true, _) => Some(Suggestion::Done),
            (false, _) => (from != Stage::Review).then_some(Suggestion::To(Stage::Review)),
        };
    }
    let to = if states.iter().all(|state| state.over() || state.handed_over()) {
        Stage::Deliver
    } else if from == Stage::Deliver && states.iter().all(|state| *state <= WorkState::Working) {
        Stage::Start
    } else {
        return None;
    };
    (to != from).then_some(Suggestion::To(to))
}

/// Whether the engagement is about a single work: everything in the brief is wanted once, and no
/// regular meeting is planned.
fn single(engagement: &Engagement) -> bool {
    let mut named = engagement.clarify.tasks.iter().filter(|task| !task.name.trim().is_empty()).peekable();
    engagement.contract.regular.every == Every::Unset
        && named.peek().is_some()
        && named.all(|task| task.frequency == Frequency::Once)
}
