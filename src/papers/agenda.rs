//! 商談のアジェンダ for the meeting with one candidate: what we tell, what we ask, what is still owed.
//! It is for our side of the table: hearing notes of earlier meetings stand in it.

mod questions;

use super::source::Source;
use super::{Block, Cell, Fact, Parts, Table};
use crate::domain::CandidateId;
use crate::domain::comparison::{in_force, is_stale};
use crate::domain::stage::meet::{Meeting, OpenPoint};
use crate::domain::stage::quote::{Quote, WeekendRule};
use crate::domain::stage::select::Candidate;
use crate::text::format;

const ROOM: u8 = 6;

pub(super) fn write(source: &Source<'_>, id: CandidateId) -> Parts {
    let engagement = source.engagement;
    let Some(candidate) = engagement.candidate(id) else {
        let gone = source.tr("この会社は候補から削除されています。", "This company is no longer a candidate.");
        return (engagement.title.clone(), Vec::new(), vec![Block::Paragraph(gone.to_owned())]);
    };
    let next = next_meeting(source, candidate);
    let at = next.and_then(|meeting| meeting.at).map(|at| source.moment(at));
    let facts = [
        source.fact("取り扱い", "Use", source.tr("社内用", "For our side only")),
        source.fact("案件", "Engagement", engagement.title.as_str()),
        source.needed("日時", "Date and time", at.unwrap_or_default()),
        source.needed("出席者", "People", next.map(|meeting| meeting.people.as_str()).unwrap_or_default()),
        source.needed("窓口担当", "Contact", source.contact(&candidate.contact)),
        source.fact("当社の担当者", "In charge here", engagement.owner.as_str()),
        source.fact("版", "Version", source.brief()),
    ];

    let mut blocks = vec![
        source.heading("打ち合わせの目標", "Goals of the meeting"),
        Block::List { ordered: true, items: goals(source) },
        source.heading("お伝えすること", "What we tell"),
    ];
    blocks.extend(told(source));
    blocks.extend(differences(source, candidate));
    blocks.push(source.heading("質問", "Questions"));
    blocks.push(questions::table(source, candidate));
    blocks.extend(owed(source, candidate));
    blocks.push(source.heading("提案の記録", "Record of the proposal"));
    blocks.push(proposals(source, candidate));
    blocks.push(source.heading("ヒアリングのメモ", "Notes"));
    blocks.push(Block::Room(ROOM));
    blocks.extend(so_far(source, candidate));
    (source.company(candidate), facts.into_iter().flatten().collect(), blocks)
}

/// The meeting that the agenda is for: the first from today on, or the last there is.
fn next_meeting<'a>(source: &Source<'a>, candidate: &'a Candidate) -> Option<&'a Meeting> {
    let dated = || candidate.meetings.iter().filter_map(|meeting| Some((meeting.at?, meeting)));
    let coming = dated().filter(|(at, _)| at.date() >= source.today).min_by_key(|(at, _)| *at);
    coming.or_else(|| dated().max_by_key(|(at, _)| *at)).map(|(_, meeting)| meeting).or(candidate.meetings.last())
}

fn goals(source: &Source<'_>) -> Vec<String> {
    let goals = [
        source.tr(
            "現状と依頼の内容を正確に伝え、認識をそろえる",
            "Tell how things are and what is asked, and see that it is understood",
        ),
        source.tr("見積もりに書かれていない条件を確かめる", "Settle the terms that the quote leaves open"),
        source.tr("作業時間とプランの提案を受ける", "Get a proposal of hours and plan"),
        source.tr("トライアルの進め方と、次の連絡の期限を決める", "Agree on a trial and on the day of the next word"),
    ];
    goals.into_iter().map(str::to_owned).collect()
}

/// The brief in short.
fn told(source: &Source<'_>) -> Vec<Block> {
    let brief = &source.engagement.clarify;
    let start = brief.wished_start.map(|day| source.day(day)).unwrap_or_default();
    let facts = [
        source.needed("依頼の目的", "Purpose", brief.purpose.as_str()),
        source.needed("現状の課題", "Present problems", brief.problems.as_str()),
        source.fact("求めるもの", "What is asked of the secretary", brief.expectations.as_str()),
        source.fact("開始希望日", "Wished start", start),
    ];
    let mut blocks = vec![Block::Facts(facts.into_iter().flatten().collect())];
    blocks.extend(source.tasks(false));
    blocks.extend(source.criteria());
    blocks.push(source.subheading("イレギュラー", "Irregular cases"));
    blocks.push(source.irregular());
    blocks
}

/// 認識の相違 that are not settled.
fn differences(source: &Source<'_>, candidate: &Candidate) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> =
        candidate.open_differences().map(|row| vec![row.told.trim().into(), row.actual.trim().into()]).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let caption =
        source.tr("訂正して、見積もりの見直しをお願いすること", "To be put right, and the quote with it").to_owned();
    let columns = vec![source.wide("伝えた内容", "Told"), source.wide("実際", "Actual")];
    vec![
        source.heading("認識の相違", "Differences in understanding"),
        Block::Table(Table { caption, columns, rows, foot: Vec::new() }),
    ]
}

/// 確認して伝えること
fn owed(source: &Source<'_>, candidate: &Candidate) -> Vec<Block> {
    let state = |point: &OpenPoint| match (point.done_on, point.due) {
        (Some(day), _) => {
            let day = source.short_day(Some(day));
            source.lang.pick(format!("{day}に伝えた"), format!("Told on {day}"))
        }
        (None, Some(due)) if due < source.today => source.tr("期限超過", "Overdue").to_owned(),
        (None, _) => source.tr("未回答", "Open").to_owned(),
    };
    let rows: Vec<Vec<Cell>> = candidate
        .open_points
        .iter()
        .filter(|point| !point.what.trim().is_empty())
        .map(|point| {
            vec![
                point.what.trim().into(),
                point.owner.trim().into(),
                source.short_day(point.due).into(),
                state(point).into(),
                point.answer.trim().into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let caption = source.tr("当社が調べて、お伝えすること", "What we look up and tell").to_owned();
    let columns = vec![
        source.wide("内容", "What"),
        source.short("調べる人", "Who"),
        source.short("期限", "Due"),
        source.short("状態", "State"),
        source.wide("伝えた内容", "What was told"),
    ];
    vec![
        source.heading("確認して伝えること", "To look up and tell"),
        Block::Table(Table { caption, columns, rows, foot: Vec::new() }),
    ]
}

/// The quotes against what was proposed, with a column to write in.
fn proposals(source: &Source<'_>, candidate: &Candidate) -> Block {
    let quotes: Vec<&Quote> = in_force(candidate).collect();
    let proposal = candidate.meetings.iter().rev().find(|meeting| {
        meeting.proposed_hours.is_some() || meeting.proposed_fee.is_some() || !meeting.proposed_plan.trim().is_empty()
    });
    let mut columns = vec![source.short("項目", "Item")];
    for quote in &quotes {
        let plan = source.or_empty(&quote.plan);
        let name = source
            .aside(&source.lang.pick(format!("見積もり: {plan}"), format!("Quote: {plan}")), &stale(source, quote));
        columns.push(super::Column { head: name, ..super::Column::default() });
    }
    if proposal.is_some() {
        columns.push(source.column("前回の提案", "Proposed before"));
    }
    columns.push(source.room("本日の提案", "Proposed today"));
    let row = |ja, en, of_quote: &dyn Fn(&Quote) -> String, of_meeting: &dyn Fn(&Meeting) -> String| {
        let mut row: Vec<Cell> = vec![source.tr(ja, en).into()];
        row.extend(quotes.iter().map(|quote| Cell::from(of_quote(quote))));
        row.extend(proposal.map(|meeting| Cell::from(of_meeting(meeting))));
        row.push("".into());
        row
    };
    let nothing = |_: &Meeting| String::new();
    let yen = |amount: Option<crate::domain::Yen>| amount.map(|amount| source.yen(amount)).unwrap_or_default();
    let hours = |time: Option<crate::domain::Minutes>| time.map(|time| source.hours(time)).unwrap_or_default();
    let rows = vec![
        row("プラン", "Plan", &|quote| quote.plan.trim().to_owned(), &|meeting| {
            meeting.proposed_plan.trim().to_owned()
        }),
        row("作業時間(月)", "Hours a month", &|quote| hours(quote.included), &|meeting| {
            hours(meeting.proposed_hours)
        }),
        row("月額(税抜)", "Fee without tax", &|quote| yen(quote.fee), &|meeting| yen(meeting.proposed_fee)),
        row("超過単価", "Overage an hour", &|quote| overage(source, quote), &nothing),
        row("初期費用", "Set-up fee", &|quote| yen(quote.setup_fee), &nothing),
        row(
            "最低契約期間",
            "Minimum term",
            &|quote| quote.minimum_months.map(|months| source.months(months)).unwrap_or_default(),
            &nothing,
        ),
        row(
            "繰越",
            "Carry-over",
            &|quote| quote.carry_months.map(|months| source.months(months)).unwrap_or_default(),
            &nothing,
        ),
        row("土日の対応", "Weekend work", &|quote| weekend(source, quote), &nothing),
        row("その他", "Other", &|quote| quote.note.trim().to_owned(), &nothing),
    ];
    let caption = source.tr("見積もりと提案", "Quote and proposal").to_owned();
    Block::Table(Table { caption, columns, rows, foot: Vec::new() })
}

fn stale(source: &Source<'_>, quote: &Quote) -> String {
    if is_stale(source.engagement, quote) { source.tr("旧条件", "old terms").to_owned() } else { String::new() }
}

fn overage(source: &Source<'_>, quote: &Quote) -> String {
    let step = quote.overage_step.map(|step| {
        let step = source.hours(step);
        source.lang.pick(format!("{step}単位"), format!("by {step}"))
    });
    let rate = quote.overage_rate.map(|rate| source.yen(rate)).unwrap_or_default();
    source.aside(&rate, &step.unwrap_or_default())
}

fn weekend(source: &Source<'_>, quote: &Quote) -> String {
    let factor = quote.weekend_factor.filter(|_| quote.weekend == WeekendRule::Open).map(format::factor);
    source.aside(&source.label(quote.weekend), &factor.unwrap_or_default())
}

/// What was asked and answered until now.
fn so_far(source: &Source<'_>, candidate: &Candidate) -> Vec<Block> {
    let inquiry = &candidate.inquiry;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| source.day(day)).unwrap_or_default();
    let asked: Vec<Fact> = [
        source.fact("問い合わせ日", "Asked on", source.aside(&day(inquiry.asked_on), inquiry.asked_by.trim())),
        source.fact("伝えた内容", "What was asked", inquiry.what.as_str()),
        source.fact("作業量と期限", "How much, by when", inquiry.volume.as_str()),
        source.fact("困っていること", "Present trouble", inquiry.trouble.as_str()),
        source.fact("回答", "Answer", source.aside(inquiry.answer.trim(), &day(inquiry.answered_on))),
        source.fact("イレギュラーへの回答", "On irregular cases", inquiry.irregular_answer.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut blocks = Vec::new();
    if !asked.is_empty() {
        blocks.extend([source.heading("問い合わせの経緯", "The inquiry"), Block::Facts(asked)]);
    }
    let held: Vec<&Meeting> = candidate.meetings.iter().filter(|meeting| !meeting.hearing.trim().is_empty()).collect();
    if !held.is_empty() {
        blocks.push(source.heading("これまでの打ち合わせ", "Meetings so far"));
    }
    for meeting in held {
        let at =
            meeting.at.map(|at| source.moment(at)).unwrap_or_else(|| source.tr("日時未記入", "No date").to_owned());
        blocks.push(Block::Subheading(at));
        let facts = [
            source.fact("出席者", "People", meeting.people.as_str()),
            source.fact("ヒアリング内容", "Asked and answered", meeting.hearing.as_str()),
        ];
        blocks.push(Block::Facts(facts.into_iter().flatten().collect()));
    }
    blocks
}
