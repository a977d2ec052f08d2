//! 重なった変更: what two tabs wrote into the same field, side by side, until a person has chosen.

use crate::domain::merge::present_beside;
use crate::domain::{Action, Engagement, Overlap};
use crate::text::format::counted;
use crate::text::label;
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, tr, typing};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;

/// The overlaps of an engagement, where there are any.
pub fn overlaps(app: App, current: Signal<Arc<Engagement>>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        current.with(|engagement| {
            let beside = engagement.overlaps.iter().map(|row| (row.clone(), present_beside(engagement, row)));
            beside.collect::<Vec<_>>()
        })
    });
    Effect::new(move |before: Option<usize>| {
        let count = rows.with(Vec::len);
        if before.is_some_and(|before| count > before) {
            app.announce(tr(
                "別のタブと同じ欄を書き換えました。パネルの「重なった変更」で使う方を選べます。",
                "Another tab has changed the same field. Choose one under “Overlapping changes” in the panel.",
            ));
        }
        count
    });
    move || {
        rows.with(|rows| {
            (!rows.is_empty()).then(|| {
                let list = rows.iter().map(|(row, present)| one(app, current, row, present)).collect_view();
                view! {
                    <section class="overlaps" aria-labelledby="overlaps-title">
                        <h3 class="overlaps__title" id="overlaps-title">{icon("warning")} {tr("重なった変更", "Overlapping changes")}</h3>
                        <p class="overlaps__about">
                            {tr(
                                "2つのタブで同じ欄が書き換えられました。どちらも残しています。使う方を選んでください。",
                                "The same field was changed in two tabs. Both texts are kept: please choose one.",
                            )}
                        </p>
                        <ul class="overlaps__list">{list}</ul>
                    </section>
                }
            })
        })
    }
}

fn one(app: App, current: Signal<Arc<Engagement>>, row: &Overlap, present: &Value) -> AnyView {
    let overlap = row.id;
    let settle = move |take: bool| {
        move |_| {
            typing::flush();
            let id = current.with_untracked(|engagement| engagement.id);
            app.act_or_tell(Action::Settle { id, overlap, take });
        }
    };
    let removed = row.path.is_empty();
    let field = if removed {
        tr("案件の削除", "Removal of the engagement").to_owned()
    } else if row.field.is_empty() {
        row.path.clone()
    } else {
        row.field.clone()
    };
    let other = if removed {
        tr("別のタブで削除されました", "Removed in another tab").to_owned()
    } else {
        shown(&row.other)
    };
    let present = (!removed).then(|| {
        view! { <dt>{tr("いま", "Now")}</dt> <dd>{shown(present)}</dd> }
    });
    let name = |what: &str| lang().pick(format!("{what}：{field}"), format!("{what}: {field}"));
    let take = if removed { tr("削除する", "Remove it") } else { tr("こちらを使う", "Use this one") };
    let keep = tr("いまのまま", "Keep as it is");
    view! {
        <li class="overlap">
            <p class="overlap__field">{field.clone()}</p>
            <dl class="overlap__texts">
                {present}
                <dt>{tr("もう一方", "The other")}</dt>
                <dd>{other}</dd>
            </dl>
            <p class="overlap__actions">
                <button type="button" class="btn btn--s" aria-label=name(take) on:click=settle(true)>{take}</button>
                <button type="button" class="btn btn--s" aria-label=name(keep) on:click=settle(false)>{keep}</button>
            </p>
        </li>
    }
    .into_any()
}

/// A value as a person can tell it from another.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => tr("(空欄)", "(empty)").to_owned(),
        Value::String(text) if text.is_empty() => tr("(空欄)", "(empty)").to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => tr("はい", "Yes").to_owned(),
        Value::Bool(false) => tr("いいえ", "No").to_owned(),
        Value::Array(rows) => lang().pick(format!("{}行", rows.len()), counted(rows.len(), "row")),
        other => label::short(&other.to_string()),
    }
}
