//! Files of materials in a board file: what comes along is what was sent, and each that is broken is
//! refused with its place.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod support;

use irai_board::document::{
    Attached, Expected, FULL_BYTES_MAX, FullExport, ImportProblem as Is, export, parse, sha256,
};
use irai_board::domain::scalar::Bytes;
use irai_board::domain::stage::clarify::StoredFile;
use irai_board::domain::validate::Problem;
use irai_board::domain::{Board, RowId};
use irai_board::text::Lang;
use serde_json::{Value, json};
use std::sync::Arc;
use support::{now, sample_board, seed};

fn attached(media_type: &str, data: &[u8]) -> Attached {
    Attached { sha256: sha256(data), media_type: media_type.to_owned(), data: data.to_owned() }
}

fn stored(name: &str, file: &Attached) -> Option<StoredFile> {
    let size = Bytes::try_from(file.data.len() as i64).unwrap();
    Some(StoredFile { name: name.to_owned(), size, media_type: file.media_type.clone(), sha256: file.sha256.clone() })
}

/// The samples, with these files at materials and, the last one, at a contract.
fn board_with(files: &[Attached]) -> Board {
    let mut board = sample_board();
    let (last, rest) = files.split_last().unwrap();
    let mut engagements = board.engagements.values_mut();
    let first = Arc::make_mut(engagements.next().unwrap());
    for (index, file) in rest.iter().enumerate() {
        let row = irai_board::domain::stage::clarify::Material {
            id: RowId(seed(1_000 + index as u64)),
            name: "資料".to_owned(),
            file: stored("手順書.pdf", file),
            ..Default::default()
        };
        first.clarify.materials.push(row);
    }
    Arc::make_mut(engagements.next().unwrap()).contract.file = stored("契約書.pdf", last);
    board
}

fn full(board: &Board, files: &[Attached]) -> String {
    let mut export = FullExport::new(board, now());
    files.iter().for_each(|file| export.push(file));
    export.finish()
}

fn three() -> [Attached; 3] {
    let all: Vec<u8> = (0..=255).collect();
    [attached("application/pdf", b"%PDF-1.7 \x00\xFF"), attached("", "依頼".as_bytes()), attached("image/png", &all)]
}

#[test]
fn a_hash_is_that_of_the_standard() {
    // FIPS 180-2, appendix B.1.
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn files_come_back_as_they_went() {
    let files = three();
    let board = board_with(&files);
    let text = full(&board, &files);
    let import = parse(text.as_bytes()).unwrap();
    assert_eq!(import.board, board);
    assert_eq!(import.exported_at, now());
    assert_eq!(import.files, files);
    assert_eq!(full(&import.board, &import.files), text);
    let tree: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&tree["files"][1]["data"]).unwrap(), "\"5L6d6aC8\"");
    assert_eq!(tree.as_object().unwrap().len(), 5);
}

#[test]
fn a_file_without_any_is_the_ordinary_one() {
    let board = board_with(&three());
    assert_eq!(full(&board, &[]), export(&board, now()));
    assert_eq!(parse(export(&board, now()).as_bytes()).unwrap().files, []);
    let empty = full(&board, &[]).replacen("\"board\"", "\"files\": [],\n  \"board\"", 1);
    assert_eq!(parse(empty.as_bytes()).unwrap().files, []);
    // Some may be missing: another browser has them.
    let [first, ..] = three();
    assert_eq!(parse(full(&board, std::slice::from_ref(&first)).as_bytes()).unwrap().files, [first]);
}

#[test]
fn files_may_stand_before_the_board() {
    let files = three();
    let board = board_with(&files);
    let mut tree: Value = serde_json::from_str(&full(&board, &files)).unwrap();
    let list = tree.as_object_mut().unwrap().remove("files").unwrap();
    let text = export(&board, now()).replacen('{', &format!("{{\"files\": {list},"), 1);
    assert_eq!(parse(text.as_bytes()).unwrap().files, files);
}

/// What is broken, how, the place that is told, and what is said of it.
type Broken = (&'static str, fn(&mut Value), &'static str, Is);

#[rustfmt::skip]
fn broken() -> Vec<Broken> {
    let wrong = |found: &str, expected| Is::WrongType { found: found.to_owned(), expected };
    vec![
        ("an object for the list", |files| *files = json!({}), "files", wrong("{…}", Expected::List)),
        ("null for the list", |files| *files = json!(null), "files", wrong("null", Expected::List)),
        ("a text for a file", |files| files[1] = json!("AAAA"), "files[1]", wrong("\"AAAA\"", Expected::Object)),
        ("a list for a file", |files| files[1] = json!(["a", "b", "AAAA"]), "files[1]", wrong("[…]", Expected::Object)),
        ("a field from elsewhere", |files| files[0]["name"] = json!("手順書.pdf"), "files[0].name", Is::UnknownField),
        ("no hash", |files| drop(files[2].as_object_mut().unwrap().remove("sha256")), "files[2].sha256", Is::Missing),
        ("no data", |files| drop(files[2].as_object_mut().unwrap().remove("data")), "files[2].data", Is::Missing),
        ("a number for the data", |files| files[2]["data"] = json!(5), "files[2].data", wrong("5", Expected::Text)),
        ("a number for the media type", |files| files[2]["media_type"] = json!(5), "files[2].media_type", wrong("5", Expected::Text)),
        ("a hash that is none", |files| files[0]["sha256"] = json!("abc"), "files[0].sha256", Is::Invalid(Problem::Hash)),
        ("a hash in capitals", |files| files[0]["sha256"] = json!(files[0]["sha256"].as_str().unwrap().to_uppercase()), "files[0].sha256", Is::Invalid(Problem::Hash)),
        ("an endless media type", |files| files[0]["media_type"] = json!("a".repeat(256)), "files[0].media_type", Is::Invalid(Problem::TooLong(256, 255))),
        ("a control character in the media type", |files| files[0]["media_type"] = json!("text/html\n"), "files[0].media_type", Is::Invalid(Problem::Control('\n'))),
        ("data that is no Base64", |files| files[1]["data"] = json!("依頼"), "files[1].data", wrong("\"依頼\"", Expected::Base64)),
        ("Base64 without its padding", |files| files[0]["data"] = json!("JVBERi0xLjcgAP8"), "files[0].data", wrong("\"JVBERi0xLjcgAP8\"", Expected::Base64)),
        ("Base64 with bits left over", |files| files[0]["data"] = json!("JVBERi0xLjcgAP9="), "files[0].data", wrong("\"JVBERi0xLjcgAP9=\"", Expected::Base64)),
        ("an empty file", |files| files[0]["data"] = json!(""), "files[0].data", Is::WrongLength { bytes: 0, min: 1, max: 5_000_000 }),
        ("another content", |files| files[0]["data"] = json!("AAAA"), "files[0].data", Is::WrongHash),
        ("the contents of two files changed over", |files| { let data = files[0]["data"].take(); files[0]["data"] = files[1]["data"].take(); files[1]["data"] = data; }, "files[0].data", Is::WrongHash),
        ("the same file twice", |files| files[2] = files[0].clone(), "files[2].sha256", Is::DoubleFile { first: "files[0].sha256".to_owned() }),
        ("a file that the board does not know", |files| files[1] = json!({ "sha256": sha256(b"?"), "data": "Pw==" }), "files[1].sha256", Is::NoMaterial),
        ("more files than may be", |files| *files = json!(vec![json!({}); 201]), "files", Is::Invalid(Problem::TooMany(201, 200))),
    ]
}

#[test]
fn every_broken_file_is_refused_with_its_place() {
    let files = three();
    let text = full(&board_with(&files), &files);
    for (name, spoil, place, problem) in broken() {
        let mut tree: Value = serde_json::from_str(&text).unwrap();
        spoil(&mut tree["files"]);
        let error = parse(tree.to_string().as_bytes()).expect_err(name);
        assert_eq!((error.place.as_str(), &error.problem), (place, &problem), "{name}");
        for lang in [Lang::Ja, Lang::En] {
            let message = error.message(lang);
            assert!(message.contains(place) && message.len() < 800, "{name}: {message}");
            assert!(message.contains(lang.pick("いまのボードは変わっていません", "has not been changed")), "{name}");
        }
    }
    let twice = text.replacen("\"media_type\": \"\"", "\"sha256\": \"\", \"media_type\": \"\"", 1);
    let error = parse(twice.as_bytes()).expect_err("a key twice");
    assert_eq!((error.place.as_str(), error.problem), ("files[1].sha256", Is::DoubleKey));
}

#[test]
fn a_bad_board_is_told_before_its_files() {
    let files = three();
    let mut tree: Value = serde_json::from_str(&full(&board_with(&files), &files)).unwrap();
    tree["files"] = json!(7);
    tree["board"]["engagements"][0]["title"] = json!("");
    assert_eq!(parse(tree.to_string().as_bytes()).expect_err("both").place, "board.engagements[0].title");
}

fn large(first: u8, length: usize) -> Attached {
    attached("", &[vec![first], vec![0xA5; length - 1]].concat())
}

#[test]
fn a_file_of_five_megabytes_comes_along_and_one_byte_more_does_not() {
    let most = large(0, 5_000_000);
    let board = board_with(std::slice::from_ref(&most));
    let text = full(&board, std::slice::from_ref(&most));
    assert_eq!(parse(text.as_bytes()).unwrap().files, [most]);
    // The board cannot know such a file, so it is told of where it stands.
    for length in [5_000_001, 5_000_003] {
        let more = large(0, length);
        let error = parse(full(&board, std::slice::from_ref(&more)).as_bytes()).expect_err("too large");
        assert_eq!(error.place, "files[0].data");
        assert_eq!(error.problem, Is::WrongLength { bytes: length, min: 1, max: 5_000_000 });
    }
}

#[test]
fn files_of_fifty_megabytes_come_along_and_one_more_does_not() {
    let mut files: Vec<_> = (0..10).map(|first| large(first, 5_000_000)).collect();
    files.push(attached("", b"?"));
    let board = board_with(&files);
    let ten = full(&board, &files[..10]);
    assert!(ten.len() > 66_000_000 && ten.len() <= FULL_BYTES_MAX);
    assert_eq!(parse(ten.as_bytes()).unwrap().files.len(), 10);
    let error = parse(full(&board, &files).as_bytes()).expect_err("too large");
    assert_eq!(
        (error.place.as_str(), &error.problem),
        ("files", &Is::TooLarge { bytes: 50_000_001, most: 50_000_000 })
    );
    assert!(error.message(Lang::Ja).contains("50 MBまで"));
}

#[test]
fn files_do_not_make_room_for_a_larger_board() {
    let [first, ..] = three();
    let board = board_with(std::slice::from_ref(&first));
    let text = full(&board, std::slice::from_ref(&first));
    let padded = text.replacen('{', &format!("{{{}", " ".repeat(20_000_000)), 1);
    let own = padded.len() - 16;
    let error = parse(padded.as_bytes()).expect_err("a board too large");
    assert_eq!((error.place.as_str(), error.problem), ("", Is::TooLarge { bytes: own, most: 20_000_000 }));
    let huge = " ".repeat(FULL_BYTES_MAX) + &text;
    let error = parse(huge.as_bytes()).expect_err("more bytes than may be");
    assert_eq!(error.problem, Is::TooLarge { bytes: huge.len(), most: FULL_BYTES_MAX });
}
