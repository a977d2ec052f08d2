//! The bar over the board's lower edge while cards are selected.

use super::{Ask, Selection, act, ask, cards};
use crate::browser::dom;
use crate::domain::bulk::Deed;
use crate::domain::{EngagementId, Priority, Status};
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::board::BoardState;
use crate::ui::kit::{icon, lang, say, tr};
use crate::ui::{lazy, parts};
use leptos::prelude::*;

/// The bar; nothing while nothing is selected.
pub fn bar(app: App) -> AnyView {
    let state = expect_context::<BoardState>();
    let selection = state.selection;
    Effect::new(move |_| selection.follow(app));
    let shown = Memo::new(move |_| selection.is_shown());
    (move || shown.get().then(|| lazy::show(app, parts::selection(app, state), |_| ()))).into_any()
}

/// What stands in the bar.
pub fn inside(app: App, state: BoardState) -> AnyView {
    let selection = state.selection;
    let none = move || selection.count() == 0 || app.save.with(|save| save.read_only());
    let count = move || match selection.count() {
        0 => tr("選ぶカードを押してください", "Press the cards to select").to_owned(),
        count => lang().pick(format!("{count}件を選択中"), format!("{count} selected")),
    };
    // What is in hand is one card, whatever is selected: better said than found out.
    let single = move || {
        let dragged = state.target.get().is_some_and(|target| selection.has(target.id));
        (dragged && selection.count() > 1).then(|| {
            view! { <span class="selection__hint">{tr("動くのは持っている1枚です。まとめて動かすには「移動…」", "Only the card in hand moves. “Move…” moves all")}</span> }
        })
    };
    let button = move |ja: &'static str, en: &'static str, what: Ask, danger: bool| {
        view! {
            <button type="button" class="btn btn--s" class:btn--danger=danger disabled=none on:click=move |_| ask(app, selection, what)>
                {tr(ja, en)}
            </button>
        }
        .into_any()
    };
    let held = Memo::new(move |_| {
        let ids: Vec<EngagementId> = {
            selection.count();
            selection.ids()
        };
        !ids.is_empty() && ids.into_iter().filter_map(|id| app.get(id)).all(|card| card.status == Status::OnHold)
    });
    let hold = move || {
        if held.get() {
            view! {
                <button type="button" class="btn btn--s" disabled=none on:click=move |_| resume(app, selection)>
                    {tr("再開", "Take up again")}
                </button>
            }
            .into_any()
        } else {
            button("保留…", "On hold…", Ask::Hold, false)
        }
    };
    let clear = move |_| {
        selection.clear();
        dom::focus_later(".board");
    };
    view! {
        <section class="selection" aria-label=tr("選択した案件", "Selected engagements")>
            <p class="selection__count">{count} {single}</p>
            <div class="selection__acts">
                {button("移動…", "Move…", Ask::Move, false)}
                {button("ラベル…", "Labels…", Ask::Labels, false)}
                {button("担当者…", "Owner…", Ask::Owner, false)}
                {priority(app, selection)}
                {hold}
                {button("削除…", "Delete…", Ask::Remove, true)}
            </div>
            <button type="button" class="icon-btn icon-btn--s" aria-label=tr("選択を解除", "Clear the selection") on:click=clear>
                {icon("close")}
            </button>
        </section>
    }
    .into_any()
}

fn resume(app: App, selection: Selection) {
    act(app, selection.ids(), Deed::Status(Status::Active, String::new()), |count| {
        let cards = cards(count);
        lang().pick(format!("{cards}を再開しました"), format!("Took up {cards} again"))
    });
}

/// 優先度: chosen at once, without a dialog.
fn priority(app: App, selection: Selection) -> AnyView {
    let options = Priority::ALL
        .iter()
        .enumerate()
        .map(|(index, priority)| view! { <option value=index.to_string()>{say(priority.label())}</option> })
        .collect_view();
    let set = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|index| Priority::ALL.get(index));
        // Back to its name, so that the same can be chosen again.
        crate::browser::dom::set_value(&event, "");
        if let Some(priority) = chosen.copied() {
            act(app, selection.ids(), Deed::Priority(priority), |count| {
                let (cards, name) = (cards(count), say(priority.label()));
                lang().pick(format!("{cards}の優先度を{name}にしました"), format!("Priority of {cards}: {name}"))
            });
        }
    };
    view! {
        <select
            class="input selection__pick"
            aria-label=tr("優先度をまとめて変える", "Change the priority of all")
            disabled=move || selection.count() == 0 || app.save.with(|save| save.read_only())
            on:change=set
        >
            <option value="">{tr("優先度", "Priority")}</option>
            {options}
        </select>
    }
    .into_any()
}
