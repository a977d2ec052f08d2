//! What a plan costs over a number of months: one function for the comparison of quotes, for the
//! contract that runs and for the report of a period.
//!
//! ```text
//! counted  = weekday + off-hours × factor + weekend × factor
//! overage  = round up to the plan's step (max(0, counted − included − carried in))
//! total    = set-up + fee × max(N, minimum months) + Σ overage × rate
//! with tax = floor(total × (1 + t))
//! ¥/hour   = total without tax ÷ hours really used
//! ```
//!
//! Rounding. Money is whole yen and every fraction of a yen is cut off (切り捨て): in a part of a
//! fee, in the overage charge of each month, in the tax (once, on the total) and in ¥/hour. Time is
//! whole minutes and is rounded up: counted time once a month, overage to the plan's step. What was
//! paid for by rounding up to a step is not carried over.
//!
//! Carry-over. What is left of a month's included time can be used in the K months after it, then
//! it lapses. Carried time is used from the oldest; whether it goes before the month's own time is
//! [`CarryOrder`]. The order does not change the overage of the month, but what is left after it.
//!
//! The first month. A start on any day but the 1st is in mid-month. The plan's rule cuts the fee of
//! that month only: its included time is whole, and it counts as one of the minimum months.
//!
//! Limits. Sums that pass `i64::MAX` stay there; nothing is negative; more hours never cost less.

mod expected;
mod terms;
#[cfg(test)]
mod tests;
mod waiting;

pub use expected::{Expected, MonthUse, expected_use};
pub use terms::{Fit, MissingTerm, PlanTerms};
pub use waiting::{WaitingCost, waiting_cost};

use super::scalar::{Minutes, Percent, Yen};
use super::stage::quote::CarryOrder;
use chrono::NaiveDate;
use std::collections::VecDeque;

/// One month of a plan: where its time went and what it costs, without tax.
///
/// `included + carried_in = min(counted, included + carried_in) + lapsed + carried_out`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthCost {
    /// Minutes really used.
    pub used: Minutes,
    /// Minutes as the plan counts them, with its factors.
    pub counted: Minutes,
    /// Included minutes of the month.
    pub included: Minutes,
    /// Minutes that came over from earlier months.
    pub carried_in: Minutes,
    /// Unused minutes that go over to the next month.
    pub carried_out: Minutes,
    /// Unused minutes that lapse at the end of the month.
    pub lapsed: Minutes,
    /// Minutes beyond what was there, rounded up to the plan's step.
    pub overage: Minutes,
    /// Yen for the fee.
    pub fee: Yen,
    /// Yen for the overage.
    pub overage_charge: Yen,
}

impl MonthCost {
    /// Yen for the month without the set-up fee.
    pub fn total(&self) -> Yen {
        self.fee + self.overage_charge
    }
}

/// What a plan costs over a number of months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Month by month; those that only fill up the minimum term have no use.
    pub months: Vec<MonthCost>,
    /// 初期費用 in yen.
    pub setup: Yen,
    /// The fees of all months in yen.
    pub fees: Yen,
    /// The overage of all months in yen.
    pub overage_charge: Yen,
    /// 税抜 in yen.
    pub total: Yen,
    /// 税込 in yen.
    pub total_with_tax: Yen,
    /// Minutes really used in all months.
    pub used: Minutes,
    /// Yen for an hour really used, 税抜 with the set-up fee. None where no time was used.
    pub per_hour: Option<Yen>,
    /// Whether the plan takes what was used. A plan that does not (要件不適合) is priced as if it
    /// did, so that it never looks cheaper for what it refuses.
    pub fit: Fit,
}

impl Cost {
    /// 税抜 in yen, what a month costs on average without the set-up fee: what a monthly budget is
    /// held against.
    pub fn monthly(&self) -> Yen {
        let months = i64::try_from(self.months.len()).unwrap_or(i64::MAX).max(1);
        Yen::saturating((self.fees + self.overage_charge).get() / months)
    }
}

/// Prices a plan over the months in `uses`, at least over its minimum term. `start` is the day on
/// which the work starts in the first of them; without it the first month is whole.
pub fn cost(plan: &PlanTerms, uses: &[MonthUse], start: Option<NaiveDate>) -> Result<Cost, MissingTerm> {
    let minimum = usize::try_from(plan.minimum_months.get()).unwrap_or(usize::MAX);
    let mut bank = Bank::new(plan);
    let months = (0..uses.len().max(minimum))
        .map(|n| {
            let used = uses.get(n).copied().unwrap_or_default();
            let fee = if n == 0 { plan.first_fee(start) } else { plan.fee };
            month(plan, &mut bank, used, fee)
        })
        .collect::<Result<Vec<_>, _>>()?;

    let fees = months.iter().map(|month| month.fee).sum();
    let overage_charge = months.iter().map(|month| month.overage_charge).sum();
    let total = plan.setup_fee + fees + overage_charge;
    let used: Minutes = months.iter().map(|month| month.used).sum();
    let weekend_needed = uses.iter().any(|used| used.weekend > Minutes::ZERO);
    Ok(Cost {
        months,
        setup: plan.setup_fee,
        fees,
        overage_charge,
        total,
        total_with_tax: with_tax(total, plan.tax),
        used,
        per_hour: (used > Minutes::ZERO).then(|| Yen::saturating(part(total.get(), 60, used.get()))),
        fit: plan.fit(weekend_needed),
    })
}

/// 税込 in yen: the tax on an amount without it, a fraction of a yen cut off.
pub fn with_tax(amount: Yen, tax: Percent) -> Yen {
    Yen::saturating(part(amount.get(), 100 + i64::from(tax.get()), 100))
}

/// Whether a monthly cost is over the budget by more than the tolerance (in percent of the budget);
/// both amounts without tax.
pub fn over_budget(monthly: Yen, budget: Yen, tolerance: Percent) -> bool {
    let allowed = i128::from(budget.get()) * i128::from(100 + i64::from(tolerance.get()));
    i128::from(monthly.get()) * 100 > allowed
}

fn month(plan: &PlanTerms, bank: &mut Bank, used: MonthUse, fee: Yen) -> Result<MonthCost, MissingTerm> {
    let counted = plan.counted(used);
    let carried_in = bank.sum();
    let (beyond, lapsed) = bank.settle(plan.included.get(), counted.get());
    let overage = plan.stepped(Minutes::saturating(beyond));
    Ok(MonthCost {
        used: used.total(),
        counted,
        included: plan.included,
        carried_in: Minutes::saturating(carried_in),
        carried_out: Minutes::saturating(bank.sum()),
        lapsed: Minutes::saturating(lapsed),
        overage,
        fee,
        overage_charge: plan.overage_charge(overage)?,
    })
}

/// The unused minutes of the months before, one place for each month that they last.
struct Bank {
    /// The front lapses first.
    left: VecDeque<i64>,
    lasts: usize,
    order: CarryOrder,
}

impl Bank {
    fn new(plan: &PlanTerms) -> Self {
        let lasts = usize::try_from(plan.carry_months.get()).unwrap_or(usize::MAX);
        Self { left: VecDeque::new(), lasts, order: plan.carry_order }
    }

    fn sum(&self) -> i64 {
        self.left.iter().fold(0, |sum, minutes| sum.saturating_add(*minutes))
    }

    /// Uses up a month's time and closes the month: the minutes that were not covered, and those
    /// that lapse.
    fn settle(&mut self, included: i64, counted: i64) -> (i64, i64) {
        let mut base = included;
        let mut open = counted;
        if self.order == CarryOrder::BaseFirst {
            draw(&mut base, &mut open);
        }
        for carried in &mut self.left {
            draw(carried, &mut open);
        }
        draw(&mut base, &mut open);
        self.left.push_back(base);
        let lapses = self.left.len() > self.lasts;
        (open, if lapses { self.left.pop_front().unwrap_or(0) } else { 0 })
    }
}

/// Covers what is open from what is there.
fn draw(there: &mut i64, open: &mut i64) {
    let taken = (*there).min(*open);
    *there -= taken;
    *open -= taken;
}

/// `amount × times ÷ by`, rounded down; `by` must be above 0.
pub(super) fn part(amount: i64, times: i64, by: i64) -> i64 {
    let exact = i128::from(amount) * i128::from(times) / i128::from(by);
    i64::try_from(exact).unwrap_or(i64::MAX)
}
