//! The gates: what each asks for, and what it weighs at the move.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::domain::gate::{Level, Need, needs, passed};
use irai_board::domain::movement::Consent;
use irai_board::domain::stage::clarify::Answer;
use irai_board::domain::stage::meet::OpenPoint;
use irai_board::domain::stage::select::Standing;
use irai_board::domain::stage::trial::{Finding, Verdict};
use irai_board::domain::{CandidateId, Engagement, Rejection, RowId, Stage};
use support::ready::{EXTRA, Spoil, because, moved, ready};
use support::{now, seed};

use Stage::{Clarify, Contract, Deliver, Meet, Quote as Quoting, Select, Start, Trial as Trying};

fn first(engagement: &Engagement) -> CandidateId {
    engagement.candidates[0].id
}

/// What each gate asks for: take it away, and the gate says so.
#[rustfmt::skip]
fn gates() -> Vec<(&'static str, Stage, Need, Spoil)> {
    let sample = ready(Start);
    let cycle = &sample.cycles[0];
    let (point, question) = (RowId(seed(EXTRA + 1)), cycle.questions[0].id);
    let (deliverable, revision) = (cycle.deliverables[0].id, cycle.revisions[0].id);
    vec![
        ("no task", Clarify, Need::TaskWithHours, |e| e.clarify.tasks.clear()),
        ("no hours", Clarify, Need::TaskWithHours, |e| e.clarify.tasks.iter_mut().for_each(|task| task.hours = None)),
        ("hours of nothing", Clarify, Need::TaskWithHours, |e| e.clarify.tasks.iter_mut().for_each(|task| task.name = " ".into())),
        ("no purpose", Clarify, Need::Purpose, |e| e.clarify.purpose = "\n ".into()),
        ("no criterion", Clarify, Need::Criterion, |e| e.clarify.criteria.iter_mut().for_each(|row| row.text.clear())),
        ("no materials", Clarify, Need::MaterialsNotReady, |e| e.clarify.materials.clear()),
        ("a material not ready", Clarify, Need::MaterialsNotReady, |e| e.clarify.materials[0].ready = false),
        ("no scores", Select, Need::ScoredCandidate, |e| e.candidates.iter_mut().for_each(|row| row.scores.clear())),
        ("a score each is missing", Select, Need::ScoredCandidate, |e| e.candidates.iter_mut().for_each(|row| { row.scores.pop_first(); })),
        ("no criterion that counts", Select, Need::ScoredCandidate, |e| e.selection.iter_mut().for_each(|row| row.weight = Default::default())),
        ("two candidates", Select, Need::FewCandidates, |e| e.candidates.truncate(2)),
        ("a third that is dropped", Select, Need::FewCandidates, |e| e.candidates[2].standing = Standing::Dropped),
        ("no quote", Quoting, Need::Quote, |e| { e.candidates[0].quotes.clear(); e.contract.quote = None; e.cycles.iter_mut().for_each(|cycle| cycle.quote = None); }),
        ("a quote without a price", Quoting, Need::Quote, |e| e.candidates[0].quotes[0].fee = None),
        ("the quote of a dropped company", Quoting, Need::Quote, |e| e.candidates[0].standing = Standing::Dropped),
        ("weekend work unsaid", Quoting, Need::Irregular, |e| e.irregular.weekend = Answer::Unanswered),
        ("fluctuation unsaid", Quoting, Need::Irregular, |e| e.irregular.fluctuation = Answer::Unanswered),
        ("other cases unsaid", Quoting, Need::Irregular, |e| e.irregular.other = Answer::Unanswered),
        ("nobody chosen", Meet, Need::Choice, |e| e.decision.chosen = None),
        ("no reason for the choice", Meet, Need::ChoiceReason, |e| e.decision.reason = " ".into()),
        ("an open point", Meet, Need::OpenPoint(first(&sample), point), |e| e.candidates[0].open_points.push(OpenPoint { id: RowId(seed(EXTRA + 1)), what: "締め日".into(), ..OpenPoint::default() })),
        ("no verdict", Trying, Need::Verdict, |e| e.trials[0].verdict = Verdict::Open),
        ("another verdict", Trying, Need::Verdict, |e| e.trials[0].verdict = Verdict::Rework),
        ("a trial with another company", Trying, Need::Verdict, |e| e.trials[0].candidate = Some(e.candidates[1].id)),
        ("not signed", Contract, Need::Signed, |e| e.contract.signed_on = None),
        ("no start", Contract, Need::StartDate, |e| e.contract.starts_on = None),
        ("no kick-off", Contract, Need::Kickoff, |e| e.contract.kickoff = Default::default()),
        ("a blocking question", Start, Need::BlockingQuestion(question), |e| e.cycles[0].questions[0].answered_at = None),
        ("nothing delivered", Start, Need::Delivered, |e| e.cycles[0].deliverables.iter_mut().for_each(|row| row.delivered_on = None)),
        ("no cycle", Start, Need::Delivered, |e| e.cycles.clear()),
        ("a cycle that is closed", Start, Need::Delivered, |e| e.cycles[0].closed_on = Some(now().date_naive())),
        ("a deliverable not checked", Deliver, Need::Unchecked(deliverable), |e| e.cycles[0].deliverables[0].checked_on = None),
        ("a deliverable without a finding", Deliver, Need::Unchecked(deliverable), |e| e.cycles[0].deliverables[0].finding = Finding::Unchecked),
        ("a revision not done", Deliver, Need::OpenRevision(revision), |e| e.cycles[0].revisions[0].done_on = None),
    ]
}

#[test]
fn a_gate_that_has_all_asks_for_nothing() {
    for stage in Stage::ALL {
        assert_eq!(needs(&ready(*stage), *stage), [], "{stage:?}");
    }
}

#[test]
fn each_gate_names_what_is_missing_and_only_that() {
    for (name, stage, need, spoil) in gates() {
        let mut engagement = ready(stage);
        spoil(&mut engagement);
        assert_eq!(needs(&engagement, stage), [need], "{name}");
        assert_eq!(passed(&engagement, stage), need.level() == Level::Warning, "{name}");
    }
}

#[test]
fn each_need_weighs_what_it_should_at_the_move() {
    for (name, stage, need, spoil) in gates() {
        let mut engagement = ready(stage);
        spoil(&mut engagement);
        let next = stage.next().expect("the last stage has no gate");
        let outcome = moved(&engagement, next, Consent::default());
        let overridden = moved(&engagement, next, Consent { despite_gate: true, ..because() });
        let unreasoned = moved(&engagement, next, Consent { despite_gate: true, ..Consent::default() });
        match need.level() {
            Level::Warning => {
                assert_eq!(outcome.expect(name).history[0].warned, [need], "{name}");
            }
            Level::Required => {
                assert_eq!(outcome, Err(Rejection::Gate(vec![need])), "{name}");
                assert_eq!(unreasoned, Err(Rejection::ReasonMissing), "{name}");
                let entry = overridden.expect(name).history[0].clone();
                assert_eq!((entry.overridden, entry.reason.as_str()), (vec![need], "理由"), "{name}");
            }
            Level::Integrity => {
                assert_eq!(outcome, Err(Rejection::Barred(vec![need])), "{name}");
                assert_eq!(overridden, Err(Rejection::Barred(vec![need])), "{name}");
            }
        }
    }
}
