//! 重なった変更: what two tabs, or two people, wrote into the same field, side by side, until a person has chosen.

use crate::browser::clock;
use crate::domain::merge::present_beside;
use crate::domain::{Action, Engagement, Overlap};
use crate::text::format::date_time;
use crate::text::overlap as words;
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, tr, typing};
use chrono::{DateTime, FixedOffset};
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
                "同じ欄が別のところでも書き換えられました。パネルの「重なった変更」で使う方を選べます。",
                "The same field was changed elsewhere too. Choose one under “Overlapping changes” in the panel.",
            ));
        }
        count
    });
    move || {
        rows.with(|rows| {
            (!rows.is_empty()).then(|| {
                let list = rows
                    .iter()
                    .map(|(row, present)| {
                        let overlap = row.id;
                        current.with(|engagement| one(row, present, Some(engagement), move |take| {
                            typing::flush();
                            let id = current.with_untracked(|engagement| engagement.id);
                            app.act_or_tell(Action::Settle { id, overlap, take });
                        }))
                    })
                    .collect_view();
                view! {
                    <section class="overlaps" aria-labelledby="overlaps-title">
                        <h3 class="overlaps__title" id="overlaps-title">{icon("warning")} {tr("重なった変更", "Overlapping changes")}</h3>
                        <p class="overlaps__about">
                            {tr(
                                "2か所で同じ欄が書き換えられました。どちらも残しています。使う方を選んでください。",
                                "The same field was changed in two places. Both texts are kept: please choose one.",
                            )}
                        </p>
                        <ul class="overlaps__list">{list}</ul>
                    </section>
                }
            })
        })
    }
}

/// One of them, and the two ways to settle it: whether the other is taken.
pub fn one(
    row: &Overlap,
    present: &Value,
    engagement: Option<&Engagement>,
    settle: impl Fn(bool) + Copy + 'static,
) -> AnyView {
    let shown = |value: &Value| words::version(&row.path, value, engagement, clock::today(), lang());
    let settle = move |take: bool| move |_| settle(take);
    let removed = row.path.is_empty();
    let field = if removed {
        tr("案件の削除", "Removal of the engagement").to_owned()
    } else if row.field.is_empty() {
        words::field(&row.path, engagement, lang())
    } else {
        row.field.clone()
    };
    let other = if removed {
        tr("別のところで削除されました", "Removed elsewhere").to_owned()
    } else {
        shown(&row.other)
    };
    let present = (!removed).then(|| {
        view! { <dt>{tr("いま", "Now")}{who(&row.beside, row.beside_at)}</dt> <dd>{shown(present)}</dd> }
    });
    let name = |what: &str| lang().pick(format!("{what}：{field}"), format!("{what}: {field}"));
    let take = if removed { tr("削除する", "Remove it") } else { tr("こちらを使う", "Use this one") };
    let keep = tr("いまのまま", "Keep as it is");
    view! {
        <li class="overlap">
            <p class="overlap__field">{field.clone()}</p>
            <dl class="overlap__texts">
                {present}
                <dt>{tr("もう一方", "The other")}{who(&row.by, row.written_at)}</dt>
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

/// Who wrote a version on another device, and when by their clock; nothing between two tabs.
fn who(by: &str, at: Option<DateTime<FixedOffset>>) -> Option<AnyView> {
    let when = at.map(|at| date_time(at.naive_local(), clock::today(), lang())).unwrap_or_default();
    (!by.is_empty())
        .then(|| view! { <span class="overlap__who"><bdi>{by.to_owned()}</bdi> <span>{when}</span></span> }.into_any())
}
