//! Sealing and opening the board file with the browser's own cryptography. What a sealed file looks
//! like is told in [`crate::document::encrypted`].

use crate::document::encrypted::{Header, IV, ROUNDS, SALT, Sealed, TAG, associated_data, normal, write};
use crate::document::{self, hexadecimal};
use crate::text::Lang;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// Why a file was not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// The browser gives no cryptography here: the page was not loaded safely.
    Unavailable,
    /// The password is wrong, or the file was changed: the two look the same.
    WrongPassword,
    /// The browser broke off.
    Failed,
}

impl CryptoError {
    /// What happened, what is safe, what to do.
    pub fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::Unavailable => lang.pick(
                "このページではブラウザーの暗号機能を使えません。ボードはそのままです。https または localhost のアドレスで開いてください。",
                "The browser's cryptography is not available on this page. The board is unchanged. Open it at an https or localhost address.",
            ),
            Self::WrongPassword => lang.pick(
                "開けませんでした。パスワードが違うか、ファイルが変わっています(どちらかは区別できません)。ボードはそのままです。パスワードを確かめて、もう一度入力してください。",
                "It did not open: the password is wrong or the file was changed (the two cannot be told apart). The board is unchanged. Check the password and try again.",
            ),
            Self::Failed => lang.pick(
                "ブラウザーの処理が途中で終わりました。ボードはそのままです。もう一度お試しください。",
                "The browser broke off. The board is unchanged. Please try again.",
            ),
        }
    }
}

/// Seals a text with a password, with fresh salt and initialisation vector: the text of the file.
///
/// # Errors
/// Where the browser has no cryptography or breaks off.
pub async fn seal(password: &str, plain: &str) -> Result<String, CryptoError> {
    let (crypto, subtle) = available()?;
    let mut header = Header { rounds: ROUNDS, salt: vec![0; SALT], iv: [0; IV] };
    crypto.get_random_values_with_u8_array(&mut header.salt).map_err(failed)?;
    crypto.get_random_values_with_u8_array(&mut header.iv).map_err(failed)?;
    let key = key(&subtle, password, &header, "encrypt").await?;
    let sealing = subtle.encrypt_with_object_and_u8_array(&cipher(&header), &key, plain.as_bytes());
    let data = Uint8Array::new(&done(sealing).await?).to_vec();
    Ok(write(&Sealed { header, data }))
}

/// Opens a sealed file: the text that was sealed.
///
/// # Errors
/// Where the password is wrong or the file was changed, and where the browser has no cryptography
/// or breaks off.
pub async fn open(password: &str, sealed: &Sealed) -> Result<String, CryptoError> {
    let (_, subtle) = available()?;
    let key = key(&subtle, password, &sealed.header, "decrypt").await?;
    let opening = subtle.decrypt_with_object_and_u8_array(&cipher(&sealed.header), &key, &sealed.data);
    let plain = JsFuture::from(opening.map_err(failed)?).await.map_err(|error| match name_of(&error).as_deref() {
        Some("OperationError") => CryptoError::WrongPassword,
        _ => CryptoError::Failed,
    })?;
    String::from_utf8(Uint8Array::new(&plain).to_vec()).map_err(|_| CryptoError::Failed)
}

/// SHA-256 of these bytes: 64 digits, lower case. Where the browser gives no cryptography, the page
/// computes it by itself, which is slower and gives the same.
///
/// # Errors
/// Where the browser breaks off.
pub async fn sha256(bytes: &Uint8Array) -> Result<String, CryptoError> {
    match available() {
        Ok((_, subtle)) => {
            let digest = done(subtle.digest_with_str_and_js_u8_array("SHA-256", bytes)).await?;
            Ok(hexadecimal(&Uint8Array::new(&digest).to_vec()))
        }
        Err(_) => Ok(document::sha256(&bytes.to_vec())),
    }
}

fn available() -> Result<(Crypto, SubtleCrypto), CryptoError> {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(CryptoError::Unavailable)?;
    let subtle = crypto.subtle();
    // Outside a secure context there is none, whatever the type says.
    if subtle.is_undefined() { Err(CryptoError::Unavailable) } else { Ok((crypto, subtle)) }
}

/// The key for one use. It cannot be read out.
async fn key(subtle: &SubtleCrypto, password: &str, header: &Header, usage: &str) -> Result<CryptoKey, CryptoError> {
    let usages = |name: &str| Array::of1(&JsValue::from_str(name));
    // Whoever seals or opens: the form of the password must not depend on what was started before.
    super::unicode::install();
    let secret = Uint8Array::from(normal(password).as_bytes());
    let base = done(subtle.import_key_with_str("raw", &secret, "PBKDF2", false, &usages("deriveKey"))).await?;
    let derivation = object(&[
        ("name", JsValue::from_str("PBKDF2")),
        ("hash", JsValue::from_str("SHA-256")),
        ("salt", Uint8Array::from(header.salt.as_slice()).into()),
        ("iterations", JsValue::from_f64(f64::from(header.rounds))),
    ]);
    let kind = object(&[("name", JsValue::from_str("AES-GCM")), ("length", JsValue::from_f64(256.0))]);
    let base: CryptoKey = base.unchecked_into();
    let derived =
        done(subtle.derive_key_with_object_and_object(&derivation, &base, &kind, false, &usages(usage))).await?;
    Ok(derived.unchecked_into())
}

fn cipher(header: &Header) -> Object {
    object(&[
        ("name", JsValue::from_str("AES-GCM")),
        ("iv", Uint8Array::from(header.iv.as_slice()).into()),
        ("additionalData", Uint8Array::from(associated_data(header).as_slice()).into()),
        ("tagLength", JsValue::from_f64(TAG as f64 * 8.0)),
    ])
}

async fn done(promise: Result<Promise, JsValue>) -> Result<JsValue, CryptoError> {
    JsFuture::from(promise.map_err(failed)?).await.map_err(failed)
}

fn failed(_: JsValue) -> CryptoError {
    CryptoError::Failed
}

fn name_of(error: &JsValue) -> Option<String> {
    Reflect::get(error, &JsValue::from_str("name")).ok()?.as_string()
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object takes every field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
