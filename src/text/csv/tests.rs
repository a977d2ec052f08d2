use super::*;
use crate::document::csv::parse;
use crate::domain::ids::IdSource;
use crate::domain::samples::samples;
use crate::domain::{Board, Status};
use crate::text::Lang;
use proptest::prelude::*;
use std::sync::Arc;

#[test]
fn nothing_that_a_person_wrote_is_run_as_a_formula() {
    let guarded_ones = [
        "=cmd|'/c calc'!A1",
        "=1+1",
        "+1+1",
        "-2+3",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\tあ",
        "\r",
        " =1",
        "\u{3000}=1",
        "\u{a0}=1",
        "\u{feff}=1",
        "\u{200b}=1",
        "\u{202e}=1",
        "\u{0}=1",
        "\u{1}@1",
        "＝1",
        "＋1",
        "－1",
        "＠SUM",
        "\u{fe66}1",
        "\u{fe62}1",
        "\u{2212}1",
        "–1",
        "\"=1\"",
        "“=1”",
        "'=1",
        "''=1",
        " ' =1",
        "=DDE(\"cmd\";\"/C calc\";\"x\")",
        "=HYPERLINK(\"http://example.com?\"&A1,\"開く\")",
        "=1;=2",
        "=1,=2",
        "=1\n=2",
        "=",
        "-",
    ];
    for text in guarded_ones {
        assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
        assert_eq!(unguarded(&guarded(text)), text, "{text:?}");
    }
    let left_alone = [
        "",
        "経理",
        "'",
        "'引用",
        "1-2",
        "a=1",
        "a,=1",
        "あ\n=1",
        "ー長音",
        "・点",
        "#N/A",
        "%",
        "(5)",
        "0",
        "2026-07-01",
        "\"引用\"",
        "https://example.com/?a=1",
        "山田 <yamada@example.com>",
    ];
    for text in left_alone {
        assert_eq!(guarded(text), text, "{text:?}");
        assert_eq!(unguarded(text), text, "{text:?}");
    }
}

#[test]
fn cells_are_quoted_where_they_must_be() {
    let rows = vec![
        vec![Cell::text("案件名"), Cell::text("a,b"), Cell::text("a;b"), Cell::text("「\"」")],
        vec![Cell::Number(-5), Cell::Hours(Minutes::hours(1)), Cell::text("一\n二"), Cell::text(" 前")],
        vec![Cell::text("=1"), Cell::number(None::<i64>), Cell::hours(None), Cell::text("")],
        vec![Cell::text("")],
    ];
    let expected = "\u{feff}案件名,\"a,b\",\"a;b\",\"「\"\"」\"\r\n-5,1,\"一\n二\",\" 前\"\r\n'=1,,,\r\n\"\"\r\n";
    assert_eq!(write(&rows), expected);
}

#[test]
fn hours_have_at_most_two_decimals() {
    // 20 minutes are 33.33 hundredths, 40 are 66.67, 1 is 1.67.
    let cases =
        [(0, "0"), (30, "0.5"), (45, "0.75"), (60, "1"), (20, "0.33"), (40, "0.67"), (1, "0.02"), (615, "10.25")];
    for (minutes, written) in cases {
        assert_eq!(hours(Minutes::try_from(minutes).unwrap()), written, "{minutes}");
    }
}

fn sample_board() -> Board {
    let at = "2026-07-01T10:00:00+09:00".parse().unwrap();
    let seed = uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000);
    let made = samples("2026-07-01".parse().unwrap(), at, &mut IdSource::new(seed));
    Board { engagements: made.into_iter().map(|one| (one.id, Arc::new(one))).collect(), ..Board::default() }
}

#[test]
fn every_row_of_a_table_has_the_columns_of_its_head() {
    let mut board = sample_board();
    for lang in [Lang::Ja, Lang::En] {
        for table in Table::ALL {
            let rows = rows(table, &board, true, lang);
            assert!(rows.len() > 1, "{table:?}");
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{table:?}");
        }
    }
    let all = rows(Table::Engagements, &board, false, Lang::Ja).len();
    for (status, open, with_closed) in [(Status::Done, all - 1, all), (Status::Template, all - 1, all - 1)] {
        let one = board.engagements.values_mut().next().unwrap();
        Arc::make_mut(one).status = status;
        assert_eq!(rows(Table::Engagements, &board, false, Lang::Ja).len(), open);
        assert_eq!(rows(Table::Engagements, &board, true, Lang::Ja).len(), with_closed);
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        3 => "[=+@＝＋\\-'\" \t\r\n\u{feff}a,;あ]{0,6}",
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_whatever_it_is(
        rows in prop::collection::vec(prop::collection::vec(texts(), 1..5), 1..8),
    ) {
        let cells: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        let read = parse(&write(&cells)).unwrap();
        let back: Vec<Vec<String>> = read
            .records
            .iter()
            .map(|record| record.cells.iter().map(|cell| unguarded(cell).to_owned()).collect())
            .collect();
        prop_assert_eq!(back, rows);
    }

    #[test]
    fn the_guard_comes_off_again(text in texts()) {
        let safe = guarded(&text);
        prop_assert_eq!(unguarded(&safe), &text);
        prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']));
    }
}
