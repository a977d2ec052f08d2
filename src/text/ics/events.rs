//! The dates of engagements as events of a calendar file.

use super::{Alarm, Event, Repeats, When};
use crate::domain::agenda::recurrence::{Plan, Rule, USUAL_LENGTH, recorded};
use crate::domain::agenda::{Form, Item, Kind, Span, items};
use crate::domain::calendar::WorkingDays;
use crate::domain::stage::contract::WeekOfMonth;
use crate::domain::{Engagement, Settings};
use crate::text::label::Choice;
use crate::text::{Lang, agenda, format};
use chrono::{Days, NaiveDate, TimeDelta, Weekday};

/// How far ahead further terms of a contract are told, in days.
const AHEAD: u64 = 800;

/// The events of an engagement as of a day: what is ahead and what was recorded. What merely waits is
/// no date of a calendar, and meetings by a plan are one event that recurs.
pub fn events(engagement: &Engagement, settings: &Settings, today: NaiveDate, lang: Lang) -> Vec<Event> {
    let to = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let found = items(engagement, settings, today, Span { from: None, to });
    let working = settings.working_days();
    let dated = found.iter().filter(|item| item.kind != Kind::Planned && item.kind.form() != Form::Waiting);
    let mut events: Vec<Event> = dated.filter_map(|item| of_item(engagement, item, working, today, lang)).collect();
    events.extend(planned(engagement, today, lang));
    events
}

fn of_item(engagement: &Engagement, item: &Item, working: WorkingDays, today: NaiveDate, lang: Lang) -> Option<Event> {
    let when = match item.moment() {
        Some(from) => {
            let usual = || from.checked_add_signed(TimeDelta::minutes(USUAL_LENGTH));
            When::Time(from, item.end.or_else(usual).unwrap_or(from))
        }
        None => When::Day(item.day?),
    };
    let alarm = match (item.kind, when) {
        (Kind::Notice, _) => Some(Alarm::Week),
        (_, When::Time(..)) if item.kind.form() == Form::Meeting => Some(Alarm::HalfHour),
        _ => None,
    };
    let note = agenda::note(item, working, today, lang);
    Some(Event {
        uid: format!("{}@irai-board", item.id()),
        summary: summary(&agenda::line(item, lang), engagement),
        description: description(engagement, item, note, lang),
        location: String::new(),
        categories: vec![item.stage.label().get(lang).to_owned()],
        when,
        alarm,
        repeats: None,
    })
}

/// The regular meetings by the plan of the contract: one event from the first meeting on, without the
/// days for which a meeting was recorded.
fn planned(engagement: &Engagement, today: NaiveDate, lang: Lang) -> Option<Event> {
    if engagement.status != crate::domain::Status::Active {
        return None;
    }
    let plan = Plan::of(&engagement.contract, today)?;
    let first = plan.first()?;
    let from = plan.time.map(|time| first.and_time(time));
    let when = match from {
        Some(from) => When::Time(from, from.checked_add_signed(plan.length).unwrap_or(from)),
        None => When::Day(first),
    };
    let recorded = recorded(engagement);
    let last = recorded.iter().max().copied().unwrap_or(first);
    let except = plan.between(first, last).filter(|day| recorded.contains(day)).collect();
    let number = |week| match week {
        WeekOfMonth::First => "1",
        WeekOfMonth::Second => "2",
        WeekOfMonth::Third => "3",
        WeekOfMonth::Fourth => "4",
        WeekOfMonth::Last => "-1",
    };
    let weekday = code(plan.weekday);
    let rule = match plan.rule {
        Rule::Weekly => format!("FREQ=WEEKLY;BYDAY={weekday}"),
        Rule::Monthly(week) => format!("FREQ=MONTHLY;BYDAY={}{weekday}", number(week)),
    };
    let item = plan.on(engagement, first);
    Some(Event {
        uid: format!("{}@irai-board", item.id()),
        summary: summary(&agenda::line(&item, lang), engagement),
        description: description(engagement, &item, None, lang),
        location: engagement.contract.regular.place.clone(),
        categories: vec![item.stage.label().get(lang).to_owned()],
        when,
        alarm: from.map(|_| Alarm::HalfHour),
        repeats: Some(Repeats { rule, until: plan.until, except }),
    })
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// `業務の期限：請求書 (経理の月次締め)`
fn summary(line: &str, engagement: &Engagement) -> String {
    match engagement.title.trim() {
        "" => line.to_owned(),
        title => format!("{line} ({title})"),
    }
}

fn description(engagement: &Engagement, item: &Item, note: Option<String>, lang: Lang) -> String {
    let mut lines = vec![engagement.title.trim().to_owned()];
    lines.extend(engagement.chosen().map(|company| company.name.trim().to_owned()));
    if let Some(by) = item.by {
        let by = format::full_date(by, lang);
        lines.push(lang.pick(format!("通知期限：{by}(この予定は前の営業日)"), format!("Last day of notice: {by}")));
    } else {
        lines.extend(note);
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
