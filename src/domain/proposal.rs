//! What a candidate proposed at the meeting, held against its quote.
//!
//! A proposal with a fee is an offer: its hours are what the fee includes. One without a fee is an
//! amount of work under the terms that were quoted. A proposal for another plan says nothing of that
//! plan's fee unless it names one.

use super::cost::{MissingTerm, MonthUse, PlanTerms, cost};
use super::scalar::{Minutes, Percent, Yen};
use super::stage::meet::Meeting;
use super::stage::quote::{Quote, QuoteRound};

/// One side of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The plan, in the company's words.
    pub plan: String,
    /// 月額, without tax.
    pub fee: Option<Yen>,
    /// 含まれる時間 a month.
    pub included: Option<Minutes>,
    /// 作業時間: the minutes of work a month that this side reckons with.
    pub work: Minutes,
    /// Yen a month without tax and set-up fee, at the minutes that the brief lets expect.
    pub expected: Result<Yen, MissingTerm>,
    /// The same at the minutes that were proposed; nothing where none were, or where they are the same.
    pub proposed: Option<Result<Yen, MissingTerm>>,
}

/// A quote and a proposal side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    /// As it was quoted.
    pub quoted: Side,
    /// As it was proposed.
    pub offered: Side,
    /// Whether a quote made of the proposal would have other terms than this one.
    pub differs: bool,
}

/// Whether anything was proposed at a meeting.
pub fn proposed_anything(meeting: &Meeting) -> bool {
    meeting.proposed_hours.is_some() || meeting.proposed_fee.is_some() || !meeting.proposed_plan.trim().is_empty()
}

/// Holds a proposal against a quote, over so many months of the expected use.
pub fn side_by_side(quote: &Quote, meeting: &Meeting, expected: MonthUse, months: usize, tax: Percent) -> SideBySide {
    let made = proposed_quote(Some(quote), meeting);
    let proposed = meeting.proposed_hours.filter(|hours| *hours != expected.total());
    let at = proposed.map(|hours| at_hours(expected, hours));
    let side = |terms: &Quote, plan: &str, work: Minutes| Side {
        plan: plan.trim().to_owned(),
        fee: terms.fee,
        included: terms.included,
        work,
        expected: monthly(terms, expected, months, tax),
        proposed: at.map(|month| monthly(terms, month, months, tax)),
    };
    let plan = if meeting.proposed_plan.trim().is_empty() { &quote.plan } else { &meeting.proposed_plan };
    SideBySide {
        quoted: side(quote, &quote.plan, expected.total()),
        offered: side(&made, plan, meeting.proposed_hours.unwrap_or(expected.total())),
        differs: (made.plan.trim(), made.fee, made.included) != (quote.plan.trim(), quote.fee, quote.included),
    }
}

fn monthly(quote: &Quote, month: MonthUse, months: usize, tax: Percent) -> Result<Yen, MissingTerm> {
    let plan = PlanTerms::from_quote(quote, tax)?;
    Ok(cost(&plan, &vec![month; months.max(1)], None)?.monthly())
}

/// A month of so many minutes, with weekends and off-hours in the share that is expected.
fn at_hours(expected: MonthUse, hours: Minutes) -> MonthUse {
    if expected.total() == Minutes::ZERO {
        return MonthUse { weekday: hours, ..MonthUse::default() };
    }
    let scaled = expected.scaled(expected.total(), hours);
    // Each part was rounded up; the weekday gives back what that made too much.
    let over = scaled.total().get() - hours.get();
    MonthUse { weekday: Minutes::saturating(scaled.weekday.get() - over), ..scaled }
}

/// The quote that a proposal makes, out of the one in force: round 商談後, without an id, a version or
/// the version of the brief, which whoever adds it gives. What the proposal does not say stays as it
/// was quoted; words that are no name of a plan go into the note.
pub fn proposed_quote(quote: Option<&Quote>, meeting: &Meeting) -> Quote {
    let before = quote.cloned().unwrap_or_default();
    let words = meeting.proposed_plan.trim();
    let about_it = quote.is_some() && speaks_of(words, &before.plan);
    let named = Some(words).filter(|words| !about_it && is_name(words));
    let same_plan = quote.is_some() && named.is_none();
    let mut made = Quote {
        id: Default::default(),
        version: 0,
        brief: 0,
        round: QuoteRound::AfterMeeting,
        received_on: meeting.at.map(|at| at.date()),
        valid_until: None,
        ..before
    };
    if let Some(name) = named {
        made.plan = name.to_owned();
    } else if !words.is_empty() && words != made.plan.trim() {
        made.note =
            [words, made.note.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    }
    if same_plan {
        if meeting.proposed_fee.is_some() {
            made.included = meeting.proposed_hours.or(made.included);
        }
        made.fee = meeting.proposed_fee.or(made.fee);
    } else {
        made.fee = meeting.proposed_fee;
        made.included = meeting.proposed_hours;
    }
    made
}

/// Whether words are the name of a plan, or begin with it: 「ライト10に超過2時間」 speaks of ライト10, but
/// ライト100 does not.
pub fn speaks_of(words: &str, plan: &str) -> bool {
    let rest = words.trim().strip_prefix(plan.trim()).filter(|_| !plan.trim().is_empty());
    rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_numeric()))
}

/// Whether words are the name of a plan and not a sentence about it.
fn is_name(words: &str) -> bool {
    const NAME_MAX: usize = 30;
    !words.is_empty() && words.chars().count() <= NAME_MAX && !words.contains(['\n', '。', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yen(amount: i64) -> Option<Yen> {
        Some(Yen::try_from(amount).unwrap())
    }

    fn hours(hours: i64) -> Option<Minutes> {
        Some(Minutes::hours(hours))
    }

    fn quote() -> Quote {
        Quote {
            plan: "ライト10".to_owned(),
            version: 2,
            fee: yen(25_000),
            included: hours(10),
            overage_rate: yen(3_000),
            note: "連絡は前月20日まで".to_owned(),
            ..Quote::default()
        }
    }

    fn meeting(plan: &str, fee: Option<i64>, time: Option<i64>) -> Meeting {
        Meeting {
            at: "2026-11-24T10:00:00".parse().ok(),
            proposed_plan: plan.to_owned(),
            proposed_fee: fee.and_then(yen),
            proposed_hours: time.and_then(hours),
            ..Meeting::default()
        }
    }

    fn terms(made: &Quote) -> (&str, Option<i64>, Option<i64>) {
        (&made.plan, made.fee.map(Yen::get), made.included.map(|time| time.get() / 60))
    }

    #[test]
    fn a_quote_is_made_of_what_was_proposed_and_of_what_was_quoted() {
        // plan, fee, hours -> plan, fee, included
        let cases = [
            (("", None, None), ("ライト10", Some(25_000), Some(10))),
            (("", Some(23_000), None), ("ライト10", Some(23_000), Some(10))),
            (("", Some(30_000), Some(12)), ("ライト10", Some(30_000), Some(12))),
            (("", None, Some(12)), ("ライト10", Some(25_000), Some(10))),
            (("ライト10", None, Some(12)), ("ライト10", Some(25_000), Some(10))),
            (("ライト10に超過2時間", None, Some(12)), ("ライト10", Some(25_000), Some(10))),
            (("ライト10時間", Some(27_000), Some(12)), ("ライト10", Some(27_000), Some(12))),
            (("ライト100", None, Some(100)), ("ライト100", None, Some(100))),
            (("ライト15", Some(36_000), Some(15)), ("ライト15", Some(36_000), Some(15))),
            (("ライト15", None, Some(15)), ("ライト15", None, Some(15))),
            (("ライト10に超過2時間。慣れれば収まる。", None, Some(12)), ("ライト10", Some(25_000), Some(10))),
        ];
        for ((plan, fee, time), expected) in cases {
            let made = proposed_quote(Some(&quote()), &meeting(plan, fee, time));
            assert_eq!(terms(&made), expected, "{plan} {fee:?} {time:?}");
            assert_eq!(made.round, QuoteRound::AfterMeeting);
            assert_eq!((made.version, made.received_on), (0, "2026-11-24".parse().ok()));
            assert_eq!(made.overage_rate, yen(3_000));
        }
        let wordy = proposed_quote(Some(&quote()), &meeting("ライト10に超過2時間。", None, Some(12)));
        assert_eq!(wordy.note, "ライト10に超過2時間。\n連絡は前月20日まで");
        let first = proposed_quote(None, &meeting("ライト15", Some(36_000), Some(15)));
        assert_eq!(terms(&first), ("ライト15", Some(36_000), Some(15)));
    }

    fn compared(plan: &str, fee: Option<i64>, time: Option<i64>) -> SideBySide {
        let expected = MonthUse { weekday: Minutes::hours(11), weekend: Minutes::hours(1), ..MonthUse::default() };
        side_by_side(&quote(), &meeting(plan, fee, time), expected, 6, Percent::TEN)
    }

    #[test]
    fn hours_without_a_fee_are_priced_by_the_quoted_terms() {
        let both = compared("", None, Some(15));
        assert_eq!((both.quoted.work, both.offered.work), (Minutes::hours(12), Minutes::hours(15)));
        // 25,000 and two hours over; 25,000 and five.
        assert_eq!(
            (both.quoted.expected, both.offered.expected),
            (Ok(Yen::saturating(31_000)), Ok(Yen::saturating(31_000)))
        );
        assert_eq!(both.offered.proposed, Some(Ok(Yen::saturating(40_000))));
        assert!(!both.differs);
    }

    #[test]
    fn a_proposed_fee_includes_the_proposed_hours() {
        let both = compared("", Some(30_000), Some(12));
        assert_eq!((both.quoted.fee, both.offered.fee), (yen(25_000), yen(30_000)));
        assert_eq!((both.quoted.included, both.offered.included), (hours(10), hours(12)));
        assert_eq!(both.quoted.expected, Ok(Yen::saturating(31_000)));
        assert_eq!(both.offered.expected, Ok(Yen::saturating(30_000)));
        assert_eq!((both.quoted.proposed, both.offered.proposed), (None, None));
        assert!(both.differs);
    }

    #[test]
    fn a_plan_without_its_fee_has_no_cost_yet() {
        let both = compared("ライト15", None, Some(15));
        assert_eq!(both.offered.plan, "ライト15");
        assert_eq!(both.offered.expected, Err(MissingTerm::Fee));
        assert!(both.differs);
    }

    #[test]
    fn the_proposed_hours_keep_the_share_of_weekends_and_sum_up() {
        let expected = MonthUse { weekday: Minutes::hours(11), weekend: Minutes::hours(1), ..MonthUse::default() };
        for minutes in [0, 1, 59, 60, 601, 7_777] {
            let month = at_hours(expected, Minutes::saturating(minutes));
            assert_eq!(month.total().get(), minutes, "{minutes}");
        }
        assert_eq!(at_hours(expected, Minutes::hours(24)).weekend, Minutes::hours(2));
        assert_eq!(at_hours(MonthUse::default(), Minutes::hours(5)).weekday, Minutes::hours(5));
    }

    #[test]
    fn a_meeting_without_a_proposal_has_nothing_to_compare() {
        assert!(!proposed_anything(&meeting(" ", None, None)));
        assert!(proposed_anything(&meeting("ライト15", None, None)));
        assert!(proposed_anything(&meeting("", Some(1), None)));
        assert!(proposed_anything(&meeting("", None, Some(1))));
    }
}
