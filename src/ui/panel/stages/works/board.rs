//! The small board: a column for each state, a slip for each work.

use super::Desk;
use super::slip::slip;
use crate::domain::delivery::check_overdue;
use crate::domain::ids::RowId;
use crate::domain::stage::contract::Contract;
use crate::domain::stage::cycle::Cycle;
use crate::domain::works::{Standing, WorkState, deliverables_of};
use crate::domain::{Minutes, Settings};
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::kit::{say, tr};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What a slip shows.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Slip {
    pub id: RowId,
    pub name: String,
    pub due: Option<NaiveDate>,
    pub agreed: Option<Minutes>,
    pub beyond: bool,
    pub unchecked: bool,
    pub standing: Standing,
}

fn slips(cycle: &Cycle, contract: &Contract, settings: &Settings, today: NaiveDate) -> Vec<Slip> {
    // A cycle that was closed is shown as it was then.
    let today = cycle.closed_on.unwrap_or(today);
    let each = cycle.works.iter().map(|work| {
        let standing = Standing::of(cycle, work, today);
        let late = |row| check_overdue(cycle, row, contract, settings, today).is_some();
        Slip {
            id: work.id,
            name: super::called(&work.name),
            due: work.due,
            agreed: work.agreed,
            beyond: standing.beyond(work),
            unchecked: deliverables_of(cycle, work.id).any(late),
            standing,
        }
    });
    each.collect()
}

/// The board.
pub(super) fn board(desk: &Desk) -> AnyView {
    let App { today, settings, .. } = desk.app;
    let contract = desk.cycle.form().memo(|engagement| engagement.contract.clone());
    let slips = desk.cycle.map(move |cycle| {
        contract.with(|contract| settings.with(|settings| slips(cycle, contract, settings, today.get())))
    });
    let columns = WorkState::ALL.iter().map(|state| column(desk, slips, *state)).collect_view();
    view! { <div class="works__board" role="group" aria-label=tr("業務の状況", "How the works stand")>{columns}</div> }
        .into_any()
}

fn column(desk: &Desk, slips: Memo<Vec<Slip>>, state: WorkState) -> AnyView {
    let ids = Memo::new(move |_| {
        let here = |slip: &&Slip| slip.standing.state == state;
        slips.with(|slips| slips.iter().filter(here).map(|slip| slip.id).collect::<Vec<_>>())
    });
    let name = say(state.label());
    let desk = desk.clone();
    view! {
        <div
            class="works__column"
            role="group"
            aria-label=name
            data-work-state=state.id()
            data-empty=move || ids.with(Vec::is_empty).then_some("")
        >
            <p class="works__head">{name} <span class="count">{move || ids.with(Vec::len)}</span></p>
            <ul class="works__slips">
                <For each=move || ids.get() key=|id| *id children=move |id| slip(&desk, slips, id) />
            </ul>
        </div>
    }
    .into_any()
}
