//! 完了のまとめ: what the dialog asks for, and how a closed engagement shows it.

use super::super::fields;
use super::super::outputs::{outputs, paper};
use super::reports_of;
use crate::domain::Status;
use crate::domain::engagement::Closing;
use crate::domain::report::whole;
use crate::papers::Kind;
use crate::text::report as words;
use crate::ui::kit::{Field, Form, day, lang, say, spec, sub, tr};
use leptos::prelude::*;

/// The work over all cycles, in a few lines.
pub fn in_figures(form: &Form) -> AnyView {
    let reports = reports_of(form);
    let said = Memo::new(move |_| reports.with(|reports| words::whole(&whole(reports), lang())));
    (move || {
        let rows = said
            .get()
            .into_iter()
            .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd>{value}</dd></div> })
            .collect_view();
        view! { <div class="reckon"><dl>{rows}</dl></div> }
    })
    .into_any()
}

/// What is asked for at the end.
pub fn asked(closing: &Field<Closing>) -> AnyView {
    fields(
        "fields--1",
        view! {
            {spec("成果", "Outcome")
                .example("例：月初の3日が空き、締めが2日早くなった", "e.g. three days a month are free, and the books close two days earlier")
                .area(sub!(closing.outcome))}
            {spec("次に活かすこと", "Lessons")
                .example("例：依頼書に税区分の一覧を入れておく", "e.g. put the list of tax codes into the brief")
                .area(sub!(closing.lessons))}
            {spec("また依頼したいか", "Would you ask them again?").help("1 は依頼しない、5 はぜひ依頼したい。", "1 is no, 5 is gladly.").rating(sub!(closing.again))}
        },
    )
}

/// The summary of an engagement that was closed, to be read.
pub fn closed(form: &Form) -> AnyView {
    let done = form.memo(|engagement| engagement.status == Status::Done);
    let form = form.clone();
    (move || done.get().then(|| untrack(|| summary(&form)))).into_any()
}

fn summary(form: &Form) -> AnyView {
    let closing = form.memo(|engagement| engagement.closing.clone());
    let on = form.memo(|engagement| engagement.closed_on().map(day).unwrap_or_default());
    let text = move |name: &'static str, read: fn(&Closing) -> String| {
        move || {
            let said = closing.with(read);
            (!said.is_empty()).then(|| view! { <div><dt>{name}</dt><dd>{said}</dd></div> })
        }
    };
    let again = |closing: &Closing| closing.again.map(|rating| format!("{} / 5", rating.get())).unwrap_or_default();
    let title = tr("完了のまとめ", "Closing summary");
    view! {
        <section class="closed" aria-label=title>
            <h3 class="closed__title">{title}<small>{move || on.get()}</small></h3>
            <dl class="closed__said">
                {text(tr("成果", "Outcome"), |closing| closing.outcome.trim().to_owned())}
                {text(tr("次に活かすこと", "Lessons"), |closing| closing.lessons.trim().to_owned())}
                {text(tr("また依頼したいか", "Would we ask them again"), again)}
            </dl>
            {in_figures(form)}
            {outputs(paper(form, Kind::Closing))}
        </section>
    }
    .into_any()
}
