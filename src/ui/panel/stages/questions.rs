//! 質問 of stage 7: what the secretary asked, since when, and the answer.

use super::cycle::{cards, first_line, sealed, works_named};
use super::fields;
use crate::browser::{clock, dom};
use crate::domain::scalar::Minutes;
use crate::domain::stage::cycle::{Cycle, Question};
use crate::text::{format, hours, text};
use crate::ui::app::app;
use crate::ui::kit::{Field, Named, action, computed, element_id, lang, moment, spec, sub, subcard, subcard_tools, tr};
use chrono::NaiveDateTime;
use leptos::prelude::*;

/// Business time from a question to its answer or, followed by the minute, to now.
fn elapsed() -> impl Fn(NaiveDateTime, Option<NaiveDateTime>) -> Minutes + Copy + Send + Sync + 'static {
    let app = app();
    move |asked, answered| {
        let end = answered.unwrap_or_else(|| {
            app.minute.track();
            clock::wall()
        });
        Minutes::saturating(app.settings.with(|settings| settings.working_days().time(asked, end)).count)
    }
}

/// All questions of a cycle; those that wait are unfolded.
pub fn questions(cycle: &Field<Cycle>, list: Field<Vec<Question>>) -> AnyView {
    let named = works_named(cycle);
    let all = list.clone();
    let ask = |question: &mut Question| question.asked_at = Some(clock::wall());
    cards(list, text("質問を追加", "Add a question"), ask, move |id, question, open| {
        open.set(sealed() || question.peek().waiting());
        let name = question.map(|question| first_line(&question.text, text("新しい質問", "New question")));
        let waits = question.map(Question::waiting);
        let stops = question.map(|question| question.waiting() && question.blocking);
        let times = question.map(|question| (question.asked_at, question.answered_at));
        let passed = elapsed();
        let note = Signal::derive(move || match times.get() {
            (Some(asked), None) => {
                let passed = hours::business(passed(asked, None), lang());
                lang().pick(format!("{passed} 待機中"), format!("waiting {passed}"))
            }
            (Some(asked), Some(answered)) => {
                let passed = format::hours(passed(asked, Some(answered)), lang());
                lang().pick(format!("{passed}で回答"), format!("answered in {passed}"))
            }
            _ => String::new(),
        });
        let tags = move || {
            let (class, word) = match waits.get() {
                true => ("tag tag--wait", tr("回答待ち", "Waiting")),
                false => ("tag tag--met", tr("回答済み", "Answered")),
            };
            let stop =
                stops.get().then(|| view! { <span class="tag tag--loss">{tr("業務停止", "Work stopped")}</span> });
            view! { <span class=class>{word}</span> {stop} }
        };
        let list = all.clone();
        subcard(name.into(), open).note(note).waiting(waits.into()).show(
            view! { {tags} }.into_any(),
            move || {
                let tools = subcard_tools(list.clone(), id, name.into(), tr("質問", "Question"));
                view! { <div class="fields fields--2" data-row=id.to_string()>{body(&question, named)}</div> {answer(&question)} {tools} }.into_any()
            },
            ().into_any(),
        )
    })
}

fn body(question: &Field<Question>, named: Memo<Named>) -> AnyView {
    let times = question.map(|question| (question.asked_at, question.answered_at));
    let passed = elapsed();
    let waited = move || match times.get() {
        (Some(asked), answered) => format::hours(passed(asked, answered), lang()),
        _ => "—".to_owned(),
    };
    view! {
        {spec("質問", "Question").full().example("例：重複している会社はどちらを残しますか", "e.g. which of the doubles shall stay?").area(sub!(question.text))}
        {spec("質問された日時", "Asked at").date_time(sub!(question.asked_at))}
        {spec("回答した日時", "Answered at").date_time(sub!(question.answered_at))}
        {spec("計上された待機時間", "Waiting billed").help("請求や報告にある待機の時間。", "As the company bills or reports it.").example("30", "30").minutes(sub!(question.billed))}
        {computed(text("待たせた時間(営業時間)", "Time waited (business hours)"), None, waited)}
        {spec("関係する業務", "About which work").reference(sub!(question.work), named)}
        <div class="field field--full">{stops(question)}</div>
    }
    .into_any()
}

fn stops(question: &Field<Question>) -> AnyView {
    spec("業務が止まる質問", "The work stops until it is answered")
        .help("答えるまで、次の段階へ進む前に確かめます。", "Asked for before the card goes on.")
        .check(sub!(question.blocking))
}

/// The answer, and the button that says it was given. Then the answer is what is left to write.
fn answer(question: &Field<Question>) -> AnyView {
    let waits = question.map(Question::waiting);
    let place = question.clone();
    let id = element_id();
    let answer = format!("#{id} .input");
    let button = move || {
        let (place, answer) = (place.clone(), answer.clone());
        waits.get().then(|| {
            action("btn--primary", "check", text("いま回答した", "Answered just now"), move || {
                place.write(tr("回答した日時", "Answered at"), |question| {
                    question.answered_at = Some(clock::wall())
                })?;
                dom::focus_later(answer.clone());
                Ok(())
            })
        })
    };
    view! {
        <div id=id>
            {fields("fields--1", spec("回答", "Answer").help("窓口担当へ伝える内容。", "What the contact person is told.").area(sub!(question.answer)))}
        </div>
        {button}
    }
    .into_any()
}

/// One question to be answered, as the gate's dialog shows it.
pub fn single(question: &Field<Question>) -> AnyView {
    let asked = question.map(|question| (question.text.clone(), question.asked_at));
    let what = move || asked.with(|(text, _)| if text.trim().is_empty() { "—".to_owned() } else { text.clone() });
    let since = move || asked.with(|(_, at)| at.map(moment).unwrap_or_default());
    view! {
        <p class="row__said">{what}" "<small>{since}</small></p>
        {answer(question)}
        {fields("fields--2", spec("回答した日時", "Answered at").need().date_time(sub!(question.answered_at)))}
        {stops(question)}
    }
    .into_any()
}
