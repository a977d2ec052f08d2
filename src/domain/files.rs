//! What refers to a file. The board names files by their hash; what is in them lies beside it.

use super::Board;
use super::stage::clarify::StoredFile;
use crate::domain::sort;
use std::collections::{BTreeMap, BTreeSet};

/// The digits of a SHA-256.
const DIGITS: usize = 64;

/// The files of a board by their hash, each content once, by the first name that it has there.
pub fn files(board: &Board) -> BTreeMap<&str, &StoredFile> {
    let mut files = BTreeMap::new();
    for file in board.engagements.values().flat_map(|engagement| engagement.files()) {
        files.entry(file.sha256.as_str()).or_insert(file);
    }
    files
}

/// The hash of every file that a board refers to, those in changes that overlap (重なった変更) too.
pub fn referred(board: &Board) -> BTreeSet<String> {
    let mut hashes = sort::set(files(board).into_keys().map(str::to_owned));
    for overlap in board.engagements.values().flat_map(|engagement| &engagement.overlaps) {
        hashes.extend(hashes_in(&overlap.other.to_string()).map(str::to_owned));
    }
    hashes
}

/// Everything in a text that may be the hash of a file: runs of exactly 64 hexadecimal digits in
/// lower case. It reads what no parser does, broken records among them.
pub fn hashes_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !matches!(letter, '0'..='9' | 'a'..='f')).filter(|run| run.len() == DIGITS)
}

/// How long a file that nothing refers to is kept, in days: as long as the kept days (日ごとの控え), so
/// that going back to one of them finds its files.
pub const KEPT_DAYS: i64 = 14;

const DAY_SECONDS: i64 = 86_400;

/// A file that lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The hash of what is in it.
    pub sha256: String,
    /// Since when nothing was seen to refer to it, in seconds since 1970; nothing while something does.
    pub unused_since: Option<i64>,
}

/// What is to be done about the files of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Nothing refers to these any more: from now on they count as unused.
    pub unused: Vec<String>,
    /// Something refers to these again.
    pub used: Vec<String>,
    /// Nothing has referred to these for [`KEPT_DAYS`].
    pub remove: Vec<String>,
}

/// Looks through the files of a store, at a moment in seconds since 1970. A file is removed only when
/// it was seen unused before and has been so for [`KEPT_DAYS`]: one look at a board that was not read
/// whole costs no file.
pub fn sweep(kept: &[Kept], in_reach: &BTreeSet<String>, now: i64) -> Sweep {
    let mut sweep = Sweep::default();
    for file in kept {
        let list = match (in_reach.contains(&file.sha256), file.unused_since) {
            (true, Some(_)) => &mut sweep.used,
            (false, None) => &mut sweep.unused,
            (false, Some(since)) if now - since >= KEPT_DAYS * DAY_SECONDS => &mut sweep.remove,
            _ => continue,
        };
        list.push(file.sha256.clone());
    }
    sweep
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::engagement::Overlap;
    use crate::domain::stage::clarify::Material;
    use crate::domain::{Engagement, EngagementId};
    use std::sync::Arc;

    fn hash(digit: char) -> String {
        String::from(digit).repeat(64)
    }

    fn file(name: &str, digit: char) -> StoredFile {
        StoredFile { name: name.to_owned(), sha256: hash(digit), ..StoredFile::default() }
    }

    fn board(edit: impl FnOnce(&mut Engagement)) -> Board {
        let mut engagement = Engagement::default();
        edit(&mut engagement);
        let id = EngagementId::parse("01900000-0000-7000-8000-000000000001").unwrap();
        Board { engagements: [(id, Arc::new(engagement))].into(), ..Board::default() }
    }

    #[test]
    fn a_content_counts_once_however_many_rows_have_it() {
        let board = board(|engagement| {
            let row = |name, digit| Material { file: Some(file(name, digit)), ..Material::default() };
            engagement.clarify.materials = vec![row("手順書.pdf", 'a'), row("写し.pdf", 'a'), Material::default()];
            engagement.contract.file = Some(file("契約書.pdf", 'b'));
        });
        let names: Vec<_> = files(&board).into_values().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["手順書.pdf", "契約書.pdf"]);
        assert_eq!(referred(&board), [hash('a'), hash('b')].into());
    }

    #[test]
    fn what_was_kept_of_an_overlap_is_referred_to_as_well() {
        let other = serde_json::json!({ "name": "契約書.pdf", "size": 3, "sha256": hash('c') });
        let board = board(|engagement| engagement.overlaps = vec![Overlap { other, ..Overlap::default() }]);
        assert!(files(&board).is_empty());
        assert_eq!(referred(&board), [hash('c')].into());
    }

    #[test]
    fn hashes_are_found_in_any_text_and_nothing_else_is() {
        let (a, b) = (hash('a'), hash('0'));
        let text = format!("[\\\"sha256\\\":\\\"{a}\\\" {b}, {}, {}, {}0]", &a[1..], "A".repeat(64), a);
        assert_eq!(hashes_in(&text).collect::<Vec<_>>(), [a.as_str(), b.as_str()]);
        assert_eq!(hashes_in("").count(), 0);
    }

    #[test]
    fn a_file_goes_when_it_was_unused_for_fourteen_days_and_never_before() {
        const DAY: i64 = 86_400;
        let now = 1_782_867_600;
        let kept = |digit, unused_since| Kept { sha256: hash(digit), unused_since };
        let in_reach: BTreeSet<_> = [hash('a'), hash('b')].into();
        let table = [
            ("in use", kept('a', None), Sweep::default()),
            ("in use again", kept('b', Some(now - 90 * DAY)), Sweep { used: vec![hash('b')], ..Sweep::default() }),
            ("unused for the first time", kept('c', None), Sweep { unused: vec![hash('c')], ..Sweep::default() }),
            ("unused a second less", kept('c', Some(now - 14 * DAY + 1)), Sweep::default()),
            (
                "unused for 14 days",
                kept('c', Some(now - 14 * DAY)),
                Sweep { remove: vec![hash('c')], ..Sweep::default() },
            ),
            ("the clock was put back", kept('c', Some(now + 90 * DAY)), Sweep::default()),
        ];
        for (name, file, expected) in table {
            assert_eq!(sweep(&[file], &in_reach, now), expected, "{name}");
        }
    }
}
