//! Movement: which way a card may go, what it asks for on the way, and what it leaves behind.
//!
//! Every way to move (pointer, touch, keyboard, menu, import, undo) ends in [`perform`]. Only
//! integrity blocks: no chosen candidate, no trial and no contract; not signed, no work; nothing
//! delivered, nothing to check. Every other gate gives way to a reason.

use super::command::Rejection;
use super::engagement::{Engagement, Status};
use super::gate::{Level, Need, needs_between};
use super::history::Entry;
use super::ids::{CandidateId, IdSource};
use super::stage::clarify::{Brief, Clarify};
use super::stage::contract::Contract;
use super::stage::cycle::{Cycle, Review, ReviewPoint};
use super::stage::meet::Decision;
use super::stage::select::Standing;
use super::stage::trial::{Offer, Trial, TrialTask, Verdict};
use super::{Stage, choice, timing};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

choice! {
    /// What sort of move it is, by the table of moves.
    pub enum MoveKind {
        /// To a later stage, through every gate between.
        #[default]
        Forward,
        /// 4 → 6, and 5 → 6 where the company offers none: トライアルがなかった場合.
        SkipTrial,
        /// 5 → 4 or 3: 作業量を見直す, with the same company.
        Rework,
        /// 5 → 2: 別の会社を探す.
        ChangeCompany,
        /// To an earlier stage.
        Back,
        /// 8 → 7: a revision, or the next request without a meeting.
        Revision,
        /// 9 → 7: 次のサイクルへ.
        NextCycle,
        /// 9 → 1: new work under the same contract.
        NewWork,
        /// 9 → 4: a change of plan.
        ChangeOfPlan,
        /// 9 → 2: the contract ends, the brief is used again.
        EndContract,
        /// No move between stages: a change of status.
        Status,
    }
}

impl MoveKind {
    /// The sort of move between two stages, or nothing where they are the same.
    pub fn of(engagement: &Engagement, to: Stage) -> Option<Self> {
        let from = engagement.stage;
        match (from, to) {
            _ if from == to => None,
            (Stage::Trial, Stage::Meet | Stage::Quote) => Some(Self::Rework),
            (Stage::Trial, Stage::Select) => Some(Self::ChangeCompany),
            (Stage::Deliver, Stage::Start) => Some(Self::Revision),
            (Stage::Review, Stage::Start) => Some(Self::NextCycle),
            (Stage::Review, Stage::Clarify) => Some(Self::NewWork),
            (Stage::Review, Stage::Meet) => Some(Self::ChangeOfPlan),
            (Stage::Review, Stage::Select) => Some(Self::EndContract),
            _ if to < from => Some(Self::Back),
            _ if from <= Stage::Trial && to > Stage::Trial && skips_trial(engagement) => Some(Self::SkipTrial),
            _ => Some(Self::Forward),
        }
    }

    /// Whether the move is kept with a reason that a person must give.
    pub fn asks_reason(self) -> bool {
        !matches!(self, Self::Forward | Self::NextCycle | Self::NewWork | Self::Revision)
    }
}

/// Whether a move past stage 5 goes on without a trial: from before it, or from within it where the
/// company offers none.
fn skips_trial(engagement: &Engagement) -> bool {
    let none_offered = engagement.trial().is_some_and(|trial| trial.offered == Offer::NotOffered);
    !trial_settled(engagement) && (engagement.stage < Stage::Trial || none_offered)
}

fn trial_settled(engagement: &Engagement) -> bool {
    engagement.trial().is_some_and(|trial| trial.skipped() || trial.verdict == Verdict::Proceed)
}

/// The stage that the engagement is likely to go to next: as the verdict on a trial says, from stage
/// 9 to the next cycle, otherwise to the next stage.
pub fn suggested(engagement: &Engagement) -> Stage {
    match (engagement.stage, engagement.verdict()) {
        (Stage::Trial, Verdict::Rework) => Stage::Meet,
        (Stage::Trial, Verdict::ChangeCompany) => Stage::Select,
        (stage, _) => stage.next().unwrap_or(Stage::Start),
    }
}

/// What a move would ask for, before it is made: what the column under the pointer shows and what
/// the dialog asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What sort of move it is.
    pub kind: MoveKind,
    /// What the gates on the way find missing, warnings included.
    pub needs: Vec<Need>,
    /// Whether a reason is asked for whatever the gates say.
    pub asks_reason: bool,
}

impl Plan {
    /// The plan for a move, or nothing where the card stands there already.
    pub fn new(engagement: &Engagement, to: Stage) -> Option<Self> {
        let kind = MoveKind::of(engagement, to)?;
        let mut needs =
            if to > engagement.stage { needs_between(engagement, engagement.stage, to) } else { Vec::new() };
        if kind == MoveKind::SkipTrial {
            needs.retain(|need| *need != Need::Verdict);
        }
        Some(Self { kind, needs, asks_reason: kind.asks_reason() })
    }

    /// What stops the move unless it is filled, or a reason given.
    pub fn missing(&self) -> impl Iterator<Item = Need> {
        self.needs.iter().copied().filter(|need| need.level() != Level::Warning)
    }

    /// What stops the move whatever the reason.
    pub fn barred(&self) -> impl Iterator<Item = Need> {
        self.needs.iter().copied().filter(|need| need.level() == Level::Integrity)
    }

    /// Whether the move can be made with no word more.
    pub fn clear(&self) -> bool {
        !self.asks_reason && self.missing().next().is_none()
    }
}

/// What a person decided on the move.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consent {
    /// Why.
    pub reason: String,
    /// 理由を書いて進む: go on although the gate is not met.
    pub despite_gate: bool,
    /// The candidate that takes the place of one that is dropped.
    pub successor: Option<CandidateId>,
}

/// Moves an engagement to a stage, with all that the move leaves behind. The place in the column is
/// not touched.
///
/// # Errors
/// Where the card stands there already, where the gate is not met and no reason was given, where a
/// reason is missing, and where integrity bars the way.
pub fn perform(
    engagement: &mut Engagement,
    to: Stage,
    consent: &Consent,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<(), Rejection> {
    if engagement.status == Status::Template {
        return Err(Rejection::Template);
    }
    if !engagement.status.on_board() {
        return Err(Rejection::Closed);
    }
    let plan = Plan::new(engagement, to).ok_or(Rejection::SameStage)?;
    let barred: Vec<Need> = plan.barred().collect();
    if !barred.is_empty() {
        return Err(Rejection::Barred(barred));
    }
    let missing: Vec<Need> = plan.missing().collect();
    let reason = consent.reason.trim();
    if !missing.is_empty() && !consent.despite_gate {
        return Err(Rejection::Gate(missing));
    }
    if reason.is_empty() && (plan.asks_reason || !missing.is_empty()) {
        return Err(Rejection::ReasonMissing);
    }
    if consent.successor.is_some_and(|id| engagement.candidate(id).is_none()) {
        return Err(Rejection::UnknownCandidate);
    }
    let from = engagement.stage;
    let today = at.date_naive();
    let mut moved = Mover { engagement, reason, today, now: at.naive_local(), ids };
    moved.leave(plan.kind, consent.successor);
    moved.enter(to);
    let warned = plan.needs.iter().copied().filter(|need| need.level() == Level::Warning).collect();
    engagement.history.push(Entry {
        id: ids.row(),
        at: Some(at),
        from,
        to,
        kind: plan.kind,
        status: None,
        reason: reason.to_owned(),
        overridden: missing,
        warned,
    });
    engagement.stage = to;
    Ok(())
}

/// Puts an engagement on hold, closes it or takes it up again.
///
/// # Errors
/// 完了 is for stages 8 and 9; on hold and cancelled ask for a reason.
pub fn set_status(
    engagement: &mut Engagement,
    status: Status,
    reason: &str,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) -> Result<(), Rejection> {
    let reason = reason.trim();
    if engagement.status == status {
        return Err(Rejection::SameStatus);
    }
    if [engagement.status, status].contains(&Status::Template) {
        return Err(Rejection::Template);
    }
    if status == Status::Done && engagement.stage < Stage::Deliver {
        return Err(Rejection::DoneTooEarly);
    }
    if reason.is_empty() && matches!(status, Status::OnHold | Status::Cancelled) {
        return Err(Rejection::ReasonMissing);
    }
    engagement.status = status;
    engagement.status_reason = reason.to_owned();
    engagement.history.push(Entry {
        id: ids.row(),
        at: Some(at),
        from: engagement.stage,
        to: engagement.stage,
        kind: MoveKind::Status,
        status: Some(status),
        reason: reason.to_owned(),
        ..Entry::default()
    });
    Ok(())
}

struct Mover<'a> {
    engagement: &'a mut Engagement,
    reason: &'a str,
    today: NaiveDate,
    now: NaiveDateTime,
    ids: &'a mut IdSource,
}

impl Mover<'_> {
    fn leave(&mut self, kind: MoveKind, successor: Option<CandidateId>) {
        match kind {
            MoveKind::Rework => self.decide_trial(Verdict::Rework),
            MoveKind::ChangeCompany => {
                self.decide_trial(Verdict::ChangeCompany);
                self.drop_chosen(successor);
            }
            MoveKind::SkipTrial => self.skip_trial(),
            MoveKind::NextCycle => {
                self.close_cycle();
                self.open_cycle();
            }
            MoveKind::NewWork => {
                self.close_cycle();
                let sealed = self.engagement.clarify.clone();
                renew_brief(self.engagement, sealed, self.reason, self.today, self.ids);
            }
            MoveKind::ChangeOfPlan => self.close_cycle(),
            MoveKind::EndContract => {
                self.close_cycle();
                let ended = Contract {
                    ended_on: Some(self.today),
                    ended_reason: self.reason.to_owned(),
                    ..std::mem::take(&mut self.engagement.contract)
                };
                self.engagement.past_contracts.push(ended);
                self.retire_decision();
            }
            MoveKind::Forward | MoveKind::Back | MoveKind::Revision | MoveKind::Status => {}
        }
    }

    fn enter(&mut self, to: Stage) {
        if to > Stage::Clarify && self.engagement.briefs.is_empty() {
            let terms = self.engagement.terms();
            let first = Brief { id: self.ids.row(), version: 1, since: Some(self.today), terms, ..Brief::default() };
            self.engagement.briefs.push(first);
        }
        match to {
            Stage::Trial => self.open_trial(),
            Stage::Contract => self.open_contract(),
            Stage::Start | Stage::Deliver | Stage::Review => {
                self.open_contract();
                if self.engagement.open_cycle().is_none() {
                    self.open_cycle();
                }
            }
            Stage::Clarify | Stage::Select | Stage::Quote | Stage::Meet => {}
        }
    }

    /// Records the verdict that the move speaks out, where none was given yet. A trial that was
    /// skipped has none.
    fn decide_trial(&mut self, verdict: Verdict) {
        let chosen = self.engagement.decision.chosen;
        if let Some(trial) = self.engagement.trials.last_mut()
            && trial.candidate == chosen
            && !trial.skipped()
            && trial.verdict != verdict
        {
            trial.verdict = verdict;
            trial.verdict_on = Some(self.today);
            if trial.verdict_reason.is_empty() {
                trial.verdict_reason = self.reason.to_owned();
            }
        }
    }

    /// Marks the chosen company 見送り and puts the successor, where there is one, in its place.
    fn drop_chosen(&mut self, successor: Option<CandidateId>) {
        let dropped = self.engagement.decision.chosen;
        self.retire_decision();
        for candidate in &mut self.engagement.candidates {
            if Some(candidate.id) == dropped {
                candidate.standing = Standing::Dropped;
                candidate.dropped_reason = self.reason.to_owned();
                candidate.dropped_on = Some(self.today);
            } else if Some(candidate.id) == successor {
                candidate.standing = Standing::Considered;
                candidate.dropped_reason.clear();
                candidate.dropped_on = None;
                self.engagement.decision.chosen = successor;
                self.engagement.decision.decided_on = Some(self.today);
            }
        }
    }

    fn retire_decision(&mut self) {
        let decision = std::mem::take(&mut self.engagement.decision);
        if decision != Decision::default() {
            self.engagement.past_decisions.push(decision);
        }
    }

    fn skip_trial(&mut self) {
        let open = self.engagement.trial().is_some_and(|trial| trial.verdict == Verdict::Open);
        if !open {
            let trial = Trial {
                id: self.ids.row(),
                candidate: self.engagement.decision.chosen,
                offered: Offer::NotOffered,
                ..Trial::default()
            };
            self.engagement.trials.push(trial);
        }
        if let Some(trial) = self.engagement.trials.last_mut() {
            trial.skipped_reason = self.reason.to_owned();
        }
    }

    /// Opens a trial with the tasks of the brief, unless one with the chosen company is open.
    fn open_trial(&mut self) {
        let going_on = self
            .engagement
            .trial()
            .is_some_and(|trial| matches!(trial.verdict, Verdict::Open | Verdict::Proceed) && !trial.skipped());
        if going_on {
            return;
        }
        let tasks = trial_tasks(&self.engagement.clarify, self.ids);
        let candidate = self.engagement.decision.chosen;
        let brief = self.engagement.brief_version();
        self.engagement.trials.push(Trial { id: self.ids.row(), candidate, brief, tasks, ..Trial::default() });
    }

    /// Takes over the company and its latest quote, where the contract does not say yet.
    fn open_contract(&mut self) {
        let Some(chosen) = self.engagement.chosen() else {
            return;
        };
        let quote = chosen.quotes.last();
        let (id, plan) = (chosen.id, quote.map(|quote| quote.plan.clone()).unwrap_or_default());
        let (quote, minimum) = (quote.map(|quote| quote.id), quote.and_then(|quote| quote.minimum_months));
        let contract = &mut self.engagement.contract;
        if contract.candidate.is_none() {
            contract.candidate = Some(id);
            contract.quote = quote;
            contract.minimum_months = contract.minimum_months.or(minimum);
            if contract.plan.is_empty() {
                contract.plan = plan;
            }
        } else if contract.candidate != Some(id) {
            // The company changed: what was agreed with the other one stays readable.
            let former = std::mem::take(contract);
            *contract = Contract { candidate: Some(id), quote, plan, minimum_months: minimum, ..Contract::default() };
            if former.signed_on.is_some() {
                self.engagement.past_contracts.push(Contract { ended_on: Some(self.today), ..former });
            }
        }
    }

    fn close_cycle(&mut self) {
        let quote = self.engagement.contract.quote;
        if let Some(cycle) = self.engagement.cycles.last_mut()
            && cycle.closed_on.is_none()
        {
            cycle.closed_on = Some(self.today);
            timing::close(cycle, self.now);
            cycle.quote = cycle.quote.or(quote);
        }
    }

    fn open_cycle(&mut self) {
        let last = self.engagement.cycles.last();
        let number = last.map_or(1, |cycle| cycle.number + 1);
        // What is not settled is carried over; in the cycle that is closed it stays as it was then.
        let open = last.into_iter().flat_map(|cycle| {
            let open = cycle.review.points.iter().filter(|point| point.is_open());
            open.map(|point| (point.clone(), point.carried_from.unwrap_or(cycle.number)))
        });
        let points =
            open.map(|(point, from)| ReviewPoint { id: self.ids.row(), carried_from: Some(from), ..point }).collect();
        let review = Review { points, ..Review::default() };
        let cycle = Cycle { id: self.ids.row(), number, opened_on: Some(self.today), review, ..Cycle::default() };
        self.engagement.cycles.push(cycle);
    }
}

fn trial_tasks(brief: &Clarify, ids: &mut IdSource) -> Vec<TrialTask> {
    let named = brief.tasks.iter().filter(|task| !task.name.trim().is_empty());
    named
        .map(|task| TrialTask { id: ids.row(), name: task.name.clone(), planned: task.hours, ..TrialTask::default() })
        .collect()
}

/// Begins a new version of the brief; the old one is sealed as it stood. Before the first version
/// there is nothing to renew.
pub fn renew_brief(engagement: &mut Engagement, sealed: Clarify, reason: &str, today: NaiveDate, ids: &mut IdSource) {
    let terms = engagement.terms();
    let Some(last) = engagement.briefs.last_mut() else {
        return;
    };
    last.sealed = Some(Box::new(sealed));
    let next = Brief {
        id: ids.row(),
        version: last.version + 1,
        since: Some(today),
        reason: reason.to_owned(),
        terms,
        sealed: None,
    };
    engagement.briefs.push(next);
}
