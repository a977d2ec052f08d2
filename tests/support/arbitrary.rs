//! Arbitrary engagements with every field of every stage: random values, then references and periods
//! put right, which no random value does by itself.

use super::source::read;
use irai_board::domain::calendar::Closure;
use irai_board::domain::ids::RowId;
use irai_board::domain::{Board, Engagement, Settings};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::mem::swap;
use std::sync::Arc;

/// Boards of up to three engagements.
pub fn boards() -> impl Strategy<Value = Board> {
    (prop::collection::vec(engagements(), 0..4), bytes()).prop_map(|(engagements, bytes)| Board {
        settings: orderly(read(&bytes)),
        engagements: engagements.into_iter().map(|engagement| (engagement.id, Arc::new(engagement))).collect(),
    })
}

/// No closure ends before it begins, nor long after.
fn orderly(mut settings: Settings) -> Settings {
    for closure in &mut settings.closures {
        closure.until = closure.from.zip(closure.until).map(|(from, until)| {
            let days = (until - from).num_days().rem_euclid(Closure::DAYS_MAX);
            from + chrono::Duration::days(days)
        });
    }
    settings
}

/// Engagements that the domain takes as they are.
pub fn engagements() -> impl Strategy<Value = Engagement> {
    bytes().prop_map(|bytes| sound(read(&bytes)))
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..3_000)
}

/// Puts right what the types leave open.
pub fn sound(mut engagement: Engagement) -> Engagement {
    if engagement.title.trim().is_empty() {
        engagement.title = "案件".to_owned();
    }
    engagement.title = engagement.title.replace(['\n', '\t'], " ");
    let ids = |rows: Vec<RowId>| rows;
    let candidates = ids(engagement.candidates.iter().map(|row| row.id).collect());
    let quotes = ids(engagement.candidates.iter().flat_map(|row| &row.quotes).map(|row| row.id).collect());
    let selection = ids(engagement.selection.iter().map(|row| row.id).collect());
    let tasks = ids(engagement.clarify.tasks.iter().map(|row| row.id).collect());
    let criteria = ids(engagement.clarify.criteria.iter().map(|row| row.id).collect());
    aim(&mut engagement.decision.chosen, &candidates);
    for decision in &mut engagement.past_decisions {
        aim(&mut decision.chosen, &candidates);
    }
    for candidate in &mut engagement.candidates {
        candidate.scores = aimed(&candidate.scores, &selection);
    }
    for trial in &mut engagement.trials {
        aim(&mut trial.candidate, &candidates);
        trial.results = aimed(&trial.results, &criteria);
        order(&mut trial.from, &mut trial.to);
    }
    for contract in engagement.past_contracts.iter_mut().chain([&mut engagement.contract]) {
        aim(&mut contract.quote, &quotes);
        aim(&mut contract.candidate, &candidates);
        order(&mut contract.starts_on, &mut contract.ends_on);
    }
    for cycle in &mut engagement.cycles {
        let works = ids(cycle.works.iter().map(|row| row.id).collect());
        let deliverables = ids(cycle.deliverables.iter().map(|row| row.id).collect());
        aim(&mut cycle.quote, &quotes);
        cycle.works.iter_mut().for_each(|row| aim(&mut row.task, &tasks));
        cycle.questions.iter_mut().for_each(|row| aim(&mut row.work, &works));
        cycle.stalls.iter_mut().for_each(|row| aim(&mut row.work, &works));
        cycle.usage.iter_mut().for_each(|row| aim(&mut row.work, &works));
        for row in &mut cycle.deliverables {
            aim(&mut row.work, &works);
            row.results = aimed(&row.results, &criteria);
        }
        cycle.revisions.iter_mut().for_each(|row| aim(&mut row.deliverable, &deliverables));
        cycle.review.results = aimed(&cycle.review.results, &criteria);
        order(&mut cycle.review.from, &mut cycle.review.to);
    }
    order(&mut engagement.irregular.least, &mut engagement.irregular.most);
    engagement
}

/// Points a reference at one of the rows that are there.
fn aim(reference: &mut Option<RowId>, rows: &[RowId]) {
    *reference = reference.and_then(|id| pick(id, rows));
}

fn aimed<T: Clone>(map: &BTreeMap<RowId, T>, rows: &[RowId]) -> BTreeMap<RowId, T> {
    map.iter().filter_map(|(id, value)| Some((pick(*id, rows)?, value.clone()))).collect()
}

fn pick(id: RowId, rows: &[RowId]) -> Option<RowId> {
    rows.get(id.0.as_bytes()[15] as usize % rows.len().max(1)).copied()
}

fn order<T: PartialOrd>(from: &mut Option<T>, to: &mut Option<T>) {
    if matches!((&from, &to), (Some(from), Some(to)) if to < from) {
        swap(from, to);
    }
}

/// A wild draft of an engagement: everything that an edit may change is another.
pub fn draft_of(present: &Engagement, wild: Engagement) -> Engagement {
    let draft = Engagement {
        id: present.id,
        stage: present.stage,
        rank: present.rank.clone(),
        status: present.status,
        status_reason: present.status_reason.clone(),
        history: present.history.clone(),
        briefs: present.briefs.clone(),
        ..wild
    };
    // Random ids are numbered alike, so those that are kept can meet the new ones.
    let ids: Vec<RowId> = draft.row_ids().into_iter().map(|(_, id)| id).collect();
    let single = ids.iter().enumerate().all(|(index, id)| !ids[..index].contains(id));
    if single { draft } else { present.clone() }
}
