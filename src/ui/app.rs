//! The page's state: the session, and the signals that are its projection. Everything that changes
//! the board goes through [`App::act`]; what a person merely looks at stays outside it.

use super::backup::Backup;
use super::board::card::Summary;
use super::files::Files;
use super::find::Find;
use super::kit::control::Typing;
use super::kit::{renew, typing};
use super::offline::Offline;
use super::saving::{self, BrowserSession, Promised};
use super::sync::Sync;
use crate::browser::local::{BrowserStore, preference, set_preference};
use crate::browser::{clock, ids};
use crate::domain::change::Op;
use crate::domain::command::Origin;
use crate::domain::{Action, Change, Command, Engagement, EngagementId, Label, Rejection, Settings, Stage, Status};
use crate::journal::{Mirrored, Usage};
use crate::route::Screen;
use crate::session::tabs::Message;
use crate::session::{DispatchError, Findings, SaveState, Session};
use crate::text::{Lang, message, text};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A dialog that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// 候補の比較
    Compare(EngagementId),
    /// 移動…
    Move(EngagementId),
    /// The gate: what is missing, or the reason that a move asks for.
    Gate(super::dialogs::gate::Request),
    /// On hold, closed: the reason.
    Status(EngagementId, crate::domain::Status),
    /// Whether to remove an engagement.
    Remove(EngagementId),
    /// ひな形から作る, with what is suggested to make it from.
    MakeFrom(Option<Origin>),
    /// ひな形として保存
    SaveTemplate(EngagementId),
    /// 設定
    Settings,
    /// Whether to remove everything.
    Clear,
    /// What a file would change.
    Import(Arc<super::dialogs::import::Chosen>),
    /// A file that cannot be read in: its name, and what is wrong.
    ImportFailed(String, String),
    /// A password for a sealed file.
    Seal,
    /// A sealed file, and the question for its password.
    Unseal(Arc<super::dialogs::encrypted::Locked>),
    /// Shortcuts.
    Shortcuts,
    /// 検索と操作
    Palette,
    /// 保存した絞り込み
    Views,
    /// Closed engagements.
    Archive,
    /// Texts that were set aside at the start.
    SetAside,
    /// 保存とバックアップ
    Storage,
    /// A paper that an engagement is shown in.
    Paper(EngagementId, crate::papers::Kind),
    /// What restoring a kept state would change: its name.
    Day(String),
    /// 問い合わせ文のひな形
    LetterTemplate,
    /// What is still to be known for several engagements at once.
    Several(super::select::Ask, Vec<EngagementId>),
    /// ラベルを整理
    Labels,
    /// チームで使う: the connection to a database
    Connection,
    /// CSV に書き出す
    CsvExport,
    /// 候補を CSV から読み込む
    CsvImport(EngagementId),
}

/// A short message at the edge of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// Tells one from the next.
    pub number: u32,
    /// What it says.
    pub text: String,
    /// Whether it offers to undo.
    pub undo: bool,
    /// Whether it tells of something that did not work.
    pub error: bool,
}

/// How the page is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `html[data-theme]`.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// By then the page has drawn what an event has changed.
pub const AFTER_A_FRAME_MILLISECONDS: u32 = 20;

/// A card as it is shown.
#[derive(Clone)]
struct Card {
    engagement: ArcRwSignal<Arc<Engagement>>,
    /// What the board sums up of it, reckoned again only when it changes.
    summary: ArcMemo<Summary>,
}

type Cards = HashMap<EngagementId, Card>;

/// The page's state. Cheap to copy; every part is a handle.
#[derive(Clone, Copy)]
pub struct App {
    session: StoredValue<BrowserSession, LocalStorage>,
    cards: StoredValue<Cards>,
    columns: StoredValue<Vec<RwSignal<Vec<EngagementId>>>>,
    closed: RwSignal<Vec<EngagementId>>,
    templates: RwSignal<Vec<EngagementId>>,
    /// The settings of the board.
    pub settings: RwSignal<Settings>,
    /// Whether what is on the screen is in the store.
    pub save: RwSignal<SaveState>,
    /// What 保存済み promises.
    pub promise: RwSignal<Promised>,
    /// Whether the tab that writes has not answered for some seconds.
    pub stuck: RwSignal<bool>,
    /// The name of the step that undo takes back.
    pub undo_label: RwSignal<Option<Label>>,
    /// The name of the step that redo makes again.
    pub redo_label: RwSignal<Option<Label>>,
    /// What the start found.
    pub findings: RwSignal<Findings>,
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// The day.
    pub today: RwSignal<NaiveDate>,
    /// Ticks once a minute, for what is waiting.
    pub minute: RwSignal<u32>,
    /// Goes up whenever the board has changed, for what follows the whole of it: once the page has drawn the change
    /// itself, for which nobody waits then.
    pub revision: RwSignal<u32>,
    revising: RwSignal<bool>,
    /// The screen.
    pub screen: RwSignal<Screen>,
    /// The engagement in the panel.
    pub open: RwSignal<Option<EngagementId>>,
    /// The stage that the panel shows.
    pub shown: RwSignal<Option<Stage>>,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Messages.
    pub toasts: RwSignal<Vec<Toast>>,
    /// What a screen reader is told.
    pub announcement: RwSignal<String>,
    /// The card that has just landed.
    pub landed: RwSignal<Option<EngagementId>>,
    /// The card that has the focus, or is about to.
    pub near: RwSignal<Option<EngagementId>>,
    /// Whether the page is being printed.
    pub printing: RwSignal<bool>,
    /// How full the store was when it was last measured.
    pub usage: RwSignal<Option<Usage>>,
    /// Backups to a file.
    pub backup: Backup,
    /// The files of materials and contracts.
    pub files: Files,
    /// What the board is narrowed to.
    pub find: Find,
    /// The page without a connection, and its newer version.
    pub offline: Offline,
    /// The database that the board is synchronised with.
    pub sync: Sync,
}

impl App {
    /// The state over an opened session.
    pub fn new(session: BrowserSession, findings: Findings, promise: Promised) -> Self {
        let lang = if preference("lang").as_deref() == Some("en") { Lang::En } else { Lang::Ja };
        let theme = match preference("theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        };
        let columns = Stage::ALL.iter().map(|_| RwSignal::new(Vec::new())).collect();
        let app = Self {
            save: RwSignal::new(session.state()),
            settings: RwSignal::new(session.board().settings.clone()),
            promise: RwSignal::new(promise),
            stuck: RwSignal::new(false),
            session: StoredValue::new_local(session),
            cards: StoredValue::new(Cards::new()),
            columns: StoredValue::new(columns),
            closed: RwSignal::new(Vec::new()),
            templates: RwSignal::new(Vec::new()),
            undo_label: RwSignal::new(None),
            redo_label: RwSignal::new(None),
            findings: RwSignal::new(findings),
            lang: RwSignal::new(lang),
            theme: RwSignal::new(theme),
            today: RwSignal::new(clock::today()),
            minute: RwSignal::new(0),
            revision: RwSignal::new(0),
            revising: RwSignal::new(false),
            screen: RwSignal::new(Screen::default()),
            open: RwSignal::new(None),
            shown: RwSignal::new(None),
            dialog: RwSignal::new(None),
            toasts: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            landed: RwSignal::new(None),
            near: RwSignal::new(None),
            printing: RwSignal::new(false),
            usage: RwSignal::new(None),
            backup: Backup::new(),
            files: Files::new(),
            find: Find::new(),
            offline: Offline::new(),
            sync: Sync::new(),
        };
        app.project();
        app
    }

    /// Makes a change, and shows it.
    ///
    /// # Errors
    /// Where the board refuses it; nothing has changed then.
    pub fn act(self, action: Action) -> Result<(), Rejection> {
        typing::flush();
        self.dispatch(action, false)
    }

    /// Makes a change, shows it, and tells of a refusal in a message.
    pub fn act_or_tell(self, action: Action) -> bool {
        self.told(self.act(action))
    }

    /// As [`Self::act_or_tell`]; that nothing would change is no news.
    pub fn act_or_nothing(self, action: Action) -> bool {
        match self.act(action) {
            Err(Rejection::Nothing) => false,
            outcome => self.told(outcome),
        }
    }

    /// Whether a change was made; a refusal is told in a message.
    fn told(self, outcome: Result<(), Rejection>) -> bool {
        if let Err(rejection) = &outcome {
            self.tell_error(message::rejection(rejection, self.lang.get_untracked()));
        }
        outcome.is_ok()
    }

    /// Edits one engagement. `typing` joins what is typed in one go to one step of undo.
    ///
    /// # Errors
    /// Where the board refuses the draft.
    pub fn edit(
        self,
        id: EngagementId,
        field: &str,
        typing: Typing,
        edit: impl FnOnce(&mut Engagement),
    ) -> Result<(), Rejection> {
        let Some(present) = self.peek(id) else {
            return Err(Rejection::Unknown(id));
        };
        let mut draft = (*present).clone();
        edit(&mut draft);
        if draft == *present {
            return Ok(());
        }
        let Typing { going_on, contested } = typing;
        match self.dispatch(Action::Edit { draft: Arc::new(draft), field: field.to_owned(), contested }, going_on) {
            Err(Rejection::Nothing) => Ok(()),
            other => other,
        }
    }

    /// Edits what holds for the whole board. `typing` joins what is typed in one go to one step of undo.
    ///
    /// # Errors
    /// Where the board refuses it.
    pub fn edit_settings(self, typing: Typing, edit: impl FnOnce(&mut Settings)) -> Result<(), Rejection> {
        let mut settings = self.settings.get_untracked();
        edit(&mut settings);
        match self.dispatch(Action::Settings(settings), typing.going_on) {
            Err(Rejection::Nothing) => Ok(()),
            other => other,
        }
    }

    fn dispatch(self, action: Action, typing: bool) -> Result<(), Rejection> {
        let command = Command { at: clock::now(), seed: ids::fresh(), action };
        let outcome = self.session.try_update_value(|session| session.dispatch(command, typing));
        match outcome {
            Some(Ok(change)) => {
                self.show(&change);
                Ok(())
            }
            Some(Err(DispatchError::Rejected(rejection))) => Err(rejection),
            Some(Err(DispatchError::ReadOnly)) => Err(Rejection::NotNow),
            Some(Err(DispatchError::Conflict(_))) | None => Err(Rejection::Nothing),
        }
    }

    /// Takes back the last step.
    pub fn undo(self) {
        self.step(true);
    }

    /// Makes the step again that was last taken back.
    pub fn redo(self) {
        self.step(false);
    }

    fn step(self, back: bool) {
        typing::flush();
        let (at, seed) = (clock::now(), ids::fresh());
        let outcome =
            self.session.try_update_value(|session| if back { session.undo(at, seed) } else { session.redo(at, seed) });
        let lang = self.lang.get_untracked();
        match outcome {
            Some(Ok(Some(change))) => {
                let name = message::change(&change.label, lang);
                self.show(&change);
                let done = if back {
                    text("元に戻しました", "Undone")
                } else {
                    text("やり直しました", "Redone")
                };
                let done = done.get(lang);
                self.tell(lang.pick(format!("「{name}」を{done}"), format!("{done}: {name}")));
            }
            Some(Err(DispatchError::Conflict(_))) => {
                self.sync();
                self.tell_error(super::kit::tr(
                    "この操作は、後の変更と重なるため元に戻せません。いまの内容はそのままです。",
                    "This step no longer fits what came after it. Nothing was changed.",
                ));
            }
            _ => {}
        }
    }

    /// Brings the signals up to a change.
    fn show(self, change: &Change) {
        let mut moved = false;
        // A change touches the columns where its engagements stood and where they stand then.
        let stages = || change.ops.iter().filter_map(Op::engagement).filter_map(|id| Some(self.peek(id)?.stage));
        let mut stages_touched: Vec<Stage> = stages().collect();
        for op in &change.ops {
            moved |= match op {
                Op::Add(_) | Op::Remove(_) => true,
                Op::Patch(_, deltas) => {
                    deltas.iter().any(|delta| matches!(delta.path.to_string().as_str(), "stage" | "rank" | "status"))
                }
                Op::Settings(_) => false,
            };
        }
        for id in change.ops.iter().filter_map(Op::engagement) {
            self.show_card(id);
        }
        if moved {
            stages_touched.extend(stages());
            self.arrange(&stages_touched);
        }
        self.sync();
        self.revise();
        self.note_change();
    }

    /// Tells what follows the whole board that it has changed.
    fn revise(self) {
        if self.revising.get_untracked() {
            return;
        }
        self.revising.set(true);
        // A timer, since a page in the background draws no frames.
        gloo_timers::callback::Timeout::new(AFTER_A_FRAME_MILLISECONDS, move || {
            self.revising.set(false);
            self.revision.update(|revision| *revision = revision.wrapping_add(1));
        })
        .forget();
    }

    /// Hears what another tab says, and shows what it has changed.
    pub fn receive(self, message: Message) {
        if self.takes_the_open_one(&message) {
            // What is being typed into it would have no place any more.
            typing::flush();
        }
        let Some(received) = self.session.try_update_value(|session| session.receive(message)) else {
            return;
        };
        if received.all {
            self.project();
        } else if received.touched.is_empty() {
            self.sync();
        } else {
            for id in received.touched {
                self.show_card(id);
            }
            self.arrange(Stage::ALL);
            self.sync();
            self.revise();
            self.note_change();
        }
    }

    /// Takes in what another device did, and shows it. Answers whether it was done.
    pub fn take_in(self, change: &Change) -> bool {
        let open = self.open.get_untracked();
        if change.ops.iter().any(|op| matches!(op, Op::Remove(gone) if Some(gone.id) == open)) {
            // What is being typed into it would have no place any more.
            typing::flush();
        }
        let taken = self.session.try_update_value(|session| session.take_in_from_afar(change).is_ok());
        if taken == Some(true) {
            self.show(change);
        }
        taken == Some(true)
    }

    /// Whether a message removes the engagement in the panel.
    fn takes_the_open_one(self, message: &Message) -> bool {
        self.open.get_untracked().is_some_and(|open| match message {
            Message::Made { change, .. } => {
                change.ops.iter().any(|op| matches!(op, Op::Remove(gone) if gone.id == open))
            }
            Message::Edit { work, .. } => work.engagements().any(|id| id == open),
            Message::State { board, .. } => board.get(open).is_none(),
            _ => false,
        })
    }

    /// Goes on with a session that writes, in place of one that followed.
    pub fn take_over(self, session: BrowserSession, findings: Findings, promise: Promised) {
        let before = self.session.try_update_value(|present| std::mem::replace(present, session));
        self.session.update_value(|session| {
            session.lead(ids::fresh().to_string(), before);
            session.settle();
        });
        self.findings.set(findings);
        self.promise.set(promise);
        self.project();
    }

    /// Goes on with a session that follows, in place of one that wrote.
    pub fn fall_back(self, session: BrowserSession) {
        let before = self.session.try_update_value(|present| std::mem::replace(present, session));
        if let Some(before) = before {
            self.session.update_value(|session| session.fall_back(before, ids::fresh()));
        }
        self.project();
    }

    /// Opens the store anew, for a tab that reads along because the one that writes does not answer.
    pub fn look_again(self) {
        if self.save.get_untracked() != SaveState::OtherTab || self.with_session(BrowserSession::holds_unsaved) {
            return;
        }
        let store = Mirrored::alone(BrowserStore::open());
        if let Ok((session, findings)) = Session::open_following(store, ids::fresh().to_string()) {
            self.session.set_value(session);
            self.findings.set(findings);
            self.project();
        }
    }

    fn show_card(self, id: EngagementId) {
        self.session.with_value(|session| {
            self.cards.update_value(|cards| match (session.board().get(id), cards.get(&id)) {
                (Some(engagement), Some(card)) => {
                    if card.engagement.with_untracked(|shown| shown != engagement) {
                        card.engagement.set(Arc::clone(engagement));
                    }
                }
                (Some(engagement), None) => {
                    let engagement = ArcRwSignal::new(Arc::clone(engagement));
                    let shown = engagement.clone();
                    let summary = ArcMemo::new(move |_| {
                        let today = self.today.get();
                        shown.with(|shown| self.settings.with(|settings| Summary::of(shown, settings, today)))
                    });
                    cards.insert(id, Card { engagement, summary });
                }
                (None, _) => {
                    cards.remove(&id);
                }
            });
        });
    }

    /// Brings every signal up to the board.
    fn project(self) {
        let ids: Vec<_> = self.with_session(|session| session.board().engagements.keys().copied().collect());
        let gone = self
            .cards
            .with_value(|cards| cards.keys().copied().filter(|id| ids.binary_search(id).is_err()).collect::<Vec<_>>());
        for id in ids.into_iter().chain(gone) {
            self.show_card(id);
        }
        self.arrange(Stage::ALL);
        self.sync();
        self.revise();
    }

    /// Brings the order of the cards of these stages up to the board.
    fn arrange(self, stages: &[Stage]) {
        self.session.with_value(|session| {
            let board = session.board();
            for stage in Stage::ALL.iter().filter(|stage| stages.contains(stage)) {
                let ids: Vec<_> = board.column(*stage).iter().map(|engagement| engagement.id).collect();
                renew(self.column(*stage), ids);
            }
            let with = |wanted: fn(Status) -> bool| {
                board.engagements.values().filter(move |one| wanted(one.status)).map(|one| one.id).collect::<Vec<_>>()
            };
            for (shown, ids) in
                [(self.closed, with(Status::closed)), (self.templates, with(|status| status == Status::Template))]
            {
                renew(shown, ids);
            }
            if let Some(open) = self.open.get_untracked()
                && board.get(open).is_none()
            {
                self.open.set(None);
            }
        });
    }

    /// Brings the save status and the names of undo and redo up to the session, hands what is to be
    /// confirmed to the mirror and what is to be told to the other tabs.
    pub fn sync(self) {
        let (state, confirmed, writes) =
            self.session.with_value(|session| (session.state(), session.is_confirmed(), session.writes()));
        let was_read_only = self.save.with_untracked(SaveState::read_only);
        renew(self.save, state.clone());
        if !writes && state != SaveState::OtherTab {
            // A tab that follows promises what the one that writes does.
            let promise = if confirmed { Promised::Disk } else { Promised::Browser };
            renew(self.promise, promise);
        }
        if was_read_only && !state.read_only() {
            gloo_timers::callback::Timeout::new(0, typing::retry).forget();
        }
        self.session.with_value(|session| {
            let settings = &session.board().settings;
            if self.settings.with_untracked(|shown| shown != settings) {
                self.settings.set(settings.clone());
            }
            self.undo_label.set(session.undo_label().cloned());
            self.redo_label.set(session.redo_label().cloned());
        });
        saving::post(self);
        saving::pump(self);
    }

    /// The ids of a column's cards from top to bottom.
    pub fn column(self, stage: Stage) -> RwSignal<Vec<EngagementId>> {
        self.columns.with_value(|columns| columns[stage as usize])
    }

    /// The ids of closed engagements.
    pub fn closed(self) -> RwSignal<Vec<EngagementId>> {
        self.closed
    }

    /// The ids of own templates.
    pub fn templates(self) -> RwSignal<Vec<EngagementId>> {
        self.templates
    }

    /// How many cards stand on the board, followed.
    pub fn on_board(self) -> usize {
        Stage::ALL.iter().map(|stage| self.column(*stage).with(Vec::len)).sum()
    }

    /// How many engagements there are, closed ones included. Templates are none.
    pub fn total(self) -> usize {
        self.on_board() + self.closed.with(Vec::len)
    }

    /// The engagement, followed.
    pub fn get(self, id: EngagementId) -> Option<Arc<Engagement>> {
        self.card(id).map(|card| card.get())
    }

    /// The engagement as it is now.
    pub fn peek(self, id: EngagementId) -> Option<Arc<Engagement>> {
        self.card(id).map(|card| card.get_untracked())
    }

    /// The signal of a card.
    pub fn card(self, id: EngagementId) -> Option<ArcRwSignal<Arc<Engagement>>> {
        self.cards.with_value(|cards| cards.get(&id).map(|card| card.engagement.clone()))
    }

    /// What the board sums up of a card, followed.
    pub fn summary(self, id: EngagementId) -> Option<Summary> {
        let summary = self.cards.with_value(|cards| cards.get(&id).map(|card| card.summary.clone()));
        summary.map(|summary| summary.get())
    }

    /// Reads the session.
    pub fn with_session<T>(self, read: impl FnOnce(&BrowserSession) -> T) -> T {
        self.session.with_value(read)
    }

    /// Works on the session's saving.
    pub fn update_session(self, work: impl FnOnce(&mut BrowserSession)) {
        self.session.update_value(work);
        self.sync();
    }

    /// Works on the session without showing what comes of it.
    pub fn try_session<T>(self, work: impl FnOnce(&mut BrowserSession) -> T) -> Option<T> {
        self.session.try_update_value(work)
    }

    /// How many engagements and templates there are, closed ones included, as it is now.
    pub fn total_untracked(self) -> usize {
        self.session.with_value(|session| session.board().engagements.len())
    }

    /// A message, also for screen readers.
    pub fn tell(self, text: impl Into<String>) {
        self.toast(text.into(), false, false);
    }

    /// A message that offers to undo.
    pub fn tell_undoable(self, text: impl Into<String>) {
        self.toast(text.into(), true, false);
    }

    /// A message about something that did not work.
    pub fn tell_error(self, text: impl Into<String>) {
        self.toast(text.into(), false, true);
    }

    fn toast(self, text: String, undo: bool, error: bool) {
        const SHOWN_MILLISECONDS: u32 = 6_000;
        const AT_ONCE: usize = 3;
        let number = self.toasts.with_untracked(|toasts| toasts.last().map_or(0, |toast| toast.number + 1));
        self.toasts.update(|toasts| {
            toasts.retain(|toast| toast.error || !toast.undo);
            toasts.push(Toast { number, text, undo, error });
            if toasts.len() > AT_ONCE {
                toasts.remove(0);
            }
        });
        if !error {
            gloo_timers::callback::Timeout::new(SHOWN_MILLISECONDS, move || self.dismiss(number)).forget();
        }
    }

    /// Takes a message away.
    pub fn dismiss(self, number: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.number != number));
    }

    /// Tells a screen reader.
    pub fn announce(self, text: impl Into<String>) {
        self.announcement.set(text.into());
    }

    /// Shows a screen. The address leads here; what is being typed is handed over first.
    pub fn show_screen(self, screen: Screen) {
        typing::flush();
        self.screen.set(screen);
    }

    /// Opens an engagement in the panel.
    pub fn open(self, id: EngagementId) {
        typing::flush();
        self.shown.set(None);
        self.open.set(Some(id));
    }

    /// Opens an engagement in the panel at a stage.
    pub fn open_at(self, id: EngagementId, stage: Stage) {
        self.open(id);
        self.shown.set(Some(stage));
    }

    /// Closes the panel and gives the focus back to the card.
    pub fn close(self) {
        typing::flush();
        if let Some(id) = self.open.get_untracked() {
            let card = self.peek(id).is_some_and(|engagement| engagement.status != Status::Template);
            self.open.set(None);
            self.near.set(Some(id));
            crate::browser::dom::focus_later(if card {
                // On the board its card, elsewhere the line that opened it.
                format!("[data-card=\"{id}\"], [data-opens=\"{id}\"]")
            } else {
                ".bar [aria-haspopup=\"menu\"]".to_owned()
            });
        }
    }

    /// Puts the focus on a card, also on one that is out of sight.
    pub fn focus_card(self, id: EngagementId) {
        self.near.set(Some(id));
        let focus = move || {
            if self.near.get_untracked() == Some(id) {
                crate::browser::dom::focus(&format!("[data-card=\"{id}\"]"));
            }
        };
        crate::browser::dom::when_drawn(focus);
        // A dialog that closes gives the focus back late.
        gloo_timers::callback::Timeout::new(0, focus).forget();
    }

    /// Changes the language. The page is drawn anew; what is typed, the focus and the scrolling stay.
    pub fn set_lang(self, lang: Lang) {
        typing::flush();
        set_preference("lang", lang.tag());
        crate::browser::redraw::keep(|| self.lang.set(lang));
    }

    /// Changes the theme.
    pub fn set_theme(self, theme: Theme) {
        set_preference("theme", theme.id());
        self.theme.set(theme);
    }
}

/// The page's state, from wherever in the page.
pub fn app() -> App {
    expect_context::<App>()
}
