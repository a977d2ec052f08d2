//! A paper as a sheet: real headings, lists and tables, and nothing but text in them.

use crate::papers::{Block, Cell, Check, Fact, Paper, Table, Width};
use crate::ui::kit::{bars, columns, lang, tr};
use leptos::prelude::*;

/// The sheet.
pub fn sheet(paper: &Paper) -> AnyView {
    view! {
        <article class="sheet" data-paper=paper.kind.id() lang=lang().tag()>
            <header class="sheet__head">
                <h3 class="sheet__title">{paper.title.clone()}</h3>
                <p class="sheet__about">{paper.about.clone()}</p>
                {(!paper.facts.is_empty()).then(|| facts("sheet__facts sheet__facts--head", &paper.facts))}
            </header>
            {paper.blocks.iter().map(block).collect_view()}
        </article>
    }
    .into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h4 class="sheet__heading">{text.clone()}</h4> }.into_any(),
        Block::Subheading(text) => view! { <h5 class="sheet__subheading">{text.clone()}</h5> }.into_any(),
        Block::Paragraph(text) => view! { <p class="sheet__text">{text.clone()}</p> }.into_any(),
        Block::Facts(rows) => facts("sheet__facts", rows),
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| view! { <li>{item.clone()}</li> }).collect_view();
            if *ordered {
                view! { <ol class="sheet__list">{items}</ol> }.into_any()
            } else {
                view! { <ul class="sheet__list">{items}</ul> }.into_any()
            }
        }
        Block::Table(shown) => table(shown),
        Block::Checks(points) => {
            view! { <ul class="sheet__checks">{points.iter().map(check).collect_view()}</ul> }.into_any()
        }
        Block::Bars(chart) => bars(chart),
        Block::Columns(chart) => columns::on_paper(chart),
        Block::Note(text) => view! { <p class="sheet__note">{text.clone()}</p> }.into_any(),
        Block::Room(lines) => {
            let lines = (0..*lines).map(|_| view! { <div></div> }).collect_view();
            view! { <div class="sheet__room" aria-hidden="true">{lines}</div> }.into_any()
        }
    }
}

fn facts(class: &'static str, rows: &[Fact]) -> AnyView {
    let rows = rows
        .iter()
        .map(|fact| view! { <div><dt>{fact.label.clone()}</dt><dd>{fact.value.clone()}</dd></div> })
        .collect_view();
    view! { <dl class=class>{rows}</dl> }.into_any()
}

fn check(point: &Check) -> AnyView {
    let (class, said) = if point.done {
        ("sheet__box is-done", tr("確認済み", "checked"))
    } else {
        ("sheet__box", tr("未確認", "not checked"))
    };
    view! {
        <li>
            <span class=class aria-hidden="true">{if point.done { "✓" } else { "" }}</span>
            <span class="sheet__point">
                <span class="visually-hidden">{format!("{said}: ")}</span>
                <b>{point.name.clone()}</b>
                <small>{point.help.clone()}</small>
            </span>
        </li>
    }
    .into_any()
}

fn table(table: &Table) -> AnyView {
    let class = |index: usize| {
        let column = table.columns.get(index);
        let width = match column.map(|column| column.width) {
            Some(Width::Short) => "is-short",
            Some(Width::Wide) => "is-wide",
            Some(Width::Room) => "is-room",
            _ => "",
        };
        let number = if column.is_some_and(|column| column.number) { "is-number" } else { "" };
        format!("{width} {number}").trim().to_owned()
    };
    let heads = table.columns.iter().enumerate();
    let heads = heads.map(|(index, column)| view! { <th scope="col" class=class(index)>{column.head.clone()}</th> });
    let row = |cells: &Vec<Cell>| {
        let cells = cells.iter().enumerate().map(|(index, cell)| {
            let (class, inside) = (class(index), inside(cell));
            if index == 0 {
                view! { <th scope="row" class=class>{inside}</th> }.into_any()
            } else {
                view! { <td class=class>{inside}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let foot = (!table.foot.is_empty()).then(|| view! { <tfoot>{row(&table.foot)}</tfoot> });
    // A wide table moves under the finger on a phone, and by the arrow keys.
    view! {
        <div class="sheet__scroll" tabindex="0" role="region" aria-label=table.caption.clone()>
            <table class="sheet__table">
                <caption>{table.caption.clone()}</caption>
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{table.rows.iter().map(row).collect_view()}</tbody>
                {foot}
            </table>
        </div>
    }
    .into_any()
}

fn inside(cell: &Cell) -> AnyView {
    match cell {
        Cell::Text(text) => text.clone().into_any(),
        Cell::Steps(steps) => {
            let steps = steps.iter().map(|step| view! { <li>{step.clone()}</li> }).collect_view();
            view! { <ol class="sheet__steps">{steps}</ol> }.into_any()
        }
    }
}
