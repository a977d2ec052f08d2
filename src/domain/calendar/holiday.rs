//! Public holidays of Japan.
//!
//! The dates follow the law, 国民の祝日に関する法律 (昭和23年法律第178号), as it has stood since 2022:
//! fixed days and Mondays (第2条), substitute holidays (第3条第2項), days between two holidays
//! (第3条第3項). The two equinox days are not in the law: 国立天文台 publishes those of the next year in
//! 暦要項, in the first 官報 of February, and 内閣府 lists all days in 「国民の祝日・休日」
//! (syukujitsu.csv). Both had reached 2027 when this was written; a further year is official, and may
//! be added to [`EQUINOXES`], once they have reached it. What the rules answer is held against the
//! list of 内閣府 in the tests.

use chrono::{Datelike, NaiveDate, Weekday};

/// The first year whose holidays are known. Before it some days were moved by passing laws.
pub const FIRST_YEAR: i32 = 2022;
/// The last year whose holidays have been published.
pub const LAST_YEAR: i32 = FIRST_YEAR + EQUINOXES.len() as i32 - 1;

/// 春分の日 in March and 秋分の日 in September, from [`FIRST_YEAR`] on, by 暦要項 of 国立天文台.
const EQUINOXES: [(u32, u32); 6] = [(21, 23), (21, 23), (20, 22), (20, 23), (20, 23), (21, 23)];

/// The holidays of a year are not known: before [`FIRST_YEAR`], or not yet published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("holidays-unknown:{year}")]
pub struct OutsideYears {
    /// The year that was asked about.
    pub year: i32,
}

macro_rules! holidays {
    ($( $Variant:ident => ($ja:literal, $en:literal), )*) => {
        /// A public holiday by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Holiday {
            $(
                #[doc = $ja]
                $Variant,
            )*
        }

        impl Holiday {
            /// The name in the law; for the two kinds that the law leaves without one, the usual name.
            pub fn ja(self) -> &'static str {
                match self { $( Self::$Variant => $ja, )* }
            }

            /// The name in English.
            pub fn en(self) -> &'static str {
                match self { $( Self::$Variant => $en, )* }
            }
        }
    };
}

holidays! {
    NewYear => ("元日", "New Year's Day"),
    ComingOfAge => ("成人の日", "Coming of Age Day"),
    Foundation => ("建国記念の日", "National Foundation Day"),
    Emperor => ("天皇誕生日", "Emperor's Birthday"),
    VernalEquinox => ("春分の日", "Vernal Equinox Day"),
    Showa => ("昭和の日", "Showa Day"),
    Constitution => ("憲法記念日", "Constitution Memorial Day"),
    Greenery => ("みどりの日", "Greenery Day"),
    Children => ("こどもの日", "Children's Day"),
    Marine => ("海の日", "Marine Day"),
    Mountain => ("山の日", "Mountain Day"),
    Aged => ("敬老の日", "Respect for the Aged Day"),
    AutumnalEquinox => ("秋分の日", "Autumnal Equinox Day"),
    Sports => ("スポーツの日", "Sports Day"),
    Culture => ("文化の日", "Culture Day"),
    Labour => ("勤労感謝の日", "Labour Thanksgiving Day"),
    Substitute => ("振替休日", "substitute holiday"),
    Between => ("国民の休日", "national holiday between two holidays"),
}

/// The public holiday on a day.
///
/// # Errors
/// Where the holidays of the day's year are not known.
pub fn holiday(day: NaiveDate) -> Result<Option<Holiday>, OutsideYears> {
    let year = day.year();
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(OutsideYears { year });
    }
    Ok(named(day).or_else(|| substitute(day)).or_else(|| between(day)))
}

/// 国民の祝日 by 第2条. Outside of the years the equinox days are unknown and left out.
fn named(day: NaiveDate) -> Option<Holiday> {
    let (vernal, autumnal) = usize::try_from(day.year() - FIRST_YEAR)
        .ok()
        .and_then(|index| EQUINOXES.get(index))
        .map_or((None, None), |(vernal, autumnal)| (Some(*vernal), Some(*autumnal)));
    let monday = |number: u32| day.weekday() == Weekday::Mon && day.day0() / 7 + 1 == number;
    match (day.month(), day.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (1, _) if monday(2) => Some(Holiday::ComingOfAge),
        (2, 11) => Some(Holiday::Foundation),
        (2, 23) => Some(Holiday::Emperor),
        (3, date) if Some(date) == vernal => Some(Holiday::VernalEquinox),
        (4, 29) => Some(Holiday::Showa),
        (5, 3) => Some(Holiday::Constitution),
        (5, 4) => Some(Holiday::Greenery),
        (5, 5) => Some(Holiday::Children),
        (7, _) if monday(3) => Some(Holiday::Marine),
        (8, 11) => Some(Holiday::Mountain),
        (9, _) if monday(3) => Some(Holiday::Aged),
        (9, date) if Some(date) == autumnal => Some(Holiday::AutumnalEquinox),
        (10, _) if monday(2) => Some(Holiday::Sports),
        (11, 3) => Some(Holiday::Culture),
        (11, 23) => Some(Holiday::Labour),
        _ => None,
    }
}

/// 第3条第2項: after a 国民の祝日 on a Sunday, the first day that is none.
fn substitute(day: NaiveDate) -> Option<Holiday> {
    let mut before = day.pred_opt()?;
    while named(before).is_some() {
        if before.weekday() == Weekday::Sun {
            return Some(Holiday::Substitute);
        }
        before = before.pred_opt()?;
    }
    None
}

/// 第3条第3項: the day before and the day after are 国民の祝日.
fn between(day: NaiveDate) -> Option<Holiday> {
    let both = named(day.pred_opt()?).is_some() && named(day.succ_opt()?).is_some();
    both.then_some(Holiday::Between)
}
