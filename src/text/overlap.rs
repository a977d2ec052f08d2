//! 重なった変更: what the field of an overlap is called, and what a version of it holds.

use super::label::Choice;
use super::{Lang, Text, find, format, label, text};
use crate::domain::json::from_value;
use crate::domain::scalar::Percent;
use crate::domain::stage::clarify::Frequency;
use crate::domain::stage::contract::{ContractKind, Renewal};
use crate::domain::stage::quote::{CarryOrder, Proration, QuoteRound, WeekendRule};
use crate::domain::stage::trial::{Finding, Verdict};
use crate::domain::stored::Stored;
use crate::domain::{Engagement, Minutes, Priority, Yen};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;

/// What a place is called: `しののめ秘書：見積もり・月額`, after the company that it belongs to. `path` is as an overlap
/// tells it, `candidates[<id>].quotes[<id>].fee`; settings have no engagement.
pub fn field(path: &str, engagement: Option<&Engagement>, lang: Lang) -> String {
    let steps: Vec<&str> = path.split(['.', '[', ']']).filter(|step| !step.is_empty()).collect();
    let is_row = |step: &str| step.contains('-');
    let names: Vec<&str> = steps.iter().copied().filter(|step| !is_row(step)).collect();
    let (name, parts) = names.split_last().unwrap_or((&"", &[]));
    let part = parts.last().copied().unwrap_or_default();
    let field = if steps.last().is_some_and(|last| is_row(last)) { None } else { of_field(part, name) };
    // A row as a whole is called after its list.
    let list = of_part(if field.is_none() { name } else { part });
    let told = match (list, field) {
        (Some(list), Some(field)) => {
            lang.pick(format!("{}・{}", list.ja, field.ja), format!("{}: {}", list.en, field.en))
        }
        (Some(one), None) | (None, Some(one)) => one.get(lang).to_owned(),
        (None, None) => find::place_named(part, name).get(lang).to_owned(),
    };
    let company = steps.iter().find_map(|step| company(step, engagement?));
    match company {
        Some(company) => lang.pick(format!("{company}：{told}"), format!("{company}: {told}")),
        None => told,
    }
}

fn company<'a>(id: &str, engagement: &'a Engagement) -> Option<&'a str> {
    let row = engagement.candidates.iter().find(|row| row.id.to_string() == id)?;
    Some(row.name.as_str()).filter(|name| !name.is_empty())
}

fn of_part(name: &str) -> Option<Text> {
    Some(match name {
        "quotes" => text("見積もり", "Quote"),
        "contract" | "past_contracts" => text("契約", "Contract"),
        "decision" | "past_decisions" => text("依頼先の決定", "Decision"),
        "meetings" => text("打ち合わせ", "Meeting"),
        "irregular" => text("イレギュラー", "Irregular cases"),
        "trials" => text("トライアル", "Trial"),
        "cycles" => text("サイクル", "Cycle"),
        "works" => text("依頼した業務", "Work requested"),
        "tasks" => text("業務", "Task"),
        "usage" => text("使用した時間", "Time used"),
        "deliverables" => text("納品物", "Deliverable"),
        "review" => text("定例会議", "Regular meeting"),
        "regular" => text("定例会議の予定", "Plan of the meetings"),
        "comparison" => text("比較の条件", "What is compared by"),
        "inquiry" => text("問い合わせ", "Inquiry"),
        "candidates" => text("候補", "Candidate"),
        "closures" => text("自社の休業日", "Days closed"),
        "views" => text("保存した絞り込み", "Saved filters"),
        _ => return None,
    })
}

/// What has no name where it can be found by its words: amounts, days and choices.
fn of_field(part: &str, name: &str) -> Option<Text> {
    Some(match (part, name) {
        ("quotes", "plan") => text("プラン", "plan"),
        ("quotes", "note") => text("メモ", "note"),
        ("decision" | "past_decisions", "reason") => text("理由", "reason"),
        ("contract" | "past_contracts", "plan") => text("プラン", "plan"),
        ("contract" | "past_contracts", "quote") => text("もとの見積もり", "its quote"),
        ("contract" | "past_contracts", "candidate") | (_, "chosen") => text("会社", "company"),
        ("usage", "time") => text("時間", "time"),
        ("comparison", "months") => text("期間", "months"),
        ("comparison", "monthly") | ("tasks", "hours") => text("月の時間", "hours a month"),
        ("", "due") => text("期日", "Due"),
        ("", "priority") => text("優先度", "Priority"),
        ("", "tax") => text("消費税", "Consumption tax"),
        ("", "tolerance") => text("予算の許容", "Tolerance of the budget"),
        ("", "reply_days") => text("返信の期限", "Days to reply"),
        ("", "payment_limit") => text("支払期日の上限", "Limit of payment"),
        ("", "opens_at") => text("営業の始まり", "Opens at"),
        ("", "closes_at") => text("営業の終わり", "Closes at"),
        ("", "check_days") => text("検収の目安", "Days to check"),
        (_, "fee" | "proposed_fee") => text("月額", "monthly fee"),
        (_, "rough_cost") => text("費用の目安", "rough cost"),
        (_, "included" | "proposed_hours") => text("含まれる時間", "included hours"),
        (_, "overage_rate") => text("超過単価", "overage rate"),
        (_, "overage_step") => text("超過の単位", "overage step"),
        (_, "setup_fee") => text("初期費用", "setup fee"),
        (_, "minimum_months") => text("最低契約期間", "minimum term"),
        (_, "carry_months") => text("繰り越し", "carry-over"),
        (_, "carry_order") => text("先に使う時間", "which time is used first"),
        (_, "weekend") => text("土日の対応", "weekends"),
        (_, "weekend_factor") => text("土日の倍率", "weekend factor"),
        (_, "off_hours_factor") => text("時間外の倍率", "factor outside hours"),
        (_, "proration") => text("月の途中の開始", "start within a month"),
        (_, "tax") => text("消費税", "consumption tax"),
        (_, "round") => text("見積もりの時期", "when it was made"),
        (_, "version") => text("版", "version"),
        (_, "brief") => text("依頼書の版", "version of the brief"),
        (_, "received_on") => text("受領日", "received on"),
        (_, "valid_until") => text("有効期限", "valid until"),
        (_, "decided_on") => text("決定日", "decided on"),
        (_, "kind") => text("種類", "kind"),
        (_, "signed_on") => text("締結日", "signed on"),
        (_, "starts_on") => text("開始日", "starts on"),
        (_, "ends_on") => text("終了日", "ends on"),
        (_, "ended_on") => text("終えた日", "ended on"),
        (_, "term_months") => text("契約期間", "term"),
        (_, "renewal") => text("更新", "renewal"),
        (_, "renewal_months") => text("更新後の期間", "further terms"),
        (_, "notice_days" | "notice_months") => text("更新拒絶の通知期限", "notice before the end"),
        (_, "acceptance_days") => text("検収期間", "acceptance period"),
        (_, "payment_days") => text("支払期日", "payment due"),
        (_, "budget") => text("予算", "budget"),
        (_, "wished_start") => text("希望の開始日", "wished start"),
        (_, "weight") => text("重み", "weight"),
        (_, "frequency") => text("頻度", "frequency"),
        (_, "verdict") => text("判定", "verdict"),
        (_, "invoiced") => text("請求額", "invoiced"),
        (_, "used") => text("報告された時間", "reported hours"),
        (_, "agreed") => text("決めた時間", "agreed hours"),
        (_, "due") => text("期日", "due"),
        (_, "done_on") => text("完了日", "done on"),
        _ => return None,
    })
}

/// A version of a field as a person can tell it from another.
pub fn version(path: &str, value: &Value, engagement: Option<&Engagement>, today: NaiveDate, lang: Lang) -> String {
    let is_row = path.ends_with(']');
    let name = path.rsplit(['.', ']']).next().unwrap_or_default();
    match value {
        Value::Null if is_row => lang.pick("(削除)", "(removed)").to_owned(),
        Value::Null => lang.pick("(空欄)", "(empty)").to_owned(),
        Value::Bool(true) => lang.pick("はい", "Yes").to_owned(),
        Value::Bool(false) => lang.pick("いいえ", "No").to_owned(),
        Value::String(told) if told.is_empty() => lang.pick("(空欄)", "(empty)").to_owned(),
        Value::String(told) => of_text(name, value, told, engagement, today, lang),
        Value::Number(_) => of_number(name, value, lang),
        Value::Array(rows) => lang.pick(format!("{}行", rows.len()), format::counted(rows.len(), "row")),
        Value::Object(fields) => {
            let titled = ["name", "title", "plan", "what", "text", "subject"];
            let title =
                titled.iter().find_map(|name| fields.get(*name)?.as_str().filter(|text| !text.trim().is_empty()));
            title.map_or_else(|| label::short(&value.to_string()), str::to_owned)
        }
    }
}

fn of_text(
    name: &str,
    value: &Value,
    told: &str,
    engagement: Option<&Engagement>,
    today: NaiveDate,
    lang: Lang,
) -> String {
    if let Ok(day) = told.parse::<NaiveDate>() {
        return format::date(day, today, lang);
    }
    if let Ok(moment) = told.parse::<NaiveDateTime>() {
        return format::date_time(moment, today, lang);
    }
    let choice = match name {
        "priority" => choice::<Priority>(value, lang),
        "frequency" => choice::<Frequency>(value, lang),
        "weekend" => choice::<WeekendRule>(value, lang),
        "proration" => choice::<Proration>(value, lang),
        "carry_order" => choice::<CarryOrder>(value, lang),
        "round" => choice::<QuoteRound>(value, lang),
        "kind" => choice::<ContractKind>(value, lang),
        "renewal" => choice::<Renewal>(value, lang),
        "verdict" => choice::<Verdict>(value, lang),
        "met" | "finding" => choice::<Finding>(value, lang),
        _ => None,
    };
    let named = || {
        let engagement = engagement?;
        let quotes = || engagement.candidates.iter().flat_map(|row| &row.quotes);
        let quote = || quotes().find(|row| row.id.to_string() == told).map(|row| row.plan.clone());
        company(told, engagement).map(str::to_owned).or_else(quote)
    };
    choice.or_else(named).unwrap_or_else(|| told.to_owned())
}

fn choice<C: Choice + Stored + Default>(value: &Value, lang: Lang) -> Option<String> {
    from_value::<C>(value).ok().map(|choice| choice.label().get(lang).to_owned())
}

fn of_number(name: &str, value: &Value, lang: Lang) -> String {
    let number = value.as_i64().unwrap_or_default();
    let grouped = format::grouped(number);
    match name {
        "fee" | "proposed_fee" | "rough_cost" | "overage_rate" | "setup_fee" | "budget" | "invoiced" => {
            format::yen(Yen::saturating(number), lang)
        }
        "included" | "proposed_hours" | "overage_step" | "hours" | "monthly" | "time" | "used" | "agreed"
        | "planned" | "actual" | "billed" | "length" | "least" | "most" | "weekend_hours" => {
            format::hours(Minutes::saturating(number), lang)
        }
        "weekend_factor" | "off_hours_factor" => Percent::try_from(number).map_or(grouped, format::factor),
        "tax" | "tolerance" | "weight" => format!("{grouped}%"),
        months if months.ends_with("months") => lang.pick(format!("{grouped}か月"), format::counted(grouped, "month")),
        days if days.ends_with("_days") || days == "payment_limit" => {
            lang.pick(format!("{grouped}日"), format::counted(grouped, "day"))
        }
        _ if !value.is_i64() => value.to_string(),
        _ => grouped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RowId;
    use crate::domain::ids::Row;
    use crate::domain::stage::quote::Quote;
    use crate::domain::stage::select::Candidate;
    use serde_json::json;
    use uuid::Uuid;

    const COMPANY: &str = "01930000-0000-7000-8000-000000000011";
    const QUOTE: &str = "01930000-0000-7000-8000-000000000012";

    fn engagement() -> Engagement {
        let id = |text: &str| RowId(Uuid::parse_str(text).unwrap());
        let quotes = vec![Quote { plan: "標準".to_owned(), ..Quote::with_id(id(QUOTE)) }];
        let company = Candidate { name: "しののめ秘書".to_owned(), quotes, ..Candidate::with_id(id(COMPANY)) };
        Engagement { candidates: vec![company], ..Engagement::default() }
    }

    #[test]
    fn a_field_is_called_as_it_is_on_the_page() {
        let engagement = engagement();
        let fee = format!("candidates[{COMPANY}].quotes[{QUOTE}].fee");
        let row = format!("candidates[{COMPANY}].quotes[{QUOTE}]");
        let cases = [
            (fee.as_str(), "しののめ秘書：見積もり・月額", "しののめ秘書: Quote: monthly fee"),
            (&row, "しののめ秘書：見積もり", "しののめ秘書: Quote"),
            ("clarify.purpose", "依頼の目的", "Purpose"),
            ("clarify.budget", "予算", "budget"),
            ("contract.signed_on", "契約・締結日", "Contract: signed on"),
            ("decision.reason", "依頼先の決定・理由", "Decision: reason"),
            ("owner", "担当者", "Owner"),
            ("due", "期日", "Due"),
            ("tax", "消費税", "Consumption tax"),
            ("closures", "自社の休業日", "Days closed"),
        ];
        for (path, ja, en) in cases {
            assert_eq!(field(path, Some(&engagement), Lang::Ja), ja, "{path}");
            assert_eq!(field(path, Some(&engagement), Lang::En), en, "{path}");
        }
    }

    #[test]
    fn a_version_is_told_in_the_units_of_its_field() {
        let engagement = engagement();
        let today = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        let row = format!("candidates[{COMPANY}].quotes[{QUOTE}]");
        let cases = [
            ("candidates.quotes.fee", json!(50_000), "50,000円"),
            ("candidates.quotes.included", json!(90), "1.5時間"),
            ("tax", json!(8), "8%"),
            ("contract.term_months", json!(6), "6か月"),
            ("contract.payment_days", json!(30), "30日"),
            ("contract.signed_on", json!("2026-07-03"), "7月3日(金)"),
            ("contract.kickoff.at", json!("2026-07-03T10:00:00"), "7月3日(金) 10:00"),
            ("decision.chosen", json!(COMPANY), "しののめ秘書"),
            ("contract.quote", json!(QUOTE), "標準"),
            ("priority", json!("high"), "高"),
            ("clarify.purpose", json!(""), "(空欄)"),
            ("clarify.purpose", json!(null), "(空欄)"),
            ("clarify.purpose", json!("締めを早める"), "締めを早める"),
            (&row, json!(null), "(削除)"),
            (&row, json!({ "id": QUOTE, "plan": "標準" }), "標準"),
        ];
        for (path, value, told) in cases {
            assert_eq!(version(path, &value, Some(&engagement), today, Lang::Ja), told, "{path}");
        }
    }
}
