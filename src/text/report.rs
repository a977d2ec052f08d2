//! The report of a period in words.

use super::label::Choice;
use super::{Lang, Text, format, hours, text};
use crate::domain::calendar::Skipped;
use crate::domain::cost::MonthUse;
use crate::domain::report::{Account, Report, Whole};
use crate::domain::scalar::{Minutes, Percent, Yen};
use crate::domain::sort;
use crate::domain::stage::cycle::RevisionCause;
use chrono::NaiveDate;

/// A figure of the report: what it is called, and what it is.
pub type Said = (Text, String);

/// The figures of a report under the heads that they belong to. What there is nothing to say of is left
/// out.
pub fn figures(report: &Report, tax: Percent, lang: Lang) -> Vec<(Text, Vec<Said>)> {
    let parts = [
        (text("時間", "Time"), time(report, lang)),
        (text("費用(税抜)", "Cost without tax"), money(report, lang)),
        (text("質問と待機", "Questions and waiting"), waiting(report, tax, lang)),
        (text("納品と修正", "Deliveries and revisions"), deliveries(report, lang)),
    ];
    parts.into_iter().filter(|(_, said)| !said.is_empty()).collect()
}

fn time(report: &Report, lang: Lang) -> Vec<Said> {
    let hours = |time| format::hours(time, lang);
    let mut said = vec![(text("使用時間", "Used"), used(report, lang))];
    if let Some((reported, entered)) = report.reported.filter(|(reported, entered)| reported != entered) {
        let (reported, entered) = (hours(reported), hours(entered));
        let words =
            lang.pick(format!("報告 {reported}・記録 {entered}"), format!("{reported} reported, {entered} recorded"));
        said.push((text("報告と記録", "Reported and recorded"), words));
    }
    let Some(account) = settled(report) else {
        return said;
    };
    if account.counted != report.used() {
        said.push((text("プランの数え方で", "As the plan counts it"), hours(account.counted)));
    }
    said.push((text("使える時間", "Available"), room(account, lang)));
    let rest = [
        (text("超過", "Beyond"), account.overage),
        (text("次の月へ繰り越し", "Carried over to the next month"), account.carried_out),
        (text("失効", "Lapsed"), account.lapsed),
    ];
    said.extend(rest.into_iter().filter(|(_, time)| *time > Minutes::ZERO).map(|(name, time)| (name, hours(time))));
    said
}

/// What the plan makes of the period, where a month was settled in it.
pub fn settled(report: &Report) -> Option<&Account> {
    report.account.as_ref().ok().filter(|_| !report.months.is_empty())
}

/// `12時間50分(平日 10時間、土日 1時間、待機 1時間50分)`
fn used(report: &Report, lang: Lang) -> String {
    let MonthUse { weekday, off_hours, weekend } = report.usage;
    let parts = [
        (text("平日", "weekdays"), weekday),
        (text("営業時間外", "outside business hours"), off_hours),
        (text("土日", "weekends"), weekend),
        (text("待機", "waiting"), report.waiting),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, time)| *time > Minutes::ZERO)
        .map(|(name, time)| format!("{} {}", name.get(lang), format::hours(time, lang)))
        .collect();
    let all = format::hours(report.used(), lang);
    if parts.len() < 2 {
        return all;
    }
    lang.pick(format!("{all}({})", parts.join("、")), format!("{all} ({})", parts.join(", ")))
}

/// `12時間(含まれる時間 10時間+繰り越し 2時間)`
pub fn room(account: &Account, lang: Lang) -> String {
    let hours = |time| format::hours(time, lang);
    let all = hours(account.room());
    if account.carried_in == Minutes::ZERO {
        return all;
    }
    let (included, carried) = (hours(account.included), hours(account.carried_in));
    lang.pick(
        format!("{all}(含まれる時間 {included}+繰り越し {carried})"),
        format!("{all} ({included} included, {carried} carried over)"),
    )
}

fn money(report: &Report, lang: Lang) -> Vec<Said> {
    let yen = |amount| format::yen(amount, lang);
    let mut said = Vec::new();
    if let Some(account) = settled(report) {
        let (all, taxed) = (yen(account.computed()), yen(account.with_tax));
        let all = lang.pick(format!("{all}(税込 {taxed})"), format!("{all} ({taxed} with tax)"));
        said.push((text("計算した費用", "As computed"), all));
        if account.overage_charge > Yen::ZERO {
            let (fee, more) = (yen(account.fee), yen(account.overage_charge));
            let words = lang.pick(format!("月額 {fee}+超過 {more}"), format!("{fee} fee and {more} beyond it"));
            said.push((text("内訳", "Made of"), words));
        }
    }
    if let Some(billed) = report.invoiced {
        let aside = report.difference().map(|by| difference(by, lang));
        said.push((text("請求額", "Invoiced"), with_aside(yen(billed), aside, lang)));
    }
    if let (Some(planned), Some(actual)) = (settled(report).and_then(|account| account.planned), report.actual()) {
        let by = actual.get() - planned.get();
        said.push((
            text("見積もりの費用", "By the quote"),
            with_aside(yen(planned), Some(against_quote(by, lang)), lang),
        ));
    }
    said
}

fn with_aside(words: String, aside: Option<String>, lang: Lang) -> String {
    match aside {
        Some(aside) => lang.pick(format!("{words}({aside})"), format!("{words} ({aside})")),
        None => words,
    }
}

/// By how much the bill differs from what was computed.
pub fn difference(by: i64, lang: Lang) -> String {
    let amount = format::yen(Yen::saturating(by.saturating_abs()), lang);
    match by {
        0 => lang.pick("計算どおり", "as computed").to_owned(),
        more if more > 0 => lang.pick(format!("計算より{amount}多い"), format!("{amount} more than computed")),
        _ => lang.pick(format!("計算より{amount}少ない"), format!("{amount} less than computed")),
    }
}

fn against_quote(by: i64, lang: Lang) -> String {
    let amount = format::yen(Yen::saturating(by.saturating_abs()), lang);
    match by {
        0 => lang.pick("見積もりどおり", "as quoted").to_owned(),
        more if more > 0 => lang.pick(format!("実際は{amount}多い"), format!("{amount} more in fact")),
        _ => lang.pick(format!("実際は{amount}少ない"), format!("{amount} less in fact")),
    }
}

fn waiting(report: &Report, tax: Percent, lang: Lang) -> Vec<Said> {
    let answers = &report.answers;
    let asked = answers.answered + answers.open;
    if asked == 0 {
        return Vec::new();
    }
    let open = (answers.open > 0)
        .then(|| lang.pick(format!("うち回答待ち{}件", answers.open), format!("{} still waiting", answers.open)));
    let asked = lang.pick(format!("{asked}件"), asked.to_string());
    let mut said = vec![(text("質問", "Questions"), with_aside(asked, open, lang))];
    if let Some(median) = answers.median {
        said.push((text("回答までの中央値", "Median until an answer"), business(median, answers.skipped, lang)));
    }
    said.push((text("待たせた時間の合計", "Waited in all"), business(answers.elapsed, answers.skipped, lang)));
    if let Some(cost) = &report.waiting_cost {
        let time = format::hours(cost.minutes_within + cost.minutes_beyond, lang);
        let amount = format::yen(cost.total(), lang);
        said.push((
            text("計上された待機", "Billed waiting"),
            lang.pick(format!("{time}・{amount}"), format!("{time}, {amount}")),
        ));
        said.push((text("待機の費用の内訳", "Made of"), hours::waiting_cost(cost, tax, lang)));
    } else if report.waiting > Minutes::ZERO {
        said.push((text("計上された待機", "Billed waiting"), format::hours(report.waiting, lang)));
    }
    said
}

/// Business time, with what the counting did not know.
fn business(time: Minutes, skipped: Skipped, lang: Lang) -> String {
    let hours = format::hours(time, lang);
    match skipped {
        Skipped::WeekendsAndHolidays => lang.pick(format!("{hours}(営業時間)"), format!("{hours} of business time")),
        Skipped::WeekendsOnly => lang.pick(
            format!("{hours}(営業時間、祝日は除いていません)"),
            format!("{hours} of business time, holidays included"),
        ),
    }
}

fn deliveries(report: &Report, lang: Lang) -> Vec<Said> {
    let tally = &report.tally;
    let count = |number: usize| lang.pick(format!("{number}件"), number.to_string());
    let mut said = Vec::new();
    if tally.delivered > 0 {
        let accepted = lang.pick(format!("検収 {}", count(tally.accepted)), format!("{} accepted", tally.accepted));
        said.push((text("納品", "Delivered"), with_aside(count(tally.delivered), Some(accepted), lang)));
    }
    if let Some(revisions) = report.revisions() {
        said.push((text("納品1件あたりの修正", "Revisions per delivery"), times(revisions, lang)));
    }
    let causes: Vec<String> = causes(report, lang);
    if !causes.is_empty() {
        said.push((text("修正の原因", "Causes of revisions"), causes.join(lang.pick("・", ", "))));
    }
    if report.criteria.all > 0 {
        said.push((text("成功の基準", "Success criteria"), criteria(report, lang)));
    }
    let stalls = &report.stalls;
    if stalls.count > 0 {
        let days = stalls.days.count;
        let open = match stalls.open {
            0 => lang.pick("解消済み".to_owned(), "all solved".to_owned()),
            open => lang.pick(format!("未解消 {open}件"), format!("{open} not solved")),
        };
        let words = lang.pick(
            format!("{}、延べ{days}営業日", count(stalls.count)),
            format!("{}, {days} business day{} in all", stalls.count, if days == 1 { "" } else { "s" }),
        );
        said.push((text("業務の滞り", "Stalls"), with_aside(words, Some(open), lang)));
    }
    said
}

/// `依頼内容の不足 1件`, the most frequent first; causes that were not said come last.
fn causes(report: &Report, lang: Lang) -> Vec<String> {
    let mut causes: Vec<_> = report.tally.causes.iter().map(|(cause, count)| (*cause, *count)).collect();
    sort::by_key(&mut causes, |(cause, count)| (*cause == RevisionCause::Unset, std::cmp::Reverse(*count)));
    let name = |cause: RevisionCause| match cause {
        RevisionCause::Unset => lang.pick("未記入", "not said"),
        cause => cause.label().get(lang),
    };
    let said = |(cause, count)| {
        let name = name(cause);
        lang.pick(format!("{name} {count}件"), format!("{name}: {count}"))
    };
    causes.into_iter().map(said).collect()
}

/// `2件中1件を達成`, and how many were looked at where that is not all.
pub fn criteria(report: &Report, lang: Lang) -> String {
    let reached = report.criteria;
    let (met, looked, all) = (reached.met, reached.looked, reached.all);
    if looked == 0 {
        return lang.pick(format!("{all}件、未確認"), format!("{all}, not looked at"));
    }
    let aside = (looked < all).then(|| lang.pick(format!("確認 {looked}件"), format!("{looked} looked at")));
    with_aside(lang.pick(format!("{all}件中{met}件を達成"), format!("{met} of {all} reached")), aside, lang)
}

/// All cycles together.
pub fn whole(whole: &Whole, lang: Lang) -> Vec<Said> {
    let yen = |amount| format::yen(amount, lang);
    let cycles = lang.pick(format!("{}サイクル・{}か月", whole.cycles, whole.months), {
        let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        format!("{}, {}", of(whole.cycles, "cycle"), of(whole.months, "month"))
    });
    let mut said =
        vec![(text("期間", "Length"), with_aside(cycles, whole.period.map(|days| period(days, lang)), lang))];
    said.push((text("使用時間の合計", "Used in all"), format::hours(whole.used, lang)));
    if let Some(actual) = whole.actual.filter(|_| whole.months > 0) {
        let against = whole.planned.map(|planned| {
            let by = against_quote(actual.get() - planned.get(), lang);
            lang.pick(format!("見積もり {}、{by}", yen(planned)), format!("{} by the quote, {by}", yen(planned)))
        });
        said.push((text("費用の合計(税抜)", "Cost in all, without tax"), with_aside(yen(actual), against, lang)));
    }
    if let Some(revisions) = whole.revisions {
        let (delivered, rounds) = (whole.delivered, whole.rounds);
        let times = times(revisions, lang);
        said.push((
            text("納品と修正", "Deliveries and revisions"),
            lang.pick(
                format!("納品 {delivered}件、修正 {rounds}回(1件あたり {times})"),
                format!("{delivered} delivered, revised {} ({times} per delivery)", format::counted(rounds, "time")),
            ),
        ));
    }
    said
}

/// A ratio in hundredths as a number of times: `1.50回`.
pub fn times(hundredths: i64, lang: Lang) -> String {
    let number = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    lang.pick(format!("{number}回"), number)
}

/// `2026年12月1日(火)〜12月31日(木)`: the year stands once where it is the same.
pub fn period((from, to): (NaiveDate, NaiveDate), lang: Lang) -> String {
    let end = format::date(to, from, lang);
    let from = format::full_date(from, lang);
    lang.pick(format!("{from}〜{end}"), format!("{from} to {end}"))
}

/// What a cycle is called: `サイクル2`.
pub fn cycle(number: u32, lang: Lang) -> String {
    lang.pick(format!("サイクル{number}"), format!("Cycle {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_from_the_side_of_the_bill() {
        let cases = [(600, "計算より600円多い"), (-1_200, "計算より1,200円少ない"), (0, "計算どおり")];
        for (by, expected) in cases {
            assert_eq!(difference(by, Lang::Ja), expected);
        }
        assert_eq!(difference(i64::MIN, Lang::En), format!("¥{} less than computed", format::grouped(i64::MAX)));
    }

    #[test]
    fn a_ratio_has_two_places() {
        assert_eq!([0, 50, 150, 1_005].map(|ratio| times(ratio, Lang::Ja)), ["0.00回", "0.50回", "1.50回", "10.05回"]);
    }

    #[test]
    fn a_period_names_its_year_once_and_twice_over_the_year_end() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(period((day("2026-12-01"), day("2026-12-31")), Lang::Ja), "2026年12月1日(火)〜12月31日(木)");
        assert_eq!(period((day("2026-12-29"), day("2027-01-29")), Lang::Ja), "2026年12月29日(火)〜2027年1月29日(金)");
    }
}
