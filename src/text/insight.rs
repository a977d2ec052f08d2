//! 分析 in words: what each part found, and the names of its figures.

use super::label::Choice;
use super::{Lang, Text, format, text};
use crate::domain::gate::Need;
use crate::domain::insight::{
    Answers, Band, CompanyRecord, Figures, FlowPoint, Measure, Span, Spend, StageTime, Standstill,
};
use crate::domain::scalar::{Minutes, Yen};
use crate::domain::{Stage, Status};
use chrono::{Datelike, NaiveDate};

/// Tenths of a day: `12日`, `12.5日`.
pub fn tenths(tenths: i64, lang: Lang) -> String {
    let (whole, rest) = (format::grouped(tenths / 10), tenths % 10);
    let one = tenths == 10;
    match rest {
        0 => lang.pick(format!("{whole}日"), format!("{whole} {}", if one { "day" } else { "days" })),
        _ => lang.pick(format!("{whole}.{rest}日"), format!("{whole}.{rest} days")),
    }
}

/// Whole days: `12日`.
pub fn days(days: i64, lang: Lang) -> String {
    tenths(days.saturating_mul(10), lang)
}

/// Tenths of a minute of business hours, to the minute: `2時間`, `1時間20分`.
pub fn waited(tenths: i64, lang: Lang) -> String {
    format::hours(Minutes::saturating((tenths + 5) / 10), lang)
}

/// Hundredths as a number: 450 is `4.5`.
pub fn hundredths(value: i64) -> String {
    let digits = format!("{}.{:02}", value / 100, value % 100);
    digits.strip_suffix('0').unwrap_or(&digits).to_owned()
}

/// The name of a stage where there is little room.
pub fn stage_short(stage: Stage) -> Text {
    match stage {
        Stage::Clarify => text("明確化", "Clarify"),
        Stage::Select => text("選定", "Select"),
        Stage::Quote => text("見積もり", "Quotes"),
        Stage::Review => text("定例会議", "Review"),
        other => other.label(),
    }
}

/// What a band of the flow is called, in full and short, with the number of the stage.
pub fn band(band: Band, lang: Lang) -> (String, String) {
    let plain = |status: Status| (status.label().get(lang).to_owned(), status.label().get(lang).to_owned());
    match band {
        Band::At(stage) => {
            let number = stage.number();
            (format!("{number} {}", stage.label().get(lang)), format!("{number} {}", stage_short(stage).get(lang)))
        }
        Band::Done => plain(Status::Done),
        Band::Cancelled => plain(Status::Cancelled),
    }
}

/// What a column of a chart over time is called: `2026年6月`, `2026年4〜6月`, `2026年`.
pub fn span(first: NaiveDate, span: Span, lang: Lang) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month) = (first.year(), first.month());
    let last = month + span.months() - 1;
    let name = |month: u32| MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    match span {
        Span::Month => lang.pick(format!("{year}年{month}月"), format!("{} {year}", name(month))),
        Span::Quarter => {
            lang.pick(format!("{year}年{month}〜{last}月"), format!("{}–{} {year}", name(month), name(last)))
        }
        Span::Year => lang.pick(format!("{year}年"), year.to_string()),
    }
}

/// The same at an axis: `6月`, in January and for the first with the year, `26年1月`.
pub fn span_short(first: NaiveDate, of: Span, leads: bool, lang: Lang) -> String {
    let (year, month) = (first.year() % 100, first.month());
    match of {
        Span::Year => first.year().to_string(),
        _ if leads || month == 1 => lang.pick(format!("{year:02}年{month}月"), format!("{month}/{year:02}")),
        _ => lang.pick(format!("{month}月"), month.to_string()),
    }
}

/// What is missing, without the row that it is about.
pub fn lacking(need: Need) -> Text {
    match need {
        Need::TaskWithHours => text("業務と月の時間が未記入", "No task with its hours"),
        Need::Purpose => text("依頼の目的が未記入", "The purpose is missing"),
        Need::Criterion => text("成功の基準が未記入", "No success criterion"),
        Need::MaterialsNotReady => text("手元の資料がそろっていない", "The materials are not ready"),
        Need::ScoredCandidate => text("候補の評価が未記入", "No candidate is fully scored"),
        Need::FewCandidates => text("候補が3社未満", "Fewer than three candidates"),
        Need::Quote => text("見積もりが未記入", "No quote"),
        Need::Irregular => text("イレギュラーの有無が未回答", "The irregular cases are not answered"),
        Need::Choice => text("依頼先が未決定", "No company is chosen"),
        Need::ChoiceReason => text("決定の理由が未記入", "The reason for the choice is missing"),
        Need::OpenPoint(..) => text("確認事項が未回答", "An open point is not told"),
        Need::Verdict => text("トライアルの判定が未記入", "The trial has no verdict"),
        Need::Signed => text("契約の締結日が未記入", "The contract is not signed"),
        Need::StartDate => text("契約の開始日が未記入", "The start date is missing"),
        Need::Kickoff => text("キックオフの日時が未記入", "The kick-off is not dated"),
        Need::BlockingQuestion(_) => text("質問に未回答", "A question is not answered"),
        Need::Delivered => text("納品がまだない", "Nothing is delivered yet"),
        Need::Unchecked(_) => text("納品物が未確認", "A delivery is not checked"),
        Need::OpenRevision(_) => text("修正が未完了", "A revision is open"),
    }
}

/// What a column of the companies is called.
pub fn measure(measure: Measure) -> Text {
    match measure {
        Measure::Name => text("会社", "Company"),
        Measure::Considered => text("検討", "Considered"),
        Measure::Contracted => text("契約", "Contracts"),
        Measure::Replies => text("返信", "Reply"),
        Measure::Variance => text("トライアルの時間差", "Trial time"),
        Measure::Smooth => text("円滑さ", "Smooth"),
        Measure::Understood => text("伝わり方", "Understood"),
        Measure::Revisions => text("納品あたりの修正", "Revisions per delivery"),
        Measure::Mistakes => text("作業の誤り", "Mistakes"),
        Measure::Again => text("また依頼", "Again"),
    }
}

/// A company's figure in words, with what it rests on; a dash where nothing was entered.
pub fn measured(measure: Measure, record: &CompanyRecord, lang: Lang) -> String {
    let Some(value) = measure.of(record) else {
        return "—".to_owned();
    };
    let of = |count: usize, ja: &str, en: &str| lang.pick(format!("({count}{ja})"), format!(" ({count} {en})"));
    match measure {
        Measure::Name => record.name.clone(),
        Measure::Considered | Measure::Contracted => lang.pick(format!("{value}件"), value.to_string()),
        Measure::Replies => {
            let count = record.replies.map_or(0, |figures| figures.count);
            let days = tenths(value, lang);
            lang.pick(format!("{}営業日", days.trim_end_matches('日')), format!("{days} (business)"))
                + &of(count, "回", "asked")
        }
        Measure::Variance => format!("{value:+}%{}", of(record.trials, "回", "trials")),
        Measure::Smooth | Measure::Understood | Measure::Again => hundredths(value),
        Measure::Revisions => {
            let rate = hundredths(value);
            let deliveries = of(record.delivered, "件中", "deliveries");
            lang.pick(format!("{rate}回{deliveries}"), format!("{rate}{deliveries}"))
        }
        Measure::Mistakes => format!("{value}%{}", of(record.caused, "回中", "revisions")),
    }
}

/// 段階ごとの期間
pub fn lead_finding(times: &[StageTime], lang: Lang) -> String {
    let told = |time: &StageTime| time.days.map(|days| (days, time.stage));
    let longest = times.iter().filter_map(told).max_by_key(|(days, stage)| (days.median, std::cmp::Reverse(*stage)));
    let Some((Figures { count, median, .. }, stage)) = longest else {
        return lang
            .pick("この期間に段階を通り終えた案件はありません。", "Nothing got through a stage in this time.")
            .to_owned();
    };
    let (name, middle) = (stage.label().get(lang), tenths(median, lang));
    let back: usize = times.iter().map(|time| time.returns).sum();
    let returns = match back {
        0 => lang.pick("前の段階への戻りはありません。".to_owned(), "Nothing went back.".to_owned()),
        _ => lang.pick(format!("前の段階へ戻ったのは{back}回です。"), format!("Moves back: {back}.")),
    };
    if median == 0 {
        let within = lang.pick(
            "どの段階も、半分以上が1日以内に通り終えています。",
            "Half of each stage or more got through within a day. ",
        );
        return format!("{within}{returns}");
    }
    lang.pick(
        format!("{name}に最も長くかかっています(中央値{middle}、{count}件)。{returns}"),
        format!("{name} takes the longest: {middle} in the median, over {count}. {returns}"),
    )
}

/// 案件の流れ
pub fn flow_finding(last: Option<&FlowPoint>, lang: Lang) -> String {
    let open = |point: &FlowPoint| -> Vec<(usize, Stage)> {
        let stages = point.counts.iter().zip(Stage::ALL).map(|(count, stage)| (*count, *stage));
        stages.filter(|(count, _)| *count > 0).collect()
    };
    let stages = last.map(open).unwrap_or_default();
    let running: usize = stages.iter().map(|(count, _)| count).sum();
    // Of equal ones the earlier stage: it is the one to look at first.
    let most = stages.iter().max_by_key(|(count, stage)| (*count, std::cmp::Reverse(*stage)));
    match (last, most) {
        (None, _) => lang.pick("まだ案件がありません。", "There is no engagement yet.").to_owned(),
        (Some(_), None) => lang.pick("いま進んでいる案件はありません。", "Nothing is under way.").to_owned(),
        (Some(_), Some((count, stage))) => {
            let name = stage.label().get(lang);
            lang.pick(
                format!("いま{running}件が進んでいて、最も多いのは{name}の{count}件です。"),
                format!("{running} under way, most of them in {name}: {count}."),
            )
        }
    }
}

/// 止まっている案件
pub fn stuck_finding(found: &Standstill, lang: Lang) -> String {
    let count = found.stuck.len();
    if count == 0 {
        return lang
            .pick("ふだんより長く止まっている案件はありません。", "Nothing stands still for longer than usual.")
            .to_owned();
    }
    let why = found.missing.first().map(|(need, cards)| {
        let name = lacking(*need).get(lang);
        lang.pick(
            format!("進行中の案件で最も多い不足は「{name}」です({cards}件)。"),
            format!(" Most often missing: {name} ({cards})."),
        )
    });
    let stuck = lang.pick(
        format!("{count}件が、その段階にふだんより長く止まっています。"),
        match count {
            1 => "1 stands still for longer than is usual in its stage.".to_owned(),
            _ => format!("{count} stand still for longer than is usual in their stage."),
        },
    );
    stuck + &why.unwrap_or_default()
}

/// 月ごとの費用
pub fn spend_finding(spend: &Spend, lang: Lang) -> String {
    if spend.spans.is_empty() {
        return lang.pick("この期間に契約中の月はありません。", "No month of this time has a contract.").to_owned();
    }
    let sum = |of: fn(&crate::domain::insight::SpendSpan) -> Yen| spend.spans.iter().map(of).sum::<Yen>();
    let (planned, actual, overage) = (sum(|one| one.planned), sum(|one| one.actual), sum(|one| one.overage));
    let yen = |amount: Yen| format::yen(amount, lang);
    let unplanned = spend.spans.iter().any(|one| one.unplanned > 0 || one.unpriced > 0);
    let difference = actual.get() - planned.get();
    let apart = yen(Yen::saturating(difference.abs()));
    let against = match difference.signum() {
        // Where months are missing on one side, the two sums do not compare.
        _ if unplanned => String::new(),
        1 => lang.pick(format!("、予定より{apart}多くなっています"), format!(", {apart} more than planned")),
        -1 => lang.pick(format!("、予定より{apart}少なくなっています"), format!(", {apart} less than planned")),
        _ => lang.pick("、予定どおりです".to_owned(), ", as planned".to_owned()),
    };
    let (total, over) = (yen(actual), yen(overage));
    let ja = match against.is_empty() {
        true => format!("実績は合計{total}です。うち超過は{over}です。"),
        false => format!("実績は合計{total}で{against}。うち超過は{over}です。"),
    };
    lang.pick(ja, format!("{total} in all{against}; {over} of it is overage."))
}

/// 回答までの時間
pub fn answers_finding(answers: &Answers, lang: Lang) -> String {
    let open = match answers.open.len() {
        0 => lang.pick("回答を待つ質問はありません。".to_owned(), "No question is open.".to_owned()),
        count => lang.pick(format!("いま{count}件が回答を待っています。"), format!("Open now: {count}.")),
    };
    let Some(times) = answers.times else {
        let none = lang.pick("この期間に回答した質問はありません。", "No question was answered in this time. ");
        return format!("{none}{open}");
    };
    let (middle, billed) = (waited(times.median, lang), format::hours(answers.billed, lang));
    lang.pick(
        format!(
            "回答までの中央値は、営業時間で{middle}です({}件)。待機として{billed}が計上されました。{open}",
            times.count
        ),
        format!(
            "An answer takes {middle} of business hours in the median, over {}. Billed as waiting: {billed}. {open}",
            times.count
        ),
    )
}

/// 会社ごとの記録
pub fn companies_finding(records: &[CompanyRecord], lang: Lang) -> String {
    let (all, chosen) = (records.len(), records.iter().filter(|record| record.contracted > 0).count());
    match all {
        0 => lang.pick("まだ会社が登録されていません。", "No company was entered yet.").to_owned(),
        _ => lang.pick(
            format!("これまでに{all}社を検討し、{chosen}社と契約しました。"),
            format!("{all} considered so far, {chosen} with a contract."),
        ),
    }
}

#[cfg(test)]
mod tests;
