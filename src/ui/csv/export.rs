//! CSV に書き出す: which table, and whether closed engagements come along.

use crate::browser::{clock, files};
use crate::text::csv::{Table, file_name, rows, write};
use crate::text::format::counted;
use crate::ui::app::App;
use crate::ui::dialogs::{Frame, cancel_button, close};
use crate::ui::kit::{lang, say, tr, typing};
use leptos::prelude::*;

/// The dialog.
pub fn dialog(app: App) -> AnyView {
    typing::flush();
    let table = RwSignal::new(Table::Engagements);
    let closed = RwSignal::new(true);
    let count = Memo::new(move |_| {
        let (table, closed) = (table.get(), closed.get());
        // The first row is the head.
        app.with_session(|session| rows(table, session.board(), closed, lang()).len()).saturating_sub(1)
    });
    let options = Table::ALL
        .iter()
        .map(|choice| {
            let choice = *choice;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="csv-table"
                        autofocus=choice == Table::Engagements
                        prop:checked=move || table.get() == choice
                        on:change=move |_| table.set(choice)
                    />
                    <span><b>{say(choice.name())}</b><small>{say(choice.about())}</small></span>
                </label>
            }
        })
        .collect_view();
    let body = view! {
        <div class="choices" role="radiogroup" aria-label=tr("書き出す表", "Table")>{options}</div>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || closed.get()
                on:change=move |event| closed.set(event_target_checked(&event))
            />
            <span>{tr("完了・中止した案件も含める", "With closed engagements")}</span>
        </label>
        <p class="muted">
            {tr(
                "表計算ソフトで開ける形(UTF-8)です。「=」などで始まる文字は、計算式として動かないように先頭に「'」を付けます。",
                "For spreadsheets (UTF-8). What begins with “=” or the like gets a ' in front, so that it is not run as a formula.",
            )}
        </p>
    };
    let save = move |_| {
        let (chosen, with_closed) = (table.get_untracked(), closed.get_untracked());
        let text = app.with_session(|session| write(&rows(chosen, session.board(), with_closed, lang())));
        let name = file_name(chosen, clock::now());
        close();
        match files::download(&name, "text/csv;charset=utf-8", &text) {
            Ok(()) => app.tell(lang().pick(format!("{name} に書き出しました"), format!("Exported to {name}."))),
            Err(_) => app.tell_error(tr(
                "ファイルに書き出せませんでした。ブラウザーのダウンロードの設定を確かめてください。ボードはそのままです。",
                "The file could not be written. Please check the browser's download settings. The board is unchanged.",
            )),
        }
    };
    let foot = view! {
        {cancel_button()}
        <button type="button" class="btn btn--primary" disabled=move || count.get() == 0 on:click=save>
            {move || match count.get() {
                0 => tr("書き出す行がありません", "Nothing to export").to_owned(),
                count => lang().pick(format!("{count}行を書き出す"), format!("Export {}", counted(count, "row"))),
            }}
        </button>
    };
    let frame = Frame { title: tr("CSV に書き出す", "Export to CSV").to_owned(), about: String::new(), class: "" };
    frame.show(body.into_any(), foot.into_any())
}
