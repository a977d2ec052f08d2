//! The address of what is shown: the part after `#`, so that it works from any folder and without a
//! server. `#board?label=経理&owner=佐藤`, `#today`, `#calendar`, `#insight`.

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

    /// The part of the address from `#` on.
    pub fn hash(&self) -> String {
        let query = if self.query.is_empty() { String::new() } else { format!("?{}", self.query) };
        format!("#{}{query}", self.screen.id())
    }
}

#[cfg(test)]
mod tests {
    use super::{Route, Screen};

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
}
