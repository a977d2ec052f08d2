//! Finding by name as people type it: width, case, kana and spaces make no difference.

use unicode_normalization::UnicodeNormalization;

/// A text in the form in which texts are compared: half and full width, capitals and small letters,
/// ひらがな and カタカナ are the same, and spaces and the dot between words do not count.
pub fn fold(text: &str) -> String {
    let lower = text.nfkc().flat_map(char::to_lowercase);
    lower.filter(|c| !c.is_whitespace() && *c != '・').map(hiragana).collect()
}

/// The hiragana of a katakana; ヷ to ヺ and ー have none and stay.
fn hiragana(c: char) -> char {
    const APART: u32 = 'ァ' as u32 - 'ぁ' as u32;
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - APART).unwrap_or(c),
        _ => c,
    }
}

/// Whether a text has every word of what is searched for, in any order. Nothing searched for is found
/// everywhere.
pub fn matches(text: &str, searched: &str) -> bool {
    let text = fold(text);
    searched.split_whitespace().map(fold).all(|word| text.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{fold, matches};

    #[test]
    fn width_case_and_kana_make_no_difference() {
        let cases = [
            ("EC運営", "ec"),
            ("ＥＣ運営", "EC運営"),
            ("スカウトメール", "すかうと"),
            ("すかうと", "ｽｶｳﾄ"),
            ("ガントチャート", "がんと"),
            ("ｶﾞﾝﾄﾁｬｰﾄ", "ガント"),
            ("経理 (請求・支払)", "請求支払"),
            ("請求書　発行", "請求書発行"),
            ("ヴィラ", "ゔぃら"),
        ];
        for (text, searched) in cases {
            assert!(matches(text, searched), "{text} / {searched}");
        }
    }

    #[test]
    fn every_word_must_be_there_in_any_order() {
        assert!(matches("経理(請求書発行・経費精算)", "精算　経理"));
        assert!(!matches("経理(請求書発行・経費精算)", "経理 採用"));
        assert!(!matches("きょう", "きよう"));
        assert!(matches("何でも", "  "));
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for text in ["ＥＣ・運営 ﾃｽﾄ", "ヴヵヶ ー", "İstanbul", "㌔", "が"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
