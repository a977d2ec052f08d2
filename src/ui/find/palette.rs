//! 検索と操作: one line that finds engagements and does what the menus do. The focus stays in the line; the
//! arrows choose below it.

use super::commands::{self, Command, Deed};
use super::marked;
use crate::browser::dom;
use crate::browser::local::{preference, set_preference};
use crate::domain::find::{Query, Scope, fold, text_matches};
use crate::domain::{Engagement, EngagementId, Stage};
use crate::text::find as words;
use crate::text::label::Choice;
use crate::ui::app::{App, Dialog};
use crate::ui::board::BoardState;
use crate::ui::dialogs::{Frame, close};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// How many lines are shown at most.
const MOST: usize = 50;
/// How many recent ones are shown while nothing is typed, and how many are remembered.
const RECENT: usize = 6;
const PREFERENCE: &str = "palette-recent";

/// What a line does when it is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    Open(EngagementId),
    Do(Deed),
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// Tells it from others, and from one day to the next.
    key: String,
    group: &'static str,
    icon: &'static str,
    name: String,
    /// Where it stands, or where the words were found.
    about: Vec<(String, bool)>,
    caps: Vec<String>,
    target: Target,
}

/// Opens the palette, or closes it. Not over another dialog: answers whether the key was its own.
pub fn toggle(app: App) -> bool {
    match app.dialog.get_untracked() {
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
            <kbd>"↑"</kbd><kbd>"↓"</kbd>{tr("選ぶ", "choose")}
            <kbd>"Enter"</kbd>{tr("実行", "do")}
            <kbd>"Esc"</kbd>{tr("閉じる", "close")}
        </p>
    };
    let frame =
        Frame {
            title: tr("検索と操作", "Find and do").to_owned(), about: String::new(), class: "dialog--palette"
        };
    frame.show(app, body.into_any(), foot.into_any())
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

/// What can be done, and every engagement.
struct Offered {
    /// About the engagement in the panel.
    open: Vec<Command>,
    page: Vec<Command>,
    engagements: Vec<Arc<Engagement>>,
    recent: Vec<String>,
}

fn offered(app: App) -> Offered {
    let open = app.open.get_untracked().map(|id| commands::of_engagement(app, id)).unwrap_or_default();
    let running = Stage::ALL.iter().flat_map(|stage| app.column(*stage).get_untracked());
    let rest = app.closed().get_untracked().into_iter().chain(app.templates().get_untracked());
    let engagements = running.chain(rest).filter_map(|id| app.peek(id)).collect();
    Offered { open, page: commands::of_page(app), engagements, recent: recent() }
}

fn of_command(group: &'static str, command: &Command) -> Line {
    Line {
        key: command.key.clone(),
        group,
        icon: command.icon,
        name: command.name.clone(),
        about: Vec::new(),
        caps: commands::caps(command.deed),
        target: Target::Do(command.deed),
    }
}

fn of_engagement(group: &'static str, engagement: &Engagement, about: Vec<(String, bool)>) -> Line {
    let place = if engagement.status.on_board() { engagement.stage.label() } else { engagement.status.label() };
    let about = if about.is_empty() {
        let company = engagement.chosen().map(|candidate| format!(" {}", candidate.name)).unwrap_or_default();
        vec![(format!("{}{company}", say(place)), false)]
    } else {
        about
    };
    Line {
        key: engagement.id.to_string(),
        group,
        icon: "file",
        name: engagement.title.clone(),
        about,
        caps: Vec::new(),
        target: Target::Open(engagement.id),
    }
}

fn names() -> [&'static str; 5] {
    [
        tr("最近使ったもの", "Recent"),
        tr("開いている案件", "Open engagement"),
        tr("案件", "Engagements"),
        tr("操作", "Commands"),
        tr("言葉が見つかった案件", "Found inside"),
    ]
}

/// The lines for what is typed.
fn lines(app: App, offered: &Offered, typed: &str) -> Vec<Line> {
    let query = Query::parse(typed);
    let mut lines = if query.is_empty() { at_rest(offered) } else { found(app, offered, typed, &query) };
    lines.truncate(MOST);
    lines
}

/// While nothing is typed: what was used last, what can be done with the open engagement, and with the page.
fn at_rest(offered: &Offered) -> Vec<Line> {
    let [recent, open, _, page, _] = names();
    let mut lines: Vec<Line> = offered.open.iter().map(|command| of_command(open, command)).collect();
    lines.extend(offered.page.iter().map(|command| of_command(page, command)));
    let last = |key: &String| {
        let done = lines.iter().find(|line| line.key == *key).map(|line| Line { group: recent, ..line.clone() });
        let opened = || offered.engagements.iter().find(|one| one.id.to_string() == *key);
        done.or_else(|| opened().map(|one| of_engagement(recent, one, Vec::new())))
    };
    let first: Vec<Line> = offered.recent.iter().filter_map(last).take(RECENT).collect();
    lines.retain(|line| first.iter().all(|used| used.key != line.key));
    first.into_iter().chain(lines).collect()
}

/// For what is typed: engagements by title and company, then commands, then engagements that have the words
/// anywhere. What was used last comes first among its like.
fn found(app: App, offered: &Offered, typed: &str, query: &Query) -> Vec<Line> {
    let [_, open, engagements, page, inside] = names();
    let folded = fold(typed);
    let mut titled: Vec<(u8, usize, &Arc<Engagement>)> = Vec::new();
    let mut within = Vec::new();
    for one in &offered.engagements {
        let place = app.find.document(one, |document| {
            if document.matches_within(query, Scope::Title) {
                Some(if fold(&one.title).starts_with(&folded) { 0 } else { 1 })
            } else if document.matches_within(query, Scope::Company) {
                Some(2)
            } else {
                document.matches(query).then_some(3)
            }
        });
        match place.flatten() {
            Some(3) => within.push(one),
            Some(place) => titled.push((place, used(offered, &one.id.to_string()), one)),
            None => {}
        }
    }
    titled.sort_by_key(|(place, used, _)| (*place, *used));
    let hit = |one: &Arc<Engagement>| {
        let hit = app.find.document(one, |document| document.hit(query)).flatten();
        let place = hit.as_ref().map(|hit| (format!("{} ", say(words::place(hit.place))), false));
        place.into_iter().chain(hit.into_iter().flat_map(|hit| hit.pieces)).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    for (place, _, one) in titled.into_iter().take(MOST) {
        let about = if place == 2 { hit(one) } else { Vec::new() };
        lines.push(of_engagement(engagements, one, about));
    }
    // Commands are not pushed out by many engagements.
    let commands = commands_for(offered, &offered.open, typed, open).into_iter();
    let commands: Vec<Line> = commands.chain(commands_for(offered, &offered.page, typed, page)).collect();
    lines.truncate(MOST.saturating_sub(commands.len()));
    lines.extend(commands);
    let room = MOST.saturating_sub(lines.len());
    lines.extend(within.into_iter().take(room).map(|one| of_engagement(inside, one, hit(one))));
    lines
}

/// The commands that are meant by what is typed: by their names first, then by their other names, then those
/// that have its letters in order.
fn commands_for(offered: &Offered, commands: &[Command], typed: &str, group: &'static str) -> Vec<Line> {
    let folded: String = fold(typed).chars().filter(|c| *c != ' ').collect();
    let rank = |command: &Command| {
        if text_matches(&command.name, typed) {
            Some(0)
        } else if text_matches(&format!("{} {}", command.name, command.also), typed) {
            Some(1)
        } else {
            in_order(&fold(&command.name), &folded).then_some(2)
        }
    };
    let mut found: Vec<(u8, usize, &Command)> =
        commands.iter().filter_map(|command| Some((rank(command)?, used(offered, &command.key), command))).collect();
    found.sort_by_key(|(rank, used, _)| (*rank, *used));
    found.into_iter().map(|(.., command)| of_command(group, command)).collect()
}

/// Whether a text has these letters in this order; a single letter would be in too many.
fn in_order(text: &str, letters: &str) -> bool {
    let mut rest = text.chars();
    letters.chars().nth(1).is_some() && letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// How long ago something was used: 0 for what was used last.
fn used(offered: &Offered, key: &str) -> usize {
    offered.recent.iter().position(|recent| recent == key).unwrap_or(usize::MAX)
}

fn recent() -> Vec<String> {
    preference(PREFERENCE).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

fn remember(key: &str) {
    const KEPT: usize = 12;
    let others = recent().into_iter().filter(|other| other != key);
    let all: Vec<String> = std::iter::once(key.to_owned()).chain(others).take(KEPT).collect();
    set_preference(PREFERENCE, &all.join(" "));
}
