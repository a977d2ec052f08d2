//! How much of the browser's storage is used, and by what.

use super::{go_to, section};
use crate::browser::dom;
use crate::journal::Usage;
use crate::text::format;
use crate::text::storage::{Fullness, Part, breakdown, fullness, percent, share};
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::prelude::*;

pub(super) fn part(app: App) -> AnyView {
    let body = move || {
        match app.usage.get() {
        Some(usage) => measured(&usage),
        None => view! {
            <p class="store__help">
                {tr("使用量を測れませんでした。ボードはそのままです。", "The use could not be measured. The board is unchanged.")}
            </p>
        }
        .into_any(),
    }
    };
    section("store-use", tr("ブラウザーの保存領域", "The browser's storage"), body.into_any())
}

fn measured(usage: &Usage) -> AnyView {
    let (total, quota) = (usage.total, usage.quota);
    let (used, of) = (format::letters(total, lang()), format::letters(quota, lang()));
    let percent = percent(total, quota);
    let said = lang().pick(format!("{of}のうち{used}({percent}%)"), format!("{used} of {of} ({percent}%)"));
    let level = fullness(total, quota);
    let data_level = match level {
        Fullness::Calm => "calm",
        Fullness::Warn => "warn",
        Fullness::Strong => "strong",
    };
    let parts: Vec<_> = breakdown(usage).into_iter().filter(|(_, units)| *units > 0).collect();
    let segments = parts.iter().map(|(part, units)| segment(*part, *units, quota)).collect_view();
    let rows = parts
        .iter()
        .map(|(part, units)| {
            view! {
                <tr data-part=part.id()>
                    <th scope="row"><span class="use__swatch" data-part=part.id() aria-hidden="true"></span>{say(part.label())}</th>
                    {amounts(*units, share(*units, quota))}
                </tr>
            }
        })
        .collect_view();
    view! {
        <p class="use__said">
            <b>{format!("{percent}%")}</b>
            <span>{lang().pick(format!("{of}のうち{used}"), format!("{used} of {of}"))}</span>
        </p>
        <div
            class="use"
            role="meter"
            aria-label=tr("ブラウザーの保存領域の使用量", "Use of the browser's storage")
            aria-valuemin="0"
            aria-valuenow=total.min(quota).to_string()
            aria-valuemax=quota.to_string()
            aria-valuetext=said
            data-level=data_level
        >
            {segments}
        </div>
        {warning(level)}
            <table class="use__table">
                <thead>
                    <tr>
                        <th scope="col">{tr("内訳", "What uses it")}</th>
                        <th scope="col">{tr("文字数", "Letters")}</th>
                        <th scope="col">{tr("割合", "Share")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr data-part="total"><th scope="row">{tr("合計", "Total")}</th> {amounts(total, share(total, quota))}</tr>
                    <tr data-part="free"><th scope="row">{tr("空き", "Free")}</th> {amounts(quota.saturating_sub(total), format!("{}%", 100 - percent))}</tr>
                </tfoot>
            </table>
    }
    .into_any()
}

fn amounts(units: usize, share: String) -> AnyView {
    view! {
        <td><data value=units.to_string()>{format::letters(units, lang())}</data></td>
        <td>{share}</td>
    }
    .into_any()
}

fn segment(part: Part, units: usize, quota: usize) -> AnyView {
    let node = NodeRef::<leptos::html::Span>::new();
    let share = units as f64 / quota.max(1) as f64;
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            dom::set_property(&node, "--share", &format!("{share:.5}"));
        }
    });
    view! { <span class="use__part" data-part=part.id() node_ref=node></span> }.into_any()
}

fn warning(level: Fullness) -> Option<AnyView> {
    let (kind, text) = match level {
        Fullness::Calm => return None,
        Fullness::Warn => (
            "warn",
            tr(
                "60%を超えました。終わった案件をファイルに移すと空きます。それまで、日ごとの控えは新しく作られません。",
                "More than 60% is used. Moving closed engagements to a file makes room. Until then no new daily copies are made.",
            ),
        ),
        Fullness::Strong => (
            "error",
            tr(
                "85%を超えました。まもなく変更を保存できなくなります。先にボード全体を書き出し、終わった案件をファイルに移してください。",
                "More than 85% is used. Soon changes cannot be saved. Export the whole board first, then move closed engagements to a file.",
            ),
        ),
    };
    let view = view! {
        <div class="notice notice--inset" data-kind=kind role="alert">
            {icon("warning")}
            <p class="notice__text">{text}</p>
            <div class="notice__actions">
                <button type="button" class="btn btn--s" on:click=move |_| go_to("store-archive")>
                    {tr("終わった案件を移す", "Move closed engagements")}
                </button>
                <button type="button" class="btn btn--s" on:click=move |_| go_to("store-backup")>
                    {tr("書き出す", "Export")}
                </button>
            </div>
        </div>
    };
    Some(view.into_any())
}
