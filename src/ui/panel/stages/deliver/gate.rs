//! What the gates of stages 7 and 8 ask for, as their dialog shows it.

use super::item::check;
use crate::browser::clock;
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::{Cycle, Deliverable, Work};
use crate::text::label::short;
use crate::text::text;
use crate::ui::kit::{Field, Form, Named, action, day, hint, icon, lang, rows, spec, sub, tr};
use crate::ui::panel::stages::cycle::present;
use crate::ui::panel::stages::fields;
use leptos::prelude::*;

/// What was delivered, and when: the list, with the works that have no deliverable yet.
pub fn delivered(form: &Form) -> AnyView {
    let cycle = present(form);
    let there = form.memo(|engagement| !engagement.cycles.is_empty());
    (move || {
        if !there.get() {
            return hint(text(
                "カードを「依頼開始」へ移すと、納品物を記入できます。",
                "Deliverables can be entered once the card has moved to “Work begins”.",
            ));
        }
        untrack(|| view! { {handed_over(&cycle)} {offered(&cycle)} }.into_any())
    })
    .into_any()
}

fn handed_over(cycle: &Field<Cycle>) -> AnyView {
    rows("納品物", "Deliverable", |row: &mut Deliverable, cells: &[&str]| {
        row.name = cells.first().copied().unwrap_or_default().to_owned();
        row.delivered_on = Some(clock::today());
    })
    .head(&[("grow", text("納品物", "Deliverable")), ("l", text("納品日", "Delivered on"))])
    .example("納品物を入力して Enter", "Deliverable, then Enter")
    .show(sub!(cycle.deliverables), |row| {
        view! {
            {spec("納品物", "Deliverable").cell("grow").grows().text(sub!(row.name))}
            {spec("納品日", "Delivered on").cell("l").date(sub!(row.delivered_on))}
        }
        .into_any()
    })
}

/// A button for each work of which nothing was delivered.
fn offered(cycle: &Field<Cycle>) -> AnyView {
    let left = cycle.map(|cycle| {
        let open = |work: &&Work| !cycle.deliverables.iter().any(|row| row.work == Some(work.id));
        let named = cycle.works.iter().filter(|work| !work.name.trim().is_empty());
        named.filter(open).map(|work| (work.id, work.name.clone())).collect::<Named>()
    });
    let list = sub!(cycle.deliverables);
    let error = RwSignal::new(None::<String>);
    let each = move |(id, name): (RowId, String)| {
        let list = list.clone();
        let word = lang().pick(format!("「{}」が届いた", short(&name)), format!("“{}” has arrived", short(&name)));
        let add = move |_| {
            let name = name.clone();
            let added = list.add(tr("納品物", "Deliverable"), move |row: &mut Deliverable| {
                row.name = name;
                row.work = Some(id);
                row.delivered_on = Some(clock::today());
            });
            error.set(added.err());
        };
        view! { <button type="button" class="btn btn--s" on:click=add>{icon("plus")}{word}</button> }
    };
    view! {
        <div class="btn-row"><For each=move || left.get() key=|work| work.clone() children=each /></div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

/// One deliverable to be checked.
pub fn unchecked(form: &Form, id: RowId) -> AnyView {
    let cycle = present(form);
    let row = sub!(cycle.deliverables).row(id);
    let said = row.map(|row| (row.name.clone(), row.delivered_on.map(day).unwrap_or_default()));
    view! {
        <p class="row__said">{move || said.with(|(name, _)| short(name))}" "<small>{move || said.with(|(_, on)| on.clone())}</small></p>
        {check(&row)}
    }
    .into_any()
}

/// One revision to be done.
pub fn revision(form: &Form, id: RowId) -> AnyView {
    let cycle = present(form);
    let row = sub!(cycle.revisions).row(id);
    let said = row.map(|row| (row.what.clone(), row.due.map(day).unwrap_or_default()));
    let open = row.map(|row| row.done_on.is_none());
    let place = row.clone();
    let button = move || {
        let place = place.clone();
        open.get().then(|| {
            action("btn--primary", "check", text("今日、完了した", "Done today"), move || {
                place.write(tr("完了日", "Done on"), |row| row.done_on = Some(clock::today()))
            })
        })
    };
    view! {
        <p class="row__said">{move || said.with(|(what, _)| short(what))}" "<small>{move || said.with(|(_, due)| due.clone())}</small></p>
        {fields("fields--2", spec("完了日", "Done on").need().date(sub!(row.done_on)))}
        {button}
    }
    .into_any()
}
