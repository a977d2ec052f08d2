//! Stage 5, トライアル: the work tried out before a contract.

use crate::domain::ids::{CandidateId, RowId};
use crate::domain::scalar::Minutes;
use crate::domain::{choice, record, row};
use chrono::NaiveDate;
use std::collections::BTreeMap;

row! {
    /// One trial with one company. A second trial is a new row: the first stays as it was.
    pub struct Trial {
        /// With whom.
        pub candidate: Option<CandidateId>,
        /// The version of the brief that was tried, 0 where it is not known.
        pub brief: u32,
        /// トライアルの提供
        pub offered: Offer,
        /// Why the engagement went on without a trial.
        pub skipped_reason: String,
        /// From.
        pub from: Option<NaiveDate>,
        /// To.
        pub to: Option<NaiveDate>,
        /// 担当のオンライン秘書
        pub secretary: String,
        /// 実施した業務
        pub tasks: Vec<TrialTask>,
        /// 成果物は想定どおりか, by success criterion.
        pub results: BTreeMap<RowId, CriterionResult>,
        /// 判定
        pub verdict: Verdict,
        /// Why.
        pub verdict_reason: String,
        /// When.
        pub verdict_on: Option<NaiveDate>,
    }
}

row! {
    /// A task of the trial, with the time that was thought and the time that it took.
    pub struct TrialTask {
        /// What was done.
        pub name: String,
        /// 見積時間
        pub planned: Option<Minutes>,
        /// 実績時間
        pub actual: Option<Minutes>,
        /// Whether it was finished.
        pub done: bool,
        /// Anything else.
        pub note: String,
    }
}

record! {
    /// Whether a deliverable met a success criterion.
    pub struct CriterionResult {
        /// The finding.
        pub met: Finding,
        /// What was seen.
        pub note: String,
    }
}

choice! {
    /// A yes or no that may not have been given yet.
    pub enum Finding {
        /// Not looked at yet.
        #[default]
        Unchecked,
        /// 想定どおり
        Met,
        /// 想定と違う
        NotMet,
    }
}

choice! {
    /// Whether a company offers a trial.
    pub enum Offer {
        /// Not known yet.
        #[default]
        Unknown,
        /// あり
        Offered,
        /// なし
        NotOffered,
    }
}

choice! {
    /// What follows from a trial.
    pub enum Verdict {
        /// Not decided yet.
        #[default]
        Open,
        /// 契約へ
        Proceed,
        /// 作業量を見直す
        Rework,
        /// 別の会社を探す
        ChangeCompany,
    }
}

impl Trial {
    /// Planned and actual minutes of the tasks that have both.
    pub fn compared(&self) -> Option<(Minutes, Minutes)> {
        let both: Vec<_> = self.tasks.iter().filter_map(|task| Some((task.planned?, task.actual?))).collect();
        let planned: Minutes = both.iter().map(|pair| pair.0).sum();
        let actual: Minutes = both.iter().map(|pair| pair.1).sum();
        (planned > Minutes::ZERO).then_some((planned, actual))
    }

    /// How far the actual time lies from the planned, in whole percent (25 is a quarter more),
    /// rounded half away from zero; nothing while no task has both.
    pub fn variance(&self) -> Option<i64> {
        self.compared().map(|(planned, actual)| variance(planned, actual))
    }

    /// Actual ÷ planned time in hundredths (130 is 1.30 times what was planned), rounded half up; nothing
    /// while no task has both.
    pub fn ratio(&self) -> Option<i64> {
        self.compared().map(|(planned, actual)| (actual.get() * 100 + planned.get() / 2) / planned.get())
    }

    /// Whether the engagement went on without this trial.
    pub fn skipped(&self) -> bool {
        !self.skipped_reason.is_empty()
    }
}

impl TrialTask {
    /// As [`Trial::variance`], for one task.
    pub fn variance(&self) -> Option<i64> {
        let planned = self.planned.filter(|planned| *planned > Minutes::ZERO)?;
        Some(variance(planned, self.actual?))
    }
}

fn variance(planned: Minutes, actual: Minutes) -> i64 {
    let difference = (actual.get() - planned.get()) * 100;
    let half = planned.get() / 2 * difference.signum();
    (difference + half) / planned.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(tasks: &[(i64, i64)]) -> Trial {
        let tasks = tasks.iter().map(|(planned, actual)| TrialTask {
            planned: Minutes::try_from(*planned).ok(),
            actual: Minutes::try_from(*actual).ok(),
            ..TrialTask::default()
        });
        Trial { tasks: tasks.collect(), ..Trial::default() }
    }

    #[test]
    fn the_ratio_is_actual_by_planned_in_hundredths() {
        type Case = (&'static [(i64, i64)], Option<i64>);
        let cases: [Case; 6] = [
            (&[(600, 780)], Some(130)),
            (&[(600, 600), (300, 200)], Some(89)),
            (&[(300, 100)], Some(33)),
            (&[(300, 200)], Some(67)),
            (&[(0, 100)], None),
            (&[], None),
        ];
        for (tasks, expected) in cases {
            assert_eq!(trial(tasks).ratio(), expected, "{tasks:?}");
        }
    }
}
