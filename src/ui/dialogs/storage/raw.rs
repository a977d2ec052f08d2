//! What lies under the board: texts that were set aside, the raw data, the page that decrypts.

use super::{offer, section};
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{icon, lang, tr};
use leptos::prelude::*;
use serde_json::json;

pub(super) fn part(app: App) -> AnyView {
    let count = app.with_session(|session| session.journal().quarantine().unwrap_or_default().len());
    let set_aside = (count > 0).then(|| {
        let text = lang().pick(
            format!("読み取れなかった記録が{count}件あります。消さずに残してあります。"),
            format!("{count} records could not be read. They are kept."),
        );
        view! {
            <p class="store__help">{text}</p>
            <div class="btn-row">
                <button type="button" class="btn" on:click=move |_| app.dialog.set(Some(Dialog::SetAside))>{tr("取り分けた記録を見る", "Look at the records set aside")}</button>
                <button type="button" class="btn" on:click=move |_| export_set_aside(app)>
                    {icon("download")}
                    {tr("すべてを1つのファイルに書き出す", "Export all as one file")}
                </button>
            </div>
        }
    });
    let raw = move |_| {
        let text = app.with_session(|session| session.journal().raw_export().unwrap_or_default());
        offer(app, "irai-board-raw.json", &text);
    };
    let body = view! {
        {set_aside}
        <p class="store__help">
            {tr(
                "ブラウザーに保存されている文字を、そのまま1つのファイルにします。困ったときに調べるためのもので、「読み込み」には使えません。",
                "What is stored in the browser, as it is, in one file: for looking into a problem. It cannot be imported.",
            )}
        </p>
        <div class="btn-row">
            <button type="button" class="btn" on:click=raw>
                {icon("download")}
                {tr("保存データをそのまま書き出す", "Export the raw data")}
            </button>
        </div>
        <p>
            <a class="store__link" href="decrypt.html" target="_blank" rel="noopener">
                {tr("暗号化した書き出しを、このページなしで開く", "Open an encrypted export without this page")}
            </a>
        </p>
    };
    section("store-raw", tr("保存データそのもの", "The stored data itself"), body.into_any())
}

fn export_set_aside(app: App) {
    let entries = app.with_session(|session| session.journal().quarantine().unwrap_or_default());
    let list: Vec<_> = entries
        .iter()
        .map(|entry| json!({ "key": entry.key, "origin": entry.origin, "why": entry.why.to_string(), "text": entry.text }))
        .collect();
    // Plain texts always become JSON; the fallback is never reached.
    let text = serde_json::to_string_pretty(&list).unwrap_or_default();
    offer(app, "irai-board-set-aside.json", &text);
}
