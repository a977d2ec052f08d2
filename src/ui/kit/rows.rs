//! Rows: a tight list of row forms, added by Enter or by paste, reordered, removed.

use super::control::is_composing;
use super::{Field, icon, say, tr};
use crate::domain::ids::{Row, RowId};
use crate::text::{Text, text};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// What a list of rows is called and how a row begins.
pub struct RowsSpec<R: 'static> {
    label: Text,
    head: Vec<(&'static str, Text)>,
    example: Text,
    stacked: bool,
    fill: fn(&mut R, &[&str]),
    today: bool,
}

/// A list of rows by its name. `fill` puts the cells of a pasted line (one cell for what is typed)
/// into a new row.
pub fn rows<R>(ja: &'static str, en: &'static str, fill: fn(&mut R, &[&str])) -> RowsSpec<R> {
    RowsSpec { label: text(ja, en), head: Vec::new(), example: text("入力して Enter", "Type and press Enter"), stacked: false, fill, today: false }
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

    /// The list over `list`; `body` draws what stands in one row.
    pub fn show(self, list: Field<Vec<R>>, body: impl Fn(Field<R>) -> AnyView + Send + Sync + 'static) -> AnyView {
        let name = say(self.label);
        let body: Arc<dyn Fn(Field<R>) -> AnyView + Send + Sync> = Arc::new(body);
        let ids = list.ids();
        let stacked = self.stacked;
        let head = (!self.head.is_empty()).then(|| {
            let cells = self
                .head
                .iter()
                .map(|(size, label)| view! { <span class=format!("cell cell--{size}")>{say(*label)}</span> })
                .collect_view();
            view! { <div class="rows__head" aria-hidden="true">{cells}</div> }
        });
        let each = {
            let list = list.clone();
            move |id: RowId| {
                let row = list.row(id);
                let tools = row_tools(list.clone(), id, ids, name);
                let inside = body(row);
                if stacked {
                    view! { <li class="row row--stack" data-row=id.to_string()>{tools}{inside}</li> }.into_any()
                } else {
                    view! { <li class="row" data-row=id.to_string()>{tools}<div class="row__line">{inside}</div></li> }.into_any()
                }
            }
        };
        let add = add_line(list, name, say(self.example), self.fill);
        view! {
            <div class="rows" role="group" aria-label=name>
                {head}
                <ol class="rows__list">
                    <For each=move || ids.get() key=|id| *id children=each />
                </ol>
                {add}
            </div>
        }
        .into_any()
    }
}

/// Grip, up, down and remove.
fn row_tools<R: Row + Send + Sync + 'static>(list: Field<Vec<R>>, id: RowId, ids: Memo<Vec<RowId>>, name: &'static str) -> AnyView {
    let number = move || ids.get().iter().position(|other| *other == id).map_or(0, |index| index + 1);
    let called = move |ja: &'static str, en: &'static str| {
        super::lang().pick(format!("{name} {}行目{ja}", number()), format!("{en} {name} {}", number()))
    };
    let list = Rc::new(list);
    let shift = move |list: &Field<Vec<R>>, by: isize| {
        // A row that stays where it is needs no word.
        let _ = list.shift(name, id, by);
    };
    let (up, down, gone) = (Rc::clone(&list), Rc::clone(&list), Rc::clone(&list));
    let by_key = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        event.prevent_default();
        shift(&list, by);
        crate::browser::dom::focus_later(format!("[data-row=\"{id}\"] > .row__grip"));
    };
    view! {
        <button type="button" class="row__grip" aria-label=move || called("を並べ替える(上下キー)", "Reorder (arrow keys)") on:keydown=by_key>
            {icon("grip")}
        </button>
        <div class="row__shift">
            <button type="button" aria-label=move || called("を上へ", "Move up") disabled=move || number() == 1 on:click=move |_| shift(&up, -1)>
                {icon("up")}
            </button>
            <button
                type="button"
                aria-label=move || called("を下へ", "Move down")
                disabled=move || number() == ids.with(Vec::len)
                on:click=move |_| shift(&down, 1)
            >
                {icon("down")}
            </button>
        </div>
        <button type="button" class="row__remove" aria-label=move || called("を削除", "Remove") on:click=move |_| { let _ = gone.remove(name, id); }>
            {icon("close")}
        </button>
    }
    .into_any()
}

/// The line at the end: Enter makes a row of it, a paste of several lines or cells makes several.
pub fn add_line<R: Row + Send + Sync + 'static>(
    list: Field<Vec<R>>,
    name: &'static str,
    example: &'static str,
    fill: fn(&mut R, &[&str]),
) -> AnyView {
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let list = Rc::new(list);
    let add = {
        let list = Rc::clone(&list);
        move || {
            let Some(element) = input.get_untracked() else {
                return;
            };
            let typed = element.value();
            let typed = typed.trim().to_owned();
            if typed.is_empty() {
                return;
            }
            match list.add(name, move |row| fill(row, &[typed.as_str()])) {
                Ok(_) => {
                    element.set_value("");
                    error.set(None);
                }
                Err(reason) => error.set(Some(reason)),
            }
        }
    };
    let by_key = {
        let add = add.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" && !is_composing(&event) {
                event.prevent_default();
                add();
            }
        }
    };
    let by_button = {
        let (add, list) = (add.clone(), Rc::clone(&list));
        move |_| {
            let empty = input.get_untracked().is_some_and(|element| element.value().trim().is_empty());
            if empty {
                error.set(list.add(name, move |row| fill(row, &[])).err());
            } else {
                add();
            }
        }
    };
    let by_paste = move |event: leptos::ev::ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if !pasted.trim_end().contains(['\n', '\t']) {
            return;
        }
        event.prevent_default();
        let lines: Vec<Vec<String>> = pasted
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
            .collect();
        let made = list.add_many(name, lines, move |row, line| {
            let cells: Vec<&str> = line.iter().map(String::as_str).collect();
            fill(row, &cells);
        });
        error.set(made.err());
    };
    let called = super::lang().pick(format!("{name}を追加"), format!("Add to {name}"));
    view! {
        <div class="rows__add">
            <button type="button" class="rows__plus" aria-label=super::lang().pick(format!("{name}の行を追加"), format!("Add a row to {name}")) on:click=by_button>
                {icon("plus")}
            </button>
            <input class="input" node_ref=input placeholder=example aria-label=called autocomplete="off" on:keydown=by_key on:paste=by_paste />
            <span class="rows__paste">{tr("Excelから貼り付けできます", "Paste from Excel works")}</span>
        </div>
        {move || error.get().map(|error| view! { <p class="row__error" role="alert">{error}</p> })}
    }
    .into_any()
}
