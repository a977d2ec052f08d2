//! Two charts: cost against hours, and score against cost.
//!
//! What is heavy is computed from memos that do not change with a weight: the plans with their
//! conditions, the curves over them, then the drawing at a width.

mod scores;

use super::View;
use crate::chart::{Line, Lines, draw_lines};
use crate::domain::comparison::{BreakEven, Conditions, OfferKey, Table, break_evens, cost_curve, cost_table, named};
use crate::domain::cost::PlanTerms;
use crate::domain::scalar::{Minutes, Yen};
use crate::domain::sort;
use crate::text::{comparison, format, text};
use crate::ui::kit::{chart, lang, tr};
use leptos::prelude::*;

/// At most so many changes of the cheapest offer are named.
const NAMED: usize = 5;

/// An offer that can be drawn.
#[derive(Clone, Debug, PartialEq)]
struct Listed {
    key: OfferKey,
    /// Its place among all offers, which gives it its letter, hue and dashes.
    index: usize,
    name: String,
    fits: bool,
    terms: PlanTerms,
}

impl Listed {
    fn letter(&self) -> String {
        comparison::letter(self.index)
    }

    /// With its letter, and a word where it does not fit.
    fn called(&self) -> String {
        let unfit = if self.fits { "" } else { tr("(要件不適合)", " (does not fit)") };
        format!("{} {}{unfit}", self.letter(), self.name)
    }
}

/// Everything that the curves depend on.
#[derive(Clone, Debug, PartialEq)]
struct Plans {
    conditions: Conditions,
    budget: Option<Yen>,
    list: Vec<Listed>,
    unpriced: usize,
}

impl Plans {
    fn of(table: &Table) -> Self {
        let listed = |(index, row): (usize, &crate::domain::comparison::Row)| {
            let terms = row.priced()?.terms;
            Some(Listed {
                key: row.key,
                index,
                name: comparison::offer(table, row.key, lang()),
                fits: row.fits(),
                terms,
            })
        };
        let list: Vec<Listed> = table.rows.iter().enumerate().filter_map(listed).collect();
        let unpriced = table.rows.len() - list.len();
        Self { conditions: table.conditions, budget: table.budget, list, unpriced }
    }

    /// The budget over all months.
    fn budget(&self) -> Option<(i64, String)> {
        let budget = self.budget?;
        let months = i64::try_from(self.conditions.months).unwrap_or(i64::MAX);
        let total = budget.get().saturating_mul(months);
        let amount = format::yen(Yen::saturating(total), lang());
        Some((total, lang().pick(format!("予算 {amount}"), format!("budget {amount}"))))
    }
}

/// The curves and what is named on them.
#[derive(Clone, Debug, PartialEq)]
struct Curves {
    lines: Lines,
    /// Number, sentence: where the cheapest offer changes.
    changes: Vec<(String, String)>,
    hours: Vec<Minutes>,
    costs: Vec<Vec<Option<Yen>>>,
}

fn curves(plans: &Plans) -> Curves {
    let conditions = &plans.conditions;
    let to = conditions.span();
    let fitting: Vec<&Listed> = plans.list.iter().filter(|listed| listed.fits).collect();
    let terms: Vec<PlanTerms> = fitting.iter().map(|listed| listed.terms).collect();
    let points = named(&break_evens(&terms, conditions, to), to, NAMED);
    let lines = plans.list.iter().map(|listed| Line {
        letter: listed.letter(),
        name: format!("{}{}", listed.name, if listed.fits { "" } else { tr("(不適合)", " (unfit)") }),
        points: cost_curve(&listed.terms, conditions, to)
            .into_iter()
            .map(|point| (point.hours.get(), point.total.get()))
            .collect(),
    });
    let usual = conditions.usual.total();
    let usual_text = format::hours(usual, lang());
    let lines = Lines {
        end: to.get(),
        lines: lines.collect(),
        upright: Some((usual.get(), lang().pick(format!("想定 {usual_text}"), format!("expected {usual_text}")))),
        band: conditions.range.map(|(least, most)| (least.total().get(), most.total().get())),
        level: plans.budget(),
        points: points
            .iter()
            .zip(NUMBERS)
            .map(|(point, number)| {
                let words = comparison::break_even(point, lang());
                (point.at.get(), point.total.get(), vec![format!("{number} {words}"), number.to_owned()])
            })
            .collect(),
    };
    let hours = hours_shown(conditions, &points);
    let all: Vec<PlanTerms> = plans.list.iter().map(|listed| listed.terms).collect();
    Curves {
        lines,
        changes: points.iter().zip(NUMBERS).map(|(point, number)| change(point, number, &fitting)).collect(),
        costs: cost_table(&all, conditions, &hours),
        hours,
    }
}

const NUMBERS: [&str; NAMED] = ["①", "②", "③", "④", "⑤"];

fn change(point: &BreakEven, number: &str, fitting: &[&Listed]) -> (String, String) {
    let name = |index: usize| fitting.get(index).map(|listed| listed.called()).unwrap_or_default();
    let (from, to) = (name(point.from), name(point.to));
    let words = comparison::break_even(point, lang());
    let said = lang().pick(
        format!("{words}: これより少なければ {from}、多ければ {to} が安くなります。"),
        format!("{words}: below it {from} is cheaper, above it {to}."),
    );
    (number.to_owned(), said)
}

/// The hours of the table: round ones, the expected ones, and where something changes.
fn hours_shown(conditions: &Conditions, points: &[BreakEven]) -> Vec<Minutes> {
    let round = crate::chart::ticks(0, conditions.span().get() / 60, 8).into_iter().map(Minutes::hours);
    let range = conditions.range.into_iter().flat_map(|(least, most)| [least.total(), most.total()]);
    let changes = points.iter().map(|point| Minutes::saturating(point.at.get() - 1));
    let mut hours: Vec<Minutes> = round.chain([conditions.usual.total()]).chain(range).chain(changes).collect();
    sort::plain(&mut hours);
    hours.dedup();
    hours
}

/// Both charts.
pub fn charts(view: View) -> AnyView {
    let plans = Memo::new(move |_| view.table.with(Plans::of));
    let curves = Memo::new(move |_| plans.with(curves));
    view! { <div class="compare__charts">{cost_chart(plans, curves)} {scores::score_chart(view, plans)}</div> }
        .into_any()
}

fn cost_chart(plans: Memo<Plans>, curves: Memo<Curves>) -> AnyView {
    let caption = move || {
        plans.with(|plans| {
            let months = plans.conditions.months;
            let read = lang().pick(
                format!("{months}か月の総額(税抜・初期費用を含む)。縦の線が想定する時間です。"),
                format!(
                    "Total over {} without tax, set-up included; the upright line is what is expected.",
                    format::counted(months, "month")
                ),
            );
            let unpriced = (plans.unpriced > 0).then(|| {
                lang().pick(
                    format!("費用が分からない{}件は入っていません。", plans.unpriced),
                    format!("Left out, since there is no cost: {}.", format::counted(plans.unpriced, "offer")),
                )
            });
            view! { <p class="chart__caption">{read} " " {unpriced}</p> }
        })
    };
    let drawing = move || {
        if plans.with(|plans| plans.list.is_empty()) {
            return nothing(tr("費用が分かる見積もりがまだありません。", "There is no offer with a cost yet."));
        }
        let name = move || {
            plans.with(|plans| {
                let names: Vec<String> = plans.list.iter().map(Listed::called).collect();
                lang().pick(
                    format!("時間と費用のグラフ。{}件: {}。数字は下の表にあります。", names.len(), names.join("、")),
                    format!(
                        "Cost against hours, {} offers: {}. The figures are in the table below.",
                        names.len(),
                        names.join(", ")
                    ),
                )
            })
        };
        chart::measured(move |width| {
            let marks: Vec<(usize, bool)> =
                plans.with(|plans| plans.list.iter().map(|listed| (listed.index, !listed.fits)).collect());
            let drawing = curves.with(|curves| {
                draw_lines(
                    &curves.lines,
                    width,
                    |minutes| (minutes / 60).to_string(),
                    |yen| format::yen_short(Yen::saturating(yen), lang()),
                )
            });
            let units = (tr("1か月の時間", "hours a month"), tr("総額", "total"));
            chart::lines(&drawing, &marks, name(), units)
        })
    };
    let changes = move || {
        let count = plans.with(|plans| plans.list.iter().filter(|listed| listed.fits).count());
        curves.with(|curves| match (count, curves.changes.is_empty()) {
            (0 | 1, _) => ().into_any(),
            (_, true) => view! {
                <p class="chart__caption">{tr("この範囲では、最も安い見積もりは入れ替わりません。", "In this range the cheapest offer stays the same.")}</p>
            }
            .into_any(),
            _ => {
                let items = curves
                    .changes
                    .iter()
                    .map(|(number, said)| view! { <li><b aria-hidden="true">{number.clone()}</b> {said.clone()}</li> })
                    .collect_view();
                view! { <ul class="chart__changes" aria-label=tr("最安の入れ替わり", "Where the cheapest changes")>{items}</ul> }.into_any()
            }
        })
    };
    let figures = move || plans.with(|plans| curves.with(|curves| cost_figures(plans, curves)));
    chart::figure(
        text("時間と費用", "Cost against hours"),
        caption.into_any(),
        view! { {drawing} {changes} }.into_any(),
        figures.into_any(),
        Signal::derive(move || plans.with(|plans| plans.list.is_empty())),
    )
}

fn nothing(words: &'static str) -> AnyView {
    view! { <p class="chart__empty">{words}</p> }.into_any()
}

fn cost_figures(plans: &Plans, curves: &Curves) -> AnyView {
    let heads = plans.list.iter().map(|listed| view! { <th scope="col">{listed.called()}</th> }).collect_view();
    let usual = plans.conditions.usual.total();
    let rows = curves
        .hours
        .iter()
        .zip(&curves.costs)
        .map(|(hours, costs)| {
            let expected = (*hours == usual).then(|| tr("(想定)", " (expected)"));
            let cells = costs
                .iter()
                .map(|cost| {
                    let said =
                        cost.map_or_else(|| tr("不明", "not known").to_owned(), |cost| format::yen(cost, lang()));
                    view! { <td>{said}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{format::hours(*hours, lang())} {expected}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="figures-table">
            <caption class="visually-hidden">{tr("1か月の時間ごとの総額(税抜)", "Total without tax by hours a month")}</caption>
            <thead><tr><th scope="col">{tr("1か月の時間", "Hours a month")}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
