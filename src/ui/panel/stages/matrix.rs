//! The candidates' scores: weighted criteria down, companies across.

use super::candidate;
use crate::domain::CandidateId;
use crate::domain::ids::RowId;
use crate::domain::stage::select::{Candidate, Score};
use crate::ui::kit::{Field, Form, lang, spec, sub, tr};
use leptos::prelude::*;

/// A candidate's score on a criterion as a place.
pub fn score_of(form: &Form, id: CandidateId, criterion: RowId) -> Field<Score> {
    let row = candidate::list(form).row(id);
    sub!(row.scores).entry(criterion)
}

/// The ids of the criteria that are scored.
pub fn weighted(form: &Form) -> Memo<Vec<RowId>> {
    form.memo(|engagement| {
        engagement
            .selection
            .iter()
            .filter(|criterion| criterion.weight.get() > 0)
            .map(|criterion| criterion.id)
            .collect()
    })
}

/// What a criterion is called, also where it has no name yet.
pub fn criterion_name(form: &Form, id: RowId) -> Memo<String> {
    form.memo(move |engagement| {
        let name = engagement
            .selection
            .iter()
            .find(|criterion| criterion.id == id)
            .map_or("", |criterion| criterion.name.trim());
        if name.is_empty() { tr("(名前のない基準)", "(no name)").to_owned() } else { name.to_owned() }
    })
}

/// The matrix, or what is needed for one.
pub fn scores(form: &Form) -> AnyView {
    let there = form.memo(|engagement| {
        engagement.in_running().next().is_some()
            && engagement.selection.iter().any(|criterion| criterion.weight.get() > 0)
    });
    let form = form.clone();
    view! {
        {move || if there.get() {
            untrack(|| matrix(&form))
        } else {
            view! {
                <p class="rows__empty">
                    {tr("候補と、重みのある基準を入れると、ここで採点できます。", "Enter a candidate and a weighted criterion to score here.")}
                </p>
            }
            .into_any()
        }}
    }
    .into_any()
}

/// Weighted criteria down, candidates in the running across.
fn matrix(form: &Form) -> AnyView {
    let across = form.memo(|engagement| engagement.in_running().map(|row| row.id).collect::<Vec<_>>());
    let down = weighted(form);
    let sum = form.memo(|engagement| engagement.selection.iter().map(|criterion| criterion.weight.get()).sum::<u32>());
    let company = {
        let form = form.clone();
        move |id: CandidateId| candidate::name(&candidate::list(&form).row(id))
    };
    let head = {
        let company = company.clone();
        move |id: CandidateId| {
            let name = company(id);
            view! { <th scope="col"><span class="matrix__company">{move || name.get()}</span></th> }
        }
    };
    let line = {
        let (form, company) = (form.clone(), company.clone());
        move |criterion: RowId| {
            let name = criterion_name(&form, criterion);
            let weight = form.memo(move |engagement| {
                engagement.selection.iter().find(|row| row.id == criterion).map_or(0, |row| row.weight.get())
            });
            let (form, company) = (form.clone(), company.clone());
            let cell = move |id: CandidateId| {
                let who = company(id);
                let title = Signal::derive(move || format!("{} {}", name.get(), who.get()));
                let score = score_of(&form, id, criterion);
                view! {
                    <td>
                        <span class="matrix__who" aria-hidden="true">{move || who.get()}</span>
                        {spec("採点", "Score").titled(title).bare().need().rating(sub!(score.value))}
                    </td>
                }
            };
            view! {
                <tr>
                    <th scope="row">{move || name.get()}</th>
                    <td class="matrix__weight">
                        <span class="matrix__who">{tr("重み", "Weight")}</span>
                        <span class="num">{move || weight.get()}"%"</span>
                    </td>
                    <For each=move || across.get() key=|id| *id children=cell />
                </tr>
            }
        }
    };
    let foot = |cell: fn(&Form, CandidateId) -> AnyView| {
        let (form, company) = (form.clone(), company.clone());
        let each = move |id: CandidateId| {
            let who = company(id);
            view! { <td><span class="matrix__who">{move || who.get()}</span>{cell(&form, id)}</td> }
        };
        view! { <For each=move || across.get() key=|id| *id children=each /> }.into_any()
    };
    view! {
        <div class="matrix">
            <table class="matrix__table">
                <caption class="visually-hidden">{tr("候補の採点", "Scores of the candidates")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr("基準", "Criterion")}</th>
                        <th scope="col" class="matrix__weight">{tr("重み", "Weight")}</th>
                        <For each=move || across.get() key=|id| *id children=head />
                    </tr>
                </thead>
                <tbody>
                    <For each=move || down.get() key=|id| *id children=line />
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{tr("総合点", "Score")}</th>
                        <td class="matrix__weight">
                            <span class="matrix__who">{tr("重みの合計", "Weights")}</span>
                            <span class="num muted">{move || sum.get()}"%"</span>
                        </td>
                        {foot(total)}
                    </tr>
                    <tr>
                        <th scope="row">{tr("費用と予算", "Cost and budget")}</th>
                        <td class="matrix__weight"></td>
                        {foot(budget)}
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// The weighted score; the best of those that are scored in full is marked.
fn total(form: &Form, id: CandidateId) -> AnyView {
    let score = form.memo(move |engagement| {
        let full = |row: &Candidate| {
            if candidate::unscored(engagement, row) > 0 { None } else { row.weighted_score(&engagement.selection) }
        };
        let mine = engagement.candidate(id).and_then(full);
        let all: Vec<u32> = engagement.in_running().filter_map(full).collect();
        let left = engagement.candidate(id).map_or(0, |row| candidate::unscored(engagement, row));
        (mine, all.len() > 1 && mine.is_some() && mine == all.iter().max().copied(), left)
    });
    view! {
        {move || match score.get() {
            (Some(score), best, _) => view! {
                <span class="matrix__score" class:matrix__best=best>{candidate::points(score)}<small>" / 5"</small></span>
                {best.then(|| view! { " "<span class="tag tag--ai">{tr("最高点", "Best")}</span> })}
            }
            .into_any(),
            (None, _, left) => view! {
                <span class="is-wait">{lang().pick(format!("残り{left}項目"), format!("{left} to score"))}</span>
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// The cost a month against the budget.
fn budget(form: &Form, id: CandidateId) -> AnyView {
    let settings = candidate::settings();
    let cost = form.memo(move |engagement| {
        let row = engagement.candidate(id)?;
        Some((candidate::monthly(engagement, row, &settings)?, candidate::is_over(engagement, row, &settings)))
    });
    view! {
        {move || match cost.get() {
            Some((monthly, over)) => view! {
                <span class="num">{candidate::a_month(monthly)}</span>
                {over.then(|| view! { " "<span class="tag tag--loss">{tr("予算超過", "Over budget")}</span> })}
            }
            .into_any(),
            None => view! { <span class="muted">{tr("未記入", "not entered")}</span> }.into_any(),
        }}
    }
    .into_any()
}
