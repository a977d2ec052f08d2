//! Dialogs that show: closed engagements, texts that were set aside.

use super::{Frame, close};
use crate::browser::files;
use crate::journal::Why;
use crate::text::label::{self, Choice};
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::prelude::*;

fn close_button() -> AnyView {
    view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> }.into_any()
}

/// Closed engagements: they can be read and taken up again.
pub fn archive(app: App) -> AnyView {
    let rows = move || {
        app.closed()
            .get()
            .into_iter()
            .filter_map(|id| app.get(id))
            .map(|engagement| {
                let id = engagement.id;
                let open = move |_| {
                    close();
                    app.open(id);
                };
                let why = match engagement.status_reason.as_str() {
                    "" => label::short(&engagement.closing.outcome),
                    reason => reason.to_owned(),
                };
                view! {
                    <tr>
                        <td>
                            <span class="preview__name">{engagement.title.clone()}</span>
                            <span class="preview__diff">{why}</span>
                        </td>
                        <td><span class="tag">{say(engagement.status.label())}</span></td>
                        <td class="preview__actions">
                            <button type="button" class="btn btn--s" on:click=open>{tr("開く", "Open")}</button>
                            <button type="button" class="btn btn--s" on:click=move |_| crate::ui::shell::menu::resume(app, id)>{tr("再開する", "Take up again")}</button>
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    let empty = move || app.closed().with(Vec::is_empty);
    let body = view! {
        <p class="muted" hidden=move || !empty()>{tr("完了・中止した案件はまだありません。", "There is no closed engagement yet.")}</p>
        <table class="preview" hidden=empty>
            <thead>
                <tr>
                    <th scope="col">{tr("案件", "Engagement")}</th>
                    <th scope="col">{tr("状態", "Status")}</th>
                    <th scope="col">{tr("操作", "Actions")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    let frame = Frame {
        title: tr("完了・中止した案件", "Closed engagements").to_owned(),
        about: String::new(),
        class: "dialog--wide",
    };
    frame.show(app, body.into_any(), close_button())
}

/// Why a text was set aside.
fn why(why: &Why) -> String {
    match why {
        Why::Damaged => tr("内容が壊れています", "It is damaged").to_owned(),
        Why::Unlinked => tr("前の記録とつながりません", "It does not follow on the record before").to_owned(),
        Why::Loose => tr("どの保存にも属していません", "It belongs to no saved state").to_owned(),
        Why::Refused(detail) => {
            lang().pick(format!("ボードに当てはまりません({detail})"), format!("It does not fit the board ({detail})"))
        }
    }
}

/// Texts that could not be read at the start: each as a file.
pub fn set_aside(app: App) -> AnyView {
    let entries = app.with_session(|session| session.journal().quarantine().unwrap_or_default());
    let rows = entries
        .into_iter()
        .enumerate()
        .map(|(index, entry)| {
            let about = label::short(&entry.text);
            let save = move |_| {
                let name = format!("irai-board-set-aside-{}.txt", index + 1);
                if files::download(&name, "text/plain", &entry.text).is_err() {
                    app.tell_error(tr("書き出せませんでした。", "It could not be exported."));
                }
            };
            view! {
                <tr>
                    <td><span class="preview__name">{about}</span><span class="preview__diff">{entry.origin.clone()}</span></td>
                    <td>{why(&entry.why)}</td>
                    <td><button type="button" class="btn btn--s" on:click=save>{icon("download")} {tr("書き出し", "Export")}</button></td>
                </tr>
            }
        })
        .collect_view();
    let raw = move |_| {
        let text = app.with_session(|session| session.journal().raw_export().unwrap_or_default());
        if files::download("irai-board-raw.json", "application/json", &text).is_err() {
            app.tell_error(tr("書き出せませんでした。", "It could not be exported."));
        }
    };
    let body = view! {
        <p>
            {tr(
                "読み取れなかった記録です。消さずに残してあります。ファイルに書き出せば、後から調べられます。",
                "These records could not be read. They are kept. Exported to a file, they can be looked into later.",
            )}
        </p>
        <table class="preview">
            <thead>
                <tr>
                    <th scope="col">{tr("内容", "Text")}</th>
                    <th scope="col">{tr("理由", "Why")}</th>
                    <th scope="col">{tr("操作", "Actions")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    let foot = view! {
        <button type="button" class="btn" on:click=raw>{icon("download")} {tr("保存データをそのまま書き出す", "Export the raw data")}</button>
        {close_button()}
    };
    let about = lang().pick("いまのボードはそのままです".to_owned(), "The board is intact".to_owned());
    let frame =
        Frame { title: tr("取り分けた記録", "Records set aside").to_owned(), about, class: "dialog--wide" };
    frame.show(app, body.into_any(), foot.into_any())
}
