//! 問い合わせ文のひな形: subject and body with names to be filled in, and what becomes of them.

use super::{Frame, close};
use crate::browser::dom;
use crate::domain::{Engagement, Settings};
use crate::text::letter::{Letter, Slot, fresh_inquiry, inquiry_template, template_in_force};
use crate::text::message;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::control::{HandOver, Shape, control};
use crate::ui::kit::{lang, say, tr, typing};
use crate::ui::panel::letter::{shown, warnings};
use crate::ui::panel::stages::candidate::called;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

const SUBJECT: &str = "letter-subject";
const BODY: &str = "letter-body";

/// Opens the editor of the template.
pub fn letter_template(app: App) {
    typing::flush();
    app.dialog.set(Some(Dialog::LetterTemplate));
}

/// The dialog. What is typed is kept as it is typed, like everything on the board.
pub fn dialog(app: App) -> AnyView {
    let in_subject = RwSignal::new(false);
    let body = view! {
        <p>{tr(
            "二重の波かっこの名前は、会社ごとの内容に置きかわります。かっこをそのまま書くときは、前に \\ を付けます。",
            "Names in double braces are filled in for each company. To keep braces as they are, write \\ before them.",
        )}</p>
        {part(app, true, in_subject)}
        {part(app, false, in_subject)}
        {names(in_subject)}
        {preview(app)}
    };
    let own = Memo::new(move |_| app.settings.with(|settings| settings.inquiry != Settings::default().inquiry));
    let reset = move |_| {
        typing::flush();
        match app.edit_settings(Default::default(), |settings| settings.inquiry = Default::default()) {
            Ok(()) => app.tell_undoable(tr("はじめのひな形に戻しました", "The template is as it came")),
            Err(rejection) => app.tell_error(message::rejection(&rejection, lang())),
        }
    };
    let foot = view! {
        <button type="button" class="btn btn--quiet dialog__left" disabled=move || !own.get() on:click=reset>
            {tr("はじめのひな形に戻す", "Back to the built-in")}
        </button>
        <button type="button" class="btn btn--primary" on:click=move |_| { typing::flush(); close(); }>{tr("閉じる", "Close")}</button>
    };
    let frame = Frame {
        title: tr("問い合わせ文のひな形", "Template of the inquiry").to_owned(),
        about: tr("すべての案件で使います。入力するとすぐに保存します。", "For all engagements. Saved as you type.")
            .to_owned(),
        class: "dialog--wide",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// Subject or body of the template.
fn part(app: App, subject: bool, in_subject: RwSignal<bool>) -> AnyView {
    let value = Signal::derive(move || {
        let template = app.settings.with(|settings| template_in_force(settings, lang()));
        if subject { template.subject } else { template.body }
    });
    let hand_over: HandOver = Rc::new(move |typed, typing| {
        let built_in = inquiry_template(lang());
        // What says the same as the built-in one is not kept beside it.
        let same = typed == if subject { built_in.subject.as_str() } else { built_in.body.as_str() };
        let kept = if same { String::new() } else { typed.to_owned() };
        let edit = move |settings: &mut Settings| {
            *(if subject { &mut settings.inquiry.subject } else { &mut settings.inquiry.body }) = kept;
        };
        app.edit_settings(typing, edit).map_err(|rejection| message::rejection(&rejection, lang()))
    });
    let (id, name) = if subject { (SUBJECT, tr("件名", "Subject")) } else { (BODY, tr("本文", "Body")) };
    let error = ArcRwSignal::new(None::<String>);
    let shape = Shape {
        id: id.to_owned(),
        lines: !subject,
        class: if subject { "" } else { "letter__own letter__template" },
        described_by: format!("{id}-help"),
        ..Shape::default()
    };
    let control = control(shape, value, error.clone(), hand_over);
    view! {
        <div class="field field--full" on:focusin=move |_| in_subject.set(subject)>
            <label class="field__label" for=id>{name}</label>
            {control}
            <p class="field__help" id=format!("{id}-help")>{tr("空にすると、はじめのひな形に戻ります。", "Left empty, it is the built-in one.")}</p>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        </div>
    }
    .into_any()
}

/// A button for each name; it is typed at the caret.
fn names(in_subject: RwSignal<bool>) -> AnyView {
    let each = Slot::of_inquiry()
        .map(|slot| {
            let name = say(slot.name());
            let insert = move |_| {
                let field = if in_subject.get_untracked() { SUBJECT } else { BODY };
                if let Some(field) = dom::find(&format!("#{field}")) {
                    dom::type_into(&field, &format!("{{{{{name}}}}}"));
                }
            };
            view! {
                <li>
                    <button
                        type="button"
                        class="btn btn--s"
                        title=say(slot.about())
                        aria-label=lang().pick(format!("{name}を差し込む"), format!("Insert {name}"))
                        on:click=insert
                    >
                        {name}
                    </button>
                    <span class="slot__about">{say(slot.about())}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{tr("差し込める項目", "Names that can be inserted")}</summary>
            <div class="more__body">
                <p class="field__help">{tr("押すと、カーソルの位置に入ります。", "Typed at the caret.")}</p>
                <ul class="slots">{each}</ul>
            </div>
        </details>
    }
    .into_any()
}

/// The first candidate of the engagement in the panel, or of any other, and the letter to it.
fn preview(app: App) -> AnyView {
    let example = example(app);
    let Some(engagement) = example else {
        return view! {
            <p class="muted">{tr(
                "候補のある案件ができると、ここで仕上がりを確かめられます。",
                "Once an engagement has a candidate, its letter is shown here.",
            )}</p>
        }
        .into_any();
    };
    let name = engagement.candidates.first().map(called).unwrap_or_default();
    let letter = Signal::derive(move || -> Letter {
        let (settings, today) = (app.settings.get(), app.today.get());
        let first = engagement.candidates.first();
        first.map(|row| fresh_inquiry(&engagement, row, &settings, today, lang())).unwrap_or_default()
    });
    let title = lang().pick(format!("仕上がり(「{name}」あて)"), format!("Preview (to “{name}”)"));
    view! {
        <section class="letterbox" aria-label=title.clone()>
            <h3 class="group__title">{title.clone()}</h3>
            {warnings(letter)}
            {shown(letter)}
        </section>
    }
    .into_any()
}

fn example(app: App) -> Option<Arc<Engagement>> {
    let there = |engagement: &Arc<Engagement>| !engagement.candidates.is_empty();
    let open = app.open.get_untracked().and_then(|id| app.peek(id)).filter(there);
    open.or_else(|| app.with_session(|session| session.board().engagements.values().find(|one| there(one)).cloned()))
}
