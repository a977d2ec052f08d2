//! 次に必要なこと: what the gate of the present stage misses, on top of the panel.

use super::show;
use crate::domain::gate::{Level, Need, needs_between};
use crate::domain::{Engagement, Stage, comparison};
use crate::text::format::counted;
use crate::text::label::{self, Choice};
use crate::ui::app::App;
use crate::ui::kit::{lang, say, tr};
use leptos::prelude::*;
use std::sync::Arc;

/// The list.
pub fn next(app: App, current: Signal<Arc<Engagement>>) -> AnyView {
    let items = Memo::new(move |_| current.with(|engagement| items_of(engagement)));
    let stale = Memo::new(move |_| current.with(|engagement| stale(engagement)));
    let list = move || {
        let items = items.get();
        if items.is_empty() && stale.get() == 0 {
            return view! { <p class="next__done">{tr("この段階に必要なことはそろっています。", "Everything for this stage is there.")}</p> }.into_any();
        }
        let rows = items
            .into_iter()
            .map(|(need, line)| {
                let level = match need.level() {
                    Level::Warning => "warn",
                    Level::Required => "miss",
                    Level::Integrity => "block",
                };
                view! {
                    <li class="next__item" data-level=level>
                        <button type="button" class="next__go" on:click=move |_| show(app, need.stage())>{line}</button>
                        <span class="next__aside">{say(need.stage().label())}</span>
                    </li>
                }
            })
            .collect_view();
        let old = (stale.get() > 0).then(|| {
            let count = stale.get();
            let line = lang().pick(
                format!("旧条件の見積もりが{count}件あります。いまの条件で確かめてください。"),
                format!("On old terms: {}. Have that confirmed on the present ones.", counted(count, "quote")),
            );
            view! {
                <li class="next__item" data-level="warn">
                    <button type="button" class="next__go" on:click=move |_| show(app, Stage::Quote)>{line}</button>
                    <span class="next__aside">{say(Stage::Quote.label())}</span>
                </li>
            }
        });
        view! { <ul class="next__list">{rows} {old}</ul> }.into_any()
    };
    let met = move || items.with(|items| items.iter().all(|(need, _)| need.level() == Level::Warning)).then_some("");
    view! {
        <section class="next" data-met=met aria-labelledby="next-title">
            <div class="next__head"><h3 class="next__title" id="next-title">{tr("次に必要なこと", "What is needed next")}</h3></div>
            {list}
        </section>
    }
    .into_any()
}

/// How many quotes are 旧条件 while they still decide something: until the contract.
fn stale(engagement: &Engagement) -> usize {
    let deciding = (Stage::Quote..Stage::Contract).contains(&engagement.stage);
    if deciding { comparison::stale_in_force(engagement) } else { 0 }
}

fn items_of(engagement: &Engagement) -> Vec<(Need, String)> {
    let needs = match engagement.stage.next() {
        Some(next) => needs_between(engagement, engagement.stage, next),
        None => Vec::new(),
    };
    needs.into_iter().map(|need| (need, label::need(need, engagement, lang()))).collect()
}
