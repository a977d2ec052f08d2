mod companies;
mod laws;
mod money;

use super::*;
use crate::domain::gate::Need;
use crate::domain::history::Entry;
use crate::domain::ids::{EngagementId, IdSource, RowId};
use crate::domain::movement::MoveKind;
use crate::domain::{Stage, Status};
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(day: &str) -> Option<DateTime<FixedOffset>> {
    format!("{day}T10:00:00+09:00").parse().ok()
}

fn ids() -> IdSource {
    IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000))
}

fn engagement(number: u128, created: &str) -> Engagement {
    Engagement {
        id: EngagementId(Uuid::from_u128(number)),
        title: format!("案件{number}"),
        created_at: at(created),
        ..Engagement::default()
    }
}

/// Moves an engagement as its history tells it.
fn moved(mut engagement: Engagement, on: &str, kind: MoveKind, to: Stage) -> Engagement {
    engagement.history.push(Entry { at: at(on), from: engagement.stage, to, kind, ..Entry::default() });
    engagement.stage = to;
    engagement
}

fn given(mut engagement: Engagement, on: &str, status: Status) -> Engagement {
    let (kind, stage) = (MoveKind::Status, engagement.stage);
    engagement.history.push(Entry {
        at: at(on),
        from: stage,
        to: stage,
        kind,
        status: Some(status),
        ..Entry::default()
    });
    engagement.status = status;
    engagement
}

fn board(engagements: impl IntoIterator<Item = Engagement>) -> Board {
    Board { engagements: engagements.into_iter().map(|one| (one.id, Arc::new(one))).collect(), ..Board::default() }
}

fn whole(today: &str) -> Window {
    Window::new(None, day(today))
}

/// Mon June 1 → Wed June 3 → Wed June 10, back on Fri June 12, on again on Wed June 17.
fn returning() -> Engagement {
    let made = moved(engagement(1, "2026-06-01"), "2026-06-03", MoveKind::Forward, Stage::Select);
    let asked = moved(made, "2026-06-10", MoveKind::Forward, Stage::Quote);
    let back = moved(asked, "2026-06-12", MoveKind::Back, Stage::Select);
    moved(back, "2026-06-17", MoveKind::Forward, Stage::Quote)
}

/// On hold from June 2 to June 9.
fn held() -> Engagement {
    let held = given(engagement(2, "2026-06-01"), "2026-06-02", Status::OnHold);
    moved(given(held, "2026-06-09", Status::Active), "2026-06-10", MoveKind::Forward, Stage::Select)
}

fn plain() -> Engagement {
    moved(engagement(3, "2026-06-01"), "2026-06-08", MoveKind::Forward, Stage::Select)
}

fn figures(count: usize, median: i64, p85: i64, longest: i64) -> Option<Figures> {
    Some(Figures { count, median, p85, longest })
}

#[test]
fn the_middle_the_85th_of_100_and_the_highest_are_told() {
    let of = |values: &[i64]| Figures::of(values.to_vec());
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[4]), figures(1, 40, 4, 4));
    assert_eq!(of(&[7, 2]), figures(2, 45, 7, 7));
    // ⌈0.85 × 20⌉ = 17.
    assert_eq!(of(&(1..=20).rev().collect::<Vec<_>>()), figures(20, 105, 17, 20));
}

#[test]
fn time_in_a_stage_adds_up_over_returns_and_leaves_out_what_was_on_hold() {
    let times = lead_times(&board([returning(), held(), plain()]), whole("2026-07-01"));
    // 2 days; 1 before and 1 after the hold; 7 days. Business days: 6/2 and 6/3; 6/2 and 6/10; 6/2 to 6/8.
    assert_eq!(times[0].days, figures(3, 20, 7, 7));
    assert_eq!(times[0].business, figures(3, 20, 5, 5));
    // 7 and 5 days; 5 and 3 business days. The other two are still in it.
    assert_eq!(times[1].days, figures(1, 120, 12, 12));
    assert_eq!(times[1].business, figures(1, 80, 8, 8));
    assert_eq!((times[1].returns, times[1].present), (1, 2));
    // It is in the third stage again: not through yet.
    assert_eq!((times[2].days, times[2].returns, times[2].present), (None, 0, 1));
}

#[test]
fn only_what_was_left_in_the_window_counts() {
    let board = board([returning(), held(), plain()]);
    let times = lead_times(&board, Window { from: Some(day("2026-06-10")), today: day("2026-06-16") });
    assert_eq!(times[0].days, figures(1, 20, 2, 2));
    // Not through the second stage on June 16, but back in it since June 12.
    assert_eq!((times[1].days, times[1].returns), (None, 1));
}

#[test]
fn each_cycle_is_a_round_of_its_own_and_a_cancelled_stage_was_not_got_through() {
    let cancelled = given(engagement(4, "2026-06-01"), "2026-06-05", Status::Cancelled);
    let reviewed = moved(engagement(5, "2026-05-01"), "2026-06-01", MoveKind::Forward, Stage::Review);
    let next = moved(reviewed, "2026-06-10", MoveKind::NextCycle, Stage::Start);
    let delivered = moved(next, "2026-06-15", MoveKind::Forward, Stage::Deliver);
    let revised = moved(delivered, "2026-06-17", MoveKind::Revision, Stage::Start);
    let again = moved(revised, "2026-06-20", MoveKind::Forward, Stage::Deliver);
    let times = lead_times(&board([cancelled, given(again, "2026-06-25", Status::Done)]), whole("2026-07-01"));
    let told = |stage: Stage| times[stage as usize].days.map(|figures| (figures.count, figures.longest));
    assert_eq!(told(Stage::Clarify), Some((1, 31)));
    assert_eq!(told(Stage::Review), Some((1, 9)));
    assert_eq!(told(Stage::Start), Some((1, 5 + 3)));
    // Closed on June 25.
    assert_eq!(told(Stage::Deliver), Some((1, 2 + 5)));
    assert_eq!(times[Stage::Start as usize].returns, 1);
    assert!(times.iter().all(|time| time.present == 0));
}

#[test]
fn the_flow_counts_each_where_it_was_at_the_end_of_the_day() {
    let board = board([returning(), plain(), given(engagement(4, "2026-06-30"), "2026-07-01", Status::Cancelled)]);
    let flow = flow(&board, whole("2026-07-01"));
    assert_eq!((flow.step, flow.points.len(), flow.undated), (1, 31, 0));
    let on = |date: &str| flow.points.iter().find(|point| point.on == day(date)).expect("a point").counts;
    let counts = |clarify, select, quote, cancelled| [clarify, select, quote, 0, 0, 0, 0, 0, 0, 0, cancelled];
    assert_eq!(on("2026-06-01"), counts(2, 0, 0, 0));
    assert_eq!(on("2026-06-03"), counts(1, 1, 0, 0));
    assert_eq!(on("2026-06-08"), counts(0, 2, 0, 0));
    assert_eq!(on("2026-06-11"), counts(0, 1, 1, 0));
    assert_eq!(on("2026-06-12"), counts(0, 2, 0, 0));
    assert_eq!(on("2026-06-30"), counts(1, 1, 1, 0));
    assert_eq!(on("2026-07-01"), counts(0, 1, 1, 1));
}

#[test]
fn a_flow_of_one_day_has_one_point_and_one_of_years_has_few() {
    let today = board([engagement(1, "2026-07-01")]);
    assert_eq!(flow(&today, whole("2026-07-01")).points.len(), 1);
    assert!(flow(&Board::default(), whole("2026-07-01")).points.is_empty());
    assert!(flow(&board([engagement(1, "2026-07-02")]), whole("2026-07-01")).points.is_empty());
    // 2026-07-01 less 3 years and a half: 1,277 days; ⌊1,277 ÷ 130⌋ = 9 days are two weeks.
    let long = flow(&board([engagement(1, "2023-01-01")]), whole("2026-07-01"));
    assert_eq!((long.step, long.points.len()), (14, 92));
    assert_eq!(long.points.last().map(|point| point.on), Some(day("2026-07-01")));
    let undated = flow(&board([Engagement::default()]), whole("2026-07-01"));
    assert_eq!((undated.points.len(), undated.undated), (0, 1));
}

#[test]
fn something_stands_still_when_it_is_over_the_median_or_over_two_weeks() {
    let stuck = |engagements: Vec<Engagement>, today: &str| standstill(&board(engagements), day(today)).stuck;
    // In the third stage since June 17, where nothing got through yet.
    assert!(stuck(vec![returning()], "2026-07-01").is_empty());
    let found = stuck(vec![returning()], "2026-07-02");
    // June 18 to July 2 has 11 business days.
    assert_eq!((found[0].since, found[0].days, found[0].business), (day("2026-06-17"), 15, 11));
    assert_eq!((found[0].usual, found[0].over()), (None, 10));
    assert_eq!(found[0].missing, [Need::Quote, Need::Irregular]);

    let through = |number: u128, left: &str| {
        let made = moved(engagement(number, "2026-06-01"), "2026-06-01", MoveKind::Forward, Stage::Quote);
        given(moved(made, left, MoveKind::Forward, Stage::Meet), left, Status::Cancelled)
    };
    let all = vec![returning(), through(7, "2026-06-03"), through(8, "2026-06-05"), through(9, "2026-06-07")];
    // 2, 4 and 6 days: the median is 4, and June 21 is the fourth day.
    assert!(stuck(all.clone(), "2026-06-21").is_empty());
    let found = stuck(all, "2026-07-01");
    assert_eq!((found.len(), found[0].usual, found[0].over()), (1, Some(40), 100));
}

#[test]
fn what_is_missing_is_counted_once_for_each_running_engagement() {
    let held = given(engagement(4, "2026-06-01"), "2026-06-02", Status::OnHold);
    let template = Engagement { status: Status::Template, ..engagement(5, "2026-06-01") };
    let found =
        standstill(&board([returning(), plain(), engagement(6, "2026-06-01"), held, template]), day("2026-07-01"));
    assert_eq!((found.running, found.on_hold), (3, 1));
    let missing = [
        (Need::TaskWithHours, 1),
        (Need::Purpose, 1),
        (Need::Criterion, 1),
        (Need::ScoredCandidate, 1),
        (Need::Quote, 1),
        (Need::Irregular, 1),
    ];
    assert_eq!(found.missing, missing);
    // 23 days in the second stage, 30 in the first.
    assert_eq!(
        found.stuck.iter().map(|one| (one.title.as_str(), one.days)).collect::<Vec<_>>(),
        [("案件6", 30), ("案件3", 23)]
    );
}

#[test]
fn the_last_months_begin_on_the_same_day_of_the_month() {
    let window = Window::new(Some(3), day("2026-05-31"));
    assert_eq!(window.from, Some(day("2026-02-28")));
    assert!(window.holds(day("2026-02-28")) && !window.holds(day("2026-02-27")) && !window.holds(day("2026-06-01")));
    assert!(window.holds_month(day("2026-02-01")) && !window.holds_month(day("2026-01-01")));
}

#[test]
fn a_period_is_read_from_the_address_that_it_wrote() {
    for period in Period::ALL {
        assert_eq!(Period::from_query(period.query()), period);
    }
    for query in ["", "months=2", "months=", "label=months"] {
        assert_eq!(Period::from_query(query), Period::Twelve, "{query}");
    }
    assert_eq!(Period::from_query("label=x&months=all"), Period::All);
}

#[test]
fn columns_are_months_quarters_or_years() {
    let between = |first: &str, last: &str| Span::between(day(first), day(last));
    assert_eq!(between("2023-08-01", "2026-07-01"), Span::Month);
    assert_eq!(between("2023-07-01", "2026-07-01"), Span::Quarter);
    assert_eq!(between("2017-07-01", "2026-07-01"), Span::Year);
    assert_eq!(Span::Quarter.of(day("2026-06-30")), day("2026-04-01"));
    let all: Vec<NaiveDate> = Span::Quarter.all(day("2025-12-01"), day("2026-04-01")).collect();
    assert_eq!(all, [day("2025-10-01"), day("2026-01-01"), day("2026-04-01")]);
}
