//! The form in which texts are compared, and the way back from it to what was written.

use crate::domain::unicode::nfkc;
use std::ops::Range;

/// A text in the form in which texts are compared.
///
/// - Half and full width, capitals and small letters, composed and decomposed letters, ひらがな and
///   カタカナ are the same; ㈱ is (株), ① is 1.
/// - Small kana, 濁点 and the long vowel ー keep their meaning. A hyphen or minus after a kana is read
///   as ー, since that is what was meant (サ-バ-), and a ー after a letter or digit as a hyphen (03ー1234).
/// - Spaces, line breaks and the dot between words (・) count only between two words of letters or
///   digits, as one space: 請求書 発行 is 請求書発行, but `new york` is not `newyork`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, &mut |c, _| folded.push(c));
    folded
}

/// A folded text that knows where each of its letters was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each letter: its place in [`Self::text`], and the bytes of the original that it came from.
    from: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// The bytes of the original from which a part of the folded text came. Letters that were written as
    /// one (㈱) stay one.
    pub fn original(&self, part: Range<usize>) -> Range<usize> {
        let first = self.from.partition_point(|(at, _)| *at < part.start);
        let end = self.from.partition_point(|(at, _)| *at < part.end);
        let letters = self.from.get(first..end).unwrap_or_default();
        match (letters.first(), letters.last()) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// As [`fold`], with the way back.
pub fn fold_with_places(text: &str) -> Folded {
    let mut folded = Folded::default();
    each(text, &mut |c, from| {
        folded.from.push((folded.text.len(), from));
        folded.text.push(c);
    });
    folded
}

/// Folds letter by letter: each with the bytes of the original that it came from.
fn each(text: &str, put: &mut dyn FnMut(char, Range<usize>)) {
    let mut writer = Writer { before: None, gap: None, put };
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let mut end = start + first.len_utf8();
        // A letter and the marks on it are folded together, so that カ and ﾞ become が.
        while let Some((_, mark)) = rest.next_if(|(_, next)| is_mark(*next)) {
            end += mark.len_utf8();
        }
        let written = text.get(start..end).unwrap_or_default();
        if written.len() == first.len_utf8() && is_plain(first) {
            writer.write(hiragana(first.to_ascii_lowercase()), start..end);
            continue;
        }
        let spelled: String = written.chars().map(combining).collect();
        for c in nfkc(&spelled).chars().flat_map(char::to_lowercase) {
            writer.write(hiragana(c), start..end);
        }
    }
}

struct Writer<'a> {
    /// The letter written last.
    before: Option<char>,
    /// A space that counts if a word follows.
    gap: Option<Range<usize>>,
    put: &'a mut dyn FnMut(char, Range<usize>),
}

impl Writer<'_> {
    fn write(&mut self, c: char, from: Range<usize>) {
        if c.is_whitespace() || matches!(c, '・' | '\u{200b}' | '\u{feff}' | '\u{ad}') {
            self.gap.get_or_insert(from);
            return;
        }
        let gap = self.gap.take();
        let before = if gap.is_some() { None } else { self.before };
        let c = match c {
            'ー' if before.is_some_and(|before| before.is_ascii_alphanumeric()) => '-',
            _ if is_dash(c) => {
                if before.is_some_and(is_kana) {
                    'ー'
                } else {
                    '-'
                }
            }
            _ => c,
        };
        if let Some(gap) = gap
            && self.before.is_some_and(is_spaced)
            && is_spaced(c)
        {
            (self.put)(' ', gap);
        }
        (self.put)(c, from);
        self.before = Some(c);
    }
}

/// Whether a character belongs to the letter before it: an accent, a 濁点 of its own, the variant of a kanji.
fn is_mark(c: char) -> bool {
    match c {
        '\0'..='\u{2ff}' => false,
        'ﾞ' | 'ﾟ' | '゛' | '゜' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => true,
        // Marks of other scripts are folded by themselves.
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => true,
        '\u{20d0}'..='\u{20f0}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}' => true,
        _ => false,
    }
}

/// Whether a character stands for itself: most of what is written, passed by without a look into tables.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿') && !is_dash(c)
}

/// The 濁点 and 半濁点 that stand beside a kana as those that stand on it.
fn combining(c: char) -> char {
    match c {
        '゛' | 'ﾞ' => '\u{3099}',
        '゜' | 'ﾟ' => '\u{309a}',
        _ => c,
    }
}

/// The hiragana of a katakana; ヷ to ヺ and ー have none and stay. 〜 and ~ are one.
fn hiragana(c: char) -> char {
    const APART: u32 = 'ァ' as u32 - 'ぁ' as u32;
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(c as u32 - APART).unwrap_or(c),
        '〜' => '~',
        _ => c,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゟ' | '゠'..='ヿ')
}

/// Whether words of this letter are parted by spaces.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}
