//! 設定: how the page looks in this browser, what holds for the whole board, and what the app is.

mod about;
mod closures;
mod looks;
mod nav;
mod others;
mod reckoning;

use super::{Frame, close};
use crate::text::{Text, text};
use crate::ui::app::App;
use crate::ui::kit::{say, tr};
use leptos::prelude::*;

/// A section: its name in the page, its heading, what draws it.
type Section = (&'static str, Text, fn(App) -> AnyView);

const SECTIONS: [Section; 9] = [
    ("settings-looks", text("表示", "Display"), looks::part),
    ("settings-money", text("費用の計算", "Costs"), reckoning::money),
    ("settings-hours", text("営業時間", "Business hours"), reckoning::hours),
    ("settings-closures", text("休業日", "Closures"), closures::part),
    ("settings-days", text("期限の目安", "Days to wait"), reckoning::days),
    ("settings-letter", text("問い合わせ文", "Inquiries"), others::letter),
    ("settings-keys", text("キーボード", "Keyboard"), others::single_keys),
    ("settings-storage", text("保存とバックアップ", "Storage and backup"), others::storage),
    ("settings-about", text("このアプリについて", "About this app"), about::part),
];

/// The dialog: the list of its sections, and the sections one under the other.
pub fn dialog(app: App) -> AnyView {
    let sections = SECTIONS
        .into_iter()
        .map(|(id, title, part)| {
            view! {
                <section class="store" aria-labelledby=id>
                    <h3 class="store__title" id=id tabindex="-1">{say(title)}</h3>
                    {part(app)}
                </section>
            }
        })
        .collect_view();
    let read = nav::Read::new(SECTIONS[0].0);
    let body = view! {
        <div class="settings">
            {nav::nav(read, &SECTIONS.map(|(id, title, _)| (id, title)))}
            <div class="settings__parts" on:scroll=move |event| read.follow(&event_target::<web_sys::Element>(&event))>
                {sections}
            </div>
        </div>
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    let frame = Frame {
        title: tr("設定", "Settings").to_owned(),
        about: tr(
            "すぐに保存します。「表示」と「キーボード」のほかは、「元に戻す」で戻せます。",
            "Saved as you type. Undo brings back all but display and keyboard.",
        )
        .to_owned(),
        class: "dialog--page dialog--settings",
    };
    frame.show(body.into_any(), foot.into_any())
}
