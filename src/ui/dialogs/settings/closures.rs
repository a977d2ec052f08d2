//! 休業日: the days on which the company is closed, beside the public holidays.

use crate::browser::{clock, dom, ids};
use crate::domain::Settings;
use crate::domain::calendar::{Closure, LAST_YEAR};
use crate::domain::ids::{IdSource, Row, RowId};
use crate::text::{agenda, message};
use crate::ui::app::App;
use crate::ui::kit::control::Typing;
use crate::ui::kit::{icon, lang, spec, tr};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

pub(super) fn part(app: App) -> AnyView {
    let ids =
        Memo::new(move |_| app.settings.with(|settings| settings.closures.iter().map(Row::id).collect::<Vec<_>>()));
    let error = RwSignal::new(None::<String>);
    let add = move |closure: Closure| {
        let id = closure.id;
        let outcome = write(app, Typing::default(), |settings| settings.closures.push(closure));
        if outcome.is_ok() {
            dom::focus_later(format!("[data-closure=\"{id}\"] input"));
        }
        error.set(outcome.err());
    };
    let new = move |_| add(fresh());
    let new_year = move |_| add(new_year(clock::today(), tr("年末年始", "New Year")));
    let known = lang().pick(
        format!("土日と祝日は入っています。祝日は、公表されている{LAST_YEAR}年までの分です。"),
        format!("Weekends and public holidays are known already, the holidays until {LAST_YEAR}, as published so far."),
    );
    view! {
        <p class="store__help">
            {tr(
                "夏季休業や年末年始など、自社が休む日です。返信や確認の期限、待ち時間、営業日数で数えません。",
                "Days on which your company is closed. They count neither for deadlines nor for waiting times.",
            )}
            " "
            {known}
        </p>
        <ul class="closures" aria-label=tr("自社の休業日", "Closures")>
            <For each=move || ids.get() key=|id| *id children=move |id| row(app, error, id) />
        </ul>
        <p class="field__error" role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
        <div class="btn-row">
            <button type="button" class="btn" on:click=new>{icon("plus")} {tr("休業日を追加", "Add a closure")}</button>
            <button type="button" class="btn btn--quiet" on:click=new_year>
                {tr("年末年始(12/29〜1/3)を追加", "Add New Year (12/29 to 1/3)")}
            </button>
        </div>
    }
    .into_any()
}

fn fresh() -> Closure {
    Closure::with_id(IdSource::new(ids::fresh()).row())
}

/// 12/29 to 1/3 every year, from the one that is next or runs.
fn new_year(today: NaiveDate, name: &str) -> Closure {
    let year = if today.month() == 1 && today.day() <= 3 { today.year() - 1 } else { today.year() };
    Closure {
        name: name.to_owned(),
        from: NaiveDate::from_ymd_opt(year, 12, 29),
        until: NaiveDate::from_ymd_opt(year + 1, 1, 3),
        yearly: true,
        ..fresh()
    }
}

/// Changes the settings; a refusal comes back in words.
fn write(app: App, typing: Typing, edit: impl FnOnce(&mut Settings)) -> Result<(), String> {
    app.edit_settings(typing, edit).map_err(|rejection| message::rejection(&rejection, lang()))
}

/// Changes one closure.
fn change(app: App, id: RowId, typing: Typing, edit: impl FnOnce(&mut Closure)) -> Result<(), String> {
    write(app, typing, |settings| {
        if let Some(closure) = settings.closures.iter_mut().find(|closure| closure.id == id) {
            edit(closure);
        }
    })
}

fn row(app: App, error: RwSignal<Option<String>>, id: RowId) -> AnyView {
    let closure = Memo::new(move |_| {
        app.settings
            .with(|settings| settings.closures.iter().find(|closure| closure.id == id).cloned())
            .unwrap_or_default()
    });
    let day = move |get: fn(&Closure) -> Option<NaiveDate>, set: fn(&mut Closure, Option<NaiveDate>)| {
        let shown = Signal::derive(move || closure.with(get).map(|day| day.to_string()).unwrap_or_default());
        let write = move |typed: &str, typing: Typing| -> Result<(), String> {
            let parsed = || typed.parse::<NaiveDate>().map_err(|_| no_such_day());
            let day = if typed.is_empty() { None } else { Some(parsed()?) };
            change(app, id, typing, |closure| set(closure, day))
        };
        (shown, write)
    };
    let name = Signal::derive(move || closure.with(|closure| closure.name.clone()));
    let named =
        move |typed: &str, typing: Typing| change(app, id, typing, |closure| typed.clone_into(&mut closure.name));
    let (from, from_write) = day(|closure| closure.from, |closure, day| closure.from = day);
    let (until, until_write) = day(|closure| closure.until, |closure, day| closure.until = day);
    let yearly = move |event: leptos::ev::Event| {
        let ticked = event_target_checked(&event);
        error.set(change(app, id, Typing::default(), |closure| closure.yearly = ticked).err());
    };
    let remove = move |_| {
        error.set(write(app, Typing::default(), |settings| settings.closures.retain(|closure| closure.id != id)).err());
        dom::focus_if_lost("dialog[open] .closures input, dialog[open] [aria-labelledby=settings-closures] .btn");
    };
    let removing = move || {
        let name = closure.with(|closure| agenda::closure_name(closure, lang()));
        lang().pick(format!("「{name}」を削除"), format!("Delete “{name}”"))
    };
    view! {
        <li class="closures__row" data-closure=id.to_string()>
            {spec("名前", "Name").example("例：夏季休業", "e.g. summer").elsewhere("", name, named)}
            {spec("初日", "First day").elsewhere("date", from, from_write)}
            {spec("最終日", "Last day").elsewhere("date", until, until_write)}
            <label class="check closures__yearly">
                <input type="checkbox" prop:checked=move || closure.with(|closure| closure.yearly) on:change=yearly />
                <span>{tr("毎年", "Every year")}</span>
            </label>
            <button type="button" class="icon-btn icon-btn--s closures__remove" aria-label=removing on:click=remove>
                {icon("trash")}
            </button>
        </li>
    }
    .into_any()
}

fn no_such_day() -> String {
    tr("この日付はありません。", "There is no such date.").to_owned()
}
