//! Calendar files after RFC 5545, to be read into another calendar.
//!
//! Times are those of the clock on the wall in Japan, so the file brings the one time zone that it
//! needs. There is no `METHOD`: nothing is sent to anybody, the file is a set of events. `UID` stays
//! the same as long as the source of an event does, so a second import brings the first up to date.
//! Without a method, `DTSTAMP` is when the event was last revised, which is the moment of the export;
//! `SEQUENCE` is left out: it counts the revisions that an organizer sent, and a number taken from the
//! clock would claim one where nothing has changed, and would be lost with a clock that was wrong.

pub mod events;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use std::fmt::Write as _;

/// The media type of a calendar file.
pub const MEDIA_TYPE: &str = "text/calendar;charset=utf-8";

/// An event of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Identifies it for good.
    pub uid: String,
    /// What it is called.
    pub summary: String,
    /// More about it; empty where there is nothing more.
    pub description: String,
    /// Where.
    pub location: String,
    /// What it belongs to.
    pub categories: Vec<String>,
    /// When it is.
    pub when: When,
    /// When its reader is reminded.
    pub alarm: Option<Alarm>,
    /// How it recurs.
    pub repeats: Option<Repeats>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All of a day.
    Day(NaiveDate),
    /// From one moment to another, by the clock on the wall in Japan.
    Time(NaiveDateTime, NaiveDateTime),
}

/// When a reader is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Half an hour before.
    HalfHour,
    /// Seven days before a day, at nine in the morning: the day itself begins at midnight.
    Week,
}

/// How an event recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// The frequency and the day, as a rule has them: `FREQ=MONTHLY;BYDAY=2TU`.
    pub rule: String,
    /// The last day of all.
    pub until: Option<NaiveDate>,
    /// Days on which it is left out.
    pub except: Vec<NaiveDate>,
}

/// `irai-calendar-20261124.ics`
pub fn file_name(at: DateTime<FixedOffset>) -> String {
    at.format("irai-calendar-%Y%m%d.ics").to_string()
}

/// The text of a calendar file with these events, made at a moment.
pub fn calendar(events: &[Event], at: DateTime<FixedOffset>) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//irai-board//irai-board//JA");
    out.line("CALSCALE:GREGORIAN");
    for line in TIME_ZONE {
        out.line(line);
    }
    let stamp = at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string();
    for event in events {
        event.write(&stamp, &mut out);
    }
    out.line("END:VCALENDAR");
    out.text
}

/// Japan has had no other time than this since 1951.
const TIME_ZONE: [&str; 9] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Tokyo",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
];

impl Event {
    fn write(&self, stamp: &str, out: &mut Lines) {
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}", escape(&self.uid)));
        out.line(&format!("DTSTAMP:{stamp}"));
        self.when.write(out);
        if let Some(repeats) = &self.repeats {
            repeats.write(self.when, out);
        }
        for (name, value) in
            [("SUMMARY", &self.summary), ("DESCRIPTION", &self.description), ("LOCATION", &self.location)]
        {
            if !value.trim().is_empty() {
                out.line(&format!("{name}:{}", escape(value)));
            }
        }
        if !self.categories.is_empty() {
            let categories: Vec<String> = self.categories.iter().map(|name| escape(name)).collect();
            out.line(&format!("CATEGORIES:{}", categories.join(",")));
        }
        // What is due takes none of the day's time.
        out.line(if matches!(self.when, When::Day(_)) { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" });
        if let Some(alarm) = self.alarm {
            out.line("BEGIN:VALARM");
            out.line("ACTION:DISPLAY");
            out.line(&format!("DESCRIPTION:{}", escape(&self.summary)));
            out.line(match alarm {
                Alarm::HalfHour => "TRIGGER:-PT30M",
                Alarm::Week => "TRIGGER:-P6DT15H",
            });
            out.line("END:VALARM");
        }
        out.line("END:VEVENT");
    }
}

impl When {
    fn write(self, out: &mut Lines) {
        match self {
            Self::Day(day) => {
                out.line(&format!("DTSTART;VALUE=DATE:{}", date(day)));
                // The end is the first day that is no part of it.
                out.line(&format!("DTEND;VALUE=DATE:{}", date(day.succ_opt().unwrap_or(day))));
            }
            Self::Time(from, to) => {
                out.line(&format!("DTSTART;TZID=Asia/Tokyo:{}", moment(from)));
                out.line(&format!("DTEND;TZID=Asia/Tokyo:{}", moment(to)));
            }
        }
    }
}

impl Repeats {
    fn write(&self, when: When, out: &mut Lines) {
        let mut rule = format!("RRULE:{}", self.rule);
        if let Some(until) = self.until {
            // With a time zone the end is told in UTC: the last second of the day in Japan.
            let until = match when {
                When::Day(_) => date(until),
                When::Time(..) => format!("{}T145959Z", date(until)),
            };
            let _ = write!(rule, ";UNTIL={until}");
        }
        out.line(&rule);
        for day in &self.except {
            out.line(&match when {
                When::Day(_) => format!("EXDATE;VALUE=DATE:{}", date(*day)),
                When::Time(from, _) => format!("EXDATE;TZID=Asia/Tokyo:{}", moment(day.and_time(from.time()))),
            });
        }
    }
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn moment(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// A text as a property has it: separators escaped, line breaks as `\n`, nothing that controls.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            _ if c.is_control() => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Content lines, folded at 75 octets between letters, each with its line break.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: &str) {
        const MOST: usize = 75;
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > MOST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn separators_are_escaped_and_controls_left_out() {
        let cases = [
            ("経理, 月次; 締め", "経理\\, 月次\\; 締め"),
            ("C:\\資料", "C:\\\\資料"),
            ("一行目\r\n二行目\n三行目\r四行目", "一行目\\n二行目\\n三行目\\n四行目"),
            ("a\u{0}\u{7}b\tc\u{7f}", "ab c"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn the_last_day_of_a_rule_is_told_in_the_form_of_its_start() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let repeats = Repeats {
            rule: "FREQ=WEEKLY;BYDAY=TU".to_owned(),
            until: Some(day("2027-03-31")),
            except: vec![day("2026-12-29")],
        };
        let written = |when| {
            let mut out = Lines::default();
            repeats.write(when, &mut out);
            out.text
        };
        let ten = day("2026-12-22").and_hms_opt(10, 0, 0).unwrap();
        assert_eq!(
            written(When::Time(ten, ten)),
            "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331T145959Z\r\nEXDATE;TZID=Asia/Tokyo:20261229T100000\r\n"
        );
        assert_eq!(
            written(When::Day(day("2026-12-22"))),
            "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331\r\nEXDATE;VALUE=DATE:20261229\r\n"
        );
    }

    proptest! {
        #[test]
        fn lines_are_folded_between_letters_and_unfold_to_what_they_were(text in "[ -~あ-ん一-丁😀-😃]{0,200}") {
            let mut out = Lines::default();
            out.line(&text);
            let body = out.text.strip_suffix("\r\n").unwrap();
            prop_assert!(body.split("\r\n").all(|line| line.len() <= 75));
            prop_assert_eq!(body.replace("\r\n ", ""), text);
        }
    }
}
