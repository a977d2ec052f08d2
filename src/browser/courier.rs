//! Carries requests to the database by a worker of its own (`public/sync-worker.js`), which is bound to one address.

use super::js::{object, property};
use crate::sync::connection::Connection;
use crate::sync::{Answer, Request, WAIT_MILLISECONDS};
use js_sys::{Function, Promise, Uint8Array};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions};

const SCRIPT: &str = "sync-worker.js";
/// How long an answer may take, in milliseconds; a file may be large and the network slow.
const PATIENCE_MILLISECONDS: u32 = 30_000;
const FILE_MILLISECONDS: u32 = 120_000;
/// The worker's words for what has no status.
const LOST: i32 = 0;
const ENDED: i32 = -1;

type Waiting = Rc<RefCell<Vec<(u32, Function)>>>;

/// The way to one database, as one user. Closed when dropped.
pub struct Courier {
    worker: Worker,
    authorization: String,
    waiting: Waiting,
    /// Whether the worker's file did not come, so that nothing will answer.
    broken: Rc<Cell<bool>>,
    next: Cell<u32>,
    /// The request that waits for a change.
    listening: Cell<Option<u32>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut()>,
}

impl Courier {
    /// The way to a database; nothing where the browser has no workers.
    pub fn open(connection: &Connection, password: &str) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_name(&connection.url());
        let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
        let waiting = Waiting::default();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let waiting = Rc::clone(&waiting);
            move |event: MessageEvent| {
                let answer = event.data();
                let id = property(&answer, "id").and_then(|id| id.as_f64()).map(|id| id as u32);
                let mut waiting = waiting.borrow_mut();
                if let Some(at) = waiting.iter().position(|(known, _)| Some(*known) == id) {
                    let (_, done) = waiting.swap_remove(at);
                    let _ = done.call1(&JsValue::UNDEFINED, &answer);
                }
            }
        });
        let broken = Rc::new(Cell::new(false));
        let on_error = Closure::<dyn FnMut()>::new({
            let (waiting, broken) = (Rc::clone(&waiting), Rc::clone(&broken));
            move || {
                broken.set(true);
                for (_, done) in waiting.take() {
                    let _ = done.call1(&JsValue::UNDEFINED, &JsValue::NULL);
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self {
            worker,
            authorization: connection.authorization(password),
            waiting,
            broken,
            next: Cell::new(1),
            listening: Cell::new(None),
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Asks for something.
    pub async fn ask(&self, request: &Request) -> Answer {
        let body = request.body.as_ref().map_or(JsValue::UNDEFINED, |body| JsValue::from_str(&body.to_string()));
        let patience = if request.waits { WAIT_MILLISECONDS + PATIENCE_MILLISECONDS } else { PATIENCE_MILLISECONDS };
        let json = Some("application/json").filter(|_| request.body.is_some());
        let (status, body) =
            self.send(request.method, &request.path, (json, &body), patience, request.waits, false).await;
        match status {
            LOST => Answer::Lost,
            ENDED => Answer::Ended,
            status => {
                let text = body.as_string().unwrap_or_default();
                Answer::Came(status as u16, serde_json::from_str(&text).unwrap_or(Value::Null))
            }
        }
    }

    /// Whether anything answers at the address, also where it may not be read.
    pub async fn reach(&self) -> Answer {
        let none = (None, &JsValue::UNDEFINED);
        let (status, _) = self.send("REACH", "", none, PATIENCE_MILLISECONDS, false, false).await;
        if status == LOST { Answer::Lost } else { Answer::Came(0, Value::Null) }
    }

    /// Sends a file as the attachment behind the address.
    pub async fn put_file(&self, path: &str, media_type: &str, bytes: &Uint8Array) -> Answer {
        let media_type = if media_type.is_empty() { "application/octet-stream" } else { media_type };
        let content: (Option<&str>, &JsValue) = (Some(media_type), bytes.as_ref());
        match self.send("PUT", path, content, FILE_MILLISECONDS, false, false).await {
            (LOST | ENDED, _) => Answer::Lost,
            (status, _) => Answer::Came(status as u16, Value::Null),
        }
    }

    /// Fetches an attachment; nothing where it did not come.
    pub async fn get_file(&self, path: &str) -> Option<Uint8Array> {
        let none = (None, &JsValue::UNDEFINED);
        let (status, body) = self.send("GET", path, none, FILE_MILLISECONDS, false, true).await;
        body.dyn_into().ok().filter(|_| status == 200)
    }

    /// Ends the waiting for a change.
    pub fn end_waiting(&self) {
        if let Some(id) = self.listening.get()
            && let Ok(message) = object(&[("id", &id.into()), ("end", &JsValue::TRUE)])
        {
            let _ = self.worker.post_message(&message);
        }
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        (media_type, body): (Option<&str>, &JsValue),
        patience: u32,
        waits: bool,
        binary: bool,
    ) -> (i32, JsValue) {
        let lost = (LOST, JsValue::UNDEFINED);
        if self.broken.get() {
            return lost;
        }
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        let authorization = JsValue::from_str(&self.authorization);
        let media_type = media_type.map(JsValue::from_str);
        let mut headers = vec![("Authorization", &authorization)];
        headers.extend(media_type.as_ref().map(|media_type| ("Content-Type", media_type)));
        let Ok(headers) = object(&headers) else { return lost };
        let message = object(&[
            ("id", &id.into()),
            ("method", &method.into()),
            ("path", &path.into()),
            ("headers", &headers),
            ("body", body),
            ("patience", &patience.into()),
            ("waits", &waits.into()),
            ("binary", &binary.into()),
        ]);
        let Ok(message) = message else { return lost };
        let promise = Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().push((id, resolve));
        });
        if self.worker.post_message(&message).is_err() {
            self.waiting.borrow_mut().retain(|(known, _)| *known != id);
            return lost;
        }
        if waits {
            self.listening.set(Some(id));
        }
        let answer = JsFuture::from(promise).await.unwrap_or(JsValue::NULL);
        if waits {
            self.listening.set(None);
        }
        let status = property(&answer, "status").and_then(|status| status.as_f64()).unwrap_or_default();
        (status as i32, property(&answer, "body").unwrap_or(JsValue::UNDEFINED))
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl std::fmt::Debug for Courier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What says who asks is told to nobody.
        formatter.debug_struct("Courier").field("waiting", &self.waiting.borrow().len()).finish_non_exhaustive()
    }
}
