//! Dates of running work: works, questions, stalls, deliveries, revisions, regular meetings.

use super::recurrence::length;
use super::{Item, Kind};
use crate::domain::board::Settings;
use crate::domain::delivery::{check_due, checked};
use crate::domain::engagement::Engagement;
use crate::domain::ids::RowId;
use crate::domain::stage::Stage;
use crate::domain::stage::cycle::Cycle;
use crate::domain::works::state;
use chrono::NaiveDate;

pub(super) fn items(engagement: &Engagement, settings: &Settings, found: &mut Vec<Item>) {
    regular(engagement, found);
    let Some(cycle) = engagement.open_cycle() else {
        return;
    };
    waiting(engagement, cycle, found);
    for work in cycle.works.iter().filter(|work| work.due.is_some() && !state(cycle, work).over()) {
        found.push(Item::new(engagement, Kind::Work, Stage::Start, work.due).row(work.id).about(&work.name));
    }
    for row in cycle.deliverables.iter().filter(|row| !checked(row)) {
        if let Some(due) = check_due(row, &engagement.contract, settings) {
            found.push(Item::new(engagement, Kind::Check, Stage::Deliver, Some(due.day)).row(row.id).about(&row.name));
        }
    }
    for row in cycle.revisions.iter().filter(|row| row.due.is_some() && row.done_on.is_none()) {
        found.push(Item::new(engagement, Kind::Revision, Stage::Deliver, row.due).row(row.id).about(&row.what));
    }
    for point in cycle.review.points.iter().filter(|point| point.is_open()) {
        let item = Item::new(engagement, Kind::ReviewPoint, Stage::Review, point.due);
        found.push(item.row(point.id).about(&point.text));
    }
}

/// Questions without an answer and stalls that are not solved.
fn waiting(engagement: &Engagement, cycle: &Cycle, found: &mut Vec<Item>) {
    for question in cycle.waiting() {
        let item = Item::new(engagement, Kind::Question, Stage::Start, None).row(question.id).about(&question.text);
        let item = Item { blocking: question.blocking, ..item };
        found.push(match question.asked_at {
            Some(asked) => item.at(asked),
            None => item,
        });
    }
    for stall in cycle.stalls.iter().filter(|stall| stall.solved_on.is_none() && stall.since.is_some()) {
        found.push(Item::new(engagement, Kind::Stall, Stage::Start, stall.since).row(stall.id).about(&stall.what));
    }
}

/// The meetings of all cycles, and the next one that was agreed on, unless it was held since.
fn regular(engagement: &Engagement, found: &mut Vec<Item>) {
    let meetings = || engagement.cycles.iter().flat_map(|cycle| &cycle.review.meetings);
    for meeting in meetings() {
        if let Some(at) = meeting.at {
            found.push(Item::new(engagement, Kind::Regular, Stage::Review, None).row(meeting.id).at(at));
        }
    }
    if let Some((row, day)) = next(engagement) {
        // It is held at the hour of the plan, where there is one.
        let plan = &engagement.contract.regular;
        let mut item = Item::new(engagement, Kind::NextRegular, Stage::Review, Some(day)).row(row);
        item.time = plan.begins_at;
        item.end = plan.begins_at.and_then(|time| day.and_time(time).checked_add_signed(length(plan)));
        found.push(item);
    }
}

/// The day of the next regular meeting as the last one told it, with the row of that one.
pub(super) fn next(engagement: &Engagement) -> Option<(RowId, NaiveDate)> {
    let meetings = || engagement.cycles.iter().flat_map(|cycle| &cycle.review.meetings);
    let last = meetings().max_by_key(|meeting| meeting.at)?;
    let day = last.next_on?;
    let held = meetings().any(|meeting| meeting.id != last.id && meeting.at.is_some_and(|at| at.date() >= day));
    (!held).then_some((last.id, day))
}
