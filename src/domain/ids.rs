//! Identifiers: UUID version 7, made at the rim and carried in by commands.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! id {
    ($(#[$meta:meta])* $Name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $Name(pub Uuid);
        crate::domain::stored::values!($Name);

        impl $Name {
            /// Whether the id was never given: such a row is refused.
            pub fn is_nil(self) -> bool {
                self.0.is_nil()
            }

            /// The id in a text, or nothing where the text is none.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// Identifies an engagement (案件), the card.
    EngagementId
}
id! {
    /// Identifies a row inside an engagement: a task, a candidate, a quote, a question.
    RowId
}

/// The row id of a candidate (依頼先候補).
pub type CandidateId = RowId;

/// A record that stands in a list and is found by its id.
pub trait Row: Clone + Default {
    /// The row's id.
    fn id(&self) -> RowId;
    /// An empty row with this id.
    fn with_id(id: RowId) -> Self;
}

/// The ids that one command may give out: a fresh UUID from the rim, counted on from there.
#[derive(Clone, Debug)]
pub struct IdSource {
    next: u128,
}

impl IdSource {
    /// Starts from a fresh UUID version 7.
    pub fn new(seed: Uuid) -> Self {
        Self { next: seed.as_u128() }
    }

    /// The next id. The 62 random bits at the end of the seed are counted up, so that version and
    /// variant stay those of a UUID version 7.
    pub fn next_uuid(&mut self) -> Uuid {
        const COUNTED: u128 = (1 << 62) - 1;
        let id = Uuid::from_u128(self.next);
        self.next = (self.next & !COUNTED) | (self.next.wrapping_add(1) & COUNTED);
        id
    }

    /// The next id for a row.
    pub fn row(&mut self) -> RowId {
        RowId(self.next_uuid())
    }

    /// The next id for an engagement.
    pub fn engagement(&mut self) -> EngagementId {
        EngagementId(self.next_uuid())
    }
}
