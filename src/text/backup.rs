//! Backups: how long ago the last one was, when to remind of one, when a file is written by itself.

use super::{Lang, Text, format, text};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// A person who has never exported is not reminded before this many changes.
pub const CHANGES_BEFORE_FIRST: u32 = 20;
/// A file is written by itself no more often than this.
pub const AUTOMATIC_MINUTES: i64 = 5;

/// How long ago a day was: 今日, 昨日, 3日前. A clock that was put back makes no difference.
pub fn days_ago(day: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    match (today - day).num_days() {
        i64::MIN..=0 => lang.pick("今日", "today").to_owned(),
        1 => lang.pick("昨日", "yesterday").to_owned(),
        days => lang.pick(format!("{}日前", format::grouped(days)), format!("{} days ago", format::grouped(days))),
    }
}

/// When something was last done: 今日 14:05, 3日前(11月21日(土)).
pub fn ago(at: DateTime<FixedOffset>, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let (at, today) = (at.with_timezone(now.offset()).naive_local(), now.date_naive());
    let ago = days_ago(at.date(), today, lang);
    if at.date() >= today {
        return format!("{ago} {}", at.format("%H:%M"));
    }
    let day = format::date(at.date(), today, lang);
    lang.pick(format!("{ago}({day})"), format!("{ago} ({day})"))
}

/// How long a person wants to be left alone about backups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interval {
    /// A day.
    Day,
    /// A week.
    #[default]
    Week,
    /// A month of thirty days.
    Month,
    /// For ever.
    Never,
}

impl Interval {
    /// Every interval in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Never];

    /// How it is kept as a preference.
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "1",
            Self::Week => "7",
            Self::Month => "30",
            Self::Never => "never",
        }
    }

    /// Reads a preference; what is none is the usual interval.
    pub fn read(id: &str) -> Self {
        Self::ALL.into_iter().find(|interval| interval.id() == id).unwrap_or_default()
    }

    /// Its name.
    pub fn label(self) -> Text {
        match self {
            Self::Day => text("毎日", "Every day"),
            Self::Week => text("7日", "7 days"),
            Self::Month => text("30日", "30 days"),
            Self::Never => text("なし", "Never"),
        }
    }

    fn length(self) -> Option<TimeDelta> {
        match self {
            Self::Day => Some(TimeDelta::days(1)),
            Self::Week => Some(TimeDelta::days(7)),
            Self::Month => Some(TimeDelta::days(30)),
            Self::Never => None,
        }
    }
}

/// What is known about the last backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// When it was.
    pub last: Option<DateTime<FixedOffset>>,
    /// When the first change after it was made.
    pub since: Option<DateTime<FixedOffset>>,
    /// How many changes were made since.
    pub changes: u32,
    /// How often the person wants to be reminded.
    pub interval: Interval,
    /// Until when the person wants to be left alone.
    pub later: Option<DateTime<FixedOffset>>,
}

impl Care {
    /// Whether to remind now. `own` tells whether the board holds anything but samples.
    pub fn is_due(&self, own: bool, now: DateTime<FixedOffset>) -> bool {
        let enough = if self.last.is_some() { 1 } else { CHANGES_BEFORE_FIRST };
        let Some((length, from)) = self.interval.length().zip(self.last.or(self.since)) else {
            return false;
        };
        own && self.changes >= enough && now - from >= length && self.later.is_none_or(|later| now >= later)
    }
}

/// Whether the file is to be written by itself now: at a change at once, and then in intervals.
pub fn is_automatic_due(tried: Option<DateTime<FixedOffset>>, now: DateTime<FixedOffset>) -> bool {
    // A clock that was put back must not stop it.
    tried.is_none_or(|tried| !(TimeDelta::zero()..TimeDelta::minutes(AUTOMATIC_MINUTES)).contains(&(now - tried)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        text.parse().unwrap()
    }

    #[test]
    fn an_age_is_told_by_days_and_the_day() {
        let now = at("2026-11-24T10:00:00+09:00");
        let cases = [
            ("2026-11-24T09:05:00+09:00", "今日 09:05", "today 09:05"),
            ("2026-11-25T09:05:00+09:00", "今日 09:05", "today 09:05"),
            ("2026-11-23T23:59:00+09:00", "昨日(11月23日(月))", "yesterday (Mon 23 Nov)"),
            ("2026-11-21T12:00:00+09:00", "3日前(11月21日(土))", "3 days ago (Sat 21 Nov)"),
            // Written where the day was another one.
            ("2026-11-20T20:00:00+00:00", "3日前(11月21日(土))", "3 days ago (Sat 21 Nov)"),
            ("2025-11-24T10:00:00+09:00", "365日前(2025年11月24日(月))", "365 days ago (Mon 24 Nov 2025)"),
        ];
        for (then, ja, en) in cases {
            assert_eq!(ago(at(then), now, Lang::Ja), ja);
            assert_eq!(ago(at(then), now, Lang::En), en);
        }
    }

    #[test]
    fn intervals_read_back_as_they_are_kept() {
        for interval in Interval::ALL {
            assert_eq!(Interval::read(interval.id()), interval);
        }
        assert_eq!(Interval::read("soon"), Interval::Week);
    }

    #[test]
    fn a_backup_is_asked_for_when_it_is_old_and_something_has_changed() {
        let now = at("2026-11-24T10:00:00+09:00");
        let days = |days| Some(now - TimeDelta::days(days));
        let exported = Care { last: days(8), since: days(8), changes: 1, ..Care::default() };
        let never = Care { last: None, since: days(8), changes: 20, ..Care::default() };
        let cases = [
            ("eight days after the export", exported, true, true),
            ("a board of samples", exported, false, false),
            ("nothing has changed", Care { changes: 0, ..exported }, true, false),
            ("six days after", Care { last: days(6), ..exported }, true, false),
            ("seven days after", Care { last: days(7), ..exported }, true, true),
            ("every day", Care { last: days(1), interval: Interval::Day, ..exported }, true, true),
            ("after a month, on day 29", Care { last: days(29), interval: Interval::Month, ..exported }, true, false),
            ("after a month, on day 30", Care { last: days(30), interval: Interval::Month, ..exported }, true, true),
            ("never", Care { last: days(900), interval: Interval::Never, ..exported }, true, false),
            ("later was chosen", Care { later: Some(now + TimeDelta::hours(1)), ..exported }, true, false),
            ("later has come", Care { later: Some(now), ..exported }, true, true),
            ("never exported", never, true, true),
            ("never exported, few changes", Care { changes: 19, ..never }, true, false),
            ("never exported, begun six days ago", Care { since: days(6), ..never }, true, false),
            ("nothing known", Care { since: None, ..never }, true, false),
            ("the clock was put back", Care { last: days(-8), ..exported }, true, false),
        ];
        for (name, care, own, expected) in cases {
            assert_eq!(care.is_due(own, now), expected, "{name}");
        }
    }

    #[test]
    fn a_file_is_written_by_itself_at_once_and_then_every_five_minutes() {
        let now = at("2026-11-24T10:00:00+09:00");
        let minutes = |minutes| Some(now - TimeDelta::minutes(minutes));
        let cases = [(None, true), (minutes(0), false), (minutes(4), false), (minutes(5), true), (minutes(-90), true)];
        for (tried, expected) in cases {
            assert_eq!(is_automatic_due(tried, now), expected, "{tried:?}");
        }
    }
}
