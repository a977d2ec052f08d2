//! Finding: what people type against everything that is written in an engagement, and what the board
//! is narrowed to.
//!
//! Texts are compared folded ([`fold`]): width, case, kana and spaces make no difference. A
//! [`Document`] is an engagement ready to be searched, an [`Index`] keeps the documents of a board and
//! makes anew only those that changed, a [`Filter`] adds labels, owners and the like to the words.

mod document;
mod filter;
mod fold;
mod index;
mod letters;
mod place;
mod query;
#[cfg(test)]
mod tests;

pub use document::{Document, Hit};
pub use filter::{Condition, Filter, Kind, priority_id};
pub use fold::{Folded, fold, fold_with_places};
pub use index::Index;
pub use place::{PLACES, Place};
pub use query::{Query, Scope};

use super::Engagement;

/// Whether an engagement has everything that is searched for, anywhere in it. Nothing searched for is
/// found everywhere.
pub fn matches(engagement: &Engagement, searched: &str) -> bool {
    let query = Query::parse(searched);
    query.is_empty() || Document::of(engagement).matches(&query)
}

/// The same for a text that stands alone.
pub fn text_matches(text: &str, searched: &str) -> bool {
    let text = fold(text);
    Query::parse(searched).terms.iter().all(|term| text.contains(&term.text))
}

/// Whether a text has these letters in this order, with others between them: enough to mean a command. One
/// letter alone would be in too many.
pub fn has_in_order(text: &str, letters: &str) -> bool {
    let mut rest = text.chars();
    letters.chars().nth(1).is_some() && letters.chars().all(|letter| rest.any(|c| c == letter))
}
