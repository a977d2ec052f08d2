//! Completeness (依頼内容の充足度): how much of what a provider needs to know stage 1 says.
//!
//! Each check has a weight, and the weights make 100. A check that counts rows is met in parts: with
//! two of three tasks' hours it gives two thirds. Every row counts, an empty one too, so that filling
//! a field never lowers the score; adding an empty row may.

use super::engagement::Engagement;
use super::ids::RowId;
use super::scalar::Minutes;
use super::stage::clarify::{Answer, Clarify, Frequency, Material, Task};

/// One thing that the brief should say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// There is a task, and every task has a name.
    Tasks,
    /// Every task has its hours a month, more than none.
    Hours,
    /// Every task has a step.
    Flow,
    /// Every task says how often it comes up.
    Frequency,
    /// Every task says by when.
    Deadline,
    /// 現状の課題
    Problems,
    /// 依頼の目的
    Purpose,
    /// There is a success criterion, and each says what is to be reached.
    Criteria,
    /// Every success criterion says how it is measured.
    Measures,
    /// オンライン秘書に求めるもの
    Expectations,
    /// There is a material, and each has its place (a link or a file) and is ready.
    Materials,
    /// The three irregular cases are answered, even with なし.
    Irregular,
    /// 月の予算
    Budget,
    /// 開始希望日
    Start,
}

impl Check {
    /// Every check, in the order of the form.
    pub const ALL: [Self; 14] = [
        Self::Tasks,
        Self::Hours,
        Self::Flow,
        Self::Frequency,
        Self::Deadline,
        Self::Problems,
        Self::Purpose,
        Self::Expectations,
        Self::Criteria,
        Self::Measures,
        Self::Materials,
        Self::Budget,
        Self::Start,
        Self::Irregular,
    ];

    /// How much the check counts, of 100 for all. What decides a price counts most.
    pub fn weight(self) -> u32 {
        match self {
            Self::Hours | Self::Flow => 12,
            Self::Purpose => 10,
            Self::Tasks | Self::Deadline | Self::Criteria | Self::Measures => 8,
            Self::Problems => 7,
            Self::Expectations | Self::Materials => 6,
            Self::Frequency | Self::Irregular => 5,
            Self::Budget => 3,
            Self::Start => 2,
        }
    }
}

/// How far a check is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Which.
    pub check: Check,
    /// How many parts are there.
    pub filled: usize,
    /// Of how many parts, at least one.
    pub of: usize,
    /// The first row that lacks something, where the check is about rows that are there.
    pub row: Option<RowId>,
}

impl Point {
    /// Whether nothing is missing.
    pub fn met(&self) -> bool {
        self.filled == self.of
    }

    /// What meeting the check would still add, in hundredths of a percent.
    pub fn open(&self) -> usize {
        self.check.weight() as usize * 100 - self.hundredths()
    }

    /// What the check gives, in hundredths of a percent, rounded down: all of its weight only when it
    /// is met.
    fn hundredths(&self) -> usize {
        self.check.weight() as usize * 100 * self.filled / self.of
    }
}

/// The checks of an engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    /// One point for each check, in the order of the form.
    pub points: Vec<Point>,
}

impl Completeness {
    /// 0 to 100, rounded down: 100 only where nothing is missing.
    pub fn percent(&self) -> usize {
        self.points.iter().map(Point::hundredths).sum::<usize>() / 100
    }

    /// What is missing, in the order of the form.
    pub fn missing(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| !point.met())
    }
}

/// Holds an engagement against every check.
pub fn completeness(engagement: &Engagement) -> Completeness {
    Completeness { points: Check::ALL.into_iter().map(|check| point(engagement, check)).collect() }
}

fn point(engagement: &Engagement, check: Check) -> Point {
    let brief = &engagement.clarify;
    let (filled, of, row) = match check {
        Check::Tasks => tasks(brief, |task| said(&task.name)),
        Check::Hours => tasks(brief, |task| task.hours.is_some_and(|hours| hours > Minutes::ZERO)),
        Check::Flow => tasks(brief, |task| task.flow.iter().any(|step| said(&step.text))),
        Check::Frequency => tasks(brief, |task| task.frequency != Frequency::Unset),
        Check::Deadline => tasks(brief, |task| said(&task.deadline)),
        Check::Problems => one(said(&brief.problems)),
        Check::Purpose => one(said(&brief.purpose)),
        Check::Expectations => one(said(&brief.expectations)),
        Check::Criteria => rows(brief.criteria.iter().map(|row| (row.id, usize::from(said(&row.text)), 1))),
        Check::Measures => rows(brief.criteria.iter().map(|row| (row.id, usize::from(said(&row.measure)), 1))),
        Check::Materials => rows(brief.materials.iter().map(|row| (row.id, at_hand(row), 2))),
        Check::Budget => one(brief.budget.is_some()),
        Check::Start => one(brief.wished_start.is_some()),
        Check::Irregular => {
            let cases = &engagement.irregular;
            let answers = [cases.weekend, cases.fluctuation, cases.other];
            (answers.iter().filter(|answer| **answer != Answer::Unanswered).count(), answers.len(), None)
        }
    };
    Point { check, filled, of, row }
}

type Parts = (usize, usize, Option<RowId>);

fn one(met: bool) -> Parts {
    (usize::from(met), 1, None)
}

fn tasks(brief: &Clarify, met: impl Fn(&Task) -> bool) -> Parts {
    rows(brief.tasks.iter().map(|task| (task.id, usize::from(met(task)), 1)))
}

/// Sums up rows of so many parts filled and so many parts in all. A list without rows lacks all.
fn rows(rows: impl Iterator<Item = (RowId, usize, usize)>) -> Parts {
    let (mut all, mut there, mut first) = (0, 0, None);
    for (id, filled, of) in rows {
        there += filled;
        all += of;
        if filled < of {
            first = first.or(Some(id));
        }
    }
    (there, all.max(1), first)
}

/// A material counts once for its place and once for being ready.
fn at_hand(material: &Material) -> usize {
    usize::from(said(&material.link) || material.file.is_some()) + usize::from(material.ready)
}

fn said(text: &str) -> bool {
    !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Check, completeness};
    use crate::domain::Engagement;
    use crate::domain::ids::{IdSource, Row};
    use crate::domain::scalar::{Minutes, Yen};
    use crate::domain::stage::clarify::{Answer, Criterion, FlowStep, Frequency, Material, Task};
    use proptest::prelude::*;
    use uuid::Uuid;

    const TASKS: usize = 3;

    /// An engagement with empty rows, and the ways to fill its fields one by one.
    fn empty() -> Engagement {
        let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let mut made = Engagement::default();
        made.clarify.tasks =
            (0..TASKS).map(|_| Task { flow: vec![FlowStep::with_id(ids.row())], ..Task::with_id(ids.row()) }).collect();
        made.clarify.criteria = vec![Criterion::with_id(ids.row()), Criterion::with_id(ids.row())];
        made.clarify.materials = vec![Material::with_id(ids.row())];
        made
    }

    const FIELDS: usize = 5 * TASKS + 4 + 2 + 3 + 3 + 2;

    fn fill(engagement: &mut Engagement, field: usize) {
        let brief = &mut engagement.clarify;
        let text = || "書いた".to_owned();
        match field {
            0..15 => {
                let task = &mut brief.tasks[field / 5];
                match field % 5 {
                    0 => task.name = text(),
                    1 => task.hours = Some(Minutes::hours(2)),
                    2 => task.flow[0].text = text(),
                    3 => task.frequency = Frequency::Weekly,
                    _ => task.deadline = text(),
                }
            }
            15 => brief.criteria[0].text = text(),
            16 => brief.criteria[0].measure = text(),
            17 => brief.criteria[1].text = text(),
            18 => brief.criteria[1].measure = text(),
            19 => brief.materials[0].link = "手順書.pdf".to_owned(),
            20 => brief.materials[0].ready = true,
            21 => brief.problems = text(),
            22 => brief.purpose = text(),
            23 => brief.expectations = text(),
            24 => engagement.irregular.weekend = Answer::No,
            25 => engagement.irregular.fluctuation = Answer::Yes,
            26 => engagement.irregular.other = Answer::No,
            27 => brief.budget = Yen::try_from(50_000).ok(),
            _ => brief.wished_start = "2026-08-03".parse().ok(),
        }
    }

    #[test]
    fn the_weights_make_a_hundred() {
        assert_eq!(Check::ALL.iter().map(|check| check.weight()).sum::<u32>(), 100);
    }

    #[test]
    fn nothing_written_is_nothing_and_everything_is_a_hundred() {
        assert_eq!(completeness(&Engagement::default()).percent(), 0);
        assert_eq!(completeness(&Engagement::default()).missing().count(), 14);
        let mut made = empty();
        assert_eq!(completeness(&made).percent(), 0);
        (0..FIELDS).for_each(|field| fill(&mut made, field));
        assert_eq!(completeness(&made).percent(), 100);
        assert_eq!(completeness(&made).missing().count(), 0);
    }

    #[test]
    fn each_check_gives_its_share_by_the_rows_that_have_it() {
        // Name, hours, flow, frequency and deadline of the first of three tasks: a third of 45.
        let mut made = empty();
        (0..5).for_each(|field| fill(&mut made, field));
        assert_eq!(completeness(&made).percent(), 14);
        let points = completeness(&made).points;
        assert_eq!((points[1].check, points[1].filled, points[1].of), (Check::Hours, 1, 3));
        assert_eq!(points[1].row, Some(made.clarify.tasks[1].id));
        // The second, the third: two thirds of 45, 45.
        (5..10).for_each(|field| fill(&mut made, field));
        assert_eq!(completeness(&made).percent(), 29);
        (10..15).for_each(|field| fill(&mut made, field));
        assert_eq!(completeness(&made).percent(), 45);
        // A criterion without its measure: 4 of 8; with it 4 more.
        fill(&mut made, 15);
        assert_eq!(completeness(&made).percent(), 49);
        fill(&mut made, 16);
        assert_eq!(completeness(&made).percent(), 53);
        // A material with its place that is not ready: 3 of 6.
        fill(&mut made, 19);
        assert_eq!(completeness(&made).percent(), 56);
        // The purpose 10, the weekend a third of 5, the budget 3.
        fill(&mut made, 22);
        assert_eq!(completeness(&made).percent(), 66);
        fill(&mut made, 24);
        assert_eq!(completeness(&made).percent(), 67);
        fill(&mut made, 27);
        assert_eq!(completeness(&made).percent(), 70);
    }

    #[test]
    fn hours_of_none_and_words_of_spaces_say_nothing() {
        let mut made = empty();
        made.clarify.tasks[0].hours = Some(Minutes::ZERO);
        made.clarify.purpose = " \n　".to_owned();
        assert_eq!(completeness(&made).percent(), 0);
    }

    proptest! {
        #[test]
        fn filling_a_field_never_lowers_the_score(order in Just((0..FIELDS).collect::<Vec<_>>()).prop_shuffle()) {
            let mut made = empty();
            let mut before = completeness(&made);
            for field in order {
                fill(&mut made, field);
                let after = completeness(&made);
                prop_assert!(after.percent() >= before.percent());
                for (was, is) in before.points.iter().zip(&after.points) {
                    prop_assert!(is.filled >= was.filled && is.of == was.of, "{:?}", is.check);
                }
                prop_assert_eq!(after.percent() == 100, after.missing().count() == 0);
                before = after;
            }
            prop_assert_eq!(before.percent(), 100);
        }
    }
}
