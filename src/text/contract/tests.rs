use super::*;
use crate::domain::Settings;
use crate::domain::invoice::look_at;
use crate::domain::scalar::Months;
use crate::domain::stage::contract::Renewal;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn months(count: i64) -> Option<Months> {
    Months::try_from(count).ok()
}

fn half_a_year(renewal: Renewal) -> Contract {
    Contract {
        starts_on: Some(day("2026-04-01")),
        term_months: months(6),
        minimum_months: months(2),
        notice_months: months(1),
        renewal,
        ..Contract::default()
    }
}

fn told(contract: &Contract, on: &str, lang: Lang) -> Vec<String> {
    facts(contract, Settings::default().working_days(), day(on), lang)
        .into_iter()
        .map(|fact| format!("{}：{}{}", fact.name.get(lang), fact.line(lang), fact.flag.map_or("", |_| "!")))
        .collect()
}

#[test]
fn a_contract_tells_its_dates_with_their_weekdays() {
    assert_eq!(
        told(&half_a_year(Renewal::Automatic), "2026-05-01", Lang::Ja),
        [
            "初回の契約期間：2026年4月1日(水)〜2026年9月30日(水)",
            "最低契約期間：2026年5月31日(日)まで",
            "期間が終わるとき：何もしなければ2026年10月1日(木)に自動で更新され、2027年3月31日(水)まで続きます。",
            "更新拒絶の通知期限：2026年8月30日(日)(前の営業日 2026年8月28日(金))・あと121日",
        ]
    );
    assert_eq!(
        told(&half_a_year(Renewal::Automatic), "2026-08-31", Lang::En),
        [
            "First term：Wed 1 Apr 2026 to Wed 30 Sep 2026",
            "Minimum term：until Sun 31 May 2026",
            "At the end of the term：Without a word it is renewed on Thu 1 Oct 2026 and goes on until Wed 31 Mar 2027.",
            "Last day of notice：Sun 30 Aug 2026 (business day before: Fri 28 Aug 2026), has gone by!",
            "Next last day of notice：Sun 28 Feb 2027 (business day before: Fri 26 Feb 2027), 181 days left",
        ]
    );
}

#[test]
fn a_paper_does_not_tell_how_many_days_are_left() {
    let facts =
        facts(&half_a_year(Renewal::Automatic), Settings::default().working_days(), day("2026-05-01"), Lang::Ja);
    let notice = facts.last().unwrap();
    assert_eq!(notice.on_paper(Lang::Ja), "2026年8月30日(日)(前の営業日 2026年8月28日(金))");
    assert_eq!(notice.line(Lang::Ja), "2026年8月30日(日)(前の営業日 2026年8月28日(金))・あと121日");
}

#[test]
fn a_renewed_contract_tells_its_present_term() {
    let facts = told(&half_a_year(Renewal::Automatic), "2026-11-25", Lang::Ja);
    assert_eq!(facts[1], "いまの契約期間：2026年10月1日(木)〜2027年3月31日(水)(更新1回目)");
    assert_eq!(facts[4], "更新拒絶の通知期限：2027年2月28日(日)(前の営業日 2027年2月26日(金))・あと95日");
}

#[test]
fn what_is_not_renewed_says_that_it_ends() {
    let last = |renewal| told(&half_a_year(renewal), "2026-08-30", Lang::Ja).split_off(2);
    assert_eq!(last(Renewal::None), ["期間が終わるとき：更新されず、2026年9月30日(水)に終わります。"]);
    assert_eq!(
        last(Renewal::ByAgreement),
        [
            "期間が終わるとき：双方が更新に合意しなければ、2026年9月30日(水)に終わります。",
            "通知期限：2026年8月30日(日)(前の営業日 2026年8月28日(金))・今日まで!",
        ]
    );
    assert_eq!(
        last(Renewal::Unset)[0],
        "期間が終わるとき：2026年9月30日(水)に終わります。更新されるかは「更新」を選ぶと分かります。"
    );
}

#[test]
fn what_is_not_known_is_said_and_nothing_is_made_up() {
    assert_eq!(told(&Contract::default(), "2026-05-01", Lang::Ja), Vec::<String>::new());
    let minimum = Contract { term_months: None, ..half_a_year(Renewal::Automatic) };
    assert_eq!(told(&minimum, "2026-05-01", Lang::Ja), ["最低契約期間：2026年5月31日(日)まで"]);

    let far = Contract { starts_on: Some(day("2027-09-01")), ..half_a_year(Renewal::Automatic) };
    assert_eq!(
        told(&far, "2027-12-31", Lang::Ja)[3],
        "更新拒絶の通知期限：2028年1月29日(土)(前の営業日 2028年1月28日(金))・あと29日。\
         2027年より後の祝日はこのアプリに入っていないため、営業日は土日だけを除いています!"
    );
    let short =
        Contract { term_months: months(1), notice_days: Days::try_from(60).ok(), ..half_a_year(Renewal::Automatic) };
    assert_eq!(
        told(&short, "2026-02-01", Lang::Ja)[3],
        "更新拒絶の通知期限：2026年3月1日(日)(前の営業日 2026年2月27日(金))・あと28日。\
         通知期限が契約期間より長いため、その期間が始まる前の日になります!"
    );
}

#[test]
fn a_card_tells_what_is_due_in_one_line() {
    let today = day("2026-08-20");
    let cases = [
        (Due::Notice(10), "更新の通知期限まであと10日"),
        (Due::Notice(0), "更新の通知期限は今日です"),
        (Due::GoesOn(day("2026-10-01")), "更新の通知期限を過ぎました(10月1日(木)に自動更新)"),
        (Due::NoticePassed(day("2026-08-19")), "更新の通知期限を過ぎました(8月19日(水))"),
        (Due::Ends(5), "契約の終わりまであと5日"),
        (Due::Ends(0), "契約期間は今日までです"),
        (Due::Ended(day("2026-07-31")), "契約期間が終わりました(7月31日(金))"),
    ];
    for (given, expected) in cases {
        assert_eq!(due(given, today, Lang::Ja), expected);
    }
}

#[test]
fn overdue_replies_are_told_by_company() {
    assert_eq!(overdue(&[], Lang::Ja), None);
    assert_eq!(overdue(&["みなも秘書"], Lang::Ja).unwrap(), "返信の期限超過：みなも秘書");
    assert_eq!(overdue(&["みなも秘書", "しののめ", "あさひ"], Lang::Ja).unwrap(), "返信の期限超過：みなも秘書 ほか2社");
}

#[test]
fn a_registration_number_is_told_what_is_wrong_with_it() {
    let said = |typed: &str, individual: bool| invoice(look_at(typed), individual, Lang::Ja);
    assert_eq!(said("", false), (String::new(), false));
    assert_eq!(said("T700001205000", false).0, "「T」と13桁の数字で書きます。いまは数字が12桁です。");
    assert_eq!(said("7000012050002", false).0, "先頭に「T」を1つ付け、続けて13桁の数字だけを書きます。");
    assert_eq!(
        said("T8000012050002", false),
        ("検査数字(Tの次の1桁)が合いません。写し間違いがないか確かめてください。".to_owned(), true)
    );
    assert!(said("T8000012050002", true).0.starts_with("会社の番号の検査数字とは合いません。"));
    assert!(!said("T7000012050002", false).1);
}

#[test]
fn a_late_payment_to_a_person_alone_is_said() {
    let limit = Days::PAYMENT;
    let said = |days: i64| payment_to_individual(Days::try_from(days).ok(), limit, Lang::Ja);
    assert_eq!(said(60), None);
    let (title, body) = said(61).unwrap();
    assert_eq!(title.ja, "支払期日が遅すぎるおそれがあります");
    assert!(body.contains("受領した日から60日以内") && body.contains("いまは61日です"), "{body}");
    let (title, _) = payment_to_individual(None, limit, Lang::Ja).unwrap();
    assert_eq!(title.ja, "支払期日が未記入です");
}
