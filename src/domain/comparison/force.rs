//! What holds for one candidate or one quote, for whoever shows it: which quotes count, on what terms,
//! at what price.

use super::Conditions;
use crate::domain::cost::{Cost, Fit, MissingTerm, PlanTerms, cost, expected_use, over_budget};
use crate::domain::scalar::Yen;
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::{Candidate, SelectionCriterion};
use crate::domain::{Engagement, Settings};

/// Under what the engagement's offers are compared, a trial's ratio included.
pub fn conditions(engagement: &Engagement) -> Conditions {
    Conditions::of(engagement, true)
}

/// The quotes in force: of each plan the latest version; of two with the same version the later one.
pub fn in_force(candidate: &Candidate) -> impl Iterator<Item = &Quote> {
    candidate.quotes.iter().enumerate().filter_map(|(index, quote)| {
        let newer =
            candidate.quotes.iter().enumerate().any(|(other, row)| {
                row.plan.trim() == quote.plan.trim() && (row.version, other) > (quote.version, index)
            });
        (!newer).then_some(quote)
    })
}

/// 旧条件: whether a quote answers an older version of the brief.
pub fn is_stale(engagement: &Engagement, quote: &Quote) -> bool {
    engagement.is_older_brief(quote.brief)
}

/// Whether a candidate has a quote in force that is 旧条件.
pub fn old_terms(engagement: &Engagement, candidate: &Candidate) -> bool {
    in_force(candidate).any(|quote| is_stale(engagement, quote))
}

/// Whether a candidate takes the work by any of its quotes in force. Without one nothing speaks against
/// it.
pub fn best_fit(engagement: &Engagement, candidate: &Candidate) -> Fit {
    let needed = expected_use(&engagement.terms()).weekend_needed;
    let fits: Vec<Fit> = in_force(candidate).map(|quote| Fit::of(quote.weekend, needed)).collect();
    let found = [Fit::Fits, Fit::WeekendUnknown, Fit::WeekendClosed].into_iter().find(|fit| fits.contains(fit));
    found.unwrap_or_default()
}

/// How many quotes in force of candidates in the running are 旧条件.
pub fn stale_in_force(engagement: &Engagement) -> usize {
    engagement.in_running().flat_map(in_force).filter(|quote| is_stale(engagement, quote)).count()
}

/// What a quote costs under these conditions.
///
/// # Errors
/// The term without which it cannot be priced.
pub fn price(quote: &Quote, settings: &Settings, conditions: &Conditions) -> Result<Cost, MissingTerm> {
    let plan = PlanTerms::from_quote(quote, settings.tax_rate())?;
    let mut cost = cost(&plan, &vec![conditions.usual; conditions.months], None)?;
    cost.fit = plan.fit(conditions.weekend_needed);
    Ok(cost)
}

/// Yen a month without tax that stand for a candidate: its cheapest quote in force that takes the work,
/// or else its cheapest; before any can be priced the rough figure.
pub fn monthly(engagement: &Engagement, candidate: &Candidate, settings: &Settings) -> Option<Yen> {
    let conditions = conditions(engagement);
    let quoted = in_force(candidate)
        .filter_map(|quote| price(quote, settings, &conditions).ok())
        .map(|cost| (cost.fit == Fit::WeekendClosed, cost.monthly()))
        .min();
    quoted.map(|(_, monthly)| monthly).or(candidate.rough_cost)
}

/// Whether a candidate costs more than the budget and its tolerance allow.
pub fn is_over(engagement: &Engagement, candidate: &Candidate, settings: &Settings) -> bool {
    match (monthly(engagement, candidate, settings), engagement.clarify.budget) {
        (Some(monthly), Some(budget)) => over_budget(monthly, budget, settings.budget_tolerance()),
        _ => false,
    }
}

/// The criteria that count.
pub fn weighted_criteria(engagement: &Engagement) -> impl Iterator<Item = &SelectionCriterion> {
    engagement.selection.iter().filter(|criterion| criterion.weight.get() > 0)
}

/// How many of them are still to be scored.
pub fn unscored(engagement: &Engagement, candidate: &Candidate) -> usize {
    weighted_criteria(engagement).filter(|criterion| !candidate.is_scored(criterion.id)).count()
}
