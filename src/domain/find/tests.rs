use super::*;
use crate::domain::stage::cycle::{Cycle, Question};
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::{Priority, Settings, Stage, Status};
use chrono::NaiveDate;
use std::sync::Arc;

#[test]
fn width_case_kana_and_spaces_make_no_difference() {
    let same = [
        ("かぶしき", "ｶﾌﾞｼｷ"),
        ("ＡＢＣ", "abc"),
        ("ﾄﾗｲｱﾙ", "とらいある"),
        ("㈱みなと", "(株)みなと"),
        ("１２３", "123"),
        ("ｻｰﾊﾞｰ", "サーバー"),
        ("サ-バ-", "サーバー"),
        ("サ−バ―", "さーばー"),
        ("ヴ", "ゔ"),
        ("が", "か゛"),
        ("が", "か\u{3099}"),
        ("ﾊﾟﾋﾟﾌﾟ", "ぱぴぷ"),
        ("パ", "ハ゜"),
        ("①", "1"),
        ("Café", "CAFE\u{301}"),
        ("請求書　発行", "請求書発行"),
        ("経理・総務", "経理総務"),
        ("New　 York", "new york"),
        ("０３ー１２３４−５６７８", "03-1234-5678"),
        ("㌔", "キロ"),
        ("ｶﾞﾝﾄﾁｬｰﾄ", "ガントチャート"),
        ("葛\u{e0100}飾", "葛\u{e0100}飾"),
        ("10〜12時", "10～12時"),
    ];
    for (one, other) in same {
        assert_eq!(fold(one), fold(other), "{one} / {other}");
    }
}

#[test]
fn what_means_something_else_stays_apart() {
    let apart = [
        ("きょう", "きよう"),
        ("ゆーざー", "ゆざ"),
        ("はな", "ばな"),
        ("時々", "時時"),
        ("new york", "newyork"),
        ("かつて", "かって"),
        ("会社-A", "会社A"),
    ];
    for (one, other) in apart {
        assert_ne!(fold(one), fold(other), "{one} / {other}");
    }
}

#[test]
fn folding_twice_is_folding_once() {
    for text in ["ＥＣ・運営 ﾃｽﾄ", "ヴヵヶ ー", "İstanbul", "㌔", "が", "a - b", "ｻｰﾊﾞｰ‐1"]
    {
        assert_eq!(fold(&fold(text)), fold(text), "{text}");
    }
}

#[test]
fn a_part_of_the_folded_text_leads_back_to_what_was_written() {
    // text, searched, what is marked
    let cases = [
        ("新しいｶﾌﾞｼｷ会社", "かぶしき", "ｶﾌﾞｼｷ"),
        ("新しいｶﾌﾞｼｷ会社", "ぶ", "ﾌﾞ"),
        ("か\u{3099}いしゃ", "がい", "か\u{3099}い"),
        ("㈱みなと", "株", "㈱"),
        ("請求書　 発行", "書発", "書　 発"),
        ("「ＡＢＣ」", "b", "Ｂ"),
        ("ＡＢＣ", "abc", "ＡＢＣ"),
    ];
    for (text, searched, marked) in cases {
        let folded = fold_with_places(text);
        assert_eq!(folded.text, fold(text));
        let searched = fold(searched);
        let at = folded.text.find(&searched).unwrap();
        assert_eq!(&text[folded.original(at..at + searched.len())], marked, "{text} / {searched}");
    }
}

fn engagement() -> Engagement {
    let mut made = Engagement {
        title: "経理の代行".to_owned(),
        owner: "佐藤".to_owned(),
        labels: vec!["急ぎ".to_owned()],
        ..Engagement::default()
    };
    made.clarify.purpose = "月末の締めを\n早く終える".to_owned();
    let company = |name: &str, standing| Candidate { name: name.to_owned(), standing, ..Candidate::default() };
    made.candidates = vec![company("みなとｶﾌﾞｼｷ会社", Standing::Considered), company("ひばり秘書", Standing::Dropped)];
    made.cycles = vec![Cycle {
        questions: vec![Question { text: "New York の時差は?".to_owned(), ..Question::default() }],
        ..Cycle::default()
    }];
    made
}

#[test]
fn every_word_is_to_be_found_anywhere_and_a_phrase_as_it_stands() {
    let cases = [
        ("", true),
        ("  　", true),
        ("かぶしき", true),
        ("締め　経理", true),
        ("経理 採用", false),
        ("\"new york\"", true),
        ("“New York”", true),
        ("\"york new\"", false),
        ("york new", true),
        ("担当:佐藤", true),
        ("担当：サトウ", false),
        ("owner:佐藤 経理", true),
        ("会社:\"みなとかぶしき\"", true),
        ("会社:経理", false),
        ("ラベル:急", true),
        ("ラベル:", true),
        ("時刻:10", false),
        ("\"", false),
    ];
    for (searched, found) in cases {
        assert_eq!(matches(&engagement(), searched), found, "{searched}");
    }
    assert!(text_matches("経理(請求書発行・経費精算)", "精算　経理"));
    assert!(!text_matches("経理(請求書発行・経費精算)", "経理 採用"));
}

#[test]
fn letters_in_order_mean_a_command() {
    assert!(has_in_order("保存とばっくあっぷ", "保存ばく"));
    assert!(has_in_order("export encrypted", "eenc"));
    assert!(!has_in_order("保存とばっくあっぷ", "ばく保存"));
    assert!(!has_in_order("保存", "保"));
    assert!(!has_in_order("保存", "保存存"));
}

#[test]
fn a_hit_tells_the_field_and_marks_what_was_searched_for() {
    let hit = |searched: &str| {
        let hit = Document::of(&engagement()).hit(&Query::parse(searched)).unwrap();
        let said: String =
            hit.pieces.iter().map(|(text, marked)| if *marked { format!("[{text}]") } else { text.clone() }).collect();
        (hit.place.part, hit.place.field, said)
    };
    assert_eq!(hit("かぶしき"), ("candidates", "name", "みなと[ｶﾌﾞｼｷ]会社".to_owned()));
    assert_eq!(hit("締め 終え"), ("clarify", "purpose", "月末の[締め]を 早く[終え]る".to_owned()));
    // Where the most is found counts, not what stands first.
    assert_eq!(hit("経理 時差 york"), ("questions", "text", "New [York] の[時差]は?".to_owned()));
    assert_eq!(Document::of(&engagement()).hit(&Query::default()), None);
    assert_eq!(Document::of(&engagement()).hit(&Query::parse("なし")), None);
}

#[test]
fn a_long_text_is_cut_around_what_was_found() {
    let mut made = engagement();
    made.clarify.problems = format!("{}目印{}", "前".repeat(300), "後".repeat(300));
    let hit = Document::of(&made).hit(&Query::parse("目印")).unwrap();
    // Eight characters before, sixty in all: two are the mark, fifty stand after it.
    let expected = vec![
        (format!("…{}", "前".repeat(8)), false),
        ("目印".to_owned(), true),
        (format!("{}…", "後".repeat(50)), false),
    ];
    assert_eq!(hit.pieces, expected);
}

#[test]
fn the_index_follows_an_engagement_that_has_changed() {
    let mut index = Index::default();
    let first = Arc::new(engagement());
    let query = Query::parse("総務");
    assert!(!index.document(&first).matches(&query));
    let second = Arc::new(Engagement { title: "総務の代行".to_owned(), ..(*first).clone() });
    assert!(index.document(&second).matches(&query));
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn any_condition_of_a_kind_is_enough_and_every_kind_must_be_met() {
    // 2026-07-01 is a Wednesday, its week ends on the 5th.
    let today = day("2026-07-01");
    let due = |text: &str| Engagement { due: Some(day(text)), ..engagement() };
    let meets = |engagement: &Engagement, conditions: &[(Kind, &str)]| {
        let mut filter = Filter::default();
        conditions.iter().for_each(|(kind, value)| filter.set(*kind, value));
        assert_eq!(filter.count(), conditions.len());
        filter.meets(engagement, &Settings::default(), today)
    };
    let one = engagement();
    assert!(meets(&one, &[]));
    assert!(meets(&one, &[(Kind::Owner, "佐藤")]));
    assert!(meets(&one, &[(Kind::Owner, "鈴木"), (Kind::Owner, "佐藤")]));
    assert!(!meets(&one, &[(Kind::Owner, "佐藤"), (Kind::Label, "経理")]));
    assert!(!meets(&one, &[(Kind::Owner, "")]));
    assert!(meets(&Engagement { owner: " ".to_owned(), ..one.clone() }, &[(Kind::Owner, "")]));
    assert!(meets(&one, &[(Kind::Company, "みなとｶﾌﾞｼｷ会社")]));
    assert!(!meets(&one, &[(Kind::Company, "ひばり秘書")]), "it was dropped");
    assert!(meets(&one, &[(Kind::Stage, "clarify"), (Kind::Priority, "normal")]));
    assert!(!meets(&one, &[(Kind::Stage, "clarify"), (Kind::Priority, "high")]));
    assert!(meets(&one, &[(Kind::Status, "waiting")]));
    assert!(!meets(&one, &[(Kind::Status, "on_hold")]));
    assert!(meets(&one, &[(Kind::Due, "none")]));
    assert!(meets(&due("2026-06-30"), &[(Kind::Due, "overdue")]));
    assert!(!meets(&due("2026-07-01"), &[(Kind::Due, "overdue")]));
    // A delivery that was to be checked by the day before.
    let mut unchecked = engagement();
    let delivery = crate::domain::stage::cycle::Deliverable {
        delivered_on: Some(day("2026-06-29")),
        check_by: Some(day("2026-06-30")),
        ..Default::default()
    };
    unchecked.cycles[0].deliverables.push(delivery);
    assert!(meets(&unchecked, &[(Kind::Due, "overdue")]));
    assert!(meets(&due("2026-07-01"), &[(Kind::Due, "week")]));
    assert!(meets(&due("2026-07-05"), &[(Kind::Due, "week")]));
    assert!(!meets(&due("2026-07-06"), &[(Kind::Due, "week")]));
}

#[test]
fn a_condition_with_a_value_that_there_is_not_is_not_set() {
    let mut filter = Filter::default();
    filter.set(Kind::Stage, "nowhere");
    filter.set(Kind::Priority, "");
    filter.set(Kind::Label, " ");
    assert!(filter.is_empty());
    filter.set(Kind::Label, "経理");
    filter.set(Kind::Label, "経理");
    assert_eq!(filter.count(), 1);
    filter.unset(Kind::Label, "経理");
    assert!(filter.is_empty());
}

#[test]
fn fixed_values_are_those_of_the_domain() {
    let stages: Vec<_> = Stage::ALL.iter().map(|stage| stage.id()).collect();
    assert_eq!(Kind::Stage.fixed(), Some(stages.as_slice()));
    for priority in Priority::ALL {
        assert!(Kind::Priority.fixed().unwrap().contains(&priority_id(*priority)));
    }
    assert!(Status::ALL.iter().filter(|status| status.on_board()).count() == 2);
}

/// Fails where the schema has a text that is not searched, or `PLACES` one that the schema has not.
#[cfg(feature = "schema")]
#[test]
fn every_text_of_an_engagement_is_searched() {
    use serde_json::Value;
    use std::collections::BTreeSet;
    type Places = BTreeSet<(String, String)>;

    /// The record that a rule leads to: itself, in a list, in a map, or where there may be none.
    fn record<'a>(schema: &'a Value, rule: &'a Value) -> Option<&'a Value> {
        if let Some(name) = rule["$ref"].as_str() {
            return schema.pointer(name.strip_prefix('#')?).filter(|record| record["properties"].is_object());
        }
        let any = rule["anyOf"].as_array().into_iter().flatten();
        [&rule["items"], &rule["additionalProperties"]]
            .into_iter()
            .chain(any)
            .filter(|inner| inner.is_object())
            .find_map(|inner| record(schema, inner))
    }

    fn walk(schema: &Value, part: &str, rules: &Value, found: &mut Places) {
        // What no person writes, and what is written twice: the terms of an older brief, an overlap.
        const APART: [&str; 5] = ["rank", "media_type", "sha256", "terms", "overlaps"];
        let is_text = |rule: &Value| rule["type"] == "string" && rule["format"].is_null() && rule["enum"].is_null();
        for (field, rule) in rules["properties"].as_object().into_iter().flatten() {
            if APART.contains(&field.as_str()) {
                continue;
            }
            if is_text(rule) || is_text(&rule["items"]) {
                found.insert((part.to_owned(), field.clone()));
            }
            if let Some(inner) = record(schema, rule) {
                let part = match field.as_str() {
                    "sealed" => "clarify",
                    "past_contracts" => "contract",
                    "past_decisions" => "decision",
                    field => field,
                };
                walk(schema, part, inner, found);
            }
        }
    }

    let schema = schemars::schema_for!(Engagement).to_value();
    let mut found = Places::new();
    walk(&schema, "", &schema, &mut found);
    let searched: Places = PLACES.iter().map(|place| (place.part.to_owned(), place.field.to_owned())).collect();
    assert_eq!(found, searched);
}

#[test]
fn what_is_written_in_parts_of_parts_is_found_in_its_place() {
    let mut made = engagement();
    let criterion = crate::domain::RowId(uuid::Uuid::from_u128(7));
    made.candidates[0]
        .scores
        .insert(criterion, crate::domain::stage::select::Score { reason: "実績あり".to_owned(), ..Default::default() });
    made.briefs = vec![crate::domain::stage::clarify::Brief {
        sealed: Some(Box::new(crate::domain::stage::clarify::Clarify {
            expectations: "むかしの期待".to_owned(),
            ..Default::default()
        })),
        ..Default::default()
    }];
    let place = |searched: &str| Document::of(&made).hit(&Query::parse(searched)).map(|hit| hit.place);
    assert_eq!(place("実績"), Some(Place { part: "scores", field: "reason" }));
    assert_eq!(place("むかし"), Some(Place { part: "clarify", field: "expectations" }));
    // Ids and choices are no words.
    assert_eq!(place("0007"), None);
    assert_eq!(place("considered"), None);
}
