//! 検索と操作: one line that finds engagements and does what the menus do. The focus stays in the line; the
//! arrows choose below it.

mod found;

use super::{commands, marked};
use crate::browser::dom;
use crate::ui::app::{App, Dialog};
use crate::ui::board::BoardState;
use crate::ui::dialogs::{Frame, close};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{icon, lang, tr};
use found::{Line, Target, lines, offered, remember};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Opens the palette, or closes it. Not over another dialog: answers whether the key was its own.
pub fn toggle(app: App) -> bool {
    // A dialog that has just closed is told of a moment later: what counts is what is on the screen.
    let present = app.dialog.get_untracked().filter(|_| dom::find("dialog[open]").is_some());
    match present {
        None => {
            crate::ui::kit::typing::flush();
            app.dialog.set(Some(Dialog::Palette));
        }
        Some(Dialog::Palette) => close(),
        Some(_) => return false,
    }
    true
}

/// The dialog.
pub fn dialog(app: App) -> AnyView {
    let state = expect_context::<BoardState>();
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    // What can be done is looked up once; while the palette is open, nothing else changes the page.
    let offered = StoredValue::new(offered(app));
    let lines = Memo::new(move |_| typed.with(|typed| offered.with_value(|offered| lines(app, offered, typed))));
    let choose = move |index: usize| {
        if let Some(line) = lines.with_untracked(|lines| lines.get(index).cloned()) {
            remember(&line.key);
            close();
            match line.target {
                Target::Open(id) => app.open(id),
                Target::Do(deed) => commands::run(app, state, deed),
            }
        }
    };
    Effect::new(move |_| {
        let at = at.get();
        lines.track();
        reveal(at);
    });
    let body = view! {
        {line_to_type(typed, at, lines, choose)}
        <p class="visually-hidden" role="status">{move || lines.with(|lines| said(lines.len()))}</p>
        <div class="palette__list" role="listbox" id="palette-list" aria-label=tr("候補", "Suggestions")>
            {move || grouped(lines.get(), at, choose)}
        </div>
        {move || lines.with(Vec::is_empty).then(|| view! {
            <p class="palette__none">{tr("見つかりません。言葉を短くすると見つかることがあります。", "Nothing found. Fewer words may find more.")}</p>
        })}
    };
    let foot = view! {
        <p class="palette__keys" aria-hidden="true">
            <span><kbd>"↑"</kbd> <kbd>"↓"</kbd> {tr("選ぶ", "choose")}</span>
            <span><kbd>"Enter"</kbd> {tr("実行", "do")}</span>
            <span><kbd>"Esc"</kbd> {tr("閉じる", "close")}</span>
        </p>
    };
    let frame =
        Frame {
            title: tr("検索と操作", "Find and do").to_owned(), about: String::new(), class: "dialog--palette"
        };
    frame.show(body.into_any(), foot.into_any())
}

fn said(count: usize) -> String {
    lang().pick(format!("{count}件"), format!("{count} found"))
}

fn line_to_type(
    typed: RwSignal<String>,
    at: RwSignal<usize>,
    lines: Memo<Vec<Line>>,
    choose: impl Fn(usize) + Copy + 'static,
) -> AnyView {
    let take = move |event: &web_sys::Event| {
        let text = event_target_value(event);
        if typed.with_untracked(|typed| *typed != text) {
            typed.set(text);
            at.set(0);
        }
    };
    let on_input = move |event: ev::Event| {
        if !event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing) {
            take(&event);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if is_composing(&event) || event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let last = lines.with_untracked(Vec::len).saturating_sub(1);
        let present = at.get_untracked().min(last);
        match event.key().as_str() {
            "ArrowDown" => at.set(if present == last { 0 } else { present + 1 }),
            "ArrowUp" => at.set(present.checked_sub(1).unwrap_or(last)),
            "PageDown" => at.set((present + 8).min(last)),
            "PageUp" => at.set(present.saturating_sub(8)),
            // In a text that was typed they go to its ends, as they always do.
            "Home" if typed.with_untracked(String::is_empty) => at.set(0),
            "End" if typed.with_untracked(String::is_empty) => at.set(last),
            "Enter" => choose(present),
            _ => return,
        }
        event.prevent_default();
    };
    let active = move || lines.with(|lines| (!lines.is_empty()).then(|| option_id(at.get().min(lines.len() - 1))));
    view! {
        <div class="palette__box">
            {icon("search")}
            <input
                class="input palette__line"
                type="text"
                role="combobox"
                autofocus=true
                autocomplete="off"
                spellcheck="false"
                aria-label=tr("案件や操作を探す", "Find engagements and commands")
                aria-expanded=move || if lines.with(Vec::is_empty) { "false" } else { "true" }
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=active
                placeholder=tr("案件名・会社名・中の言葉・操作", "Title, company, words, command")
                on:input=on_input
                on:compositionend=move |event| take(&event)
                on:keydown=on_key
            />
        </div>
    }
    .into_any()
}

fn option_id(index: usize) -> String {
    format!("palette-{index}")
}

/// The lines under the names of their groups.
fn grouped(lines: Vec<Line>, at: RwSignal<usize>, choose: impl Fn(usize) + Copy + 'static) -> AnyView {
    let mut groups: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if groups.last().is_none_or(|(name, _)| *name != line.group) {
            groups.push((line.group, Vec::new()));
        }
        let drawn = option(index, line, at, choose);
        if let Some((_, drawn_lines)) = groups.last_mut() {
            drawn_lines.push(drawn);
        }
    }
    let group = |(name, lines): (&'static str, Vec<AnyView>)| {
        view! {
            <div role="group" aria-label=name>
                <p class="palette__group" aria-hidden="true">{name}</p>
                {lines}
            </div>
        }
    };
    groups.into_iter().map(group).collect_view().into_any()
}

fn option(index: usize, line: Line, at: RwSignal<usize>, choose: impl Fn(usize) + 'static) -> AnyView {
    let selected = move || if at.get() == index { "true" } else { "false" };
    let caps = line.caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view();
    view! {
        <div
            class="palette__option"
            role="option"
            id=option_id(index)
            aria-selected=selected
            // The focus stays in the line.
            on:mousedown=|event| event.prevent_default()
            on:mousemove=move |_| if at.get_untracked() != index { at.set(index) }
            on:click=move |_| choose(index)
        >
            {icon(line.icon)}
            <span class="palette__what">
                <span class="palette__name">{line.name}</span>
                <span class="palette__about">{marked(line.about)}</span>
            </span>
            <span class="palette__caps" aria-hidden="true">{caps}</span>
        </div>
    }
    .into_any()
}

/// Scrolls to the chosen line once it is drawn.
fn reveal(index: usize) {
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(option) = dom::find(&format!("#{}", option_id(index))) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    })
    .forget();
}
