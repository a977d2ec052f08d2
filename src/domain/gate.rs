//! Gates: what a stage asks for before the card goes on.

use super::comparison::{unscored, weighted_criteria};
use super::engagement::Engagement;
use super::ids::{CandidateId, RowId};
use super::stage::Stage;
use super::stage::select::Standing;
use super::stage::trial::{Finding, Verdict};
use serde::{Deserialize, Serialize};

/// Something that a gate found missing.
// The default only makes room for one that is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Stage 1: a task with its hours a month.
    #[default]
    TaskWithHours,
    /// Stage 1: 依頼の目的
    Purpose,
    /// Stage 1: a success criterion.
    Criterion,
    /// Stage 1, a warning: 手元の資料 that are missing or not ready.
    MaterialsNotReady,
    /// Stage 2: a candidate with every weighted criterion scored.
    ScoredCandidate,
    /// Stage 2, a warning: fewer than three candidates.
    FewCandidates,
    /// Stage 3: a quote.
    Quote,
    /// Stage 3: the irregular cases answered, even with なし.
    Irregular,
    /// Stage 4: a candidate chosen. Without it there is no trial and no contract.
    Choice,
    /// Stage 4: the reason for the choice.
    ChoiceReason,
    /// Stage 4: an open point not yet told.
    OpenPoint(CandidateId, RowId),
    /// Stage 5: the verdict 契約へ, or the trial skipped.
    Verdict,
    /// Stage 6: signed. Without it no work starts.
    Signed,
    /// Stage 6: a date on which the contract starts.
    StartDate,
    /// Stage 6: the kick-off held or dated.
    Kickoff,
    /// Stage 7: a blocking question without an answer.
    BlockingQuestion(RowId),
    /// Stage 7: something delivered, or a work that is over without. Until then there is nothing to check.
    Delivered,
    /// Stage 8: a deliverable not checked.
    Unchecked(RowId),
    /// Stage 8: a revision not done.
    OpenRevision(RowId),
}

super::stored::values!(Need);

/// How much a need weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The gate warns and lets pass.
    Warning,
    /// The gate asks for it; a reason written down goes on all the same.
    Required,
    /// Without it the stages behind the gate make no sense; nothing goes on.
    Integrity,
}

impl Need {
    /// How much the need weighs.
    pub fn level(self) -> Level {
        match self {
            Self::MaterialsNotReady | Self::FewCandidates => Level::Warning,
            Self::Choice | Self::Signed | Self::Delivered => Level::Integrity,
            _ => Level::Required,
        }
    }

    /// The stage whose form holds what is missing.
    pub fn stage(self) -> Stage {
        match self {
            Self::TaskWithHours | Self::Purpose | Self::Criterion | Self::MaterialsNotReady => Stage::Clarify,
            Self::ScoredCandidate | Self::FewCandidates => Stage::Select,
            Self::Quote | Self::Irregular => Stage::Quote,
            Self::Choice | Self::ChoiceReason | Self::OpenPoint(..) => Stage::Meet,
            Self::Verdict => Stage::Trial,
            Self::Signed | Self::StartDate | Self::Kickoff => Stage::Contract,
            Self::BlockingQuestion(_) => Stage::Start,
            Self::Delivered | Self::Unchecked(_) | Self::OpenRevision(_) => Stage::Deliver,
        }
    }
}

/// What the gate at the end of a stage finds missing, warnings included, in the order of the form.
pub fn needs(engagement: &Engagement, stage: Stage) -> Vec<Need> {
    let mut found = Vec::new();
    let mut ask = |need: Need, met: bool| {
        if !met {
            found.push(need);
        }
    };
    match stage {
        Stage::Clarify => {
            let brief = &engagement.clarify;
            ask(Need::TaskWithHours, brief.tasks.iter().any(|task| !blank(&task.name) && task.hours.is_some()));
            ask(Need::Purpose, !blank(&brief.purpose));
            ask(Need::Criterion, brief.criteria.iter().any(|criterion| !blank(&criterion.text)));
            let ready = !brief.materials.is_empty() && brief.materials.iter().all(|material| material.ready);
            ask(Need::MaterialsNotReady, ready);
        }
        Stage::Select => {
            ask(Need::ScoredCandidate, engagement.in_running().any(|candidate| scored(engagement, candidate)));
            ask(Need::FewCandidates, engagement.in_running().count() >= 3);
        }
        Stage::Quote => {
            let priced =
                |candidate: &super::stage::select::Candidate| candidate.quotes.iter().any(|quote| quote.fee.is_some());
            ask(Need::Quote, engagement.in_running().any(priced));
            ask(Need::Irregular, engagement.irregular.answered());
        }
        Stage::Meet => {
            ask(Need::Choice, engagement.chosen().is_some());
            ask(Need::ChoiceReason, !blank(&engagement.decision.reason));
            for candidate in engagement.candidates.iter().filter(|candidate| candidate.standing != Standing::Dropped) {
                for point in &candidate.open_points {
                    ask(Need::OpenPoint(candidate.id, point.id), blank(&point.what) || point.done_on.is_some());
                }
            }
        }
        Stage::Trial => {
            let settled = |trial: &super::stage::trial::Trial| trial.skipped() || trial.verdict == Verdict::Proceed;
            ask(Need::Verdict, engagement.trial().is_some_and(settled));
        }
        Stage::Contract => {
            let contract = &engagement.contract;
            let with_chosen = contract.candidate == engagement.decision.chosen;
            ask(Need::Signed, contract.signed_on.is_some() && with_chosen);
            ask(Need::StartDate, contract.starts_on.is_some());
            ask(Need::Kickoff, contract.kickoff.held || contract.kickoff.at.is_some());
        }
        Stage::Start => {
            let Some(cycle) = engagement.open_cycle() else {
                return vec![Need::Delivered];
            };
            for question in cycle.questions.iter().filter(|question| question.blocking) {
                ask(Need::BlockingQuestion(question.id), !question.waiting());
            }
            let delivered = cycle.deliverables.iter().any(|deliverable| deliverable.delivered_on.is_some());
            // Work may be over without anything to hand over: calls taken, appointments kept.
            ask(Need::Delivered, delivered || cycle.works.iter().any(|work| work.done_on.is_some()));
        }
        Stage::Deliver => {
            for deliverable in engagement.open_cycle().into_iter().flat_map(|cycle| &cycle.deliverables) {
                let checked = deliverable.checked_on.is_some() && deliverable.finding != Finding::Unchecked;
                ask(Need::Unchecked(deliverable.id), checked);
            }
            for revision in engagement.open_cycle().into_iter().flat_map(|cycle| &cycle.revisions) {
                ask(Need::OpenRevision(revision.id), revision.done_on.is_some());
            }
        }
        Stage::Review => {}
    }
    found
}

/// What all gates between two stages find missing. The conditions of integrity are asked wherever
/// they lie: a card that was moved back and is short of them does not slip past them.
pub fn needs_between(engagement: &Engagement, from: Stage, to: Stage) -> Vec<Need> {
    let mut found: Vec<Need> = from.until(to).flat_map(|stage| needs(engagement, stage)).collect();
    for need in Stage::ALL.iter().filter(|stage| **stage < from).flat_map(|stage| needs(engagement, *stage)) {
        let bars = need.level() == Level::Integrity && from < to && !found.contains(&need);
        if bars {
            found.insert(0, need);
        }
    }
    found
}

/// Whether the stage's gate would let the card pass without a word.
pub fn passed(engagement: &Engagement, stage: Stage) -> bool {
    needs(engagement, stage).iter().all(|need| need.level() == Level::Warning)
}

fn scored(engagement: &Engagement, candidate: &super::stage::select::Candidate) -> bool {
    !blank(&candidate.name) && weighted_criteria(engagement).next().is_some() && unscored(engagement, candidate) == 0
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
