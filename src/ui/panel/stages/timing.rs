//! 計測: the time of a work taken while it runs. What runs is a row of the board, so it goes on while
//! the page is closed.

use super::cycle::works_named;
use crate::browser::{clock, dom, ids};
use crate::domain::ids::{Row, RowId};
use crate::domain::scalar::Minutes;
use crate::domain::stage::cycle::{Cycle, Usage};
use crate::domain::timing;
use crate::text::{format, text};
use crate::ui::app::{App, app};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{Field, action, element_id, icon, lang, moment, spec, sub, tr};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use std::rc::Rc;

/// What runs, and the line that starts a timing.
pub fn timing(cycle: &Field<Cycle>) -> AnyView {
    let running = cycle.map(|cycle| timing::running(cycle).map(|row| (row.id, row.what.clone(), row.running_since)));
    let list = sub!(cycle.usage);
    let present = move || {
        let (id, what, since) = running.get()?;
        Some(present(&list.row(id), what, since?))
    };
    view! { <div class="timing">{present} {begin(cycle)}</div> }.into_any()
}

/// The row that runs: what for, how long, and the end of it.
fn present(row: &Field<Usage>, what: String, since: NaiveDateTime) -> AnyView {
    let app = app();
    let minutes = Memo::new(move |_| {
        app.minute.track();
        timing::taken(since, now())
    });
    let forgotten = Memo::new(move |_| minutes.get() > timing::FORGOTTEN);
    let time = move || format::hours(Minutes::saturating(minutes.get()), lang());
    let name = if what.trim().is_empty() { tr("内容なし", "no name").to_owned() } else { what };
    let row = row.clone();
    let end = move || {
        let row = row.clone();
        if forgotten.get() {
            return asked_end(row, since);
        }
        action("", "stop", text("計測を止める", "Stop timing"), move || stop(&row, now()))
    };
    view! {
        <div class="timing__now" role="group" aria-label=tr("計測中", "Timing")>
            <p class="timing__said">
                <span class="tag tag--ai">{tr("計測中", "Timing")}</span>
                <span class="timing__what">{name}</span>
                <b class="timing__time">{time}</b>
                <small>{lang().pick(format!("{} から", moment(since)), format!("since {}", moment(since)))}</small>
            </p>
            {end}
        </div>
    }
    .into_any()
}

/// Somebody forgot to stop: the end is asked for before the time is added.
fn asked_end(row: Field<Usage>, since: NaiveDateTime) -> AnyView {
    const FORMAT: &str = "%Y-%m-%dT%H:%M";
    let id = element_id();
    let typed = RwSignal::new(now().format(FORMAT).to_string());
    let end = move || NaiveDateTime::parse_from_str(typed.get().get(..16)?, FORMAT).ok();
    let taken = move || match end().map(|end| timing::taken(since, end)) {
        Some(minutes) if minutes > 0 => format::hours(Minutes::saturating(minutes), lang()),
        _ => "—".to_owned(),
    };
    let record = move || match untrack(end) {
        Some(end) if end > since => stop(&row, end),
        Some(_) => Err(tr("始めた日時より後にしてください。", "Please enter a moment after the start.").to_owned()),
        None => Err(tr("この日付はありません。", "There is no such date.").to_owned()),
    };
    view! {
        <p class="field__said is-wait">
            {tr(
                "12時間を超えて計測しています。終わった日時を確かめてから記録します。",
                "Running for more than 12 hours. Please check when it ended before it is recorded.",
            )}
        </p>
        <div class="timing__end">
            <label class="field__label" for=id.clone()>{tr("終わった日時", "Ended at")}</label>
            <input
                class="input"
                type="datetime-local"
                id=id
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <output class="timing__taken">{move || lang().pick(format!("記録する時間 {}", taken()), format!("To record: {}", taken()))}</output>
            {action("", "check", text("この時間で記録する", "Record this time"), record)}
        </div>
    }
    .into_any()
}

/// The line that starts a timing: which work, or what else.
fn begin(cycle: &Field<Cycle>) -> AnyView {
    let named = works_named(cycle);
    let some = Memo::new(move |_| named.with(|named| !named.is_empty()));
    let work = RwSignal::new(None::<RowId>);
    // A work that has gone is not chosen any more.
    let chosen =
        Memo::new(move |_| work.get().filter(|id| named.with(|named| named.iter().any(|(other, _)| other == id))));
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let (app, place) = (app(), cycle.clone());
    let run: Rc<dyn Fn()> = Rc::new(move || {
        let typed = input.get_untracked().map(|element| element.value().trim().to_owned()).unwrap_or_default();
        let made = start(app, &place, chosen.get_untracked(), &typed);
        if made.is_ok()
            && let Some(element) = input.get_untracked()
        {
            element.set_value("");
        }
        error.set(made.err());
    });
    let by_key = {
        let run = Rc::clone(&run);
        move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" && !is_composing(&event) {
                event.prevent_default();
                run();
            }
        }
    };
    let select = move || {
        some.get().then(|| {
            let none = Some(tr("業務を選ばない", "No work"));
            spec("計測する業務", "Work to time").bare().choose(named, chosen.into(), none, move |_, id| {
                work.set(id);
                Ok(())
            })
        })
    };
    view! {
        <div class="timing__begin">
            {select}
            <input
                class="input"
                node_ref=input
                aria-label=tr("計測する内容", "What is timed")
                placeholder=move || match some.get() {
                    true => tr("内容(空欄なら業務の名前)", "what (the work's name where empty)"),
                    false => tr("内容", "what"),
                }
                autocomplete="off"
                on:keydown=by_key
            />
            <button type="button" class="btn" on:click=move |_| run()>
                {icon("play")}
                {tr("計測を始める", "Start timing")}
            </button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

/// Starts to take the time of a work, or of what else is said; what runs is ended in the same step.
///
/// # Errors
/// Where nothing says what it is for, where what runs was forgotten, and what the board refused; in
/// the page's language.
pub fn start(app: App, cycle: &Field<Cycle>, work: Option<RowId>, what: &str) -> Result<(), String> {
    let (now, present) = (now(), cycle.peek());
    if timing::forgotten(&present, now).is_some() {
        return Err(tr(
            "前の計測が12時間を超えています。先に終わった日時を記録してください。",
            "The last timing has run for more than 12 hours. Please record its end first.",
        )
        .to_owned());
    }
    let named = present.works.iter().find(|row| Some(row.id) == work).map(|row| row.name.trim());
    let what = if what.is_empty() { named.unwrap_or_default() } else { what };
    if what.is_empty() {
        return Err(
            tr("業務を選ぶか、内容を入力してください。", "Please choose a work, or say what it is for.").to_owned()
        );
    }
    let working = app.settings.with_untracked(|settings| settings.working_hours());
    let row = Usage { what: what.to_owned(), work, ..Usage::with_id(RowId(ids::fresh())) };
    cycle.write(tr("計測の開始", "Start of timing"), move |cycle| timing::start(cycle, row, now, working))?;
    app.announce(tr("計測を始めました", "Timing has started"));
    Ok(())
}

fn stop(row: &Field<Usage>, at: NaiveDateTime) -> Result<(), String> {
    row.write(tr("計測の終了", "End of timing"), move |row| timing::stop(row, at))?;
    // The button that was pressed goes with what ran.
    dom::focus_later(".timing__begin .input");
    Ok(())
}

/// The moment with its seconds: a begun minute is counted whole once, and not at both ends.
fn now() -> NaiveDateTime {
    clock::now().naive_local()
}
