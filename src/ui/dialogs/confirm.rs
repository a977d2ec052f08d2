//! Dialogs that ask once more, or for a reason.

use super::{Frame, cancel_button, close};
use crate::domain::{Action, EngagementId, Status};
use crate::text::format::counted;
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::kit::{element_id, lang, say, tr};
use crate::ui::sync;
use leptos::prelude::*;

/// 保留 and 中止, with the reason.
pub fn status(app: App, id: EngagementId, status: Status) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let field = element_id();
    let name = say(status.label());
    let act = match status {
        Status::OnHold => "Put on hold",
        _ => "Cancel the engagement",
    };
    let about = match status {
        Status::OnHold => tr(
            "カードはボードに残り、いつでも再開できます。",
            "The card stays on the board and can be taken up again at any time.",
        ),
        _ => tr(
            "カードは「完了・中止した案件」に移ります。記録はそのまま残ります。",
            "The card goes to the closed engagements. All records are kept.",
        ),
    };
    let title = engagement.title.clone();
    let set = move |_| {
        let action = Action::SetStatus { id, status, reason: reason.get_untracked() };
        match app.act(action) {
            Ok(()) => {
                close();
                if !status.on_board() {
                    app.close();
                }
                app.tell_undoable(
                    lang().pick(format!("「{title}」を{name}にしました"), format!("“{title}” is now {name}")),
                );
            }
            Err(rejection) => error.set(Some(crate::text::message::rejection(&rejection, lang()))),
        }
    };
    let label = tr("理由", "Reason");
    let body = view! {
        <p>{about}</p>
        <div class="field field--full">
            <label class="field__label" for=field.clone()>{label}</label>
            <textarea
                class="input"
                id=field
                rows="2"
                autofocus=true
                prop:value=move || reason.get()
                on:input=move |event| reason.set(event_target_value(&event))
            ></textarea>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        </div>
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=set>{lang().pick(format!("{name}にする"), act.to_owned())}</button>
    };
    let frame = Frame {
        title: lang().pick(format!("案件を{name}にする"), act.to_owned()),
        about: engagement.title.clone(),
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// Whether to remove an engagement.
pub fn remove(app: App, id: EngagementId) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let title = engagement.title.clone();
    let template = engagement.status == Status::Template;
    let go = move |_| {
        close();
        if app.act_or_tell(Action::Remove(id)) {
            app.tell_undoable(lang().pick(format!("「{title}」を削除しました"), format!("Deleted “{title}”")));
        }
    };
    let (question, about) = if template {
        (
            tr("ひな形を削除しますか", "Delete the template?"),
            tr(
                "このひな形から作った案件は、そのまま残ります。すぐなら「元に戻す」で戻せます。",
                "What was made from it stays as it is. Undo brings the template back.",
            ),
        )
    } else {
        (
            tr("案件を削除しますか", "Delete the engagement?"),
            tr(
                "候補や契約、履歴も一緒に削除します。すぐなら「元に戻す」で戻せます。",
                "Its candidates, contract and history go with it. Undo brings it back.",
            ),
        )
    };
    ask(app, question, engagement.title.clone(), about, tr("削除する", "Delete"), go)
}

/// Whether to remove everything.
pub fn clear(app: App) -> AnyView {
    let templates = app.templates().with_untracked(Vec::len);
    let count = app.total_untracked() - templates;
    let count = if templates == 0 {
        lang().pick(format!("{count}件"), counted(count, "engagement"))
    } else {
        lang().pick(
            format!("案件{count}件・ひな形{templates}件"),
            format!("{} and {}", counted(count, "engagement"), counted(templates, "template")),
        )
    };
    let go = move |_| {
        close();
        app.open.set(None);
        if app.act_or_nothing(Action::Clear) {
            app.tell_undoable(tr("すべての案件を削除しました", "Everything was deleted"));
        }
    };
    ask(
        app,
        tr("すべての案件を削除しますか", "Delete everything?"),
        count,
        tr(
            "先にファイルへ書き出しておくと安心です。すぐなら「元に戻す」で戻せます。",
            "It is wise to export to a file first. Undo brings everything back while the page is open.",
        ),
        tr("すべて削除する", "Delete everything"),
        go,
    )
}

fn ask(
    app: App,
    title: &'static str,
    about: String,
    text: &'static str,
    yes: &'static str,
    go: impl Fn(web_sys::MouseEvent) + 'static,
) -> AnyView {
    let body = view! { <p>{text}</p> {sync::goes_to_all(app)} };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary btn--danger" on:click=go>{yes}</button>
    };
    Frame { title: title.to_owned(), about, class: "dialog--narrow" }.show(body.into_any(), foot.into_any())
}
