//! Templates: what is made from something that is there is its own, begins anew, and leaves what it was
//! made from as it is. A template is no work: it does not move, close or stand on the board.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::document::{Difference, Mode, export, parse, plan, preview};
use irai_board::domain::command::{Origin, Place};
use irai_board::domain::completeness::completeness;
use irai_board::domain::copy::content;
use irai_board::domain::ids::IdSource;
use irai_board::domain::movement::Consent;
use irai_board::domain::stage::clarify::{Material, MaterialKind, StoredFile};
use irai_board::domain::templates::{Language, Trade};
use irai_board::domain::validate::check_engagement;
use irai_board::domain::{Action, Board, Engagement, Label, Rejection, Stage, Status, Work};
use irai_board::text::{Lang, message};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use support::arbitrary::engagements;
use support::{act, now, sample_board, seed};

fn from(origin: Origin, title: &str, candidates: bool, template: bool) -> Action {
    Action::AddFrom { title: title.to_owned(), origin, candidates, template }
}

fn titled<'a>(board: &'a Board, title: &str) -> &'a Arc<Engagement> {
    board.engagements.values().find(|engagement| engagement.title == title).unwrap()
}

/// The engagement as JSON without ids: what is left is what it says.
fn said(engagement: &Engagement) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(rows) => rows.iter_mut().for_each(strip),
            serde_json::Value::Object(fields) => {
                fields.remove("id");
                fields.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(engagement).unwrap();
    strip(&mut value);
    value
}

#[test]
fn a_built_in_template_becomes_a_card_of_its_own_in_the_first_stage() {
    for (number, trade) in Trade::ALL.into_iter().enumerate() {
        let mut board = sample_board();
        let before = board.clone();
        let origin = Origin::BuiltIn(trade, Language::Japanese);
        let change = act(&mut board, number as u64 + 1, from(origin, "  自社の仕事 ", false, false)).unwrap();
        let made = titled(&board, "自社の仕事").clone();
        assert_eq!((made.stage, made.status, made.sample), (Stage::Clarify, Status::Active, false));
        assert_eq!(made.created_at, Some(now()));
        assert_eq!(completeness(&made).percent(), 89);
        assert_eq!(board.column(Stage::Clarify).last().unwrap().id, made.id);
        assert_eq!(change.label, Label::Add("自社の仕事".to_owned()));
        change.invert().apply(&mut board).unwrap();
        assert_eq!(board, before);
    }
}

#[test]
fn what_is_made_from_earlier_work_takes_the_need_and_leaves_what_happened() {
    let mut board = sample_board();
    let source = board.engagements.values().find(|one| one.stage == Stage::Start).unwrap().clone();
    assert!(!source.history.is_empty() && !source.cycles.is_empty() && source.candidates.len() == 3);
    act(&mut board, 1, from(Origin::Engagement(source.id), "来期の分", true, false)).unwrap();
    let made = titled(&board, "来期の分").clone();

    assert_eq!(made.stage, Stage::Clarify);
    assert_eq!(made.clarify.monthly(), source.clarify.monthly());
    assert_eq!(made.clarify.purpose, source.clarify.purpose);
    assert_eq!(made.clarify.budget, source.clarify.budget);
    assert_eq!(made.irregular, source.irregular);
    let weights = |one: &Engagement| one.selection.iter().map(|row| row.weight.get()).collect::<Vec<_>>();
    assert_eq!(weights(&made), weights(&source));
    assert!(made.clarify.criteria.iter().all(|criterion| !criterion.met));
    assert_eq!((made.due, made.clarify.wished_start), (None, None));
    assert_eq!(made.briefs.len() + made.history.len() + made.trials.len() + made.cycles.len(), 0);

    let names = |one: &Engagement| one.candidates.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&made), names(&source));
    for (candidate, earlier) in made.candidates.iter().zip(&source.candidates) {
        assert_eq!(
            (&candidate.site, &candidate.contact, &candidate.features),
            (&earlier.site, &earlier.contact, &earlier.features)
        );
        assert_eq!((candidate.privacy_mark, candidate.isms), (earlier.privacy_mark, earlier.isms));
        assert!(candidate.quotes.is_empty() && candidate.meetings.is_empty() && candidate.scores.is_empty());
        assert_eq!((candidate.inquiry.asked_on, candidate.rough_cost, candidate.fit), (None, None, None));
        assert_eq!(candidate.standing, Default::default());
    }
}

#[test]
fn a_manual_with_its_place_stays_ready_and_a_record_is_looked_through_again() {
    let material = |name: &str, kind, link: &str, ready| Material {
        name: name.to_owned(),
        kind,
        link: link.to_owned(),
        ready,
        ..Material::default()
    };
    let mut source = Engagement::default();
    source.clarify.materials = vec![
        material("手順書", MaterialKind::Manual, "https://example.com/manual", true),
        material("流れ図", MaterialKind::Workflow, "", true),
        material("作業記録", MaterialKind::Record, "記録.xlsx", true),
        material("規程", MaterialKind::Other, "https://example.com/rules", false),
        Material { file: Some(StoredFile::default()), ..material("手引き", MaterialKind::Manual, "", true) },
    ];
    let made = content(&source, false, &mut IdSource::new(seed(1)));
    let ready: Vec<bool> = made.clarify.materials.iter().map(|row| row.ready).collect();
    assert_eq!(ready, [true, false, false, false, true]);
}

#[test]
fn a_template_does_not_stand_on_the_board_is_not_closed_and_does_not_move() {
    let mut board = sample_board();
    let source = board.engagements.values().find(|one| one.stage == Stage::Meet).unwrap().clone();
    let change = act(&mut board, 1, from(Origin::Engagement(source.id), "経理のひな形", true, true)).unwrap();
    let made = titled(&board, "経理のひな形").clone();
    assert_eq!(made.status, Status::Template);
    assert!(!made.status.on_board() && !made.status.closed());
    assert_eq!(Stage::ALL.iter().map(|stage| board.column(*stage).len()).sum::<usize>(), 3);
    assert_eq!(message::change(&change.label, Lang::Ja), "ひな形『経理のひな形』を保存");

    let go = |to, place| Action::Move { id: made.id, to, place, filled: None, consent: Consent::default() };
    assert_eq!(act(&mut board, 2, go(Stage::Select, Place::Last)), Err(Rejection::Template));
    assert_eq!(act(&mut board, 3, go(Stage::Clarify, Place::First)), Err(Rejection::Template));
    for status in [Status::Active, Status::OnHold, Status::Done, Status::Cancelled] {
        let close = Action::SetStatus { id: made.id, status, reason: "理由".to_owned() };
        assert_eq!(act(&mut board, 4, close), Err(Rejection::Template));
    }
    let close = Action::SetStatus { id: source.id, status: Status::Template, reason: "理由".to_owned() };
    assert_eq!(act(&mut board, 5, close), Err(Rejection::Template));

    // It is edited as any engagement, and cards are made from it.
    let mut draft = (*made).clone();
    draft.title = "経理(標準)".to_owned();
    let edit = Action::Edit { draft: Arc::new(draft), field: "案件名".to_owned(), contested: false };
    act(&mut board, 6, edit).unwrap();
    act(&mut board, 7, from(Origin::Engagement(made.id), "4月からの経理", true, false)).unwrap();
    let card = titled(&board, "4月からの経理");
    assert_eq!((card.status, card.candidates.len()), (Status::Active, 3));
    assert_eq!(titled(&board, "経理(標準)").status, Status::Template);
    act(&mut board, 8, Action::Remove(made.id)).unwrap();
    assert!(board.get(made.id).is_none());
}

#[test]
fn a_name_is_asked_for_and_an_engagement_that_is_gone_is_said() {
    let mut board = sample_board();
    let origin = Origin::BuiltIn(Trade::Shop, Language::Japanese);
    assert!(matches!(act(&mut board, 1, from(origin, " ", false, false)), Err(Rejection::Invalid(_))));
    let gone = IdSource::new(seed(9)).engagement();
    assert_eq!(act(&mut board, 1, from(Origin::Engagement(gone), "名前", false, false)), Err(Rejection::Unknown(gone)));
}

#[test]
fn a_template_survives_a_file_and_is_told_as_one_before_the_import() {
    let mut board = sample_board();
    act(&mut board, 1, from(Origin::BuiltIn(Trade::Shop, Language::Japanese), "EC標準", false, true)).unwrap();
    let file = parse(export(&board, now()).as_bytes()).unwrap();
    assert_eq!(file.board, board);
    let told = preview(&Board::default(), &file);
    let templates: Vec<_> = told.rows.iter().filter(|row| row.template).map(|row| row.title.as_str()).collect();
    assert_eq!(templates, ["EC標準"]);
    assert!(told.rows.iter().all(|row| row.difference == Difference::New));
    let mut empty = Board::default();
    act(&mut empty, 2, plan(&Board::default(), &file, Mode::Merge, &BTreeMap::new())).unwrap();
    assert_eq!(titled(&empty, "EC標準").status, Status::Template);
}

#[test]
fn two_tabs_may_change_the_same_template() {
    let mut board = Board::default();
    act(&mut board, 1, from(Origin::BuiltIn(Trade::Sales, Language::Japanese), "標準", false, true)).unwrap();
    let made = titled(&board, "標準").clone();
    let edit = |change: fn(&mut Engagement)| {
        let mut draft = (*made).clone();
        change(&mut draft);
        Action::Edit { draft: Arc::new(draft), field: "項目".to_owned(), contested: false }
    };
    // Another tab changes the purpose, this one the title.
    let mut other = board.clone();
    let change = act(&mut other, 2, edit(|draft| draft.clarify.purpose = "別の目的".to_owned())).unwrap();
    let work = Work::of(&change, &board, &other, seed(3));
    act(&mut board, 4, edit(|draft| draft.title = "営業の標準".to_owned())).unwrap();
    let merged = work.merge(&board).unwrap();
    merged.apply(&mut board).unwrap();
    let both = board.get(made.id).unwrap();
    assert_eq!((both.title.as_str(), both.clarify.purpose.as_str()), ("営業の標準", "別の目的"));
    assert_eq!((both.status, both.overlaps.len()), (Status::Template, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_copy_is_its_own_and_its_source_is_untouched(
        source in engagements(),
        candidates in any::<bool>(),
        template in any::<bool>(),
    ) {
        let mut board = Board::default();
        board.engagements.insert(source.id, Arc::new(source.clone()));
        let before = board.clone();
        let change = act(&mut board, 7, from(Origin::Engagement(source.id), "写し", candidates, template)).unwrap();
        prop_assert_eq!(&**board.get(source.id).unwrap(), &source);
        prop_assert_eq!(board.engagements.len(), 2);
        let made = board.engagements.values().find(|one| one.id != source.id).unwrap();
        prop_assert_eq!(check_engagement(made), Ok(()));

        let ids = |one: &Engagement| one.row_ids().into_iter().map(|(_, id)| id).collect::<Vec<_>>();
        let (own, others): (Vec<_>, BTreeSet<_>) = (ids(made), ids(&source).into_iter().collect());
        prop_assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), own.len());
        prop_assert!(own.iter().all(|id| !others.contains(id)));

        prop_assert_eq!(made.status, if template { Status::Template } else { Status::Active });
        prop_assert_eq!(made.candidates.len(), if candidates { source.candidates.len() } else { 0 });
        let left = made.briefs.len() + made.history.len() + made.overlaps.len() + made.trials.len()
            + made.cycles.len() + made.past_contracts.len() + made.past_decisions.len();
        prop_assert_eq!(left, 0);
        prop_assert_eq!(&made.contract, &Default::default());
        prop_assert_eq!(&made.decision, &Default::default());
        prop_assert_eq!(&made.comparison, &Default::default());
        prop_assert_eq!(made.due, None);
        for candidate in &made.candidates {
            let happened = candidate.quotes.len() + candidate.meetings.len() + candidate.scores.len()
                + candidate.differences.len() + candidate.open_points.len();
            prop_assert_eq!(happened, 0);
            prop_assert_eq!(&candidate.inquiry, &Default::default());
        }

        // What is said is the same, copied once or twice.
        let mut ids = IdSource::new(seed(8));
        let once = content(&source, true, &mut ids);
        let twice = content(&once, true, &mut ids);
        prop_assert_eq!(said(&once), said(&twice));

        change.invert().apply(&mut board).unwrap();
        prop_assert_eq!(board, before);
    }
}
