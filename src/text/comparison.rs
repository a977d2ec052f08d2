//! The comparison of candidates in words.

use super::{Lang, Text, format, text};
use crate::domain::comparison::{BreakEven, Column, Conditions, HoursFrom, Mark, OfferKey, Row, Table, Turnover};
use crate::domain::cost::{Fit, MissingTerm};
use crate::domain::scalar::Minutes;

/// What a column is called.
pub fn column(column: Column) -> Text {
    match column {
        Column::Company => text("会社・プラン", "Company, plan"),
        Column::Score => text("評価", "Score"),
        Column::Combined => text("総合", "Combined"),
        Column::Total => text("総額(税抜)", "Total without tax"),
        Column::WithTax => text("総額(税込)", "Total with tax"),
        Column::Monthly => text("月平均", "A month"),
        Column::Most => text("変動時の総額", "Total, least to most"),
        Column::PerHour => text("1時間あたり", "An hour"),
        Column::Minimum => text("最低契約の総額", "Minimum term"),
        Column::Setup => text("初期費用", "Set-up"),
        Column::Included => text("含まれる時間", "Included"),
        Column::OverageRate => text("超過", "Overage"),
        Column::Carry => text("繰越", "Carry-over"),
    }
}

/// What the best and the worst of a column are called; nothing for neither.
pub fn mark(column: Column, mark: Mark) -> Option<Text> {
    let (best, worst) = match column {
        Column::Score | Column::Combined => (text("最高", "best"), text("最低", "lowest")),
        Column::Carry => (text("最長", "longest"), text("最短", "shortest")),
        Column::Company | Column::Included => return None,
        _ => (text("最安", "lowest"), text("最高額", "highest")),
    };
    match mark {
        Mark::None => None,
        Mark::Best => Some(best),
        Mark::Worst => Some(worst),
    }
}

/// What a term without which nothing can be priced is called.
pub fn missing_term(missing: MissingTerm) -> Text {
    match missing {
        MissingTerm::Fee => {
            text("月額が未記入のため、費用を計算できません。", "The monthly fee is missing, so there is no cost yet.")
        }
        MissingTerm::Included => text(
            "含まれる時間が未記入のため、費用を計算できません。",
            "The included hours are missing, so there is no cost yet.",
        ),
        MissingTerm::OverageRate => text(
            "含まれる時間を超えるため、超過単価がないと費用を計算できません。",
            "The work goes beyond the included hours: the overage rate is needed for a cost.",
        ),
    }
}

/// Whether a plan takes the work, where that is to be said.
pub fn fit(fit: Fit) -> Option<Text> {
    match fit {
        Fit::Fits => None,
        Fit::WeekendUnknown => Some(text("要確認: 土日の対応", "Ask: weekends")),
        Fit::WeekendClosed => Some(text("要件不適合: 土日の対応なし", "Does not fit: no weekends")),
    }
}

/// A company's name, also where it has none yet.
pub fn company(name: &str, lang: Lang) -> String {
    match name.trim() {
        "" => lang.pick("(会社名が未記入)", "(no name)").to_owned(),
        name => name.to_owned(),
    }
}

/// A plan's name with its version, also where it has no name yet: 「スタンダード20 v2」.
pub fn plan(name: &str, version: u32, lang: Lang) -> String {
    let name = match name.trim() {
        "" => lang.pick("(プラン名が未記入)", "(no plan name)"),
        name => name,
    };
    format!("{name} v{version}")
}

/// The letter by which the nth offer is known in table and charts: A to Z, then AA.
pub fn letter(index: usize) -> String {
    let last = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

/// An offer in a sentence: the company, with the plan where the company has another one too.
pub fn offer(table: &Table, key: OfferKey, lang: Lang) -> String {
    let Some(row) = table.row(key) else {
        return String::new();
    };
    let alone = table.rows.iter().filter(|other| other.key.candidate == key.candidate).count() < 2;
    offer_name(row, alone, lang)
}

fn offer_name(row: &Row, alone: bool, lang: Lang) -> String {
    let name = company(&row.company, lang);
    match &row.offer {
        Some(offer) if !alone => format!("{name} {}", plan(&offer.plan, offer.version, lang)),
        _ => name,
    }
}

/// Several offers in a sentence.
pub fn offers(table: &Table, keys: &[OfferKey], lang: Lang) -> String {
    let names: Vec<String> = keys.iter().map(|key| offer(table, *key, lang)).collect();
    names.join(lang.pick("、", ", "))
}

/// Where the hours come from.
pub fn hours_from(conditions: &Conditions, lang: Lang) -> String {
    match conditions.hours_from {
        HoursFrom::Given => lang.pick("入力した時間", "as entered").to_owned(),
        HoursFrom::Brief => lang.pick("依頼書の業務の合計", "the tasks of the brief").to_owned(),
        HoursFrom::Trial { planned, actual } => {
            let (planned, actual) = (format::hours(planned, lang), format::hours(actual, lang));
            lang.pick(
                format!("依頼書の業務の合計 × トライアルの実績比({planned} → {actual})"),
                format!("the tasks of the brief, by the trial's ratio ({planned} → {actual})"),
            )
        }
    }
}

/// A score in hundredths, with the digits that tell it from others: 4.2, 4.25.
pub fn points(hundredths: u32) -> String {
    let digits = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    digits.strip_suffix('0').unwrap_or(&digits).to_owned()
}

/// 「月21時間40分で入れ替わり」: the last hours at which the one before is still no dearer.
pub fn break_even(point: &BreakEven, lang: Lang) -> String {
    let hours = format::hours(Minutes::saturating(point.at.get() - 1), lang);
    lang.pick(format!("月{hours}で入れ替わり"), format!("change at {hours} a month"))
}

/// What the trial's ratio does to the ranking, in a heading and a sentence.
pub fn turnover(turned: &Turnover, table: &Table, lang: Lang) -> (String, String) {
    let hours = |time| format::hours(time, lang);
    let (before, now) = (hours(turned.hours_before), hours(turned.hours_now));
    let (planned, actual) = (hours(turned.planned), hours(turned.actual));
    let why = lang.pick(
        format!("トライアルで{planned}の見積もりに{actual}かかったため、月{before}を{now}として計算し直しています。"),
        format!("The trial took {actual} where {planned} were planned, so {before} a month are read as {now}."),
    );
    let shift = if turned.cost.first_changed() { &turned.cost } else { &turned.combined };
    let by =
        if turned.cost.first_changed() { lang.pick("費用", "cost") } else { lang.pick("総合", "score and cost") };
    let (was, is) = (offers(table, &shift.was_first(), lang), offers(table, &shift.is_first(), lang));
    if shift.first_changed() {
        let head = lang.pick("順位が入れ替わりました。", "The ranking has turned over.").to_owned();
        let first = match (was.is_empty(), is.is_empty()) {
            (false, false) => lang.pick(
                format!("{by}の1位は{was}でしたが、いまは{is}です。"),
                format!("By {by}, {was} was first; now it is {is}."),
            ),
            _ => String::new(),
        };
        (head, lang.pick(format!("{first}{why}"), format!("{first} {why}").trim().to_owned()))
    } else if turned.cost.changed() || turned.combined.changed() {
        let head = lang.pick("2位以下の順位が変わりました。", "Places below the first have changed.").to_owned();
        (head, why)
    } else {
        (lang.pick("順位は変わりません。", "The ranking stays.").to_owned(), why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scalar::Yen;

    #[test]
    fn letters_go_on_behind_z() {
        assert_eq!([0, 1, 25, 26, 27, 51, 52].map(letter), ["A", "B", "Z", "AA", "AB", "AZ", "BA"]);
    }

    #[test]
    fn points_have_the_digits_that_tell_them_apart() {
        assert_eq!([420, 425, 500, 100].map(points), ["4.2", "4.25", "5.0", "1.0"]);
    }

    #[test]
    fn a_break_even_is_named_by_the_hours_at_which_both_are_alike() {
        let point = BreakEven { at: Minutes::saturating(1_301), from: 0, to: 1, total: Yen::ZERO };
        assert_eq!(break_even(&point, Lang::Ja), "月21時間40分で入れ替わり");
        let point = BreakEven { at: Minutes::saturating(23 * 60 + 1), ..point };
        assert_eq!(break_even(&point, Lang::Ja), "月23時間で入れ替わり");
        assert_eq!(break_even(&point, Lang::En), "change at 23 h a month");
    }

    #[test]
    fn what_has_no_name_yet_is_called_so() {
        assert_eq!(company("  ", Lang::Ja), "(会社名が未記入)");
        assert_eq!(plan("", 2, Lang::Ja), "(プラン名が未記入) v2");
        assert_eq!(plan(" ライト ", 1, Lang::En), "ライト v1");
    }

    #[test]
    fn best_and_worst_have_words() {
        let ja = |column, kind| mark(column, kind).map(|word| word.ja);
        assert_eq!(ja(Column::Total, Mark::Best), Some("最安"));
        assert_eq!(ja(Column::Score, Mark::Best), Some("最高"));
        assert_eq!(ja(Column::Total, Mark::Worst), Some("最高額"));
        assert_eq!(ja(Column::Total, Mark::None), None);
        assert_eq!(ja(Column::Included, Mark::Best), None);
    }
}
