//! 定期報告: a cycle as it is looked at in the regular meeting, and all cycles side by side.
//!
//! Time and money are those of the months that belong to the cycle ([`ledger`]): what is billed. What
//! waited, what was delivered and what stood still are the cycle's own.

#[cfg(test)]
mod tests;

use super::answers::{Answers, answers};
use super::board::Settings;
use super::calendar::{Counted, WorkingDays};
use super::cost::{MonthUse, WaitingCost, with_tax};
use super::delivery::{Tally, tally};
use super::engagement::Engagement;
use super::ids::RowId;
use super::ledger::{Ledger, LedgerMonth, NoPrice, ledger, plan_of};
use super::scalar::{Minutes, Yen};
use super::stage::cycle::Cycle;
use super::stage::trial::Finding;
use chrono::NaiveDate;

/// A cycle in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which cycle.
    pub cycle: RowId,
    /// 1 for the first.
    pub number: u32,
    /// 対象期間, first and last day.
    pub period: (NaiveDate, NaiveDate),
    /// The months that are settled in it. None where the period ends before a month does.
    pub months: Vec<LedgerMonth>,
    /// The time that was used in these months, without billed waiting.
    pub usage: MonthUse,
    /// Minutes that were billed as waiting in these months.
    pub waiting: Minutes,
    /// What the company reports, where that was entered, and what was entered in stage 7, in minutes
    /// with billed waiting.
    pub reported: Option<(Minutes, Minutes)>,
    /// What the plan makes of it. None where a month's plan cannot be priced.
    pub account: Result<Account, NoPrice>,
    /// 請求額 in yen, without tax, where it was entered.
    pub invoiced: Option<Yen>,
    /// What billed waiting costs.
    pub waiting_cost: Option<WaitingCost>,
    /// How long questions waited in business time; those that still wait, to the end of the period.
    pub answers: Answers,
    /// By work order; time that went into none comes last, without a name.
    pub works: Vec<Spent>,
    /// By task of the brief, of the works that carry one out.
    pub tasks: Vec<Spent>,
    /// What was delivered, and how often it went back.
    pub tally: Tally,
    /// How far the success criteria were reached.
    pub criteria: Reached,
    /// What stood still.
    pub stalls: Standstill,
}

/// The months of a cycle under the plan. Money is without tax and without the set-up fee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Minutes as the plan counts them, with its factors.
    pub counted: Minutes,
    /// Minutes that the fees include.
    pub included: Minutes,
    /// Minutes that came over from before the first month.
    pub carried_in: Minutes,
    /// Unused minutes that go over to what comes next.
    pub carried_out: Minutes,
    /// Unused minutes that lapsed.
    pub lapsed: Minutes,
    /// Minutes beyond what was there, in the plan's steps.
    pub overage: Minutes,
    /// Yen for the fees.
    pub fee: Yen,
    /// Yen for the overage.
    pub overage_charge: Yen,
    /// Yen that the quote lets expect.
    pub planned: Option<Yen>,
    /// Yen for both with tax.
    pub with_tax: Yen,
}

impl Account {
    /// Yen for fees and overage.
    pub fn computed(&self) -> Yen {
        self.fee + self.overage_charge
    }

    /// Minutes that there were.
    pub fn room(&self) -> Minutes {
        self.included + self.carried_in
    }
}

/// Agreed and used time of a work order or of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// What it is called; empty for time that went into no work order.
    pub name: String,
    /// Minutes that were agreed.
    pub agreed: Option<Minutes>,
    /// Minutes that were entered.
    pub used: Minutes,
}

/// How many success criteria were reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// How many were.
    pub met: usize,
    /// How many were looked at.
    pub looked: usize,
    /// How many there are.
    pub all: usize,
}

/// 業務の滞り.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standstill {
    /// How many there were.
    pub count: usize,
    /// How many are not solved.
    pub open: usize,
    /// Business days of all together.
    pub days: Counted,
}

impl Report {
    /// Minutes really used, billed waiting included.
    pub fn used(&self) -> Minutes {
        self.usage.total() + self.waiting
    }

    /// Yen without tax: as billed where that was entered, else as computed.
    pub fn actual(&self) -> Option<Yen> {
        self.invoiced
            .or_else(|| self.account.ok().filter(|_| !self.months.is_empty()).map(|account| account.computed()))
    }

    /// By how many yen the bill is above what was computed, or below.
    pub fn difference(&self) -> Option<i64> {
        let (billed, account) = (self.invoiced?, self.account.ok()?);
        Some(billed.get() - account.computed().get())
    }

    /// How often a delivery went back, in hundredths, rounded to the nearest. None before one came.
    pub fn revisions(&self) -> Option<i64> {
        ratio(i64::from(self.tally.rounds), self.tally.delivered)
    }
}

/// `100 × part ÷ of`, rounded to the nearest.
fn ratio(part: i64, of: usize) -> Option<i64> {
    let of = i64::try_from(of).ok().filter(|of| *of > 0)?;
    Some((part * 200 + of) / (of * 2))
}

/// The report of one cycle. None where there is no such cycle.
pub fn report(engagement: &Engagement, cycle: RowId, settings: &Settings, today: NaiveDate) -> Option<Report> {
    reports(engagement, settings, today).into_iter().find(|report| report.cycle == cycle)
}

/// The reports of all cycles, from the first on.
pub fn reports(engagement: &Engagement, settings: &Settings, today: NaiveDate) -> Vec<Report> {
    let ledger = ledger(engagement, settings.tax_rate(), today);
    engagement.cycles.iter().filter_map(|cycle| one(engagement, cycle, &ledger, settings)).collect()
}

fn one(engagement: &Engagement, cycle: &Cycle, ledger: &Ledger, settings: &Settings) -> Option<Report> {
    let period = ledger.period(cycle.id)?;
    let months: Vec<LedgerMonth> = ledger.of_cycle(cycle.id).cloned().collect();
    let working = settings.working_days();
    let entered = cycle.used() + cycle.billed_waiting();
    Some(Report {
        cycle: cycle.id,
        number: cycle.number,
        period,
        usage: months.iter().fold(MonthUse::default(), |sum, month| sum.plus(month.usage)),
        waiting: months.iter().map(|month| month.waiting).sum(),
        reported: cycle.review.used.map(|reported| (reported, entered)),
        account: account(engagement, cycle, &months, settings),
        invoiced: cycle.review.invoiced,
        waiting_cost: ledger.waiting_cost(cycle.id).filter(|cost| cost.total() > Yen::ZERO),
        answers: answers(&cycle.questions, period.1.and_time(working.hours.1), working),
        works: by_work(cycle),
        tasks: by_task(engagement, cycle),
        tally: tally(cycle),
        criteria: reached(engagement, cycle),
        stalls: standstill(cycle, period.1, working),
        months,
    })
}

fn account(
    engagement: &Engagement,
    cycle: &Cycle,
    months: &[LedgerMonth],
    settings: &Settings,
) -> Result<Account, NoPrice> {
    let plan = plan_of(engagement, cycle, settings.tax_rate())?;
    let mut sum = Account { planned: months.iter().map(|month| month.planned).sum(), ..Account::default() };
    for (index, month) in months.iter().enumerate() {
        let cost = month.cost?;
        sum.counted += cost.counted;
        sum.included += cost.included;
        if index == 0 {
            sum.carried_in = cost.carried_in;
        }
        sum.carried_out = cost.carried_out;
        sum.lapsed += cost.lapsed;
        sum.overage += cost.overage;
        sum.fee += cost.fee;
        sum.overage_charge += cost.overage_charge;
    }
    sum.with_tax = with_tax(sum.computed(), plan.tax);
    Ok(sum)
}

fn by_work(cycle: &Cycle) -> Vec<Spent> {
    let used = |work: Option<RowId>| -> Minutes {
        let rows = cycle.usage.iter().filter(|row| row.work.filter(|id| known(cycle, *id)) == work);
        rows.filter_map(|row| row.time).sum()
    };
    let mut all: Vec<Spent> = cycle
        .works
        .iter()
        .map(|work| Spent { name: work.name.trim().to_owned(), agreed: work.agreed, used: used(Some(work.id)) })
        .collect();
    let rest = used(None);
    if rest > Minutes::ZERO {
        all.push(Spent { used: rest, ..Spent::default() });
    }
    all
}

fn known(cycle: &Cycle, work: RowId) -> bool {
    cycle.works.iter().any(|row| row.id == work)
}

fn by_task(engagement: &Engagement, cycle: &Cycle) -> Vec<Spent> {
    let tasks = engagement.clarify.tasks.iter();
    tasks
        .filter_map(|task| {
            let works: Vec<_> = cycle.works.iter().filter(|work| work.task == Some(task.id)).collect();
            let of = |id: Option<RowId>| works.iter().any(|work| Some(work.id) == id);
            let used = cycle.usage.iter().filter(|row| of(row.work)).filter_map(|row| row.time).sum();
            let agreed: Vec<Minutes> = works.iter().filter_map(|work| work.agreed).collect();
            let agreed = (!agreed.is_empty()).then(|| agreed.into_iter().sum());
            (!works.is_empty()).then(|| Spent { name: task.name.trim().to_owned(), agreed, used })
        })
        .collect()
}

fn reached(engagement: &Engagement, cycle: &Cycle) -> Reached {
    let criteria = engagement.clarify.criteria.iter();
    let found = |id: &RowId| cycle.review.results.get(id).map_or(Finding::Unchecked, |result| result.met);
    criteria.fold(Reached::default(), |sum, criterion| {
        let found = found(&criterion.id);
        Reached {
            met: sum.met + usize::from(found == Finding::Met),
            looked: sum.looked + usize::from(found != Finding::Unchecked),
            all: sum.all + 1,
        }
    })
}

fn standstill(cycle: &Cycle, end: NaiveDate, working: WorkingDays) -> Standstill {
    let days = cycle.stalls.iter().filter_map(|stall| {
        let since = stall.since?;
        Some(working.between(since, stall.solved_on.unwrap_or(end)))
    });
    Standstill {
        count: cycle.stalls.len(),
        open: cycle.stalls.iter().filter(|stall| stall.solved_on.is_none()).count(),
        days: days.fold(Counted::NONE, Counted::plus),
    }
}

/// All cycles together: what there is to say at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// How many cycles.
    pub cycles: usize,
    /// How many months were settled.
    pub months: usize,
    /// Minutes really used, billed waiting included.
    pub used: Minutes,
    /// Yen without tax, as billed or else as computed. None where a cycle has no price.
    pub actual: Option<Yen>,
    /// Yen that the quotes let expect. None where a cycle has no price.
    pub planned: Option<Yen>,
    /// How many deliverables have come.
    pub delivered: usize,
    /// How often they went back.
    pub rounds: u32,
    /// How often a delivery went back, in hundredths.
    pub revisions: Option<i64>,
    /// First and last day.
    pub period: Option<(NaiveDate, NaiveDate)>,
}

/// Sums the reports of all cycles.
pub fn whole(reports: &[Report]) -> Whole {
    let delivered = reports.iter().map(|report| report.tally.delivered).sum();
    let rounds = reports.iter().fold(0_u32, |sum, report| sum.saturating_add(report.tally.rounds));
    // A cycle in which no month was settled has no price of its own, and needs none.
    let priced = || reports.iter().filter(|report| !report.months.is_empty() || report.invoiced.is_some());
    Whole {
        cycles: reports.len(),
        months: reports.iter().map(|report| report.months.len()).sum(),
        used: reports.iter().map(Report::used).sum(),
        actual: priced().map(Report::actual).sum(),
        planned: priced().map(|report| report.account.ok()?.planned).sum(),
        delivered,
        rounds,
        revisions: ratio(i64::from(rounds), delivered),
        period: reports.first().zip(reports.last()).map(|(first, last)| (first.period.0, last.period.1)),
    }
}
