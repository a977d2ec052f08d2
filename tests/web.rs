//! Tests that need a browser; `make test` runs them in headless Chromium.
#![cfg(target_arch = "wasm32")]

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn what_local_storage_takes_it_gives_back() {
    LocalStorage::set("web-test", "依頼").expect("storage is open in the test browser");
    assert_eq!(LocalStorage::get::<String>("web-test").ok().as_deref(), Some("依頼"));
    LocalStorage::delete("web-test");
}
