//! Copying an engagement: what a new one takes over from a template or from earlier work.
//!
//! The need comes along: stage 1, the own criteria, the irregular cases, and the companies where that
//! is wished. What happened stays behind: moves, versions of the brief, inquiries, quotes, meetings,
//! scores, decisions, trials, contracts, cycles, and every date.

use super::engagement::Engagement;
use super::ids::{IdSource, RowId};
use super::stage::clarify::{Clarify, Material, MaterialKind};
use super::stage::select::Candidate;

/// The content of an engagement with fresh ids for all its rows. It has no id, place or moment of its
/// own yet, and the source is not touched.
pub fn content(source: &Engagement, candidates: bool, ids: &mut IdSource) -> Engagement {
    let candidates = if candidates { source.candidates.as_slice() } else { &[] };
    Engagement {
        title: source.title.clone(),
        owner: source.owner.clone(),
        priority: source.priority,
        labels: source.labels.clone(),
        clarify: brief(&source.clarify, ids),
        selection: fresh(&source.selection, ids, |row, id| row.id = id),
        irregular: source.irregular.clone(),
        candidates: candidates.iter().map(|candidate| company(candidate, ids)).collect(),
        ..Engagement::default()
    }
}

/// The brief as it would be told again: no criterion is reached yet, and the wished start has passed.
fn brief(source: &Clarify, ids: &mut IdSource) -> Clarify {
    let mut tasks = fresh(&source.tasks, ids, |task, id| task.id = id);
    for task in &mut tasks {
        task.flow = fresh(&task.flow, ids, |step, id| step.id = id);
    }
    let mut criteria = fresh(&source.criteria, ids, |row, id| row.id = id);
    for criterion in &mut criteria {
        criterion.met = false;
    }
    let mut materials = fresh(&source.materials, ids, |row, id| row.id = id);
    for material in &mut materials {
        material.ready = still_ready(material);
    }
    Clarify { tasks, criteria, materials, wished_start: None, ..source.clone() }
}

/// A manual that was ready and has its place can be handed over again. A record of the way of then is
/// to be looked through first.
fn still_ready(material: &Material) -> bool {
    let placed = !material.link.trim().is_empty() || material.file.is_some();
    material.ready && placed && material.kind != MaterialKind::Record
}

/// The company itself, without what was asked of it, judged of it and offered by it.
fn company(source: &Candidate, ids: &mut IdSource) -> Candidate {
    Candidate {
        id: ids.row(),
        name: source.name.clone(),
        features: source.features.clone(),
        site: source.site.clone(),
        source: source.source.clone(),
        nda: source.nda,
        individual: source.individual,
        privacy_mark: source.privacy_mark,
        isms: source.isms,
        contact: source.contact.clone(),
        ..Candidate::default()
    }
}

fn fresh<R: Clone>(rows: &[R], ids: &mut IdSource, set: fn(&mut R, RowId)) -> Vec<R> {
    let copied = rows.iter().map(|row| {
        let mut row = row.clone();
        set(&mut row, ids.row());
        row
    });
    copied.collect()
}
