//! The decision of the 稟議サマリー: the company, why this one, its cost against the budget, the trial.

use super::super::Block;
use super::super::offers::Offer;
use super::super::source::Source;
use super::cut;
use crate::domain::scalar::Rating;
use crate::domain::stage::meet::Meeting;
use crate::text::format;

/// The company, why, and what it costs.
pub(super) fn decision(source: &Source<'_>, offers: &[Offer<'_>]) -> Block {
    let engagement = source.engagement;
    let chosen = engagement.chosen();
    let offer = chosen.and_then(|chosen| offers.iter().find(|offer| offer.candidate.id == chosen.id));
    let company =
        chosen.map(|row| source.company(row)).unwrap_or_else(|| source.tr("未決定", "Not decided").to_owned());
    let plan = offer.and_then(|offer| offer.best.as_ref()).map(|(quote, _)| quote.plan.trim()).unwrap_or_default();
    let fit = chosen
        .and_then(|row| row.fit.map(|fit| (row, fit)))
        .map(|(row, fit)| source.aside(&source.rating(fit), row.fit_reason.trim()));
    let facts = [
        source.needed("依頼先", "Company", source.aside(&company, plan)),
        source.needed("決定の理由", "Reason", cut(&engagement.decision.reason)),
        source.fact("会社の特徴", "The company", chosen.map(|row| cut(&row.features)).unwrap_or_default()),
        source.fact("業務との相性", "Fit", fit.unwrap_or_default()),
        source.fact(
            "採点の理由",
            "Reasons of the score",
            chosen.map(|row| cut(&reasons(source, row))).unwrap_or_default(),
        ),
        source.fact(
            "商談の評価",
            "The meeting",
            chosen
                .and_then(|row| row.meetings.iter().rev().find(|row| is_rated(row)))
                .map(|row| rated(source, row))
                .unwrap_or_default(),
        ),
        source.fact(
            "提案",
            "Proposal",
            chosen
                .and_then(|row| row.meetings.iter().rev().find(|row| is_proposed(row)))
                .map(|row| proposed(source, row))
                .unwrap_or_default(),
        ),
        source.needed("費用", "Cost", offer.map(|offer| money(source, offer)).unwrap_or_default()),
        source.fact("トライアル", "Trial", trial(source)),
    ];
    Block::Facts(facts.into_iter().flatten().collect())
}

/// The chosen company's scores with why.
fn reasons(source: &Source<'_>, candidate: &crate::domain::stage::select::Candidate) -> String {
    let scored = source.engagement.selection.iter().filter_map(|criterion| {
        let score = candidate.scores.get(&criterion.id)?;
        let value = score.value?;
        Some(source.aside(&format!("{} {}", criterion.name.trim(), value.get()), score.reason.trim()))
    });
    scored.collect::<Vec<_>>().join(source.tr("・", "; "))
}

fn is_rated(meeting: &Meeting) -> bool {
    meeting.smooth.is_some() || meeting.understood.is_some() || !meeting.rating_note.trim().is_empty()
}

fn rated(source: &Source<'_>, meeting: &Meeting) -> String {
    let of = |ja: &'static str, en: &'static str, rating: Option<Rating>| {
        rating.map(|rating| format!("{} {}", source.tr(ja, en), source.rating(rating))).unwrap_or_default()
    };
    let parts = [
        of("円滑さ", "smooth", meeting.smooth),
        of("内容の理解", "understood", meeting.understood),
        cut(&meeting.rating_note),
    ];
    source.join(&parts)
}

fn is_proposed(meeting: &Meeting) -> bool {
    meeting.proposed_hours.is_some() || meeting.proposed_fee.is_some() || !meeting.proposed_plan.trim().is_empty()
}

fn proposed(source: &Source<'_>, meeting: &Meeting) -> String {
    let a_month = |what: String| source.lang.pick(format!("月{what}"), format!("{what} a month"));
    let parts = [
        meeting.proposed_plan.trim().to_owned(),
        meeting.proposed_hours.map(|time| a_month(source.hours(time))).unwrap_or_default(),
        meeting.proposed_fee.map(|fee| a_month(source.yen(fee))).unwrap_or_default(),
    ];
    source.join(&parts)
}

/// The cost a month against the budget, and what is bound to be paid.
fn money(source: &Source<'_>, offer: &Offer<'_>) -> String {
    let Some(monthly) = offer.monthly else {
        return String::new();
    };
    let average = source.lang.pick(
        format!("月額平均 {}(税抜)", source.yen(monthly)),
        format!("{} a month on average, without tax", source.yen(monthly)),
    );
    let budget = source.engagement.clarify.budget.map(|budget| {
        let difference = monthly.get() - budget.get();
        let by = format::grouped(difference.abs());
        let against = match difference {
            0 => source.tr("予算どおり", "as budgeted").to_owned(),
            more if more > 0 => source.lang.pick(format!("{by}円超過"), format!("¥{by} over")),
            _ => source.lang.pick(format!("{by}円下回る"), format!("¥{by} below")),
        };
        source.lang.pick(
            format!("予算 {}に対し{against}", source.yen(budget)),
            format!("budget {}, {against}", source.yen(budget)),
        )
    });
    let priced = offer.best.as_ref().and_then(|(_, cost)| cost.as_ref().ok());
    let total = priced.map(|cost| {
        let months = cost.months.len();
        let (without, with) = (source.yen(cost.total), source.yen(cost.total_with_tax));
        source.lang.pick(
            format!("{months}か月合計 {without}(税込 {with})"),
            format!("{months} months {without} ({with} with tax)"),
        )
    });
    let setup = priced.filter(|cost| cost.setup.get() > 0).map(|cost| {
        source.lang.pick(
            format!("うち初期費用 {}", source.yen(cost.setup)),
            format!("{} of it set-up", source.yen(cost.setup)),
        )
    });
    source.join(&[average, budget.unwrap_or_default(), total.unwrap_or_default(), setup.unwrap_or_default()])
}

fn trial(source: &Source<'_>) -> String {
    let Some(trial) = source.engagement.trial() else {
        return String::new();
    };
    if trial.skipped() {
        return source.aside(source.tr("なし", "None"), &cut(&trial.skipped_reason));
    }
    let time = trial.compared().map(|(planned, actual)| {
        let (planned, actual) = (source.hours(planned), source.hours(actual));
        let by = trial.variance().map(|by| source.signed(by)).unwrap_or_default();
        source
            .lang
            .pick(format!("見積 {planned} → 実績 {actual}({by})"), format!("{planned} planned, {actual} actual ({by})"))
    });
    let parts = [source.label(trial.verdict), time.unwrap_or_default(), cut(&trial.verdict_reason)];
    source.join(&parts)
}
