//! 候補を CSV から読み込む: a file or what was copied, its columns, its rows with what is wrong in them,
//! and then the candidates as one step.

use super::preview::{columns, table};
use crate::browser::{decode, files, ids};
use crate::document::csv::mapping::{Mapping, Row, Target, add, guess, rows};
use crate::document::csv::{BYTES_MAX, CsvError, ROWS_MAX, Sheet, read};
use crate::domain::EngagementId;
use crate::domain::ids::IdSource;
use crate::text::format::counted;
use crate::text::message;
use crate::ui::app::{App, Dialog};
use crate::ui::dialogs::{Frame, cancel_button, close};
use crate::ui::kit::control::Typing;
use crate::ui::kit::{Form, element_id, icon, lang, tr, typing};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is being read in.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    app: App,
    id: EngagementId,
    sheet: RwSignal<Option<Arc<Sheet>>>,
    pub(super) mapping: RwSignal<Mapping>,
    /// What a person decided about a row, by its line; the others are as suggested.
    pub(super) chosen: RwSignal<BTreeMap<usize, bool>>,
    error: RwSignal<Option<String>>,
    name: RwSignal<String>,
}

impl Reading {
    /// The head of the columns, and the first cell under each.
    pub(super) fn head(self) -> Vec<(String, String)> {
        let sheet = self.sheet.get();
        let head = sheet.as_deref().map(Sheet::head).unwrap_or_default();
        let first = sheet.as_deref().and_then(|sheet| sheet.rows().first());
        let example = |index: usize| first.and_then(|row| row.cells.get(index)).cloned().unwrap_or_default();
        head.iter().enumerate().map(|(index, name)| (name.clone(), example(index))).collect()
    }

    /// The rows as the columns make them.
    pub(super) fn rows(self) -> Vec<Row> {
        let (sheet, mapping) = (self.sheet.get(), self.mapping.get());
        match (sheet, self.app.peek(self.id)) {
            (Some(sheet), Some(engagement)) => rows(&sheet, &mapping, &engagement),
            _ => Vec::new(),
        }
    }

    /// Whether a row is taken over.
    pub(super) fn takes(self, row: &Row) -> bool {
        row.possible() && self.chosen.with(|chosen| chosen.get(&row.line).copied()).unwrap_or(row.suggested())
    }

    /// Takes a text: a file's, or what was pasted.
    fn take(self, name: String, text: Result<String, CsvError>) {
        match text.and_then(|text| read(&text)) {
            Ok(sheet) => {
                self.chosen.set(BTreeMap::new());
                self.mapping.set(guess(sheet.head()));
                self.name.set(name);
                self.error.set(None);
                self.sheet.set(Some(Arc::new(sheet)));
            }
            Err(error) => self.error.set(Some(error.message(lang()))),
        }
    }

    fn choose(self) {
        files::choose(".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain", move |name, bytes| {
            let text = if bytes.len() > BYTES_MAX {
                Err(CsvError::TooLarge(bytes.len()))
            } else {
                decode::text(bytes).ok_or(CsvError::Binary)
            };
            self.take(crate::text::files::name(&name, lang()), text);
        });
    }

    /// Makes candidates of the rows that are taken over, as one step.
    fn import(self) {
        let candidates: Vec<_> = untrack(|| self.rows())
            .into_iter()
            .filter(|row| untrack(|| self.takes(row)))
            .map(|row| row.candidate)
            .collect();
        let count = candidates.len();
        let mut fresh = IdSource::new(ids::fresh());
        let label = tr("依頼先候補", "Candidates");
        let outcome = self.app.edit(self.id, label, Typing::default(), move |engagement| {
            add(engagement, &candidates, &mut fresh);
        });
        match outcome {
            Ok(()) => {
                close();
                self.app.tell_undoable(lang().pick(
                    format!("候補{count}社を読み込みました"),
                    format!("Imported {}", counted(count, "candidate")),
                ));
            }
            Err(rejection) => self.error.set(Some(message::rejection(&rejection, lang()))),
        }
    }
}

/// The button in the forms of stages 2 and 3; nothing where there is no board behind the form.
pub fn button(form: &Form) -> AnyView {
    let id = form.peek().id;
    let Some(app) = use_context::<App>() else {
        return ().into_any();
    };
    let open = move |_| {
        typing::flush();
        app.dialog.set(Some(Dialog::CsvImport(id)));
    };
    view! {
        <div class="btn-row">
            <button type="button" class="btn btn--s btn--quiet" on:click=open>
                {icon("table")} {tr("候補を CSV から読み込む…", "Import candidates from CSV…")}
            </button>
        </div>
    }
    .into_any()
}

/// The dialog.
pub fn dialog(app: App, id: EngagementId) -> AnyView {
    let Some(engagement) = app.peek(id) else {
        return ().into_any();
    };
    let reading = Reading {
        app,
        id,
        sheet: RwSignal::new(None),
        mapping: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(BTreeMap::new()),
        error: RwSignal::new(None),
        name: RwSignal::new(String::new()),
    };
    let some = Memo::new(move |_| reading.sheet.with(Option::is_some));
    let body = view! {
        {move || reading.error.get().map(|error| view! { <p class="import-error" role="alert">{error}</p> })}
        {move || if some.get() { look(reading) } else { ask(reading) }}
    };
    let count = Memo::new(move |_| reading.rows().iter().filter(|row| reading.takes(row)).count());
    let named = Memo::new(move |_| reading.mapping.with(|mapping| mapping.contains(&Some(Target::Name))));
    let go = move || {
        some.get().then(|| {
            view! {
                <button type="button" class="btn btn--primary" disabled=move || count.get() == 0 on:click=move |_| reading.import()>
                    {move || match (named.get(), count.get()) {
                        (false, _) => tr("会社名の列を選んでください", "Choose the column of the company").to_owned(),
                        (true, count) => lang().pick(format!("{count}社を読み込む"), format!("Import {count}")),
                    }}
                </button>
            }
        })
    };
    let foot = view! { {cancel_button()} {go} };
    let frame = Frame {
        title: tr("候補を CSV から読み込む", "Import candidates from CSV").to_owned(),
        about: engagement.title.clone(),
        class: "dialog--sheet",
    };
    frame.show(body.into_any(), foot.into_any())
}

/// The file, or a place to paste into.
fn ask(reading: Reading) -> AnyView {
    let id = element_id();
    let pasted = RwSignal::new(String::new());
    let help = format!("{id}h");
    let limits = lang().pick(
        format!("1行目に見出し、2行目から1社1行。UTF-8とShift_JIS、カンマ・セミコロン・タブ区切りを読めます。{}KB・{ROWS_MAX}行まで。", BYTES_MAX / 1_000),
        format!("A head in line 1, then a company a line. UTF-8 or Shift_JIS; commas, semicolons or tabs. Up to {} KB and {ROWS_MAX} rows.", BYTES_MAX / 1_000),
    );
    view! {
        <p>{limits}</p>
        <div class="btn-row">
            <button type="button" class="btn" autofocus=true on:click=move |_| reading.choose()>{icon("upload")} {tr("ファイルを選ぶ…", "Choose a file…")}</button>
        </div>
        <div class="field field--full">
            <label class="field__label" for=id.clone()>{tr("または、表を貼り付け", "Or paste a table")}</label>
            <textarea
                class="input"
                id=id
                rows="4"
                aria-describedby=help.clone()
                prop:value=move || pasted.get()
                on:input=move |event| pasted.set(event_target_value(&event))
            ></textarea>
            <p class="field__help" id=help>{tr("表計算ソフトで見出しから選んでコピーし、ここに貼り付けます。", "Copy the cells with their head from a spreadsheet.")}</p>
        </div>
        <div class="btn-row">
            <button
                type="button"
                class="btn"
                disabled=move || pasted.with(|text| text.trim().is_empty())
                on:click=move |_| reading.take(tr("貼り付けた表", "Pasted table").to_owned(), Ok(pasted.get_untracked()))
            >
                {tr("貼り付けた表を読む", "Read what is pasted")}
            </button>
        </div>
    }
    .into_any()
}

/// The columns and the rows.
fn look(reading: Reading) -> AnyView {
    let again = move |_| {
        reading.error.set(None);
        reading.sheet.set(None);
    };
    view! {
        <p class="csv__from">
            <span>{move || reading.name.get()}</span>
            <button type="button" class="btn btn--s" on:click=again>{tr("別の表にする", "Another table")}</button>
        </p>
        {move || columns(reading)}
        {move || table(reading)}
    }
    .into_any()
}
