//! 稟議サマリー: the need, the comparison, the decision and its cost, on one page. Long texts are cut;
//! the 依頼書 has them whole.

mod decision;
mod risks;

use super::offers::{Offer, compared_hours, offers};
use super::source::Source;
use super::{Block, Cell, Column, Fact, Parts, Table, Width};
use crate::domain::cost::{Cost, Fit, MissingTerm};
use crate::domain::scalar::Minutes;
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Standing;
use crate::text::label;

/// How much of a text one page has room for, in characters.
const MOST: usize = 160;

pub(super) fn write(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    let offers = offers(source);
    let decided = engagement.decision.decided_on.map(|day| source.day(day)).unwrap_or_default();
    let facts = [
        source.fact("作成日", "Date", source.day(source.today)),
        source.needed("担当者", "In charge", engagement.owner.as_str()),
        source.fact("版", "Version", source.brief()),
        source.fact("決定日", "Decided on", decided),
    ];
    let mut blocks = vec![
        source.heading("必要な理由", "The need"),
        need(source),
        source.heading("候補の比較", "The candidates compared"),
        comparison(source, &offers).unwrap_or_else(|| Block::Paragraph(source.empty().to_owned())),
    ];
    blocks.extend(dropped(source));
    blocks.push(source.heading("依頼先の決定", "The decision"));
    blocks.push(decision::decision(source, &offers));
    let risks = risks::risks(source, &offers);
    blocks.push(source.heading("リスク・未確認事項", "Risks and open points"));
    blocks.push(if risks.is_empty() {
        Block::Paragraph(source.tr("ありません。", "None.").to_owned())
    } else {
        Block::List { ordered: false, items: risks }
    });
    (engagement.title.clone(), facts.into_iter().flatten().collect(), blocks)
}

/// The beginning of a text, as far as there is room for it.
fn cut(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

fn need(source: &Source<'_>) -> Block {
    let brief = &source.engagement.clarify;
    let names: Vec<String> = super::source::filled(brief.tasks.iter().map(|task| task.name.as_str()));
    let monthly = source.hours(brief.monthly());
    let work = if names.is_empty() {
        String::new()
    } else {
        source
            .lang
            .pick(format!("{}(月{monthly})", names.join("、")), format!("{} ({monthly} a month)", names.join(", ")))
    };
    let criteria: Vec<String> = brief
        .criteria
        .iter()
        .filter(|row| !row.text.trim().is_empty())
        .map(|row| source.aside(row.text.trim(), row.measure.trim()))
        .collect();
    let facts = [
        source.needed("依頼の目的", "Purpose", cut(&brief.purpose)),
        source.needed("現状の課題", "Present problems", cut(&brief.problems)),
        source.fact("業務", "Work", cut(&work)),
        source.fact("成功の基準", "Success criteria", cut(&criteria.join(source.tr("・", "; ")))),
    ];
    Block::Facts(facts.into_iter().flatten().collect())
}

fn comparison(source: &Source<'_>, offers: &[Offer<'_>]) -> Option<Block> {
    let months = source.engagement.comparison.months();
    let total =
        source.lang.pick(format!("{months}か月合計\n税抜 / 税込"), format!("{months} months\nwithout / with tax"));
    let columns = vec![
        source.column("会社", "Company"),
        source.short("状態", "State"),
        source.number("総合点", "Score"),
        source.column("プラン", "Plan"),
        source.number("月額平均\n(税抜)", "A month\nwithout tax"),
        Column { head: total, number: true, width: Width::Short },
        source.number("1時間あたり", "Per hour"),
        source.short("土日", "Weekends"),
        source.column("備考", "Remarks"),
    ];
    let rows: Vec<Vec<Cell>> = offers.iter().map(|offer| row(source, offer)).collect();
    let weights: Vec<String> = source
        .engagement
        .selection
        .iter()
        .filter(|row| row.weight.get() > 0)
        .map(|row| format!("{} {}", row.name.trim(), row.weight.get()))
        .collect();
    let weights = if weights.is_empty() {
        String::new()
    } else {
        let list = weights.join(source.tr("・", ", "));
        source.lang.pick(format!("。総合点の重み: {list}"), format!(". Weights of the score: {list}"))
    };
    let use_of_month = match compared_hours(source) {
        Minutes::ZERO => source.lang.pick(
            format!("月の時間が未記入。{months}か月の場合"),
            format!("No hours are filled in; over {months} months"),
        ),
        time => {
            let time = source.hours(time);
            source
                .lang
                .pick(format!("月{time}を{months}か月使う場合"), format!("At {time} a month over {months} months"))
        }
    };
    let caption = format!("{use_of_month}{weights}");
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot: Vec::new() }))
}

fn row(source: &Source<'_>, offer: &Offer<'_>) -> Vec<Cell> {
    let engagement = source.engagement;
    let chosen = engagement.decision.chosen == Some(offer.candidate.id);
    let state = if chosen {
        source.tr("決定", "Chosen").to_owned()
    } else {
        label::candidate_state(engagement.state_of(offer.candidate)).get(source.lang).to_owned()
    };
    let priced = offer.best.as_ref().and_then(|(_, cost)| cost.as_ref().ok());
    let monthly = offer.monthly.map(|monthly| {
        let rough = if offer.rough { source.tr("目安", "rough") } else { "" };
        source.aside(&source.yen(monthly), rough)
    });
    let total = priced.map(|cost| format!("{}\n{}", source.yen(cost.total), source.yen(cost.total_with_tax)));
    let none = || "—".to_owned();
    vec![
        source.company(offer.candidate).into(),
        state.into(),
        offer.score.map_or_else(none, points).into(),
        offer.best.as_ref().map_or_else(none, |(quote, _)| source.or_empty(&quote.plan)).into(),
        monthly.unwrap_or_else(none).into(),
        total.unwrap_or_else(none).into(),
        priced.and_then(|cost| cost.per_hour).map_or_else(none, |yen| source.yen(yen)).into(),
        offer.best.as_ref().map_or_else(none, |(quote, cost)| weekend(source, quote, cost)).into(),
        remarks(source, offer).into(),
    ]
}

/// A score in hundredths, with the digits that tell it from others: 4.2, 4.25.
fn points(hundredths: u32) -> String {
    let digits = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    digits.strip_suffix('0').unwrap_or(&digits).to_owned()
}

fn weekend(source: &Source<'_>, quote: &Quote, cost: &Result<Cost, MissingTerm>) -> String {
    match cost.as_ref().map(|cost| cost.fit) {
        Ok(Fit::WeekendClosed) => source.tr("要件不適合", "Does not fit").to_owned(),
        Ok(Fit::WeekendUnknown) => source.tr("要確認", "To be asked").to_owned(),
        Ok(Fit::Fits) | Err(_) => source.label(quote.weekend),
    }
}

fn remarks(source: &Source<'_>, offer: &Offer<'_>) -> String {
    let mut remarks = Vec::new();
    if offer.over_budget {
        remarks.push(source.tr("予算超過", "Over budget").to_owned());
    }
    if offer.stale {
        remarks.push(source.tr("旧条件", "Old terms").to_owned());
    }
    if offer.differences > 0 {
        let count = offer.differences;
        remarks.push(source.lang.pick(format!("認識の相違{count}件"), format!("Differences: {count}")));
    }
    match offer.best.as_ref().map(|(_, cost)| cost) {
        None => remarks.push(source.tr("見積もりなし", "No quote").to_owned()),
        Some(Err(missing)) => remarks.push(
            match missing {
                MissingTerm::Fee => source.tr("月額が不明", "Fee unknown"),
                MissingTerm::Included => source.tr("含まれる時間が不明", "Included hours unknown"),
                MissingTerm::OverageRate => source.tr("超過単価が不明", "Overage rate unknown"),
            }
            .to_owned(),
        ),
        Some(Ok(_)) => {}
    }
    remarks.join("\n")
}

/// The companies that were dropped, each with why.
fn dropped(source: &Source<'_>) -> Option<Block> {
    let of_this = source.engagement.candidates.iter().filter(|row| row.standing == Standing::Dropped);
    let items: Vec<String> = of_this
        .map(|row| {
            let on = source.short_day(row.dropped_on);
            let company = source.aside(&source.company(row), &on);
            format!("{company}: {}", cut(&source.or_empty(&row.dropped_reason)))
        })
        .collect();
    let label = source.tr("見送った会社", "Dropped").to_owned();
    let fact = |value: String| Block::Facts(vec![Fact { label, value }]);
    (!items.is_empty()).then(|| fact(items.join("\n")))
}
