//! The board file, sealed with a password.
//!
//! One JSON object: `{"format":"irai-board-encrypted","version":1,"kdf":"PBKDF2-SHA-256",
//! "rounds":600000,"salt":…,"cipher":"AES-256-GCM","iv":…,"data":…}`. Salt, iv and data are bytes as
//! Base64 (standard alphabet, padded, canonical). The key is PBKDF2 over the UTF-8 bytes of the
//! password in Unicode normal form C.
//! Data is the ordinary file of [`export`](super::export), with its files or without, encrypted, with the tag of 16 bytes at
//! its end; what is authenticated along with it is [`associated_data`], so no field can be changed.
//!
//! Here the file is read and written; the browser encrypts and decrypts. `public/decrypt.js` reads
//! the same format without this page.

use super::error::{self, Expected, ImportError, ImportProblem};
use super::{FULL_BYTES_MAX, json};
use crate::domain::json::from_value;
use crate::domain::stored::fields;
use crate::domain::unicode::nfc;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::ops::RangeInclusive;

/// What a sealed file says of itself.
pub const FORMAT: &str = "irai-board-encrypted";
/// The version that this page writes, and the newest that it reads.
pub const VERSION: u64 = 1;
/// How the key comes from the password.
pub const KDF: &str = "PBKDF2-SHA-256";
/// How the file is encrypted.
pub const CIPHER: &str = "AES-256-GCM";
/// The rounds of a new file.
pub const ROUNDS: u32 = 600_000;
/// The rounds that a file may ask for: fewer are too weak, more would stop the page for minutes.
pub const ROUNDS_ALLOWED: RangeInclusive<u32> = 100_000..=5_000_000;
/// The bytes of a new salt.
pub const SALT: usize = 16;
/// The bytes that a salt may have.
pub const SALT_ALLOWED: RangeInclusive<usize> = SALT..=64;
/// The bytes of an initialisation vector.
pub const IV: usize = 12;
/// The bytes of the tag at the end of the data.
pub const TAG: usize = 16;
/// The fewest characters of a password for a new file.
pub const PASSWORD_MIN: usize = 8;
/// The most bytes of a sealed file: the most of an ordinary one as Base64, and the header.
pub const SEALED_BYTES_MAX: usize = (FULL_BYTES_MAX + TAG).div_ceil(3) * 4 + 4_096;

/// What must be known to open a file, apart from the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The rounds of the key derivation, within [`ROUNDS_ALLOWED`].
    pub rounds: u32,
    /// The salt, as long as [`SALT_ALLOWED`] says.
    pub salt: Vec<u8>,
    /// The initialisation vector.
    pub iv: [u8; IV],
}

/// A sealed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// How to open it.
    pub header: Header,
    /// What is in it, encrypted, with the tag at its end.
    pub data: Vec<u8>,
}

/// The file as it stands.
#[derive(Default, PartialEq)]
struct File {
    format: String,
    version: u64,
    kdf: String,
    rounds: i64,
    salt: String,
    cipher: String,
    iv: String,
    data: String,
}

fields!(
    File { format, version, kdf, rounds, salt, cipher, iv, data }
    needs ["format", "version", "kdf", "rounds", "salt", "cipher", "iv", "data"]
);

/// Why a password is not taken for a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than [`PASSWORD_MIN`] characters.
    TooShort,
    /// The second time it was another one.
    Differs,
}

/// The password as the key is made from it: in Unicode normal form C, so that it does not matter
/// how a keyboard composes letters.
pub fn normal(password: &str) -> String {
    nfc(password)
}

/// Whether a password, typed twice, will do for a new file.
///
/// # Errors
/// Where it is too short, or not the same twice.
pub fn check_password(password: &str, again: &str) -> Result<(), PasswordProblem> {
    let password = normal(password);
    if password.chars().count() < PASSWORD_MIN {
        return Err(PasswordProblem::TooShort);
    }
    if password == normal(again) { Ok(()) } else { Err(PasswordProblem::Differs) }
}

/// Whether a file says of itself that it is sealed. It may still turn out to be broken.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    // The first "format" decides: a text inside of a file cannot hold one, its quotes are escaped.
    json::decode(bytes, usize::MAX).is_ok_and(|text| {
        text.split_once("\"format\"")
            .and_then(|(_, rest)| rest.trim_start().strip_prefix(':'))
            .and_then(|rest| rest.trim_start().strip_prefix('"'))
            .and_then(|rest| rest.strip_prefix(FORMAT))
            .is_some_and(|rest| rest.starts_with('"'))
    })
}

/// Reads a sealed file.
///
/// # Errors
/// The first thing that is wrong with it, with its place.
pub fn parse(bytes: &[u8]) -> Result<Sealed, ImportError> {
    let text = json::decode(bytes, SEALED_BYTES_MAX).map_err(ImportError::whole)?;
    let document = json::read(&text)?;
    check_version(&document.value)?;
    if let Some(flaw) = document.flaw {
        return Err(flaw);
    }
    let file: File = from_value(&document.value).map_err(|wrong| error::wrong_type(&document.value, &wrong))?;
    choice("kdf", &file.kdf, KDF)?;
    let rounds = rounds(file.rounds)?;
    let salt = decoded("salt", &file.salt, SALT_ALLOWED)?;
    choice("cipher", &file.cipher, CIPHER)?;
    let mut iv = [0; IV];
    iv.copy_from_slice(&decoded("iv", &file.iv, IV..=IV)?);
    let data = decoded("data", &file.data, TAG..=FULL_BYTES_MAX + TAG)?;
    Ok(Sealed { header: Header { rounds, salt, iv }, data })
}

/// Writes a sealed file.
pub fn write(sealed: &Sealed) -> String {
    let mut text = header_fields(&sealed.header);
    text.reserve(sealed.data.len().div_ceil(3) * 4 + 16);
    text.push_str(",\"data\":\"");
    STANDARD.encode_string(&sealed.data, &mut text);
    text.push_str("\"}");
    text
}

/// What is authenticated along with the data: every field before it as one JSON object without
/// spaces, in the order of the format, as UTF-8, however the file itself is laid out.
pub fn associated_data(header: &Header) -> Vec<u8> {
    (header_fields(header) + "}").into_bytes()
}

/// The name of a sealed file written at this moment: `irai-board-YYYYMMDD-HHMM.encrypted.json`.
pub fn file_name(at: DateTime<FixedOffset>) -> String {
    at.format("irai-board-%Y%m%d-%H%M.encrypted.json").to_string()
}

/// The header as the beginning of an object. No value in it needs escaping.
fn header_fields(header: &Header) -> String {
    let (rounds, salt, iv) = (header.rounds, STANDARD.encode(&header.salt), STANDARD.encode(header.iv));
    format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"kdf\":\"{KDF}\",\"rounds\":{rounds},\
         \"salt\":\"{salt}\",\"cipher\":\"{CIPHER}\",\"iv\":\"{iv}\""
    )
}

fn refused<T>(place: &str, problem: ImportProblem) -> Result<T, ImportError> {
    Err(ImportError { place: place.to_owned(), problem })
}

fn check_version(file: &Value) -> Result<(), ImportError> {
    match file.get("format") {
        Some(Value::String(format)) if format == FORMAT => {}
        Some(other) => return refused("format", ImportProblem::UnknownFormat { found: Some(error::short(other)) }),
        None => return refused("", ImportProblem::UnknownFormat { found: None }),
    }
    match file.get("version") {
        Some(version) => match version.as_u64() {
            Some(VERSION) => Ok(()),
            Some(found) if found > VERSION => {
                refused("version", ImportProblem::NewerVersion { found, newest: VERSION })
            }
            _ => refused("version", ImportProblem::UnknownVersion { found: error::short(version) }),
        },
        None => refused("version", ImportProblem::Missing),
    }
}

fn choice(place: &str, found: &str, name: &str) -> Result<(), ImportError> {
    if found == name {
        return Ok(());
    }
    let found = error::short(&Value::from(found));
    refused(place, ImportProblem::UnknownChoice { found, names: vec![name.to_owned()] })
}

fn rounds(value: i64) -> Result<u32, ImportError> {
    let (min, max) = (i64::from(*ROUNDS_ALLOWED.start()), i64::from(*ROUNDS_ALLOWED.end()));
    match u32::try_from(value) {
        Ok(rounds) if ROUNDS_ALLOWED.contains(&rounds) => Ok(rounds),
        _ => refused("rounds", ImportProblem::OutOfRange { value, min, max }),
    }
}

fn decoded(place: &str, text: &str, allowed: RangeInclusive<usize>) -> Result<Vec<u8>, ImportError> {
    let Ok(bytes) = STANDARD.decode(text) else {
        let found = error::short(&Value::from(text));
        return refused(place, ImportProblem::WrongType { found, expected: Expected::Base64 });
    };
    if !allowed.contains(&bytes.len()) {
        let (bytes, min, max) = (bytes.len(), *allowed.start(), *allowed.end());
        return refused(place, ImportProblem::WrongLength { bytes, min, max });
    }
    Ok(bytes)
}
