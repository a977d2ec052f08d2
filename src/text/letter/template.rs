//! The language of a template: names in double braces.
//!
//! ```text
//! {{会社名}}      filled in; half-width or full-width braces, spaces inside do not count
//! \{{会社名}}     stays as it is, without the backslash; \\{{会社名}} is a backslash and the name
//! ```
//!
//! A name stands on one line. A name that is not known stays as it was written and is reported with
//! its place. What is filled in is never read again, so braces in it are braces. A line with nothing
//! but a name that has nothing to say today is left out.

use super::slot::Slot;

/// What a name in a template becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// This text.
    Text(String),
    /// This text, in which something is still to be said.
    Partial(String),
    /// Nothing was entered. The words stand in its place, so that it is not overlooked.
    Missing(String),
    /// There is nothing to say, and nothing is missed.
    Nothing,
}

/// What a piece of an expanded text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// The template's own words.
    Plain,
    /// Filled in.
    Filled,
    /// Said to be missing.
    Missing,
    /// A name that is not known, as it was written.
    Unknown,
}

/// A piece of an expanded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// What it is.
    pub kind: PartKind,
}

/// A name that is not known, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name without its braces, as it was written.
    pub name: String,
    /// The line of the template, from 1.
    pub line: usize,
    /// The character in the line at which the braces begin, from 1.
    pub column: usize,
}

/// A template with its names filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The text in pieces.
    pub parts: Vec<Part>,
    /// The names for which something was missing, each once.
    pub empty: Vec<Slot>,
    /// The names that are not known.
    pub unknown: Vec<Unknown>,
}

impl Expanded {
    /// The text whole.
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }

    fn push(&mut self, kind: PartKind, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.parts.last_mut() {
            Some(last) if last.kind == kind && kind == PartKind::Plain => last.text.push_str(text),
            _ => self.parts.push(Part { text: text.to_owned(), kind }),
        }
    }

    fn fill(&mut self, slot: Slot, fill: Fill) {
        let (kind, text, lacks) = match fill {
            Fill::Text(text) => (PartKind::Filled, text, false),
            Fill::Partial(text) => (PartKind::Filled, text, true),
            Fill::Missing(text) => (PartKind::Missing, text, true),
            Fill::Nothing => return,
        };
        if lacks && !self.empty.contains(&slot) {
            self.empty.push(slot);
        }
        self.push(kind, &text);
    }
}

/// A piece of one line of a template.
enum Token {
    Plain(String),
    Name { written: String, name: String, column: usize },
}

/// Fills in a template. `fill` says what a name becomes.
pub fn expand(template: &str, fill: impl Fn(Slot) -> Fill) -> Expanded {
    let mut made = Expanded::default();
    let template = template.replace("\r\n", "\n");
    let mut after_nothing = false;
    let mut first = true;
    let mut blank_before = true;
    for (index, line) in template.split('\n').enumerate() {
        let tokens = tokens(line);
        if says_nothing(&tokens, &fill) {
            after_nothing = true;
            continue;
        }
        let blank = line.trim().is_empty();
        // The line that was left out had a blank one on either side: one of them goes with it.
        if std::mem::take(&mut after_nothing) && blank && blank_before {
            continue;
        }
        if !std::mem::take(&mut first) {
            made.push(PartKind::Plain, "\n");
        }
        blank_before = blank;
        for token in tokens {
            match token {
                Token::Plain(text) => made.push(PartKind::Plain, &text),
                Token::Name { written, name, column } => match Slot::named(&name) {
                    Some(slot) => made.fill(slot, fill(slot)),
                    None => {
                        made.push(PartKind::Unknown, &written);
                        made.unknown.push(Unknown { name: name.trim().to_owned(), line: index + 1, column });
                    }
                },
            }
        }
    }
    made
}

/// Whether a line holds nothing but a name that has nothing to say.
fn says_nothing(tokens: &[Token], fill: &impl Fn(Slot) -> Fill) -> bool {
    let mut names = tokens.iter().filter(|token| !matches!(token, Token::Plain(text) if text.trim().is_empty()));
    match (names.next(), names.next()) {
        (Some(Token::Name { name, .. }), None) => {
            Slot::named(name).is_some_and(|slot| matches!(fill(slot), Fill::Nothing))
        }
        _ => false,
    }
}

fn opens(letters: &[char]) -> bool {
    matches!(letters, ['{' | '\u{ff5b}', '{' | '\u{ff5b}', ..])
}

fn closes(letters: &[char]) -> bool {
    matches!(letters, ['}' | '\u{ff5d}', '}' | '\u{ff5d}', ..])
}

/// One line of a template in pieces.
fn tokens(line: &str) -> Vec<Token> {
    let letters: Vec<char> = line.chars().collect();
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        let slashes = rest.iter().take_while(|letter| **letter == '\\').count();
        if slashes > 0 {
            let braces = rest.get(slashes..).is_some_and(opens);
            plain.extend(std::iter::repeat_n('\\', if braces { slashes / 2 } else { slashes }));
            at += slashes;
            if braces && slashes % 2 == 1 {
                plain.extend(letters.iter().skip(at).take(2));
                at += 2;
            }
            continue;
        }
        let name = if opens(rest) { name_in(rest) } else { None };
        match name {
            Some(name) => {
                let length = name.chars().count() + 4;
                if !plain.is_empty() {
                    found.push(Token::Plain(std::mem::take(&mut plain)));
                }
                let written = rest.iter().take(length).collect();
                found.push(Token::Name { written, name, column: at + 1 });
                at += length;
            }
            None => {
                plain.extend(rest.first());
                at += 1;
            }
        }
    }
    if !plain.is_empty() {
        found.push(Token::Plain(plain));
    }
    found
}

/// The name in the braces that a text begins with; nothing where they do not close, or are empty.
fn name_in(letters: &[char]) -> Option<String> {
    let inside = letters.get(2..)?;
    let end = (0..inside.len()).find(|at| inside.get(*at..).is_some_and(closes))?;
    let name: String = inside.iter().take(end).collect();
    (!name.trim().is_empty() && !(0..end).any(|at| inside.get(at..end).is_some_and(opens))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(slot: Slot) -> Fill {
        match slot {
            Slot::Company => Fill::Text("みなも秘書".to_owned()),
            Slot::Purpose => Fill::Missing("(未記入)".to_owned()),
            Slot::Corrections => Fill::Nothing,
            Slot::Tasks => Fill::Text("・{{会社名}}の一覧\n・\\{{期限}}".to_owned()),
            Slot::Irregular => Fill::Partial("土日の依頼: 確認中".to_owned()),
            _ => Fill::Text("?".to_owned()),
        }
    }

    fn text(template: &str) -> String {
        expand(template, fill).text()
    }

    #[test]
    fn names_in_double_braces_are_filled_in() {
        let cases = [
            ("", ""),
            ("様", "様"),
            ("{{会社名}} 御中", "みなも秘書 御中"),
            ("{{ 会社名 }}", "みなも秘書"),
            ("{{company}}", "みなも秘書"),
            ("{{Company}}", "みなも秘書"),
            ("\u{ff5b}\u{ff5b}会社名\u{ff5d}\u{ff5d}", "みなも秘書"),
            ("{{会社名\u{ff5d}\u{ff5d}", "みなも秘書"),
            ("{{会社名}}{{会社名}}", "みなも秘書みなも秘書"),
            ("a\n{{会社名}}\nb", "a\nみなも秘書\nb"),
            ("a\r\nb", "a\nb"),
            ("{会社名}", "{会社名}"),
            ("{{会社名", "{{会社名"),
            ("会社名}}", "会社名}}"),
            ("{{}}", "{{}}"),
            ("{{ }}", "{{ }}"),
            ("{{会社\n名}}", "{{会社\n名}}"),
            ("{{{会社名}}}", "{{{会社名}}}"),
            ("{{a {{会社名}}", "{{a みなも秘書"),
        ];
        for (template, expected) in cases {
            assert_eq!(text(template), expected, "{template:?}");
        }
    }

    #[test]
    fn a_backslash_before_the_braces_keeps_them() {
        let cases = [
            (r"\{{会社名}}", "{{会社名}}"),
            (r"\\{{会社名}}", r"\みなも秘書"),
            (r"\\\{{会社名}}", r"\{{会社名}}"),
            (r"C:\共有\資料", r"C:\共有\資料"),
            (r"\", r"\"),
            (r"\{会社名}", r"\{会社名}"),
            (r"\{{会社名}}と{{会社名}}", "{{会社名}}とみなも秘書"),
        ];
        for (template, expected) in cases {
            assert_eq!(text(template), expected, "{template:?}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_as_a_template() {
        let made = expand("{{業務一覧}}", fill);
        assert_eq!(made.text(), "・{{会社名}}の一覧\n・\\{{期限}}");
        assert_eq!(made.unknown, []);
    }

    #[test]
    fn an_unknown_name_stays_and_is_reported_with_its_place() {
        let made = expand("{{会社名}}\nA {{社名}}、{{ 納期 }}\n{{社名}}", fill);
        assert_eq!(made.text(), "みなも秘書\nA {{社名}}、{{ 納期 }}\n{{社名}}");
        let unknown = |name: &str, line, column| Unknown { name: name.to_owned(), line, column };
        assert_eq!(made.unknown, [unknown("社名", 2, 3), unknown("納期", 2, 10), unknown("社名", 3, 1)]);
        assert_eq!(made.parts.iter().filter(|part| part.kind == PartKind::Unknown).count(), 3);
    }

    #[test]
    fn what_is_missing_is_said_once() {
        let made = expand("{{目的}}と{{目的}}、{{イレギュラー}}", fill);
        assert_eq!(made.text(), "(未記入)と(未記入)、土日の依頼: 確認中");
        assert_eq!(made.empty, [Slot::Purpose, Slot::Irregular]);
    }

    #[test]
    fn a_line_that_has_nothing_to_say_goes_with_one_of_the_blank_lines_around_it() {
        assert_eq!(text("a\n\n{{認識の相違}}\n\nb"), "a\n\nb");
        assert_eq!(text("a\n{{認識の相違}}\nb"), "a\nb");
        assert_eq!(text("{{認識の相違}}\n\nb"), "b");
        assert_eq!(text("a\n\n {{認識の相違}} "), "a\n");
        assert_eq!(text("訂正: {{認識の相違}}"), "訂正: ");
        assert_eq!(expand("{{認識の相違}}", fill).empty, []);
    }
}
