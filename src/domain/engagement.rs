//! The engagement (案件): one need to outsource, moved as a card over the nine stages.

use super::history::Entry;
use super::ids::{CandidateId, EngagementId, RowId};
use super::rank::Rank;
use super::scalar::{Minutes, Months, Rating};
use super::stage::clarify::{Brief, Clarify, Criterion, StoredFile, Terms};
use super::stage::contract::Contract;
use super::stage::cycle::Cycle;
use super::stage::meet::Decision;
use super::stage::quote::Irregular;
use super::stage::select::{Candidate, CandidateState, SelectionCriterion, Standing};
use super::stage::trial::{Trial, Verdict};
use super::{Settings, Stage, choice, record, row};
use chrono::{DateTime, FixedOffset, NaiveDate};

record! {
    /// 案件. The card is the engagement, not the company: several companies are compared inside one
    /// need, and one is chosen.
    pub struct Engagement {
        /// Identifies the engagement for good.
        pub id: EngagementId,
        /// 案件名
        pub title: String,
        /// The stage that it stands in.
        pub stage: Stage,
        /// Its place in the column.
        pub rank: Rank,
        /// Whether it is running, on hold or closed.
        pub status: Status,
        /// Why it is on hold or closed.
        pub status_reason: String,
        /// Whether it came with the samples, to be removed with one click.
        pub sample: bool,
        /// 担当者
        pub owner: String,
        /// 優先度
        pub priority: Priority,
        /// 期日 of the present step.
        pub due: Option<NaiveDate>,
        /// ラベル, in the order in which they were given.
        pub labels: Vec<String>,
        /// When it was made.
        pub created_at: Option<DateTime<FixedOffset>>,
        /// Stage 1.
        pub clarify: Clarify,
        /// 依頼書 v1, v2, …: the last is the present one. None before stage 1 was left.
        pub briefs: Vec<Brief>,
        /// Stage 2: the company's own criteria.
        pub selection: Vec<SelectionCriterion>,
        /// 依頼先候補
        pub candidates: Vec<Candidate>,
        /// Stage 3: the irregular cases.
        pub irregular: Irregular,
        /// Stages 2 to 4: over how long and at how much use the offers are compared.
        pub comparison: Comparison,
        /// Stage 4: the decision.
        pub decision: Decision,
        /// Decisions that were given up.
        pub past_decisions: Vec<Decision>,
        /// Stage 5: trials, the last is the present one.
        pub trials: Vec<Trial>,
        /// Stage 6: the contract.
        pub contract: Contract,
        /// Contracts that ended, kept for reading.
        pub past_contracts: Vec<Contract>,
        /// Stages 7 to 9: cycles, the last is the present one.
        pub cycles: Vec<Cycle>,
        /// 完了のまとめ
        pub closing: Closing,
        /// Every move, from first to last.
        pub history: Vec<Entry>,
        /// 重なった変更: what was also written, at the same time, into a field that holds something else.
        pub overlaps: Vec<Overlap>,
    }
}

record! {
    /// 完了のまとめ: what is to be known of the work when it is over.
    pub struct Closing {
        /// 成果
        pub outcome: String,
        /// 次に活かすこと
        pub lessons: String,
        /// また依頼したいか, 1 to 5.
        pub again: Option<Rating>,
    }
}

record! {
    /// 比較の条件: over how many months, and at how many hours a month, offers are compared.
    pub struct Comparison {
        /// Months; 6 when not set.
        pub months: Option<Months>,
        /// Minutes a month; what the brief lets expect when not set.
        pub monthly: Option<Minutes>,
    }
}

impl Comparison {
    /// Over how many months offers are compared where nothing else was said.
    pub const MONTHS: usize = 6;

    /// Over how many months offers are compared, at least one.
    pub fn months(&self) -> usize {
        let months = self.months.map(|months| usize::try_from(months.get()).unwrap_or(usize::MAX));
        months.filter(|months| *months > 0).unwrap_or(Self::MONTHS)
    }
}

row! {
    /// 重なった変更. Two tabs, or two people on two devices, wrote into the same field before either knew of
    /// the other. The field holds one of the two; this is the other, until a person has chosen.
    pub struct Overlap {
        /// When they met.
        pub at: Option<DateTime<FixedOffset>>,
        /// The place in the engagement: `candidates[0190…].name`. Empty for the engagement itself, which
        /// was removed in one tab while it was changed in another.
        pub path: String,
        /// The label of the field.
        pub field: String,
        /// What it held, as JSON; nothing where it was empty.
        pub other: serde_json::Value,
        /// Who wrote what it held, on another device; empty between two tabs.
        pub by: String,
        /// When they did, by their clock.
        pub written_at: Option<DateTime<FixedOffset>>,
        /// Who wrote what stands beside it.
        pub beside: String,
        /// When they did, by their clock.
        pub beside_at: Option<DateTime<FixedOffset>>,
    }
}

choice! {
    /// Whether an engagement is running.
    pub enum Status {
        /// 進行中
        #[default]
        Active,
        /// 保留
        OnHold,
        /// 完了
        Done,
        /// 中止
        Cancelled,
        /// ひな形: no work of its own, but what new engagements are made from.
        Template,
    }
}

impl Status {
    /// Whether the card stands on the board; closed ones are in the archive.
    pub fn on_board(self) -> bool {
        matches!(self, Self::Active | Self::OnHold)
    }

    /// Whether the work has ended. A template is no work, so it never ends.
    pub fn closed(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

choice! {
    /// 優先度
    pub enum Priority {
        /// 普通
        #[default]
        Normal,
        /// 高
        High,
        /// 低
        Low,
    }
}

impl Engagement {
    /// The candidate with this id.
    pub fn candidate(&self, id: CandidateId) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.id == id)
    }

    /// The success criterion with this id: of the present brief, or of the last that had it.
    pub fn criterion(&self, id: RowId) -> Option<&Criterion> {
        let sealed = self.briefs.iter().rev().filter_map(|brief| brief.sealed.as_deref());
        std::iter::once(&self.clarify).chain(sealed).flat_map(|brief| &brief.criteria).find(|row| row.id == id)
    }

    /// The candidate that was chosen.
    pub fn chosen(&self) -> Option<&Candidate> {
        self.decision.chosen.and_then(|id| self.candidate(id))
    }

    /// The candidates that were not dropped.
    pub fn in_running(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.standing != Standing::Dropped)
    }

    /// The candidates whose answer to an inquiry is overdue, while the engagement is about inquiries.
    pub fn overdue_replies(&self, settings: &Settings, today: NaiveDate) -> impl Iterator<Item = &Candidate> {
        let asks = self.stage == Stage::Quote && self.status == Status::Active;
        self.candidates.iter().filter(move |row| asks && row.reply_overdue(settings, today))
    }

    /// The present trial: the last one, if it is with the chosen company.
    pub fn trial(&self) -> Option<&Trial> {
        self.trials.last().filter(|trial| trial.candidate == self.decision.chosen)
    }

    /// The cycle that is being worked in; none once it was closed and before the next one opens.
    pub fn open_cycle(&self) -> Option<&Cycle> {
        self.cycle().filter(|cycle| cycle.closed_on.is_none())
    }

    /// The present cycle.
    pub fn cycle(&self) -> Option<&Cycle> {
        self.cycles.last()
    }

    /// The version of the brief that is in force, 0 before stage 1 was left.
    pub fn brief_version(&self) -> u32 {
        self.briefs.last().map_or(0, |brief| brief.version)
    }

    /// Whether what refers to this version of the brief refers to an older one than the present. What is
    /// from before the first version refers to the first.
    pub fn is_older_brief(&self, version: u32) -> bool {
        version.max(1) < self.brief_version()
    }

    /// What in the brief decides a price, as it is now.
    pub fn terms(&self) -> Terms {
        Terms {
            monthly: self.clarify.monthly(),
            deadlines: self
                .clarify
                .tasks
                .iter()
                .map(|task| task.deadline.clone())
                .filter(|deadline| !deadline.is_empty())
                .collect(),
            weekend: self.irregular.weekend,
            weekend_hours: self.irregular.weekend_hours,
            fluctuation: self.irregular.fluctuation,
            least: self.irregular.least,
            most: self.irregular.most,
        }
    }

    /// 作業量を見直す: planned and actual minutes of the last trial with that verdict, by which the
    /// brief's hours are to be read. Once the brief has a newer version, its hours speak for
    /// themselves.
    pub fn rework_ratio(&self) -> Option<(Minutes, Minutes)> {
        let trial = self.trials.iter().rev().find(|trial| trial.verdict == Verdict::Rework)?;
        if trial.brief == self.brief_version() { trial.compared() } else { None }
    }

    /// Whether an inquiry or a quote refers to this version of the brief.
    pub fn brief_in_use(&self, version: u32) -> bool {
        self.candidates.iter().any(|candidate| {
            (candidate.inquiry.asked_on.is_some() && candidate.inquiry.brief == version)
                || candidate.quotes.iter().any(|quote| quote.brief == version)
        })
    }

    /// Where a candidate stands; it follows from what was recorded.
    pub fn state_of(&self, candidate: &Candidate) -> CandidateState {
        let id = Some(candidate.id);
        if candidate.standing == Standing::Dropped {
            CandidateState::Dropped
        } else if self.contract.candidate == id && self.contract.signed_on.is_some() {
            CandidateState::Contracted
        } else if self.trial().is_some_and(|trial| trial.candidate == id && !trial.skipped()) {
            CandidateState::Trial
        } else if candidate.standing == Standing::RunnerUp {
            CandidateState::RunnerUp
        } else if candidate.meetings.iter().any(|meeting| meeting.at.is_some()) {
            CandidateState::Met
        } else if !candidate.quotes.is_empty() {
            CandidateState::Quoted
        } else if candidate.inquiry.asked_on.is_some() {
            CandidateState::Asked
        } else {
            CandidateState::Candidate
        }
    }

    /// The day on which it was closed; none while the work goes on.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        let closing = |entry: &&Entry| entry.status.is_some_and(Status::closed);
        let last = self.history.iter().rev().find(closing).filter(|_| self.status.closed())?;
        last.at.map(|at| at.date_naive())
    }

    /// The questions of the present cycle that wait for an answer.
    pub fn waiting_questions(&self) -> usize {
        self.cycle().map_or(0, |cycle| cycle.waiting().count())
    }

    /// The trial's verdict, where there is a present trial.
    pub fn verdict(&self) -> Verdict {
        self.trial().map_or(Verdict::Open, |trial| trial.verdict)
    }

    /// Every file that the engagement knows of, of older briefs and past contracts too.
    pub fn files(&self) -> impl Iterator<Item = &StoredFile> {
        super::validate::files(self).map(|(_, file)| file)
    }

    /// Every row id of the engagement with the place where it stands, for finding doubles.
    pub fn row_ids(&self) -> Vec<(String, RowId)> {
        super::validate::row_ids(self)
    }
}
