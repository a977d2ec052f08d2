//! 問い合わせ文 of one candidate: live from the template, an own text, or as it was sent.

use super::candidate;
use super::outputs::print;
use crate::domain::stage::quote::Inquiry;
use crate::domain::{CandidateId, Engagement};
use crate::papers::Kind;
use crate::text::letter::{self, Letter, own_text};
use crate::ui::app::{App, Dialog, app};
use crate::ui::kit::control::{HandOver, Shape, control};
use crate::ui::kit::{Field, Form, day, element_id, icon_small, lang, sub, tr, typing};
use crate::ui::panel::letter::{letter_box, tools, warnings};
use leptos::prelude::*;
use std::rc::Rc;

/// How a letter stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It follows from the template.
    #[default]
    Fresh,
    /// A person wrote it.
    Own,
    /// It was sent as it stands here.
    Sent,
}

impl State {
    /// How the letter of an inquiry stands.
    pub fn of(engagement: &Engagement, inquiry: &Inquiry) -> Self {
        if inquiry.text.trim().is_empty() {
            Self::Fresh
        } else if inquiry.asked_on.is_some() && !is_old(engagement, inquiry) {
            Self::Sent
        } else {
            Self::Own
        }
    }
}

/// Whether it was sent by a brief that is not the present one any more.
pub fn is_old(engagement: &Engagement, inquiry: &Inquiry) -> bool {
    inquiry.asked_on.is_some() && engagement.is_older_brief(inquiry.brief)
}

/// The place of a candidate's inquiry.
pub fn place(form: &Form, id: CandidateId) -> Field<Inquiry> {
    let row = candidate::list(form).row(id);
    sub!(row.inquiry)
}

/// 問い合わせ文: live from the template, an own text, or as it was sent.
pub fn the_letter(form: &Form, id: CandidateId) -> AnyView {
    let app = app();
    let asked = place(form, id);
    let letter = letter_of(app, form, id);
    let address =
        form.memo(move |engagement| engagement.candidate(id).map(|row| row.contact.mail.clone()).unwrap_or_default());
    let state = form.memo(move |engagement| {
        engagement.candidate(id).map(|row| State::of(engagement, &row.inquiry)).unwrap_or_default()
    });
    let old = form.memo(move |engagement| engagement.candidate(id).is_some_and(|row| is_old(engagement, &row.inquiry)));
    let sent_on = asked.map(|inquiry| inquiry.asked_on.map(day).unwrap_or_default());
    let title = move || match state.get() {
        State::Fresh => tr("問い合わせ文(ひな形から)", "Letter (from the template)").to_owned(),
        State::Own if old.get() => tr("問い合わせ文(手元の文面)", "Letter (the text at hand)").to_owned(),
        State::Own => tr("問い合わせ文(自分で直した文面)", "Letter (your own text)").to_owned(),
        State::Sent => {
            let on = sent_on.get();
            lang().pick(format!("送った文面({on})"), format!("Letter as sent ({on})"))
        }
    };
    // Once it went out, by whatever way, it is folded until it is wanted.
    let open = asked.peek().asked_on.is_none() || state.get_untracked() == State::Own;
    let inside = {
        let asked = asked.clone();
        move || match state.get() {
            State::Fresh => letter_box(letter.into(), address.into(), fresh_tools(app, &asked, letter)),
            State::Own => own(&asked, letter, address.into()),
            State::Sent => letter_box(letter.into(), address.into(), sent_tools(&asked)),
        }
    };
    view! {
        <details class="more letterfold" open=open>
            <summary>{title}</summary>
            <div class="more__body" role="group" aria-label=tr("問い合わせ文", "Letter")>
                {inside}
                <div class="btn-row">{print(form, Kind::Inquiry(id))}</div>
            </div>
        </details>
    }
    .into_any()
}

/// The letter as it stands, followed.
pub fn letter_of(app: App, form: &Form, id: CandidateId) -> Memo<Letter> {
    form.memo(move |engagement| {
        let (settings, today) = (app.settings.get(), app.today.get());
        let row = engagement.candidate(id);
        row.map(|row| letter::inquiry(engagement, row, &settings, today, lang())).unwrap_or_default()
    })
}

fn small_button(image: &'static str, name: &'static str, run: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="btn btn--s btn--quiet" on:click=move |_| run()>{icon_small(image)}{name}</button>
    }
    .into_any()
}

/// Makes the letter an own text, or edits the template.
fn fresh_tools(app: App, asked: &Field<Inquiry>, letter: Memo<Letter>) -> AnyView {
    let asked = asked.clone();
    let edit = move || {
        typing::flush();
        let kept = letter.with_untracked(|letter| letter.to_text(lang()));
        let written = asked.write(tr("問い合わせ文", "Letter"), move |inquiry| inquiry.text = kept);
        if let Err(reason) = written {
            app.tell_error(reason);
        }
    };
    let template = move || {
        typing::flush();
        app.dialog.set(Some(Dialog::LetterTemplate));
    };
    view! {
        {small_button("file", tr("自分で直す", "Write it yourself"), edit)}
        {small_button("settings", tr("ひな形を編集…", "Edit the template…"), template)}
    }
    .into_any()
}

/// Begins a letter that is to be sent once more.
fn sent_tools(asked: &Field<Inquiry>) -> AnyView {
    let (app, asked) = (app(), asked.clone());
    small_button("reload", tr("もう一度送る文面を作る", "Write to them again"), move || {
        let written = asked.write(tr("文面を新しくする", "Letter renewed"), |inquiry| inquiry.text.clear());
        if let Err(reason) = written {
            app.tell_error(reason);
        }
    })
}

/// An own text: subject and body to be written, and the way back to the template.
fn own(asked: &Field<Inquiry>, letter: Memo<Letter>, address: Signal<String>) -> AnyView {
    let writes = |subject: bool| -> HandOver {
        let asked = asked.clone();
        Rc::new(move |typed, typing| {
            let (typed, present) = (typed.to_owned(), letter.get_untracked());
            asked.write_typed(tr("問い合わせ文", "Letter"), typing, move |inquiry| {
                inquiry.text = if subject {
                    own_text(&typed, &present.body, lang())
                } else {
                    own_text(&present.subject, &typed, lang())
                };
            })
        })
    };
    let field = |name: &'static str, lines: bool, value: Signal<String>, hand_over: HandOver| {
        let (id, error) = (element_id(), ArcRwSignal::new(None::<String>));
        let shape = Shape { id: id.clone(), lines, class: if lines { "letter__own" } else { "" }, ..Shape::default() };
        let control = control(shape, value, error.clone(), hand_over);
        view! {
            <div class="field field--full">
                <label class="field__label" for=id>{name}</label>
                {control}
                {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
            </div>
        }
    };
    let subject = Signal::derive(move || letter.with(|letter| letter.subject.clone()));
    let body = Signal::derive(move || letter.with(|letter| letter.body.clone()));
    view! {
        <div class="letterbox">
            {field(tr("件名", "Subject"), false, subject, writes(true))}
            {field(tr("本文", "Body"), true, body, writes(false))}
            {warnings(letter.into())}
            {tools(letter.into(), address, back(asked))}
        </div>
    }
    .into_any()
}

/// Back to the template, asked once more.
fn back(asked: &Field<Inquiry>) -> AnyView {
    let (app, asking) = (app(), RwSignal::new(false));
    let asked = asked.clone();
    let question = element_id();
    move_focus(asking, &question);
    let yes = {
        let asked = asked.clone();
        move |_| {
            typing::flush();
            let written = asked.write(tr("ひな形に戻す", "Back to the template"), |inquiry| inquiry.text.clear());
            match written {
                Ok(()) => app.tell_undoable(tr("ひな形の文面に戻しました", "The letter follows the template again")),
                Err(reason) => app.tell_error(reason),
            }
        }
    };
    view! {
        <span hidden=move || asking.get()>
            {small_button("undo", tr("ひな形に戻す…", "Back to the template…"), move || asking.set(true))}
        </span>
        <div class="letter__ask" role="group" aria-labelledby=question.clone() hidden=move || !asking.get()>
            <p id=question.clone() tabindex="-1">{tr("自分で直した文面は消えます。ひな形に戻しますか。", "Your own text goes. Back to the template?")}</p>
            <div class="btn-row">
                <button type="button" class="btn btn--s" on:click=yes>{tr("ひな形に戻す", "Back to the template")}</button>
                <button type="button" class="btn btn--s btn--quiet" on:click=move |_| asking.set(false)>{tr("やめる", "Cancel")}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The focus goes to the question once it is asked.
fn move_focus(asking: RwSignal<bool>, question: &str) {
    let selector = format!("#{question}");
    Effect::new(move |_| {
        if asking.get() {
            crate::browser::dom::focus_later(selector.clone());
        }
    });
}
