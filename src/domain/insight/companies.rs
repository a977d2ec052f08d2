//! How each company has done, over all engagements.

use super::{Figures, works};
use crate::domain::calendar::WorkingDays;
use crate::domain::delivery::{Tally, tally};
use crate::domain::ledger::quote_of;
use crate::domain::sort;
use crate::domain::stage::cycle::{Cycle, RevisionCause};
use crate::domain::stage::meet::{ContactRating, Meeting};
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::stage::trial::{Trial, TrialTask};
use crate::domain::unicode::nfkc;
use crate::domain::{Board, CandidateId, Engagement, EngagementId};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What is known of a company. Only what was entered counts: a figure for which nothing was entered is
/// missing, not 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyRecord {
    /// Its name as it was written first.
    pub name: String,
    /// In how many engagements it was considered.
    pub considered: usize,
    /// In how many of them it got a contract.
    pub contracted: usize,
    /// Business days from an inquiry to its answer.
    pub replies: Option<Figures>,
    /// How many trials it had.
    pub trials: usize,
    /// By how many percent the time of all its trials differs from what was planned.
    pub variance: Option<i64>,
    /// 窓口担当: the means over all meetings.
    pub contact: ContactRating,
    /// How many deliveries there were.
    pub delivered: usize,
    /// How often deliverables went back.
    pub revisions: usize,
    /// How many revisions have a cause.
    pub caused: usize,
    /// How many of those were mistakes in the work.
    pub mistakes: usize,
    /// また依頼したいか: the mean in hundredths of a point.
    pub again: Option<u32>,
    /// 見送り: in which engagement, and why.
    pub dropped: Vec<(EngagementId, String)>,
}

impl CompanyRecord {
    /// Revisions for a delivery, in hundredths.
    pub fn revision_rate(&self) -> Option<i64> {
        rate(self.revisions, self.delivered)
    }

    /// The share of mistakes in the work among the revisions with a cause, in percent.
    pub fn mistake_share(&self) -> Option<i64> {
        rate(self.mistakes, self.caused)
    }
}

/// `part ÷ whole` in hundredths, rounded half up.
fn rate(part: usize, whole: usize) -> Option<i64> {
    let (part, whole) = (i64::try_from(part).ok()?, i64::try_from(whole).ok()?);
    (whole > 0).then(|| (part.saturating_mul(200) + whole) / (whole * 2))
}

/// A column of the table of companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// 会社
    Name,
    /// 検討した案件
    Considered,
    /// 契約した案件
    Contracted,
    /// 問い合わせへの返信
    Replies,
    /// トライアルの時間差
    Variance,
    /// コミュニケーションは円滑か
    Smooth,
    /// 内容が正しく伝わっているか
    Understood,
    /// 納品あたりの修正
    Revisions,
    /// 作業の誤りの割合
    Mistakes,
    /// また依頼したいか
    Again,
}

impl Measure {
    /// From left to right.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Considered,
        Self::Contracted,
        Self::Replies,
        Self::Variance,
        Self::Smooth,
        Self::Understood,
        Self::Revisions,
        Self::Mistakes,
        Self::Again,
    ];

    /// Whether the better end is the high one, so that an order begins with it.
    pub fn high_first(self) -> bool {
        matches!(self, Self::Considered | Self::Contracted | Self::Smooth | Self::Understood | Self::Again)
    }

    /// The figure of a company; none for its name, and where nothing was entered.
    pub fn of(self, record: &CompanyRecord) -> Option<i64> {
        let count = |count: usize| i64::try_from(count).ok();
        match self {
            Self::Name => None,
            Self::Considered => count(record.considered),
            Self::Contracted => count(record.contracted),
            Self::Replies => record.replies.map(|figures| figures.median),
            Self::Variance => record.variance,
            Self::Smooth => record.contact.smooth.map(i64::from),
            Self::Understood => record.contact.understood.map(i64::from),
            Self::Revisions => record.revision_rate(),
            Self::Mistakes => record.mistake_share(),
            Self::Again => record.again.map(i64::from),
        }
    }
}

/// The places of the companies in the order of a measure, from the highest down or from the lowest up.
/// Those without the figure come last either way.
pub fn ordered(records: &[CompanyRecord], by: Measure, down: bool) -> Vec<usize> {
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    let mut places: Vec<usize> = (0..records.len()).collect();
    sort::by(&mut places, |a, b| {
        let (Some(a), Some(b)) = (records.get(*a), records.get(*b)) else {
            return Ordering::Equal;
        };
        match (by.of(a), by.of(b)) {
            _ if by == Measure::Name => turned(a.name.cmp(&b.name)),
            (Some(a), Some(b)) => turned(a.cmp(&b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    });
    places
}

/// What is gathered of a company.
#[derive(Default)]
struct Gathered {
    record: CompanyRecord,
    replies: Vec<i64>,
    tasks: Vec<TrialTask>,
    /// Ratings only.
    meetings: Vec<Meeting>,
    again: Vec<u32>,
}

/// Every company that was ever considered, those with the most contracts first. Names are one where they
/// differ in width, capitals and spaces only.
pub fn companies(board: &Board) -> Vec<CompanyRecord> {
    let mut all: BTreeMap<String, Gathered> = BTreeMap::new();
    for engagement in works(board) {
        let mut met: Vec<String> = Vec::new();
        for candidate in &engagement.candidates {
            let key = key(&candidate.name);
            if key.is_empty() {
                continue;
            }
            let company = all.entry(key.clone()).or_default();
            if company.record.name.is_empty() {
                company.record.name = candidate.name.trim().to_owned();
            }
            if !met.contains(&key) {
                company.record.considered += 1;
                company.record.contracted += usize::from(contracted(engagement, &key));
                met.push(key);
            }
            gather(company, engagement, candidate, board.settings.working_days());
        }
    }
    let mut records: Vec<CompanyRecord> = all.into_values().map(told).collect();
    sort::by(&mut records, |a, b| {
        b.contracted.cmp(&a.contracted).then(b.considered.cmp(&a.considered)).then(a.name.cmp(&b.name))
    });
    records
}

/// The name in the form in which names are compared.
fn key(name: &str) -> String {
    nfkc(name).chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// Whether a company of this name got a contract, one that has ended included.
fn contracted(engagement: &Engagement, name: &str) -> bool {
    let contracts = engagement.past_contracts.iter().chain([&engagement.contract]);
    let signed = contracts.filter(|contract| contract.signed_on.is_some());
    signed.filter_map(|contract| engagement.candidate(contract.candidate?)).any(|row| key(&row.name) == name)
}

fn gather(company: &mut Gathered, engagement: &Engagement, candidate: &Candidate, working: WorkingDays) {
    let Gathered { record, replies, tasks, meetings, again } = company;
    let inquiry = &candidate.inquiry;
    let asked = inquiry.asked_on.zip(inquiry.answered_on).filter(|(asked, answered)| asked <= answered);
    replies.extend(asked.map(|(asked, answered)| working.between(asked, answered).count));
    for trial in engagement.trials.iter().filter(|trial| trial.candidate == Some(candidate.id) && !trial.skipped()) {
        record.trials += 1;
        tasks.extend(trial.tasks.iter().map(|task| TrialTask {
            planned: task.planned,
            actual: task.actual,
            ..TrialTask::default()
        }));
    }
    meetings.extend(candidate.meetings.iter().map(|meeting| Meeting {
        smooth: meeting.smooth,
        understood: meeting.understood,
        ..Meeting::default()
    }));
    for cycle in engagement.cycles.iter().filter(|cycle| worked_by(engagement, cycle) == Some(candidate.id)) {
        let Tally { delivered, rounds, causes, .. } = tally(cycle);
        let known = causes.iter().filter(|(cause, _)| **cause != RevisionCause::Unset);
        record.delivered += delivered;
        record.revisions += rounds as usize;
        record.caused += known.map(|(_, count)| count).sum::<usize>();
        record.mistakes += causes.get(&RevisionCause::Mistake).copied().unwrap_or_default();
    }
    if candidate.standing == Standing::Dropped {
        record.dropped.push((engagement.id, candidate.dropped_reason.trim().to_owned()));
    }
    let last = engagement.contract.candidate.or(engagement.past_contracts.last().and_then(|past| past.candidate));
    if last == Some(candidate.id) {
        again.extend(engagement.closing.again.map(|rating| u32::from(rating.get())));
    }
}

/// The company that a cycle was worked by: the one whose quote it ran under.
fn worked_by(engagement: &Engagement, cycle: &Cycle) -> Option<CandidateId> {
    let quote = quote_of(engagement, cycle).map(|quote| quote.id);
    let of = |quote| engagement.candidates.iter().find(|row| row.quotes.iter().any(|one| one.id == quote));
    quote.and_then(of).map(|candidate| candidate.id).or(engagement.contract.candidate)
}

fn told(company: Gathered) -> CompanyRecord {
    let Gathered { record, replies, tasks, meetings, again } = company;
    let count = u32::try_from(again.len()).unwrap_or(u32::MAX);
    CompanyRecord {
        replies: Figures::of(replies),
        variance: Trial { tasks, ..Trial::default() }.variance(),
        contact: ContactRating::of(&meetings),
        again: (count > 0).then(|| (again.iter().sum::<u32>() * 100 + count / 2) / count),
        ..record
    }
}
