//! Cumulative flow: how many engagements were where, day by day.

use super::{Stay, Window, stays, works};
use crate::domain::sort;
use crate::domain::{Board, Stage, Status};
use chrono::{Duration, NaiveDate};

/// Where an engagement is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// In a stage, on hold or not.
    At(Stage),
    /// 完了
    Done,
    /// 中止
    Cancelled,
}

/// How many bands there are.
pub const BANDS: usize = 11;

impl Band {
    /// From the first stage on; those that have ended last.
    pub const ALL: [Self; BANDS] = [
        Self::At(Stage::Clarify),
        Self::At(Stage::Select),
        Self::At(Stage::Quote),
        Self::At(Stage::Meet),
        Self::At(Stage::Trial),
        Self::At(Stage::Contract),
        Self::At(Stage::Start),
        Self::At(Stage::Deliver),
        Self::At(Stage::Review),
        Self::Done,
        Self::Cancelled,
    ];

    fn of(stay: &Stay) -> usize {
        match stay.status {
            Status::Done => 9,
            Status::Cancelled => 10,
            Status::Active | Status::OnHold | Status::Template => stay.stage as usize,
        }
    }
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowPoint {
    /// The day.
    pub on: NaiveDate,
    /// How many were in each band at its end, in the order of [`Band::ALL`].
    pub counts: [usize; BANDS],
}

impl FlowPoint {
    /// How many there were in all.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// The flow up to today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Days from one point to the next: 1, or whole weeks where the time is long.
    pub step: i64,
    /// From the first day to today.
    pub points: Vec<FlowPoint>,
    /// How many engagements are left out, since no date of theirs is known.
    pub undated: usize,
}

/// How many engagements were where, from the first day of the window on which there was one.
pub fn flow(board: &Board, window: Window) -> Flow {
    let mut changes: Vec<(NaiveDate, Option<usize>, usize)> = Vec::new();
    let mut undated = 0;
    for engagement in works(board) {
        let stays = stays(engagement);
        undated += usize::from(stays.is_empty());
        let mut before = None;
        for stay in stays.iter().filter(|stay| stay.from <= window.today) {
            let band = Band::of(stay);
            changes.push((stay.from, before, band));
            before = Some(band);
        }
    }
    sort::by_key(&mut changes, |(day, ..)| *day);
    let Some(first) = changes.first().map(|(day, ..)| window.from.map_or(*day, |from| from.max(*day))) else {
        return Flow { step: 1, points: Vec::new(), undated };
    };
    let (step, days) = days(first, window.today);
    let mut counts = [0_usize; BANDS];
    let mut left = changes.into_iter().peekable();
    let points = days.into_iter().map(|on| {
        while let Some((_, from, to)) = left.next_if(|(day, ..)| *day <= on) {
            if let Some(count) = from.and_then(|from| counts.get_mut(from)) {
                *count = count.saturating_sub(1);
            }
            if let Some(count) = counts.get_mut(to) {
                *count += 1;
            }
        }
        FlowPoint { on, counts }
    });
    Flow { step, points: points.collect(), undated }
}

/// Days that can be told apart in a chart: each of them, or every so many weeks, with the last among them.
fn days(first: NaiveDate, last: NaiveDate) -> (i64, Vec<NaiveDate>) {
    const MOST: i64 = 130;
    let whole = (last - first).num_days().max(0);
    let step = if whole < MOST { 1 } else { (whole / MOST / 7 + 1) * 7 };
    let days = (0..=whole / step).rev().filter_map(|back| last.checked_sub_signed(Duration::days(back * step)));
    (step, days.collect())
}
