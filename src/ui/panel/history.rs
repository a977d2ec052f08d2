//! The history of an engagement: every move with its reason and what the gate said.

use crate::domain::Engagement;
use crate::domain::history::Entry;
use crate::domain::movement::MoveKind;
use crate::text::format;
use crate::text::label::{self, Choice};
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::prelude::*;
use std::sync::Arc;

/// The history, newest first, closed until it is asked for.
pub fn history(app: App, current: Signal<Arc<Engagement>>) -> AnyView {
    let open = RwSignal::new(false);
    let entries = Memo::new(move |_| current.with(|engagement| engagement.history.clone()));
    let count = move || {
        let count = entries.with(Vec::len);
        lang().pick(format!("{count}件"), format!("{count}"))
    };
    let list = move || {
        open.get().then(|| {
            let entries = entries.get();
            if entries.is_empty() {
                return view! { <div class="stage__body"><p class="muted">{tr("まだ移動していません。", "It has not been moved yet.")}</p></div> }.into_any();
            }
            let items = entries.iter().rev().map(|entry| item(app, entry, current)).collect_view();
            view! { <div class="stage__body"><ol class="history">{items}</ol></div> }.into_any()
        })
    };
    view! {
        <section class="stage" data-section="history">
            <h3>
                <button
                    type="button"
                    class="stage__toggle"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <span class="stage__mark">{icon("history")}</span>
                    <span class="stage__name">{tr("履歴", "History")}</span>
                    <span class="stage__sum">{count}</span>
                    {icon("chevron-down")}
                </button>
            </h3>
            {list}
        </section>
    }
    .into_any()
}

fn item(app: App, entry: &Entry, current: Signal<Arc<Engagement>>) -> AnyView {
    let when = entry.at.map(|at| format::date_time(at.naive_local(), app.today.get_untracked(), lang()));
    let what = match (entry.kind, entry.status) {
        (MoveKind::Status, Some(status)) => {
            let name = say(status.label());
            lang().pick(format!("{name}にしました"), format!("Set to {name}"))
        }
        _ => {
            let (from, to) = (say(entry.from.label()), say(entry.to.label()));
            lang().pick(format!("{from} → {to}"), format!("{from} → {to}"))
        }
    };
    let kind = (entry.kind != MoveKind::Forward && entry.kind != MoveKind::Status)
        .then(|| view! { <span class="tag">{say(entry.kind.label())}</span> });
    let overridden = (!entry.overridden.is_empty()).then(|| {
        let names: Vec<String> = current.with_untracked(|engagement| {
            entry
                .overridden
                .iter()
                .map(|need| label::need(*need, engagement, lang()))
                .collect()
        });
        let names = names.join(tr("、", ", "));
        view! { <p class="history__why">{lang().pick(format!("足りないまま進んだ項目：{names}"), format!("Went on without: {names}"))}</p> }
    });
    view! {
        <li class="history__item">
            <time class="history__when">{when}</time>
            <p class="history__what"><b>{what}</b> {kind}</p>
            {(!entry.reason.is_empty()).then(|| view! { <p class="history__why">{entry.reason.clone()}</p> })}
            {overridden}
        </li>
    }
    .into_any()
}
