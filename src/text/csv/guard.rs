//! The guard against formulas. A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, and
//! some pass over what cannot be seen in front of it. An apostrophe in front makes it a text.

use crate::domain::unicode::nfkc;
use std::borrow::Cow;

/// The mark that makes a cell a text.
const MARK: char = '\'';

/// A text as it may stand in a cell: with an apostrophe in front where it would be run as a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_risky(text) { format!("{MARK}{text}").into() } else { text.into() }
}

/// The text that [`guarded`] was given. An apostrophe that guards nothing belongs to the text.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(MARK).filter(|rest| is_risky(rest)).unwrap_or(text)
}

/// Whether a cell may be run as a formula. Apostrophes in front make no difference, so that one more or
/// less never changes the answer and every text comes back as it was.
fn is_risky(text: &str) -> bool {
    let text = text.trim_start_matches(MARK);
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let first = text.chars().find(|c| !is_passed_over(*c));
    // Full-width and small forms are entered as the same sign in a Japanese spreadsheet.
    first.is_some_and(|first| {
        nfkc(first.encode_utf8(&mut [0; 4])).chars().next().is_some_and(|plain| matches!(plain, '=' | '+' | '-' | '@'))
            || matches!(first, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{207a}' | '\u{207b}')
    })
}

/// What does not keep a spreadsheet from what follows: spaces, quotes, and what cannot be seen.
fn is_passed_over(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '＂' | '＇' | '\u{ad}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{180e}')
}
