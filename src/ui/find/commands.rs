//! What the palette can do, apart from opening an engagement.

mod about;

pub use about::of_engagement;

use super::{clear, views};
use crate::domain::command::Origin;
use crate::domain::{EngagementId, RowId, Status};
use crate::papers::Kind as Paper;
use crate::route::{Filter, Screen};
use crate::text::{Lang, Text, text};
use crate::ui::app::{App, Dialog, Theme};
use crate::ui::board::{BoardState, card};
use crate::ui::dialogs::import;
use crate::ui::kit::{lang, say};
use crate::ui::select;
use crate::ui::shell::bar;
use crate::ui::shell::keys::{self, Act};
use crate::ui::shell::{menu, screens, start};
use leptos::prelude::*;

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed {
    /// What a key of the page does too.
    Act(Act),
    /// Ways out of and into a file.
    Export,
    /// Chooses a file to read in.
    Import,
    /// Opens a dialog that asks for nothing before.
    Ask(Ask),
    /// Another theme.
    Theme(Theme),
    /// Another language.
    Lang(Lang),
    /// Loads the samples.
    Samples,
    /// Shows everything on the board.
    ClearFilter,
    /// Narrows the board to a saved filter.
    View(RowId),
    /// On to the next stage.
    Forward(EngagementId),
    /// Takes up again.
    Resume(EngagementId),
    /// A status, with its reason.
    Status(EngagementId, Status),
    /// A dialog about an engagement.
    About(EngagementId, About),
    /// A copy, opened.
    Duplicate(EngagementId),
    /// A paper of an engagement.
    Paper(EngagementId, Paper),
}

/// A dialog of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// ひな形から作る
    MakeFrom,
    /// 暗号化して書き出す
    Seal,
    /// 保存とバックアップ
    Storage,
    /// チームで使う
    Connection,
    /// 設定
    Settings,
    /// 保存した絞り込み
    Views,
    /// 完了・中止した案件
    Archive,
    /// ラベルを整理
    Labels,
    /// CSV に書き出す
    Csv,
}

/// A dialog about an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// 移動
    Move,
    /// 候補の比較
    Compare,
    /// 内容を選んで複製
    MakeFrom,
    /// 候補を CSV から読み込む
    Csv,
    /// ひな形として保存
    SaveTemplate,
    /// 削除
    Remove,
}

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Tells it from others, and from one day to the next.
    pub key: String,
    /// Its icon.
    pub icon: &'static str,
    /// What it is called.
    pub name: String,
    /// By what else it is found.
    pub also: &'static str,
    /// What it does.
    pub deed: Deed,
}

type Row = (&'static str, &'static str, Text, &'static str, Deed);

fn command((key, icon, name, also, deed): Row) -> Command {
    Command { key: key.to_owned(), icon, name: say(name).to_owned(), also, deed }
}

/// What can be done with the page.
pub fn of_page(app: App) -> Vec<Command> {
    let rows: [Row; 18] = [
        ("new", "plus", text("新しい案件", "New engagement"), "しんき あんけん 追加 new add", Deed::Act(Act::New)),
        (
            "make-from",
            "copy",
            text("ひな形から作る…", "Make from a template…"),
            "ひながた テンプレート",
            Deed::Ask(Ask::MakeFrom),
        ),
        (
            "search",
            "search",
            text("ボードで言葉を探す", "Search the board"),
            "けんさく さがす find",
            Deed::Act(Act::Search),
        ),
        (
            "filter",
            "filter",
            text("絞り込みの欄を出す・しまう", "Show or hide the filter bar"),
            "しぼりこみ フィルター filter",
            Deed::Act(Act::Filter),
        ),
        (
            "views",
            "star",
            text("保存した絞り込み…", "Saved filters…"),
            "しぼりこみ フィルター ほぞん",
            Deed::Ask(Ask::Views),
        ),
        ("undo", "undo", text("元に戻す", "Undo"), "もとにもどす 取り消し undo", Deed::Act(Act::Undo)),
        ("redo", "redo", text("やり直す", "Redo"), "やりなおす redo", Deed::Act(Act::Redo)),
        ("export", "download", text("書き出し", "Export"), "かきだし エクスポート バックアップ json", Deed::Export),
        (
            "seal",
            "lock",
            text("暗号化して書き出し…", "Export encrypted…"),
            "あんごうか かきだし パスワード",
            Deed::Ask(Ask::Seal),
        ),
        ("import", "upload", text("読み込み…", "Import…"), "よみこみ インポート json", Deed::Import),
        (
            "storage",
            "storage",
            text("保存とバックアップ…", "Storage and backup…"),
            "ほぞん 復元",
            Deed::Ask(Ask::Storage),
        ),
        (
            "connection",
            "repeat",
            text("チームで使う(同期)…", "Share with a team (synchronise)…"),
            "どうき 共有 sync CouchDB",
            Deed::Ask(Ask::Connection),
        ),
        ("samples", "sample", text("サンプルを読み込む", "Load the samples"), "見本 みほん", Deed::Samples),
        (
            "archive",
            "archive",
            text("完了・中止した案件", "Closed engagements"),
            "かんりょう ちゅうし アーカイブ archive",
            Deed::Ask(Ask::Archive),
        ),
        (
            "labels",
            "tag",
            text("ラベルを整理…", "Tidy the labels…"),
            "らべる せいり タグ 名前の変更 label",
            Deed::Ask(Ask::Labels),
        ),
        (
            "csv",
            "table",
            text("CSV に書き出す…", "Export to CSV…"),
            "かきだし エクスポート 表計算 excel csv",
            Deed::Ask(Ask::Csv),
        ),
        (
            "settings",
            "settings",
            text("設定…", "Settings…"),
            "せってい 消費税 営業時間 休業日 高コントラスト ライセンス キーボード",
            Deed::Ask(Ask::Settings),
        ),
        (
            "shortcuts",
            "keyboard",
            text("ショートカット", "Shortcuts"),
            "キーボード ヘルプ help",
            Deed::Act(Act::Shortcuts),
        ),
    ];
    let possible = |deed: Deed| match deed {
        Deed::Act(Act::Undo) => app.undo_label.with_untracked(Option::is_some),
        Deed::Act(Act::Redo) => app.redo_label.with_untracked(Option::is_some),
        _ => true,
    };
    let mut commands: Vec<Command> = rows.into_iter().filter(|row| possible(row.4)).map(command).collect();
    if app.find.filter.with_untracked(|filter| !Filter::is_empty(filter)) {
        let name = text("絞り込みをクリア", "Clear the filter");
        commands.push(command(("clear", "filter", name, "しぼりこみ 解除 すべて表示", Deed::ClearFilter)));
    }
    commands.extend(looks());
    commands.extend(app.settings.with_untracked(|settings| settings.views.clone()).into_iter().map(|view| Command {
        key: view.id.to_string(),
        icon: "star",
        name: lang().pick(format!("絞り込み：{}", view.name), format!("Filter: {}", view.name)),
        also: "しぼりこみ フィルター",
        deed: Deed::View(view.id),
    }));
    commands
}

/// Screens, themes, languages.
fn looks() -> Vec<Command> {
    let screens = Screen::ALL.map(|screen| Command {
        key: format!("screen-{}", screen.id()),
        icon: screens::icon_of(screen),
        name: lang().pick(format!("画面：{}", screens::name(screen)), format!("Screen: {}", screens::name(screen))),
        also: screen.id(),
        deed: Deed::Act(Act::Go(screen)),
    });
    let themes: [Row; 5] = [
        ("theme-system", "settings", text("テーマ：自動", "Theme: system"), "theme", Deed::Theme(Theme::System)),
        ("theme-light", "sun", text("テーマ：明るい", "Theme: light"), "ライト light", Deed::Theme(Theme::Light)),
        ("theme-dark", "moon", text("テーマ：暗い", "Theme: dark"), "ダーク dark", Deed::Theme(Theme::Dark)),
        (
            "lang-ja",
            "globe",
            text("言語：日本語", "Language: Japanese"),
            "にほんご 日本語 japanese",
            Deed::Lang(Lang::Ja),
        ),
        ("lang-en", "globe", text("言語：English", "Language: English"), "えいご 英語 english", Deed::Lang(Lang::En)),
    ];
    screens.into_iter().chain(themes.into_iter().map(command)).collect()
}

/// The keys that do the same.
pub fn caps(deed: Deed) -> Vec<String> {
    match deed {
        Deed::Act(act) => keys::caps(act),
        _ => Vec::new(),
    }
}

/// Does it.
pub fn run(app: App, state: BoardState, deed: Deed) {
    let ask = |dialog| app.dialog.set(Some(dialog));
    match deed {
        Deed::Act(act) => bar::run(app, state, act),
        Deed::Export => import::export(app),
        Deed::Import => import::choose(app),
        Deed::Ask(Ask::MakeFrom) => ask(Dialog::MakeFrom(None)),
        Deed::Ask(Ask::Seal) => ask(Dialog::Seal),
        Deed::Ask(Ask::Storage) => ask(Dialog::Storage),
        Deed::Ask(Ask::Connection) => ask(Dialog::Connection),
        Deed::Ask(Ask::Settings) => ask(Dialog::Settings),
        Deed::Ask(Ask::Views) => ask(Dialog::Views),
        Deed::Ask(Ask::Archive) => ask(Dialog::Archive),
        Deed::Ask(Ask::Labels) => ask(Dialog::Labels),
        Deed::Ask(Ask::Csv) => ask(Dialog::CsvExport),
        Deed::Duplicate(id) => select::duplicate(app, id),
        Deed::Theme(theme) => app.set_theme(theme),
        Deed::Lang(lang) => {
            // The page is drawn anew before the closing of the palette is heard of.
            app.dialog.set(None);
            app.set_lang(lang);
        }
        Deed::Samples => start::load_samples(app, state),
        Deed::ClearFilter => clear(app),
        Deed::View(id) => views::choose(app, id),
        Deed::Forward(id) => card::forward(app, id),
        Deed::Resume(id) => menu::resume(app, id),
        Deed::Status(id, status) => ask(Dialog::Status(id, status)),
        Deed::About(id, About::Move) => ask(Dialog::Move(id)),
        Deed::About(id, About::Compare) => ask(Dialog::Compare(id)),
        Deed::About(id, About::Csv) => ask(Dialog::CsvImport(id)),
        Deed::About(id, About::MakeFrom) => ask(Dialog::MakeFrom(Some(Origin::Engagement(id)))),
        Deed::About(id, About::SaveTemplate) => ask(Dialog::SaveTemplate(id)),
        Deed::About(id, About::Remove) => ask(Dialog::Remove(id)),
        Deed::Paper(id, paper) => ask(Dialog::Paper(id, paper)),
    }
}
