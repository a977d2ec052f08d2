//! 分析: how the work goes, over all engagements.
//!
//! Each part says what it found, then shows it, then gives the figures as a table. What is shown
//! follows from memos over the board, the day and the period, which live as long as the screen does.

mod answers;
mod companies;
mod flow;
mod lead;
mod parts;
mod spend;
mod stuck;

use super::app::App;
use super::kit::chart::PaperWidth;
use super::kit::{icon, say, tr};
use crate::browser::dom;
use crate::domain::Board;
use crate::domain::insight::{Period, Window};
use crate::route::{Route, Screen};
use crate::text::{Text, text};
use leptos::prelude::*;

/// What the parts of the screen have in common.
#[derive(Clone, Copy)]
struct View {
    app: App,
    period: Memo<Period>,
}

impl View {
    /// Something that follows the board, the day and the period.
    fn over<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Board, Window) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let Self { app, period } = self;
        Memo::new(move |_| {
            app.revision.track();
            let window = Window::new(period.get().months(), app.today.get());
            app.with_session(|session| read(session.board(), window))
        })
    }
}

/// The parts in their order: the name in the page, and the heading.
const PARTS: [(&str, Text); 6] = [
    ("lead", text("段階ごとの期間", "Time in each stage")),
    ("flow", text("案件の流れ", "Flow of work")),
    ("stuck", text("止まっている案件", "Standing still")),
    ("spend", text("月ごとの費用", "Cost by month")),
    ("answers", text("回答までの時間", "Time to answer")),
    ("companies", text("会社ごとの記録", "Record of each company")),
];

/// What there is between the margins of A4 upright, in pixels.
const A4: f64 = 690.0;

/// The screen.
pub fn insight(app: App) -> AnyView {
    provide_context(PaperWidth(A4));
    let view = View { app, period: period() };
    let parts: [fn(View) -> AnyView; 6] =
        [lead::lead, flow::flow, stuck::stuck, spend::spend, answers::answers, companies::companies];
    let parts = parts.into_iter().map(|part| part(view)).collect_view();
    let print = move |_| {
        if web_sys::window().is_none_or(|window| window.print().is_err()) {
            app.tell_error(tr(
                "印刷を始められませんでした。ブラウザーのメニューから印刷してください。",
                "Printing could not be started. Please print from the browser's menu.",
            ));
        }
    };
    view! {
        <main class="screen insight" id="board" tabindex="-1" aria-label=tr("分析", "Insight")>
            <header class="insight__head">
                <h2 class="screen__title">{tr("分析", "Insight")}</h2>
                {periods(view.period)}
                <button type="button" class="btn btn--s no-print" on:click=print>{icon("print")}{tr("印刷", "Print")}</button>
            </header>
            {contents()}
            {parts}
        </main>
    }
    .into_any()
}

/// The period that the address tells, followed.
fn period() -> Memo<Period> {
    let read = || Period::from_query(&Route::parse(&dom::hash()).query);
    let told = RwSignal::new(read());
    let handle = window_event_listener_untyped("hashchange", move |_| {
        if Route::parse(&dom::hash()).screen == Screen::Insight {
            told.set(read());
        }
    });
    on_cleanup(move || handle.remove());
    Memo::new(move |_| told.get())
}

/// The choice of the period: links, so that each has its address.
fn periods(period: Memo<Period>) -> AnyView {
    let link = move |of: Period| {
        let route = Route { screen: Screen::Insight, query: of.query().to_owned() };
        let current = move || (period.get() == of).then_some("true");
        let name = match of {
            Period::Three => tr("3か月", "3 months"),
            Period::Six => tr("6か月", "6 months"),
            Period::Twelve => tr("12か月", "12 months"),
            Period::All => tr("全期間", "All"),
        };
        view! { <a class="insight__period" href=route.hash() aria-current=current>{name}</a> }
    };
    view! {
        <nav class="insight__periods" aria-label=tr("対象の期間", "Period")>
            {Period::ALL.map(link).collect_view()}
        </nav>
    }
    .into_any()
}

/// Leads to each part. An address of its own would lead to another screen.
fn contents() -> AnyView {
    let links = PARTS
        .map(|(id, name)| {
            let go = move |_| {
                if let Some(part) = dom::find(&format!("#{}", parts::heading(id))) {
                    dom::scroll_to_top(&part);
                    let _ = part.focus();
                }
            };
            view! { <li><button type="button" class="link" on:click=go>{say(name)}</button></li> }
        })
        .collect_view();
    view! { <nav class="insight__contents no-print" aria-label=tr("目次", "Contents")><ul>{links}</ul></nav> }
        .into_any()
}
