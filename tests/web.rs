//! The browser adapters in a real browser; `make test` runs them in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::unwrap_used)]

#[path = "web/crypto.rs"]
mod crypto;
#[path = "web/durable.rs"]
mod durable;
#[path = "web/file_store.rs"]
mod file_store;
#[path = "web/files.rs"]
mod files;
#[path = "web/mirror.rs"]
mod mirror;
#[path = "web/shadow.rs"]
mod shadow;
#[path = "web/tabs.rs"]
mod tabs;
#[path = "web/unicode.rs"]
mod unicode;

use irai_board::browser::local::{BrowserStore, preference, set_preference};
use irai_board::browser::{clock, ids};
use irai_board::domain::{Action, Command, Stage};
use irai_board::journal::{KeyValue, StoreError};
use irai_board::session::{SaveState, Session};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The tests of one run share a localStorage: each clears it first.
fn fresh_store() -> BrowserStore {
    let mut store = BrowserStore::open();
    for key in store.keys().expect("localStorage is open in the test browser") {
        store.remove(&key).expect("a key can be removed");
    }
    store
}

fn add(session: &mut Session<BrowserStore>, title: &str) {
    let action = Action::Add { title: title.to_owned(), stage: Stage::Clarify };
    let command = Command { at: clock::now(), seed: ids::fresh(), action };
    session.dispatch(command, false).expect("the board takes a new engagement");
}

#[wasm_bindgen_test]
fn what_the_store_takes_it_gives_back() {
    let mut store = fresh_store();
    assert_eq!(store.get("key"), Ok(None));
    store.set("key", "依頼\u{1F4CB}\n").expect("there is room");
    assert_eq!(store.get("key"), Ok(Some("依頼\u{1F4CB}\n".to_owned())));
    assert_eq!(store.keys(), Ok(vec!["key".to_owned()]));
    store.remove("key").expect("a key can be removed");
    store.remove("key").expect("a key that is not there is no error");
    assert_eq!(store.keys(), Ok(Vec::new()));
}

#[wasm_bindgen_test]
fn a_full_store_says_so_and_keeps_what_it_has() {
    let mut store = fresh_store();
    store.set("kept", "依頼").expect("there is room");
    let refused = store.set("large", &"x".repeat(6_000_000));
    assert_eq!(refused, Err(StoreError::Quota));
    assert_eq!(store.get("kept"), Ok(Some("依頼".to_owned())));
    assert_eq!(store.get("large"), Ok(None));
}

#[wasm_bindgen_test]
fn a_blocked_store_refuses_and_does_not_panic() {
    let mut store = BrowserStore::blocked();
    assert_eq!(store.get("key"), Ok(None));
    assert_eq!(store.keys(), Ok(Vec::new()));
    assert_eq!(store.set("key", "value"), Err(StoreError::Blocked));
    assert_eq!(store.remove("key"), Err(StoreError::Blocked));
}

#[wasm_bindgen_test]
fn a_board_is_there_at_the_next_start() {
    let (mut session, _) = Session::open(fresh_store()).expect("the store answers");
    add(&mut session, "経理");
    add(&mut session, "採用");
    assert_eq!(session.state(), SaveState::Saved);
    let board = session.board().clone();
    drop(session);
    let (session, findings) = Session::open(BrowserStore::open()).expect("the store answers");
    assert_eq!(session.board(), &board);
    assert_eq!(findings.set_aside(), 0);
}

#[wasm_bindgen_test]
fn what_the_store_refuses_stays_in_hand_and_is_saved_later() {
    let (mut session, _) = Session::open(fresh_store()).expect("the store answers");
    add(&mut session, "経理");
    let mut room = BrowserStore::open();
    // Fills the store to the last unit.
    let mut size = 4_000_000;
    let mut number = 0;
    while size > 0 {
        match room.set(&format!("junk-{number}"), &"x".repeat(size)) {
            Ok(()) => number += 1,
            Err(_) => size /= 2,
        }
    }
    add(&mut session, "採用");
    assert_eq!(session.state(), SaveState::Failed(StoreError::Quota.into()));
    assert_eq!(session.board().engagements.len(), 2);
    for junk in 0..number {
        room.remove(&format!("junk-{junk}")).expect("a key can be removed");
    }
    session.retry();
    assert_eq!(session.state(), SaveState::Saved);
    let board = session.board().clone();
    let (session, _) = Session::open(BrowserStore::open()).expect("the store answers");
    assert_eq!(session.board(), &board);
}

#[wasm_bindgen_test]
fn preferences_stay_apart_from_the_journal() {
    let store = fresh_store();
    set_preference("theme", "dark");
    assert_eq!(preference("theme").as_deref(), Some("dark"));
    let keys = store.keys().expect("the store answers");
    assert!(keys.iter().all(|key| !key.starts_with(irai_board::journal::PREFIX)), "{keys:?}");
}

#[wasm_bindgen_test]
fn fresh_ids_are_version_7_and_never_the_same() {
    let made: Vec<_> = (0..1_000).map(|_| ids::fresh()).collect();
    assert!(made.iter().all(|id| id.get_version_num() == 7));
    let mut sorted = made.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), made.len());
}

#[wasm_bindgen_test]
fn the_clock_is_the_browsers_own() {
    let now = clock::now();
    let browser = (js_sys::Date::now() / 1000.0) as i64;
    assert!((now.timestamp() - browser).abs() <= 1);
    let west = js_sys::Date::new_0().get_timezone_offset() as i32;
    assert_eq!(now.offset().local_minus_utc(), -west * 60);
    assert_eq!(clock::today(), now.date_naive());
}
