//! Stage 6, 契約: the formal contract, the kick-off, and what was agreed.

mod dates;
#[cfg(test)]
mod tests;

pub use dates::{AtEnd, Due, Notice, Schedule, Term};

use crate::domain::ids::{CandidateId, RowId};
use crate::domain::scalar::{Days, Minutes, Months};
use crate::domain::stage::clarify::StoredFile;
use crate::domain::{choice, record, row};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

record! {
    /// 契約
    pub struct Contract {
        /// With whom.
        pub candidate: Option<CandidateId>,
        /// 契約の種類
        pub kind: ContractKind,
        /// 締結日
        pub signed_on: Option<NaiveDate>,
        /// 開始日
        pub starts_on: Option<NaiveDate>,
        /// 契約期間: how long the first term lasts.
        pub term_months: Option<Months>,
        /// 終了日 of the first term, where it is another than the term tells.
        pub ends_on: Option<NaiveDate>,
        /// 最低契約期間
        pub minimum_months: Option<Months>,
        /// 更新
        pub renewal: Renewal,
        /// 更新後の期間: how long each further term lasts; as long as the first when not said.
        pub renewal_months: Option<Months>,
        /// 更新拒絶の通知期限: this many days before the end.
        pub notice_days: Option<Days>,
        /// 更新拒絶の通知期限: this many months before the end, when it is told in months.
        pub notice_months: Option<Months>,
        /// 検収期間: a delivery counts as accepted this many business days after it.
        pub acceptance_days: Option<Days>,
        /// 支払期日: paid at the latest on this day from the receipt, whose own day is the first.
        pub payment_days: Option<Days>,
        /// 契約プラン
        pub plan: String,
        /// The quote that the contract rests on.
        pub quote: Option<RowId>,
        /// 契約書: a link or the name of a file.
        pub link: String,
        /// 契約書 as a file that was taken in.
        pub file: Option<StoredFile>,
        /// 適格請求書発行事業者の登録番号
        pub invoice_number: String,
        /// 初回業務のキックオフ
        pub kickoff: Kickoff,
        /// トライアルの結果・変更点・改善点
        pub agreed: Vec<Agreed>,
        /// 窓口担当とのやりとり
        pub contacts: Vec<ContactLog>,
        /// 契約チェックリスト
        pub checklist: Checklist,
        /// 定例会議の予定
        pub regular: RegularPlan,
        /// When the contract ended, for one that is kept for reading.
        pub ended_on: Option<NaiveDate>,
        /// Why it ended.
        pub ended_reason: String,
    }
}

record! {
    /// The meeting before the first work.
    pub struct Kickoff {
        /// When, by the clock on the wall.
        pub at: Option<NaiveDateTime>,
        /// 出席者
        pub people: String,
        /// What was settled.
        pub notes: String,
        /// Whether it was held.
        pub held: bool,
    }
}

record! {
    /// 定例会議の予定: a regular meeting by the weekday of the month, or of the week.
    pub struct RegularPlan {
        /// How often.
        pub every: Every,
        /// Which of the month's weekdays, where it is monthly.
        pub week: WeekOfMonth,
        /// On which day of the week.
        pub weekday: DayOfWeek,
        /// From, by the clock on the wall; all day where it is not said.
        pub begins_at: Option<NaiveTime>,
        /// How long; an hour when not said.
        pub length: Option<Minutes>,
        /// 場所: a room, or how to call in.
        pub place: String,
    }
}

choice! {
    /// How often a regular meeting is held.
    pub enum Every {
        /// Not said yet.
        #[default]
        Unset,
        /// 毎週
        Week,
        /// 毎月
        Month,
    }
}

choice! {
    /// Which of the weekdays of a month.
    pub enum WeekOfMonth {
        /// 第1
        #[default]
        First,
        /// 第2
        Second,
        /// 第3
        Third,
        /// 第4
        Fourth,
        /// 最終
        Last,
    }
}

choice! {
    /// A day of the week.
    pub enum DayOfWeek {
        /// 月曜日
        #[default]
        Monday,
        /// 火曜日
        Tuesday,
        /// 水曜日
        Wednesday,
        /// 木曜日
        Thursday,
        /// 金曜日
        Friday,
        /// 土曜日
        Saturday,
        /// 日曜日
        Sunday,
    }
}

row! {
    /// What was agreed from the trial: a result, a change, an improvement.
    pub struct Agreed {
        /// When.
        pub on: Option<NaiveDate>,
        /// Which of the three.
        pub kind: AgreedKind,
        /// What.
        pub text: String,
    }
}

row! {
    /// A contact with the 窓口担当.
    pub struct ContactLog {
        /// When.
        pub on: Option<NaiveDate>,
        /// With whom.
        pub person: String,
        /// How: mail, telephone, chat.
        pub means: String,
        /// What it was about.
        pub summary: String,
    }
}

record! {
    /// What a contract is to be checked for before it is signed.
    pub struct Checklist {
        /// 秘密保持
        pub nda: bool,
        /// 個人情報の取り扱い
        pub personal_data: bool,
        /// 再委託
        pub subcontracting: bool,
        /// アカウントと権限
        pub accounts: bool,
        /// 支払条件
        pub payment: bool,
        /// 業務範囲の変更
        pub scope: bool,
        /// 検収の期間
        pub acceptance: bool,
        /// 損害賠償
        pub liability: bool,
        /// 反社会的勢力の排除
        pub antisocial: bool,
        /// 取引条件の明示: terms in writing, which a person working alone must be given.
        pub written_terms: bool,
        /// On the above.
        pub note: String,
    }
}

choice! {
    /// The legal form of a contract.
    pub enum ContractKind {
        /// Not said yet.
        #[default]
        Unset,
        /// 準委任
        QuasiMandate,
        /// 請負
        ContractForWork,
        /// その他
        Other,
    }
}

choice! {
    /// What happens at the end of the term.
    pub enum Renewal {
        /// Not said yet.
        #[default]
        Unset,
        /// 自動更新
        Automatic,
        /// 都度更新
        ByAgreement,
        /// 更新なし
        None,
    }
}

choice! {
    /// What was agreed.
    pub enum AgreedKind {
        /// トライアルの結果
        #[default]
        Result,
        /// 変更点
        Change,
        /// 改善点
        Improvement,
    }
}
