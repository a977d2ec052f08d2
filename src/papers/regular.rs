//! 定例会議のアジェンダ: what was settled last time, what was carried over, what is owed, what comes.

use super::report::{fact, no_month, points_under, table_under, text_under};
use super::source::Source;
use super::{Block, Cell, Fact, Parts};
use crate::domain::agenda::recurrence::Plan;
use crate::domain::report::report;
use crate::domain::stage::cycle::{Cycle, RegularMeeting};
use crate::text::report as words;
use chrono::{NaiveDate, NaiveDateTime};

const ROOM: u8 = 5;

pub(super) fn write(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    let Some(cycle) = engagement.cycle() else {
        let none = source.tr(
            "依頼を始めると、定例会議のアジェンダを作れます。",
            "The agenda can be written once the work has begun.",
        );
        return (engagement.title.clone(), Vec::new(), vec![Block::Paragraph(none.to_owned())]);
    };
    let held: Vec<&RegularMeeting> = held(source).collect();
    let mut blocks = decisions(source, &held);
    blocks.extend(points_under(source, &cycle.review.points, true));
    blocks.extend(figures(source, cycle));
    blocks.extend(questions(source, cycle));
    blocks.extend(revisions(source, cycle));
    blocks.extend(stalls(source, cycle));
    blocks.extend(text_under(source, "気になる点", "Concerns", &cycle.review.concerns));
    blocks.extend(text_under(source, "今後の依頼", "Requests to come", &cycle.review.future));
    blocks.extend([
        source.heading("決定事項", "Decisions"),
        Block::Room(ROOM),
        source.heading("次回の日程と宿題", "Next date, and what is to be done by then"),
        Block::Room(ROOM - 2),
    ]);
    (engagement.title.clone(), head(source, cycle, &held), blocks)
}

/// The meetings of all cycles that have been held, in their order.
fn held<'a>(source: &Source<'a>) -> impl Iterator<Item = &'a RegularMeeting> {
    let today = source.today;
    let all = source.engagement.cycles.iter().flat_map(|cycle| &cycle.review.meetings);
    all.filter(move |meeting| meeting.at.is_none_or(|at| at.date() < today))
}

fn head(source: &Source<'_>, cycle: &Cycle, held: &[&RegularMeeting]) -> Vec<Fact> {
    let engagement = source.engagement;
    let contract = &engagement.contract;
    let company = contract.candidate.and_then(|id| engagement.candidate(id));
    let coming = |meeting: &&RegularMeeting| meeting.at.is_some_and(|at| at.date() >= source.today);
    let next = cycle.review.meetings.iter().filter(coming).min_by_key(|meeting| meeting.at);
    let announced = held.iter().rev().find_map(|meeting| meeting.next_on);
    let announced = announced.filter(|day| *day >= source.today).or_else(|| planned(source));
    let at = match (next.and_then(|meeting| meeting.at), announced) {
        (Some(at), _) => source.moment(at),
        (None, Some(day)) => match contract.regular.begins_at {
            Some(time) => source.moment(NaiveDateTime::new(day, time)),
            None => source.day(day),
        },
        (None, None) => String::new(),
    };
    let people = next.or(held.last().copied()).map(|meeting| meeting.attendance.as_str()).unwrap_or_default();
    let facts = [
        source.needed("日時", "When", at),
        source.fact("場所", "Place", contract.regular.place.as_str()),
        source.needed("会社", "Company", source.company_of(contract.candidate)),
        source.fact("窓口担当", "Contact", company.map(|row| row.contact.name.clone()).unwrap_or_default()),
        source.needed("出席者", "Attendance", people),
        source.fact("サイクル", "Cycle", words::cycle(cycle.number, source.lang)),
        source.fact("当社の担当者", "In charge here", engagement.owner.as_str()),
    ];
    facts.into_iter().flatten().collect()
}

/// The next meeting by the plan of the contract.
fn planned(source: &Source<'_>) -> Option<NaiveDate> {
    Plan::of(&source.engagement.contract, source.today)?.next_from(source.today)
}

fn decisions(source: &Source<'_>, held: &[&RegularMeeting]) -> Vec<Block> {
    let last = held.iter().rev().find(|meeting| !meeting.decisions.trim().is_empty());
    let Some(last) = last else {
        return Vec::new();
    };
    let on = last.at.map(|at| source.short_day(Some(at.date()))).unwrap_or_default();
    let title = source.aside(source.tr("前回の決定事項", "Decided last time"), &on);
    vec![Block::Heading(title), Block::Paragraph(last.decisions.trim().to_owned())]
}

/// The figures of the period in one list.
fn figures(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let Some(told) = report(source.engagement, cycle.id, source.settings, source.today) else {
        return Vec::new();
    };
    let said = words::figures(&told, source.settings.tax_rate(), source.lang);
    let mut facts: Vec<Fact> =
        source.fact("対象期間", "Period", words::period(told.period, source.lang)).into_iter().collect();
    facts.extend(said.into_iter().flat_map(|(_, said)| said).map(|said| fact(source, said)));
    let mut blocks = vec![source.heading("期間の数字", "The period in figures"), Block::Facts(facts)];
    if told.months.is_empty() {
        blocks.push(Block::Note(no_month(source.lang).to_owned()));
    }
    blocks
}

fn questions(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = cycle
        .waiting()
        .map(|row| {
            let blocking = if row.blocking { source.tr("作業が止まっている", "Work is blocked") } else { "" };
            let asked = row.asked_at.map(|at| source.short_day(Some(at.date()))).unwrap_or_default();
            vec![source.or_empty(&row.text).into(), asked.into(), blocking.into()]
        })
        .collect();
    let columns = vec![
        source.wide("質問", "Question"),
        source.short("質問された日", "Asked on"),
        source.short("影響", "What it holds up"),
    ];
    table_under(source, ("当社が回答する質問", "Answers that we owe"), columns, rows)
}

fn revisions(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = cycle
        .revisions
        .iter()
        .filter(|row| row.done_on.is_none())
        .map(|row| {
            let of = cycle.deliverables.iter().find(|delivery| Some(delivery.id) == row.deliverable);
            let of = of.map(|delivery| source.or_empty(&delivery.name)).unwrap_or_default();
            vec![source.or_empty(&row.what).into(), of.into(), source.short_day(row.due).into()]
        })
        .collect();
    let columns = vec![
        source.wide("修正の内容", "What is to be changed"),
        source.column("納品物", "Deliverable"),
        source.short("期限", "Due"),
    ];
    table_under(source, ("修正依頼中のもの", "Revisions under way"), columns, rows)
}

fn stalls(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = cycle
        .stalls
        .iter()
        .filter(|row| row.solved_on.is_none())
        .map(|row| vec![source.or_empty(&row.what).into(), source.short_day(row.since).into(), row.cause.trim().into()])
        .collect();
    let columns = vec![source.wide("内容", "What"), source.short("いつから", "Since"), source.column("原因", "Cause")];
    table_under(source, ("解消していない滞り", "Stalls that are not solved"), columns, rows)
}
