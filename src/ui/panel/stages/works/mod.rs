//! 依頼した業務 of stage 7: the small board of a cycle's work orders, a line for more, and the form of
//! the one that is chosen.

mod board;
mod detail;
mod drag;
mod slip;
mod suggestion;

pub use suggestion::suggestion;

use super::cycle::{first_line, sealed};
use super::usage::{pasted_day, pasted_time};
use crate::browser::{clock, dom, ids};
use crate::domain::ids::{IdSource, RowId};
use crate::domain::stage::cycle::{Cycle, Work};
use crate::domain::works::{Fact, Stamp, record, state};
use crate::text::label::{Choice, short};
use crate::text::{delivery, text};
use crate::ui::app::{App, app};
use crate::ui::kit::{Field, Form, action, add_line, lang, say, sub, tr};
use leptos::prelude::*;

/// The cycle's works on the desk, and the one that is chosen.
#[derive(Clone)]
struct Desk {
    app: App,
    cycle: Field<Cycle>,
    chosen: RwSignal<Option<RowId>>,
}

impl Desk {
    /// Records a fact of a work, as one step to undo. The focus goes on with the slip, or to the text
    /// of the revision that was begun.
    fn record(&self, id: RowId, fact: Fact) {
        let by = self.cycle.form().peek().owner.clone();
        let stamp = Stamp { today: clock::today(), by, fresh: RowId(ids::fresh()) };
        let made = stamp.fresh;
        let written = self.cycle.write(say(delivery::fact_field(fact)), move |cycle| {
            record(cycle, id, fact, &stamp);
        });
        if let Err(reason) = written {
            self.app.tell_error(reason);
            return;
        }
        self.announce(id);
        if fact == Fact::Revise {
            self.chosen.set(Some(id));
            dom::focus_later(format!("[data-revision=\"{made}\"] .input"));
        } else {
            dom::focus_later(format!("[data-slip=\"{id}\"] .slip__open"));
        }
    }

    fn announce(&self, id: RowId) {
        let cycle = self.cycle.peek();
        if let Some(work) = cycle.works.iter().find(|work| work.id == id) {
            let (name, state) = (short(&work.name), say(state(&cycle, work).label()));
            self.app.announce(lang().pick(format!("「{name}」は{state}です"), format!("“{name}”: {state}")));
        }
    }
}

/// The works of a cycle.
pub fn works(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let list = sub!(cycle.works);
    let desk = Desk { app: app(), cycle: cycle.clone(), chosen: RwSignal::new(None) };
    let any = list.map(|works: &Vec<Work>| !works.is_empty());
    let board = {
        let desk = desk.clone();
        move || any.get().then(|| untrack(|| board::board(&desk)))
    };
    let inside = if sealed() { detail::all(form, &desk) } else { detail::chosen(form, &desk) };
    let line = add_line(
        list.clone(),
        tr("依頼した業務", "Work requested"),
        tr("依頼した業務を入力して Enter", "Work, then Enter"),
        |work: &mut Work, cells: &[&str]| {
            work.name = cells.first().copied().unwrap_or_default().to_owned();
            work.due = cells.iter().skip(1).find_map(|cell| pasted_day(cell));
            work.agreed = cells.iter().skip(1).find_map(|cell| pasted_time(cell));
            work.requested_on = Some(clock::today());
        },
    );
    view! { <div class="works">{board} <div class="rows">{line}</div> {offer(form, &list)} {inside}</div> }.into_any()
}

/// 依頼書の業務を並べる, while nothing was asked for.
fn offer(form: &Form, list: &Field<Vec<Work>>) -> AnyView {
    let empty = list.map(|works: &Vec<Work>| works.is_empty());
    let briefed = form.memo(|engagement| engagement.clarify.tasks.iter().any(|task| !task.name.trim().is_empty()));
    let (sealed, list, form) = (sealed(), list.clone(), form.clone());
    (move || {
        let (list, form) = (list.clone(), form.clone());
        (!sealed && empty.get() && briefed.get()).then(|| {
            action("", "plus", text("依頼書の業務を並べる", "List the tasks of the brief"), move || {
                take_over(&form, &list)
            })
        })
    })
    .into_any()
}

/// Puts the tasks of the brief into an empty list of works.
fn take_over(form: &Form, list: &Field<Vec<Work>>) -> Result<(), String> {
    let tasks = form.peek().clarify.tasks.clone();
    list.write(tr("依頼した業務", "Work requested"), move |works| {
        let mut fresh = IdSource::new(ids::fresh());
        let named = tasks.into_iter().filter(|task| !task.name.trim().is_empty());
        works.extend(named.map(|task| Work {
            id: fresh.row(),
            name: task.name,
            agreed: task.hours,
            task: Some(task.id),
            requested_on: Some(clock::today()),
            ..Work::default()
        }));
    })
}

/// What a work is called, also where it has no name yet.
fn called(name: &str) -> String {
    first_line(name, text("名前のない業務", "Work without a name"))
}
