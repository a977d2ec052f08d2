//! What a person is told of a file that was refused: where, what, that nothing was changed, and
//! what to do.

use super::error::{Expected, ImportError, ImportProblem};
use crate::domain::validate::{Problem, ROWS_MAX};
use crate::text::Lang;

impl ImportError {
    /// The whole message: place, problem, what is safe, what to do.
    pub fn message(&self, lang: Lang) -> String {
        let what = match self.place.as_str() {
            "" => self.problem.text(lang),
            place => lang
                .pick(format!("{place}:{}", self.problem.text(lang)), format!("{place}: {}", self.problem.text(lang))),
        };
        let safe = lang.pick("いまのボードは変わっていません。", "Your board has not been changed.");
        let next = self.problem.advice(lang);
        lang.pick(format!("{what}{safe}{next}"), format!("{what} {safe} {next}"))
    }
}

impl ImportProblem {
    /// What is wrong, as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
        match self {
            Self::TooLarge { bytes, most } => {
                let (size, most) = (megabytes(*bytes), most / 1_000_000);
                lang.pick(
                    format!("ファイルが大きすぎます({size} MB)。読み込めるのは{most} MBまでです。"),
                    format!("The file is too large ({size} MB). At most {most} MB can be read."),
                )
            }
            Self::Empty => fixed("ファイルの中身が空です。", "The file is empty."),
            Self::NotText => fixed(
                "テキストのファイルではありません(画像や表計算のファイルなどは読み込めません)。",
                "This is not a text file (pictures and spreadsheets cannot be read).",
            ),
            Self::NotJson { line, column } => lang.pick(
                format!("JSONとして読めません({line}行目、{column}バイト目)。"),
                format!("This cannot be read as JSON (line {line}, byte {column})."),
            ),
            Self::CutOff { line } => lang.pick(
                format!("ファイルが途中({line}行目)で切れています。"),
                format!("The file is cut off (at line {line})."),
            ),
            Self::UnknownFormat { found: None } => {
                fixed("依頼ボードのファイルではありません。", "This is not an irai-board file.")
            }
            Self::UnknownFormat { found: Some(found) } => lang.pick(
                format!("依頼ボードのファイルではありません(形式は{found}と書かれています)。"),
                format!("This is not an irai-board file (its format is {found})."),
            ),
            Self::UnknownVersion { found } => lang.pick(
                format!("{found}という版のファイルはありません。"),
                format!("There is no version {found} of this file format."),
            ),
            Self::NewerVersion { found, newest } => lang.pick(
                format!("新しい版(版{found})のファイルです。このページが読めるのは版{newest}までです。"),
                format!("The file is of a newer version ({found}). This page reads up to version {newest}."),
            ),
            Self::TooDeep => fixed("入れ子が深すぎます。", "Objects and lists are nested too deep."),
            Self::TooManyObjects { most } => lang.pick(
                format!("データの数が多すぎます({most}個まで)。"),
                format!("There are too many objects (at most {most})."),
            ),
            Self::DoubleKey => fixed("同じ名前の項目が2つあります。", "This key stands there twice."),
            Self::UnknownField => fixed("この形式にない項目です。", "The format has no such field."),
            Self::Missing => fixed("必要な項目がありません。", "This field is missing."),
            Self::WrongType { found, expected } => {
                let expected = expected.text(lang);
                lang.pick(
                    format!("{expected}が入るところに {found} が入っています。"),
                    format!("Found {found} where {expected} should be."),
                )
            }
            Self::BadKey => fixed("項目の名前が id(UUID)ではありません。", "This key is not an id (a UUID)."),
            Self::UnknownChoice { found, names } => lang.pick(
                format!("{found} は選べない値です(選べる値：{})。", names.join("、")),
                format!("{found} is none of the values that may stand here ({}).", names.join(", ")),
            ),
            Self::Negative { value } => lang.pick(
                format!("0以上の数が入るところに {value} が入っています。"),
                format!("Found {value} where a number of 0 or more should be."),
            ),
            Self::OutOfRange { value, min, max } => lang.pick(
                format!("{min}から{max}までの数が入るところに {value} が入っています。"),
                format!("Found {value} where a number from {min} to {max} should be."),
            ),
            Self::WrongLength { bytes, min, max } => {
                let bounds = if min == max { min.to_string() } else { format!("{min}〜{max}") };
                lang.pick(
                    format!("長さが{bytes}バイトです({bounds}バイトのはずです)。"),
                    format!("It is {bytes} bytes long; it should be {} bytes.", bounds.replace('〜', " to ")),
                )
            }
            Self::DoubleEngagement { first } => lang.pick(
                format!("同じ id の案件が {first} にもあります。"),
                format!("An engagement with the same id stands at {first}."),
            ),
            Self::DoubleFile { first } => lang.pick(
                format!("同じ中身のファイルが {first} にもあります。"),
                format!("A file with the same content stands at {first}."),
            ),
            Self::NoMaterial => fixed(
                "このファイルを使っている資料や契約書が、ボードにありません。",
                "Nothing on its board refers to this file.",
            ),
            Self::WrongHash => fixed(
                "中身がハッシュ(sha256)と合いません。ファイルが壊れています。",
                "What is in it does not fit its hash (sha256): the file is damaged.",
            ),
            Self::Invalid(problem) => invalid(problem, lang),
        }
    }

    /// What to do.
    fn advice(&self, lang: Lang) -> &'static str {
        match self {
            Self::NewerVersion { .. } => lang.pick(
                "ページを再読み込みして最新にしてから、もう一度読み込んでください。",
                "Reload the page to get its latest version, then import again.",
            ),
            Self::TooLarge { .. } | Self::TooManyObjects { .. } => {
                lang.pick("案件を分けて書き出したファイルを選んでください。", "Choose a file with fewer engagements.")
            }
            Self::Empty
            | Self::NotText
            | Self::NotJson { .. }
            | Self::CutOff { .. }
            | Self::UnknownFormat { .. }
            | Self::UnknownVersion { .. } => lang.pick(
                "「書き出し」で保存したJSONファイルを選び直してください。",
                "Choose a JSON file that was saved with Export.",
            ),
            _ => lang.pick(
                "この箇所を直すか、別のファイルを選んでください。",
                "Correct this place, or choose another file.",
            ),
        }
    }
}

impl Expected {
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Text => lang.pick("文字列", "a text"),
            Self::Whole => lang.pick("整数", "a whole number"),
            Self::Bool => lang.pick("true か false", "true or false"),
            Self::List => lang.pick("一覧(配列)", "a list"),
            Self::Object => lang.pick("ひとまとまりの項目(オブジェクト)", "an object"),
            Self::Date => lang.pick("実在する日付(例：2026-07-01)", "a date that exists (such as 2026-07-01)"),
            Self::DateTime => {
                lang.pick("実在する日時(例：2026-07-01T10:00:00)", "a date and time (such as 2026-07-01T10:00:00)")
            }
            Self::Moment => lang.pick(
                "時差の付いた日時(例：2026-07-01T10:00:00+09:00)",
                "a date and time with its offset (such as 2026-07-01T10:00:00+09:00)",
            ),
            Self::Id => lang.pick("id(UUID)", "an id (a UUID)"),
            Self::Rank => lang.pick("並び順の値", "an order key"),
            Self::Base64 => lang.pick("Base64の文字列", "a Base64 text"),
            Self::Other => lang.pick("別の種類の値", "another kind of value"),
        }
    }
}

fn invalid(problem: &Problem, lang: Lang) -> String {
    let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
    match problem {
        Problem::Empty => fixed("空のままにできない項目です。", "This must not be empty."),
        Problem::TooLong(length, most) => lang.pick(
            format!("文字が多すぎます({length}文字。{most}文字まで)。"),
            format!("The text is too long ({length} characters, at most {most})."),
        ),
        Problem::Control(control) => {
            let code = u32::from(*control);
            lang.pick(
                format!("目に見えない制御文字(U+{code:04X})が含まれています。"),
                format!("It contains an invisible control character (U+{code:04X})."),
            )
        }
        Problem::TooMany(count, most) => {
            let rows = if *most == ROWS_MAX { lang.pick("行", "rows") } else { lang.pick("件", "entries") };
            lang.pick(
                format!("数が多すぎます({count}{rows}。{most}{rows}まで)。"),
                format!("There are too many {rows} ({count}, at most {most})."),
            )
        }
        Problem::NoId => fixed("id がありません。", "The id is missing."),
        Problem::DoubleId(other) => {
            lang.pick(format!("同じ id が {other} にもあります。"), format!("The same id stands at {other}."))
        }
        Problem::Dangling => fixed("指している先がありません。", "What it refers to is not there."),
        Problem::Link => fixed(
            "リンクに使えるのは http・https・mailto・tel だけです。",
            "Links may be http, https, mailto or tel only.",
        ),
        Problem::Hash => fixed("ファイルのハッシュ(SHA-256)ではありません。", "It is no hash (SHA-256) of a file."),
        Problem::TooManyDays(days, most) => lang.pick(
            format!("期間が長すぎます({days}日。{most}日まで)。"),
            format!("It is too long ({days} days, at most {most})."),
        ),
        Problem::Reversed => fixed("始まりより前になっています。", "It lies before its beginning."),
    }
}

/// Megabytes, rounded up, so that a file a little too large is not shown with the allowed size.
fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1_000_000)
}
