use super::*;

fn minutes(minutes: i64) -> Minutes {
    Minutes::saturating(minutes)
}

fn waiting(open: usize, longest: Option<i64>, median: Option<i64>) -> Answers {
    Answers {
        answered: usize::from(median.is_some()),
        open,
        elapsed: Minutes::ZERO,
        longest: longest.map(minutes),
        median: median.map(minutes),
        skipped: Skipped::WeekendsAndHolidays,
    }
}

#[test]
fn business_time_has_no_days() {
    let told = [0, 59, 60, 119, 540, 2_880, 72_000].map(|time| business(minutes(time), Lang::Ja));
    assert_eq!(told, ["0分", "59分", "1時間", "1時間", "9時間", "48時間", "1,200時間"]);
    assert_eq!(business(minutes(185), Lang::En), "3 h");
}

#[test]
fn what_waits_is_told_in_one_line() {
    assert_eq!(waiting_line(&waiting(1, Some(185), None), Lang::Ja), "回答待ち 3時間(営業時間)・質問1件");
    assert_eq!(waiting_line(&waiting(2, None, None), Lang::Ja), "回答待ち・質問2件");
    assert_eq!(waiting_line(&waiting(1, Some(5), None), Lang::En), "Waiting 5 min (business hours), 1 question");
    let note = waiting_note(&waiting(2, Some(185), Some(45)), Lang::Ja);
    assert_eq!(note, "回答待ち2件・最長 3時間。回答までの中央値 45分");
    assert_eq!(waiting_note(&waiting(0, None, None), Lang::Ja), "");
}

#[test]
fn the_price_of_waiting_names_both_its_parts() {
    let cost = WaitingCost {
        minutes_within: minutes(30),
        minutes_beyond: minutes(60),
        within: Yen::saturating(2_400),
        beyond: Yen::saturating(5_400),
    };
    let told = waiting_cost(&cost, Percent::TEN, Lang::Ja);
    assert_eq!(told, "含まれる時間のうち0.5時間 2,400円。超過単価で1時間 5,400円、税抜(税込 8,580円)");
    let within = WaitingCost { minutes_beyond: Minutes::ZERO, beyond: Yen::ZERO, ..cost };
    assert_eq!(
        waiting_cost(&within, Percent::TEN, Lang::En),
        "0.5 h within the plan ¥2,400, without tax (¥2,640 with it)"
    );
}

fn outlook() -> Outlook {
    Outlook {
        included: minutes(600),
        carried_in: Minutes::ZERO,
        counted: minutes(265),
        pace: Some(minutes(729)),
        agreed: None,
        days: (8, 22),
        overage: minutes(135),
        charge: Some(Yen::saturating(12_150)),
        tax: Percent::TEN,
        skipped: Skipped::WeekendsAndHolidays,
    }
}

#[test]
fn a_month_is_told_by_what_is_left_and_what_is_to_come() {
    let month = outlook();
    assert_eq!(room(&month, Lang::Ja), "10時間のうち 使用 4時間25分");
    assert_eq!(pace_note(&month, Lang::Ja), "月末まで・22営業日のうち8日");
    assert_eq!(overage(&month, Lang::Ja), "2時間15分 12,150円");
    assert_eq!(overage_note(&month, Lang::Ja), "税抜(税込 13,365円)");
    assert_eq!(bar(&month, Lang::Ja), "使える時間 10時間、使用 4時間25分、月末の見込み 12時間9分");
    let over = Outlook { carried_in: minutes(60), counted: minutes(720), ..month };
    assert_eq!(room(&over, Lang::Ja), "10時間+繰り越し 1時間のうち 使用 12時間。1時間 超えています");
    assert_eq!(room(&over, Lang::En), "12 h of 10 h + 1 h carried over used; 1 h beyond");
    let none = Outlook { overage: Minutes::ZERO, charge: Some(Yen::ZERO), ..month };
    assert_eq!((overage(&none, Lang::Ja), overage_note(&none, Lang::Ja)), ("なし".to_owned(), String::new()));
    let no_rate = Outlook { charge: None, ..month };
    assert_eq!(
        (overage(&no_rate, Lang::Ja), overage_note(&no_rate, Lang::Ja)),
        ("2時間15分".to_owned(), "超過単価が未記入".to_owned())
    );
    let hourly = Outlook { included: Minutes::ZERO, ..month };
    assert_eq!(room(&hourly, Lang::Ja), "時間制・使用 4時間25分");
    let early = Outlook { days: (0, 20), pace: None, skipped: Skipped::WeekendsOnly, ..month };
    assert!(pace_note(&early, Lang::Ja).starts_with("営業日がまだありません。2027年より後の祝日は"));
}

#[test]
fn a_month_has_its_year_where_it_is_another() {
    let first = |text: &str| text.parse().unwrap();
    assert_eq!(super::month(first("2026-07-01"), first("2026-07-10"), Lang::Ja), "7月");
    assert_eq!(super::month(first("2026-12-01"), first("2027-01-10"), Lang::Ja), "2026年12月");
    assert_eq!(super::month(first("2026-07-01"), first("2026-07-10"), Lang::En), "July 2026");
}
