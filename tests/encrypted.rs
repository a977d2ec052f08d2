//! Sealed files: what is written is read back, and each malformed one is refused with its place.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::document::encrypted::{
    Header, PasswordProblem, SEALED_BYTES_MAX, Sealed, associated_data, check_password, file_name, is_encrypted,
    normal, parse, write,
};
use irai_board::document::{Expected, FULL_BYTES_MAX, ImportProblem as Is, export};
use irai_board::text::Lang;
use support::{now, sample_board};

fn sealed() -> Sealed {
    let header = Header { rounds: 600_000, salt: (0..16).collect(), iv: [0xFF; 12] };
    Sealed { header, data: (100..150).collect() }
}

const HEADER: &str = r#"{"format":"irai-board-encrypted","version":1,"kdf":"PBKDF2-SHA-256","rounds":600000,"salt":"AAECAwQFBgcICQoLDA0ODw==","cipher":"AES-256-GCM","iv":"////////////////"}"#;

#[test]
fn a_file_is_written_as_the_format_says() {
    let text = write(&sealed());
    let (header, data) = text.split_once(",\"data\":").unwrap();
    assert_eq!(format!("{header}}}"), HEADER);
    assert_eq!(data, "\"ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo+QkZKTlJU=\"}");
    assert_eq!(associated_data(&sealed().header), HEADER.as_bytes());
    assert_eq!(file_name(now()), "irai-board-20260701-1000.encrypted.json");
}

#[test]
fn what_is_written_is_read_back() {
    for salt in [16, 17, 64] {
        for rounds in [100_000, 600_000, 5_000_000] {
            let header = Header { rounds, salt: vec![7; salt], iv: [9; 12] };
            let sealed = Sealed { header, data: vec![0xFB; 16 + salt] };
            assert_eq!(parse(write(&sealed).as_bytes()), Ok(sealed));
        }
    }
}

#[test]
fn the_layout_of_a_file_does_not_matter() {
    let text = write(&sealed());
    let (start, data) = text.split_at(text.find(",\"data\"").unwrap());
    let turned = format!("{{\n {},{}}}", data[1..].strip_suffix('}').unwrap(), &start[1..]);
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files = [
        text.replace(',', ",\r\n\t").replace(':', " : ").into_bytes(),
        [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        text.replace('/', "\\/").into_bytes(),
        turned.into_bytes(),
        utf16,
    ];
    for file in files {
        assert!(is_encrypted(&file), "{}", String::from_utf8_lossy(&file));
        let read = parse(&file).unwrap();
        assert_eq!(read, sealed());
        assert_eq!(associated_data(&read.header), HEADER.as_bytes());
    }
}

/// A good file with a piece of its text replaced.
fn with(old: &str, new: &str) -> String {
    let text = write(&sealed());
    assert!(text.contains(old), "the good file has no {old}");
    text.replacen(old, new, 1)
}

fn wrong(found: &str, expected: Expected) -> Is {
    Is::WrongType { found: found.to_owned(), expected }
}

fn rounds(value: i64) -> Is {
    Is::OutOfRange { value, min: 100_000, max: 5_000_000 }
}

fn only(found: &str, name: &str) -> Is {
    Is::UnknownChoice { found: found.to_owned(), names: vec![name.to_owned()] }
}

#[rustfmt::skip]
fn malformed() -> Vec<(&'static str, String, &'static str, Is)> {
    let salt = |text: &str| with("AAECAwQFBgcICQoLDA0ODw==", text);
    let iv = |text: &str| with("////////////////", text);
    let data = |text: &str| format!("{},\"data\":{text}}}", HEADER.strip_suffix('}').unwrap());
    vec![
        ("an empty file", String::new(), "", Is::Empty),
        ("a list", "[]".into(), "", Is::UnknownFormat { found: None }),
        ("an ordinary file", export(&sample_board(), now()), "format", Is::UnknownFormat { found: Some("\"irai-board\"".into()) }),
        ("a number for the format", with("\"irai-board-encrypted\"", "1"), "format", Is::UnknownFormat { found: Some("1".into()) }),
        ("no version", with("\"version\":1,", ""), "version", Is::Missing),
        ("version 0", with("\"version\":1", "\"version\":0"), "version", Is::UnknownVersion { found: "0".into() }),
        ("a version as a text", with("\"version\":1", "\"version\":\"1\""), "version", Is::UnknownVersion { found: "\"1\"".into() }),
        ("half a version", with("\"version\":1", "\"version\":1.5"), "version", Is::UnknownVersion { found: "1.5".into() }),
        ("a newer version", with("\"version\":1", "\"version\":2"), "version", Is::NewerVersion { found: 2, newest: 1 }),
        ("an unknown field", with("{", "{\"hint\":\"cat\","), "hint", Is::UnknownField),
        ("a key twice", with("{", "{\"rounds\":1000000,"), "rounds", Is::DoubleKey),
        ("a format twice", with("\"version\"", "\"format\":\"irai-board\",\"version\""), "format", Is::DoubleKey),
        ("no key derivation", with("\"kdf\":\"PBKDF2-SHA-256\",", ""), "kdf", Is::Missing),
        ("another key derivation", with("PBKDF2-SHA-256", "PBKDF2-SHA-1"), "kdf", only("\"PBKDF2-SHA-1\"", "PBKDF2-SHA-256")),
        ("a list for the key derivation", with("\"PBKDF2-SHA-256\"", "[]"), "kdf", wrong("[…]", Expected::Text)),
        ("no cipher", with("\"cipher\":\"AES-256-GCM\",", ""), "cipher", Is::Missing),
        ("another cipher", with("AES-256-GCM", "AES-256-CBC"), "cipher", only("\"AES-256-CBC\"", "AES-256-GCM")),
        ("no rounds", with("\"rounds\":600000,", ""), "rounds", Is::Missing),
        ("one round", with("600000", "1"), "rounds", rounds(1)),
        ("a round too few", with("600000", "99999"), "rounds", rounds(99_999)),
        ("a round too many", with("600000", "5000001"), "rounds", rounds(5_000_001)),
        ("rounds below zero", with("600000", "-600000"), "rounds", rounds(-600_000)),
        ("rounds that 32 bits cut to what may be", with("600000", "4295567296"), "rounds", rounds(4_295_567_296)),
        ("rounds beyond all numbers", with("600000", "18446744073709551615"), "rounds", wrong("18446744073709551615", Expected::Whole)),
        ("half a round", with("600000", "600000.5"), "rounds", wrong("600000.5", Expected::Whole)),
        ("rounds as a text", with("600000", "\"600000\""), "rounds", wrong("\"600000\"", Expected::Whole)),
        ("no salt", with("\"salt\":\"AAECAwQFBgcICQoLDA0ODw==\",", ""), "salt", Is::Missing),
        ("an empty salt", salt(""), "salt", Is::WrongLength { bytes: 0, min: 16, max: 64 }),
        ("a short salt", salt("AAECAwQFBgcICQoLDA0O"), "salt", Is::WrongLength { bytes: 15, min: 16, max: 64 }),
        ("a long salt", salt(&"AAAA".repeat(22)), "salt", Is::WrongLength { bytes: 66, min: 16, max: 64 }),
        ("a salt without its padding", salt("AAECAwQFBgcICQoLDA0ODw"), "salt", wrong("\"AAECAwQFBgcICQoLDA0ODw\"", Expected::Base64)),
        ("a salt with bits left over", salt("AAECAwQFBgcICQoLDA0ODx=="), "salt", wrong("\"AAECAwQFBgcICQoLDA0ODx==\"", Expected::Base64)),
        ("a salt with a space in it", salt("AAEC AwQFBgcICQoLDA0ODw=="), "salt", wrong("\"AAEC AwQFBgcICQoLDA0ODw==\"", Expected::Base64)),
        ("a number for the salt", with("\"AAECAwQFBgcICQoLDA0ODw==\"", "7"), "salt", wrong("7", Expected::Text)),
        ("no iv", with(",\"iv\":\"////////////////\"", ""), "iv", Is::Missing),
        ("a short iv", iv("////"), "iv", Is::WrongLength { bytes: 3, min: 12, max: 12 }),
        ("a long iv", iv("////////////////////"), "iv", Is::WrongLength { bytes: 15, min: 12, max: 12 }),
        ("an iv in the alphabet for addresses", iv("________________"), "iv", wrong("\"________________\"", Expected::Base64)),
        ("no data", HEADER.into(), "data", Is::Missing),
        ("null for the data", data("null"), "data", wrong("null", Expected::Text)),
        ("no room for the tag", data("\"AAECAwQFBgcICQoLDA0O\""), "data", Is::WrongLength { bytes: 15, min: 16, max: 86_667_484 }),
        ("data that is no Base64", data("\"依頼\""), "data", wrong("\"依頼\"", Expected::Base64)),
        ("a file cut off", data("\"AAEC").replace("AAEC}", "AAEC"), "data", Is::CutOff { line: 1 }),
    ]
}

#[test]
fn every_malformed_file_is_refused_with_its_place() {
    for (name, file, place, problem) in malformed() {
        let error = parse(file.as_bytes()).expect_err(name);
        assert_eq!((error.place.as_str(), &error.problem), (place, &problem), "{name}");
        for lang in [Lang::Ja, Lang::En] {
            let message = error.message(lang);
            assert!(message.contains(place), "{name}: {message}");
            assert!(
                message.contains(lang.pick("いまのボードは変わっていません", "has not been changed")),
                "{name}: {message}"
            );
        }
    }
}

#[test]
fn the_largest_ordinary_file_fits_and_a_larger_one_is_refused() {
    let largest = Sealed { data: vec![0xA5; FULL_BYTES_MAX + 16], ..sealed() };
    let text = write(&largest);
    assert!(text.len() > 115_000_000 && text.len() <= SEALED_BYTES_MAX);
    assert!(parse(text.as_bytes()) == Ok(largest));
    let more = Sealed { data: vec![0xA5; FULL_BYTES_MAX + 17], ..sealed() };
    let error = parse(write(&more).as_bytes()).expect_err("one byte too many");
    assert_eq!(error.place, "data");
    assert_eq!(error.problem, Is::WrongLength { bytes: 86_667_485, min: 16, max: 86_667_484 });
    let huge = format!("{text}{}", " ".repeat(5_000));
    let error = parse(huge.as_bytes()).expect_err("more bytes than may be");
    assert_eq!(error.problem, Is::TooLarge { bytes: huge.len(), most: SEALED_BYTES_MAX });
    assert!(is_encrypted(huge.as_bytes()), "its size is told as that of a sealed file");
    assert!(error.message(Lang::Ja).contains("115 MBまで"));
}

#[test]
fn an_ordinary_file_is_not_taken_for_a_sealed_one() {
    let ordinary = export(&sample_board(), now());
    let files = [
        ordinary.clone(),
        // A text that says so stays a text.
        ordinary.replace("経理(", "\\\"format\\\":\\\"irai-board-encrypted\\\"("),
        ordinary.replace("経理(", "irai-board-encrypted("),
        "{\"format\":\"irai-board-encrypted-2\"}".to_owned(),
        "irai-board-encrypted".to_owned(),
        String::new(),
    ];
    for file in files {
        assert!(!is_encrypted(file.as_bytes()), "{file:.80}");
    }
    assert!(!is_encrypted(b"\x89PNG\r\n\x1a\n\"format\":\"irai-board-encrypted\""));
    assert!(is_encrypted(b"{\"format\":\"irai-board-encrypted\""), "that it is cut off is told as of a sealed file");
}

#[test]
fn a_new_password_has_eight_characters_and_is_the_same_twice() {
    let table = [
        ("", "", Err(PasswordProblem::TooShort)),
        ("1234567", "1234567", Err(PasswordProblem::TooShort)),
        ("12345678", "12345678", Ok(())),
        ("12345678", "12345679", Err(PasswordProblem::Differs)),
        ("12345678", "12345678 ", Err(PasswordProblem::Differs)),
        ("12345678", "", Err(PasswordProblem::Differs)),
        // Eight letters of three bytes; seven letters typed as eight characters.
        ("あいうえおかきく", "あいうえおかきく", Ok(())),
        ("あいうえおカ\u{3099}キ", "あいうえおガキ", Err(PasswordProblem::TooShort)),
        ("あいうえおかカ\u{3099}キ", "あいうえおかガキ", Ok(())),
    ];
    for (password, again, expected) in table {
        assert_eq!(check_password(password, again), expected, "{password:?} {again:?}");
    }
    assert_eq!(normal("e\u{301}ﾊﾟＡ"), "éﾊﾟＡ");
}
