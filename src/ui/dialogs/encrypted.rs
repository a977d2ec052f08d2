//! A password for a sealed file: a new one at the export, its own at the import. It is read from the
//! field when it is used, and kept nowhere.

use super::import;
use super::{Frame, cancel_button, close};
use crate::browser::clock;
use crate::browser::crypto::{self, CryptoError};
use crate::document;
use crate::document::encrypted::{self, PASSWORD_MIN, PasswordProblem, Sealed};
use crate::ui::app::App;
use crate::ui::files::{gather, include_box, is_included, not_gathered, not_included};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{element_id, icon, lang, tr, typing};
use leptos::prelude::*;
use std::sync::Arc;

/// A sealed file that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Locked {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub sealed: Sealed,
}

/// A field for a password.
#[derive(Clone, Copy)]
struct Input {
    node: NodeRef<leptos::html::Input>,
    /// Whether what is in it was refused.
    refused: RwSignal<bool>,
}

impl Input {
    fn new() -> Self {
        Self { node: NodeRef::new(), refused: RwSignal::new(false) }
    }

    fn value(self) -> String {
        self.node.get_untracked().map(|input| input.value()).unwrap_or_default()
    }
}

/// What both dialogs show: whether the letters can be seen, what went wrong, whether it is at work.
#[derive(Clone, Copy)]
struct State {
    visible: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl State {
    fn new() -> Self {
        Self { visible: RwSignal::new(false), error: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    /// Begins the work, unless it is going on.
    fn begin(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.error.set(None);
        self.busy.set(true);
        true
    }

    /// Ends the work. Answers whether the dialog of this field is still open, to take what came of it.
    fn end(self, input: Input) -> bool {
        let there = self.busy.try_set(false).is_none();
        // It is closed at once, but goes away only when the event of that has come.
        let field = input.node.try_get_untracked().flatten();
        there && field.is_some_and(|field| field.closest("dialog[open]").is_ok_and(|dialog| dialog.is_some()))
    }

    /// Tells what is wrong with a field, and puts the focus there.
    fn refuse(self, input: Input, reason: String) {
        input.refused.set(true);
        self.error.set(Some(reason));
        if let Some(field) = input.node.get_untracked() {
            let _ = field.focus();
            field.select();
        }
    }

    /// Tells what went wrong.
    fn failed(self, error: CryptoError, input: Input) {
        let reason = error.message(lang()).to_owned();
        match error {
            CryptoError::WrongPassword => self.refuse(input, reason),
            CryptoError::Unavailable | CryptoError::Failed => self.error.set(Some(reason)),
        }
    }
}

/// Asks for a password for a new sealed file, seals the board with it and offers the file.
pub fn seal(app: App) -> AnyView {
    let state = State::new();
    let (first, second) = (Input::new(), Input::new());
    let go = move || {
        if state.busy.get_untracked() {
            return;
        }
        let password = first.value();
        match encrypted::check_password(&password, &second.value()) {
            Ok(()) => {}
            Err(PasswordProblem::TooShort) => return state.refuse(first, too_short()),
            Err(PasswordProblem::Differs) => return state.refuse(second, differs()),
        }
        if !state.begin() {
            return;
        }
        typing::flush();
        let at = clock::now();
        let board = app.with_session(|session| session.board().clone());
        let with_files = is_included(app);
        wasm_bindgen_futures::spawn_local(async move {
            let gathered = if with_files {
                gather(app, &board, at).await
            } else {
                Ok((document::export(&board, at), not_included(&board)))
            };
            let outcome = match gathered {
                Ok((text, carried)) => Ok((crypto::seal(&password, &text).await, carried)),
                Err(error) => Err(error),
            };
            if !state.end(first) {
                return;
            }
            match outcome {
                Ok((Ok(sealed), carried)) => {
                    close();
                    import::hand_out(app, at, &encrypted::file_name(at), &sealed, carried);
                }
                Ok((Err(error), _)) => state.failed(error, first),
                Err(error) => state.error.set(Some(not_gathered(&error))),
            }
        });
    };
    let rule = lang().pick(format!("{PASSWORD_MIN}文字以上"), format!("At least {PASSWORD_MIN} characters"));
    let body = view! {
        <p>{tr(
            "ボードの全部を、パスワードがないと読めないファイルに書き出します。「読み込み」で、いつでも戻せます。",
            "The whole board goes to a file that cannot be read without the password. Import brings it back.",
        )}</p>
        <div class="notice notice--inset" data-kind="warn">
            {icon("warning")}
            <p class="notice__text">{tr(
                "パスワードはどこにも保存されません。忘れると、このファイルは誰にも開けません。",
                "The password is not kept anywhere. If it is lost, nobody can open this file.",
            )}</p>
        </div>
        {password_field(tr("パスワード", "Password"), Some(rule), true, first, state, go)}
        {password_field(tr("パスワード(もう一度)", "Password (again)"), None, true, second, state, go)}
        {visible_box(state)}
        {include_box(app)}
        {said(state, tr("暗号化しています…", "Encrypting…"))}
        <p class="field__help">
            {tr("依頼ボードがなくても、", "Without this board, the file opens on the ")}
            <a class="link" href="decrypt.html" target="_blank" rel="noopener">{tr("復号ページ", "decryption page")}</a>
            {tr("で開けます。オフラインでも使えます。", ", also offline.")}
        </p>
    };
    let frame = Frame {
        title: tr("暗号化して書き出し", "Export encrypted").to_owned(),
        about: String::new(),
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), foot(tr("暗号化して書き出す", "Encrypt and export"), state, go))
}

/// Asks for the password of a sealed file, and shows what the file would change.
pub fn unseal(app: App, locked: Arc<Locked>) -> AnyView {
    let state = State::new();
    let input = Input::new();
    let name = locked.name.clone();
    let locked = StoredValue::new(locked);
    let go = move || {
        if !state.begin() {
            return;
        }
        let password = input.value();
        let locked = locked.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = crypto::open(&password, &locked.sealed).await;
            if !state.end(input) {
                return;
            }
            match outcome {
                Ok(plain) => import::offer_plain(app, locked.name.clone(), plain.as_bytes()),
                Err(error) => state.failed(error, input),
            }
        });
    };
    let body = view! {
        <p>{tr(
            "このファイルは暗号化されています。書き出したときのパスワードを入力してください。",
            "This file is encrypted. Enter the password that it was exported with.",
        )}</p>
        {password_field(tr("パスワード", "Password"), None, false, input, state, go)}
        {visible_box(state)}
        {said(state, tr("開いています…", "Opening…"))}
    };
    let frame = Frame {
        title: tr("暗号化されたファイルを開く", "Open an encrypted file").to_owned(),
        about: name,
        class: "dialog--narrow",
    };
    frame.show(body.into_any(), foot(tr("開く", "Open"), state, go))
}

fn too_short() -> String {
    lang().pick(
        format!("パスワードが短すぎます。{PASSWORD_MIN}文字以上にしてください。"),
        format!("The password is too short. Use at least {PASSWORD_MIN} characters."),
    )
}

fn differs() -> String {
    tr("2つのパスワードが違います。同じものを入力してください。", "The two passwords differ. Enter the same one twice.")
        .to_owned()
}

/// One field for a password; Enter goes on, except where it ends a composition.
fn password_field(
    label: &'static str,
    help: Option<String>,
    new: bool,
    input: Input,
    state: State,
    go: impl Fn() + 'static,
) -> AnyView {
    let (id, help_id) = (element_id(), element_id());
    // The first field of its dialog.
    let autofocus = help.is_some() || !new;
    let described_by = help.is_some().then(|| help_id.clone());
    view! {
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                class="input"
                id=id
                type=move || if state.visible.get() { "text" } else { "password" }
                autocomplete=if new { "new-password" } else { "current-password" }
                autocapitalize="off"
                spellcheck="false"
                autofocus=autofocus
                aria-describedby=described_by
                aria-invalid=move || input.refused.get().then_some("true")
                readonly=move || state.busy.get()
                node_ref=input.node
                on:input=move |_| {
                    input.refused.set(false);
                    state.error.set(None);
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" && !is_composing(&event) {
                        event.prevent_default();
                        go();
                    }
                }
            />
            {help.map(|help| view! { <p class="field__help" id=help_id>{help}</p> })}
        </div>
    }
    .into_any()
}

fn visible_box(state: State) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || state.visible.get() on:change=move |event| state.visible.set(event_target_checked(&event)) />
            <span>{tr("パスワードを表示する", "Show the password")}</span>
        </label>
    }
    .into_any()
}

/// What goes on, and what went wrong, also for a screen reader.
fn said(state: State, busy: &'static str) -> AnyView {
    view! {
        <div class="field field--full">
            <p class="field__help" role="status">{move || state.busy.get().then_some(busy)}</p>
            {move || state.error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        </div>
    }
    .into_any()
}

fn foot(name: &'static str, state: State, go: impl Fn() + 'static) -> AnyView {
    view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" aria-disabled=move || state.busy.get().then_some("true") on:click=move |_| go()>
            {name}
        </button>
    }
    .into_any()
}
