//! What the candidates offer, side by side: one row for each, with the plan that suits best.

use super::source::Source;
use crate::domain::comparison::{conditions, in_force, is_stale, price};
use crate::domain::cost::{Cost, Fit, MissingTerm, MonthUse, over_budget};
use crate::domain::scalar::{Minutes, Yen};
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Candidate;

/// What one candidate offers, as it is compared.
pub(super) struct Offer<'a> {
    pub candidate: &'a Candidate,
    /// The plan that suits best and costs least, with its price or what is missing for one.
    pub best: Option<(&'a Quote, Result<Cost, MissingTerm>)>,
    /// Yen a month, without tax: of the plan, or the rough figure where there is no priced plan.
    pub monthly: Option<Yen>,
    /// Whether that is only the rough figure.
    pub rough: bool,
    /// The weighted score in hundredths of a point.
    pub score: Option<u32>,
    /// Whether it costs more than the budget and its tolerance allow.
    pub over_budget: bool,
    /// 旧条件: whether the plan answers an older version of the brief.
    pub stale: bool,
    /// Differences between what was told and what is so that are not settled.
    pub differences: usize,
}

/// A row for each candidate, in their order.
pub(super) fn offers<'a>(source: &Source<'a>) -> Vec<Offer<'a>> {
    let (engagement, settings) = (source.engagement, source.settings);
    let conditions = conditions(engagement);
    let row = |candidate: &'a Candidate| {
        let agreed = engagement.contract.quote.filter(|_| engagement.contract.candidate == Some(candidate.id));
        let best = in_force(candidate).map(|quote| (quote, price(quote, settings, &conditions))).min_by_key(
            |(quote, cost)| {
                let refused = cost.as_ref().map_or(true, |cost| cost.fit == Fit::WeekendClosed);
                let total = cost.as_ref().map_or(Yen::saturating(i64::MAX), |cost| cost.total);
                (Some(quote.id) != agreed, refused, total)
            },
        );
        let priced = best.as_ref().and_then(|(_, cost)| cost.as_ref().ok()).map(Cost::monthly);
        let monthly = priced.or(candidate.rough_cost);
        Offer {
            candidate,
            monthly,
            rough: priced.is_none(),
            score: candidate.weighted_score(&engagement.selection),
            over_budget: monthly
                .zip(engagement.clarify.budget)
                .is_some_and(|(monthly, budget)| over_budget(monthly, budget, settings.budget_tolerance())),
            stale: best.as_ref().is_some_and(|(quote, _)| is_stale(engagement, quote)),
            differences: candidate.open_differences().count(),
            best,
        }
    };
    engagement.candidates.iter().map(row).collect()
}

/// What a month is compared at: what was set, or the brief as a trial has put it right.
pub(super) fn usual(source: &Source<'_>) -> MonthUse {
    conditions(source.engagement).usual
}

/// The hours of a month that offers are compared at.
pub(super) fn compared_hours(source: &Source<'_>) -> Minutes {
    usual(source).total()
}
