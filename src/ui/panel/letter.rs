//! A letter on the page: its subject and body, what is missing in it, and the ways to take it away.

use crate::browser::clipboard;
use crate::text::letter::{Letter, NoMail, Part, PartKind, Slot, Unknown, mailto, mailto_subject};
use crate::text::{Text, text};
use crate::ui::app::{App, app};
use crate::ui::kit::{element_id, icon_small, lang, say, tr};
use leptos::prelude::*;

/// A letter to be read: subject, body, what is missing in it, and its tools. `more` are further
/// buttons beside them.
pub fn letter_box(letter: Signal<Letter>, address: Signal<String>, more: AnyView) -> AnyView {
    view! {
        <div class="letterbox">
            {shown(letter)}
            {warnings(letter)}
            {tools(letter, address, more)}
        </div>
    }
    .into_any()
}

/// Subject and body. What was filled in, is missing or is not known is marked in the body.
pub fn shown(letter: Signal<Letter>) -> AnyView {
    let subject = Memo::new(move |_| letter.with(|letter| letter.subject.clone()));
    let parts = Memo::new(move |_| letter.with(parts));
    view! {
        <dl class="letter__head">
            <dt>{tr("件名", "Subject")}</dt>
            <dd>{move || subject.get()}</dd>
        </dl>
        <div class="letter letter--long" tabindex="0" role="group" aria-label=tr("本文", "Body")>
            {move || parts.get().into_iter().map(part).collect_view()}
        </div>
    }
    .into_any()
}

fn parts(letter: &Letter) -> Vec<Part> {
    if letter.parts.is_empty() {
        vec![Part { text: letter.body.clone(), kind: PartKind::Plain }]
    } else {
        letter.parts.clone()
    }
}

/// A piece of the body.
fn part(part: Part) -> AnyView {
    match part.kind {
        PartKind::Plain => part.text.into_any(),
        PartKind::Filled => view! { <span class="letter__filled">{part.text}</span> }.into_any(),
        PartKind::Missing => view! { <mark class="letter__missing">{part.text}</mark> }.into_any(),
        PartKind::Unknown => view! { <mark class="letter__unknown">{part.text}</mark> }.into_any(),
    }
}

/// What is missing in a letter, and which names of its template are not known.
pub fn warnings(letter: Signal<Letter>) -> AnyView {
    let said = Memo::new(move |_| letter.with(|letter| (missing(&letter.empty), unknown(letter))));
    view! {
        <div class="letter__warnings" aria-live="polite">
            {move || said.with(|(missing, _)| missing.clone()).map(warning)}
            {move || said.with(|(_, unknown)| unknown.clone()).map(warning)}
        </div>
    }
    .into_any()
}

fn warning(words: String) -> AnyView {
    view! { <p class="field__said is-wait">{words}</p> }.into_any()
}

fn missing(empty: &[Slot]) -> Option<String> {
    if empty.is_empty() {
        return None;
    }
    let names = empty.iter().map(|slot| say(slot.name())).collect::<Vec<_>>().join(tr("、", ", "));
    Some(lang().pick(format!("まだ書かれていない項目: {names}"), format!("Not entered yet: {names}")))
}

fn unknown(letter: &Letter) -> Option<String> {
    let place = |unknown: &Unknown, in_subject: bool| {
        let (name, line) = (&unknown.name, unknown.line);
        if in_subject {
            lang().pick(format!("{{{{{name}}}}}(件名)"), format!("{{{{{name}}}}} (subject)"))
        } else {
            lang().pick(format!("{{{{{name}}}}}({line}行目)"), format!("{{{{{name}}}}} (line {line})"))
        }
    };
    let subject = letter.unknown_in_subject.iter().map(|unknown| place(unknown, true));
    let all: Vec<String> = subject.chain(letter.unknown.iter().map(|unknown| place(unknown, false))).collect();
    let all = Some(all).filter(|all| !all.is_empty())?.join(tr("、", ", "));
    Some(lang().pick(
        format!("ひな形にない名前なので、そのまま残しています: {all}"),
        format!("These names are not known and stay as they are: {all}"),
    ))
}

/// Copies subject or body, begins a mail.
pub fn tools(letter: Signal<Letter>, address: Signal<String>, more: AnyView) -> AnyView {
    view! {
        <div class="btn-row letter__tools">
            {copy_button(text("本文をコピー", "Copy the body"), text("本文をコピーしました", "The body was copied"), move || {
                letter.with_untracked(|letter| letter.body.clone())
            })}
            {copy_button(text("件名をコピー", "Copy the subject"), text("件名をコピーしました", "The subject was copied"), move || {
                letter.with_untracked(|letter| letter.subject.clone())
            })}
            {mail(letter, address)}
            {more}
        </div>
    }
    .into_any()
}

/// A button that copies a text, and says whether it did.
pub fn copy_button(name: Text, done: Text, what: impl Fn() -> String + 'static) -> AnyView {
    let app = app();
    view! {
        <button type="button" class="btn btn--s" on:click=move |_| copy(app, what(), done)>
            {icon_small("copy")}
            {say(name)}
        </button>
    }
    .into_any()
}

/// Copies a text and says so; where the browser refuses, says what to do.
pub fn copy(app: App, what: String, done: Text) {
    wasm_bindgen_futures::spawn_local(async move {
        if clipboard::copy(&what).await {
            app.tell(say(done));
        } else {
            app.tell_error(tr(
                "コピーできませんでした。文面は画面にあります。範囲を選んで、手でコピーしてください。",
                "It could not be copied. The text is on the page: please select it and copy it by hand.",
            ));
        }
    });
}

/// The link that begins a mail. A letter too long for it begins one with its subject, and the body
/// goes to the clipboard.
fn mail(letter: Signal<Letter>, address: Signal<String>) -> AnyView {
    let link = Memo::new(move |_| letter.with(|letter| mailto(letter, &address.get())));
    let short = Memo::new(move |_| letter.with(|letter| mailto_subject(letter, &address.get())));
    let (app, help) = (app(), element_id());
    (move || {
        let (about, link) = match (link.get(), short.get()) {
            (Ok(link), _) => (None, Some((link, false))),
            (Err(NoMail::TooLong), Ok(short)) => (
                Some(tr(
                    "文面が長く、メールソフトに渡しきれません。本文はコピーされるので、開いたメールに貼り付けてください。",
                    "The text is too long to be handed to a mail program. The body is copied: please paste it there.",
                )),
                Some((short, true)),
            ),
            (Err(NoMail::TooLong), Err(_)) => {
                (Some(tr("件名が長すぎるため、コピーを使ってください。", "The subject is too long: please copy it.")), None)
            }
            (Err(NoMail::BadAddress), _) => (
                Some(tr(
                    "窓口担当のメールアドレスの形が違うため、メールを開けません。",
                    "The contact's mail address is not one, so no mail can be begun.",
                )),
                None,
            ),
        };
        let help_id = help.clone();
        let described = about.map(|_| help.clone());
        let link = link.map(|(link, copies)| {
            let on_click = move |_| {
                if copies {
                    let body = letter.with_untracked(|letter| letter.body.clone());
                    copy(app, body, text("本文をコピーしました。メールに貼り付けてください", "The body was copied: paste it into the mail"));
                }
            };
            view! {
                <a class="btn btn--s" href=link aria-describedby=described on:click=on_click>
                    {icon_small("mail")}
                    {tr("メールを開く", "Begin a mail")}
                </a>
            }
        });
        view! {
            {link}
            {about.map(|about| view! { <p class="field__help letter__about" id=help_id>{about}</p> })}
        }
    })
    .into_any()
}
