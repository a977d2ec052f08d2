//! 案件の流れ

use super::View;
use super::parts::{caption, heads, nothing, part, table};
use crate::chart::{Areas, draw_areas};
use crate::domain::Stage;
use crate::domain::insight::{Band, Flow, FlowPoint, flow as flow_of};
use crate::text::{format, insight, text};
use crate::ui::kit::{chart, lang, tr};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

pub(super) fn flow(view: View) -> AnyView {
    let flow = view.over(flow_of);
    let finding = Memo::new(move |_| flow.with(|flow| insight::flow_finding(flow.points.last(), lang())));
    let empty = Memo::new(move |_| flow.with(|flow| flow.points.is_empty()));
    let ended = RwSignal::new(flow.with_untracked(ended_first));
    let drawing = move || {
        if empty.get() {
            return nothing(tr(
                "案件を作ると、どの段階に何件あったかが日ごとに積み重なります。",
                "Once there is an engagement, you see day by day how many were in each stage.",
            ));
        }
        let areas = flow.with(|flow| areas(flow, ended.get()));
        let name = tr(
            "段階ごとの件数の推移を積み重ねたグラフ。数字は下の表にあります。",
            "Engagements in each stage over time, stacked. The figures are in the table below.",
        );
        chart::measured(move |width| {
            chart::areas(&draw_areas(&areas, width), &BANDS_UP.map(id), name.to_owned(), tr("件", "engagements"))
        })
    };
    let words = move || {
        flow.with(|flow| {
            let every = match flow.step {
                1 => tr("毎日の終わりの件数です。", "How many there were at the end of each day.").to_owned(),
                7 => tr("1週間おきの件数です。", "How many there were, week by week.").to_owned(),
                step => lang().pick(
                    format!("{}週間おきの件数です。", step / 7),
                    format!("How many there were, every {} weeks.", step / 7),
                ),
            };
            let undated = (flow.undated > 0).then(|| {
                lang().pick(
                    format!("日付の分からない{}件は入っていません。", flow.undated),
                    format!(" {} without any date are left out.", flow.undated),
                )
            });
            let held = tr("保留の案件は、その段階に数えます。", " Those on hold count in their stage.");
            caption(format!("{every}{held}{}", undated.unwrap_or_default()))
        })
    };
    let today = view.app.today;
    let figures = move || flow.with(|flow| behind(flow, today.get()));
    let figure = chart::figure(
        text("段階ごとの件数の推移", "Engagements in each stage over time"),
        words.into_any(),
        drawing.into_any(),
        figures.into_any(),
        empty.into(),
    );
    let choice = move || {
        (!empty.get()).then(|| {
            view! {
                <label class="check insight__choice no-print">
                    <input type="checkbox" prop:checked=move || ended.get() on:change=move |event| ended.set(event_target_checked(&event)) />
                    <span>{tr("完了・中止も積み重ねる", "Stack those that have ended too")}</span>
                </label>
            }
        })
    };
    part("flow", finding, view! { {figure} {choice} }.into_any())
}

/// Whether those that have ended are stacked at first: not where they would press what is under way flat.
fn ended_first(flow: &Flow) -> bool {
    const TIMES: usize = 3;
    let running = |point: &FlowPoint| point.counts.iter().take(Stage::ALL.len()).sum::<usize>();
    let most = flow.points.iter().map(running).max().unwrap_or(0);
    let ended = flow.points.last().map_or(0, |point| point.total() - running(point));
    most == 0 || ended <= most * TIMES
}

/// From the bottom up: what has ended lies at the bottom, the first stage on top.
const BANDS_UP: [Band; crate::domain::insight::BANDS] = {
    let mut up = Band::ALL;
    let mut at = 0;
    while at < up.len() {
        up[at] = Band::ALL[up.len() - 1 - at];
        at += 1;
    }
    up
};

fn id(band: Band) -> &'static str {
    match band {
        Band::At(stage) => stage.id(),
        Band::Done => "done",
        Band::Cancelled => "cancelled",
    }
}

fn areas(flow: &Flow, ended: bool) -> Areas {
    let years = flow.points.first().map(|point| point.on.year()) != flow.points.last().map(|point| point.on.year());
    let day = |point: &FlowPoint| {
        let shown = |band: &Band| ended || matches!(band, Band::At(_));
        let each = BANDS_UP.iter().zip(point.counts.iter().rev());
        let counts = each.map(|(band, count)| if shown(band) { i64::try_from(*count).unwrap_or(i64::MAX) } else { 0 });
        (day_short(point.on, years), counts.collect())
    };
    Areas {
        names: BANDS_UP.map(|band| insight::band(band, lang())).to_vec(),
        days: flow.points.iter().map(day).collect(),
    }
}

/// With its year where the days are of more than one.
fn day_short(day: NaiveDate, years: bool) -> String {
    let (month, date, year) = (day.month(), day.day(), day.year() % 100);
    match years {
        true => lang().pick(format!("{year:02}/{month}/{date}"), format!("{date}/{month}/{year:02}")),
        false => lang().pick(format!("{month}/{date}"), format!("{date}/{month}")),
    }
}

/// The points as a table: week by week, and no more of them than can be read.
fn behind(flow: &Flow, today: NaiveDate) -> AnyView {
    const MOST: usize = 60;
    let weekly = if flow.step == 1 && flow.points.len() > 14 { 7 } else { 1 };
    let every = weekly * (flow.points.len() / weekly / MOST + 1);
    let mut columns = heads(&[("日", "Day")]);
    columns.extend(Band::ALL.map(|band| insight::band(band, lang()).0));
    columns.push(tr("合計", "Total").to_owned());
    let line = |point: &FlowPoint| {
        let mut cells = vec![format::date(point.on, today, lang())];
        cells.extend(point.counts.iter().map(usize::to_string));
        cells.push(point.total().to_string());
        cells
    };
    // The newest first, which is what is looked for.
    let rows = flow.points.iter().rev().step_by(every).map(line).collect();
    table(tr("段階ごとの件数の推移", "Engagements in each stage over time"), &columns, rows)
}
