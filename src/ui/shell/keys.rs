//! The keys. One table says what each does, and the same table is what the page listens by and what the
//! list of shortcuts shows.

use crate::browser::local::{preference, set_preference};
use crate::route::Screen;
use crate::text::{Text, text};
use std::cell::Cell;
use web_sys::KeyboardEvent;

/// Where keys are listened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// 全体
    Everywhere,
    /// ボード: as [`Self::Everywhere`], about the board.
    Board,
    /// 検索欄
    Search,
    /// カード, which has the focus.
    Card,
    /// 持ち上げたカード
    Lifted,
    /// パネル
    Panel,
}

impl Group {
    /// Every group, in the order of the list.
    pub const ALL: [Self; 6] = [Self::Everywhere, Self::Board, Self::Search, Self::Card, Self::Lifted, Self::Panel];

    /// What it is called.
    pub fn label(self) -> Text {
        match self {
            Self::Everywhere => text("全体", "Everywhere"),
            Self::Board => text("ボード", "Board"),
            Self::Search => text("検索の欄", "Search field"),
            Self::Card => text("選んでいるカード", "Card in focus"),
            Self::Lifted => text("持ち上げたカード", "Card taken up"),
            Self::Panel => text("パネル", "Panel"),
        }
    }
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 検索と操作
    Palette,
    /// 元に戻す
    Undo,
    /// やり直す
    Redo,
    /// A screen.
    Go(Screen),
    /// The list of shortcuts.
    Shortcuts,
    /// 新しい案件
    New,
    /// Puts the focus on the words of the filter.
    Search,
    /// Shows the bar of the filter, or puts it away.
    Filter,
    /// From the words to the first card that is shown.
    FirstHit,
    /// Empties the words, or puts the bar away where they are empty.
    LeaveSearch,
    /// 開く
    Open,
    /// Takes a card up.
    TakeUp,
    /// 移動…
    Move,
    /// Selects the card, or no longer.
    Select,
    /// Selects from the card that was selected last to this one.
    SelectTo,
    /// The card's menu.
    Menu,
    /// A card up or down by one place.
    Nudge {
        /// Whether down.
        down: bool,
    },
    /// The focus to the card so many columns and cards away.
    Beside {
        /// To the right.
        columns: i32,
        /// Down.
        cards: isize,
    },
    /// The focus to the first or last card of the column.
    End {
        /// Whether to the last.
        last: bool,
    },
    /// Carries a card to the column beside.
    CarryAside {
        /// Whether to the right.
        right: bool,
    },
    /// Carries a card up or down.
    Carry {
        /// Whether down.
        down: bool,
    },
    /// Puts a card down.
    PutDown,
    /// Gives up.
    GiveUp,
    /// Out of a field, and then out of the panel.
    Leave,
}

/// A key with what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Press {
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
    fn is(self, event: &KeyboardEvent) -> bool {
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
    fn is_single(self) -> bool {
        self.key.len() == 1 && self.key != " " && !self.command && !self.alt
    }

    /// The keys as they are written on a keyboard.
    fn caps(self) -> Vec<String> {
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
    fn aria(self) -> String {
        let name = if self.key.len() == 1 { self.key.to_ascii_uppercase() } else { self.key.to_owned() };
        let name = if self.key == " " { "Space".to_owned() } else { name };
        let held = format!("{}{}", if self.alt { "Alt+" } else { "" }, if self.shift { "Shift+" } else { "" });
        if self.command { format!("Control+{held}{name} Meta+{held}{name}") } else { format!("{held}{name}") }
    }
}

/// A line of the list: keys that do the same or belong together.
struct Line {
    group: Group,
    what: Text,
    presses: &'static [(Press, Act)],
}

const fn line(group: Group, what: Text, presses: &'static [(Press, Act)]) -> Line {
    Line { group, what, presses }
}

const TABLE: &[Line] = &[
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

/// What a key does in a group.
pub fn act(group: Group, event: &KeyboardEvent) -> Option<Act> {
    let lines = TABLE.iter().filter(|line| line.group == group);
    let (_, act) = lines.flat_map(|line| line.presses).find(|(press, _)| press.is(event) && is_on(group, *press))?;
    Some(*act)
}

/// Whether a key is listened for: those that are one letter can be switched off, except on what has the
/// focus.
fn is_on(group: Group, press: Press) -> bool {
    !(press.is_single() && matches!(group, Group::Everywhere | Group::Board)) || single_keys()
}

/// The keys of an act as `aria-keyshortcuts` has them; nothing where they are switched off.
pub fn shown(act: Act) -> Option<String> {
    let presses = TABLE.iter().flat_map(|line| line.presses.iter().map(|(press, act)| (line.group, *press, *act)));
    let (_, press, _) = presses.into_iter().find(|(group, press, other)| *other == act && is_on(*group, *press))?;
    Some(press.aria())
}

/// The keys of an act as they are written on a keyboard; none where there are none.
pub fn caps(act: Act) -> Vec<String> {
    let presses = TABLE.iter().flat_map(|line| line.presses.iter().map(|(press, act)| (line.group, *press, *act)));
    let press = presses.into_iter().find(|(group, press, other)| *other == act && is_on(*group, *press));
    press.map(|(_, press, _)| press.caps()).unwrap_or_default()
}

/// The lines of a group: what the keys do, the keys of each way, whether they are listened for.
pub fn lines(group: Group) -> Vec<(Text, Vec<Vec<String>>, bool)> {
    let lines = TABLE.iter().filter(|line| line.group == group);
    lines
        .map(|line| {
            let on = line.presses.iter().any(|(press, _)| is_on(group, *press));
            (line.what, line.presses.iter().map(|(press, _)| press.caps()).collect(), on)
        })
        .collect()
}

thread_local! {
    static SINGLE: Cell<Option<bool>> = const { Cell::new(None) };
}

const PREFERENCE: &str = "single-keys";

/// Whether keys that are one letter are listened for.
pub fn single_keys() -> bool {
    SINGLE.get().unwrap_or_else(|| {
        let on = preference(PREFERENCE).as_deref() != Some("off");
        SINGLE.set(Some(on));
        on
    })
}

/// Switches keys that are one letter on or off, in this browser.
pub fn set_single_keys(on: bool) {
    set_preference(PREFERENCE, if on { "on" } else { "off" });
    SINGLE.set(Some(on));
}
