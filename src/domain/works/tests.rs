use super::*;
use crate::domain::ids::IdSource;
use crate::domain::stage::clarify::Task;
use crate::domain::stage::cycle::{Question, Stall, Usage};
use crate::domain::stage::trial::Finding;
use chrono::NaiveDateTime;
use uuid::Uuid;

fn id(number: u128) -> RowId {
    RowId(Uuid::from_u128(number))
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn noon() -> Option<NaiveDateTime> {
    day("2026-07-01")?.and_hms_opt(12, 0, 0)
}

const WORK: u128 = 1;

fn bare() -> Cycle {
    Cycle { works: vec![Work { id: id(WORK), name: "請求書".to_owned(), ..Work::default() }], ..Cycle::default() }
}

fn deliverable(number: u128, delivered: bool, accepted: bool) -> Deliverable {
    Deliverable {
        id: id(number),
        work: Some(id(WORK)),
        delivered_on: if delivered { day("2026-07-10") } else { None },
        accepted_on: if accepted { day("2026-07-13") } else { None },
        ..Deliverable::default()
    }
}

fn revision(number: u128, of: u128, done: bool) -> Revision {
    Revision {
        id: id(number),
        deliverable: Some(id(of)),
        done_on: if done { day("2026-07-12") } else { None },
        ..Revision::default()
    }
}

fn question(of: u128, answered: bool, blocking: bool) -> Question {
    let answered_at = if answered { noon() } else { None };
    Question { id: id(900), work: Some(id(of)), answered_at, blocking, ..Question::default() }
}

fn used(of: u128, minutes: i64, running: bool) -> Usage {
    let running_since = if running { noon() } else { None };
    let time = minutes.try_into().ok();
    Usage { id: id(800), work: Some(id(of)), time, running_since, ..Usage::default() }
}

#[test]
fn a_state_follows_from_what_was_recorded() {
    use WorkState::*;
    type Make = fn(&mut Cycle);
    let cases: &[(&str, Make, WorkState)] = &[
        ("nothing", |_| {}, Requested),
        ("asked for on a day", |c| c.works[0].requested_on = day("2026-07-01"), Requested),
        ("begun", |c| c.works[0].started_on = day("2026-07-02"), Working),
        ("time used on it", |c| c.usage.push(used(WORK, 30, false)), Working),
        ("its clock runs", |c| c.usage.push(used(WORK, 0, true)), Working),
        ("no time used on it", |c| c.usage.push(used(WORK, 0, false)), Requested),
        ("time used on another", |c| c.usage.push(used(2, 30, false)), Requested),
        ("a question about it", |c| c.questions.push(question(WORK, false, false)), Working),
        ("an answered question about it", |c| c.questions.push(question(WORK, true, false)), Working),
        ("a question about another", |c| c.questions.push(question(2, false, true)), Requested),
        ("a deliverable to come", |c| c.deliverables.push(deliverable(10, false, false)), Requested),
        ("delivered", |c| c.deliverables.push(deliverable(10, true, false)), Delivered),
        ("accepted", |c| c.deliverables.push(deliverable(10, true, true)), Accepted),
        ("accepted without a day of delivery", |c| c.deliverables.push(deliverable(10, false, true)), Accepted),
        (
            "one accepted, one to be checked",
            |c| c.deliverables = vec![deliverable(10, true, true), deliverable(11, true, false)],
            Delivered,
        ),
        (
            "one accepted, one to come",
            |c| c.deliverables = vec![deliverable(10, true, true), deliverable(11, false, false)],
            Working,
        ),
        ("all accepted", |c| c.deliverables = vec![deliverable(10, true, true), deliverable(11, true, true)], Accepted),
        (
            "an open revision",
            |c| {
                c.deliverables.push(deliverable(10, true, false));
                c.revisions.push(revision(20, 10, false));
            },
            Revising,
        ),
        (
            "a revision that is done",
            |c| {
                c.deliverables.push(deliverable(10, true, false));
                c.revisions.push(revision(20, 10, true));
            },
            Delivered,
        ),
        (
            "one revision done, one open",
            |c| {
                c.deliverables.push(deliverable(10, true, false));
                c.revisions = vec![revision(20, 10, true), revision(21, 10, false)];
            },
            Revising,
        ),
        (
            "an open revision of what was accepted",
            |c| {
                c.deliverables.push(deliverable(10, true, true));
                c.revisions.push(revision(20, 10, false));
            },
            Revising,
        ),
        (
            "an open revision of another's",
            |c| {
                c.deliverables.push(deliverable(10, true, true));
                c.revisions.push(revision(20, 11, false));
            },
            Accepted,
        ),
        ("over without a deliverable", |c| c.works[0].done_on = day("2026-07-20"), Accepted),
        (
            "over, whatever else is open",
            |c| {
                c.works[0].done_on = day("2026-07-20");
                c.deliverables.push(deliverable(10, true, false));
                c.questions.push(question(WORK, false, true));
            },
            Accepted,
        ),
    ];
    for (name, make, expected) in cases {
        let mut cycle = bare();
        make(&mut cycle);
        assert_eq!(state(&cycle, &cycle.works[0]), *expected, "{name}");
    }
}

#[test]
fn what_stands_beside_the_state_is_told_apart_by_work_and_day() {
    let mut cycle = bare();
    cycle.works[0].due = day("2026-07-10");
    cycle.works[0].agreed = 60.try_into().ok();
    cycle.questions = vec![question(WORK, false, false), question(WORK, true, true), question(2, false, true)];
    cycle.stalls = vec![Stall { id: id(700), work: Some(id(WORK)), ..Stall::default() }];
    cycle.usage = vec![used(WORK, 45, false), used(WORK, 30, false), used(2, 500, false)];
    let on = |cycle: &Cycle, today: &str| Standing::of(cycle, &cycle.works[0], day(today).unwrap_or_default());

    let standing = on(&cycle, "2026-07-10");
    assert_eq!((standing.waiting, standing.blocked, standing.stalled, standing.overdue), (1, false, true, false));
    assert_eq!(standing.used.get(), 75);
    assert!(standing.beyond(&cycle.works[0]));
    assert!(on(&cycle, "2026-07-11").overdue);

    cycle.questions[0].blocking = true;
    cycle.stalls[0].solved_on = day("2026-07-03");
    cycle.works[0].agreed = 75.try_into().ok();
    let standing = on(&cycle, "2026-07-11");
    assert!(standing.blocked && !standing.stalled && !standing.beyond(&cycle.works[0]));
    cycle.works[0].done_on = day("2026-07-11");
    assert!(!on(&cycle, "2026-07-12").overdue);
}

#[test]
fn a_work_goes_through_all_five_states_and_back_by_its_facts() {
    use Fact::*;
    use WorkState::*;
    let steps: &[(Fact, WorkState)] = &[
        (Finish, Accepted),
        (NotFinished, Requested),
        (Start, Working),
        (Deliver, Delivered),
        (Revise, Revising),
        (Redeliver, Delivered),
        (Revise, Revising),
        (NotRevised, Delivered),
        (Accept, Accepted),
        (NotAccepted, Delivered),
        (NotDelivered, Working),
        (NotStarted, Requested),
    ];
    let mut cycle = bare();
    let mut fresh = IdSource::new(Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000));
    for (step, (fact, expected)) in steps.iter().enumerate() {
        let way = ways(&cycle, id(WORK)).into_iter().find(|(offered, _)| offered == fact);
        assert_eq!(way, Some((*fact, *expected)), "step {step}");
        let today = NaiveDate::from_ymd_opt(2026, 7, 1 + step as u32).unwrap_or_default();
        record(&mut cycle, id(WORK), *fact, &Stamp { today, by: "佐藤".to_owned(), fresh: fresh.row() });
        assert_eq!(state(&cycle, &cycle.works[0]), *expected, "step {step}");
    }
    // The delivery had been checked by then, so it stays, without its day.
    assert_eq!(cycle.deliverables.len(), 1);
    assert_eq!((cycle.deliverables[0].finding, cycle.deliverables[0].delivered_on), (Finding::Met, None));
    // The revision that was done stays, the one that was taken back went: asked for on July 5th, done on the 6th.
    assert_eq!(cycle.revisions.len(), 1);
    assert_eq!((cycle.revisions[0].asked_on, cycle.revisions[0].done_on), (day("2026-07-05"), day("2026-07-06")));
    assert_eq!((cycle.works[0].started_on, cycle.works[0].done_on), (None, None));
}

#[test]
fn what_a_person_wrote_of_a_delivery_is_kept_when_it_is_accepted_and_taken_back() {
    let mut cycle = bare();
    let mut rows = vec![deliverable(10, true, false), deliverable(11, true, false), deliverable(12, true, true)];
    rows[0].finding = Finding::NotMet;
    rows[0].checked_on = day("2026-07-11");
    rows[0].accepted_by = "田中".to_owned();
    cycle.deliverables = rows;
    let stamp = Stamp { today: day("2026-07-15").unwrap_or_default(), by: "佐藤".to_owned(), fresh: id(99) };
    record(&mut cycle, id(WORK), Fact::Accept, &stamp);
    let said = |row: &Deliverable| (row.accepted_on, row.accepted_by.clone(), row.checked_on, row.finding);
    assert_eq!(
        said(&cycle.deliverables[0]),
        (day("2026-07-15"), "田中".to_owned(), day("2026-07-11"), Finding::NotMet)
    );
    assert_eq!(said(&cycle.deliverables[1]), (day("2026-07-15"), "佐藤".to_owned(), day("2026-07-15"), Finding::Met));
    assert_eq!(said(&cycle.deliverables[2]).0, day("2026-07-13"));

    record(&mut cycle, id(WORK), Fact::NotAccepted, &stamp);
    let accepted: Vec<_> = cycle.deliverables.iter().map(|row| row.accepted_on).collect();
    assert_eq!(accepted, [None, None, day("2026-07-13")]);
    assert_eq!(cycle.deliverables[1].finding, Finding::Met);

    // A bare delivery goes with the day on which it came; one that was looked at stays without it.
    cycle.deliverables = vec![];
    assert_eq!(record(&mut cycle, id(WORK), Fact::Deliver, &stamp), Some(id(99)));
    assert_eq!(cycle.deliverables[0].name, "請求書");
    record(&mut cycle, id(WORK), Fact::NotDelivered, &stamp);
    assert_eq!(cycle.deliverables, []);
    cycle.deliverables = vec![Deliverable { note: "2件足りない".to_owned(), ..deliverable(10, true, false) }];
    record(&mut cycle, id(WORK), Fact::NotDelivered, &stamp);
    assert_eq!((cycle.deliverables.len(), cycle.deliverables[0].delivered_on), (1, None));
    // And what was to come is what has come.
    assert_eq!(record(&mut cycle, id(WORK), Fact::Deliver, &stamp), Some(id(10)));
    assert_eq!((cycle.deliverables.len(), cycle.deliverables[0].delivered_on), (1, day("2026-07-15")));
}

fn engagement(stage: Stage, states: &[WorkState]) -> Engagement {
    let mut cycle = Cycle { id: id(5), ..Cycle::default() };
    for (index, state) in states.iter().enumerate() {
        let (work, delivered) = (id(100 + index as u128), id(200 + index as u128));
        cycle.works.push(Work { id: work, name: "業務".to_owned(), ..Work::default() });
        let row = Deliverable { work: Some(work), ..deliverable(200 + index as u128, true, state.over()) };
        match state {
            WorkState::Requested => {}
            WorkState::Working => cycle.works[index].started_on = day("2026-07-01"),
            WorkState::Delivered | WorkState::Accepted => cycle.deliverables.push(row),
            WorkState::Revising => {
                cycle.deliverables.push(row);
                cycle.revisions.push(Revision { deliverable: Some(delivered), ..Revision::default() });
            }
        }
        assert_eq!(super::state(&cycle, &cycle.works[index]), *state);
    }
    Engagement { stage, cycles: vec![cycle], ..Engagement::default() }
}

#[test]
fn the_works_together_suggest_a_stage() {
    use Stage::{Contract, Deliver, Review, Start};
    use Suggestion::{Done, To};
    use WorkState::{Accepted, Delivered, Requested, Revising, Working};
    let cases: &[(Stage, &[WorkState], Option<Suggestion>)] = &[
        (Start, &[], None),
        (Start, &[Requested, Working], None),
        (Start, &[Working, Delivered], None),
        (Start, &[Delivered], Some(To(Deliver))),
        (Start, &[Delivered, Revising, Accepted], Some(To(Deliver))),
        (Start, &[Accepted, Accepted], Some(To(Review))),
        (Deliver, &[Requested, Working], Some(To(Start))),
        (Deliver, &[Working, Delivered], None),
        (Deliver, &[Working, Accepted], None),
        (Deliver, &[Delivered], None),
        (Deliver, &[Accepted], Some(To(Review))),
        (Review, &[Accepted], None),
        (Review, &[Accepted, Revising], Some(To(Deliver))),
        (Review, &[Working], None),
        (Contract, &[Accepted], None),
    ];
    for (stage, states, expected) in cases {
        assert_eq!(suggestion(&engagement(*stage, states)), *expected, "{stage:?} {states:?}");
    }
    for (stage, expected) in [(Start, To(Deliver)), (Deliver, Done), (Review, Done)] {
        let mut once = engagement(stage, &[Accepted]);
        let task = Task { name: "移転の案内".to_owned(), frequency: Frequency::Once, ..Task::default() };
        once.clarify.tasks = vec![task];
        assert_eq!(suggestion(&once), Some(expected), "a single work in {stage:?}");
        once.status = Status::OnHold;
        assert_eq!(suggestion(&once), None);
        once.status = Status::Active;
        once.cycles[0].closed_on = day("2026-07-31");
        assert_eq!(suggestion(&once), None);
    }
    let mut nameless = engagement(Start, &[Delivered, Requested]);
    nameless.cycles[0].works[1].name = " ".to_owned();
    assert_eq!(suggestion(&nameless), Some(To(Deliver)));
}
