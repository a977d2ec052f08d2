//! What the parts are made of.

use super::PARTS;
use crate::ui::kit::{say, tr};
use leptos::prelude::*;

/// The id of the heading of a part.
pub(super) fn heading(id: &str) -> String {
    format!("insight-{id}")
}

/// A part: its heading, what it found, what shows it.
pub(super) fn part(id: &'static str, finding: Memo<String>, body: AnyView) -> AnyView {
    let name = PARTS.iter().find(|(part, _)| *part == id).map(|(_, name)| say(*name));
    view! {
        <section class="insight__part" aria-labelledby=heading(id)>
            <h3 class="insight__name" id=heading(id) tabindex="-1">{name}</h3>
            <p class="insight__finding">{move || finding.get()}</p>
            {body}
        </section>
    }
    .into_any()
}

/// How to read what follows.
pub(super) fn caption(words: String) -> AnyView {
    view! { <p class="chart__caption">{words}</p> }.into_any()
}

/// What the colours of a chart are: the class of each with its name.
pub(super) fn legend(keys: &[(&'static str, &'static str)]) -> AnyView {
    let keys =
        keys.iter().map(|(class, name)| view! { <li class=format!("chart__key {class}")>{*name}</li> }).collect_view();
    view! { <ul class="chart__legend">{keys}</ul> }.into_any()
}

/// In the place of a chart that would show nothing.
pub(super) fn nothing(words: &'static str) -> AnyView {
    view! { <p class="chart__empty">{words}</p> }.into_any()
}

/// The figures behind a chart. The first column names the row.
pub(super) fn table(name: &'static str, heads: &[String], rows: Vec<Vec<String>>) -> AnyView {
    let heads = heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }).collect_view();
    let line = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let first = cells.next();
        let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{first}</th>{cells}</tr> }
    };
    let rows = rows.into_iter().map(line).collect_view();
    view! {
        <table class="figures-table">
            <caption class="visually-hidden">{name}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Column heads in the page's language.
pub(super) fn heads(pairs: &[(&'static str, &'static str)]) -> Vec<String> {
    pairs.iter().map(|(ja, en)| tr(ja, en).to_owned()).collect()
}

/// A dash where there is no figure.
pub(super) fn dash(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| "—".to_owned())
}
