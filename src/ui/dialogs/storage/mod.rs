//! 保存とバックアップ: what 保存済み means, how full the store is, and every way to take the data out
//! and back in.

mod archive;
mod backup;
pub mod days;
mod files;
mod meter;
mod promise;
mod raw;

use super::{Frame, close};
use crate::browser::{dom, files as downloads};
use crate::session::SaveState;
use crate::ui::app::App;
use crate::ui::kit::tr;
use leptos::prelude::*;

const JSON: &str = "application/json";

/// The page.
pub fn dialog(app: App) -> AnyView {
    app.measure();
    let body = view! {
        {promise::part(app)}
        {meter::part(app)}
        {archive::part(app)}
        {days::part(app)}
        {backup::part(app)}
        {files::part(app)}
        {raw::part(app)}
    };
    let foot = view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> };
    let about =
        tr("データは、この端末のブラウザーに保存しています。", "The data is kept in this browser on this device.");
    let frame = Frame {
        title: tr("保存とバックアップ", "Storage and backup").to_owned(),
        about: about.to_owned(),
        class: "dialog--wide dialog--page",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// One part of the page, with its heading.
fn section(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="store" aria-labelledby=id>
            <h3 class="store__title" id=id tabindex="-1">{title}</h3>
            {body}
        </section>
    }
    .into_any()
}

/// Leads to a part: its heading gets the focus.
fn go_to(id: &'static str) {
    dom::focus_later(format!("#{id}"));
}

/// Whether the board cannot be changed here.
fn read_only(app: App) -> bool {
    app.save.with(SaveState::read_only)
}

/// Offers a text as a file, and tells where that fails. Answers whether it was offered.
fn offer(app: App, name: &str, text: &str) -> bool {
    let offered = downloads::download(name, JSON, text).is_ok();
    if !offered {
        app.tell_error(tr(
            "ファイルに書き出せませんでした。ブラウザーのダウンロードの設定を確かめてください。ボードはそのままです。",
            "The file could not be written. Please check the browser's download settings. The board is unchanged.",
        ));
    }
    offered
}
