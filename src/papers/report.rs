//! 期間の報告書: what a cycle used and cost, what waited, what was delivered, what was talked over.

use super::columns::{ColumnRow, Columns, Measure};
use super::source::{Source, filled};
use super::{Bar, Bars, Block, Cell, Fact, Parts, Table};
use crate::domain::Settings;
use crate::domain::engagement::Engagement;
use crate::domain::ids::RowId;
use crate::domain::ledger::{LedgerMonth, quote_of};
use crate::domain::report::{Report, Spent, report};
use crate::domain::scalar::Minutes;
use crate::domain::stage::cycle::{Cycle, ReviewPoint};
use crate::domain::stage::trial::Finding;
use crate::text::{Lang, Text, format, hours, report as words};
use chrono::NaiveDate;

/// The charts of a period; each where there is something to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charts {
    /// What there was and what was used, month by month.
    pub months: Option<Columns>,
    /// Agreed and used time by work order.
    pub works: Option<Bars>,
    /// The same by task of the brief.
    pub tasks: Option<Bars>,
}

/// The charts of a report.
pub fn report_charts(report: &Report, today: NaiveDate, lang: Lang) -> Charts {
    let (engagement, settings) = (Engagement::default(), Settings::default());
    charts(&Source { engagement: &engagement, settings: &settings, today, lang }, report)
}

fn charts(source: &Source<'_>, report: &Report) -> Charts {
    let works = source.tr("依頼した業務ごとの合意した時間と使用時間", "Agreed and used time by work order");
    let tasks = source.tr("依頼書の業務ごとの合意した時間と使用時間", "Agreed and used time by task of the brief");
    Charts {
        months: months(source, &report.months),
        works: spent(source, &report.works, works),
        tasks: spent(source, &report.tasks, tasks),
    }
}

fn months(source: &Source<'_>, months: &[LedgerMonth]) -> Option<Columns> {
    let row = |month: &LedgerMonth| {
        let cost = month.cost.ok();
        let room = cost.map(|cost| cost.included + cost.carried_in);
        let counted = cost.map_or_else(|| month.used(), |cost| cost.counted);
        let by = room.map(|room| counted.get() - room.get());
        let hours = |time| source.hours(time);
        ColumnRow {
            name: hours::month(month.first, source.today, source.lang),
            planned: room.map(|room| room.get()),
            actual: Some(counted.get()),
            said: [
                room.map_or_else(|| "—".to_owned(), hours),
                hours(counted),
                by.map_or_else(|| "—".to_owned(), |by| source.signed_hours(by)),
            ],
        }
    };
    let heads = [
        source.tr("月", "Month"),
        source.tr("使える時間", "Available"),
        source.tr("使用時間", "Used"),
        source.tr("差", "Difference"),
    ];
    let caption = source.tr(
        "月ごとの使える時間と使用時間(プランの数え方)",
        "Time available and used, month by month, as the plan counts it",
    );
    let any = months.iter().any(|month| month.cost.is_ok() || month.used().get() > 0);
    any.then(|| Columns {
        caption: caption.to_owned(),
        heads: heads.map(str::to_owned),
        beyond: source.tr("使える時間を超えた分", "Beyond what was available").to_owned(),
        measure: Measure::Time,
        rows: months.iter().map(row).collect(),
    })
}

fn spent(source: &Source<'_>, rows: &[Spent], caption: &'static str) -> Option<Bars> {
    let bar = |row: &Spent| {
        let difference = row.agreed.map(|agreed| source.signed_hours(row.used.get() - agreed.get()));
        Bar {
            name: if row.name.is_empty() {
                source.tr("業務の指定なし", "No work named").to_owned()
            } else {
                row.name.clone()
            },
            planned: row.agreed,
            actual: Some(row.used),
            said: [
                row.agreed.map_or_else(|| "—".to_owned(), |agreed| source.hours(agreed)),
                source.hours(row.used),
                difference.unwrap_or_else(|| "—".to_owned()),
            ],
        }
    };
    let heads = [
        source.tr("業務", "Work"),
        source.tr("合意した時間", "Agreed"),
        source.tr("使用時間", "Used"),
        source.tr("差", "Difference"),
    ];
    // Where no time names its work order, bars of nothing would say that none was done.
    rows.iter().any(|row| !row.name.is_empty() && row.used > Minutes::ZERO).then(|| Bars {
        caption: caption.to_owned(),
        heads: heads.map(str::to_owned),
        rows: rows.iter().map(bar).collect(),
        total: None,
    })
}

pub(super) fn write(source: &Source<'_>, cycle: RowId) -> Parts {
    let engagement = source.engagement;
    let found = engagement.cycles.iter().find(|row| row.id == cycle);
    let told = report(engagement, cycle, source.settings, source.today);
    let (Some(cycle), Some(told)) = (found, told) else {
        let none = source.tr("このサイクルはありません。", "There is no such cycle.");
        return (engagement.title.clone(), Vec::new(), vec![Block::Paragraph(none.to_owned())]);
    };
    let mut blocks = figures(source, &told);
    blocks.extend(text_under(source, "定期報告", "Report", &cycle.review.report));
    blocks.extend(deliverables(source, cycle));
    blocks.extend(criteria(source, cycle));
    blocks.extend(text_under(source, "気になる点", "Concerns", &cycle.review.concerns));
    blocks.extend(text_under(source, "今後の依頼", "Requests to come", &cycle.review.future));
    blocks.extend(points_under(source, &cycle.review.points, false));
    blocks.extend(meetings(source, cycle));
    (engagement.title.clone(), head(source, cycle, &told), blocks)
}

fn head(source: &Source<'_>, cycle: &Cycle, told: &Report) -> Vec<Fact> {
    let engagement = source.engagement;
    let company = engagement.contract.candidate.and_then(|id| engagement.candidate(id));
    let plan = quote_of(engagement, cycle).map(|quote| quote.plan.clone()).unwrap_or_default();
    let facts = [
        source.needed("会社", "Company", source.company_of(engagement.contract.candidate)),
        source.fact("窓口担当", "Contact", company.map(|row| row.contact.name.clone()).unwrap_or_default()),
        source.fact("サイクル", "Cycle", words::cycle(told.number, source.lang)),
        source.fact("対象期間", "Period", words::period(told.period, source.lang)),
        source.fact("プラン", "Plan", plan),
        source.fact("当社の担当者", "In charge here", engagement.owner.as_str()),
        source.fact("作成日", "Date", source.day(source.today)),
    ];
    facts.into_iter().flatten().collect()
}

/// The figures under their heads, each with its chart.
fn figures(source: &Source<'_>, told: &Report) -> Vec<Block> {
    let charts = charts(source, told);
    let mut drawn: Vec<Block> = Vec::new();
    drawn.extend(charts.months.map(Block::Columns));
    drawn.extend(charts.works.map(Block::Bars));
    drawn.extend(charts.tasks.map(Block::Bars));
    let mut blocks = Vec::new();
    for (index, (title, said)) in words::figures(told, source.settings.tax_rate(), source.lang).into_iter().enumerate()
    {
        blocks.push(Block::Heading(title.get(source.lang).to_owned()));
        blocks.push(Block::Facts(said.into_iter().map(|said| fact(source, said)).collect()));
        if index == 0 {
            blocks.append(&mut drawn);
        }
    }
    if let Err(problem) = told.account {
        blocks.push(Block::Note(hours::no_price(problem, source.lang).to_owned()));
    } else if told.months.is_empty() {
        blocks.push(Block::Note(no_month(source.lang).to_owned()));
    }
    blocks
}

/// Why a period has no cost of its own.
pub(super) fn no_month(lang: Lang) -> &'static str {
    lang.pick(
        "この期間に月末がないため、時間と費用は前後のサイクルの月に入ります。",
        "No month ends in this period; its time and cost are in the months of the cycles around it.",
    )
}

pub(super) fn fact(source: &Source<'_>, (label, value): (Text, String)) -> Fact {
    Fact { label: label.get(source.lang).to_owned(), value }
}

/// A text under its heading; nothing where there is none.
pub(super) fn text_under(source: &Source<'_>, ja: &'static str, en: &'static str, text: &str) -> Vec<Block> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    vec![source.heading(ja, en), Block::Paragraph(text.trim().to_owned())]
}

fn deliverables(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = cycle
        .deliverables
        .iter()
        .map(|row| {
            let asked = cycle.revisions.iter().filter(|revision| revision.deliverable == Some(row.id));
            let asked = filled(asked.map(|revision| revision.what.as_str()));
            vec![
                source.or_empty(&row.name).into(),
                source.short_day(row.delivered_on).into(),
                source.label(row.finding).into(),
                source.short_day(row.accepted_on).into(),
                asked.join("\n").into(),
            ]
        })
        .collect();
    let columns = vec![
        source.column("納品物", "Deliverable"),
        source.short("納品日", "Delivered"),
        source.short("想定どおりか", "As expected"),
        source.short("検収日", "Accepted"),
        source.wide("修正依頼", "Revisions"),
    ];
    table_under(source, ("納品物", "Deliverables"), columns, rows)
}

fn criteria(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = source
        .engagement
        .clarify
        .criteria
        .iter()
        .map(|row| {
            let result = cycle.review.results.get(&row.id);
            let met = result.map_or(Finding::Unchecked, |result| result.met);
            let note = result.map(|result| result.note.trim().to_owned()).unwrap_or_default();
            vec![source.or_empty(&row.text).into(), row.measure.trim().into(), source.label(met).into(), note.into()]
        })
        .collect();
    let columns = vec![
        source.column("基準", "Criterion"),
        source.column("測り方", "Measured by"),
        source.short("結果", "Result"),
        source.wide("メモ", "Note"),
    ];
    table_under(source, ("成功の基準の振り返り", "Review of the success criteria"), columns, rows)
}

/// A table under its heading; nothing where it has no rows.
pub(super) fn table_under(
    source: &Source<'_>,
    (ja, en): (&'static str, &'static str),
    columns: Vec<super::Column>,
    rows: Vec<Vec<Cell>>,
) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let caption = source.tr(ja, en).to_owned();
    vec![source.heading(ja, en), Block::Table(Table { caption, columns, rows, foot: Vec::new() })]
}

/// 持ち越しの論点; only those that are open, or all.
pub(super) fn points_under(source: &Source<'_>, points: &[ReviewPoint], open: bool) -> Vec<Block> {
    let state = |point: &ReviewPoint| match (point.done_on, point.due) {
        (Some(done), _) => {
            let done = source.short_day(Some(done));
            source.lang.pick(format!("{done}に解決"), format!("settled on {done}"))
        }
        (None, Some(due)) if due < source.today => source.tr("期限超過", "Overdue").to_owned(),
        (None, _) => source.tr("未解決", "Open").to_owned(),
    };
    let rows: Vec<Vec<Cell>> = points
        .iter()
        .filter(|point| !point.text.trim().is_empty() && (!open || point.is_open()))
        .map(|point| {
            let from = point.carried_from.map(|from| words::cycle(from, source.lang)).unwrap_or_default();
            vec![
                point.text.trim().into(),
                point.owner.trim().into(),
                source.short_day(point.due).into(),
                state(point).into(),
                from.into(),
            ]
        })
        .collect();
    let columns = vec![
        source.wide("論点", "Point"),
        source.short("担当", "Who"),
        source.short("期限", "Due"),
        source.short("状態", "State"),
        source.short("持ち越し元", "Carried from"),
    ];
    table_under(source, ("持ち越しの論点", "Points carried over"), columns, rows)
}

fn meetings(source: &Source<'_>, cycle: &Cycle) -> Vec<Block> {
    let mut blocks = Vec::new();
    for meeting in &cycle.review.meetings {
        let at = meeting.at.map(|at| format::date_time(at, source.today, source.lang)).unwrap_or_default();
        let facts = [
            source.needed("日時", "When", at),
            source.fact("出席者", "Attendance", meeting.attendance.as_str()),
            source.fact("議事録", "Minutes", meeting.minutes.as_str()),
            source.fact("決定事項", "Decisions", meeting.decisions.as_str()),
            source.fact("次回", "Next", source.short_day(meeting.next_on)),
        ];
        blocks.push(Block::Facts(facts.into_iter().flatten().collect()));
    }
    if !blocks.is_empty() {
        blocks.insert(0, source.heading("定例会議", "Regular meetings"));
    }
    blocks
}
