//! What is written to do harm in a file is refused with its place; what only looks like it is kept as the text
//! that it is.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::document::{ImportError, ImportProblem as Is, encrypted, export, parse};
use irai_board::domain::validate::{Problem, link_allowed, link_target};
use irai_board::text::Lang;
use irai_board::text::csv::{Cell, unguarded, write};
use serde_json::{Value, json};
use support::now;

const KEPT: &str = include_str!("fixtures/complete.json");
const FIRST: &str = "board.engagements[0]";
const BUDGET: &str = "\"budget\": 70000";

fn refused(bytes: &[u8], what: &str) -> ImportError {
    let error = parse(bytes).err().unwrap_or_else(|| panic!("{what} was taken"));
    let message = error.message(Lang::Ja);
    assert!(message.contains(&error.place) && message.contains("いまのボードは変わっていません"), "{what}: {message}");
    assert!(message.chars().count() < 400, "{what}: {message}");
    error
}

/// The kept file with something else in one place of its text.
fn with(from: &str, to: &str) -> Vec<u8> {
    assert!(KEPT.contains(from), "the kept file has no {from}");
    KEPT.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_link_that_runs_or_loads_something_is_refused_wherever_a_link_may_stand() {
    let links = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\u{a0}javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "javascript\t:alert(1)",
        "javascript://example.com/%0Aalert(1)",
        "javascript:https://example.com/",
        "vbscript:msgbox(1)",
        "VBScript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "DATA:image/svg+xml,<svg/onload=alert(1)>",
        "file:///etc/passwd",
        "blob:https://example.com/1",
        "filesystem:https://example.com/x",
        "view-source:https://example.com",
        "about:blank",
        "ws://example.com",
        "intent://x#Intent;end",
        "ms-msdt:/id",
        "http:javascript:alert(1)",
        "https:example.com",
        "https:/example.com",
        "https://",
        "mailto:",
        "https://example.com/ x",
    ];
    let places = [
        ("/clarify/materials/0/link", "clarify.materials[0].link"),
        ("/candidates/0/site", "candidates[0].site"),
        ("/contract/link", "contract.link"),
        ("/cycles/0/deliverables/0/link", "cycles[0].deliverables[0].link"),
    ];
    for link in links {
        assert!(!link_allowed(link) && link_target(link).is_none(), "{link:?}");
        for (pointer, place) in places {
            let mut file: Value = serde_json::from_str(KEPT).unwrap();
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            file["board"]["engagements"][0].pointer_mut(parent).unwrap()[name] = json!(link);
            let error = refused(file.to_string().as_bytes(), link);
            assert_eq!(error.place, format!("{FIRST}.{place}"), "{link:?}");
            assert!(matches!(error.problem, Is::Invalid(Problem::Link | Problem::Control(_))), "{link:?}: {error}");
        }
    }
}

#[test]
fn what_is_no_scheme_is_a_name_and_is_never_opened() {
    for name in [
        "//evil.example/x",
        "C:\\資料\\手順書.pdf",
        "手順:書.pdf",
        "&#106;avascript&#58;x",
        "javascript&colon;x",
        "%6Aavascript%3Ax",
        "資料.pdf",
    ] {
        assert!(link_allowed(name), "{name}");
        assert_eq!(link_target(name), None, "{name}");
    }
}

#[test]
fn a_number_that_is_none_is_refused_where_it_stands() {
    let numbers = [
        "1e999",
        "-1e999",
        "1e3",
        "-0",
        "-0.0",
        "70000.0",
        "9007199254740993",
        "1000000000001",
        "99999999999999999999999999",
        "0x10",
        "007",
        "+5",
        "1_000",
        "Infinity",
        "NaN",
        "\"70000\"",
        "true",
        "[70000]",
        "{\"$numberLong\":\"1\"}",
    ];
    for number in numbers {
        let error = refused(&with(BUDGET, &format!("\"budget\": {number}")), number);
        assert!(error.place.starts_with(&format!("{FIRST}.clarify")), "{number}: {error}");
    }
}

#[test]
fn a_key_that_means_something_elsewhere_is_an_unknown_field_here() {
    for key in [
        "__proto__",
        "constructor",
        "prototype",
        "toString",
        "hasOwnProperty",
        "$ref",
        "",
        " budget",
        "Budget",
        "budget\\u0000",
    ] {
        let error = refused(&with(BUDGET, &format!("{BUDGET}, \"{key}\": {{\"polluted\": true}}")), key);
        assert_eq!(error.problem, Is::UnknownField, "{key}: {error}");
        assert!(error.place.starts_with(&format!("{FIRST}.clarify")), "{key}: {error}");
    }
    for key in ["budget", "b\\u0075dget", "\\u0062udget"] {
        let error = refused(&with(BUDGET, &format!("{BUDGET}, \"{key}\": 1")), key);
        assert_eq!((error.place, error.problem), (format!("{FIRST}.clarify.budget"), Is::DoubleKey), "{key}");
    }
}

#[test]
fn a_text_that_is_none_is_refused_where_it_stands() {
    let owner = "\"owner\": \"佐藤 美咲\"";
    let texts = [
        "\\ud800",
        "\\udc00\\ud800",
        "a\\ud83d",
        "\\ud83d\\u0041",
        "\\x41",
        "\\u00",
        "\\u{41}",
        "\u{0}",
        "\u{1f}",
        "\n",
    ];
    for text in texts {
        let error = refused(&with(owner, &format!("\"owner\": \"{text}\"")), text);
        assert!(
            matches!(error.problem, Is::NotJson { .. }) && error.place == format!("{FIRST}.owner"),
            "{text:?}: {error}"
        );
    }
    for (text, control) in [
        ("\\u0000", '\u{0}'),
        ("\\u0007", '\u{7}'),
        ("\\u001b[31m", '\u{1b}'),
        ("\\u007f", '\u{7f}'),
        ("\\u0085", '\u{85}'),
        ("\\r", '\r'),
    ] {
        let error = refused(&with(owner, &format!("\"owner\": \"{text}\"")), text);
        assert_eq!(
            (error.place, error.problem),
            (format!("{FIRST}.owner"), Is::Invalid(Problem::Control(control))),
            "{text}"
        );
    }
}

#[test]
fn a_file_in_another_encoding_is_refused_as_such() {
    let wide = |unit: fn(u16) -> [u8; 2]| KEPT.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let files: [(&str, Vec<u8>); 8] = [
        ("Shift_JIS", b"{\"title\":\"\x8co\x97\x9d\"}".to_vec()),
        ("EUC-JP", b"{\"title\":\"\xb7\xd0\xcd\xfd\"}".to_vec()),
        ("UTF-16 that does not say so", wide(u16::to_le_bytes)),
        ("UTF-16 the other way round", [b"\xff\xfe".to_vec(), wide(u16::to_be_bytes)].concat()),
        ("more bytes than a letter needs", b"{\"title\":\"\xc0\xaf\"}".to_vec()),
        ("half a pair in UTF-8", b"{\"title\":\"\xed\xa0\x80\"}".to_vec()),
        ("a letter beyond all", b"{\"title\":\"\xf4\x90\x80\x80\"}".to_vec()),
        ("two marks", [b"\xef\xbb\xbf\xef\xbb\xbf".to_vec(), KEPT.as_bytes().to_vec()].concat()),
    ];
    for (what, bytes) in files {
        let error = refused(&bytes, what);
        assert!(matches!(error.problem, Is::NotText | Is::NotJson { .. }), "{what}: {error}");
    }
}

#[test]
fn a_file_that_is_small_to_send_and_endless_to_hold_is_refused_within_its_limits() {
    let rows = |row: &str, count: usize| format!("[{}]", vec![row; count].join(","));
    let files = [
        ("a text of 19 MB", format!("\"{}\"", "長".repeat(6_000_000)), "clarify.budget"),
        (
            "a million lists in each other",
            format!("{}1{}", "[".repeat(1_000_000), "]".repeat(1_000_000)),
            "clarify.budget",
        ),
        ("objects in each other", format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)), "clarify.budget"),
        ("a list without an end", rows("0", 5_000_000), "clarify.budget"),
        ("objects without an end", rows("{}", 600_000), "clarify.budget"),
        ("a number of a million digits", "9".repeat(1_000_000), "clarify.budget"),
    ];
    for (what, value, place) in files {
        let error = refused(&with(BUDGET, &format!("\"budget\": {value}")), what);
        assert!(error.place.starts_with(&format!("{FIRST}.{place}")) || error.place.is_empty(), "{what}: {error}");
    }
}

#[test]
fn a_sealed_file_that_would_stop_the_page_is_refused_before_a_key_is_made() {
    let sealed = |rounds: &str| {
        format!(
            "{{\"format\":\"irai-board-encrypted\",\"version\":1,\"kdf\":\"PBKDF2-SHA-256\",\"rounds\":{rounds},\
             \"salt\":\"AAECAwQFBgcICQoLDA0ODw==\",\"cipher\":\"AES-256-GCM\",\"iv\":\"////////////////\",\"data\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}}"
        )
    };
    assert!(encrypted::parse(sealed("600000").as_bytes()).is_ok());
    for rounds in ["1000000000", "4294967296", "9223372036854775808", "1e9", "-1", "0", "\"600000\"", "null"] {
        let error = encrypted::parse(sealed(rounds).as_bytes()).expect_err(rounds);
        assert_eq!(error.place, "rounds", "{rounds}: {error}");
    }
}

#[test]
fn a_text_that_looks_like_code_is_kept_letter_by_letter() {
    let texts = [
        "<script>alert(1)</script>",
        "<img src=x onerror=\"alert(1)\">",
        "\"><svg/onload=alert(1)>",
        "{{constructor.constructor('alert(1)')()}}",
        "&lt;b&gt; &#x3C;i&#x3E; &amp;amp;",
        "[x](javascript:alert(1))",
        "=HYPERLINK(\"https://evil.example\")",
        "請求\u{202e}fdp.exe\u{2066}",
        "経\u{200b}理\u{feff}\u{ad}",
        "\u{fffe}\u{ffff}\u{10ffff}",
        "a\u{2028}b\u{2029}c",
        "__proto__",
        "null",
        "'; DROP TABLE cards;--",
        "../../etc/passwd",
    ];
    for text in texts {
        let mut file: Value = serde_json::from_str(KEPT).unwrap();
        file["board"]["engagements"][0]["title"] = json!(text);
        file["board"]["engagements"][0]["clarify"]["purpose"] = json!(text);
        let import = parse(file.to_string().as_bytes()).unwrap();
        let again = parse(export(&import.board, now()).as_bytes()).unwrap();
        let kept = again.board.engagements.values().next().unwrap();
        assert_eq!((kept.title.as_str(), kept.clarify.purpose.as_str()), (text, text));
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula_and_every_one_comes_back() {
    let starts = [
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "\n=",
        " =",
        "=",
        "+",
        "-",
        "@",
        "﹢",
        "﹣",
        "﹦",
        "﹫",
        "−",
        "⁺",
        "⁻",
        "\u{200b}=",
        "\u{feff}+",
        "\u{202e}-",
        "\u{ad}@",
        "\"=",
        "''=",
    ];
    for start in starts {
        let text = format!("{start}1+1|x");
        let table = write(&[vec![Cell::text(text.clone())]]);
        let cell = table.trim_start_matches('\u{feff}').trim_end_matches("\r\n");
        let cell = cell
            .strip_prefix('"')
            .and_then(|cell| cell.strip_suffix('"'))
            .map_or(cell.to_owned(), |cell| cell.replace("\"\"", "\""));
        assert!(cell.starts_with('\''), "{text:?} became {cell:?}");
        assert_eq!(unguarded(&cell), text);
    }
}
