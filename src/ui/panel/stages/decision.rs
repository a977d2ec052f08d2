//! 依頼先の決定: the company that is chosen after the meetings, and what becomes of the others.

use super::{candidate, fields};
use crate::browser::clock;
use crate::domain::cost::Fit;
use crate::domain::stage::meet::ContactRating;
use crate::domain::stage::select::{Candidate, Standing};
use crate::domain::{CandidateId, Engagement, Settings};
use crate::ui::kit::{Field, Form, element_id, icon_small, lang, spec, sub, tr, typing};
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
    let parts: Vec<String> = [Some(score), cost, over, unfit, stale, rating(row)]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(lang().pick("・", ", "))
}

/// The rating of the contact over all meetings: 「窓口 円滑 4.5・理解 4」.
fn rating(row: &Candidate) -> Option<String> {
    let ContactRating { smooth, understood } = ContactRating::of(&row.meetings);
    let smooth = smooth.map(|mean| format!("{} {}", tr("円滑", "smooth"), candidate::points(mean)));
    let understood = understood.map(|mean| format!("{} {}", tr("理解", "understood"), candidate::points(mean)));
    let parts: Vec<String> = [smooth, understood].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{} {}", tr("窓口", "contact"), parts.join(tr("・", ", "))))
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

/// The companies that were not chosen: those still considered are settled together, as one step; the
/// others show what became of them.
fn others(form: &Form) -> AnyView {
    let ids = form.memo(|engagement| others_of(engagement, |standing| standing != Standing::Considered));
    let open = form.memo(|engagement| others_of(engagement, |standing| standing == Standing::Considered));
    let each = {
        let form = form.clone();
        move |id: CandidateId| company(&form, id, candidate::standing(&form, id))
    };
    let quick = {
        let form = form.clone();
        move || {
            let ids = open.get();
            (!ids.is_empty()).then(|| untrack(|| settle(&form, ids)))
        }
    };
    view! {
        <div class="subcards" hidden=move || ids.with(Vec::is_empty) && open.with(Vec::is_empty)>
            <p class="field__label">{tr("選ばなかった会社", "Companies not chosen")}</p>
            {quick}
            <For each=move || ids.get() key=|id| *id children=each />
        </div>
    }
    .into_any()
}

/// The companies beside the chosen one, by their standing.
fn others_of(engagement: &Engagement, which: fn(Standing) -> bool) -> Vec<CandidateId> {
    let Some(chosen) = engagement.decision.chosen else {
        return Vec::new();
    };
    let others = engagement.candidates.iter().filter(|row| row.id != chosen && which(row.standing));
    others.map(|row| row.id).collect()
}

fn company(form: &Form, id: CandidateId, body: AnyView) -> AnyView {
    let name = candidate::name(&candidate::list(form).row(id));
    let called = move || lang().pick(format!("{}の扱い", name.get()), format!("Standing of {}", name.get()));
    view! {
        <div class="subcard" role="group" aria-label=called>
            <div class="subcard__head"><span class="subcard__title">{move || name.get()}</span></div>
            <div class="subcard__body">{body}</div>
        </div>
    }
    .into_any()
}

/// 次点 or 見送り with the reason, for each company that is still considered. What is chosen here is a
/// draft until it is recorded, all of it as one step to undo.
fn settle(form: &Form, ids: Vec<CandidateId>) -> AnyView {
    let draft = RwSignal::new(form.peek());
    let drafted = Form::of_draft(draft);
    let error = RwSignal::new(None::<String>);
    let any = {
        let ids = ids.clone();
        drafted.memo(move |engagement| {
            let settled =
                |id: &CandidateId| engagement.candidate(*id).is_some_and(|row| row.standing != Standing::Considered);
            ids.iter().any(settled)
        })
    };
    let companies = ids
        .iter()
        .map(|id| {
            let row = candidate::list(&drafted).row(*id);
            let body = view! {
                {fields("fields--2", view! {
                    {spec("検討状況", "Standing").segmented(sub!(row.standing))}
                    {quick_reason(&row)}
                })}
            };
            company(&drafted, *id, body.into_any())
        })
        .collect_view();
    let record = {
        let form = form.clone();
        move |_| {
            typing::flush();
            let (draft, ids) = (draft.get_untracked(), ids.clone());
            let edited = form.edit(tr("選ばなかった会社の扱い", "Companies not chosen"), move |engagement| {
                take_over(engagement, &draft, &ids);
            });
            error.set(edited.err());
        }
    };
    view! {
        {companies}
        <div class="btn-row">
            <button type="button" class="btn btn--s" disabled=move || !any.get() on:click=record>
                {icon_small("check")}
                {tr("選んだ扱いをまとめて記録する", "Record these")}
            </button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

/// The reason, under the name that fits.
fn quick_reason(row: &Field<Candidate>) -> AnyView {
    let standing = row.map(|row| row.standing);
    let row = row.clone();
    (move || match standing.get() {
        Standing::Considered => ().into_any(),
        Standing::RunnerUp => spec("次点とした理由", "Why it is runner-up").text(sub!(row.dropped_reason)).into_any(),
        Standing::Dropped => spec("見送りの理由", "Why it was dropped").text(sub!(row.dropped_reason)).into_any(),
    })
    .into_any()
}

/// Takes over what was settled of these companies.
fn take_over(engagement: &mut Engagement, draft: &Engagement, ids: &[CandidateId]) {
    for id in ids {
        let Some(settled) = draft.candidate(*id).filter(|row| row.standing != Standing::Considered) else {
            continue;
        };
        if let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == *id) {
            row.standing = settled.standing;
            row.dropped_reason.clone_from(&settled.dropped_reason);
            row.dropped_on = (settled.standing == Standing::Dropped).then(clock::today);
        }
    }
}
