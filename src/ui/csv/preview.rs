//! The columns of a chosen file, and its rows: what they become, what is wrong, and which are taken.

use super::import::Reading;
use crate::document::csv::mapping::{Row, Target, Trouble};
use crate::domain::stage::select::Candidate;
use crate::text::format;
use crate::ui::kit::{lang, say, tr};
use leptos::prelude::*;

/// The most rows that are shown; all of them are counted.
const SHOWN: usize = 100;

/// What each column is taken for.
pub(super) fn columns(reading: Reading) -> AnyView {
    let mapping = reading.mapping.get();
    let columns = reading.head().into_iter().enumerate().map(|(index, (name, example))| {
        let present = mapping.get(index).copied().flatten();
        let unused = present.is_none();
        let options = Target::ALL
            .iter()
            .enumerate()
            .map(|(place, target)| {
                let selected = present == Some(*target);
                view! { <option value=place.to_string() selected=selected>{say(target.name())}</option> }
            })
            .collect_view();
        let choose = move |event: leptos::ev::Event| {
            let target =
                event_target_value(&event).parse::<usize>().ok().and_then(|place| Target::ALL.get(place).copied());
            reading.mapping.update(|mapping| {
                // A field is filled by one column: the one chosen last.
                mapping
                    .iter_mut()
                    .filter(|other| target.is_some() && **other == target)
                    .for_each(|other| *other = None);
                if let Some(column) = mapping.get_mut(index) {
                    *column = target;
                }
            });
            crate::browser::dom::focus_later(format!("[data-column=\"{index}\"]"));
        };
        let name = if name.trim().is_empty() {
            lang().pick(format!("{}列目", index + 1), format!("Column {}", index + 1))
        } else {
            name
        };
        view! {
            <li class="column-of" data-unused=unused.then_some("")>
                <span class="column-of__name" title=name.clone()>{name.clone()}</span>
                <span class="column-of__example" title=example.clone()>{example.clone()}</span>
                <select
                    class="input"
                    data-column=index.to_string()
                    aria-label=lang().pick(format!("「{name}」の列"), format!("Column “{name}”"))
                    on:change=choose
                >
                    <option value="" selected=unused>{tr("読み込まない", "Leave out")}</option>
                    {options}
                </select>
            </li>
        }
    });
    view! {
        <div class="csv__part" role="group" aria-label=tr("列の対応", "Columns")>
            <p class="field__label">{tr("列の対応", "Columns")}</p>
            <ul class="columns-of">{columns.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The rows.
pub(super) fn table(reading: Reading) -> AnyView {
    let rows = reading.rows();
    let troubled = rows.iter().filter(|row| !row.troubles.is_empty()).count();
    let known = rows.iter().filter(|row| row.known).count();
    let more = rows.len().saturating_sub(SHOWN);
    let count = rows.len();
    let sum = view! {
        <p class="preview-sum">
            <span><b>{count}</b>{tr("行", " rows")}</span>
            <span><b>{known}</b>{tr("同じ名前の会社あり", " of a known name")}</span>
            <span><b>{troubled}</b>{tr("読めない欄あり", " with cells that cannot be read")}</span>
        </p>
    };
    let lines = rows.into_iter().take(SHOWN).map(|row| line(reading, row)).collect_view();
    view! {
        {sum}
        <div class="csv__rows">
            <table class="preview">
                <thead>
                    <tr>
                        <th scope="col">{tr("読み込む", "Import")}</th>
                        <th scope="col">{tr("行", "Line")}</th>
                        <th scope="col">{tr("会社名", "Company")}</th>
                        <th scope="col">{tr("内容", "Content")}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! {
            <p class="muted">{lang().pick(format!("ほか{more}行も、同じように読み込みます。"), format!("{} are imported in the same way.", format::counted(more, "more row")))}</p>
        })}
    }
    .into_any()
}

fn line(reading: Reading, row: Row) -> AnyView {
    let number = row.line;
    let name = row.candidate.name.clone();
    let troubles = row.troubles.iter().map(trouble).collect_view();
    let known = row.known.then(|| view! { <span class="tag tag--wait">{tr("同じ名前あり", "Known name")}</span> });
    let about = about(&row.candidate);
    let possible = row.possible();
    let label = lang().pick(format!("{number}行目「{name}」を読み込む"), format!("Import line {number}, “{name}”"));
    let choose = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        reading.chosen.update(|chosen| {
            chosen.insert(number, on);
        });
    };
    view! {
        <tr>
            <td><input type="checkbox" aria-label=label disabled=!possible prop:checked=move || reading.takes(&row) on:change=choose /></td>
            <td class="num">{number}</td>
            <td><span class="preview__name">{name}</span> {known}</td>
            <td><span class="csv__about">{about}</span><ul class="csv__troubles">{troubles}</ul></td>
        </tr>
    }
    .into_any()
}

/// What is wrong, and what becomes of it.
fn trouble(trouble: &Trouble) -> AnyView {
    const CELL: usize = 40;
    let cell: String = trouble.cell.chars().take(CELL).collect();
    let message = trouble.message(lang());
    let left = (!cell.is_empty())
        .then(|| lang().pick(format!("(「{cell}」。この欄は空で読み込みます)"), format!(" (“{cell}”; left empty)")));
    view! { <li>{message} {left}</li> }.into_any()
}

/// The content of a candidate in one line.
fn about(candidate: &Candidate) -> String {
    let quote = candidate.quotes.first();
    let amount = |name: (&'static str, &'static str), yen: Option<crate::domain::Yen>| {
        yen.map(|yen| format!("{} {}", tr(name.0, name.1), format::yen(yen, lang())))
    };
    let parts = [
        quote.map(|quote| quote.plan.clone()).filter(|plan| !plan.is_empty()),
        amount(("月額", "fee"), quote.and_then(|quote| quote.fee)),
        quote.and_then(|quote| quote.included).map(|time| format::hours(time, lang())),
        amount(("超過単価", "overage"), quote.and_then(|quote| quote.overage_rate)),
        amount(("初期費用", "set-up"), quote.and_then(|quote| quote.setup_fee)),
        amount(("目安", "rough"), candidate.rough_cost),
        candidate.nda.then(|| "NDA".to_owned()),
        candidate.privacy_mark.then(|| tr("Pマーク", "Privacy Mark").to_owned()),
        candidate.isms.then(|| "ISMS".to_owned()),
        Some(candidate.site.clone()).filter(|site| !site.is_empty()),
        Some(candidate.contact.name.clone()).filter(|name| !name.is_empty()),
        Some(candidate.features.clone()).filter(|text| !text.is_empty()),
        Some(candidate.note.clone()).filter(|text| !text.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(tr("・", ", "))
}
