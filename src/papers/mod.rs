//! The papers that an engagement is shown in: 依頼書, 商談のアジェンダ, 稟議サマリー, トライアル報告書,
//! 契約チェックリスト, 検収記録, 期間の報告書, 定例会議のアジェンダ, 完了のまとめ, and the two letters, 問い合わせ文 and
//! 修正依頼文. Each is a small document, which a page draws and [`markdown`](markdown::markdown)
//! writes. Pure: the day of the paper comes in.

mod acceptance;
mod agenda;
mod approval;
mod closing;
mod columns;
mod contract;
mod letter;
pub mod markdown;
mod offers;
mod regular;
mod report;
mod request;
mod source;
mod trial;

pub use closing::{cycles_chart, cycles_table};
pub use columns::{ColumnRow, Columns, Measure};
pub use markdown::markdown;
pub use report::{Charts, report_charts};
pub use trial::planned_and_actual;

use crate::domain::ids::RowId;
use crate::domain::scalar::Minutes;
use crate::domain::{CandidateId, Engagement, Settings};
use crate::text::{Lang, Text, text};
use chrono::NaiveDate;
use source::Source;

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stage 1, 依頼書: goes to companies, so the budget is in it only where a person says so.
    Request {
        /// Whether the budget is told.
        budget: bool,
    },
    /// Stage 3, 問い合わせ文 to one candidate.
    Inquiry(CandidateId),
    /// Stage 4, 商談のアジェンダ for the meeting with one candidate; for our side of the table.
    Agenda(CandidateId),
    /// Stage 4, 稟議サマリー on one page.
    Approval,
    /// Stage 5, トライアル報告書
    Trial,
    /// Stage 6, 契約チェックリスト
    Contract,
    /// Stage 8, 修正依頼文 of the present cycle.
    Revision,
    /// Stage 8, 検収記録 of the present cycle.
    Acceptance,
    /// Stage 9, 期間の報告書 of one cycle.
    Report(RowId),
    /// Stage 9, 定例会議のアジェンダ for the meeting that comes next.
    Regular,
    /// 完了のまとめ over all cycles.
    Closing,
}

impl Kind {
    /// What the paper is called.
    pub fn name(self) -> Text {
        match self {
            Self::Request { .. } => text("依頼書", "Request document"),
            Self::Inquiry(_) => text("問い合わせ文", "Inquiry"),
            Self::Agenda(_) => text("商談のアジェンダ", "Meeting agenda"),
            Self::Approval => text("稟議サマリー", "Approval summary"),
            Self::Trial => text("トライアル報告書", "Trial report"),
            Self::Contract => text("契約チェックリスト", "Contract checklist"),
            Self::Revision => text("修正依頼文", "Request for a revision"),
            Self::Acceptance => text("検収記録", "Acceptance record"),
            Self::Report(_) => text("期間の報告書", "Report of the period"),
            Self::Regular => text("定例会議のアジェンダ", "Agenda of the regular meeting"),
            Self::Closing => text("完了のまとめ", "Closing summary"),
        }
    }

    /// A word for it, in the names of files and in the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Request { .. } => "request",
            Self::Inquiry(_) => "inquiry",
            Self::Agenda(_) => "agenda",
            Self::Approval => "approval",
            Self::Trial => "trial",
            Self::Contract => "contract",
            Self::Revision => "revision",
            Self::Acceptance => "acceptance",
            Self::Report(_) => "report",
            Self::Regular => "regular",
            Self::Closing => "closing",
        }
    }

    /// The name of the paper as a Markdown file: `irai-request-20260701.md`.
    pub fn file_name(self, today: NaiveDate) -> String {
        format!("irai-{}-{}.md", self.id(), today.format("%Y%m%d"))
    }
}

/// Writes a paper from an engagement as it is.
pub fn paper(kind: Kind, engagement: &Engagement, settings: &Settings, today: NaiveDate, lang: Lang) -> Paper {
    let source = Source { engagement, settings, today, lang };
    let (about, facts, blocks) = match kind {
        Kind::Request { budget } => request::write(&source, budget),
        Kind::Inquiry(id) => letter::inquiry(&source, id),
        Kind::Agenda(id) => agenda::write(&source, id),
        Kind::Approval => approval::write(&source),
        Kind::Trial => trial::write(&source),
        Kind::Contract => contract::write(&source),
        Kind::Revision => letter::revision(&source),
        Kind::Acceptance => acceptance::write(&source),
        Kind::Report(cycle) => report::write(&source, cycle),
        Kind::Regular => regular::write(&source),
        Kind::Closing => closing::write(&source),
    };
    Paper { kind, title: kind.name().get(lang).to_owned(), about, facts, blocks }
}

/// What a builder answers with: what the paper is about, the facts at its head, its blocks.
type Parts = (String, Vec<Fact>, Vec<Block>);

/// A paper, as it is to be read from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Which paper it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// What it is about: the engagement, the company.
    pub about: String,
    /// What stands at its head: version, dates, people.
    pub facts: Vec<Fact>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A label and what it is. The value may have several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A part of a paper. Texts are plain and may have several lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A heading inside the part under a heading.
    Subheading(String),
    /// A text.
    Paragraph(String),
    /// Labels with their values.
    Facts(Vec<Fact>),
    /// A list.
    List {
        /// Whether the order counts.
        ordered: bool,
        /// Its items.
        items: Vec<String>,
    },
    /// A table.
    Table(Table),
    /// A list of points that are ticked or not.
    Checks(Vec<Check>),
    /// Planned against actual time.
    Bars(Bars),
    /// Amounts over months or cycles.
    Columns(Columns),
    /// A word of information, set apart.
    Note(String),
    /// Room to write by hand, in lines.
    Room(u8),
}

/// A table. Its first column names the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// The sums under it, or nothing.
    pub foot: Vec<Cell>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers, which stand at the end of their cells.
    pub number: bool,
    /// How wide it is beside the others.
    pub width: Width,
}

/// How wide a column is beside the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As its text asks for.
    #[default]
    Auto,
    /// A short word: it is not broken.
    Short,
    /// A text: as wide as may be.
    Wide,
    /// Room to write by hand.
    Room,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// Steps in order.
    Steps(Vec<String>),
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// A point that is ticked or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it is ticked.
    pub done: bool,
    /// What is to be checked.
    pub name: String,
    /// What is worth knowing about it.
    pub help: String,
}

/// Planned against actual time, task by task: a chart, and the table behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// What it shows.
    pub caption: String,
    /// The heads of the table: task, planned, actual, difference.
    pub heads: [String; 4],
    /// The tasks.
    pub rows: Vec<Bar>,
    /// The sums of the tasks that have both, or nothing.
    pub total: Option<Bar>,
}

/// One task of [`Bars`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// The task.
    pub name: String,
    /// The time that was thought.
    pub planned: Option<Minutes>,
    /// The time that it took.
    pub actual: Option<Minutes>,
    /// Planned, actual, difference as they are read.
    pub said: [String; 3],
}

impl Bars {
    /// The longest time in it, at least one minute: what the length of a bar is held against.
    pub fn longest(&self) -> i64 {
        let times = self.rows.iter().flat_map(|row| [row.planned, row.actual]).flatten();
        times.map(Minutes::get).max().unwrap_or_default().max(1)
    }
}
