//! Files: a text saved as a download, a file chosen by a person, a file to write backups to.

use super::js::{call, error_name, method, object, property, window};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Offers a text as a download.
///
/// # Errors
/// Where the browser refuses.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    download_bytes(name, mime, &Uint8Array::from(text.as_bytes()))
}

/// Offers bytes as a download.
///
/// # Errors
/// Where the browser refuses.
pub fn download_bytes(name: &str, mime: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = super::dom::document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has its own hold on the data once it has begun.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// Lets a person choose a file; calls back with its name and bytes.
pub fn choose(accept: &str, chosen: impl Fn(String, Vec<u8>) + 'static) {
    choose_file(accept, move |file| {
        wasm_bindgen_futures::spawn_local(async move {
            let name = file.name();
            if let Some(bytes) = read(&file).await {
                chosen(name, bytes.to_vec());
            }
        });
    });
}

/// Lets a person choose a file; calls back with it as it is, not read yet.
pub fn choose_file(accept: &str, chosen: impl FnOnce(File) + 'static) {
    let Some(input) = super::dom::document()
        .and_then(|document| document.create_element("input").ok())
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    input.set_type("file");
    input.set_accept(accept);
    let source = input.clone();
    let listener = Closure::once_into_js(move || {
        if let Some(file) = source.files().and_then(|files| files.get(0)) {
            chosen(file);
        }
    });
    input.set_onchange(Some(listener.unchecked_ref()));
    input.click();
}

/// The file that an event brings as its detail.
pub fn given(event: &web_sys::Event) -> Option<File> {
    property(event, "detail")?.dyn_into().ok()
}

/// The bytes of a file; nothing where it cannot be read (it is a folder, or is gone).
pub async fn read(file: &File) -> Option<Uint8Array> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer))
}

/// Whether the browser can write to a file that a person has chosen once.
pub fn can_keep_a_file() -> bool {
    method(&window(), "showSaveFilePicker").is_some()
}

/// Lets a person choose the file for backups; `None` where they cancel. To be called on a click.
///
/// # Errors
/// Where the browser refuses.
pub async fn pick_backup_file(name: &str) -> Result<Option<BackupFile>, JsValue> {
    let accept = object(&[("application/json", &Array::of1(&JsValue::from_str(".json")))])?;
    let kind = object(&[("accept", &accept)])?;
    let options = object(&[
        // The browser opens the folder that was used last under this id.
        ("id", &JsValue::from_str("irai-board-backup")),
        ("suggestedName", &JsValue::from_str(name)),
        ("types", &Array::of1(&kind)),
    ])?;
    match call(&window(), "showSaveFilePicker", &[&options]).await {
        Ok(handle) => Ok(BackupFile::from_handle(handle)),
        Err(error) if error_name(&error).as_deref() == Some("AbortError") => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file that a person has chosen for backups.
#[derive(Debug, Clone, PartialEq)]
pub struct BackupFile {
    handle: JsValue,
}

impl BackupFile {
    /// The file behind a `FileSystemFileHandle`; `None` where it is something else.
    pub fn from_handle(handle: JsValue) -> Option<Self> {
        let is_file = property(&handle, "kind").is_some_and(|kind| kind == "file");
        is_file.then_some(Self { handle })
    }

    /// The handle, to be kept.
    pub(super) fn handle(&self) -> &JsValue {
        &self.handle
    }

    /// The file's name, without its folder.
    pub fn name(&self) -> String {
        property(&self.handle, "name").and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// Whether the page may write to the file. With `ask`, the person is asked where that is open; to
    /// be called on a click then.
    pub async fn permission(&self, ask: bool) -> bool {
        let Ok(mode) = object(&[("mode", &JsValue::from_str("readwrite"))]) else {
            return false;
        };
        for (question, allowed) in [("queryPermission", true), ("requestPermission", ask)] {
            if allowed && call(&self.handle, question, &[&mode]).await.is_ok_and(|answer| answer == "granted") {
                return true;
            }
        }
        false
    }

    /// Puts the text in place of what the file holds. After an error it still holds that.
    ///
    /// # Errors
    /// Where the browser or the file system refuses.
    pub async fn write(&self, text: &str) -> Result<(), JsValue> {
        // The browser writes to a copy and puts it in the file's place on `close`.
        let stream = call(&self.handle, "createWritable", &[]).await?;
        if let Err(error) = call(&stream, "write", &[&JsValue::from_str(text)]).await {
            let _ = call(&stream, "abort", &[]).await;
            return Err(error);
        }
        call(&stream, "close", &[]).await.map(|_| ())
    }
}
