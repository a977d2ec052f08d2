//! What keeps the page's word: the mirror that confirms each change, the tabs that follow this one or
//! are followed by it, and the way from following to writing.

use super::app::App;
use crate::browser::ids;
use crate::browser::local::BrowserStore;
use crate::browser::mirror::{Mirror, MirrorError};
use crate::browser::tabs::{self, Channel};
use crate::domain::json::{heard, told};
use crate::journal::{Mirrored, StoreError};
use crate::session::tabs::Message;
use crate::session::{Findings, SaveState, Session};
use js_sys::Promise;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The session over the browser's stores.
pub type BrowserSession = Session<Mirrored<BrowserStore>>;

const CHANNEL: &str = "irai-board";

/// The lock is granted within a few milliseconds where no other tab has it.
const PATIENCE_MILLISECONDS: i32 = 300;

/// A mirror that takes longer than this for one write is taken for gone.
const WRITE_MILLISECONDS: u32 = 10_000;

/// How often a mirror that is gone is looked for again.
const REJOIN_MILLISECONDS: u32 = 60_000;

/// What 保存済み promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Promised {
    /// It is on the disk.
    #[default]
    Disk,
    /// The browser has it, and writes it to the disk some seconds later.
    Browser,
}

/// What this tab holds of the browser, apart from the session.
#[derive(Default)]
pub struct Saving {
    mirror: Option<Mirror>,
    /// Nothing before it was asked for; nothing in it where the browser has none.
    channel: Option<Option<Channel>>,
    /// The number of the write that is under way; counted up, so that a late answer is known as one.
    writing: Option<u32>,
    writes: u32,
}

thread_local! {
    static SAVING: RefCell<Saving> = RefCell::new(Saving::default());
    /// The page, once it stands.
    static APP: Cell<Option<App>> = const { Cell::new(None) };
}

/// A session that was opened, and what came with it.
pub struct Opened {
    /// The session.
    pub session: BrowserSession,
    /// What the start found.
    pub findings: Findings,
    /// What 保存済み promises.
    pub promise: Promised,
}

/// Whether it is this tab's turn to write.
pub type Turn = Rc<Cell<bool>>;

/// Opens the stores: as the tab that writes where no other one does, as one that follows otherwise.
///
/// # Errors
/// Where not even a blocked store answers.
pub async fn open() -> Result<(Opened, Turn), StoreError> {
    let turn = Turn::default();
    let locks = tabs::has_locks();
    let wait = locks.then(|| await_turn(&turn));
    // While the lock is on its way.
    let mirror = Mirror::open().await;
    if let Some(wait) = wait {
        let _ = JsFuture::from(wait).await;
    }
    let leads = !locks || turn.get();
    // Read after the lock: before, another tab may still have been writing.
    SAVING.with_borrow_mut(|saving| saving.mirror = mirror.ok());
    let (mirror, content) = reopen_mirror().await;
    let promise = promised(mirror.as_ref());
    let (mut session, findings) =
        if leads { lead(content, !locks) } else { follow(content) }.or_else(|_: StoreError| {
            // A store that does not answer is a store that is blocked.
            Session::open(Mirrored::alone(BrowserStore::blocked()))
        })?;
    if session.journal().store().inner().is_blocked() {
        session.block();
    }
    SAVING.with_borrow_mut(|saving| saving.mirror = mirror);
    Ok((Opened { session, findings, promise }, turn))
}

/// A promise that is kept once it is this tab's turn, or patience is at its end.
fn await_turn(turn: &Turn) -> Promise {
    let turn = Rc::clone(turn);
    Promise::new(&mut move |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE_MILLISECONDS);
        }
        let granted_turn = Rc::clone(&turn);
        let granted = move || {
            granted_turn.set(true);
            let _ = resolve.call0(&JsValue::UNDEFINED);
            if let Some(app) = APP.get() {
                take_turn(app, false);
            }
        };
        let mine = Rc::clone(&turn);
        tabs::become_writer(granted, move || {
            mine.set(false);
            if let Some(app) = APP.get() {
                lose_turn(app);
            }
        });
    })
}

type Content = Option<BTreeMap<String, String>>;

fn lead(content: Content, claims: bool) -> Result<(BrowserSession, Findings), StoreError> {
    let mirrored = content.is_some();
    let store = match content {
        Some(content) => Mirrored::join(BrowserStore::open(), content)?,
        None => Mirrored::alone(BrowserStore::open()),
    };
    let (mut session, findings) = if claims {
        // A number that another tab is unlikely to take at the same time.
        const NUMBERS: u128 = 1_000;
        Session::open_claiming(store, (ids::fresh().as_u128() % NUMBERS) as u64)?
    } else {
        Session::open(store)?
    };
    session.opened();
    if mirrored {
        session.expect_confirmation();
    }
    Ok((session, findings))
}

fn follow(content: Content) -> Result<(BrowserSession, Findings), StoreError> {
    let store = match content {
        Some(content) => Mirrored::join_reading(BrowserStore::open(), content)?,
        None => Mirrored::alone(BrowserStore::open()),
    };
    let (mut session, findings) = Session::open_following(store, ids::fresh().to_string())?;
    session.opened();
    Ok((session, findings))
}

/// Begins to talk to the other tabs, and to write or to wait for the turn.
pub fn begin(app: App, turn: &Turn) {
    let channel = Channel::open(CHANNEL, move |text| {
        // What a newer version says may make no sense here.
        if let Ok(message) = heard::<Message>(&text) {
            app.receive(message);
        }
    });
    SAVING.with_borrow_mut(|saving| saving.channel = Some(channel));
    APP.set(Some(app));
    if app.with_session(Session::writes) {
        app.update_session(|session| {
            session.lead(ids::fresh().to_string(), None);
            session.settle();
        });
        keep_mirror(app);
        // Another tab may have taken the turn while this one opened the stores.
        if tabs::has_locks() && !turn.get() {
            lose_turn(app);
        }
    } else {
        tabs::on_foreign_write(move || app.look_again());
        app.sync();
        // It may have come between.
        if turn.get() {
            take_turn(app, false);
        }
    }
    keep_in_touch(app);
    look_for_mirror(app);
}

/// Notices a tab that writes and does not answer.
fn keep_in_touch(app: App) {
    const ANSWER_MILLISECONDS: u32 = 3_000;
    let waiting = Cell::new(false);
    gloo_timers::callback::Interval::new(ANSWER_MILLISECONDS, move || {
        let waits = !app.with_session(Session::writes)
            && matches!(app.save.get_untracked(), SaveState::Saving | SaveState::OtherTab);
        let before = waiting.replace(waits);
        let stuck = waits && before;
        if waits {
            app.update_session(Session::greet);
        }
        if app.stuck.get_untracked() != stuck {
            app.stuck.set(stuck);
        }
    })
    .forget();
}

/// Takes the turn from the tab that writes, because it does not answer.
pub fn insist(app: App) {
    app.stuck.set(false);
    if app.with_session(Session::writes) {
        return;
    }
    tabs::take_over(move || take_turn(app, true), move || lose_turn(app));
}

/// It is this tab's turn: opens the stores for writing, and merges in what this tab had not seen
/// saved. With `claims`, the tab that wrote may still be alive.
fn take_turn(app: App, claims: bool) {
    spawn_local(async move {
        let (mirror, content) = reopen_mirror().await;
        // Granted twice, it is taken once.
        if app.with_session(Session::writes) {
            return;
        }
        let promise = promised(mirror.as_ref());
        SAVING.with_borrow_mut(|saving| saving.mirror = mirror);
        match lead(content, claims) {
            Ok((session, findings)) => app.take_over(session, findings, promise),
            Err(_) => app.update_session(Session::block),
        }
        keep_mirror(app);
    });
}

/// Another tab has taken the turn: follows it, and asks for the next turn.
fn lose_turn(app: App) {
    if !app.with_session(Session::writes) {
        return;
    }
    spawn_local(async move {
        let (mirror, content) = reopen_mirror().await;
        SAVING.with_borrow_mut(|saving| {
            saving.mirror = mirror;
            saving.writing = None;
        });
        if let Ok((session, _)) = follow(content) {
            app.fall_back(session);
        }
        tabs::become_writer(move || take_turn(app, false), move || lose_turn(app));
    });
}

/// What a mirror lets the page promise: one that a browser keeps without the strict durability answers
/// before the disk has it.
fn promised(mirror: Option<&Mirror>) -> Promised {
    match mirror {
        Some(mirror) if mirror.is_strict() => Promised::Disk,
        _ => Promised::Browser,
    }
}

/// The mirror and what is in it, read anew.
async fn reopen_mirror() -> (Option<Mirror>, Content) {
    if let Some(mirror) = mirror()
        && let Ok(content) = mirror.read_all().await
    {
        return (Some(mirror), Some(content));
    }
    let Ok(mirror) = Mirror::open().await else {
        return (None, None);
    };
    match mirror.read_all().await {
        Ok(content) => (Some(mirror), Some(content)),
        Err(_) => (None, None),
    }
}

/// Notices when the mirror goes.
fn keep_mirror(app: App) {
    if let Some(mirror) = mirror() {
        mirror.on_closed(move || lose_mirror(app));
    }
}

/// Looks again for a mirror that is gone.
fn look_for_mirror(app: App) {
    gloo_timers::callback::Interval::new(REJOIN_MILLISECONDS, move || {
        if mirror().is_none() && app.with_session(Session::writes) {
            spawn_local(rejoin(app));
        }
    })
    .forget();
}

/// The mirror is back: brings it and the store together as a start does, since either may know what
/// the other does not, and goes on with what this tab holds.
async fn rejoin(app: App) {
    let Ok(mirror) = Mirror::open().await else {
        return;
    };
    let Ok(content) = mirror.read_all().await else {
        return;
    };
    let writable = matches!(app.with_session(Session::state), SaveState::Saved);
    if !app.with_session(Session::writes) || !writable {
        return;
    }
    if let Ok((session, findings)) = lead(Some(content), !tabs::has_locks()) {
        let promise = promised(Some(&mirror));
        SAVING.with_borrow_mut(|saving| saving.mirror = Some(mirror));
        app.take_over(session, findings, promise);
        keep_mirror(app);
    }
}

fn lose_mirror(app: App) {
    SAVING.with_borrow_mut(|saving| {
        saving.mirror = None;
        saving.writing = None;
    });
    app.promise.set(Promised::Browser);
    app.update_session(Session::part);
}

/// Hands what was written to the mirror, one batch after the other.
pub fn pump(app: App) {
    let Some(mirror) = SAVING.with_borrow(|saving| saving.mirror.clone().filter(|_| saving.writing.is_none())) else {
        return;
    };
    let Some((writes, number)) = app.try_session(Session::take_writes).flatten() else {
        return;
    };
    let batch = SAVING.with_borrow_mut(|saving| {
        saving.writes = saving.writes.wrapping_add(1);
        saving.writing = Some(saving.writes);
        saving.writes
    });
    let under_way = move || SAVING.with_borrow(|saving| saving.writing == Some(batch));
    let late = gloo_timers::callback::Timeout::new(WRITE_MILLISECONDS, move || {
        if under_way() {
            lose_mirror(app);
        }
    });
    spawn_local(async move {
        let written: Result<(), MirrorError> = mirror.write(&writes).await;
        late.cancel();
        if !under_way() {
            return;
        }
        SAVING.with_borrow_mut(|saving| saving.writing = None);
        match written {
            Ok(()) => app.update_session(|session| session.confirm(number)),
            Err(_) => lose_mirror(app),
        }
    });
}

/// Tells the other tabs what the session has to say, as soon as there is a way to.
pub fn post(app: App) {
    SAVING.with_borrow(|saving| {
        let Some(channel) = &saving.channel else {
            return;
        };
        let messages = app.try_session(Session::take_messages).unwrap_or_default();
        if let Some(channel) = channel {
            for message in &messages {
                channel.post(&told(message));
            }
        }
    });
}

/// The mirror, where there is one.
pub fn mirror() -> Option<Mirror> {
    SAVING.with_borrow(|saving| saving.mirror.clone())
}

/// Asks before the page is left while something is not saved.
pub fn guard_leaving(app: App) {
    let _ = window_event_listener(leptos::ev::beforeunload, move |event| {
        if would_lose(app) {
            event.prevent_default();
        }
    });
}

/// Whether something that is not saved would be lost with the page.
pub fn would_lose(app: App) -> bool {
    match app.save.get_untracked() {
        SaveState::Failed(_) | SaveState::WriterFailed => app.total_untracked() > 0,
        SaveState::OtherTab => app.with_session(Session::holds_unsaved),
        _ => app.stuck.get_untracked(),
    }
}
