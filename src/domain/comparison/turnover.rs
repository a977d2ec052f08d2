//! Whether a trial's ratio turns the ranking over.

use super::row::Row;
use super::{Conditions, HoursFrom, OfferKey, Table, table};
use crate::domain::scalar::Minutes;
use crate::domain::sort;
use crate::domain::{Engagement, Settings};
use chrono::NaiveDate;

/// A ranking by the hours of the brief, and by the same times the trial's ratio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Offers with their places before, from the first on.
    pub before: Vec<(OfferKey, usize)>,
    /// Offers with their places now, from the first on.
    pub after: Vec<(OfferKey, usize)>,
}

/// What a trial that ended with 作業量を見直す does to the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turnover {
    /// Planned minutes of the trial.
    pub planned: Minutes,
    /// Actual minutes of the trial.
    pub actual: Minutes,
    /// Minutes of a usual month by the brief.
    pub hours_before: Minutes,
    /// Minutes of a usual month now.
    pub hours_now: Minutes,
    /// The ranking by cost.
    pub cost: Shift,
    /// The combined ranking.
    pub combined: Shift,
}

impl Shift {
    fn between(before: &Table, after: &Table, place: impl Fn(&Row) -> Option<usize> + Copy) -> Self {
        let ranked = |table: &Table| {
            let mut ranked: Vec<_> = table.rows.iter().filter_map(|row| Some((row.key, place(row)?))).collect();
            sort::by_key(&mut ranked, |(_, place)| *place);
            ranked
        };
        Self { before: ranked(before), after: ranked(after) }
    }

    /// Who was first; several where they were alike.
    pub fn was_first(&self) -> Vec<OfferKey> {
        first(&self.before)
    }

    /// Who is first now; several where they are alike.
    pub fn is_first(&self) -> Vec<OfferKey> {
        first(&self.after)
    }

    /// Whether any place has changed.
    pub fn changed(&self) -> bool {
        self.before != self.after
    }

    /// Whether another is first.
    pub fn first_changed(&self) -> bool {
        self.was_first() != self.is_first()
    }
}

fn first(ranked: &[(OfferKey, usize)]) -> Vec<OfferKey> {
    ranked.iter().filter(|(_, place)| *place == 1).map(|(key, _)| *key).collect()
}

/// Compares the rankings with and without the trial's ratio; nothing where no ratio counts.
pub fn turnover(engagement: &Engagement, settings: &Settings, today: NaiveDate) -> Option<Turnover> {
    let now = Conditions::of(engagement, true);
    let HoursFrom::Trial { planned, actual } = now.hours_from else {
        return None;
    };
    let before = Conditions::of(engagement, false);
    let (old, new) = (table(engagement, settings, today, before), table(engagement, settings, today, now));
    Some(Turnover {
        planned,
        actual,
        hours_before: before.usual.total(),
        hours_now: now.usual.total(),
        cost: Shift::between(&old, &new, |row| row.places.cost),
        combined: Shift::between(&old, &new, |row| row.places.combined),
    })
}
