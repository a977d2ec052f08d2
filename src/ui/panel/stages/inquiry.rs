//! 問い合わせ to one candidate: what it is told, the letter, when it went out and when an answer came.

use super::fields;
use super::inquiry_letter::{State, is_old, letter_of, place, the_letter};
use crate::browser::clock;
use crate::domain::stage::quote::Inquiry;
use crate::domain::{CandidateId, Engagement};
use crate::text::format::counted;
use crate::text::letter;
use crate::text::text;
use crate::ui::app::{App, app};
use crate::ui::kit::{Field, Form, action, day, lang, spec, sub, tr, typing};
use leptos::prelude::*;

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

/// When it was sent, by whom, until when an answer is waited for, and when it came.
fn record(form: &Form, id: CandidateId) -> AnyView {
    let asked = place(form, id);
    view! {
        {sending(form, id)}
        {fields("", view! {
            {spec("問い合わせた日", "Asked on").date(sub!(asked.asked_on).then(move |engagement| note_brief(engagement, id)))}
            {spec("問い合わせた人", "Asked by").text(sub!(asked.asked_by))}
            {spec("返信の期限", "Reply due").date(sub!(asked.reply_by))}
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
                format!("The reply was due on {on}, {} ago.", counted(days, "day")),
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
    let differences =
        form.memo(move |engagement| engagement.candidate(id).map_or(0, |row| row.open_differences().count()));
    let late = move || {
        late.and_then(|late| late.get()).map(|days| {
            let words =
                lang().pick(format!("返信の期限切れ {days}日"), format!("Reply overdue {}", counted(days, "day")));
            view! { <span class="tag tag--loss">{words}</span> }
        })
    };
    let open = move || {
        Some(differences.get()).filter(|count| *count > 0).map(|count| {
            let words = lang().pick(
                format!("認識の相違 {count}件"),
                if count == 1 { "1 difference".to_owned() } else { format!("{count} differences") },
            );
            view! { <span class="tag tag--wait">{words}</span> }
        })
    };
    view! { {late} {open} }.into_any()
}
