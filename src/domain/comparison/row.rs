//! One offer, read and priced.

use super::force::{in_force, is_stale, weighted_criteria};
use super::{Conditions, OfferKey};
use crate::domain::cost::{Cost, Fit, MissingTerm, MonthUse, PlanTerms, cost, over_budget};
use crate::domain::ids::{CandidateId, RowId};
use crate::domain::scalar::Yen;
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::{Candidate, CandidateState};
use crate::domain::{Engagement, Settings};
use chrono::NaiveDate;

/// One row of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Tells it from the others.
    pub key: OfferKey,
    /// The company's name, as it was entered.
    pub company: String,
    /// The plan and its terms; none for a candidate without a quote.
    pub offer: Option<Quote>,
    /// Where the candidate stands.
    pub state: CandidateState,
    /// 決定: whether the candidate was chosen.
    pub chosen: bool,
    /// The mean of what is scored by weight, in hundredths of a point.
    pub score: Option<u32>,
    /// The weighted criteria that are not scored.
    pub unscored: Vec<RowId>,
    /// What it costs, or why that is not known.
    pub price: Price,
    /// Whether the plan takes the work.
    pub fit: Fit,
    /// 予算超過: where the cost a month is over the budget by more than the tolerance.
    pub over: Option<Over>,
    /// 旧条件: the older version of the brief that the quote answers.
    pub stale: Option<u32>,
    /// 認識の相違 of the candidate that are not settled.
    pub differences: usize,
    /// 期限切れ: the day until which the quote was good, where it has passed.
    pub expired: Option<NaiveDate>,
    /// Score and cost together, in hundredths of a point.
    pub combined: Option<u32>,
    /// Its places in the rankings.
    pub places: Places,
}

/// What an offer costs.
#[derive(Clone, Debug, PartialEq)]
pub enum Price {
    /// By its quote.
    Quoted(Box<Priced>),
    /// The quote lacks a term.
    Missing(MissingTerm),
    /// There is no quote, but a rough figure in yen a month.
    Rough(Yen),
    /// There is neither.
    None,
}

/// A priced quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    /// The terms by which it is priced.
    pub terms: PlanTerms,
    /// Every month as the usual one.
    pub usual: Amounts,
    /// Every month as the least busy one, where the volume fluctuates.
    pub least: Option<Result<Amounts, MissingTerm>>,
    /// Every month as the busiest one, where the volume fluctuates.
    pub most: Option<Result<Amounts, MissingTerm>>,
    /// The least number of months that is paid for, and the yen without tax if it ends after them.
    pub minimum: (usize, Yen),
}

/// What a number of months cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// How many months are paid for: those compared, or the minimum term where it is longer.
    pub months: usize,
    /// 税抜 in yen.
    pub total: Yen,
    /// 税込 in yen.
    pub with_tax: Yen,
    /// Yen a month on average, without the set-up fee.
    pub monthly: Yen,
    /// Yen for an hour really used, with the set-up fee; none where no time was used.
    pub per_hour: Option<Yen>,
}

impl From<&Cost> for Amounts {
    fn from(cost: &Cost) -> Self {
        Self {
            months: cost.months.len(),
            total: cost.total,
            with_tax: cost.total_with_tax,
            monthly: cost.monthly(),
            per_hour: cost.per_hour,
        }
    }
}

/// How far a cost a month is over the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// Yen a month beyond the budget.
    pub by: Yen,
    /// The same in percent of the budget, rounded down; none for a budget of nothing.
    pub percent: Option<i64>,
}

/// Places in the rankings from 1; those alike share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// By the weighted score.
    pub score: Option<usize>,
    /// By the total without tax.
    pub cost: Option<usize>,
    /// By both.
    pub combined: Option<usize>,
}

/// A candidate that was dropped.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// Who.
    pub candidate: CandidateId,
    /// The company's name, as it was entered.
    pub company: String,
    /// Why.
    pub reason: String,
    /// When.
    pub on: Option<NaiveDate>,
}

impl Dropped {
    pub(super) fn of(candidate: &Candidate) -> Self {
        Self {
            candidate: candidate.id,
            company: candidate.name.clone(),
            reason: candidate.dropped_reason.clone(),
            on: candidate.dropped_on,
        }
    }
}

impl Row {
    /// The weighted score in hundredths, where every weighted criterion is scored.
    pub fn full_score(&self) -> Option<u32> {
        self.score.filter(|_| self.unscored.is_empty())
    }

    /// The priced quote.
    pub fn priced(&self) -> Option<&Priced> {
        match &self.price {
            Price::Quoted(priced) => Some(priced),
            _ => None,
        }
    }

    /// Yen a month without tax: of the quote, or the rough figure.
    pub fn monthly(&self) -> Option<Yen> {
        match &self.price {
            Price::Quoted(priced) => Some(priced.usual.monthly),
            Price::Rough(yen) => Some(*yen),
            Price::Missing(_) | Price::None => None,
        }
    }

    /// Whether it counts among those that take the work: a plan that does not is never the best.
    pub fn fits(&self) -> bool {
        self.fit != Fit::WeekendClosed
    }

    /// 税抜 in yen of a priced quote that takes the work.
    pub(super) fn fitting_total(&self) -> Option<Yen> {
        self.priced().filter(|_| self.fits()).map(|priced| priced.usual.total)
    }
}

/// What rows are read from.
pub(super) struct Seen<'a> {
    pub(super) engagement: &'a Engagement,
    pub(super) settings: &'a Settings,
    pub(super) today: NaiveDate,
    pub(super) conditions: &'a Conditions,
}

impl Seen<'_> {
    pub(super) fn rows(&self, candidate: &Candidate) -> Vec<Row> {
        let rows: Vec<Row> = in_force(candidate).map(|quote| self.row(candidate, Some(quote))).collect();
        if rows.is_empty() { vec![self.row(candidate, None)] } else { rows }
    }

    fn row(&self, candidate: &Candidate, quote: Option<&Quote>) -> Row {
        let price = match (quote, candidate.rough_cost) {
            (Some(quote), _) => self.price(quote).map_or_else(Price::Missing, |priced| Price::Quoted(Box::new(priced))),
            (None, Some(rough)) => Price::Rough(rough),
            (None, None) => Price::None,
        };
        let fit = quote.map_or(Fit::Fits, |quote| Fit::of(quote.weekend, self.conditions.weekend_needed));
        let unscored = weighted_criteria(self.engagement).map(|criterion| criterion.id);
        let mut row = Row {
            key: OfferKey { candidate: candidate.id, quote: quote.map(|quote| quote.id) },
            company: candidate.name.clone(),
            offer: quote.cloned(),
            state: self.engagement.state_of(candidate),
            chosen: self.engagement.decision.chosen == Some(candidate.id),
            score: candidate.weighted_score(&self.engagement.selection),
            unscored: unscored.filter(|id| !candidate.is_scored(*id)).collect(),
            price,
            fit,
            over: None,
            stale: quote.filter(|quote| is_stale(self.engagement, quote)).map(|quote| quote.brief.max(1)),
            differences: candidate.open_differences().count(),
            expired: quote.and_then(|quote| quote.valid_until).filter(|until| *until < self.today),
            combined: None,
            places: Places::default(),
        };
        row.over = row.monthly().and_then(|monthly| self.over(monthly));
        row
    }

    fn price(&self, quote: &Quote) -> Result<Priced, MissingTerm> {
        let terms = PlanTerms::from_quote(quote, self.settings.tax_rate())?;
        let over = |used: MonthUse, months: usize| cost(&terms, &vec![used; months], None);
        let months = self.conditions.months;
        let amounts = |used: MonthUse| over(used, months).map(|cost| Amounts::from(&cost));
        let least_months = usize::try_from(terms.minimum_months.get()).unwrap_or(usize::MAX).max(1);
        Ok(Priced {
            usual: amounts(self.conditions.usual)?,
            least: self.conditions.range.map(|(least, _)| amounts(least)),
            most: self.conditions.range.map(|(_, most)| amounts(most)),
            minimum: (least_months, over(self.conditions.usual, least_months)?.total),
            terms,
        })
    }

    fn over(&self, monthly: Yen) -> Option<Over> {
        let budget = self.engagement.clarify.budget?;
        over_budget(monthly, budget, self.settings.budget_tolerance()).then(|| {
            let by = monthly.get() - budget.get();
            let percent = (budget > Yen::ZERO).then(|| by.saturating_mul(100) / budget.get());
            Over { by: Yen::saturating(by), percent }
        })
    }
}
