//! Stage 5, トライアル.

use super::cycle::findings;
use super::outputs::{outputs, paper};
use super::{fields, group, ways};
use crate::browser::{clock, ids};
use crate::domain::Engagement;
use crate::domain::ids::{IdSource, RowId};
use crate::domain::stage::trial::{Trial, TrialTask, Verdict};
use crate::papers::{Kind, planned_and_actual};
use crate::text::label::{Choice, short};
use crate::text::{format, law as prompt, text};
use crate::ui::kit::{Field, Form, action, bars, computed, day, earlier, hint, lang, law, rows, say, spec, sub, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let root = form.root();
    let trials = sub!(root.trials);
    let present = form.memo(|engagement| engagement.trial().map(|trial| trial.id));
    let before = form.memo(|engagement| {
        let present = engagement.trial().map(|trial| trial.id);
        let mut ids: Vec<RowId> =
            engagement.trials.iter().map(|trial| trial.id).filter(|id| Some(*id) != present).collect();
        ids.reverse();
        ids
    });
    let inside = {
        let (form, trials) = (form.clone(), trials.clone());
        move || match present.get() {
            Some(id) => untrack(|| body(&form, trials.row(id))),
            None => begin(&form),
        }
    };
    let past = {
        let form = form.clone();
        move || {
            let each = {
                let (form, trials) = (form.clone(), trials.clone());
                move |id: RowId| {
                    let title = form.memo(move |engagement| title(engagement, id));
                    let (form, trial) = (form.clone(), trials.row(id));
                    earlier(move || title.get(), move || body(&form, trial.clone()))
                }
            };
            let some = before.with(|before| !before.is_empty());
            some.then(|| {
                group(
                    text("これまでのトライアル", "Earlier trials"),
                    None,
                    None,
                    view! { <For each=move || before.get() key=|id| *id children=each /> },
                )
            })
        }
    };
    view! { {outputs(paper(form, Kind::Trial))} {inside} {past} }.into_any()
}

/// What an earlier trial is called.
fn title(engagement: &Engagement, id: RowId) -> String {
    let Some(trial) = engagement.trials.iter().find(|trial| trial.id == id) else {
        return String::new();
    };
    let company =
        trial.candidate.and_then(|id| engagement.candidate(id)).map_or("—", |candidate| candidate.name.as_str());
    let end = if trial.skipped() {
        tr("トライアルなし", "no trial").to_owned()
    } else {
        say(trial.verdict.label()).to_owned()
    };
    let on = trial.verdict_on.or(trial.from).map(day).map(|day| format!(" {day}")).unwrap_or_default();
    format!("{}: {end}{on}", short(company))
}

/// Where no trial with the chosen company was begun.
fn begin(form: &Form) -> AnyView {
    let chosen = form.memo(|engagement| engagement.chosen().is_some());
    let form = form.clone();
    (move || {
        if !chosen.get() {
            return hint(text(
                "「商談」で依頼先を1社に決めると、トライアルを記録できます。",
                "Choose one company in the meeting stage; then its trial can be recorded.",
            ));
        }
        let form = form.clone();
        view! {
            {hint(text(
                "この会社とのトライアルはまだ記録されていません。トライアルがない会社なら、記録せずに契約へ移せます。",
                "No trial with this company is recorded yet. Where there is none, move on to the contract.",
            ))}
            {action("", "plus", text("トライアルの記録を始める", "Begin the record of a trial"), move || {
                form.edit(tr("トライアル", "Trial"), |engagement| {
                    ensure(engagement);
                })
            })}
        }
        .into_any()
    })
    .into_any()
}

/// The trial with the chosen company, begun with the tasks of the brief where there is none.
fn ensure(engagement: &mut Engagement) -> Option<&mut Trial> {
    if engagement.trial().is_none() {
        let mut fresh = IdSource::new(ids::fresh());
        let named = engagement.clarify.tasks.iter().filter(|task| !task.name.trim().is_empty());
        let tasks = named
            .map(|task| TrialTask {
                id: fresh.row(),
                name: task.name.clone(),
                planned: task.hours,
                ..TrialTask::default()
            })
            .collect();
        let candidate = engagement.decision.chosen;
        engagement.trials.push(Trial { id: fresh.row(), candidate, tasks, ..Trial::default() });
    }
    engagement.trials.last_mut()
}

fn body(form: &Form, trial: Field<Trial>) -> AnyView {
    let sum = trial.map(|trial| {
        let Some((planned, actual)) = trial.compared() else {
            return String::new();
        };
        let (planned, actual) = (format::hours(planned, lang()), format::hours(actual, lang()));
        let by = trial.variance().map(signed).unwrap_or_default();
        lang()
            .pick(format!("見積 {planned} → 実績 {actual}({by})"), format!("{planned} planned, {actual} actual ({by})"))
    });
    let chart = trial.map(|trial| planned_and_actual(trial, lang()));
    let chart = move || chart.with(|chart| chart.as_ref().map(bars));
    view! {
        {ways::dropped(form, &trial)}
        {skipped(&trial)}
        {group(text("トライアルの条件", "Terms of the trial"), None, None, fields("fields--2", view! {
            {spec("トライアルの提供", "Trial offered")
                .help("なしなら、理由を書いて契約へ移せます。", "Without one, move on to the contract with a reason.")
                .segmented(sub!(trial.offered))}
            <div class="field">
                {spec("担当のオンライン秘書", "Online secretary")
                    .example("例：高木さん(経理担当)", "e.g. Ms Takagi, accounting")
                    .text(sub!(trial.secretary))}
                {law(&prompt::SECRETARY)}
            </div>
            {spec("開始日", "From").date(sub!(trial.from))}
            {spec("終了日", "To").date(sub!(trial.to))}
        }))}
        {group(
            text("実施した業務", "Tasks done"),
            Some(text("見積もりと実績の差が、契約する時間を決める手がかりになります。", "The difference tells how many hours to contract for.")),
            Some(sum.into()),
            view! { {tasks(sub!(trial.tasks))} {ways::ratio(form, &trial)} {chart} },
        )}
        {group(
            text("成果物は想定どおりか", "Are the deliverables as expected"),
            Some(text("成功の基準ごとに、見たことを書きます。", "By each success criterion: what was seen.")),
            None,
            findings(form, sub!(trial.results)),
        )}
        {group(text("トライアルの判定", "Verdict of the trial"), None, None, view! {
            {fields("fields--1", judged(&dated(trial.clone())))}
            {(!super::cycle::sealed()).then(|| ways::ways(form, &trial))}
            {fields("fields--2", spec("判定日", "Decided on").date(sub!(trial.verdict_on)))}
        })}
    }
    .into_any()
}

fn skipped(trial: &Field<Trial>) -> AnyView {
    let reason = trial.map(|trial| trial.skipped_reason.clone());
    (move || {
        Some(reason.get()).filter(|reason| !reason.is_empty()).map(|reason| {
            view! {
                <div class="notice notice--inset" data-kind="info" role="note">
                    <p class="notice__text"><strong>{tr("トライアルなしで契約へ進みました", "Went on without a trial")}</strong>" "{reason}</p>
                </div>
            }
        })
    })
    .into_any()
}

fn tasks(list: Field<Vec<TrialTask>>) -> AnyView {
    rows("実施した業務", "Task done", |task: &mut TrialTask, cells: &[&str]| {
        task.name = cells.first().copied().unwrap_or_default().to_owned();
        let mut hours = cells.iter().skip(1).map(|cell| format::parse_minutes(cell).ok().and_then(|time| time.try_into().ok()));
        task.planned = hours.next().flatten();
        task.actual = hours.next().flatten();
    })
    .stacked()
    .example("業務名を入力して Enter", "Name of the task, then Enter")
    .show(list, |task| {
        let variance = task.map(TrialTask::variance);
        view! {
            <div class="row__line row__line--name">
                {spec("業務", "Task").cell("grow").grows().text(sub!(task.name))}
            </div>
            <div class="row__line row__line--fields">
                {spec("見積時間", "Planned").cell("m").example("10", "10").hours(sub!(task.planned))}
                {spec("実績時間", "Actual").cell("m").example("12", "12").hours(sub!(task.actual))}
                {computed(text("差異", "Difference"), Some("s"), move || variance.get().map_or_else(|| "—".to_owned(), signed))}
                {spec("完了", "Done").cell("s").check(sub!(task.done))}
                {spec("メモ", "Note").cell("grow").grows().text(sub!(task.note))}
            </div>
        }
        .into_any()
    })
}

/// `+25%`, `-10%`, `±0%`.
fn signed(percent: i64) -> String {
    match percent {
        0 => "±0%".to_owned(),
        more if more > 0 => format!("+{}%", format::grouped(more)),
        less => format!("{}%", format::grouped(less)),
    }
}

/// The trial, where a verdict is dated by the day on which it is given.
fn dated(trial: Field<Trial>) -> Field<Trial> {
    let same = trial.clone();
    let id = same.map(|trial| trial.id);
    trial.then(move |engagement| {
        let id = id.get_untracked();
        for trial in engagement.trials.iter_mut().filter(|trial| trial.id == id) {
            match trial.verdict {
                Verdict::Open => trial.verdict_on = None,
                _ if trial.verdict_on.is_none() => trial.verdict_on = Some(clock::today()),
                _ => {}
            }
        }
    })
}

fn judged(trial: &Field<Trial>) -> AnyView {
    view! {
        {spec("判定", "Verdict")
            .help(
                "見直すときは見積もりか商談へ、会社を変えるときは依頼先選定へ、カードを戻します。",
                "To review the work, move back to the quote or the meeting; to change the company, to the selection.",
            )
            .need()
            .segmented(sub!(trial.verdict))}
        {spec("判定の理由", "Reason for the verdict")
            .example("例：成果物は基準どおり。請求書の照合だけ2時間多くかかった", "e.g. as expected; matching invoices took two hours more")
            .area(sub!(trial.verdict_reason))}
    }
    .into_any()
}

/// 判定 and its reason alone. Where no trial was recorded, the first word written begins one.
pub fn verdict(form: &Form) -> AnyView {
    let trial = form.root().try_sub(Engagement::trial, ensure).then(|engagement| {
        if let Some(trial) = engagement.trials.last_mut()
            && trial.verdict != Verdict::Open
            && trial.verdict_on.is_none()
        {
            trial.verdict_on = Some(clock::today());
        }
    });
    fields("fields--1", judged(&trial)).into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    match engagement.trial() {
        None => String::new(),
        Some(trial) if trial.skipped() => tr("トライアルなし", "No trial").to_owned(),
        Some(trial) => {
            let verdict = say(trial.verdict.label());
            let by =
                trial.variance().map(|by| lang().pick(format!("・差異 {}", signed(by)), format!(", {}", signed(by))));
            format!("{verdict}{}", by.unwrap_or_default())
        }
    }
}
