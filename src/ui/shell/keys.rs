//! The keys. One table says what each does, and the same table is what the page listens by and what the
//! list of shortcuts shows.

mod table;

use crate::browser::local::{preference, set_preference};
use crate::route::Screen;
use crate::text::{Text, text};
use std::cell::Cell;
use table::{Press, TABLE};
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
