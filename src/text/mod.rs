//! What the page says, in Japanese and English. Every text is written in both at one place, so that
//! none can be missing in one of them.

pub mod agenda;
pub mod backup;
pub mod comparison;
pub mod completeness;
pub mod contract;
pub mod csv;
pub mod delivery;
pub mod files;
pub mod find;
pub mod format;
pub mod hours;
pub mod ics;
pub mod insight;
pub mod label;
pub mod law;
pub mod letter;
pub mod message;
pub mod overlap;
pub mod report;
pub mod storage;
pub mod sync;

use serde::{Deserialize, Serialize};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

impl Lang {
    /// The tag for `html[lang]`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The text in this language.
    pub fn pick<T>(self, ja: T, en: T) -> T {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Text {
    /// The text in a language.
    pub fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.ja, self.en)
    }
}

/// A text in both languages.
pub const fn text(ja: &'static str, en: &'static str) -> Text {
    Text { ja, en }
}
