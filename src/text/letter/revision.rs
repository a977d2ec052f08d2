//! 修正依頼文: what is to be changed in what was delivered, and against which success criterion.

use super::template::Fill;
use super::value::{About, criterion_words};
use crate::domain::Engagement;
use crate::domain::delivery::rounds;
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::{Cycle, Deliverable, Revision};
use crate::domain::stage::trial::Finding;
use crate::text::{Lang, delivery, format};

/// Whether a letter would have anything to say: a deliverable that is not as expected, or a revision
/// that is open.
pub(super) fn any(cycle: &Cycle) -> bool {
    cycle.deliverables.iter().any(differs) || cycle.revisions.iter().any(open)
}

fn open(revision: &Revision) -> bool {
    revision.done_on.is_none() && !revision.what.trim().is_empty()
}

/// Not as expected, and not accepted since.
fn differs(deliverable: &Deliverable) -> bool {
    deliverable.accepted_on.is_none()
        && (deliverable.finding == Finding::NotMet
            || deliverable.results.values().any(|result| result.met == Finding::NotMet))
}

/// Every deliverable with what differs and what is to be changed, then what belongs to none.
pub(super) fn list(about: &About<'_>, cycle: &Cycle) -> Fill {
    let lang = about.lang;
    let known = |id: Option<RowId>| cycle.deliverables.iter().any(|row| Some(row.id) == id);
    let rounds = rounds(cycle);
    let mut parts = Vec::new();
    for deliverable in &cycle.deliverables {
        let asked: Vec<&Revision> =
            cycle.revisions.iter().filter(|row| open(row) && row.deliverable == Some(deliverable.id)).collect();
        if differs(deliverable) || !asked.is_empty() {
            let round = asked.iter().filter_map(|row| rounds.get(&row.id)).max().copied();
            parts.push(of_deliverable(about.engagement, deliverable, &asked, round, lang));
        }
    }
    let others: Vec<&Revision> = cycle.revisions.iter().filter(|row| open(row) && !known(row.deliverable)).collect();
    if !others.is_empty() {
        let title = match parts.is_empty() {
            true => lang.pick("■ 修正のお願い", "[To be changed]"),
            false => lang.pick("■ そのほかの修正のお願い", "[Also to be changed]"),
        };
        parts.push(format!("{title}\n{}", numbered(&others, lang)));
    }
    if parts.is_empty() { about.missing() } else { Fill::Text(parts.join("\n\n")) }
}

/// `round`: how often it goes back with what is asked now.
fn of_deliverable(
    engagement: &Engagement,
    row: &Deliverable,
    asked: &[&Revision],
    round: Option<u32>,
    lang: Lang,
) -> String {
    let name = match row.name.trim() {
        "" => lang.pick("納品物", "Deliverable"),
        name => name,
    };
    let on = row.delivered_on.map(|day| format::full_date(day, lang));
    let on = on.map(|day| lang.pick(format!("({day}納品)"), format!(" (delivered {day})"))).unwrap_or_default();
    let mut lines = vec![lang.pick(format!("■ {name}{on}"), format!("[{name}]{on}"))];
    if row.finding == Finding::NotMet {
        lines.push(match row.note.trim() {
            "" => lang.pick("想定と異なる点がありました。", "It is not as we expected.").to_owned(),
            note => lang.pick(format!("想定と異なる点: {note}"), format!("Not as expected: {note}")),
        });
    }
    for (id, result) in row.results.iter().filter(|(_, result)| result.met == Finding::NotMet) {
        let criterion = engagement.criterion(*id).filter(|criterion| !criterion.text.trim().is_empty());
        if let Some(criterion) = criterion {
            let words = criterion_words(criterion, lang);
            let note = Some(result.note.trim()).filter(|note| !note.is_empty());
            let note = note.map(|note| lang.pick(format!("。{note}"), format!(". {note}"))).unwrap_or_default();
            lines.push(lang.pick(
                format!("成功の基準「{words}」を満たしていません{note}"),
                format!("The success criterion “{words}” is not met{note}"),
            ));
        }
    }
    if !asked.is_empty() {
        let round = round.map(|round| delivery::round(round, lang)).unwrap_or_default();
        lines.push(lang.pick(format!("修正のお願い({round}):"), format!("To be changed ({round}):")));
        lines.push(numbered(asked, lang));
    }
    lines.join("\n")
}

fn numbered(rows: &[&Revision], lang: Lang) -> String {
    let each = rows.iter().enumerate().map(|(index, row)| {
        let due = row.due.map(|day| format::full_date(day, lang));
        let due = due.map(|day| lang.pick(format!("(期限: {day})"), format!(" (by {day})"))).unwrap_or_default();
        format!("{}. {}{due}", index + 1, row.what.trim())
    });
    each.collect::<Vec<_>>().join("\n")
}
