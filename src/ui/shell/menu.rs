//! Menus: of the page and of a card. Arrows go from item to item, Esc closes and gives the focus
//! back.

use crate::browser::dom;
use crate::domain::command::Origin;
use crate::domain::{EngagementId, Stage, Status};
use crate::text::Lang;
use crate::text::label::Choice;
use crate::ui::app::{App, Dialog, Theme};
use crate::ui::board::{BoardState, card, moving};
use crate::ui::calendar::export;
use crate::ui::dialogs::import;
use crate::ui::kit::{icon, lang, say, tr};
use crate::ui::{lazy, offline, parts, select};

use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// Which menu is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// The page's.
    App,
    /// A card's.
    Card(EngagementId),
    /// What [`open_list`] was given.
    List,
}

/// An item of a menu that a form opens: its icon, its name, what it does.
pub struct Entry {
    /// The icon.
    pub icon: &'static str,
    /// The name.
    pub name: &'static str,
    /// What it does.
    pub act: Box<dyn Fn()>,
}

/// The open menu and its place on the page.
#[derive(Clone, Copy)]
pub struct MenuState {
    open: RwSignal<Option<(Open, f64, f64)>>,
}

impl MenuState {
    /// No menu is open.
    pub fn new() -> Self {
        Self { open: RwSignal::new(None) }
    }
}

impl Default for MenuState {
    fn default() -> Self {
        Self::new()
    }
}

thread_local! {
    static STATE: Cell<Option<MenuState>> = const { Cell::new(None) };
    static OPENER: Cell<Option<HtmlElement>> = const { Cell::new(None) };
    static LIST: Cell<(String, Vec<Entry>)> = const { Cell::new((String::new(), Vec::new())) };
}

/// Makes the page's menu state known to event handlers.
pub fn register(state: MenuState) {
    STATE.set(Some(state));
}

fn set(open: Option<(Open, f64, f64)>) {
    if let Some(state) = STATE.get() {
        state.open.set(open);
    }
}

/// Whether a menu is open.
pub fn is_open() -> bool {
    STATE.get().is_some_and(|state| state.open.with_untracked(Option::is_some))
}

/// Whether the page's menu is open, followed.
pub fn is_app_menu_open() -> bool {
    STATE.get().is_some_and(|state| matches!(state.open.get(), Some((Open::App, ..))))
}

/// Closes the menu and gives the focus back to what opened it.
pub fn close() {
    set(None);
    if let Some(opener) = OPENER.take() {
        let _ = opener.focus();
    }
}

fn open(which: Open, opener: Option<HtmlElement>) {
    let place = opener.as_ref().map(|element| element.get_bounding_client_rect());
    let (x, y) = place.map_or((0.0, 0.0), |rect| (rect.right(), rect.bottom() + 4.0));
    OPENER.set(opener);
    set(Some((which, x, y)));
}

fn button(event: &MouseEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// Opens the page's menu at its button.
pub fn open_app_menu(event: &MouseEvent) {
    if is_open() {
        close();
        return;
    }
    open(Open::App, button(event));
}

/// Opens a card's menu at its button.
pub fn open_for_card(id: EngagementId, event: &MouseEvent) {
    open(Open::Card(id), button(event));
}

/// Opens a card's menu from the keyboard.
pub fn open_for_card_at(id: EngagementId) {
    open(Open::Card(id), dom::find(&format!("[data-card=\"{id}\"]")));
}

/// Opens a menu with these items at what opens it.
pub fn open_list(name: String, entries: Vec<Entry>, opener: Option<HtmlElement>) {
    LIST.set((name, entries));
    open(Open::List, opener);
}

/// The menu that is open.
pub fn menus(app: App, state: MenuState) -> impl IntoView {
    move || {
        let (which, x, y) = state.open.get()?;
        Some(lazy::show(app, parts::menu(app, which, x, y), |_| close()))
    }
}

/// A menu, with its corner at a place on the page.
pub fn menu(app: App, which: Open, x: f64, y: f64) -> AnyView {
    let board = expect_context::<BoardState>();
    let (name, items) = match which {
        Open::App => (tr("メニュー", "Menu").to_owned(), app_items(app, board)),
        Open::Card(id) => (tr("案件のメニュー", "Menu of the engagement").to_owned(), card_items(app, board, id)),
        Open::List => {
            let (name, entries) = LIST.take();
            let items =
                entries.into_iter().map(|entry| item(entry.icon, entry.name.to_owned(), None, false, entry.act));
            (name, items.collect_view().into_any())
        }
    };
    let node = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(menu) = node.get() {
            place(&menu, x, y);
            focus_item(&menu, 0);
        }
    });
    view! {
        <div class="menu-veil" on:pointerdown=move |_| close()></div>
        <div
            class="menu"
            role="menu"
            aria-label=name
            node_ref=node
            on:keydown=move |event| if let Some(menu) = node.get_untracked() { on_key(&menu, &event) }
        >
            {items}
        </div>
    }
    .into_any()
}

/// Keeps the menu on the page.
fn place(menu: &HtmlElement, x: f64, y: f64) {
    let size = menu.get_bounding_client_rect();
    let side = |name| {
        web_sys::window()
            .and_then(|window| js_sys::Reflect::get(&window, &wasm_bindgen::JsValue::from_str(name)).ok())
            .and_then(|value| value.as_f64())
    };
    let (width, height) = (side("innerWidth").unwrap_or(1024.0), side("innerHeight").unwrap_or(768.0));
    let x = (x - size.width()).clamp(8.0, (width - size.width() - 8.0).max(8.0));
    let y = y.clamp(8.0, (height - size.height() - 8.0).max(8.0));
    dom::set_property(menu, "--x", &format!("{x}px"));
    dom::set_property(menu, "--y", &format!("{y}px"));
}

fn items_of(menu: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(list) = menu.query_selector_all("[role^=menuitem]:not([disabled])") else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

fn focus_item(menu: &HtmlElement, index: usize) {
    if let Some(item) = items_of(menu).get(index) {
        let _ = item.focus();
    }
}

fn on_key(menu: &HtmlElement, event: &web_sys::KeyboardEvent) {
    let items = items_of(menu);
    let present = dom::document().and_then(|document| document.active_element());
    let index = present.and_then(|element| items.iter().position(|item| item.is_same_node(Some(&element))));
    let last = items.len().saturating_sub(1);
    let next = match event.key().as_str() {
        "ArrowDown" => index.map_or(0, |index| if index == last { 0 } else { index + 1 }),
        "ArrowUp" => index.map_or(last, |index| if index == 0 { last } else { index - 1 }),
        "Home" => 0,
        "End" => last,
        "Escape" | "Tab" => {
            event.prevent_default();
            event.stop_propagation();
            close();
            return;
        }
        _ => return,
    };
    event.prevent_default();
    focus_item(menu, next);
}

/// One item. The menu is closed first, so that a dialog gives the focus back to the opener.
fn item(
    icon_name: &'static str,
    name: String,
    key: Option<&'static str>,
    danger: bool,
    act: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="menu__item"
            class:menu__item--danger=danger
            role="menuitem"
            on:click=move |_| {
                close();
                act();
            }
        >
            {icon(icon_name)}
            {name}
            {key.map(|key| view! { <kbd>{key}</kbd> })}
        </button>
    }
    .into_any()
}

fn separator() -> impl IntoView {
    view! { <div class="menu__sep" role="separator"></div> }
}

fn app_items(app: App, state: BoardState) -> AnyView {
    let named = |ja: &'static str, en: &'static str| tr(ja, en).to_owned();
    let samples = app.with_session(|session| session.board().engagements.values().any(|engagement| engagement.sample));
    let samples_item = if samples {
        item("trash", named("見本を削除", "Remove the samples"), None, false, move || {
            super::start::remove_samples(app)
        })
    } else {
        item("sample", named("サンプルを読み込む", "Load the samples"), None, false, move || {
            super::start::load_samples(app, state)
        })
    };
    let before_import = import::has_copy().then(|| {
        item(
            "history",
            named("読み込み前の控えを書き出す", "Export the copy from before the import"),
            None,
            false,
            move || import::export_copy(app),
        )
    });
    let any_set_aside = app.with_session(|session| session.journal().quarantine().is_ok_and(|texts| !texts.is_empty()));
    let set_aside = any_set_aside.then(|| {
        item("warning", named("取り分けた記録…", "Records set aside…"), None, false, move || {
            app.dialog.set(Some(Dialog::SetAside))
        })
    });
    view! {
        {item("search", named("検索と操作…", "Find and do…"), Some("Ctrl K"), false, move || app.dialog.set(Some(Dialog::Palette)))}
        {separator()}
        {item("copy", named("ひな形から作る…", "Make from a template…"), None, false, move || app.dialog.set(Some(Dialog::MakeFrom(None))))}
        {separator()}
        {item("download", named("書き出し", "Export"), None, false, move || import::export(app))}
        {item("table", named("CSV に書き出す…", "Export to CSV…"), None, false, move || app.dialog.set(Some(Dialog::CsvExport)))}
        {item("lock", named("暗号化して書き出し…", "Export encrypted…"), None, false, move || app.dialog.set(Some(Dialog::Seal)))}
        {item("upload", named("読み込み…", "Import…"), None, false, move || import::choose(app))}
        {before_import}
        {set_aside}
        {item("storage", named("保存とバックアップ…", "Storage and backup…"), None, false, move || app.dialog.set(Some(Dialog::Storage)))}
        {item("repeat", named("チームで使う(同期)…", "Share with a team (synchronise)…"), None, false, move || app.dialog.set(Some(Dialog::Connection)))}
        {samples_item}
        {separator()}
        {offline::can_install().then(|| item("plus", named("アプリとして追加…", "Add as an app…"), None, false, offline::install))}
        {item("settings", named("設定…", "Settings…"), None, false, move || app.dialog.set(Some(Dialog::Settings)))}
        {themes(app)}
        {langs(app)}
        {separator()}
        {item("archive", named("完了・中止した案件", "Closed engagements"), None, false, move || app.dialog.set(Some(Dialog::Archive)))}
        {item("tag", named("ラベルを整理…", "Tidy the labels…"), None, false, move || app.dialog.set(Some(Dialog::Labels)))}
        {item("keyboard", named("ショートカット", "Shortcuts"), Some("?"), false, move || app.dialog.set(Some(Dialog::Shortcuts)))}
        {separator()}
        {item("trash", named("すべて削除…", "Delete everything…"), None, true, move || app.dialog.set(Some(Dialog::Clear)))}
    }
    .into_any()
}

fn themes(app: App) -> AnyView {
    let options = [
        (Theme::System, tr("自動", "System")),
        (Theme::Light, tr("明るい", "Light")),
        (Theme::Dark, tr("暗い", "Dark")),
    ];
    let radios = options
        .into_iter()
        .map(|(theme, name)| {
            view! {
                <label>
                    <input type="radio" role="menuitemradio" name="theme" prop:checked=move || app.theme.get() == theme on:change=move |_| app.set_theme(theme) />
                    <span>{name}</span>
                </label>
            }
        })
        .collect_view();
    field(tr("テーマ", "Theme"), radios.into_any())
}

fn langs(app: App) -> AnyView {
    let radios = [(Lang::Ja, "日本語"), (Lang::En, "English")]
        .into_iter()
        .map(|(choice, name)| {
            view! {
                <label>
                    <input
                        type="radio"
                        role="menuitemradio"
                        name="lang"
                        prop:checked=move || app.lang.get() == choice
                        on:change=move |_| {
                            close();
                            app.set_lang(choice);
                        }
                    />
                    <span lang=choice.tag()>{name}</span>
                </label>
            }
        })
        .collect_view();
    // ja: it is found by who reads only one of the two.
    field("言語 / Language", radios.into_any())
}

fn field(name: &'static str, radios: AnyView) -> AnyView {
    view! {
        <div class="menu__field">
            <p class="menu__label" aria-hidden="true">{name}</p>
            <div class="segmented" role="group" aria-label=name>{radios}</div>
        </div>
    }
    .into_any()
}

fn card_items(app: App, state: BoardState, id: EngagementId) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let named = |ja: &'static str, en: &'static str| tr(ja, en).to_owned();
    let make = move || app.dialog.set(Some(Dialog::MakeFrom(Some(Origin::Engagement(id)))));
    let delete = move || app.dialog.set(Some(Dialog::Remove(id)));
    if engagement.status == Status::Template {
        return view! {
            {item("plus", named("このひな形から作る…", "Make an engagement from it…"), None, false, make)}
            {separator()}
            {item("trash", named("ひな形を削除…", "Delete the template…"), None, true, delete)}
        }
        .into_any();
    }
    let column = crate::ui::find::shown_in(app, engagement.stage);
    let (first, last) = (column.first() == Some(&id), column.last() == Some(&id));
    let forward = engagement.stage.next().map(|next| {
        let name = say(next.label());
        item(
            "chevron-right",
            lang().pick(format!("{name}へ進む"), format!("On to {name}")),
            None,
            false,
            move || card::forward(app, id),
        )
    });
    let compare = (!engagement.candidates.is_empty()).then(|| {
        item("compare", named("候補の比較…", "Compare candidates…"), None, false, move || {
            app.dialog.set(Some(Dialog::Compare(id)))
        })
    });
    let status = |status: Status| move || app.dialog.set(Some(Dialog::Status(id, status)));
    let hold = if engagement.status == Status::OnHold {
        item("flag", named("再開する", "Take up again"), None, false, move || resume(app, id))
    } else {
        item("pause", named("保留…", "On hold…"), None, false, status(Status::OnHold))
    };
    let done = (engagement.stage >= Stage::Deliver)
        .then(|| item("check", named("完了…", "Done…"), None, false, status(Status::Done)));
    let several = state.selection.stands_for(id).then(|| {
        let count = state.selection.ids().len();
        let name = lang().pick(format!("選択した{count}件を変える"), format!("Change the {count} selected"));
        view! {
            {item("check-square", name, None, false, || dom::focus_later(".selection button"))}
            {separator()}
        }
    });
    view! {
        {several}
        {item("file", named("開く", "Open"), Some("Enter"), false, move || app.open(id))}
        {engagement.status.on_board().then(|| item("check-square", named("選択", "Select"), Some("X"), false, move || state.selection.begin(app, id)))}
        {item("move", named("移動…", "Move…"), Some("M"), false, move || app.dialog.set(Some(Dialog::Move(id))))}
        {forward}
        {compare}
        {separator()}
        {(!first).then(|| item("up", named("上へ", "Up"), Some("Alt ↑"), false, move || moving::nudge(app, id, false)))}
        {(!last).then(|| item("down", named("下へ", "Down"), Some("Alt ↓"), false, move || moving::nudge(app, id, true)))}
        {separator()}
        {item("copy", named("複製", "Duplicate"), None, false, move || select::duplicate(app, id))}
        {item("copy", named("内容を選んで複製…", "Duplicate with a choice…"), None, false, make)}
        {item("calendar", named("カレンダーに書き出す", "Export to a calendar"), None, false, move || export::one(app, id))}
        {item("archive", named("ひな形として保存…", "Save as a template…"), None, false, move || app.dialog.set(Some(Dialog::SaveTemplate(id))))}
        {separator()}
        {hold}
        {done}
        {item("close", named("中止…", "Cancel the engagement…"), None, false, status(Status::Cancelled))}
        {item("trash", named("削除…", "Delete…"), None, true, delete)}
    }
    .into_any()
}

/// Takes an engagement up again.
pub fn resume(app: App, id: EngagementId) {
    let title = app.peek(id).map(|engagement| engagement.title.clone()).unwrap_or_default();
    if app.act_or_tell(crate::domain::Action::SetStatus { id, status: Status::Active, reason: String::new() }) {
        app.tell_undoable(lang().pick(format!("「{title}」を再開しました"), format!("Took up “{title}” again")));
    }
}
