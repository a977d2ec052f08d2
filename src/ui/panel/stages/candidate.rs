//! What the forms of stages 2 to 4 have in common: a candidate's subcard, its standing, its cost.

use super::{fields, inquiry, succession};
use crate::browser::clock;
use crate::domain::cost::{Fit, MissingTerm};
use crate::domain::stage::select::{Candidate, CandidateState, Standing};
use crate::domain::succession::drop_out;
use crate::domain::{CandidateId, Engagement, Settings, Stage, Yen};
use crate::text::label::{self, Choice};
use crate::text::{comparison, format};
use crate::ui::app::App;
use crate::ui::compare;
use crate::ui::kit::{Field, Form, Opens, add_line, lang, say, spec, sub, subcard, subcards, tr};
use leptos::prelude::*;

pub use crate::domain::comparison::{best_fit, in_force, is_over, is_stale, monthly, old_terms, unscored};
pub use crate::text::comparison::points;

/// The candidates as a place; a new one is filled from a pasted line: name, site.
pub fn list(form: &Form) -> Field<Vec<Candidate>> {
    let root = form.root();
    sub!(root.candidates)
}

/// The line that adds a candidate by its name, or several by a paste.
pub fn add(form: &Form) -> AnyView {
    add_line(
        list(form),
        tr("依頼先候補", "Candidates"),
        tr("会社名を入力して Enter", "Company name, then Enter"),
        |candidate, cells| {
            candidate.name = cells.first().copied().unwrap_or_default().to_owned();
            candidate.site = cells.iter().find(|cell| cell.starts_with("http")).copied().unwrap_or_default().to_owned();
        },
    )
}

/// What a company is called, also where it has no name yet.
pub fn called(candidate: &Candidate) -> String {
    comparison::company(&candidate.name, lang())
}

/// The candidate's name, followed.
pub fn name(candidate: &Field<Candidate>) -> Signal<String> {
    candidate.map(called).into()
}

/// What holds for the whole board.
pub fn settings() -> Settings {
    use_context::<App>().map(|app| app.with_session(|session| session.board().settings.clone())).unwrap_or_default()
}

/// Subcards of the candidates that `which` lets through.
pub fn cards(
    form: &Form,
    which: fn(&Candidate) -> bool,
    note: impl Fn(&Engagement, &Candidate) -> String + Clone + Send + Sync + 'static,
    body: impl Fn(&Form, CandidateId) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    let ids = form.memo(move |engagement| {
        engagement.candidates.iter().filter(|row| which(row)).map(|row| row.id).collect::<Vec<_>>()
    });
    let form_of_cards = form.clone();
    subcards(ids, list(form), Opens::First, move |id, candidate, open| {
        let (form, note, body) = (form_of_cards.clone(), note.clone(), body.clone());
        let note =
            form.memo(move |engagement| engagement.candidate(id).map(|row| note(engagement, row)).unwrap_or_default());
        let chosen = form.memo(move |engagement| engagement.decision.chosen == Some(id));
        let dropped = candidate.map(|row| row.standing == Standing::Dropped);
        let head = subcard(name(&candidate), open).note(note.into()).chosen(chosen.into()).dropped(dropped.into());
        head.wanted(compare::wanted(id), compare::taken).show(tags(&form, id), move || body(&form, id), ().into_any())
    })
}

/// The tags in a candidate's head: its state, and what is wrong with it.
fn tags(form: &Form, id: CandidateId) -> AnyView {
    let settings = settings();
    let state = form.memo(move |engagement| engagement.candidate(id).map(|row| engagement.state_of(row)));
    let chosen = form.memo(move |engagement| engagement.decision.chosen == Some(id));
    let over =
        form.memo(move |engagement| engagement.candidate(id).is_some_and(|row| is_over(engagement, row, &settings)));
    let stale = form.memo(move |engagement| engagement.candidate(id).is_some_and(|row| old_terms(engagement, row)));
    let unfit = form.memo(move |engagement| {
        engagement.candidate(id).is_some_and(|row| best_fit(engagement, row) == Fit::WeekendClosed)
    });
    let class = move || match state.get() {
        Some(CandidateState::Dropped | CandidateState::Candidate) | None => "tag",
        Some(CandidateState::RunnerUp) => "tag tag--wait",
        Some(_) => "tag tag--ai",
    };
    view! {
        <span class=class>{move || state.get().map(|state| say(label::candidate_state(state)))}</span>
        {move || chosen.get().then(|| view! { <span class="tag tag--met">{tr("決定", "Chosen")}</span> })}
        {move || over.get().then(|| view! { <span class="tag tag--loss">{tr("予算超過", "Over budget")}</span> })}
        {move || unfit.get().then(|| view! { <span class="tag tag--loss">{tr("要件不適合", "Does not fit")}</span> })}
        {move || stale.get().then(|| view! { <span class="tag tag--wait">{tr("旧条件", "Old terms")}</span> })}
        {inquiry::tags(form, id)}
    }
    .into_any()
}

/// Whether the candidate is considered, runner-up or dropped, and why. Once a trial has begun, the
/// chosen one is dropped by the move that looks for another company.
pub fn standing(form: &Form, id: CandidateId) -> AnyView {
    let candidate = list(form).row(id);
    let options = Standing::ALL.iter().map(|standing| say(standing.label()).to_owned()).collect();
    let place = |standing: Standing| Standing::ALL.iter().position(|other| *other == standing).unwrap_or_default();
    let index = candidate.map(move |row| place(row.standing));
    let write = {
        let form = form.clone();
        move |label: &str, index: usize| {
            let standing = Standing::ALL.get(index).copied().unwrap_or_default();
            let present = form.peek();
            if standing == Standing::Dropped
                && present.decision.chosen == Some(id)
                && (present.stage > Stage::Meet || present.trial().is_some())
            {
                return Err(tr(
                    "依頼先に決めた会社です。見送るには、「別の会社を探す」でカードを依頼先選定に戻してください。",
                    "This company is chosen. To drop it, move the card back to the selection to look for another one.",
                )
                .to_owned());
            }
            form.edit(label, move |engagement| stand(engagement, id, standing))
        }
    };
    fields(
        "",
        view! {
            {spec("検討状況", "Standing").pick(options, index.into(), write)}
            {why(&candidate)}
            {succession::beside(form, id)}
        },
    )
    .into_any()
}

/// Gives a company its standing; one that is dropped is dated.
fn stand(engagement: &mut Engagement, id: CandidateId, standing: Standing) {
    if standing == Standing::Dropped {
        drop_out(engagement, id, clock::today());
    } else if let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == id) {
        row.standing = standing;
        row.dropped_on = None;
    }
}

/// Why a company is runner-up or dropped.
pub fn why(candidate: &Field<Candidate>) -> AnyView {
    let standing = candidate.map(|row| row.standing);
    let candidate = candidate.clone();
    (move || match standing.get() {
        Standing::Considered => ().into_any(),
        Standing::RunnerUp => {
            spec("次点とした理由", "Why it is runner-up").text(sub!(candidate.dropped_reason)).into_any()
        }
        Standing::Dropped => view! {
            {spec("見送りの理由", "Why it was dropped").text(sub!(candidate.dropped_reason))}
            {spec("見送った日", "Dropped on").date(sub!(candidate.dropped_on))}
        }
        .into_any(),
    })
    .into_any()
}

/// 「4.2点」, 「残り2項目」, or nothing where there is nothing to score by.
pub fn score(engagement: &Engagement, candidate: &Candidate) -> String {
    match (unscored(engagement, candidate), candidate.weighted_score(&engagement.selection)) {
        (0, Some(score)) => lang().pick(format!("{}点", points(score)), format!("{}\u{a0}/\u{a0}5", points(score))),
        (0, None) => String::new(),
        (left, _) => lang().pick(format!("残り{left}項目"), format!("{left} to score")),
    }
}

/// What a term without which nothing can be priced is called.
pub fn missing_term(missing: MissingTerm) -> &'static str {
    say(comparison::missing_term(missing))
}

/// 「月 75,000円」
pub fn a_month(yen: Yen) -> String {
    let amount = format::yen(yen, lang());
    lang().pick(format!("月 {amount}"), format!("{amount} a month"))
}

/// For the gate: one of the candidates in the running, `first` at first, and `body` for it. With one
/// candidate there is nothing to choose.
pub fn one_of(
    form: &Form,
    first: Option<CandidateId>,
    body: impl Fn(&Form, CandidateId) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let running: Vec<(CandidateId, String)> = form.peek().in_running().map(|row| (row.id, called(row))).collect();
    let ids: Vec<CandidateId> = running.iter().map(|(id, _)| *id).collect();
    let chosen = RwSignal::new(ids.iter().position(|id| Some(*id) == first).unwrap_or_default());
    let choice = (ids.len() > 1).then(|| {
        let names = running.iter().map(|(_, name)| name.clone()).collect();
        spec("候補", "Candidate").pick(names, chosen.into(), move |_, index| {
            chosen.set(index);
            Ok(())
        })
    });
    let form = form.clone();
    view! {
        {choice}
        {move || ids.get(chosen.get()).map(|id| untrack(|| body(&form, *id)))}
    }
    .into_any()
}
