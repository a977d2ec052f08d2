//! Backups to a file: the last one, the reminder, the file that is written by itself.

use super::super::import;
use super::section;
use crate::browser::files;
use crate::text::backup::Interval;
use crate::ui::app::App;
use crate::ui::backup::{Automatic, ago};
use crate::ui::files::include_box;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::prelude::*;

pub(super) fn part(app: App) -> AnyView {
    let last = move || {
        app.minute.track();
        match app.backup.care.with(|care| care.last) {
            Some(at) => ago(at),
            None => tr("まだ書き出していません", "none yet").to_owned(),
        }
    };
    let changes = move || {
        let count = i64::from(app.backup.care.with(|care| care.changes));
        let count = crate::text::format::grouped(count);
        lang().pick(format!("{count}件"), count)
    };
    let counted = move || match app.backup.care.with(|care| care.last) {
        Some(_) => tr("それからの変更", "Changes since"),
        None => tr("これまでの変更", "Changes so far"),
    };
    let body = view! {
        <dl class="store__facts">
            <div><dt>{tr("最後の書き出し", "Last export")}</dt> <dd><b>{last}</b></dd></div>
            <div><dt>{counted}</dt> <dd><b>{changes}</b></dd></div>
        </dl>
        {include_box(app)}
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| import::export_as_chosen(app)>
                {icon("download")}
                {tr("ボード全体を書き出す", "Export the whole board")}
            </button>
        </div>
        {reminder(app)}
        {automatic(app)}
    };
    section("store-backup", tr("ファイルへのバックアップ", "Backup to a file"), body.into_any())
}

fn reminder(app: App) -> AnyView {
    let options = Interval::ALL
        .into_iter()
        .map(|interval| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="backup-reminder"
                        prop:checked=move || app.backup.care.with(|care| care.interval) == interval
                        on:change=move |_| app.remind(interval)
                    />
                    <span>{say(interval.label())}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <span class="field__label" id="backup-reminder">{tr("書き出していないときに知らせる間隔", "Remind me to export after")}</span>
            <div class="segmented" role="radiogroup" aria-labelledby="backup-reminder">{options}</div>
        </div>
    }
    .into_any()
}

fn automatic(app: App) -> AnyView {
    let body = move || {
        match app.backup.automatic.get() {
        _ if !files::can_keep_a_file() => view! {
            <p class="store__help">
                {tr(
                    "このブラウザーは、選んだファイルへの自動の書き込みに対応していません。上の書き出しをお使いください。",
                    "This browser cannot write to a chosen file by itself. Please use the export above.",
                )}
            </p>
        }
        .into_any(),
        None => view! {
            <p class="store__help">
                {tr(
                    "ファイルを一度選ぶと、変更のあと(多くても5分に1回)と、このページを離れるときに、ボード全体をそのファイルに上書きします。資料のファイルは含みません。",
                    "Choose a file once, and the whole board is written to it after changes, at most every 5 minutes, and when you leave the page. The files of materials are not in it.",
                )}
            </p>
            <div class="btn-row">
                <button type="button" class="btn" on:click=move |_| app.choose_backup_file()>
                    {icon("file")}
                    {tr("自動で書き出すファイルを選ぶ", "Choose the file to write to")}
                </button>
            </div>
        }
        .into_any(),
        Some(file) => chosen(app, &file),
    }
    };
    view! {
        <div class="store__sub" role="group" aria-labelledby="store-automatic">
            <h4 class="store__subtitle" id="store-automatic">{tr("自動の書き出し", "Automatic export")}</h4>
            {body}
        </div>
    }
    .into_any()
}

fn chosen(app: App, file: &Automatic) -> AnyView {
    let allowed = file.allowed;
    let written = move || {
        app.minute.track();
        let written = app.backup.automatic.with(|file| file.as_ref().and_then(|file| file.written));
        written.map_or_else(|| tr("まだありません", "not yet").to_owned(), ago)
    };
    let state = if allowed {
        view! { <span class="tag tag--met">{tr("許可されています", "Allowed")}</span> }.into_any()
    } else {
        view! { <span class="tag tag--wait">{tr("もう一度許可が必要です", "Needs permission again")}</span> }.into_any()
    };
    let first = if allowed {
        view! {
            <button type="button" class="btn" on:click=move |_| app.write_backup()>{tr("いま書き出す", "Write now")}</button>
        }
        .into_any()
    } else {
        view! {
            <button type="button" class="btn" on:click=move |_| app.allow_backup_file()>{tr("書き込みを許可する", "Allow writing")}</button>
        }
        .into_any()
    };
    view! {
        <dl class="store__facts">
            <div><dt>{tr("ファイル", "File")}</dt> <dd><b>{file.file.name()}</b></dd></div>
            <div><dt>{tr("最後の書き込み", "Last written")}</dt> <dd><b>{written}</b></dd></div>
            <div><dt>{tr("書き込みの許可", "Permission")}</dt> <dd>{state}</dd></div>
        </dl>
        <div class="btn-row">
            {first}
            <button type="button" class="btn btn--quiet" aria-label=tr("自動の書き出しをやめる", "Stop the automatic export") on:click=move |_| app.stop_backup_file()>
                {tr("やめる", "Stop")}
            </button>
        </div>
    }
    .into_any()
}
