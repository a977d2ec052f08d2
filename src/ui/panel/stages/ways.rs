//! The three ways on from a trial: what each means, and the move that goes it.

use super::candidate;
use crate::domain::command::Place;
use crate::domain::cost::expected_use;
use crate::domain::stage::select::Standing;
use crate::domain::stage::trial::{Trial, Verdict};
use crate::domain::succession::runner_up;
use crate::domain::{Engagement, Stage};
use crate::text::format;
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::board::moving;
use crate::ui::kit::{Field, Form, icon_small, lang, say, tr, typing};
use leptos::prelude::*;

/// 「1.30」: a ratio in hundredths.
pub fn times(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// 「実績は見積もりの1.30倍」, and what it does to the quotes.
pub fn ratio(form: &Form, trial: &Field<Trial>) -> AnyView {
    let id = trial.map(|trial| trial.id);
    let said = form.memo(move |engagement| {
        let trial = engagement.trials.iter().find(|trial| trial.id == id.get())?;
        Some((trial.ratio()?, effect(engagement, trial)))
    });
    (move || {
        let (ratio, effect) = said.get()?;
        let times = times(ratio);
        let words =
            lang().pick(format!("実績は見積もりの{times}倍"), format!("It took {times} times what was planned"));
        Some(view! {
            <p class="trialratio" role="status" data-flag=(ratio > 100).then_some("over")>
                <b>{words}</b>
                <span>{effect}</span>
            </p>
        })
    })
    .into_any()
}

/// What the ratio does, or would do, to the quotes of all companies.
fn effect(engagement: &Engagement, trial: &Trial) -> String {
    let Some((planned, actual)) = trial.compared() else {
        return String::new();
    };
    let usual = expected_use(&engagement.terms()).usual;
    let hours = |time| format::hours(time, lang());
    let (before, after) = (hours(usual.total()), hours(usual.scaled(planned, actual).total()));
    let in_force = engagement.rework_ratio() == Some((planned, actual));
    match (planned == actual, in_force) {
        (true, _) => tr("見積もりの費用は変わりません。", "The quotes cost what they did.").to_owned(),
        (false, true) => lang().pick(
            format!("見積もりの費用は、この比で計算しています(月{before} → 月{after})。"),
            format!("The quotes are priced by this ratio ({before} → {after} a month)."),
        ),
        (false, false) => lang().pick(
            format!("「作業量を見直す」と判定すると、すべての見積もりの費用をこの比で計算し直します(月{before} → 月{after})。"),
            format!("With the verdict to review the work, every quote is priced by it ({before} → {after} a month)."),
        ),
    }
}

/// The three ways explained, each with the move that goes it while the card stands at the trial.
pub fn ways(form: &Form, trial: &Field<Trial>) -> AnyView {
    let app = use_context::<App>();
    let verdict = trial.map(|trial| trial.verdict);
    let here = form.memo(|engagement| engagement.stage == Stage::Trial && engagement.status.on_board());
    let ratio = trial.map(Trial::ratio);
    let successor = form.memo(|engagement| runner_up(engagement).map(candidate::called));
    let id = form.peek().id;
    let go = move |to: Stage, ja: &'static str, en: &'static str| {
        move || {
            let app = app.filter(|_| here.get())?;
            let request = move |_| {
                typing::flush();
                moving::request(app, id, to, Place::Last);
            };
            Some(view! {
                <button type="button" class="btn btn--s" on:click=request>{icon_small("move")}{tr(ja, en)}</button>
            })
        }
    };
    let way = move |which: Verdict, about: AnyView, buttons: AnyView| {
        view! {
            <li class="way" data-chosen=move || (verdict.get() == which).then_some("")>
                <p class="way__name">
                    <b>{say(which.label())}</b>
                    {move || (verdict.get() == which).then(|| view! { <span class="tag tag--ai">{tr("いまの判定", "Verdict")}</span> })}
                </p>
                <p class="way__about">{about}</p>
                <div class="btn-row">{buttons}</div>
            </li>
        }
    };
    let rework = move || match ratio.get().filter(|ratio| *ratio != 100) {
        Some(ratio) => {
            let times = times(ratio);
            lang().pick(
                format!("同じ会社のまま、商談か見積もりに戻ります。記録は残り、見積もりの費用は実績の{times}倍で計算し直します。"),
                format!("Back to the meeting or the quotes with the same company. The record stays, and quotes are priced at {times} times the hours."),
            )
        }
        None => tr(
            "同じ会社のまま、商談か見積もりに戻ります。トライアルの記録は残ります。",
            "Back to the meeting or the quotes with the same company. The record of the trial stays.",
        )
        .to_owned(),
    };
    let change = move || {
        match successor.get() {
        Some(name) => lang().pick(
            format!("この会社を理由とともに見送り、依頼先選定に戻ります。次点の「{name}」を選べます。記録は残ります。"),
            format!("This company is dropped with the reason, back to the selection. The runner-up “{name}” can be taken. The record stays."),
        ),
        None => tr(
            "この会社を理由とともに見送り、依頼先選定に戻ります。記録は残ります。",
            "This company is dropped with the reason, back to the selection. The record stays.",
        )
        .to_owned(),
    }
    };
    let proceed = tr(
        "この会社と契約の手続きに進みます。会社と最新の見積もりを契約に引き継ぎます。",
        "On to the contract with this company. It takes over the company and its latest quote.",
    );
    view! {
        <ul class="ways">
            {way(Verdict::Proceed, proceed.into_any(), go(Stage::Contract, "契約へ移す…", "To the contract…").into_any())}
            {way(Verdict::Rework, rework.into_any(), view! {
                {go(Stage::Meet, "商談へ戻す…", "Back to the meeting…")}
                {go(Stage::Quote, "見積もりへ戻す…", "Back to the quotes…")}
            }.into_any())}
            {way(Verdict::ChangeCompany, change.into_any(), go(Stage::Select, "依頼先選定へ戻す…", "Back to the selection…").into_any())}
        </ul>
    }
    .into_any()
}

/// Why the company of a trial was dropped, where it was.
pub fn dropped(form: &Form, trial: &Field<Trial>) -> AnyView {
    let who = trial.map(|trial| trial.candidate);
    let said = form.memo(move |engagement| {
        let row = engagement.candidate(who.get()?).filter(|row| row.standing == Standing::Dropped)?;
        Some((candidate::called(row), row.dropped_reason.trim().to_owned()))
    });
    (move || {
        let (name, reason) = said.get()?;
        let why = if reason.is_empty() {
            tr("理由は書かれていません。", "No reason was given.").to_owned()
        } else {
            reason
        };
        let title = lang().pick(format!("「{name}」は見送りました"), format!("“{name}” was dropped"));
        Some(view! {
            <div class="notice notice--inset" data-kind="info" role="note">
                <p class="notice__text"><strong>{title}</strong>" "{why}</p>
            </div>
        })
    })
    .into_any()
}
