//! The dates that follow from the terms of a contract: the end of its terms, renewal, notice.
//!
//! Months are counted by 民法 第143条 ([`term_end`]). A further term begins the day after the one
//! before it and is counted from there. Notice counts back from the last day of a term: a month
//! before March 31 is February 28, thirty days before it are March 1. Where the contract itself
//! counts otherwise, it is the contract that holds.

use super::{Contract, Renewal};
use crate::domain::calendar::{Reckoned, WorkingDays, add_months, term_end};
use crate::domain::scalar::{Days, Months};
use chrono::{Datelike, NaiveDate};

/// A term of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// 1 for the first, 2 for the first renewal.
    pub number: u32,
    /// The first day, where it is known.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: NaiveDate,
}

/// Notice that a contract is not to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The last day on which it can be given.
    pub by: NaiveDate,
    /// Whether that day lies before the term itself: notice is longer than the term.
    pub before_start: bool,
}

/// What happens at the end of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtEnd {
    /// It was not said whether the contract is renewed.
    NotSaid,
    /// It ends.
    Ends,
    /// It ends unless both sides agree to go on.
    Agreement,
    /// It goes on without a word, for the term that follows.
    Renews(Term),
    /// It goes on without a word, for a length that was not said, from this day.
    RenewsFrom(NaiveDate),
}

/// The dates of a contract as they are on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// 初回の契約期間
    pub first: Term,
    /// The term that runs on the day, or the last one there is.
    pub current: Term,
    /// What happens at its end.
    pub at_end: AtEnd,
    /// Notice towards the end of the current term; none where the contract ends by itself.
    pub notice: Option<Notice>,
    /// Notice towards the end of the term that follows by itself.
    pub next_notice: Option<Notice>,
}

/// What a running contract calls attention to. Days are counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Notice can still be given, for so many days; 0 is today.
    Notice(i64),
    /// The last day of notice has gone by: the contract goes on from this day.
    GoesOn(NaiveDate),
    /// The last day of notice has gone by, and the contract does not go on without a word.
    NoticePassed(NaiveDate),
    /// The contract ends in so many days; 0 is today.
    Ends(i64),
    /// The last term ended on this day.
    Ended(NaiveDate),
}

impl Notice {
    /// The last business day on or before it.
    pub fn business(self, working: WorkingDays) -> Reckoned {
        working.on_or_before(self.by)
    }
}

impl Contract {
    /// The first term: up to [`Contract::ends_on`] where it was entered, else as long as
    /// [`Contract::term_months`] tells.
    pub fn first_term(&self) -> Option<Term> {
        let computed = || term_end(self.starts_on?, self.term_months?.get());
        let ends_on = self.ends_on.or_else(computed)?;
        Some(Term { number: 1, starts_on: self.starts_on, ends_on })
    }

    /// 最低契約期間: the last day on which the contract cannot be ended yet.
    pub fn minimum_until(&self) -> Option<NaiveDate> {
        term_end(self.starts_on?, self.minimum_months?.get())
    }

    /// The months of each further term: as entered, else as many as the first has.
    pub fn renewed_months(&self) -> Option<u32> {
        let entered = |months: Option<Months>| months.map(Months::get).filter(|months| *months > 0);
        entered(self.renewal_months).or_else(|| entered(self.term_months)).or_else(|| self.whole_months())
    }

    /// The months from start to end, where they are whole.
    fn whole_months(&self) -> Option<u32> {
        let (start, end) = (self.starts_on?, self.ends_on?);
        let near = u32::try_from(months_apart(start, end)).ok()?;
        (near..=near.saturating_add(1)).find(|months| term_end(start, *months) == Some(end))
    }

    /// The dates as they are on a day. Nothing while the end of the first term is unknown.
    pub fn schedule(&self, day: NaiveDate) -> Option<Schedule> {
        let first = self.first_term()?;
        let current = self.term_on(first, day);
        let at_end = match self.renewal {
            Renewal::Unset => AtEnd::NotSaid,
            Renewal::None => AtEnd::Ends,
            Renewal::ByAgreement => AtEnd::Agreement,
            Renewal::Automatic => {
                match (self.renewed_months().and_then(|months| current.next(months)), current.after()) {
                    (Some(next), _) => AtEnd::Renews(next),
                    (None, Some(from)) => AtEnd::RenewsFrom(from),
                    (None, None) => AtEnd::NotSaid,
                }
            }
        };
        let notice = if at_end == AtEnd::Ends { None } else { self.notice(current) };
        let next_notice = if let AtEnd::Renews(next) = at_end { self.notice(next) } else { None };
        Some(Schedule { first, current, at_end, notice, next_notice })
    }

    /// The term that runs on a day; before the start the first, after the end of all the last.
    fn term_on(&self, first: Term, day: NaiveDate) -> Term {
        let mut term = first;
        let Some(months) = self.renewed_months().filter(|_| self.renewal == Renewal::Automatic) else {
            return term;
        };
        while term.ends_on < day {
            let Some(next) = term.next(months).map(|next| next.skip_towards(day, months)) else {
                break;
            };
            term = next;
        }
        term
    }

    /// Notice towards the end of a term. Where it is told in days and in months, the earlier counts:
    /// who keeps it has kept both.
    fn notice(&self, term: Term) -> Option<Notice> {
        let back = |months: Months| add_months(term.ends_on, -i32::try_from(months.get()).ok()?);
        let days = |days: Days| term.ends_on.checked_sub_days(chrono::Days::new(u64::from(days.get())));
        let by = [self.notice_months.and_then(back), self.notice_days.and_then(days)].into_iter().flatten().min()?;
        let before_start = term.starts_on.is_some_and(|start| by < start);
        Some(Notice { by, before_start })
    }

    /// What a contract that is signed and has not ended calls attention to: notice and end from
    /// thirty days before, and for thirty days after the notice; for a short term only for a quarter
    /// of it, so that a contract from month to month does not do so all the time.
    pub fn due(&self, today: NaiveDate) -> Option<Due> {
        if self.signed_on.is_none() || self.ended_on.is_some() {
            return None;
        }
        let Schedule { current, at_end, notice, next_notice, .. } = self.schedule(today)?;
        let near = |day: NaiveDate, term: Term| {
            let left = (day - today).num_days();
            (-term.attention()..=term.attention()).contains(&left).then_some(left)
        };
        if current.ends_on < today && !matches!(at_end, AtEnd::RenewsFrom(_)) {
            return Some(Due::Ended(current.ends_on));
        }
        if at_end == AtEnd::Ends {
            return near(current.ends_on, current).map(Due::Ends);
        }
        let coming = |notice: Option<Notice>, term: Term| {
            notice.and_then(|notice| near(notice.by, term)).filter(|left| *left >= 0).map(Due::Notice)
        };
        let later = match at_end {
            AtEnd::Renews(next) => coming(next_notice, next),
            _ => None,
        };
        let passed = || {
            near(notice?.by, current).filter(|left| *left < 0)?;
            Some(match at_end {
                AtEnd::Renews(Term { starts_on: Some(from), .. }) | AtEnd::RenewsFrom(from) => Due::GoesOn(from),
                _ => Due::NoticePassed(notice?.by),
            })
        };
        coming(notice, current).or(later).or_else(passed)
    }
}

impl Term {
    /// The day after it.
    fn after(self) -> Option<NaiveDate> {
        self.ends_on.succ_opt()
    }

    /// The term that follows and lasts so many months.
    fn next(self, months: u32) -> Option<Self> {
        let start = self.after()?;
        Some(Self { number: self.number.saturating_add(1), starts_on: Some(start), ends_on: term_end(start, months)? })
    }

    /// Goes over the terms that end before a day at once, as far as they begin on a day that every
    /// month has.
    fn skip_towards(self, day: NaiveDate, months: u32) -> Self {
        const EVERY_MONTH: u32 = 28;
        let skipped = || {
            let start = self.starts_on.filter(|start| start.day() <= EVERY_MONTH)?;
            let terms = u32::try_from(months_apart(start, day)).ok()?.checked_div(months)?.saturating_sub(1);
            let start = add_months(start, i32::try_from(terms.checked_mul(months)?).ok()?)?;
            Some(Self {
                number: self.number.saturating_add(terms),
                starts_on: Some(start),
                ends_on: term_end(start, months)?,
            })
        };
        skipped().unwrap_or(self)
    }

    /// For how many days around a date it is called attention to.
    fn attention(self) -> i64 {
        const MOST: i64 = 30;
        self.starts_on.map_or(MOST, |start| ((self.ends_on - start).num_days() / 4).clamp(0, MOST))
    }
}

/// How many months lie between two days by the names of their months alone.
fn months_apart(from: NaiveDate, to: NaiveDate) -> i64 {
    let counted = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    counted(to) - counted(from)
}
