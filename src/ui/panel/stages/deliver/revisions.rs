//! 修正依頼: what is to be changed, in which round, and why it had to be done again.

use crate::browser::clock;
use crate::domain::delivery::rounds;
use crate::domain::stage::cycle::{Cycle, Revision};
use crate::text::label::short;
use crate::text::{delivery, text};
use crate::ui::kit::{Field, Named, computed, lang, rows, spec, sub};
use leptos::prelude::*;

/// All revisions of a cycle.
pub(super) fn revisions(cycle: &Field<Cycle>) -> AnyView {
    let deliverables =
        cycle.map(|cycle| cycle.deliverables.iter().map(|row| (row.id, short(&row.name))).collect::<Named>());
    let rounds = cycle.map(rounds);
    rows("修正依頼", "Revision", |revision: &mut Revision, cells: &[&str]| {
        revision.what = cells.join(" ");
        revision.asked_on = Some(clock::today());
    })
    .stacked()
    .example("直してほしいことを入力して Enter", "What is to be changed, then Enter")
    .show(sub!(cycle.revisions), move |revision| {
        let id = revision.map(|revision| revision.id);
        let round = move || {
            let round = rounds.with(|rounds| rounds.get(&id.get()).copied());
            round.map_or_else(|| "—".to_owned(), |round| delivery::round(round, lang()))
        };
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What").cell("grow").grows().example("例：3行目の単価を直す", "e.g. mend the price in line 3").text(sub!(revision.what))}
            </div>
            <div class="row__line row__line--fields">
                {spec("納品物", "Deliverable").cell("l").reference(sub!(revision.deliverable), deliverables)}
                {computed(text("回", "Round"), Some("s"), round)}
                {spec("原因", "Cause").cell("l").select(sub!(revision.cause))}
                {spec("依頼日", "Asked on").cell("l").date(sub!(revision.asked_on))}
                {spec("期限", "Due").cell("l").date(sub!(revision.due))}
                {spec("完了日", "Done on").cell("l").date(sub!(revision.done_on))}
            </div>
        }
        .into_any()
    })
}
