//! The mirror over the test browser's IndexedDB.

use super::shadow::{Shadow, evaluate};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use irai_board::browser::mirror::{DATABASE, Mirror, MirrorError};
use irai_board::journal::Write;
use js_sys::Promise;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_bindgen_test::wasm_bindgen_test;

/// The tests of one run share a database: each makes it anew. A connection that is still open lets go.
async fn fresh_mirror() -> Mirror {
    delete_database().await;
    Mirror::open().await.expect("the mirror opens")
}

async fn delete_database() {
    Database::delete_by_name(DATABASE).expect("there is IndexedDB").await.expect("the database can be deleted");
}

fn set(key: &str, value: &str) -> Write {
    Write::Set { key: key.to_owned(), value: value.to_owned() }
}

fn remove(key: &str) -> Write {
    Write::Remove { key: key.to_owned() }
}

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[wasm_bindgen_test]
async fn what_the_mirror_takes_it_gives_back() {
    let mirror = fresh_mirror().await;
    assert_eq!(mirror.read_all().await, Ok(BTreeMap::new()));
    mirror.write(&[set("irai-board/a", "依頼\u{1F4CB}\n"), set("", "")]).await.expect("there is room");
    assert_eq!(mirror.read_all().await, Ok(texts(&[("irai-board/a", "依頼\u{1F4CB}\n"), ("", "")])));
    mirror.write(&[remove("irai-board/a"), remove("not there")]).await.expect("a key can be removed");
    mirror.write(&[]).await.expect("nothing can be written");
    assert_eq!(mirror.read_all().await, Ok(texts(&[("", "")])));
}

#[wasm_bindgen_test]
async fn writes_of_a_batch_are_repeated_in_their_order() {
    let mirror = fresh_mirror().await;
    mirror
        .write(&[set("a", "1"), remove("a"), set("a", "2"), set("b", "1"), set("b", "2"), remove("b")])
        .await
        .expect("there is room");
    assert_eq!(mirror.read_all().await, Ok(texts(&[("a", "2")])));
}

#[wasm_bindgen_test]
async fn batches_under_way_together_are_taken_in_the_order_they_came() {
    let mirror = fresh_mirror().await;
    let done = Rc::new(Cell::new(false));
    let (earlier, earlier_done) = (mirror.clone(), Rc::clone(&done));
    spawn_local(async move {
        earlier.write(&[set("a", "1")]).await.expect("there is room");
        earlier_done.set(true);
    });
    // The task above starts before this one goes on.
    JsFuture::from(Promise::resolve(&JsValue::NULL)).await.unwrap();
    mirror.write(&[set("a", "2")]).await.expect("there is room");
    assert!(done.get());
    assert_eq!(mirror.read_all().await, Ok(texts(&[("a", "2")])));
}

#[wasm_bindgen_test]
async fn a_batch_that_fails_halfway_leaves_nothing_behind() {
    let mirror = fresh_mirror().await;
    mirror.write(&[set("kept", "before")]).await.expect("there is room");
    let refusal =
        Shadow::value("IDBObjectStore.prototype.delete", "() => { throw new DOMException('no', 'DataError') }");
    let refused = mirror.write(&[set("kept", "after"), set("new", "1"), remove("kept")]).await;
    drop(refusal);
    assert_eq!(refused, Err(MirrorError::Failed("DataError: no".to_owned())));
    assert_eq!(mirror.read_all().await, Ok(texts(&[("kept", "before")])));
}

#[wasm_bindgen_test]
async fn a_batch_whose_end_is_refused_leaves_nothing_behind() {
    let mirror = fresh_mirror().await;
    mirror.write(&[set("kept", "before")]).await.expect("there is room");
    for commit in ["function () { this.abort() }", "() => { throw new DOMException('full', 'QuotaExceededError') }"] {
        let refusal = Shadow::value("IDBTransaction.prototype.commit", commit);
        let refused = mirror.write(&[set("kept", "after"), set("new", "1")]).await;
        drop(refusal);
        assert!(refused.is_err(), "{commit}");
        assert_eq!(mirror.read_all().await, Ok(texts(&[("kept", "before")])), "{commit}");
    }
}

#[wasm_bindgen_test]
async fn a_full_database_is_called_full() {
    let mirror = fresh_mirror().await;
    let full = "() => { throw new DOMException('full', 'QuotaExceededError') }";
    let refusal = Shadow::value("IDBObjectStore.prototype.put", full);
    let refused = mirror.write(&[set("a", "1")]).await;
    drop(refusal);
    assert_eq!(refused, Err(MirrorError::Quota));
}

#[wasm_bindgen_test]
async fn a_write_returns_only_when_its_transaction_is_complete() {
    let mirror = fresh_mirror().await;
    evaluate("void (globalThis.completed = 0)");
    // Notes the end of the transaction before any other listener hears of it.
    let noting = Shadow::value(
        "IDBDatabase.prototype.transaction",
        "function (...given) {
            const transaction = original.apply(this, given);
            transaction.addEventListener('complete', () => { globalThis.completed += 1 });
            return transaction;
        }",
    );
    for number in 1..=20 {
        mirror.write(&[set("a", &"x".repeat(1_000))]).await.expect("there is room");
        assert_eq!(evaluate("globalThis.completed").as_f64(), Some(f64::from(number)));
    }
    drop(noting);
}

#[wasm_bindgen_test]
async fn every_write_is_one_transaction_with_strict_durability() {
    let mirror = fresh_mirror().await;
    assert!(mirror.is_strict());
    evaluate("void (globalThis.opened = [])");
    let noting = Shadow::value(
        "IDBDatabase.prototype.transaction",
        "function (...given) {
            const transaction = original.apply(this, given);
            globalThis.opened.push(`${transaction.mode} ${transaction.durability}`);
            return transaction;
        }",
    );
    mirror.write(&[set("a", "1"), remove("a"), set("b", "2")]).await.expect("there is room");
    drop(noting);
    assert_eq!(evaluate("globalThis.opened.join()").as_string().as_deref(), Some("readwrite strict"));
}

#[wasm_bindgen_test]
async fn two_thousand_keys_are_read_at_once() {
    let mirror = fresh_mirror().await;
    let writes: Vec<_> =
        (0..2_000).map(|number| set(&format!("irai-board/r/{number:06}"), &format!("依頼 {number}"))).collect();
    mirror.write(&writes).await.expect("there is room");
    let read = mirror.read_all().await.expect("the mirror answers");
    assert_eq!(read.len(), 2_000);
    assert!(writes.iter().all(|write| matches!(write, Write::Set { key, value } if read.get(key) == Some(value))));
}

#[wasm_bindgen_test]
async fn the_next_connection_and_one_beside_it_see_everything() {
    let mirror = fresh_mirror().await;
    let beside = Mirror::open().await.expect("a second connection opens");
    mirror.write(&[set("a", "1")]).await.expect("there is room");
    assert_eq!(beside.read_all().await, Ok(texts(&[("a", "1")])));
    beside.write(&[set("b", "2")]).await.expect("there is room");
    drop((mirror, beside));
    let next = Mirror::open().await.expect("the mirror opens");
    assert_eq!(next.read_all().await, Ok(texts(&[("a", "1"), ("b", "2")])));
}

#[wasm_bindgen_test]
async fn what_is_not_a_text_is_left_out_and_left_there() {
    let mirror = fresh_mirror().await;
    mirror.write(&[set("a", "1")]).await.expect("there is room");
    let raw = Database::open(DATABASE).await.expect("the database is there");
    let transaction = raw.transaction("texts").with_mode(TransactionMode::Readwrite).build().unwrap();
    let store = transaction.object_store("texts").unwrap();
    store.put(1).with_key("number").primitive().unwrap().await.unwrap();
    store.put("text").with_key(1).primitive().unwrap().await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(mirror.read_all().await, Ok(texts(&[("a", "1")])));
    raw.close();
}

#[wasm_bindgen_test]
async fn a_browser_without_a_usable_database_is_an_error_and_no_panic() {
    let refusals = [
        ("indexedDB", "{ value: undefined }"),
        ("indexedDB", "{ value: null }"),
        ("indexedDB", "{ get() { throw new DOMException('no', 'SecurityError') } }"),
        ("IDBFactory.prototype.open", "{ value() { throw new DOMException('no', 'SecurityError') } }"),
    ];
    for (path, descriptor) in refusals {
        let refusal = Shadow::new(path, descriptor);
        let opened = Mirror::open().await;
        drop(refusal);
        assert_eq!(opened.err(), Some(MirrorError::Unavailable), "{path}: {descriptor}");
    }
    assert!(Mirror::open().await.is_ok());
}

#[wasm_bindgen_test]
async fn another_version_can_change_the_database_and_later_writes_are_refused() {
    let mirror = fresh_mirror().await;
    let told = Rc::new(Cell::new(0));
    let count = Rc::clone(&told);
    mirror.on_closed(move || count.set(count.get() + 1));
    let newer = Database::open(DATABASE).with_version(2_u8).await.expect("the mirror lets go");
    assert_eq!(told.get(), 1);
    assert_eq!(mirror.write(&[set("a", "1")]).await, Err(MirrorError::Closed));
    assert_eq!(mirror.write(&[]).await, Err(MirrorError::Closed));
    assert_eq!(mirror.read_all().await, Err(MirrorError::Closed));
    assert_eq!(mirror.kept_handle().await, None);
    assert!(!mirror.is_strict());
    let count = Rc::clone(&told);
    mirror.on_closed(move || count.set(count.get() + 1));
    assert_eq!(told.get(), 2);
    newer.close();
    // An older page does not touch what a newer one has made.
    assert!(matches!(Mirror::open().await, Err(MirrorError::Failed(_))));
    delete_database().await;
}

#[wasm_bindgen_test]
async fn an_open_that_takes_too_long_gives_up_and_spoils_nothing() {
    drop(fresh_mirror().await);
    // A connection that does not let go keeps a deletion waiting, and that keeps every open waiting.
    let holder = Database::open(DATABASE).await.expect("the database is there");
    let deletion = Database::delete_by_name(DATABASE).expect("there is IndexedDB");
    assert_eq!(Mirror::open().await.err(), Some(MirrorError::TimedOut));
    holder.close();
    deletion.await.expect("the deletion goes on");
    let mirror = Mirror::open().await.expect("the mirror opens");
    mirror.write(&[set("a", "1")]).await.expect("there is room");
    assert_eq!(mirror.read_all().await, Ok(texts(&[("a", "1")])));
    // Nothing is left of the first open that would hold the database.
    delete_database().await;
}
