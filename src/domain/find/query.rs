//! What is searched for, as it is typed: words, "phrases", and words for one sort of field.

use super::fold::fold;
use super::letters::Letters;
use super::place::Place;

/// A sort of field that words may be held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// 案件名
    Title,
    /// 会社名
    Company,
    /// 担当者
    Owner,
    /// ラベル
    Label,
}

impl Scope {
    fn named(name: &str) -> Option<Self> {
        match name {
            "案件" | "案件名" | "title" => Some(Self::Title),
            "会社" | "会社名" | "company" => Some(Self::Company),
            "担当" | "担当者" | "owner" => Some(Self::Owner),
            "らべる" | "label" => Some(Self::Label),
            _ => None,
        }
    }

    /// Whether a field is of this sort.
    pub fn holds(self, place: Place) -> bool {
        let (part, field) = match self {
            Self::Title => ("", "title"),
            Self::Company => ("candidates", "name"),
            Self::Owner => ("", "owner"),
            Self::Label => ("", "labels"),
        };
        place.part == part && place.field == field
    }
}

/// A word or a phrase, folded, and where it is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) scope: Option<Scope>,
    pub(super) text: String,
    pub(super) letters: Letters,
}

/// What is searched for. All of it is to be found, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
}

impl Query {
    /// Reads what is typed: words parted by spaces, `"a phrase"`, `担当:佐藤`. Whatever is typed can be
    /// searched for; a quotation mark without its other one is none.
    pub fn parse(typed: &str) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (scope, after) = scoped(rest);
            let (text, after) = first(after);
            let text = fold(text);
            if !text.is_empty() {
                let term = Term { scope, letters: Letters::of(&text), text };
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
            rest = after.trim_start();
        }
        Self { terms }
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// The sort of field before a colon, and what follows it.
fn scoped(text: &str) -> (Option<Scope>, &str) {
    let found = text.split_once([':', '：']).and_then(|(name, after)| Some((Scope::named(&fold(name))?, after)));
    match found {
        Some((scope, after)) => (Some(scope), after),
        None => (None, text),
    }
}

/// The first word or phrase, and what follows it.
fn first(text: &str) -> (&str, &str) {
    const QUOTES: [char; 4] = ['"', '“', '”', '＂'];
    let quoted = text.strip_prefix(QUOTES).and_then(|inner| inner.split_once(QUOTES));
    quoted.unwrap_or_else(|| text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())))
}
