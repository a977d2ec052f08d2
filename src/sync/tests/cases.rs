use super::couch::{Couch, FAULTS, Fault};
use super::*;
use crate::domain::Minutes;
use crate::domain::board::Settings;
use crate::domain::ids::Row;
use crate::domain::ids::RowId;
use crate::domain::scalar::{Percent, Yen};
use crate::domain::stage::clarify::Brief;
use crate::domain::stage::cycle::{Cycle, Usage, UsageKind};
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Candidate;
use crate::sync::document::{Key, Marker};
use crate::sync::engine::Trouble;
use serde_json::json;

fn pair() -> (Device, Device, Couch, EngagementId) {
    let mut couch = marked();
    let (mut one, mut other) = (Device::new("佐藤", 0), Device::new("鈴木", 30));
    let id = one.add("経理");
    meet(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(one.session.board(), other.session.board());
    (one, other, couch, id)
}

fn same(devices: &mut [&mut Device], couch: &mut Couch) {
    meet(devices, couch);
    for device in &devices[1..] {
        assert_eq!(device.session.board(), devices[0].session.board(), "{}", device.name);
    }
}

#[test]
fn what_is_made_changed_and_removed_on_one_device_is_so_on_the_other() {
    let (mut one, mut other, mut couch, id) = pair();
    one.edit(id, |draft| draft.clarify.purpose = "月次".to_owned());
    let second = other.add("採用");
    other.act(Action::Settings(Settings { tax: Percent::try_from(8).ok(), ..Settings::default() }));
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(one.session.board().settings.tax, Percent::try_from(8).ok());
    assert_eq!(other.on(id).clarify.purpose, "月次");
    one.act(Action::Remove(second));
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(other.session.board().engagements.len(), 1);
    assert!(!couch.live(&Key::Engagement(second).to_string()));

    // An undo is a change like any other.
    one.session.undo(one.now, Uuid::nil()).unwrap();
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(other.on(second).title, "採用");
}

#[test]
fn nothing_is_asked_twice_where_nothing_has_changed() {
    let (mut one, _, mut couch, _) = pair();
    let requests = couch.requests;
    one.settle(&mut couch);
    assert_eq!(couch.requests, requests + 1, "only the waiting for changes");
}

#[test]
fn different_fields_of_one_engagement_come_together_without_a_question() {
    let (mut one, mut other, mut couch, id) = pair();
    one.edit(id, |draft| draft.clarify.purpose = "月次".to_owned());
    other.edit(id, |draft| draft.owner = "鈴木".to_owned());
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!((one.on(id).clarify.purpose.as_str(), one.on(id).owner.as_str()), ("月次", "鈴木"));
    assert_eq!(one.overlaps(id), []);
}

#[test]
fn the_same_field_is_kept_twice_with_who_and_when_and_a_person_chooses() {
    let (mut one, mut other, mut couch, id) = pair();
    one.edit(id, |draft| draft.clarify.purpose = "佐藤の文".to_owned());
    let (at_one, at_other) = (one.now, other.now + TimeDelta::minutes(1));
    other.edit(id, |draft| draft.clarify.purpose = "鈴木の文".to_owned());
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(one.on(id).clarify.purpose, "鈴木の文");
    let [overlap] = one.overlaps(id) else { panic!("{:?}", one.overlaps(id)) };
    let told = (overlap.by.as_str(), overlap.written_at, overlap.beside.as_str(), overlap.beside_at);
    assert_eq!(told, ("佐藤", Some(at_one), "鈴木", Some(at_other)));
    assert_eq!((overlap.path.as_str(), &overlap.other), ("clarify.purpose", &json!("佐藤の文")));
    let overlap = overlap.id;
    one.act(Action::Settle { id, overlap, take: true });
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!((other.on(id).clarify.purpose.as_str(), other.overlaps(id)), ("佐藤の文", &[][..]));
}

#[test]
fn money_quotes_decisions_and_contracts_are_never_merged_alone() {
    let (mut one, mut other, mut couch, id) = pair();
    let (company, quote) = (RowId(Uuid::from_u128(11)), RowId(Uuid::from_u128(12)));
    one.edit(id, |draft| {
        let quotes = vec![Quote { plan: "標準".to_owned(), ..Quote::with_id(quote) }];
        draft.candidates = vec![Candidate { name: "しののめ".to_owned(), quotes, ..Candidate::with_id(company) }];
        draft.decision.reason = "はじめ".to_owned();
    });
    same(&mut [&mut one, &mut other], &mut couch);
    one.edit(id, |draft| draft.candidates[0].quotes[0].fee = Yen::try_from(50_000).ok());
    other.edit(id, |draft| draft.candidates[0].quotes[0].plan = "増量".to_owned());
    other.edit(id, |draft| draft.owner = "鈴木".to_owned());
    same(&mut [&mut one, &mut other], &mut couch);
    let merged = &one.on(id).candidates[0].quotes[0];
    assert_eq!((merged.fee, merged.plan.as_str()), (Yen::try_from(50_000).ok(), "増量"));
    let [overlap] = one.overlaps(id) else { panic!("{:?}", one.overlaps(id)) };
    // The fee of the other is taken over and shown: it may go back to what the quote had here.
    assert_eq!(overlap.path, format!("candidates[{company}].quotes[{quote}].fee"));
    assert_eq!((overlap.by.as_str(), overlap.beside.as_str()), ("鈴木", "佐藤"));
    let row = overlap.id;
    one.act(Action::Settle { id, overlap: row, take: false });
    same(&mut [&mut one, &mut other], &mut couch);

    one.edit(id, |draft| draft.candidates[0].quotes.clear());
    other.edit(id, |draft| draft.candidates[0].quotes[0].plan = "夜間".to_owned());
    same(&mut [&mut one, &mut other], &mut couch);
    let [overlap] = one.overlaps(id) else { panic!("{:?}", one.overlaps(id)) };
    let row = overlap.id;
    assert_eq!(one.on(id).candidates[0].quotes.len(), 1, "a quote that was changed does not go unseen");
    one.act(Action::Settle { id, overlap: row, take: true });
    assert_eq!(one.on(id).candidates[0].quotes.len(), 0);
    same(&mut [&mut one, &mut other], &mut couch);
}

#[test]
fn an_entry_of_time_that_two_people_changed_is_shown_and_one_that_one_changed_is_not() {
    let (mut one, mut other, mut couch, id) = pair();
    let row = |number: u128| Usage { what: "月次".to_owned(), ..Usage::with_id(RowId(Uuid::from_u128(number))) };
    one.edit(id, |draft| {
        draft.cycles =
            vec![Cycle { number: 1, usage: vec![row(21), row(22)], ..Cycle::with_id(RowId(Uuid::from_u128(20))) }];
    });
    same(&mut [&mut one, &mut other], &mut couch);
    one.edit(id, |draft| draft.cycles[0].usage[0].time = Some(Minutes::hours(2)));
    other.edit(id, |draft| {
        draft.cycles[0].usage[0].kind = UsageKind::Weekend;
        draft.cycles[0].usage[1].kind = UsageKind::Weekend;
    });
    same(&mut [&mut one, &mut other], &mut couch);
    let usage = &one.on(id).cycles[0].usage;
    assert_eq!(
        (usage[0].time, usage[0].kind, usage[1].kind),
        (Some(Minutes::hours(2)), UsageKind::Weekend, UsageKind::Weekend)
    );
    let [overlap] = one.overlaps(id) else { panic!("{:?}", one.overlaps(id)) };
    assert!(overlap.path.contains(".usage[") && overlap.path.contains("000000000015]"), "{}", overlap.path);
}

#[test]
fn the_same_setting_is_kept_twice_and_settled() {
    let (mut one, mut other, mut couch, _) = pair();
    let with = |tax: i64| Settings { tax: Percent::try_from(tax).ok(), ..Settings::default() };
    one.act(Action::Settings(with(8)));
    other.act(Action::Settings(with(12)));
    same(&mut [&mut one, &mut other], &mut couch);
    let [overlap] = &one.session.board().settings.overlaps[..] else { panic!("one overlap") };
    assert_eq!((overlap.path.as_str(), overlap.by.as_str()), ("tax", "佐藤"));
    let overlap = overlap.id;
    one.act(Action::SettleSetting { overlap, take: true });
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(other.session.board().settings, with(8));
}

#[test]
fn what_two_devices_have_both_found_beside_theirs_is_shown_once() {
    let (mut one, mut other, mut couch, id) = pair();
    let mut third = Device::new("高橋", -30);
    third.settle(&mut couch);
    let with = |tax: i64| Settings { tax: Percent::try_from(tax).ok(), ..Settings::default() };
    for (number, device) in [&mut one, &mut other, &mut third].into_iter().enumerate() {
        device.edit(id, |draft| draft.owner = format!("担当 {number}"));
        device.act(Action::Settings(with(number as i64 + 5)));
    }
    third.settle(&mut couch);
    // Both take the third one's in, before either of them sends.
    for device in [&mut one, &mut other] {
        while device.overlaps(id).is_empty() {
            device.step(&mut couch, Fault::None);
        }
    }
    same(&mut [&mut one, &mut other, &mut third], &mut couch);
    let settings = &one.session.board().settings.overlaps;
    for rows in [one.overlaps(id), settings] {
        let mut others: Vec<String> = rows.iter().map(|row| row.other.to_string()).collect();
        others.sort();
        assert_eq!(others.len(), 2, "{others:?}");
        others.dedup();
        assert_eq!(others.len(), 2);
    }
}

#[test]
fn what_was_removed_on_one_side_and_changed_on_the_other_stays_with_the_question() {
    for removed_first in [true, false] {
        let (mut one, mut other, mut couch, id) = pair();
        one.act(Action::Remove(id));
        other.edit(id, |draft| draft.owner = "鈴木".to_owned());
        let mut devices = if removed_first { [&mut one, &mut other] } else { [&mut other, &mut one] };
        same(&mut devices, &mut couch);
        assert_eq!(one.on(id).owner, "鈴木");
        let [overlap] = one.overlaps(id) else { panic!("{:?}", one.overlaps(id)) };
        assert_eq!((overlap.path.as_str(), overlap.by.as_str()), ("", "佐藤"));
        let overlap = overlap.id;
        other.act(Action::Settle { id, overlap, take: true });
        same(&mut [&mut one, &mut other], &mut couch);
        assert!(one.session.board().engagements.is_empty());
    }
}

#[test]
fn what_was_changed_offline_is_sent_after_a_restart_with_its_moment() {
    let (mut one, mut other, mut couch, id) = pair();
    one.edit(id, |draft| draft.clarify.purpose = "電車の中で".to_owned());
    let written = one.now;
    one.keep();
    one.restart();
    one.now += TimeDelta::hours(5);
    other.edit(id, |draft| draft.clarify.purpose = "会社で".to_owned());
    meet(&mut [&mut other, &mut one], &mut couch);
    let [overlap] = other.overlaps(id) else { panic!("{:?}", other.overlaps(id)) };
    assert_eq!((overlap.beside.as_str(), overlap.beside_at), ("佐藤", Some(written)));
}

#[test]
fn without_its_base_a_device_compares_anew_and_loses_nothing() {
    let (mut one, mut other, mut couch, id) = pair();
    one.edit(id, |draft| draft.owner = "佐藤".to_owned());
    let new = one.add("新しい");
    other.edit(id, |draft| draft.clarify.purpose = "月次".to_owned());
    one.kept.clear();
    one.restart();
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!((other.on(id).owner.as_str(), other.on(id).clarify.purpose.as_str()), ("佐藤", "月次"));
    assert_eq!(other.on(new).title, "新しい");
    assert_eq!(other.overlaps(id), []);
}

#[test]
fn a_base_that_is_ahead_of_its_board_is_not_trusted() {
    let (mut one, mut other, mut couch, id) = pair();
    other.edit(id, |draft| draft.owner = "鈴木".to_owned());
    other.add("採用");
    meet(&mut [&mut other, &mut one], &mut couch);
    // The store has gone back to before: it was cleared, or a backup of the browser was brought back.
    one.session = Session::open(MemoryStore::new()).unwrap().0;
    one.restart();
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(other.session.board().engagements.len(), 2, "what the board lacks is not taken for removed");
    assert_eq!(other.on(id).owner, "鈴木");
}

#[test]
fn an_answer_that_was_lost_makes_no_question() {
    for again in [false, true] {
        let (mut one, mut other, mut couch, id) = pair();
        one.edit(id, |draft| draft.clarify.purpose = "一".to_owned());
        // The last step before waiting is the sending.
        while couch.document(&Key::Engagement(id).to_string()).unwrap()["content"]["clarify"]["purpose"] != "一" {
            one.step(&mut couch, Fault::LostAfter);
        }
        one.restart();
        if again {
            one.edit(id, |draft| draft.clarify.purpose = "一と二".to_owned());
        }
        other.settle(&mut couch);
        other.edit(id, |draft| draft.owner = "鈴木".to_owned());
        if !again {
            other.edit(id, |draft| draft.clarify.purpose = "鈴木が直した".to_owned());
        }
        same(&mut [&mut other, &mut one], &mut couch);
        let expected = if again { "一と二" } else { "鈴木が直した" };
        assert_eq!((one.on(id).clarify.purpose.as_str(), one.overlaps(id)), (expected, &[][..]), "again: {again}");
    }
}

#[test]
fn whatever_fails_at_whichever_step_the_outcome_is_the_same() {
    let play = |faults: &mut dyn FnMut(usize) -> Fault| {
        let (mut one, mut other, mut couch, id) = pair();
        let mut step = 0;
        for round in 0..2 {
            one.edit(id, |draft| draft.clarify.purpose = format!("佐藤 {round}"));
            other.edit(id, |draft| draft.clarify.purpose = format!("鈴木 {round}"));
            one.edit(id, |draft| draft.owner = format!("担当 {round}"));
            other.edit(id, |draft| draft.closing.outcome = format!("成果 {round}"));
            for _ in 0..8 {
                for device in [&mut one, &mut other] {
                    device.step(&mut couch, faults(step));
                    step += 1;
                }
            }
            meet(&mut [&mut one, &mut other], &mut couch);
        }
        assert_eq!(one.session.board(), other.session.board());
        let engagement = one.on(id).clone();
        assert_eq!((engagement.owner.as_str(), engagement.closing.outcome.as_str()), ("担当 1", "成果 1"));
        let mut texts: Vec<String> =
            engagement.overlaps.iter().map(|row| row.other.as_str().unwrap().to_owned()).collect();
        texts.push(engagement.clarify.purpose.clone());
        texts.sort();
        (texts, step)
    };
    let (_, steps) = play(&mut |_| Fault::None);
    for fault in FAULTS {
        for at in 0..steps {
            let (texts, _) = play(&mut |step| if step == at { fault } else { Fault::None });
            let last = |name: &str| texts.iter().filter(|text| **text == format!("{name} 1")).count();
            assert_eq!((last("佐藤"), last("鈴木")), (1, 1), "{fault:?} at {at}: {texts:?}");
            let mut once = texts.clone();
            once.dedup();
            assert_eq!(once, texts, "{fault:?} at {at}");
        }
        let (texts, _) = play(&mut |step| if step % 2 == 0 { fault } else { Fault::None });
        assert!(texts.contains(&"佐藤 1".to_owned()) && texts.contains(&"鈴木 1".to_owned()), "{fault:?}: {texts:?}");
    }
}

#[test]
fn a_database_that_became_something_else_is_left_as_it_is() {
    let newer = u64::from(crate::journal::SCHEMA) + 1;
    let cases = [
        (json!({ "product": "other", "schema": 1 }), Trouble::OtherProduct),
        (json!({ "product": "irai-board", "schema": newer, "database": "7" }), Trouble::Newer(newer)),
        (json!({ "_deleted": true }), Trouble::NoDatabase),
    ];
    for (mut marker, trouble) in cases {
        let (mut one, _, mut couch, id) = pair();
        marker["_id"] = "irai-board".into();
        marker["_rev"] = couch.document("irai-board").unwrap()["_rev"].clone();
        couch.put(marker).unwrap();
        let before = couch.everything();
        one.edit(id, |draft| draft.owner = "佐藤".to_owned());
        // It was just about to send: the database says no to nothing, so what it became is seen by the feed first.
        for _ in 0..20 {
            one.restart();
            one.settle(&mut couch);
        }
        assert_eq!(one.engine.state(), State::Attention(trouble));
        assert_eq!(couch.everything(), before, "{trouble:?}");
    }
}

#[test]
fn a_database_that_was_made_anew_gets_the_board_anew() {
    let (mut one, mut other, _, id) = pair();
    let mut couch = Couch::new();
    couch.put(Marker::new(Uuid::from_u128(8)).write()).unwrap();
    one.edit(id, |draft| draft.owner = "佐藤".to_owned());
    one.restart();
    other.restart();
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(other.on(id).owner, "佐藤");
    assert!(couch.live(&Key::Engagement(id).to_string()));
}

#[test]
fn an_older_schema_is_raised_before_anything_is_sent() {
    let mut couch = Couch::new();
    couch.put(json!({ "_id": "irai-board", "product": "irai-board", "schema": 5, "database": "7" })).unwrap();
    let mut one = Device::new("佐藤", 0);
    one.add("経理");
    meet(&mut [&mut one], &mut couch);
    assert_eq!(couch.document("irai-board").unwrap()["schema"], crate::journal::SCHEMA);
}

#[test]
fn a_version_that_lost_in_the_database_is_kept_beside_once_and_stays_readable() {
    let (mut one, mut other, mut couch, id) = pair();
    let key = Key::Engagement(id).to_string();
    let mut lost = couch.document(&key).unwrap();
    lost["content"]["owner"] = "支店".into();
    lost["by"] = "支店".into();
    couch.graft(&key, "", "1-0", lost);
    same(&mut [&mut one, &mut other], &mut couch);
    let [overlap] = one.overlaps(id) else { panic!("{:?}", one.overlaps(id)) };
    assert_eq!((overlap.path.as_str(), overlap.by.as_str(), &overlap.other), ("owner", "支店", &json!("支店")));
    let overlap = overlap.id;
    other.act(Action::Settle { id, overlap, take: false });
    one.restart();
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(one.overlaps(id), []);
    assert_eq!(couch.document(&key).unwrap()["_conflicts"], json!(["1-0"]), "it is still there to be read");
}

#[test]
fn what_cannot_be_read_stays_as_it_is_on_both_sides() {
    let (mut one, _, mut couch, id) = pair();
    let key = Key::Engagement(id).to_string();
    let mut strange = couch.document(&key).unwrap();
    strange["content"]["of_the_future"] = json!(1);
    couch.put(strange).unwrap();
    let before = couch.document(&key);
    one.edit(id, |draft| draft.owner = "佐藤".to_owned());
    one.settle(&mut couch);
    assert_eq!(one.engine.state(), State::Attention(Trouble::Unreadable(1)));
    assert_eq!((couch.document(&key), one.on(id).owner.as_str()), (before, "佐藤"));
}

#[test]
fn what_the_database_refuses_is_told_and_the_rest_goes_on() {
    let (mut one, mut other, mut couch, id) = pair();
    couch.forbidden = Some(Key::Engagement(id).to_string());
    couch.most = Some(2);
    one.edit(id, |draft| draft.owner = "佐藤".to_owned());
    for number in 0..5 {
        one.add(&format!("案件 {number}"));
    }
    one.settle(&mut couch);
    other.settle(&mut couch);
    assert_eq!(one.engine.state(), State::Attention(Trouble::Refused(1)));
    assert_eq!(other.session.board().engagements.len(), 6);
    couch.forbidden = None;
    one.engine.go_on();
    same(&mut [&mut one, &mut other], &mut couch);
}

#[test]
fn a_login_that_is_not_taken_stops_until_a_person_has_looked() {
    let (mut one, _, mut couch, _) = pair();
    one.add("採用");
    couch.login = Some(401);
    one.restart();
    one.settle(&mut couch);
    assert_eq!(one.engine.state(), State::Attention(Trouble::Login));
    let requests = couch.requests;
    one.settle(&mut couch);
    assert_eq!(couch.requests, requests, "a wrong password is not tried again: servers lock users out");
    couch.login = None;
    one.engine.go_on();
    meet(&mut [&mut one], &mut couch);
}

#[test]
fn many_documents_come_and_go_in_pages() {
    let mut couch = marked();
    let (mut one, mut other) = (Device::new("佐藤", 0), Device::new("鈴木", 0));
    for number in 0..130 {
        one.add(&format!("案件 {number}"));
    }
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!(other.session.board().engagements.len(), 130);
}

#[test]
fn a_database_brought_back_from_a_copy_gets_what_it_lacks_and_takes_nothing_back() {
    for others_went_on in [false, true] {
        let (mut one, mut other, mut couch, id) = pair();
        let copy = couch.clone();
        one.edit(id, |draft| draft.clarify.purpose = "控えのあと".to_owned());
        let new = one.add("控えのあとの案件");
        let gone = one.add("控えのあとに消した案件");
        meet(&mut [&mut one, &mut other], &mut couch);
        one.act(Action::Remove(gone));
        meet(&mut [&mut one, &mut other], &mut couch);
        couch.clone_from(&copy);
        if others_went_on {
            // A third one meets the copy first, and brings the feed further than it was.
            let mut third = Device::new("高橋", 0);
            third.settle(&mut couch);
            for turn in 0..9 {
                third.edit(id, |draft| draft.owner = format!("高橋 {turn}"));
                third.settle(&mut couch);
            }
        }
        one.restart();
        other.restart();
        same(&mut [&mut one, &mut other], &mut couch);
        for device in [&one, &other] {
            assert_eq!(device.on(new).title, "控えのあとの案件");
            assert!(device.session.board().get(gone).is_none());
            let purposes = device.overlaps(id).iter().map(|row| row.other.as_str().unwrap_or_default().to_owned());
            let kept: Vec<String> = purposes.chain([device.on(id).clarify.purpose.clone()]).collect();
            assert!(kept.contains(&"控えのあと".to_owned()), "{kept:?}");
            if others_went_on {
                assert_eq!(device.on(id).owner, "高橋 8");
            } else {
                assert_eq!(device.overlaps(id), [], "the copy is older, so there is nothing to ask");
            }
        }
        assert!(couch.live(&Key::Engagement(new).to_string()));
    }
}

#[test]
fn a_removal_that_was_undone_before_its_answer_came_makes_no_question() {
    let (mut one, mut other, mut couch, id) = pair();
    one.act(Action::Remove(id));
    while couch.live(&Key::Engagement(id).to_string()) {
        one.step(&mut couch, Fault::LostAfter);
    }
    one.session.undo(one.now, Uuid::nil()).unwrap();
    same(&mut [&mut one, &mut other], &mut couch);
    assert_eq!((other.on(id).title.as_str(), other.overlaps(id)), ("経理", &[][..]));
}

#[test]
fn two_new_versions_of_a_brief_are_both_kept() {
    let (mut one, mut other, mut couch, id) = pair();
    let brief = |number: u128, version: u32| Brief { version, ..Brief::with_id(RowId(Uuid::from_u128(number))) };
    let raise = |device: &mut Device, briefs: Vec<Brief>| {
        let mut board = device.session.board().clone();
        let before = board.engagements[&id].clone();
        let after = Engagement { briefs, ..(*before).clone() };
        let change = crate::domain::Change {
            at: device.now,
            label: crate::domain::Label::Add("依頼書".to_owned()),
            ops: crate::domain::change::Op::between(&before, &after).into_iter().collect(),
        };
        change.apply(&mut board).unwrap();
        device.session.take_in_from_afar(&change).unwrap();
        device.engine.notice(&board, device.now);
    };
    raise(&mut one, vec![brief(1, 1)]);
    same(&mut [&mut one, &mut other], &mut couch);
    let sealed = |brief: Brief| Brief { sealed: Some(Box::default()), ..brief };
    raise(&mut one, vec![sealed(brief(1, 1)), Brief { reason: "佐藤".to_owned(), ..brief(2, 2) }]);
    raise(&mut other, vec![sealed(brief(1, 1)), Brief { reason: "鈴木".to_owned(), ..brief(3, 2) }]);
    same(&mut [&mut one, &mut other], &mut couch);
    let told: Vec<_> =
        one.on(id).briefs.iter().map(|brief| (brief.version, brief.reason.as_str(), brief.sealed.is_some())).collect();
    assert_eq!(told, [(1, "", true), (2, "佐藤", true), (3, "鈴木", false)]);
}

#[test]
fn what_cannot_be_read_is_still_known_after_a_restart_until_it_can_be() {
    let (mut one, _, mut couch, id) = pair();
    let key = Key::Engagement(id).to_string();
    let mut strange = couch.document(&key).unwrap();
    strange["content"]["of_the_future"] = json!(1);
    couch.put(strange).unwrap();
    one.settle(&mut couch);
    one.restart();
    one.settle(&mut couch);
    assert_eq!(one.engine.state(), State::Attention(Trouble::Unreadable(1)));
    assert_eq!(one.engine.held_back().collect::<Vec<_>>(), [Key::Engagement(id)]);
    let mut mended = couch.document(&key).unwrap();
    mended["content"].as_object_mut().unwrap().remove("of_the_future");
    mended["content"]["owner"] = json!("直した人");
    couch.put(mended).unwrap();
    meet(&mut [&mut one], &mut couch);
    assert_eq!((one.on(id).owner.as_str(), one.engine.held_back().count()), ("直した人", 0));
}

#[test]
fn a_lost_version_that_cannot_be_read_is_not_taken_for_seen() {
    let (mut one, _, mut couch, id) = pair();
    let key = Key::Engagement(id).to_string();
    let mut lost = couch.document(&key).unwrap();
    lost["content"]["of_the_future"] = json!(1);
    couch.graft(&key, "", "1-0", lost);
    one.settle(&mut couch);
    assert_eq!(one.engine.state(), State::Attention(Trouble::Unreadable(1)));
    one.restart();
    one.settle(&mut couch);
    assert_eq!(one.engine.state(), State::Attention(Trouble::Unreadable(1)));
}

#[test]
fn a_place_in_the_feed_that_the_database_does_not_know_begins_it_anew() {
    let (mut one, mut other, mut couch, id) = pair();
    other.edit(id, |draft| draft.owner = "鈴木".to_owned());
    other.settle(&mut couch);
    one.engine.base_mut().followed("unknown".to_owned());
    one.settle(&mut couch);
    meet(&mut [&mut one], &mut couch);
    assert_eq!(one.on(id).owner, "鈴木");
}

#[test]
fn a_lost_version_that_comes_to_stand_when_the_other_is_removed_brings_nothing_back() {
    let (mut one, mut other, mut couch, id) = pair();
    let key = Key::Engagement(id).to_string();
    let mut lost = couch.document(&key).unwrap();
    lost["content"]["owner"] = "支店".into();
    lost["pushes"] = json!(["elsewhere"]);
    couch.graft(&key, "", "1-0", lost);
    same(&mut [&mut one, &mut other], &mut couch);
    one.act(Action::Remove(id));
    same(&mut [&mut one, &mut other], &mut couch);
    assert!(one.session.board().engagements.is_empty());
    assert!(!couch.live(&key));
}
