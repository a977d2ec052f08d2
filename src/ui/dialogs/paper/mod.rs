//! A paper before it is printed, copied or saved. It follows the engagement as it is.

mod sheet;

use super::{Frame, close};
use crate::browser::{clipboard, dom, files};
use crate::domain::EngagementId;
use crate::papers::{self, Kind, Paper};
use crate::ui::app::App;
use crate::ui::kit::{icon, lang, say, tr};
use leptos::portal::Portal;
use leptos::prelude::*;

/// The dialog with a paper of an engagement.
pub fn dialog(app: App, id: EngagementId, kind: Kind) -> AnyView {
    let Some(card) = app.card(id) else {
        return ().into_any();
    };
    let kind = RwSignal::new(kind);
    let paper = Memo::new(move |_| {
        let settings = app.with_session(|session| session.board().settings.clone());
        papers::paper(kind.get(), &card.get(), &settings, app.today.get(), lang())
    });
    let said = RwSignal::new("");
    named(&paper.get_untracked());
    let body = view! {
        {budget(kind)}
        {move || paper.with(sheet::sheet)}
        // What is printed lies apart from the dialog, which a browser would cut at its first page.
        <Portal>
            <div class="paper-print">{move || paper.with(sheet::sheet)}</div>
        </Portal>
    };
    let frame = Frame {
        title: say(kind.get_untracked().name()).to_owned(),
        about: paper.with_untracked(|paper| paper.about.clone()),
        class: "dialog--page dialog--paper",
    };
    frame.show(body.into_any(), foot(app, paper, said))
}

/// Whether the budget is told: a choice for the paper that goes to companies.
fn budget(kind: RwSignal<Kind>) -> Option<AnyView> {
    let Kind::Request { .. } = kind.get_untracked() else {
        return None;
    };
    let told = move || kind.get() == Kind::Request { budget: true };
    let choose = move |event: web_sys::Event| kind.set(Kind::Request { budget: event_target_checked(&event) });
    Some(
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=told on:change=choose />
                <span>
                    {tr("月の予算を載せる", "Tell the budget")}
                    <span class="check__help">{tr("相手に見せる書類なので、通常は載せません。", "The paper goes to the company; it is usually left out.")}</span>
                </span>
            </label>
        }
        .into_any(),
    )
}

fn foot(app: App, paper: Memo<Paper>, said: RwSignal<&'static str>) -> AnyView {
    let copy = move |_| {
        let text = paper.with_untracked(papers::markdown);
        wasm_bindgen_futures::spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            said.set(if copied {
                tr("Markdown をコピーしました。", "The Markdown was copied.")
            } else {
                tr(
                    "コピーできませんでした。「Markdown を保存」でファイルにできます。",
                    "It could not be copied. “Save Markdown” makes a file of it.",
                )
            });
        });
    };
    let save = move |_| {
        let name = paper.with_untracked(|paper| paper.kind.file_name(app.today.get_untracked()));
        let text = paper.with_untracked(papers::markdown);
        said.set(if files::download(&name, "text/markdown", &text).is_ok() {
            tr("Markdown を書き出しました。", "The Markdown was exported.")
        } else {
            tr(
                "ファイルに書き出せませんでした。ブラウザーのダウンロードの設定を確かめてください。案件はそのままです。",
                "The file could not be written. Please check the browser's download settings. The engagement is unchanged.",
            )
        });
    };
    let print = move |_| {
        said.set("");
        if web_sys::window().is_none_or(|window| window.print().is_err()) {
            said.set(tr(
                "印刷を始められませんでした。ブラウザーのメニューから印刷してください。",
                "Printing could not be started. Please print from the browser's menu.",
            ));
        }
    };
    view! {
        <p class="dialog__left" role="status">{move || said.get()}</p>
        <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button>
        <button type="button" class="btn" on:click=save>{icon("download")}{tr("Markdown を保存", "Save Markdown")}</button>
        <button type="button" class="btn" on:click=copy>{icon("copy")}{tr("Markdown をコピー", "Copy Markdown")}</button>
        <button type="button" class="btn btn--primary" autofocus=true on:click=print>{icon("print")}{tr("印刷", "Print")}</button>
    }
    .into_any()
}

/// While the paper is open the page has its name, which a browser suggests for a printed file.
fn named(paper: &Paper) {
    let Some(document) = dom::document() else {
        return;
    };
    let before = document.title();
    document.set_title(&format!("{} {}", paper.title, paper.about.lines().next().unwrap_or_default()));
    on_cleanup(move || {
        if let Some(document) = dom::document() {
            document.set_title(&before);
        }
    });
}
