use super::mapping::{Mapping, Target, Wrong, add, guess, rows};
use super::*;
use crate::domain::ids::IdSource;
use crate::domain::stage::select::Candidate;
use crate::domain::validate::check_engagement;
use crate::domain::{Engagement, EngagementId, Minutes, Yen};
use crate::text::Lang;
use crate::text::csv::{Cell, write};
use crate::text::format::NotAnAmount;
use proptest::prelude::*;
use uuid::Uuid;

fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
    parse(text).unwrap().records.into_iter().map(|record| (record.line, record.cells)).collect()
}

#[test]
fn the_usual_kinds_of_files_are_read() {
    let expected = |rows: &[(usize, &[&str])]| {
        rows.iter().map(|(line, row)| (*line, row.iter().map(|cell| (*cell).to_owned()).collect())).collect::<Vec<_>>()
    };
    type Rows<'a> = &'a [(usize, &'a [&'a str])];
    let cases: [(&str, Rows); 14] = [
        ("a,b\r\n1,2\r\n", &[(1, &["a", "b"]), (2, &["1", "2"])]),
        ("\u{feff}a,b\n1,2", &[(1, &["a", "b"]), (2, &["1", "2"])]),
        ("a,b\r1,2\r", &[(1, &["a", "b"]), (2, &["1", "2"])]),
        ("a;b\n\"1,5\";2", &[(1, &["a", "b"]), (2, &["1,5", "2"])]),
        ("a\tb\n1\t2", &[(1, &["a", "b"]), (2, &["1", "2"])]),
        ("\"a,;;\tx\",b\n1,2", &[(1, &["a,;;\tx", "b"]), (2, &["1", "2"])]),
        ("a,b\n\"一\n二\",2\n3,4", &[(1, &["a", "b"]), (2, &["一\n二", "2"]), (4, &["3", "4"])]),
        ("a\n\"x\r\n\r\ny\"\nz", &[(1, &["a"]), (2, &["x\r\n\r\ny"]), (5, &["z"])]),
        ("a\n\n\nb", &[(1, &["a"]), (4, &["b"])]),
        ("a,b\n1,\n,2\n,", &[(1, &["a", "b"]), (2, &["1", ""]), (3, &["", "2"]), (4, &["", ""])]),
        ("a\n\"say \"\"hi\"\"\"", &[(1, &["a"]), (2, &["say \"hi\""])]),
        ("a\n5\" disk", &[(1, &["a"]), (2, &["5\" disk"])]),
        ("a\n\"x\"y", &[(1, &["a"]), (2, &["xy"])]),
        ("a\n\"\"", &[(1, &["a"]), (2, &[""])]),
    ];
    for (text, rows) in cases {
        assert_eq!(cells(text), expected(rows), "{text:?}");
    }
    assert_eq!(cells(""), []);
}

#[test]
fn what_cannot_be_read_says_where() {
    let many = format!("会社名\n{}", "a\n".repeat(ROWS_MAX + 1));
    let cases = [
        ("", CsvError::Empty),
        ("\u{feff}\r\n\r\n", CsvError::Empty),
        (" , ,\n,,", CsvError::Empty),
        ("会社名\n\n", CsvError::NoRows),
        ("会社名\nみなも\n\"しののめ\nあさひ", CsvError::OpenQuote(3)),
        ("PK\u{3}\u{4}\0\0", CsvError::Binary),
        (many.as_str(), CsvError::TooManyRows(ROWS_MAX + 1)),
    ];
    for (text, error) in cases {
        assert_eq!(read(text), Err(error), "{text:.20?}");
    }
    assert_eq!(read(&"a".repeat(BYTES_MAX + 1)), Err(CsvError::TooLarge(BYTES_MAX + 1)));
    assert_eq!(read(&format!("a\n{}", ",".repeat(COLUMNS_MAX) + "x")), Err(CsvError::TooManyColumns(2)));
    let just = format!("会社名\n{}", "a\n".repeat(ROWS_MAX));
    assert_eq!(read(&just).unwrap().rows().len(), ROWS_MAX);
    assert_eq!(
        CsvError::OpenQuote(3).message(Lang::Ja),
        "3行目の引用符(\")が閉じていません。いまの候補はそのままです。引用符を閉じるか、表計算ソフトでCSVとして保存し直してください。",
    );
}

fn guessed(head: &[&str]) -> Mapping {
    guess(&head.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
}

#[test]
fn columns_are_guessed_by_their_heads() {
    use Target::*;
    let cases: [(&[&str], &[Option<Target>]); 5] = [
        (&["会社名", "サイト", "月額", "備考"], &[Some(Name), Some(Site), Some(Fee), Some(Note)]),
        (
            &["社 名", "ＵＲＬ", "Ｐマーク", "ISMS認証", "謎"],
            &[Some(Name), Some(Site), Some(PrivacyMark), Some(Isms), None],
        ),
        (
            &["Company", "Monthly fee (yen)", "Included hours", "E-mail", "Phone number"],
            &[Some(Name), Some(Fee), Some(Included), Some(ContactMail), Some(ContactPhone)],
        ),
        // The name twice: the first counts. The contact's is another.
        (&["会社", "会社名", "担当者名"], &[Some(Name), None, Some(ContactName)]),
        // The head of the table of quotes that the page writes.
        (
            &[
                "案件名",
                "会社名",
                "プラン",
                "月額(円・税抜)",
                "含まれる時間(時間)",
                "含まれる時間(分)",
                "初期費用(円・税抜)",
                "最低契約期間(か月)",
            ],
            &[None, Some(Name), Some(Plan), Some(Fee), Some(Included), None, Some(SetupFee), Some(MinimumMonths)],
        ),
    ];
    for (head, expected) in cases {
        assert_eq!(guessed(head), expected, "{head:?}");
    }
}

const FILE: &str = "会社名,サイト,月額,含まれる時間,超過単価,NDA,Pマーク,メール,費用の目安,メモ\r\n\
    みなも秘書,https://minamo.example,\"25,000\",10,\"3,000円\",はい,○,info@minamo.example,2.5万,'=経理に強い\r\n\
    しののめ,,高い,1:30,-5,たぶん,,,1.5,\r\n\
    ,https://nameless.example,1,,,,,,,\r\n\
    みなも 秘書,javascript:alert(1),,,,,,,,\"一行目\n二行目\"\r\n";

#[test]
fn rows_become_candidates_and_every_trouble_names_its_place() {
    let sheet = read(FILE).unwrap();
    let mapping = guess(sheet.head());
    let mut engagement =
        Engagement { id: EngagementId(Uuid::from_u128(7)), title: "経理".to_owned(), ..Engagement::default() };
    engagement.candidates.push(Candidate {
        name: "シノノメ".to_owned(),
        id: crate::domain::RowId(Uuid::from_u128(8)),
        ..Candidate::default()
    });
    let read = rows(&sheet, &mapping, &engagement);
    let first = &read[0];
    assert!(first.troubles.is_empty() && first.suggested());
    assert_eq!((first.candidate.nda, first.candidate.privacy_mark, first.candidate.isms), (true, true, false));
    assert_eq!(first.candidate.rough_cost, Some(Yen::try_from(25_000).unwrap()));
    assert_eq!(first.candidate.note, "=経理に強い");
    assert_eq!(first.candidate.contact.mail, "info@minamo.example");
    let quote = &first.candidate.quotes[0];
    assert_eq!((quote.fee, quote.included), (Some(Yen::try_from(25_000).unwrap()), Some(Minutes::hours(10))));
    assert_eq!(quote.overage_rate, Some(Yen::try_from(3_000).unwrap()));

    // しののめ is known in katakana; its amounts are not, but what could be read is.
    let second = &read[1];
    assert!(second.known && !second.suggested());
    let wrongs: Vec<_> = second.troubles.iter().map(|trouble| (trouble.target, trouble.wrong)).collect();
    assert_eq!(wrongs[0], (Target::Fee, Wrong::Amount(NotAnAmount::NoNumber)));
    assert_eq!(wrongs[2], (Target::Nda, Wrong::NotYesNo));
    assert_eq!(wrongs[3], (Target::RoughCost, Wrong::Amount(NotAnAmount::NotWhole)));
    assert_eq!(second.candidate.quotes[0].included, Some(Minutes::try_from(90).unwrap()));
    let told: Vec<_> = second.troubles.iter().map(|trouble| trouble.message(Lang::Ja)).collect();
    assert_eq!(
        told,
        [
            "3行目・月額：数字として読めません",
            "3行目・超過単価：0以上の数を入力してください",
            "3行目・NDA：「はい」か「いいえ」で書いてください",
            "3行目・費用の目安(月額・税抜)：整数ではありません",
        ],
    );

    assert!(!read[2].possible());
    assert_eq!(read[2].troubles[0].message(Lang::Ja), "4行目・会社名：会社名がないため読み込めません");
    // The same company in the file once more, whatever the spaces.
    assert!(read[3].known);
    assert_eq!(read[3].troubles[0].wrong, Wrong::Link);
    assert_eq!(read[3].candidate.note, "一行目\n二行目");

    let chosen: Vec<_> = read.iter().filter(|row| row.possible()).map(|row| row.candidate.clone()).collect();
    add(&mut engagement, &chosen, &mut IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000)));
    assert_eq!(check_engagement(&engagement), Ok(()));
    assert_eq!(engagement.candidates.len(), 4);
    assert_eq!(engagement.candidates[1].quotes[0].version, 1);
}

proptest! {
    #[test]
    fn whatever_is_chosen_is_read_or_refused_and_never_breaks_a_rule(
        table in prop::collection::vec(prop::collection::vec("\\PC{0,4}|[0-9,.万円\\-=']{0,5}|はい|\u{7}", 18), 1..6),
        text in any::<String>(),
    ) {
        let _ = read(&text);
        let mut all = vec![vec![Cell::text("x"); 18]];
        all.extend(table.iter().map(|row| row.iter().map(Cell::text).collect()));
        let Ok(sheet) = read(&write(&all)) else {
            return Ok(());
        };
        let mapping: Mapping = Target::ALL.iter().copied().map(Some).collect();
        let mut engagement = Engagement { id: EngagementId(Uuid::from_u128(7)), title: "経理".to_owned(), ..Engagement::default() };
        let read = rows(&sheet, &mapping, &engagement);
        prop_assert_eq!(read.len(), sheet.rows().len());
        let chosen: Vec<_> = read.into_iter().filter(|row| row.possible()).map(|row| row.candidate).collect();
        add(&mut engagement, &chosen, &mut IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000)));
        prop_assert_eq!(check_engagement(&engagement), Ok(()));
    }
}
