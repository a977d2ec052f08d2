//! Notices under the bar: what is not as it should be, what is safe, what to do.

use crate::browser::local::{preference, set_preference};
use crate::journal::{StoreError, WriteError};
use crate::session::SaveState;
use crate::ui::app::{App, Dialog};
use crate::ui::dialogs::import;
use crate::ui::kit::{icon, lang, tr};
use crate::ui::offline::{self, Update};
use crate::ui::saving::{self, Promised};
use leptos::prelude::*;

/// The notices that hold at the moment.
pub fn notices(app: App) -> impl IntoView {
    let samples = Memo::new(move |_| {
        crate::domain::Stage::ALL
            .iter()
            .flat_map(|stage| app.column(*stage).get())
            .filter_map(|id| app.card(id))
            .filter(|card| card.with(|engagement| engagement.sample))
            .count()
    });
    let set_aside = move || {
        let count = app.findings.with(crate::session::Findings::set_aside);
        (count > 0).then(|| {
            let text = lang().pick(
                format!("前回の記録のうち{count}件を読み取れず、別に取り分けました。ほかの内容はそのままです。"),
                format!("{count} stored records could not be read and were set aside. Everything else is intact."),
            );
            notice("warn", text, view! {
                <button type="button" class="btn btn--s" on:click=move |_| app.dialog.set(Some(Dialog::SetAside))>
                    {tr("内容を見る", "Have a look")}
                </button>
                <button type="button" class="btn btn--s" on:click=move |_| app.findings.set(crate::session::Findings::default())>
                    {tr("閉じる", "Close")}
                </button>
            }.into_any())
        })
    };
    let save = move || save_notice(app, app.save.get());
    let sample = move || {
        let count = samples.get();
        (count > 0).then(|| {
            let text = lang().pick(
                format!("見本の案件が{count}件あります。自由に触ってかまいません。"),
                format!("There are {count} sample engagements. Try anything on them."),
            );
            notice(
                "info",
                text,
                view! {
                    <button
                        type="button"
                        class="btn btn--s"
                        on:click=move |_| super::start::remove_samples(app)
                    >
                        {tr("見本を削除", "Remove the samples")}
                    </button>
                }
                .into_any(),
            )
        })
    };
    let promise = move || promise_notice(app);
    let update = move || app.offline.update.get().map(|update| update_notice(app, update));
    view! {
        <section class="notices" aria-label=tr("お知らせ", "Notices")>
            {save} {promise} {update} {set_aside} {super::care::notices(app)} {sample}
        </section>
    }
}

/// A newer version of the page waits, or is wanted and waits for what is being written.
fn update_notice(app: App, update: Update) -> AnyView {
    if update == Update::Wanted {
        let text = tr(
            "新しい版に切り替えます。書きかけの入力を終え、保存が済むと、ページを読み込み直します。",
            "The page goes over to the new version: it reloads once what you are writing is finished and saved.",
        );
        return notice("info", text.to_owned(), ().into_any());
    }
    let actions = view! {
        <button type="button" class="btn btn--s" on:click=move |_| offline::update()>{tr("更新する", "Update")}</button>
        <button type="button" class="btn btn--s" on:click=move |_| app.offline.update.set(None)>{tr("あとで", "Later")}</button>
    };
    notice("info", tr("新しい版があります。", "There is a new version.").to_owned(), actions.into_any())
}

/// Told where 保存済み promises less than elsewhere, until it is put away.
fn promise_notice(app: App) -> Option<AnyView> {
    const PUT_AWAY: &str = "promise-known";
    let told = preference(PUT_AWAY).is_some() || app.save.with(|state| matches!(state, SaveState::Failed(_)));
    if app.promise.get() == Promised::Disk || told {
        return None;
    }
    let put_away = move |_| {
        set_preference(PUT_AWAY, "1");
        app.promise.notify();
    };
    Some(notice(
        "info",
        tr(
            "このブラウザーでは、ディスクに書き込んだことを確かめられません(シークレットウィンドウなど)。停電や強制終了の直前の変更は失われることがあります。大事な変更の後は書き出してください。",
            "This browser does not let the page confirm that a change is on the disk (a private window, for example). A power cut or crash may lose the last changes. Export after important ones.",
        )
        .to_owned(),
        view! {
            <button type="button" class="btn btn--s" on:click=move |_| import::export(app)>{tr("ファイルに書き出す", "Export to a file")}</button>
            <button type="button" class="btn btn--s" on:click=put_away>{tr("閉じる", "Close")}</button>
        }
        .into_any(),
    ))
}

/// One notice.
pub(super) fn notice(kind: &'static str, text: String, actions: AnyView) -> AnyView {
    let role = if kind == "info" { "note" } else { "alert" };
    let mark = if kind == "info" { "info" } else { "warning" };
    view! {
        <div class="notice" data-kind=kind role=role>
            {icon(mark)}
            <p class="notice__text">{text}</p>
            <div class="notice__actions">{actions}</div>
        </div>
    }
    .into_any()
}

fn save_notice(app: App, state: SaveState) -> Option<AnyView> {
    let export = move || {
        view! {
            <button type="button" class="btn btn--s" on:click=move |_| import::export(app)>{tr("ファイルに書き出す", "Export to a file")}</button>
        }
    };
    let retry = move || {
        view! {
            <button type="button" class="btn btn--s" on:click=move |_| app.update_session(|session| session.retry())>{tr("もう一度保存", "Try again")}</button>
        }
    };
    match state {
        SaveState::OtherTab | SaveState::Saving if app.stuck.get() => Some(notice(
            "warn",
            tr(
                "別のタブがこのボードに書き込んでいますが、応答がありません。ここでの変更はまだ保存されていません。そのタブを閉じるか、このタブで書けるようにしてください。",
                "Another tab writes to this board but does not answer. What is changed here is not saved yet. Close that tab, or let this one write.",
            )
            .to_owned(),
            view! {
                <button type="button" class="btn btn--s" on:click=move |_| saving::insist(app)>{tr("このタブで書けるようにする", "Write in this tab")}</button>
            }
            .into_any(),
        )),
        SaveState::OtherTab | SaveState::Saving | SaveState::Saved => None,
        SaveState::WriterFailed => Some(notice(
            "error",
            tr(
                "書き込んでいる別のタブで、保存ができていません。そのタブの案内をご覧ください。ここでの変更は画面に残っています。",
                "The tab that writes cannot save. Please see its notice. What is changed here is still on the screen.",
            )
            .to_owned(),
            export().into_any(),
        )),
        SaveState::Newer(_) => Some(notice(
            "warn",
            tr(
                "このボードは新しい版の依頼ボードで保存されています。データは無事ですが、この版では変更できません。ページを再読み込みしてください。",
                "This board was saved by a newer version of this page. The data is safe but cannot be changed here. Please reload the page.",
            )
            .to_owned(),
            export().into_any(),
        )),
        SaveState::Failed(WriteError::Store(StoreError::Quota)) => Some(notice(
            "error",
            tr(
                "保存領域がいっぱいで、最後の変更を保存できませんでした。画面の内容は残っています。「保存とバックアップ」で、終わった案件をファイルに移せます。",
                "The browser's storage is full and the last change was not saved. It is still on the screen. Under “Storage and backup”, finished engagements can be moved to a file.",
            )
            .to_owned(),
            view! {
                <button type="button" class="btn btn--s" on:click=move |_| app.dialog.set(Some(Dialog::Storage))>{tr("保存とバックアップ", "Storage and backup")}</button>
                {export()}
                {retry()}
            }
            .into_any(),
        )),
        SaveState::Failed(WriteError::Store(StoreError::Blocked)) => Some(notice(
            "error",
            tr(
                "ブラウザーが保存を許していません(シークレットウィンドウやサイトデータの設定)。閉じる前に、必ずファイルに書き出してください。",
                "The browser does not allow saving (a private window, or the site data setting). Export to a file before you close the page.",
            )
            .to_owned(),
            view! { {export()} {retry()} }.into_any(),
        )),
        SaveState::Failed(_) => Some(notice(
            "error",
            tr(
                "保存できませんでした。画面の内容は残っています。ファイルに書き出してから、ページを再読み込みしてください。",
                "Saving failed. What is on the screen is still there. Export to a file, then reload the page.",
            )
            .to_owned(),
            view! { {export()} {retry()} }.into_any(),
        )),
    }
}
