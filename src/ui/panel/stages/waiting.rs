//! What waiting for answers came to: the business time that went by, and beside it what was billed.
//! The two are never added up.

use crate::browser::clock;
use crate::domain::answers::{Answers, answers};
use crate::domain::cost::MissingTerm;
use crate::domain::ledger::{Ledger, NoPrice, plan_of};
use crate::domain::scalar::Minutes;
use crate::domain::stage::cycle::{Cycle, Question};
use crate::text::{format, hours, text};
use crate::ui::app::app;
use crate::ui::kit::{Field, Form, figure, figures, lang};
use leptos::prelude::*;

/// The waiting of questions as it is now. It follows the minute only while one waits.
fn told(questions: &Field<Vec<Question>>) -> Memo<Answers> {
    let app = app();
    let waits = questions.map(|questions| questions.iter().any(Question::waiting));
    let questions = questions.memo();
    Memo::new(move |_| {
        if waits.get() {
            app.minute.track();
        }
        let now = clock::wall();
        app.settings.with(|settings| questions.with(|questions| answers(questions, now, settings.working_days())))
    })
}

/// The figures over the questions of a cycle.
pub fn figures_of(
    form: &Form,
    cycle: &Field<Cycle>,
    questions: &Field<Vec<Question>>,
    ledger: Memo<Ledger>,
) -> AnyView {
    let told = told(questions);
    let billed = cycle.map(|cycle| (Some(cycle.id), cycle.billed_waiting()));
    let app = app();
    let tax = form.memo(move |engagement| {
        let tax = app.settings.with(|settings| settings.tax_rate());
        let cycle = engagement.cycles.iter().find(|cycle| Some(cycle.id) == billed.get().0)?;
        Some(plan_of(engagement, cycle, tax).map(|plan| plan.tax))
    });
    let cost = move || billed.get().0.and_then(|cycle| ledger.with(|ledger| ledger.waiting_cost(cycle)));
    let value = move || {
        let billed = format::hours(billed.get().1, lang());
        match cost() {
            Some(cost) if cost.total().get() > 0 => {
                let yen = format::yen(cost.total(), lang());
                lang().pick(format!("{billed} {yen}"), format!("{billed}, {yen}"))
            }
            _ => billed,
        }
    };
    let note = move || {
        if billed.get().1 == Minutes::ZERO {
            return String::new();
        }
        match (cost(), tax.get()) {
            (Some(cost), Some(Ok(tax))) => hours::waiting_cost(&cost, tax, lang()),
            (_, Some(Err(problem))) => hours::no_price(problem, lang()).to_owned(),
            // The plan is known, and what is beyond it has no price.
            (None, Some(Ok(_))) => hours::no_price(NoPrice::Missing(MissingTerm::OverageRate), lang()).to_owned(),
            _ => String::new(),
        }
    };
    figures(view! {
        {figure(
            text("待たせた時間(営業時間)", "Time waited (business hours)"),
            move || told.with(|told| format::hours(told.elapsed, lang())),
            move || told.with(|told| hours::waiting_note(told, lang())),
            move || told.with(|told| told.open > 0).then_some("waiting"),
        )}
        {figure(
            text("待機として計上された時間", "Waiting that was billed"),
            value,
            note,
            move || cost().is_some_and(|cost| cost.minutes_beyond > Minutes::ZERO).then_some("over"),
        )}
    })
    .into_any()
}
