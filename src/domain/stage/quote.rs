//! Stage 3, 問い合わせ・見積もり取得: what was asked of a candidate, and its offers.

use crate::domain::scalar::{Minutes, Months, Percent, Yen};
use crate::domain::stage::clarify::Answer;
use crate::domain::{choice, record, row};
use chrono::NaiveDate;

record! {
    /// イレギュラー: cases outside the usual that change a price when they stay unsaid. They belong
    /// to the need, so every candidate is told the same and quotes can be compared.
    pub struct Irregular {
        /// 土日の依頼
        pub weekend: Answer,
        /// Hours on weekends in a month.
        pub weekend_hours: Option<Minutes>,
        /// 作業量の変動
        pub fluctuation: Answer,
        /// The least hours of a month.
        pub least: Option<Minutes>,
        /// The most hours of a month.
        pub most: Option<Minutes>,
        /// その他のイレギュラー
        pub other: Answer,
        /// What the others are.
        pub other_text: String,
    }
}

impl Irregular {
    /// Whether all three were answered, even with なし.
    pub fn answered(&self) -> bool {
        [self.weekend, self.fluctuation, self.other].iter().all(|answer| *answer != Answer::Unanswered)
    }
}

record! {
    /// 問い合わせ: what one candidate was told and asked, and its answer.
    pub struct Inquiry {
        /// When it was asked.
        pub asked_on: Option<NaiveDate>,
        /// By whom.
        pub asked_by: String,
        /// 依頼したい内容
        pub what: String,
        /// 作業量と期限: how much, by when.
        pub volume: String,
        /// 現在困っていること
        pub trouble: String,
        /// 問い合わせ文 as it was sent. Empty while it follows from the template.
        pub text: String,
        /// 返信の期限, where it is another than the usual number of business days.
        pub reply_by: Option<NaiveDate>,
        /// When the answer came.
        pub answered_on: Option<NaiveDate>,
        /// The answer.
        pub answer: String,
        /// What it said of the irregular cases.
        pub irregular_answer: String,
        /// The version of the brief that it was told, 0 before any.
        pub brief: u32,
    }
}

row! {
    /// 認識の相違: what was told against what is so. A difference makes the quote wrong.
    pub struct Difference {
        /// 伝えた内容
        pub told: String,
        /// 実際
        pub actual: String,
        /// Whether the candidate was told and the quote put right.
        pub settled: bool,
    }
}

impl Difference {
    /// Whether it is still to be settled; a row in which nothing was entered is none.
    pub fn is_open(&self) -> bool {
        let entered = [&self.told, &self.actual].iter().any(|text| !text.trim().is_empty());
        entered && !self.settled
    }
}

row! {
    /// 見積もり: a candidate's offer. A later one of the same plan is a new row with a higher
    /// version, so that what was offered first stays readable.
    pub struct Quote {
        /// The plan's name.
        pub plan: String,
        /// 1 for the first offer of the plan.
        pub version: u32,
        /// 初回, or after the meeting.
        pub round: QuoteRound,
        /// The version of the brief that it answers, 0 before any.
        pub brief: u32,
        /// When it came.
        pub received_on: Option<NaiveDate>,
        /// Until when it is good.
        pub valid_until: Option<NaiveDate>,
        /// 月額, without tax.
        pub fee: Option<Yen>,
        /// 含まれる時間 a month.
        pub included: Option<Minutes>,
        /// 超過単価: yen an hour beyond the included time, without tax.
        pub overage_rate: Option<Yen>,
        /// 超過の単位: overage is rounded up to this step. None is by the minute.
        pub overage_step: Option<Minutes>,
        /// 初期費用, without tax.
        pub setup_fee: Option<Yen>,
        /// 最低契約期間
        pub minimum_months: Option<Months>,
        /// 繰越: unused time moves on for this many months, then lapses.
        pub carry_months: Option<Months>,
        /// Which time is used up first.
        pub carry_order: CarryOrder,
        /// 土日の対応
        pub weekend: WeekendRule,
        /// The factor for weekend hours, 100 for ×1.
        pub weekend_factor: Option<Percent>,
        /// The factor for hours outside business hours, 100 for ×1.
        pub off_hours_factor: Option<Percent>,
        /// 月の途中の開始
        pub proration: Proration,
        /// 消費税: the rate in percent, 10 when not said.
        pub tax: Option<Percent>,
        /// Anything else.
        pub note: String,
    }
}

choice! {
    /// When a quote was made.
    pub enum QuoteRound {
        /// 初回
        #[default]
        First,
        /// 商談後
        AfterMeeting,
        /// トライアル後
        AfterTrial,
    }
}

choice! {
    /// Which time is used up first where unused time is carried over.
    pub enum CarryOrder {
        /// 繰越分から
        #[default]
        CarriedFirst,
        /// 当月分から
        BaseFirst,
    }
}

choice! {
    /// Whether a plan takes weekend work.
    pub enum WeekendRule {
        /// Not said yet.
        #[default]
        Unknown,
        /// 対応なし: a plan that takes none does not fit a need that has some (要件不適合).
        Closed,
        /// 対応あり, at the quote's factor.
        Open,
    }
}

choice! {
    /// What the first month costs when the work starts in the middle of it.
    pub enum Proration {
        /// 全額
        #[default]
        Full,
        /// 半額
        Half,
        /// 日割り
        Daily,
    }
}
