//! What is said of a CSV file, in both languages.

use super::mapping::{Target, Trouble, Wrong};
use super::{BYTES_MAX, COLUMNS_MAX, CsvError, ROWS_MAX};
use crate::text::{Lang, Text, format, message, text};

impl CsvError {
    /// What is wrong, that nothing has changed, and what to do.
    pub fn message(self, lang: Lang) -> String {
        let (what, next) = match self {
            Self::TooLarge(bytes) => {
                let (kilobytes, most) = (count(bytes.div_ceil(1_000)), count(BYTES_MAX / 1_000));
                (
                    lang.pick(
                        format!("ファイルが大きすぎます({kilobytes} KB)。読み込めるのは{most} KBまでです。"),
                        format!("The file is too large ({kilobytes} KB); {most} KB is the most."),
                    ),
                    split(lang),
                )
            }
            Self::TooManyRows(rows) => (
                lang.pick(
                    format!("行が多すぎます({}行)。一度に読み込めるのは{ROWS_MAX}行までです。", count(rows)),
                    format!("There are too many rows ({}); {ROWS_MAX} is the most at a time.", count(rows)),
                ),
                split(lang),
            ),
            Self::TooManyColumns(line) => (
                lang.pick(
                    format!("{line}行目の列が多すぎます。{COLUMNS_MAX}列までです。"),
                    format!("Line {line} has too many columns; {COLUMNS_MAX} is the most."),
                ),
                lang.pick("区切り文字を確かめてください。", "Please check what parts the cells."),
            ),
            Self::Empty => (
                lang.pick("何も書かれていません。", "There is nothing in it.").to_owned(),
                lang.pick(
                    "1行目に見出し、2行目から会社を書いてください。",
                    "Put a head into line 1 and companies below.",
                ),
            ),
            Self::NoRows => (
                lang.pick("見出しの下に行がありません。", "There is no row under the head.").to_owned(),
                lang.pick(
                    "1行目に見出し、2行目から会社を書いてください。",
                    "Put a head into line 1 and companies below.",
                ),
            ),
            Self::OpenQuote(line) => (
                lang.pick(
                    format!("{line}行目の引用符(\")が閉じていません。"),
                    format!("A quotation mark (\") that opens in line {line} is never closed."),
                ),
                lang.pick(
                    "引用符を閉じるか、表計算ソフトでCSVとして保存し直してください。",
                    "Close it, or save the file as CSV again.",
                ),
            ),
            Self::Binary => (
                lang.pick("CSVではないようです。", "This does not seem to be CSV.").to_owned(),
                lang.pick(
                    "表計算ソフトで「CSV UTF-8」として保存してから選んでください。",
                    "Please save the table as CSV (UTF-8) and choose that file.",
                ),
            ),
        };
        let safe = lang.pick("いまの候補はそのままです。", "Your candidates have not been changed.");
        lang.pick(format!("{what}{safe}{next}"), format!("{what} {safe} {next}"))
    }
}

fn split(lang: Lang) -> &'static str {
    lang.pick("分けて読み込んでください。", "Please import it in parts.")
}

fn count(number: usize) -> String {
    format::grouped(i64::try_from(number).unwrap_or(i64::MAX))
}

impl Target {
    /// What the column is called.
    pub fn name(self) -> Text {
        match self {
            Self::Name => text("会社名", "Company"),
            Self::Features => text("会社の特徴", "Features"),
            Self::Site => text("サイト", "Site"),
            Self::Source => text("どこで知ったか", "Found at"),
            Self::RoughCost => text("費用の目安(月額・税抜)", "Rough cost a month"),
            Self::Nda => text("NDA", "NDA"),
            Self::PrivacyMark => text("プライバシーマーク", "Privacy Mark"),
            Self::Isms => text("ISMS", "ISMS"),
            Self::ContactName => text("窓口担当", "Contact"),
            Self::ContactMail => text("メール", "Mail"),
            Self::ContactPhone => text("電話", "Phone"),
            Self::Plan => text("プラン", "Plan"),
            Self::Fee => text("月額", "Fee a month"),
            Self::Included => text("含まれる時間", "Included hours"),
            Self::OverageRate => text("超過単価", "Overage rate"),
            Self::SetupFee => text("初期費用", "Set-up fee"),
            Self::MinimumMonths => text("最低契約期間", "Minimum term"),
            Self::Note => text("メモ", "Note"),
        }
    }
}

impl Trouble {
    /// 「5行目・月額：数字として読めません」
    pub fn message(&self, lang: Lang) -> String {
        let (line, name) = (self.line, self.target.name().get(lang));
        let what = self.wrong.message(lang);
        lang.pick(format!("{line}行目・{name}：{what}"), format!("Line {line}, {name}: {what}"))
    }
}

impl Wrong {
    fn message(self, lang: Lang) -> String {
        let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
        match self {
            Self::Amount(format::NotAnAmount::NoNumber) => fixed("数字として読めません", "not a number"),
            Self::Amount(format::NotAnAmount::NotWhole) => fixed("整数ではありません", "not a whole number"),
            Self::Amount(problem) => message::not_an_amount(problem, lang).trim_end_matches(['。', '.']).to_owned(),
            Self::NotYesNo => fixed("「はい」か「いいえ」で書いてください", "neither yes nor no"),
            Self::TooLong(length) => lang
                .pick(format!("長すぎます({}文字)", count(length)), format!("too long ({} characters)", count(length))),
            Self::Control(control) => {
                let code = u32::from(control);
                lang.pick(
                    format!("目に見えない制御文字(U+{code:04X})があります"),
                    format!("an invisible control character (U+{code:04X})"),
                )
            }
            Self::Link => fixed("開けない種類のリンクです", "a link of a kind that is not opened"),
            Self::NoName => fixed("会社名がないため読み込めません", "without a company's name it cannot be imported"),
        }
    }
}
