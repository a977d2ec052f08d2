//! The address of what is shown: the part after `#`, so that it works from any folder and without a
//! server. `#board?label=経理&owner=佐藤`, `#today`, `#calendar`, `#insight`.

pub mod launch;

pub use crate::domain::find::Filter;
use crate::domain::find::Kind;

/// A screen of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// ボード
    #[default]
    Board,
    /// 今日
    Today,
    /// カレンダー
    Calendar,
    /// 分析
    Insight,
}

impl Screen {
    /// Every screen, in the order of the bar.
    pub const ALL: [Self; 4] = [Self::Board, Self::Today, Self::Calendar, Self::Insight];

    /// The name in the address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Today => "today",
            Self::Calendar => "calendar",
            Self::Insight => "insight",
        }
    }
}

/// What an address shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Which screen.
    pub screen: Screen,
    /// What stands after `?`, as it is.
    pub query: String,
}

impl Route {
    /// Reads the part of an address from `#` on. What is not known shows the board.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (name, query) = hash.split_once('?').unwrap_or((hash, ""));
        let screen = Screen::ALL.into_iter().find(|screen| screen.id() == name).unwrap_or_default();
        Self { screen, query: query.to_owned() }
    }

    /// The board under a filter.
    pub fn board(filter: &Filter) -> Self {
        Self { screen: Screen::Board, query: filter.to_query() }
    }

    /// The part of the address from `#` on.
    pub fn hash(&self) -> String {
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        format!("#{}{query}", self.screen.id())
    }
}

/// The name of the words in an address.
const WORDS: &str = "q";

impl Filter {
    /// The filter as it stands in an address after `?`: `q=月末&label=経理&owner=佐藤`, with everything but
    /// letters and digits of ASCII escaped. Nothing for the filter that leaves everything.
    pub fn to_query(&self) -> String {
        let words = Some((WORDS, self.text.as_str())).filter(|(_, text)| !text.trim().is_empty());
        let conditions = self.conditions().iter().map(|one| (one.kind.id(), one.value.as_str()));
        let parts: Vec<String> =
            words.into_iter().chain(conditions).map(|(name, value)| format!("{name}={}", escape(value))).collect();
        parts.join("&")
    }

    /// Reads what stands after `?`. What is not known is passed over.
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for part in query.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = unescape(value);
            if name == WORDS {
                filter.text = value;
            } else if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == name) {
                filter.set(kind, &value);
            }
        }
        filter
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Undoes [`escape`], and takes a text that was typed by hand as it is. A plus is a space, as forms write it.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |index: usize| after.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        let escaped = digit(0).zip(digit(1)).filter(|_| *first == b'%');
        rest = match escaped {
            Some((high, low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                after.get(2..).unwrap_or_default()
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                after
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Filter, Kind, Route, Screen};
    use proptest::prelude::*;

    #[test]
    fn an_address_leads_to_what_it_was_made_from() {
        for screen in Screen::ALL {
            for query in ["", "label=%E7%B5%8C%E7%90%86", "q=a?b"] {
                let route = Route { screen, query: query.to_owned() };
                assert_eq!(Route::parse(&route.hash()), route);
            }
        }
    }

    #[test]
    fn what_is_not_known_shows_the_board() {
        for hash in ["", "#", "#nowhere", "#Board"] {
            assert_eq!(Route::parse(hash).screen, Screen::Board, "{hash}");
        }
    }

    #[test]
    fn a_filter_is_read_from_an_address_as_people_write_it() {
        let filter = Filter::from_query("q=%E6%9C%88%E6%9C%AB+100%25&label=経理&owner=佐藤&unknown=1&priority=high");
        assert_eq!(filter.text, "月末 100%");
        assert!(
            filter.has(Kind::Label, "経理") && filter.has(Kind::Owner, "佐藤") && filter.has(Kind::Priority, "high")
        );
        assert_eq!(filter.count(), 4);
        assert_eq!(
            filter.to_query(),
            "q=%E6%9C%88%E6%9C%AB%20100%25&label=%E7%B5%8C%E7%90%86&owner=%E4%BD%90%E8%97%A4&priority=high"
        );
    }

    #[test]
    fn what_cannot_be_read_of_a_filter_is_passed_over() {
        for query in ["", "&&", "label", "label=", "priority=urgent", "stage=%E7", "due=never&x=%zz", "=", "q=%20"] {
            let filter = Filter::from_query(query);
            assert!(filter.is_empty(), "{query}");
            assert_eq!(filter.to_query(), "", "{query}");
        }
        assert_eq!(Filter::from_query("q=50%").text, "50%");
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        let condition = (0..Kind::ALL.len(), any::<prop::sample::Index>(), any::<String>());
        ("(\\PC{0,12}|[ -~]{0,12})", prop::collection::vec(condition, 0..6)).prop_map(|(text, conditions)| {
            let text = if text.trim().is_empty() { String::new() } else { text };
            let mut filter = Filter::default();
            filter.text = text;
            for (kind, index, name) in conditions {
                let kind = Kind::ALL[kind];
                match kind.fixed() {
                    Some(values) => filter.set(kind, values[index.index(values.len())]),
                    None => filter.set(kind, &name),
                }
            }
            filter
        })
    }

    proptest! {
        #[test]
        fn a_filter_leads_through_an_address_to_itself(filter in any_filter()) {
            let hash = Route::board(&filter).hash();
            prop_assert!(hash.is_ascii());
            let route = Route::parse(&hash);
            prop_assert_eq!(route.screen, Screen::Board);
            prop_assert_eq!(Filter::from_query(&route.query), filter);
        }

        #[test]
        fn any_text_after_the_question_mark_can_be_read(query in any::<String>()) {
            let filter = Filter::from_query(&query);
            let again = Filter::from_query(&filter.to_query());
            prop_assert_eq!(again.conditions(), filter.conditions());
        }
    }
}
