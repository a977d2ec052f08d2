//! The form of a work: of the chosen one under the small board, of all in a cycle that is only read.

use super::{Desk, called};
use crate::domain::delivery::{checked, revisions_of, rounds};
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::{Cycle, Revision, Work};
use crate::domain::works::{deliverables_of, state};
use crate::domain::{Engagement, Stage};
use crate::text::delivery;
use crate::text::label::Choice;
use crate::ui::kit::{Field, Form, Named, day, icon, lang, say, spec, sub, subcard_tools, tr};
use crate::ui::panel;
use crate::ui::panel::stages::fields;
use leptos::prelude::*;

/// The form of the work that is chosen.
pub(super) fn chosen(form: &Form, desk: &Desk) -> AnyView {
    let (ids, chosen) = (sub_works(desk).ids(), desk.chosen);
    let shown = Memo::new(move |_| chosen.get().filter(|id| ids.with(|ids| ids.contains(id))));
    let (form, desk) = (form.clone(), desk.clone());
    (move || {
        let id = shown.get()?;
        let close = move |_| {
            crate::browser::dom::focus_later(format!("[data-slip=\"{id}\"] .slip__open"));
            chosen.set(None);
        };
        let close = view! {
            <button type="button" class="icon-btn icon-btn--s" aria-label=tr("業務の内容を閉じる", "Close the work") on:click=close>
                {icon("close")}
            </button>
        };
        Some(untrack(|| one(&form, &desk, id, Some(close.into_any()))))
    })
    .into_any()
}

/// The forms of all works, one below the other.
pub(super) fn all(form: &Form, desk: &Desk) -> AnyView {
    let ids = sub_works(desk).ids();
    let (form, desk) = (form.clone(), desk.clone());
    view! { <For each=move || ids.get() key=|id| *id children=move |id| one(&form, &desk, id, None) /> }.into_any()
}

fn sub_works(desk: &Desk) -> Field<Vec<Work>> {
    let cycle = &desk.cycle;
    sub!(cycle.works)
}

fn one(form: &Form, desk: &Desk, id: RowId, close: Option<AnyView>) -> AnyView {
    let list = sub_works(desk);
    let work = list.row(id);
    let name = work.map(|work| called(&work.name));
    let standing = desk.cycle.map(move |cycle| {
        let work = cycle.works.iter().find(|work| work.id == id);
        work.map(|work| state(cycle, work)).unwrap_or_default()
    });
    // A work with a deliverable is over when that is accepted.
    let finishes = desk.cycle.map(move |cycle| {
        let over = cycle.works.iter().any(|work| work.id == id && work.done_on.is_some());
        over || deliverables_of(cycle, id).next().is_none()
    });
    let done = {
        let work = work.clone();
        move || {
            let done = spec("完了日", "Done on")
                .help("納品物がないまま終わる業務に記入します。", "For work that ends without a deliverable.");
            finishes.get().then(|| done.date(sub!(work.done_on)))
        }
    };
    let label = move || lang().pick(format!("「{}」の内容", name.get()), format!("About “{}”", name.get()));
    let tools = subcard_tools(list, id, name.into(), tr("依頼した業務", "Work requested"));
    view! {
        <div class="workform" role="group" tabindex="-1" aria-label=label data-row=id.to_string()>
            <p class="workform__head">
                <span class="workform__name">{move || name.get()}</span>
                <span class="tag">{move || say(standing.get().label())}</span>
                {close}
            </p>
            {fields("fields--2", view! {
                {spec("業務", "Work").full().grows().example("例：8月分の請求書の発行", "e.g. the invoices of August").text(sub!(work.name))}
                {spec("期限", "Due").date(sub!(work.due))}
                {spec("合意した時間", "Hours agreed").example("5", "5").hours(sub!(work.agreed))}
                {spec("依頼書の業務", "Task of the brief").reference(sub!(work.task), tasks(form, id))}
                {spec("依頼日", "Requested on").date(sub!(work.requested_on))}
                {spec("着手日", "Started on").date(sub!(work.started_on))}
                {done}
                {spec("メモ", "Note").full().area(sub!(work.note))}
            })}
            {delivered(desk, id)}
            {revised(desk, id)}
            {tools}
        </div>
    }
    .into_any()
}

/// The tasks of the brief; one of an older brief too where the work refers to it.
fn tasks(form: &Form, id: RowId) -> Memo<Named> {
    form.memo(move |engagement| {
        let named = engagement.clarify.tasks.iter().filter(|task| !task.name.trim().is_empty());
        let mut tasks: Named = named.map(|task| (task.id, task.name.trim().to_owned())).collect();
        let works = engagement.cycles.iter().flat_map(|cycle| &cycle.works);
        let referred = works.filter(|work| work.id == id).find_map(|work| work.task);
        let missing = referred.filter(|task| tasks.iter().all(|(other, _)| other != task));
        tasks.extend(missing.and_then(|task| older(engagement, task)));
        tasks
    })
}

/// A task that the present brief does not have, by the last one that had it.
fn older(engagement: &Engagement, id: RowId) -> Option<(RowId, String)> {
    engagement.briefs.iter().rev().find_map(|brief| {
        let task = brief.sealed.as_deref()?.tasks.iter().find(|task| task.id == id)?;
        let version = brief.version;
        let name = called(&task.name);
        Some((id, lang().pick(format!("{name}(依頼書 v{version})"), format!("{name} (brief v{version})"))))
    })
}

/// What was delivered of it, a line each, and the way to the form that holds it.
fn delivered(desk: &Desk, id: RowId) -> AnyView {
    let lines = desk.cycle.map(move |cycle| deliverables_of(cycle, id).map(line).collect::<Vec<_>>());
    let app = desk.app;
    (move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! {
                <div class="workform__part">
                    <p class="workform__label">{tr("納品物", "Deliverables")}</p>
                    <ul class="workform__list">{lines}</ul>
                    <button type="button" class="link" on:click=move |_| panel::show(app, Stage::Deliver)>
                        {tr("納品の段階で確かめる", "Check it at delivery")}
                    </button>
                </div>
            }
        })
    })
    .into_any()
}

fn line(row: &crate::domain::stage::cycle::Deliverable) -> String {
    let name = called_deliverable(&row.name);
    match (row.delivered_on, row.accepted_on) {
        (_, Some(on)) => lang().pick(format!("{name}　検収 {}", day(on)), format!("{name}, accepted {}", day(on))),
        (Some(on), None) if checked(row) => lang()
            .pick(format!("{name}　納品 {}・確認済み", day(on)), format!("{name}, delivered {}, checked", day(on))),
        (Some(on), None) => lang().pick(format!("{name}　納品 {}", day(on)), format!("{name}, delivered {}", day(on))),
        (None, None) => lang().pick(format!("{name}　未納品"), format!("{name}, to come")),
    }
}

fn called_deliverable(name: &str) -> String {
    if name.trim().is_empty() { tr("納品物", "Deliverable").to_owned() } else { name.trim().to_owned() }
}

/// The revisions of its deliverables, to be written where they are asked for.
fn revised(desk: &Desk, id: RowId) -> AnyView {
    let ids = desk.cycle.map(move |cycle| {
        let of = deliverables_of(cycle, id).flat_map(|row| revisions_of(cycle, row.id));
        of.map(|row| row.id).collect::<Vec<_>>()
    });
    let cycle = desk.cycle.clone();
    view! { <For each=move || ids.get() key=|id| *id children=move |id| revision(&cycle, id) /> }.into_any()
}

fn revision(cycle: &Field<Cycle>, id: RowId) -> AnyView {
    let list: Field<Vec<Revision>> = sub!(cycle.revisions);
    let row = list.row(id);
    let round = cycle.map(move |cycle| rounds(cycle).get(&id).copied().unwrap_or_default());
    let label = move || {
        let round = delivery::round(round.get(), lang());
        lang().pick(format!("修正依頼 {round}"), format!("Revision, {round}"))
    };
    view! {
        <div class="workform__part" role="group" aria-label=label data-revision=id.to_string()>
            <p class="workform__label">{label}</p>
            {fields("fields--2", view! {
                {spec("修正の内容", "What is to be changed").full().grows().example("例：3行目の単価を直す", "e.g. mend the price in line 3").text(sub!(row.what))}
                {spec("修正の期限", "Revision due").date(sub!(row.due))}
                {spec("修正の完了日", "Revision done on").date(sub!(row.done_on))}
            })}
        </div>
    }
    .into_any()
}
