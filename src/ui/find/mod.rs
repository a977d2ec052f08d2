//! Finding: the board narrowed to what is looked for, with an address that says so, saved filters, and
//! the palette.

pub mod address;
pub mod bar;
pub mod commands;
pub mod kinds;
pub mod palette;
pub mod views;

use super::app::App;
use crate::browser::dom;
use crate::domain::command::Place;
use crate::domain::find::{Document, Hit, Index};
use crate::domain::{Engagement, EngagementId, Stage};
use crate::route::{Filter, Screen};
use crate::text::find as words;
use crate::text::format::counted;
use crate::ui::board::{BoardState, strip};
use crate::ui::kit::{lang, renew, say, tr};
use crate::ui::{lazy, parts};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the page knows of finding. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Find {
    /// What the board is narrowed to.
    pub filter: RwSignal<Filter>,
    /// Whether the bar of the filter is shown.
    pub open: RwSignal<bool>,
    /// The cards that stay on the board; nothing while there is no filter.
    shown: RwSignal<Option<Arc<BTreeSet<EngagementId>>>>,
    index: StoredValue<Index>,
    engine: RwSignal<Option<Engine>>,
}

/// What finding is done with. It comes when something is looked for the first time.
#[derive(Clone, Copy)]
struct Engine {
    matching: fn(App, &Filter) -> BTreeSet<EngagementId>,
    found_on: fn(App, EngagementId) -> AnyView,
}

impl Find {
    /// Nothing is looked for.
    pub fn new() -> Self {
        Self {
            filter: RwSignal::new(Filter::default()),
            open: RwSignal::new(false),
            shown: RwSignal::new(None),
            index: StoredValue::new(Index::default()),
            engine: RwSignal::new(None),
        }
    }

    /// Whether a card stays on the board, followed.
    pub fn shows(self, id: EngagementId) -> bool {
        self.shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.contains(&id)))
    }

    /// Those of these cards that stay on the board, in their order, followed: as a whole, since to follow it for each
    /// card costs more than the looking.
    pub fn shown_of(self, ids: &[EngagementId]) -> Vec<EngagementId> {
        self.shown.with(|shown| kept(ids, shown.as_deref()))
    }

    /// Whether a card stays on the board, as it is now.
    fn shows_now(self, id: EngagementId) -> bool {
        self.shown.with_untracked(|shown| shown.as_ref().is_none_or(|shown| shown.contains(&id)))
    }

    /// Follows which cards stay on the board.
    pub fn track(self) {
        self.shown.track();
    }

    /// How many cards stay on the board; nothing while there is no filter. Followed.
    pub fn count(self) -> Option<usize> {
        self.shown.with(|shown| shown.as_ref().map(|shown| shown.len()))
    }

    /// Reads the document of an engagement.
    pub fn document<T>(self, engagement: &Arc<Engagement>, read: impl FnOnce(&Document) -> T) -> Option<T> {
        self.index.try_update_value(|index| read(index.document(engagement)))
    }
}

impl Default for Find {
    fn default() -> Self {
        Self::new()
    }
}

fn kept(ids: &[EngagementId], shown: Option<&BTreeSet<EngagementId>>) -> Vec<EngagementId> {
    ids.iter().copied().filter(|id| shown.is_none_or(|shown| shown.contains(id))).collect()
}

/// Takes up what finding is done with.
pub fn take_up(app: App) {
    app.find.engine.set(Some(Engine { matching, found_on: hit_on }));
    make_ready(app, app.with_session(|session| session.board().engagements.values().cloned().collect()));
}

/// Makes the documents of these engagements a few at a time, before the first letter is typed: ten thousand at
/// once would keep it waiting for seconds.
fn make_ready(app: App, mut engagements: Vec<Arc<Engagement>>) {
    const AT_ONCE: usize = 20;
    for engagement in engagements.split_off(engagements.len().saturating_sub(AT_ONCE)) {
        // One that has changed meanwhile is made anew when it is asked for.
        let _ = app.find.document(&engagement, |_| ());
    }
    if !engagements.is_empty() {
        gloo_timers::callback::Timeout::new(0, move || make_ready(app, engagements)).forget();
    }
}

/// Lets the board follow the filter, and the filter what is on the board.
pub fn begin(app: App) {
    let find = app.find;
    let state = expect_context::<BoardState>();
    Effect::new(move |_| {
        let empty = find.filter.with(Filter::is_empty);
        let Some(engine) = find.engine.get() else {
            if !empty {
                lazy::run(app, parts::search(app));
            }
            return;
        };
        let shown = find.filter.with(|filter| (!empty).then(|| Arc::new((engine.matching)(app, filter))));
        if shown.is_none() {
            find.index.update_value(|index| index.keep(|id| app.card(id).is_some()));
        }
        if renew(find.shown, shown) {
            show_some(app, state);
        }
    });
}

/// Goes to a column that has something to show, where the one in sight has not: on a phone it fills the screen.
fn show_some(app: App, state: BoardState) {
    let holds = |stage: Stage| !shown_in(app, stage).is_empty();
    let at = state.at.get_untracked().unwrap_or(Stage::Clarify);
    if app.find.filter.with_untracked(Filter::is_empty) || holds(at) {
        return;
    }
    if let Some(stage) = Stage::ALL.iter().copied().find(|stage| holds(*stage)) {
        strip::reveal_later(state, stage);
    }
}

/// The cards on the board that a filter leaves, followed as a whole: to follow each of ten thousand cards would take
/// longer than to look through them.
fn matching(app: App, filter: &Filter) -> BTreeSet<EngagementId> {
    let query = filter.query();
    let (settings, today) = (app.settings.get(), app.today.get());
    app.revision.track();
    let meets = |card: &&Arc<Engagement>| card.status.on_board() && filter.meets(card, &settings, today);
    let found = app.with_session(|session| {
        let cards = session.board().engagements.values().filter(meets);
        app.find.index.try_update_value(|index| {
            let left = cards.filter(|card| query.is_empty() || index.document(card).matches(&query));
            left.map(|card| card.id).collect()
        })
    });
    found.unwrap_or_default()
}

/// The ids of the cards of a column that are shown, from top to bottom, as it is now.
pub fn shown_in(app: App, stage: Stage) -> Vec<EngagementId> {
    app.find.shown.with_untracked(|shown| app.column(stage).with_untracked(|ids| kept(ids, shown.as_deref())))
}

/// Where a card comes that is put at the end of what is shown of a column: right under the last card that
/// can be seen, above those that cannot.
pub fn end_of(app: App, stage: Stage, id: EngagementId) -> Place {
    let others: Vec<_> = app.column(stage).get_untracked().into_iter().filter(|other| *other != id).collect();
    let last = others.iter().rposition(|other| app.find.shows_now(*other));
    last.and_then(|last| others.get(last + 1)).map_or(Place::Last, |next| Place::Before(*next))
}

/// Where what is searched for was found on a card: the field, and the words around it.
pub fn found_on(app: App, id: EngagementId) -> AnyView {
    (move || app.find.engine.get().map(|engine| (engine.found_on)(app, id))).into_any()
}

fn hit_on(app: App, id: EngagementId) -> AnyView {
    let hit = Memo::new(move |_| {
        let query = app.find.filter.with(Filter::query);
        if query.is_empty() || !app.find.shows(id) {
            return None;
        }
        app.get(id).and_then(|card| app.find.document(&card, |document| document.hit(&query)).flatten())
    });
    (move || hit.get().map(|hit| view! { <p class="card__hit">{hit_line(hit)}</p> })).into_any()
}

/// A hit in a line.
fn hit_line(hit: Hit) -> AnyView {
    view! {
        <span class="hit__place">{say(words::place(hit.place))}</span>
        {marked(hit.pieces)}
    }
    .into_any()
}

/// A text in pieces, some of them marked.
fn marked(pieces: Vec<(String, bool)>) -> AnyView {
    let piece = |(text, marked): (String, bool)| {
        if marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    pieces.into_iter().map(piece).collect_view().into_any()
}

/// Says that a card was added where the filter hides it.
pub fn tell_if_hidden(app: App, id: Option<EngagementId>) {
    let Some(card) = id.and_then(|id| app.peek(id)) else {
        return;
    };
    let filter = app.find.filter.get_untracked();
    let (settings, today) = (app.settings.get_untracked(), app.today.get_untracked());
    let shown = app.find.document(&card, |document| filter.shows(&card, document, &settings, today));
    if shown == Some(false) {
        app.tell(tr(
            "追加した案件は、いまの絞り込みには当てはまらないため、表示していません。",
            "What you added does not meet the filter, so it is not shown.",
        ));
    }
}

/// Shows the board with the bar of its filter, and puts the focus on the words.
pub fn search(app: App) {
    address::show(app, Screen::Board);
    app.find.open.set(true);
    match dom::find(".find__words") {
        // At once, so that what is typed next goes into it.
        Some(words) => drop(words.focus()),
        None => dom::focus_later(".find__words"),
    }
}

/// Shows or puts away the bar of the filter. The filter stays as it is.
pub fn toggle(app: App) {
    if app.screen.get_untracked() == Screen::Board && app.find.open.get_untracked() {
        close(app);
    } else {
        search(app);
    }
}

/// Puts the bar away and the focus on its button.
fn close(app: App) {
    app.find.open.set(false);
    dom::focus_later(".bar__filter");
}

/// Narrows the board to something else; the way there stays in the browser's history.
pub fn narrow(app: App, change: impl FnOnce(&mut Filter)) {
    app.find.filter.update(change);
    address::push(app);
}

/// Shows everything again.
pub fn clear(app: App) {
    narrow(app, |filter| *filter = Filter::default());
}

/// How many cards of how many are shown.
pub fn count_line(shown: Option<usize>, all: usize) -> String {
    match shown {
        Some(shown) => lang().pick(format!("{all}件中{shown}件"), format!("{shown} of {all}")),
        None => lang().pick(format!("{all}件"), counted(all, "card")),
    }
}
