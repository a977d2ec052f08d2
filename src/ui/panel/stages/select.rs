//! Stage 2, 依頼先選定.

use super::{candidate, fields, group};
use crate::domain::ids::RowId;
use crate::domain::scalar::Weight;
use crate::domain::stage::select::{Score, SelectionCriterion, Standing};
use crate::domain::{CandidateId, Engagement};
use crate::text::{format, text};
use crate::ui::kit::{Field, Form, lang, rows, spec, sub, subcard_tools, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let root = form.root();
    let running = form.memo(|engagement| {
        let count = engagement.in_running().count();
        lang().pick(format!("{count}社"), format!("{count} companies"))
    });
    let weights = form.memo(|engagement| {
        let sum: u32 = engagement.selection.iter().map(|criterion| criterion.weight.get()).sum();
        lang().pick(format!("重みの合計 {sum}%"), format!("Weights: {sum}%"))
    });
    view! {
        {group(
            text("依頼先候補", "Candidates"),
            Some(text("3社以上を並べると、費用と対応の差が見えます。", "Three or more show how cost and service differ.")),
            Some(running.into()),
            view! {
                {candidate::cards(form, |_| true, candidate::score, card)}
                {candidate::add(form)}
            },
        )}
        {group(
            text("選定基準", "Selection criteria"),
            Some(text(
                "自社にとっての重みを決めます。合計は100%でなくてもかまいません。",
                "What counts for you, and how much. The sum need not be 100%.",
            )),
            Some(weights.into()),
            criteria(sub!(root.selection)),
        )}
        {group(
            text("採点", "Scores"),
            Some(text(
                "1(合わない)から5(よく合う)。もう一度押すと取り消せます。理由は各候補の欄に書きます。",
                "1 (poor) to 5 (very good); press again to take back. Reasons go into the candidate above.",
            )),
            None,
            scores(form),
        )}
    }
    .into_any()
}

/// What stands in a candidate's subcard.
fn card(form: &Form, id: CandidateId) -> AnyView {
    let list = candidate::list(form);
    let row = list.row(id);
    let name = candidate::name(&row);
    view! {
        {fields("fields--2", view! {
            {spec("会社名", "Company").text(sub!(row.name))}
            <div>{spec("サイト", "Site").example("https://…", "https://…").link(sub!(row.site))}</div>
            {spec("どこで知ったか", "Found at").example("例:比較サイト、取引先の紹介", "e.g. a comparison site").text(sub!(row.source))}
            {spec("費用の目安", "Rough cost").help("月額・税抜。見積もりの前に分かる範囲で。", "A month, without tax, as far as known before a quote.")
                .example("75,000", "75,000").yen(sub!(row.rough_cost))}
        })}
        {fields("fields--1", view! {
            {spec("会社の特徴", "Features").example("例:経理に強い、担当者が常駐", "e.g. strong in accounting").area(sub!(row.features))}
            {spec("業務との相性", "Fit with the work").help("業務の性質に、会社の特徴が合うか。", "Whether the company suits the nature of the work.")
                .rating(sub!(row.fit))}
            {spec("相性の理由", "Reason for the fit").area(sub!(row.fit_reason))}
        })}
        {reasons(form, id)}
        <div class="checks">
            {spec("NDA", "NDA").check(sub!(row.nda))}
            {spec("プライバシーマーク", "Privacy Mark").check(sub!(row.privacy_mark))}
            {spec("ISMS", "ISMS").check(sub!(row.isms))}
        </div>
        {fields("fields--1", spec("メモ", "Note").area(sub!(row.note)))}
        {candidate::standing(form, id)}
        {subcard_tools(list, id, name, tr("依頼先候補", "Candidates"))}
    }
    .into_any()
}

fn score_of(form: &Form, id: CandidateId, criterion: RowId) -> Field<Score> {
    let row = candidate::list(form).row(id);
    sub!(row.scores).entry(criterion)
}

/// The ids of the criteria that are scored.
fn weighted(form: &Form) -> Memo<Vec<RowId>> {
    form.memo(|engagement| {
        engagement.selection.iter().filter(|criterion| criterion.weight.get() > 0).map(|criterion| criterion.id).collect()
    })
}

fn criterion_name(form: &Form, id: RowId) -> Memo<String> {
    form.memo(move |engagement| {
        let name = engagement.selection.iter().find(|criterion| criterion.id == id).map_or("", |criterion| criterion.name.trim());
        if name.is_empty() { tr("(名前のない基準)", "(no name)").to_owned() } else { name.to_owned() }
    })
}

/// Why each score is as it is, in the candidate's subcard.
fn reasons(form: &Form, id: CandidateId) -> AnyView {
    let criteria = weighted(form);
    let form = form.clone();
    let each = move |criterion: RowId| {
        let name = criterion_name(&form, criterion);
        let title = Signal::derive(move || lang().pick(format!("採点の理由({})", name.get()), format!("Reason ({})", name.get())));
        let score = score_of(&form, id, criterion);
        spec("採点の理由", "Reason of a score").titled(title).grows().text(sub!(score.reason))
    };
    fields("fields--2", view! { <For each=move || criteria.get() key=|id| *id children=each /> }).into_any()
}

/// 選定基準
fn criteria(list: Field<Vec<SelectionCriterion>>) -> AnyView {
    rows("選定基準", "Criterion", |criterion: &mut SelectionCriterion, cells: &[&str]| {
        const USUAL: i64 = 20;
        criterion.name = cells.first().copied().unwrap_or_default().to_owned();
        let typed = cells.iter().skip(1).find_map(|cell| format::parse_whole(cell).ok());
        criterion.weight = Weight::try_from(typed.unwrap_or(USUAL)).unwrap_or_default();
    })
    .head(&[("grow", text("基準", "Criterion")), ("s cell--num", text("重み", "Weight"))])
    .example("基準を入力して Enter(例:対応時間、言語)", "Criterion, then Enter (e.g. business hours, language)")
    .show(list, |criterion| {
        view! {
            {spec("基準", "Criterion").cell("grow").grows().text(sub!(criterion.name))}
            {spec("重み", "Weight").cell("s").weight(sub!(criterion.weight))}
        }
        .into_any()
    })
}

/// The matrix, or what is needed for one.
fn scores(form: &Form) -> AnyView {
    let there = form.memo(|engagement| {
        engagement.in_running().next().is_some() && engagement.selection.iter().any(|criterion| criterion.weight.get() > 0)
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
        let full = |row: &crate::domain::stage::select::Candidate| {
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

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let dropped = engagement.candidates.iter().filter(|row| row.standing == Standing::Dropped).count();
    match engagement.candidates.len() - dropped {
        0 if dropped == 0 => String::new(),
        count if dropped == 0 => lang().pick(format!("候補{count}社"), format!("{count} candidates")),
        count => lang().pick(format!("候補{count}社・見送り{dropped}社"), format!("{count} candidates, {dropped} dropped")),
    }
}

/// For the gate: a candidate with every weighted criterion scored. What is not there is added here.
pub fn scored_candidate(form: &Form) -> AnyView {
    let root = form.root();
    let running = form.memo(|engagement| engagement.in_running().next().is_some());
    let none_weighted = form.memo(|engagement| engagement.selection.iter().all(|criterion| criterion.weight.get() == 0));
    // A list of criteria that was shown stays, so that a second one can be added.
    let shows_criteria = none_weighted.get_untracked();
    let (of_add, of_scores) = (form.clone(), form.clone());
    view! {
        {move || (!running.get()).then(|| untrack(|| candidate::add(&of_add)))}
        {shows_criteria.then(|| criteria(sub!(root.selection)))}
        {move || running.get().then(|| untrack(|| one_scored(&of_scores)))}
    }
    .into_any()
}

/// One candidate by choice, and its scores.
fn one_scored(form: &Form) -> AnyView {
    let nearest = {
        let engagement = form.peek();
        let left = |row: &&crate::domain::stage::select::Candidate| candidate::unscored(&engagement, row);
        engagement.in_running().min_by_key(left).map(|row| row.id)
    };
    candidate::one_of(form, nearest, |form, id| {
        let row = candidate::list(form).row(id);
        let criteria = weighted(form);
        let form = form.clone();
        let each = move |criterion: RowId| {
            let score = score_of(&form, id, criterion);
            spec("採点", "Score").titled(criterion_name(&form, criterion).into()).need().rating(sub!(score.value))
        };
        view! {
            {fields("fields--1", spec("会社名", "Company").text(sub!(row.name)))}
            <p class="field__help">{tr("採点: 1(合わない)から5(よく合う)", "Scores: 1 (poor) to 5 (very good)")}</p>
            {fields("fields--2", view! { <For each=move || criteria.get() key=|id| *id children=each /> })}
        }
        .into_any()
    })
}
