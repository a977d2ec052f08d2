//! Realistic engagements that show the board at work: one being chosen, one being contracted, one
//! running. The companies and people are invented.
//!
//! Each sample is filled in stage by stage and moved with [`perform`], as a person would do it, so
//! its history, its versions and its cycles are what the board itself makes of them.

mod accounting;
mod hiring;
mod sales;

use super::engagement::Engagement;
use super::ids::IdSource;
use super::movement::{Consent, perform};
use super::scalar::{Minutes, Months, Percent, Rating, Weight, Yen};
use super::stage::Stage;
use super::stage::clarify::{Criterion, FlowStep, Frequency, Material, MaterialKind, Task};
use super::stage::select::{Candidate, Score, SelectionCriterion};
use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, Weekday};

/// The three samples, as they would stand on this day.
pub fn samples(today: NaiveDate, at: DateTime<FixedOffset>, ids: &mut IdSource) -> Vec<Engagement> {
    let mut desk = Desk { today, at, ids };
    vec![accounting::sample(&mut desk), hiring::sample(&mut desk), sales::sample(&mut desk)]
}

/// What every sample is made with: the day that its dates count from, and fresh ids.
struct Desk<'a> {
    today: NaiveDate,
    at: DateTime<FixedOffset>,
    ids: &'a mut IdSource,
}

impl Desk<'_> {
    /// The day so many days after today; before it, where negative. A weekend gives way to the
    /// working day that lies further from today, so that nobody in a sample works on a Sunday.
    fn day(&self, days: i64) -> Option<NaiveDate> {
        let day = self.today.checked_add_signed(Duration::days(days))?;
        let (past_friday, till_monday) = match day.weekday() {
            Weekday::Sat => (1, 2),
            Weekday::Sun => (2, 1),
            _ => return Some(day),
        };
        day.checked_add_signed(Duration::days(if days < 0 { -past_friday } else { till_monday }))
    }

    /// A time on that day.
    fn time(&self, days: i64, hour: u32, minute: u32) -> Option<NaiveDateTime> {
        self.day(days)?.and_hms_opt(hour, minute, 0)
    }

    fn engagement(&mut self, title: &str, owner: &str, made: i64) -> Engagement {
        Engagement {
            id: self.ids.engagement(),
            title: title.to_owned(),
            owner: owner.to_owned(),
            sample: true,
            created_at: self.at.checked_add_signed(Duration::days(made)),
            ..Engagement::default()
        }
    }

    /// Moves a sample on. That each arrives is a test's to see.
    fn advance(&mut self, engagement: &mut Engagement, to: Stage, days: i64, reason: &str) {
        let consent = Consent { reason: reason.to_owned(), ..Consent::default() };
        if let Some(at) = self.at.checked_add_signed(Duration::days(days)) {
            let _ = perform(engagement, to, &consent, at, self.ids);
        }
    }

    fn task(&mut self, name: &str, frequency: Frequency, time: i64, deadline: &str, flow: &[&str]) -> Task {
        let flow = flow.iter().map(|step| FlowStep { id: self.ids.row(), text: (*step).to_owned() }).collect();
        Task {
            id: self.ids.row(),
            name: name.to_owned(),
            flow,
            frequency,
            hours: hours(time),
            deadline: deadline.to_owned(),
        }
    }

    fn criterion(&mut self, text: &str, measure: &str) -> Criterion {
        Criterion { id: self.ids.row(), text: text.to_owned(), measure: measure.to_owned(), met: false }
    }

    fn material(&mut self, name: &str, kind: MaterialKind, link: &str, ready: bool) -> Material {
        Material {
            id: self.ids.row(),
            name: name.to_owned(),
            kind,
            link: link.to_owned(),
            ready,
            ..Material::default()
        }
    }

    fn selection(&mut self, criteria: &[(&str, i64)]) -> Vec<SelectionCriterion> {
        let weighted = criteria.iter().map(|(name, weight)| SelectionCriterion {
            id: self.ids.row(),
            name: (*name).to_owned(),
            weight: Weight::try_from(*weight).unwrap_or_default(),
        });
        weighted.collect()
    }

    /// A candidate with its scores, in the order of the criteria; the first of them is the fit.
    fn candidate(
        &mut self,
        name: &str,
        features: &str,
        selection: &[SelectionCriterion],
        scores: &[(i64, &str)],
    ) -> Candidate {
        let first = scores.first();
        let scored = selection.iter().zip(scores).map(|(criterion, (value, reason))| {
            (criterion.id, Score { value: rating(*value), reason: (*reason).to_owned() })
        });
        Candidate {
            id: self.ids.row(),
            name: name.to_owned(),
            features: features.to_owned(),
            fit: first.and_then(|(value, _)| rating(*value)),
            fit_reason: first.map(|(_, reason)| (*reason).to_owned()).unwrap_or_default(),
            scores: scored.collect(),
            ..Candidate::default()
        }
    }
}

fn yen(value: i64) -> Option<Yen> {
    Yen::try_from(value).ok()
}

fn hours(value: i64) -> Option<Minutes> {
    minutes(value * 60)
}

fn minutes(value: i64) -> Option<Minutes> {
    Minutes::try_from(value).ok()
}

fn months(value: i64) -> Option<Months> {
    Months::try_from(value).ok()
}

fn percent(value: i64) -> Option<Percent> {
    Percent::try_from(value).ok()
}

fn rating(value: i64) -> Option<Rating> {
    Rating::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::samples;
    use crate::domain::gate::passed;
    use crate::domain::ids::IdSource;
    use crate::domain::stage::Stage;
    use crate::domain::validate::check_engagement;
    use chrono::{DateTime, Days, FixedOffset};
    use uuid::Uuid;

    #[test]
    fn each_sample_stands_in_its_stage_with_every_gate_before_it_passed() {
        let at: DateTime<FixedOffset> = "2026-02-27T09:30:00+09:00".parse().unwrap();
        // Around month ends and a leap day, every date of a sample must still make sense.
        for days in 0..400 {
            let at = at + Days::new(days);
            let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
            let made = samples(at.date_naive(), at, &mut ids);
            let stages: Vec<Stage> = made.iter().map(|sample| sample.stage).collect();
            assert_eq!(stages, [Stage::Meet, Stage::Contract, Stage::Start]);
            for sample in &made {
                assert_eq!(check_engagement(sample), Ok(()), "{}", sample.title);
                assert!(sample.sample);
                for stage in Stage::Clarify.until(sample.stage) {
                    assert!(passed(sample, stage), "{}: {stage:?}", sample.title);
                }
                let terms = sample.terms();
                assert!(sample.briefs.last().is_some_and(|brief| brief.terms == terms), "{}", sample.title);
                assert!(sample.history.iter().all(|entry| entry.at.is_some_and(|moved| moved <= at)));
            }
        }
    }
}
