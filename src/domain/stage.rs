//! The nine stages, in the order of the source, and what each keeps.

pub mod clarify;
pub mod contract;
pub mod cycle;
pub mod meet;
pub mod quote;
pub mod select;
pub mod trial;

use super::choice;

choice! {
    /// A stage of an engagement. The names in JSON are fixed: they are in the file format and in
    /// the page's `data-stage`.
    pub enum Stage {
        /// 1. 依頼内容の明確化
        #[default]
        Clarify,
        /// 2. 依頼先選定
        Select,
        /// 3. 問い合わせ・見積もり取得
        Quote,
        /// 4. 商談 (打ち合わせ)
        Meet,
        /// 5. トライアル
        Trial,
        /// 6. 契約
        Contract,
        /// 7. 依頼開始
        Start,
        /// 8. 納品
        Deliver,
        /// 9. 定例会議
        Review,
    }
}

impl Stage {
    /// The stage's name in JSON and in the page's `data-stage`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Clarify => "clarify",
            Self::Select => "select",
            Self::Quote => "quote",
            Self::Meet => "meet",
            Self::Trial => "trial",
            Self::Contract => "contract",
            Self::Start => "start",
            Self::Deliver => "deliver",
            Self::Review => "review",
        }
    }

    /// The stage with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|stage| stage.id() == id)
    }

    /// 1 to 9, as the source counts.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The stage after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The stage before this one.
    pub fn previous(self) -> Option<Self> {
        (self as usize).checked_sub(1).and_then(|index| Self::ALL.get(index).copied())
    }

    /// The stages whose gates lie on the way from this one forward to `to`.
    pub fn until(self, to: Self) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |stage| *stage >= self && *stage < to)
    }

    /// The phase that the stage belongs to.
    pub fn phase(self) -> Phase {
        match self {
            Self::Clarify | Self::Select => Phase::Prepare,
            Self::Quote | Self::Meet | Self::Trial => Phase::Choose,
            Self::Contract => Phase::Agree,
            Self::Start | Self::Deliver | Self::Review => Phase::Run,
        }
    }
}

choice! {
    /// A group of stages, shown as a band over the columns.
    pub enum Phase {
        /// 準備: stages 1 and 2
        #[default]
        Prepare,
        /// 選ぶ: stages 3 to 5
        Choose,
        /// 結ぶ: stage 6
        Agree,
        /// 動かす: stages 7 to 9
        Run,
    }
}

impl Phase {
    /// The phase's stages in order.
    pub fn stages(self) -> impl Iterator<Item = Stage> {
        Stage::ALL.iter().copied().filter(move |stage| stage.phase() == self)
    }
}
