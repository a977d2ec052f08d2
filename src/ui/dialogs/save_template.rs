//! ひな形として保存: an engagement copied as an own template.

use super::{Frame, cancel_button, close};
use crate::domain::command::Origin;
use crate::domain::{Action, EngagementId};
use crate::text::message;
use crate::ui::app::App;
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{element_id, lang, tr};
use leptos::prelude::*;

/// The dialog.
pub fn dialog(app: App, id: EngagementId) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let title = RwSignal::new(engagement.title.clone());
    let candidates = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let field = element_id();
    let error_id = format!("{field}e");
    let save = move || {
        let action = Action::AddFrom {
            title: title.get_untracked(),
            origin: Origin::Engagement(id),
            candidates: candidates.get_untracked(),
            template: true,
        };
        match app.act(action) {
            Ok(()) => {
                close();
                let name = title.get_untracked().trim().to_owned();
                app.tell_undoable(
                    lang().pick(format!("ひな形「{name}」を保存しました"), format!("The template “{name}” was saved")),
                );
            }
            Err(rejection) => error.set(Some(message::rejection(&rejection, lang()))),
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            save();
        }
    };
    let count = engagement.candidates.len();
    let companies = (count > 0).then(|| {
        let with =
            lang().pick(format!("依頼先候補{count}社も入れる"), format!("Put the {count} candidates in as well"));
        let help = tr("会社名・サイト・窓口・特徴・認証だけ。", "Name, site, contact, features, certificates.");
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || candidates.get() on:change=move |event| candidates.set(event_target_checked(&event)) />
                <span>{with}<span class="check__help">{help}</span></span>
            </label>
        }
    });
    let body = view! {
        <p>
            {tr(
                "業務・フロー・課題・目的・成功の基準・資料・選定基準・イレギュラーを写します。日付、見積もり、商談、契約、履歴は入れません。案件はそのままです。",
                "Tasks, steps, problems, purpose, criteria, materials and irregular cases are copied; no dates, quotes, meetings, contract or history. The engagement stays as it is.",
            )}
        </p>
        <div class="field field--full">
            <label class="field__label" for=field.clone()>{tr("ひな形の名前", "Name of the template")}</label>
            <input
                class="input"
                id=field
                autocomplete="off"
                autofocus=true
                aria-describedby=error_id.clone()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || title.get()
                on:input=move |event| { title.set(event_target_value(&event)); error.set(None); }
                on:keydown=on_key
            />
            {move || error.get().map(|error| view! { <p class="field__error" id=error_id.clone() role="alert">{error}</p> })}
        </div>
        {companies}
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=move |_| save()>{tr("ひな形として保存する", "Save the template")}</button>
    };
    let frame = Frame {
        title: tr("ひな形として保存", "Save as a template").to_owned(),
        about: engagement.title.clone(),
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), foot.into_any())
}
