//! Why a file was refused, in words.

use super::database::DatabaseError;
use crate::document::FILE_BYTES_MAX;
use crate::text::{Lang, files, format};

/// Why a file was not taken in or not handed out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing is in it.
    #[error("empty")]
    Empty,
    /// It has more bytes than may be: this many.
    #[error("too large: {0} bytes")]
    TooLarge(u64),
    /// It cannot be read: a folder, or a file that has gone or changed.
    #[error("unreadable")]
    Unreadable,
    /// What is kept under its hash is something else.
    #[error("damaged")]
    Damaged,
    /// The browser broke off.
    #[error("the hash could not be computed")]
    NoHash,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] DatabaseError),
}

impl FileError {
    /// What happened, what is safe, what to do.
    pub fn message(&self, lang: Lang) -> String {
        let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
        match self {
            Self::Empty => fixed(
                "中身が空のファイルです。ボードはそのままです。別のファイルを選んでください。",
                "The file is empty. The board is unchanged. Please choose another one.",
            ),
            Self::TooLarge(bytes) => {
                let (size, most) = (files::size(*bytes, lang), files::size(FILE_BYTES_MAX as u64, lang));
                // A file a little too large is not told to be as large as it may be.
                let exact = || {
                    let bytes = format::grouped(i64::try_from(*bytes).unwrap_or(i64::MAX));
                    lang.pick(format!("{bytes}バイト"), format!("{bytes} bytes"))
                };
                let size = if size == most { exact() } else { size };
                lang.pick(
                    format!("ファイルが大きすぎます({size})。入れられるのは{most}までです。ボードはそのままです。小さくするか、置き場所のリンクを書いてください。"),
                    format!("The file is too large ({size}); at most {most} can be taken in. The board is unchanged. Make it smaller, or enter a link to it."),
                )
            }
            Self::Unreadable => fixed(
                "ファイルを読み取れませんでした(フォルダーは入れられません)。ボードはそのままです。もう一度選んでください。",
                "The file could not be read (folders cannot be taken in). The board is unchanged. Please choose it again.",
            ),
            Self::Damaged => fixed(
                "このブラウザーに残っているファイルが壊れています。ボードはそのままです。元のファイルがあれば、入れ直してください。",
                "The file that is kept in this browser is damaged. The board is unchanged. If you have the original, please give it again.",
            ),
            Self::NoHash => fixed(
                "ブラウザーの処理が途中で終わりました。ボードはそのままです。もう一度お試しください。",
                "The browser broke off. The board is unchanged. Please try again.",
            ),
            Self::Store(DatabaseError::Quota) => fixed(
                "ブラウザーの保存領域に空きがなく、ファイルを入れられませんでした。ボードはそのままです。「保存とバックアップ」で使っていないファイルを消すか、端末の空きを増やしてください。",
                "The browser has no room left for the file. The board is unchanged. Remove unused files under “Storage and backup”, or free up space on the device.",
            ),
            Self::Store(DatabaseError::Unavailable) => fixed(
                "このブラウザーでは、いまファイルを保存できません(シークレットウィンドウや設定のためです)。ボードはそのままです。通常のウィンドウで開くか、置き場所のリンクを書いてください。",
                "This browser does not keep files at present (a private window, or a setting). The board is unchanged. Open a normal window, or enter a link to the file.",
            ),
            Self::Store(DatabaseError::TimedOut | DatabaseError::Closed | DatabaseError::Failed(_)) => fixed(
                "ファイルの保存場所が応答しません。ボードはそのままです。ページを再読み込みしてから、もう一度お試しください。",
                "The place where files are kept does not answer. The board is unchanged. Reload the page, then try again.",
            ),
        }
    }
}
