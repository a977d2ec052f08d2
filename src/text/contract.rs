//! The dates of a contract in words.

#[cfg(test)]
mod tests;

use super::{Lang, Text, format, text};
use crate::domain::calendar::{LAST_YEAR, Reckoned, Skipped, WorkingDays};
use crate::domain::invoice::InvoiceNumber;
use crate::domain::scalar::Days;
use crate::domain::stage::contract::{AtEnd, Contract, Due, Notice, Term};
use chrono::NaiveDate;

/// A date or a period of a contract with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is called.
    pub name: Text,
    /// What it says.
    pub told: String,
    /// How long it is until then, as seen from the day that was asked about.
    pub left: Option<String>,
    /// What is to be known about it.
    pub note: Option<String>,
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
pub fn facts(contract: &Contract, working: WorkingDays, day: NaiveDate, lang: Lang) -> Vec<Fact> {
    let plain = |name: Text, told: String| Fact { name, told, left: None, note: None, flag: None };
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
        facts.push(notice_in_words(name, notice, notice.business(working), day, lang));
    }
    if let Some(next) = schedule.next_notice.filter(|_| schedule.notice.is_some_and(|notice| notice.by < day)) {
        let name = text("次の通知期限", "Next last day of notice");
        facts.push(notice_in_words(name, next, next.business(working), day, lang));
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

fn notice_in_words(name: Text, notice: Notice, business: Reckoned, today: NaiveDate, lang: Lang) -> Fact {
    let mut told = format::full_date(notice.by, lang);
    if business.day != notice.by {
        let business = format::full_date(business.day, lang);
        told.push_str(&lang.pick(format!("(前の営業日 {business})"), format!(" (business day before: {business})")));
    }
    let left = match (notice.by - today).num_days() {
        ..0 => lang.pick("過ぎました", "has gone by").to_owned(),
        0 => lang.pick("今日まで", "today").to_owned(),
        1 => lang.pick("あと1日", "1 day left").to_owned(),
        left => lang.pick(format!("あと{}日", format::grouped(left)), format!("{} days left", format::grouped(left))),
    };
    let long = notice.before_start.then(|| {
        let said = lang.pick(
            "通知期限が契約期間より長いため、その期間が始まる前の日になります",
            "Notice is longer than the term, so the day lies before it begins",
        );
        said.to_owned()
    });
    let unknown = (business.skipped == Skipped::WeekendsOnly).then(|| holidays_unknown(lang));
    let notes: Vec<String> = [long, unknown].into_iter().flatten().collect();
    let note = (!notes.is_empty()).then(|| notes.join(lang.pick("。", ". ")));
    Fact { name, told, left: Some(left), note, flag: flag(notice.by, today) }
}

impl Fact {
    /// All of it in one line, with the time that is left.
    pub fn line(&self, lang: Lang) -> String {
        let left = self.left.as_ref().map(|left| format!("{}{left}", lang.pick("・", ", "))).unwrap_or_default();
        format!("{}{left}{}", self.told, self.noted(lang))
    }

    /// The same for a paper, which is read on another day.
    pub fn on_paper(&self, lang: Lang) -> String {
        format!("{}{}", self.told, self.noted(lang))
    }

    fn noted(&self, lang: Lang) -> String {
        self.note.as_ref().map(|note| format!("{}{note}", lang.pick("。", ". "))).unwrap_or_default()
    }
}

/// That holidays could not be left out of business days, since they are not known; without a full stop.
pub fn holidays_unknown(lang: Lang) -> String {
    lang.pick(
        format!("{LAST_YEAR}年より後の祝日はこのアプリに入っていないため、営業日は土日だけを除いています"),
        format!("Holidays after {LAST_YEAR} are not known here; business days leave out weekends only"),
    )
}

/// What can be said of a registration number by looking at it, and whether it gives cause to look
/// again. The check digit is known of corporate numbers; a person's number has none that is published.
pub fn invoice(seen: InvoiceNumber, individual: bool, lang: Lang) -> (String, bool) {
    const DIGITS: usize = 13;
    match seen {
        InvoiceNumber::Empty => (String::new(), false),
        InvoiceNumber::Malformed(DIGITS) => (
            lang.pick("先頭に「T」を1つ付け、続けて13桁の数字だけを書きます。", "Please write one T, then the 13 digits and nothing else.").to_owned(),
            true,
        ),
        InvoiceNumber::Malformed(digits) => (
            lang.pick(
                format!("「T」と13桁の数字で書きます。いまは数字が{digits}桁です。"),
                format!("T and 13 digits; there are {digits} digits now."),
            ),
            true,
        ),
        InvoiceNumber::WrongCheckDigit if individual => (
            lang.pick(
                "会社の番号の検査数字とは合いません。個人の番号なら、国税庁の公表サイトで確かめてください。",
                "The check digit of a company's number does not fit. For a person's number, please look into the register of the National Tax Agency (国税庁).",
            )
            .to_owned(),
            true,
        ),
        InvoiceNumber::WrongCheckDigit => (
            lang.pick(
                "検査数字(Tの次の1桁)が合いません。写し間違いがないか確かめてください。",
                "The check digit, the one after the T, does not fit. Please look for a slip.",
            )
            .to_owned(),
            true,
        ),
        InvoiceNumber::Plausible => (
            lang.pick(
                "検査数字は合っています。登録の有無は国税庁の公表サイトで確かめられます。",
                "The check digit fits. Whether it is registered, the register of the National Tax Agency (国税庁) tells.",
            )
            .to_owned(),
            false,
        ),
    }
}

/// What is to be said of the day of payment towards a person alone: that it is later than the limit
/// allows, or what holds where none was set.
pub fn payment_to_individual(days: Option<Days>, limit: Days, lang: Lang) -> Option<(Text, String)> {
    let most = limit.get();
    match days {
        Some(days) if days > limit => Some((
            text("支払期日が遅すぎるおそれがあります", "The payment may come too late"),
            lang.pick(
                format!(
                    "相手が個人のとき、支払期日は受領した日から{most}日以内に定めることが求められます。いまは{}日です。期日を早めるか、専門家に確認してください。",
                    days.get()
                ),
                format!(
                    "Towards a person alone the day of payment must lie within {most} days of receipt; now it is {}. Please make it earlier, or ask a specialist.",
                    days.get()
                ),
            ),
        )),
        Some(_) => None,
        None => Some((
            text("支払期日が未記入です", "No day of payment is set"),
            lang.pick(
                format!("相手が個人のとき、支払期日を定めないと、受領した日が支払期日とみなされることがあります。{most}日以内で定めておき、迷うときは専門家に確認してください。"),
                format!("Towards a person alone, the day of receipt may count as the day of payment where none is set. Please set one within {most} days, and ask a specialist when in doubt."),
            ),
        )),
    }
}

/// What a running contract calls attention to, in one line on its card.
pub fn due(due: Due, today: NaiveDate, lang: Lang) -> String {
    let date = |day| format::date(day, today, lang);
    match due {
        Due::Notice(0) => lang.pick("更新の通知期限は今日です", "Today is the last day of notice").to_owned(),
        Due::Notice(left) => lang.pick(
            format!("更新の通知期限まであと{left}日"),
            format!("{} left to give notice", format::counted(left, "day")),
        ),
        Due::GoesOn(from) => lang.pick(
            format!("更新の通知期限を過ぎました({}に自動更新)", date(from)),
            format!("Notice has passed, renewed on {}", date(from)),
        ),
        Due::NoticePassed(by) => lang.pick(
            format!("更新の通知期限を過ぎました({})", date(by)),
            format!("The last day of notice has passed ({})", date(by)),
        ),
        Due::Ends(0) => lang.pick("契約期間は今日までです", "The contract ends today").to_owned(),
        Due::Ends(left) => lang.pick(
            format!("契約の終わりまであと{left}日"),
            format!("The contract ends in {}", format::counted(left, "day")),
        ),
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
