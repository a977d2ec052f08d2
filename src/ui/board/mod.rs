//! The board: columns, cards, the strip, and every way to move.

pub mod card;
pub mod column;
pub mod drag;
pub mod keyboard;
pub mod moving;
pub mod strip;
pub mod window;

use super::app::App;
use super::find;
use super::kit::{lang, on_printing, tr};
use super::select::Selection;
use crate::domain::{EngagementId, Stage};
use crate::text::format;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Where a card that is being moved would land.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The card.
    pub id: EngagementId,
    /// The column.
    pub stage: Stage,
    /// Right above this card; at the end where there is none.
    pub before: Option<EngagementId>,
    /// Whether it is moved by the keyboard.
    pub by_keyboard: bool,
}

/// What the board shows beside the cards.
#[derive(Clone, Copy)]
pub struct BoardState {
    /// Where the card in hand would land.
    pub target: RwSignal<Option<Target>>,
    /// Columns folded by hand.
    pub folded: RwSignal<BTreeSet<Stage>>,
    /// Empty columns opened by hand.
    pub unfolded: RwSignal<BTreeSet<Stage>>,
    /// The first and the last visible part of the board, 0 to 1.
    pub visible: RwSignal<(f64, f64)>,
    /// The column on the screen, on a phone.
    pub at: RwSignal<Option<Stage>>,
    /// The cards that are selected.
    pub selection: Selection,
}

impl BoardState {
    /// An untouched board.
    pub fn new() -> Self {
        Self {
            target: RwSignal::new(None),
            folded: RwSignal::new(BTreeSet::new()),
            unfolded: RwSignal::new(BTreeSet::new()),
            visible: RwSignal::new((0.0, 1.0)),
            at: RwSignal::new(None),
            selection: Selection::new(),
        }
    }
}

impl Default for BoardState {
    fn default() -> Self {
        Self::new()
    }
}

/// The number of cards from which the browser is told to skip what is out of sight.
const MANY: usize = 60;

/// The board.
pub fn board(app: App) -> impl IntoView {
    let state = expect_context::<BoardState>();
    drag::listen();
    on_printing(move || app.printing.set(true), move || app.printing.set(false));
    let columns = Stage::ALL.iter().map(|stage| column::column(app, state, *stage)).collect_view();
    let on_scroll = move |_| strip::follow(state);
    Effect::new(move |_| {
        // Columns open and close with what is in them; the strip's frame follows once drawn.
        for stage in Stage::ALL {
            app.column(*stage).track();
        }
        state.folded.track();
        state.unfolded.track();
        app.open.track();
        strip::follow_later(state);
    });
    Effect::new(move |_| {
        // The panel takes its room from the board: the card that it shows stays in sight.
        if let Some(engagement) = app.open.get().and_then(|id| app.peek(id)) {
            strip::reveal_later(state, engagement.stage);
        }
    });
    let many = move || (app.total() > MANY).then_some("");
    // Not called as on a card, whose rules would have the whole board styled anew.
    let carrying = move || state.target.get().is_some_and(|target| !target.by_keyboard).then_some("");
    view! {
        <main
            class="board"
            id="board"
            tabindex="-1"
            aria-label=tr("ボード", "Board")
            data-many=many
            data-carrying=carrying
            on:scroll=on_scroll
        >
            {printed(app)}
            {columns}
        </main>
    }
}

/// The head of the board on paper: the day, and how many cards of how many.
fn printed(app: App) -> AnyView {
    let line = move || {
        let day = format::full_date(app.today.get(), lang());
        format!("{day}　{}", find::count_line(app.find.count(), app.on_board()))
    };
    view! { <header class="board__printed"><b>"依頼ボード"</b><span>{line}</span></header> }.into_any()
}
