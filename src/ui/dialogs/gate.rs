//! The gate: only the fields that are missing. Filling them and moving is one step to undo; Esc
//! changes nothing; 理由を書いて進む goes on and keeps the reason.

use super::{Frame, brought_up, cancel_button, close};
use crate::domain::command::Place;
use crate::domain::gate::{Level, Need};
use crate::domain::ids::CandidateId;
use crate::domain::movement::{Consent, MoveKind, Plan};
use crate::domain::sort;
use crate::domain::stage::select::Standing;
use crate::domain::{Engagement, EngagementId, Stage};
use crate::text::label::{self, Choice};
use crate::text::message;
use crate::ui::app::App;
use crate::ui::board::column::phase_id;
use crate::ui::board::moving;
use crate::ui::kit::{Form, icon, lang, say, sub, tr, typing};
use crate::ui::panel::stages::{clarify, contract, deliver, meet, quote, select, start, trial};
use leptos::prelude::*;
use std::sync::Arc;

/// The move that is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Which engagement.
    pub id: EngagementId,
    /// To which stage.
    pub to: Stage,
    /// To which place in the column.
    pub place: Place,
}

/// The dialog.
pub fn dialog(app: App, request: Request) -> AnyView {
    let Some(engagement) = app.peek(request.id) else {
        return ().into_any();
    };
    let Some(plan) = Plan::new(&engagement, request.to) else {
        return ().into_any();
    };
    let draft = RwSignal::new(Arc::clone(&engagement));
    let opened = StoredValue::new(Arc::clone(&engagement));
    let form = Form::of_draft(draft);
    let reason = RwSignal::new(String::new());
    let successor = RwSignal::new(None::<CandidateId>);
    let error = RwSignal::new(None::<String>);
    let missing = Memo::new(move |_| missing_of(&draft.get(), request.to));

    let go = move |despite_gate: bool| {
        typing::flush();
        let Some(present) = app.peek(request.id) else {
            close();
            return;
        };
        let filled = opened.with_value(|opened| brought_up(opened, draft.get_untracked(), &present));
        let consent = Consent { reason: reason.get_untracked(), despite_gate, successor: successor.get_untracked() };
        let open = missing_of(&filled, request.to);
        if let Err(problem) = allowed(&filled, request.to, &open, &consent) {
            error.set(Some(problem));
            return;
        }
        let filled = (*filled != *present).then_some(filled);
        // The dialog goes first, so that the focus can go back to the card.
        close();
        moving::make(app, &present, request.to, request.place, filled, consent);
        app.focus_card(request.id);
    };

    let parts = plan
        .needs
        .iter()
        .filter(|need| need.level() != Level::Warning)
        .filter(|need| !covered(**need, &plan.needs))
        .map(|need| view! { <div class="gate__part">{part(*need, &form)}</div> })
        .collect_view();
    let warnings = plan
        .needs
        .iter()
        .filter(|need| need.level() == Level::Warning)
        .map(|need| {
            view! { <li>{label::need(*need, &engagement, lang())}</li> }
        })
        .collect_view();
    let any_warning = plan.needs.iter().any(|need| need.level() == Level::Warning);
    let any_missing = plan.missing().next().is_some();
    let kind = plan.kind;
    let body = view! {
        <p class="fromto">
            <span class="fromto__stage" data-phase=phase_id(engagement.stage)>{say(engagement.stage.label())}</span>
            {icon("chevron-right")}
            <span class="fromto__stage fromto__stage--to" data-phase=phase_id(request.to)>{say(request.to.label())}</span>
        </p>
        {explanation(kind)}
        {any_missing.then(|| view! { <div class="gate__parts">{parts}</div> })}
        {any_warning.then(|| view! { <div class="notice notice--inset" data-kind="warn">{icon("warning")}<ul class="notice__list">{warnings}</ul></div> })}
        {(kind == MoveKind::ChangeCompany).then(|| successor_field(&engagement, successor))}
        {plan.asks_reason.then(|| view! { <div class="gate__reason">{reason_field(kind, reason)}</div> })}
        {any_missing.then(|| despite(plan.asks_reason, kind, reason, missing, go))}
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    };
    let to = say(request.to.label());
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=move |_| go(false)>
            {if request.to < engagement.stage {
                lang().pick(format!("{to}へ戻す"), format!("Back to {to}"))
            } else {
                lang().pick(format!("{to}へ進む"), format!("Move to {to}"))
            }}
        </button>
    };
    let title = if any_missing {
        tr("進む前に、足りない項目", "Missing before the move")
    } else {
        say(kind.label())
    };
    let frame = Frame { title: title.to_owned(), about: engagement.title.clone(), class: "dialog--wide" };
    frame.show(body.into_any(), foot.into_any())
}

fn missing_of(engagement: &Engagement, to: Stage) -> Vec<Need> {
    Plan::new(engagement, to).map(|plan| plan.missing().collect()).unwrap_or_default()
}

/// Whether the move can be made as it stands; otherwise what is still to be done.
fn allowed(engagement: &Engagement, to: Stage, missing: &[Need], consent: &Consent) -> Result<(), String> {
    let barred: Vec<Need> = missing.iter().copied().filter(|need| need.level() == Level::Integrity).collect();
    if !barred.is_empty() {
        return Err(message::barred(&barred, lang()));
    }
    if !missing.is_empty() && !consent.despite_gate {
        let names: Vec<String> = missing.iter().map(|need| label::need(*need, engagement, lang())).collect();
        let list = names.join(tr("、", "; "));
        return Err(lang().pick(format!("まだ足りません：{list}"), format!("Still missing: {list}")));
    }
    let asks = Plan::new(engagement, to).is_some_and(|plan| plan.asks_reason);
    if consent.reason.trim().is_empty() && (asks || consent.despite_gate) {
        return Err(tr("理由を書いてください。", "Please write down the reason.").to_owned());
    }
    Ok(())
}

/// A need whose part of the form stands there already, with another need's.
fn covered(need: Need, needs: &[Need]) -> bool {
    need == Need::ChoiceReason && needs.contains(&Need::Choice)
}

/// The part of the form that fills a need.
fn part(need: Need, form: &Form) -> AnyView {
    let root = form.root();
    let brief = sub!(root.clarify);
    match need {
        Need::TaskWithHours => titled(
            tr("依頼したい業務と月の時間", "Work to be handed over, with hours"),
            clarify::tasks(sub!(brief.tasks)),
        ),
        Need::Purpose => clarify::purpose(&brief),
        Need::Criterion => titled(tr("成功の基準", "Success criteria"), clarify::criteria(sub!(brief.criteria))),
        Need::ScoredCandidate => {
            titled(tr("依頼先の候補と評価", "Candidates and scores"), select::scored_candidate(form))
        }
        Need::Quote => titled(tr("見積もり", "Quote"), quote::quote(form)),
        Need::Irregular => titled(tr("イレギュラーの有無", "Irregular cases"), quote::irregular(form)),
        Need::Choice => {
            view! { {titled(tr("依頼先の決定", "The choice"), meet::choice(form))} {meet::reason(form)} }.into_any()
        }
        Need::ChoiceReason => meet::reason(form),
        Need::OpenPoint(candidate, point) => meet::open_point(form, candidate, point),
        Need::Verdict => titled(tr("トライアルの判定", "Verdict on the trial"), trial::verdict(form)),
        Need::Signed => contract::signed(form),
        Need::StartDate => contract::starts_on(form),
        Need::Kickoff => titled(tr("初回業務のキックオフ", "Kick-off"), contract::kickoff(form)),
        Need::BlockingQuestion(id) => {
            titled(tr("回答待ちの質問", "A question waits"), start::blocking_question(form, id))
        }
        Need::Delivered if form.peek().open_cycle().is_none() => view! {
            <p>{tr(
                "納品は、依頼開始に入ってから記録できます。先に依頼開始へ移してください。",
                "A delivery can be recorded once the work has begun. Move it to “Work begins” first.",
            )}</p>
        }
        .into_any(),
        Need::Delivered => titled(tr("納品物", "Deliverables"), deliver::delivered(form)),
        Need::Unchecked(id) => titled(tr("納品物の確認", "Check of a deliverable"), deliver::unchecked(form, id)),
        Need::OpenRevision(id) => titled(tr("修正の完了", "Revision"), deliver::revision(form, id)),
        Need::MaterialsNotReady | Need::FewCandidates => ().into_any(),
    }
}

fn titled(title: &'static str, body: AnyView) -> AnyView {
    view! {
        <div class="group" role="group" aria-label=title>
            <div class="group__head"><h3 class="group__title">{title}</h3></div>
            {body}
        </div>
    }
    .into_any()
}

fn explanation(kind: MoveKind) -> Option<AnyView> {
    let text = match kind {
        MoveKind::Rework => tr(
            "同じ会社と作業量を見直します。トライアルの記録はそのまま残ります。",
            "The amount of work is reviewed with the same company. The record of the trial is kept.",
        ),
        MoveKind::ChangeCompany => tr(
            "いまの会社を見送りにして、別の会社を探します。記録はそのまま残ります。",
            "The present company is dropped and another one is looked for. All records are kept.",
        ),
        MoveKind::SkipTrial => tr(
            "トライアルをせずに契約へ進みます。理由を記録に残します。",
            "On to the contract without a trial. The reason is kept.",
        ),
        MoveKind::EndContract => tr(
            "契約を終えて、依頼先を選び直します。これまでの契約は後からも読めます。",
            "The contract ends and a company is chosen anew. The old contract stays readable.",
        ),
        MoveKind::ChangeOfPlan => tr("プランの変更を相談します。", "A change of plan is discussed."),
        MoveKind::Back => {
            tr("前の段階に戻します。入力した内容は残ります。", "Back to an earlier stage. What was entered stays.")
        }
        _ => return None,
    };
    Some(view! { <p class="gate__about">{text}</p> }.into_any())
}

fn reason_label(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::SkipTrial => tr("トライアルがなかった理由", "Why there was no trial"),
        MoveKind::ChangeCompany => tr("見送りの理由", "Why the company is dropped"),
        MoveKind::Rework => tr("見直す理由", "Why it is reviewed"),
        _ => tr("理由", "Reason"),
    }
}

fn reason_area(name: &'static str, reason: RwSignal<String>) -> AnyView {
    let id = crate::ui::kit::element_id();
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{name}</label>
            <textarea
                class="input"
                id=id
                rows="2"
                prop:value=move || reason.get()
                on:input=move |event| reason.set(event_target_value(&event))
            ></textarea>
        </div>
    }
    .into_any()
}

fn reason_field(kind: MoveKind, reason: RwSignal<String>) -> AnyView {
    reason_area(reason_label(kind), reason)
}

/// 理由を書いて進む. Where a reason is asked for anyway, the one reason serves both.
fn despite(
    asked_anyway: bool,
    kind: MoveKind,
    reason: RwSignal<String>,
    missing: Memo<Vec<Need>>,
    go: impl Fn(bool) + Copy + 'static,
) -> AnyView {
    let barred =
        Memo::new(move |_| missing.with(|missing| missing.iter().any(|need| need.level() == Level::Integrity)));
    let field = (!asked_anyway).then(|| reason_area(reason_label(kind), reason));
    view! {
        <details class="reason" hidden=move || barred.get() || missing.with(Vec::is_empty)>
            <summary>{tr("理由を書いて進む", "Go on with a reason")}</summary>
            <div class="reason__body">
                {field}
                <button type="button" class="btn btn--s" on:click=move |_| go(true)>{tr("足りないまま進む", "Go on all the same")}</button>
            </div>
        </details>
    }
    .into_any()
}

/// Who takes the place of the company that is dropped; the runner-up is offered first.
fn successor_field(engagement: &Engagement, successor: RwSignal<Option<CandidateId>>) -> AnyView {
    let mut others: Vec<_> = engagement
        .in_running()
        .filter(|candidate| Some(candidate.id) != engagement.decision.chosen)
        .map(|candidate| (candidate.id, candidate.name.clone(), candidate.standing == Standing::RunnerUp))
        .collect();
    sort::by_key(&mut others, |(_, _, runner_up)| !runner_up);
    if others.is_empty() {
        return ().into_any();
    }
    if let Some((id, _, true)) = others.first() {
        successor.set(Some(*id));
    }
    let id = crate::ui::kit::element_id();
    let options = others
        .into_iter()
        .map(|(candidate, name, runner_up)| {
            let name =
                if runner_up { lang().pick(format!("{name}(次点)"), format!("{name} (runner-up)")) } else { name };
            view! { <option value=candidate.to_string() selected=runner_up>{name}</option> }
        })
        .collect_view();
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{tr("次に進める会社", "Go on with")}</label>
            <select class="input" id=id on:change=move |event| successor.set(CandidateId::parse(&event_target_value(&event)))>
                <option value="">{tr("まだ決めない", "Not decided yet")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
