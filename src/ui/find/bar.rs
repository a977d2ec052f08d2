//! The bar of the filter, under the strip: words, lists of conditions, what is set, saved filters.

use super::{address, clear, close, count_line, kinds, shown_in, views};
use crate::browser::dom;
use crate::domain::Stage;
use crate::route::{Filter, Screen};
use crate::ui::app::App;
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{icon, icon_small, tr};
use crate::ui::shell::keys::{self, Act, Group};
use crate::ui::{lazy, parts};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The button that shows the bar, with how much is set.
pub fn button(app: App) -> AnyView {
    let count = Memo::new(move |_| app.find.filter.with(Filter::count));
    let badge = move || {
        (count.get() > 0).then(|| {
            view! {
                <span class="bar__count">{count.get()}</span>
                <span class="visually-hidden">{tr("件の条件", " set")}</span>
            }
        })
    };
    view! {
        <button
            type="button"
            class="btn btn--quiet bar__filter"
            hidden=move || app.screen.get() != Screen::Board
            title=tr("絞り込み", "Filter")
            aria-expanded=move || if app.find.open.get() { "true" } else { "false" }
            aria-keyshortcuts=keys::shown(Act::Filter)
            data-on=move || (count.get() > 0).then_some("")
            on:click=move |_| super::toggle(app)
        >
            {icon("filter")}
            <span class="btn__text">{tr("絞り込み", "Filter")}</span>
            {badge}
        </button>
    }
    .into_any()
}

/// The bar, while it is shown.
pub fn bar(app: App) -> AnyView {
    (move || app.find.open.get().then(|| lazy::show(app, parts::filter(app), close))).into_any()
}

/// What stands in the bar.
pub fn inside(app: App) -> AnyView {
    let filtered = Memo::new(move |_| app.find.filter.with(|filter| !filter.is_empty()));
    let count = move || count_line(app.find.count(), app.on_board());
    let none = move || app.find.count() == Some(0);
    view! {
        <section class="find" role="search" aria-label=tr("絞り込み", "Filter")>
            <div class="find__line">
                {words(app)}
                <div class="find__kinds">{kinds::lists(app)}</div>
                <p class="find__count" role="status" data-none=move || none().then_some("")>{count}</p>
                <button type="button" class="icon-btn icon-btn--s" aria-label=tr("絞り込みの欄を閉じる", "Put the filter bar away") on:click=move |_| close(app)>
                    {icon("close")}
                </button>
            </div>
            {move || none().then(|| view! {
                <p class="find__none">{tr("絞り込みに合う案件はありません。", "No engagement meets the filter.")}</p>
            })}
            <div class="find__line find__line--set">
                {kinds::chips(app)}
                {move || filtered.get().then(|| view! {
                    <button type="button" class="btn btn--s btn--quiet find__clear" on:click=move |_| { clear(app); dom::focus_later(".find__words"); }>
                        {tr("クリア", "Clear")}
                    </button>
                })}
                {views::buttons(app)}
            </div>
        </section>
    }
    .into_any()
}

/// The line for words.
fn words(app: App) -> AnyView {
    let take = move |event: &web_sys::Event| {
        let typed = event_target_value(event);
        if app.find.filter.with_untracked(|filter| filter.text != typed) {
            app.find.filter.update(|filter| filter.text = typed);
            address::replace_later(app);
        }
    };
    let on_input = move |event: ev::Event| {
        // Half a word in composition is no word yet.
        if !event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing) {
            take(&event);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        match keys::act(Group::Search, &event) {
            Some(Act::FirstHit) => first_hit(app),
            Some(Act::LeaveSearch) if app.find.filter.with_untracked(|filter| filter.text.is_empty()) => close(app),
            Some(Act::LeaveSearch) => super::narrow(app, |filter| filter.text.clear()),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="find__box">
            {icon_small("search")}
            <input
                class="input find__words"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                aria-label=tr("案件の中の言葉で探す", "Words anywhere in an engagement")
                aria-keyshortcuts=keys::shown(Act::Search)
                placeholder=tr("案件の中の言葉で探す", "Words in an engagement")
                prop:value=move || app.find.filter.with(|filter| filter.text.clone())
                on:input=on_input
                on:compositionend=move |event| take(&event)
                on:keydown=on_key
            />
        </div>
    }
    .into_any()
}

/// Puts the focus on the first card that is shown.
fn first_hit(app: App) {
    let first = Stage::ALL.iter().find_map(|stage| shown_in(app, *stage).first().copied());
    if let Some(first) = first {
        app.focus_card(first);
    }
}
