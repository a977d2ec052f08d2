//! The loop: asks the engine for a step, takes it, and tells how things stand.

use super::kept;
use crate::browser::courier::Courier;
use crate::browser::file_store::Content;
use crate::browser::mirror::Mirror;
use crate::browser::{clock, ids};
use crate::domain::{Change, sort};
use crate::session::{SaveState, Session};
use crate::sync::Answer;
use crate::sync::base::Base;
use crate::sync::document::Key;
use crate::sync::engine::{Engine, Moment, State, Step, Trouble};
use crate::ui::app::App;
use crate::ui::files::{self, Holdings};
use crate::ui::kit::{renew, tr};
use crate::ui::saving::Promised;
use js_sys::{Function, Promise};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How often it is looked whether the board has changed. What is typed in one go is sent in one go.
const LOOK_MILLISECONDS: u32 = 1_000;
/// For how long nothing is done where this tab does not write.
const FOLLOWING_MILLISECONDS: u32 = 3_000;
/// Longer than any page stands.
const FOR_GOOD_MILLISECONDS: u32 = i32::MAX as u32;

/// One run, from a connection to its end.
struct Run {
    app: App,
    over: Cell<bool>,
    engine: RefCell<Option<Engine>>,
    courier: Courier,
    store: Option<Mirror>,
    /// Whether a write of the base is under way.
    keeping: Cell<bool>,
    /// Ends the present pause.
    nap: RefCell<Option<Function>>,
    revision: Cell<u32>,
}

thread_local! {
    static RUN: RefCell<Option<Rc<Run>>> = const { RefCell::new(None) };
    static LOOKS: Cell<bool> = const { Cell::new(false) };
    /// Whether a run was begun and not ended.
    static BEGUN: Cell<bool> = const { Cell::new(false) };
}

/// Begins with the connection that is set up, unless that was done before.
pub fn go_on(app: App) {
    if !BEGUN.get() {
        begin(app);
    }
}

/// Begins with the connection that is set up, in place of the one before.
pub fn begin(app: App) {
    end(app);
    BEGUN.set(true);
    if !LOOKS.replace(true) {
        gloo_timers::callback::Interval::new(LOOK_MILLISECONDS, || with_run(Run::look)).forget();
        // There may be a way to the server again.
        let _ = window_event_listener_untyped("online", |_| with_run(Run::wake));
    }
    spawn_local(async move {
        let Some(connection) = kept::connection() else { return };
        let store = kept::open().await;
        let (_, password) = kept::read(store.as_ref()).await;
        let courier = password.and_then(|password| Courier::open(&connection, &password));
        let Some(courier) = courier else {
            app.sync.state.set(Some(State::Attention(Trouble::Password)));
            return;
        };
        let run = Rc::new(Run {
            app,
            over: Cell::new(false),
            engine: RefCell::new(None),
            courier,
            store,
            keeping: Cell::new(false),
            nap: RefCell::new(None),
            revision: Cell::new(0),
        });
        // Another one may have begun meanwhile.
        end(app);
        BEGUN.set(true);
        RUN.with_borrow_mut(|present| *present = Some(Rc::clone(&run)));
        while !run.over.get() {
            run.step(&connection.user).await;
        }
    });
}

/// Ends the present run.
pub fn end(app: App) {
    if let Some(run) = RUN.take() {
        run.over.set(true);
        run.wake();
    }
    BEGUN.set(false);
    app.sync.state.set(None);
}

/// Asks again at once, because a person wants it.
pub fn again() {
    with_run(|run| {
        if let Some(engine) = &mut *run.engine.borrow_mut() {
            engine.go_on();
        }
        run.wake();
    });
}

/// The titles of the engagements that a person has to look at; nothing in place of one that is not on the board.
pub fn held_back(app: App) -> Vec<Option<String>> {
    let keys = RUN.with_borrow(Clone::clone).and_then(|run| run.with_engine(|engine| engine.held_back().collect()));
    let title = |key| match key {
        Key::Settings => Some(tr("設定", "Settings").to_owned()),
        Key::Engagement(id) => app.with_session(|session| session.board().get(id).map(|one| one.title.clone())),
    };
    keys.into_iter().flat_map(|keys: Vec<Key>| keys).map(title).collect()
}

fn with_run(work: impl FnOnce(&Run)) {
    if let Some(run) = RUN.with_borrow(Clone::clone) {
        work(&run);
    }
}

impl Run {
    /// Takes one step.
    async fn step(&self, user: &str) {
        let app = self.app;
        if !app.with_session(Session::writes) || app.save.with_untracked(SaveState::read_only) {
            *self.engine.borrow_mut() = None;
            renew(app.sync.state, None);
            return self.pause(FOLLOWING_MILLISECONDS).await;
        }
        if self.engine.borrow().is_none() {
            let (texts, _) = kept::read(self.store.as_ref()).await;
            // What was set aside at the start is missing on the board, and was not removed by anybody.
            let whole = app.findings.with_untracked(|findings| findings.set_aside() == 0);
            let position = if whole { app.with_session(Session::position) } else { 0 };
            *self.engine.borrow_mut() = Some(Engine::new(Base::read(&texts, position), user.to_owned()));
        }
        let board = app.with_session(|session| session.board().clone());
        let held = app.files.holdings.with_untracked(|holdings| match holdings {
            Holdings::Held(held) => Some(sort::set(held.keys().cloned())),
            _ => None,
        });
        let Some(step) = self.with_engine(|engine| engine.next(&board, held.as_ref(), moment())) else { return };
        self.show();
        self.keep().await;
        match step {
            Step::Send(request) => {
                let answer = self.courier.ask(&request).await;
                if !self.over.get() {
                    self.take(answer);
                }
            }
            Step::Upload(hash) => {
                let answer = self.upload(&hash).await;
                self.with_engine(|engine| engine.sent_file(&hash, &answer));
            }
            Step::Download(hash) => {
                let kept = self.download(&hash).await;
                self.with_engine(|engine| engine.got_file(&hash, kept));
            }
            Step::Wait(milliseconds) => self.pause(milliseconds).await,
            Step::Stop => self.pause(FOR_GOOD_MILLISECONDS).await,
        }
        self.show();
    }

    fn with_engine<T>(&self, work: impl FnOnce(&mut Engine) -> T) -> Option<T> {
        self.engine.borrow_mut().as_mut().map(work)
    }

    fn take(&self, answer: Answer) {
        let app = self.app;
        // As it is now: a person may have gone on while the answer was on its way.
        let board = app.with_session(|session| session.board().clone());
        let mut take = |change: &Change| app.take_in(change);
        self.with_engine(|engine| engine.answer(&board, answer, moment(), &mut take));
    }

    async fn upload(&self, hash: &str) -> Answer {
        let content = match files::store().await {
            Ok(store) => store.get(hash).await.ok().flatten(),
            Err(_) => None,
        };
        match content {
            Some(content) => {
                self.courier.put_file(&Engine::file_path(hash), content.media_type(), content.bytes()).await
            }
            // Damaged, or gone meanwhile: it is told where the file is shown.
            None => Answer::Came(404, serde_json::Value::Null),
        }
    }

    async fn download(&self, hash: &str) -> bool {
        let Some(bytes) = self.courier.get_file(&Engine::file_path(hash)).await else { return false };
        let board = self.app.with_session(|session| session.board().clone());
        let mut named =
            board.engagements.values().flat_map(|engagement| engagement.files().cloned().collect::<Vec<_>>());
        let file = named.find(|file| file.sha256 == hash).unwrap_or_default();
        match Content::of(bytes, &file.media_type).await {
            Ok(content) if content.sha256() == hash => self.app.keep_file(&content, &file.name).await.is_ok(),
            _ => false,
        }
    }

    /// Tells how things stand.
    fn show(&self) {
        if self.over.get() {
            return;
        }
        if let Some((state, waiting)) = self.with_engine(|engine| (engine.state(), engine.waiting())) {
            renew(self.app.sync.state, Some(state));
            renew(self.app.sync.waiting, waiting);
        }
    }

    /// Keeps what is known of the database, once the board that it belongs to is on the disk.
    async fn keep(&self) {
        let app = self.app;
        let safe =
            app.save.with_untracked(|save| *save == SaveState::Saved) && app.promise.get_untracked() == Promised::Disk;
        let Some(store) = self.store.as_ref().filter(|_| safe && !self.keeping.get()) else { return };
        let position = app.with_session(Session::position);
        let Some(writes) = self.with_engine(|engine| engine.base_mut().take_writes(position)) else { return };
        if !writes.is_empty() {
            self.keeping.set(true);
            // Where it is not kept, that much is compared anew.
            let _ = store.write(&writes).await;
            self.keeping.set(false);
        }
    }

    /// Looks whether the board has changed, and whether what is known can be kept now.
    fn look(&self) {
        let app = self.app;
        let revision = app.revision.get_untracked();
        if self.revision.replace(revision) != revision {
            let board = app.with_session(|session| session.board().clone());
            let waits = self.with_engine(|engine| {
                engine.notice(&board, clock::now());
                engine.waiting() > 0
            });
            self.show();
            if waits == Some(true) {
                self.courier.end_waiting();
            }
        }
        if self.with_engine(|engine| engine.base_mut().has_writes()) == Some(true) {
            spawn_local(async {
                if let Some(run) = RUN.with_borrow(Clone::clone) {
                    run.keep().await;
                }
            });
        }
    }

    fn wake(&self) {
        self.courier.end_waiting();
        if let Some(nap) = self.nap.take() {
            let _ = nap.call0(&JsValue::UNDEFINED);
        }
    }

    async fn pause(&self, milliseconds: u32) {
        let promise = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds as i32);
            }
            *self.nap.borrow_mut() = Some(resolve);
        });
        let _ = JsFuture::from(promise).await;
        *self.nap.borrow_mut() = None;
    }
}

fn moment() -> Moment {
    Moment { at: clock::now(), seed: ids::fresh(), jitter: js_sys::Math::random() }
}
