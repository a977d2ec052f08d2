//! 段階ごとの期間

use super::View;
use super::parts::{caption, dash, heads, nothing, part, table};
use crate::chart::{Row, draw_rows};
use crate::domain::insight::{Figures, StageTime, lead_times};
use crate::text::label::Choice;
use crate::text::{insight, text};
use crate::ui::kit::{chart, lang, say, tr};
use leptos::prelude::*;

pub(super) fn lead(view: View) -> AnyView {
    let times = view.over(lead_times);
    let finding = Memo::new(move |_| times.with(|times| insight::lead_finding(times, lang())));
    let empty = Memo::new(move |_| times.with(|times| times.iter().all(|time| time.days.is_none())));
    let drawing = move || {
        if empty.get() {
            return nothing(tr(
                "段階を通り終えた案件があると、ここに日数が並びます。",
                "Once something got through a stage, its days are shown here.",
            ));
        }
        let rows = times.with(|times| times.iter().map(row).collect::<Vec<_>>());
        let name = tr(
            "段階ごとの日数の中央値と85%点のグラフ。数字は下の表にあります。",
            "Median and 85th percentile of the days in each stage. The figures are in the table below.",
        );
        chart::measured(move |width| chart::rows(&draw_rows(&rows, width), name.to_owned()))
    };
    let words = tr(
        "棒は中央値、縦の印は85%がそれまでに通り終えた日数です。戻った日数を足し、保留の日数は除きます。次のサイクルは別に数えます。",
        "The bar is the median; by the mark 85% were through. Returns are added, days on hold left out; each cycle counts by itself.",
    );
    let figures = move || times.with(|times| behind(times));
    let figure = chart::figure(
        text("段階を通り終えるまでの日数", "Days to get through a stage"),
        caption(words.to_owned()),
        drawing.into_any(),
        figures.into_any(),
        empty.into(),
    );
    part("lead", finding, figure)
}

fn row(time: &StageTime) -> Row {
    let name = format!("{} {}", time.stage.number(), say(time.stage.label()));
    let Some(Figures { count, median, p85, .. }) = time.days else {
        return Row { name, said: "—".to_owned(), ..Row::default() };
    };
    let (middle, most) = (insight::tenths(median, lang()), insight::days(p85, lang()));
    let said = lang().pick(format!("{middle}、85%は{most}({count}件)"), format!("{middle}, 85%: {most} ({count})"));
    Row { name, value: median, mark: Some(p85.saturating_mul(10)), said }
}

fn behind(times: &[StageTime]) -> AnyView {
    let heads = heads(&[
        ("段階", "Stage"),
        ("件数", "Count"),
        ("中央値", "Median"),
        ("85%点", "85th percentile"),
        ("最長", "Longest"),
        ("営業日の中央値", "Median, business days"),
        ("営業日の85%点", "85th percentile, business days"),
        ("戻り", "Returns"),
        ("いまの件数", "In it now"),
    ]);
    let line = |time: &StageTime| {
        let days = |of: fn(Figures) -> i64| dash(time.days.map(|figures| insight::days(of(figures), lang())));
        let middle = |figures: Option<Figures>| dash(figures.map(|one| insight::tenths(one.median, lang())));
        vec![
            format!("{} {}", time.stage.number(), say(time.stage.label())),
            time.days.map_or(0, |figures| figures.count).to_string(),
            middle(time.days),
            days(|figures| figures.p85),
            days(|figures| figures.longest),
            middle(time.business),
            dash(time.business.map(|figures| insight::days(figures.p85, lang()))),
            time.returns.to_string(),
            time.present.to_string(),
        ]
    };
    table(tr("段階ごとの期間", "Time in each stage"), &heads, times.iter().map(line).collect())
}
