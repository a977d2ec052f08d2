//! The store of files over the test browser's IndexedDB.

use super::shadow::{Shadow, evaluate};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use irai_board::browser::crypto::sha256;
use irai_board::browser::database::DatabaseError;
use irai_board::browser::file_store::{About, Content, DATABASE, FileError, FileStore};
use irai_board::document::Attached;
use irai_board::domain::files::{Kept, Sweep};
use irai_board::text::Lang;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const DAY: i64 = 86_400;
const NOW: i64 = 1_782_867_600;
/// SHA-256 of `abc`, by FIPS 180-2.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// The tests of one run share a database: each makes it anew. A connection that is still open lets go.
async fn fresh_store() -> FileStore {
    Database::delete_by_name(DATABASE).expect("there is IndexedDB").await.expect("the database can be deleted");
    FileStore::open().await.expect("the store opens")
}

async fn content(bytes: &[u8]) -> Content {
    Content::of(Uint8Array::from(bytes), "application/pdf").await.expect("a sound file")
}

fn about(size: u32, stored_at: i64, unused_since: Option<i64>) -> About {
    let kept = Kept { sha256: ABC.to_owned(), unused_since };
    About { name: "手順書.pdf".to_owned(), size, media_type: "application/pdf".to_owned(), stored_at, kept }
}

/// Puts something else under the hash, as a damaged disk would.
async fn overwrite(with: JsValue) {
    let raw = Database::open(DATABASE).await.expect("the database is there");
    let transaction = raw.transaction("files").with_mode(TransactionMode::Readwrite).build().unwrap();
    let store = transaction.object_store("files").unwrap();
    store.put(with).with_key(ABC).primitive().unwrap().await.unwrap();
    transaction.commit().await.unwrap();
    raw.close();
}

#[wasm_bindgen_test]
async fn what_is_put_comes_back_byte_for_byte() {
    let store = fresh_store().await;
    assert_eq!(store.all().await, Ok(Vec::new()));
    assert!(store.get(ABC).await.expect("the store answers").is_none());
    let put = store.put(&content(b"abc").await, "手順書.pdf", NOW).await;
    assert_eq!(put, Ok(about(3, NOW, None)));
    drop(store);
    let store = FileStore::open().await.expect("the store opens again");
    let read = store.get(ABC).await.expect("it is sound").expect("it is there");
    assert_eq!((read.sha256(), read.media_type()), (ABC, "application/pdf"));
    assert_eq!(read.bytes().to_vec(), b"abc");
    assert_eq!(store.all().await, Ok(vec![about(3, NOW, None)]));
    let attached = Attached { sha256: ABC.to_owned(), media_type: "application/pdf".to_owned(), data: b"abc".to_vec() };
    assert_eq!(read.to_attached(), attached);
    assert_eq!(Content::attached(&attached).bytes().to_vec(), b"abc");
}

#[wasm_bindgen_test]
async fn the_same_content_is_kept_once_under_its_latest_name() {
    let store = fresh_store().await;
    store.put(&content(b"abc").await, "前の名前.pdf", NOW).await.expect("there is room");
    store.put(&content(b"abc").await, "手順書.pdf", NOW + 1).await.expect("there is room");
    store.put(&content(b"other").await, "他.pdf", NOW).await.expect("there is room");
    let all = store.all().await.expect("the store answers");
    assert_eq!(all.len(), 2);
    assert!(all.contains(&about(3, NOW + 1, None)));
}

#[wasm_bindgen_test]
async fn five_million_bytes_are_taken_and_one_more_is_not() {
    let store = fresh_store().await;
    let most = Content::of(Uint8Array::new_with_length(5_000_000), "").await.expect("it may be so large");
    store.put(&most, "大.bin", NOW).await.expect("there is room");
    assert_eq!(store.get(most.sha256()).await.unwrap().unwrap().bytes().length(), 5_000_000);
    let more = Content::of(Uint8Array::new_with_length(5_000_001), "").await.err();
    assert_eq!(more, Some(FileError::TooLarge(5_000_001)));
    assert_eq!(Content::of(Uint8Array::new_with_length(0), "").await.err(), Some(FileError::Empty));
    assert!(FileError::TooLarge(5_000_001).message(Lang::Ja).contains("5 MBまで"));
}

#[wasm_bindgen_test]
async fn a_media_type_that_is_none_is_left_out() {
    for media_type in ["a\nb".to_owned(), "a".repeat(256)] {
        let content = Content::of(Uint8Array::from(b"abc".as_slice()), &media_type).await.expect("a sound file");
        assert_eq!(content.media_type(), "");
    }
}

#[wasm_bindgen_test]
async fn what_was_damaged_is_said_and_healed_by_the_same_file() {
    let store = fresh_store().await;
    store.put(&content(b"abc").await, "手順書.pdf", NOW).await.expect("there is room");
    let damages = [
        Uint8Array::from(b"abd".as_slice()).into(),
        Uint8Array::new_with_length(0).into(),
        JsValue::from_str("abc"),
        JsValue::from_f64(1.0),
    ];
    for damage in damages {
        overwrite(damage).await;
        assert_eq!(store.get(ABC).await.err(), Some(FileError::Damaged));
        store.put(&content(b"abc").await, "手順書.pdf", NOW).await.expect("there is room");
        assert_eq!(store.get(ABC).await.unwrap().unwrap().bytes().to_vec(), b"abc");
    }
}

#[wasm_bindgen_test]
async fn a_full_database_says_so_and_keeps_what_it_has() {
    let store = fresh_store().await;
    store.put(&content(b"abc").await, "手順書.pdf", NOW).await.expect("there is room");
    let full = "() => { throw new DOMException('full', 'QuotaExceededError') }";
    let refusal = Shadow::value("IDBObjectStore.prototype.put", full);
    let refused = store.put(&content(b"other").await, "他.pdf", NOW).await;
    drop(refusal);
    assert_eq!(refused, Err(FileError::Store(DatabaseError::Quota)));
    assert_eq!(store.all().await, Ok(vec![about(3, NOW, None)]));
}

#[wasm_bindgen_test]
async fn a_file_and_what_is_known_of_it_come_together_or_not_at_all() {
    let store = fresh_store().await;
    evaluate("void (globalThis.puts = 0)");
    let refusal = Shadow::value(
        "IDBObjectStore.prototype.put",
        "function (...given) {
            if ((globalThis.puts += 1) === 2) throw new DOMException('no', 'DataError');
            return original.apply(this, given);
        }",
    );
    let refused = store.put(&content(b"abc").await, "手順書.pdf", NOW).await;
    drop(refusal);
    assert!(matches!(refused, Err(FileError::Store(DatabaseError::Failed(_)))));
    assert!(store.get(ABC).await.expect("the store answers").is_none());
    assert_eq!(store.all().await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn every_change_is_one_transaction_with_strict_durability() {
    let store = fresh_store().await;
    let file = content(b"abc").await;
    evaluate("void (globalThis.opened = [])");
    let noting = Shadow::value(
        "IDBDatabase.prototype.transaction",
        "function (...given) {
            const transaction = original.apply(this, given);
            globalThis.opened.push(`${transaction.mode} ${transaction.durability}`);
            return transaction;
        }",
    );
    store.put(&file, "手順書.pdf", NOW).await.expect("there is room");
    store.settle(&Sweep { unused: vec![ABC.to_owned()], ..Sweep::default() }, NOW).await.expect("it can be noted");
    store.remove(&[ABC.to_owned()]).await.expect("it can be removed");
    drop(noting);
    let opened = evaluate("globalThis.opened.join()").as_string();
    assert_eq!(opened.as_deref(), Some("readwrite strict,readwrite strict,readwrite strict"));
}

#[wasm_bindgen_test]
async fn a_browser_without_a_usable_database_is_an_error_and_no_panic() {
    let refusals = [
        ("indexedDB", "{ value: undefined }"),
        ("indexedDB", "{ get() { throw new DOMException('no', 'SecurityError') } }"),
        ("IDBFactory.prototype.open", "{ value() { throw new DOMException('no', 'SecurityError') } }"),
    ];
    for (path, descriptor) in refusals {
        let refusal = Shadow::new(path, descriptor);
        let opened = FileStore::open().await;
        drop(refusal);
        assert_eq!(opened.err(), Some(FileError::Store(DatabaseError::Unavailable)), "{path}: {descriptor}");
    }
    assert!(FileStore::open().await.is_ok());
}

#[wasm_bindgen_test]
async fn a_store_that_was_closed_refuses() {
    let store = fresh_store().await;
    assert!(!store.is_closed());
    let newer = Database::open(DATABASE).with_version(2_u8).await.expect("the store lets go");
    assert!(store.is_closed());
    let closed = Some(FileError::Store(DatabaseError::Closed));
    assert_eq!(store.put(&content(b"abc").await, "手順書.pdf", NOW).await.err(), closed);
    assert_eq!(store.get(ABC).await.err(), closed);
    assert_eq!(store.all().await.err(), closed);
    newer.close();
    fresh_store().await;
}

#[wasm_bindgen_test]
async fn a_file_goes_only_when_it_was_unused_for_fourteen_days() {
    let store = fresh_store().await;
    store.put(&content(b"abc").await, "手順書.pdf", NOW).await.expect("there is room");
    let named = || vec![ABC.to_owned()];
    let remove = || Sweep { remove: named(), ..Sweep::default() };
    // Whoever says so, a file in use stays.
    store.settle(&remove(), NOW + 90 * DAY).await.expect("there is nothing to do");
    assert_eq!(store.all().await, Ok(vec![about(3, NOW, None)]));
    store.settle(&Sweep { unused: named(), ..Sweep::default() }, NOW + DAY).await.expect("it can be noted");
    assert_eq!(store.all().await, Ok(vec![about(3, NOW, Some(NOW + DAY))]));
    store.settle(&remove(), NOW + 15 * DAY - 1).await.expect("there is nothing to do");
    assert_eq!(store.get(ABC).await.unwrap().unwrap().bytes().to_vec(), b"abc");
    store.settle(&Sweep { used: named(), ..Sweep::default() }, NOW + 2 * DAY).await.expect("it can be noted");
    assert_eq!(store.all().await, Ok(vec![about(3, NOW, None)]));
    store.settle(&Sweep { unused: named(), ..Sweep::default() }, NOW + 3 * DAY).await.expect("it can be noted");
    store.settle(&remove(), NOW + 17 * DAY).await.expect("it can be removed");
    assert_eq!(store.all().await, Ok(Vec::new()));
    assert!(store.get(ABC).await.expect("the store answers").is_none());
}

#[wasm_bindgen_test]
async fn a_file_that_is_taken_in_again_is_in_use() {
    let store = fresh_store().await;
    store.put(&content(b"abc").await, "手順書.pdf", NOW).await.expect("there is room");
    let unused = Sweep { unused: vec![ABC.to_owned()], ..Sweep::default() };
    store.settle(&unused, NOW).await.expect("it can be noted");
    store.put(&content(b"abc").await, "手順書.pdf", NOW + 20 * DAY).await.expect("there is room");
    let sweep = Sweep { remove: vec![ABC.to_owned()], ..Sweep::default() };
    store.settle(&sweep, NOW + 20 * DAY).await.expect("there is nothing to do");
    assert_eq!(store.all().await, Ok(vec![about(3, NOW + 20 * DAY, None)]));
}

#[wasm_bindgen_test]
async fn a_hash_is_the_same_with_the_browsers_cryptography_and_without() {
    let bytes = Uint8Array::from(b"abc".as_slice());
    assert_eq!(sha256(&bytes).await.as_deref(), Ok(ABC));
    let refusal = Shadow::new("Crypto.prototype.subtle", "{ get: () => undefined }");
    let without = sha256(&bytes).await;
    drop(refusal);
    assert_eq!(without.as_deref(), Ok(ABC));
}
