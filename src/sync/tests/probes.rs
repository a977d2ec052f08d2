use super::couch::Couch;
use crate::journal::SCHEMA;
use crate::sync::Answer;
use crate::sync::probe::{Obstacle, Probe, Step};
use serde_json::{Value, json};
use uuid::Uuid;

fn probed(mut ask: impl FnMut(&crate::sync::Request) -> Answer, reach: Answer) -> Step {
    let mut probe = Probe::new(Uuid::from_u128(1));
    for _ in 0..20 {
        let answer = match probe.next() {
            Step::Send(request) => ask(request),
            Step::Reach => reach.clone(),
            end => return end.clone(),
        };
        probe.answer(&answer);
    }
    panic!("it does not come to an end");
}

fn on(couch: &mut Couch) -> Step {
    probed(|request| couch.answer(request, super::Fault::None), Answer::Lost)
}

#[test]
fn a_new_or_empty_database_is_marked_and_one_of_ours_is_used() {
    let mut couch = Couch::new();
    couch.exists = false;
    assert_eq!(on(&mut couch), Step::Done);
    let marker = couch.document("irai-board").unwrap();
    assert_eq!((marker["product"].as_str(), marker["schema"].as_u64()), (Some("irai-board"), Some(SCHEMA.into())));

    let before = couch.everything();
    assert_eq!(on(&mut couch), Step::Done);
    assert_eq!(couch.everything(), before, "a second look changes nothing");

    let mut designed = Couch::new();
    designed.put(json!({ "_id": "_design/auth" })).unwrap();
    assert_eq!(on(&mut designed), Step::Done);
}

#[test]
fn a_database_of_something_else_or_of_a_newer_schema_is_left_as_it_is() {
    let newer = u64::from(SCHEMA) + 1;
    let cases = [
        (json!({ "_id": "invoice" }), Obstacle::OtherProduct),
        (json!({ "_id": "irai-board", "product": "other", "schema": 1 }), Obstacle::OtherProduct),
        (json!({ "_id": "irai-board" }), Obstacle::OtherProduct),
        (json!({ "_id": "irai-board", "product": "irai-board", "schema": newer }), Obstacle::Newer(newer)),
    ];
    for (document, obstacle) in cases {
        let mut couch = Couch::new();
        couch.put(document.clone()).unwrap();
        let before = couch.everything();
        assert_eq!(on(&mut couch), Step::Failed(obstacle), "{document}");
        assert_eq!(couch.everything(), before, "{document}");
    }
}

#[test]
fn each_obstacle_is_told_from_the_others() {
    let always = |status: u16, body: Value| move |_: &crate::sync::Request| Answer::Came(status, body.clone());
    let reached = Answer::Came(0, Value::Null);
    let cases = [
        (probed(|_| Answer::Lost, Answer::Lost), Obstacle::Unreachable),
        (probed(|_| Answer::Lost, reached), Obstacle::Cors),
        (probed(always(200, Value::Null), Answer::Lost), Obstacle::NotCouch),
        (probed(always(404, Value::Null), Answer::Lost), Obstacle::NotCouch),
        (probed(always(401, json!({})), Answer::Lost), Obstacle::Login),
        (probed(always(403, json!({})), Answer::Lost), Obstacle::Forbidden),
        (probed(always(502, Value::Null), Answer::Lost), Obstacle::Failing(502)),
    ];
    for (found, obstacle) in cases {
        assert_eq!(found, Step::Failed(obstacle));
    }
    let mut couch = Couch::new();
    couch.exists = false;
    let made_by_others = probed(
        |request| {
            if request.method == "PUT" {
                Answer::Came(403, json!({}))
            } else {
                couch.answer(request, super::Fault::None)
            }
        },
        Answer::Lost,
    );
    assert_eq!(made_by_others, Step::Failed(Obstacle::NoDatabase));
    let mut couch = super::marked();
    couch.forbidden = Some("irai-board".to_owned());
    assert_eq!(on(&mut couch), Step::Failed(Obstacle::ReadOnly));
    let mut couch = super::marked();
    couch.careless = true;
    assert_eq!(on(&mut couch), Step::Failed(Obstacle::NoRevisions));
}
