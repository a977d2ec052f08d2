//! 今日: what is to be done today, over all engagements.

pub mod line;
pub mod telling;

use super::app::App;
use super::kit::{element_id, lang, say, tr};
use crate::domain::agenda::today::{Group, groups, horizon, pressing};
use crate::domain::agenda::{Item, Span, items};
use crate::domain::{Board, Engagement, EngagementId, Settings};
use crate::text::{agenda, format};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How many lines of a group are shown at first.
const SHOWN: usize = 30;

/// The dates of each engagement as they were reckoned last, so that a change reckons those of what it
/// changed.
#[derive(Default)]
struct Reckoned {
    by: Option<(NaiveDate, Settings)>,
    of: HashMap<EngagementId, (Arc<Engagement>, Vec<Item>)>,
}

impl Reckoned {
    /// The dates of all engagements that 今日 looks at.
    fn dates(&mut self, board: &Board, settings: &Settings, today: NaiveDate) -> Vec<Item> {
        if self.by.as_ref().is_none_or(|(day, by)| *day != today || by != settings) {
            *self = Self { by: Some((today, settings.clone())), of: HashMap::new() };
        }
        self.of.retain(|id, _| board.get(*id).is_some());
        let span = Span { from: None, to: horizon(today) };
        let mut all = Vec::new();
        for engagement in board.engagements.values() {
            let fresh = || (Arc::clone(engagement), items(engagement, settings, today, span));
            let kept = self.of.entry(engagement.id).or_insert_with(fresh);
            if !Arc::ptr_eq(&kept.0, engagement) {
                *kept = fresh();
            }
            all.extend_from_slice(&kept.1);
        }
        all
    }
}

/// The dates that 今日 looks at, of all engagements: reckoned once for each change.
#[derive(Clone, Copy)]
struct Dates(Memo<Arc<Vec<Item>>>);

/// Follows the dates of all engagements, for the screen, the number beside its link and the notices.
pub fn begin(app: App) {
    let reckoned = StoredValue::new(Reckoned::default());
    let dates = Memo::new(move |_| {
        app.revision.track();
        let (today, settings) = (app.today.get(), app.settings.get());
        let dates = app.with_session(|session| {
            reckoned.try_update_value(|reckoned| reckoned.dates(session.board(), &settings, today))
        });
        Arc::new(dates.unwrap_or_default())
    });
    provide_context(Dates(dates));
    telling::begin(app, dates);
}

/// The dates of all engagements within a span, followed.
pub fn within(app: App, today: NaiveDate, span: Span) -> Vec<Item> {
    app.revision.track();
    app.settings.with(|settings| {
        app.with_session(|session| {
            let engagements = session.board().engagements.values();
            engagements.flat_map(|engagement| items(engagement, settings, today, span)).collect()
        })
    })
}

/// How many things are due today or late, beside the link to the screen.
pub fn badge() -> AnyView {
    let app = super::app::app();
    let Dates(dates) = expect_context();
    let count = Memo::new(move |_| dates.with(|items| pressing(items, app.today.get())));
    let badge = move || {
        let count = count.get();
        let said = lang().pick(format!("期限と回答待ち {count}件"), format!("{count} due, late or waiting"));
        (count > 0).then(|| {
            view! { <span class="screens__badge" data-badge title=said.clone()><span aria-hidden="true">{count}</span><span class="visually-hidden">{said.clone()}</span></span> }
        })
    };
    badge.into_any()
}

/// The screen.
pub fn today(app: App) -> AnyView {
    let Dates(dates) = expect_context();
    let unfolded = RwSignal::new(BTreeSet::<Group>::new());
    let body = move || {
        let (items, today) = (dates.get(), app.today.get());
        let found = groups(&items, today);
        if found.is_empty() {
            return nothing();
        }
        found.into_iter().map(|(which, list)| group(app, which, &list, today, unfolded)).collect_view().into_any()
    };
    view! {
        <main class="screen" id="board" tabindex="-1" aria-label=tr("今日やること", "Today")>
            <div class="dates__head">
                <h2 class="screen__title">{tr("今日やること", "Today")}</h2>
                <p class="dates__day">{move || format::full_date(app.today.get(), lang())}</p>
                <span class="spacer"></span>
                {telling::switch()}
            </div>
            {body}
        </main>
    }
    .into_any()
}

/// What would stand here.
fn nothing() -> AnyView {
    view! {
        <div class="dates__none">
            <p class="dates__none-head">{tr("今日やることはありません", "Nothing to do today")}</p>
            <p>{tr(
                "案件に期日や打ち合わせの日時、業務の期限、質問、納品物を記入すると、答えるもの・確認するもの・今日と今週の期限がここに並びます。",
                "Once engagements have due dates, meetings, work orders, questions or deliveries, what is to be answered, checked and done today and this week stands here.",
            )}</p>
            <a href="#board">{tr("ボードへ", "To the board")}</a>
        </div>
    }
    .into_any()
}

fn group(app: App, which: Group, list: &[&Item], today: NaiveDate, unfolded: RwSignal<BTreeSet<Group>>) -> AnyView {
    let all = unfolded.with(|unfolded| unfolded.contains(&which));
    let shown = if all { list.len() } else { list.len().min(SHOWN) };
    let lines = list.iter().take(shown).map(|item| line::line(app, item, today, true)).collect_view();
    let rest = list.len() - shown;
    let id = element_id();
    let more = (rest > 0).then(|| {
        let unfold = move |_| unfolded.update(|unfolded| {
            unfolded.insert(which);
        });
        view! { <button type="button" class="btn btn--s btn--quiet" on:click=unfold>{lang().pick(format!("ほか{rest}件を表示"), format!("Show {rest} more"))}</button> }
    });
    view! {
        <section class="todo-group" data-group=which.id() aria-labelledby=id.clone()>
            <h3 class="todo-group__head" id=id.clone()>
                {say(agenda::group(which))}
                <span class="count">{list.len()}</span>
            </h3>
            {agenda::group_note(which).map(|note| view! { <p class="todo-group__note">{say(note)}</p> })}
            <ul class="todos">{lines}</ul>
            {more}
        </section>
    }
    .into_any()
}
