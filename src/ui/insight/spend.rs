//! 月ごとの費用

use super::View;
use super::parts::{caption, dash, heads, legend, nothing, part, table};
use crate::chart::{Columns, Group, draw_leveled};
use crate::domain::insight::{Spend, SpendSpan, spend as spend_of};
use crate::domain::scalar::Yen;
use crate::text::{format, insight, text};
use crate::ui::kit::{chart, lang, tr};
use leptos::prelude::*;

pub(super) fn spend(view: View) -> AnyView {
    let spend = view.over(spend_of);
    let finding = Memo::new(move |_| spend.with(|spend| insight::spend_finding(spend, lang())));
    let empty = Memo::new(move |_| spend.with(|spend| spend.spans.is_empty()));
    let drawing = move || {
        if empty.get() {
            return nothing(tr(
                "契約してサイクルが始まると、月ごとの費用がここに並びます。",
                "Once work under a contract has begun, its cost by month is shown here.",
            ));
        }
        let budget = spend.with(|spend| spend.spans.iter().any(|one| one.budget.is_some()));
        let (columns, levels) = spend.with(|spend| (columns(spend), levels(spend)));
        let name = tr(
            "月ごとの予定と実績のグラフ。数字は下の表にあります。",
            "Planned and actual cost by month. The figures are in the table below.",
        );
        let drawn = chart::measured(move |width| {
            let short = |yen| format::yen_short(Yen::saturating(yen), lang());
            let (drawing, levels) = draw_leveled(&columns, &levels, width, short);
            chart::leveled(&drawing, &levels, &SERIES, name.to_owned(), "")
        });
        view! { {keys(budget)} {drawn} }.into_any()
    };
    let words = move || caption(spend.with(words));
    let figures = move || spend.with(behind);
    let figure = chart::figure(
        text("予定と実績", "Planned and actual"),
        words.into_any(),
        drawing.into_any(),
        figures.into_any(),
        empty.into(),
    );
    part("spend", finding, figure)
}

/// What the style knows the parts of the columns by.
const SERIES: [&str; 4] = ["is-planned", "is-actual", "is-waiting", "is-overage"];

fn columns(spend: &Spend) -> Columns {
    let group = |(index, one): (usize, &SpendSpan)| {
        let (waiting, overage, rest) = one.parts();
        Group {
            name: insight::span_short(one.first, spend.span, index == 0, lang()),
            columns: vec![vec![(0, one.planned.get())], vec![(1, rest.get()), (2, waiting.get()), (3, overage.get())]],
        }
    };
    Columns { groups: spend.spans.iter().enumerate().map(group).collect(), unit: 1 }
}

fn levels(spend: &Spend) -> Vec<Option<i64>> {
    spend.spans.iter().map(|one| one.budget.map(Yen::get)).collect()
}

/// What the parts of the columns are. The line is told only where there is one.
fn keys(budget: bool) -> AnyView {
    let mut keys = vec![
        (SERIES[0], tr("予定", "Planned")),
        (SERIES[1], tr("実績", "Actual")),
        (SERIES[2], tr("うち待機", "of it waiting")),
        (SERIES[3], tr("うち超過", "of it overage")),
    ];
    keys.extend(budget.then(|| ("is-budget", tr("予算", "Budget"))));
    legend(&keys)
}

fn words(spend: &Spend) -> String {
    let base = tr(
        "税抜、初期費用を除きます。実績は請求額、なければ計算した額です。今月は途中までの時間です。",
        "Without tax and set-up fees. Actual is what was billed, else what is computed. This month is not over yet.",
    );
    let sum = |of: fn(&SpendSpan) -> usize| spend.spans.iter().map(of).sum::<usize>();
    let (unpriced, unplanned) = (sum(|one| one.unpriced), sum(|one| one.unplanned));
    let missing = lang().pick(
        format!(" 見積もりから計算できない月があります(予定に{unplanned}か月分、実績に{unpriced}か月分)。"),
        format!(" Some months have no price: {unplanned} planned, {unpriced} actual."),
    );
    if unpriced + unplanned > 0 { format!("{base}{missing}") } else { base.to_owned() }
}

fn behind(spend: &Spend) -> AnyView {
    let heads = heads(&[
        ("月", "Month"),
        ("案件", "Engagements"),
        ("予定", "Planned"),
        ("実績", "Actual"),
        ("うち超過", "of it overage"),
        ("うち待機", "of it waiting"),
        ("予算", "Budget"),
    ]);
    let yen = |amount: Yen| format::yen(amount, lang());
    let line = |one: &SpendSpan| {
        vec![
            insight::span(one.first, spend.span, lang()),
            one.engagements.to_string(),
            yen(one.planned),
            yen(one.actual),
            yen(one.overage),
            yen(one.waiting),
            dash(one.budget.map(yen)),
        ]
    };
    table(tr("月ごとの費用", "Cost by month"), &heads, spend.spans.iter().map(line).collect())
}
