//! Notices about storage and backup: the store fills up, a backup is due, the file is not written.

use super::notice::notice;
use crate::session::SaveState;
use crate::text::format::counted;
use crate::text::storage::{Fullness, fullness};
use crate::ui::app::{App, Dialog};
use crate::ui::backup::{Trouble, ago};
use crate::ui::dialogs::import;
use crate::ui::kit::{lang, tr};
use crate::ui::{lazy, parts};
use leptos::prelude::*;

/// The notices that hold at the moment.
pub fn notices(app: App) -> impl IntoView {
    let writes = move || !app.save.with(SaveState::read_only);
    let full = Memo::new(move |_| {
        app.usage.with(|usage| usage.map_or(Fullness::Calm, |usage| fullness(usage.total, usage.quota)))
    });
    // Closed for this time; it comes again when it gets worse.
    let seen = RwSignal::new(Fullness::Calm);
    let due = Memo::new(move |_| {
        app.minute.track();
        let care = app.backup.care.get();
        let own = || app.with_session(|session| session.board().engagements.values().any(|one| !one.sample));
        writes() && care.is_due(own(), crate::browser::clock::now())
    });
    let trouble = Memo::new(move |_| app.backup.trouble.get().filter(|_| writes()));
    view! {
        {move || (full.get() > seen.get()).then(|| lazy::show(app, parts::care(app, Care::Full(full.get(), seen)), |_| ()))}
        {move || due.get().then(|| lazy::show(app, parts::care(app, Care::Due), |_| ()))}
        {move || trouble.get().map(|trouble| lazy::show(app, parts::care(app, Care::Trouble(trouble)), |_| ()))}
    }
}

/// What a notice is about.
pub enum Care {
    /// The store fills up; and what of it was seen.
    Full(Fullness, RwSignal<Fullness>),
    /// A backup is due.
    Due,
    /// A backup could not be written.
    Trouble(Trouble),
}

/// A notice.
pub fn notice_of(app: App, care: Care) -> AnyView {
    match care {
        Care::Full(full, seen) => fills(app, full, seen),
        Care::Due => reminder(app),
        Care::Trouble(trouble) => not_written(app, trouble),
    }
}

fn button(name: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="btn btn--s" on:click=move |_| act()>{name}</button> }.into_any()
}

fn fills(app: App, full: Fullness, seen: RwSignal<Fullness>) -> AnyView {
    let open = button(tr("保存とバックアップを開く", "Open storage and backup"), move || {
        app.dialog.set(Some(Dialog::Storage));
    });
    if full == Fullness::Strong {
        let text = tr(
            "ブラウザーの保存領域の85%以上を使っています。まもなく変更を保存できなくなります。終わった案件をファイルに移してください。",
            "More than 85% of the browser's storage is used. Soon changes cannot be saved. Please move closed engagements to a file.",
        );
        return notice("error", text.to_owned(), open);
    }
    let text = tr(
        "ブラウザーの保存領域の60%以上を使っています。終わった案件をファイルに移すと空きます。",
        "More than 60% of the browser's storage is used. Moving closed engagements to a file makes room.",
    );
    let close = button(tr("閉じる", "Close"), move || seen.set(full));
    notice("warn", text.to_owned(), view! { {open} {close} }.into_any())
}

fn reminder(app: App) -> AnyView {
    let care = app.backup.care.get_untracked();
    let text = match care.last {
        Some(at) => lang().pick(
            format!("最後の書き出しは{}です。それから{}件の変更があります。", ago(at), care.changes),
            format!("The last export was {}; since then, {}.", ago(at), counted(care.changes, "change")),
        ),
        None => lang().pick(
            format!("まだファイルに書き出していません。{}件の変更は、このブラウザーだけにあります。", care.changes),
            format!("Nothing has been exported yet. {} changes are in this browser only.", care.changes),
        ),
    };
    let actions = view! {
        {button(tr("書き出し", "Export"), move || import::export(app))}
        {button(tr("あとで(1日)", "Later (1 day)"), move || app.remind_later())}
    };
    notice("info", text, actions.into_any())
}

fn not_written(app: App, trouble: Trouble) -> AnyView {
    let name = app.backup_file_name();
    let close = button(tr("閉じる", "Close"), move || app.backup.trouble.set(None));
    match trouble {
        Trouble::Permission => {
            let text = lang().pick(
                format!("「{name}」への自動の書き出しには、もう一度許可が必要です。"),
                format!("Writing to “{name}” by itself needs your permission again."),
            );
            let allow = button(tr("書き込みを許可する", "Allow writing"), move || app.allow_backup_file());
            notice("info", text, view! { {allow} {close} }.into_any())
        }
        Trouble::Failed => {
            let text = lang().pick(
                format!("「{name}」に書き出せませんでした。ボードはこのブラウザーに残っています。ファイルの場所と空きを確かめてください。"),
                format!("“{name}” could not be written. The board is still in this browser. Please check the file's place and the room there."),
            );
            let again = button(tr("もう一度書き出す", "Try again"), move || app.write_backup());
            notice("warn", text, view! { {again} {close} }.into_any())
        }
    }
}
