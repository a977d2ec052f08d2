//! What a month uses, and what it is expected to use by the brief.

use super::{Fit, PlanTerms};
use crate::domain::scalar::Minutes;
use crate::domain::stage::clarify::{Answer, Terms};
use crate::domain::stage::cycle::{Usage, UsageKind};

/// The minutes that one month uses, before any factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthUse {
    /// 平日の営業時間内
    pub weekday: Minutes,
    /// 営業時間外
    pub off_hours: Minutes,
    /// 土日
    pub weekend: Minutes,
}

impl MonthUse {
    /// Minutes of all three together.
    pub fn total(&self) -> Minutes {
        self.weekday + self.off_hours + self.weekend
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            weekday: self.weekday + other.weekday,
            off_hours: self.off_hours + other.off_hours,
            weekend: self.weekend + other.weekend,
        }
    }

    /// What was entered in stage 7, by when in the week it was.
    pub fn of<'a>(usage: impl IntoIterator<Item = &'a Usage>) -> Self {
        let mut month = Self::default();
        for row in usage {
            let time = row.time.unwrap_or_default();
            match row.kind {
                UsageKind::Weekday => month.weekday += time,
                UsageKind::OffHours => month.off_hours += time,
                UsageKind::Weekend => month.weekend += time,
            }
        }
        month
    }

    /// The use times `actual ÷ planned`, each part rounded up to a minute: a trial's ratio re-prices
    /// every quote. Without a plan there is no ratio, and the use stays as it is.
    pub fn scaled(self, planned: Minutes, actual: Minutes) -> Self {
        if planned == Minutes::ZERO {
            return self;
        }
        let by = i128::from(planned.get());
        let scale = |minutes: Minutes| {
            let exact = i128::from(minutes.get()) * i128::from(actual.get());
            Minutes::saturating(i64::try_from((exact + by - 1) / by).unwrap_or(i64::MAX))
        };
        Self { weekday: scale(self.weekday), off_hours: scale(self.off_hours), weekend: scale(self.weekend) }
    }
}

/// The use of a month that a brief lets expect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The usual month.
    pub usual: MonthUse,
    /// The least and the most of a month, when the volume fluctuates and a bound was given.
    pub range: Option<(MonthUse, MonthUse)>,
    /// Whether weekend work is needed, be it that its hours are not known yet.
    pub weekend_needed: bool,
}

impl Expected {
    /// Whether a plan takes the work.
    pub fn fit(&self, plan: &PlanTerms) -> Fit {
        plan.fit(self.weekend_needed)
    }
}

/// The use of a month by the terms of a brief: `engagement.terms()`, or those of an older version.
///
/// The hours of tasks, and the least and most, are all hours of a month; the weekend hours are a
/// part of them. Where more weekend hours are given than hours, the weekend hours stand. A bound
/// that is not given is the usual month.
pub fn expected_use(terms: &Terms) -> Expected {
    let said = |answer: Answer, time: Option<Minutes>| time.filter(|_| answer != Answer::No);
    let weekend = said(terms.weekend, terms.weekend_hours).unwrap_or_default();
    let month = |all: Minutes| MonthUse {
        weekday: Minutes::saturating(all.get().saturating_sub(weekend.get())),
        off_hours: Minutes::ZERO,
        weekend,
    };
    let least = said(terms.fluctuation, terms.least);
    let most = said(terms.fluctuation, terms.most);
    let range = (least.is_some() || most.is_some()).then(|| {
        let (a, b) = (least.unwrap_or(terms.monthly), most.unwrap_or(terms.monthly));
        (month(a.min(b)), month(a.max(b)))
    });
    Expected {
        usual: month(terms.monthly),
        range,
        weekend_needed: terms.weekend == Answer::Yes || weekend > Minutes::ZERO,
    }
}
