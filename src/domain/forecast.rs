//! 残り時間 and 見込み: what is left of the time of this month, and what its end will bring.
//!
//! ```text
//! remaining = max(0, included + carried in − counted)
//! pace      = counted × business days of the month ÷ business days gone by, today among them
//! agreed    = counted + Σ max(0, agreed − used) over the works that are not over
//! overage   = round up to the plan's step (max(0, the larger of the two − included − carried in))
//! ```
//!
//! Counted time is that of the plan, with its factors and with billed waiting. A month in which the
//! work starts has the business days from that start on. The pace is rounded up to a minute.

use super::board::Settings;
use super::calendar::{Counted, Skipped, WorkingDays, add_months, month_of};
use super::engagement::Engagement;
use super::ledger::{Ledger, NoPrice, plan_of};
use super::scalar::{Minutes, Percent, Yen};
use super::stage::cycle::Cycle;
use super::works::state;
use chrono::NaiveDate;

#[cfg(test)]
mod tests;

/// This month as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The first day of the month.
    pub month: NaiveDate,
    /// Minutes really used, billed waiting included.
    pub used: Minutes,
    /// What it means under the plan; none where the plan cannot be priced.
    pub outlook: Result<Outlook, NoPrice>,
}

/// What is left of a month, and how it will end. Times are as the plan counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Minutes that the fee includes.
    pub included: Minutes,
    /// Minutes that came over from earlier months.
    pub carried_in: Minutes,
    /// Minutes used so far.
    pub counted: Minutes,
    /// このペースなら: minutes at the end of the month. None before a business day has gone by.
    pub pace: Option<Minutes>,
    /// 合意した業務をすべて行うと: minutes at the end of the month. None where no work that is not over has
    /// agreed hours.
    pub agreed: Option<Minutes>,
    /// Business days gone by, and those of the month.
    pub days: (i64, i64),
    /// Minutes beyond what is there, by the larger of the two, in the plan's steps.
    pub overage: Minutes,
    /// Yen for them, without tax; none where the quote does not say the rate.
    pub charge: Option<Yen>,
    /// The rate of the consumption tax.
    pub tax: Percent,
    /// What the counting of business days knew.
    pub skipped: Skipped,
}

impl Outlook {
    /// Minutes that are paid for.
    pub fn room(&self) -> Minutes {
        self.included + self.carried_in
    }

    /// 残り時間 in minutes.
    pub fn remaining(&self) -> Minutes {
        Minutes::saturating(self.room().get().saturating_sub(self.counted.get()))
    }

    /// Minutes used beyond what is there, so far.
    pub fn beyond(&self) -> Minutes {
        Minutes::saturating(self.counted.get().saturating_sub(self.room().get()))
    }

    /// Minutes at the end of the month, by what lets expect more; at least what was used.
    pub fn end(&self) -> Minutes {
        self.counted.max(self.pace.unwrap_or_default()).max(self.agreed.unwrap_or_default())
    }

    /// Whether the plan is paid by the hour alone, so that nothing is ever left or exceeded.
    pub fn by_the_hour(&self) -> bool {
        self.room() == Minutes::ZERO
    }
}

/// The month of `today`; `ledger` is that of the engagement on that day. None while no cycle is open,
/// and where the ledger does not reach that month.
pub fn forecast(engagement: &Engagement, ledger: &Ledger, settings: &Settings, today: NaiveDate) -> Option<Forecast> {
    let open = engagement.open_cycle()?;
    let month = ledger.month(today)?;
    let outlook = || {
        let cost = month.cost?;
        let owner = engagement.cycles.iter().find(|cycle| cycle.id == month.cycle).unwrap_or(open);
        let plan = plan_of(engagement, owner, settings.tax_rate())?;
        let working = settings.working_days();
        let gone = days(engagement, working, month.first, today);
        let all = days(engagement, working, month.first, last_day(month.first));
        let mut outlook = Outlook {
            included: cost.included,
            carried_in: cost.carried_in,
            counted: cost.counted,
            pace: pace(cost.counted, gone.count, all.count),
            agreed: agreed(open).map(|left| cost.counted + left),
            days: (gone.count, all.count),
            overage: Minutes::ZERO,
            charge: None,
            tax: plan.tax,
            skipped: all.skipped,
        };
        let over = outlook.end().get().saturating_sub(outlook.room().get());
        outlook.overage = plan.stepped(Minutes::saturating(over));
        outlook.charge = plan.overage_charge(outlook.overage).ok();
        Ok(outlook)
    };
    Some(Forecast { month: month.first, used: month.used(), outlook: outlook() })
}

fn last_day(first: NaiveDate) -> NaiveDate {
    add_months(first, 1).and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// Business days of a month up to a day, from the start of the work where that lies in it.
fn days(engagement: &Engagement, working: WorkingDays, first: NaiveDate, to: NaiveDate) -> Counted {
    // A contract that follows on another does not start the work.
    let start = engagement.contract.starts_on.filter(|_| engagement.past_contracts.is_empty());
    let from = start.filter(|start| month_of(*start) == first).unwrap_or(first);
    working.between(from.pred_opt().unwrap_or(from), to)
}

fn pace(counted: Minutes, gone: i64, all: i64) -> Option<Minutes> {
    let by = i128::from(gone);
    let exact = i128::from(counted.get()) * i128::from(all);
    (by > 0).then(|| Minutes::saturating(i64::try_from((exact + by - 1) / by).unwrap_or(i64::MAX)))
}

/// Minutes that were agreed for works that are not over, and are not used yet.
fn agreed(cycle: &Cycle) -> Option<Minutes> {
    let open = cycle.works.iter().filter(|work| !state(cycle, work).over());
    let left = open.filter_map(|work| {
        let used: Minutes = cycle.usage.iter().filter(|row| row.work == Some(work.id)).filter_map(|row| row.time).sum();
        Some(Minutes::saturating(work.agreed?.get().saturating_sub(used.get())))
    });
    left.reduce(|sum, left| sum + left)
}
