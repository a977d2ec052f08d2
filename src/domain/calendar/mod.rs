//! The Japanese calendar: public holidays, business days, and months as contracts count them.
//!
//! Holidays are known for the years [`FIRST_YEAR`] to [`LAST_YEAR`] only. Whoever asks about another
//! year is told so ([`OutsideYears`]), or gets a day from which weekends alone were left out, with
//! that said beside it ([`Skipped`]). A day on which only one company is closed, at the turn of the
//! year for one, is a business day of the public calendar. What the company itself reckons with leaves
//! out its own [`Closure`]s too ([`WorkingDays`]).

mod business;
mod closure;
mod holiday;
mod hours;
mod months;
#[cfg(test)]
mod tests;

pub use business::{
    Reckoned, Skipped, add_business_days, business_days_between, is_business_day, previous_business_day,
    reckon_business_days,
};
pub use closure::{Closure, WorkingDays, WorkingHours};
pub use holiday::{FIRST_YEAR, Holiday, LAST_YEAR, OutsideYears, holiday};
pub use hours::Counted;
pub use months::{add_months, month_of, term_end};
