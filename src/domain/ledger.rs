//! What a contract has used and cost, month by month.
//!
//! A plan is billed by the calendar month, while a cycle lasts from one regular meeting to the next.
//! So time is entered into months by its day, and each month belongs to one cycle:
//!
//! - A cycle has a period: as entered in stage 9, else from the day after the period before it (for
//!   the first from its opening) to its closing, while it is open to today, or to the day on which the
//!   engagement was closed.
//! - A month belongs to the first cycle whose period holds its last day; the months after the last
//!   such day belong to the last cycle. So the months of all cycles together are all months, once.
//! - Time without a day counts on the day on which its cycle was opened. A day outside all months
//!   counts in the nearest one.
//! - Billed waiting is time of the month too, counted like a weekday's, on the day of the answer.
//! - Hours reported in stage 9 stand in place of what was entered in stage 7, billed waiting
//!   included; they count as weekday time in the last month of the cycle.
//!
//! Unused time moves on from month to month as the plan says, but not from one plan to another.

#[cfg(test)]
mod tests;

use super::calendar::{add_months, month_of};
use super::cost::{MissingTerm, MonthCost, MonthUse, PlanTerms, WaitingCost, cost, expected_use, part, waiting_cost};
use super::engagement::Engagement;
use super::ids::RowId;
use super::scalar::{Minutes, Percent, Yen};
use super::stage::contract::Contract;
use super::stage::cycle::Cycle;
use super::stage::quote::Quote;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A month of the work.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerMonth {
    /// The first day of the month.
    pub first: NaiveDate,
    /// The cycle that the month belongs to.
    pub cycle: RowId,
    /// The time that was used, without billed waiting.
    pub usage: MonthUse,
    /// Minutes that were billed as waiting.
    pub waiting: Minutes,
    /// What the plan makes of both. None where the month's plan cannot be priced.
    pub cost: Result<MonthCost, NoPrice>,
    /// Yen that the quote lets expect: the fee, and the overage of the hours in the brief.
    pub planned: Option<Yen>,
    /// 請求額 in yen, where it was entered for the cycle: the month's part of it, by what was computed.
    pub invoiced: Option<Yen>,
}

impl LedgerMonth {
    /// Yen: as billed where that was entered, else as computed.
    pub fn actual(&self) -> Option<Yen> {
        self.invoiced.or_else(|| self.cost.as_ref().ok().map(MonthCost::total))
    }

    /// Minutes really used, billed waiting included.
    pub fn used(&self) -> Minutes {
        self.usage.total() + self.waiting
    }
}

/// Why a month has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPrice {
    /// The contract names no quote.
    #[error("no quote")]
    NoQuote,
    /// A term of the quote is missing.
    #[error(transparent)]
    Missing(MissingTerm),
}

/// The months of an engagement's work, from the first on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// In order, without a gap.
    pub months: Vec<LedgerMonth>,
    periods: BTreeMap<RowId, (NaiveDate, NaiveDate)>,
    waiting: BTreeMap<RowId, WaitingCost>,
}

impl Ledger {
    /// The months that belong to a cycle.
    pub fn of_cycle(&self, cycle: RowId) -> impl Iterator<Item = &LedgerMonth> {
        self.months.iter().filter(move |month| month.cycle == cycle)
    }

    /// The period of a cycle, first and last day.
    pub fn period(&self, cycle: RowId) -> Option<(NaiveDate, NaiveDate)> {
        self.periods.get(&cycle).copied()
    }

    /// What the billed waiting of a cycle costs; none where its plan cannot be priced.
    pub fn waiting_cost(&self, cycle: RowId) -> Option<WaitingCost> {
        self.waiting.get(&cycle).copied()
    }

    /// The month that a day lies in.
    pub fn month(&self, day: NaiveDate) -> Option<&LedgerMonth> {
        let first = month_of(day);
        self.months.iter().find(|month| month.first == first)
    }
}

/// The quote that a cycle runs under: the one kept at its closing, else the contract's.
pub fn quote_of<'a>(engagement: &'a Engagement, cycle: &Cycle) -> Option<&'a Quote> {
    let id = cycle.quote.or(engagement.contract.quote)?;
    engagement.candidates.iter().flat_map(|candidate| &candidate.quotes).find(|quote| quote.id == id)
}

/// The plan that a cycle runs under.
///
/// # Errors
/// Where no quote is named, or where it cannot be priced.
pub fn plan_of(engagement: &Engagement, cycle: &Cycle, tax: Percent) -> Result<PlanTerms, NoPrice> {
    let quote = quote_of(engagement, cycle).ok_or(NoPrice::NoQuote)?;
    PlanTerms::from_quote(quote, tax).map_err(NoPrice::Missing)
}

/// The ledger of an engagement as it is on a day. Empty before the first cycle.
pub fn ledger(engagement: &Engagement, tax: Percent, today: NaiveDate) -> Ledger {
    let today = engagement.closed_on().map_or(today, |closed| closed.min(today));
    let periods = periods(engagement, today);
    let (Some(first), Some(last)) =
        (periods.iter().map(|period| period.1).min(), periods.iter().map(|period| period.2).max())
    else {
        return Ledger::default();
    };
    let begins = engagement.contract.starts_on.filter(|start| engagement.past_contracts.is_empty() && *start <= last);
    // Nothing is paid for before the contract starts, whatever was entered as a period.
    let first = month_of(begins.unwrap_or(first));
    let firsts: Vec<NaiveDate> = months_between(first, month_of(last)).collect();

    let mut entries = Entries { firsts: &firsts, used: vec![BTreeMap::new(); firsts.len()] };
    let owners: Vec<&Cycle> = firsts.iter().filter_map(|first| owner(*first, engagement, &periods)).collect();
    for (cycle, _, to) in &periods {
        let at = owners.iter().rposition(|owner| owner.id == cycle.id).unwrap_or_else(|| entries.index(*to));
        entries.enter(cycle, at);
    }
    let mut ledger = Ledger {
        periods: periods.iter().map(|(cycle, from, to)| (cycle.id, (*from, *to))).collect(),
        ..Ledger::default()
    };
    let mut at = 0;
    for run in owners.chunk_by(|a, b| quote_id(engagement, a) == quote_id(engagement, b)) {
        let plan = plan_of(engagement, run[0], tax);
        let used = &entries.used[at..at + run.len()];
        let costs = priced(plan, used, start_of(engagement, run[0]));
        let planned = plan.ok().and_then(|plan| expected(engagement, &plan));
        for (index, owner) in run.iter().enumerate() {
            let (usage, waiting) = sum(&used[index]);
            if let (Ok(plan), Ok(month)) = (&plan, &costs[index]) {
                add_waiting(&mut ledger.waiting, plan, &used[index], month.carried_in);
            }
            ledger.months.push(LedgerMonth {
                first: firsts[at + index],
                cycle: owner.id,
                usage,
                waiting,
                cost: costs[index],
                planned,
                invoiced: None,
            });
        }
        at += run.len();
    }
    for (cycle, _, to) in &periods {
        if let Some(amount) = cycle.review.invoiced {
            bill(&mut ledger.months, cycle.id, amount, entries.index(*to));
        }
    }
    ledger
}

/// Parts the bill of a cycle among its months by what was computed for them; the last one takes what
/// is left over. A cycle without a month of its own is billed in that of its end.
fn bill(months: &mut [LedgerMonth], cycle: RowId, amount: Yen, end: usize) {
    let computed = |month: &LedgerMonth| month.cost.map_or(0, |cost| cost.total().get());
    let own: Vec<usize> = (0..months.len()).filter(|index| months[*index].cycle == cycle).collect();
    let all = own.iter().fold(0_i64, |sum, index| sum.saturating_add(computed(&months[*index])));
    let (last, others) = own.split_last().map_or((end, &own[..]), |(last, others)| (*last, others));
    let mut left = amount.get();
    for index in others.iter().filter(|_| all > 0) {
        let share = part(amount.get(), computed(&months[*index]), all);
        left -= share;
        months[*index].invoiced = Some(months[*index].invoiced.unwrap_or_default() + Yen::saturating(share));
    }
    if let Some(month) = months.get_mut(last) {
        month.invoiced = Some(month.invoiced.unwrap_or_default() + Yen::saturating(left));
    }
}

type Period<'a> = (&'a Cycle, NaiveDate, NaiveDate);

/// The cycles with their periods.
fn periods(engagement: &Engagement, today: NaiveDate) -> Vec<Period<'_>> {
    let mut periods: Vec<Period<'_>> = Vec::new();
    for cycle in &engagement.cycles {
        let follows = periods.last().and_then(|(_, _, to)| to.succ_opt());
        let opened = cycle.opened_on.unwrap_or(today);
        let from = cycle.review.from.or(follows).unwrap_or(opened);
        let to = cycle.review.to.or(cycle.closed_on).unwrap_or_else(|| today.max(opened));
        periods.push((cycle, from, to.max(from)));
    }
    periods
}

/// The cycle that a month belongs to.
fn owner<'a>(first: NaiveDate, engagement: &'a Engagement, periods: &[Period<'a>]) -> Option<&'a Cycle> {
    let last_day = add_months(first, 1).and_then(|next| next.pred_opt()).unwrap_or(first);
    let holds = periods.iter().find(|(_, from, to)| (*from..=*to).contains(&last_day));
    let before = || periods.iter().find(|(_, from, _)| last_day < *from);
    holds.or_else(before).map(|(cycle, _, _)| *cycle).or_else(|| engagement.cycles.last())
}

fn months_between(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(first), |month| add_months(*month, 1)).take_while(move |month| *month <= last)
}

/// What each cycle has in a month: its use, and its billed waiting.
type Shares = BTreeMap<RowId, (MonthUse, Minutes)>;

struct Entries<'a> {
    firsts: &'a [NaiveDate],
    used: Vec<Shares>,
}

impl Entries<'_> {
    /// The month of a day, or the nearest there is.
    fn index(&self, day: NaiveDate) -> usize {
        let after = self.firsts.partition_point(|first| *first <= day);
        after.saturating_sub(1)
    }

    /// Enters the time of a cycle; `last` is the month that takes what was reported for all of it.
    fn enter(&mut self, cycle: &Cycle, last: usize) {
        if let Some(reported) = cycle.review.used {
            // What the company reports has its waiting in it.
            let waiting = Minutes::saturating(cycle.billed_waiting().get().min(reported.get()));
            let share = self.share(last, cycle.id);
            share.0.weekday += Minutes::saturating(reported.get() - waiting.get());
            share.1 += waiting;
            return;
        }
        let opened = cycle.opened_on.unwrap_or_else(|| self.firsts[last]);
        for row in &cycle.usage {
            let at = self.index(row.on.unwrap_or(opened));
            let share = self.share(at, cycle.id);
            share.0 = share.0.plus(MonthUse::of([row]));
        }
        for question in &cycle.questions {
            let day = question.answered_at.or(question.asked_at).map_or(opened, |at| at.date());
            let at = self.index(day);
            self.share(at, cycle.id).1 += question.billed.unwrap_or_default();
        }
    }

    fn share(&mut self, at: usize, cycle: RowId) -> &mut (MonthUse, Minutes) {
        self.used[at].entry(cycle).or_default()
    }
}

fn sum(shares: &Shares) -> (MonthUse, Minutes) {
    shares.values().fold((MonthUse::default(), Minutes::ZERO), |sum, share| (sum.0.plus(share.0), sum.1 + share.1))
}

fn quote_id(engagement: &Engagement, cycle: &Cycle) -> Option<RowId> {
    cycle.quote.or(engagement.contract.quote)
}

/// The day on which the contract of a cycle starts, which prorates the fee of its first month.
fn start_of(engagement: &Engagement, cycle: &Cycle) -> Option<NaiveDate> {
    let id = quote_id(engagement, cycle);
    let of = |contract: &Contract| (contract.quote == id).then_some(contract.starts_on).flatten();
    engagement.past_contracts.iter().find_map(of).or_else(|| of(&engagement.contract))
}

fn priced(
    plan: Result<PlanTerms, NoPrice>,
    used: &[Shares],
    start: Option<NaiveDate>,
) -> Vec<Result<MonthCost, NoPrice>> {
    let all = || {
        let uses: Vec<MonthUse> = used
            .iter()
            .map(|shares| {
                let (usage, waiting) = sum(shares);
                MonthUse { weekday: usage.weekday + waiting, ..usage }
            })
            .collect();
        Ok(cost(&plan?, &uses, start).map_err(NoPrice::Missing)?.months)
    };
    match all() {
        Ok(months) => months.into_iter().take(used.len()).map(Ok).collect(),
        Err(problem) => vec![Err(problem); used.len()],
    }
}

/// Yen of a usual month without the set-up fee.
fn expected(engagement: &Engagement, plan: &PlanTerms) -> Option<Yen> {
    let usual = expected_use(&engagement.terms()).usual;
    cost(plan, &[usual], None).ok()?.months.first().map(MonthCost::total)
}

/// Prices the waiting of each cycle in a month, after all other time of that month.
fn add_waiting(sums: &mut BTreeMap<RowId, WaitingCost>, plan: &PlanTerms, shares: &Shares, carried_in: Minutes) {
    let (usage, _) = sum(shares);
    let mut before = plan.counted(usage);
    for (cycle, (_, billed)) in shares {
        if let Ok(cost) = waiting_cost(plan, *billed, before, carried_in) {
            let sum = sums.entry(*cycle).or_default();
            sum.minutes_within += cost.minutes_within;
            sum.minutes_beyond += cost.minutes_beyond;
            sum.within += cost.within;
            sum.beyond += cost.beyond;
        }
        before += *billed;
    }
}
