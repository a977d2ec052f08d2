//! 保留 and 削除 of several cards.

use super::{act, cards};
use crate::domain::bulk::Deed;
use crate::domain::{EngagementId, Status};
use crate::text::format::counted;
use crate::ui::app::App;
use crate::ui::dialogs::{Frame, cancel_button, close};
use crate::ui::kit::{element_id, lang, tr};
use leptos::prelude::*;

/// 保留, with one reason for all.
pub fn hold(app: App, ids: Vec<EngagementId>) -> AnyView {
    let number = ids.len();
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(false);
    let field = element_id();
    let set = move |_| {
        let reason = reason.get_untracked();
        if reason.trim().is_empty() {
            error.set(true);
            return;
        }
        close();
        act(app, ids.clone(), Deed::Status(Status::OnHold, reason), |count| {
            let cards = cards(count);
            lang().pick(format!("{cards}を保留にしました"), format!("{cards} are on hold now"))
        });
    };
    let body = view! {
        <p>{tr("カードはボードに残り、いつでも再開できます。", "The cards stay on the board and can be taken up again at any time.")}</p>
        <div class="field field--full">
            <label class="field__label" for=field.clone()>{tr("理由", "Reason")}</label>
            <textarea
                class="input"
                id=field
                rows="2"
                autofocus=true
                prop:value=move || reason.get()
                on:input=move |event| reason.set(event_target_value(&event))
            ></textarea>
            {move || error.get().then(|| view! { <p class="field__error" role="alert">{tr("理由を書いてください。", "Please write down the reason.")}</p> })}
        </div>
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=set>{tr("保留にする", "Put on hold")}</button>
    };
    let frame = Frame {
        title: lang()
            .pick(format!("{number}件を保留にする"), format!("Set {} to on hold", counted(number, "engagement"))),
        about: String::new(),
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// Whether to remove them all.
pub fn remove(app: App, ids: Vec<EngagementId>) -> AnyView {
    const NAMED: usize = 5;
    let number = ids.len();
    let mut titles: Vec<String> =
        ids.iter().filter_map(|id| app.peek(*id)).map(|card| card.title.clone()).take(NAMED + 1).collect();
    if titles.len() > NAMED {
        let more = number - NAMED;
        titles.truncate(NAMED);
        titles.push(lang().pick(format!("ほか{more}件"), format!("and {more} more")));
    }
    let go = move |_| {
        close();
        act(app, ids.clone(), Deed::Remove, |count| {
            let cards = cards(count);
            lang().pick(format!("{cards}を削除しました"), format!("Deleted {cards}"))
        });
    };
    let names = titles.into_iter().map(|title| view! { <li>{title}</li> }).collect_view();
    let body = view! {
        <ul class="stays__names">{names}</ul>
        <p>{tr(
            "候補や契約、履歴も一緒に削除します。すぐなら「元に戻す」で戻せます。",
            "Their candidates, contracts and histories go with them. Undo brings them back.",
        )}</p>
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary btn--danger" on:click=go>{tr("削除する", "Delete")}</button>
    };
    let frame = Frame {
        title: lang().pick(format!("{number}件を削除しますか"), format!("Delete {}?", counted(number, "engagement"))),
        about: String::new(),
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), foot.into_any())
}
