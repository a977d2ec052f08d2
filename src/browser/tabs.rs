//! One tab writes; a second one reads along and takes over when the first is closed.

use super::js::{method, navigator, object, property};
use js_sys::{Function, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

const LOCK: &str = "irai-board-writer";

/// Whether the browser has locks.
pub fn has_locks() -> bool {
    locks().is_some()
}

/// Asks for the writer's lock and keeps it until the tab is closed. `granted` is called once it is
/// ours: at once in the first tab, later in the others; `lost` if another tab takes it away. Answers
/// whether the browser has locks at all; where it has none, every tab writes and the journal notices
/// another writer. Where it has them and refuses the request, `granted` is called for the same
/// reason.
pub fn become_writer(granted: impl FnOnce() + 'static, lost: impl FnOnce() + 'static) -> bool {
    request_lock(None, granted, lost)
}

/// Takes the writer's lock away from a tab that does not answer.
pub fn take_over(granted: impl FnOnce() + 'static, lost: impl FnOnce() + 'static) -> bool {
    let Ok(steal) = object(&[("steal", &JsValue::TRUE)]) else {
        return false;
    };
    request_lock(Some(steal), granted, lost)
}

fn request_lock(options: Option<JsValue>, granted: impl FnOnce() + 'static, lost: impl FnOnce() + 'static) -> bool {
    let Some((locks, request)) = locks() else {
        return false;
    };
    let granted = Rc::new(Cell::new(Some(granted)));
    // Answers whether it was not granted before.
    let grant = move || {
        let granted = granted.take();
        let now = granted.is_some();
        if let Some(granted) = granted {
            granted();
        }
        now
    };
    let hold = Closure::once_into_js({
        let grant = grant.clone();
        move |_lock: JsValue| -> JsValue {
            grant();
            // A promise that is never settled holds the lock for the life of the tab.
            Promise::new(&mut |_, _| {}).into()
        }
    });
    let name = JsValue::from_str(LOCK);
    let answer = match &options {
        Some(options) => request.call3(&locks, &name, options, &hold),
        None => request.call2(&locks, &name, &hold),
    };
    let Ok(answer) = answer else {
        return false;
    };
    wasm_bindgen_futures::spawn_local(async move {
        if JsFuture::from(Promise::resolve(&answer)).await.is_err() && !grant() {
            lost();
        }
    });
    true
}

fn locks() -> Option<(JsValue, Function)> {
    let locks = property(&navigator(), "locks")?;
    let request = method(&locks, "request")?;
    Some((locks, request))
}

/// Calls back whenever another tab has written to the store.
pub fn on_foreign_write(mut written: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = Closure::<dyn FnMut(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
        if event.key().is_none_or(|key| key.starts_with(crate::journal::PREFIX)) {
            written();
        }
    });
    // A listener for the life of the page.
    let _ = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// A channel on which the tabs of this site hear each other: what one posts reaches all others that
/// have it open, and not itself. Closed when dropped.
#[derive(Debug)]
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the channel of this name; `None` where the browser has no channels. What is not a text
    /// is not passed on.
    pub fn open(name: &str, mut on_message: impl FnMut(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                on_message(text);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self { channel, _listener: listener })
    }

    /// Sends a text to the others, and tells whether the browser took it; nobody may be listening.
    pub fn post(&self, text: &str) -> bool {
        self.channel.post_message(&JsValue::from_str(text)).is_ok()
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
