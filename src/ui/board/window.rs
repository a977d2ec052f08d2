//! What of a column is drawn. A column of many cards draws those near the view, and leaves gaps for the others that
//! are as high as they are, or as such cards are on average where they were never drawn. The card that has the focus
//! or is in hand is drawn wherever it stands, so that neither is lost by scrolling.
//!
//! A column of few cards is drawn whole.

use super::BoardState;
use crate::browser::dom;
use crate::domain::{EngagementId, Stage};
use crate::ui::app::{AFTER_A_FRAME_MILLISECONDS, App};
use crate::ui::find::shown_in;
use crate::ui::kit::renew;
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;
use std::collections::HashMap;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Up to so many cards a column is drawn whole.
const FEW: usize = 40;

/// How far beyond the view cards are drawn, in pixels: what a turn of the wheel brings in sight.
const BEYOND: f64 = 700.0;

/// How high a card is taken to be where none was drawn yet, in pixels.
const CARD: f64 = 132.0;

thread_local! {
    static DRAWING: Cell<bool> = const { Cell::new(false) };
}

/// Whether rows are being drawn anew: a card that loses the focus now gets it back.
pub fn drawing() -> bool {
    DRAWING.get()
}

/// A row of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// A card.
    Card(EngagementId),
    /// The place of cards that are not drawn: the first, the second such place from the top.
    Gap(usize),
}

/// What of a column is drawn. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Drawn {
    app: App,
    stage: Stage,
    /// The rows from top to bottom.
    pub rows: RwSignal<Vec<Row>>,
    /// Whether some cards are left out.
    pub partly: Memo<bool>,
    /// The heights of the gaps in pixels.
    gaps: RwSignal<Vec<f64>>,
    /// Where each card that is drawn stands among all of the column, from 1.
    places: RwSignal<Vec<(EngagementId, usize)>>,
    heights: StoredValue<HashMap<EngagementId, f64>>,
    /// The cards that are drawn wherever they stand.
    must: Memo<[Option<EngagementId>; 3]>,
    /// How many cards there were, and what of the column was to be drawn, when it was last looked.
    looked: StoredValue<Option<(usize, Band)>>,
    list: NodeRef<html::Div>,
}

/// A part of a column in pixels from its top, and the space between two cards.
type Band = (f64, f64, f64);

impl Drawn {
    /// What is drawn of the column of a stage, whose cards stand in `list`; it follows what is on the board.
    pub fn new(app: App, state: BoardState, stage: Stage, list: NodeRef<html::Div>) -> Self {
        let gaps = RwSignal::new(Vec::new());
        let drawn = Self {
            app,
            stage,
            rows: RwSignal::new(Vec::new()),
            partly: Memo::new(move |_| gaps.with(|gaps: &Vec<f64>| !gaps.is_empty())),
            gaps,
            places: RwSignal::new(Vec::new()),
            heights: StoredValue::new(HashMap::new()),
            looked: StoredValue::new(None),
            must: Memo::new(move |_| {
                let target = state.target.get();
                [app.near.get(), target.map(|target| target.id), target.and_then(|target| target.before)]
            }),
            list,
        };
        drawn.refresh();
        Effect::new(move |begun: Option<()>| {
            app.column(stage).track();
            app.find.track();
            app.printing.track();
            // Read, since a memo that nobody has read follows nothing.
            let _ = drawn.must.get();
            // What is drawn first fills the screen, and a card that comes or goes leaves in sight what is. To measure
            // before the frame would have the browser lay out the page twice.
            if begun.is_none() || drawn.follow() {
                gloo_timers::callback::Timeout::new(AFTER_A_FRAME_MILLISECONDS, move || {
                    // The board may have given its place to another screen.
                    if !drawn.rows.is_disposed() {
                        drawn.refresh();
                    }
                })
                .forget();
            } else {
                drawn.refresh();
            }
        });
        drawn
    }

    /// How high a gap is.
    pub fn gap(self, number: usize) -> String {
        let height = self.gaps.with(|gaps| gaps.get(number).copied().unwrap_or_default());
        format!("{height:.0}px")
    }

    /// Where a card stands among all of the column, from 1; nothing where all of them are there to be counted.
    pub fn place(self, id: EngagementId) -> Option<String> {
        let place =
            |places: &Vec<(EngagementId, usize)>| places.iter().find(|(card, _)| *card == id).map(|(_, at)| *at);
        self.partly.get().then(|| self.places.with(place)).flatten().map(|place| place.to_string())
    }

    /// How many cards there are in all, where not all are drawn.
    pub fn count(self) -> Option<String> {
        self.partly.get().then(|| self.app.column(self.stage).with(Vec::len).to_string())
    }

    /// Brings what is drawn up to the view and to the column.
    pub fn refresh(self) {
        let whole = self.app.column(self.stage).get_untracked();
        if whole.len() <= FEW || self.app.printing.get_untracked() {
            self.looked.set_value(None);
            self.set(whole.into_iter().map(Row::Card).collect(), Vec::new(), Vec::new());
            return;
        }
        self.measure();
        let shown = shown_in(self.app, self.stage);
        let band = self.view();
        self.looked.set_value(Some((shown.len(), band)));
        self.draw(&shown, band);
    }

    /// Follows a card that has come or gone, by what was last seen. Answers whether that is so; otherwise there is
    /// another view to be looked at.
    fn follow(self) -> bool {
        const NEARLY: usize = 2;
        let whole = self.app.column(self.stage).with_untracked(Vec::len);
        let Some((count, band)) = self.looked.get_value().filter(|_| whole > FEW) else {
            return false;
        };
        let shown = shown_in(self.app, self.stage);
        if shown.len().abs_diff(count) > NEARLY || self.app.printing.get_untracked() {
            return false;
        }
        self.draw(&shown, band);
        true
    }

    fn draw(self, shown: &[EngagementId], (from, to, space): Band) {
        let must = self.must.get_untracked();
        let mut rows = Vec::new();
        let mut gaps: Vec<f64> = Vec::new();
        let mut places = Vec::new();
        let mut top = 0.0;
        self.heights.with_value(|heights| {
            let usual = if heights.is_empty() { CARD } else { heights.values().sum::<f64>() / heights.len() as f64 };
            let mut in_gap = false;
            for (index, id) in shown.iter().enumerate() {
                let height = heights.get(id).copied().unwrap_or(usual);
                if (top + height >= from && top <= to) || must.contains(&Some(*id)) {
                    rows.push(Row::Card(*id));
                    places.push((*id, index + 1));
                    in_gap = false;
                } else if in_gap {
                    if let Some(gap) = gaps.last_mut() {
                        *gap += height + space;
                    }
                } else {
                    rows.push(Row::Gap(gaps.len()));
                    gaps.push(height);
                    in_gap = true;
                }
                top += height + space;
            }
        });
        self.set(rows, gaps, places);
    }

    fn set(self, rows: Vec<Row>, gaps: Vec<f64>, places: Vec<(EngagementId, usize)>) {
        renew(self.gaps, gaps);
        renew(self.places, places);
        if self.rows.with_untracked(|present| *present != rows) {
            let held = self.list.get_untracked().and_then(|list| {
                let active = dom::document()?.active_element()?;
                list.contains(Some(&active)).then_some(active)?.dyn_into::<HtmlElement>().ok()
            });
            DRAWING.set(true);
            self.rows.set(rows);
            // A card that changes its place among the rows is taken out of the page for a moment, and loses the focus.
            dom::when_drawn(move || {
                // Where it is meanwhile, it is meant to be.
                if let Some(held) = held.filter(|held| dom::is_focus_lost() && held.is_connected()) {
                    dom::focus_in_place(&held);
                }
                DRAWING.set(false);
            });
        }
    }

    /// What of the column is to be drawn.
    fn view(self) -> Band {
        let screen = dom::height();
        let Some(list) = self.list.get_untracked() else {
            // Before the first frame: what is in sight.
            return (0.0, screen, 0.0);
        };
        let rect = list.get_bounding_client_rect();
        if rect.height() == 0.0 {
            return (0.0, screen + BEYOND, 0.0);
        }
        let (top, bottom) = (rect.top().max(0.0), rect.bottom().min(screen));
        let start = rect.top() - f64::from(list.scroll_top());
        (top - start - BEYOND, bottom - start + BEYOND, dom::row_gap(&list))
    }

    /// Remembers how high the cards are that are drawn.
    fn measure(self) {
        let Some(list) = self.list.get_untracked() else {
            return;
        };
        let drawn = self.rows.get_untracked();
        let cards = drawn.iter().filter_map(|row| match row {
            Row::Card(id) => Some(*id),
            Row::Gap(_) => None,
        });
        let children = list.children();
        let items = (0..children.length())
            .filter_map(|place| children.item(place)?.dyn_into::<HtmlElement>().ok())
            .filter(|element| element.class_list().contains("column__item"));
        let found: Vec<_> = cards
            .zip(items)
            .map(|(id, item)| (id, item.get_bounding_client_rect().height()))
            .filter(|(_, height)| *height > 0.0)
            .collect();
        self.heights.update_value(|heights| heights.extend(found));
    }
}
