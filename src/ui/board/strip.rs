//! The strip: the whole board in miniature, and on a phone the way from column to column.

use super::BoardState;
use super::card::Flag;
use super::column::phase_id;
use crate::browser::dom;
use crate::domain::Stage;
use crate::text::format::counted;
use crate::text::label::Choice;
use crate::text::{Text, text};
use crate::ui::app::App;
use crate::ui::kit::{lang, say, tr};
use leptos::prelude::*;

const DOTS: usize = 16;

fn short_name(stage: Stage) -> Text {
    match stage {
        Stage::Clarify => text("明確化", "Clarify"),
        Stage::Select => text("選定", "Select"),
        Stage::Quote => text("見積もり", "Quotes"),
        Stage::Contract => text("契約", "Contract"),
        Stage::Review => text("定例会議", "Review"),
        Stage::Start => text("依頼開始", "Work"),
        other => other.label(),
    }
}

/// The strip.
pub fn strip(app: App) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let cells = Stage::ALL.iter().map(|stage| cell(app, state, *stage)).collect_view();
    let frame = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        let (from, to) = state.visible.get();
        if let Some(frame) = frame.get() {
            dom::set_property(&frame, "--x", &format!("{from:.4}"));
            dom::set_property(&frame, "--w", &format!("{:.4}", to - from));
        }
    });
    let whole = move || state.visible.with(|(from, to)| to - from > 0.995);
    view! {
        <nav class="strip" aria-label=tr("段階", "Stages")>
            {cells}
            <div class="strip__frame" aria-hidden="true" node_ref=frame hidden=whole></div>
        </nav>
    }
}

fn cell(app: App, state: BoardState, stage: Stage) -> AnyView {
    let ids = app.column(stage);
    let dots = Memo::new(move |_| {
        let calls = |flag: Option<Flag>| matches!(flag, Some(Flag::Waiting | Flag::Overdue));
        let shown = ids.with(|ids| app.find.shown_of(ids));
        let all: Vec<_> = shown.into_iter().filter_map(|id| Some((id, app.summary(id)?.flag))).collect();
        let (first, rest) = (all.iter().filter(|(_, flag)| calls(*flag)), all.iter().filter(|(_, flag)| !calls(*flag)));
        first.chain(rest).take(DOTS).copied().collect::<Vec<_>>()
    });
    let name = say(short_name(stage));
    let number = stage.number();
    let ends_phase = stage.next().is_some_and(|next| next.phase() != stage.phase());
    let dots_view = move || {
        dots.get()
            .into_iter()
            .map(|(id, flag)| {
                let open = move || (app.open.get() == Some(id)).then_some("");
                view! { <i class="dot" data-flag=flag.map(Flag::id) data-open=open></i> }
            })
            .collect_view()
    };
    view! {
        <button
            type="button"
            class="strip__cell"
            data-phase=phase_id(stage)
            data-phase-end=ends_phase.then_some("")
            aria-current=move || (state.at.get() == Some(stage)).then_some("true")
            aria-label=move || ids.with(|ids| lang().pick(format!("{number} {name} {}件", ids.len()), format!("{number} {name}, {}", counted(ids.len(), "card"))))
            on:click=move |_| go_to(state, stage)
        >
            <span class="strip__no">{number}</span>
            " "
            <span class="strip__name">{name}</span>
            <span class="strip__dots" aria-hidden="true">{dots_view}</span>
        </button>
    }
    .into_any()
}

/// Brings the first card into sight, once the page has drawn: on a phone it may be columns away.
pub fn go_to_first_card(app: App, state: BoardState) {
    let stage = Stage::ALL.iter().copied().find(|stage| app.column(*stage).with_untracked(|ids| !ids.is_empty()));
    if let Some(stage) = stage {
        reveal_later(state, stage);
    }
}

/// Whether a column fills the screen.
pub fn is_paged() -> bool {
    dom::media("(max-width: 640px)")
}

/// Goes on by one column, or back, where a column fills the screen.
pub fn turn(board: &web_sys::Element, forward: bool) {
    let width = f64::from(board.client_width()).max(1.0);
    let step = if forward { 1.0 } else { -1.0 };
    scroll(board, ((f64::from(board.scroll_left()) / width).round() + step) * width);
}

fn scroll(board: &web_sys::Element, left: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_left(left);
    if !dom::media("(prefers-reduced-motion: reduce)") {
        options.set_behavior(web_sys::ScrollBehavior::Smooth);
    }
    board.scroll_to_with_scroll_to_options(&options);
}

/// Scrolls the board to a column.
pub fn go_to(state: BoardState, stage: Stage) {
    let (Some(board), Some(column)) = (dom::find(".board"), dom::find(&format!("[data-stage=\"{}\"]", stage.id())))
    else {
        return;
    };
    let left = column.get_bounding_client_rect().left() - board.get_bounding_client_rect().left()
        + f64::from(board.scroll_left());
    scroll(&board, left);
    state.at.set(is_paged().then_some(stage));
}

/// Brings the frame up to what is visible of the board.
pub fn follow(state: BoardState) {
    let Some(board) = dom::find(".board") else {
        return;
    };
    let (left, width, whole) =
        (f64::from(board.scroll_left()), f64::from(board.client_width()), f64::from(board.scroll_width()));
    if whole <= 0.0 {
        return;
    }
    let visible = (left / whole, ((left + width) / whole).min(1.0));
    if state.visible.get_untracked() != visible {
        state.visible.set(visible);
    }
    if !is_paged() {
        return;
    }
    // On a phone a column fills the screen: the one whose middle is nearest to the screen's.
    let middle = board.get_bounding_client_rect().left() + width / 2.0;
    let nearest = Stage::ALL.iter().copied().min_by_key(|stage| {
        dom::find(&format!("[data-stage=\"{}\"]", stage.id())).map_or(i64::MAX, |column| {
            let rect = column.get_bounding_client_rect();
            ((rect.left() + rect.width() / 2.0) - middle).abs() as i64
        })
    });
    if let Some(nearest) = nearest
        && state.at.get_untracked() != Some(nearest)
    {
        state.at.set(Some(nearest));
    }
}

/// The same, once the page has drawn.
pub fn follow_later(state: BoardState) {
    gloo_timers::callback::Timeout::new(50, move || follow(state)).forget();
}

/// Scrolls to a column unless it is in sight, once the page has drawn.
pub fn reveal_later(state: BoardState, stage: Stage) {
    gloo_timers::callback::Timeout::new(50, move || go_to_if_hidden(state, stage)).forget();
}

/// Scrolls to a column unless it is in sight.
pub fn go_to_if_hidden(state: BoardState, stage: Stage) {
    let (Some(board), Some(column)) = (dom::find(".board"), dom::find(&format!("[data-stage=\"{}\"]", stage.id())))
    else {
        return;
    };
    let (board, column) = (board.get_bounding_client_rect(), column.get_bounding_client_rect());
    if column.left() < board.left() || column.right() > board.right() {
        go_to(state, stage);
    }
}
