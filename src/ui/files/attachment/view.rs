//! How a file is shown, and what can be done about it.

use super::{Attachment, There};
use crate::browser::file_store::FileError;
use crate::browser::files;
use crate::document::FILE_BYTES_MAX;
use crate::domain::stage::clarify::StoredFile;
use crate::domain::validate::link_target;
use crate::text;
use crate::ui::app::App;
use crate::ui::files::{Given, Holdings};
use crate::ui::kit::{icon_small, lang, say, tr};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// A download is never taken for a page: what is in it is none of ours.
const PLAIN_BYTES: &str = "application/octet-stream";

impl Attachment {
    /// The file with what can be done about it.
    pub fn show(&self) -> AnyView {
        let file = self.file.memo();
        let there = self.there(file);
        self.look_where_missing(file, there);
        let this = self.clone();
        let body = move || match file.get() {
            Some(stored) => this.taken(&stored, there),
            None => this.empty(),
        };
        let (busy, error) = (self.busy, self.error);
        let this = self.clone();
        let other = move || this.other.with(Option::is_some).then(|| this.ask());
        view! {
            <div class="attach" id=self.id.get_value() data-file=move || there.get().id()>
                {body}
                {other}
                <p class="attach__said" role="status">
                    {move || busy.get().then(|| tr("ファイルを取り込んでいます…", "Taking the file in…"))}
                </p>
                {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
            </div>
        }
        .into_any()
    }

    fn there(&self, file: Memo<Option<StoredFile>>) -> Memo<There> {
        let known = self.app.files;
        Memo::new(move |_| {
            file.with(|file| {
                let Some(file) = file else {
                    return There::None;
                };
                if known.damaged.with(|damaged| damaged.contains(&file.sha256)) {
                    return There::Damaged;
                }
                known.holdings.with(|holdings| match holdings {
                    Holdings::Asking => There::Asking,
                    Holdings::Refused(_) => There::Refused,
                    Holdings::Held(held) if held.contains_key(&file.sha256) => There::Here,
                    Holdings::Held(_) => There::Missing,
                })
            })
        })
    }

    /// Another tab may have taken in what this one does not know of yet: looks once for each file.
    fn look_where_missing(&self, file: Memo<Option<StoredFile>>, there: Memo<There>) {
        let app = self.app;
        Effect::new(move |looked: Option<String>| {
            let looked = looked.unwrap_or_default();
            let hash = file.with(|file| file.as_ref().map(|file| file.sha256.clone())).unwrap_or_default();
            if there.get() == There::Missing && looked != hash {
                app.look_at_files();
                return hash;
            }
            looked
        });
    }

    /// Nothing was taken in.
    fn empty(&self) -> AnyView {
        if self.sealed {
            return ().into_any();
        }
        let link = self.link;
        let unusable = move || link.with(|link| !link.trim().is_empty() && link_target(link).is_none());
        let most = text::files::size(FILE_BYTES_MAX as u64, lang());
        let hint =
            lang().pick(format!("ここに置いても入ります({most}まで)"), format!("or drop it here (up to {most})"));
        let choose = self.chooser();
        view! {
            <div class="attach__line">
                <button type="button" class="btn btn--s" aria-label=self.called("のファイルを選ぶ", "Choose a file for") on:click=move |_| choose()>
                    {icon_small("file")}
                    {tr("ファイルを選ぶ", "Choose a file")}
                </button>
                <span class="attach__hint">{hint}</span>
            </div>
            {move || unusable().then(|| view! {
                <p class="attach__said is-wait">
                    {tr(
                        "このままでは開けません。https:// で始まるリンクにするか、ファイルを入れてください。",
                        "This cannot be opened. Enter a link that begins with https://, or take the file in.",
                    )}
                </p>
            })}
        }
        .into_any()
    }

    /// A file was taken in, here or elsewhere.
    fn taken(&self, stored: &StoredFile, there: Memo<There>) -> AnyView {
        let name = text::files::name(&stored.name, lang());
        let title = text::files::file(&name, stored.size.get().into(), lang());
        let (app, sha256) = (self.app, stored.sha256.clone());
        let link = {
            let name = name.clone();
            move || (there.get() == There::Here).then(|| download_link(app, &sha256, &name))
        };
        let said = move || {
            match there.get() {
            There::None | There::Here | There::Asking => None,
            There::Missing => Some(
                tr(
                    "このブラウザーにファイルがありません。別の端末で入れたか、ファイルなしで読み込んだものです。同じファイルを入れ直すと、また開けます。",
                    "The file is not in this browser: it was taken in on another device, or the board was imported without it. Give the same file again to have it here.",
                )
                .to_owned(),
            ),
            There::Damaged => Some(FileError::Damaged.message(lang())),
            There::Refused => app.files.holdings.with(|holdings| match holdings {
                Holdings::Refused(error) => Some(error.message(lang())),
                _ => None,
            }),
        }
        };
        let said = move || said().map(|said| view! { <p class="attach__said is-wait">{said}</p> });
        let tools = (!self.sealed).then(|| self.tools(&name, there));
        view! {
            <div class="attach__line">
                <span class="attach__name">{icon_small("file")} <span>{title}</span></span>
                {link}
                {tools}
            </div>
            {said}
        }
        .into_any()
    }

    fn tools(&self, name: &str, there: Memo<There>) -> AnyView {
        let choose = self.chooser();
        let this = self.clone();
        let gone = name.to_owned();
        let take_away = move |_| this.take_away(&gone);
        let again = move || matches!(there.get(), There::Missing | There::Damaged);
        let of = {
            let name = name.to_owned();
            move |ja: &str, en: &str| lang().pick(format!("「{name}」{ja}"), format!("{en} “{name}”"))
        };
        let away = of("を外す", "Remove");
        let give =
            move || if again() { of("を入れ直す", "Attach again") } else { of("を差し替える", "Replace") };
        view! {
            <span class="btn-row">
                <button type="button" class="btn btn--s" class:btn--quiet=move || !again() aria-label=give on:click=move |_| choose()>
                    {move || if again() { tr("入れ直す", "Attach again") } else { tr("差し替える", "Replace") }}
                </button>
                <button type="button" class="btn btn--s btn--quiet" aria-label=away on:click=take_away>
                    {tr("外す", "Remove")}
                </button>
            </span>
        }
        .into_any()
    }

    /// What was given is not the file that the board knows.
    fn ask(&self) -> AnyView {
        let given = self.other.with_untracked(|other| other.as_ref().map(Given::record)).unwrap_or_default();
        let known = self.file.peek().map(|file| text::files::name(&file.name, lang())).unwrap_or_default();
        let title = text::files::file(&given.name, given.size.get().into(), lang());
        let said = lang().pick(
            format!("選んだ{title}は、記録にある「{known}」と中身が違います。新しいファイルとして入れますか。"),
            format!(
                "{title} is not the file that was here (“{known}”): what is in it differs. Take it in as a new file?"
            ),
        );
        let this = self.clone();
        let take = move |_| {
            if let Some(given) = this.other.try_update(Option::take).flatten() {
                this.keep(given, true);
            }
        };
        let other = self.other;
        view! {
            <div class="notice notice--inset" data-kind="warn" role="alert">
                <p class="notice__text">{said}</p>
                <div class="notice__actions">
                    <button type="button" class="btn btn--s" on:click=take>{tr("新しいファイルとして入れる", "Take it in")}</button>
                    <button type="button" class="btn btn--s" on:click=move |_| other.set(None)>{tr("やめる", "Cancel")}</button>
                </div>
            </div>
        }
        .into_any()
    }

    fn called(&self, ja: &'static str, en: &'static str) -> impl Fn() -> String + Send + Sync + 'static {
        let (owner, label) = (self.owner, self.label);
        move || {
            let owner = owner.get();
            let owner = if owner.trim().is_empty() { say(label).to_owned() } else { owner };
            lang().pick(format!("「{owner}」{ja}"), format!("{en} “{owner}”"))
        }
    }
}

/// Hands a file out as a download. It is a link to a screen reader, and works where a form is only to be
/// read.
pub fn download_link(app: App, sha256: &str, name: &str) -> AnyView {
    let called = lang().pick(format!("「{name}」をダウンロード"), format!("Download “{name}”"));
    let (sha256, name) = (sha256.to_owned(), name.to_owned());
    let on_click = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let (sha256, name) = (sha256.clone(), name.clone());
        spawn_local(async move {
            match app.file(&sha256).await {
                Ok(Some(content)) => {
                    if files::download_bytes(&name, PLAIN_BYTES, content.bytes()).is_err() {
                        app.tell_error(tr(
                            "ダウンロードできませんでした。ブラウザーのダウンロードの設定を確かめてください。ファイルはそのままです。",
                            "It could not be downloaded. Please check the browser's download settings. The file is unchanged.",
                        ));
                    }
                }
                Ok(None) => app.tell_error(tr(
                    "このブラウザーにファイルがありません。ボードはそのままです。",
                    "The file is not in this browser. The board is unchanged.",
                )),
                Err(error) => app.tell_error(error.message(lang())),
            }
        });
    };
    view! {
        <a class="attach__get" href="#" download=String::new() aria-label=called on:click=on_click>
            {icon_small("download")}
            {tr("ダウンロード", "Download")}
        </a>
    }
    .into_any()
}
