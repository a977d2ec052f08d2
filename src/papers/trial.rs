//! トライアル報告書: planned against actual time, what was seen by each criterion, the verdict.

use super::offers::{offers, usual};
use super::source::Source;
use super::{Bar, Bars, Block, Cell, Parts, Table};
use crate::domain::cost::{PlanTerms, cost};
use crate::domain::scalar::Minutes;
use crate::domain::stage::select::Standing;
use crate::domain::stage::trial::{Trial, TrialTask, Verdict};
use crate::domain::{Engagement, Settings};
use crate::text::{Lang, format};
use chrono::NaiveDate;

/// The chart of a trial: planned against actual time of each task. Nothing where no task has a time.
pub fn planned_and_actual(trial: &Trial, lang: Lang) -> Option<Bars> {
    let (engagement, settings) = (Engagement::default(), Settings::default());
    chart(&Source { engagement: &engagement, settings: &settings, today: NaiveDate::default(), lang }, trial)
}

fn chart(source: &Source<'_>, trial: &Trial) -> Option<Bars> {
    let none = || "—".to_owned();
    let said = |planned: Option<Minutes>, actual: Option<Minutes>, by: Option<i64>| {
        let hours = |time: Option<Minutes>| time.map_or_else(none, |time| source.hours(time));
        [hours(planned), hours(actual), by.map_or_else(none, |by| source.signed(by))]
    };
    let row = |task: &TrialTask| Bar {
        name: source.or_empty(&task.name),
        planned: task.planned,
        actual: task.actual,
        said: said(task.planned, task.actual, task.variance()),
    };
    let timed = |task: &&TrialTask| task.planned.is_some() || task.actual.is_some();
    let rows: Vec<Bar> = trial.tasks.iter().filter(timed).map(row).collect();
    let whole = trial.tasks.iter().filter(timed).all(|task| task.planned.is_some() && task.actual.is_some());
    let total = trial.compared().map(|(planned, actual)| Bar {
        name: if whole {
            source.tr("合計", "Total")
        } else {
            source.tr("合計(両方あるもの)", "Total of those with both")
        }
        .to_owned(),
        planned: Some(planned),
        actual: Some(actual),
        said: said(Some(planned), Some(actual), trial.variance()),
    });
    let heads = [
        source.tr("業務", "Task"),
        source.tr("見積時間", "Planned"),
        source.tr("実績時間", "Actual"),
        source.tr("差異", "Difference"),
    ];
    (!rows.is_empty()).then(|| Bars {
        caption: source.tr("業務ごとの見積時間と実績時間", "Planned and actual time by task").to_owned(),
        heads: heads.map(str::to_owned),
        rows,
        total,
    })
}

pub(super) fn write(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    // Without a company that is chosen now, the last trial is the one to tell of.
    let Some(trial) = engagement.trial().or(engagement.trials.last()) else {
        let none = source.tr("トライアルの記録はまだありません。", "No trial is recorded yet.");
        return (engagement.title.clone(), Vec::new(), vec![Block::Paragraph(none.to_owned())]);
    };
    let version = match trial.brief {
        0 => String::new(),
        version => format!("{} v{version}", source.tr("依頼書", "Brief")),
    };
    let facts = [
        source.needed("会社", "Company", source.company_of(trial.candidate)),
        source.fact("トライアルの提供", "Trial offered", source.label(trial.offered)),
        source.needed("期間", "Period", period(source, trial)),
        source.needed("担当の秘書", "Secretary", trial.secretary.as_str()),
        source.fact("版", "Version", version),
        source.fact("作成日", "Date", source.day(source.today)),
    ];
    let mut blocks = vec![source.heading("判定", "Verdict")];
    blocks.push(verdict(source, trial));
    if !trial.skipped() {
        blocks.push(source.heading("作業時間", "Time"));
        blocks.push(chart(source, trial).map_or_else(|| Block::Paragraph(source.empty().to_owned()), Block::Bars));
        blocks.extend(at_this_rate(source, trial).map(Block::Note));
        blocks.extend(tasks(source, trial));
        blocks.push(source.heading("成果物は想定どおりか", "Are the deliverables as expected"));
        blocks.push(results(source, trial).unwrap_or_else(|| Block::Paragraph(source.empty().to_owned())));
    }
    blocks.push(source.heading("次に進むこと", "What comes next"));
    blocks.push(Block::List { ordered: false, items: next(source, trial) });
    blocks.extend(earlier(source, trial));
    (engagement.title.clone(), facts.into_iter().flatten().collect(), blocks)
}

fn period(source: &Source<'_>, trial: &Trial) -> String {
    let from = trial.from.map(|day| source.day(day)).unwrap_or_default();
    // The year stands once.
    let to = trial.to.map(|to| format::date(to, trial.from.unwrap_or(source.today), source.lang)).unwrap_or_default();
    if from.is_empty() && to.is_empty() { String::new() } else { format!("{from}{}{to}", source.tr("〜", " to ")) }
}

fn verdict(source: &Source<'_>, trial: &Trial) -> Block {
    let on = trial.verdict_on.map(|day| source.day(day)).unwrap_or_default();
    let facts = if trial.skipped() {
        let without = source.tr("トライアルなしで契約へ進む", "On to the contract without a trial");
        [
            source.fact("判定", "Verdict", source.aside(without, &on)),
            source.fact("理由", "Reason", trial.skipped_reason.as_str()),
        ]
    } else {
        [
            source.fact("判定", "Verdict", source.aside(&source.label(trial.verdict), &on)),
            source.needed("理由", "Reason", trial.verdict_reason.as_str()),
        ]
    };
    Block::Facts(facts.into_iter().flatten().collect())
}

/// Which tasks were finished, and what was noted on them.
fn tasks(source: &Source<'_>, trial: &Trial) -> Option<Block> {
    let rows: Vec<Vec<Cell>> = trial
        .tasks
        .iter()
        .map(|task| {
            let done = if task.done { source.tr("完了", "Done") } else { source.tr("未完了", "Not done") };
            vec![source.or_empty(&task.name).into(), done.into(), task.note.trim().into()]
        })
        .collect();
    let columns = vec![source.column("業務", "Task"), source.short("状態", "State"), source.wide("メモ", "Note")];
    let caption = source.tr("実施した業務", "Tasks done").to_owned();
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot: Vec::new() }))
}

fn results(source: &Source<'_>, trial: &Trial) -> Option<Block> {
    let rows: Vec<Vec<Cell>> = source
        .engagement
        .clarify
        .criteria
        .iter()
        .map(|criterion| {
            let result = trial.results.get(&criterion.id).cloned().unwrap_or_default();
            vec![
                source.or_empty(&criterion.text).into(),
                criterion.measure.trim().into(),
                source.label(result.met).into(),
                result.note.trim().into(),
            ]
        })
        .collect();
    let columns = vec![
        source.column("基準", "Criterion"),
        source.column("測り方", "Measured by"),
        source.short("結果", "Result"),
        source.wide("見たこと", "What was seen"),
    ];
    let caption = source.tr("成功の基準ごとの結果", "By success criterion").to_owned();
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot: Vec::new() }))
}

/// What a month costs if the work goes on as it did in the trial.
fn at_this_rate(source: &Source<'_>, trial: &Trial) -> Option<String> {
    let (planned, actual) = trial.compared()?;
    let offers = offers(source);
    let offer = offers.iter().find(|offer| Some(offer.candidate.id) == trial.candidate)?;
    let (quote, _) = offer.best.as_ref()?;
    let plan = PlanTerms::from_quote(quote, source.settings.tax_rate()).ok()?;
    // Where the brief's hours are already read by this trial, the ratio is in them.
    let usual = usual(source);
    let usual = if source.engagement.rework_ratio().is_some() { usual } else { usual.scaled(planned, actual) };
    let months = source.engagement.comparison.months();
    let monthly = cost(&plan, &vec![usual; months], None).ok()?.monthly();
    let (hours, monthly) = (source.hours(usual.total()), source.yen(monthly));
    let plan = quote.plan.trim();
    Some(source.lang.pick(
        format!("実績の割合で続けると、月{hours}・月額平均 {monthly}(税抜、{plan})になります。"),
        format!("At this rate a month takes {hours} and costs {monthly} on average, without tax ({plan})."),
    ))
}

fn next(source: &Source<'_>, trial: &Trial) -> Vec<String> {
    let company = source.company_of(trial.candidate);
    let steps: Vec<String> = match trial.verdict {
        _ if trial.skipped() => vec![
            source.lang.pick(format!("{company}と契約の条件を確かめる"), format!("Settle the contract with {company}")),
        ],
        Verdict::Open => vec![source.tr("判定を決める", "Decide on the verdict").to_owned()],
        Verdict::Proceed => vec![
            source.lang.pick(format!("{company}と契約の条件を確かめる"), format!("Settle the contract with {company}")),
            source
                .tr(
                    "トライアルの結果・変更点・改善点を、契約の前に話し合う",
                    "Go over results, changes and improvements before signing",
                )
                .to_owned(),
        ],
        Verdict::Rework => vec![source.lang.pick(
            format!("{company}と作業量を見直し、見積もりを取り直す"),
            format!("Review the amount of work with {company} and get a new quote"),
        )],
        Verdict::ChangeCompany => vec![source.tr("別の会社を探す", "Look for another company").to_owned()],
    };
    let runner_up = source.engagement.candidates.iter().find(|row| row.standing == Standing::RunnerUp);
    let offered = runner_up.filter(|_| trial.verdict == Verdict::ChangeCompany).map(|row| {
        let name = source.company(row);
        source.lang.pick(format!("次点の{name}に連絡する"), format!("Turn to the runner-up, {name}"))
    });
    steps.into_iter().chain(offered).collect()
}

/// Earlier trials, and why their companies were dropped.
fn earlier(source: &Source<'_>, present: &Trial) -> Vec<Block> {
    let engagement = source.engagement;
    let rows: Vec<Vec<Cell>> = engagement
        .trials
        .iter()
        .filter(|trial| trial.id != present.id)
        .map(|trial| {
            let candidate = trial.candidate.and_then(|id| engagement.candidate(id));
            let dropped = candidate.filter(|row| row.standing == Standing::Dropped);
            let why = dropped.map(|row| source.aside(row.dropped_reason.trim(), &source.short_day(row.dropped_on)));
            let reason = if trial.skipped() { trial.skipped_reason.trim() } else { trial.verdict_reason.trim() };
            vec![
                source.company_of(trial.candidate).into(),
                trial.variance().map(|by| source.signed(by)).unwrap_or_else(|| "—".to_owned()).into(),
                source.label(trial.verdict).into(),
                reason.into(),
                why.unwrap_or_default().into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        source.column("会社", "Company"),
        source.number("差異", "Difference"),
        source.short("判定", "Verdict"),
        source.wide("判定の理由", "Reason"),
        source.wide("見送りの理由", "Why it was dropped"),
    ];
    let caption = source.tr("これまでのトライアルと、見送った会社", "Trials before, and companies dropped").to_owned();
    vec![
        source.heading("これまでのトライアル", "Earlier trials"),
        Block::Table(Table { caption, columns, rows, foot: Vec::new() }),
    ]
}
