//! Stage 8, 納品: deliverables and revisions.

use super::cycle::{cards, first_line, folded_findings, in_cycle, present, sealed};
use super::revision_letter::revision_letter;
use super::{fields, group};
use crate::browser::clock;
use crate::domain::Engagement;
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::{Cycle, Deliverable, Revision, Work};
use crate::domain::stage::trial::Finding;
use crate::text::label::short;
use crate::text::text;
use crate::ui::kit::{Field, Form, Named, action, day, hint, icon, lang, rows, spec, sub, subcard, subcard_tools, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let outer = form.clone();
    in_cycle(form, move |cycle| body(&outer, &cycle))
}

fn body(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let accepted = cycle.map(|cycle| {
        let (all, accepted) =
            (cycle.deliverables.len(), cycle.deliverables.iter().filter(|row| row.accepted_on.is_some()).count());
        lang().pick(format!("{all}件・検収済み {accepted}"), format!("{all}, {accepted} accepted"))
    });
    let open = cycle.map(|cycle| {
        let open = cycle.revisions.iter().filter(|row| row.done_on.is_none()).count();
        lang().pick(format!("未完了 {open}件"), format!("{open} open"))
    });
    view! {
        {group(
            text("納品物", "Deliverables"),
            Some(text("届いたらすぐ確かめます。1件ずつ、想定どおりかを残します。", "Check at once, one by one, and keep what was found.")),
            Some(accepted.into()),
            deliverables(form, cycle),
        )}
        {group(
            text("修正依頼", "Revisions"),
            Some(text("直してほしいことを、期限とともに窓口担当へ伝えます。", "What is to be changed and by when, told to the contact person.")),
            Some(open.into()),
            view! { {revisions(cycle)} {revision_letter(cycle)} },
        )}
    }
    .into_any()
}

fn deliverables(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let list = sub!(cycle.deliverables);
    let (form, all, cycle) = (form.clone(), list.clone(), cycle.clone());
    let fresh = |row: &mut Deliverable| row.delivered_on = Some(clock::today());
    cards(list, text("納品物を追加", "Add a deliverable"), fresh, move |id, row, open| {
        open.set(sealed() || !checked(&row.peek()));
        let name = row.map(|row| first_line(&row.name, text("新しい納品物", "New deliverable")));
        let state = row.map(state);
        let on = row.map(|row| row.delivered_on.map(day).unwrap_or_default());
        let (form, list, cycle) = (form.clone(), all.clone(), cycle.clone());
        let tags = move || {
            let (class, word) = state.get();
            view! { <span class=format!("tag {class}")>{word}</span> }
        };
        subcard(name.into(), open).note(on.into()).show(
            view! { {tags} }.into_any(),
            move || {
                let tools = subcard_tools(list.clone(), id, name.into(), tr("納品物", "Deliverable"));
                view! {
                    <div class="fields fields--2" data-row=id.to_string()>{what(&cycle, &row)}</div>
                    {check(&row)}
                    {folded_findings(&form, sub!(row.results))}
                    {ask(&cycle, &row)}
                    {tools}
                }
                .into_any()
            },
            ().into_any(),
        )
    })
}

fn checked(row: &Deliverable) -> bool {
    row.checked_on.is_some() && row.finding != Finding::Unchecked
}

fn state(row: &Deliverable) -> (&'static str, &'static str) {
    match row.finding {
        _ if row.accepted_on.is_some() => ("tag--met", tr("検収済み", "Accepted")),
        _ if row.delivered_on.is_none() => ("", tr("未納品", "Not delivered")),
        _ if !checked(row) => ("tag--wait", tr("未確認", "Not checked")),
        Finding::NotMet => ("tag--loss", tr("想定と違う", "Not as expected")),
        _ => ("tag--met", tr("想定どおり", "As expected")),
    }
}

fn works(cycle: &Field<Cycle>) -> Memo<Named> {
    cycle.map(|cycle| cycle.works.iter().map(|work| (work.id, short(&work.name))).collect::<Named>())
}

fn what(cycle: &Field<Cycle>, row: &Field<Deliverable>) -> AnyView {
    view! {
        {spec("納品物", "Deliverable").full().grows().example("例：請求書一式(8月分)", "e.g. the invoices of August").text(sub!(row.name))}
        {spec("業務", "Work").reference(sub!(row.work), works(cycle))}
        {spec("納品日", "Delivered on").date(sub!(row.delivered_on))}
        {spec("検収日", "Accepted on").date(sub!(row.accepted_on))}
    }
    .into_any()
}

/// The deliverable, where a finding is dated by the day on which it is made.
fn dated(row: &Field<Deliverable>) -> Field<Deliverable> {
    let same = row.map(|row| row.id);
    row.clone().then(move |engagement| {
        let id = same.get_untracked();
        let rows = engagement.cycles.iter_mut().flat_map(|cycle| &mut cycle.deliverables);
        for row in rows.filter(|row| row.id == id && row.finding != Finding::Unchecked && row.checked_on.is_none()) {
            row.checked_on = Some(clock::today());
        }
    })
}

/// 確認: the day, the finding and what was seen.
fn check(row: &Field<Deliverable>) -> AnyView {
    let open = row.map(|row| row.checked_on.is_none());
    let (place, found) = (row.clone(), dated(row));
    let button = move || {
        let place = place.clone();
        open.get().then(|| {
            action("btn--primary", "check", text("確認した", "Checked"), move || {
                place.write(tr("確認日", "Checked on"), |row| row.checked_on = Some(clock::today()))
            })
        })
    };
    view! {
        {fields("fields--2", view! {
            {spec("想定どおりか", "As expected").segmented(sub!(found.finding))}
            {spec("確認日", "Checked on").date(sub!(row.checked_on))}
            {spec("メモ", "Note").full().example("例：3行目の単価が古い", "e.g. the price in line 3 is old").area(sub!(row.note))}
        })}
        {button}
    }
    .into_any()
}

/// Where a deliverable is not as expected: a button that begins a revision of it.
fn ask(cycle: &Field<Cycle>, row: &Field<Deliverable>) -> AnyView {
    let differs = row.map(|row| row.finding == Finding::NotMet);
    let (list, row) = (sub!(cycle.revisions), row.clone());
    (move || {
        let (list, row) = (list.clone(), row.clone());
        differs.get().then(|| {
            action("", "plus", text("修正を依頼する", "Ask for a revision"), move || {
                let row = row.peek();
                let added = list.add(tr("修正依頼", "Revision"), move |revision: &mut Revision| {
                    revision.what = row.note.clone();
                    revision.deliverable = Some(row.id);
                    revision.asked_on = Some(clock::today());
                })?;
                crate::browser::dom::focus_later(format!("[data-row=\"{added}\"] .input"));
                Ok(())
            })
        })
    })
    .into_any()
}

fn revisions(cycle: &Field<Cycle>) -> AnyView {
    let deliverables =
        cycle.map(|cycle| cycle.deliverables.iter().map(|row| (row.id, short(&row.name))).collect::<Named>());
    rows("修正依頼", "Revision", |revision: &mut Revision, cells: &[&str]| {
        revision.what = cells.join(" ");
        revision.asked_on = Some(clock::today());
    })
    .stacked()
    .example("直してほしいことを入力して Enter", "What is to be changed, then Enter")
    .show(sub!(cycle.revisions), move |revision| {
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What").cell("grow").grows().example("例：3行目の単価を直す", "e.g. mend the price in line 3").text(sub!(revision.what))}
            </div>
            <div class="row__line row__line--fields">
                {spec("納品物", "Deliverable").cell("l").reference(sub!(revision.deliverable), deliverables)}
                {spec("依頼日", "Asked on").cell("l").date(sub!(revision.asked_on))}
                {spec("期限", "Due").cell("l").date(sub!(revision.due))}
                {spec("完了日", "Done on").cell("l").date(sub!(revision.done_on))}
            </div>
        }
        .into_any()
    })
}

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
