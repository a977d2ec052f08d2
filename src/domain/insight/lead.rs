//! Lead time: how long the work takes in each stage.

use super::{Figures, Stay, Window, stays, works};
use crate::domain::calendar::WorkingDays;
use crate::domain::movement::MoveKind;
use crate::domain::{Board, Engagement, Stage, Status};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How long it takes to get through a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// Days, without those on hold. None where nothing got through.
    pub days: Option<Figures>,
    /// The same in business days.
    pub business: Option<Figures>,
    /// 戻り: how often something came back to the stage from a later one.
    pub returns: usize,
    /// How many are in it now, those on hold included.
    pub present: usize,
}

/// All time that an engagement spent in a stage in one round, returns to it included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub stage: Stage,
    /// Without those on hold.
    pub days: i64,
    pub business: i64,
    /// When it was left for good.
    pub left: NaiveDate,
}

/// The nine stages, each with what got through it and what came back to it in the window.
pub fn lead_times(board: &Board, window: Window) -> Vec<StageTime> {
    let mut days: BTreeMap<Stage, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    let mut returns: BTreeMap<Stage, usize> = BTreeMap::new();
    let mut present: BTreeMap<Stage, usize> = BTreeMap::new();
    for engagement in works(board) {
        let stays = stays(engagement);
        for passage in
            passages(&stays, window.today, board.settings.working_days()).filter(|passage| window.holds(passage.left))
        {
            let (calendar, business) = days.entry(passage.stage).or_default();
            calendar.push(passage.days);
            business.push(passage.business);
        }
        for stage in returned(engagement, &stays, window) {
            *returns.entry(stage).or_default() += 1;
        }
        if engagement.status.on_board() {
            *present.entry(engagement.stage).or_default() += 1;
        }
    }
    let told = |stage: &Stage| {
        let (calendar, business) = days.remove(stage).unwrap_or_default();
        StageTime {
            stage: *stage,
            days: Figures::of(calendar),
            business: Figures::of(business),
            returns: returns.get(stage).copied().unwrap_or_default(),
            present: present.get(stage).copied().unwrap_or_default(),
        }
    };
    Stage::ALL.iter().map(told).collect()
}

/// What an engagement got through. A stage in which it is, or was cancelled, it did not get through.
pub(super) fn passages(
    stays: &[Stay],
    today: NaiveDate,
    working: WorkingDays,
) -> impl Iterator<Item = Passage> + use<> {
    let mut all: BTreeMap<(usize, Stage), (Option<NaiveDate>, i64, i64)> = BTreeMap::new();
    for stay in stays.iter().filter(|stay| stay.from <= today) {
        let (left, days, business) = all.entry((stay.round, stay.stage)).or_default();
        match stay.status {
            Status::Active | Status::OnHold => *left = stay.to.filter(|to| *to <= today),
            Status::Done => *left = Some(stay.from),
            Status::Cancelled | Status::Template => *left = None,
        }
        if stay.status == Status::Active {
            *days += stay.days(today);
            *business += working.between(stay.from, stay.until(today)).count;
        }
    }
    all.into_iter().filter_map(|((_, stage), (left, days, business))| {
        let left = left?;
        Some(Passage { stage, days, business, left })
    })
}

/// The stages to which an engagement came back from a later one, once for each time.
fn returned<'a>(
    engagement: &'a Engagement,
    stays: &'a [Stay],
    window: Window,
) -> impl Iterator<Item = Stage> + use<'a> {
    const BACK: [MoveKind; 4] = [MoveKind::Back, MoveKind::Rework, MoveKind::ChangeCompany, MoveKind::Revision];
    // The nth entry ends the nth stay.
    let moves = engagement.history.iter().zip(stays);
    moves
        .filter(move |(entry, stay)| BACK.contains(&entry.kind) && stay.to.is_some_and(|day| window.holds(day)))
        .map(|(entry, _)| entry.to)
}
