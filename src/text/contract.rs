//! The dates of a contract in words.

use super::{Lang, Text, format, text};
use crate::domain::calendar::{LAST_YEAR, Reckoned, Skipped};
use crate::domain::stage::contract::{AtEnd, Contract, Due, Notice, Term};
use chrono::NaiveDate;

/// A date or a period of a contract with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is called.
    pub name: Text,
    /// What it says.
    pub told: String,
    /// Whether it is near, or has gone by.
    pub flag: Option<Flag>,
}

/// What a date calls attention to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// It is near.
    Near,
    /// It has gone by.
    Past,
}

impl Flag {
    /// The value of `data-flag`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Near => "waiting",
            Self::Past => "over",
        }
    }
}

/// All that follows from the terms of a contract, as it is on a day. Nothing where nothing follows.
pub fn facts(contract: &Contract, day: NaiveDate, lang: Lang) -> Vec<Fact> {
    let plain = |name: Text, told: String| Fact { name, told, flag: None };
    let mut facts = Vec::new();
    let schedule = contract.schedule(day);
    if let Some(schedule) = &schedule {
        facts.push(plain(text("初回の契約期間", "First term"), period(schedule.first, lang)));
        if schedule.current.number > 1 {
            let renewals = schedule.current.number - 1;
            let period = period(schedule.current, lang);
            let told = lang.pick(format!("{period}(更新{renewals}回目)"), format!("{period} (renewal {renewals})"));
            facts.push(plain(text("いまの契約期間", "Present term"), told));
        }
    }
    if let Some(until) = contract.minimum_until() {
        let until = format::full_date(until, lang);
        facts.push(plain(
            text("最低契約期間", "Minimum term"),
            lang.pick(format!("{until}まで"), format!("until {until}")),
        ));
    }
    let Some(schedule) = schedule else {
        return facts;
    };
    facts.push(plain(
        text("期間が終わるとき", "At the end of the term"),
        at_end(schedule.current, schedule.at_end, lang),
    ));
    let renews = matches!(schedule.at_end, AtEnd::Renews(_) | AtEnd::RenewsFrom(_));
    if let Some(notice) = schedule.notice {
        let name = if renews {
            text("更新拒絶の通知期限", "Last day of notice")
        } else {
            text("通知期限", "Last day of notice")
        };
        facts.push(Fact { name, told: notice_in_words(notice, day, lang), flag: flag(notice.by, day) });
    }
    if let Some(next) = schedule.next_notice.filter(|_| schedule.notice.is_some_and(|notice| notice.by < day)) {
        let name = text("次の通知期限", "Next last day of notice");
        facts.push(Fact { name, told: notice_in_words(next, day, lang), flag: flag(next.by, day) });
    }
    facts
}

fn flag(by: NaiveDate, today: NaiveDate) -> Option<Flag> {
    match (by - today).num_days() {
        ..0 => Some(Flag::Past),
        0..=30 => Some(Flag::Near),
        _ => None,
    }
}

/// `2026年4月1日(水)〜2026年9月30日(水)`
fn period(term: Term, lang: Lang) -> String {
    let end = format::full_date(term.ends_on, lang);
    match term.starts_on {
        Some(start) => {
            let start = format::full_date(start, lang);
            lang.pick(format!("{start}〜{end}"), format!("{start} to {end}"))
        }
        None => lang.pick(format!("{end}まで"), format!("until {end}")),
    }
}

fn at_end(current: Term, at_end: AtEnd, lang: Lang) -> String {
    let end = format::full_date(current.ends_on, lang);
    match at_end {
        AtEnd::NotSaid => lang.pick(
            format!("{end}に終わります。更新されるかは「更新」を選ぶと分かります。"),
            format!("It ends on {end}. Choose the renewal to see what follows."),
        ),
        AtEnd::Ends => {
            lang.pick(format!("更新されず、{end}に終わります。"), format!("It is not renewed and ends on {end}."))
        }
        AtEnd::Agreement => lang.pick(
            format!("双方が更新に合意しなければ、{end}に終わります。"),
            format!("It ends on {end} unless both sides agree to go on."),
        ),
        AtEnd::Renews(next) => {
            let from = next.starts_on.map(|from| format::full_date(from, lang)).unwrap_or_default();
            let until = format::full_date(next.ends_on, lang);
            lang.pick(
                format!("何もしなければ{from}に自動で更新され、{until}まで続きます。"),
                format!("Without a word it is renewed on {from} and goes on until {until}."),
            )
        }
        AtEnd::RenewsFrom(from) => {
            let from = format::full_date(from, lang);
            lang.pick(
                format!(
                    "何もしなければ{from}に自動で更新されます。「更新後の期間」を書くと、その先の日付も分かります。"
                ),
                format!(
                    "Without a word it is renewed on {from}. Enter how long each renewal lasts to see what follows."
                ),
            )
        }
    }
}

fn notice_in_words(notice: Notice, today: NaiveDate, lang: Lang) -> String {
    let mut told = format::full_date(notice.by, lang);
    if notice.business.day != notice.by {
        let business = format::full_date(notice.business.day, lang);
        told.push_str(&lang.pick(format!("(前の営業日 {business})"), format!(" (business day before: {business})")));
    }
    let left = (notice.by - today).num_days();
    told.push_str(&match left {
        ..0 => lang.pick("・過ぎました".to_owned(), ", has gone by".to_owned()),
        0 => lang.pick("・今日まで".to_owned(), ", today".to_owned()),
        1 => lang.pick("・あと1日".to_owned(), ", 1 day left".to_owned()),
        _ => lang.pick(format!("・あと{}日", format::grouped(left)), format!(", {} days left", format::grouped(left))),
    });
    let mut add = |ja: &str, en: &str| {
        told.push_str(&lang.pick(format!("。{ja}"), format!(". {en}")));
    };
    if notice.before_start {
        add(
            "通知期限が契約期間より長いため、その期間が始まる前の日になります",
            "Notice is longer than the term, so the day lies before it begins",
        );
    }
    if let Some((ja, en)) = unknown_holidays(notice.business) {
        add(&ja, &en);
    }
    told
}

/// That holidays could not be left out where they are not known.
fn unknown_holidays(reckoned: Reckoned) -> Option<(String, String)> {
    (reckoned.skipped == Skipped::WeekendsOnly).then(|| {
        (
            format!("{LAST_YEAR}年より後の祝日はこのアプリに入っていないため、営業日は土日だけを除いています"),
            format!("Holidays after {LAST_YEAR} are not known here; business days leave out weekends only"),
        )
    })
}

/// What a running contract calls attention to, in one line on its card.
pub fn due(due: Due, today: NaiveDate, lang: Lang) -> String {
    let date = |day| format::date(day, today, lang);
    match due {
        Due::Notice(0) => lang.pick("更新の通知期限は今日です", "Today is the last day of notice").to_owned(),
        Due::Notice(left) => {
            lang.pick(format!("更新の通知期限まであと{left}日"), format!("{left} days left to give notice"))
        }
        Due::GoesOn(from) => lang.pick(
            format!("更新の通知期限を過ぎました({}に自動更新)", date(from)),
            format!("Notice has passed, renewed on {}", date(from)),
        ),
        Due::NoticePassed(by) => lang.pick(
            format!("更新の通知期限を過ぎました({})", date(by)),
            format!("The last day of notice has passed ({})", date(by)),
        ),
        Due::Ends(0) => lang.pick("契約期間は今日までです", "The contract ends today").to_owned(),
        Due::Ends(left) => {
            lang.pick(format!("契約の終わりまであと{left}日"), format!("The contract ends in {left} days"))
        }
        Due::Ended(on) => {
            lang.pick(format!("契約期間が終わりました({})", date(on)), format!("The contract ended on {}", date(on)))
        }
    }
}

/// That the answers of these companies are overdue; at least one is named.
pub fn overdue(names: &[&str], lang: Lang) -> Option<String> {
    let first = super::label::short(names.first()?);
    Some(match names.len() - 1 {
        0 => lang.pick(format!("返信の期限超過：{first}"), format!("Reply overdue: {first}")),
        more => lang
            .pick(format!("返信の期限超過：{first} ほか{more}社"), format!("Reply overdue: {first} and {more} more")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scalar::{Days, Months};
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
        facts(contract, day(on), lang)
            .into_iter()
            .map(|fact| format!("{}：{}{}", fact.name.get(lang), fact.told, fact.flag.map_or("", |_| "!")))
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
        let short = Contract {
            term_months: months(1),
            notice_days: Days::try_from(60).ok(),
            ..half_a_year(Renewal::Automatic)
        };
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
        assert_eq!(
            overdue(&["みなも秘書", "しののめ", "あさひ"], Lang::Ja).unwrap(),
            "返信の期限超過：みなも秘書 ほか2社"
        );
    }
}
