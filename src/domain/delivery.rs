//! Deliveries: by when each is to be checked, when it counts as accepted, and how often it was revised.

#[cfg(test)]
mod tests;

use super::board::Settings;
use super::calendar::{Reckoned, Skipped, reckon_business_days};
use super::engagement::{Engagement, Status};
use super::ids::RowId;
use super::scalar::Days;
use super::stage::contract::Contract;
use super::stage::cycle::{Cycle, Deliverable, Revision, RevisionCause};
use super::stage::trial::Finding;
use crate::domain::sort;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Within how many business days a delivery under this contract is to be checked.
pub fn check_within(contract: &Contract, settings: &Settings) -> Days {
    contract.acceptance_days.unwrap_or_else(|| settings.check_within())
}

/// 確認期限: by when a delivery is to be checked. As entered with it, else so many business days after
/// the day on which it came. None before it has come.
pub fn check_due(deliverable: &Deliverable, contract: &Contract, settings: &Settings) -> Option<Reckoned> {
    Some(due_from(deliverable.delivered_on?, deliverable, contract, settings))
}

/// The same in its cycle. None while a revision is open: it is with the company then. Once that is
/// done, the days are counted anew.
pub fn check_due_in(
    cycle: &Cycle,
    deliverable: &Deliverable,
    contract: &Contract,
    settings: &Settings,
) -> Option<Reckoned> {
    let delivered = deliverable.delivered_on?;
    let mut came = delivered;
    for row in cycle.revisions.iter().filter(|row| row.deliverable == Some(deliverable.id)) {
        came = came.max(row.done_on?);
    }
    Some(due_from(came, deliverable, contract, settings))
}

/// A day that was entered counts where it is not from before what came.
fn due_from(came: NaiveDate, deliverable: &Deliverable, contract: &Contract, settings: &Settings) -> Reckoned {
    match deliverable.check_by.filter(|day| *day >= came) {
        Some(day) => Reckoned { day, skipped: Skipped::WeekendsAndHolidays },
        // How the contract counts its days, closures of one side do not change.
        None => match contract.acceptance_days {
            Some(days) => reckon_business_days(came, days.get()),
            None => settings.working_days().after(came, settings.check_within().get()),
        },
    }
}

/// みなし検収: until when a delivery can be refused under the contract, before it counts as accepted.
/// None where the contract does not say, or where it was accepted already.
pub fn deemed_accepted(deliverable: &Deliverable, contract: &Contract) -> Option<Reckoned> {
    let days = contract.acceptance_days.filter(|_| deliverable.accepted_on.is_none())?;
    Some(reckon_business_days(deliverable.delivered_on?, days.get()))
}

/// Whether a delivery was looked at: found as expected or not on a day, or accepted.
pub fn checked(deliverable: &Deliverable) -> bool {
    let found = deliverable.checked_on.is_some() && deliverable.finding != Finding::Unchecked;
    found || deliverable.accepted_on.is_some()
}

/// The 確認期限 of a delivery, where it has gone by without a check.
pub fn check_overdue(
    cycle: &Cycle,
    deliverable: &Deliverable,
    contract: &Contract,
    settings: &Settings,
    today: NaiveDate,
) -> Option<Reckoned> {
    check_due_in(cycle, deliverable, contract, settings).filter(|due| due.day < today && !checked(deliverable))
}

/// A delivery that was not checked in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverdueCheck<'a> {
    /// What was delivered.
    pub deliverable: &'a Deliverable,
    /// The last day on which it was to be checked.
    pub due: Reckoned,
}

/// The deliveries of the open cycle whose 確認期限 has gone by without a check, the longest overdue
/// first.
pub fn overdue_checks<'a>(engagement: &'a Engagement, settings: &Settings, today: NaiveDate) -> Vec<OverdueCheck<'a>> {
    let cycle = engagement.open_cycle().filter(|_| engagement.status == Status::Active);
    let rows = cycle.into_iter().flat_map(|cycle| cycle.deliverables.iter().map(move |row| (cycle, row)));
    let late = rows.filter_map(|(cycle, deliverable)| {
        let due = check_overdue(cycle, deliverable, &engagement.contract, settings, today)?;
        Some(OverdueCheck { deliverable, due })
    });
    let mut late: Vec<_> = late.collect();
    late.sort_by_key(|late| late.due.day);
    late
}

/// The revisions of a deliverable, in the order in which they were asked for; those without a day
/// come last.
pub fn revisions_of(cycle: &Cycle, deliverable: RowId) -> Vec<&Revision> {
    let mut rows: Vec<&Revision> = cycle.revisions.iter().filter(|row| row.deliverable == Some(deliverable)).collect();
    rows.sort_by_key(|row| (row.asked_on.is_none(), row.asked_on));
    rows
}

/// 何回目の修正か, by revision: 1 for the first time that its deliverable went back. What is asked for
/// on one day goes back together, so it is one round. A revision of no deliverable has none.
pub fn rounds(cycle: &Cycle) -> BTreeMap<RowId, u32> {
    let of = sort::set(cycle.revisions.iter().filter_map(|row| row.deliverable));
    let mut rounds = BTreeMap::new();
    for deliverable in of {
        let mut last: Option<(Option<NaiveDate>, u32)> = None;
        for row in revisions_of(cycle, deliverable) {
            let round = match last {
                Some((day, round)) if day == row.asked_on => round,
                Some((_, round)) => round.saturating_add(1),
                None => 1,
            };
            last = Some((row.asked_on, round));
            rounds.insert(row.id, round);
        }
    }
    rounds
}

/// What was delivered in a cycle, and how often it went back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many deliverables have come.
    pub delivered: usize,
    /// How many of those were checked.
    pub checked: usize,
    /// How many were accepted.
    pub accepted: usize,
    /// How many went back at least once.
    pub revised: usize,
    /// How often they went back, all together.
    pub rounds: u32,
    /// The revisions that were asked for, by cause.
    pub causes: BTreeMap<RevisionCause, usize>,
}

/// Counts the deliverables of a cycle and their revisions.
pub fn tally(cycle: &Cycle) -> Tally {
    let rounds = rounds(cycle);
    let mut times: BTreeMap<RowId, u32> = BTreeMap::new();
    let mut tally = Tally::default();
    for row in &cycle.revisions {
        *tally.causes.entry(row.cause).or_default() += 1;
        if let (Some(deliverable), Some(round)) = (row.deliverable, rounds.get(&row.id)) {
            let most = times.entry(deliverable).or_default();
            *most = (*most).max(*round);
        }
    }
    for row in cycle.deliverables.iter().filter(|row| row.delivered_on.is_some() || row.accepted_on.is_some()) {
        tally.delivered += 1;
        tally.checked += usize::from(checked(row));
        tally.accepted += usize::from(row.accepted_on.is_some());
    }
    tally.revised = times.len();
    tally.rounds = times.values().fold(0, |sum, times| sum.saturating_add(*times));
    tally
}
