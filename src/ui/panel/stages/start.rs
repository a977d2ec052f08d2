//! Stage 7, 依頼開始: the time of the month, works, questions, stalls, time used. All but the works stand
//! in files of their own.

use super::cycle::{counted, in_cycle, ledger_of, sealed};
use super::questions::{questions, single};
use super::usage::{pasted_day, pasted_time};
use super::{fields, group, outlook, stalls, usage, waiting};
use crate::browser::ids;
use crate::domain::Engagement;
use crate::domain::ids::{IdSource, RowId};
use crate::domain::stage::cycle::{Cycle, Work};
use crate::text::{format, law as prompt, text};
use crate::ui::kit::{Field, Form, action, lang, law, rows, spec, sub, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let outer = form.clone();
    in_cycle(form, move |cycle| body(&outer, &cycle))
}

fn body(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let agreed = cycle.map(|cycle| {
        let time = cycle.works.iter().filter_map(|work| work.agreed).sum();
        counted(cycle.works.len(), time)
    });
    let ledger = ledger_of(form);
    let asked = sub!(cycle.questions);
    view! {
        {(!sealed()).then(|| outlook::outlook(form, ledger))}
        {group(
            text("依頼した業務", "Work requested"),
            Some(text("依頼や変更は窓口担当に伝えます。", "Tell requests and changes to the contact person.")),
            Some(agreed.into()),
            view! { {law(&prompt::INSTRUCTIONS)} {works(form, cycle)} },
        )}
        {group(
            text("質問", "Questions"),
            Some(text("待たせた時間も、作業時間として計上されることがあります。", "Time spent waiting may be billed as work.")),
            None,
            view! { {waiting::figures_of(form, cycle, &asked, ledger)} {questions(cycle, asked)} },
        )}
        {group(text("業務の滞り", "Stalls"), None, Some(stalls::sum(cycle)), stalls::stalls(cycle))}
        {group(text("使用した時間", "Time used"), None, Some(usage::sum(cycle)), usage::usage(cycle))}
    }
    .into_any()
}

fn works(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let list = sub!(cycle.works);
    let empty = list.map(|works: &Vec<Work>| works.is_empty());
    let briefed = form.memo(|engagement| engagement.clarify.tasks.iter().any(|task| !task.name.trim().is_empty()));
    let offer = {
        let (list, form) = (list.clone(), form.clone());
        let sealed = sealed();
        move || {
            let (list, form) = (list.clone(), form.clone());
            (!sealed && empty.get() && briefed.get()).then(|| {
                action("", "plus", text("依頼書の業務を並べる", "List the tasks of the brief"), move || {
                    take_over(&form, &list)
                })
            })
        }
    };
    let rows = rows("依頼した業務", "Work requested", |work: &mut Work, cells: &[&str]| {
        work.name = cells.first().copied().unwrap_or_default().to_owned();
        work.due = cells.iter().skip(1).find_map(|cell| pasted_day(cell));
        work.agreed = cells.iter().skip(1).find_map(|cell| pasted_time(cell));
    })
    .stacked()
    .example("依頼した業務を入力して Enter", "Work, then Enter")
    .show(list, |work| {
        view! {
            <div class="row__line row__line--name">
                {spec("業務", "Work").cell("grow").grows().example("例：8月分の請求書の発行", "e.g. the invoices of August").text(sub!(work.name))}
            </div>
            <div class="row__line row__line--fields">
                {spec("期限", "Due").cell("l").date(sub!(work.due))}
                {spec("合意した時間", "Hours agreed").cell("m").example("5", "5").hours(sub!(work.agreed))}
                {spec("メモ", "Note").cell("grow").grows().text(sub!(work.note))}
            </div>
        }
        .into_any()
    });
    view! { {rows} {offer} }.into_any()
}

/// Puts the tasks of the brief into an empty list of works.
fn take_over(form: &Form, list: &Field<Vec<Work>>) -> Result<(), String> {
    let tasks = form.peek().clarify.tasks.clone();
    list.write(tr("依頼した業務", "Work requested"), move |works| {
        let mut fresh = IdSource::new(ids::fresh());
        let named = tasks.into_iter().filter(|task| !task.name.trim().is_empty());
        works.extend(named.map(|task| Work {
            id: fresh.row(),
            name: task.name,
            agreed: task.hours,
            ..Work::default()
        }));
    })
}

/// One question alone, to be answered.
pub fn blocking_question(form: &Form, id: RowId) -> AnyView {
    let cycle = super::cycle::present(form);
    let question = sub!(cycle.questions).row(id);
    view! { {fields("fields--1", single(&question))} }.into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let Some(cycle) = engagement.cycle() else {
        return String::new();
    };
    let waiting = engagement.waiting_questions();
    if waiting > 0 {
        return lang().pick(format!("回答待ち{waiting}件"), format!("{waiting} waiting"));
    }
    let used = format::hours(cycle.used(), lang());
    match cycle.works.len() {
        0 => String::new(),
        works => lang().pick(format!("業務{works}件・使用 {used}"), format!("{works} works, {used} used")),
    }
}
