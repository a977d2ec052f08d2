//! The file for backups. The test browser's private file system stands in for the person's.

use super::shadow::{Shadow, evaluate};
use irai_board::browser::files::{BackupFile, can_keep_a_file, pick_backup_file};
use irai_board::browser::mirror::Mirror;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

async fn promised(expression: &str) -> JsValue {
    JsFuture::from(Promise::resolve(&evaluate(expression))).await.expect("the promise is kept")
}

async fn some_file() -> BackupFile {
    let handle = "navigator.storage.getDirectory()
        .then((folder) => folder.getFileHandle('irai-board-backup.json', { create: true }))";
    BackupFile::from_handle(promised(handle).await).expect("it is a file")
}

async fn content() -> String {
    let text = "navigator.storage.getDirectory()
        .then((folder) => folder.getFileHandle('irai-board-backup.json'))
        .then((handle) => handle.getFile())
        .then((file) => file.text())";
    promised(text).await.as_string().expect("a text")
}

#[wasm_bindgen_test]
async fn a_backup_takes_the_place_of_the_one_before() {
    let file = some_file().await;
    assert_eq!(file.name(), "irai-board-backup.json");
    assert!(file.permission(false).await);
    file.write("依頼\u{1F4CB} and a long tail").await.expect("the file can be written");
    file.write("依頼").await.expect("the file can be written");
    assert_eq!(content().await, "依頼");
}

#[wasm_bindgen_test]
async fn a_backup_that_fails_leaves_the_one_before() {
    let file = some_file().await;
    file.write("before").await.expect("the file can be written");
    let refuse = "() => Promise.reject(new DOMException('full', 'QuotaExceededError'))";
    let refusal = Shadow::value("FileSystemWritableFileStream.prototype.write", refuse);
    assert!(file.write("after").await.is_err());
    drop(refusal);
    assert_eq!(content().await, "before");
}

#[wasm_bindgen_test]
async fn permission_is_asked_for_only_when_it_may_be() {
    let file = some_file().await;
    let _prompt = Shadow::value("FileSystemHandle.prototype.queryPermission", "async () => 'prompt'");
    let agreed = Shadow::value("FileSystemHandle.prototype.requestPermission", "async () => 'granted'");
    assert!(!file.permission(false).await);
    assert!(file.permission(true).await);
    drop(agreed);
    let _denied = Shadow::value("FileSystemHandle.prototype.requestPermission", "async () => 'denied'");
    assert!(!file.permission(true).await);
}

#[wasm_bindgen_test]
async fn a_chosen_file_is_kept_for_the_next_start_until_it_is_forgotten() {
    let mirror = Mirror::open().await.expect("the mirror opens");
    mirror.forget_handle().await.expect("nothing to forget is no error");
    assert_eq!(mirror.kept_handle().await, None);
    let file = some_file().await;
    mirror.keep_handle(&file).await.expect("a handle can be kept");
    drop(mirror);
    let mirror = Mirror::open().await.expect("the mirror opens");
    let kept = mirror.kept_handle().await.expect("the file was kept");
    kept.write("kept").await.expect("the file can be written");
    assert_eq!(content().await, "kept");
    assert!(mirror.read_all().await.expect("the mirror answers").values().all(|text| text != "kept"));
    mirror.forget_handle().await.expect("a handle can be forgotten");
    assert_eq!(mirror.kept_handle().await, None);
}

#[wasm_bindgen_test]
async fn choosing_a_file_gives_it_or_nothing_when_cancelled() {
    assert!(can_keep_a_file());
    let chosen =
        "() => navigator.storage.getDirectory().then((folder) => folder.getFileHandle('b.json', { create: true }))";
    let choice = Shadow::value("showSaveFilePicker", chosen);
    let file = pick_backup_file("a.json").await.expect("the person chooses").expect("a file");
    assert_eq!(file.name(), "b.json");
    drop(choice);
    let cancel = "() => Promise.reject(new DOMException('cancelled', 'AbortError'))";
    let cancelled = Shadow::value("showSaveFilePicker", cancel);
    assert_eq!(pick_backup_file("a.json").await, Ok(None));
    drop(cancelled);
    // Without a click the browser itself refuses.
    assert!(pick_backup_file("a.json").await.is_err());
    let _nothing = Shadow::value("showSaveFilePicker", "undefined");
    assert!(!can_keep_a_file());
    assert!(pick_backup_file("a.json").await.is_err());
}
