//! What was planned against what came, over months or cycles: a chart, and the table behind it.

use super::{Cell, Column, Table, Width};
use crate::chart;

/// In what the amounts of a chart are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Minutes, told in hours.
    #[default]
    Time,
    /// Yen.
    Money,
}

/// Columns in pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What it shows.
    pub caption: String,
    /// The heads of the table: what a pair is of, planned, actual, difference.
    pub heads: [String; 4],
    /// What stands in the chart for what lies beyond the plan.
    pub beyond: String,
    /// In what the amounts are.
    pub measure: Measure,
    /// The pairs.
    pub rows: Vec<ColumnRow>,
}

/// One pair of [`Columns`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnRow {
    /// The month or the cycle.
    pub name: String,
    /// What there was, or what was planned.
    pub planned: Option<i64>,
    /// What came.
    pub actual: Option<i64>,
    /// Planned, actual, difference as they are read.
    pub said: [String; 3],
}

impl Columns {
    /// The table behind the chart.
    pub fn table(&self) -> Table {
        let column = |(index, head): (usize, &String)| Column {
            head: head.clone(),
            number: index > 0,
            width: if index > 0 { Width::Short } else { Width::Auto },
        };
        let row = |row: &ColumnRow| -> Vec<Cell> {
            let [planned, actual, difference] = row.said.clone();
            vec![row.name.clone().into(), planned.into(), actual.into(), difference.into()]
        };
        Table {
            caption: self.caption.clone(),
            columns: self.heads.iter().enumerate().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
            foot: Vec::new(),
        }
    }

    /// What is drawn: beside the plan (0) what came within it (1) and beyond it (2).
    pub fn geometry(&self) -> chart::Columns {
        let group = |row: &ColumnRow| {
            let actual = row.actual.unwrap_or(0);
            let within = row.planned.map_or(actual, |planned| actual.min(planned));
            chart::Group {
                name: row.name.clone(),
                columns: vec![vec![(0, row.planned.unwrap_or(0))], vec![(1, within), (2, actual - within)]],
            }
        };
        let unit = match self.measure {
            Measure::Time => 60,
            Measure::Money => 1,
        };
        chart::Columns { groups: self.rows.iter().map(group).collect(), unit }
    }
}
