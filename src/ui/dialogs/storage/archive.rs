//! Closed engagements go to a file, and off the board once the person has seen that the file is there.

use super::{go_to, offer, read_only, section};
use crate::browser::clock;
use crate::document;
use crate::domain::{Action, Board, Engagement, EngagementId};
use crate::text::format::counted;
use crate::text::label::Choice as _;
use crate::text::storage::archive_name;
use crate::ui::app::App;
use crate::ui::files::{Carried, fits, gather, held, not_gathered, too_much};
use crate::ui::kit::{icon, lang, say, tr};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// What is in the file that was written.
#[derive(Clone, PartialEq)]
struct Written {
    name: String,
    engagements: Vec<Arc<Engagement>>,
    carried: Carried,
}

pub(super) fn part(app: App) -> AnyView {
    let left_out = RwSignal::new(BTreeSet::<EngagementId>::new());
    let written = RwSignal::new(None::<Written>);
    let body = move || {
        match written.get() {
        Some(written_now) => confirm(app, written_now, written),
        None if app.closed().with(Vec::is_empty) => view! {
            <p class="store__help">
                {tr(
                    "完了・中止した案件はまだありません。できたら、ここからファイルに移して空きを作れます。",
                    "There is no closed engagement yet. Once there is one, it can be moved to a file here to make room.",
                )}
            </p>
        }
        .into_any(),
        None => choose(app, left_out, written),
    }
    };
    section("store-archive", tr("終わった案件をファイルに移す", "Move closed engagements to a file"), body.into_any())
}

fn choose(app: App, left_out: RwSignal<BTreeSet<EngagementId>>, written: RwSignal<Option<Written>>) -> AnyView {
    let chosen = move || {
        let closed = app.closed().get();
        left_out.with(|out| closed.into_iter().filter(|id| !out.contains(id)).collect::<Vec<_>>())
    };
    let rows = move || {
        let closed = app.closed().get().into_iter().filter_map(|id| app.peek(id));
        closed.map(|engagement| row(&engagement, left_out)).collect_view()
    };
    let export = move |_| {
        let engagements: Vec<_> = chosen().into_iter().filter_map(|id| app.peek(id)).collect();
        let at = clock::now();
        let board = Board {
            engagements: engagements.iter().map(|one| (one.id, Arc::clone(one))).collect(),
            ..Board::default()
        };
        let name = archive_name(at);
        let hand_out = move |text: &str, carried: Carried| {
            if offer(app, &name, text) && written.try_set(Some(Written { name, engagements, carried })).is_none() {
                go_to("store-archive");
            }
        };
        let (files, bytes, missing) = untrack(|| held(app, &board));
        if !fits(files, bytes) {
            app.tell_error(lang().pick(
                format!("選んだ案件の資料のファイルが多すぎます。{}案件を分けて移してください。", too_much()),
                format!("The chosen engagements have too many files. {} Please move fewer at a time.", too_much()),
            ));
        } else if files + missing == 0 {
            hand_out(&document::export(&board, at), Carried::default());
        } else {
            // Off the board, nothing refers to the files any more: they go where the engagements go.
            spawn_local(async move {
                match gather(app, &board, at).await {
                    Ok((text, carried)) => hand_out(&text, carried),
                    Err(error) => app.tell_error(not_gathered(&error)),
                }
            });
        }
    };
    let count = move || chosen().len();
    let all = move |on: bool| {
        left_out.set(if on { BTreeSet::new() } else { app.closed().get_untracked().into_iter().collect() });
    };
    view! {
        <p class="store__help">
            {tr(
                "選んだ案件をファイルに書き出し、確かめてからボードから外します。外した案件は、「読み込み」で「合わせる」を選ぶと戻せます。",
                "The chosen engagements go to a file, and off the board once you have checked it. To get them back, import the file and choose “Merge”.",
            )}
        </p>
        <fieldset class="store__list">
            <legend class="visually-hidden">{tr("移す案件", "Engagements to move")}</legend>
            <ul class="checklist store__scroll">{rows}</ul>
        </fieldset>
        <div class="btn-row">
            <button type="button" class="btn" disabled=move || count() == 0 || read_only(app) on:click=export>
                {icon("download")}
                {move || lang().pick(format!("{}件をファイルに書き出す", count()), format!("Export {} to a file", count()))}
            </button>
            <button type="button" class="btn btn--quiet" on:click=move |_| all(count() == 0)>
                {move || if count() == 0 { tr("すべて選ぶ", "Choose all") } else { tr("選択を外す", "Choose none") }}
            </button>
        </div>
    }
    .into_any()
}

fn row(engagement: &Engagement, left_out: RwSignal<BTreeSet<EngagementId>>) -> AnyView {
    let id = engagement.id;
    let status = say(engagement.status.label());
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || left_out.with(|out| !out.contains(&id))
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        left_out.update(|out| { if on { out.remove(&id) } else { out.insert(id) }; });
                    }
                />
                <span class="store__name">{engagement.title.clone()}</span>
                <span class="tag">{status}</span>
            </label>
        </li>
    }
    .into_any()
}

fn confirm(app: App, file: Written, written: RwSignal<Option<Written>>) -> AnyView {
    let count = file.engagements.len();
    let name = file.name.clone();
    let files = file.carried.words();
    let text = lang().pick(
        format!(
            "{count}件を {name} に書き出しました{files}。ダウンロードのフォルダーにファイルがあることを確かめてください。"
        ),
        format!("{count} exported to {name}.{files} Please check that the file is in your downloads folder."),
    );
    let remove = move |_| {
        // Only what is in the file as it is on the board may go.
        let (same, other): (Vec<_>, Vec<_>) =
            file.engagements.iter().partition(|one| app.peek(one.id).is_some_and(|present| present == **one));
        let ids: Vec<_> = same.into_iter().map(|engagement| engagement.id).collect();
        let gone = ids.len();
        written.set(None);
        if gone > 0 && app.act_or_nothing(Action::Archive(ids)) {
            app.measure();
            app.tell_undoable(lang().pick(
                format!("{gone}件をボードから外しました"),
                format!("Took {} off the board", counted(gone, "engagement")),
            ));
        }
        if !other.is_empty() {
            app.tell_error(lang().pick(
                format!("{}件は、書き出した後に変わったため、ボードに残しました。", other.len()),
                format!("{} stay on the board, since they have changed after the export.", other.len()),
            ));
        }
        go_to("store-archive");
    };
    view! {
        <div class="notice notice--inset" data-kind="info" role="status">{icon("file")} <p class="notice__text">{text}</p></div>
        <div class="btn-row">
            <button type="button" class="btn btn--primary" disabled=move || read_only(app) on:click=remove>
                {tr("ファイルを確かめたので、ボードから外す", "The file is there: take them off the board")}
            </button>
            <button type="button" class="btn" on:click=move |_| { written.set(None); go_to("store-archive"); }>
                {tr("外さずに戻る", "Back, and leave them")}
            </button>
        </div>
    }
    .into_any()
}
