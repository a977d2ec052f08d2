//! 分析: how the work goes over all engagements. How long it stays in each stage, what stands still and
//! why, what it costs, how long answers take, and how each company has done.
//!
//! Everything follows from what was entered; nothing is estimated. What cannot be told (a move without
//! a date, a month without a price) is left out and counted, so that it can be said. Templates are no
//! work and do not count.

mod answers;
mod companies;
mod flow;
mod lead;
mod spend;
mod stay;
mod stuck;
#[cfg(test)]
mod tests;

pub use answers::{AnswerSpan, Answers, OpenQuestion, answers};
pub use companies::{CompanyRecord, Measure, companies, ordered};
pub use flow::{BANDS, Band, Flow, FlowPoint, flow};
pub use lead::{StageTime, lead_times};
pub use spend::{Spend, SpendSpan, spend};
pub use stay::{Stay, stays};
pub use stuck::{Standstill, Stuck, standstill};

use super::calendar::{add_months, month_of};
use super::{Board, Engagement, Status};
use chrono::{Datelike, NaiveDate};

/// How far back is looked, as a person chooses it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// 3か月
    Three,
    /// 6か月
    Six,
    /// 12か月
    #[default]
    Twelve,
    /// 全期間
    All,
}

impl Period {
    /// Every choice, from the shortest.
    pub const ALL: [Self; 4] = [Self::Three, Self::Six, Self::Twelve, Self::All];

    /// How many months; none for all of them.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Three => Some(3),
            Self::Six => Some(6),
            Self::Twelve => Some(12),
            Self::All => None,
        }
    }

    /// As it stands in the address of the page.
    pub fn query(self) -> &'static str {
        match self {
            Self::Three => "months=3",
            Self::Six => "months=6",
            Self::Twelve => "months=12",
            Self::All => "months=all",
        }
    }

    /// What an address says; a year where it says nothing that is known.
    pub fn from_query(query: &str) -> Self {
        let said = |period: &Self| query.split('&').any(|part| part == period.query());
        Self::ALL.into_iter().find(said).unwrap_or_default()
    }
}

/// The days that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day; every day since the beginning where there is none.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub today: NaiveDate,
}

impl Window {
    /// The last so many months up to today, or everything.
    pub fn new(months: Option<u32>, today: NaiveDate) -> Self {
        let back = months.and_then(|months| i32::try_from(months).ok());
        Self { from: back.and_then(|months| add_months(today, -months)), today }
    }

    /// Whether a day is looked at.
    pub fn holds(&self, day: NaiveDate) -> bool {
        day <= self.today && self.from.is_none_or(|from| from <= day)
    }

    /// Whether a month is looked at, given its first day: the first and the last are whole ones.
    pub fn holds_month(&self, first: NaiveDate) -> bool {
        first <= self.today && self.from.is_none_or(|from| month_of(from) <= first)
    }
}

/// What is told of many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many there are.
    pub count: usize,
    /// 中央値 in tenths: the middle one, or the mean of the two in the middle.
    pub median: i64,
    /// The least value that 85 of 100 do not exceed.
    pub p85: i64,
    /// The highest.
    pub longest: i64,
}

impl Figures {
    /// The figures of values in any order; none of no value.
    pub fn of(mut values: Vec<i64>) -> Option<Self> {
        values.sort_unstable();
        let count = values.len();
        let at = |rank: usize| values.get(rank.checked_sub(1)?).copied();
        let (low, high) = (at(count.div_ceil(2))?, at(count / 2 + 1)?);
        Some(Self {
            count,
            median: low.saturating_add(high).saturating_mul(5),
            p85: at((count * 85).div_ceil(100))?,
            longest: at(count)?,
        })
    }
}

/// How long a column of a chart over time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// 月
    Month,
    /// 四半期: January to March and so on.
    Quarter,
    /// 年
    Year,
}

impl Span {
    /// As short as may be, so that there are not more than some three dozen from one month to another.
    fn between(first: NaiveDate, last: NaiveDate) -> Self {
        const MOST: i32 = 36;
        let months = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32 + 1;
        match months {
            ..=MOST => Self::Month,
            _ if months <= MOST * 3 => Self::Quarter,
            _ => Self::Year,
        }
    }

    /// How many months it has.
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The first day of the one that a day lies in.
    fn of(self, day: NaiveDate) -> NaiveDate {
        let month = day.month0() / self.months() * self.months();
        month_of(day).with_month0(month).unwrap_or(day)
    }

    /// The first days of all from one day to another.
    fn all(self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let step = i32::try_from(self.months()).unwrap_or(1);
        std::iter::successors(Some(self.of(first)), move |first| add_months(*first, step))
            .take_while(move |first| *first <= last)
    }
}

/// The engagements that count.
fn works(board: &Board) -> impl Iterator<Item = &Engagement> {
    board.engagements.values().map(AsRef::as_ref).filter(|engagement| engagement.status != Status::Template)
}
