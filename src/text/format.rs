//! Dates, hours and yen as people write them, and as they type them.

use super::Lang;
use crate::domain::scalar::{AmountError, Minutes, Percent, Yen};
use crate::domain::unicode::nfkc;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

/// `25,000円`, `¥25,000`.
pub fn yen(amount: Yen, lang: Lang) -> String {
    let digits = grouped(amount.get());
    lang.pick(format!("{digits}円"), format!("¥{digits}"))
}

/// Yen as they stand at the axis of a chart: `33万円`, `2.5万円`, `5,000円`; `¥330k`, `¥25k`, `¥5k`.
pub fn yen_short(amount: Yen, lang: Lang) -> String {
    let exact = amount.get();
    match lang {
        Lang::Ja if exact >= 10_000 && exact % 10_000 == 0 => format!("{}万円", grouped(exact / 10_000)),
        Lang::Ja if exact >= 10_000 && exact % 1_000 == 0 => {
            format!("{}.{}万円", grouped(exact / 10_000), exact % 10_000 / 1_000)
        }
        Lang::En if exact >= 1_000 && exact % 1_000 == 0 => format!("¥{}k", grouped(exact / 1_000)),
        _ => yen(amount, lang),
    }
}

/// An amount of hours with its unit: `10時間`, `1.5時間`, `1時間20分`.
pub fn hours(time: Minutes, lang: Lang) -> String {
    let (whole, rest) = (time.get() / 60, time.get() % 60);
    let digits = grouped(whole);
    match rest {
        0 => lang.pick(format!("{digits}時間"), format!("{digits} h")),
        30 => lang.pick(format!("{digits}.5時間"), format!("{digits}.5 h")),
        _ if whole == 0 => lang.pick(format!("{rest}分"), format!("{rest} min")),
        _ => lang.pick(format!("{digits}時間{rest}分"), format!("{digits} h {rest} min")),
    }
}

/// Hours as they stand in a field whose unit is shown beside it: `10`, `1.5`, `1:20`.
pub fn hours_field(time: Minutes) -> String {
    let (whole, rest) = (time.get() / 60, time.get() % 60);
    match rest {
        0 => whole.to_string(),
        _ if rest % 6 == 0 => format!("{whole}.{}", rest / 6),
        15 | 45 => format!("{whole}.{}", rest * 100 / 60),
        _ => format!("{whole}:{rest:02}"),
    }
}

/// Digits in groups of three.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// So many things in English: `1 card`, `3 cards`.
pub fn counted(count: impl ToString, one: &str) -> String {
    let count = count.to_string();
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {one}{plural}")
}

/// An amount of text by its letters, as people say it: `340文字`, `約3,400文字`, `約1.2万文字`, `約12万文字`.
pub fn letters(units: usize, lang: Lang) -> String {
    let exact = i64::try_from(units).unwrap_or(i64::MAX);
    let rounded = |step: i64| exact.saturating_add(step / 2) / step * step;
    let ja = match exact {
        n if n < 1_000 => format!("{n}文字"),
        _ if rounded(100) < 10_000 => format!("約{}文字", grouped(rounded(100))),
        _ if rounded(1_000) < 100_000 => {
            let tenths = rounded(1_000) / 1_000;
            if tenths % 10 == 0 {
                format!("約{}万文字", tenths / 10)
            } else {
                format!("約{}.{}万文字", tenths / 10, tenths % 10)
            }
        }
        _ => format!("約{}万文字", grouped(rounded(10_000) / 10_000)),
    };
    let en = match exact {
        1 => "1 character".to_owned(),
        n if n < 1_000 => format!("{n} characters"),
        _ if rounded(100) < 10_000 => format!("about {} characters", grouped(rounded(100))),
        _ if rounded(1_000) < 1_000_000 => format!("about {} characters", grouped(rounded(1_000))),
        _ => format!("about {} characters", grouped(rounded(10_000))),
    };
    lang.pick(ja, en)
}

/// `8月29日(土)`, with the year where it is not the reader's own.
pub fn date(day: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let weekday = weekday(day.weekday(), lang);
    let same_year = day.year() == today.year();
    match lang {
        Lang::Ja if same_year => format!("{}月{}日({weekday})", day.month(), day.day()),
        Lang::En if same_year => format!("{weekday} {} {}", day.day(), month(day.month())),
        _ => full_date(day, lang),
    }
}

/// `2026年11月24日(火)`: a date with its year, whichever year the reader is in.
pub fn full_date(day: NaiveDate, lang: Lang) -> String {
    let weekday = weekday(day.weekday(), lang);
    match lang {
        Lang::Ja => format!("{}年{}月{}日({weekday})", day.year(), day.month(), day.day()),
        Lang::En => format!("{weekday} {} {} {}", day.day(), month(day.month()), day.year()),
    }
}

/// A date and the time of day: `8月29日(土) 14:05`.
pub fn date_time(moment: NaiveDateTime, today: NaiveDate, lang: Lang) -> String {
    format!("{} {}", date(moment.date(), today, lang), moment.format("%H:%M"))
}

fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let index = day.num_days_from_monday() as usize;
    let ja = ["月", "火", "水", "木", "金", "土", "日"];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    lang.pick(ja, en)[index]
}

fn month(number: u32) -> &'static str {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][number as usize - 1]
}

/// How long something has been waiting, by its largest unit: `3時間`, `2日`.
pub fn elapsed(minutes: i64, lang: Lang) -> String {
    match minutes.max(0) {
        m if m < 60 => lang.pick(format!("{m}分"), format!("{m} min")),
        m if m < 48 * 60 => lang.pick(format!("{}時間", m / 60), format!("{} h", m / 60)),
        m => lang.pick(format!("{}日", m / 1440), counted(m / 1440, "day")),
    }
}

/// What a person typed where an amount belongs is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnAmount {
    /// No number.
    NoNumber,
    /// Yen and days have no fractions.
    NotWhole,
    /// A number that the field does not take.
    Refused(AmountError),
}

/// Full-width digits, separators and units are read as what they mean.
fn plain(text: &str) -> String {
    nfkc(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '、' | '¥' | '\\')).collect()
}

/// A whole number as typed: `25,000`, `25000円`, `2.5万`, `1万5千`.
///
/// # Errors
/// Where there is no number, or one with a fraction.
pub fn parse_whole(text: &str) -> Result<i64, NotAnAmount> {
    let text = plain(text);
    let text = text.strip_suffix("営業日").unwrap_or(&text); // ja: what is typed, in either language
    let text = text.strip_suffix(['円', '日', '%', '点', '版']).unwrap_or(text);
    // ja: the same
    let text = text.strip_suffix("か月").or_else(|| text.strip_suffix("ヶ月")).unwrap_or(text);
    let mut rest = text;
    let mut thousandths: i64 = 0;
    for (unit, worth) in [('億', 100_000_000_i64), ('万', 10_000), ('千', 1_000)] {
        if let Some((head, tail)) = rest.split_once(unit) {
            thousandths = thousandths.saturating_add(decimal(head)?.saturating_mul(worth));
            rest = tail;
        }
    }
    if !rest.is_empty() || thousandths == 0 {
        thousandths = thousandths.saturating_add(decimal(rest)?);
    }
    if thousandths % 1_000 == 0 { Ok(thousandths / 1_000) } else { Err(NotAnAmount::NotWhole) }
}

/// Hours as typed, in minutes: `10`, `1.5`, `1:20`, `1時間20分`, `90分`.
///
/// # Errors
/// Where there is no number.
pub fn parse_minutes(text: &str) -> Result<i64, NotAnAmount> {
    let text = plain(text).replace("時間", ":").replace(['h', 'H'], ":");
    let text = text.trim_end_matches("min");
    if let Some((hours, rest)) = text.split_once(':') {
        let rest = rest.trim_end_matches('分');
        let minutes = if rest.is_empty() { 0 } else { rest.parse().map_err(|_| NotAnAmount::NoNumber)? };
        return Ok(minutes_of(decimal(hours)?).saturating_add(minutes));
    }
    if let Some(minutes) = text.strip_suffix('分') {
        return minutes.parse().map_err(|_| NotAnAmount::NoNumber);
    }
    Ok(minutes_of(decimal(text)?))
}

fn minutes_of(thousandths: i64) -> i64 {
    (thousandths.saturating_mul(60) + 500) / 1_000
}

/// A decimal number in thousandths.
fn decimal(text: &str) -> Result<i64, NotAnAmount> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !numeric(whole) || !numeric(fraction) || fraction.len() > 3 {
        return Err(NotAnAmount::NoNumber);
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| NotAnAmount::NoNumber)? };
    let fraction: i64 = format!("{fraction:0<3}").parse().map_err(|_| NotAnAmount::NoNumber)?;
    Ok(sign * whole.saturating_mul(1_000).saturating_add(fraction))
}

/// A factor as a person reads it: 125 is `×1.25`.
pub fn factor(percent: Percent) -> String {
    let (whole, rest) = (percent.get() / 100, percent.get() % 100);
    let text = format!("×{whole}.{rest:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_as_people_type_them() {
        let cases = [
            ("25000", 25_000),
            ("25,000", 25_000),
            ("25,000円", 25_000),
            ("¥25,000", 25_000),
            ("25,000円", 25_000),
            ("2.5万", 25_000),
            ("2.5万円", 25_000),
            ("10万", 100_000),
            ("1万5千", 15_000),
            ("1億", 100_000_000),
            ("0", 0),
            ("-5", -5),
            ("6か月", 6),
            ("5営業日", 5),
            ("10 %", 10),
        ];
        for (typed, expected) in cases {
            assert_eq!(parse_whole(typed), Ok(expected), "{typed}");
        }
        for typed in ["", "円", "abc", "1.2.3", "一万", "--1"] {
            assert_eq!(parse_whole(typed), Err(NotAnAmount::NoNumber), "{typed}");
        }
        assert_eq!(parse_whole("1.5"), Err(NotAnAmount::NotWhole));
    }

    #[test]
    fn hours_are_read_as_people_type_them() {
        let cases = [
            ("10", 600),
            ("1.5", 90),
            ("1.5時間", 90),
            ("1:20", 80),
            ("1時間20分", 80),
            ("90分", 90),
            ("0.25", 15),
            ("2h", 120),
        ];
        for (typed, expected) in cases {
            assert_eq!(parse_minutes(typed), Ok(expected), "{typed}");
        }
        assert_eq!(parse_minutes("十時間"), Err(NotAnAmount::NoNumber));
    }

    #[test]
    fn what_a_field_shows_reads_back_as_the_same_time() {
        for minutes in 0..1_000 {
            let time = Minutes::try_from(minutes).unwrap();
            assert_eq!(parse_minutes(&hours_field(time)), Ok(minutes), "{}", hours_field(time));
            assert_eq!(parse_minutes(&hours(time, Lang::Ja)), Ok(minutes), "{}", hours(time, Lang::Ja));
        }
    }

    #[test]
    fn dates_carry_their_weekday() {
        let today = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 8, 29).unwrap();
        assert_eq!(date(day, today, Lang::Ja), "8月29日(土)");
        assert_eq!(date(day, today, Lang::En), "Sat 29 Aug");
        let next = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
        assert_eq!(date(next, today, Lang::Ja), "2027年1月4日(月)");
    }

    #[test]
    fn a_full_date_carries_its_year_and_weekday() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(full_date(day, Lang::Ja), "2026年11月24日(火)");
        assert_eq!(full_date(day, Lang::En), "Tue 24 Nov 2026");
    }

    #[test]
    fn letters_are_counted_in_ten_thousands() {
        let cases = [
            (0, "0文字", "0 characters"),
            (1, "1文字", "1 character"),
            (999, "999文字", "999 characters"),
            (1_000, "約1,000文字", "about 1,000 characters"),
            (3_449, "約3,400文字", "about 3,400 characters"),
            (9_949, "約9,900文字", "about 9,900 characters"),
            (9_950, "約1万文字", "about 10,000 characters"),
            (12_400, "約1.2万文字", "about 12,000 characters"),
            (65_557, "約6.6万文字", "about 66,000 characters"),
            (99_499, "約9.9万文字", "about 99,000 characters"),
            (99_500, "約10万文字", "about 100,000 characters"),
            (123_456, "約12万文字", "about 123,000 characters"),
            (5_242_880, "約524万文字", "about 5,240,000 characters"),
            (52_428_800, "約5,243万文字", "about 52,430,000 characters"),
        ];
        for (units, ja, en) in cases {
            assert_eq!(letters(units, Lang::Ja), ja, "{units}");
            assert_eq!(letters(units, Lang::En), en, "{units}");
        }
    }

    #[test]
    fn yen_are_grouped() {
        assert_eq!(yen(Yen::try_from(1_234_567).unwrap(), Lang::Ja), "1,234,567円");
        let short = |amount, lang| yen_short(Yen::try_from(amount).unwrap(), lang);
        let ja = [0, 5_000, 10_000, 25_000, 330_000, 12_345].map(|amount| short(amount, Lang::Ja));
        assert_eq!(ja, ["0円", "5,000円", "1万円", "2.5万円", "33万円", "12,345円"]);
        let en = [0, 5_000, 330_000, 12_345].map(|amount| short(amount, Lang::En));
        assert_eq!(en, ["¥0", "¥5k", "¥330k", "¥12,345"]);
        assert_eq!(grouped(-1_000), "-1,000");
        assert_eq!(grouped(100), "100");
    }
}
