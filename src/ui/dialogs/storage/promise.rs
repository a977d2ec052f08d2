//! What 保存済み means here, and whether the browser has promised to keep the data.

use super::section;
use crate::browser::durable;
use crate::journal::{StoreError, WriteError};
use crate::session::SaveState;
use crate::text::storage::Promise;
use crate::ui::app::App;
use crate::ui::kit::{icon, say, tr};
use crate::ui::saving::{self, Promised};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What the browser says about the promise not to clear the data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It has not answered yet.
    Asking,
    Yes,
    No,
    Unknown,
}

pub(super) fn part(app: App) -> AnyView {
    let promise = Memo::new(move |_| match app.save.get() {
        SaveState::Failed(WriteError::Store(StoreError::Blocked)) => Promise::Nothing,
        _ if app.promise.get() == Promised::Disk && saving::mirror().is_some_and(|mirror| mirror.is_strict()) => {
            Promise::Disk
        }
        _ => Promise::Browser,
    });
    let meaning = move || {
        let promise = promise.get();
        let (kind, mark) = if promise == Promise::Disk { ("met", "check") } else { ("wait", "info") };
        view! {
            <div class="store__promise" data-kind=kind>
                {icon(mark)}
                <div>
                    <p>{say(promise.meaning())}</p>
                    {promise.advice().map(|advice| view! { <p class="store__help">{say(advice)}</p> })}
                </div>
            </div>
        }
    };
    section(
        "store-promise",
        tr("「保存済み」の意味", "What “Saved” means"),
        view! { {meaning} {protection()} {without_connection(app)} }.into_any(),
    )
}

fn without_connection(app: App) -> AnyView {
    let opens = move || match app.offline.opens.get() {
        Some(true) => tr("はい", "Yes"),
        Some(false) => tr("いいえ", "No"),
        None => tr("まだ", "Not yet"),
    };
    view! {
        <dl class="store__facts">
            <div>
                <dt>{tr("通信がなくてもこのページを開ける", "The page opens without a connection")}</dt>
                <dd><b>{opens}</b></dd>
            </div>
        </dl>
    }
    .into_any()
}

fn protection() -> AnyView {
    let kept = RwSignal::new(Kept::Asking);
    let refused = RwSignal::new(false);
    spawn_local(async move {
        let answer = durable::persisted().await;
        // The dialog may be closed by then.
        let _ = kept.try_set(match answer {
            Some(true) => Kept::Yes,
            Some(false) => Kept::No,
            None => Kept::Unknown,
        });
    });
    let ask = move |_| {
        spawn_local(async move {
            let agreed = durable::persist().await;
            let _ = refused.try_set(!agreed);
            if agreed {
                let _ = kept.try_set(Kept::Yes);
            }
        });
    };
    let answer = move || match kept.get() {
        Kept::Asking => "…",
        Kept::Yes => tr("はい", "Yes"),
        Kept::No => tr("いいえ", "No"),
        Kept::Unknown => tr("わからない", "Not known"),
    };
    let help = move || match kept.get() {
        Kept::Asking => "",
        Kept::Yes => tr(
            "端末の空きが少なくなっても、ブラウザーはこのデータを消しません。",
            "The browser keeps this data even when the device runs low on space.",
        ),
        Kept::No => tr(
            "端末の空きが少なくなると、ブラウザーがこのデータを消すことがあります。",
            "The browser may clear this data when the device runs low on space.",
        ),
        Kept::Unknown => tr(
            "このブラウザーでは確かめられません。ファイルへの書き出しが、いちばん確かな備えです。",
            "This browser does not tell. A file is the surest copy.",
        ),
    };
    view! {
        <dl class="store__facts">
            <div>
                <dt>{tr("データを消さないというブラウザーの約束", "The browser has promised not to clear the data")}</dt>
                <dd><b>{answer}</b></dd>
            </div>
        </dl>
        <p class="store__help">{help}</p>
        <div class="btn-row" hidden=move || matches!(kept.get(), Kept::Yes | Kept::Asking)>
            <button type="button" class="btn btn--s" on:click=ask>{tr("ブラウザーに保護を頼む", "Ask the browser to protect it")}</button>
        </div>
        <p class="store__said" role="status">
            {move || {
                refused.get().then(|| {
                    tr(
                        "ブラウザーは約束しませんでした。このページをブックマークに入れるか、しばらく使ってから、もう一度お試しください。",
                        "The browser did not promise it. Bookmark this page or use it for a while, then try again.",
                    )
                })
            }}
        </p>
    }
    .into_any()
}
