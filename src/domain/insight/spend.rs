//! Cost by month over all contracts, planned and actual.

use super::{Span, Window, stays, works};
use crate::domain::cost::{WaitingCost, waiting_cost};
use crate::domain::ledger::{Ledger, LedgerMonth, ledger, plan_of};
use crate::domain::scalar::Yen;
use crate::domain::{Board, Engagement, EngagementId};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A month, or more of them where there are many. Amounts are in yen without tax and without set-up
/// fees, which belong to no month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendSpan {
    /// The first day.
    pub first: NaiveDate,
    /// How many engagements had work under a contract in it.
    pub engagements: usize,
    /// 予定: what the quotes let expect.
    pub planned: Yen,
    /// 実績: as billed where that was entered, else as computed.
    pub actual: Yen,
    /// The part of the computed cost that is overage.
    pub overage: Yen,
    /// What billed waiting costs, within the included time and beyond it.
    pub waiting: Yen,
    /// The part of the waiting that is beyond the included time, and so is overage too.
    pub waiting_beyond: Yen,
    /// 予算 of those that have one.
    pub budget: Option<Yen>,
    /// How many months of an engagement are missing in the actual cost, since they have no price.
    pub unpriced: usize,
    /// How many months of an engagement are missing in the planned cost.
    pub unplanned: usize,
}

impl SpendSpan {
    fn new(first: NaiveDate) -> Self {
        Self {
            first,
            engagements: 0,
            planned: Yen::ZERO,
            actual: Yen::ZERO,
            overage: Yen::ZERO,
            waiting: Yen::ZERO,
            waiting_beyond: Yen::ZERO,
            budget: None,
            unpriced: 0,
            unplanned: 0,
        }
    }

    /// The actual cost in three: waiting, other overage, and all else. Together they are no more than it,
    /// also where it was billed otherwise than computed.
    pub fn parts(&self) -> (Yen, Yen, Yen) {
        let actual = self.actual.get();
        let waiting = self.waiting.get().min(actual);
        let overage = (self.overage.get() - self.waiting_beyond.get()).clamp(0, actual - waiting);
        (Yen::saturating(waiting), Yen::saturating(overage), Yen::saturating(actual - waiting - overage))
    }
}

/// The cost over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spend {
    /// How long each column is.
    pub span: Span,
    /// From the first with a contract to the last, without a gap.
    pub spans: Vec<SpendSpan>,
}

/// What all contracts cost in the months of the window.
pub fn spend(board: &Board, window: Window) -> Spend {
    let tax = board.settings.tax_rate();
    let ledgers: Vec<(&Engagement, Ledger)> = works(board)
        .filter(|engagement| !engagement.cycles.is_empty())
        .map(|engagement| (engagement, ledger(engagement, tax, last_day(engagement, window.today))))
        .collect();
    let months = || {
        let all =
            ledgers.iter().flat_map(|(engagement, ledger)| ledger.months.iter().map(move |month| (engagement, month)));
        all.filter(|(_, month)| window.holds_month(month.first))
    };
    let firsts = || months().map(|(_, month)| month.first);
    let (Some(first), Some(last)) = (firsts().min(), firsts().max()) else {
        return Spend { span: Span::Month, spans: Vec::new() };
    };
    let span = Span::between(first, last);
    let mut spans: BTreeMap<NaiveDate, (SpendSpan, BTreeSet<EngagementId>)> =
        span.all(first, last).map(|first| (first, (SpendSpan::new(first), BTreeSet::new()))).collect();
    for (engagement, month) in months() {
        if let Some((sum, engagements)) = spans.get_mut(&span.of(month.first)) {
            engagements.insert(engagement.id);
            enter(sum, engagement, month, waiting(board, engagement, month));
        }
    }
    let spans = spans.into_values().map(|(sum, engagements)| SpendSpan { engagements: engagements.len(), ..sum });
    Spend { span, spans: spans.collect() }
}

/// The day up to which an engagement's months count: one that has ended has none after that.
fn last_day(engagement: &Engagement, today: NaiveDate) -> NaiveDate {
    let ended = engagement.status.closed().then(|| stays(engagement).last().map(|stay| stay.from)).flatten();
    ended.map_or(today, |day| day.min(today))
}

fn enter(sum: &mut SpendSpan, engagement: &Engagement, month: &LedgerMonth, waiting: WaitingCost) {
    let amount = |of: Option<Yen>, missing: &mut usize| {
        *missing += usize::from(of.is_none());
        of.unwrap_or_default()
    };
    sum.planned += amount(month.planned, &mut sum.unplanned);
    sum.actual += amount(month.actual(), &mut sum.unpriced);
    sum.overage += month.cost.as_ref().map_or(Yen::ZERO, |cost| cost.overage_charge);
    sum.waiting += waiting.total();
    sum.waiting_beyond += waiting.beyond;
    if let Some(budget) = engagement.clarify.budget {
        sum.budget = Some(sum.budget.unwrap_or_default() + budget);
    }
}

/// What the billed waiting of a month costs, after all other time of it.
fn waiting(board: &Board, engagement: &Engagement, month: &LedgerMonth) -> WaitingCost {
    let price = || {
        let cycle = engagement.cycles.iter().find(|cycle| cycle.id == month.cycle)?;
        let plan = plan_of(engagement, cycle, board.settings.tax_rate()).ok()?;
        let carried = month.cost.as_ref().ok()?.carried_in;
        waiting_cost(&plan, month.waiting, plan.counted(month.usage), carried).ok()
    };
    price().unwrap_or_default()
}
