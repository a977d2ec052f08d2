//! The parts of the settings that lead elsewhere, or are for this browser alone.

use crate::domain::Settings;
use crate::ui::app::{App, Dialog};
use crate::ui::backup::ago;
use crate::ui::dialogs::letter_template::letter_template;
use crate::ui::kit::{icon, lang, say, tr};
use crate::ui::shell::keys;
use leptos::prelude::*;

/// The template of inquiries has an editor of its own.
pub(super) fn letter(app: App) -> AnyView {
    let said = move || {
        if app.settings.with(|settings| settings.inquiry == Settings::default().inquiry) {
            tr("はじめのひな形を使っています。", "The built-in template is in use.")
        } else {
            tr("自社のひな形を使っています。", "Your own template is in use.")
        }
    };
    view! {
        <p class="store__help">{said}</p>
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| letter_template(app)>
                {icon("mail")}
                {tr("ひな形を編集…", "Edit the template…")}
            </button>
        </div>
    }
    .into_any()
}

/// Keys that are one letter get in the way of whoever speaks to the page. It is a matter of the browser,
/// so it is no step to undo.
pub(super) fn single_keys(_: App) -> AnyView {
    let on = keys::single_keys();
    let choose = move |event: web_sys::Event| keys::set_single_keys(event_target_checked(&event));
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=on on:change=choose />
            <span>
                {tr("1文字のショートカットを使う", "Shortcuts of one letter")}
                <span class="check__help">
                    {tr(
                        "N・F・/ などの、文字だけのキーです。音声入力などで誤って動くときは外します。このブラウザーだけの設定です。",
                        "Such as N, F and /. Switch them off where speech input sets them off. For this browser only.",
                    )}
                </span>
            </span>
        </label>
    }
    .into_any()
}

/// 保存とバックアップ in short, and the way to the whole of it.
pub(super) fn storage(app: App) -> AnyView {
    let last = move || {
        app.minute.track();
        match app.backup.care.with(|care| care.last) {
            Some(at) => ago(at),
            None => tr("まだ書き出していません", "none yet").to_owned(),
        }
    };
    let reminder = move || app.backup.care.with(|care| say(care.interval.label()));
    let automatic = move || {
        app.backup.automatic.with(|file| match file {
            None => tr("使っていません", "not used").to_owned(),
            Some(file) if file.allowed => file.file.name(),
            Some(file) => {
                let name = file.file.name();
                lang().pick(format!("{name}(もう一度許可が必要です)"), format!("{name} (needs permission again)"))
            }
        })
    };
    view! {
        <dl class="store__facts">
            <div><dt>{tr("最後の書き出し", "Last export")}</dt> <dd>{last}</dd></div>
            <div><dt>{tr("書き出しの知らせ", "Reminder")}</dt> <dd>{reminder}</dd></div>
            <div><dt>{tr("自動の書き出し", "Automatic export")}</dt> <dd>{automatic}</dd></div>
        </dl>
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| app.dialog.set(Some(Dialog::Storage))>
                {icon("storage")}
                {tr("保存とバックアップ…", "Storage and backup…")}
            </button>
        </div>
    }
    .into_any()
}
