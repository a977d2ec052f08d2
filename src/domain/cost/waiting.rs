//! Stage 7: what waiting for an answer costs.

use super::{MissingTerm, PlanTerms, part};
use crate::domain::scalar::{Minutes, Yen};

/// What billed waiting costs, without tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitingCost {
    /// Billed minutes within the time that is paid for.
    pub minutes_within: Minutes,
    /// Billed minutes beyond it.
    pub minutes_beyond: Minutes,
    /// Yen of the fee that the waiting uses up.
    pub within: Yen,
    /// Yen that the waiting adds to the bill.
    pub beyond: Yen,
}

impl WaitingCost {
    /// Yen for both.
    pub fn total(&self) -> Yen {
        self.within + self.beyond
    }
}

/// What `billed` minutes of waiting cost in a month that used `used_before` counted minutes for
/// other things and had `carried_in` minutes from earlier months: within the time that is paid for
/// at fee ÷ included hours, beyond it at the overage rate. Waiting is priced by the minute: the
/// plan's step rounds the month as a whole. A fraction of a yen is cut off in each of the two.
pub fn waiting_cost(
    plan: &PlanTerms,
    billed: Minutes,
    used_before: Minutes,
    carried_in: Minutes,
) -> Result<WaitingCost, MissingTerm> {
    let included = plan.included.get();
    let left = match included {
        0 => 0, // A plan by the hour: nothing is paid for ahead.
        _ => included.saturating_add(carried_in.get()).saturating_sub(used_before.get()).max(0),
    };
    let within = billed.get().min(left);
    let beyond = Minutes::saturating(billed.get() - within);
    Ok(WaitingCost {
        minutes_within: Minutes::saturating(within),
        minutes_beyond: beyond,
        within: Yen::saturating(part(within, plan.fee.get(), included.max(1))),
        beyond: plan.overage_charge(beyond)?,
    })
}
