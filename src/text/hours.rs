//! Time in words: business time that goes by, what is left of a month, how it will end.

use super::{Lang, Text, contract, format, text};
use crate::domain::answers::Answers;
use crate::domain::calendar::Skipped;
use crate::domain::cost::{MissingTerm, WaitingCost, with_tax};
use crate::domain::forecast::Outlook;
use crate::domain::ledger::NoPrice;
use crate::domain::scalar::{Minutes, Percent, Yen};
use chrono::{Datelike, NaiveDate};

/// Business time that went by, by its largest unit: `25分`, `3時間`. A business day is no fixed number of
/// hours, so days are not told.
pub fn business(time: Minutes, lang: Lang) -> String {
    match time.get() {
        minutes if minutes < 60 => lang.pick(format!("{minutes}分"), format!("{minutes} min")),
        minutes => {
            let hours = format::grouped(minutes / 60);
            lang.pick(format!("{hours}時間"), format!("{hours} h"))
        }
    }
}

/// The line of a card while questions wait: `回答待ち 3時間(営業時間)・質問1件`.
pub fn waiting_line(answers: &Answers, lang: Lang) -> String {
    let open = answers.open;
    let time = answers.longest.map(|longest| business(longest, lang));
    match lang {
        Lang::Ja => {
            let time = time.map(|time| format!(" {time}(営業時間)")).unwrap_or_default();
            format!("回答待ち{time}・質問{open}件")
        }
        Lang::En => {
            let time = time.map(|time| format!(" {time} (business hours)")).unwrap_or_default();
            format!("Waiting{time}, {open} question{}", if open == 1 { "" } else { "s" })
        }
    }
}

/// Beside the sum of the waiting: what waits, or how fast answers came.
pub fn waiting_note(answers: &Answers, lang: Lang) -> String {
    let median = answers.median.map(|median| {
        let median = format::hours(median, lang);
        lang.pick(format!("回答までの中央値 {median}"), format!("median until an answer {median}"))
    });
    let open = (answers.open > 0).then(|| {
        let longest = answers.longest.map(|longest| business(longest, lang));
        let longest = longest.map(|time| lang.pick(format!("・最長 {time}"), format!(", the longest {time}")));
        let longest = longest.unwrap_or_default();
        lang.pick(format!("回答待ち{}件{longest}", answers.open), format!("{} waiting{longest}", answers.open))
    });
    joined([open, median, unknown(answers.skipped, lang)], lang)
}

/// What the price of billed waiting is made of, and the tax on it.
pub fn waiting_cost(cost: &WaitingCost, tax: Percent, lang: Lang) -> String {
    let part = |name: Text, time: Minutes, yen: Yen| {
        let (hours, yen) = (format::hours(time, lang), format::yen(yen, lang));
        let told = lang.pick(format!("{}{hours} {yen}", name.ja), format!("{hours} {} {yen}", name.en));
        (time > Minutes::ZERO).then_some(told)
    };
    let within = part(text("含まれる時間のうち", "within the plan"), cost.minutes_within, cost.within);
    let beyond = part(text("超過単価で", "at the overage rate"), cost.minutes_beyond, cost.beyond);
    let taxed = format::yen(with_tax(cost.total(), tax), lang);
    let taxed = lang.pick(format!("税抜(税込 {taxed})"), format!("without tax ({taxed} with it)"));
    let parts = joined([within, beyond], lang);
    format!("{parts}{}{taxed}", if parts.is_empty() { "" } else { lang.pick("、", ", ") })
}

/// What is to be entered before a month can be priced.
pub fn no_price(problem: NoPrice, lang: Lang) -> &'static str {
    match problem {
        NoPrice::NoQuote => lang.pick(
            "「契約」で見積もりを選ぶと、残り時間と費用を計算します。",
            "What is left and its cost are computed once the contract names a quote.",
        ),
        NoPrice::Missing(MissingTerm::Fee) => lang.pick(
            "契約の見積もりに月額を記入すると、残り時間と費用を計算します。",
            "What is left and its cost are computed once the contract's quote has its fee.",
        ),
        NoPrice::Missing(MissingTerm::Included) => lang.pick(
            "契約の見積もりに含まれる時間を記入すると、残り時間と費用を計算します。",
            "What is left and its cost are computed once the contract's quote has its included hours.",
        ),
        NoPrice::Missing(MissingTerm::OverageRate) => lang.pick(
            "含まれる時間を超えています。契約の見積もりに超過単価を記入すると、費用を計算します。",
            "The included hours are exceeded. The cost is computed once the contract's quote has its overage rate.",
        ),
    }
}

/// Beside 残り時間: what there is, and what of it is used.
pub fn room(outlook: &Outlook, lang: Lang) -> String {
    let hours = |time| format::hours(time, lang);
    let used = hours(outlook.counted);
    if outlook.by_the_hour() {
        return lang.pick(format!("時間制・使用 {used}"), format!("by the hour, {used} used"));
    }
    let carried = (outlook.carried_in > Minutes::ZERO).then(|| {
        let carried = hours(outlook.carried_in);
        lang.pick(format!("+繰り越し {carried}"), format!(" + {carried} carried over"))
    });
    let (included, carried) = (hours(outlook.included), carried.unwrap_or_default());
    let used =
        lang.pick(format!("{included}{carried}のうち 使用 {used}"), format!("{used} of {included}{carried} used"));
    let beyond = (outlook.beyond() > Minutes::ZERO).then(|| {
        let beyond = hours(outlook.beyond());
        lang.pick(format!("{beyond} 超えています"), format!("{beyond} beyond"))
    });
    joined([Some(used), beyond], lang)
}

/// Beside このペースなら: how much of the month it rests on.
pub fn pace_note(outlook: &Outlook, lang: Lang) -> String {
    let (gone, all) = outlook.days;
    let days = match gone {
        0 => lang.pick("営業日がまだありません".to_owned(), "no business day has gone by".to_owned()),
        _ => lang.pick(
            format!("月末まで・{all}営業日のうち{gone}日"),
            format!("by the month's end, {gone} of {all} business days gone"),
        ),
    };
    joined([Some(days), unknown(outlook.skipped, lang)], lang)
}

/// 超過の見込み: its time, and its price where the rate is known.
pub fn overage(outlook: &Outlook, lang: Lang) -> String {
    let yen = outlook.charge.map(|charge| format::yen(charge, lang));
    let time = format::hours(outlook.overage, lang);
    match yen {
        _ if outlook.overage == Minutes::ZERO => lang.pick("なし", "None").to_owned(),
        Some(yen) => lang.pick(format!("{time} {yen}"), format!("{time}, {yen}")),
        None => time,
    }
}

/// Beside 超過の見込み: with tax, or what is missing.
pub fn overage_note(outlook: &Outlook, lang: Lang) -> String {
    match outlook.charge {
        _ if outlook.overage == Minutes::ZERO => String::new(),
        None => lang.pick("超過単価が未記入", "the overage rate is not entered").to_owned(),
        Some(charge) => {
            let taxed = format::yen(with_tax(charge, outlook.tax), lang);
            lang.pick(format!("税抜(税込 {taxed})"), format!("without tax ({taxed} with it)"))
        }
    }
}

/// The bar of a month in words.
pub fn bar(outlook: &Outlook, lang: Lang) -> String {
    let hours = |time| format::hours(time, lang);
    let (room, used, end) = (hours(outlook.room()), hours(outlook.counted), hours(outlook.end()));
    lang.pick(
        format!("使える時間 {room}、使用 {used}、月末の見込み {end}"),
        format!("{room} there, {used} used, {end} expected at the month's end"),
    )
}

/// A month by its name: `7月`, with its year where it is not the reader's own.
pub fn month(first: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Ja if first.year() == today.year() => format!("{}月", first.month()),
        Lang::Ja => format!("{}年{}月", first.year(), first.month()),
        Lang::En => first.format("%B %Y").to_string(),
    }
}

fn unknown(skipped: Skipped, lang: Lang) -> Option<String> {
    (skipped == Skipped::WeekendsOnly).then(|| contract::holidays_unknown(lang))
}

fn joined(parts: impl IntoIterator<Item = Option<String>>, lang: Lang) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("。", "; "))
}

#[cfg(test)]
mod tests;
