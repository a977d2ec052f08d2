//! Dates of a contract: its terms, the kick-off, the regular meetings that it plans.

use super::recurrence::{Plan, recorded};
use super::{Item, Kind, Span};
use crate::domain::calendar::WorkingDays;
use crate::domain::engagement::Engagement;
use crate::domain::stage::Stage;
use crate::domain::stage::contract::{AtEnd, Schedule, Term};
use chrono::{Days, NaiveDate};

/// The kick-off and, from today on, the regular meetings by the plan. A planned one gives way to one
/// that was recorded for the same day.
pub(super) fn meetings(engagement: &Engagement, today: NaiveDate, span: Span, found: &mut Vec<Item>) {
    let company = company(engagement);
    if let Some(at) = engagement.contract.kickoff.at {
        found.push(Item::new(engagement, Kind::Kickoff, Stage::Contract, None).at(at).about(company));
    }
    let Some(plan) = Plan::of(&engagement.contract, today) else {
        return;
    };
    let recorded = recorded(engagement);
    let from = span.from.map_or(today, |from| from.max(today));
    for day in plan.between(from, span.to).filter(|day| !recorded.contains(day)) {
        found.push(plan.on(engagement, day));
    }
}

/// Start, notice, end and renewals. Of terms that have ended nothing is told but the first day of all.
pub(super) fn terms(
    engagement: &Engagement,
    working: WorkingDays,
    today: NaiveDate,
    span: Span,
    found: &mut Vec<Item>,
) {
    let contract = &engagement.contract;
    let company = company(engagement);
    let item = |kind, number, day| {
        let item = Item::new(engagement, kind, Stage::Contract, Some(day)).about(company);
        Item { number, ..item }
    };
    found.extend(contract.starts_on.map(|day| item(Kind::ContractStart, 0, day)));
    if contract.signed_on.is_none() || contract.ended_on.is_some() {
        return;
    }
    // A contract from month to month has some hundred terms in the longest span that is asked about.
    const MOST: usize = 400;
    let mut day = span.from.map_or(today, |from| from.max(today));
    for _ in 0..MOST {
        let Some(Schedule { current, at_end, notice, .. }) = contract.schedule(day) else {
            return;
        };
        if let Some(notice) = notice {
            let business = notice.business(working).day;
            let by = (notice.by != business).then_some(notice.by);
            found.push(Item { by, ..item(Kind::Notice, current.number, business) });
        }
        match at_end {
            AtEnd::NotSaid | AtEnd::Ends | AtEnd::Agreement => {
                found.push(item(Kind::ContractEnd, current.number, current.ends_on));
                return;
            }
            AtEnd::RenewsFrom(from) => {
                found.push(item(Kind::Renewal, current.number.saturating_add(1), from));
                return;
            }
            AtEnd::Renews(Term { number, starts_on, ends_on }) => {
                found.extend(starts_on.map(|from| item(Kind::Renewal, number, from)));
                // The notice of a term may lie long before the term.
                if starts_on.and_then(|from| from.checked_sub_days(MOST_NOTICE)).is_some_and(|from| from > span.to) {
                    return;
                }
                day = ends_on;
            }
        }
    }
}

/// How long before a term its notice is looked for at the most.
const MOST_NOTICE: Days = Days::new(366);

impl Plan {
    /// The meeting of an engagement on a day.
    pub fn on(self, engagement: &Engagement, day: NaiveDate) -> Item {
        let mut item = Item::new(engagement, Kind::Planned, Stage::Review, Some(day)).about(company(engagement));
        item.time = self.time;
        item.end = self.time.and_then(|time| day.and_time(time).checked_add_signed(self.length));
        item
    }
}

/// The company that the contract is with.
fn company(engagement: &Engagement) -> &str {
    let with = engagement.contract.candidate.and_then(|id| engagement.candidate(id)).or_else(|| engagement.chosen());
    with.map_or("", |candidate| candidate.name.as_str())
}
