//! 検収記録: what was delivered in the present cycle, what was found, how often it was revised, and who
//! accepted it when.

use super::source::Source;
use super::{Block, Cell, Fact, Parts, Table};
use crate::domain::delivery::{Tally, check_due, revisions_of, rounds, tally};
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::{Cycle, Deliverable, Revision, RevisionCause};
use crate::domain::stage::trial::Finding;
use crate::text::delivery;
use crate::text::format::counted;
use std::collections::BTreeMap;

pub(super) fn write(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    let facts = |cycle: String| {
        let company = source.company_of(engagement.contract.candidate.or(engagement.decision.chosen));
        let facts = [
            source.needed("会社", "Company", company),
            source.fact("サイクル", "Cycle", cycle),
            source.fact("担当者", "Owner", engagement.owner.as_str()),
            source.fact("作成日", "Date", source.day(source.today)),
        ];
        facts.into_iter().flatten().collect()
    };
    let Some(cycle) = engagement.cycle().filter(|cycle| !cycle.deliverables.is_empty() || finished(cycle)) else {
        let none = source.tr("納品の記録はまだありません。", "No delivery is recorded yet.");
        return (engagement.title.clone(), facts(String::new()), vec![Block::Paragraph(none.to_owned())]);
    };
    let mut blocks = vec![source.heading("検収のまとめ", "In short"), Block::Paragraph(in_short(source, cycle))];
    blocks.extend(overview(source, cycle));
    blocks.extend(without_deliverable(source, cycle));
    let rounds = rounds(cycle);
    if !cycle.deliverables.is_empty() {
        blocks.push(source.heading("納品物ごとの記録", "Deliverable by deliverable"));
        for row in &cycle.deliverables {
            blocks.push(Block::Subheading(source.or_empty(&row.name)));
            blocks.push(Block::Facts(record(source, cycle, row)));
            blocks.extend(results(source, row));
            let rows = revisions_of(cycle, row.id);
            let caption = source.tr("修正依頼", "Revisions");
            blocks.extend(revisions(source, caption, &rows, &rounds));
        }
    }
    let loose: Vec<&Revision> = cycle.revisions.iter().filter(|row| row.deliverable.is_none()).collect();
    let caption = source.tr("納品物を指定していない修正依頼", "Revisions of no named deliverable");
    blocks.extend(revisions(source, caption, &loose, &rounds));
    (engagement.title.clone(), facts(period(source, cycle)), blocks)
}

fn finished(cycle: &Cycle) -> bool {
    cycle.works.iter().any(|work| work.done_on.is_some())
}

fn period(source: &Source<'_>, cycle: &Cycle) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| source.day(day)).unwrap_or_default();
    let (from, to) = (day(cycle.opened_on), day(cycle.closed_on));
    let period = match (from.is_empty(), to.is_empty()) {
        (true, _) => String::new(),
        (false, true) => source.lang.pick(format!("{from}〜"), format!("from {from}")),
        (false, false) => format!("{from}{}{to}", source.tr("〜", " to ")),
    };
    source.aside(&cycle.number.to_string(), &period)
}

fn in_short(source: &Source<'_>, cycle: &Cycle) -> String {
    let Tally { delivered, checked, accepted, revised, rounds, .. } = tally(cycle);
    let back = match rounds {
        0 => source.tr("修正の依頼はありません。", "Nothing went back.").to_owned(),
        _ => source.lang.pick(
            format!("修正の依頼は、納品物{revised}件に延べ{rounds}回です。"),
            format!("{revised} of them went back, {} in all.", counted(rounds, "time")),
        ),
    };
    source.lang.pick(
        format!("納品{delivered}件のうち、確認済み{checked}件、検収済み{accepted}件です。{back}"),
        format!("{delivered} delivered, {checked} checked, {accepted} accepted. {back}"),
    )
}

/// All deliverables in one table.
fn overview(source: &Source<'_>, cycle: &Cycle) -> Option<Block> {
    let row = |row: &Deliverable| -> Vec<Cell> {
        vec![
            source.or_empty(&row.name).into(),
            source.short_day(row.delivered_on).into(),
            source.short_day(row.checked_on).into(),
            source.label(row.finding).into(),
            source.short_day(row.accepted_on).into(),
            row.accepted_by.trim().into(),
        ]
    };
    let columns = vec![
        source.wide("納品物", "Deliverable"),
        source.short("納品日", "Delivered"),
        source.short("確認日", "Checked"),
        source.short("結果", "Result"),
        source.short("検収日", "Accepted"),
        source.column("検収者", "By"),
    ];
    let caption = source.tr("納品物と検収", "Deliverables and their acceptance");
    table(caption, columns, cycle.deliverables.iter().map(row).collect())
}

/// The works that ended without anything to hand over.
fn without_deliverable(source: &Source<'_>, cycle: &Cycle) -> Option<Block> {
    let done = cycle.works.iter().filter(|work| work.done_on.is_some());
    let rows = done.map(|work| vec![source.or_empty(&work.name).into(), source.short_day(work.done_on).into()]);
    let columns = vec![source.wide("業務", "Work"), source.short("完了日", "Done on")];
    let caption = source.tr("納品物のない業務の完了", "Works done without a deliverable");
    table(caption, columns, rows.collect())
}

fn record(source: &Source<'_>, cycle: &Cycle, row: &Deliverable) -> Vec<Fact> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| source.day(day)).unwrap_or_default();
    let work = cycle.works.iter().find(|work| Some(work.id) == row.work).map(|work| work.name.as_str());
    let due = check_due(row, &source.engagement.contract, source.settings).map(|due| due.day);
    let facts = [
        source.fact("業務", "Work", work.unwrap_or_default()),
        source.needed("納品日", "Delivered on", day(row.delivered_on)),
        source.fact("確認期限", "Check by", day(due)),
        source.needed("確認日", "Checked on", day(row.checked_on)),
        source.fact("想定どおりか", "As expected", source.label(row.finding)),
        source.fact("メモ", "Note", row.note.as_str()),
        source.fact("納品物の場所", "Where it is", row.link.as_str()),
        source.needed("検収日", "Accepted on", day(row.accepted_on)),
        source.needed("検収者", "Accepted by", row.accepted_by.as_str()),
    ];
    facts.into_iter().flatten().collect()
}

/// What was found by each success criterion that was looked at.
fn results(source: &Source<'_>, row: &Deliverable) -> Option<Block> {
    let looked = row.results.iter().filter(|(_, result)| result.met != Finding::Unchecked);
    let rows = looked.map(|(id, result)| {
        let criterion = source.engagement.criterion(*id).map(|criterion| criterion.text.as_str());
        vec![
            source.or_empty(criterion.unwrap_or_default()).into(),
            source.label(result.met).into(),
            result.note.trim().into(),
        ]
    });
    let columns = vec![
        source.wide("成功の基準", "Success criterion"),
        source.short("結果", "Result"),
        source.wide("見たこと", "What was seen"),
    ];
    table(source.tr("成功の基準ごとの結果", "By success criterion"), columns, rows.collect())
}

fn revisions(
    source: &Source<'_>,
    caption: &str,
    revisions: &[&Revision],
    rounds: &BTreeMap<RowId, u32>,
) -> Option<Block> {
    let rows = revisions.iter().map(|row| {
        let round = rounds.get(&row.id).map(|round| delivery::round(*round, source.lang));
        let cause = if row.cause == RevisionCause::Unset { String::new() } else { source.label(row.cause) };
        vec![
            round.unwrap_or_default().into(),
            source.or_empty(&row.what).into(),
            source.short_day(row.asked_on).into(),
            source.short_day(row.due).into(),
            row.done_on
                .map_or_else(|| source.tr("未完了", "Open").to_owned(), |day| source.short_day(Some(day)))
                .into(),
            cause.into(),
        ]
    });
    let columns = vec![
        source.short("回", "Round"),
        source.wide("内容", "What"),
        source.short("依頼日", "Asked on"),
        source.short("期限", "Due"),
        source.short("完了日", "Done on"),
        source.column("原因", "Cause"),
    ];
    table(caption, columns, rows.collect())
}

fn table(caption: &str, columns: Vec<super::Column>, rows: Vec<Vec<Cell>>) -> Option<Block> {
    let caption = caption.to_owned();
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot: Vec::new() }))
}
