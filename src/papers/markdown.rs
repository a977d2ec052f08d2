//! A paper as Markdown (CommonMark with the tables and ticks of GitHub). What a person entered is
//! text there too: nothing of it is read as markup, and its lines stay lines.

use super::{Bars, Block, Cell, Check, Fact, Paper, Table};
use std::borrow::Cow;

/// The paper as Markdown.
pub fn markdown(paper: &Paper) -> String {
    let mut parts = vec![format!("# {}", inline(&paper.title))];
    if !paper.about.trim().is_empty() {
        parts.push(lines(&paper.about, ""));
    }
    if !paper.facts.is_empty() {
        parts.push(facts(&paper.facts));
    }
    parts.extend(paper.blocks.iter().map(block).filter(|part| !part.is_empty()));
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("## {}", heading(text)),
        Block::Subheading(text) => format!("### {}", heading(text)),
        Block::Paragraph(text) => lines(text, ""),
        Block::Facts(rows) => facts(rows),
        Block::List { ordered, items } => {
            let items = items.iter().enumerate().map(|(index, item)| {
                let mark = if *ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
                format!("{mark}{}", lines(item, &" ".repeat(mark.len())))
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Table(shown) => table(shown),
        Block::Checks(points) => points.iter().map(check).collect::<Vec<_>>().join("\n"),
        Block::Bars(bars) => table(&table_of(bars)),
        Block::Columns(chart) => table(&chart.table()),
        Block::Note(text) => format!("> {}", lines(text, "> ")),
        // There is room under any heading of a file.
        Block::Room(_) => String::new(),
    }
}

/// Hashes at the end of a heading would be taken for its close.
fn heading(text: &str) -> String {
    let text = inline(text);
    match text.strip_suffix('#') {
        Some(open) => format!("{open}\\#"),
        None => text,
    }
}

fn facts(rows: &[Fact]) -> String {
    let rows = rows.iter().map(|fact| format!("- **{}**: {}", inline(&fact.label), lines(&fact.value, "  ")));
    rows.collect::<Vec<_>>().join("\n")
}

fn check(point: &Check) -> String {
    let mark = if point.done { "x" } else { " " };
    let help = if point.help.is_empty() { String::new() } else { format!(" — {}", inline(&point.help)) };
    format!("- [{mark}] {}{help}", inline(&point.name))
}

/// The table behind a chart.
pub fn table_of(bars: &Bars) -> Table {
    let row = |bar: &super::Bar| {
        let [planned, actual, difference] = bar.said.clone();
        vec![bar.name.clone().into(), planned.into(), actual.into(), difference.into()]
    };
    let column = |(index, head): (usize, &String)| super::Column {
        head: head.clone(),
        number: index > 0,
        width: if index > 0 { super::Width::Short } else { super::Width::Wide },
    };
    Table {
        caption: bars.caption.clone(),
        columns: bars.heads.iter().enumerate().map(column).collect(),
        rows: bars.rows.iter().map(row).collect(),
        foot: bars.total.as_ref().map(row).unwrap_or_default(),
    }
}

fn table(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let row = |cells: &Vec<Cell>| line(cells.iter().map(cell).collect());
    let mut all = Vec::new();
    if !table.caption.is_empty() {
        all.extend([format!("**{}**", inline(&table.caption)), String::new()]);
    }
    all.push(line(table.columns.iter().map(|column| inline(&column.head)).collect()));
    all.push(line(table.columns.iter().map(|column| if column.number { "---:" } else { "---" }.to_owned()).collect()));
    all.extend(table.rows.iter().map(row));
    if !table.foot.is_empty() {
        all.push(row(&table.foot));
    }
    all.join("\n")
}

/// A cell is one line: its own lines are kept apart by `<br>`.
fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => {
            let lines = clean(text);
            lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(inline).collect::<Vec<_>>().join("<br>")
        }
        Cell::Steps(steps) => {
            let steps = steps.iter().enumerate().map(|(index, step)| format!("{}. {}", index + 1, inline(step)));
            steps.collect::<Vec<_>>().join("<br>")
        }
    }
}

/// A text with its lines: a hard break between two, a paragraph where one is empty. `indent` keeps
/// further lines in the block that the first is in.
fn lines(text: &str, indent: &str) -> String {
    let text = clean(text);
    let mut out = String::new();
    let mut broken = false;
    for line in text.trim().lines().map(str::trim) {
        if line.is_empty() {
            broken = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if broken { "\n" } else { "\\\n" });
            if broken {
                out.push_str(indent.trim_end());
                out.push('\n');
            }
            out.push_str(indent);
        }
        broken = false;
        out.push_str(&line_start(&escape(line)));
    }
    out
}

/// A text on one line.
fn inline(text: &str) -> String {
    escape(&clean(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with one kind of line end and no other control character.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}'], "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// What would begin a block at the start of a line is kept from it.
fn line_start(line: &str) -> Cow<'_, str> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) {
        return Cow::Owned(format!("{}\\{}", &line[..digits], &line[digits..]));
    }
    if line.starts_with(['#', '>', '+', '-', '=']) { Cow::Owned(format!("\\{line}")) } else { Cow::Borrowed(line) }
}

/// What would be markup inside a line is kept from it. A web address stays one.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut before = None;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(address) = address(rest) {
            out.push('<');
            out.push_str(address);
            out.push('>');
            rest = &rest[address.len()..];
            before = address.chars().next_back();
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let after = rest.chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Inside a word it is none, and file names have it.
            '_' => !(is_word(before) && is_word(after)),
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// The web address that a text begins with.
fn address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')']);
    (address.len() > scheme.len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Kind, Width};
    use super::*;

    fn written(blocks: Vec<Block>) -> String {
        let paper =
            Paper { kind: Kind::Approval, title: "題".to_owned(), about: String::new(), facts: Vec::new(), blocks };
        markdown(&paper).strip_prefix("# 題\n\n").unwrap().to_owned()
    }

    #[test]
    fn what_a_person_wrote_is_not_read_as_markup() {
        let cases = [
            ("*強調* と `code`", "\\*強調\\* と \\`code\\`\n"),
            ("<b>太字</b>", "\\<b>太字\\</b>\n"),
            ("[名前](https://example.com)", "\\[名前\\](<https://example.com>)\n"),
            ("[名前](javascript:alert)", "\\[名前\\](javascript:alert)\n"),
            ("経費精算_2025.pdf", "経費精算_2025.pdf\n"),
            ("_斜体_", "\\_斜体\\_\n"),
            ("A & B, AT&T &amp;", "A & B, AT\\&T \\&amp;\n"),
            ("C:\\書類", "C:\\\\書類\n"),
            ("# 見出し", "\\# 見出し\n"),
            ("- 項目", "\\- 項目\n"),
            ("12. 番号", "12\\. 番号\n"),
            ("2025.4 から", "2025\\.4 から\n"),
            ("> 引用", "\\> 引用\n"),
            ("~~~", "\\~\\~\\~\n"),
            ("---", "\\---\n"),
            ("    字下げ", "字下げ\n"),
            ("a | b", "a \\| b\n"),
        ];
        for (typed, expected) in cases {
            assert_eq!(written(vec![Block::Paragraph(typed.to_owned())]), expected, "{typed}");
        }
    }

    #[test]
    fn a_text_of_several_lines_stays_several_lines() {
        let text = "一行目\r\n二行目\n\n三行目".to_owned();
        assert_eq!(written(vec![Block::Paragraph(text.clone())]), "一行目\\\n二行目\n\n三行目\n");
        let list = Block::List { ordered: true, items: vec![text.clone(), "次".to_owned()] };
        assert_eq!(written(vec![list]), "1. 一行目\\\n   二行目\n\n   三行目\n2. 次\n");
        assert_eq!(written(vec![Block::Note(text.clone())]), "> 一行目\\\n> 二行目\n>\n> 三行目\n");
        let fact = Fact { label: "メモ".to_owned(), value: text };
        assert_eq!(written(vec![Block::Facts(vec![fact])]), "- **メモ**: 一行目\\\n  二行目\n\n  三行目\n");
    }

    #[test]
    fn a_row_of_a_table_is_one_line_whatever_is_in_it() {
        let column = |head: &str, number| Column { head: head.to_owned(), number, width: Width::Auto };
        let table = Table {
            caption: "表".to_owned(),
            columns: vec![column("業務", false), column("時間", true)],
            rows: vec![
                vec!["a|b\nc".into(), "1".into()],
                vec![Cell::Steps(vec!["受ける\n渡す".into(), "-".into()]), "".into()],
            ],
            foot: vec!["合計".into(), "1".into()],
        };
        let expected = "**表**\n\n| 業務 | 時間 |\n| --- | ---: |\n| a\\|b<br>c | 1 |\n| 1. 受ける 渡す<br>2. - |  |\n| 合計 | 1 |\n";
        assert_eq!(written(vec![Block::Table(table)]), expected);
    }

    #[test]
    fn a_web_address_stays_one() {
        let text = "手順は https://example.com/a_b?c=d&e=f、または https://example.com/x.".to_owned();
        let expected = "手順は <https://example.com/a_b?c=d&e=f>、または <https://example.com/x>.\n";
        assert_eq!(written(vec![Block::Paragraph(text)]), expected);
    }
}
