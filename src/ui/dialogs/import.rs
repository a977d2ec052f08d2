//! Files: export, and import with a preview. Before an import a copy of the board is kept.

use super::encrypted::Locked;
use super::{Frame, cancel_button, close};
use crate::browser::local::BrowserStore;
use crate::browser::{clock, files};
use crate::document::{self, Choice, Difference, Import, Mode, Preview, encrypted};
use crate::domain::{Action, Board, Engagement, EngagementId, Status};
use crate::journal::KeyValue;
use crate::session::SaveState;
use crate::text::label::{self, Choice as _};
use crate::ui::app::{App, Dialog};
use crate::ui::files::{Carried, come_along, gather, is_included, keep_all, not_gathered, not_included};
use crate::ui::kit::{lang, say, tr, typing};
use chrono::{DateTime, FixedOffset};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Where the copy from before the last import lies: its own key, outside the journal.
const COPY_KEY: &str = "irai-board-copy/before-import";
const JSON: &str = "application/json";

/// A file that was chosen and read.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub import: Import,
    /// What it would change.
    pub preview: Preview,
}

/// Offers the board as a file, without the files of its materials.
pub fn export(app: App) {
    typing::flush();
    let at = clock::now();
    let (text, carried) =
        app.with_session(|session| (document::export(session.board(), at), not_included(session.board())));
    hand_out(app, at, &document::file_name(at), &text, carried);
}

/// Offers the board as a file, with the files of its materials where the person has chosen that.
pub fn export_as_chosen(app: App) {
    if !is_included(app) {
        export(app);
        return;
    }
    typing::flush();
    let at = clock::now();
    let board = app.with_session(|session| session.board().clone());
    spawn_local(async move {
        match gather(app, &board, at).await {
            Ok((text, carried)) => hand_out(app, at, &document::file_name(at), &text, carried),
            Err(error) => app.tell_error(not_gathered(&error)),
        }
    });
}

/// Offers the whole board as of this moment as a file, and tells how that went. It counts as a backup.
pub fn hand_out(app: App, at: DateTime<FixedOffset>, name: &str, text: &str, carried: Carried) {
    match files::download(name, JSON, text) {
        Ok(()) => {
            app.backup_done(at);
            let files = carried.words();
            app.tell(lang().pick(format!("{name} に書き出しました{files}"), format!("Exported to {name}.{files}")));
        }
        Err(_) => app.tell_error(tr(
            "ファイルに書き出せませんでした。ブラウザーのダウンロードの設定を確かめてください。ボードはそのままです。",
            "The file could not be written. Please check the browser's download settings. The board is unchanged.",
        )),
    }
}

/// Lets a person choose a file, and shows what it would change.
pub fn choose(app: App) {
    typing::flush();
    files::choose(".json,application/json", move |name, bytes| offer(app, name, &bytes));
}

/// Reads a file and shows what it would change, or what is wrong with it; for a sealed one its
/// password is asked first.
pub fn offer(app: App, name: String, bytes: &[u8]) {
    let name = crate::text::files::name(&name, lang());
    if !encrypted::is_encrypted(bytes) {
        offer_plain(app, name, bytes);
        return;
    }
    app.dialog.set(Some(match encrypted::parse(bytes) {
        Ok(sealed) => Dialog::Unseal(Arc::new(Locked { name, sealed })),
        Err(error) => Dialog::ImportFailed(name, error.message(lang())),
    }));
}

/// The same for a file that is not sealed, or no longer.
pub fn offer_plain(app: App, name: String, bytes: &[u8]) {
    match document::parse(bytes) {
        Ok(import) => {
            let preview = app.with_session(|session| document::preview(session.board(), &import));
            app.dialog.set(Some(Dialog::Import(Arc::new(Chosen { name, import, preview }))));
        }
        Err(error) => app.dialog.set(Some(Dialog::ImportFailed(name, error.message(lang())))),
    }
}

/// The preview.
pub fn dialog(app: App, chosen: Arc<Chosen>) -> AnyView {
    let mode = RwSignal::new(Mode::Merge);
    let choices = RwSignal::new(BTreeMap::<EngagementId, Choice>::new());
    let count =
        |wanted: fn(&Difference) -> bool| chosen.preview.rows.iter().filter(|row| wanted(&row.difference)).count();
    let sum = view! {
        <p class="preview-sum">
            <span><b>{count(|difference| *difference == Difference::New)}</b>{tr("新しい案件", " new")}</span>
            <span><b>{count(|difference| matches!(difference, Difference::Changed(_)))}</b>{tr("変更のある案件", " changed")}</span>
            <span><b>{count(|difference| *difference == Difference::Same)}</b>{tr("同じ案件", " the same")}</span>
            <span><b>{chosen.preview.only_on_board.len()}</b>{tr("ファイルにない案件", " not in the file")}</span>
        </p>
    };
    let mode_option = move |choice: Mode, name: &'static str, about: String| {
        view! {
            <label class="choice">
                <input type="radio" name="import-mode" prop:checked=move || mode.get() == choice on:change=move |_| mode.set(choice) />
                <span><b>{name}</b><small>{about}</small></span>
            </label>
        }
    };
    let gone = chosen.preview.only_on_board.len();
    let replaced = lang().pick(
        format!("ボードをファイルの内容にします。ファイルにない{gone}件は削除されます(元に戻せます)。"),
        format!("The board becomes what the file is. {gone} not in the file are removed (can be undone)."),
    );
    let merged = tr(
        "いまの案件を残し、ファイルの案件を加えます。違いのある案件は選べます。",
        "What is on the board stays; you choose where they differ.",
    )
    .to_owned();
    let rows = chosen.preview.rows.iter().map(|row| preview_row(row, mode, choices)).collect_view();
    let removed = chosen
        .preview
        .only_on_board
        .iter()
        .map(|engagement| {
            view! {
                <tr hidden=move || mode.get() == Mode::Merge>
                    <td>{kept_name(engagement)}</td>
                    <td><span class="tag tag--loss">{tr("ファイルにない", "Not in the file")}</span></td>
                    <td>{tr("削除", "Removed")}</td>
                </tr>
            }
        })
        .collect_view();
    let with_files = RwSignal::new(true);
    let body = view! {
        {sum}
        <div class="choices" role="radiogroup" aria-label=tr("読み込み方", "How to import")>
            {mode_option(Mode::Merge, tr("合わせる", "Merge"), merged)}
            {mode_option(Mode::Replace, tr("置き換える", "Replace"), replaced)}
        </div>
        {move || (mode.get() == Mode::Replace).then(|| crate::ui::sync::goes_to_all(app))}
        {come_along(app, &chosen.import, with_files)}
        <table class="preview">
            <thead>
                <tr>
                    <th scope="col">{tr("案件", "Engagement")}</th>
                    <th scope="col">{tr("違い", "Difference")}</th>
                    <th scope="col">{tr("読み込み", "Import")}</th>
                </tr>
            </thead>
            <tbody>{rows} {removed}</tbody>
        </table>
    };
    let written =
        crate::text::format::date_time(chosen.import.exported_at.naive_local(), app.today.get_untracked(), lang());
    let about =
        lang().pick(format!("{}({written} に書き出し)", chosen.name), format!("{} (exported {written})", chosen.name));
    let take = {
        let chosen = Arc::clone(&chosen);
        move |_| {
            let mode = mode.get_untracked();
            let choices = choices.get_untracked();
            let with_files = with_files.get_untracked();
            close();
            take_over(app, &chosen, mode, choices, with_files);
        }
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" on:click=take>{tr("読み込む", "Import")}</button>
    };
    let frame =
        Frame {
            title: tr("読み込みの確認", "Check before the import").to_owned(), about, class: "dialog--wide"
        };
    frame.show(body.into_any(), foot.into_any())
}

fn preview_row(
    row: &document::Row,
    mode: RwSignal<Mode>,
    choices: RwSignal<BTreeMap<EngagementId, Choice>>,
) -> AnyView {
    let id = row.id;
    let choice = (row.difference != Difference::Same).then(|| {
        let name = lang().pick(format!("「{}」の読み込み", row.title), format!("Import of “{}”", row.title));
        let (file, board) = match row.difference {
            Difference::New => (tr("加える", "Add"), tr("加えない", "Leave out")),
            _ => (tr("ファイルの内容にする", "Take the file's"), tr("いまの内容を残す", "Keep the board's")),
        };
        view! {
            <select
                class="input"
                aria-label=name
                disabled=move || mode.get() == Mode::Replace
                on:change=move |event| {
                    let choice = if event_target_value(&event) == "board" { Choice::Board } else { Choice::File };
                    choices.update(|choices| { choices.insert(id, choice); });
                }
            >
                <option value="file">{file}</option>
                <option value="board">{board}</option>
            </select>
        }
    });
    view! { <tr>{difference(row)} <td>{choice}</td></tr> }.into_any()
}

/// The title of what only the board has; of a template it is said.
pub(super) fn kept_name(engagement: &Engagement) -> AnyView {
    let template = (engagement.status == Status::Template)
        .then(|| view! { <span class="preview__diff">{tr("ひな形", "Template")}</span> });
    view! { <span class="preview__name">{engagement.title.clone()}</span> {template} }.into_any()
}

/// The first two cells of a preview's row: the engagement with what differs, and how.
pub(super) fn difference(row: &document::Row) -> AnyView {
    let stage = if row.template { tr("ひな形", "Template") } else { say(row.stage.label()) };
    let (tag, class, diff) = match &row.difference {
        Difference::New => (tr("新しい", "New"), "tag tag--met", stage.to_owned()),
        Difference::Same => (tr("同じ", "Same"), "tag", stage.to_owned()),
        Difference::Changed(fields) => {
            let fields = fields.iter().map(|field| say(label::engagement_field(field)));
            let names: Vec<_> = row.template.then_some(stage).into_iter().chain(fields).collect();
            (tr("変更", "Changed"), "tag tag--wait", names.join(tr("・", ", ")))
        }
    };
    view! {
        <td><span class="preview__name">{row.title.clone()}</span><span class="preview__diff">{diff}</span></td>
        <td><span class=class>{tag}</span></td>
    }
    .into_any()
}

/// Takes a file over: what it carries first, so that the board never refers to what is not there yet.
fn take_over(app: App, chosen: &Arc<Chosen>, mode: Mode, choices: BTreeMap<EngagementId, Choice>, with_files: bool) {
    let planned = move |choices: &BTreeMap<EngagementId, Choice>, chosen: &Chosen| {
        app.with_session(|session| document::plan(session.board(), &chosen.import, mode, choices))
    };
    if !with_files || chosen.import.files.is_empty() {
        take_board(app, planned(&choices, chosen));
        return;
    }
    let chosen = Arc::clone(chosen);
    spawn_local(async move {
        let wanted = match planned(&choices, &chosen) {
            Action::Import { put, .. } => {
                let engagements = put.into_iter().map(|engagement| (engagement.id, engagement)).collect();
                crate::domain::files::referred(&Board { engagements, ..Board::default() })
            }
            _ => BTreeSet::new(),
        };
        match keep_all(app, &chosen.import, &wanted).await {
            // The board may have gone on meanwhile.
            Ok(()) => take_board(app, planned(&choices, &chosen)),
            Err(error) => app.tell_error(lang().pick(
                format!("資料のファイルを保存できず、読み込みませんでした。{}「資料のファイルも取り込む」を外すと、ボードだけを読み込めます。", error.message(lang())),
                format!("The files of materials could not be kept, so nothing was imported. {} Without “Take in the files of materials”, the board alone can be imported.", error.message(lang())),
            )),
        }
    });
}

fn take_board(app: App, action: Action) {
    let same = tr(
        "ボードと同じ内容でした。変わったところはありません。",
        "The file is the same as the board. Nothing has changed.",
    );
    replace(app, action, tr("読み込みました", "Imported"), same);
}

/// Makes a change that may replace the whole board, and keeps a copy of the board from before. Says
/// `done`, or `same` where nothing changes.
pub(super) fn replace(app: App, action: Action, done: &'static str, same: &'static str) {
    let copy = app.with_session(|session| document::export(session.board(), clock::now()));
    // Undo is the way back for now; the copy is the way back after the page was closed. Where there
    // is no room for it, the import still can be undone.
    let empty = app.total_untracked() == 0;
    match app.act(action) {
        Ok(()) => {
            let kept = empty || keep_copy(&copy);
            app.tell_undoable(done);
            if !kept {
                app.tell_error(tr(
                    "保存領域が足りず、読み込み前の控えを残せませんでした。「元に戻す」はいま使えます。",
                    "There was no room for a copy of the board from before. Undo works now.",
                ));
            }
        }
        Err(crate::domain::Rejection::Nothing) => {
            // Where the page can only read, that has been told.
            if !app.save.with_untracked(SaveState::read_only) {
                app.tell(same);
            }
        }
        Err(rejection) => app.tell_error(crate::text::message::rejection(&rejection, lang())),
    }
}

/// Keeps the copy; an older one makes room for it where there is no other.
fn keep_copy(copy: &str) -> bool {
    let mut store = BrowserStore::open();
    store.set(COPY_KEY, copy).is_ok() || (store.remove(COPY_KEY).is_ok() && store.set(COPY_KEY, copy).is_ok())
}

/// Whether there is a copy from before an import.
pub fn has_copy() -> bool {
    BrowserStore::open().get(COPY_KEY).ok().flatten().is_some()
}

/// Offers the copy from before the last import as a file.
pub fn export_copy(app: App) {
    let copy = BrowserStore::open().get(COPY_KEY).ok().flatten();
    let offered = copy.is_some_and(|copy| files::download("irai-board-before-import.json", JSON, &copy).is_ok());
    if !offered {
        app.tell_error(tr("控えを書き出せませんでした。", "The copy could not be exported."));
    }
}

/// A file that cannot be read in.
pub fn failed(app: App, name: String, message: String) -> AnyView {
    let body = view! { <p class="import-error" role="alert">{message}</p> };
    let again = move |_| {
        close();
        choose(app);
    };
    let foot = view! {
        <button type="button" class="btn" on:click=move |_| close()>{tr("閉じる", "Close")}</button>
        <button type="button" class="btn btn--primary" on:click=again>{tr("別のファイルを選ぶ", "Choose another file")}</button>
    };
    let frame = Frame {
        title: tr("このファイルは読み込めません", "This file cannot be imported").to_owned(),
        about: name,
        class: "",
    };
    frame.show(body.into_any(), foot.into_any())
}
