//! The priced terms of a plan.

use super::{MonthUse, part};
use crate::domain::scalar::{Minutes, Months, Percent, Yen};
use crate::domain::stage::quote::{CarryOrder, Proration, Quote, WeekendRule};
use chrono::{Datelike, NaiveDate};

/// A term without which a plan cannot be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MissingTerm {
    /// 月額
    #[error("missing-term:fee")]
    Fee,
    /// 含まれる時間, where there is a fee for it.
    #[error("missing-term:included")]
    Included,
    /// 超過単価, where there is overage.
    #[error("missing-term:overage_rate")]
    OverageRate,
}

/// Whether a plan takes the work that is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// As far as its terms say.
    #[default]
    Fits,
    /// 要確認: weekend work is needed, and the quote does not say whether it is taken.
    WeekendUnknown,
    /// 要件不適合: weekend work is needed, and the plan takes none.
    WeekendClosed,
}

impl Fit {
    /// By whether a plan takes weekend work, and whether some is needed.
    pub fn of(weekend: WeekendRule, needed: bool) -> Self {
        match weekend {
            WeekendRule::Unknown if needed => Self::WeekendUnknown,
            WeekendRule::Closed if needed => Self::WeekendClosed,
            _ => Self::Fits,
        }
    }
}

/// A quote with the defaults filled in. Money is without tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanTerms {
    /// Yen a month; 0 for a plan that is paid by the hour alone.
    pub fee: Yen,
    /// Minutes a month that the fee includes.
    pub included: Minutes,
    /// Yen an hour beyond them. None where the quote does not say.
    pub overage_rate: Option<Yen>,
    /// Overage is rounded up to this many minutes; 0 and 1 are by the minute.
    pub overage_step: Minutes,
    /// Yen, once.
    pub setup_fee: Yen,
    /// The fee is paid for at least this many months.
    pub minimum_months: Months,
    /// Unused minutes move on for this many months; with 0 they lapse at once.
    pub carry_months: Months,
    /// Which time is used up first.
    pub carry_order: CarryOrder,
    /// Whether weekend work is taken.
    pub weekend: WeekendRule,
    /// What a weekend minute counts, in percent of a minute. None is ×1.
    pub weekend_factor: Option<Percent>,
    /// What a minute outside business hours counts, in percent of a minute. None is ×1.
    pub off_hours_factor: Option<Percent>,
    /// What the first month costs when the work starts in the middle of it.
    pub proration: Proration,
    /// The rate of the consumption tax.
    pub tax: Percent,
}

impl PlanTerms {
    /// Reads a quote. What it does not say is: no set-up fee, no minimum term, no carry-over,
    /// overage by the minute, factors of ×1, `default_tax`. A fee without its included time cannot
    /// be priced; a plan by the hour has the fee 0 and includes none.
    pub fn from_quote(quote: &Quote, default_tax: Percent) -> Result<Self, MissingTerm> {
        let fee = quote.fee.ok_or(MissingTerm::Fee)?;
        let included = match quote.included {
            Some(included) => included,
            None if fee == Yen::ZERO => Minutes::ZERO,
            None => return Err(MissingTerm::Included),
        };
        Ok(Self {
            fee,
            included,
            overage_rate: quote.overage_rate,
            overage_step: quote.overage_step.unwrap_or_default(),
            setup_fee: quote.setup_fee.unwrap_or_default(),
            minimum_months: quote.minimum_months.unwrap_or_default(),
            carry_months: quote.carry_months.unwrap_or_default(),
            carry_order: quote.carry_order,
            weekend: quote.weekend,
            weekend_factor: quote.weekend_factor,
            off_hours_factor: quote.off_hours_factor,
            proration: quote.proration,
            tax: quote.tax.unwrap_or(default_tax),
        })
    }

    /// Whether the plan takes the work, given whether some of it is on weekends.
    pub fn fit(&self, weekend_needed: bool) -> Fit {
        Fit::of(self.weekend, weekend_needed)
    }

    /// A month's use in minutes as the plan counts them, rounded up once to a whole minute.
    pub fn counted(&self, used: MonthUse) -> Minutes {
        let weighted = |minutes: Minutes, factor: Option<Percent>| {
            i128::from(minutes.get()) * i128::from(factor.map_or(100, Percent::get))
        };
        let hundredths = weighted(used.weekday, None)
            + weighted(used.off_hours, self.off_hours_factor)
            + weighted(used.weekend, self.weekend_factor);
        Minutes::saturating(i64::try_from((hundredths + 99) / 100).unwrap_or(i64::MAX))
    }

    /// Minutes of overage rounded up to the plan's step.
    pub fn stepped(&self, overage: Minutes) -> Minutes {
        let step = self.overage_step.get().max(1);
        let begun = overage.get() / step + i64::from(overage.get() % step > 0);
        Minutes::saturating(begun.saturating_mul(step))
    }

    /// Yen for minutes at the overage rate, a fraction of a yen cut off.
    ///
    /// # Errors
    /// Where there is overage and the quote does not say its rate.
    pub fn overage_charge(&self, overage: Minutes) -> Result<Yen, MissingTerm> {
        if overage == Minutes::ZERO {
            return Ok(Yen::ZERO);
        }
        let rate = self.overage_rate.ok_or(MissingTerm::OverageRate)?;
        Ok(Yen::saturating(part(overage.get(), rate.get(), 60)))
    }

    /// Yen for the month in which the work starts.
    pub(super) fn first_fee(&self, start: Option<NaiveDate>) -> Yen {
        let Some(start) = start.filter(|start| start.day() > 1) else {
            return self.fee;
        };
        match self.proration {
            Proration::Full => self.fee,
            Proration::Half => Yen::saturating(self.fee.get() / 2),
            Proration::Daily => {
                let days = i64::from(start.num_days_in_month());
                let left = days - i64::from(start.day0());
                Yen::saturating(part(self.fee.get(), left, days))
            }
        }
    }
}
