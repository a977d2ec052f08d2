//! The domain: commissioning an online secretary in nine stages.
//!
//! Pure Rust. No browser, clock or random number is known here: the time and the seed for new ids
//! come in with each [`Command`](command::Command). Every change to a [`Board`](board::Board) is
//! made by [`apply`](command::apply), which answers with a [`Change`](change::Change) that can be
//! stored, replayed and inverted, or with a [`Rejection`](command::Rejection) that names the place.

pub mod agenda;
pub mod answers;
pub mod board;
pub mod bulk;
pub mod calendar;
pub mod change;
pub mod command;
pub mod comparison;
pub mod completeness;
pub mod copy;
pub mod cost;
pub mod delivery;
pub mod engagement;
pub mod files;
pub mod find;
pub mod forecast;
pub mod gate;
pub mod history;
pub mod ids;
pub mod insight;
pub mod invoice;
pub mod json;
pub mod labels;
pub mod ledger;
pub mod merge;
pub mod movement;
pub mod patch;
pub mod proposal;
pub mod rank;
pub mod report;
pub mod samples;
pub mod scalar;
pub(crate) mod sort;
pub mod stage;
pub(crate) mod stored;
pub mod succession;
pub mod templates;
pub mod timing;
pub mod unicode;
pub mod validate;
pub mod works;

pub use board::{Board, Settings};
pub use change::{Change, Label};
pub use command::{Action, Command, Rejection, apply};
pub use engagement::{Engagement, Overlap, Priority, Status};
pub use ids::{CandidateId, EngagementId, RowId};
pub use merge::Work;
pub use scalar::{Minutes, Percent, Rating, Yen};
pub use stage::{Phase, Stage};

/// Whether a value is its type's default: such values are left out of the JSON.
#[cfg(feature = "schema")]
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares a plain record of the board: public fields, all optional in the JSON (a field that is
/// absent has its default), unknown fields refused so that nothing in a file is dropped unseen.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $Name:ident { $( $(#[$field_meta:meta])* pub $field:ident : $Type:ty, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", serde(default, deny_unknown_fields))]
        pub struct $Name {
            $(
                $(#[$field_meta])*
                #[cfg_attr(feature = "schema", serde(skip_serializing_if = "crate::domain::is_default"))]
                pub $field: $Type,
            )*
        }
        crate::domain::stored::fields!($Name { $($field),* } needs []);
    };
}

/// Declares a record that stands in a list and is found by its `id`.
macro_rules! row {
    ($(#[$meta:meta])* pub struct $Name:ident { $($body:tt)* }) => {
        crate::domain::record! {
            $(#[$meta])*
            pub struct $Name {
                /// Identifies the row for good; rows are found by it, never by their place.
                pub id: crate::domain::ids::RowId,
                $($body)*
            }
        }
        impl crate::domain::ids::Row for $Name {
            fn id(&self) -> crate::domain::ids::RowId {
                self.id
            }
            fn with_id(id: crate::domain::ids::RowId) -> Self {
                Self { id, ..Self::default() }
            }
        }
    };
}

/// Declares a choice that is written in JSON by its `snake_case` name.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $Name:ident { $( $(#[$variant_meta:meta])* $Variant:ident, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $Name { $( $(#[$variant_meta])* $Variant, )* }

        impl $Name {
            /// Every choice, in the order in which a person is offered them.
            pub const ALL: &'static [Self] = &[$(Self::$Variant,)*];
        }
        crate::domain::stored::values!($Name);
    };
}

pub(crate) use {choice, record, row};
