//! Stage 1, 依頼内容の明確化: what the company wants done, why, and how success will be seen.

use crate::domain::ids::RowId;
use crate::domain::scalar::{Bytes, Minutes, Yen};
use crate::domain::{choice, record, row};
use chrono::NaiveDate;

record! {
    /// The brief: everything to be settled inside the company before a provider is asked.
    pub struct Clarify {
        /// 依頼したい業務
        pub tasks: Vec<Task>,
        /// 現状の課題
        pub problems: String,
        /// 依頼の目的
        pub purpose: String,
        /// 成功の基準
        pub criteria: Vec<Criterion>,
        /// オンライン秘書に求めるもの
        pub expectations: String,
        /// 手元の資料
        pub materials: Vec<Material>,
        /// 月の予算, without tax
        pub budget: Option<Yen>,
        /// 開始希望日
        pub wished_start: Option<NaiveDate>,
    }
}

row! {
    /// 業務: a piece of work to be handed over.
    pub struct Task {
        /// What it is called.
        pub name: String,
        /// 業務フロー: the steps in order.
        pub flow: Vec<FlowStep>,
        /// How often it comes up.
        pub frequency: Frequency,
        /// 月の時間: what it takes in a month, as far as the company knows.
        pub hours: Option<Minutes>,
        /// 期限: by when, in the company's own words (毎月5営業日まで).
        pub deadline: String,
    }
}

row! {
    /// A step of a task's flow.
    pub struct FlowStep {
        /// What is done.
        pub text: String,
    }
}

row! {
    /// 成功の基準: a measurable result by which the engagement counts as a success.
    pub struct Criterion {
        /// What is to be reached.
        pub text: String,
        /// How it is measured (a figure, a date, a rate).
        pub measure: String,
        /// Ticked when it was seen to be reached.
        pub met: bool,
    }
}

row! {
    /// 手元の資料: a workflow, manual or record of today's way, to be shown at the request.
    pub struct Material {
        /// What it is called.
        pub name: String,
        /// What sort of paper it is.
        pub kind: MaterialKind,
        /// Where it lies: a link, or the name of a file.
        pub link: String,
        /// The file itself, where it was taken in.
        pub file: Option<StoredFile>,
        /// Whether it can be handed over as it is.
        pub ready: bool,
    }
}

record! {
    /// A file that was taken in. The board knows its name, size and hash; what is in it lies beside
    /// the board in the browser, under its hash.
    pub struct StoredFile {
        /// What it is called.
        pub name: String,
        /// How large it is.
        pub size: Bytes,
        /// Its media type, as the browser told it (application/pdf); empty where it did not.
        pub media_type: String,
        /// SHA-256 of what is in it: 64 digits, lower case.
        pub sha256: String,
    }
}

choice! {
    /// How often a task comes up.
    pub enum Frequency {
        /// Not said yet.
        #[default]
        Unset,
        /// 毎日
        Daily,
        /// 毎週
        Weekly,
        /// 毎月
        Monthly,
        /// 四半期ごと
        Quarterly,
        /// 毎年
        Yearly,
        /// 都度
        AsNeeded,
        /// 一回だけ
        Once,
    }
}

choice! {
    /// What sort of paper a material is.
    pub enum MaterialKind {
        /// ワークフロー
        #[default]
        Workflow,
        /// マニュアル
        Manual,
        /// 現在の対応の記録
        Record,
        /// その他
        Other,
    }
}

impl Clarify {
    /// The hours a month of all tasks together.
    pub fn monthly(&self) -> Minutes {
        self.tasks.iter().filter_map(|task| task.hours).sum()
    }
}

record! {
    /// What in a brief decides a price. When it changes, quotes on the older brief are 旧条件.
    pub struct Terms {
        /// Hours of all tasks in a month.
        pub monthly: Minutes,
        /// The tasks' deadlines.
        pub deadlines: Vec<String>,
        /// 土日の依頼
        pub weekend: Answer,
        /// Hours on weekends in a month.
        pub weekend_hours: Option<Minutes>,
        /// 作業量の変動
        pub fluctuation: Answer,
        /// The least hours of a month, when the volume fluctuates.
        pub least: Option<Minutes>,
        /// The most hours of a month, when the volume fluctuates.
        pub most: Option<Minutes>,
    }
}

choice! {
    /// An answer that counts as given even when it is なし.
    pub enum Answer {
        /// Not answered yet.
        #[default]
        Unanswered,
        /// なし
        No,
        /// あり
        Yes,
    }
}

row! {
    /// 依頼書の版: a numbered version of the brief that inquiries and quotes refer to.
    pub struct Brief {
        /// 1 for 依頼書 v1.
        pub version: u32,
        /// When this version began.
        pub since: Option<NaiveDate>,
        /// Why there is a new version.
        pub reason: String,
        /// The terms of this version.
        pub terms: Terms,
        /// The brief as it stood when a newer version took its place.
        pub sealed: Option<Box<Clarify>>,
    }
}

impl Clarify {
    /// The task with this id.
    pub fn task(&self, id: RowId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }
}
