//! The tables that are offered: which rows and columns, in the page's language.

use super::Cell;
use crate::domain::scalar::{Minutes, Yen};
use crate::domain::sort;
use crate::domain::stage::cycle::{Cycle, Question, Usage};
use crate::domain::stage::quote::Quote;
use crate::domain::{Board, Engagement, RowId, Status};
use crate::text::label::{self, Choice};
use crate::text::{Lang, Text, text};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// 案件: one row each.
    Engagements,
    /// 見積もり: one row for each offer.
    Quotes,
    /// 使用時間: one row for each entry.
    Usage,
    /// 質問: one row each.
    Questions,
}

impl Table {
    /// Every table, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Engagements, Self::Quotes, Self::Usage, Self::Questions];

    /// What it is called.
    pub fn name(self) -> Text {
        match self {
            Self::Engagements => text("案件", "Engagements"),
            Self::Quotes => text("見積もり", "Quotes"),
            Self::Usage => text("使用時間", "Hours used"),
            Self::Questions => text("質問", "Questions"),
        }
    }

    /// What stands in it.
    pub fn about(self) -> Text {
        match self {
            Self::Engagements => text(
                "1案件1行。段階、担当、期日、ラベル、予算、依頼先、完了のまとめ。",
                "One row each: stage, owner, due date, labels, budget, company, closing.",
            ),
            Self::Quotes => text(
                "1見積もり1行。月額、含まれる時間、超過単価などの条件。",
                "One row for each offer, with its terms.",
            ),
            Self::Usage => text(
                "1記録1行。日付、内容、時間(10進)と分。集計に使えます。",
                "One row for each entry: day, what for, hours and minutes.",
            ),
            Self::Questions => text(
                "1質問1行。質問と回答の日時、計上された待機時間。",
                "One row each: when asked and answered, billed waiting.",
            ),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Engagements => "engagements",
            Self::Quotes => "quotes",
            Self::Usage => "hours",
            Self::Questions => "questions",
        }
    }

    fn head(self) -> &'static [Text] {
        match self {
            Self::Engagements => &ENGAGEMENT,
            Self::Quotes => &QUOTE,
            Self::Usage => &USAGE,
            Self::Questions => &QUESTION,
        }
    }
}

/// The name of the file: `irai-board-quotes-2026-07-01.csv`.
pub fn file_name(table: Table, at: DateTime<FixedOffset>) -> String {
    format!("irai-board-{}-{}.csv", table.id(), at.format("%Y-%m-%d"))
}

/// The rows of a table, its head first. Closed engagements come along where `closed` says so; templates
/// are no work and never do.
pub fn rows(table: Table, board: &Board, closed: bool, lang: Lang) -> Vec<Vec<Cell>> {
    let head = table.head().iter().map(|name| Cell::text(name.get(lang))).collect();
    let mut engagements: Vec<&Engagement> = board
        .engagements
        .values()
        .map(AsRef::as_ref)
        .filter(|one| one.status.on_board() || (closed && one.status.closed()))
        .collect();
    // As they stand on the board, closed ones last.
    sort::by_key(&mut engagements, |one| (one.status.closed(), one.stage, one.rank.clone(), one.id));
    let mut rows = vec![head];
    for engagement in engagements {
        match table {
            Table::Engagements => rows.push(of_engagement(engagement, lang)),
            Table::Quotes => {
                for candidate in &engagement.candidates {
                    let state = say(label::candidate_state(engagement.state_of(candidate)), lang);
                    let before = [Cell::text(&engagement.title), Cell::text(&candidate.name), state];
                    rows.extend(candidate.quotes.iter().map(|quote| of_quote(before.clone(), quote, lang)));
                }
            }
            Table::Usage => {
                for cycle in &engagement.cycles {
                    rows.extend(cycle.usage.iter().map(|usage| of_usage(engagement, cycle, usage, lang)));
                }
            }
            Table::Questions => {
                for cycle in &engagement.cycles {
                    rows.extend(cycle.questions.iter().map(|question| of_question(engagement, cycle, question, lang)));
                }
            }
        }
    }
    rows
}

const ENGAGEMENT: [Text; 19] = [
    text("案件名", "Title"),
    text("段階", "Stage"),
    text("状態", "Status"),
    text("状態の理由", "Reason of the status"),
    text("優先度", "Priority"),
    text("担当者", "Owner"),
    text("期日", "Due"),
    text("ラベル", "Labels"),
    text("作成日", "Made on"),
    text("最後に移動した日", "Last moved on"),
    text("依頼の目的", "Purpose"),
    text("月の時間(時間)", "Hours a month"),
    text("月の時間(分)", "Minutes a month"),
    text("月の予算(円・税抜)", "Budget a month (yen)"),
    text("依頼先", "Company"),
    text("契約開始日", "Contract from"),
    text("使用した時間(時間)", "Hours used"),
    text("使用した時間(分)", "Minutes used"),
    text("成果", "Outcome"),
];

fn of_engagement(engagement: &Engagement, lang: Lang) -> Vec<Cell> {
    let monthly = engagement.clarify.monthly();
    let used: Minutes = engagement.cycles.iter().map(Cycle::used).sum();
    let company = engagement.chosen().map(|candidate| candidate.name.clone()).unwrap_or_default();
    let moved = engagement.history.iter().rev().find(|entry| entry.status.is_none()).and_then(|entry| entry.at);
    let reason = if engagement.status == Status::Active { "" } else { &engagement.status_reason };
    vec![
        Cell::text(&engagement.title),
        say(engagement.stage.label(), lang),
        say(engagement.status.label(), lang),
        Cell::text(reason),
        say(engagement.priority.label(), lang),
        Cell::text(&engagement.owner),
        day(engagement.due),
        Cell::text(engagement.labels.join(lang.pick("、", ", "))),
        day(engagement.created_at.map(|at| at.date_naive())),
        day(moved.map(|at| at.date_naive())),
        Cell::text(&engagement.clarify.purpose),
        Cell::Hours(monthly),
        Cell::Number(monthly.get()),
        yen(engagement.clarify.budget),
        Cell::text(company),
        day(engagement.contract.starts_on),
        Cell::Hours(used),
        Cell::Number(used.get()),
        Cell::text(&engagement.closing.outcome),
    ]
}

const QUOTE: [Text; 22] = [
    text("案件名", "Title"),
    text("会社名", "Company"),
    text("会社の状況", "State"),
    text("プラン", "Plan"),
    text("版", "Version"),
    text("時期", "Round"),
    text("依頼書の版", "Version of the brief"),
    text("受領日", "Received on"),
    text("有効期限", "Valid until"),
    text("月額(円・税抜)", "Fee a month (yen)"),
    text("含まれる時間(時間)", "Included hours"),
    text("含まれる時間(分)", "Included minutes"),
    text("超過単価(円/時間)", "Overage (yen/h)"),
    text("超過の単位(分)", "Overage step (min)"),
    text("初期費用(円・税抜)", "Set-up fee (yen)"),
    text("最低契約期間(か月)", "Minimum term (months)"),
    text("繰越(か月)", "Carry-over (months)"),
    text("土日の対応", "Weekends"),
    text("土日の割増(%)", "Weekend factor (%)"),
    text("時間外の割増(%)", "Off-hours factor (%)"),
    text("消費税(%)", "Tax (%)"),
    text("メモ", "Note"),
];

fn of_quote(before: [Cell; 3], quote: &Quote, lang: Lang) -> Vec<Cell> {
    let mut row = Vec::from(before);
    row.extend([
        Cell::text(&quote.plan),
        Cell::Number(quote.version.into()),
        say(quote.round.label(), lang),
        Cell::Number(quote.brief.into()),
        day(quote.received_on),
        day(quote.valid_until),
        yen(quote.fee),
        Cell::hours(quote.included),
        Cell::number(quote.included),
        yen(quote.overage_rate),
        Cell::number(quote.overage_step),
        yen(quote.setup_fee),
        Cell::number(quote.minimum_months),
        Cell::number(quote.carry_months),
        say(quote.weekend.label(), lang),
        Cell::number(quote.weekend_factor),
        Cell::number(quote.off_hours_factor),
        Cell::number(quote.tax),
        Cell::text(&quote.note),
    ]);
    row
}

const USAGE: [Text; 8] = [
    text("案件名", "Title"),
    text("サイクル", "Cycle"),
    text("日付", "Day"),
    text("内容", "What for"),
    text("業務", "Work"),
    text("区分", "Kind"),
    text("時間(時間)", "Hours"),
    text("時間(分)", "Minutes"),
];

fn of_usage(engagement: &Engagement, cycle: &Cycle, usage: &Usage, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::text(&engagement.title),
        Cell::Number(cycle.number.into()),
        day(usage.on),
        Cell::text(&usage.what),
        work(cycle, usage.work),
        say(usage.kind.label(), lang),
        Cell::hours(usage.time),
        Cell::number(usage.time),
    ]
}

const QUESTION: [Text; 9] = [
    text("案件名", "Title"),
    text("サイクル", "Cycle"),
    text("質問", "Question"),
    text("業務", "Work"),
    text("質問された日時", "Asked at"),
    text("回答した日時", "Answered at"),
    text("回答", "Answer"),
    text("業務が止まる", "Blocking"),
    text("計上された待機(分)", "Billed waiting (min)"),
];

fn of_question(engagement: &Engagement, cycle: &Cycle, question: &Question, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::text(&engagement.title),
        Cell::Number(cycle.number.into()),
        Cell::text(&question.text),
        work(cycle, question.work),
        moment(question.asked_at),
        moment(question.answered_at),
        Cell::text(&question.answer),
        Cell::text(if question.blocking { lang.pick("はい", "yes") } else { lang.pick("いいえ", "no") }),
        Cell::number(question.billed),
    ]
}

fn say(name: Text, lang: Lang) -> Cell {
    Cell::text(name.get(lang))
}

fn day(day: Option<NaiveDate>) -> Cell {
    Cell::text(day.map(|day| day.to_string()).unwrap_or_default())
}

fn moment(at: Option<NaiveDateTime>) -> Cell {
    Cell::text(at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default())
}

fn yen(amount: Option<Yen>) -> Cell {
    Cell::number(amount)
}

fn work(cycle: &Cycle, id: Option<RowId>) -> Cell {
    let found = id.and_then(|id| cycle.works.iter().find(|work| work.id == id));
    Cell::text(found.map(|work| work.name.clone()).unwrap_or_default())
}
