//! Recording what happened to a work order. Moving a slip on the small board is nothing but this: its
//! state follows from the facts.

use super::{WorkState, deliverables_of, open_revisions_of, state};
use crate::domain::ids::{Row, RowId};
use crate::domain::stage::cycle::{Cycle, Deliverable, Revision, Work};
use crate::domain::stage::trial::Finding;
use chrono::NaiveDate;

/// What is recorded of a work order, or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// 着手
    Start,
    /// 納品
    Deliver,
    /// 修正の依頼
    Revise,
    /// 修正版の受領: what was asked for is done.
    Redeliver,
    /// 検収
    Accept,
    /// 完了 without a deliverable.
    Finish,
    /// Takes 着手 back.
    NotStarted,
    /// Takes the last 納品 back.
    NotDelivered,
    /// Takes the last open revision back.
    NotRevised,
    /// Takes the last 検収 back.
    NotAccepted,
    /// Takes 完了 back.
    NotFinished,
}

impl Fact {
    /// Whether it takes something back.
    pub fn is_back(self) -> bool {
        self >= Self::NotStarted
    }
}

/// With what a fact is recorded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stamp {
    /// The day.
    pub today: NaiveDate,
    /// Who accepts, where it is not said yet.
    pub by: String,
    /// The id of a row that is made for it.
    pub fresh: RowId,
}

/// The facts that can be recorded of a work order as it stands, the likeliest first, each with the
/// state that it leads to.
pub fn ways(cycle: &Cycle, id: RowId) -> Vec<(Fact, WorkState)> {
    let Some(work) = cycle.works.iter().find(|work| work.id == id) else {
        return Vec::new();
    };
    let bare = deliverables_of(cycle, id).next().is_none();
    let accepted = deliverables_of(cycle, id).any(|row| row.accepted_on.is_some());
    let finish = bare.then_some(Fact::Finish);
    let back = match state(cycle, work) {
        WorkState::Accepted if work.done_on.is_some() => Some(Fact::NotFinished),
        WorkState::Accepted => Some(Fact::NotAccepted),
        WorkState::Revising => Some(Fact::NotRevised),
        WorkState::Delivered => Some(Fact::NotDelivered),
        WorkState::Working if work.started_on.is_some() => Some(Fact::NotStarted),
        WorkState::Working => accepted.then_some(Fact::NotAccepted),
        WorkState::Requested => None,
    };
    let on: &[Fact] = match state(cycle, work) {
        WorkState::Requested => &[Fact::Start, Fact::Deliver],
        WorkState::Working => &[Fact::Deliver],
        WorkState::Delivered => &[Fact::Accept, Fact::Revise],
        WorkState::Revising => &[Fact::Redeliver],
        WorkState::Accepted => &[],
    };
    let finish = finish.filter(|_| !on.is_empty());
    on.iter().copied().chain(finish).chain(back).map(|fact| (fact, after(cycle, work, fact))).collect()
}

/// The state that a fact leads to.
fn after(cycle: &Cycle, work: &Work, fact: Fact) -> WorkState {
    let own = Some(work.id);
    let about = |row: &&Revision| deliverables_of(cycle, work.id).any(|other| row.deliverable == Some(other.id));
    let mut tried = Cycle {
        works: vec![work.clone()],
        deliverables: deliverables_of(cycle, work.id).cloned().collect(),
        revisions: cycle.revisions.iter().filter(about).cloned().collect(),
        questions: cycle.questions.iter().filter(|row| row.work == own).cloned().collect(),
        usage: cycle.usage.iter().filter(|row| row.work == own).cloned().collect(),
        ..Cycle::default()
    };
    record(&mut tried, work.id, fact, &Stamp::default());
    tried.works.first().map(|work| state(&tried, work)).unwrap_or_default()
}

/// Records a fact of a work order. Answers with the id of the deliverable or revision that was made
/// for it. Nothing happens where the work is gone, or what the fact is about.
pub fn record(cycle: &mut Cycle, id: RowId, fact: Fact, stamp: &Stamp) -> Option<RowId> {
    let today = Some(stamp.today);
    let work = cycle.works.iter_mut().find(|work| work.id == id)?;
    match fact {
        Fact::Start => work.started_on = today,
        Fact::NotStarted => work.started_on = None,
        Fact::Finish => work.done_on = today,
        Fact::NotFinished => work.done_on = None,
        Fact::Deliver => {
            let name = work.name.clone();
            return Some(deliver(cycle, id, name, stamp));
        }
        Fact::NotDelivered => not_delivered(cycle, id),
        Fact::Accept => accept(cycle, id, stamp),
        Fact::NotAccepted => not_accepted(cycle, id),
        Fact::Revise => {
            let deliverable = last_delivered(cycle, id)?;
            cycle.revisions.push(Revision {
                id: stamp.fresh,
                deliverable: Some(deliverable),
                asked_on: today,
                ..Revision::default()
            });
            return Some(stamp.fresh);
        }
        Fact::Redeliver => {
            let open: Vec<RowId> = open_revisions_of(cycle, id).map(|row| row.id).collect();
            cycle.revisions.iter_mut().filter(|row| open.contains(&row.id)).for_each(|row| row.done_on = today);
        }
        Fact::NotRevised => {
            let last = open_revisions_of(cycle, id).last().map(|row| row.id);
            cycle.revisions.retain(|row| Some(row.id) != last);
        }
    }
    None
}

/// A deliverable that was planned has come, else one that is called like the work.
fn deliver(cycle: &mut Cycle, id: RowId, name: String, stamp: &Stamp) -> RowId {
    let today = Some(stamp.today);
    let planned = cycle.deliverables.iter_mut().find(|row| row.work == Some(id) && to_come(row));
    if let Some(row) = planned {
        row.delivered_on = today;
        return row.id;
    }
    cycle.deliverables.push(Deliverable {
        name,
        work: Some(id),
        delivered_on: today,
        ..Deliverable::with_id(stamp.fresh)
    });
    stamp.fresh
}

fn to_come(row: &Deliverable) -> bool {
    row.delivered_on.is_none() && row.accepted_on.is_none()
}

fn to_accept(row: &Deliverable) -> bool {
    row.delivered_on.is_some() && row.accepted_on.is_none()
}

/// The work's deliverable that came last and is not accepted.
fn last_delivered(cycle: &Cycle, id: RowId) -> Option<RowId> {
    let open = deliverables_of(cycle, id).filter(|row| to_accept(row));
    open.max_by_key(|row| row.delivered_on).map(|row| row.id)
}

/// Takes the last delivery back. A deliverable of which nothing else is known goes with it.
fn not_delivered(cycle: &mut Cycle, id: RowId) {
    let Some(last) = last_delivered(cycle, id) else {
        return;
    };
    let name = cycle.works.iter().find(|work| work.id == id).map(|work| work.name.clone()).unwrap_or_default();
    let revised = cycle.revisions.iter().any(|row| row.deliverable == Some(last));
    if let Some(row) = cycle.deliverables.iter_mut().find(|row| row.id == last) {
        row.delivered_on = None;
        let known = Deliverable { name, work: Some(id), ..Deliverable::with_id(last) };
        if !revised && *row == known {
            cycle.deliverables.retain(|row| row.id != last);
        }
    }
}

/// Accepts all that was delivered. What was not checked is found as expected by that.
fn accept(cycle: &mut Cycle, id: RowId, stamp: &Stamp) {
    let today = Some(stamp.today);
    for row in cycle.deliverables.iter_mut().filter(|row| row.work == Some(id) && to_accept(row)) {
        row.accepted_on = today;
        row.checked_on = row.checked_on.or(today);
        if row.finding == Finding::Unchecked {
            row.finding = Finding::Met;
        }
        if row.accepted_by.trim().is_empty() {
            row.accepted_by.clone_from(&stamp.by);
        }
    }
}

/// Takes back what was accepted last: all of one day. What was found at the check stays.
fn not_accepted(cycle: &mut Cycle, id: RowId) {
    let last = deliverables_of(cycle, id).filter_map(|row| row.accepted_on).max();
    let accepted = |row: &&mut Deliverable| row.work == Some(id) && row.accepted_on.is_some();
    for row in cycle.deliverables.iter_mut().filter(accepted).filter(|row| row.accepted_on == last) {
        row.accepted_on = None;
        row.accepted_by.clear();
    }
}
