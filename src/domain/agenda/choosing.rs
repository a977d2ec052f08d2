//! Dates on the way to a contract: inquiries, quotes, meetings, points to look up, trials.

use super::{Item, Kind};
use crate::domain::board::Settings;
use crate::domain::engagement::Engagement;
use crate::domain::stage::Stage;
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::{Candidate, Standing};
use chrono::NaiveDate;

pub(super) fn items(engagement: &Engagement, settings: &Settings, today: NaiveDate, found: &mut Vec<Item>) {
    let chosen = engagement.decision.chosen;
    for candidate in &engagement.candidates {
        let dropped = candidate.standing == Standing::Dropped;
        for meeting in &candidate.meetings {
            // What lies ahead with a company that is out is not going to be held.
            let Some(at) = meeting.at.filter(|at| !dropped || at.date() < today) else {
                continue;
            };
            let item = Item::new(engagement, Kind::Meeting, Stage::Meet, None).row(meeting.id).at(at);
            found.push(item.about(&candidate.name));
        }
        // Once one was chosen, nothing is owed to the others.
        if dropped || chosen.is_some_and(|chosen| chosen != candidate.id) {
            continue;
        }
        found.extend(reply(engagement, candidate, settings));
        for point in candidate.open_points.iter().filter(|point| point.open() && point.due.is_some()) {
            let item = Item::new(engagement, Kind::OpenPoint, Stage::Meet, point.due);
            found.push(item.row(point.id).about(&point.what));
        }
        found.extend(offers(engagement, candidate));
    }
    trials(engagement, found);
}

/// The day by which a reply is waited for, while the engagement is about inquiries and none has come.
fn reply(engagement: &Engagement, candidate: &Candidate, settings: &Settings) -> Option<Item> {
    let due = candidate.inquiry.reply_due(settings).filter(|_| engagement.stage == Stage::Quote)?.day();
    // Overdue from the day after: whether an answer is owed at all does not depend on the day.
    let owed = candidate.reply_overdue(settings, due.succ_opt()?);
    owed.then(|| Item::new(engagement, Kind::Reply, Stage::Quote, Some(due)).row(candidate.id).about(&candidate.name))
}

/// Until when the offers of a company are good, as long as nothing is signed: the last version of
/// each plan.
fn offers(engagement: &Engagement, candidate: &Candidate) -> Vec<Item> {
    if engagement.contract.signed_on.is_some() || engagement.stage > Stage::Contract {
        return Vec::new();
    }
    let newer =
        |quote: &Quote| candidate.quotes.iter().any(|other| other.plan == quote.plan && other.version > quote.version);
    let good = candidate.quotes.iter().filter(|quote| quote.valid_until.is_some() && !newer(quote));
    let item = |quote: &Quote| {
        let name = [candidate.name.trim(), quote.plan.trim()];
        let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
        let item = Item::new(engagement, Kind::QuoteUntil, Stage::Quote, quote.valid_until).row(quote.id);
        item.about(&name.join(" "))
    };
    good.map(item).collect()
}

fn trials(engagement: &Engagement, found: &mut Vec<Item>) {
    for trial in engagement.trials.iter().filter(|trial| !trial.skipped()) {
        let company = trial.candidate.and_then(|id| engagement.candidate(id)).map_or("", |one| &one.name);
        for (kind, day) in [(Kind::TrialFrom, trial.from), (Kind::TrialTo, trial.to)] {
            if day.is_some() {
                found.push(Item::new(engagement, kind, Stage::Trial, day).row(trial.id).about(company));
            }
        }
    }
}
