//! Several cards at once: which ones, the bar that acts on them, and the dialogs that ask what is still
//! to be known. What is selected is no part of the board.

mod bar;
mod edit;
mod moving;
mod status;

pub use bar::{bar, inside};

use super::app::{App, Dialog};
use super::find::shown_in;
use super::kit::{lang, tr};
use crate::browser::clock;
use crate::domain::bulk::{self, Deed, Refused};
use crate::domain::command::Origin;
use crate::domain::sort;
use crate::domain::validate::TITLE_MAX;
use crate::domain::{Action, EngagementId, Rejection, Stage};
use crate::text::format::counted;
use crate::text::message;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is asked for several cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To which stage.
    Move,
    /// Which labels.
    Labels,
    /// Who is in charge.
    Owner,
    /// Why they are put on hold.
    Hold,
    /// Whether they are to be removed.
    Remove,
}

/// The dialog of a question.
pub fn dialog(app: App, ask: Ask, ids: Vec<EngagementId>) -> AnyView {
    match ask {
        Ask::Move => moving::dialog(app, ids),
        Ask::Labels => edit::labels(app, ids),
        Ask::Owner => edit::owner(app, ids),
        Ask::Hold => status::hold(app, ids),
        Ask::Remove => status::remove(app, ids),
    }
}

/// The cards that are selected.
#[derive(Clone, Copy)]
pub struct Selection {
    chosen: RwSignal<BTreeSet<EngagementId>>,
    /// From where a range extends.
    anchor: RwSignal<Option<EngagementId>>,
    /// 選択モード: a press on a card selects it instead of opening it.
    mode: RwSignal<bool>,
}

impl Selection {
    /// Nothing is selected.
    pub fn new() -> Self {
        Self { chosen: RwSignal::new(BTreeSet::new()), anchor: RwSignal::new(None), mode: RwSignal::new(false) }
    }

    /// Whether a card is selected, followed.
    pub fn has(self, id: EngagementId) -> bool {
        self.chosen.with(|chosen| chosen.contains(&id))
    }

    /// How many are selected, followed.
    pub fn count(self) -> usize {
        self.chosen.with(BTreeSet::len)
    }

    /// Whether a card is one of several that are selected, as it is now: what is done to it by its menu or
    /// a key may be meant for all.
    pub fn stands_for(self, id: EngagementId) -> bool {
        self.chosen.with_untracked(|chosen| chosen.len() > 1 && chosen.contains(&id))
    }

    /// Whether nothing is selected, as it is now.
    pub fn is_empty(self) -> bool {
        self.chosen.with_untracked(BTreeSet::is_empty) && !self.mode.get_untracked()
    }

    /// Whether a press on a card selects it, followed.
    pub fn is_mode(self) -> bool {
        self.mode.get()
    }

    /// Whether the bar of what is selected is shown, followed.
    pub fn is_shown(self) -> bool {
        self.is_mode() || self.count() > 0
    }

    /// The selected cards, as it is now.
    pub fn ids(self) -> Vec<EngagementId> {
        self.chosen.with_untracked(|chosen| chosen.iter().copied().collect())
    }

    /// Selects a card, or no longer.
    pub fn toggle(self, app: App, id: EngagementId) {
        let on = !self.chosen.with_untracked(|chosen| chosen.contains(&id));
        self.chosen.update(|chosen| {
            if on {
                chosen.insert(id)
            } else {
                chosen.remove(&id)
            };
        });
        self.anchor.set(Some(id));
        self.tell(app, id, on);
    }

    /// Selects the cards from the last one that was selected to this one, where both stand in one column;
    /// otherwise this one.
    pub fn extend(self, app: App, id: EngagementId) {
        let column = app.peek(id).map(|card| shown_in(app, card.stage)).unwrap_or_default();
        let place = |id: EngagementId| column.iter().position(|other| *other == id);
        let from = self.anchor.get_untracked().and_then(place);
        let Some((from, to)) = from.zip(place(id)) else {
            self.toggle(app, id);
            return;
        };
        let range = column.iter().skip(from.min(to)).take(from.abs_diff(to) + 1).copied();
        self.chosen.update(|chosen| chosen.extend(range));
        self.tell(app, id, true);
    }

    /// Begins to select, with this card.
    pub fn begin(self, app: App, id: EngagementId) {
        self.mode.set(true);
        if !self.chosen.with_untracked(|chosen| chosen.contains(&id)) {
            self.toggle(app, id);
        }
    }

    /// Selects nothing any more.
    pub fn clear(self) {
        self.mode.set(false);
        self.anchor.set(None);
        if !self.chosen.with_untracked(BTreeSet::is_empty) {
            self.chosen.set(BTreeSet::new());
        }
    }

    /// Lets go of cards that are no longer on the board, or that the filter hides: nothing is done to what
    /// cannot be seen. Followed: to be called in an effect.
    fn follow(self, app: App) {
        Stage::ALL.iter().for_each(|stage| app.column(*stage).track());
        app.find.track();
        // As nearly always: a drop need not go through the whole board for it.
        if self.chosen.with_untracked(BTreeSet::is_empty) {
            return;
        }
        let present = sort::set(Stage::ALL.iter().flat_map(|stage| shown_in(app, *stage)));
        if self.chosen.with_untracked(|chosen| !chosen.is_subset(&present)) {
            self.chosen.update(|chosen| chosen.retain(|id| present.contains(id)));
        }
    }

    fn tell(self, app: App, id: EngagementId, on: bool) {
        let title = app.peek(id).map(|card| card.title.clone()).unwrap_or_default();
        let count = self.chosen.with_untracked(BTreeSet::len);
        app.announce(match on {
            true => lang().pick(
                format!("「{title}」を選択しました。{count}件を選択中"),
                format!("Selected “{title}”. {count} selected"),
            ),
            false => lang().pick(
                format!("「{title}」の選択を外しました。{count}件を選択中"),
                format!("“{title}” is no longer selected. {count} selected"),
            ),
        });
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self::new()
    }
}

/// What a press on a card means with these keys held. Answers whether it was a selection.
pub fn press(app: App, selection: Selection, id: EngagementId, event: &leptos::ev::MouseEvent) -> bool {
    if event.shift_key() {
        selection.extend(app, id);
    } else if event.ctrl_key() || event.meta_key() || selection.mode.get_untracked() {
        selection.toggle(app, id);
    } else {
        return false;
    }
    true
}

/// Who would stay as they are, and why; those of which nothing would change apart.
fn refused(app: App, ids: &[EngagementId], deed: &Deed) -> (Vec<Refused>, usize) {
    let all = app.with_session(|session| bulk::refused(session.board(), ids, deed, clock::now()));
    let count = all.len();
    let kept: Vec<_> = all.into_iter().filter(|(_, why)| !is_same(why)).collect();
    let same = count - kept.len();
    (kept, same)
}

/// Whether an engagement is refused because it already is what the deed would make of it.
fn is_same(why: &Rejection) -> bool {
    matches!(why, Rejection::Nothing | Rejection::SameStatus | Rejection::SameStage)
}

/// Does the same to several cards, and tells how many it was done to and which ones stay as they are.
/// `done` says what happened to so many.
fn act(app: App, ids: Vec<EngagementId>, deed: Deed, done: impl Fn(usize) -> String) -> bool {
    let (kept, same) = refused(app, &ids, &deed);
    let count = ids.len() - kept.len() - same;
    let why = kept.first().map(|(id, why)| {
        let title = app.peek(*id).map(|card| card.title.clone()).unwrap_or_default();
        let reason = message::rejection(why, lang());
        let number = kept.len();
        lang().pick(
            format!("{number}件はそのままです(「{title}」：{reason})"),
            format!("{number} stay as they are (“{title}”: {reason})"),
        )
    });
    match app.act(Action::Bulk { ids, deed }) {
        Ok(()) => {
            app.tell_undoable(done(count));
            why.into_iter().for_each(|why| app.tell_error(why));
            true
        }
        Err(Rejection::Nothing) => {
            app.tell(why.unwrap_or_else(|| tr("変わるところがありません。", "There is nothing to change.").to_owned()));
            false
        }
        Err(rejection) => {
            app.tell_error(message::rejection(&rejection, lang()));
            false
        }
    }
}

/// 複製: a new engagement with the same content and the names of its candidates, opened.
pub fn duplicate(app: App, id: EngagementId) {
    let Some(source) = app.peek(id) else {
        return;
    };
    let (before, after) = lang().pick(("", " のコピー"), ("Copy of ", ""));
    let room = TITLE_MAX - before.chars().count() - after.chars().count();
    let kept: String = source.title.chars().take(room).collect();
    let title = format!("{before}{}{after}", kept.trim_end());
    let action = Action::AddFrom { title, origin: Origin::Engagement(id), candidates: true, template: false };
    if !app.act_or_tell(action) {
        return;
    }
    if let Some(made) = app.column(Stage::Clarify).with_untracked(|ids| ids.last().copied()) {
        app.landed.set(Some(made));
        app.open(made);
    }
    let title = &source.title;
    app.tell_undoable(lang().pick(format!("「{title}」を複製しました"), format!("Duplicated “{title}”")));
}

/// Opens the dialog of a question for the selected cards.
pub fn ask(app: App, selection: Selection, ask: Ask) {
    super::kit::typing::flush();
    let ids = selection.ids();
    if !ids.is_empty() {
        app.dialog.set(Some(Dialog::Several(ask, ids)));
    }
}

/// 「3件」
fn cards(count: usize) -> String {
    lang().pick(format!("{count}件"), counted(count, "engagement"))
}
