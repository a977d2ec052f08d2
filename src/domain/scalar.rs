//! Amounts with their units. Each refuses what cannot be, so that a file with a negative price or a
//! score of nine is refused where it stands.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// Why an amount was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Below nothing.
    #[error("negative:{0}")]
    Negative(i64),
    /// Beyond what the unit allows.
    #[error("out-of-range:{value}:{min}:{max}")]
    OutOfRange {
        /// What was given.
        value: i64,
        /// The least allowed.
        min: i64,
        /// The most allowed.
        max: i64,
    },
}

macro_rules! amount {
    ($(#[$meta:meta])* $Name:ident($Inner:ty), $min:expr, $max:expr) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $Name($Inner);
        crate::domain::stored::values!($Name);

        impl $Name {
            /// The least allowed.
            pub const MIN: i64 = $min;
            /// The most allowed.
            pub const MAX: i64 = $max;

            /// The bare number.
            pub fn get(self) -> $Inner {
                self.0
            }
        }

        impl TryFrom<i64> for $Name {
            type Error = AmountError;
            fn try_from(value: i64) -> Result<Self, AmountError> {
                if Self::MIN >= 0 && value < 0 {
                    return Err(AmountError::Negative(value));
                }
                if !(Self::MIN..=Self::MAX).contains(&value) {
                    return Err(AmountError::OutOfRange { value, min: Self::MIN, max: Self::MAX });
                }
                <$Inner>::try_from(value)
                    .map(Self)
                    .map_err(|_| AmountError::OutOfRange { value, min: Self::MIN, max: Self::MAX })
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $Name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "minimum": Self::MIN, "maximum": Self::MAX })
            }
        }

        impl From<$Name> for i64 {
            fn from(value: $Name) -> i64 {
                i64::from(value.0)
            }
        }
    };
}

amount! {
    /// Yen, whole and never negative, without tax unless a name says otherwise.
    Yen(i64), 0, 1_000_000_000_000
}
amount! {
    /// Minutes of work. People enter hours; whole minutes are kept, so that sums are exact.
    Minutes(i64), 0, 6_000_000
}
amount! {
    /// Whole percent: a factor of ×1.25 is 125.
    Percent(u32), 0, 10_000
}
amount! {
    /// A score from 1 (poor) to 5 (very good).
    Rating(u8), 1, 5
}
amount! {
    /// How much a criterion counts against the others, 0 to 100.
    Weight(u32), 0, 100
}
amount! {
    /// A number of months.
    Months(u32), 0, 120
}
amount! {
    /// A number of days.
    Days(u32), 0, 3_650
}
amount! {
    /// The size of a file in bytes; 5 MB at most.
    Bytes(u32), 0, 5_000_000
}

impl Percent {
    /// Ten percent.
    pub const TEN: Self = Self(10);
}

impl Days {
    /// How long an answer to an inquiry is waited for.
    pub const REPLY: Self = Self(3);
    /// How long a delivery may wait for its check.
    pub const CHECK: Self = Self(5);
    /// The limit of フリーランス法 (特定受託事業者に係る取引の適正化等に関する法律) 第4条.
    pub const PAYMENT: Self = Self(60);
}

impl Yen {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);

    /// The nearest amount that can be: for sums, which no single field's limit should stop.
    pub fn saturating(value: i64) -> Self {
        Self(value.clamp(0, i64::MAX))
    }
}

impl Minutes {
    /// No time.
    pub const ZERO: Self = Self(0);

    /// The nearest amount that can be.
    pub fn saturating(value: i64) -> Self {
        Self(value.clamp(0, i64::MAX))
    }

    /// From whole hours.
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 60)
    }
}

macro_rules! summed {
    ($Name:ident) => {
        impl Add for $Name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }
        impl AddAssign for $Name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }
        impl Sum for $Name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self::default(), Add::add)
            }
        }
    };
}
summed!(Yen);
summed!(Minutes);
