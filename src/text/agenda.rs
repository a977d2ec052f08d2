//! Dates in words: what a date is, what it is about, how late it is.

use super::{Lang, Text, format, hours, label, text};
use crate::domain::agenda::notices::Matter;
use crate::domain::agenda::today::Group;
use crate::domain::agenda::{Form, Item, Kind};
use crate::domain::calendar::{Closure, Holiday, WorkingDays, holiday};
use crate::domain::scalar::Minutes;
use chrono::{Datelike, NaiveDate};

/// What a sort of date is called.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Due => text("案件の期日", "Due date"),
        Kind::Reply => text("問い合わせの返信期限", "Reply due"),
        Kind::Meeting => text("商談", "Meeting"),
        Kind::OpenPoint => text("確認して伝えること", "To look up and tell"),
        Kind::QuoteUntil => text("見積もりの有効期限", "Quote valid until"),
        Kind::TrialFrom => text("トライアル開始", "Trial begins"),
        Kind::TrialTo => text("トライアル終了", "Trial ends"),
        Kind::Kickoff => text("キックオフ", "Kick-off"),
        Kind::ContractStart => text("契約開始", "Contract begins"),
        Kind::Notice => text("更新拒絶の通知期限", "Last day of notice"),
        Kind::ContractEnd => text("契約期間の終わり", "Contract ends"),
        Kind::Renewal => text("契約の更新", "Contract renews"),
        Kind::Work => text("業務の期限", "Work due"),
        Kind::Question => text("回答待ちの質問", "Question waiting"),
        Kind::Stall => text("業務の滞り", "Work stands still"),
        Kind::Check => text("納品物の確認期限", "Delivery to check"),
        Kind::Revision => text("修正の期限", "Revision due"),
        Kind::Regular | Kind::Planned => text("定例会議", "Regular meeting"),
        Kind::NextRegular => text("次回の定例会議", "Next regular meeting"),
        Kind::ReviewPoint => text("持ち越しの論点", "Point carried over"),
    }
}

/// A date in few words, for a cell of the month: `期日 経理の月次締め`, `業務 請求書の発行`. What is about a
/// whole engagement is told by its title.
pub fn brief(item: &Item, title: &str, lang: Lang) -> String {
    let (name, whole) = match item.kind {
        Kind::Due => (text("期日", "Due"), true),
        Kind::Reply => (text("返信", "Reply"), false),
        Kind::OpenPoint => (text("確認", "Tell"), false),
        Kind::QuoteUntil => (text("見積", "Quote"), false),
        Kind::Notice => (text("通知期限", "Notice"), true),
        Kind::ContractEnd => (text("契約終了", "Contract ends"), true),
        Kind::Renewal => (text("契約更新", "Renewal"), true),
        Kind::Work => (text("業務", "Work"), false),
        Kind::Question => (text("質問", "Question"), false),
        Kind::Stall => (text("滞り", "Stall"), false),
        Kind::Check => (text("納品確認", "Check"), false),
        Kind::Revision => (text("修正", "Revision"), false),
        Kind::Regular | Kind::NextRegular | Kind::Planned => (text("定例", "Regular"), true),
        Kind::ReviewPoint => (text("論点", "Point"), false),
        Kind::Meeting => (kind(item.kind), false),
        Kind::TrialFrom | Kind::TrialTo | Kind::Kickoff | Kind::ContractStart => (kind(item.kind), true),
    };
    let about = if whole || item.about.is_empty() { title.trim() } else { item.about.as_str() };
    format!("{} {about}", name.get(lang)).trim().to_owned()
}

/// What is asked of a person by a date, in a word for its mark.
pub fn form(form: Form) -> Text {
    match form {
        Form::Meeting => text("予定", "Meeting"),
        Form::Deadline => text("期限", "Deadline"),
        Form::Turn => text("節目", "Milestone"),
        Form::Waiting => text("待ち", "Waiting"),
    }
}

/// What a date is and what it is about, in one line: `業務の期限：8月分の請求書`.
pub fn line(item: &Item, lang: Lang) -> String {
    let name = kind(item.kind).get(lang);
    if item.about.is_empty() {
        return name.to_owned();
    }
    lang.pick(format!("{name}：{}", item.about), format!("{name}: {}", item.about))
}

/// What a group of 今日やること is called.
pub fn group(group: Group) -> Text {
    match group {
        Group::Answer => text("答える", "Answer"),
        Group::Check => text("確認する", "Check"),
        Group::Held => text("今日の予定", "Today’s meetings and turns"),
        Group::Late => text("期限切れ", "Late"),
        Group::DueToday => text("今日が期限", "Due today"),
        Group::Week => text("今週", "This week"),
        Group::Later => text("その先の30日", "Next 30 days"),
        Group::Silent => text("返信のない問い合わせ", "Inquiries without a reply"),
        Group::Carried => text("持ち越しの論点", "Points carried over"),
    }
}

/// What is to be known of a group, where its name does not say it.
pub fn group_note(group: Group) -> Option<Text> {
    match group {
        Group::Answer => {
            Some(text("長く待っている順。時間は営業時間です", "The longest waiting first, in business hours"))
        }
        Group::Later => {
            Some(text("契約の通知・終了・更新は60日前から", "Notice, end and renewal of contracts from 60 days before"))
        }
        _ => None,
    }
}

/// How late or how far ahead a day is: `3日超過`, `今日まで`, `あと2日`.
pub fn distance(item: &Item, today: NaiveDate, lang: Lang) -> Option<String> {
    let left = (item.day? - today).num_days();
    let days = format::grouped(left.abs());
    Some(match (item.kind.form(), left) {
        (Form::Waiting, _) if left == 0 => lang.pick("今日から", "since today").to_owned(),
        (Form::Waiting, _) => lang.pick(format!("{days}日前から"), format!("for {}", plural(left.abs(), "day"))),
        (Form::Deadline, ..0) => lang.pick(format!("{days}日超過"), format!("{} late", plural(left.abs(), "day"))),
        (Form::Deadline, 0) => lang.pick("今日まで", "due today").to_owned(),
        (_, 0) => lang.pick("今日", "today").to_owned(),
        (_, ..0) => lang.pick(format!("{days}日前"), format!("{} ago", plural(left.abs(), "day"))),
        (_, 1) => lang.pick("明日", "tomorrow").to_owned(),
        _ => lang.pick(format!("あと{days}日"), format!("in {}", plural(left, "day"))),
    })
}

/// `1 day`, `3 days`
fn plural(count: i64, name: &str) -> String {
    format!("{} {name}{}", format::grouped(count), if count == 1 { "" } else { "s" })
}

/// How long a question has waited: `3時間 待ち`; that its moment is not known, where it is not.
pub fn waited(waited: Option<Minutes>, lang: Lang) -> String {
    match waited {
        Some(time) => {
            let time = hours::business(time, lang);
            lang.pick(format!("{time} 待ち"), format!("waiting {time}"))
        }
        None => lang.pick("質問された日時が未記入", "when it was asked is not entered").to_owned(),
    }
}

/// The day of an item with its weekday, and its time of day: `7月1日(水) 14:00〜15:00`.
pub fn when(item: &Item, today: NaiveDate, lang: Lang) -> Option<String> {
    let day = format::date(item.day?, today, lang);
    Some(match clock(item) {
        Some(clock) => format!("{day} {clock}"),
        None => day,
    })
}

/// The time of day: `14:00〜15:00`.
pub fn clock(item: &Item) -> Option<String> {
    let from = item.time?.format("%H:%M").to_string();
    let to = item.end.map(|end| format!("〜{}", end.format("%H:%M"))).unwrap_or_default();
    Some(from + &to)
}

/// What is to be known of a date beside its day: the very last day of notice, and a meeting that falls
/// on a holiday or a closure.
pub fn note(item: &Item, working: WorkingDays, today: NaiveDate, lang: Lang) -> Option<String> {
    if let Some(by) = item.by {
        let by = format::date(by, today, lang);
        return Some(lang.pick(
            format!("期限は{by}。その前の営業日です"),
            format!("the last day is {by}; this is the business day before"),
        ));
    }
    if item.blocking {
        return Some(lang.pick("作業が止まっています", "The work is held up").to_owned());
    }
    let day = item.day.filter(|_| item.kind == Kind::Planned)?;
    if let Some(holiday) = holiday_name(day, lang) {
        return Some(lang.pick(format!("祝日({holiday})に当たります"), format!("falls on a holiday ({holiday})")));
    }
    let closure = closure_name(working.closure(day)?, lang);
    Some(lang.pick(format!("自社の休業日({closure})に当たります"), format!("falls on a closure ({closure})")))
}

/// What a day off is called: the holiday, else the closure of the company.
pub fn day_off(day: NaiveDate, working: WorkingDays, lang: Lang) -> Option<String> {
    let holiday = holiday_name(day, lang).map(str::to_owned);
    holiday.or_else(|| Some(closure_name(working.closure(day)?, lang)))
}

/// The name of a closure, which may have none.
pub fn closure_name(closure: &Closure, lang: Lang) -> String {
    match closure.name.trim() {
        "" => lang.pick("休業日", "Closed").to_owned(),
        name => name.to_owned(),
    }
}

/// The name of the holiday on a day.
pub fn holiday_name(day: NaiveDate, lang: Lang) -> Option<&'static str> {
    let found: Option<Holiday> = holiday(day).ok()?;
    found.map(|holiday| lang.pick(holiday.ja(), holiday.en()))
}

/// `2026年12月`, `December 2026`.
pub fn month(month: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}年{}月", month.year(), month.month()),
        Lang::En => month.format("%B %Y").to_string(),
    }
}

/// How many items of a day are not shown in its cell.
pub fn more(count: usize, lang: Lang) -> String {
    lang.pick(format!("ほか{count}件"), format!("{count} more"))
}

/// A notice by the system: its head and its body. `title` is the engagement's.
pub fn notice(matter: &Matter, title: &str, lang: Lang) -> (String, String) {
    let title = label::short(title);
    match matter {
        Matter::Meeting(item, left) => {
            let name = line(item, lang);
            let at = clock(item).unwrap_or_default();
            let head = match left {
                0 => lang.pick(format!("まもなく：{name}"), format!("Now: {name}")),
                _ => lang.pick(format!("{left}分後：{name}"), format!("In {left} min: {name}")),
            };
            (head, format!("{at} {title}"))
        }
        Matter::Waiting(item, time) => {
            let time = hours::business(*time, lang);
            let head = lang.pick(format!("質問が{time}待っています"), format!("A question has waited {time}"));
            (head, format!("{}\n{title}", label::short(&item.about)))
        }
        Matter::DueToday(item, count) => {
            let head = lang.pick(format!("今日が期限のものが{count}件あります"), format!("{count} due today"));
            (head, format!("{}\n{title}", line(item, lang)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::{Span, items};
    use crate::domain::{Engagement, Settings};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(on: &str) -> Item {
        let engagement = Engagement { due: Some(day(on)), ..Engagement::default() };
        let span = Span { from: None, to: NaiveDate::MAX };
        items(&engagement, &Settings::default(), day("2026-07-01"), span).remove(0)
    }

    #[test]
    fn a_deadline_tells_how_late_or_how_far_it_is() {
        let cases = [
            ("2026-06-28", "3日超過", "3 days late"),
            ("2026-06-30", "1日超過", "1 day late"),
            ("2026-07-01", "今日まで", "due today"),
            ("2026-07-02", "明日", "tomorrow"),
            ("2026-07-31", "あと30日", "in 30 days"),
        ];
        for (on, ja, en) in cases {
            let told = |lang| distance(&due(on), day("2026-07-01"), lang);
            assert_eq!((told(Lang::Ja).as_deref(), told(Lang::En).as_deref()), (Some(ja), Some(en)), "{on}");
        }
    }

    #[test]
    fn a_line_names_the_sort_and_what_it_is_about() {
        let item = Item { kind: Kind::Work, about: "請求書".to_owned(), ..due("2026-07-01") };
        assert_eq!(line(&item, Lang::Ja), "業務の期限：請求書");
        assert_eq!(brief(&item, "経理の月次締め", Lang::Ja), "業務 請求書");
        assert_eq!(line(&due("2026-07-01"), Lang::Ja), "案件の期日");
        assert_eq!(brief(&due("2026-07-01"), "経理の月次締め", Lang::Ja), "期日 経理の月次締め");
        let at = chrono::NaiveTime::from_hms_opt(23, 30, 0).unwrap();
        let end = day("2026-07-02").and_time(chrono::NaiveTime::from_hms_opt(0, 30, 0).unwrap());
        let meeting = Item { kind: Kind::Planned, time: Some(at), end: Some(end), ..due("2026-07-20") };
        assert_eq!(when(&meeting, day("2026-07-01"), Lang::Ja).as_deref(), Some("7月20日(月) 23:30〜00:30"));
        let note = note(&meeting, Settings::default().working_days(), day("2026-07-01"), Lang::Ja);
        assert_eq!(note.as_deref(), Some("祝日(海の日)に当たります"));
    }
}
