//! What the storage page says: how full is too full, what takes the room, what 保存済み means.

use super::{Lang, Text, format, text};
use crate::journal::Usage;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// From here on the page warns.
pub const WARN_PERCENT: usize = 60;
/// From here on it warns in earnest.
pub const STRONG_PERCENT: usize = 85;

/// How full the store is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fullness {
    /// There is room.
    #[default]
    Calm,
    /// Time to make room.
    Warn,
    /// Soon a change will find no room.
    Strong,
}

/// How full the store is. It agrees with [`percent`]: a warning stands where 60 % is shown.
pub fn fullness(used: usize, quota: usize) -> Fullness {
    match percent(used, quota) {
        p if p >= STRONG_PERCENT => Fullness::Strong,
        p if p >= WARN_PERCENT => Fullness::Warn,
        _ => Fullness::Calm,
    }
}

/// The part of a whole in percent, rounded down. More than the whole is 100, of nothing it is 0.
pub fn percent(part: usize, whole: usize) -> usize {
    (part.min(whole) * 100).checked_div(whole).unwrap_or(0)
}

/// A part in percent as it is told in a list: something is never `0%`.
pub fn share(part: usize, whole: usize) -> String {
    match percent(part, whole) {
        0 if part > 0 => "<1%".to_owned(),
        percent => format!("{percent}%"),
    }
}

/// What takes room in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The board as of the last checkpoint.
    Board,
    /// Changes since.
    Records,
    /// Kept days.
    Days,
    /// Texts set aside.
    SetAside,
    /// The reserve for the last changes.
    Reserve,
    /// Preferences, the copy from before an import.
    Other,
    /// Keys of other programs.
    Foreign,
}

impl Part {
    /// How the page's styles name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Records => "records",
            Self::Days => "days",
            Self::SetAside => "set-aside",
            Self::Reserve => "reserve",
            Self::Other => "other",
            Self::Foreign => "foreign",
        }
    }

    /// Its name.
    pub fn label(self) -> Text {
        match self {
            Self::Board => text("ボードの内容", "The board"),
            Self::Records => text("変更の記録", "Records of changes"),
            Self::Days => text("日ごとの控え", "Daily copies"),
            Self::SetAside => text("取り分けた記録", "Records set aside"),
            Self::Reserve => text("最後の変更のための予備", "Reserve for the last changes"),
            Self::Other => text("設定・読み込み前の控え", "Preferences, copy from before an import"),
            Self::Foreign => text("同じアドレスのほかのアプリ", "Other apps at this address"),
        }
    }
}

/// What takes how much room; together it is all that is used.
pub fn breakdown(usage: &Usage) -> [(Part, usize); 7] {
    [
        (Part::Board, usage.checkpoints),
        (Part::Records, usage.records),
        (Part::Days, usage.days),
        (Part::SetAside, usage.quarantine),
        (Part::Reserve, usage.ballast),
        (Part::Other, usage.other),
        (Part::Foreign, usage.foreign),
    ]
}

/// The journal takes every key outside its own for another program's: `ours` of them are this page's.
pub fn with_ours(usage: Usage, ours: usize) -> Usage {
    let ours = ours.min(usage.foreign);
    Usage { other: usage.other + ours, foreign: usage.foreign - ours, ..usage }
}

/// What stands behind 保存済み.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The disk has it.
    Disk,
    /// The browser has taken it.
    Browser,
    /// Nothing: the browser refuses.
    Nothing,
}

impl Promise {
    /// What it means, in one sentence.
    pub fn meaning(self) -> Text {
        match self {
            Self::Disk => text(
                "ディスクに書き込んだことを確かめてから「保存済み」と表示します。",
                "“Saved” is shown once the disk is known to have it.",
            ),
            Self::Browser => text(
                "ブラウザーが受け取った時点で「保存済み」と表示します。ディスクに書き込んだことまでは、このブラウザーでは確かめられません。",
                "“Saved” is shown once the browser has taken it. Whether the disk has it cannot be known in this browser.",
            ),
            Self::Nothing => text(
                "このブラウザーは保存を許していません。変更は、このページを閉じるまでしか残りません。",
                "This browser does not allow saving. Changes last only until this page is closed.",
            ),
        }
    }

    /// What may happen and what to do, where the promise is not a full one.
    pub fn advice(self) -> Option<Text> {
        match self {
            Self::Disk => None,
            Self::Browser => Some(text(
                "停電や強制終了のとき、最後の数秒の変更が失われることがあります。シークレットウィンドウなら通常のウィンドウで開き、大切な変更のあとはファイルに書き出してください。",
                "After a power cut or a crash the changes of the last few seconds may be lost. Leave a private window for a normal one, and export to a file after important changes.",
            )),
            Self::Nothing => Some(text(
                "閉じる前に、ファイルに書き出してください。サイトデータの保存を許すか、通常のウィンドウで開くと、保存できるようになります。",
                "Export to a file before you close it. Allow site data, or open the page in a normal window, and it can save.",
            )),
        }
    }
}

/// The reader's words for a kept state: its date, or the schema that it is from.
pub fn kept_name(name: &str, lang: Lang) -> String {
    if let Some(schema) = name.strip_prefix("schema-") {
        return lang
            .pick(format!("以前の形式(版{schema})のデータ"), format!("data of an earlier format (version {schema})"));
    }
    match name.parse::<NaiveDate>() {
        Ok(day) => format::full_date(day, lang),
        Err(_) => name.to_owned(),
    }
}

/// The name of a file that closed engagements go to: `irai-board-archive-YYYYMMDD-HHMM.json`.
pub fn archive_name(at: DateTime<FixedOffset>) -> String {
    at.format("irai-board-archive-%Y%m%d-%H%M.json").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn it_warns_from_sixty_and_in_earnest_from_eighty_five_percent() {
        use Fullness::{Calm, Strong, Warn};
        let cases = [(0, Calm), (599, Calm), (600, Warn), (849, Warn), (850, Strong), (1_000, Strong), (2_000, Strong)];
        for (used, expected) in cases {
            assert_eq!(fullness(used, 1_000), expected, "{used}");
            assert_eq!(percent(used, 1_000) >= WARN_PERCENT, expected >= Warn, "{used}");
        }
        assert_eq!(fullness(5, 0), Calm, "without a known limit there is nothing to warn of");
    }

    #[test]
    fn shares_are_whole_percents_and_something_is_never_nothing() {
        let cases = [(0, "0%"), (1, "<1%"), (9, "<1%"), (10, "1%"), (19, "1%"), (1_000, "100%"), (1_500, "100%")];
        for (part, expected) in cases {
            assert_eq!(share(part, 1_000), expected, "{part}");
        }
        assert_eq!(share(1, 0), "<1%");
    }

    #[test]
    fn kept_states_are_called_by_their_day_or_schema() {
        let cases = [
            ("2026-11-24", "2026年11月24日(火)", "Tue 24 Nov 2026"),
            ("schema-1", "以前の形式(版1)のデータ", "data of an earlier format (version 1)"),
            ("else", "else", "else"),
        ];
        for (name, ja, en) in cases {
            assert_eq!(kept_name(name, Lang::Ja), ja);
            assert_eq!(kept_name(name, Lang::En), en);
        }
    }

    #[test]
    fn an_archive_carries_the_moment_in_its_name() {
        let at = "2026-11-24T09:05:00+09:00".parse().unwrap();
        assert_eq!(archive_name(at), "irai-board-archive-20261124-0905.json");
    }

    #[test]
    fn the_parts_add_up_to_the_whole_with_our_own_keys_told_apart() {
        let usage = Usage {
            checkpoints: 1,
            records: 20,
            days: 300,
            quarantine: 4_000,
            ballast: 50_000,
            other: 600_000,
            foreign: 1_000_000,
            total: 1_654_321,
            quota: 5_242_880,
        };
        for ours in [0, 7, 1_000_000, 2_000_000] {
            let usage = with_ours(usage, ours);
            let parts = breakdown(&usage);
            assert_eq!(parts.iter().map(|(_, units)| units).sum::<usize>(), usage.total, "{ours}");
            assert_eq!(parts[5], (Part::Other, 600_000 + ours.min(1_000_000)), "{ours}");
        }
    }
}
