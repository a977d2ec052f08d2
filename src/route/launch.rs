//! What the page was opened for, as an installed app is: the part of the address after `?`, which the
//! manifest names. Anybody can write such an address, so what is in it is cut and cleaned to what an
//! engagement may hold.

use super::unescape;
use crate::domain::validate::{TEXT_MAX, TITLE_MAX};

/// How much of a text without a title of its own becomes one, in characters.
const LINE_MAX: usize = 60;

/// What the page was opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Launch {
    /// 新しい案件: the line for its name.
    New,
    /// Something was shared with the app, to become an engagement.
    Shared {
        /// Its name: a line, never empty.
        title: String,
        /// What else there is to say.
        text: String,
    },
}

impl Launch {
    /// Reads the part of an address from `?` on; nothing where it asks for nothing.
    pub fn parse(search: &str) -> Option<Self> {
        let mut new = false;
        let [mut title, mut text, mut link] = [const { String::new() }; 3];
        for part in search.strip_prefix('?').unwrap_or(search).split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name {
                "new" => new = true,
                "share-title" => title = line(&unescape(value)),
                "share-text" => text = cleaned(&unescape(value)),
                "share-url" => link = line(&unescape(value)),
                _ => {}
            }
        }
        if !link.is_empty() && !text.contains(&link) {
            let gap = if text.is_empty() { "" } else { "\n" };
            // The link is what leads back: a text that is too long gives way to it.
            text = format!("{}{gap}{link}", first(&text, TEXT_MAX.saturating_sub(link.chars().count() + 1)));
        }
        if title.is_empty() {
            title = line(text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default());
            if title.chars().count() > LINE_MAX {
                title = format!("{}…", first(&title, LINE_MAX - 1));
            }
        }
        if !title.is_empty() {
            return Some(Self::Shared { title: first(&title, TITLE_MAX), text: first(&text, TEXT_MAX) });
        }
        new.then_some(Self::New)
    }
}

/// A text without what can be neither seen nor typed.
fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

/// A text as one line, no longer than a title.
fn line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    first(&spaced.split_whitespace().collect::<Vec<_>>().join(" "), TITLE_MAX)
}

fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::{LINE_MAX, Launch};
    use crate::domain::validate::{TEXT_MAX, TITLE_MAX};
    use proptest::prelude::*;

    fn shared(search: &str) -> (String, String) {
        match Launch::parse(search) {
            Some(Launch::Shared { title, text }) => (title, text),
            other => panic!("{search}: {other:?}"),
        }
    }

    #[test]
    fn an_address_that_asks_for_nothing_is_passed_over() {
        for search in ["", "?", "?q=a", "?share-title=", "?share-title=%20%0A&share-text=%00", "?source=pwa"] {
            assert_eq!(Launch::parse(search), None, "{search}");
        }
        assert_eq!(Launch::parse("?new"), Some(Launch::New));
        assert_eq!(Launch::parse("?new="), Some(Launch::New));
    }

    #[test]
    fn what_is_shared_becomes_a_title_and_a_text() {
        let of = |title: &str, text: &str| (title.to_owned(), text.to_owned());
        // 経費, 月末
        assert_eq!(shared("?share-title=%E7%B5%8C%E8%B2%BB&share-text=%E6%9C%88%E6%9C%AB"), of("経費", "月末"));
        // A form writes a space as a plus; what is between the lines of a title is a space.
        assert_eq!(shared("?share-title=a+b%0D%0A++c"), of("a b c", ""));
        assert_eq!(shared("?share-text=%0Aone%0D%0Atwo"), of("one", "one\ntwo"));
        assert_eq!(shared("?share-url=https%3A%2F%2Fa.example%2F"), of("https://a.example/", "https://a.example/"));
        assert_eq!(shared("?share-text=see&share-url=https%3A%2F%2Fa"), of("see", "see\nhttps://a"));
        // Some apps put the link into the text as well.
        assert_eq!(
            shared("?share-text=see+https%3A%2F%2Fa&share-url=https%3A%2F%2Fa"),
            of("see https://a", "see https://a")
        );
        // Text is text, whatever it looks like.
        assert_eq!(shared("?share-title=%3Cb%3E%3D1%2B1"), of("<b>=1+1", ""));
    }

    #[test]
    fn a_long_text_gives_a_short_title() {
        let (title, text) = shared(&format!("?share-text={}", "a".repeat(500)));
        assert_eq!(title, format!("{}…", "a".repeat(LINE_MAX - 1)));
        assert_eq!(text.chars().count(), 500);
    }

    #[test]
    fn the_link_stays_where_the_text_is_too_long() {
        let (_, text) = shared(&format!("?share-text={}&share-url=https%3A%2F%2Fa", "a".repeat(TEXT_MAX)));
        assert_eq!(text.chars().count(), TEXT_MAX);
        assert!(text.ends_with("\nhttps://a"));
    }

    proptest! {
        #[test]
        fn whatever_is_shared_is_what_an_engagement_may_hold(
            title in "\\PC{0,300}", text in "(?s).{0,300}", more in 0usize..30_000, link in "(?s).{0,300}",
        ) {
            let escape = super::super::escape;
            let text = format!("{text}{}", "あ".repeat(more));
            let search = format!("?share-title={}&share-text={}&share-url={}", escape(&title), escape(&text), escape(&link));
            if let Some(Launch::Shared { title, text }) = Launch::parse(&search) {
                prop_assert!(!title.trim().is_empty() && title.chars().count() <= TITLE_MAX);
                prop_assert!(!title.contains(char::is_control));
                prop_assert!(text.chars().count() <= TEXT_MAX);
                prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
            }
        }
    }
}
