//! What the candidates offer, side by side: one row for each, with the plan that suits best.

use super::source::Source;
use crate::domain::cost::{Cost, Fit, MissingTerm, MonthUse, PlanTerms, cost, expected_use, over_budget};
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
    let weekend = expected_use(&engagement.terms());
    let uses = vec![usual(source); engagement.comparison.months()];
    let price = |quote: &Quote| -> Result<Cost, MissingTerm> {
        let plan = PlanTerms::from_quote(quote, settings.tax_rate())?;
        let mut cost = cost(&plan, &uses, None)?;
        cost.fit = weekend.fit(&plan);
        Ok(cost)
    };
    let row = |candidate: &'a Candidate| {
        let agreed = engagement.contract.quote.filter(|_| engagement.contract.candidate == Some(candidate.id));
        let best = in_force(candidate).map(|quote| (quote, price(quote))).min_by_key(|(quote, cost)| {
            let refused = cost.as_ref().map_or(true, |cost| cost.fit == Fit::WeekendClosed);
            let total = cost.as_ref().map_or(Yen::saturating(i64::MAX), |cost| cost.total);
            (Some(quote.id) != agreed, refused, total)
        });
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
            stale: best.as_ref().is_some_and(|(quote, _)| is_stale(source, quote)),
            differences: unsettled(candidate),
            best,
        }
    };
    engagement.candidates.iter().map(row).collect()
}

/// What a month is compared at: what was set, or the brief as a trial has put it right.
pub(super) fn usual(source: &Source<'_>) -> MonthUse {
    let engagement = source.engagement;
    let mut terms = engagement.terms();
    if let Some(monthly) = engagement.comparison.monthly {
        terms.monthly = monthly;
        return expected_use(&terms).usual;
    }
    let usual = expected_use(&terms).usual;
    engagement.rework_ratio().map_or(usual, |(planned, actual)| usual.scaled(planned, actual))
}

/// The hours of a month that offers are compared at.
pub(super) fn compared_hours(source: &Source<'_>) -> Minutes {
    usual(source).total()
}

/// The quotes in force: of each plan the latest version.
pub(super) fn in_force(candidate: &Candidate) -> impl Iterator<Item = &Quote> {
    let quotes = &candidate.quotes;
    quotes.iter().enumerate().filter_map(|(index, quote)| {
        let newer = quotes
            .iter()
            .enumerate()
            .any(|(other, row)| row.plan.trim() == quote.plan.trim() && (row.version, other) > (quote.version, index));
        (!newer).then_some(quote)
    })
}

/// 旧条件: whether a quote answers an older version of the brief. One from before the first version
/// answers the first.
pub(super) fn is_stale(source: &Source<'_>, quote: &Quote) -> bool {
    quote.brief.max(1) < source.engagement.brief_version()
}

/// How many differences of a candidate are not settled.
pub(super) fn unsettled(candidate: &Candidate) -> usize {
    candidate.differences.iter().filter(|row| !row.settled && !(row.told.is_empty() && row.actual.is_empty())).count()
}
