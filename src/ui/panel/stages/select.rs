//! Stage 2, 依頼先選定.

use super::matrix::{criterion_name, score_of, scores, weighted};
use super::{candidate, fields, group, succession};
use crate::domain::ids::RowId;
use crate::domain::scalar::Weight;
use crate::domain::stage::select::{Candidate, SelectionCriterion, Standing};
use crate::domain::{CandidateId, Engagement};
use crate::text::{format, law as prompt, text};
use crate::ui::kit::{Field, Form, lang, law, rows, spec, sub, subcard_tools, tr};
use crate::ui::{compare, csv};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let root = form.root();
    let running = form.memo(|engagement| {
        let count = engagement.in_running().count();
        lang()
            .pick(format!("{count}社"), if count == 1 { "1 company".to_owned() } else { format!("{count} companies") })
    });
    let weights = form.memo(|engagement| {
        let sum: u32 = engagement.selection.iter().map(|criterion| criterion.weight.get()).sum();
        lang().pick(format!("重みの合計 {sum}%"), format!("Weights: {sum}%"))
    });
    view! {
        {succession::offer(form)}
        {group(
            text("依頼先候補", "Candidates"),
            Some(text("3社以上を並べると、費用と対応の差が見えます。", "Three or more show how cost and service differ.")),
            Some(running.into()),
            view! {
                {candidate::cards(form, |_| true, candidate::score, card)}
                {candidate::add(form)}
                {csv::import::button(form)}
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
        {compare::button(form)}
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
            {spec("どこで知ったか", "Found at").example("例：比較サイト、取引先の紹介", "e.g. a comparison site").text(sub!(row.source))}
            {spec("費用の目安(月額・税抜)", "Rough cost a month without tax")
                .example("75,000", "75,000").yen(sub!(row.rough_cost))}
        })}
        {fields("fields--1", view! {
            {spec("会社の特徴", "Features").example("例：経理に強い、担当者が常駐", "e.g. strong in accounting").area(sub!(row.features))}
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
        {individual(&row)}
        {fields("fields--1", spec("メモ", "Note").area(sub!(row.note)))}
        {candidate::standing(form, id)}
        {subcard_tools(list, id, name, tr("依頼先候補", "Candidates"))}
    }
    .into_any()
}

/// 相手が個人, and what then is to be known.
fn individual(row: &Field<Candidate>) -> AnyView {
    view! {
        <div class="field">
            {spec("相手が個人", "A person alone")
                .help("従業員を使わない個人か、一人会社。", "Or a one-person company, without employees.")
                .check(sub!(row.individual))}
            {law(&prompt::INDIVIDUAL)}
        </div>
    }
    .into_any()
}

/// Why each score is as it is, in the candidate's subcard.
fn reasons(form: &Form, id: CandidateId) -> AnyView {
    let criteria = weighted(form);
    let form = form.clone();
    let each = move |criterion: RowId| {
        let name = criterion_name(&form, criterion);
        let title = Signal::derive(move || {
            lang().pick(format!("採点の理由({})", name.get()), format!("Reason ({})", name.get()))
        });
        let score = score_of(&form, id, criterion);
        spec("採点の理由", "Reason of a score").titled(title).grows().text(sub!(score.reason))
    };
    fields("fields--2", view! { <For each=move || criteria.get() key=|id| *id children=each /> }).into_any()
}

/// 選定基準
pub fn criteria(list: Field<Vec<SelectionCriterion>>) -> AnyView {
    rows("選定基準", "Criterion", |criterion: &mut SelectionCriterion, cells: &[&str]| {
        const USUAL: i64 = 20;
        criterion.name = cells.first().copied().unwrap_or_default().to_owned();
        let typed = cells.iter().skip(1).find_map(|cell| format::parse_whole(cell).ok());
        criterion.weight = Weight::try_from(typed.unwrap_or(USUAL)).unwrap_or_default();
    })
    .head(&[("grow", text("基準", "Criterion")), ("s cell--num", text("重み", "Weight"))])
    .example("基準を入力して Enter(例：対応時間、言語)", "Criterion, then Enter (e.g. business hours, language)")
    .show(list, |criterion| {
        view! {
            {spec("基準", "Criterion").cell("grow").grows().text(sub!(criterion.name))}
            {spec("重み", "Weight").cell("s").weight(sub!(criterion.weight))}
        }
        .into_any()
    })
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let dropped = engagement.candidates.iter().filter(|row| row.standing == Standing::Dropped).count();
    match engagement.candidates.len() - dropped {
        0 if dropped == 0 => String::new(),
        count if dropped == 0 => lang().pick(format!("候補{count}社"), format::counted(count, "candidate")),
        count => lang().pick(
            format!("候補{count}社・見送り{dropped}社"),
            format!("{}, {dropped} dropped", format::counted(count, "candidate")),
        ),
    }
}

/// For the gate: a candidate with every weighted criterion scored. What is not there is added here.
pub fn scored_candidate(form: &Form) -> AnyView {
    let root = form.root();
    let running = form.memo(|engagement| engagement.in_running().next().is_some());
    let none_weighted =
        form.memo(|engagement| engagement.selection.iter().all(|criterion| criterion.weight.get() == 0));
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
        let left = |row: &&Candidate| candidate::unscored(&engagement, row);
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
