//! Files that go along with a board: into a backup, and back out of one.

use super::{Holdings, amount, store};
use crate::browser::file_store::{Content, FileError};
use crate::document::{FILES_BYTES_MAX, FILES_MAX, FullExport, Import};
use crate::domain::Board;
use crate::domain::files::{files, referred};
use crate::text;
use crate::ui::app::App;
use crate::ui::kit::{lang, tr};
use chrono::{DateTime, FixedOffset};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What became of a board's files in a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// How many are in it.
    pub there: usize,
    /// How many were left out, as the person chose.
    pub left_out: usize,
    /// How many this browser does not hold, or holds damaged.
    pub missing: usize,
}

impl Carried {
    /// What is to be said of them, behind the word that the board was exported.
    pub fn words(self) -> String {
        let mut words = String::new();
        let mut say = |count: usize, ja: String, en: String| {
            if count > 0 {
                words.push_str(&lang().pick(ja, format!(" {en}")));
            }
        };
        let Self { there, left_out, missing } = self;
        say(there, format!("。資料のファイル{there}件を含みます"), format!("It holds the files of {there} materials."));
        say(
            left_out,
            format!("。資料のファイル{left_out}件は含みません(「保存とバックアップ」で含められます)"),
            format!("{left_out} files of materials are not in it (“Storage and backup” can include them)."),
        );
        say(
            missing,
            format!("。このブラウザーにない{missing}件は含みません"),
            format!("{missing} that this browser does not hold are not in it."),
        );
        words
    }
}

/// What is to be said of a board that goes out without its files.
pub fn not_included(board: &Board) -> Carried {
    Carried { left_out: referred(board).len(), ..Carried::default() }
}

/// A board as a file, with all the files that this browser holds for it.
///
/// # Errors
/// Where the browser cannot read them. One that is missing or damaged is counted and left out.
pub async fn gather(app: App, board: &Board, at: DateTime<FixedOffset>) -> Result<(String, Carried), FileError> {
    let mut export = FullExport::new(board, at);
    let mut carried = Carried::default();
    for sha256 in referred(board) {
        match app.file(&sha256).await {
            Ok(Some(content)) => {
                export.push(&content.to_attached());
                carried.there += 1;
            }
            Ok(None) | Err(FileError::Damaged) => carried.missing += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((export.finish(), carried))
}

/// Keeps the files of an import that these hashes name. When it returns, all of them are on the disk.
///
/// # Errors
/// Where the browser refuses one of them.
pub async fn keep_all(app: App, import: &Import, wanted: &BTreeSet<String>) -> Result<(), FileError> {
    store().await?;
    let names = files(&import.board);
    for file in import.files.iter().filter(|file| wanted.contains(&file.sha256)) {
        let name = names.get(file.sha256.as_str()).map_or("", |stored| stored.name.as_str());
        app.keep_file(&Content::attached(file), &text::files::name(name, lang())).await?;
    }
    Ok(())
}

/// How many of a board's files this browser holds, how large they are together, how many it does not.
pub fn held(app: App, board: &Board) -> (usize, u64, usize) {
    let wanted = referred(board);
    app.files.holdings.with(|holdings| {
        let held = wanted.iter().filter_map(|sha256| holdings.about(sha256));
        let (count, bytes) = held.fold((0, 0), |(count, bytes), about| (count + 1, bytes + u64::from(about.size)));
        (count, bytes, wanted.len() - count)
    })
}

/// Whether so many files fit into one backup.
pub fn fits(count: usize, bytes: u64) -> bool {
    count <= FILES_MAX && bytes <= FILES_BYTES_MAX as u64
}

/// Whether the files fit, in words where they do not.
pub fn too_much() -> String {
    let most = text::files::size(FILES_BYTES_MAX as u64, lang());
    lang().pick(
        format!("1つのファイルに入るのは、資料のファイル{FILES_MAX}件、合計{most}までです。"),
        format!("One file holds at most {FILES_MAX} files of materials, {most} in all."),
    )
}

/// The choice whether a backup takes the files along. Nothing where the board has none.
pub fn include_box(app: App) -> AnyView {
    let body = move || {
        let (count, bytes, missing) = app.with_session(|session| held(app, session.board()));
        if count + missing == 0 {
            return ().into_any();
        }
        let refused = app.files.holdings.with(|holdings| match holdings {
            Holdings::Refused(error) => Some(error.message(lang())),
            _ => None,
        });
        let possible = count > 0 && fits(count, bytes);
        let amount = amount(count, bytes);
        let name = lang()
            .pick(format!("資料のファイルも含める({amount})"), format!("Include the files of materials ({amount})"));
        let said = match refused {
            Some(refused) => Some(refused),
            None if !fits(count, bytes) => Some(too_much()),
            None if missing > 0 => Some(lang().pick(
                format!("このブラウザーにない{missing}件は入りません。"),
                format!("{missing} that this browser does not hold cannot be included."),
            )),
            None => None,
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    disabled=!possible
                    prop:checked=move || possible && app.files.include.get()
                    on:change=move |event| app.files.include.set(event_target_checked(&event))
                />
                <span>{name}{said.map(|said| view! { <span class="check__help">{said}</span> })}</span>
            </label>
        }
        .into_any()
    };
    view! { <div class="field">{body}</div> }.into_any()
}

/// Whether the person wants the files in a backup, and they can be in it.
pub fn is_included(app: App) -> bool {
    let (count, bytes, _) = untrack(|| app.with_session(|session| held(app, session.board())));
    app.files.include.get_untracked() && count > 0 && fits(count, bytes)
}

/// What is said where a board was to go out with its files and they cannot be read.
pub fn not_gathered(error: &FileError) -> String {
    let reason = error.message(lang());
    lang().pick(
        format!("資料のファイルを読み取れず、書き出せませんでした。{reason}"),
        format!("The files of materials could not be read, so nothing was exported. {reason}"),
    )
}

/// What the preview says of the files of materials: how many come along, which are nowhere.
pub fn come_along(app: App, import: &Import, with_files: RwSignal<bool>) -> AnyView {
    /// As many names as can be looked over.
    const NAMES_MAX: usize = 5;
    let (count, bytes) = (import.files.len(), import.files.iter().map(|file| file.data.len() as u64).sum());
    let along: BTreeSet<&str> = import.files.iter().map(|file| file.sha256.as_str()).collect();
    let wanted: Vec<(String, String)> = files(&import.board)
        .into_iter()
        .filter(|(sha256, _)| !along.contains(sha256))
        .map(|(sha256, file)| (sha256.to_owned(), text::files::name(&file.name, lang())))
        .collect();
    let come = (count > 0).then(|| {
        let amount = amount(count, bytes);
        let name = lang()
            .pick(format!("資料のファイルも取り込む({amount})"), format!("Take in the files of materials ({amount})"));
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || with_files.get() on:change=move |event| with_files.set(event_target_checked(&event)) />
                <span>{name}</span>
            </label>
        }
    });
    let missing = move || {
        let names: Vec<_> = app.files.holdings.with(|held| {
            let missing = wanted.iter().filter(|(sha256, _)| held.about(sha256).is_none());
            missing.map(|(_, name)| name.clone()).collect()
        });
        (!names.is_empty()).then(|| {
            let count = names.len();
            let some = names.into_iter().take(NAMES_MAX).collect::<Vec<_>>().join(tr("、", ", "));
            let more = if count > NAMES_MAX { tr(" ほか", " and more") } else { "" };
            let said = lang().pick(
                format!("資料のファイル{count}件は、このファイルにもこのブラウザーにもありません({some}{more})。読み込んだ後に、元のファイルを入れ直せます。"),
                format!("{count} files of materials are neither in this file nor in this browser ({some}{more}). Once it is imported, the originals can be given again."),
            );
            view! { <p class="notice notice--inset" data-kind="warn" role="note">{said}</p> }
        })
    };
    view! { {come} {missing} }.into_any()
}
