//! Score against cost.

use super::super::View;
use super::{Plans, nothing};
use crate::chart::{Dot, Dots, draw_dots};
use crate::domain::scalar::Yen;
use crate::text::{comparison, format, text};
use crate::ui::kit::{chart, lang, tr};
use leptos::prelude::*;

/// An offer that has both a cost and a score.
#[derive(Clone, Debug, PartialEq)]
struct Scored {
    index: usize,
    name: String,
    fits: bool,
    total: Yen,
    score: u32,
}

pub(super) fn score_chart(view: View, plans: Memo<Plans>) -> AnyView {
    let scored = Memo::new(move |_| {
        view.table.with(|table| {
            let each = |(index, row): (usize, &crate::domain::comparison::Row)| {
                Some(Scored {
                    index,
                    name: comparison::offer(table, row.key, lang()),
                    fits: row.fits(),
                    total: row.priced()?.usual.total,
                    score: row.full_score()?,
                })
            };
            table.rows.iter().enumerate().filter_map(each).collect::<Vec<_>>()
        })
    });
    let budget = Memo::new(move |_| plans.with(Plans::budget));
    let drawing = move || {
        if scored.with(Vec::is_empty) {
            return nothing(tr(
                "採点がそろい、費用も分かる候補がまだありません。",
                "There is no candidate yet that is scored in full and has a cost.",
            ));
        }
        chart::measured(move |width| {
            scored.with(|scored| {
                let dots = scored.iter().map(|row| Dot {
                    letter: comparison::letter(row.index),
                    name: format!("{}{}", row.name, if row.fits { "" } else { tr("(不適合)", " (unfit)") }),
                    x: row.total.get(),
                    y: i64::from(row.score),
                });
                let dots = Dots { dots: dots.collect(), upright: budget.get() };
                let drawing = draw_dots(&dots, width, |yen| format::yen_short(Yen::saturating(yen), lang()));
                let marks: Vec<(usize, bool)> = scored.iter().map(|row| (row.index, !row.fits)).collect();
                let name = lang().pick(
                    format!("評価と費用のグラフ。{}件。数字は下の表にあります。", scored.len()),
                    format!("Score against cost, {} offers. The figures are in the table below.", scored.len()),
                );
                chart::dots(&drawing, &marks, name, (tr("総額", "total"), tr("評価", "score")))
            })
        })
    };
    let figures = move || {
        let rows = scored.with(|scored| {
            scored
                .iter()
                .map(|row| {
                    let name = format!("{} {}", comparison::letter(row.index), row.name);
                    view! {
                        <tr>
                            <th scope="row">{name}</th>
                            <td>{comparison::points(row.score)}</td>
                            <td>{format::yen(row.total, lang())}</td>
                        </tr>
                    }
                })
                .collect_view()
        });
        view! {
            <table class="figures-table">
                <caption class="visually-hidden">{tr("評価と総額(税抜)", "Score and total without tax")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr("会社", "Company")}</th>
                        <th scope="col">{tr("評価", "Score")}</th>
                        <th scope="col">{tr("総額(税抜)", "Total without tax")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    };
    let caption = view! {
        <p class="chart__caption">
            {tr("左上にあるほど、評価が高く安い候補です。", "The further up and to the left, the better and cheaper.")}
        </p>
    };
    chart::figure(
        text("評価と費用", "Score against cost"),
        caption.into_any(),
        drawing.into_any(),
        figures.into_any(),
        Signal::derive(move || scored.with(Vec::is_empty)),
    )
}
