//! 止まっている案件

use super::View;
use super::parts::{caption, heads, nothing, part, table};
use crate::chart::{Row, draw_rows};
use crate::domain::EngagementId;
use crate::domain::insight::{Standstill, Stuck, standstill};
use crate::text::label::{self, Choice};
use crate::text::{format, insight, text};
use crate::ui::app::App;
use crate::ui::board::column::phase_id;
use crate::ui::kit::{chart, lang, say, tr};
use leptos::prelude::*;

/// At most so many are listed before the rest is unfolded.
const FIRST: usize = 12;

pub(super) fn stuck(view: View) -> AnyView {
    let app = view.app;
    let found = view.over(|board, window| standstill(board, window.today));
    let finding = Memo::new(move |_| found.with(|found| insight::stuck_finding(found, lang())));
    let list = move || found.with(|found| list(app, found));
    let empty = Memo::new(move |_| found.with(|found| found.missing.is_empty()));
    let drawing = move || {
        if empty.get() {
            return nothing(tr(
                "進行中の案件に、次の段階へ進むために足りないものはありません。",
                "Nothing that is under way lacks anything to go on.",
            ));
        }
        let rows: Vec<Row> = found.with(|found| {
            let each = |(need, count): &(_, usize)| Row {
                name: say(insight::lacking(*need)).to_owned(),
                value: i64::try_from(*count).unwrap_or(i64::MAX),
                mark: None,
                said: lang().pick(format!("{count}件"), count.to_string()),
            };
            found.missing.iter().map(each).collect()
        });
        let name = tr(
            "足りないものごとの案件の数のグラフ。数字は下の表にあります。",
            "What is missing, by the number of engagements. The figures are in the table below.",
        );
        chart::measured(move |width| chart::rows(&draw_rows(&rows, width), name.to_owned()))
    };
    let words = move || {
        let running = found.with(|found| found.running);
        caption(lang().pick(
            format!("進行中の{running}件で、いまの段階から次へ進むために足りないものです。1件に複数あります。"),
            format!("Of {running} under way: what they lack to go on. One may lack several."),
        ))
    };
    let figures = move || {
        let line = |(need, count): &(_, usize)| vec![say(insight::lacking(*need)).to_owned(), count.to_string()];
        let rows = found.with(|found| found.missing.iter().map(line).collect());
        table(
            tr("足りないもの", "What is missing"),
            &heads(&[("足りないもの", "What is missing"), ("件数", "Engagements")]),
            rows,
        )
    };
    let figure = chart::figure(
        text("足りないもの", "What is missing"),
        words.into_any(),
        drawing.into_any(),
        figures.into_any(),
        empty.into(),
    );
    part("stuck", finding, view! { {list} {figure} }.into_any())
}

/// Those that stand still, each a way to its form.
fn list(app: App, found: &Standstill) -> AnyView {
    let held = found.on_hold;
    let words = lang().pick(
        format!("これまでにその段階を通り終えた案件の中央値(3件に満たない段階は14日)より長いものです。保留の{held}件は含みません。"),
        format!("Longer than the median of all that got through the stage, or than 14 days where fewer than 3 did. {held} on hold are left out."),
    );
    let mut all = found.stuck.iter().map(|one| line(app, one)).collect::<Vec<_>>();
    let rest = all.split_off(all.len().min(FIRST));
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        let name = lang().pick(format!("ほかの{count}件を見る"), format!("{count} more"));
        view! { <details class="more"><summary>{name}</summary><ul class="stuck">{rest}</ul></details> }
    });
    let list = (!all.is_empty()).then(|| {
        view! { <ul class="stuck" aria-label=tr("止まっている案件", "Standing still")>{all}</ul> }
    });
    view! { <div class="insight__list">{list} {more} {caption(words)}</div> }.into_any()
}

fn line(app: App, one: &Stuck) -> AnyView {
    let (id, stage, today) = (one.id, one.stage, app.today.get());
    let open = move |_| {
        app.open(id);
        app.shown.set(Some(stage));
    };
    let since = format::date(one.since, today, lang());
    let since = lang().pick(format!("{since}から"), format!("since {since}"));
    let (days, business) = (insight::days(one.days, lang()), one.business);
    let usual = one.usual.map(|usual| insight::tenths(usual, lang()));
    let usual = usual.map(|usual| lang().pick(format!("、ふだん{usual}"), format!(", usually {usual}")));
    let long = lang().pick(format!("{days}({business}営業日)"), format!("{days} ({business} business days)"));
    view! {
        <li class="stuck__row" data-phase=phase_id(stage)>
            <button type="button" class="link stuck__name" on:click=open>{one.title.clone()}</button>
            <span class="stuck__stage">{stage.number()} " " {say(stage.label())} " " <span class="muted nowrap">{since}</span></span>
            <span class="stuck__days">{long}{usual}</span>
            <span class="stuck__why">{why(app, id, one)}</span>
        </li>
    }
    .into_any()
}

/// What it lacks, in the words of the card.
fn why(app: App, id: EngagementId, one: &Stuck) -> String {
    const SAID: usize = 2;
    let Some(engagement) = app.peek(id) else {
        return String::new();
    };
    if one.missing.is_empty() {
        return tr("足りないものはありません", "Nothing is missing").to_owned();
    }
    let said: Vec<String> = one.missing.iter().take(SAID).map(|need| label::need(*need, &engagement, lang())).collect();
    let more = one.missing.len().saturating_sub(SAID);
    let more = match more {
        0 => String::new(),
        _ => lang().pick(format!("、ほか{more}件"), format!("; {more} more")),
    };
    format!("{}{more}", said.join(tr("、", "; ")))
}
