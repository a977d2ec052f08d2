//! Every date of an engagement in one list: what is due, what is held, what waits. Nothing here is
//! stored; it follows from what was recorded.
//!
//! A closed engagement and a template give none. One on hold gives the dates of its contract alone:
//! a contract runs on while the work rests.

mod choosing;
mod contract;
pub mod notices;
pub mod recurrence;
mod running;
#[cfg(test)]
mod tests;
pub mod today;

use super::board::Settings;
use super::engagement::{Engagement, Status};
use super::ids::{EngagementId, RowId};
use super::stage::Stage;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// What sort of date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 期日 of the present step.
    Due,
    /// 返信の期限 of an inquiry that was not answered.
    Reply,
    /// 商談 with a candidate.
    Meeting,
    /// 確認して伝えること
    OpenPoint,
    /// 見積もりの有効期限
    QuoteUntil,
    /// The first day of a trial.
    TrialFrom,
    /// The last day of a trial.
    TrialTo,
    /// キックオフ
    Kickoff,
    /// 契約の開始日
    ContractStart,
    /// 更新拒絶の通知期限
    Notice,
    /// The last day of a contract that does not go on by itself.
    ContractEnd,
    /// The first day of a further term of a contract that goes on by itself.
    Renewal,
    /// 期限 of a work order.
    Work,
    /// 質問 that waits for its answer, by the day on which it was asked.
    Question,
    /// 業務の滞り, by the day since which it lasts.
    Stall,
    /// 確認期限 of a delivery.
    Check,
    /// 期限 of a revision.
    Revision,
    /// 定例会議 that was recorded.
    Regular,
    /// 次回 of the last regular meeting.
    NextRegular,
    /// 定例会議 by the plan of the contract.
    Planned,
    /// 持ち越しの論点
    ReviewPoint,
}

/// What a date asks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// People meet; afterwards it is over by itself.
    Meeting,
    /// Something is to be done by then, and is late afterwards.
    Deadline,
    /// Something begins or ends by itself.
    Turn,
    /// Something has waited since.
    Waiting,
}

impl Kind {
    /// Its name in identifiers that have to last, such as those of calendar files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Reply => "reply",
            Self::Meeting => "meeting",
            Self::OpenPoint => "open-point",
            Self::QuoteUntil => "quote-until",
            Self::TrialFrom => "trial-from",
            Self::TrialTo => "trial-to",
            Self::Kickoff => "kickoff",
            Self::ContractStart => "contract-start",
            Self::Notice => "notice",
            Self::ContractEnd => "contract-end",
            Self::Renewal => "renewal",
            Self::Work => "work",
            Self::Question => "question",
            Self::Stall => "stall",
            Self::Check => "check",
            Self::Revision => "revision",
            Self::Regular => "regular",
            Self::NextRegular => "next-regular",
            Self::Planned => "planned",
            Self::ReviewPoint => "review-point",
        }
    }

    /// What it asks of a person.
    pub fn form(self) -> Form {
        match self {
            Self::Meeting | Self::Kickoff | Self::Regular | Self::NextRegular | Self::Planned => Form::Meeting,
            Self::TrialFrom | Self::TrialTo | Self::ContractStart | Self::Renewal => Form::Turn,
            Self::Question | Self::Stall => Form::Waiting,
            Self::Due
            | Self::Reply
            | Self::OpenPoint
            | Self::QuoteUntil
            | Self::Notice
            | Self::ContractEnd
            | Self::Work
            | Self::Check
            | Self::Revision
            | Self::ReviewPoint => Form::Deadline,
        }
    }
}

/// A date of an engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whose.
    pub engagement: EngagementId,
    /// What sort of date.
    pub kind: Kind,
    /// The day. None of a question or a point that was entered without one.
    pub day: Option<NaiveDate>,
    /// The time of day, by the clock on the wall; all day where there is none.
    pub time: Option<NaiveTime>,
    /// When it is over, of a meeting with a length.
    pub end: Option<NaiveDateTime>,
    /// The last day of all, where `day` is the business day before it.
    pub by: Option<NaiveDate>,
    /// The row that it comes from; none where it is a field of the engagement.
    pub row: Option<RowId>,
    /// Tells several dates of one source apart: the number of a contract's term. 0 elsewhere.
    pub number: u32,
    /// The stage at which it is dealt with.
    pub stage: Stage,
    /// What it is about, as it was written: a company, a work order, a point.
    pub about: String,
    /// Whether a question keeps the work from going on.
    pub blocking: bool,
}

impl Item {
    fn new(engagement: &Engagement, kind: Kind, stage: Stage, day: Option<NaiveDate>) -> Self {
        Self {
            engagement: engagement.id,
            kind,
            day,
            time: None,
            end: None,
            by: None,
            row: None,
            number: 0,
            stage,
            about: String::new(),
            blocking: false,
        }
    }

    fn at(self, moment: NaiveDateTime) -> Self {
        Self { day: Some(moment.date()), time: Some(moment.time()), ..self }
    }

    fn row(self, row: RowId) -> Self {
        Self { row: Some(row), ..self }
    }

    fn about(self, about: &str) -> Self {
        Self { about: about.trim().to_owned(), ..self }
    }

    /// An identifier that stays the same as long as its source does.
    pub fn id(&self) -> String {
        let source = self.row.map_or_else(|| self.engagement.to_string(), |row| row.to_string());
        let number = if self.number > 0 { format!("-{}", self.number) } else { String::new() };
        format!("{source}-{}{number}", self.kind.id())
    }

    /// How many days a deadline lies behind; nothing where it is none, or not past.
    pub fn days_late(&self, today: NaiveDate) -> Option<i64> {
        let late = (today - self.day?).num_days();
        (self.kind.form() == Form::Deadline && late > 0).then_some(late)
    }

    /// The moment at which it begins, where it has a time.
    pub fn moment(&self) -> Option<NaiveDateTime> {
        Some(self.day?.and_time(self.time?))
    }
}

/// Which days are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day. None is from the beginning; what recurs is then told from today on.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: NaiveDate,
}

impl Span {
    fn has(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && day <= self.to
    }
}

/// The dates of an engagement within a span, in the order of the days; those without a day come last
/// and are told only where the span has no beginning.
pub fn items(engagement: &Engagement, settings: &Settings, today: NaiveDate, span: Span) -> Vec<Item> {
    let mut found = Vec::new();
    match engagement.status {
        Status::Active => {
            if let Some(due) = engagement.due {
                found.push(Item::new(engagement, Kind::Due, engagement.stage, Some(due)));
            }
            choosing::items(engagement, settings, today, &mut found);
            contract::meetings(engagement, today, span, &mut found);
            contract::terms(engagement, settings.working_days(), today, span, &mut found);
            running::items(engagement, settings, &mut found);
        }
        Status::OnHold => contract::terms(engagement, settings.working_days(), today, span, &mut found),
        Status::Done | Status::Cancelled | Status::Template => {}
    }
    found.retain(|item| item.day.map_or(span.from.is_none(), |day| span.has(day)));
    found.sort_by_key(order);
    found
}

/// By the day, the time of day, and then always in the same way.
pub fn order(item: &Item) -> (bool, Option<NaiveDate>, Option<NaiveTime>, Kind, Option<RowId>) {
    (item.day.is_none(), item.day, item.time, item.kind, item.row)
}
