//! 知らせ: notices by the system while the page is open, for who wants them.

use crate::browser::local::{preference, set_preference};
use crate::browser::notify::{self, Permission};
use crate::browser::{clock, dom};
use crate::domain::agenda::Item;
use crate::domain::agenda::notices::{Told, due_notices};
use crate::text::agenda;
use crate::ui::app::App;
use crate::ui::kit::{element_id, lang, tr};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

const WANTED: &str = "notices";
const TOLD: &str = "notices-told";

/// Whether notices are on.
#[derive(Clone, Copy)]
struct On(RwSignal<bool>);

fn wanted() -> bool {
    preference(WANTED).as_deref() == Some("on") && notify::permission() == Permission::Granted
}

/// Tells, once a minute and when the dates change, of what is to be told.
pub fn begin(app: App, dates: Memo<Arc<Vec<Item>>>) {
    let on = RwSignal::new(wanted());
    provide_context(On(on));
    Effect::new(move |_| {
        app.minute.track();
        let items = dates.get();
        if on.get() {
            tell(app, &items);
        }
    });
}

fn tell(app: App, items: &[Item]) {
    // Another tab may have told since.
    let mut told = Told::parse(&preference(TOLD).unwrap_or_default());
    let notices =
        app.settings.with_untracked(|settings| due_notices(items, clock::wall(), settings.working_days(), &told));
    if notices.is_empty() {
        return;
    }
    for notice in notices {
        let (id, stage) = notice.what.place();
        let title = app.peek(id).map(|engagement| engagement.title.clone()).unwrap_or_default();
        let (head, body) = agenda::notice(&notice.what, &title, lang());
        notify::show(&head, &body, &notice.key, move || app.open_at(id, stage));
        told.note(notice.key);
    }
    set_preference(TOLD, &told.to_text());
}

/// The switch. The person is asked by the browser on a click, and never before.
pub fn switch() -> AnyView {
    let On(on) = expect_context();
    let permission = RwSignal::new(notify::permission());
    let id = element_id();
    let turn = move |_| {
        if on.get_untracked() {
            set_preference(WANTED, "off");
            on.set(false);
            return;
        }
        spawn_local(async move {
            let answer = match notify::permission() {
                Permission::Open => notify::ask().await,
                other => other,
            };
            permission.set(answer);
            if answer == Permission::Granted {
                set_preference(WANTED, "on");
                on.set(true);
            }
            // Where it was refused the switch is gone from under the focus.
            dom::focus_if_lost("[role=switch], .dates__told");
        });
    };
    let help = move || match permission.get() {
        Permission::Denied => tr(
            "このブラウザーで通知が止められています。アドレスの左の鍵や設定のしるしを押し、「通知」を「許可」にすると使えます。",
            "Notices are blocked in this browser. Press the sign to the left of the address and allow notifications.",
        ),
        Permission::Missing => tr("このブラウザーでは通知を使えません。", "This browser has no notices."),
        Permission::Open | Permission::Granted => tr(
            "開いている間、打ち合わせの30分前・2時間の回答待ち・今日の期限を1回ずつ",
            "While open: 30 minutes before meetings, after 2 hours of waiting, and what is due, once each",
        ),
    };
    view! {
        <div class="dates__telling">
            <button
                type="button"
                class="switch"
                role="switch"
                aria-checked=move || if on.get() { "true" } else { "false" }
                aria-describedby=id.clone()
                disabled=move || permission.get() == Permission::Missing
                on:click=turn
            >
                <span class="switch__track" aria-hidden="true"></span>
                {tr("通知を受け取る", "Notify me")}
            </button>
            <p class="dates__told" id=id role="status" tabindex="-1">{help}</p>
        </div>
    }
    .into_any()
}
