use super::*;
use crate::domain::ids::Row;
use crate::domain::scalar::{Minutes, Rating};
use crate::domain::stage::cycle::{Cycle, Deliverable, Revision, RevisionCause};
use crate::domain::stage::meet::{ContactRating, Meeting};
use crate::domain::stage::quote::{Inquiry, Quote};
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::stage::trial::{Trial, TrialTask};

fn company(ids: &mut IdSource, name: &str) -> Candidate {
    Candidate { name: name.to_owned(), ..Candidate::with_id(ids.row()) }
}

fn rating(value: i64) -> Option<Rating> {
    Rating::try_from(value).ok()
}

fn trial(ids: &mut IdSource, candidate: RowId, planned: i64, actual: i64) -> Trial {
    let task = TrialTask {
        planned: Minutes::try_from(planned).ok(),
        actual: Minutes::try_from(actual).ok(),
        ..TrialTask::with_id(ids.row())
    };
    Trial { candidate: Some(candidate), tasks: vec![task], ..Trial::with_id(ids.row()) }
}

fn revision(ids: &mut IdSource, of: RowId, asked: &str, cause: RevisionCause) -> Revision {
    Revision { cause, deliverable: Some(of), asked_on: day(asked).into(), ..Revision::with_id(ids.row()) }
}

/// ＡＢＣ秘書 has the contract; a trial of 10 hours took 12; one of two deliveries went back twice, one
/// once.
fn contracted(ids: &mut IdSource) -> Engagement {
    let mut made = engagement(1, "2026-05-01");
    let quote = Quote::with_id(ids.row());
    let mut chosen = company(ids, "ＡＢＣ 秘書");
    chosen.inquiry = Inquiry {
        // Fri to Tue: two business days.
        asked_on: day("2026-06-05").into(),
        answered_on: day("2026-06-09").into(),
        ..Inquiry::default()
    };
    let meeting =
        |ids: &mut IdSource, smooth, understood| Meeting { smooth, understood, ..Meeting::with_id(ids.row()) };
    chosen.meetings = vec![meeting(ids, rating(5), rating(4)), meeting(ids, rating(4), None)];
    made.contract.candidate = Some(chosen.id);
    made.contract.signed_on = day("2026-06-20").into();
    made.contract.quote = Some(quote.id);
    made.trials = vec![trial(ids, chosen.id, 600, 720)];
    chosen.quotes = vec![quote];
    let delivered =
        |ids: &mut IdSource| Deliverable { delivered_on: day("2026-06-25").into(), ..Deliverable::with_id(ids.row()) };
    let (first, second) = (delivered(ids), delivered(ids));
    made.cycles = vec![Cycle {
        revisions: vec![
            revision(ids, first.id, "2026-06-26", RevisionCause::Mistake),
            revision(ids, first.id, "2026-06-29", RevisionCause::Request),
            revision(ids, second.id, "2026-06-26", RevisionCause::Unset),
        ],
        deliverables: vec![first, second, Deliverable::with_id(ids.row())],
        ..Cycle::with_id(ids.row())
    }];
    made.closing.again = rating(4);
    let mut dropped = company(ids, "しののめ");
    dropped.standing = Standing::Dropped;
    dropped.dropped_reason = " 土日に対応できない ".to_owned();
    made.candidates = vec![chosen, dropped, company(ids, "  ")];
    made
}

#[test]
fn a_company_is_one_over_all_engagements_and_only_what_was_entered_counts() {
    let mut ids = ids();
    let first = contracted(&mut ids);
    let mut second = engagement(2, "2026-06-01");
    let again = company(&mut ids, "abc秘書");
    second.trials = vec![
        trial(&mut ids, again.id, 300, 300),
        Trial { skipped_reason: "なし".to_owned(), ..trial(&mut ids, again.id, 1, 9) },
    ];
    second.candidates = vec![again, company(&mut ids, "あさひ")];
    let records = companies(&board([first, second]));
    let names: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
    assert_eq!(names, ["ＡＢＣ 秘書", "あさひ", "しののめ"]);

    let abc = &records[0];
    assert_eq!((abc.considered, abc.contracted, abc.trials), (2, 1, 2));
    // 720 + 300 against 600 + 300 minutes: 13.3 %.
    assert_eq!(abc.variance, Some(13));
    assert_eq!(abc.replies, figures(1, 20, 2, 2));
    assert_eq!(abc.contact, ContactRating { smooth: Some(450), understood: Some(400) });
    // Two deliveries went back three times; one of the two with a cause was a mistake.
    assert_eq!((abc.revision_rate(), abc.mistake_share(), abc.again), (Some(150), Some(50), Some(400)));
    assert_eq!(records[2].dropped, [(EngagementId(Uuid::from_u128(1)), "土日に対応できない".to_owned())]);
    // Nothing was entered for it, so nothing is said.
    let asahi = &records[1];
    assert!(Measure::ALL.iter().skip(3).all(|measure| measure.of(asahi).is_none()));
}

#[test]
fn a_cycle_counts_for_the_company_whose_quote_it_ran_under() {
    let mut ids = ids();
    let mut made = contracted(&mut ids);
    let mut earlier = company(&mut ids, "みなも秘書");
    let quote = Quote::with_id(ids.row());
    let deliverable = Deliverable { delivered_on: day("2026-05-02").into(), ..Deliverable::with_id(ids.row()) };
    let cycle = Cycle { quote: Some(quote.id), deliverables: vec![deliverable], ..Cycle::with_id(ids.row()) };
    earlier.quotes = vec![quote];
    made.candidates.push(earlier);
    made.cycles.insert(0, cycle);
    let records = companies(&board([made]));
    let delivered: Vec<_> = records.iter().map(|record| (record.name.as_str(), record.delivered)).collect();
    assert_eq!(delivered, [("ＡＢＣ 秘書", 2), ("しののめ", 0), ("みなも秘書", 1)]);
}

#[test]
fn companies_without_a_figure_come_last_in_either_order() {
    let record = |name: &str, again| CompanyRecord { name: name.to_owned(), again, ..CompanyRecord::default() };
    let records = [record("い", None), record("ろ", Some(300)), record("は", Some(500))];
    assert_eq!(ordered(&records, Measure::Again, true), [2, 1, 0]);
    assert_eq!(ordered(&records, Measure::Again, false), [1, 2, 0]);
    assert_eq!(ordered(&records, Measure::Name, false), [0, 2, 1]);
    assert!(Measure::Again.high_first() && !Measure::Revisions.high_first());
}
