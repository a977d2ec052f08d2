//! 定期報告: the figures of the period and their charts, and what is entered beside them.

use super::super::cycle::no_rate;
use super::super::fields;
use crate::domain::Settings;
use crate::domain::report::Report;
use crate::domain::scalar::Minutes;
use crate::domain::stage::cycle::Cycle;
use crate::papers::report_charts;
use crate::text::report::{self as words, settled};
use crate::text::{format, text};
use crate::ui::app::app;
use crate::ui::kit::{Field, bars, columns, computed, figure, figures, lang, say, spec, sub, tr};
use leptos::prelude::*;

/// The report of a cycle.
pub fn report(cycle: &Field<Cycle>, reports: Memo<Vec<Report>>) -> AnyView {
    let id = cycle.map(|cycle| cycle.id);
    let told = Memo::new(move |_| {
        let id = id.get();
        reports.with(|reports| reports.iter().find(|report| report.cycle == id).cloned())
    });
    let difference = move || match told.with(|told| told.as_ref().and_then(Report::difference)) {
        Some(by) => words::difference(by, lang()),
        None => "—".to_owned(),
    };
    view! {
        <div class="reckonhead">{head(told)}</div>
        {table(told)}
        {charts(told)}
        {fields("fields--2", view! {
            {spec("対象期間の初日", "Period from")
                .help("空欄なら、前のサイクルの翌日から。", "Left empty, from the day after the cycle before.")
                .date(sub!(cycle.review.from))}
            {spec("対象期間の末日", "Period to")
                .help("空欄なら、サイクルの終わりまで。", "Left empty, to the end of the cycle.")
                .date(sub!(cycle.review.to))}
            {spec("使用時間", "Hours used")
                .help("会社の報告が記録と違うときだけ。待機を含めます。", "Only where the company reports other hours; with its waiting.")
                .hours(sub!(cycle.review.used))}
            {spec("請求額", "Invoiced").help("税抜。この期間の分。", "Without tax, for this period.").yen(sub!(cycle.review.invoiced))}
            {computed(text("計算した費用との差", "Against the computed cost"), None, difference)}
        })}
        {fields("fields--1", spec("定期報告", "Report")
            .example("例：請求書42件を発行。差し戻し1件", "e.g. 42 invoices issued, one sent back")
            .area(sub!(cycle.review.report)))}
    }
    .into_any()
}

type Told = Memo<Option<Report>>;

/// The four figures that a meeting begins with.
fn head(told: Told) -> AnyView {
    let read = move |of: fn(&Report) -> String| told.with(|told| told.as_ref().map(of).unwrap_or_default());
    let over = move || told.with(|told| told.as_ref().and_then(settled).is_some_and(|sum| sum.overage > Minutes::ZERO));
    figures(view! {
        {figure(
            text("使用時間", "Hours used"),
            move || read(|told| format::hours(told.used(), lang())),
            move || read(|told| settled(told).map(there_were).unwrap_or_default()),
            move || over().then_some("over"),
        )}
        {figure(
            text("この期間の費用", "Cost of the period"),
            move || read(|told| told.actual().map_or_else(|| "—".to_owned(), |sum| format::yen(sum, lang()))),
            move || read(cost_note),
            move || over().then_some("over"),
        )}
        {figure(
            text("待機の費用", "Cost of waiting"),
            move || read(|told| told.waiting_cost.map_or_else(|| "—".to_owned(), |cost| format::yen(cost.total(), lang()))),
            move || read(waiting_note),
            || None,
        )}
        {figure(
            text("納品1件あたりの修正", "Revisions per delivery"),
            move || read(|told| told.revisions().map_or_else(|| "—".to_owned(), |ratio| words::times(ratio, lang()))),
            move || read(|told| if told.criteria.all > 0 {
                let reached = words::criteria(told, lang());
                lang().pick(format!("基準 {reached}"), format!("criteria: {reached}"))
            } else {
                String::new()
            }),
            || None,
        )}
    })
    .into_any()
}

fn there_were(sum: &crate::domain::report::Account) -> String {
    let room = format::hours(sum.room(), lang());
    lang().pick(format!("使える時間 {room}"), format!("of {room}"))
}

fn cost_note(told: &Report) -> String {
    match (told.invoiced, told.account) {
        (Some(_), _) => tr("請求額、税抜", "as invoiced, without tax").to_owned(),
        (None, Err(_)) => no_rate(),
        (None, Ok(_)) if told.months.is_empty() => tr("この期間に月末がありません", "no month ends in it").to_owned(),
        (None, Ok(sum)) => {
            let taxed = format::yen(sum.with_tax, lang());
            lang().pick(format!("税抜(税込 {taxed})"), format!("without tax ({taxed} with it)"))
        }
    }
}

fn waiting_note(told: &Report) -> String {
    let median = told.answers.median.map(|median| format::hours(median, lang()));
    median
        .map(|median| lang().pick(format!("回答の中央値 {median}"), format!("median answer {median}")))
        .unwrap_or_default()
}

/// All figures under their heads.
fn table(told: Told) -> AnyView {
    let settings = app().settings;
    let said = Memo::new(move |_| {
        let tax = settings.with(Settings::tax_rate);
        let period = told.with(|told| told.as_ref().map(|told| words::period(told.period, lang())));
        (period, told.with(|told| told.as_ref().map(|told| words::figures(told, tax, lang())).unwrap_or_default()))
    });
    (move || {
        let (period, parts) = said.get();
        let parts = parts
            .into_iter()
            .map(|(title, said)| {
                let rows = said
                    .into_iter()
                    .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd>{value}</dd></div> })
                    .collect_view();
                view! { <section class="reckon__part"><h5 class="reckon__title">{say(title)}</h5><dl>{rows}</dl></section> }
            })
            .collect_view();
        view! {
            <div class="reckon">
                <p class="reckon__period">{period.map(|period| lang().pick(format!("対象期間 {period}"), format!("Period {period}")))}</p>
                {parts}
            </div>
        }
    })
    .into_any()
}

fn charts(told: Told) -> AnyView {
    let today = app().today;
    let charts = Memo::new(move |_| {
        told.with(|told| told.as_ref().map(|told| report_charts(told, today.get(), lang())).unwrap_or_default())
    });
    (move || {
        let charts = charts.get();
        view! {
            {charts.months.as_ref().map(columns::columns)}
            {charts.works.as_ref().map(bars)}
            {charts.tasks.as_ref().map(bars)}
        }
    })
    .into_any()
}
