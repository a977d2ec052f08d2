//! How long questions wait for their answers, in business time. What is billed as waiting is another
//! figure, and is priced by the ledger.

use super::calendar::{Counted, Skipped, WorkingDays};
use super::scalar::Minutes;
use super::stage::cycle::Question;
use crate::domain::sort;
use chrono::NaiveDateTime;

/// How long questions waited, in minutes of business time. A question without its moment is counted
/// and has no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// How many questions were answered.
    pub answered: usize,
    /// How many wait.
    pub open: usize,
    /// The waiting of all together, up to their answers or to now.
    pub elapsed: Minutes,
    /// Of those that wait, the longest so far.
    pub longest: Option<Minutes>,
    /// The median time until an answer, of those that were answered.
    pub median: Option<Minutes>,
    /// What the counting of business days knew.
    pub skipped: Skipped,
}

/// The waiting of questions as it is at a moment.
pub fn answers<'a>(
    questions: impl IntoIterator<Item = &'a Question>,
    now: NaiveDateTime,
    working: WorkingDays,
) -> Answers {
    let mut sum = Counted::NONE;
    let (mut answered, mut open, mut longest, mut times) = (0, 0, None, Vec::new());
    for question in questions {
        let waited = question
            .asked_at
            .map(|asked| working.time(asked, question.answered_at.unwrap_or(now)))
            .inspect(|waited| sum = sum.plus(*waited))
            .map(|waited| Minutes::saturating(waited.count));
        if question.waiting() {
            open += 1;
            longest = longest.max(waited);
        } else {
            answered += 1;
            times.extend(waited);
        }
    }
    Answers {
        answered,
        open,
        elapsed: Minutes::saturating(sum.count),
        longest,
        median: median(times),
        skipped: sum.skipped,
    }
}

/// The median of times; between the two in the middle, rounded up to a minute.
pub fn median(mut times: Vec<Minutes>) -> Option<Minutes> {
    sort::plain(&mut times);
    let upper = times.get(times.len() / 2)?;
    let lower = times.get(times.len().checked_sub(1)? / 2)?;
    let apart = upper.get() - lower.get();
    Some(Minutes::saturating(lower.get() + apart / 2 + apart % 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Settings;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn question(asked: &str, answered: Option<&str>) -> Question {
        Question { asked_at: Some(at(asked)), answered_at: answered.map(at), ..Question::default() }
    }

    fn told(questions: &[Question]) -> Answers {
        answers(questions, at("2026-07-06 11:00"), Settings::default().working_days())
    }

    #[test]
    fn waiting_is_summed_over_all_and_the_longest_is_of_those_that_wait() {
        let questions = [
            // Answered: 90 minutes; 30 on Friday and 60 on Monday; at once.
            question("2026-07-01 10:00", Some("2026-07-01 11:30")),
            question("2026-07-03 17:30", Some("2026-07-06 10:00")),
            question("2026-07-02 12:00", Some("2026-07-02 12:00")),
            // Waiting: 120 minutes of Monday; 60 of Friday and 120.
            question("2026-07-06 08:00", None),
            question("2026-07-03 17:00", None),
            // Without its moment.
            Question::default(),
        ];
        let expected = Answers {
            answered: 3,
            open: 3,
            elapsed: Minutes::saturating(90 + 90 + 120 + 180),
            longest: Some(Minutes::saturating(180)),
            median: Some(Minutes::saturating(90)),
            skipped: Skipped::WeekendsAndHolidays,
        };
        assert_eq!(told(&questions), expected);
    }

    #[test]
    fn nothing_asked_has_no_times() {
        let none = told(&[]);
        assert_eq!(
            (none.answered, none.open, none.elapsed, none.longest, none.median),
            (0, 0, Minutes::ZERO, None, None)
        );
    }

    #[test]
    fn the_median_lies_in_the_middle() {
        let of = |times: &[i64]| median(times.iter().copied().map(Minutes::saturating).collect()).map(Minutes::get);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some(7));
        assert_eq!(of(&[30, 10]), Some(20));
        assert_eq!(of(&[30, 11]), Some(21)); // 20.5, rounded up
        assert_eq!(of(&[900, 5, 60]), Some(60));
        assert_eq!(of(&[1, 2, 1_000, 4]), Some(3));
        assert_eq!(of(&[i64::MAX, i64::MAX]), Some(i64::MAX));
    }
}
