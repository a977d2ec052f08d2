//! The Japanese calendar: public holidays, business days, and months as contracts count them.
//!
//! Holidays are known for the years [`FIRST_YEAR`] to [`LAST_YEAR`] only. Whoever asks about another
//! year is told so ([`OutsideYears`]), or gets a day from which weekends alone were left out, with
//! that said beside it ([`Skipped`]). A day on which only one company is closed, at the turn of the
//! year for one, is a business day here.

mod business;
mod holiday;
mod hours;
mod months;
#[cfg(test)]
mod tests;

pub use business::{
    Reckoned, Skipped, add_business_days, business_days_between, is_business_day, previous_business_day,
    reckon_business_days, reckon_previous,
};
pub use holiday::{FIRST_YEAR, Holiday, LAST_YEAR, OutsideYears, holiday};
pub use hours::{Counted, WorkingHours, reckon_business_days_between, reckon_working_time};
pub use months::{add_months, month_of, term_end};
