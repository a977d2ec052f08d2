//! 次点: who is offered the place of a company that falls out of the running.

use super::Stage;
use super::engagement::Engagement;
use super::ids::CandidateId;
use super::stage::meet::Decision;
use super::stage::select::{Candidate, Standing};
use chrono::NaiveDate;

/// A place that a company has left, and the runner-up that may take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// The company that fell out.
    pub left: CandidateId,
    /// The runner-up.
    pub runner_up: CandidateId,
}

/// The first runner-up.
pub fn runner_up(engagement: &Engagement) -> Option<&Candidate> {
    engagement.candidates.iter().find(|row| row.standing == Standing::RunnerUp)
}

/// The place that stands empty: no company is chosen, and the one that was fell out, or nobody but
/// runners-up is left.
pub fn vacancy(engagement: &Engagement) -> Option<Vacancy> {
    if engagement.decision.chosen.is_some() {
        return None;
    }
    let runner_up = runner_up(engagement)?.id;
    let dropped = |id: &CandidateId| engagement.candidate(*id).is_some_and(|row| row.standing == Standing::Dropped);
    let given_up = engagement.past_decisions.last().and_then(|decision| decision.chosen).filter(dropped);
    let alone = engagement.in_running().all(|row| row.standing == Standing::RunnerUp);
    let last = || {
        let out = engagement.candidates.iter().filter(|row| row.standing == Standing::Dropped);
        out.max_by_key(|row| row.dropped_on).map(|row| row.id).filter(|_| alone)
    };
    Some(Vacancy { left: given_up.or_else(last)?, runner_up })
}

/// The runner-up to be offered where this company was dropped today and none is chosen.
pub fn offered_after(engagement: &Engagement, dropped: CandidateId, today: NaiveDate) -> Option<CandidateId> {
    let row = engagement.candidate(dropped)?;
    let fell_today = row.standing == Standing::Dropped && row.dropped_on == Some(today);
    if !fell_today || engagement.decision.chosen.is_some() {
        return None;
    }
    runner_up(engagement).map(|row| row.id)
}

/// Whether a runner-up that is promoted becomes the chosen company, and not one among those considered:
/// once companies are being met, and wherever a decision was given up.
pub fn promotion_decides(engagement: &Engagement) -> bool {
    engagement.decision.chosen.is_none() && (engagement.stage >= Stage::Meet || !engagement.past_decisions.is_empty())
}

/// Puts a runner-up in the empty place. The reason for a decision is still to be given.
pub fn promote(engagement: &mut Engagement, id: CandidateId, today: NaiveDate) {
    let decides = promotion_decides(engagement);
    let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == id) else {
        return;
    };
    row.standing = Standing::Considered;
    row.dropped_reason.clear();
    row.dropped_on = None;
    if decides {
        engagement.decision = Decision { chosen: Some(id), decided_on: Some(today), ..Decision::default() };
    }
}

/// Marks a company 見送り. Where it was the chosen one, the decision is kept among those given up.
pub fn drop_out(engagement: &mut Engagement, id: CandidateId, today: NaiveDate) {
    let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == id) else {
        return;
    };
    row.standing = Standing::Dropped;
    row.dropped_on.get_or_insert(today);
    if engagement.decision.chosen == Some(id) {
        let given_up = std::mem::take(&mut engagement.decision);
        engagement.past_decisions.push(given_up);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::IdSource;
    use uuid::Uuid;

    fn today() -> NaiveDate {
        "2026-11-25".parse().unwrap()
    }

    fn engagement(stage: Stage, standings: &[Standing]) -> Engagement {
        let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let candidates = standings
            .iter()
            .map(|standing| Candidate { id: ids.row(), standing: *standing, ..Candidate::default() })
            .collect();
        Engagement { stage, candidates, ..Engagement::default() }
    }

    use Standing::{Considered, Dropped, RunnerUp};

    #[test]
    fn the_runner_up_is_offered_where_the_chosen_company_falls_out() {
        let mut one = engagement(Stage::Meet, &[Considered, RunnerUp, Considered]);
        let (first, second) = (one.candidates[0].id, one.candidates[1].id);
        one.decision = Decision { chosen: Some(first), reason: "質問が具体的".to_owned(), decided_on: None };
        assert_eq!(vacancy(&one), None);
        drop_out(&mut one, first, today());
        assert_eq!(one.decision, Decision::default());
        assert_eq!(one.past_decisions[0].reason, "質問が具体的");
        assert_eq!(one.candidates[0].dropped_on, Some(today()));
        assert_eq!(vacancy(&one), Some(Vacancy { left: first, runner_up: second }));
        assert_eq!(offered_after(&one, first, today()), Some(second));
        assert_eq!(offered_after(&one, first, today().succ_opt().unwrap()), None);
        promote(&mut one, second, today());
        assert_eq!(one.decision.chosen, Some(second));
        assert_eq!(one.decision.decided_on, Some(today()));
        assert_eq!(one.candidates[1].standing, Considered);
        assert_eq!(vacancy(&one), None);
    }

    #[test]
    fn before_the_meetings_a_runner_up_comes_back_among_those_considered() {
        let mut one = engagement(Stage::Select, &[Considered, RunnerUp, Considered]);
        let (first, second) = (one.candidates[0].id, one.candidates[1].id);
        drop_out(&mut one, first, today());
        // Somebody is still considered: no place stands empty, but it is offered beside the one that left.
        assert_eq!(vacancy(&one), None);
        assert_eq!(offered_after(&one, first, today()), Some(second));
        promote(&mut one, second, today());
        assert_eq!((one.decision.chosen, one.candidates[1].standing), (None, Considered));
    }

    #[test]
    fn where_only_runners_up_are_left_the_first_is_offered() {
        let one = engagement(Stage::Quote, &[Dropped, RunnerUp, RunnerUp]);
        assert_eq!(vacancy(&one), Some(Vacancy { left: one.candidates[0].id, runner_up: one.candidates[1].id }));
        assert_eq!(vacancy(&engagement(Stage::Quote, &[RunnerUp, RunnerUp])), None);
        assert_eq!(vacancy(&engagement(Stage::Quote, &[Dropped, Considered])), None);
        assert_eq!(vacancy(&engagement(Stage::Quote, &[])), None);
    }

    #[test]
    fn a_company_that_is_chosen_leaves_nothing_to_offer() {
        let mut one = engagement(Stage::Meet, &[Dropped, RunnerUp, Considered]);
        one.candidates[0].dropped_on = Some(today());
        one.decision.chosen = Some(one.candidates[2].id);
        assert_eq!(offered_after(&one, one.candidates[0].id, today()), None);
        assert_eq!(vacancy(&one), None);
    }
}
