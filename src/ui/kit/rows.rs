//! Rows: a tight list of row forms, added by Enter or by paste, reordered, removed.

use super::control::is_composing;
use super::{Field, Sealed, icon, say, tr};
use crate::domain::ids::{Row, RowId};
use crate::text::{Text, text};
use leptos::prelude::*;
use std::sync::Arc;

/// What a list of rows is called and how a row begins.
pub struct RowsSpec<R: 'static> {
    label: Text,
    head: Vec<(&'static str, Text)>,
    example: Text,
    stacked: bool,
    latest: usize,
    fill: fn(&mut R, &[&str]),
}

/// A list of rows by its name. `fill` puts the cells of a pasted line (one cell for what is typed)
/// into a new row.
pub fn rows<R>(ja: &'static str, en: &'static str, fill: fn(&mut R, &[&str])) -> RowsSpec<R> {
    RowsSpec {
        label: text(ja, en),
        head: Vec::new(),
        example: text("入力して Enter", "Type and press Enter"),
        stacked: false,
        latest: usize::MAX,
        fill,
    }
}

impl<R: Row + PartialEq + Send + Sync + 'static> RowsSpec<R> {
    /// The heads of the columns with their sizes.
    pub fn head(mut self, head: &[(&'static str, Text)]) -> Self {
        self.head = head.to_vec();
        self
    }

    /// What the line for a new row says while it is empty.
    pub fn example(mut self, ja: &'static str, en: &'static str) -> Self {
        self.example = text(ja, en);
        self
    }

    /// Rows with more than fits into a line: labels stand in the row.
    pub fn stacked(mut self) -> Self {
        self.stacked = true;
        self
    }

    /// Only so many rows are shown at first, the last ones; a button shows the others.
    pub fn latest(mut self, count: usize) -> Self {
        self.latest = count;
        self
    }

    /// The list over `list`; `body` draws what stands in one row.
    pub fn show(self, list: Field<Vec<R>>, body: impl Fn(Field<R>) -> AnyView + Send + Sync + 'static) -> AnyView {
        let erased = List::over(&list, say(self.label), self.fill);
        let row: RowView = Arc::new(move |id| body(list.row(id)));
        draw(erased, &self.head, say(self.example), self.stacked, self.latest, row)
    }
}

/// Adds a row for each line of cells.
type AddLines = Arc<dyn Fn(Vec<Vec<String>>) -> Result<(), String> + Send + Sync>;
type RowView = Arc<dyn Fn(RowId) -> AnyView + Send + Sync>;

/// A list of rows without their type: all that is asked of it by the tools of a row and by the line
/// for a new one. These are in the program once then, and not once for each type of row.
#[derive(Clone)]
pub struct List {
    name: &'static str,
    ids: Memo<Vec<RowId>>,
    shift: Arc<dyn Fn(RowId, isize) + Send + Sync>,
    remove: Arc<dyn Fn(RowId) + Send + Sync>,
    add: AddLines,
}

impl List {
    /// The list over `list`; `fill` puts the cells of a line into a new row.
    pub fn over<R: Row + Send + Sync + 'static>(
        list: &Field<Vec<R>>,
        name: &'static str,
        fill: fn(&mut R, &[&str]),
    ) -> Self {
        let (shifted, removed, added) = (list.clone(), list.clone(), list.clone());
        Self {
            name,
            ids: list.ids(),
            // A row that stays where it is, or that is gone already, needs no word.
            shift: Arc::new(move |id, by| {
                let _ = shifted.shift(name, id, by);
            }),
            remove: Arc::new(move |id| {
                let _ = removed.remove(name, id);
            }),
            add: Arc::new(move |lines| {
                added.add_many(name, lines, move |row, line| {
                    let cells: Vec<&str> = line.iter().map(String::as_str).collect();
                    fill(row, &cells);
                })
            }),
        }
    }
}

fn draw(
    list: List,
    head: &[(&'static str, Text)],
    example: &'static str,
    stacked: bool,
    latest: usize,
    row: RowView,
) -> AnyView {
    let (name, ids) = (list.name, list.ids);
    let (shown, others) = tail(ids, latest);
    let head = (!head.is_empty()).then(|| {
        let cells = head
            .iter()
            .map(|(size, label)| view! { <span class=format!("cell cell--{size}")>{say(*label)}</span> })
            .collect_view();
        view! { <div class="rows__head" aria-hidden="true">{cells}</div> }
    });
    let add = new_line(list.clone(), example);
    let each = move |id: RowId| {
        let tools = row_tools(&list, id);
        let inside = row(id);
        if stacked {
            view! { <li class="row row--stack" data-row=id.to_string()>{tools}{inside}</li> }.into_any()
        } else {
            view! { <li class="row" data-row=id.to_string()>{tools}<div class="row__line">{inside}</div></li> }
                .into_any()
        }
    };
    view! {
        <div class="rows" role="group" aria-label=name>
            {others}
            {head}
            <ol class="rows__list">
                <For each=move || shown.get() key=|id| *id children=each />
            </ol>
            {add}
        </div>
    }
    .into_any()
}

/// The last rows of a list, and what shows the others too. In a form that can only be read no button can
/// be pressed, but what is folded can be unfolded.
fn tail(ids: Memo<Vec<RowId>>, latest: usize) -> (Memo<Vec<RowId>>, impl IntoView) {
    let sealed = use_context::<Sealed>().is_some_and(|sealed| sealed.0);
    let whole = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        ids.with(|ids| {
            let hidden = if whole.get() { 0 } else { ids.len().saturating_sub(latest) };
            ids.iter().skip(hidden).copied().collect::<Vec<_>>()
        })
    });
    let others = move || {
        let (all, some) = (ids.with(Vec::len), shown.with(Vec::len));
        (some < all).then(|| {
            let name = super::lang().pick(format!("すべて表示({all}件)"), format!("Show all {all}"));
            let show = move || whole.set(true);
            let control = if sealed {
                view! { <details class="more" on:toggle=move |_| show()><summary>{name}</summary></details> }.into_any()
            } else {
                view! { <button type="button" class="btn btn--s btn--quiet" on:click=move |_| show()>{name}</button> }
                    .into_any()
            };
            view! {
                <div class="rows__others">
                    {super::lang().pick(format!("新しい{some}件を表示しています。"), format!("The last {some} are shown. "))}
                    {control}
                </div>
            }
        })
    };
    (shown, others)
}

/// Grip, up, down and remove.
fn row_tools(list: &List, id: RowId) -> AnyView {
    let (name, ids) = (list.name, list.ids);
    let number = move || ids.get().iter().position(|other| *other == id).map_or(0, |index| index + 1);
    let called = move |ja: &'static str, en: &'static str| {
        super::lang().pick(format!("{name} {}行目{ja}", number()), format!("{en} {name} {}", number()))
    };
    let (up, down, by_key, remove) =
        (Arc::clone(&list.shift), Arc::clone(&list.shift), Arc::clone(&list.shift), Arc::clone(&list.remove));
    let by_key = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        event.prevent_default();
        by_key(id, by);
        crate::browser::dom::focus_later(format!("[data-row=\"{id}\"] > .row__grip"));
    };
    view! {
        <button type="button" class="row__grip" aria-label=move || called("を並べ替える(上下キー)", "Reorder (arrow keys)") on:keydown=by_key>
            {icon("grip")}
        </button>
        <div class="row__shift">
            <button type="button" aria-label=move || called("を上へ", "Move up") disabled=move || number() == 1 on:click=move |_| up(id, -1)>
                {icon("up")}
            </button>
            <button
                type="button"
                aria-label=move || called("を下へ", "Move down")
                disabled=move || number() == ids.with(Vec::len)
                on:click=move |_| down(id, 1)
            >
                {icon("down")}
            </button>
        </div>
        <button type="button" class="row__remove" aria-label=move || called("を削除", "Remove") on:click=move |_| remove(id)>
            {icon("close")}
        </button>
    }
    .into_any()
}

/// The line that adds to a list whose rows are drawn otherwise.
pub fn add_line<R: Row + Send + Sync + 'static>(
    list: Field<Vec<R>>,
    name: &'static str,
    example: &'static str,
    fill: fn(&mut R, &[&str]),
) -> AnyView {
    new_line(List::over(&list, name, fill), example)
}

/// The line at the end: Enter makes a row of it, a paste of several lines or cells makes several.
fn new_line(list: List, example: &'static str) -> AnyView {
    let name = list.name;
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let typed = move || input.get_untracked().map(|element| element.value().trim().to_owned()).unwrap_or_default();
    let add = {
        let add = Arc::clone(&list.add);
        move |cells: Vec<String>| {
            let made = add(vec![cells]);
            if made.is_ok()
                && let Some(element) = input.get_untracked()
            {
                element.set_value("");
            }
            error.set(made.err());
        }
    };
    let by_key = {
        let add = add.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" && !is_composing(&event) {
                event.prevent_default();
                let typed = typed();
                if !typed.is_empty() {
                    add(vec![typed]);
                }
            }
        }
    };
    let by_button = move |_| {
        let typed = typed();
        add(if typed.is_empty() { Vec::new() } else { vec![typed] });
    };
    let by_paste = move |event: leptos::ev::ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if !pasted.trim_end().contains(['\n', '\t']) {
            return;
        }
        event.prevent_default();
        let lines = pasted
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
            .collect();
        error.set((list.add)(lines).err());
    };
    let called = super::lang().pick(format!("{name}を追加"), format!("Add to {name}"));
    view! {
        <div class="rows__add">
            <button type="button" class="rows__plus" aria-label=super::lang().pick(format!("{name}の行を追加"), format!("Add a row to {name}")) on:click=by_button>
                {icon("plus")}
            </button>
            <input class="input" data-draft="" node_ref=input placeholder=example aria-label=called autocomplete="off" enterkeyhint="done" on:keydown=by_key on:paste=by_paste />
            <span class="rows__paste">{tr("Excelから貼り付けできます", "Paste from Excel works")}</span>
        </div>
        {move || error.get().map(|error| view! { <p class="row__error" role="alert">{error}</p> })}
    }
    .into_any()
}
