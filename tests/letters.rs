//! Letters: what they hold, and that what people wrote is never read as a template. The letters whole
//! stand in `tests/snapshots`, to be read.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use chrono::NaiveDate;
use irai_board::domain::board::LetterTemplate;
use irai_board::domain::ids::IdSource;
use irai_board::domain::scalar::Days;
use irai_board::domain::stage::clarify::{
    Answer, Brief, Clarify, Criterion, FlowStep, Frequency, Material, MaterialKind, Task,
};
use irai_board::domain::stage::cycle::{Cycle, Deliverable, Revision};
use irai_board::domain::stage::quote::{Difference, Inquiry, Irregular};
use irai_board::domain::stage::select::{Candidate, Contact};
use irai_board::domain::stage::trial::{CriterionResult, Finding, Trial, TrialTask, Verdict};
use irai_board::domain::{Engagement, Minutes, Settings, Stage};
use irai_board::text::Lang;
use irai_board::text::letter::{
    Fill, Letter, Slot, expand, fresh_inquiry, inquiry, inquiry_template, mailto, own_text, revision,
};
use proptest::prelude::*;
use uuid::Uuid;

const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];

fn today() -> NaiveDate {
    "2026-04-28".parse().unwrap()
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn ids() -> IdSource {
    IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000))
}

fn task(ids: &mut IdSource, name: &str, frequency: Frequency, hours: i64, deadline: &str, steps: &[&str]) -> Task {
    let flow = steps.iter().map(|text| FlowStep { id: ids.row(), text: (*text).to_owned() }).collect();
    let hours = Some(Minutes::hours(hours));
    Task { id: ids.row(), name: name.to_owned(), flow, frequency, hours, deadline: deadline.to_owned() }
}

/// Everything that stages 1 and 3 ask for is entered.
fn full() -> Engagement {
    let mut ids = ids();
    let clarify = Clarify {
        tasks: vec![
            task(
                &mut ids,
                "請求書の発行",
                Frequency::Monthly,
                8,
                "毎月3営業日まで",
                &["売上一覧を受け取る", "請求書を作る", "取引先へ送る"],
            ),
            task(&mut ids, "経費精算の確認", Frequency::Weekly, 4, "毎週金曜日まで", &["領収書と突き合わせる"]),
        ],
        problems: "月初の3日間は請求書の発行だけで手一杯です。".to_owned(),
        purpose: "決算の準備に時間を使えるようにする。".to_owned(),
        criteria: vec![
            Criterion {
                id: ids.row(),
                text: "請求書が期限どおりに届く".to_owned(),
                measure: "3営業日までに全件".to_owned(),
                met: false,
            },
            Criterion {
                id: ids.row(), text: "差し戻しが減る".to_owned(), measure: "月2件以下".to_owned(), met: false
            },
        ],
        expectations: "迷うときは止めて質問してくれること。".to_owned(),
        materials: vec![
            Material {
                id: ids.row(),
                name: "請求書発行の手順書".to_owned(),
                kind: MaterialKind::Manual,
                link: "https://example.com/manual".to_owned(),
                ready: true,
                file: None,
            },
            Material {
                id: ids.row(),
                name: "先月の作業記録".to_owned(),
                kind: MaterialKind::Record,
                ..Material::default()
            },
        ],
        budget: None,
        wished_start: day("2026-06-01"),
    };
    let contact =
        Contact {
            name: "高橋 由香".to_owned(), mail: "takahashi@minamo.example.com".to_owned(), ..Contact::default()
        };
    let candidate = Candidate {
        id: ids.row(),
        name: "みなも秘書サービス".to_owned(),
        contact,
        differences: vec![
            Difference {
                id: ids.row(),
                told: "経費精算は月20件".to_owned(),
                actual: "出張の多い月は35件".to_owned(),
                settled: false,
            },
            Difference {
                id: ids.row(), told: "もう伝えた".to_owned(), actual: "済んだこと".to_owned(), settled: true
            },
        ],
        ..Candidate::default()
    };
    Engagement {
        id: ids.engagement(),
        title: "経理の月次業務".to_owned(),
        owner: "佐藤 美咲".to_owned(),
        stage: Stage::Quote,
        clarify,
        briefs: vec![Brief { id: ids.row(), version: 1, ..Brief::default() }],
        irregular: Irregular {
            weekend: Answer::Yes,
            weekend_hours: Some(Minutes::hours(2)),
            fluctuation: Answer::Yes,
            least: Some(Minutes::hours(8)),
            most: Some(Minutes::hours(16)),
            other: Answer::Yes,
            other_text: "3月と9月は決算の準備で2〜3時間増えます。".to_owned(),
        },
        candidates: vec![candidate],
        ..Engagement::default()
    }
}

fn nearly_empty() -> Engagement {
    let mut ids = ids();
    let candidates = vec![Candidate { id: ids.row(), ..Candidate::default() }];
    Engagement { id: ids.engagement(), title: "経理".to_owned(), candidates, ..Engagement::default() }
}

fn letter_of(engagement: &Engagement, settings: &Settings, lang: Lang) -> Letter {
    inquiry(engagement, &engagement.candidates[0], settings, today(), lang)
}

fn letter(engagement: &Engagement, lang: Lang) -> Letter {
    letter_of(engagement, &Settings::default(), lang)
}

/// A letter as a person reads it, with what the page says of it.
fn shown(letter: &Letter) -> String {
    let missing: Vec<&str> = letter.empty.iter().map(|slot| slot.name().ja).collect();
    format!("{}\n=====\n{}\n=====\nmissing: {}\n", letter.subject, letter.body, missing.join(", "))
}

fn tag(name: &str, lang: Lang) -> String {
    format!("{name}_{}", lang.tag())
}

#[test]
fn the_inquiry_of_a_full_and_of_an_empty_brief_read_well() {
    for lang in LANGS {
        insta::assert_snapshot!(tag("inquiry_full", lang), shown(&letter(&full(), lang)));
        insta::assert_snapshot!(tag("inquiry_empty", lang), shown(&letter(&nearly_empty(), lang)));
    }
}

#[test]
fn what_was_written_for_a_company_takes_the_place_of_the_brief() {
    let mut one = full();
    one.candidates[0].differences.clear();
    one.candidates[0].inquiry = Inquiry {
        what: "請求書の発行だけをお願いします。".to_owned(),
        volume: "月8時間。毎月3営業日まで。".to_owned(),
        trouble: "郵送の手間が大きい。".to_owned(),
        ..Inquiry::default()
    };
    insta::assert_snapshot!("inquiry_for_a_company_ja", shown(&letter(&one, Lang::Ja)));
    let body = letter(&one, Lang::Ja).body;
    for gone in ["経費精算の確認", "売上一覧を受け取る", "手一杯"] {
        assert!(!body.contains(gone), "{gone}");
    }
}

#[test]
fn every_field_of_stages_1_and_3_that_is_filled_stands_in_the_inquiry() {
    let body = letter(&full(), Lang::Ja).body;
    let fields = [
        "みなも秘書サービス",
        "高橋 由香様",
        "佐藤 美咲",
        "経理の月次業務",
        // 依頼したい業務: task, flow in order, frequency, hours, deadline
        "請求書の発行",
        "売上一覧を受け取る → 請求書を作る → 取引先へ送る",
        "経費精算の確認",
        "領収書と突き合わせる",
        "請求書の発行: 毎月、月8時間、毎月3営業日まで",
        "経費精算の確認: 毎週、月4時間、毎週金曜日まで",
        "月12時間程度",
        // 現状の課題, 目的, 成功の基準 with its measure, 求めるもの
        "月初の3日間は請求書の発行だけで手一杯です。",
        "決算の準備に時間を使えるようにする。",
        "請求書が期限どおりに届く(3営業日までに全件)",
        "差し戻しが減る(月2件以下)",
        "迷うときは止めて質問してくれること。",
        // 手元の資料: name, kind, ready or not
        "請求書発行の手順書(マニュアル): お渡しできます",
        "先月の作業記録(現在の対応の記録): 準備中です",
        "2026年6月1日(月)",
        // イレギュラー
        "土日の依頼: あり(月2時間ほど)",
        "作業量の変動: あり(月8時間から16時間)",
        "その他: 3月と9月は決算の準備で2〜3時間増えます。",
        // 認識の相違
        "「経費精算は月20件」とお伝えしましたが、実際は「出張の多い月は35件」です。",
        // Three business days from 28 April, over 昭和の日 and the holidays of May.
        "2026年5月7日(木)までに",
    ];
    for field in fields {
        assert!(body.contains(field), "{field}\n---\n{body}");
    }
    assert!(!body.contains("もう伝えた"), "what is settled is not told again");
    assert!(!body.contains("example.com/manual"), "where a material lies is not told unasked");
    assert!(!body.contains("未記入"));
    assert_eq!(letter(&full(), Lang::Ja).empty, []);
}

#[test]
fn the_inquiry_asks_for_everything_that_decides_a_price() {
    let body = letter(&full(), Lang::Ja).body;
    let asked = [
        "月額、含まれる時間",
        "1時間あたりの料金",
        "計算の単位",
        "繰越の可否",
        "最低契約期間",
        "月の途中から",
        "土日と営業時間外",
        "割増の率",
        "初期費用",
        "トライアルの有無",
        "秘密保持契約",
        "窓口になってくださる方",
    ];
    for words in asked {
        assert!(body.contains(words), "{words}");
    }
    let body = letter(&full(), Lang::En).body;
    let asked = [
        "monthly fee",
        "included hours",
        "beyond the included",
        "step",
        "carried over",
        "minimum term",
        "mid-month",
        "weekends",
        "factor",
        "set-up fee",
        "trial",
        "non-disclosure",
        "talk to",
    ];
    for words in asked {
        assert!(body.contains(words), "{words}");
    }
}

#[test]
fn none_is_an_answer_and_what_is_open_is_said() {
    let mut one = full();
    one.irregular = Irregular { weekend: Answer::No, weekend_hours: Some(Minutes::hours(9)), ..Irregular::default() };
    let made = letter(&one, Lang::Ja);
    assert!(
        made.body.contains("・土日の依頼: なし\n・作業量の変動: 確認中です\n・その他: 確認中です"),
        "{}",
        made.body
    );
    assert_eq!(made.empty, [Slot::Irregular]);
    one.irregular =
        Irregular { weekend: Answer::No, fluctuation: Answer::No, other: Answer::No, ..Irregular::default() };
    let made = letter(&one, Lang::Ja);
    assert!(made.body.contains("・土日の依頼: なし\n・作業量の変動: なし\n・その他: なし"), "{}", made.body);
    assert_eq!(made.empty, []);
    one.irregular.fluctuation = Answer::Yes;
    for (least, most, words) in
        [(None, None, "あり"), (Some(5), None, "あり(少ない月は5時間)"), (None, Some(9), "あり(多い月は9時間)")]
    {
        (one.irregular.least, one.irregular.most) = (least.map(Minutes::hours), most.map(Minutes::hours));
        assert!(letter(&one, Lang::Ja).body.contains(&format!("・作業量の変動: {words}\n")), "{words}");
    }
}

#[test]
fn after_a_trial_the_volume_is_told_by_what_it_took() {
    let mut one = full();
    one.trials = vec![Trial {
        brief: 1,
        verdict: Verdict::Rework,
        tasks: vec![TrialTask {
            planned: Some(Minutes::hours(10)),
            actual: Some(Minutes::hours(13)),
            ..TrialTask::default()
        }],
        ..Trial::default()
    }];
    let body = letter(&one, Lang::Ja).body;
    assert!(body.contains("月12時間程度\nトライアルの実績からは、月15時間36分程度になる見込みです。"), "{body}");
}

#[test]
fn the_reply_is_asked_for_by_the_settings_or_by_the_day_that_was_set() {
    let mut one = full();
    let settings = Settings { reply_days: Days::try_from(5).ok(), ..Settings::default() };
    assert!(letter_of(&one, &settings, Lang::Ja).body.contains("2026年5月11日(月)までに"));
    one.candidates[0].inquiry.reply_by = day("2026-05-20");
    assert!(letter_of(&one, &settings, Lang::Ja).body.contains("2026年5月20日(水)までに"));
    // A day that has gone by is not asked for again.
    one.candidates[0].inquiry.reply_by = day("2026-04-01");
    assert!(letter_of(&one, &settings, Lang::Ja).body.contains("2026年5月11日(月)までに"));
}

#[test]
fn the_boards_own_template_counts_part_by_part_and_its_unknown_names_are_reported() {
    let own = |subject: &str, body: &str| Settings {
        inquiry: LetterTemplate { subject: subject.to_owned(), body: body.to_owned() },
        ..Settings::default()
    };
    let made = letter_of(&full(), &own("", "{{会社名}} 御中\n月{{月の時間}}、{{納期}}"), Lang::Ja);
    assert_eq!(made.subject, "オンライン秘書へのご依頼とお見積もりのお願い(経理の月次業務)");
    assert_eq!(made.body, "みなも秘書サービス 御中\n月12時間、{{納期}}");
    let [unknown] = &made.unknown[..] else { panic!("{:?}", made.unknown) };
    assert_eq!((unknown.name.as_str(), unknown.line, unknown.column), ("納期", 2, 11));
    let made = letter_of(&full(), &own("{{案件}}の件", " \n"), Lang::Ja);
    assert_eq!(made.subject, "{{案件}}の件");
    assert_eq!(made.unknown_in_subject[0].name, "案件");
    assert_eq!(made.body, letter(&full(), Lang::Ja).body);
}

#[test]
fn every_name_has_something_to_say_of_a_full_brief() {
    let mut one = full();
    one.clarify.budget = 50_000.try_into().ok();
    for slot in Slot::of_inquiry() {
        let body = format!("[{{{{{}}}}}]", slot.name().en);
        let settings =
            Settings { inquiry: LetterTemplate { body, ..LetterTemplate::default() }, ..Settings::default() };
        let made = letter_of(&one, &settings, Lang::Ja);
        assert!(made.body.len() > 3 && made.empty.is_empty(), "{slot:?}: {}", made.body);
    }
}

#[test]
fn an_own_text_stays_as_it_was_written() {
    let mut one = full();
    let own = own_text("ご相談", "{{会社名}} 様\n\n\\{{期限}}\n\n", Lang::Ja);
    assert_eq!(own, "件名: ご相談\n\n{{会社名}} 様\n\n\\{{期限}}\n\n");
    one.candidates[0].inquiry.text = own;
    let made = letter(&one, Lang::Ja);
    assert_eq!((made.subject.as_str(), made.body.as_str()), ("ご相談", "{{会社名}} 様\n\n\\{{期限}}\n\n"));
    assert_eq!((made.empty.len(), made.unknown.len()), (0, 0));
    assert_eq!(made.to_text(Lang::Ja), one.candidates[0].inquiry.text);
    // Written in one language, read in the other.
    one.candidates[0].inquiry.text = own_text("Hello", "a\n\nb", Lang::En);
    assert_eq!(letter(&one, Lang::Ja).subject, "Hello");
    assert_eq!(letter(&one, Lang::Ja).body, "a\n\nb");
    // A text from elsewhere has no subject line: the template's is used.
    one.candidates[0].inquiry.text = "前略\n\n用件のみ".to_owned();
    assert_eq!(letter(&one, Lang::Ja).subject, "オンライン秘書へのご依頼とお見積もりのお願い(経理の月次業務)");
    assert_eq!(letter(&one, Lang::Ja).body, "前略\n\n用件のみ");
    let fresh = fresh_inquiry(&one, &one.candidates[0], &Settings::default(), today(), Lang::Ja);
    assert_eq!(fresh, letter(&full(), Lang::Ja));
}

#[test]
fn a_subject_is_one_line_whatever_the_title() {
    let mut one = full();
    one.title = "経理\r\nBcc: x@example.com\t{{会社名}}".to_owned();
    let made = letter(&one, Lang::Ja);
    assert_eq!(made.subject, "オンライン秘書へのご依頼とお見積もりのお願い(経理 Bcc: x@example.com {{会社名}})");
    assert!(!mailto(&Letter { body: String::new(), ..made }, "").unwrap().contains("%0"));
}

#[test]
fn what_people_wrote_is_not_read_as_a_template() {
    let mut one = full();
    one.clarify.purpose = "{{担当者}}と\\{{期限}}".to_owned();
    one.candidates[0].name = "{{目的}}".to_owned();
    one.irregular.other_text = "{{なんでも}}".to_owned();
    let made = letter(&one, Lang::Ja);
    assert!(made.body.starts_with("{{目的}}\n高橋 由香様"));
    assert!(made.body.contains("■ 依頼の目的\n{{担当者}}と\\{{期限}}\n"));
    assert!(made.body.contains("・その他: {{なんでも}}\n"));
    assert_eq!(made.unknown, []);
}

fn delivered() -> Engagement {
    let mut one = full();
    let (first, second) = (one.clarify.criteria[0].id, one.clarify.criteria[1].id);
    let mut fresh = IdSource::new(Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000));
    let mut row = || fresh.row();
    let not_met = |note: &str| CriterionResult { met: Finding::NotMet, note: note.to_owned() };
    let met = CriterionResult { met: Finding::Met, note: String::new() };
    let invoices = Deliverable {
        id: row(),
        name: "請求書一式(8月分)".to_owned(),
        delivered_on: day("2026-09-01"),
        checked_on: day("2026-09-02"),
        finding: Finding::NotMet,
        note: "3行目の単価が古い".to_owned(),
        results: [(first, not_met("2件が4営業日目")), (second, met)].into(),
        ..Deliverable::default()
    };
    let expenses =
        Deliverable { id: row(), name: "経費の一覧".to_owned(), finding: Finding::Met, ..Deliverable::default() };
    let accepted = Deliverable {
        id: row(),
        name: "検収済みのもの".to_owned(),
        finding: Finding::NotMet,
        accepted_on: day("2026-09-03"),
        ..Deliverable::default()
    };
    let mut revision = |what: &str, deliverable, due: &str, done: bool| Revision {
        id: row(),
        what: what.to_owned(),
        deliverable,
        asked_on: day("2026-09-02"),
        due: due.parse().ok(),
        done_on: done.then(|| day("2026-09-03")).flatten(),
        ..Revision::default()
    };
    let revisions = vec![
        revision("3行目の単価を直す", Some(invoices.id), "2026-09-07", false),
        revision("宛名を新しい社名にする", Some(invoices.id), "", false),
        revision("もう済んだ修正", Some(invoices.id), "2026-09-04", true),
        revision("送付の記録を一覧にする", None, "2026-09-10", false),
        revision(" ", None, "", false),
    ];
    one.decision.chosen = Some(one.candidates[0].id);
    one.cycles = vec![Cycle {
        id: row(),
        number: 1,
        deliverables: vec![invoices, expenses, accepted],
        revisions,
        ..Cycle::default()
    }];
    one
}

fn revision_of(one: &Engagement, lang: Lang) -> Option<Letter> {
    revision(one, one.cycles.last()?, &Settings::default(), today(), lang)
}

#[test]
fn the_request_for_revision_names_what_differs_from_what_was_agreed() {
    for lang in LANGS {
        insta::assert_snapshot!(tag("revision", lang), shown(&revision_of(&delivered(), lang).unwrap()));
    }
    let body = revision_of(&delivered(), Lang::Ja).unwrap().body;
    for words in [
        "みなも秘書サービス",
        "高橋 由香様",
        "■ 請求書一式(8月分)(2026年9月1日(火)納品)",
        "想定と異なる点: 3行目の単価が古い",
        "成功の基準「請求書が期限どおりに届く(3営業日までに全件)」を満たしていません。2件が4営業日目",
        "1. 3行目の単価を直す(期限: 2026年9月7日(月))",
        "2. 宛名を新しい社名にする\n",
        "■ そのほかの修正のお願い\n1. 送付の記録を一覧にする(期限: 2026年9月10日(木))",
    ] {
        assert!(body.contains(words), "{words}\n---\n{body}");
    }
    for words in ["もう済んだ修正", "検収済みのもの", "経費の一覧", "差し戻しが減る"] {
        assert!(!body.contains(words), "{words}");
    }
}

#[test]
fn where_nothing_is_to_be_changed_there_is_no_request() {
    let mut one = delivered();
    one.cycles[0].deliverables.truncate(2);
    one.cycles[0].deliverables[0].finding = Finding::Met;
    one.cycles[0].deliverables[0].results.clear();
    one.cycles[0].revisions.clear();
    assert_eq!(revision_of(&one, Lang::Ja), None);
    let mut one = delivered();
    one.decision.chosen = None;
    assert_eq!(revision_of(&one, Lang::Ja), None, "there is no company to write to");
}

proptest! {
    #[test]
    fn a_template_never_stops_the_page_and_values_come_out_as_they_are(
        template in r"(\{|\}|\{\{|\}\}|\\|\u{ff5b}\u{ff5b}|\u{ff5d}\u{ff5d}|会社名|目的|認識の相違|x|\n|\r\n| |[\u{0}-\u{ffff}]){0,40}",
        value in r"(\{\{|\}\}|\\|会社名|\n|あ|.){0,20}",
    ) {
        let made = expand(&template, |slot| match slot {
            Slot::Company => Fill::Text(value.clone()),
            Slot::Purpose => Fill::Missing("?".to_owned()),
            _ => Fill::Nothing,
        });
        let lines = template.split('\n').count();
        for unknown in &made.unknown {
            prop_assert!(unknown.line >= 1 && unknown.line <= lines && unknown.column >= 1);
            prop_assert!(Slot::named(&unknown.name).is_none());
        }
        let alone = expand("{{会社名}}", |_| Fill::Text(value.clone()));
        prop_assert_eq!(alone.text(), value);
    }

    #[test]
    fn what_is_entered_comes_out_letter_by_letter(text in r"(\{\{会社名\}\}|\\|\{|\}|あ|b){1,30}") {
        let mut one = full();
        one.clarify.purpose = text.clone();
        one.candidates[0].inquiry.what = text.clone();
        for lang in LANGS {
            let made = letter(&one, lang);
            prop_assert_eq!(made.body.matches(&text).count() >= 2, true);
            prop_assert!(made.unknown.is_empty());
        }
    }

    #[test]
    fn a_text_without_braces_is_its_own_template(text in r"[^{}\\\u{ff5b}\u{ff5d}\r]{0,200}") {
        prop_assert_eq!(expand(&text, |_| Fill::Nothing).text(), text);
    }
}

#[test]
fn the_built_in_template_is_what_an_empty_setting_means() {
    for lang in LANGS {
        let settings = Settings { inquiry: inquiry_template(lang), ..Settings::default() };
        assert_eq!(letter_of(&full(), &settings, lang), letter(&full(), lang));
    }
}
