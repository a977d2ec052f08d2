//! The table of moves, row by row.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::domain::command::Place;
use irai_board::domain::gate::{Need, needs, passed};
use irai_board::domain::movement::{Consent, MoveKind, Plan, suggested};
use irai_board::domain::stage::clarify::Answer;
use irai_board::domain::stage::select::{CandidateState, Standing};
use irai_board::domain::stage::trial::{Offer, Verdict};
use irai_board::domain::{Action, Engagement, Rejection, Stage, Status};
use std::sync::Arc;
use support::ready::{Spoil, because, board_of, moment, moved, ready};
use support::{act, now};

use Stage::{Clarify, Contract, Deliver, Meet, Quote as Quoting, Review, Select, Start, Trial as Trying};

fn set_status(engagement: &Engagement, status: Status, reason: &str) -> Result<Engagement, Rejection> {
    let mut board = board_of(engagement);
    let id = engagement.id;
    act(&mut board, moment(engagement), Action::SetStatus { id, status, reason: reason.to_owned() })?;
    Ok(Arc::unwrap_or_clone(board.engagements.remove(&id).expect("still there")))
}

/// A row of the table of moves: what sort of move it is and whether it asks for a reason.
struct Row {
    from: Stage,
    to: Stage,
    before: Spoil,
    kind: MoveKind,
    reason: bool,
    after: fn(&Engagement, &Engagement),
}

#[rustfmt::skip]
fn table() -> Vec<Row> {
    let row = |from, to, kind, reason, after| Row { from, to, before: |_| {}, kind, reason, after };
    let kept = |_: &Engagement, _: &Engagement| {};
    let mut rows = vec![
        row(Clarify, Select, MoveKind::Forward, false, |_, after| assert_eq!(after.brief_version(), 1)),
        row(Select, Quoting, MoveKind::Forward, false, kept),
        row(Quoting, Meet, MoveKind::Forward, false, kept),
        row(Meet, Trying, MoveKind::Forward, false, kept),
        row(Trying, Contract, MoveKind::Forward, false, kept),
        row(Contract, Start, MoveKind::Forward, false, kept),
        row(Start, Deliver, MoveKind::Forward, false, kept),
        row(Deliver, Review, MoveKind::Forward, false, kept),
        row(Clarify, Review, MoveKind::Forward, false, kept),
        row(Meet, Contract, MoveKind::Forward, false, kept),
        Row { before: |e| e.trials.clear(), ..row(Meet, Contract, MoveKind::SkipTrial, true, |_, after| {
            let trial = after.trial().expect("the skipped trial is kept");
            assert_eq!((trial.offered, trial.skipped_reason.as_str()), (Offer::NotOffered, "理由"));
            assert!(passed(after, Trying));
        }) },
        Row { before: no_trial_offered, ..row(Trying, Contract, MoveKind::SkipTrial, true, |_, after| {
            let trial = after.trial().expect("the skipped trial is kept");
            assert_eq!(trial.skipped_reason, "理由");
            assert!(passed(after, Trying));
        }) },
        Row { before: |e| e.trials.clear(), ..row(Meet, Trying, MoveKind::Forward, false, |_, after| {
            let trial = after.trial().expect("a trial is opened");
            let tasks: Vec<_> = trial.tasks.iter().map(|task| (&task.name, task.planned)).collect();
            let brief: Vec<_> = after.clarify.tasks.iter().map(|task| (&task.name, task.hours)).collect();
            assert_eq!(tasks, brief);
        }) },
        row(Trying, Meet, MoveKind::Rework, true, reworked),
        row(Trying, Quoting, MoveKind::Rework, true, reworked),
        row(Trying, Select, MoveKind::ChangeCompany, true, |before, after| {
            assert_eq!(after.trials[0].verdict, Verdict::ChangeCompany);
            let dropped = &after.candidates[0];
            assert_eq!((dropped.standing, dropped.dropped_reason.as_str()), (Standing::Dropped, "理由"));
            assert_eq!(dropped.dropped_on, Some(now().date_naive()));
            assert_eq!(after.state_of(dropped), CandidateState::Dropped);
            assert_eq!((after.decision.chosen, &after.past_decisions), (None, &vec![before.decision.clone()]));
        }),
        row(Select, Clarify, MoveKind::Back, true, kept),
        row(Meet, Select, MoveKind::Back, true, kept),
        row(Trying, Clarify, MoveKind::Back, true, kept),
        row(Contract, Trying, MoveKind::Back, true, kept),
        row(Start, Contract, MoveKind::Back, true, kept),
        row(Deliver, Meet, MoveKind::Back, true, kept),
        row(Review, Deliver, MoveKind::Back, true, kept),
        row(Deliver, Start, MoveKind::Revision, false, |before, after| assert_eq!(before.cycles, after.cycles)),
        row(Review, Start, MoveKind::NextCycle, false, |_, after| {
            assert_eq!(after.cycles.iter().map(|cycle| cycle.number).collect::<Vec<_>>(), [1, 2]);
            assert_eq!(after.cycles[0].closed_on, Some(now().date_naive()));
            assert!(after.cycles[1].works.is_empty() && after.cycles[1].closed_on.is_none());
        }),
        row(Review, Clarify, MoveKind::NewWork, false, |before, after| {
            assert_eq!(after.brief_version(), before.brief_version() + 1);
            let sealed = &after.briefs[after.briefs.len() - 2].sealed;
            assert_eq!(sealed.as_deref(), Some(&before.clarify));
            assert_eq!((&after.contract, &after.decision), (&before.contract, &before.decision));
            assert!(after.open_cycle().is_none());
        }),
        row(Review, Meet, MoveKind::ChangeOfPlan, true, |before, after| {
            assert_eq!((&after.contract, after.brief_version()), (&before.contract, before.brief_version()));
        }),
        row(Review, Select, MoveKind::EndContract, true, |before, after| {
            let old = &after.past_contracts[0];
            assert_eq!((old.ended_on, old.ended_reason.as_str()), (Some(now().date_naive()), "理由"));
            assert_eq!((old.signed_on, &old.plan, old.candidate), (before.contract.signed_on, &before.contract.plan, before.contract.candidate));
            assert_eq!(after.contract, Default::default());
            assert_eq!((&after.clarify, after.brief_version()), (&before.clarify, before.brief_version()));
            assert_eq!((after.decision.chosen, after.past_decisions.len()), (None, 1));
        }),
    ];
    for from in Stage::ALL {
        let back = Stage::ALL.iter().filter(|to| *to < from);
        let plain = |to: &&Stage| !rows.iter().any(|row| row.from == *from && row.to == **to);
        let more: Vec<_> = back.filter(plain).map(|to| row(*from, *to, MoveKind::Back, true, kept)).collect();
        rows.extend(more);
    }
    rows
}

fn no_trial_offered(engagement: &mut Engagement) {
    let trial = engagement.trials.last_mut().expect("there is a trial");
    trial.offered = Offer::NotOffered;
    trial.verdict = Verdict::Open;
}

fn reworked(before: &Engagement, after: &Engagement) {
    assert_eq!((after.decision.chosen, after.trials.len()), (before.decision.chosen, before.trials.len()));
    let trial = &after.trials[0];
    assert_eq!((trial.verdict, trial.verdict_reason.as_str()), (Verdict::Rework, "理由"));
    assert_eq!(trial.tasks, before.trials[0].tasks);
}

#[test]
fn each_row_of_the_table_of_moves_holds() {
    for Row { from, to, before, kind, reason, after } in table() {
        let name = format!("{from:?} → {to:?}, {kind:?}");
        let mut engagement = ready(from);
        before(&mut engagement);
        let plan = Plan::new(&engagement, to).expect(&name);
        assert_eq!((plan.kind, plan.asks_reason, plan.clear()), (kind, reason, !reason), "{name}");
        let bare = moved(&engagement, to, Consent::default());
        assert_eq!(bare.as_ref().err(), reason.then_some(&Rejection::ReasonMissing), "{name}");
        let outcome = moved(&engagement, to, because()).expect(&name);
        assert_eq!(outcome.stage, to, "{name}");
        let [entry] = outcome.history.as_slice() else { panic!("{name}: one entry") };
        assert_eq!((entry.from, entry.to, entry.kind), (from, to, kind), "{name}");
        assert_eq!((entry.reason.as_str(), entry.at, entry.status), ("理由", Some(now()), None), "{name}");
        after(&engagement, &outcome);
        nothing_is_lost(&name, &engagement, &outcome);
    }
}

/// Whatever the move: rows that were there are there.
fn nothing_is_lost(name: &str, before: &Engagement, after: &Engagement) {
    let ids = after.row_ids();
    for (place, id) in before.row_ids() {
        assert!(ids.iter().any(|(_, other)| *other == id), "{name}: {place}");
    }
}

#[test]
fn several_stages_forward_ask_at_every_gate_between() {
    let mut engagement = ready(Clarify);
    engagement.clarify.purpose.clear();
    engagement.irregular.other = Answer::Unanswered;
    engagement.contract.kickoff = Default::default();
    let missing = vec![Need::Purpose, Need::Irregular, Need::Kickoff];
    assert_eq!(moved(&engagement, Start, Consent::default()), Err(Rejection::Gate(missing)));
    assert_eq!(moved(&engagement, Select, Consent::default()), Err(Rejection::Gate(vec![Need::Purpose])));
}

#[test]
fn integrity_bars_wherever_the_card_comes_from() {
    let unchosen: Spoil = |engagement| engagement.decision = Default::default();
    let unsigned: Spoil = |engagement| engagement.contract.signed_on = None;
    let undelivered: Spoil = |engagement| engagement.cycles[0].deliverables.clear();
    let cases: [(&str, Spoil, Need, &[Stage]); 3] = [
        ("nobody chosen", unchosen, Need::Choice, &[Trying, Contract, Start, Deliver, Review]),
        ("not signed", unsigned, Need::Signed, &[Start, Deliver, Review]),
        ("nothing delivered", undelivered, Need::Delivered, &[Deliver, Review]),
    ];
    for (name, spoil, need, barred) in cases {
        for from in Stage::ALL {
            for to in barred.iter().filter(|to| *to > from) {
                let mut engagement = ready(*from);
                spoil(&mut engagement);
                engagement.cycles[0].revisions.clear();
                let consent = Consent { despite_gate: true, ..because() };
                match moved(&engagement, *to, consent) {
                    Err(Rejection::Barred(needs)) => assert!(needs.contains(&need), "{name}: {from:?} → {to:?}"),
                    other => panic!("{name}: {from:?} → {to:?}: {other:?}"),
                }
            }
        }
    }
}

/// The cycle before was closed with its deliverables; they do not open the next delivery.
#[test]
fn new_work_does_not_slip_into_delivery_on_the_last_cycles_deliverables() {
    let renewed = moved(&ready(Review), Clarify, Consent::default()).expect("new work");
    let consent = Consent { despite_gate: true, ..because() };
    assert_eq!(moved(&renewed, Deliver, consent), Err(Rejection::Barred(vec![Need::Delivered])));
    let started = moved(&renewed, Start, Consent::default()).expect("the contract goes on");
    assert_eq!(started.open_cycle().map(|cycle| cycle.number), Some(2));
}

#[test]
fn the_runner_up_takes_the_place_of_a_dropped_company() {
    let mut engagement = ready(Trying);
    engagement.candidates[1].standing = Standing::RunnerUp;
    let successor = Some(engagement.candidates[1].id);
    let outcome = moved(&engagement, Select, Consent { successor, ..because() }).expect("moved");
    assert_eq!(outcome.decision.chosen, successor);
    assert_eq!(outcome.candidates[1].standing, Standing::Considered);
    assert_eq!(needs(&outcome, Meet), [Need::ChoiceReason]);
    assert!(outcome.trial().is_none(), "the failed trial was with the other company");
}

#[test]
fn a_second_trial_leaves_the_first_as_it_was() {
    let back = moved(&ready(Trying), Meet, because()).expect("back");
    let again = moved(&back, Trying, Consent::default()).expect("again");
    assert_eq!(again.trials.iter().map(|trial| trial.verdict).collect::<Vec<_>>(), [Verdict::Rework, Verdict::Open]);
    assert_eq!(again.trials[0], back.trials[0]);
}

#[test]
fn a_change_of_terms_makes_a_new_version_once_somebody_was_told_the_old() {
    let mut board = board_of(&ready(Quoting));
    let id = *board.engagements.keys().next().expect("one");
    let mut draft = (*board.engagements[&id]).clone();
    draft.irregular.weekend = Answer::Yes;
    act(
        &mut board,
        1,
        Action::Edit { draft: Arc::new(draft.clone()), field: "土日の依頼".to_owned(), contested: false },
    )
    .expect("edited");
    let edited = &board.engagements[&id];
    assert_eq!(edited.brief_version(), 2);
    assert_eq!(edited.briefs[0].sealed.as_deref(), Some(&draft.clarify));
    assert!(edited.candidates[0].quotes.iter().all(|quote| quote.brief == 1), "quotes stay on the version they answer");
}

#[test]
fn closing_and_holding() {
    for stage in Stage::ALL {
        let engagement = ready(*stage);
        let done = set_status(&engagement, Status::Done, "終了");
        assert_eq!(done.is_ok(), *stage >= Deliver, "{stage:?}");
        if *stage < Deliver {
            assert_eq!(done, Err(Rejection::DoneTooEarly));
        }
        for status in [Status::OnHold, Status::Cancelled] {
            assert_eq!(set_status(&engagement, status, " \n"), Err(Rejection::ReasonMissing), "{stage:?}");
            let set = set_status(&engagement, status, "社内都合").expect("with a reason");
            assert_eq!((set.status, set.status_reason.as_str(), set.stage), (status, "社内都合", *stage));
            let entry = &set.history[0];
            assert_eq!((entry.kind, entry.status, entry.reason.as_str()), (MoveKind::Status, Some(status), "社内都合"));
            assert_eq!(set_status(&set, status, "もう一度"), Err(Rejection::SameStatus));
            let again = set_status(&set, Status::Active, "").expect("taken up again");
            assert_eq!((again.status, again.status_reason.as_str(), again.history.len()), (Status::Active, "", 2));
        }
    }
}

#[test]
fn closing_with_its_summary_is_one_step() {
    let engagement = ready(Review);
    let before = board_of(&engagement);
    let mut draft = engagement.clone();
    draft.closing.outcome = "締めが2日早くなった".to_owned();
    let finish = |draft: &Engagement| Action::Finish { id: engagement.id, filled: Some(Arc::new(draft.clone())) };
    let mut board = before.clone();
    let change = act(&mut board, moment(&engagement), finish(&draft)).expect("closed");
    let closed = board.get(engagement.id).expect("there");
    assert_eq!((closed.status, closed.closing.outcome.as_str()), (Status::Done, "締めが2日早くなった"));
    assert_eq!(closed.closed_on(), Some(now().date_naive()));
    change.invert().apply(&mut board).expect("taken back");
    assert_eq!(board, before);

    draft.stage = Clarify;
    assert_eq!(act(&mut board, moment(&engagement), finish(&draft)).err(), Some(Rejection::Protected("stage")));
    let early = Action::Finish { id: engagement.id, filled: None };
    let mut board = board_of(&Engagement { stage: Meet, ..engagement.clone() });
    assert_eq!(act(&mut board, moment(&engagement), early).err(), Some(Rejection::DoneTooEarly));
}

#[test]
fn filling_the_gate_and_moving_is_one_step() {
    let mut engagement = ready(Clarify);
    engagement.clarify.purpose.clear();
    let first = board_of(&engagement);
    let mut board = first.clone();
    let mut filled = engagement.clone();
    filled.clarify.purpose = "月初の残業を減らす".to_owned();
    let go = |filled| Action::Move {
        id: engagement.id,
        to: Select,
        place: Place::Last,
        filled,
        consent: Consent::default(),
    };
    assert_eq!(act(&mut board, 1, go(None)), Err(Rejection::Gate(vec![Need::Purpose])));
    assert_eq!(board, first);
    let change = act(&mut board, 1, go(Some(Arc::new(filled)))).expect("filled");
    let after = &board.engagements[&engagement.id];
    assert_eq!((after.stage, after.clarify.purpose.as_str()), (Select, "月初の残業を減らす"));
    change.invert().apply(&mut board).expect("undone");
    assert_eq!(board, first);
}

#[test]
fn a_closed_engagement_is_taken_up_again_before_it_moves() {
    let engagement = ready(Review);
    let done = set_status(&engagement, Status::Done, "").expect("stage 9 can be closed");
    let refused = moved(&done, Start, because());
    assert_eq!(refused, Err(Rejection::Closed));
}

#[test]
fn a_contract_with_another_company_is_no_contract_with_this_one() {
    let mut engagement = ready(Start);
    let other = engagement.candidates.iter().find(|candidate| Some(candidate.id) != engagement.decision.chosen);
    engagement.decision.chosen = other.map(|candidate| candidate.id);
    assert!(needs(&engagement, Contract).contains(&Need::Signed));
    engagement.stage = Meet;
    let after = moved(&engagement, Contract, because()).expect("the way to the contract is free");
    assert_eq!(after.contract.candidate, engagement.decision.chosen);
    assert_eq!(after.contract.signed_on, None);
    assert_eq!(after.past_contracts.len(), engagement.past_contracts.len() + 1);
    assert_eq!(after.past_contracts.last().and_then(|contract| contract.signed_on), engagement.contract.signed_on);
}

#[test]
fn a_reviewed_amount_of_work_reprices_until_the_brief_says_it_itself() {
    let mut engagement = ready(Meet);
    engagement.trials.clear();
    let mut tried = moved(&engagement, Trying, because()).expect("the gate is met");
    let trial = tried.trials.last_mut().expect("a trial is opened");
    for task in &mut trial.tasks {
        task.actual = task.planned;
    }
    let first = trial.tasks.first_mut().expect("the brief has a task");
    let planned = first.planned.expect("the task has hours");
    first.actual = Some(planned + planned);
    assert_eq!(tried.rework_ratio(), None, "no verdict yet");
    let reviewed = moved(&tried, Meet, because()).expect("the way back is free");
    let (before, after) = reviewed.rework_ratio().expect("the trial speaks for the hours");
    assert_eq!(after, before + planned);
    let mut told = reviewed.clone();
    told.clarify.tasks[0].hours = Some(planned + planned);
    let mut board = board_of(&reviewed);
    let edit = Action::Edit { draft: Arc::new(told), field: "月の時間".to_owned(), contested: false };
    act(&mut board, moment(&reviewed), edit).expect("the brief can be edited");
    let told = board.get(reviewed.id).expect("still there");
    assert_eq!(told.brief_version(), reviewed.brief_version() + 1);
    assert_eq!(told.rework_ratio(), None);
}

#[test]
fn the_way_that_is_suggested_follows_the_verdict() {
    let mut engagement = ready(Trying);
    let mut after = |verdict| {
        engagement.trials.last_mut().expect("there is a trial").verdict = verdict;
        suggested(&engagement)
    };
    assert_eq!(after(Verdict::Open), Contract);
    assert_eq!(after(Verdict::Proceed), Contract);
    assert_eq!(after(Verdict::Rework), Meet);
    assert_eq!(after(Verdict::ChangeCompany), Select);
    assert_eq!(suggested(&ready(Clarify)), Select);
    assert_eq!(suggested(&ready(Review)), Start);
}
