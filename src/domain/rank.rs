//! The place of a card in its column: a fractional order key, so that a move writes one card only.

use fractional_index::FractionalIndex;
use serde::{Deserialize, Serialize};

/// An order key. Between any two keys there is another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rank(String);

super::stored::values!(Rank);

/// A text that is no order key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bad-rank:{0}")]
pub struct BadRank(String);

impl Default for Rank {
    fn default() -> Self {
        Self(FractionalIndex::default().to_string())
    }
}

impl TryFrom<String> for Rank {
    type Error = BadRank;
    fn try_from(text: String) -> Result<Self, BadRank> {
        // The library cuts the text into pairs of bytes, and panics inside a longer character.
        let index = text.is_ascii().then(|| FractionalIndex::from_string(&text).ok()).flatten();
        index.map(|index| Self(index.to_string())).ok_or(BadRank(text))
    }
}

impl From<Rank> for String {
    fn from(rank: Rank) -> Self {
        rank.0
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Rank {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rank".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^([0-9a-f]{2})*80$" })
    }
}

impl Rank {
    fn index(&self) -> FractionalIndex {
        FractionalIndex::from_string(&self.0).unwrap_or_default()
    }

    /// A key between two neighbours; an absent neighbour is the end of the column. Neighbours that
    /// stand in no order (two cards with the same key, as a merge can make) count as one place: the
    /// new key comes after the first.
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Self {
        let (before, after) = (before.map(Self::index), after.map(Self::index));
        let index = FractionalIndex::new(before.as_ref(), after.as_ref())
            .or_else(|| before.as_ref().map(FractionalIndex::new_after))
            .unwrap_or_default();
        Self(index.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Rank;
    use proptest::prelude::*;

    /// Found by fuzzing: a longer character in the text stopped the page.
    #[test]
    fn a_text_that_is_no_key_is_refused_whatever_is_in_it() {
        for text in ["", "8", "818🗂️0", "あ80", "zz80", "81", "\u{0}80", "８０"] {
            assert!(Rank::try_from(text.to_owned()).is_err(), "{text:?}");
        }
        assert!(Rank::try_from("8180".to_owned()).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_a_key_or_refused(text in ".{0,8}") {
            if let Ok(rank) = Rank::try_from(text.clone()) {
                prop_assert_eq!(String::from(rank), text.to_lowercase());
            }
        }

        #[test]
        fn a_key_between_two_neighbours_always_exists(places in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut column = vec![Rank::default()];
            for place in places {
                let at = place.index(column.len() + 1);
                let before = at.checked_sub(1).and_then(|index| column.get(index));
                let rank = Rank::between(before, column.get(at));
                column.insert(at, rank);
            }
            prop_assert!(column.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
