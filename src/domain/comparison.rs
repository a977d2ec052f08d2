//! 候補の比較: what every offer costs and scores under the same conditions, which is first, and
//! where that turns over.
//!
//! Conditions. Offers are compared over `engagement.comparison.months()` months. The hours of a month
//! are those that were entered for the comparison, or what the brief lets expect, times the ratio of a
//! trial that ended with 作業量を見直す. Hours that were entered stand as they are.
//!
//! Offers. A candidate in the running has a row for each of its quotes in force (of each plan the
//! latest version), or one row without a quote. Money is without tax unless a name says otherwise.
//!
//! Ranking. By score: the weighted mean, where every weighted criterion is scored. By cost: the total
//! without tax. Combined, as in the adding way of 総合評価: the mean of the score and of the points for
//! cost, which are 5 × the cheapest total ÷ the own total; both are rounded to hundredths, half up. A
//! plan that does not take the work (要件不適合) has no place by cost or combined.

mod curve;
mod force;
mod order;
mod row;
#[cfg(test)]
mod tests;
mod turnover;

pub use curve::{BreakEven, Point, break_evens, cost_curve, cost_table, named, total_at};
pub use force::{
    best_fit, conditions, in_force, is_over, is_stale, monthly, old_terms, price, stale_in_force, unscored,
    weighted_criteria,
};
pub use order::{Column, Mark, sorted};
pub use row::{Amounts, Dropped, Over, Places, Price, Priced, Row};
pub use turnover::{Shift, Turnover, turnover};

use super::cost::{MonthUse, expected_use};
use super::ids::{CandidateId, RowId};
use super::scalar::{Minutes, Percent, Yen};
use super::stage::select::Standing;
use super::{Engagement, Settings};
use chrono::NaiveDate;

/// Tells an offer from every other: the candidate, and its quote where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfferKey {
    /// Whose offer it is.
    pub candidate: CandidateId,
    /// The quote; none for a candidate without one.
    pub quote: Option<RowId>,
}

/// Where the hours of a comparison come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursFrom {
    /// They were entered for the comparison.
    Given,
    /// They are what the brief lets expect.
    Brief,
    /// They are the brief's, times actual ÷ planned of a trial.
    Trial {
        /// Planned minutes of the trial.
        planned: Minutes,
        /// Actual minutes of the trial.
        actual: Minutes,
    },
}

/// Under what all offers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// Over how many months.
    pub months: usize,
    /// The use of a usual month.
    pub usual: MonthUse,
    /// The use of the least and of the most busy month, where the volume fluctuates.
    pub range: Option<(MonthUse, MonthUse)>,
    /// Where the hours of the usual month come from.
    pub hours_from: HoursFrom,
    /// Whether weekend work is needed.
    pub weekend_needed: bool,
}

impl Conditions {
    /// The conditions of an engagement; `by_trial` says whether a trial's ratio counts.
    pub fn of(engagement: &Engagement, by_trial: bool) -> Self {
        let expected = expected_use(&engagement.terms());
        let ratio = engagement.rework_ratio().filter(|_| by_trial);
        let scaled = |used: MonthUse| ratio.map_or(used, |(planned, actual)| used.scaled(planned, actual));
        let usual = scaled(expected.usual);
        let (usual, hours_from) = match (engagement.comparison.monthly, ratio) {
            (Some(given), _) => (part_weekend(given, usual.weekend), HoursFrom::Given),
            (None, Some((planned, actual))) => (usual, HoursFrom::Trial { planned, actual }),
            (None, None) => (usual, HoursFrom::Brief),
        };
        Self {
            months: engagement.comparison.months(),
            usual,
            range: expected.range.map(|(least, most)| (scaled(least), scaled(most))),
            hours_from,
            weekend_needed: expected.weekend_needed,
        }
    }

    /// A month of other hours: as much of it on weekends as in the usual month, as far as it goes.
    pub fn month_of(&self, all: Minutes) -> MonthUse {
        part_weekend(all, self.usual.weekend)
    }

    /// Up to how many minutes a month it is worth to look: well beyond the usual and the busiest
    /// month, in whole steps of five hours, at least ten.
    pub fn span(&self) -> Minutes {
        const STEP: i64 = 300;
        let most = self.range.map_or(Minutes::ZERO, |(_, most)| most.total());
        let beyond = self.usual.total().max(most).get().saturating_mul(8) / 5;
        let steps = beyond / STEP + i64::from(beyond % STEP > 0);
        Minutes::saturating(steps.saturating_mul(STEP).max(2 * STEP))
    }
}

fn part_weekend(all: Minutes, weekend: Minutes) -> MonthUse {
    let weekend = weekend.min(all);
    MonthUse { weekday: Minutes::saturating(all.get() - weekend.get()), off_hours: Minutes::ZERO, weekend }
}

/// The comparison of an engagement's candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Under what they are compared.
    pub conditions: Conditions,
    /// The budget a month, without tax.
    pub budget: Option<Yen>,
    /// How far over the budget is not yet marked, in percent of it.
    pub tolerance: Percent,
    /// The sum of the weights, in percent.
    pub weights: u32,
    /// The offers in the order in which candidates and quotes were entered.
    pub rows: Vec<Row>,
    /// The candidates that were dropped.
    pub dropped: Vec<Dropped>,
}

/// Compares the candidates of an engagement as of `today`.
pub fn compare(engagement: &Engagement, settings: &Settings, today: NaiveDate) -> Table {
    table(engagement, settings, today, conditions(engagement))
}

fn table(engagement: &Engagement, settings: &Settings, today: NaiveDate, conditions: Conditions) -> Table {
    let seen = row::Seen { engagement, settings, today, conditions: &conditions };
    let mut rows: Vec<Row> = engagement.in_running().flat_map(|candidate| seen.rows(candidate)).collect();
    order::rank(&mut rows);
    let dropped = engagement.candidates.iter().filter(|row| row.standing == Standing::Dropped).map(Dropped::of);
    Table {
        conditions,
        budget: engagement.clarify.budget,
        tolerance: settings.budget_tolerance(),
        weights: engagement.selection.iter().map(|criterion| criterion.weight.get()).sum(),
        rows,
        dropped: dropped.collect(),
    }
}

impl Table {
    /// The row of an offer.
    pub fn row(&self, key: OfferKey) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }
}
