//! ラベル: short words by which engagements are gathered across stages.

use super::board::Board;
use super::find::fold;
use super::unicode::nfkc;
use crate::domain::sort;
use std::collections::BTreeMap;

/// The most characters of a label.
pub const LABEL_MAX: usize = 30;

/// Why a text becomes no label of an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLabel {
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// How many characters it has; [`LABEL_MAX`] is the most.
    #[error("too-long:{0}")]
    TooLong(usize),
    /// The engagement has it already, maybe in another width or case.
    #[error("taken")]
    Taken,
}

/// A label as it is kept: half and full width made one, spaces at the ends gone and those between
/// words single.
///
/// # Errors
/// Where nothing is left, or too much.
pub fn normal(typed: &str) -> Result<String, NoLabel> {
    let text: String = nfkc(typed).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        _ if fold(&text).is_empty() => Err(NoLabel::Empty),
        length if length > LABEL_MAX => Err(NoLabel::TooLong(length)),
        _ => Ok(text),
    }
}

/// Whether two labels mean the same: as a search reads them.
pub fn same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// Adds a label at the end.
///
/// # Errors
/// Where it is none, or is there already; nothing changes then.
pub fn add(labels: &mut Vec<String>, typed: &str) -> Result<(), NoLabel> {
    let label = normal(typed)?;
    if labels.iter().any(|present| same(present, &label)) {
        return Err(NoLabel::Taken);
    }
    labels.push(label);
    Ok(())
}

/// Puts another label in the place of one, or takes it away where there is no other. Where the other
/// is there already, both become that one. Answers whether anything changed.
pub fn replace(labels: &mut Vec<String>, from: &str, to: Option<&str>) -> bool {
    let Some(index) = labels.iter().position(|label| label == from) else {
        return false;
    };
    let merged = to.filter(|to| labels.iter().enumerate().any(|(other, label)| other != index && same(label, to)));
    match to {
        Some(to) if merged.is_none() => {
            let changed = labels.get(index).is_some_and(|label| label != to);
            if let Some(label) = labels.get_mut(index) {
                to.clone_into(label);
            }
            changed
        }
        _ => {
            labels.remove(index);
            true
        }
    }
}

/// The labels of the board with how many engagements have each, templates and closed ones included:
/// the most used first.
pub fn in_use(board: &Board) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in board.engagements.values().flat_map(|engagement| &engagement.labels) {
        *counts.entry(label).or_default() += 1;
    }
    let mut labels: Vec<_> = counts.into_iter().map(|(label, count)| (label.to_owned(), count)).collect();
    sort::by(&mut labels, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    labels
}

/// A label as the board writes it: one that means the same is in use, in the width and case in which
/// most have it.
pub fn as_known(board: &Board, label: String) -> String {
    let known = in_use(board).into_iter().map(|(known, _)| known).find(|known| same(known, &label));
    known.unwrap_or(label)
}

/// The people who are in charge of something on the board, the busiest first.
pub fn owners(board: &Board) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for owner in board.engagements.values().map(|engagement| engagement.owner.trim()).filter(|owner| !owner.is_empty())
    {
        *counts.entry(owner).or_default() += 1;
    }
    let mut owners: Vec<_> = counts.into_iter().collect();
    sort::by(&mut owners, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    owners.into_iter().map(|(owner, _)| owner.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_kept_in_one_width_without_needless_spaces() {
        let thirty = "あ".repeat(LABEL_MAX);
        let cases = [
            ("経理", Ok("経理")),
            ("  経理\t ", Ok("経理")),
            ("ＥＣ　運営", Ok("EC 運営")),
            ("ｽｶｳﾄ", Ok("スカウト")),
            ("一\n二", Ok("一 二")),
            (thirty.as_str(), Ok(thirty.as_str())),
            ("", Err(NoLabel::Empty)),
            ("\u{3000}\u{200b}", Err(NoLabel::Empty)),
        ];
        for (typed, expected) in cases {
            assert_eq!(normal(typed), expected.map(str::to_owned), "{typed:?}");
        }
        assert_eq!(normal(&"あ".repeat(31)), Err(NoLabel::TooLong(31)));
    }

    #[test]
    fn the_same_label_in_another_width_or_case_is_refused() {
        let mut labels = vec!["EC".to_owned(), "すかうと".to_owned()];
        for typed in ["ec", "ＥＣ", "スカウト", "ｽｶｳﾄ", " EC "] {
            assert_eq!(add(&mut labels, typed), Err(NoLabel::Taken), "{typed}");
        }
        assert_eq!(add(&mut labels, "総務"), Ok(()));
        assert_eq!(labels, ["EC", "すかうと", "総務"]);
    }

    #[test]
    fn a_renamed_label_keeps_its_place_and_never_stands_twice() {
        // before, from, to, after, whether it changed
        type Case<'a> = (&'a [&'a str], &'a str, Option<&'a str>, &'a [&'a str], bool);
        let cases: [Case; 6] = [
            (&["経理", "急ぎ"], "経理", Some("会計"), &["会計", "急ぎ"], true),
            (&["経理", "急ぎ"], "急ぎ", None, &["経理"], true),
            (&["経理", "会計"], "経理", Some("会計"), &["会計"], true),
            (&["EC", "急ぎ"], "EC", Some("ec"), &["ec", "急ぎ"], true),
            (&["経理"], "経理", Some("経理"), &["経理"], false),
            (&["経理"], "総務", Some("人事"), &["経理"], false),
        ];
        for (before, from, to, after, changed) in cases {
            let mut labels: Vec<String> = before.iter().map(|label| (*label).to_owned()).collect();
            assert_eq!(replace(&mut labels, from, to), changed, "{before:?} {from} {to:?}");
            assert_eq!(labels, after, "{before:?} {from} {to:?}");
        }
    }
}
