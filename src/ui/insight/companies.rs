//! 会社ごとの記録

use super::View;
use super::parts::{caption, nothing, part};
use crate::domain::EngagementId;
use crate::domain::insight::{CompanyRecord, Measure, companies as companies_of, ordered};
use crate::text::insight;
use crate::ui::app::App;
use crate::ui::kit::{icon_small, lang, say, tr};
use leptos::prelude::*;
use std::sync::Arc;

type Order = RwSignal<Option<(Measure, bool)>>;

pub(super) fn companies(view: View) -> AnyView {
    let app = view.app;
    let records = view.over(|board, _| Arc::new(companies_of(board)));
    let order: Order = RwSignal::new(None);
    let finding = Memo::new(move |_| records.with(|records| insight::companies_finding(records, lang())));
    let empty = Memo::new(move |_| records.with(|records| records.is_empty()));
    let body = move || match empty.get() {
        true => {
            nothing(tr("依頼先選定で会社を追加すると、ここに並びます。", "Add companies in stage 2 to see them here."))
        }
        false => untrack(|| whole(app, records, order)),
    };
    part("companies", finding, body.into_any())
}

fn whole(app: App, records: Memo<Arc<Vec<CompanyRecord>>>, order: Order) -> AnyView {
    let heads = Measure::ALL.map(|measure| head(measure, order)).collect_view();
    let rows = move || {
        let records = records.get();
        let places = match order.get() {
            Some((measure, down)) => ordered(&records, measure, down),
            None => (0..records.len()).collect(),
        };
        places.into_iter().filter_map(|place| records.get(place).map(|record| line(app, record))).collect_view()
    };
    let words = tr(
        "全期間の記録です。入力のない欄は「—」にして、0とはしません。納品と修正は、その会社の見積もりで動いたサイクルのものです。円滑さ・伝わり方・また依頼は5点満点の平均です。",
        "Of all time. What was not entered is a dash, not 0. Deliveries and revisions are those of cycles under the company's quote. The three ratings are means out of 5.",
    );
    view! {
        <div class="insight__scroll" role="group" tabindex="0" aria-label=tr("会社ごとの記録", "Record of each company")>
            <table class="figures-table records">
                <caption class="visually-hidden">{tr("会社ごとの記録", "Record of each company")}</caption>
                <thead><tr>{heads}<th scope="col">{tr("見送り", "Dropped")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {caption(words.to_owned())}
    }
    .into_any()
}

/// A button that orders by the column, from its better end, then from the other, then as at first.
fn head(measure: Measure, order: Order) -> AnyView {
    let here = Memo::new(move |_| order.get().filter(|(by, _)| *by == measure).map(|(_, down)| down));
    let first = measure.high_first();
    let press = move |_| {
        order.set(match here.get_untracked() {
            None => Some((measure, first)),
            Some(down) if down == first => Some((measure, !first)),
            Some(_) => None,
        });
    };
    let sort = move || here.get().map(|down| if down { "descending" } else { "ascending" });
    let mark = move || {
        match here.get() {
        Some(true) => icon_small("down").into_any(),
        Some(false) => icon_small("up").into_any(),
        None => {
            view! { <svg class="icon icon--s offers__idle" aria-hidden="true"><use href="icons.svg#i-sort"></use></svg> }
                .into_any()
        }
    }
    };
    view! {
        <th scope="col" aria-sort=sort>
            <button type="button" class="offers__sort" on:click=press>
                <span class="offers__name">{say(insight::measure(measure))}</span>
                {mark}
            </button>
        </th>
    }
    .into_any()
}

fn line(app: App, record: &CompanyRecord) -> AnyView {
    let cells = Measure::ALL
        .into_iter()
        .skip(1)
        .map(|measure| view! { <td>{insight::measured(measure, record, lang())}</td> })
        .collect_view();
    view! { <tr><th scope="row">{record.name.clone()}</th>{cells}<td class="records__dropped">{dropped(app, &record.dropped)}</td></tr> }
        .into_any()
}

/// In which engagements it was dropped, and why.
fn dropped(app: App, dropped: &[(EngagementId, String)]) -> AnyView {
    if dropped.is_empty() {
        return "—".into_any();
    }
    let name = lang().pick(format!("{}件の理由", dropped.len()), format!("{} reasons", dropped.len()));
    let reasons = dropped
        .iter()
        .map(|(id, reason)| {
            let title = app.peek(*id).map(|engagement| engagement.title.clone()).unwrap_or_default();
            let reason = if reason.is_empty() { tr("理由は未記入", "no reason entered") } else { reason };
            view! { <li>{format!("{title}: {reason}")}</li> }
        })
        .collect_view();
    view! { <details class="more"><summary>{name}</summary><ul>{reasons}</ul></details> }.into_any()
}
