//! 候補の比較: the offers of an engagement beside each other, under conditions that can be changed while
//! looking, with the weights, the ranking and two charts.
//!
//! What is shown follows from memos. The table is computed anew when anything of the engagement changes;
//! the curves only when the plans, the months or the hours do (see `charts`).

mod cells;
mod charts;
mod conditions;
mod table;
mod turn;

pub use turn::turnover_notice;

use super::app::{App, Dialog};
use super::dialogs::{Frame, close};
use super::kit::{Form, figure, figures, icon, lang, tr};
use super::panel;
use super::panel::stages::candidate;
use crate::domain::comparison::{Column, OfferKey, Row, Table, compare};
use crate::domain::{CandidateId, EngagementId, Stage};
use crate::text::{comparison, format, text};
use leptos::prelude::*;

/// What the parts of the screen have in common.
#[derive(Clone, Copy)]
struct View {
    app: App,
    id: EngagementId,
    table: Memo<Table>,
    /// The column by which the offers are ordered, and whether from the highest down.
    order: RwSignal<Option<(Column, bool)>>,
}

thread_local! {
    /// The candidate whose form is asked for.
    static WANTED: ArcRwSignal<Option<CandidateId>> = ArcRwSignal::new(None);
}

/// Whether this candidate's form is asked for, followed.
pub fn wanted(id: CandidateId) -> Signal<bool> {
    let wanted = WANTED.with(Clone::clone);
    Signal::derive(move || wanted.get() == Some(id))
}

/// The form that was asked for is shown.
pub fn taken() {
    WANTED.with(|wanted| wanted.set(None));
}

/// The button of a stage that opens the comparison.
pub fn button(form: &Form) -> AnyView {
    let Some(app) = use_context::<App>() else {
        return ().into_any();
    };
    let id = form.peek().id;
    let open = move |_| {
        super::kit::typing::flush();
        app.dialog.set(Some(Dialog::Compare(id)));
    };
    view! {
        <div class="outputs">
            <button type="button" class="btn btn--s" on:click=open>
                {icon("compare")}
                {tr("候補を比べる", "Compare the candidates")}
            </button>
        </div>
    }
    .into_any()
}

impl View {
    /// Goes to the form of an offer's company: to its quotes, or to the company itself.
    fn show(self, key: OfferKey) {
        close();
        if self.app.open.get_untracked() != Some(self.id) {
            self.app.open(self.id);
        }
        panel::show(self.app, if key.quote.is_some() { Stage::Quote } else { Stage::Select });
        WANTED.with(|wanted| wanted.set(Some(key.candidate)));
    }

    /// The row of an offer, followed.
    fn row<T>(self, key: OfferKey, read: impl FnOnce(&Row, usize, &Table) -> T) -> Option<T> {
        self.table.with(|table| {
            let index = table.rows.iter().position(|row| row.key == key)?;
            Some(read(&table.rows[index], index, table))
        })
    }
}

/// The screen.
pub fn dialog(app: App, id: EngagementId) -> AnyView {
    let Some(card) = app.card(id) else {
        return ().into_any();
    };
    let current = Signal::derive(move || card.get());
    let form = Form::of_board(app, id, current);
    let settings = candidate::settings();
    let table = Memo::new(move |_| current.with(|engagement| compare(engagement, &settings, app.today.get())));
    let view = View { app, id, table, order: RwSignal::new(None) };
    let body = view! {
        <div class="compare">
            <div class="compare__side">{conditions::conditions(view, &form)} {conditions::weights(&form)}</div>
            <div class="compare__main">
                {turnover_notice(&form)}
                {leaders(view)}
                {table::table(view)}
                {table::dropped(view)}
                {charts::charts(view)}
            </div>
        </div>
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    let title = current.with_untracked(|engagement| engagement.title.clone());
    let frame = Frame {
        title: tr("候補の比較", "Comparison of candidates").to_owned(),
        about: title,
        class: "dialog--compare dialog--print",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// Who is first by score, by cost and by both.
fn leaders(view: View) -> AnyView {
    type Place = fn(&Row) -> Option<usize>;
    let first = move |place: Place, says: fn(&Row) -> Option<String>| {
        Memo::new(move |_| {
            view.table.with(|table| {
                let first = table.first(place);
                let keys: Vec<OfferKey> = first.iter().map(|row| row.key).collect();
                let note = first.first().and_then(|row| says(row)).unwrap_or_default();
                (comparison::offers(table, &keys, lang()), note)
            })
        })
    };
    let name = |first: Memo<(String, String)>| {
        move || {
            let name = first.with(|(name, _)| name.clone());
            if name.is_empty() { tr("まだありません", "none yet").to_owned() } else { name }
        }
    };
    let note = |first: Memo<(String, String)>| move || first.with(|(_, note)| note.clone());
    let score = first(
        |row| row.places.score,
        |row| {
            row.full_score().map(|score| {
                lang().pick(
                    format!("{}点 / 5点", comparison::points(score)),
                    format!("{} of 5", comparison::points(score)),
                )
            })
        },
    );
    let cost = first(|row| row.places.cost, |row| row.priced().map(|priced| format::yen(priced.usual.total, lang())));
    let both = first(
        |row| row.places.combined,
        |row| {
            row.combined.map(|points| {
                lang().pick(
                    format!("{}点 / 5点", comparison::points(points)),
                    format!("{} of 5", comparison::points(points)),
                )
            })
        },
    );
    view! {
        <section class="compare__leaders" aria-label=tr("順位", "Ranking")>
            {figures(view! {
                {figure(text("評価の1位", "First by score"), name(score), note(score), || None)}
                {figure(text("費用の1位", "First by cost"), name(cost), note(cost), || None)}
                {figure(text("総合の1位", "First by both"), name(both), note(both), || None)}
            })}
            <p class="field__help">
                {tr(
                    "総合は、評価の点と費用の点の平均です。費用の点は 5 × 最安の総額 ÷ その総額。要件不適合の見積もりは、費用と総合の順位に入りません。",
                    "Combined is the mean of the score and of the points for cost: 5 × cheapest total ÷ own total. Offers that do not fit have no place by cost.",
                )}
            </p>
        </section>
    }
    .into_any()
}
