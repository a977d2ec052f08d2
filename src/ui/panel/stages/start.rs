//! Stage 7, 依頼開始: the time of the month, works, questions, stalls, time used. All but the works stand
//! in files of their own.

use super::cycle::{counted, in_cycle, ledger_of, sealed};
use super::questions::{questions, single};
use super::{fields, group, outlook, stalls, usage, waiting, works};
use crate::domain::Engagement;
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::Cycle;
use crate::text::{format, law as prompt, text};
use crate::ui::kit::{Field, Form, lang, law, sub};
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
            view! { {law(&prompt::INSTRUCTIONS)} {works::works(form, cycle)} },
        )}
        {group(
            text("質問", "Questions"),
            Some(text("待たせた時間も、作業時間として計上されることがあります。", "Time spent waiting may be billed as work.")),
            None,
            view! { {waiting::figures_of(form, cycle, &asked, ledger)} <div class="questions">{questions(cycle, asked)}</div> },
        )}
        {group(text("業務の滞り", "Stalls"), None, Some(stalls::sum(cycle)), stalls::stalls(cycle))}
        {group(text("使用した時間", "Time used"), None, Some(usage::sum(cycle)), usage::usage(cycle))}
    }
    .into_any()
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
        works => lang()
            .pick(format!("業務{works}件・使用 {used}"), format!("{}, {used} used", format::counted(works, "work"))),
    }
}
