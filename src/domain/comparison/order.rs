//! Order: by a column, the best and the worst of it, and the rankings.

use super::row::Row;
use super::{OfferKey, Price, Table};
use crate::domain::sort;

/// A column by which offers can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The company's name.
    Company,
    /// The weighted score.
    Score,
    /// Score and cost together.
    Combined,
    /// 総額, without tax.
    Total,
    /// 総額, with tax.
    WithTax,
    /// Yen a month on average.
    Monthly,
    /// 総額 of the busiest months, without tax.
    Most,
    /// Yen for an hour used.
    PerHour,
    /// 総額 of the minimum term.
    Minimum,
    /// 初期費用
    Setup,
    /// 含まれる時間
    Included,
    /// 超過単価
    OverageRate,
    /// 繰越 in months.
    Carry,
}

/// How a value stands among those of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Neither, or there is nothing to tell apart.
    #[default]
    None,
    /// The best, or as good as it.
    Best,
    /// The worst, or as bad as it.
    Worst,
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: [Self; 13] = [
        Self::Company,
        Self::Score,
        Self::Combined,
        Self::Total,
        Self::WithTax,
        Self::Monthly,
        Self::Most,
        Self::PerHour,
        Self::Minimum,
        Self::Setup,
        Self::Included,
        Self::OverageRate,
        Self::Carry,
    ];

    /// Whether more is better. None where more is neither better nor worse by itself.
    pub fn more_is_better(self) -> Option<bool> {
        match self {
            Self::Company | Self::Included => None,
            Self::Score | Self::Combined | Self::Carry => Some(true),
            Self::Total
            | Self::WithTax
            | Self::Monthly
            | Self::Most
            | Self::PerHour
            | Self::Minimum
            | Self::Setup
            | Self::OverageRate => Some(false),
        }
    }

    /// Whether a first press orders from the highest down: where more is better.
    pub fn starts_descending(self) -> bool {
        matches!(self, Self::Included) || self.more_is_better() == Some(true)
    }

    /// What the row has in this column; none where that is not known. The company is not a number.
    pub fn value(self, row: &Row) -> Option<i64> {
        let priced = row.priced();
        let offer = row.offer.as_ref();
        match self {
            Self::Company => None,
            Self::Score => row.full_score().map(i64::from),
            Self::Combined => row.combined.map(i64::from),
            Self::Total => priced.map(|priced| priced.usual.total.get()),
            Self::WithTax => priced.map(|priced| priced.usual.with_tax.get()),
            Self::Monthly => row.monthly().map(|yen| yen.get()),
            Self::Most => priced.and_then(|priced| priced.most?.ok()).map(|most| most.total.get()),
            Self::PerHour => priced.and_then(|priced| priced.usual.per_hour).map(|yen| yen.get()),
            Self::Minimum => priced.map(|priced| priced.minimum.1.get()),
            Self::Setup => priced.map(|priced| priced.terms.setup_fee.get()),
            Self::Included => priced
                .map(|priced| priced.terms.included.get())
                .or_else(|| offer.and_then(|offer| offer.included).map(|time| time.get())),
            Self::OverageRate => offer.and_then(|offer| offer.overage_rate).map(|yen| yen.get()),
            Self::Carry => priced.map(|priced| i64::from(priced.terms.carry_months.get())),
        }
    }
}

/// The offers ordered by a column. Those without a value come last either way; those alike stay in the
/// order in which they were entered.
pub fn sorted(table: &Table, column: Column, descending: bool) -> Vec<OfferKey> {
    let mut rows: Vec<&Row> = table.rows.iter().collect();
    let turned = |order: std::cmp::Ordering| if descending { order.reverse() } else { order };
    if column == Column::Company {
        let name = |row: &Row| Some(row.company.trim().to_owned()).filter(|name| !name.is_empty());
        sort::by(&mut rows, |a, b| last(name(a), name(b), turned));
    } else {
        sort::by(&mut rows, |a, b| last(column.value(a), column.value(b), turned));
    }
    rows.into_iter().map(|row| row.key).collect()
}

fn last<T: Ord>(
    a: Option<T>,
    b: Option<T>,
    turned: impl Fn(std::cmp::Ordering) -> std::cmp::Ordering,
) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turned(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

impl Table {
    /// The best and the worst of a column, row by row. Only offers that take the work count, no rough
    /// figure does, and where all are alike there is neither best nor worst.
    pub fn marks(&self, column: Column) -> Vec<Mark> {
        let Some(more_is_better) = column.more_is_better() else {
            return vec![Mark::None; self.rows.len()];
        };
        let counts = |row: &Row| row.fits() && !matches!(row.price, Price::Rough(_) if column == Column::Monthly);
        let values: Vec<Option<i64>> = self.rows.iter().map(|row| column.value(row).filter(|_| counts(row))).collect();
        let (Some(low), Some(high)) = (values.iter().flatten().min(), values.iter().flatten().max()) else {
            return vec![Mark::None; values.len()];
        };
        let (best, worst) = if more_is_better { (high, low) } else { (low, high) };
        let mark = |value: &Option<i64>| match value {
            Some(_) if low == high => Mark::None,
            Some(value) if value == best => Mark::Best,
            Some(value) if value == worst => Mark::Worst,
            _ => Mark::None,
        };
        values.iter().map(mark).collect()
    }

    /// The offers with the first place in a ranking; several where they are alike.
    pub fn first(&self, place: impl Fn(&Row) -> Option<usize>) -> Vec<&Row> {
        self.rows.iter().filter(|row| place(row) == Some(1)).collect()
    }
}

/// Gives every row its combined points and its places.
pub(super) fn rank(rows: &mut [Row]) {
    let cheapest = rows.iter().filter_map(Row::fitting_total).min();
    for row in rows.iter_mut() {
        row.combined = match (row.full_score(), row.fitting_total(), cheapest) {
            (Some(score), Some(total), Some(cheapest)) => {
                Some((score + points(cheapest.get(), total.get())).div_ceil(2))
            }
            _ => None,
        };
    }
    let by_score = places(rows.iter().map(|row| row.full_score().map(|score| -i64::from(score))));
    let by_cost = places(rows.iter().map(|row| row.fitting_total().map(|total| total.get())));
    let by_both = places(rows.iter().map(|row| row.combined.map(|points| -i64::from(points))));
    for (index, row) in rows.iter_mut().enumerate() {
        row.places.score = by_score[index];
        row.places.cost = by_cost[index];
        row.places.combined = by_both[index];
    }
}

/// The points for cost in hundredths: 5 × cheapest ÷ own, rounded half up.
fn points(cheapest: i64, own: i64) -> u32 {
    const FULL: i128 = 500;
    if own == 0 {
        return 500;
    }
    let own = i128::from(own);
    u32::try_from((FULL * i128::from(cheapest) + own / 2) / own).unwrap_or(500)
}

/// The place of each value from the lowest up: one more than the number of lower ones. One alone has no
/// place: there is nothing that it is before.
fn places(values: impl Iterator<Item = Option<i64>>) -> Vec<Option<usize>> {
    let values: Vec<Option<i64>> = values.collect();
    if values.iter().flatten().count() < 2 {
        return vec![None; values.len()];
    }
    let place = |value: i64| values.iter().flatten().filter(|other| **other < value).count() + 1;
    values.iter().map(|value| value.map(place)).collect()
}
