//! The files of materials and contracts: how many there are, how large they are, and those that the board
//! no longer refers to.

use super::{go_to, section};
use crate::browser::durable;
use crate::browser::file_store::About;
use crate::domain::files::referred;
use crate::text;
use crate::text::format::counted;
use crate::ui::app::App;
use crate::ui::files::{Holdings, amount, download_link, held};
use crate::ui::kit::{icon, lang, tr};
use leptos::prelude::*;
use std::collections::BTreeSet;
use wasm_bindgen_futures::spawn_local;

pub(super) fn part(app: App) -> AnyView {
    app.look_at_files();
    let asked = RwSignal::new(false);
    let body = move || {
        app.files.holdings.with(|holdings| match holdings {
            Holdings::Asking => view! { <p class="store__help">"…"</p> }.into_any(),
            Holdings::Refused(error) => view! { <p class="store__help">{error.message(lang())}</p> }.into_any(),
            Holdings::Held(files) => {
                let in_use = app.with_session(|session| referred(session.board()));
                let unused: Vec<_> = files.values().filter(|about| !in_use.contains(&about.kept.sha256)).collect();
                view! { {facts(app, &unused)} {unused_files(app, &unused, asked)} }.into_any()
            }
        })
    };
    section("store-files", tr("資料のファイル", "Files of materials"), body.into_any())
}

fn facts(app: App, unused: &[&About]) -> AnyView {
    let (count, bytes, missing) = app.with_session(|session| held(app, session.board()));
    let in_all = sum(unused);
    let missing = (missing > 0).then(|| {
        let count = lang().pick(format!("{missing}件"), missing.to_string());
        view! { <div><dt>{tr("このブラウザーにないもの", "Not in this browser")}</dt> <dd><b>{count}</b></dd></div> }
    });
    view! {
        <p class="store__help">
            {tr(
                "手元の資料と契約書に入れたファイルを、このブラウザーに残しています。同じ中身は1つだけです。",
                "Files of materials and contracts are kept in this browser, each content once.",
            )}
        </p>
        <dl class="store__facts">
            <div><dt>{tr("ボードで使っているもの", "In use on the board")}</dt> <dd><b>{amount(count, bytes)}</b></dd></div>
            <div><dt>{tr("使っていないもの", "Not in use")}</dt> <dd><b>{amount(unused.len(), in_all)}</b></dd></div>
            {missing}
            {estimate()}
        </dl>
    }
    .into_any()
}

/// What the browser tells of the room for this site, this page's files and its mirror together.
fn estimate() -> AnyView {
    let known = RwSignal::new(None::<(f64, f64)>);
    spawn_local(async move {
        // The dialog may be closed by then.
        let _ = known.try_set(durable::estimate().await);
    });
    (move || {
        known.get().filter(|(_, quota)| *quota > 0.0).map(|(used, quota)| {
            let size = |bytes: f64| text::files::size(bytes as u64, lang());
            let (used, quota) = (size(used), size(quota));
            let said = lang().pick(format!("{quota}のうち{used}"), format!("{used} of {quota}"));
            view! { <div><dt>{tr("ブラウザーが見積もる使用量", "Use as the browser estimates it")}</dt> <dd><b>{said}</b></dd></div> }
        })
    })
    .into_any()
}

fn sum(files: &[&About]) -> u64 {
    files.iter().map(|about| u64::from(about.size)).sum()
}

fn unused_files(app: App, unused: &[&About], asked: RwSignal<bool>) -> AnyView {
    if unused.is_empty() {
        return ().into_any();
    }
    // What is not known counts as in reach.
    let in_reach = app.files_in_reach();
    let reached = |about: &About| in_reach.as_ref().is_none_or(|hashes| hashes.contains(&about.kept.sha256));
    let rows = unused.iter().map(|about| row(app, about, reached(about))).collect_view();
    let hashes: BTreeSet<String> = unused.iter().map(|about| about.kept.sha256.clone()).collect();
    let (count, all) = (hashes.len(), amount(unused.len(), sum(unused)));
    let back = unused.iter().any(|about| reached(about));
    let remove =
        move |_| {
            asked.set(false);
            let hashes = hashes.clone();
            spawn_local(async move {
                match app.remove_files(hashes).await {
                    Ok(()) => app.tell(lang().pick(
                        format!("{count}件のファイルを消しました"),
                        format!("Removed {}", counted(count, "file")),
                    )),
                    Err(error) => app.tell_error(error.message(lang())),
                }
                go_to("store-files");
            });
        };
    let missed = tr(
        "「元に戻す」や日ごとの控えで戻した案件から開けなくなります。",
        " What undo or a daily copy brings back will miss them.",
    );
    let missed = if back { missed } else { "" };
    let question = lang().pick(
        format!("使っていないファイル({all})をこのブラウザーから消します。これは元に戻せません。{missed}"),
        format!("The files not in use ({all}) go from this browser. This cannot be undone.{missed}"),
    );
    let ask = move || {
        if asked.get() {
            let (question, remove) = (question.clone(), remove.clone());
            view! {
                <div class="notice notice--inset" data-kind="warn" role="alert">
                    {icon("warning")}
                    <p class="notice__text">{question}</p>
                    <div class="notice__actions">
                        <button type="button" class="btn btn--s" on:click=remove>{tr("消す", "Remove")}</button>
                        <button type="button" class="btn btn--s" on:click=move |_| asked.set(false)>{tr("やめる", "Cancel")}</button>
                    </div>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="btn-row">
                    <button type="button" class="btn" on:click=move |_| asked.set(true)>
                        {icon("trash")}
                        {tr("使っていないファイルを消す…", "Remove the files not in use…")}
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <p class="store__help">
            {tr(
                "使っていないファイルは、どこからも戻れなくなって14日たつと、自動で消えます。",
                "A file not in use goes by itself 14 days after nothing leads back to it any more.",
            )}
        </p>
        <ul class="checklist store__scroll">{rows}</ul>
        {ask}
    }
    .into_any()
}

fn row(app: App, about: &About, reached: bool) -> AnyView {
    let unnamed = || tr("名前のないファイル", "file without a name").to_owned();
    let name = if about.name.is_empty() { unnamed() } else { about.name.clone() };
    let note = if reached {
        tr("元に戻す・控えで使うことがあります", "undo or a copy may need it")
    } else {
        tr("どこからも使われません", "nothing leads back to it")
    };
    view! {
        <li class="attach__line">
            <span class="attach__name"><span>{text::files::file(&name, about.size.into(), lang())}</span></span>
            <span class="attach__hint">{note}</span>
            {download_link(app, &about.kept.sha256, &name)}
        </li>
    }
    .into_any()
}
