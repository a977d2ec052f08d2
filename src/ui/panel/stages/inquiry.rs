//! 問い合わせ to one candidate: what it is told, the letter, when it went out and when an answer came.

use super::{candidate, fields};
use crate::browser::clock;
use crate::domain::stage::quote::Inquiry;
use crate::domain::{CandidateId, Engagement};
use crate::text::letter::{self, Letter, own_text};
use crate::text::text;
use crate::ui::app::{App, Dialog, app};
use crate::ui::kit::control::{HandOver, Shape, control};
use crate::ui::kit::{Field, Form, action, day, element_id, icon_small, lang, spec, sub, tr, typing};
use crate::ui::panel::letter::{letter_box, tools, warnings};
use leptos::prelude::*;
use std::rc::Rc;

/// How a letter stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// It follows from the template.
    #[default]
    Fresh,
    /// A person wrote it.
    Own,
    /// It was sent as it stands here.
    Sent,
}

impl State {
    fn of(engagement: &Engagement, inquiry: &Inquiry) -> Self {
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
fn is_old(engagement: &Engagement, inquiry: &Inquiry) -> bool {
    inquiry.asked_on.is_some() && inquiry.brief.max(1) < engagement.brief_version()
}

/// The place of a candidate's inquiry.
fn place(form: &Form, id: CandidateId) -> Field<Inquiry> {
    let row = candidate::list(form).row(id);
    sub!(row.inquiry)
}

/// Everything about the inquiry, in a candidate's subcard.
pub fn inquiry(form: &Form, id: CandidateId) -> AnyView {
    let asked = place(form, id);
    view! {
        {old(form, id)}
        {fields("fields--1", view! {
            {spec("依頼したい内容", "What is asked for").help("空欄の間は、明確化した依頼内容を文面に使います。", "While these are empty, the letter says what stage 1 says.").area(sub!(asked.what))}
            {spec("作業量と期限", "How much, by when").area(sub!(asked.volume))}
            {spec("現在困っていること", "Present trouble").area(sub!(asked.trouble))}
        })}
        {copy_brief(form, &asked)}
        {the_letter(form, id)}
        {record(form, id)}
        {fields("fields--1", view! {
            {spec("回答の内容", "The answer").area(sub!(asked.answer))}
            {spec("イレギュラーへの回答", "Answer on irregular cases").area(sub!(asked.irregular_answer))}
        })}
    }
    .into_any()
}

/// Says by which version of the brief the company was asked, where there is a newer one, and makes the
/// letter anew.
fn old(form: &Form, id: CandidateId) -> AnyView {
    let old = form.memo(move |engagement| {
        let inquiry = &engagement.candidate(id)?.inquiry;
        is_old(engagement, inquiry).then(|| (inquiry.brief.max(1), inquiry.text.trim().is_empty()))
    });
    let asked = place(form, id);
    (move || {
        let (version, fresh) = old.get()?;
        let said = lang().pick(
            format!("依頼書 v{version} で問い合わせました。依頼書が変わりました。"),
            format!("Asked by brief v{version}. The brief has changed."),
        );
        let next = if fresh {
            tr(
                "下の文面は新しい条件です。送り直してください。",
                "The letter below is on the new terms. Please send it again.",
            )
        } else {
            tr("文面を新しくして送り直してください。", "Please renew the letter and send it again.")
        };
        let asked = asked.clone();
        let renew = (!fresh).then(|| {
            action("", "reload", text("文面を新しくする", "Renew the letter"), move || {
                asked.write(tr("文面を新しくする", "Letter renewed"), |inquiry| inquiry.text.clear())
            })
        });
        Some(view! {
            <div class="notice notice--inset" data-kind="warn" role="note">
                <p class="notice__text"><strong>{said}</strong>" "{next}</p>
                <div class="notice__actions">{renew}</div>
            </div>
        })
    })
    .into_any()
}

/// Fills what is still empty of an inquiry from stage 1.
fn copy_brief(form: &Form, inquiry: &Field<Inquiry>) -> AnyView {
    let (form, inquiry) = (form.clone(), inquiry.clone());
    let error = RwSignal::new(None::<String>);
    let full = inquiry.map(|row| ![&row.what, &row.volume, &row.trouble].iter().any(|text| text.trim().is_empty()));
    let fill = move |_| {
        let brief = &form.peek().clarify;
        let texts =
            [letter::tasks(&brief.tasks, lang()), letter::volumes(&brief.tasks, lang()), brief.problems.clone()];
        let written = inquiry.write(tr("依頼内容から入れる", "Fill from the brief"), move |row| {
            for (place, text) in [&mut row.what, &mut row.volume, &mut row.trouble].into_iter().zip(texts) {
                if place.trim().is_empty() {
                    *place = text;
                }
            }
        });
        error.set(written.err());
    };
    view! {
        <div class="btn-row" hidden=move || full.get()>
            <button type="button" class="btn btn--s" on:click=fill>
                {tr("空いている欄に、明確化した依頼内容を入れる", "Fill the empty ones from stage 1")}
            </button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

/// 問い合わせ文: live from the template, an own text, or as it was sent.
fn the_letter(form: &Form, id: CandidateId) -> AnyView {
    let app = app();
    let asked = place(form, id);
    let letter = letter_of(app, form, id);
    let address =
        form.memo(move |engagement| engagement.candidate(id).map(|row| row.contact.mail.clone()).unwrap_or_default());
    let state = form.memo(move |engagement| {
        engagement.candidate(id).map(|row| State::of(engagement, &row.inquiry)).unwrap_or_default()
    });
    let sent_on = asked.map(|inquiry| inquiry.asked_on.map(day).unwrap_or_default());
    let title = move || match state.get() {
        State::Fresh => tr("問い合わせ文(ひな形から)", "Letter (from the template)").to_owned(),
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
            <div class="more__body" role="group" aria-label=tr("問い合わせ文", "Letter")>{inside}</div>
        </details>
    }
    .into_any()
}

fn letter_of(app: App, form: &Form, id: CandidateId) -> Memo<Letter> {
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

/// When it was sent, by whom, until when an answer is waited for, and when it came.
fn record(form: &Form, id: CandidateId) -> AnyView {
    let asked = place(form, id);
    view! {
        {sending(form, id)}
        {fields("", view! {
            {spec("問い合わせた日", "Asked on").date(sub!(asked.asked_on).then(move |engagement| note_brief(engagement, id)))}
            {spec("問い合わせた人", "Asked by").text(sub!(asked.asked_by))}
            {spec("返信の期限", "Reply due").help("空欄なら、設定の営業日数で数えます。", "While empty, counted in business days.").date(sub!(asked.reply_by))}
            {spec("回答が来た日", "Answered on").date(sub!(asked.answered_on))}
        })}
    }
    .into_any()
}

/// 送った and 返信があった, with what is waited for in words.
fn sending(form: &Form, id: CandidateId) -> AnyView {
    let app = app();
    let letter = letter_of(app, form, id);
    let sent = form.memo(move |engagement| {
        engagement.candidate(id).map(|row| State::of(engagement, &row.inquiry)) == Some(State::Sent)
    });
    let waits = form.memo(move |engagement| {
        let inquiry = engagement.candidate(id).map(|row| &row.inquiry);
        inquiry.is_some_and(|inquiry| inquiry.asked_on.is_some() && inquiry.answered_on.is_none())
    });
    let waiting = waiting(app, form, id);
    let overdue = overdue(app, form, id);
    let asked = place(form, id);
    let asked_before = form.memo(move |engagement| {
        let inquiry = engagement.candidate(id).map(|row| &row.inquiry);
        inquiry.is_some_and(|inquiry| inquiry.asked_on.is_some() && !is_old(engagement, inquiry))
    });
    let form = form.clone();
    let send = move || {
        let form = form.clone();
        (!sent.get()).then(|| {
            action(if asked_before.get() { "" } else { "btn--primary" }, "mail", text("送った", "Sent"), move || {
                typing::flush();
                let kept = letter.with_untracked(|letter| letter.to_text(lang()));
                form.edit(tr("問い合わせを送った", "Inquiry sent"), move |engagement| {
                    mark_sent(engagement, id, kept)
                })
            })
        })
    };
    let answered = move || {
        let asked = asked.clone();
        waits.get().then(|| {
            action("", "check", text("返信があった", "An answer came"), move || {
                asked.write(tr("返信があった", "An answer came"), |inquiry| {
                    inquiry.answered_on = Some(clock::today());
                })
            })
        })
    };
    view! {
        <div class="btn-row letter__record">
            {send}
            {answered}
            <p class="field__said" class:is-loss=move || overdue.get().is_some() aria-live="polite">{move || waiting.get()}</p>
        </div>
    }
    .into_any()
}

/// What is waited for, in words; empty while nothing is.
fn waiting(app: App, form: &Form, id: CandidateId) -> Memo<String> {
    let late = overdue(app, form, id);
    form.memo(move |engagement| {
        let Some(row) = engagement.candidate(id) else {
            return String::new();
        };
        let Some(due) = row.inquiry.reply_due(&app.settings.get()).filter(|_| row.inquiry.answered_on.is_none()) else {
            return String::new();
        };
        let on = day(due.day());
        let said = match late.get() {
            Some(days) => lang().pick(
                format!("返信の期限 {on} を{days}日過ぎています。"),
                format!("The reply was due on {on}, {days} days ago."),
            ),
            None => lang().pick(format!("返信の期限は {on} です。"), format!("The reply is due on {on}.")),
        };
        let beyond = if due.holidays_unknown() {
            tr("(この年の祝日は数えていません)", " (holidays of that year are not known)")
        } else {
            ""
        };
        format!("{said}{beyond}")
    })
}

/// For how many days a reply has been overdue.
pub fn overdue(app: App, form: &Form, id: CandidateId) -> Memo<Option<i64>> {
    form.memo(move |engagement| {
        let (settings, today) = (app.settings.get(), app.today.get());
        let row = engagement.candidate(id).filter(|row| row.reply_overdue(&settings, today))?;
        row.inquiry.reply_due(&settings).map(|due| (today - due.day()).num_days())
    })
}

/// The text as it went out, when, by whom, and by which version of the brief. What was asked before
/// is answered no more.
fn mark_sent(engagement: &mut Engagement, id: CandidateId, text: String) {
    let (version, owner, today) = (engagement.brief_version(), engagement.owner.trim().to_owned(), clock::today());
    if let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == id) {
        let inquiry = &mut row.inquiry;
        inquiry.text = text;
        inquiry.asked_on = Some(today);
        inquiry.answered_on = None;
        inquiry.brief = version;
        inquiry.reply_by = inquiry.reply_by.filter(|day| *day >= today);
        if !owner.is_empty() {
            inquiry.asked_by = owner;
        }
    }
}

/// The version of the brief that the company was told is the one in force when it was asked.
fn note_brief(engagement: &mut Engagement, id: CandidateId) {
    let version = engagement.brief_version();
    if let Some(row) = engagement.candidates.iter_mut().find(|row| row.id == id) {
        row.inquiry.brief = if row.inquiry.asked_on.is_some() { version } else { 0 };
    }
}

/// The tags of an inquiry in a candidate's head: an overdue reply, differences that are open.
pub fn tags(form: &Form, id: CandidateId) -> AnyView {
    let late = use_context::<App>().map(|app| overdue(app, form, id));
    let differences = form.memo(move |engagement| {
        engagement.candidate(id).map_or(0, |row| {
            let said = |told: &str, actual: &str| !told.trim().is_empty() || !actual.trim().is_empty();
            row.differences.iter().filter(|row| !row.settled && said(&row.told, &row.actual)).count()
        })
    });
    let late = move || {
        late.and_then(|late| late.get()).map(|days| {
            let words = lang().pick(format!("返信の期限切れ {days}日"), format!("Reply overdue {days} days"));
            view! { <span class="tag tag--loss">{words}</span> }
        })
    };
    let open = move || {
        Some(differences.get()).filter(|count| *count > 0).map(|count| {
            let words = lang().pick(format!("認識の相違 {count}件"), format!("{count} differences"));
            view! { <span class="tag tag--wait">{words}</span> }
        })
    };
    view! { {late} {open} }.into_any()
}
