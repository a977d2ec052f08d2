//! Sealed files with the browser's own cryptography.

use irai_board::browser::crypto::{CryptoError, open, seal};
use irai_board::document::encrypted::{Sealed, is_encrypted, parse};
use wasm_bindgen_test::wasm_bindgen_test;

const PASSWORD: &str = "correct horse 依頼 🐎";

async fn sealed(plain: &str) -> Sealed {
    let text = seal(PASSWORD, plain).await.expect("the test browser has cryptography");
    assert!(is_encrypted(text.as_bytes()));
    parse(text.as_bytes()).expect("what is written can be read")
}

#[wasm_bindgen_test]
async fn what_is_sealed_opens_with_its_password_alone() {
    let large = "依頼ボード 👩‍💻 e\u{301}\r\n".repeat(70_000);
    assert!(large.len() > 2_000_000);
    for plain in ["", "{}", "🗂️ 経理\u{0}", large.as_str()] {
        let sealed = sealed(plain).await;
        assert!(open(PASSWORD, &sealed).await.as_deref() == Ok(plain), "{} bytes", plain.len());
        for wrong in ["", "correct horse 依頼", "correct horse 依頼 🐎 ", "Correct horse 依頼 🐎"] {
            assert_eq!(open(wrong, &sealed).await, Err(CryptoError::WrongPassword), "{wrong:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_password_is_the_same_however_its_letters_are_composed() {
    let text = seal("ハ\u{309A}スワート\u{3099}", "案件").await.expect("the test browser has cryptography");
    let sealed = parse(text.as_bytes()).expect("what is written can be read");
    assert_eq!(open("パスワード", &sealed).await.as_deref(), Ok("案件"));
    // Only composition is evened out, not width: half-width katakana is another password.
    assert_eq!(open("ﾊﾟｽﾜｰﾄﾞ", &sealed).await, Err(CryptoError::WrongPassword));
}

#[wasm_bindgen_test]
async fn no_part_of_a_file_can_be_changed_unseen() {
    let sealed = sealed("案件").await;
    let mut changed = Vec::new();
    let mut change = |name: &'static str, change: fn(&mut Sealed)| {
        let mut copy = sealed.clone();
        change(&mut copy);
        assert_ne!(copy, sealed, "{name}");
        changed.push((name, copy));
    };
    change("rounds", |sealed| sealed.header.rounds += 1);
    change("a bit of the salt", |sealed| sealed.header.salt[0] ^= 1);
    change("a longer salt", |sealed| sealed.header.salt.push(0));
    change("a bit of the iv", |sealed| sealed.header.iv[11] ^= 0x80);
    change("the first bit of the data", |sealed| sealed.data[0] ^= 1);
    change("the last bit of the tag", |sealed| *sealed.data.last_mut().expect("there is a tag") ^= 0x80);
    change("a shorter tag", |sealed| sealed.data.truncate(sealed.data.len() - 1));
    change("a longer text", |sealed| sealed.data.push(0));
    for (name, changed) in changed {
        assert_eq!(open(PASSWORD, &changed).await, Err(CryptoError::WrongPassword), "{name}");
    }
    assert_eq!(open(PASSWORD, &sealed).await.as_deref(), Ok("案件"));
}

#[wasm_bindgen_test]
async fn the_fields_that_have_one_value_are_refused_with_any_other() {
    let text = seal(PASSWORD, "案件").await.expect("the test browser has cryptography");
    for (field, old, new) in [
        ("format", "irai-board-encrypted", "irai-board"),
        ("version", "\"version\":1", "\"version\":2"),
        ("kdf", "PBKDF2-SHA-256", "PBKDF2-SHA-512"),
        ("cipher", "AES-256-GCM", "AES-128-GCM"),
    ] {
        let error = parse(text.replacen(old, new, 1).as_bytes()).expect_err(field);
        assert_eq!(error.place, field);
    }
}

#[wasm_bindgen_test]
async fn the_same_text_is_never_sealed_in_the_same_way() {
    let (first, second) = (sealed("案件").await, sealed("案件").await);
    assert_ne!(first.header.salt, second.header.salt);
    assert_ne!(first.header.iv, second.header.iv);
    assert_ne!(first.data, second.data);
    assert_eq!((first.header.rounds, first.header.salt.len()), (600_000, 16));
}

/// The kept file was sealed by another implementation (Python's hashlib and cryptography). It must
/// open for ever: people have such files on their disks.
#[wasm_bindgen_test]
async fn the_kept_file_opens() {
    let kept = include_bytes!("../fixtures/encrypted-v1.json");
    let sealed = parse(kept).expect("the kept file can be read");
    assert_eq!(open("パスワード🔑2026", &sealed).await.as_deref(), Ok(include_str!("../fixtures/board-v1.json")));
}
