//! A deliverable: what came, by when it is to be checked, what was found, its acceptance.

use crate::browser::clock;
use crate::domain::Settings;
use crate::domain::delivery::{check_due_in, check_overdue, check_within, checked, deemed_accepted};
use crate::domain::stage::contract::Contract;
use crate::domain::stage::cycle::{Cycle, Deliverable, Revision};
use crate::domain::stage::trial::Finding;
use crate::text::{delivery, text};
use crate::ui::app::{App, app};
use crate::ui::kit::{Field, Form, action, computed, day, lang, spec, sub, subcard, subcard_tools, tr};
use crate::ui::panel::stages::cycle::{cards, first_line, folded_findings, sealed, works_named};
use crate::ui::panel::stages::fields;
use chrono::NaiveDate;
use leptos::prelude::*;

/// All deliverables of a cycle; those that are not checked are unfolded.
pub(super) fn deliverables(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let list = sub!(cycle.deliverables);
    let (form, all, cycle) = (form.clone(), list.clone(), cycle.clone());
    let fresh = |row: &mut Deliverable| row.delivered_on = Some(clock::today());
    cards(list, text("納品物を追加", "Add a deliverable"), fresh, move |id, row, open| {
        open.set(sealed() || !checked(&row.peek()));
        let name = row.map(|row| first_line(&row.name, text("新しい納品物", "New deliverable")));
        let late = late(&form, &row);
        let state = row.map(state);
        let on = row.map(|row| row.delivered_on.map(day).unwrap_or_default());
        let (form, list, cycle) = (form.clone(), all.clone(), cycle.clone());
        let tags = move || {
            let (class, word) = state.get();
            let late = late.get().is_some().then(|| {
                view! { <span class="tag tag--loss">{tr("確認期限超過", "Check overdue")}</span> }
            });
            view! { <span class=format!("tag {class}")>{word}</span> {late} }
        };
        subcard(name.into(), open).note(on.into()).show(
            view! { {tags} }.into_any(),
            move || {
                let tools = subcard_tools(list.clone(), id, name.into(), tr("納品物", "Deliverable"));
                view! {
                    <div class="fields fields--2" data-row=id.to_string()>{what(&form, &cycle, &row)}</div>
                    {overdue(late)}
                    {check(&row)}
                    {folded_findings(&form, sub!(row.results))}
                    {ask(&cycle, &row)}
                    {acceptance(&form, &row)}
                    {tools}
                }
                .into_any()
            },
            ().into_any(),
        )
    })
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

/// What a value of a deliverable follows from.
struct About<'a> {
    cycle: &'a Cycle,
    contract: &'a Contract,
    settings: &'a Settings,
    today: NaiveDate,
}

/// A value that follows from the deliverable and its cycle, the contract, the settings and the day.
fn reckoned<T: Clone + PartialEq + Send + Sync + 'static>(
    form: &Form,
    row: &Field<Deliverable>,
    read: fn(&Deliverable, &About<'_>) -> Option<T>,
) -> Memo<Option<T>> {
    let App { settings, today, .. } = app();
    let row = row.memo();
    form.memo(move |engagement| {
        row.with(|row| {
            let cycle =
                engagement.cycles.iter().find(|cycle| cycle.deliverables.iter().any(|other| other.id == row.id))?;
            settings.with(|settings| {
                read(row, &About { cycle, contract: &engagement.contract, settings, today: today.get() })
            })
        })
    })
}

/// The day by which it was to be checked, where that has gone by without a check.
fn late(form: &Form, row: &Field<Deliverable>) -> Memo<Option<NaiveDate>> {
    // What is only read calls for nothing any more.
    let sealed = sealed();
    let late = reckoned(form, row, |row, about| {
        check_overdue(about.cycle, row, about.contract, about.settings, about.today).map(|due| due.day)
    });
    Memo::new(move |_| late.get().filter(|_| !sealed))
}

fn overdue(late: Memo<Option<NaiveDate>>) -> AnyView {
    (move || {
        late.get().map(|due| {
            let due = day(due);
            let said = lang().pick(
                format!("確認期限の{due}を過ぎています。確かめて、結果を残してください。"),
                format!("It was to be checked by {due}. Please check it and keep what you found."),
            );
            view! { <p class="field__said is-loss" role="note">{said}</p> }
        })
    })
    .into_any()
}

/// 確認期限 in words: the day, and from what it is counted.
fn said_due(row: &Deliverable, about: &About<'_>) -> Option<String> {
    let delivered = row.delivered_on?;
    let Some(due) = check_due_in(about.cycle, row, about.contract, about.settings) else {
        let said = tr("修正中(届いたら数え直します)", "In revision: counted anew once it has come");
        return Some(said.to_owned());
    };
    let by = day(due.day);
    if row.check_by == Some(due.day) {
        return Some(by);
    }
    let again =
        about.cycle.revisions.iter().any(|other| other.deliverable == Some(row.id) && other.done_on > Some(delivered));
    let days = check_within(about.contract, about.settings);
    let counted = delivery::check_within(days, about.contract.acceptance_days.is_some(), again, lang());
    Some(lang().pick(format!("{by}　{counted}"), format!("{by}, {counted}")))
}

fn what(form: &Form, cycle: &Field<Cycle>, row: &Field<Deliverable>) -> AnyView {
    let due = reckoned(form, row, said_due);
    view! {
        {spec("納品物", "Deliverable").full().grows().example("例：請求書一式(8月分)", "e.g. the invoices of August").text(sub!(row.name))}
        {spec("業務", "Work").reference(sub!(row.work), works_named(cycle))}
        {spec("納品日", "Delivered on").date(sub!(row.delivered_on))}
        {computed(text("確認期限", "Check by"), None, move || due.get().unwrap_or_else(|| "—".to_owned()))}
        {spec("確認期限の変更", "Another day").help("計算した日と違うときだけ記入します。", "Only where it is another than computed.").date(sub!(row.check_by))}
        <div class="field field--full place">
            {spec("納品物の場所", "Where it is").example("例：共有フォルダーのリンク、ファイル名", "e.g. a link, the name of a file").link(sub!(row.link))}
        </div>
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
pub(super) fn check(row: &Field<Deliverable>) -> AnyView {
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

/// 検収: when and by whom, and what the contract says of a delivery that nobody answers for.
fn acceptance(form: &Form, row: &Field<Deliverable>) -> AnyView {
    let deemed = reckoned(form, row, |row, about| {
        let by = deemed_accepted(row, about.contract)?.day;
        let (past, by) = (by < about.today, day(by));
        Some(match past {
            true => lang().pick(
                format!("契約の検収期間が{by}に終わりました。検収したものとみなされることがあります。契約書で確かめてください。"),
                format!("The period for acceptance ended on {by}. It may count as accepted: please see the contract."),
            ),
            false => lang().pick(
                format!("契約の検収期間は{by}までです。過ぎると検収したものとみなされることがあります。契約書で確かめてください。"),
                format!("The period for acceptance ends on {by}. After it this may count as accepted: please see the contract."),
            ),
        })
    });
    let owner = form.memo(|engagement| engagement.owner.trim().to_owned());
    let ready = row.map(|row| row.accepted_on.is_none() && row.delivered_on.is_some() && checked(row));
    let place = row.clone();
    let button = move || {
        let place = place.clone();
        ready.get().then(|| {
            action("", "check", text("今日、検収した", "Accepted today"), move || {
                let by = owner.get_untracked();
                place.write(tr("検収", "Acceptance"), move |row| {
                    row.accepted_on = Some(clock::today());
                    if row.accepted_by.trim().is_empty() {
                        row.accepted_by = by;
                    }
                })
            })
        })
    };
    let said = move || deemed.get().map(|said| view! { <p class="field__help" role="note">{said}</p> });
    view! {
        {fields("fields--2", view! {
            {spec("検収日", "Accepted on").date(sub!(row.accepted_on))}
            {spec("検収者", "Accepted by").instead(owner.into()).text(sub!(row.accepted_by))}
        })}
        {said}
        {button}
    }
    .into_any()
}
