//! The table: an offer in each row, a term in each column; the companies that were dropped below.

use super::View;
use super::cells;
use crate::domain::comparison::{Column, OfferKey, sorted};
use crate::text::{comparison, format};
use crate::ui::kit::{icon_small, lang, say, tr};
use leptos::prelude::*;

/// The offers.
pub fn table(view: View) -> AnyView {
    let some = Memo::new(move |_| view.table.with(|table| !table.rows.is_empty()));
    let ranges = Memo::new(move |_| view.table.with(|table| table.conditions.range.is_some()));
    view! {
        {move || if some.get() {
            let columns: Vec<Column> =
                Column::ALL.into_iter().filter(|column| *column != Column::Most || ranges.get()).collect();
            untrack(|| whole(view, columns))
        } else {
            view! {
                <p class="rows__empty">
                    {tr(
                        "比べる候補がまだありません。「依頼先選定」で会社を追加すると、ここに並びます。",
                        "There is no candidate yet. Add companies in stage 2 to see them here.",
                    )}
                </p>
            }
            .into_any()
        }}
    }
    .into_any()
}

fn whole(view: View, columns: Vec<Column>) -> AnyView {
    let order = Memo::new(move |_| {
        view.table.with(|table| match view.order.get() {
            Some((column, down)) => sorted(table, column, down),
            None => table.rows.iter().map(|row| row.key).collect::<Vec<_>>(),
        })
    });
    let heads = columns.iter().map(|column| head(view, *column)).collect_view();
    let of_rows = columns.clone();
    let caption = move || {
        view.table.with(|table| {
            let (months, hours) = (table.conditions.months, format::hours(table.conditions.usual.total(), lang()));
            lang().pick(
                format!("{}件の見積もりを、{months}か月・月{hours}で比べています。", table.rows.len()),
                format!("{} offers over {months} months at {hours} a month.", table.rows.len()),
            )
        })
    };
    view! {
        <div class="compare__scroll" role="region" tabindex="0" aria-label=tr("比較表", "Comparison table")>
            <table class="offers">
                <caption class="offers__caption">
                    {caption}
                    " "
                    <span class="muted">{tr("金額は、断りがなければ税抜です。", "Amounts are without tax unless they say otherwise.")}</span>
                </caption>
                <thead>
                    <tr>
                        {heads}
                        <th scope="col"><span class="offers__name">{tr("土日", "Weekends")}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || order.get() key=|key| *key children=move |key| line(view, key, of_rows.clone()) />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The head of a column: a button that orders by it, from its better end, then from the other, then as
/// the offers were entered.
fn head(view: View, column: Column) -> AnyView {
    let here = Memo::new(move |_| view.order.get().filter(|(by, _)| *by == column).map(|(_, down)| down));
    let press = move |_| {
        let first = column.starts_descending();
        view.order.set(match here.get_untracked() {
            None => Some((column, first)),
            Some(down) if down == first => Some((column, !first)),
            Some(_) => None,
        });
    };
    let sort = move || here.get().map(|down| if down { "descending" } else { "ascending" });
    view! {
        <th scope="col" aria-sort=sort data-column=format!("{column:?}")>
            <button type="button" class="offers__sort" on:click=press>
                <span class="offers__name">{say(comparison::column(column))}</span>
                {move || match here.get() {
                    Some(true) => icon_small("down").into_any(),
                    Some(false) => icon_small("up").into_any(),
                    None => view! { <svg class="icon icon--s offers__idle" aria-hidden="true"><use href="icons.svg#i-sort"></use></svg> }.into_any(),
                }}
            </button>
        </th>
    }
    .into_any()
}

fn line(view: View, key: OfferKey, columns: Vec<Column>) -> AnyView {
    let chosen = Memo::new(move |_| view.row(key, |row, _, _| row.chosen).unwrap_or_default());
    let unfit = Memo::new(move |_| view.row(key, |row, _, _| !row.fits()).unwrap_or_default());
    let cells = columns
        .into_iter()
        .map(|column| match column {
            Column::Company => cells::company(view, key),
            column => cells::cell(view, key, column),
        })
        .collect_view();
    view! {
        <tr data-chosen=move || chosen.get().then_some("") data-unfit=move || unfit.get().then_some("")>
            {cells}
            {cells::weekends(view, key)}
        </tr>
    }
    .into_any()
}

/// The companies that were dropped, and why.
pub fn dropped(view: View) -> AnyView {
    let dropped = Memo::new(move |_| view.table.with(|table| table.dropped.clone()));
    view! {
        {move || {
            let dropped = dropped.get();
            (!dropped.is_empty()).then(|| {
                let rows = dropped.into_iter().map(|row| {
                    let key = OfferKey { candidate: row.candidate, quote: None };
                    let reason = match row.reason.trim() {
                        "" => tr("理由は未記入です。", "No reason was entered.").to_owned(),
                        reason => reason.to_owned(),
                    };
                    let on = row.on.map(|on| format::date(on, view.app.today.get(), lang()));
                    view! {
                        <li>
                            <button type="button" class="link" on:click=move |_| view.show(key)>
                                {comparison::company(&row.company, lang())}
                            </button>
                            <span>{reason}</span>
                            <span class="muted num">{on}</span>
                        </li>
                    }
                })
                .collect_view();
                view! {
                    <section class="compare__dropped" aria-label=tr("見送った会社", "Dropped companies")>
                        <h3 class="compare__title">{tr("見送った会社", "Dropped companies")}</h3>
                        <ul>{rows}</ul>
                    </section>
                }
            })
        }}
    }
    .into_any()
}
