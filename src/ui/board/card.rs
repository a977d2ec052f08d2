//! A card: what the engagement is, whom it is with, when it is due, and the next thing to do.

use super::{BoardState, drag, keyboard, moving};
use crate::browser::clock;
use crate::domain::answers::answers;
use crate::domain::delivery::overdue_checks;
use crate::domain::gate::{Level, needs_between};
use crate::domain::sort;
use crate::domain::stage::contract::Due;
use crate::domain::stage::select::CandidateState;
use crate::domain::{Engagement, EngagementId, Minutes, Settings, Stage, Status, Yen, timing};
use crate::text::{Lang, contract, delivery, format, hours, label};
use crate::ui::app::App;
use crate::ui::find;
use crate::ui::kit::{icon, lang, say, tr};
use crate::ui::select;
use crate::ui::shell::menu;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What a card calls attention to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// A question waits for an answer, or the last day of notice is near.
    Waiting,
    /// The due date has gone by, or that of a reply or of a check, or the contract has ended.
    Overdue,
    /// On hold.
    Hold,
}

impl Flag {
    /// The value of `data-flag`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Overdue => "overdue",
            Self::Hold => "hold",
        }
    }
}

/// What an engagement calls attention to.
pub fn flag(engagement: &Engagement, settings: &Settings, today: NaiveDate) -> Option<Flag> {
    if engagement.status == Status::OnHold {
        return Some(Flag::Hold);
    }
    if engagement.waiting_questions() > 0 {
        return Some(Flag::Waiting);
    }
    let due = engagement.contract.due(today);
    let late = engagement.due.is_some_and(|due| due < today)
        || engagement.overdue_replies(settings, today).next().is_some()
        || !overdue_checks(engagement, settings, today).is_empty()
        || matches!(due, Some(Due::Ended(_)));
    if late { Some(Flag::Overdue) } else { matches!(due, Some(Due::Notice(_) | Due::Ends(_))).then_some(Flag::Waiting) }
}

/// What the board sums up of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// What it calls attention to.
    pub flag: Option<Flag>,
    /// The hours a month that are asked for.
    pub hours: Minutes,
    /// The budget a month.
    pub budget: Yen,
}

impl Summary {
    /// What is to be said of an engagement on a day.
    pub fn of(engagement: &Engagement, settings: &Settings, today: NaiveDate) -> Self {
        Self {
            flag: flag(engagement, settings, today),
            hours: engagement.clarify.monthly(),
            budget: engagement.clarify.budget.unwrap_or_default(),
        }
    }
}

/// The next thing to do, in one line: what waits or is late comes before what the stage asks for.
pub fn next_line(engagement: &Engagement, settings: &Settings, today: NaiveDate, lang: Lang) -> String {
    if engagement.status == Status::OnHold {
        let reason = label::short(&engagement.status_reason);
        return lang.pick(format!("保留中：{reason}"), format!("On hold: {reason}"));
    }
    if engagement.waiting_questions() > 0 {
        let questions = engagement.cycle().into_iter().flat_map(|cycle| &cycle.questions);
        return hours::waiting_line(&answers(questions, clock::wall(), settings.working_days()), lang);
    }
    let silent: Vec<&str> = engagement.overdue_replies(settings, today).map(|row| row.name.as_str()).collect();
    if let Some(line) = contract::overdue(&silent, lang) {
        return line;
    }
    if let Some(line) = delivery::overdue(&overdue_checks(engagement, settings, today), lang) {
        return line;
    }
    if let Some(due) = engagement.contract.due(today) {
        return contract::due(due, today, lang);
    }
    let Some(next) = engagement.stage.next() else {
        return lang.pick("次のサイクルか完了を選べます", "Next cycle, or done").to_owned();
    };
    let mut needs = needs_between(engagement, engagement.stage, next);
    sort::by_key(&mut needs, |need| std::cmp::Reverse(need.level().min(Level::Required)));
    match needs.first() {
        Some(need) => label::need(*need, engagement, lang),
        None => {
            let name = say(crate::text::label::Choice::label(next));
            lang.pick(format!("{name}へ進めます"), format!("Ready for {name}"))
        }
    }
}

/// Whether the next line tells a time that goes by.
fn waits(engagement: &Engagement) -> bool {
    engagement.status != Status::OnHold && engagement.waiting_questions() > 0
}

/// The company on the chip, with its state: the chosen one, or how many are considered.
fn chip(engagement: &Engagement, lang: Lang) -> Option<(&'static str, String, String)> {
    if let Some(chosen) = engagement.chosen() {
        let state = engagement.state_of(chosen);
        return Some((chip_state(state), chosen.name.clone(), say(label::candidate_state(state)).to_owned()));
    }
    let count = engagement.in_running().count();
    let furthest = engagement.in_running().map(|candidate| engagement.state_of(candidate)).max()?;
    let name = lang.pick(format!("候補 {count}社"), format::counted(count, "candidate"));
    let state = if furthest == CandidateState::Candidate { "" } else { say(label::candidate_state(furthest)) };
    Some((chip_state(furthest), name, state.to_owned()))
}

fn chip_state(state: CandidateState) -> &'static str {
    match state {
        CandidateState::Dropped => "dropped",
        CandidateState::Contracted => "contract",
        CandidateState::Trial => "trial",
        CandidateState::RunnerUp => "runner-up",
        CandidateState::Met => "met",
        CandidateState::Quoted => "quote",
        CandidateState::Asked => "asked",
        CandidateState::Candidate => "candidate",
    }
}

/// The card, with the line above it where a card in hand would land.
pub fn card(app: App, state: BoardState, id: EngagementId, stage: Stage) -> AnyView {
    let Some(signal) = app.card(id) else {
        return ().into_any();
    };
    let engagement: Signal<std::sync::Arc<Engagement>> = Signal::derive(move || signal.get());
    let title = Memo::new(move |_| engagement.with(|engagement| engagement.title.clone()));
    let sample = Memo::new(move |_| engagement.with(|engagement| engagement.sample));
    let high = Memo::new(move |_| engagement.with(|engagement| engagement.priority == crate::domain::Priority::High));
    let hold = Memo::new(move |_| engagement.with(|engagement| engagement.status == Status::OnHold));
    let overlaps = Memo::new(move |_| engagement.with(|engagement| engagement.overlaps.len()));
    let selected = Memo::new(move |_| state.selection.has(id));
    let labels = Memo::new(move |_| engagement.with(|engagement| engagement.labels.clone()));
    let low = Memo::new(move |_| engagement.with(|engagement| engagement.priority == crate::domain::Priority::Low));
    let owner = Memo::new(move |_| engagement.with(|engagement| engagement.owner.clone()));
    let company = Memo::new(move |_| engagement.with(|engagement| chip(engagement, lang())));
    let flagged = Memo::new(move |_| app.summary(id).and_then(|summary| summary.flag));
    let waits = Memo::new(move |_| engagement.with(|engagement| waits(engagement)));
    let timing =
        Memo::new(move |_| engagement.with(|engagement| engagement.open_cycle().and_then(timing::running).is_some()));
    let next = Memo::new(move |_| {
        if waits.get() {
            app.minute.track();
        }
        let today = app.today.get();
        engagement.with(|engagement| app.settings.with(|settings| next_line(engagement, settings, today, lang())))
    });
    let due = move || {
        let day = engagement.with(|engagement| engagement.due)?;
        let today = app.today.get();
        let near = match (day - today).num_days() {
            days if days < 0 => Some("over"),
            0..=3 => Some("soon"),
            _ => None,
        };
        Some(
            view! { <time class="card__due" datetime=day.to_string() data-due=near>{format::date(day, today, lang())}</time> },
        )
    };
    let in_hand = Memo::new(move |_| state.target.get().filter(|target| target.id == id));
    let line_above = Memo::new(move |_| {
        state.target.get().is_some_and(|target| target.stage == stage && target.before == Some(id) && target.id != id)
    });
    let chip = move || {
        company.get().map(|(state, name, label)| {
            let full = name.clone();
            view! {
                <span class="chip" data-state=state title=full>
                    <span class="chip__name">{name}</span>
                    {(!label.is_empty()).then(|| view! { <span class="chip__state">{label}</span> })}
                </span>
            }
        })
    };
    let steps_label =
        lang().pick(format!("9段階のうち{}段階目", stage.number()), format!("Stage {} of 9", stage.number()));
    let landed = move || (app.landed.get() == Some(id)).then_some("");
    let title_id = format!("t-{id}");
    view! {
        {move || line_above.get().then(|| view! { <div class="drop-line" aria-hidden="true"></div> })}
        <article
            class="card"
            data-card=id.to_string()
            tabindex="0"
            aria-labelledby=format!("{title_id} s-{id}")
            aria-describedby=format!("n-{id}")
            aria-current=move || (app.open.get() == Some(id)).then_some("true")
            aria-keyshortcuts="Enter Space M X"
            data-selected=move || selected.get().then_some("")
            data-flag=move || flagged.get().map(Flag::id)
            data-dragging=move || in_hand.get().is_some_and(|target| !target.by_keyboard).then_some("")
            data-lifted=move || in_hand.get().is_some_and(|target| target.by_keyboard).then_some("")
            data-landed=landed
            data-conflict=move || (overlaps.get() > 0).then_some("")
            on:animationend=move |_| if app.landed.get_untracked() == Some(id) { app.landed.set(None) }
            on:pointerdown=move |event| drag::press(app, state, id, &event)
            on:contextmenu=move |event| drag::suppress_context_menu(&event)
            on:mousedown=move |event| if event.shift_key() { event.prevent_default() }
            on:click=move |event| {
                if drag::is_click(&event) && !select::press(app, state.selection, id, &event) {
                    app.open(id);
                }
            }
            on:keydown=move |event| keyboard::on_card(app, state, id, &event)
            on:focus=move |_| app.near.set(Some(id))
            on:blur=move |_| keyboard::put_down(state, id)
        >
            <span class="visually-hidden" id=format!("s-{id}")>{move || selected.get().then(|| tr("選択中", "selected"))}</span>
            {move || (selected.get() || state.selection.is_mode()).then(|| view! { <span class="card__pick" aria-hidden="true">{icon("check")}</span> })}
            <div class="card__top">
                <h3 class="card__title" id=title_id.clone() title=move || title.get()>{move || title.get()}</h3>
                <button
                    type="button"
                    class="icon-btn card__menu"
                    aria-label=move || lang().pick(format!("「{}」のメニュー", title.get()), format!("Menu of “{}”", title.get()))
                    aria-haspopup="menu"
                    on:click=move |event| {
                        event.stop_propagation();
                        menu::open_for_card(id, &event);
                    }
                >
                    {icon("more")}
                </button>
            </div>
            <div class="card__body">
                <p class="card__company">
                    {move || sample.get().then(|| view! { <span class="tag tag--sample">{tr("見本", "Sample")}</span> })}
                    {move || (overlaps.get() > 0).then(|| view! { <span class="tag tag--wait">{tr("重なった変更", "Overlap")}</span> })}
                    {move || timing.get().then(|| view! { <span class="tag tag--ai">{tr("計測中", "Timing")}</span> })}
                    {move || hold.get().then(|| view! { <span class="tag">{tr("保留", "On hold")}</span> })}
                    {move || high.get().then(|| view! { <span class="tag tag--wait">{tr("優先 高", "High")}</span> })}
                    {move || low.get().then(|| view! { <span class="tag">{tr("優先 低", "Low")}</span> })}
                    {chip}
                </p>
                {move || label_tags(&labels.get())}
                <p class="card__meta"><span class="card__owner">{move || owner.get()}</span>{due}</p>
            </div>
            <div class="steps" data-at=stage.number().to_string() role="img" aria-label=steps_label></div>
            <p class="card__next" id=format!("n-{id}")>{move || next.get()}</p>
            {find::found_on(app, id)}
        </article>
    }
    .into_any()
}

/// The first labels, and how many there are more.
fn label_tags(labels: &[String]) -> Option<AnyView> {
    const SHOWN: usize = 3;
    let more = labels.len().saturating_sub(SHOWN);
    let tags = labels.iter().take(SHOWN).map(|label| {
        view! { <li title=label.clone()>{label.clone()}</li> }
    });
    let more = (more > 0).then(|| {
        let name = lang().pick(format!("ラベルはほかに{more}件"), format::counted(more, "more label"));
        view! { <li title=labels.join(tr("、", ", "))><span aria-hidden="true">{format!("+{more}")}</span><span class="visually-hidden">{name}</span></li> }
    });
    (!labels.is_empty()).then(|| {
        view! { <ul class="card__labels" aria-label=tr("ラベル", "Labels")>{tags.collect_view()} {more}</ul> }
            .into_any()
    })
}

/// Moves the card on to the next stage, from its menu.
pub fn forward(app: App, id: EngagementId) {
    if let Some(next) = app.peek(id).and_then(|engagement| engagement.stage.next()) {
        moving::request(app, id, next, crate::domain::command::Place::Last);
    }
}
