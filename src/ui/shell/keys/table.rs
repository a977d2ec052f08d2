//! The table of the keys.

use super::{Act, Group};
use crate::route::Screen;
use crate::text::{Text, text};
use web_sys::KeyboardEvent;

/// A key with what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Press {
    key: &'static str,
    command: bool,
    alt: bool,
    shift: bool,
}

const fn key(key: &'static str) -> Press {
    Press { key, command: false, alt: false, shift: false }
}

const fn command(key: &'static str) -> Press {
    Press { key, command: true, alt: false, shift: false }
}

const fn alt(key: &'static str) -> Press {
    Press { key, command: false, alt: true, shift: false }
}

const fn shift(press: Press) -> Press {
    Press { shift: true, ..press }
}

impl Press {
    /// Whether an event is this press.
    pub(super) fn is(self, event: &KeyboardEvent) -> bool {
        // With Caps Lock on, letters come as capitals.
        let typed = event.key();
        let same = if self.key.len() == 1 { typed.eq_ignore_ascii_case(self.key) } else { typed == self.key };
        // Where a mark lies on the keyboard is a matter of its layout: it may need Shift.
        let mark = self.key.len() == 1 && !self.key.chars().all(char::is_alphanumeric);
        same && self.command == (event.ctrl_key() || event.meta_key())
            && self.alt == event.alt_key()
            && (mark || self.shift == event.shift_key())
    }

    /// Whether it is one letter or mark and nothing else, so that a word spoken or typed by mistake may
    /// set it off.
    pub(super) fn is_single(self) -> bool {
        self.key.len() == 1 && self.key != " " && !self.command && !self.alt
    }

    /// The keys as they are written on a keyboard.
    pub(super) fn caps(self) -> Vec<String> {
        let held = [(self.command, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift")];
        let mut caps: Vec<String> = held.iter().filter(|(held, _)| *held).map(|(_, name)| (*name).to_owned()).collect();
        caps.push(match self.key {
            "ArrowLeft" => "←".to_owned(),
            "ArrowRight" => "→".to_owned(),
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            " " => "Space".to_owned(),
            "Escape" => "Esc".to_owned(),
            "ContextMenu" => "Menu".to_owned(),
            letter => {
                if letter.len() == 1 {
                    letter.to_ascii_uppercase()
                } else {
                    letter.to_owned()
                }
            }
        });
        caps
    }

    /// The keys as `aria-keyshortcuts` has them.
    pub(super) fn aria(self) -> String {
        let name = if self.key.len() == 1 { self.key.to_ascii_uppercase() } else { self.key.to_owned() };
        let name = if self.key == " " { "Space".to_owned() } else { name };
        let held = format!("{}{}", if self.alt { "Alt+" } else { "" }, if self.shift { "Shift+" } else { "" });
        if self.command { format!("Control+{held}{name} Meta+{held}{name}") } else { format!("{held}{name}") }
    }
}

/// A line of the list: keys that do the same or belong together.
pub(super) struct Line {
    pub(super) group: Group,
    pub(super) what: Text,
    pub(super) presses: &'static [(Press, Act)],
}

const fn line(group: Group, what: Text, presses: &'static [(Press, Act)]) -> Line {
    Line { group, what, presses }
}

/// Every key.
pub(super) const TABLE: &[Line] = &[
    line(Group::Everywhere, text("検索と操作", "Find and do"), &[(command("k"), Act::Palette)]),
    line(Group::Everywhere, text("元に戻す", "Undo"), &[(command("z"), Act::Undo)]),
    line(Group::Everywhere, text("やり直す", "Redo"), &[(shift(command("z")), Act::Redo), (command("y"), Act::Redo)]),
    line(Group::Everywhere, text("ボード", "Board"), &[(key("1"), Act::Go(Screen::Board))]),
    line(Group::Everywhere, text("今日", "Today"), &[(key("2"), Act::Go(Screen::Today))]),
    line(Group::Everywhere, text("カレンダー", "Calendar"), &[(key("3"), Act::Go(Screen::Calendar))]),
    line(Group::Everywhere, text("分析", "Insight"), &[(key("4"), Act::Go(Screen::Insight))]),
    line(Group::Everywhere, text("この一覧", "This list"), &[(key("?"), Act::Shortcuts)]),
    line(Group::Board, text("新しい案件", "New engagement"), &[(key("n"), Act::New)]),
    line(Group::Board, text("言葉で探す", "Search"), &[(key("/"), Act::Search)]),
    line(Group::Board, text("絞り込みの欄を出す・しまう", "Show or hide the filter bar"), &[(key("f"), Act::Filter)]),
    line(
        Group::Search,
        text("見つかったカードへ", "To the first card found"),
        &[(key("Enter"), Act::FirstHit), (key("ArrowDown"), Act::FirstHit)],
    ),
    line(
        Group::Search,
        text("言葉を消す・欄をしまう", "Empty it, then hide the bar"),
        &[(key("Escape"), Act::LeaveSearch)],
    ),
    line(
        Group::Card,
        text("隣のカードへ", "To the next card"),
        &[
            (key("ArrowLeft"), Act::Beside { columns: -1, cards: 0 }),
            (key("ArrowRight"), Act::Beside { columns: 1, cards: 0 }),
            (key("ArrowUp"), Act::Beside { columns: 0, cards: -1 }),
            (key("ArrowDown"), Act::Beside { columns: 0, cards: 1 }),
        ],
    ),
    line(
        Group::Card,
        text("列の最初・最後のカードへ", "To the first or last of the column"),
        &[(key("Home"), Act::End { last: false }), (key("End"), Act::End { last: true })],
    ),
    line(Group::Card, text("案件を開く", "Open the engagement"), &[(key("Enter"), Act::Open)]),
    line(Group::Card, text("持ち上げる", "Take it up"), &[(key(" "), Act::TakeUp)]),
    line(Group::Card, text("移動…", "Move…"), &[(key("m"), Act::Move)]),
    line(Group::Card, text("選択する・外す", "Select, or no longer"), &[(key("x"), Act::Select)]),
    line(Group::Card, text("続けて選択する", "Select as far as here"), &[(shift(key("x")), Act::SelectTo)]),
    line(
        Group::Card,
        text("上へ・下へ動かす", "Move it up or down"),
        &[(alt("ArrowUp"), Act::Nudge { down: false }), (alt("ArrowDown"), Act::Nudge { down: true })],
    ),
    line(
        Group::Card,
        text("カードのメニュー", "Menu of the card"),
        &[(shift(key("F10")), Act::Menu), (key("ContextMenu"), Act::Menu)],
    ),
    line(
        Group::Lifted,
        text("段階を選ぶ", "Choose the stage"),
        &[(key("ArrowLeft"), Act::CarryAside { right: false }), (key("ArrowRight"), Act::CarryAside { right: true })],
    ),
    line(
        Group::Lifted,
        text("順番を選ぶ", "Choose the place"),
        &[(key("ArrowUp"), Act::Carry { down: false }), (key("ArrowDown"), Act::Carry { down: true })],
    ),
    line(Group::Lifted, text("置く", "Put it down"), &[(key(" "), Act::PutDown), (key("Enter"), Act::PutDown)]),
    line(Group::Lifted, text("取りやめる", "Give up"), &[(key("Escape"), Act::GiveUp)]),
    line(
        Group::Panel,
        text("欄を離れる・パネルを閉じる", "Leave the field, then close the panel"),
        &[(key("Escape"), Act::Leave)],
    ),
];
