//! Stage 4, 商談: the meeting with a candidate, and the decision.

use crate::domain::ids::CandidateId;
use crate::domain::scalar::{Minutes, Rating, Yen};
use crate::domain::{record, row};
use chrono::{NaiveDate, NaiveDateTime};

row! {
    /// 打ち合わせ with a candidate.
    pub struct Meeting {
        /// When, by the clock on the wall.
        pub at: Option<NaiveDateTime>,
        /// 出席者
        pub people: String,
        /// ヒアリング内容
        pub hearing: String,
        /// 提案された作業時間 a month.
        pub proposed_hours: Option<Minutes>,
        /// 提案されたプラン
        pub proposed_plan: String,
        /// 提案された月額, without tax.
        pub proposed_fee: Option<Yen>,
        /// コミュニケーションは円滑か, 1 to 5.
        pub smooth: Option<Rating>,
        /// 内容が正しく伝わっているか, 1 to 5.
        pub understood: Option<Rating>,
        /// On the two.
        pub rating_note: String,
    }
}

row! {
    /// 確認して伝えること: what we must look up and tell the candidate.
    pub struct OpenPoint {
        /// What.
        pub what: String,
        /// Who looks it up.
        pub owner: String,
        /// By when.
        pub due: Option<NaiveDate>,
        /// Told to the candidate on.
        pub done_on: Option<NaiveDate>,
        /// What was told.
        pub answer: String,
    }
}

record! {
    /// 依頼先の決定
    pub struct Decision {
        /// The company chosen.
        pub chosen: Option<CandidateId>,
        /// Why this one.
        pub reason: String,
        /// When.
        pub decided_on: Option<NaiveDate>,
    }
}
