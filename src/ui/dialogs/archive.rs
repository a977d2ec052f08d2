//! 完了・中止した案件: searched, the last closed first. They are read, taken up again, duplicated, made
//! a template of, or removed.

use super::{Frame, close};
use crate::browser::clock;
use crate::domain::find::{Document, Query};
use crate::domain::ledger::ledger;
use crate::domain::{Engagement, EngagementId, Yen};
use crate::text::format;
use crate::text::label::Choice;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{element_id, lang, say, tr};
use crate::ui::select;
use crate::ui::shell::menu;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;

/// How many are shown at first, and how many more at a time.
const AT_A_TIME: usize = 100;

/// A closed engagement, ready to be searched.
type Closed = (Arc<Engagement>, Arc<Document>);

/// The dialog.
pub fn dialog(app: App) -> AnyView {
    let typed = RwSignal::new(String::new());
    let most = RwSignal::new(AT_A_TIME);
    // Made ready once for each change of the archive, not for each letter that is typed.
    let all = RwSignal::new(Vec::<Closed>::new());
    Effect::new(move |_| all.set(closed(app, &app.closed().get())));
    let found = move || {
        let query = typed.with(|typed| Query::parse(typed));
        let hit = |one: &&Closed| query.is_empty() || one.1.matches(&query);
        all.with(|all| all.iter().filter(hit).map(|(engagement, _)| Arc::clone(engagement)).collect::<Vec<_>>())
    };
    let found = Signal::derive(found);
    let empty = move || app.closed().with(Vec::is_empty);
    let rows = move || {
        let shown: Vec<_> = found.get().into_iter().take(most.get()).collect();
        shown.into_iter().map(|engagement| row(app, &engagement)).collect_view()
    };
    let more = move || {
        let left = found.with(Vec::len).saturating_sub(most.get());
        (left > 0).then(|| {
            view! {
                <button type="button" class="btn" on:click=move |_| most.update(|most| *most += AT_A_TIME)>
                    {lang().pick(format!("もっと見る(あと{left}件)"), format!("Show more ({left} left)"))}
                </button>
            }
        })
    };
    let count = move || {
        let (found, all) = (found.with(Vec::len), all.with(Vec::len));
        match found {
            0 => tr("見つかりません。", "Nothing was found.").to_owned(),
            _ if found == all => lang().pick(format!("{all}件"), format::counted(all, "engagement")),
            _ => lang().pick(format!("{all}件のうち{found}件"), format!("{found} of {all}")),
        }
    };
    let body = view! {
        <p class="muted" hidden=move || !empty()>
            {tr(
                "完了・中止した案件はまだありません。案件のメニューの「完了…」「中止…」で、ここに移ります。",
                "There is no closed engagement yet. “Done…” and “Cancel…” in the menu of an engagement bring it here.",
            )}
        </p>
        <div class="archive" hidden=empty>
            {search(typed, most)}
            <p class="archive__count" role="status">{count}</p>
            <ul class="archive__list">{rows}</ul>
            {more}
        </div>
    };
    let frame = Frame {
        title: tr("完了・中止した案件", "Closed engagements").to_owned(),
        about: String::new(),
        class: "dialog--wide",
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    frame.show(body.into_any(), foot.into_any())
}

/// The closed engagements, the last closed first.
fn closed(app: App, ids: &[EngagementId]) -> Vec<Closed> {
    let mut all: Vec<Closed> = ids
        .iter()
        .filter_map(|id| app.peek(*id))
        .map(|engagement| {
            let document = Arc::new(Document::of(&engagement));
            (engagement, document)
        })
        .collect();
    all.sort_by_cached_key(|(engagement, _)| (std::cmp::Reverse(closed_on(engagement)), engagement.title.clone()));
    all
}

/// When it was closed, as its history tells.
fn closed_on(engagement: &Engagement) -> Option<NaiveDate> {
    let entries = engagement.history.iter().rev();
    let entry = entries.into_iter().find(|entry| entry.status == Some(engagement.status))?;
    entry.at.map(|at| at.date_naive())
}

fn search(typed: RwSignal<String>, most: RwSignal<usize>) -> AnyView {
    let id = element_id();
    let on_input = move |event: leptos::ev::Event| {
        most.set(AT_A_TIME);
        typed.set(event_target_value(&event));
    };
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{tr("検索", "Search")}</label>
            <input
                class="input"
                type="search"
                id=id
                autocomplete="off"
                autofocus=true
                placeholder=tr("案件名、会社名、担当者、メモなど", "Title, company, owner, notes…")
                prop:value=move || typed.get()
                on:input=on_input
            />
        </div>
    }
    .into_any()
}

fn row(app: App, engagement: &Engagement) -> AnyView {
    let id = engagement.id;
    let title = engagement.title.clone();
    let today = app.today.get_untracked();
    let closed = closed_on(engagement).map(|day| format::date(day, today, lang()));
    let company = engagement.chosen().map(|candidate| candidate.name.clone());
    let owner = Some(engagement.owner.clone()).filter(|owner| !owner.trim().is_empty());
    let cost = cost(app, engagement).map(|yen| {
        lang().pick(format!("費用 {}", format::yen(yen, lang())), format!("cost {}", format::yen(yen, lang())))
    });
    let about = [closed, company, owner, cost].into_iter().flatten().collect::<Vec<_>>().join(tr("・", " · "));
    let closing = [&engagement.status_reason, &engagement.closing.outcome, &engagement.closing.lessons];
    let closing = closing.into_iter().filter(|text| !text.trim().is_empty());
    let closing = closing.map(|text| view! { <p class="archive__closing">{text.clone()}</p> }).collect_view();
    let button = move |ja: &'static str, en: &'static str, danger: bool, run: fn(App, EngagementId)| {
        view! {
            <button type="button" class="btn btn--s" class:btn--danger=danger on:click=move |_| run(app, id)>{tr(ja, en)}</button>
        }
    };
    view! {
        <li class="archive__item">
            <div class="archive__head">
                <h3 class="archive__title">{title.clone()}</h3>
                <span class="tag">{say(engagement.status.label())}</span>
            </div>
            <p class="archive__about">{about}</p>
            {closing}
            <div class="btn-row" role="group" aria-label=lang().pick(format!("「{title}」の操作"), format!("Actions on “{title}”"))>
                {button("開く", "Open", false, open)}
                {button("再開する", "Take up again", false, menu::resume)}
                {button("複製", "Duplicate", false, duplicate)}
                {button("ひな形として保存…", "Save as a template…", false, |app, id| instead(app, Dialog::SaveTemplate(id)))}
                {button("削除…", "Delete…", true, |app, id| instead(app, Dialog::Remove(id)))}
            </div>
        </li>
    }
    .into_any()
}

/// What was invoiced, or what the plan made of the hours, over all months.
fn cost(app: App, engagement: &Engagement) -> Option<Yen> {
    if engagement.cycles.is_empty() {
        return None;
    }
    let tax = app.settings.with_untracked(crate::domain::Settings::tax_rate);
    // What came after it was closed costs nothing more.
    let until = closed_on(engagement).unwrap_or_else(clock::today);
    let months = ledger(engagement, tax, until).months;
    let total: Yen = months.iter().filter_map(|month| month.actual()).sum();
    (total > Yen::ZERO).then_some(total)
}

fn open(app: App, id: EngagementId) {
    close();
    app.open(id);
}

fn duplicate(app: App, id: EngagementId) {
    close();
    select::duplicate(app, id);
}

fn instead(app: App, dialog: Dialog) {
    close();
    app.dialog.set(Some(dialog));
}
