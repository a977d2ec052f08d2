//! What stages 7 to 9 share: the cycle that is shown, findings by success criterion, the ledger.

use super::fields;
use crate::domain::ids::{Row, RowId};
use crate::domain::ledger::{Ledger, ledger};
use crate::domain::stage::cycle::Cycle;
use crate::domain::stage::trial::{CriterionResult, Finding};
use crate::domain::{Engagement, Settings};
use crate::text::{Text, format, text};
use crate::ui::app::app;
use crate::ui::kit::{
    Field, Form, Named, Opens, Sealed, action, day, folded, hint, lang, readable, say, spec, sub, subcards,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The last cycle, as the gate's dialog writes into it.
pub fn present(form: &Form) -> Field<Cycle> {
    form.root().try_sub(|engagement| engagement.cycles.last(), |engagement| engagement.cycles.last_mut())
}

/// Draws the form of a cycle: of the last, or of an earlier one to read.
pub fn in_cycle(form: &Form, body: impl Fn(Field<Cycle>) -> AnyView + Send + Sync + 'static) -> AnyView {
    in_cycle_under(form, |_| ().into_any(), body)
}

/// The same, under what can be used whether the cycle is written or only read.
pub fn in_cycle_under(
    form: &Form,
    head: impl Fn(RowId) -> AnyView + Send + Sync + 'static,
    body: impl Fn(Field<Cycle>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let root = form.root();
    let cycles = sub!(root.cycles);
    let names =
        form.memo(|engagement| engagement.cycles.iter().map(|cycle| (cycle.id, name(cycle))).collect::<Named>());
    let last = Memo::new(move |_| names.with(|names| names.last().map(|(id, _)| *id)));
    let picked = RwSignal::new(None::<RowId>);
    let shown = Memo::new(move |_| {
        let there = |id: &RowId| names.with(|names| names.iter().any(|(other, _)| other == id));
        picked.get().filter(there).or(last.get())
    });
    // A cycle that has just begun is the one to see.
    Effect::new(move |before: Option<Option<RowId>>| {
        let last = last.get();
        if before.is_some_and(|before| before != last) {
            picked.set(None);
        }
        last
    });
    let several = Memo::new(move |_| names.with(Vec::len) > 1);
    let picker = move || {
        several.get().then(|| {
            fields(
                "fields--2",
                spec("サイクル", "Cycle")
                    .help("前のサイクルは読むだけです。", "Earlier cycles are for reading.")
                    .choose(names, shown.into(), None, move |_, id| {
                        picked.set(id);
                        Ok(())
                    }),
            )
        })
    };
    // A cycle that was closed is not written into: what comes next begins a new one.
    let closed = form.memo(|engagement| engagement.cycle().is_some_and(|cycle| cycle.closed_on.is_some()));
    let inside = move || match shown.get() {
        None => hint(text(
            "カードを「依頼開始」へ移すと、最初のサイクルが始まり、ここに記入できます。",
            "This opens when the card moves to “Work begins” and the first cycle starts.",
        )),
        Some(id) => {
            let sealed = closed.get() || last.with_untracked(|last| *last != Some(id));
            untrack(|| view! { {head(id)} {readable(sealed, || body(cycles.row(id)))} }.into_any())
        }
    };
    view! { {picker} {inside} }.into_any()
}

/// Whether what is drawn here can only be read.
pub fn sealed() -> bool {
    use_context::<Sealed>().is_some_and(|sealed| sealed.0)
}

/// A list of subcards with a button for a new one, which is unfolded and takes the focus. `fill`
/// puts into it what is known already; `one` draws the subcard of a row, whose first fields carry
/// its id in `data-row`.
pub fn cards<R: Row + Send + Sync + 'static>(
    list: Field<Vec<R>>,
    add: Text,
    fill: fn(&mut R),
    one: impl Fn(RowId, Field<R>, RwSignal<bool>) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    let sealed = sealed();
    let drawn = move |id: RowId, row: Field<R>, open: RwSignal<bool>| {
        open.set(sealed || open.get_untracked());
        one(id, row, open)
    };
    let cards = subcards(list.ids(), list.clone(), Opens::Last, drawn);
    let button = action("", "plus", add, move || {
        let id = list.add(say(add), fill)?;
        crate::browser::dom::focus_later(format!("[data-row=\"{id}\"] .input"));
        Ok(())
    });
    view! { {cards} {button} }.into_any()
}

/// The first line of a text as a title, or what an empty one is called.
pub fn first_line(words: &str, empty: Text) -> String {
    match words.trim().lines().next() {
        Some(line) => line.to_owned(),
        None => say(empty).to_owned(),
    }
}

/// What a cycle is called.
pub fn name(cycle: &Cycle) -> String {
    let number = lang().pick(format!("サイクル {}", cycle.number), format!("Cycle {}", cycle.number));
    match (cycle.opened_on.map(day), cycle.closed_on.map(day)) {
        (Some(from), Some(to)) => format!("{number}: {from} – {to}"),
        (Some(from), None) => lang().pick(format!("{number}: {from} から"), format!("{number}: from {from}")),
        _ => number,
    }
}

/// Whether each success criterion of the brief was met, and what was seen. Criteria of an older
/// brief stay where something was said of them.
pub fn findings(form: &Form, results: Field<BTreeMap<RowId, CriterionResult>>) -> AnyView {
    let judged = results.map(|results| results.keys().copied().collect::<Vec<_>>());
    let current = form.memo(|engagement| engagement.clarify.criteria.iter().map(|row| row.id).collect::<Vec<_>>());
    let ids = Memo::new(move |_| {
        let mut ids = current.get();
        let older: Vec<RowId> = judged.get().into_iter().filter(|id| !ids.contains(id)).collect();
        ids.extend(older);
        ids
    });
    let form = form.clone();
    let each = move |id: RowId| {
        let said = form.memo(move |engagement| criterion(engagement, id));
        let result = results.entry(id);
        let text = move || said.with(|(text, _)| if text.trim().is_empty() { "—".to_owned() } else { text.clone() });
        let measure = move || said.with(|(_, measure)| measure.clone());
        view! {
            <li class="row row--stack row--fixed">
                <p class="row__said">{text}" "<small>{measure}</small></p>
                <div class="row__line row__line--fields" role="group" aria-label=text>
                    {spec("想定どおりか", "As expected").cell("l").select(sub!(result.met))}
                    {spec("メモ", "Note").cell("grow").grows().text(sub!(result.note))}
                </div>
            </li>
        }
        .into_any()
    };
    let none = move || {
        ids.with(Vec::is_empty).then(|| {
            hint(text(
                "成功の基準がまだありません。「依頼内容の明確化」で書くと、ここに並びます。",
                "There is no success criterion yet. Those written in stage 1 appear here.",
            ))
        })
    };
    view! {
        <div class="rows">
            <ol class="rows__list"><For each=move || ids.get() key=|id| *id children=each /></ol>
            {none}
        </div>
    }
    .into_any()
}

/// The same, folded to one line that counts what was looked at: for a list of which there are many.
pub fn folded_findings(form: &Form, results: Field<BTreeMap<RowId, CriterionResult>>) -> AnyView {
    let counts = {
        let current = form.memo(|engagement| engagement.clarify.criteria.iter().map(|row| row.id).collect::<Vec<_>>());
        let looked = results.map(|results| {
            let looked = results.iter().filter(|(_, result)| result.met != Finding::Unchecked);
            looked.map(|(id, result)| (*id, result.met == Finding::Met)).collect::<BTreeMap<_, _>>()
        });
        move || {
            let (current, looked) = (current.get(), looked.get());
            let all = current.len() + looked.keys().filter(|id| !current.contains(id)).count();
            let met = looked.values().filter(|met| **met).count();
            lang().pick(
                format!("成功の基準に照らす(確認 {}/{all}件・想定どおり {met}件)", looked.len()),
                format!("By the success criteria ({} of {all} checked, {met} as expected)", looked.len()),
            )
        }
    };
    let form = form.clone();
    folded(counts, move || findings(&form, results.clone()))
}

/// A criterion's text and measure, from the present brief or from the last that had it.
fn criterion(engagement: &Engagement, id: RowId) -> (String, String) {
    engagement.criterion(id).map(|row| (row.text.clone(), row.measure.clone())).unwrap_or_default()
}

/// What the contract has used and cost by today, followed.
pub fn ledger_of(form: &Form) -> Memo<Ledger> {
    let app = app();
    form.memo(move |engagement| ledger(engagement, app.settings.with(Settings::tax_rate), app.today.get()))
}

/// The works of a cycle by their names, for what refers to one.
pub fn works_named(cycle: &Field<Cycle>) -> Memo<Named> {
    cycle.map(|cycle| {
        let name = |name: &str| first_line(name, text("名前のない業務", "Work without a name"));
        cycle.works.iter().map(|work| (work.id, name(&work.name))).collect()
    })
}

/// Where a rate is not known: what to do.
pub fn no_rate() -> String {
    lang()
        .pick(
            "契約で見積もりを選び、月額・含まれる時間・超過単価を記入すると計算します",
            "Computed once the contract names a quote with its fee, hours and overage rate",
        )
        .to_owned()
}

/// How many rows there are and how much time they come to.
pub fn counted(rows: usize, time: crate::domain::Minutes) -> String {
    let time = format::hours(time, lang());
    lang().pick(format!("{rows}件・{time}"), format!("{}, {time}", format::counted(rows, "item")))
}
