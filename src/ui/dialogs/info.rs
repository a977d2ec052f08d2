//! Dialogs that show: texts that were set aside.

use super::{Frame, close};
use crate::browser::files;
use crate::journal::Why;
use crate::text::label;
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, tr};
use leptos::prelude::*;

fn close_button() -> AnyView {
    view! { <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button> }.into_any()
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
    frame.show(body.into_any(), foot.into_any())
}
