//! What the browser tells of its storage.

use super::shadow::Shadow;
use irai_board::browser::durable::{estimate, persist, persisted};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn asking_for_durable_storage_gets_the_answer_that_then_holds() {
    let agreed = persist().await;
    assert_eq!(persisted().await, Some(agreed));
}

#[wasm_bindgen_test]
async fn what_is_used_is_less_than_what_is_allowed() {
    let (used, allowed) = estimate().await.expect("the test browser estimates");
    assert!(0.0 <= used && used < allowed, "{used} of {allowed}");
}

#[wasm_bindgen_test]
async fn a_browser_that_tells_nothing_is_no_error() {
    let _nothing = Shadow::value("Navigator.prototype.storage", "undefined");
    assert!(!persist().await);
    assert_eq!(persisted().await, None);
    assert_eq!(estimate().await, None);
}
