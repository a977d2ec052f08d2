//! Stage 8, 納品: deliverables and revisions.

mod gate;
mod item;
mod revisions;

pub use gate::{delivered, revision, unchecked};

use super::cycle::in_cycle;
use super::group;
use super::outputs::{outputs, paper};
use super::revision_letter::revision_letter;
use super::works::works;
use crate::domain::Engagement;
use crate::domain::delivery::{Tally, tally};
use crate::domain::stage::cycle::Cycle;
use crate::domain::works::{WorkState, state};
use crate::papers::Kind;
use crate::text::format::counted;
use crate::text::label::Choice;
use crate::text::text;
use crate::ui::kit::{Field, Form, folded, lang, say, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let outer = form.clone();
    let inside = in_cycle(form, move |cycle| body(&outer, &cycle));
    view! { {outputs(paper(form, Kind::Acceptance))} {inside} }.into_any()
}

fn body(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let accepted = cycle.map(|cycle| {
        let (all, accepted) =
            (cycle.deliverables.len(), cycle.deliverables.iter().filter(|row| row.accepted_on.is_some()).count());
        lang().pick(
            format!("{all}件・検収済み {accepted}"),
            format!("{}, {accepted} accepted", counted(all, "deliverable")),
        )
    });
    let open = cycle.map(|cycle| {
        let open = cycle.revisions.iter().filter(|row| row.done_on.is_none()).count();
        let Tally { revised, rounds, .. } = tally(cycle);
        match rounds {
            0 => lang().pick(format!("未完了 {open}件"), format!("{open} open")),
            _ => lang().pick(
                format!("未完了 {open}件・差し戻し 延べ{rounds}回(納品物{revised}件)"),
                format!("{open} open, {} on {}", counted(rounds, "round"), counted(revised, "deliverable")),
            ),
        }
    });
    view! {
        {board(form, cycle)}
        {group(
            text("納品物", "Deliverables"),
            Some(text("届いたらすぐ確かめます。1件ずつ、想定どおりかを残します。", "Check at once, one by one, and keep what was found.")),
            Some(accepted.into()),
            item::deliverables(form, cycle),
        )}
        {group(
            text("修正依頼", "Revisions"),
            Some(text("直してほしいことを、期限とともに窓口担当へ伝えます。", "What is to be changed and by when, told to the contact person.")),
            Some(open.into()),
            view! { {revisions::revisions(cycle)} {revision_letter(cycle)} },
        )}
    }
    .into_any()
}

/// The small board of stage 7, folded to how many works stand where.
fn board(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let counts = cycle.map(|cycle| {
        let states: Vec<WorkState> = cycle.works.iter().map(|work| state(cycle, work)).collect();
        let count = |state: &WorkState| states.iter().filter(|other| *other == state).count();
        let counted = WorkState::ALL.iter().map(|state| (*state, count(state))).filter(|(_, count)| *count > 0);
        counted.map(|(state, count)| format!("{} {count}", say(state.label()))).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| counts.with(|counts| !counts.is_empty()));
    let title = move || {
        let counts = counts.with(|counts| counts.join(tr("・", ", ")));
        lang().pick(format!("業務の状況({counts})"), format!("How the works stand ({counts})"))
    };
    let (form, cycle) = (form.clone(), cycle.clone());
    (move || {
        let (form, cycle) = (form.clone(), cycle.clone());
        any.get().then(|| folded(title, move || works(&form, &cycle)))
    })
    .into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let Some(cycle) = engagement.cycle().filter(|cycle| !cycle.deliverables.is_empty()) else {
        return String::new();
    };
    let (all, open) = (cycle.deliverables.len(), cycle.revisions.iter().filter(|row| row.done_on.is_none()).count());
    match open {
        0 => lang().pick(format!("納品物{all}件"), format!("{all} delivered")),
        _ => lang().pick(format!("納品物{all}件・修正中 {open}件"), format!("{all} delivered, {open} in revision")),
    }
}
