//! How safe the browser keeps what is stored, and how much of it there is.

use super::js::{call, navigator, property};
use wasm_bindgen::JsValue;

/// Asks the browser not to clear this site's data by itself, and tells whether it agreed. A browser
/// may ask the person first and take as long as that takes.
pub async fn persist() -> bool {
    ask("persist").await.and_then(|answer| answer.as_bool()).unwrap_or(false)
}

/// Whether the browser has agreed to that, or nothing where it does not tell.
pub async fn persisted() -> Option<bool> {
    ask("persisted").await?.as_bool()
}

/// Bytes used and bytes allowed, as the browser estimates them for this site.
pub async fn estimate() -> Option<(f64, f64)> {
    let estimate = ask("estimate").await?;
    Some((property(&estimate, "usage")?.as_f64()?, property(&estimate, "quota")?.as_f64()?))
}

async fn ask(question: &str) -> Option<JsValue> {
    let storage = property(&navigator(), "storage")?;
    call(&storage, question, &[]).await.ok()
}
