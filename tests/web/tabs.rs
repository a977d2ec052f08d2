//! Tabs that hear each other, and the writer's lock where it is refused.

use super::shadow::Shadow;
use irai_board::browser::tabs::{Channel, become_writer, has_locks};
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A text that comes later, and what it is handed to.
fn later() -> (impl Future<Output = Option<String>>, impl Fn(String) + Clone + 'static) {
    let hand_over = Rc::new(RefCell::new(None::<Function>));
    let promise = Promise::new(&mut |resolve, _| *hand_over.borrow_mut() = Some(resolve));
    let come = async move { JsFuture::from(promise).await.ok()?.as_string() };
    let hand_over = move |text: String| {
        if let Some(resolve) = &*hand_over.borrow() {
            resolve.call1(&JsValue::UNDEFINED, &JsValue::from_str(&text)).unwrap();
        }
    };
    (come, hand_over)
}

#[wasm_bindgen_test]
async fn what_one_tab_says_the_others_hear_and_itself_not() {
    let (answer, heard) = later();
    let echo = Rc::new(RefCell::new(Vec::new()));
    let own = Rc::clone(&echo);
    let one = Channel::open("test", move |text| own.borrow_mut().push(text)).expect("there are channels");
    let _other = Channel::open("test", heard).expect("there are channels");
    assert!(one.post("依頼\u{1F4CB}"));
    assert_eq!(answer.await.as_deref(), Some("依頼\u{1F4CB}"));
    assert_eq!(*echo.borrow(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_channel_that_was_dropped_hears_nothing_more() {
    let (answer, heard) = later();
    let after = Rc::new(RefCell::new(Vec::new()));
    let own = Rc::clone(&after);
    let dropped = Channel::open("test", move |text| own.borrow_mut().push(text)).expect("there are channels");
    let _there = Channel::open("test", heard).expect("there are channels");
    let speaker = Channel::open("test", |_| {}).expect("there are channels");
    drop(dropped);
    assert!(speaker.post("first"));
    assert_eq!(answer.await.as_deref(), Some("first"));
    assert_eq!(*after.borrow(), Vec::<String>::new());
}

#[wasm_bindgen_test]
fn a_browser_without_channels_or_locks_says_so() {
    let _no_channels = Shadow::value("BroadcastChannel", "undefined");
    assert!(Channel::open("test", |_| {}).is_none());
    assert!(has_locks());
    let _no_locks = Shadow::value("Navigator.prototype.locks", "undefined");
    assert!(!has_locks());
    assert!(!become_writer(|| {}, || {}));
}

#[wasm_bindgen_test]
async fn a_tab_whose_request_for_the_lock_is_refused_writes() {
    let refuse = "() => Promise.reject(new DOMException('refused', 'SecurityError'))";
    let _refusal = Shadow::value("LockManager.prototype.request", refuse);
    let (answer, granted) = later();
    assert!(become_writer(move || granted("granted".to_owned()), || {}));
    assert_eq!(answer.await.as_deref(), Some("granted"));
}
