//! What stands still, and what it lacks.

use super::lead::passages;
use super::{Figures, Stay, Window, stays, works};
use crate::domain::calendar::WorkingDays;
use crate::domain::gate::{Level, Need, needs_between};
use crate::domain::sort;
use crate::domain::{Board, Engagement, EngagementId, RowId, Stage, Status};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// An engagement that has been in its stage for longer than is usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Which.
    pub id: EngagementId,
    /// 案件名
    pub title: String,
    /// The stage in which it stands.
    pub stage: Stage,
    /// Since when.
    pub since: NaiveDate,
    /// For how many days, without those on hold.
    pub days: i64,
    /// For how many business days.
    pub business: i64,
    /// The median of the stage in tenths of a day, where enough have got through it.
    pub usual: Option<i64>,
    /// What the gate asks for, without what it only warns of.
    pub missing: Vec<Need>,
}

impl Stuck {
    /// By how many tenths of a day it is longer than usual.
    pub fn over(&self) -> i64 {
        self.days.saturating_mul(10).saturating_sub(self.usual.unwrap_or(USUAL))
    }
}

/// What stands still.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standstill {
    /// Those that are longest over what is usual first.
    pub stuck: Vec<Stuck>,
    /// How many running engagements there are.
    pub running: usize,
    /// How many are on hold; they do not count as standing still.
    pub on_hold: usize,
    /// What the gates of all running engagements ask for, each with how many engagements lack it; the
    /// most frequent first. Needs that name a row stand for all of their sort.
    pub missing: Vec<(Need, usize)>,
}

/// Tenths of a day after which an engagement stands still, where too few have got through its stage.
const USUAL: i64 = 140;
/// So many must have got through a stage for its median to say something.
const ENOUGH: usize = 3;

/// What stands still today. What is usual follows from all that has got through a stage up to now.
pub fn standstill(board: &Board, today: NaiveDate) -> Standstill {
    let window = Window { from: None, today };
    let mut usual: BTreeMap<Stage, Vec<i64>> = BTreeMap::new();
    let mut found = Standstill::default();
    let working = board.settings.working_days();
    let mut candidates = Vec::new();
    let mut missing: BTreeMap<Need, usize> = BTreeMap::new();
    for engagement in works(board) {
        let stays = stays(engagement);
        for passage in passages(&stays, today, working).filter(|passage| window.holds(passage.left)) {
            usual.entry(passage.stage).or_default().push(passage.days);
        }
        match engagement.status {
            Status::OnHold => found.on_hold += 1,
            Status::Active => {
                found.running += 1;
                let lacks = lacks(engagement);
                let mut sorts: Vec<Need> = lacks.iter().map(|need| sort_of(*need)).collect();
                sort::plain(&mut sorts);
                sorts.dedup();
                for sort in sorts {
                    *missing.entry(sort).or_default() += 1;
                }
                candidates.extend(stand(engagement, &stays, today, working, lacks));
            }
            Status::Done | Status::Cancelled | Status::Template => {}
        }
    }
    let usual: BTreeMap<Stage, Figures> =
        usual.into_iter().filter_map(|(stage, days)| Some((stage, Figures::of(days)?))).collect();
    for mut one in candidates {
        one.usual = usual.get(&one.stage).filter(|figures| figures.count >= ENOUGH).map(|figures| figures.median);
        if one.over() > 0 {
            found.stuck.push(one);
        }
    }
    sort::by(&mut found.stuck, |a, b| b.over().cmp(&a.over()).then(a.id.cmp(&b.id)));
    found.missing = missing.into_iter().collect();
    sort::by(&mut found.missing, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

/// How long an engagement has stood where it is; nothing where no date is known.
fn stand(
    engagement: &Engagement,
    stays: &[Stay],
    today: NaiveDate,
    working: WorkingDays,
    missing: Vec<Need>,
) -> Option<Stuck> {
    let last = stays.last()?;
    let run = || stays.iter().rev().take_while(|stay| (stay.stage, stay.round) == (last.stage, last.round));
    let active = || run().filter(|stay| stay.status == Status::Active);
    Some(Stuck {
        id: engagement.id,
        title: engagement.title.clone(),
        stage: engagement.stage,
        since: run().last().map_or(last.from, |stay| stay.from),
        days: active().map(|stay| stay.days(today)).sum(),
        business: active().map(|stay| working.between(stay.from, stay.until(today)).count).sum(),
        usual: None,
        missing,
    })
}

fn lacks(engagement: &Engagement) -> Vec<Need> {
    let next = engagement.stage.next().unwrap_or(engagement.stage);
    let needs = needs_between(engagement, engagement.stage, next).into_iter();
    needs.filter(|need| need.level() != Level::Warning).collect()
}

/// The need without the row that it is about.
fn sort_of(need: Need) -> Need {
    let any = RowId::default();
    match need {
        Need::OpenPoint(..) => Need::OpenPoint(any, any),
        Need::BlockingQuestion(_) => Need::BlockingQuestion(any),
        Need::Unchecked(_) => Need::Unchecked(any),
        Need::OpenRevision(_) => Need::OpenRevision(any),
        other => other,
    }
}
