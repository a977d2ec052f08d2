//! Worked cases to be checked by hand, and laws that hold for any plan.

mod cases;
mod laws;
mod parts;

use super::*;
use crate::domain::scalar::Months;
use crate::domain::stage::quote::{Proration, WeekendRule};

fn yen(amount: i64) -> Yen {
    Yen::try_from(amount).unwrap()
}
fn minutes(amount: i64) -> Minutes {
    Minutes::try_from(amount).unwrap()
}
fn percent(amount: i64) -> Percent {
    Percent::try_from(amount).unwrap()
}
fn months(amount: i64) -> Months {
    Months::try_from(amount).unwrap()
}
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A plan of `fee` yen for `included` hours and `rate` yen an hour beyond; nothing else.
fn plan(fee: i64, included: i64, rate: i64) -> PlanTerms {
    PlanTerms {
        fee: yen(fee),
        included: Minutes::hours(included),
        overage_rate: Some(yen(rate)),
        overage_step: Minutes::ZERO,
        setup_fee: Yen::ZERO,
        minimum_months: months(0),
        carry_months: months(0),
        carry_order: CarryOrder::CarriedFirst,
        weekend: WeekendRule::Open,
        weekend_factor: None,
        off_hours_factor: None,
        proration: Proration::Full,
        tax: percent(10),
    }
}

/// Weekday, off-hours and weekend minutes.
fn mixed(weekday: i64, off_hours: i64, weekend: i64) -> MonthUse {
    MonthUse { weekday: minutes(weekday), off_hours: minutes(off_hours), weekend: minutes(weekend) }
}

/// Weekday hours and minutes.
fn h(hours: i64, and_minutes: i64) -> MonthUse {
    mixed(hours * 60 + and_minutes, 0, 0)
}
