//! Stages 7 to 9, 依頼開始 → 納品 → 定例会議: one round of work under a contract.

use crate::domain::ids::RowId;
use crate::domain::scalar::{Minutes, Yen};
use crate::domain::stage::trial::{CriterionResult, Finding};
use crate::domain::{choice, record, row};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

row! {
    /// サイクル. A long contract repeats it; earlier ones stay as they were.
    pub struct Cycle {
        /// 1 for the first.
        pub number: u32,
        /// When it began.
        pub opened_on: Option<NaiveDate>,
        /// When the next one, or the end, took its place.
        pub closed_on: Option<NaiveDate>,
        /// The quote that it ran under, kept when it was closed: a change of plan prices no month anew.
        pub quote: Option<RowId>,
        /// Stage 7: 依頼した業務
        pub works: Vec<Work>,
        /// Stage 7: 質問
        pub questions: Vec<Question>,
        /// Stage 7: 業務の滞り
        pub stalls: Vec<Stall>,
        /// Stage 7: 使用した時間
        pub usage: Vec<Usage>,
        /// Stage 8: 納品物
        pub deliverables: Vec<Deliverable>,
        /// Stage 8: 修正依頼
        pub revisions: Vec<Revision>,
        /// Stage 9
        pub review: Review,
    }
}

row! {
    /// 依頼した業務: a work order. It goes to the 窓口担当; no individual's hours are set.
    pub struct Work {
        /// What.
        pub name: String,
        /// 期限
        pub due: Option<NaiveDate>,
        /// 合意した時間
        pub agreed: Option<Minutes>,
        /// The task of the brief that it carries out.
        pub task: Option<RowId>,
        /// 依頼日
        pub requested_on: Option<NaiveDate>,
        /// 着手日
        pub started_on: Option<NaiveDate>,
        /// 完了日 of a work that is over without a deliverable.
        pub done_on: Option<NaiveDate>,
        /// Anything else.
        pub note: String,
    }
}

row! {
    /// 質問 from the secretary; the time until the answer may be billed as waiting.
    pub struct Question {
        /// What was asked.
        pub text: String,
        /// 質問された日時
        pub asked_at: Option<NaiveDateTime>,
        /// 回答した日時
        pub answered_at: Option<NaiveDateTime>,
        /// Whether the work cannot go on without the answer.
        pub blocking: bool,
        /// The answer.
        pub answer: String,
        /// 計上された待機時間: what the company bills, which is not what went by.
        pub billed: Option<Minutes>,
        /// The work order that it is about.
        pub work: Option<RowId>,
    }
}

impl Question {
    /// Whether an answer is still owed.
    pub fn waiting(&self) -> bool {
        self.answered_at.is_none()
    }
}

row! {
    /// 業務の滞り
    pub struct Stall {
        /// What stands still.
        pub what: String,
        /// いつから
        pub since: Option<NaiveDate>,
        /// 原因
        pub cause: String,
        /// 解消した日
        pub solved_on: Option<NaiveDate>,
        /// The work order that stands still.
        pub work: Option<RowId>,
    }
}

row! {
    /// 使用した時間
    pub struct Usage {
        /// The day.
        pub on: Option<NaiveDate>,
        /// What for.
        pub what: String,
        /// How long.
        pub time: Option<Minutes>,
        /// When in the week.
        pub kind: UsageKind,
        /// The work order that it went into.
        pub work: Option<RowId>,
        /// 計測中: since when the time is being taken, by the clock on the wall. What was taken before
        /// is in `time`.
        pub running_since: Option<NaiveDateTime>,
    }
}

choice! {
    /// When in the week time was used; plans bill the three at different factors.
    pub enum UsageKind {
        /// 平日の営業時間内
        #[default]
        Weekday,
        /// 営業時間外
        OffHours,
        /// 土日
        Weekend,
    }
}

row! {
    /// 納品物
    pub struct Deliverable {
        /// What was handed over.
        pub name: String,
        /// The work order it belongs to.
        pub work: Option<RowId>,
        /// 納品日
        pub delivered_on: Option<NaiveDate>,
        /// 確認日
        pub checked_on: Option<NaiveDate>,
        /// 想定どおりか
        pub finding: Finding,
        /// What was seen.
        pub note: String,
        /// 検収日
        pub accepted_on: Option<NaiveDate>,
        /// 検収者
        pub accepted_by: String,
        /// 確認期限, where it is another than the contract or the settings tell.
        pub check_by: Option<NaiveDate>,
        /// 納品物の場所: a link or the name of a file.
        pub link: String,
        /// 成功の基準に照らして, by success criterion.
        pub results: BTreeMap<RowId, CriterionResult>,
    }
}

row! {
    /// 修正依頼
    pub struct Revision {
        /// What is to be changed.
        pub what: String,
        /// The deliverable it is about.
        pub deliverable: Option<RowId>,
        /// 依頼日
        pub asked_on: Option<NaiveDate>,
        /// 期限
        pub due: Option<NaiveDate>,
        /// 完了日
        pub done_on: Option<NaiveDate>,
        /// 修正の原因
        pub cause: RevisionCause,
    }
}

choice! {
    /// Why something had to be done again.
    pub enum RevisionCause {
        /// Not said yet.
        #[default]
        Unset,
        /// 依頼内容の不足: we had not told it, or not clearly.
        Request,
        /// 認識の違い: both had understood something else.
        Misunderstanding,
        /// 作業の誤り
        Mistake,
        /// 条件の変更: it was wanted otherwise afterwards.
        Change,
    }
}

record! {
    /// Stage 9, 定例会議: the period looked at together.
    pub struct Review {
        /// 対象期間 from.
        pub from: Option<NaiveDate>,
        /// 対象期間 to.
        pub to: Option<NaiveDate>,
        /// 使用時間, where it is other than the sum of what was entered in stage 7: what the company
        /// reports, its billed waiting included.
        pub used: Option<Minutes>,
        /// 請求額 of the period, without tax.
        pub invoiced: Option<Yen>,
        /// 定期報告
        pub report: String,
        /// 気になる点
        pub concerns: String,
        /// 今後の依頼
        pub future: String,
        /// 定例会議
        pub meetings: Vec<RegularMeeting>,
        /// 持ち越しの論点: what is still to be settled, carried over until it is.
        pub points: Vec<ReviewPoint>,
        /// 成功の基準の振り返り
        pub results: BTreeMap<RowId, CriterionResult>,
    }
}

row! {
    /// A point that is still to be settled after a regular meeting.
    pub struct ReviewPoint {
        /// What.
        pub text: String,
        /// 担当
        pub owner: String,
        /// 期限
        pub due: Option<NaiveDate>,
        /// When it came up.
        pub raised_on: Option<NaiveDate>,
        /// 解決した日
        pub done_on: Option<NaiveDate>,
        /// The number of the cycle in which it came up, for one that was carried over.
        pub carried_from: Option<u32>,
    }
}

row! {
    /// A regular meeting.
    pub struct RegularMeeting {
        /// When, by the clock on the wall.
        pub at: Option<NaiveDateTime>,
        /// 出席者
        pub attendance: String,
        /// 議事録
        pub minutes: String,
        /// 決定事項
        pub decisions: String,
        /// 次回
        pub next_on: Option<NaiveDate>,
    }
}

impl ReviewPoint {
    /// Whether it is still to be settled.
    pub fn is_open(&self) -> bool {
        self.done_on.is_none() && !self.text.trim().is_empty()
    }
}

impl Cycle {
    /// The time entered in stage 7.
    pub fn used(&self) -> Minutes {
        self.usage.iter().filter_map(|usage| usage.time).sum()
    }

    /// The questions that wait for an answer.
    pub fn waiting(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.waiting())
    }

    /// The time that was billed as waiting.
    pub fn billed_waiting(&self) -> Minutes {
        self.questions.iter().filter_map(|question| question.billed).sum()
    }
}
