//! 依頼先の決定: the company that is chosen after the meetings, and what becomes of the others.

use super::{candidate, fields};
use crate::browser::clock;
use crate::domain::cost::Fit;
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::{CandidateId, Engagement, Settings};
use crate::ui::kit::{Form, element_id, lang, spec, sub, tr};
use leptos::prelude::*;

/// 依頼先の決定
pub fn decision(form: &Form) -> AnyView {
    let root = form.root();
    view! {
        {choice(form)}
        {reason(form)}
        {fields("fields--2", spec("決定日", "Decided on").date(sub!(root.decision.decided_on)))}
        {others(form)}
    }
    .into_any()
}

/// The company that is chosen, among those in the running.
pub fn choice(form: &Form) -> AnyView {
    let running = form.memo(|engagement| engagement.in_running().map(|row| row.id).collect::<Vec<_>>());
    let none = form.memo(|engagement| engagement.in_running().next().is_none());
    let chosen = form.memo(|engagement| engagement.decision.chosen);
    let error = RwSignal::new(None::<String>);
    let group = element_id();
    let settings = candidate::settings();
    let each = {
        let form = form.clone();
        move |id: CandidateId| {
            let name = candidate::name(&candidate::list(&form).row(id));
            let settings = settings.clone();
            let facts = form.memo(move |engagement| {
                engagement.candidate(id).map(|row| facts(engagement, row, &settings)).unwrap_or_default()
            });
            let form = form.clone();
            let choose = move |_| {
                error.set(
                    form.edit(tr("依頼先の決定", "Choice of the company"), move |engagement| {
                        choose(engagement, id)
                    })
                    .err(),
                );
            };
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=group.clone()
                        aria-label=move || name.get()
                        prop:checked=move || chosen.get() == Some(id)
                        on:change=choose
                    />
                    <span><b>{move || name.get()}</b><small>{move || facts.get()}</small></span>
                </label>
            }
        }
    };
    let take_back = {
        let form = form.clone();
        move |_| {
            let edited = form.edit(tr("依頼先の決定の取り消し", "Choice taken back"), |engagement| {
                engagement.decision.chosen = None;
                engagement.decision.decided_on = None;
            });
            error.set(edited.err());
        }
    };
    view! {
        <div class="choices" role="radiogroup" aria-label=tr("依頼先の決定", "Choice of the company")>
            <For each=move || running.get() key=|id| *id children=each />
        </div>
        {move || none.get().then(|| view! {
            <p class="rows__empty">{tr("候補がまだありません。依頼先選定で候補を追加してください。", "There is no candidate yet. Add one in stage 2.")}</p>
        })}
        <div class="btn-row" hidden=move || chosen.get().is_none()>
            <button type="button" class="btn btn--s btn--quiet" on:click=take_back>{tr("決定を取り消す", "Take the choice back")}</button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

/// Chooses a company; the first choice is dated.
fn choose(engagement: &mut Engagement, id: CandidateId) {
    engagement.decision.chosen = Some(id);
    engagement.decision.decided_on.get_or_insert_with(clock::today);
    if let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == id) {
        row.standing = Standing::Considered;
    }
}

/// Score and cost of a candidate in a line.
fn facts(engagement: &Engagement, row: &Candidate, settings: &Settings) -> String {
    let score = candidate::score(engagement, row);
    let cost = candidate::monthly(engagement, row, settings).map(candidate::a_month);
    let over = candidate::is_over(engagement, row, settings).then(|| tr("予算超過", "over budget").to_owned());
    let unfit = candidate::best_fit(engagement, row) == Fit::WeekendClosed;
    let unfit = unfit.then(|| tr("要件不適合", "does not fit").to_owned());
    let stale = candidate::old_terms(engagement, row).then(|| tr("旧条件", "old terms").to_owned());
    let parts: Vec<String> =
        [Some(score), cost, over, unfit, stale].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(lang().pick("・", ", "))
}

/// 決定の理由
pub fn reason(form: &Form) -> AnyView {
    let root = form.root();
    fields(
        "fields--1",
        spec("決定の理由", "Reason for the choice")
            .example("例：質問が具体的で、経理の実績がある", "e.g. asked precise questions, knows accounting")
            .need()
            .area(sub!(root.decision.reason)),
    )
    .into_any()
}

/// The companies that were not chosen, to be kept as runner-up or dropped.
fn others(form: &Form) -> AnyView {
    let ids = form.memo(|engagement| match engagement.decision.chosen {
        Some(chosen) => engagement.candidates.iter().map(|row| row.id).filter(|id| *id != chosen).collect::<Vec<_>>(),
        None => Vec::new(),
    });
    let each = {
        let form = form.clone();
        move |id: CandidateId| {
            let name = candidate::name(&candidate::list(&form).row(id));
            let called = move || lang().pick(format!("{}の扱い", name.get()), format!("Standing of {}", name.get()));
            view! {
                <div class="subcard" role="group" aria-label=called>
                    <div class="subcard__head"><span class="subcard__title">{move || name.get()}</span></div>
                    <div class="subcard__body">{candidate::standing(&form, id)}</div>
                </div>
            }
        }
    };
    view! {
        <div class="subcards" hidden=move || ids.with(Vec::is_empty)>
            <p class="field__label">{tr("選ばなかった会社", "Companies not chosen")}</p>
            <For each=move || ids.get() key=|id| *id children=each />
        </div>
    }
    .into_any()
}
