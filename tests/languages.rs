//! Every text of the page stands in both languages. The sources are read as text: where a literal is
//! Japanese, what stands beside it must be its English half.
//!
//! A literal is let off by `// ja: why` at the end of its line or on the line before, and by the lists
//! below.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// What is Japanese in English too: names.
const NAMES: [&str; 2] = ["依頼ボード", "日本語"];

/// Sources whose Japanese is no text of the page.
const APART: [(&str, &str); 4] = [
    ("src/domain/samples", "the samples are Japanese, as the README says"),
    ("src/document/csv/mapping.rs", "the heads of columns that are known"),
    ("src/domain/find/query.rs", "what may stand before a colon in a search"),
    ("src/text/letter/builtin.rs", "the letters, whole in each language"),
];

/// Sources in which a literal that stands alone is a word by which something is found.
const WORDS: [&str; 1] = ["src/ui/find/commands"];

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Text(String, usize),
    Word(String),
    Mark(char),
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Whether a literal is Japanese, apart from names and from terms that an English text has in
/// parentheses beside their English: `Contract for work (請負)`.
fn japanese(text: &str) -> bool {
    let text = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    let mut depth = 0_u32;
    text.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_japanese(c)
    })
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|ext| ext == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// Tokens of a source up to its tests, without comments; each literal with its line.
fn tokens(source: &str) -> Vec<Token> {
    let end = source.find("\nmod tests {").unwrap_or(source.len());
    let chars: Vec<char> = source[..end].chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    let get = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let c = get(at);
        match c {
            '\n' => line += 1,
            '/' if get(at + 1) == '/' => {
                while at < chars.len() && get(at) != '\n' {
                    at += 1;
                }
                continue;
            }
            'r' if get(at + 1) == '"' || (get(at + 1) == '#' && get(at + 2) == '"') => {
                let hash = get(at + 1) == '#';
                let start = at + if hash { 3 } else { 2 };
                let mut end = start;
                while !(get(end) == '"' && (!hash || get(end + 1) == '#')) {
                    end += 1;
                }
                found.push(Token::Text(chars[start..end].iter().collect(), line));
                line += chars[at..end].iter().filter(|c| **c == '\n').count();
                at = end + 1 + usize::from(hash);
                continue;
            }
            '"' => {
                let (start, begun) = (at + 1, line);
                at += 1;
                while get(at) != '"' {
                    line += usize::from(get(at) == '\n');
                    at += 1 + usize::from(get(at) == '\\');
                }
                found.push(Token::Text(chars[start..at].iter().collect(), begun));
            }
            // A character, or a lifetime.
            '\'' if get(at + 1) == '\\' || get(at + 2) == '\'' => {
                at += if get(at + 1) == '\\' { 3 } else { 2 };
                while get(at) != '\'' {
                    at += 1;
                }
            }
            c if c.is_alphanumeric() || c == '_' => {
                let start = at;
                while get(at).is_alphanumeric() || get(at) == '_' {
                    at += 1;
                }
                found.push(Token::Word(chars[start..at].iter().collect()));
                continue;
            }
            c if c.is_whitespace() => {}
            c => found.push(Token::Mark(c)),
        }
        at += 1;
    }
    found
}

/// How deep a token leads in or out.
fn step(token: &Token) -> i32 {
    match token {
        Token::Mark('(' | '[' | '{') => 1,
        Token::Mark(')' | ']' | '}') => -1,
        _ => 0,
    }
}

/// The texts of the argument that follows the one in which a literal stands, going out of `format!(…)`
/// and the like as long as nothing follows inside. A number as it is, in a pair, is its own half: `-`.
fn beside(tokens: &[Token], at: usize) -> Vec<&str> {
    let (mut depth, mut next) = (0, at + 1);
    while let Some(token) = tokens.get(next) {
        depth += step(token);
        // A list or a block that ends has no half outside of it.
        if (depth < 0 && matches!(token, Token::Mark('}' | ']'))) || *token == Token::Mark(';') {
            return Vec::new();
        }
        if *token == Token::Mark(',') && depth <= 0 && !inside_format(tokens, at, next) {
            break;
        }
        next += 1;
    }
    let argument = tokens.iter().skip(next + 1);
    let mut depth = 0;
    let argument = argument.take_while(|token| {
        depth += step(token);
        depth > 0 || (depth == 0 && **token != Token::Mark(','))
    });
    let argument: Vec<&Token> = argument.collect();
    let texts: Vec<&str> = argument
        .iter()
        .filter_map(|token| match token {
            Token::Text(text, _) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    if texts.is_empty() && !argument.is_empty() && in_pick(tokens, at) { vec!["-"] } else { texts }
}

/// Whether a literal stands in `pick(format!("…"`.
fn in_pick(tokens: &[Token], at: usize) -> bool {
    let before: Vec<&Token> = tokens[..at].iter().rev().take(5).collect();
    matches!(before[..], [Token::Mark('('), Token::Mark('!'), _, Token::Mark('('), Token::Word(call)] if call == "pick")
}

/// Whether a comma after a literal parts the arguments of the `format!` that the literal is the first of.
fn inside_format(tokens: &[Token], at: usize, comma: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| tokens.get(place));
    let opens = before(1) == Some(&Token::Mark('(')) && before(2) == Some(&Token::Mark('!'));
    opens && tokens[at..comma].iter().map(step).sum::<i32>() >= 0
}

/// Whether a literal is the Japanese side of a match over the languages, or of `let ja` and `let en`.
fn is_side(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 120;
    let words = tokens[at.saturating_sub(NEAR)..at].iter().map(|token| match token {
        Token::Word(word) => word.as_str(),
        _ => "",
    });
    let words: Vec<&str> = words.collect();
    let side = words.windows(2).rev().find_map(|pair| match pair {
        [_, "Ja"] | ["let", "ja"] => Some(true),
        [_, "En"] | ["let", "en"] => Some(false),
        _ => None,
    });
    side == Some(true)
}

#[test]
fn each_japanese_text_has_an_english_half() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for path in files {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        if APART.iter().any(|(apart, _)| name.starts_with(apart)) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = source.lines().collect();
        let tokens = tokens(&source);
        for (at, token) in tokens.iter().enumerate() {
            let Token::Text(text, line) = token else { continue };
            let let_off = |line: usize| lines.get(line).is_some_and(|line| line.contains("// ja: "));
            if !japanese(text) || let_off(line - 1) || (*line > 1 && let_off(line - 2)) || is_side(&tokens, at) {
                continue;
            }
            let halves = beside(&tokens, at);
            if halves.is_empty() && WORDS.iter().any(|words| name.starts_with(words)) {
                continue;
            }
            let sound = halves.iter().all(|half| !japanese(half)) && halves.iter().any(|half| !half.trim().is_empty());
            pairs += 1;
            if !sound {
                wrong.push(format!("{name}:{line}: {text:?} beside {halves:?}"));
            }
        }
    }
    assert!(pairs > 2_000, "only {pairs} texts were found: the reader of this test has lost its way");
    assert!(wrong.is_empty(), "{} texts have no English half:\n{}", wrong.len(), wrong.join("\n"));
}

/// What of a page stands outside of its tags and comments.
fn words_of(page: &str) -> String {
    let mut words = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    words + rest
}

#[test]
fn every_text_of_the_start_page_stands_in_both_languages() {
    const JA: &str = "<span lang=\"ja\">";
    const EN: &str = "<span lang=\"en\">";
    let page = fs::read_to_string("index.html").unwrap();
    let parts: Vec<&str> = page.split("<div class=\"opening\">").skip(1).collect();
    assert_eq!(parts.len(), 2, "the opening has two parts");
    let end = parts[1].find("</main>").expect("the start page ends");
    let mut rest = format!("{}{}", parts[0], &parts[1][..end]);
    let mut pairs = 0;
    while let Some((before, after)) = rest.split_once(JA) {
        let (ja, after) = after.split_once("</span>").expect("a text ends");
        let after = after.strip_prefix(EN).unwrap_or_else(|| panic!("no English beside {ja}"));
        let (en, after) = after.split_once("</span>").expect("a text ends");
        // The end of a sentence may be all that is left in one of the two.
        assert!(japanese(&words_of(ja)) && !en.is_empty() && !japanese(en), "{ja} / {en}");
        pairs += 1;
        rest = format!("{before}{after}");
    }
    assert!(pairs > 15, "{pairs} texts");
    let alone = words_of(&rest);
    assert!(!japanese(&alone), "in one language only: {}", alone.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(!rest.contains(EN), "English without its Japanese");
}
