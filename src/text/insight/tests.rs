use super::*;
use crate::domain::RowId;
use crate::domain::insight::SpendSpan;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn yen(amount: i64) -> Yen {
    Yen::saturating(amount)
}

#[test]
fn days_and_hours_are_told_to_what_can_be_read() {
    let cases =
        [(0, "0日", "0 days"), (10, "1日", "1 day"), (125, "12.5日", "12.5 days"), (12_340, "1,234日", "1,234 days")];
    for (value, ja, en) in cases {
        assert_eq!((tenths(value, Lang::Ja).as_str(), tenths(value, Lang::En).as_str()), (ja, en));
    }
    assert_eq!(waited(1_200, Lang::Ja), "2時間");
    // 80.5 minutes.
    assert_eq!(waited(805, Lang::Ja), "1時間21分");
    assert_eq!([450, 433, 100, 5].map(hundredths), ["4.5", "4.33", "1.0", "0.05"]);
}

#[test]
fn columns_carry_their_months() {
    let cases = [
        (Span::Month, "2026年4月", "Apr 2026"),
        (Span::Quarter, "2026年4〜6月", "Apr–Jun 2026"),
        (Span::Year, "2026年", "2026"),
    ];
    for (of, ja, en) in cases {
        assert_eq!(
            (span(day("2026-04-01"), of, Lang::Ja).as_str(), span(day("2026-04-01"), of, Lang::En).as_str()),
            (ja, en)
        );
    }
    let short = |date, leads| span_short(day(date), Span::Month, leads, Lang::Ja);
    assert_eq!(
        [short("2026-04-01", true), short("2026-05-01", false), short("2027-01-01", false)],
        ["26年4月", "5月", "27年1月"]
    );
}

#[test]
fn the_stage_with_the_highest_median_is_named_first() {
    let time = |stage, days: Option<(usize, i64)>, returns| StageTime {
        stage,
        days: days.map(|(count, median)| Figures { count, median, p85: 0, longest: 0 }),
        business: None,
        returns,
        present: 0,
    };
    let times =
        [time(Stage::Clarify, Some((9, 40)), 0), time(Stage::Start, Some((8, 120)), 2), time(Stage::Review, None, 0)];
    assert_eq!(
        lead_finding(&times, Lang::Ja),
        "依頼開始に最も長くかかっています(中央値12日、8件)。前の段階へ戻ったのは2回です。"
    );
    assert_eq!(
        lead_finding(&times[..1], Lang::En),
        "Clarify the request takes the longest: 4 days in the median, over 9. Nothing went back."
    );
    assert_eq!(lead_finding(&times[2..], Lang::Ja), "この期間に段階を通り終えた案件はありません。");
}

#[test]
fn where_most_of_the_work_is_is_named() {
    let point = |counts| FlowPoint { on: day("2026-07-01"), counts };
    assert_eq!(
        flow_finding(Some(&point([1, 0, 3, 0, 0, 0, 3, 0, 0, 5, 1])), Lang::Ja),
        "いま7件が進んでいて、最も多いのは問い合わせ・見積もり取得の3件です。"
    );
    assert_eq!(
        flow_finding(Some(&point([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 1])), Lang::Ja),
        "いま進んでいる案件はありません。"
    );
    assert_eq!(flow_finding(None, Lang::En), "There is no engagement yet.");
}

#[test]
fn the_cost_is_held_against_the_plan_only_where_both_are_whole() {
    let month = |planned, actual, overage, unplanned| SpendSpan {
        first: day("2026-06-01"),
        engagements: 1,
        planned: yen(planned),
        actual: yen(actual),
        overage: yen(overage),
        waiting: yen(0),
        waiting_beyond: yen(0),
        budget: None,
        unpriced: 0,
        unplanned,
    };
    let said = |spans: Vec<SpendSpan>| spend_finding(&Spend { span: Span::Month, spans }, Lang::Ja);
    assert_eq!(
        said(vec![month(25_000, 28_000, 3_000, 0), month(25_000, 25_000, 0, 0)]),
        "実績は合計53,000円で、予定より3,000円多くなっています。うち超過は3,000円です。"
    );
    assert_eq!(said(vec![month(25_000, 25_000, 0, 0)]), "実績は合計25,000円で、予定どおりです。うち超過は0円です。");
    assert_eq!(said(vec![month(0, 40_000, 0, 1)]), "実績は合計40,000円です。うち超過は0円です。");
    assert_eq!(said(Vec::new()), "この期間に契約中の月はありません。");
}

#[test]
fn a_companys_figures_say_what_they_rest_on() {
    let record = CompanyRecord {
        name: "みなも秘書".to_owned(),
        considered: 2,
        trials: 2,
        variance: Some(13),
        delivered: 2,
        revisions: 3,
        caused: 2,
        mistakes: 1,
        again: Some(400),
        replies: Some(Figures { count: 1, median: 20, p85: 2, longest: 2 }),
        ..CompanyRecord::default()
    };
    let said = Measure::ALL.map(|one| measured(one, &record, Lang::Ja));
    let expected = ["—", "2件", "0件", "2営業日(1回)", "+13%(2回)", "—", "—", "1.5回(2件中)", "50%(2回中)", "4.0"];
    assert_eq!(said, expected);
}

#[test]
fn what_most_lack_is_named() {
    let mut found =
        Standstill { running: 4, missing: vec![(Need::OpenRevision(RowId::default()), 3)], ..Standstill::default() };
    assert_eq!(stuck_finding(&found, Lang::Ja), "ふだんより長く止まっている案件はありません。");
    found.stuck.push(crate::domain::insight::Stuck {
        id: Default::default(),
        title: String::new(),
        stage: Stage::Deliver,
        since: day("2026-06-01"),
        days: 30,
        business: 22,
        usual: None,
        missing: Vec::new(),
    });
    assert_eq!(
        stuck_finding(&found, Lang::Ja),
        "1件が、その段階にふだんより長く止まっています。進行中の案件で最も多い不足は「修正が未完了」です(3件)。"
    );
}
