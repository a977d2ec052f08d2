//! The papers, word by word (`tests/snapshots/`), and that each carries what was filled in for it.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use chrono::NaiveDate;
use irai_board::domain::ids::{IdSource, RowId};
use irai_board::domain::stage::clarify::{Criterion, FlowStep, Material, StoredFile, Task};
use irai_board::domain::stage::cycle::{Cycle, Deliverable, Revision, RevisionCause};
use irai_board::domain::stage::meet::OpenPoint;
use irai_board::domain::stage::quote::Quote;
use irai_board::domain::stage::select::Candidate;
use irai_board::domain::stage::trial::{Trial, TrialTask};
use irai_board::domain::{Engagement, Settings, Yen};
use irai_board::papers::{Block, Kind, markdown, paper};
use irai_board::text::Lang;
use support::complete::{CHOSEN, RUNNER_UP, company, complete};
use support::{now, seed};

fn today() -> NaiveDate {
    now().date_naive()
}

fn written(kind: Kind, engagement: &Engagement, lang: Lang) -> String {
    markdown(&paper(kind, engagement, &Settings::default(), today(), lang))
}

/// Every paper by its name in the snapshots.
fn kinds(engagement: &Engagement) -> Vec<(&'static str, Kind)> {
    vec![
        ("request", Kind::Request { budget: false }),
        ("agenda", Kind::Agenda(company(engagement, RUNNER_UP))),
        ("approval", Kind::Approval),
        ("trial", Kind::Trial),
        ("contract", Kind::Contract),
        ("inquiry", Kind::Inquiry(company(engagement, RUNNER_UP))),
        ("revision", Kind::Revision),
        ("acceptance", Kind::Acceptance),
        ("report", Kind::Report(engagement.cycle().map(|cycle| cycle.id).unwrap_or_default())),
        ("regular", Kind::Regular),
        ("closing", Kind::Closing),
    ]
}

#[test]
fn every_paper_says_what_was_filled_in() {
    let engagement = complete();
    for (name, kind) in kinds(&engagement) {
        insta::assert_snapshot!(format!("{name}-ja"), written(kind, &engagement, Lang::Ja));
        insta::assert_snapshot!(format!("{name}-en"), written(kind, &engagement, Lang::En));
    }
}

#[test]
fn a_paper_of_an_almost_empty_engagement_says_what_is_not_filled_in() {
    let mut ids = IdSource::new(seed(1));
    let mut engagement =
        Engagement { id: ids.engagement(), title: "議事録の作成".to_owned(), ..Engagement::default() };
    engagement.candidates = vec![Candidate { id: ids.row(), ..Candidate::default() }];
    let candidate = engagement.candidates[0].id;
    let kinds = [
        ("request", Kind::Request { budget: true }),
        ("agenda", Kind::Agenda(candidate)),
        ("approval", Kind::Approval),
        ("trial", Kind::Trial),
        ("contract", Kind::Contract),
        ("inquiry", Kind::Inquiry(candidate)),
        ("revision", Kind::Revision),
        ("acceptance", Kind::Acceptance),
        ("report", Kind::Report(RowId::default())),
        ("regular", Kind::Regular),
        ("closing", Kind::Closing),
    ];
    let all: Vec<String> =
        kinds.map(|(name, kind)| format!("<!-- {name} -->\n{}", written(kind, &engagement, Lang::Ja))).into();
    insta::assert_snapshot!("empty-ja", all.join("\n"));
}

/// Texts that Markdown or HTML would read as something else.
const HOSTILE: &str = "表|の|区切り `code` *強調* <b>太字</b> <script>alert(1)</script>\n\n# 見出し\n- 項目\n1. 番号\n[名前](javascript:alert(1))";

#[test]
fn a_file_stands_in_a_paper_by_its_plain_name() {
    let mut engagement = complete();
    let named = |name: &str| Some(StoredFile { name: name.to_owned(), ..StoredFile::default() });
    engagement.clarify.materials[0].file = named("../手順\u{202e}fdp.exe");
    engagement.contract.file = named("契約\u{2066}\u{202e}fdp.exe");
    let inquiry = Kind::Inquiry(company(&engagement, RUNNER_UP));
    for kind in [Kind::Request { budget: false }, Kind::Contract, inquiry] {
        let text = written(kind, &engagement, Lang::Ja);
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "{text}");
    }
    assert!(written(Kind::Request { budget: false }, &engagement, Lang::Ja).contains("手順fdp.exe"));
    assert!(written(Kind::Contract, &engagement, Lang::Ja).contains("契約fdp.exe"));
}

#[test]
fn hostile_texts_stay_texts_in_every_paper() {
    let mut ids = IdSource::new(seed(2));
    let long = "とても長い業務の名前".repeat(12);
    let mut engagement = Engagement { id: ids.engagement(), title: HOSTILE.to_owned(), ..Engagement::default() };
    engagement.owner = "| a".to_owned();
    let brief = &mut engagement.clarify;
    brief.purpose = HOSTILE.to_owned();
    brief.tasks = vec![
        Task {
            id: ids.row(),
            name: HOSTILE.to_owned(),
            flow: vec![FlowStep { id: ids.row(), text: HOSTILE.to_owned() }],
            deadline: "a|b".to_owned(),
            ..Task::default()
        },
        Task { id: ids.row(), name: long, ..Task::default() },
    ];
    brief.criteria = vec![Criterion { id: ids.row(), text: "\\|".to_owned(), ..Criterion::default() }];
    brief.materials = vec![Material {
        id: ids.row(),
        name: "a".to_owned(),
        link: "https://example.com/?a=b|c`".to_owned(),
        ..Material::default()
    }];
    let point = OpenPoint { id: ids.row(), what: HOSTILE.to_owned(), ..OpenPoint::default() };
    let quote = Quote { id: ids.row(), plan: "| プラン |".to_owned(), ..Quote::default() };
    engagement.candidates = vec![Candidate {
        id: ids.row(),
        name: HOSTILE.to_owned(),
        quotes: vec![quote],
        open_points: vec![point],
        ..Candidate::default()
    }];
    let candidate = engagement.candidates[0].id;
    engagement.decision.chosen = Some(candidate);
    let task = TrialTask { id: ids.row(), name: HOSTILE.to_owned(), note: HOSTILE.to_owned(), ..TrialTask::default() };
    engagement.trials =
        vec![Trial { id: ids.row(), candidate: Some(candidate), tasks: vec![task], ..Trial::default() }];
    engagement.contract.plan = HOSTILE.to_owned();
    let deliverable =
        Deliverable { id: ids.row(), name: HOSTILE.to_owned(), note: HOSTILE.to_owned(), ..Deliverable::default() };
    let revision =
        Revision { id: ids.row(), what: HOSTILE.to_owned(), deliverable: Some(deliverable.id), ..Revision::default() };
    engagement.cycles = vec![Cycle {
        id: ids.row(),
        number: 1,
        deliverables: vec![deliverable],
        revisions: vec![revision],
        ..Cycle::default()
    }];
    let kinds = [
        Kind::Request { budget: false },
        Kind::Agenda(candidate),
        Kind::Approval,
        Kind::Trial,
        Kind::Contract,
        Kind::Acceptance,
    ];
    for kind in kinds {
        let text = written(kind, &engagement, Lang::Ja);
        for raw in ["<script", "<b>", "](javascript", "\n# 見出し", "\n- 項目"] {
            assert!(!text.replace("\\<", "").replace("\\]", "").contains(raw), "{kind:?}: {raw}\n{text}");
        }
        // Every line of a table has as many cells as its head.
        let mut columns = 0;
        for line in text.lines() {
            let cells = if line.starts_with('|') { line.replace("\\|", "").matches('|').count() } else { 0 };
            assert!(cells == 0 || columns == 0 || cells == columns, "{kind:?}: {line}");
            columns = cells;
        }
    }
    insta::assert_snapshot!("hostile-ja", written(Kind::Request { budget: false }, &engagement, Lang::Ja));
}

/// What each paper has to carry of the complete engagement: the source's items, as they are read.
const CARRIED: &[(&str, &[&str])] = &[
    (
        "request",
        &[
            // 依頼したい業務: task, flow, frequency, hours, deadline
            "請求書の発行・送付",
            "1. 売上一覧を共有フォルダーから受け取る<br>2. 会計ソフトで請求書を作る<br>3. 社内の承認を受ける<br>4. 取引先へメールで送る",
            "| 経費精算の確認 | 毎週 | 6時間 | 毎週金曜日まで |",
            "入金の消し込み",
            "月次の集計表づくり",
            "| 合計 |  | 21時間 |",
            // 現状の課題, 依頼の目的
            "経理担当が一人で、月初の3日間は請求書の発行だけで手一杯です。\\\n経費精算の確認が後回しになり",
            "月初の定型作業を任せて",
            // 成功の基準
            "| 請求書が期限どおりに届く | 毎月3営業日までに全件を送付 |",
            "担当者の残業が減る",
            "経費精算の差し戻しを月2件以下に",
            // オンライン秘書に求めるもの
            "判断に迷うときは、止めて質問してくれること。",
            // 手元の資料
            "| 請求書発行の手順書 | マニュアル | <https://example.com/docs/invoice_manual?v=2> | 準備済み |",
            "| 経費精算の流れ | ワークフロー | 経費精算フロー_2026.pdf (348 KB) | 準備済み |",
            "| 先月の作業記録 | 現在の対応の記録 | 作業記録.xlsx | 準備中 |",
            // イレギュラー
            "- **土日の依頼**: あり(月2時間)",
            "- **作業量の変動**: あり(月16時間〜26時間)",
            "3月と9月は決算の準備で、資料集めが2〜3時間増えます。",
            "依頼書 v2(2026年5月11日(月))",
            "2026年6月1日(月)",
            "佐藤 美咲",
        ],
    ),
    (
        "agenda of the chosen",
        &[
            // 問い合わせ: when, by whom; what, how much by when, trouble; the answers
            "2026年4月6日(月)(佐藤 美咲)",
            "・請求書の発行・送付\\\n  ・経費精算の確認",
            "月12時間程度。請求書は毎月3営業日まで。",
            "月初に作業が集中し、経費精算の確認が遅れている。",
            "インボイス制度の確認も含めて対応できるとのこと。(2026年4月8日(水))",
            "土日は前の週の水曜日までに連絡があれば対応できる。",
            // 商談: date, people, contact, hearing, proposal
            "2026年4月16日(木) 10:00",
            "高橋様、佐藤、鈴木",
            "高橋 由香\\\n  takahashi@minato.example.com\\\n  03-0000-0001",
            "会計ソフトの権限は閲覧と入力に分けられるか聞かれた。\\\n  承認は社内で行うと答えた。",
            "| プラン | スタンダード20時間 | ライト10時間 | スタンダード20時間 |  |",
            "| 作業時間(月) | 20時間 | 10時間 | 20時間 |  |",
            "| 月額(税抜) | 62,000円 | 33,000円 | 62,000円 |  |",
            "繁忙月の超過は前月20日までに連絡。",
            // open points
            "| 会計ソフトの権限の分け方 | 鈴木 健 | 4月20日(月) | 4月19日(日)に伝えた | 入力のみの権限を作れる |",
            "| 領収書の保管場所の共有範囲 | 佐藤 美咲 | 6月26日(金) | 期限超過 |  |",
            // a plan of the old brief is told, and asked for anew
            "見積もり: ライト10時間(旧条件)",
        ],
    ),
    (
        "agenda of the runner-up",
        &[
            "| 締めの作業はない | 月末2日間は経費精算の締めがある |",
            "土日の作業に対応できますか。",
            "超過は何分単位で計上されますか。",
            "使い残した時間は翌月に繰り越せますか。",
            "最低契約期間はありますか。",
            "初期費用はかかりますか。",
            "トライアルはありますか。",
            "秘密保持契約(NDA)を結べますか。",
            "依頼書が v2 に変わりました。",
            "見積もりの有効期限が過ぎています。",
            "| 会計ソフトの利用者数の上限 | 鈴木 健 | 7月8日(水) | 未回答 |  |",
        ],
    ),
    (
        "approval",
        &[
            "月初の定型作業を任せて",
            "経理担当が一人で",
            // own criteria with weights, scores with reasons, fit with its reason
            "業務との相性 35・費用 30・セキュリティ 25・連絡の取りやすさ 10",
            "業務との相性 5(経理専任のチームがある)・費用 4(予算に収まる)・セキュリティ 5(ISMSとプライバシーマーク)・連絡の取りやすさ 4(窓口担当が固定)",
            "5 / 5(請求書発行と経費精算の実績が多い)",
            "経理専任のチーム制。",
            // the companies
            "みなと経理アシスト株式会社",
            "リモート秘書ひばり",
            "あけぼのオンラインサポート(5月8日(金)): トライアルで、集計に見積もりの1.6倍の時間がかかった。",
            // the meeting: smooth, understood, note; the proposal; the decision
            "円滑さ 5 / 5、内容の理解 4 / 5、質問が具体的で、要点を復唱してくれた。",
            "スタンダード20時間、月20時間、月62,000円",
            "経理の質問が具体的で、費用も予算に収まる。",
            "予算 70,000円に対し3,050円下回る",
            "契約へ、見積 17時間 → 実績 17.5時間(+3%)、成果物は基準どおり。",
            "未回答の確認事項: 領収書の保管場所の共有範囲(6月26日(金)まで)",
            "トライアルで想定と違った基準: 差し戻しが減る(差し戻しが3件あった)",
        ],
    ),
    (
        "trial",
        &[
            "2026年5月11日(月)〜5月22日(金)",
            "高木 彩",
            "| 請求書の発行・送付 | 8時間 | 7.5時間 | -6% |",
            "| 経費精算の確認 | 6時間 | 7時間 | +17% |",
            "| 月次の集計表づくり | 4時間 | — | — |",
            "| 月次の集計表づくり | 未完了 | 6月に行う |",
            "手順書どおりに進んだ",
            "| 請求書が期限どおりに届く | 毎月3営業日までに全件を送付 | 想定どおり | 3営業日目の午前に全件が届いた |",
            "| 差し戻しが減る | 経費精算の差し戻しを月2件以下に | 想定と違う | 差し戻しが3件あった |",
            "契約へ(2026年5月25日(月))",
            "成果物は基準どおり。領収書の照合だけ1時間多くかかった。",
            // the company that was dropped stays, with why
            "| あけぼのオンラインサポート | +60% | 別の会社を探す | 納期に遅れ、時間も大きく超えた。 | トライアルで、集計に見積もりの1.6倍の時間がかかった。(5月8日(金)) |",
        ],
    ),
    (
        "acceptance",
        &[
            "納品2件のうち、確認済み2件、検収済み1件です。修正の依頼は、納品物1件に延べ1回です。",
            "| 請求書一式(6月) | 6月3日(水) | 6月3日(水) | 想定どおり | 6月4日(木) |  |",
            "| 経費精算の確認結果(6月) | 6月26日(金) | 6月29日(月) | 想定と違う |  |  |",
            "- **業務**: 6月分の請求書発行",
            // The contract names five business days: June 4, 5, 8, 9, 10.
            "- **確認期限**: 2026年6月10日(水)",
            "| 請求書が期限どおりに届く | 想定どおり | 3営業日以内 |",
            "| 1回目 | 税区分の誤り2件を直す | 6月29日(月) | 7月2日(木) | 未完了 |  |",
        ],
    ),
    (
        "contract",
        &[
            "準委任",
            "2026年5月28日(木)",
            "2026年6月1日(月)",
            "2026年11月30日(月)",
            "6か月",
            "自動更新(3か月)",
            "終了の30日前まで",
            "2026年6月1日(月)〜2026年11月30日(月)",
            "2026年10月31日(土)(前の営業日 2026年10月30日(金))",
            "2026年12月1日(火)に自動で更新され、2027年2月28日(日)まで続きます。",
            "スタンダード20時間、月20時間、月額 62,000円(税抜)(5月18日(月))",
            "<https://example.com/contracts/2026-05>\\\n  業務委託契約書_2026.pdf",
            "T7000012050002(形式と検査数字は正しい。",
            "納品から5営業日",
            "受領から30日以内",
            // キックオフ
            "2026年5月29日(金) 10:00",
            "高橋様、高木様、佐藤、鈴木",
            "初回は6月分の請求書から始める。\\\n  連絡はチャット、急ぎは電話。",
            // トライアルの結果・変更点・改善点
            "| 5月26日(火) | トライアルの結果 | 請求書の発行は手順書どおりで問題なし |",
            "| 5月26日(火) | 変更点 | 経費精算の確認を月6時間から7時間にする |",
            "| 5月26日(火) | 改善点 | 領収書は申請時に番号を付けて渡す |",
            // 窓口担当とのやりとり
            "| 5月26日(火) | 高橋 由香 | オンライン会議 | トライアルの振り返りと契約条件の確認 |",
            "7月の土日作業の予定を連絡",
            // the checklist
            "- [x] 秘密保持",
            "- [ ] 反社会的勢力の排除",
            "反社会的勢力の条項は次回の更新で追加する。",
            "専門家に確認してください。",
        ],
    ),
];

#[test]
fn every_paper_carries_what_the_source_names() {
    let engagement = complete();
    for (name, texts) in CARRIED {
        let kind = match *name {
            "request" => Kind::Request { budget: false },
            "agenda of the chosen" => Kind::Agenda(company(&engagement, CHOSEN)),
            "agenda of the runner-up" => Kind::Agenda(company(&engagement, RUNNER_UP)),
            "approval" => Kind::Approval,
            "trial" => Kind::Trial,
            "acceptance" => Kind::Acceptance,
            _ => Kind::Contract,
        };
        let paper = written(kind, &engagement, Lang::Ja);
        let missing: Vec<_> = texts.iter().filter(|text| !paper.contains(**text)).collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}\n{paper}");
    }
}

#[test]
fn the_budget_goes_to_a_company_only_where_that_is_said() {
    let engagement = complete();
    assert!(!written(Kind::Request { budget: false }, &engagement, Lang::Ja).contains("70,000"));
    assert!(
        written(Kind::Request { budget: true }, &engagement, Lang::Ja).contains("- **月の予算**: 月 70,000円(税抜)")
    );
}

#[test]
fn the_comparison_of_the_approval_has_the_numbers_of_a_hand_calculation() {
    let mut engagement = complete();
    let text = written(Kind::Approval, &engagement, Lang::Ja);
    // 21 hours a month, 2 of them on weekends at ×1.25: 19 + 2.5 = 21.5 counted. 20 are included and
    // each month uses all of them, so 1.5 hours are over: 4,950 yen. 62,000 + 4,950 = 66,950 a month;
    // 10,000 + 12 × 66,950 = 813,400; with tax 894,740; 813,400 ÷ 252 hours = 3,227.
    assert!(text.contains("月21時間を12か月使う場合"), "{text}");
    assert!(text.contains("| みなと経理アシスト株式会社 | 決定 | 4.6 | スタンダード20時間 | 66,950円 | 813,400円<br>894,740円 | 3,227円 | 対応あり |"), "{text}");
    // 15 included, 6 over at 3,500: 48,000 + 21,000 = 69,000; 828,000; 910,800; 3,285. Weekend work is
    // needed and not told of. The budget is 70,000 with a tolerance of 10 %: 77,000.
    assert!(text.contains("| リモート秘書ひばり | 次点 | 3.5 | ベーシック15時間 | 69,000円 | 828,000円<br>910,800円 | 3,285円 | 要確認 | 旧条件<br>認識の相違1件 |"), "{text}");
    // By the hour: 21 × 3,800 = 79,800; 5,000 + 12 × 79,800 = 962,600; 1,058,860; 3,819.
    assert!(text.contains("| あけぼのオンラインサポート | 見送り | 2.7 | 時間制 | 79,800円 | 962,600円<br>1,058,860円 | 3,819円 | 対応あり | 予算超過<br>旧条件 |"), "{text}");
    assert!(text.contains("予算 70,000円に対し3,050円下回る"), "{text}");

    engagement.comparison.monthly = irai_board::domain::Minutes::try_from(1_200).ok();
    let text = written(Kind::Approval, &engagement, Lang::Ja);
    // 18 + 2.5 = 20.5 counted, half an hour over: 1,650.
    assert!(text.contains("| 63,650円 | 773,800円<br>851,180円 |"), "{text}");
}

#[test]
fn a_person_working_alone_is_to_be_paid_in_time_and_told_the_terms_in_writing() {
    let mut engagement = complete();
    assert!(!written(Kind::Contract, &engagement, Lang::Ja).contains("フリーランス法"));
    let chosen = engagement.decision.chosen;
    for row in engagement.candidates.iter_mut().filter(|row| Some(row.id) == chosen) {
        row.individual = true;
    }
    engagement.contract.payment_days = irai_board::domain::scalar::Days::try_from(75).ok();
    let text = written(Kind::Contract, &engagement, Lang::Ja);
    assert!(
        text.contains("受領から60日以内の支払いが求められることがあります(フリーランス法)。専門家に確認してください。"),
        "{text}"
    );
    assert!(text.contains("- [ ] 取引条件の明示"), "{text}");
}

#[test]
fn an_acceptance_record_names_who_accepted_and_why_something_went_back() {
    let mut engagement = complete();
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let cycle = engagement.cycles.last_mut().unwrap();
    let (deliverable, work) = (cycle.deliverables[1].id, cycle.works[0].id);
    cycle.deliverables[1].accepted_on = day("2026-07-06");
    cycle.deliverables[1].accepted_by = "佐藤 美咲".to_owned();
    cycle.deliverables[1].link = "https://example.com/expenses".to_owned();
    cycle.revisions[0].done_on = day("2026-07-02");
    cycle.revisions[0].cause = RevisionCause::Mistake;
    cycle.revisions.push(Revision {
        id: RowId(seed(77)),
        what: "部署名を新しくする".to_owned(),
        deliverable: Some(deliverable),
        asked_on: day("2026-07-03"),
        done_on: day("2026-07-06"),
        cause: RevisionCause::Change,
        ..Revision::default()
    });
    cycle.works.iter_mut().filter(|row| row.id == work).for_each(|row| row.done_on = day("2026-06-30"));
    let text = written(Kind::Acceptance, &engagement, Lang::Ja);
    for expected in [
        "検収済み2件です。修正の依頼は、納品物1件に延べ2回です。",
        "| 6月分の請求書発行 | 6月30日(火) |",
        "- **検収者**: 佐藤 美咲",
        "| 1回目 | 税区分の誤り2件を直す | 6月29日(月) | 7月2日(木) | 7月2日(木) | 作業の誤り |",
        "| 2回目 | 部署名を新しくする | 7月3日(金) |  | 7月6日(月) | 条件の変更 |",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    engagement.cycles.clear();
    assert!(written(Kind::Acceptance, &engagement, Lang::Ja).contains("納品の記録はまだありません。"));
}

#[test]
fn a_table_has_a_cell_for_each_column_in_every_row() {
    let engagement = complete();
    for lang in [Lang::Ja, Lang::En] {
        for (name, kind) in kinds(&engagement) {
            for block in paper(kind, &engagement, &Settings::default(), today(), lang).blocks {
                if let Block::Table(table) = block {
                    let columns = table.columns.len();
                    assert!(table.rows.iter().all(|row| row.len() == columns), "{name}: {}", table.caption);
                    assert!(table.foot.is_empty() || table.foot.len() == columns, "{name}: {}", table.caption);
                }
            }
        }
    }
}

#[test]
fn a_company_that_is_no_candidate_any_more_has_an_agenda_that_says_so() {
    let engagement = complete();
    let text = written(Kind::Agenda(RowId(seed(9))), &engagement, Lang::Ja);
    assert!(text.contains("この会社は候補から削除されています。"), "{text}");
}

#[test]
fn a_long_purpose_is_cut_in_the_approval_and_whole_in_the_request() {
    let mut engagement = complete();
    engagement.clarify.purpose = "長い目的".repeat(500);
    engagement.clarify.budget = Yen::try_from(1).ok();
    let approval = written(Kind::Approval, &engagement, Lang::Ja);
    assert!(approval.contains(&format!("{}長い目…", "長い目的".repeat(39))), "{approval}");
    assert!(written(Kind::Request { budget: false }, &engagement, Lang::Ja).contains(&engagement.clarify.purpose));
}
