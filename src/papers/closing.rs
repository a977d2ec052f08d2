//! 完了のまとめ: the work over all its cycles, what came of it, what is to be learnt.

use super::columns::{ColumnRow, Columns, Measure};
use super::report::text_under;
use super::source::Source;
use super::{Block, Cell, Fact, Parts, Table};
use crate::domain::Settings;
use crate::domain::engagement::Engagement;
use crate::domain::report::{Report, Whole, reports, whole};
use crate::domain::scalar::Yen;
use crate::text::{Lang, report as words};
use chrono::NaiveDate;

/// What the cycles cost by the quote and in fact. Nothing where none has a price.
pub fn cycles_chart(reports: &[Report], lang: Lang) -> Option<Columns> {
    let (engagement, settings) = (Engagement::default(), Settings::default());
    chart(&Source { engagement: &engagement, settings: &settings, today: NaiveDate::default(), lang }, reports)
}

/// The cycles side by side.
pub fn cycles_table(reports: &[Report], lang: Lang) -> Table {
    let (engagement, settings) = (Engagement::default(), Settings::default());
    table(&Source { engagement: &engagement, settings: &settings, today: NaiveDate::default(), lang }, reports)
}

fn planned(report: &Report) -> Option<Yen> {
    words::settled(report)?.planned
}

fn chart(source: &Source<'_>, reports: &[Report]) -> Option<Columns> {
    let none = || "—".to_owned();
    let row = |report: &Report| {
        let (planned, actual) = (planned(report), report.actual());
        let by = planned.zip(actual).map(|(planned, actual)| actual.get() - planned.get());
        let yen = |amount: Option<Yen>| amount.map_or_else(none, |amount| source.yen(amount));
        ColumnRow {
            name: words::cycle(report.number, source.lang),
            planned: planned.map(Yen::get),
            actual: actual.map(Yen::get),
            said: [yen(planned), yen(actual), by.map_or_else(none, |by| source.signed_yen(by))],
        }
    };
    let heads = [
        source.tr("サイクル", "Cycle"),
        source.tr("見積もりの費用", "By the quote"),
        source.tr("実際の費用", "In fact"),
        source.tr("差", "Difference"),
    ];
    reports.iter().any(|report| report.actual().is_some()).then(|| Columns {
        caption: source
            .tr("サイクルごとの費用(税抜、初期費用を除く)", "Cost by cycle, without tax and set-up fee")
            .to_owned(),
        heads: heads.map(str::to_owned),
        beyond: source.tr("見積もりを超えた分", "Beyond the quote").to_owned(),
        measure: Measure::Money,
        rows: reports.iter().map(row).collect(),
    })
}

fn table(source: &Source<'_>, reports: &[Report]) -> Table {
    let none = || "—".to_owned();
    let row = |report: &Report| -> Vec<Cell> {
        let account = words::settled(report);
        let room = account.map_or_else(none, |account| source.hours(account.room()));
        let over = account.map_or_else(none, |account| source.hours(account.overage));
        let yen = |amount: Option<Yen>| amount.map_or_else(none, |amount| source.yen(amount));
        let median = report.answers.median.map_or_else(none, |median| source.hours(median));
        let revised = report.revisions().map_or_else(none, |ratio| words::times(ratio, source.lang));
        let criteria = report.criteria;
        let reached = if criteria.looked == 0 { none() } else { format!("{} / {}", criteria.met, criteria.all) };
        vec![
            words::cycle(report.number, source.lang).into(),
            words::period(report.period, source.lang)
                .replacen(source.tr("〜", " to "), source.tr("\n〜", "\nto "), 1)
                .into(),
            format!("{}\n/ {room}", source.hours(report.used())).into(),
            over.into(),
            format!("{}\n→ {}", yen(planned(report)), yen(report.actual())).into(),
            median.into(),
            revised.into(),
            reached.into(),
        ]
    };
    let columns = vec![
        source.short("サイクル", "Cycle"),
        source.short("対象期間", "Period"),
        source.number("使用\n/ 使える時間", "Used\n/ available"),
        source.number("超過", "Beyond"),
        source.number("見積もり\n→ 実際", "Quoted\n→ in fact"),
        source.number("回答の中央値", "Median answer"),
        source.number("修正/納品", "Revisions / delivery"),
        source.number("基準の達成", "Criteria"),
    ];
    let caption = source.tr("サイクルの比較(費用は税抜)", "The cycles side by side; cost without tax").to_owned();
    Table { caption, columns, rows: reports.iter().map(row).collect(), foot: Vec::new() }
}

pub(super) fn write(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    let reports = reports(engagement, source.settings, source.today);
    let closing = &engagement.closing;
    let mut blocks = vec![
        source.heading("成果", "Outcome"),
        Block::Paragraph(source.or_empty(&closing.outcome)),
        source.heading("数字", "In figures"),
        Block::Facts(figures(source, &whole(&reports))),
    ];
    if !reports.is_empty() {
        blocks.extend(chart(source, &reports).map(Block::Columns));
        blocks.push(source.heading("サイクルの比較", "The cycles side by side"));
        blocks.push(Block::Table(table(source, &reports)));
    }
    blocks.extend(text_under(source, "次に活かすこと", "Lessons", &closing.lessons));
    let again = closing.again.map(|rating| source.rating(rating)).unwrap_or_default();
    blocks.push(source.heading("また依頼したいか", "Would we ask them again"));
    blocks.push(Block::Paragraph(source.or_empty(&again)));
    (engagement.title.clone(), head(source), blocks)
}

fn head(source: &Source<'_>) -> Vec<Fact> {
    let engagement = source.engagement;
    let closed = engagement.closed_on().map(|day| source.day(day)).unwrap_or_default();
    let closed = if closed.is_empty() {
        source.tr("まだ完了していません", "Not closed yet").to_owned()
    } else {
        closed
    };
    let facts = [
        source.needed("会社", "Company", source.company_of(engagement.contract.candidate)),
        source.fact(
            "開始日",
            "Started on",
            engagement.contract.starts_on.map(|day| source.day(day)).unwrap_or_default(),
        ),
        source.fact("完了日", "Closed on", closed),
        source.fact("当社の担当者", "In charge here", engagement.owner.as_str()),
        source.fact("作成日", "Date", source.day(source.today)),
    ];
    facts.into_iter().flatten().collect()
}

fn figures(source: &Source<'_>, all: &Whole) -> Vec<Fact> {
    words::whole(all, source.lang).into_iter().map(|said| super::report::fact(source, said)).collect()
}
