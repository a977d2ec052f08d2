//! 回答までの時間

use super::View;
use super::parts::{caption, dash, heads, legend, nothing, part, table};
use crate::chart::{Columns, Group, draw_columns};
use crate::domain::Stage;
use crate::domain::insight::{AnswerSpan, Answers, OpenQuestion, answers as answers_of};
use crate::text::label;
use crate::text::{format, insight, text};
use crate::ui::app::App;
use crate::ui::kit::{chart, lang, tr};
use leptos::prelude::*;

/// At most so many are listed before the rest is unfolded.
const FIRST: usize = 8;

pub(super) fn answers(view: View) -> AnyView {
    let app = view.app;
    let answers = view.over(answers_of);
    let finding = Memo::new(move |_| answers.with(|answers| insight::answers_finding(answers, lang())));
    let empty = Memo::new(move |_| answers.with(|answers| answers.spans.is_empty()));
    let drawing = move || {
        if empty.get() {
            return nothing(tr(
                "依頼開始の段階で質問と回答の日時を入力すると、ここに時間が並びます。",
                "Enter when questions were asked and answered in stage 7 to see the times here.",
            ));
        }
        let columns = answers.with(columns);
        let name = tr(
            "回答までの時間の中央値と85%点のグラフ。数字は下の表にあります。",
            "Median and 85th percentile of the time to answer. The figures are in the table below.",
        );
        let drawn = chart::measured(move |width| {
            let drawing = draw_columns(&columns, width, |minutes| (minutes / 60).to_string());
            chart::columns(&drawing, &SERIES, name.to_owned(), tr("時間", "hours"))
        });
        let keys = [(SERIES[0], tr("中央値", "Median")), (SERIES[1], tr("85%点", "85th percentile"))];
        view! { {legend(&keys)} {drawn} }.into_any()
    };
    let words = tr(
        "85%点は、85%がそれまでに回答された時間です。営業時間だけを数え、回答した月に入れます。",
        "By the 85th percentile 85% were answered. Only business hours count, in the month of the answer.",
    );
    let figures = move || answers.with(behind);
    let figure = chart::figure(
        text("質問から回答までの営業時間", "Business hours from question to answer"),
        caption(words.to_owned()),
        drawing.into_any(),
        figures.into_any(),
        empty.into(),
    );
    let open = move || answers.with(|answers| open(app, &answers.open));
    part("answers", finding, view! { {figure} {open} }.into_any())
}

/// What the style knows the columns by.
const SERIES: [&str; 2] = ["is-actual", "is-planned"];

fn columns(answers: &Answers) -> Columns {
    let group = |(index, one): (usize, &AnswerSpan)| {
        let columns = one.times.map(|times| vec![vec![(0, (times.median + 5) / 10)], vec![(1, times.p85)]]);
        Group {
            name: insight::span_short(one.first, answers.span, index == 0, lang()),
            columns: columns.unwrap_or_default(),
        }
    };
    Columns { groups: answers.spans.iter().enumerate().map(group).collect(), unit: 60 }
}

fn behind(answers: &Answers) -> AnyView {
    let heads = heads(&[
        ("月", "Month"),
        ("回答", "Answers"),
        ("中央値", "Median"),
        ("85%点", "85th percentile"),
        ("最長", "Longest"),
        ("計上された待機", "Billed waiting"),
    ]);
    let rows = answers.spans.iter().map(|one| {
        let time = |tenths: i64| insight::waited(tenths, lang());
        vec![
            insight::span(one.first, answers.span, lang()),
            one.times.map_or(0, |times| times.count).to_string(),
            dash(one.times.map(|times| time(times.median))),
            dash(one.times.map(|times| time(times.p85.saturating_mul(10)))),
            dash(one.times.map(|times| time(times.longest.saturating_mul(10)))),
            format::hours(one.billed, lang()),
        ]
    });
    table(tr("回答までの時間", "Time to answer"), &heads, rows.collect())
}

/// The questions that wait, each a way to its form.
fn open(app: App, open: &[OpenQuestion]) -> Option<AnyView> {
    let mut all: Vec<AnyView> = open.iter().map(|one| line(app, one)).collect();
    let rest = all.split_off(all.len().min(FIRST));
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        let name = lang().pick(format!("ほかの{count}件を見る"), format!("{count} more"));
        view! { <details class="more"><summary>{name}</summary><ul class="stuck">{rest}</ul></details> }
    });
    (!all.is_empty()).then(|| {
        let name = tr("回答を待つ質問", "Open questions");
        view! {
            <div class="insight__list">
                <h4 class="chart__title">{name}</h4>
                <ul class="stuck" aria-label=name>{all}</ul>
                {more}
            </div>
        }
        .into_any()
    })
}

fn line(app: App, one: &OpenQuestion) -> AnyView {
    let id = one.id;
    let go = move |_| {
        app.open(id);
        app.shown.set(Some(Stage::Start));
    };
    let waited = one.waited.map_or_else(
        || tr("日時は未記入", "no date").to_owned(),
        |days| lang().pick(format!("{days}営業日"), format!("{days} business days")),
    );
    let blocking = one.blocking.then(|| view! { <span class="tag tag--wait">{tr("業務が止まる", "Blocks")}</span> });
    view! {
        <li class="stuck__row">
            <button type="button" class="link stuck__name" on:click=go>{one.title.clone()}</button>
            <span class="stuck__stage">{blocking}</span>
            <span class="stuck__days">{waited}</span>
            <span class="stuck__why">{label::short(&one.text)}</span>
        </li>
    }
    .into_any()
}
