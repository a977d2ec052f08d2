//! The names that a template may hold.

use crate::domain::unicode::nfkc;
use crate::text::{Text, text};

macro_rules! slots {
    ($( $(#[$meta:meta])* $Name:ident { $ja:literal, $en:literal, about: $about_ja:literal, $about_en:literal } )*) => {
        /// A name that a template may hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Slot { $( $(#[$meta])* $Name, )* }

        impl Slot {
            /// Every name, in the order in which a person is offered them.
            pub const ALL: &'static [Self] = &[$(Self::$Name,)*];

            /// The name, as it stands between the braces.
            pub fn name(self) -> Text {
                match self {
                    $( Self::$Name => text($ja, $en), )*
                }
            }

            /// What is filled in.
            pub fn about(self) -> Text {
                match self {
                    $( Self::$Name => text($about_ja, $about_en), )*
                }
            }
        }
    };
}

slots! {
    /// 会社名
    Company { "会社名", "company", about: "依頼先候補の会社名", "The company's name" }
    /// 窓口担当
    Contact { "窓口担当", "contact", about: "窓口担当の名前。未記入なら「ご担当者」", "The contact's name; “Sir or Madam” where it is not known" }
    /// 案件名
    Title { "案件名", "title", about: "案件の名前", "The engagement's title" }
    /// 担当者
    Owner { "担当者", "owner", about: "自社の担当者", "Who is in charge on your side" }
    /// 今日
    Today { "今日", "today", about: "今日の日付", "Today's date" }
    /// 目的
    Purpose { "目的", "purpose", about: "依頼の目的", "The purpose of the request" }
    /// 課題
    Trouble { "課題", "trouble", about: "現在困っていること。会社ごとに書いたものがあればそれ、なければ現状の課題", "The present trouble: what was written for the company, else the brief's" }
    /// 業務一覧
    Tasks { "業務一覧", "tasks", about: "依頼したい業務とフロー。会社ごとに書いたものがあればそれ", "The work with its steps, or what was written for the company" }
    /// 作業量と期限
    Volume { "作業量と期限", "volume", about: "月の時間、業務ごとの頻度・時間・期限。会社ごとに書いたものがあればそれ", "Hours a month, and frequency, hours and deadline of each task, or what was written for the company" }
    /// 月の時間
    Hours { "月の時間", "hours", about: "業務の時間の合計(1か月)", "The hours a month of all tasks" }
    /// 期限
    Deadlines { "期限", "deadlines", about: "業務ごとの期限", "The deadline of each task" }
    /// イレギュラー
    Irregular { "イレギュラー", "irregular", about: "土日、作業量の変動、その他のイレギュラー", "Weekend work, changing volume and other irregular cases" }
    /// 土日
    Weekend { "土日", "weekend", about: "土日の依頼の有無と時間", "Whether there is weekend work, and how much" }
    /// 変動
    Range { "変動", "range", about: "作業量の変動の有無と最少・最多の時間", "Whether the volume changes, and the least and most hours" }
    /// その他のイレギュラー
    Other { "その他のイレギュラー", "other", about: "その他のイレギュラーの有無と内容", "Whether there are other irregular cases, and which" }
    /// 成功の基準
    Criteria { "成功の基準", "criteria", about: "成功の基準と測り方", "The success criteria and how they are measured" }
    /// 求めるもの
    Expectations { "求めるもの", "expectations", about: "オンライン秘書に求めるもの", "What is expected of the online secretary" }
    /// 資料
    Materials { "資料", "materials", about: "手元の資料の名前、種類、準備の状況", "The materials: name, kind, whether they are ready" }
    /// 資料とリンク
    MaterialLinks { "資料とリンク", "material links", about: "資料に、リンクかファイル名を添えたもの。社外に見せてよいときに", "The materials with their links or file names, where these may be shown" }
    /// 開始希望日
    Start { "開始希望日", "wished start", about: "開始希望日", "The wished start" }
    /// 予算
    Budget { "予算", "budget", about: "月の予算(税抜)", "The budget a month without tax" }
    /// 返信の期限
    ReplyBy { "返信の期限", "reply by", about: "返信をお願いする日", "By when an answer is asked for" }
    /// 依頼書の版
    Version { "依頼書の版", "brief version", about: "依頼書の版(v1、v2、…)", "The version of the brief (v1, v2, …)" }
    /// 認識の相違
    Corrections { "認識の相違", "corrections", about: "解消していない認識の相違を、訂正として。なければ何も入りません", "Differences not settled yet, as corrections; nothing where there are none" }
    /// 修正
    Revisions { "修正", "revisions", about: "修正依頼文で: 納品物ごとの相違と直してほしいこと", "In a revision letter: what differs and what is to be changed, by deliverable" }
}

impl Slot {
    /// The slot of a name, Japanese or English. Spaces, full-width letters and case do not count.
    pub fn named(name: &str) -> Option<Self> {
        let wanted = plain(name);
        let is = |slot: &&Self| {
            let name = slot.name();
            plain(name.ja) == wanted || plain(name.en) == wanted
        };
        Self::ALL.iter().find(is).copied()
    }

    /// The names that the template of an inquiry may hold.
    pub fn of_inquiry() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|slot| *slot != Self::Revisions)
    }
}

fn plain(name: &str) -> String {
    let name = nfkc(name);
    let letters = name.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '_' | '-'));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_both_languages_and_no_two_are_alike() {
        let mut names = Vec::new();
        for slot in Slot::ALL {
            assert_eq!(Slot::named(slot.name().ja), Some(*slot), "{}", slot.name().ja);
            assert_eq!(Slot::named(slot.name().en), Some(*slot), "{}", slot.name().en);
            assert!(!slot.about().ja.is_empty() && !slot.about().en.is_empty());
            names.extend([plain(slot.name().ja), plain(slot.name().en)]);
        }
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_name_is_found_however_it_is_spaced() {
        for name in ["reply by", "Reply_By", "reply-by", " REPLYBY ", "reply"] {
            let expected = (name != "reply").then_some(Slot::ReplyBy);
            assert_eq!(Slot::named(name), expected, "{name}");
        }
        assert_eq!(Slot::named("会社名 "), Some(Slot::Company));
        assert_eq!(Slot::named(""), None);
    }
}
