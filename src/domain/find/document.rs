//! An engagement ready to be searched.

use super::fold::{fold, fold_with_places};
use super::letters::Letters;
use super::place::{Place, texts};
use super::query::{Query, Scope, Term};
use crate::domain::Engagement;
use crate::domain::sort;
use std::ops::Range;

/// Everything that is written in an engagement.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// All texts folded, each ended by a line break, which no folded text has in it.
    folded: String,
    letters: Letters,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    place: Place,
    /// Where it stands in the folded text.
    at: Range<usize>,
    text: String,
}

/// Where something was found: the field, and the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The field.
    pub place: Place,
    /// What is written there, cut to a line, in pieces; those that were searched for are marked `true`.
    pub pieces: Vec<(String, bool)>,
}

impl Document {
    /// The document of an engagement.
    pub fn of(engagement: &Engagement) -> Self {
        let mut document = Self::default();
        texts(engagement, &mut |place, text| {
            let start = document.folded.len();
            document.folded.push_str(&fold(text));
            document.entries.push(Entry { place, at: start..document.folded.len(), text: text.to_owned() });
            document.folded.push('\n');
        });
        document.letters = Letters::of(&document.folded);
        document
    }

    /// Whether everything that is searched for is in it.
    pub fn matches(&self, query: &Query) -> bool {
        // Most documents have not all of the letters: of a large board few texts are read.
        query.terms.iter().all(|term| self.letters.have(&term.letters)) && self.reads(query)
    }

    fn reads(&self, query: &Query) -> bool {
        query.terms.iter().all(|term| match term.scope {
            None => self.folded.contains(&term.text),
            Some(_) => self.entries.iter().any(|entry| self.has(entry, term)),
        })
    }

    /// Whether everything that is searched for is in fields of one sort.
    pub fn matches_within(&self, query: &Query, scope: Scope) -> bool {
        let entries = || self.entries.iter().filter(|entry| scope.holds(entry.place));
        query.terms.iter().all(|term| entries().any(|entry| self.has(entry, term)))
    }

    /// The place that has the most of what is searched for; of several, the first. Nothing where nothing
    /// is searched for.
    pub fn hit(&self, query: &Query) -> Option<Hit> {
        let found = |entry: &Entry| query.terms.iter().filter(|term| self.has(entry, term)).count();
        let mut best: Option<(&Entry, usize)> = None;
        for entry in &self.entries {
            let count = found(entry);
            if count > best.map_or(0, |(_, most)| most) {
                best = Some((entry, count));
            }
        }
        let (entry, _) = best?;
        Some(Hit { place: entry.place, pieces: pieces(&entry.text, &marks(entry, query)) })
    }

    fn has(&self, entry: &Entry, term: &Term) -> bool {
        term.scope.is_none_or(|scope| scope.holds(entry.place))
            && self.folded.get(entry.at.clone()).is_some_and(|text| text.contains(&term.text))
    }
}

/// The parts of a text that were searched for, in order and without overlaps.
fn marks(entry: &Entry, query: &Query) -> Vec<Range<usize>> {
    let folded = fold_with_places(&entry.text);
    let terms = query.terms.iter().filter(|term| term.scope.is_none_or(|scope| scope.holds(entry.place)));
    let mut found: Vec<Range<usize>> = terms
        .flat_map(|term| folded.text.match_indices(&term.text))
        .map(|(at, text)| folded.original(at..at + text.len()))
        .collect();
    sort::by_key(&mut found, |mark| (mark.start, mark.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for mark in found {
        match marks.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => marks.push(mark),
        }
    }
    marks
}

/// How many characters stand before the first mark, and how many in all.
const BEFORE: usize = 8;
const MOST: usize = 60;

/// The text around its marks, cut to a line.
fn pieces(text: &str, marks: &[Range<usize>]) -> Vec<(String, bool)> {
    let first = marks.first().map_or(0, |mark| mark.start);
    let start = text
        .get(..first)
        .and_then(|before| before.char_indices().rev().nth(BEFORE))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let end = text.get(start..).and_then(|rest| rest.char_indices().nth(MOST)).map_or(text.len(), |(at, _)| start + at);
    let line = |part: Range<usize>| text.get(part).unwrap_or_default().replace(char::is_control, " ");
    let mut pieces = Vec::new();
    let mut at = start;
    for mark in marks {
        let (from, to) = (mark.start.min(end), mark.end.min(end));
        pieces.push((line(at..from), false));
        pieces.push((line(from..to), true));
        at = to;
    }
    pieces.push((line(at..end), false));
    if let Some((piece, _)) = pieces.first_mut().filter(|_| start > 0) {
        piece.insert(0, '…');
    }
    if let Some((piece, _)) = pieces.last_mut().filter(|_| end < text.len()) {
        piece.push('…');
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}
