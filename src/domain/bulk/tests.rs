use super::*;
use crate::domain::samples::samples;
use crate::domain::stage::clarify::{Criterion, Task};
use crate::domain::{Action, Change, Command, Label, Minutes, apply};
use proptest::prelude::*;

fn at() -> DateTime<FixedOffset> {
    "2026-07-01T10:00:00+09:00".parse().unwrap()
}

fn seed(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | (number << 64))
}

/// Cards in stage 1, of which `ready` ones can go on.
fn board(titles: &[(&str, bool)]) -> (Board, Vec<EngagementId>) {
    let mut board = Board::default();
    let mut rank = None;
    let mut order = Vec::new();
    for (index, (title, ready)) in titles.iter().enumerate() {
        let mut ids = IdSource::new(seed(index as u128));
        let next = Rank::between(rank.as_ref(), None);
        rank = Some(next.clone());
        let mut card =
            Engagement { id: ids.engagement(), title: (*title).to_owned(), rank: next, ..Engagement::default() };
        if *ready {
            let hours = Some(Minutes::hours(10));
            card.clarify.tasks = vec![Task { id: ids.row(), name: "請求書".to_owned(), hours, ..Task::default() }];
            card.clarify.purpose = "月初の定型作業を任せる".to_owned();
            card.clarify.criteria =
                vec![Criterion { id: ids.row(), text: "期限どおり".to_owned(), ..Criterion::default() }];
        }
        order.push(card.id);
        board.engagements.insert(card.id, Arc::new(card));
    }
    (board, order)
}

fn act(board: &mut Board, ids: &[EngagementId], deed: Deed) -> Result<Change, Rejection> {
    let action = Action::Bulk { ids: ids.to_vec(), deed };
    let change = apply(board, Command { at: at(), seed: seed(99), action })?;
    change.apply(board).unwrap();
    Ok(change)
}

fn titles(board: &Board, stage: Stage) -> Vec<&str> {
    board.column(stage).into_iter().map(|card| card.title.as_str()).collect()
}

#[test]
fn cards_that_the_gate_lets_pass_move_in_their_order_and_the_others_stay() {
    let (mut board, ids) = board(&[("一", true), ("二", false), ("三", true)]);
    let before = board.clone();
    // Told in another order, and one twice: they go as they stand.
    let chosen = [ids[2], ids[0], ids[1], ids[0]];
    let deed = Deed::Move(Stage::Select, Consent::default());
    let stay = refused(&board, &chosen, &deed, at());
    assert!(matches!(stay.as_slice(), [(id, Rejection::Gate(_))] if *id == ids[1]), "{stay:?}");
    let change = act(&mut board, &chosen, deed).unwrap();
    assert_eq!(titles(&board, Stage::Clarify), ["二"]);
    assert_eq!(titles(&board, Stage::Select), ["一", "三"]);
    assert_eq!(change.label, Label::Several(2, Box::new(Several::Move(Stage::Select))));
    change.invert().apply(&mut board).unwrap();
    assert_eq!(board, before);
}

#[test]
fn a_common_reason_takes_along_what_only_a_gate_held_back() {
    let (mut board, ids) = board(&[("一", true), ("二", false)]);
    let consent = Consent { reason: "急ぎ".to_owned(), despite_gate: true, successor: None };
    act(&mut board, &ids, Deed::Move(Stage::Select, consent)).unwrap();
    assert_eq!(titles(&board, Stage::Select), ["一", "二"]);
    let reasons: Vec<_> = ids.iter().map(|id| board.engagements[id].history[0].overridden.len()).collect();
    assert_eq!(reasons[0], 0);
    assert!(reasons[1] > 0);
}

#[test]
fn what_integrity_bars_stays_whatever_the_reason() {
    let (mut board, ids) = board(&[("一", true)]);
    let consent = Consent { reason: "急ぎ".to_owned(), despite_gate: true, successor: None };
    let deed = Deed::Move(Stage::Contract, consent);
    assert!(matches!(refused(&board, &ids, &deed, at()).as_slice(), [(_, Rejection::Barred(_))]));
    assert_eq!(act(&mut board, &ids, deed), Err(Rejection::Nothing));
    assert_eq!(titles(&board, Stage::Clarify), ["一"]);
}

#[test]
fn each_deed_changes_what_it_says() {
    let (mut board, ids) = board(&[("一", true), ("二", false)]);
    act(&mut board, &ids, Deed::AddLabel(" 経理 ".to_owned())).unwrap();
    act(&mut board, &ids[..1], Deed::AddLabel("急ぎ".to_owned())).unwrap();
    // Only the second lacks it; the first is no fault.
    let label = act(&mut board, &ids, Deed::AddLabel("急ぎ".to_owned())).unwrap().label;
    assert_eq!(label, Label::Several(1, Box::new(Several::Labels)));
    act(&mut board, &ids, Deed::ReplaceLabel("急ぎ".to_owned(), None)).unwrap();
    act(&mut board, &ids, Deed::ReplaceLabel("経理".to_owned(), Some("会計".to_owned()))).unwrap();
    act(&mut board, &ids, Deed::Owner(" 佐藤 ".to_owned())).unwrap();
    act(&mut board, &ids, Deed::Priority(Priority::High)).unwrap();
    act(&mut board, &ids, Deed::Status(Status::OnHold, "予算待ち".to_owned())).unwrap();
    for id in &ids {
        let card = &board.engagements[id];
        assert_eq!((card.labels.as_slice(), card.owner.as_str()), (["会計".to_owned()].as_slice(), "佐藤"));
        assert_eq!(
            (card.priority, card.status, card.status_reason.as_str()),
            (Priority::High, Status::OnHold, "予算待ち")
        );
    }
    assert_eq!(act(&mut board, &ids, Deed::Owner("佐藤".to_owned())), Err(Rejection::Nothing));
    let gone = EngagementId(seed(1_000));
    assert_eq!(refused(&board, &[gone], &Deed::Remove, at()), [(gone, Rejection::Unknown(gone))]);
    let change = act(&mut board, &ids, Deed::Remove).unwrap();
    assert!(board.engagements.is_empty());
    change.invert().apply(&mut board).unwrap();
    assert_eq!(board.engagements.len(), 2);
}

fn deeds() -> impl Strategy<Value = Deed> {
    let reason = || "[あ-ん]{0,3}";
    let stage = prop::sample::select(Stage::ALL);
    prop_oneof![
        4 => (stage, reason(), any::<bool>())
            .prop_map(|(to, reason, despite_gate)| Deed::Move(to, Consent { reason, despite_gate, successor: None })),
        1 => "[ aあ]{0,3}".prop_map(Deed::AddLabel),
        1 => ("[aあ]", any::<Option<bool>>())
            .prop_map(|(from, to)| Deed::ReplaceLabel(from, to.map(|other| if other { "い".to_owned() } else { "a".to_owned() }))),
        1 => "[ a佐]{0,3}".prop_map(Deed::Owner),
        1 => prop::sample::select(Priority::ALL).prop_map(Deed::Priority),
        2 => (prop::sample::select(Status::ALL), reason()).prop_map(|(status, reason)| Deed::Status(status, reason)),
        1 => Just(Deed::Remove),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_is_one_step_that_leads_back(
        deeds in prop::collection::vec((deeds(), prop::collection::vec(any::<bool>(), 5)), 1..6),
    ) {
        let (mut present, _) = board(&[("一", true), ("二", false)]);
        for sample in samples(at().date_naive(), at(), &mut IdSource::new(seed(50))) {
            present.engagements.insert(sample.id, Arc::new(sample));
        }
        for (number, (deed, which)) in deeds.into_iter().enumerate() {
            let ids: Vec<_> = present.engagements.keys().copied().zip(which).filter(|(_, on)| *on).map(|(id, _)| id).collect();
            let stays = refused(&present, &ids, &deed, at());
            let action = Action::Bulk { ids: ids.clone(), deed };
            match apply(&present, Command { at: at(), seed: seed(200 + number as u128), action }) {
                Ok(change) => {
                    prop_assert_eq!(change.ops.len() + stays.len(), ids.len());
                    let before = present.clone();
                    change.apply(&mut present).unwrap();
                    for (id, _) in &stays {
                        prop_assert_eq!(present.get(*id), before.get(*id));
                    }
                    let mut back = present.clone();
                    change.invert().apply(&mut back).unwrap();
                    prop_assert_eq!(back, before);
                    let text = serde_json::to_string(&change).unwrap();
                    prop_assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
                }
                Err(rejection) => {
                    prop_assert_eq!(rejection, Rejection::Nothing);
                    prop_assert_eq!(stays.len(), ids.len());
                }
            }
        }
    }
}
