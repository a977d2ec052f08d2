//! The cost of a plan against the hours of a month, and where the cheapest plan changes.
//!
//! Every month is used alike, so nothing that is carried over is ever needed: a month that leaves time
//! over has no overage, and one that has overage leaves none. The total is therefore the set-up fee, the
//! fees, and so many times the overage of one month. It never falls with the hours, which is what lets
//! [`break_evens`] leave out all hours at which nothing can change.

use super::Conditions;
use crate::domain::cost::{MissingTerm, PlanTerms, cost};
use crate::domain::scalar::{Minutes, Months, Yen};
use crate::domain::sort;

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Minutes a month.
    pub hours: Minutes,
    /// 総額 in yen without tax, over the months of the conditions.
    pub total: Yen,
}

/// Where another plan becomes the cheapest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakEven {
    /// The first whole minute a month at which `to` is cheaper than `from`.
    pub at: Minutes,
    /// The cheapest plan one minute before, by its place in the list.
    pub from: usize,
    /// The cheapest plan from here on, by its place in the list.
    pub to: usize,
    /// Yen without tax that it costs here.
    pub total: Yen,
}

/// 総額 without tax of a plan at so many minutes a month; `conditions` give the months and the weekend
/// work.
///
/// # Errors
/// Where there is overage and the plan does not say its rate.
pub fn total_at(plan: &PlanTerms, conditions: &Conditions, hours: Minutes) -> Result<Yen, MissingTerm> {
    let alone = PlanTerms { minimum_months: Months::default(), ..*plan };
    let month = cost(&alone, &[conditions.month_of(hours)], None)?;
    let minimum = usize::try_from(plan.minimum_months.get()).unwrap_or(usize::MAX);
    let times =
        |yen: Yen, times: usize| Yen::saturating(yen.get().saturating_mul(i64::try_from(times).unwrap_or(i64::MAX)));
    let fees = times(plan.fee, conditions.months.max(minimum));
    Ok(plan.setup_fee + fees + times(month.overage_charge, conditions.months))
}

/// The points of a plan's curve from nothing to `to`, enough to draw it: bends and steps of half an hour
/// or more are on it exactly. It ends early where the plan does not say what more costs.
pub fn cost_curve(plan: &PlanTerms, conditions: &Conditions, to: Minutes) -> Vec<Point> {
    const COARSE: i64 = 48;
    const STEP_SEEN: i64 = 30;
    let end = to.get();
    let bend = last_without_overage(plan, conditions, end);
    let mut at: Vec<i64> = (0..=COARSE).map(|part| end * part / COARSE).chain([bend]).collect();
    let step = plan.overage_step.get();
    if step >= STEP_SEEN {
        at.retain(|minute| *minute <= bend);
        let steps = (end - bend) / step + 1;
        at.extend((0..steps).flat_map(|n| [bend + n * step, bend + n * step + 1]));
        at.push(end);
    }
    at.retain(|minute| (0..=end).contains(minute));
    sort::plain(&mut at);
    at.dedup();
    at.into_iter()
        .map(Minutes::saturating)
        .map_while(|hours| total_at(plan, conditions, hours).ok().map(|total| Point { hours, total }))
        .collect()
}

/// The last minute up to `end` that costs no more than none.
fn last_without_overage(plan: &PlanTerms, conditions: &Conditions, end: i64) -> i64 {
    let at = |minute| total_at(plan, conditions, Minutes::saturating(minute));
    let none = at(0);
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if at(middle) == none {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// What each plan costs at each of these hours, for a table; none where it cannot be priced.
pub fn cost_table(plans: &[PlanTerms], conditions: &Conditions, hours: &[Minutes]) -> Vec<Vec<Option<Yen>>> {
    let row = |hours: &Minutes| plans.iter().map(|plan| total_at(plan, conditions, *hours).ok()).collect();
    hours.iter().map(row).collect()
}

/// Every whole minute from nothing to `to` at which the cheapest of the plans changes. While two are
/// alike, the one that was the cheapest stays it.
pub fn break_evens(plans: &[PlanTerms], conditions: &Conditions, to: Minutes) -> Vec<BreakEven> {
    let scan = Scan { plans, conditions };
    let all: Vec<usize> = (0..plans.len())
        .filter(|index| !plans[..*index].iter().any(|other| same_price(other, &plans[*index])))
        .collect();
    let mut runs = Vec::new();
    scan.runs(0, to.get(), &all, &mut runs);
    let changes = runs.windows(2).filter_map(|pair| {
        let [(_, from), (at, to)] = pair else {
            return None;
        };
        let (at, from, to) = (Minutes::saturating(*at), (*from)?, (*to)?);
        Some(BreakEven { at, from, to, total: total_at(&plans[to], conditions, at).ok()? })
    });
    changes.collect()
}

/// Whether two plans cost the same at any hours.
fn same_price(a: &PlanTerms, b: &PlanTerms) -> bool {
    let priced = |plan: &PlanTerms| PlanTerms {
        overage_step: Minutes::saturating(plan.overage_step.get().max(1)),
        carry_months: Months::default(),
        carry_order: Default::default(),
        weekend: Default::default(),
        proration: Default::default(),
        tax: Default::default(),
        ..*plan
    };
    priced(a) == priced(b)
}

struct Scan<'a> {
    plans: &'a [PlanTerms],
    conditions: &'a Conditions,
}

/// From which minute on which plan is the cheapest; none where none can be priced.
type Run = (i64, Option<usize>);

impl Scan<'_> {
    fn at(&self, plan: usize, minute: i64) -> i64 {
        total_at(&self.plans[plan], self.conditions, Minutes::saturating(minute)).map_or(i64::MAX, |yen| yen.get())
    }

    /// The runs over the minutes from `low` to `high`. A plan that costs more at the lower end than
    /// another at the upper one is the cheapest nowhere between.
    fn runs(&self, low: i64, high: i64, plans: &[usize], runs: &mut Vec<Run>) {
        let best_high = plans.iter().map(|plan| self.at(*plan, high)).min().unwrap_or(i64::MAX);
        let left: Vec<usize> = plans.iter().copied().filter(|plan| self.at(*plan, low) <= best_high).collect();
        let level = |plan: &usize| self.at(*plan, low) == self.at(*plan, high);
        if left.len() <= 1 || left.iter().all(level) {
            self.settle(low, &left, runs);
            return;
        }
        let middle = low + (high - low) / 2;
        self.runs(low, middle, &left, runs);
        self.runs(middle + 1, high, &left, runs);
    }

    /// Closes a stretch on which one of `left` is the cheapest at `low` and stays it.
    fn settle(&self, low: i64, left: &[usize], runs: &mut Vec<Run>) {
        let best = left.iter().map(|plan| self.at(*plan, low)).min().filter(|total| *total < i64::MAX);
        let last = runs.last().and_then(|(_, plan)| *plan);
        let winner = best.and_then(|best| {
            let cheapest = |plan: &usize| self.at(*plan, low) == best;
            last.filter(cheapest).or_else(|| left.iter().copied().find(cheapest))
        });
        if runs.last().is_none_or(|(_, plan)| *plan != winner) {
            runs.push((low, winner));
        }
    }
}

/// The break-even points that are worth a name, at most `limit`: not those of the first hour, and only
/// those after which the new cheapest plan stays it for an hour or to the end, so that the steps of overage
/// do not make one of each.
pub fn named(points: &[BreakEven], to: Minutes, limit: usize) -> Vec<BreakEven> {
    const HOLDS: i64 = 60;
    let mut cheapest = points.first().map(|point| point.from);
    let mut kept = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let until = points.get(index + 1).map_or(i64::MAX, |next| next.at.get());
        let holds = until - point.at.get() >= HOLDS || until > to.get();
        if holds && cheapest != Some(point.to) {
            if point.at.get() >= HOLDS {
                kept.push(*point);
            }
            cheapest = Some(point.to);
        }
    }
    kept.truncate(limit);
    kept
}
