//! 計測: time that is taken while it is used. The running row is part of the board, so it outlives the
//! page; in a cycle one runs at most.

use super::calendar::{WorkingHours, is_business_day};
use super::scalar::Minutes;
use super::stage::cycle::{Cycle, Usage, UsageKind};
use chrono::NaiveDateTime;

/// Minutes after which somebody has forgotten to stop rather than worked on: the end is asked for.
pub const FORGOTTEN: i64 = 12 * 60;

/// When in the week a moment lies. Where holidays are not known, weekends alone are told.
pub fn kind_at(at: NaiveDateTime, hours: WorkingHours) -> UsageKind {
    if !is_business_day(at.date()).unwrap_or(true) {
        UsageKind::Weekend
    } else if (hours.0..hours.1).contains(&at.time()) {
        UsageKind::Weekday
    } else {
        UsageKind::OffHours
    }
}

/// Minutes from one moment to another, rounded up to a whole one; none where `to` is not later.
pub fn taken(from: NaiveDateTime, to: NaiveDateTime) -> i64 {
    let seconds = (to - from).num_seconds().max(0);
    seconds / 60 + i64::from(seconds % 60 > 0)
}

/// The row whose time is being taken.
pub fn running(cycle: &Cycle) -> Option<&Usage> {
    cycle.usage.iter().find(|row| row.running_since.is_some())
}

/// The row that was left running, if one was.
pub fn forgotten(cycle: &Cycle, now: NaiveDateTime) -> Option<&Usage> {
    let long = |row: &&Usage| row.running_since.is_some_and(|since| taken(since, now) > FORGOTTEN);
    cycle.usage.iter().find(long)
}

/// Begins to take time in a new row, and ends what runs.
pub fn start(cycle: &mut Cycle, row: Usage, now: NaiveDateTime, hours: WorkingHours) {
    for running in &mut cycle.usage {
        stop(running, now);
    }
    cycle.usage.push(Usage { on: Some(now.date()), kind: kind_at(now, hours), running_since: Some(now), ..row });
}

/// Ends a row at a moment: what was taken is added to its time. Nothing happens where it does not run.
pub fn stop(row: &mut Usage, at: NaiveDateTime) {
    if let Some(since) = row.running_since.take() {
        let time = row.time.unwrap_or_default().get().saturating_add(taken(since, at));
        // A clock set wrong must not make a time that no file may hold.
        row.time = Some(Minutes::saturating(time.min(Minutes::MAX)));
    }
}

/// Ends what runs in a cycle that is closed, since nothing can be written there afterwards. How long a
/// forgotten one was used is not known: it adds nothing.
pub fn close(cycle: &mut Cycle, at: NaiveDateTime) {
    for row in &mut cycle.usage {
        match row.running_since {
            Some(since) if taken(since, at) > FORGOTTEN => row.running_since = None,
            _ => stop(row, at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Settings;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn hours() -> WorkingHours {
        Settings::default().working_hours()
    }

    #[test]
    fn the_kind_follows_from_the_moment() {
        let cases = [
            ("2026-07-01 08:59:59", UsageKind::OffHours),
            ("2026-07-01 09:00:00", UsageKind::Weekday),
            ("2026-07-01 17:59:59", UsageKind::Weekday),
            ("2026-07-01 18:00:00", UsageKind::OffHours),
            ("2026-07-04 10:00:00", UsageKind::Weekend), // Saturday
            ("2026-07-20 10:00:00", UsageKind::Weekend), // 海の日
            ("2028-07-17 10:00:00", UsageKind::Weekday), // a Monday whose holiday is not known
        ];
        for (moment, kind) in cases {
            assert_eq!(kind_at(at(moment), hours()), kind, "{moment}");
        }
    }

    #[test]
    fn a_begun_minute_counts_whole() {
        let taken = |from, to| taken(at(from), at(to));
        assert_eq!(taken("2026-07-01 10:00:30", "2026-07-01 10:00:30"), 0);
        assert_eq!(taken("2026-07-01 10:00:30", "2026-07-01 10:00:31"), 1);
        assert_eq!(taken("2026-07-01 10:00:30", "2026-07-01 11:30:30"), 90);
        assert_eq!(taken("2026-07-01 10:00:30", "2026-07-01 11:30:31"), 91);
        assert_eq!(taken("2026-07-01 23:50:00", "2026-07-02 00:10:00"), 20);
        assert_eq!(taken("2026-07-01 10:00:00", "2026-07-01 09:00:00"), 0);
    }

    #[test]
    fn a_second_timing_ends_the_first() {
        let mut cycle = Cycle::default();
        let row = |what: &str| Usage { what: what.to_owned(), ..Usage::default() };
        start(&mut cycle, row("清書"), at("2026-07-01 10:00:00"), hours());
        start(&mut cycle, row("手配"), at("2026-07-01 18:15:00"), hours());
        let told: Vec<_> = cycle.usage.iter().map(|row| (row.what.as_str(), row.time, row.kind)).collect();
        let first = ("清書", Some(Minutes::saturating(495)), UsageKind::Weekday);
        assert_eq!(told, [first, ("手配", None, UsageKind::OffHours)]);
        assert_eq!(running(&cycle).map(|row| row.what.as_str()), Some("手配"));
        assert_eq!(cycle.usage[1].on, Some(at("2026-07-01 18:15:00").date()));
    }

    #[test]
    fn what_is_taken_is_added_and_held_within_what_a_file_may_hold() {
        let running = |time| Usage {
            time: Some(Minutes::saturating(time)),
            running_since: Some(at("2026-07-01 10:00:00")),
            ..Usage::default()
        };
        let mut row = running(25);
        stop(&mut row, at("2026-07-01 10:20:00"));
        assert_eq!((row.time, row.running_since), (Some(Minutes::saturating(45)), None));
        stop(&mut row, at("2026-07-01 12:00:00"));
        assert_eq!(row.time, Some(Minutes::saturating(45)));
        let mut ages = running(25);
        stop(&mut ages, at("2999-07-01 10:20:00"));
        assert_eq!(ages.time, Some(Minutes::saturating(Minutes::MAX)));
    }

    #[test]
    fn twelve_hours_are_not_forgotten_a_minute_more_is() {
        let mut cycle = Cycle::default();
        start(&mut cycle, Usage::default(), at("2026-07-01 10:00:00"), hours());
        assert_eq!(forgotten(&cycle, at("2026-07-01 22:00:00")), None);
        assert!(forgotten(&cycle, at("2026-07-01 22:00:01")).is_some());
    }

    #[test]
    fn a_closed_cycle_leaves_nothing_running() {
        let closed = |at_closing| {
            let mut cycle = Cycle::default();
            start(&mut cycle, Usage::default(), at("2026-07-01 10:00:00"), hours());
            close(&mut cycle, at(at_closing));
            assert_eq!(running(&cycle), None);
            cycle.usage[0].time.map(Minutes::get)
        };
        assert_eq!(closed("2026-07-01 11:30:00"), Some(90));
        assert_eq!(closed("2026-07-02 11:30:00"), None);
    }
}
