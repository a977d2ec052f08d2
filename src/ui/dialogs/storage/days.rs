//! Kept days: what restoring one would change, a file of it, and the way back.

use super::super::{Frame, import};
use super::{offer, read_only, section};
use crate::browser::{clock, dom};
use crate::document::{self, Difference, Import};
use crate::domain::{Action, Board};
use crate::journal::Day;
use crate::text::format::counted;
use crate::text::storage::kept_name;
use crate::ui::app::{App, Dialog};
use crate::ui::files::not_included;
use crate::ui::kit::{lang, tr};
use leptos::prelude::*;

pub(super) fn part(app: App) -> AnyView {
    let days = app.with_session(|session| session.journal().days().unwrap_or_default());
    let help = tr(
        "1日に1回、ボードの控えをこのブラウザーに残します(14日分)。その日の状態に戻せます。",
        "Once a day a copy of the board is kept in this browser, for 14 days. You can go back to it.",
    );
    let body = if days.is_empty() {
        view! {
            <p class="store__help">{help}</p>
            <p class="store__empty">{tr("控えはまだありません。", "There is no copy yet.")}</p>
        }
        .into_any()
    } else {
        let rows = days.into_iter().map(|day| row(app, day)).collect_view();
        view! {
            <p class="store__help">{help}</p>
            <table class="preview store__days">
                <thead>
                    <tr>
                        <th scope="col">{tr("日付", "Date")}</th>
                        <th scope="col">{tr("案件", "Engagements")}</th>
                        <th scope="col">{tr("操作", "Actions")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    section("store-days", tr("日ごとの控え", "Daily copies"), body)
}

fn row(app: App, day: Day) -> AnyView {
    let title = kept_name(&day.name, lang());
    // One chunk holds the settings.
    let count = day.chunks.saturating_sub(1);
    let missing = (day.missing > 0).then(|| {
        let text = lang()
            .pick(format!("うち{}件は読み取れません", day.missing), format!("{} of them cannot be read", day.missing));
        view! { <span class="preview__diff is-wait">{text}</span> }
    });
    let (look, save) = (day.name.clone(), day.name.clone());
    view! {
        <tr data-day=day.name.clone()>
            <td><span class="preview__name">{title.clone()}</span></td>
            <td><span class="num">{lang().pick(format!("{count}件"), count.to_string())}</span>{missing}</td>
            <td>
                <div class="preview__actions">
                <button
                    type="button"
                    class="btn btn--s"
                    aria-label=lang().pick(format!("{title}の内容を見る"), format!("Look at {title}"))
                    on:click=move |_| app.dialog.set(Some(Dialog::Day(look.clone())))
                >
                    {tr("内容を見る", "Look")}
                </button>
                <button
                    type="button"
                    class="btn btn--s"
                    aria-label=lang().pick(format!("{title}の書き出し"), format!("Export {title}"))
                    on:click=move |_| export(app, &save)
                >
                    {tr("書き出し", "Export")}
                </button>
                </div>
            </td>
        </tr>
    }
    .into_any()
}

fn export(app: App, name: &str) {
    let Some((board, _)) = app.with_session(|session| session.day(name)) else {
        app.tell_error(tr(
            "この控えは読み取れません。いまのボードはそのままです。",
            "This copy cannot be read. The board is unchanged.",
        ));
        return;
    };
    let file = format!("irai-board-day-{}.json", name.replace('-', ""));
    if offer(app, &file, &document::export(&board, clock::now())) {
        let files = not_included(&board).words();
        app.tell(lang().pick(format!("{file} に書き出しました{files}"), format!("Exported to {file}.{files}")));
    }
}

/// What restoring a kept state would change.
pub fn preview(app: App, name: String) -> AnyView {
    let title = kept_name(&name, lang());
    let Some((board, missing)) = app.with_session(|session| session.day_to_restore(&name)) else {
        let body = view! {
            <p class="import-error" role="alert">
                {tr("この控えは読み取れません。いまのボードはそのままです。", "This copy cannot be read. The board is unchanged.")}
            </p>
        };
        return frame(title).show(body.into_any(), back_button(app, name));
    };
    let import = Import { exported_at: clock::now(), board, files: Vec::new() };
    let preview = app.with_session(|session| document::preview(session.board(), &import));
    let count = |wanted: fn(&Difference) -> bool| preview.rows.iter().filter(|row| wanted(&row.difference)).count();
    let (new, changed) = (count(|it| *it == Difference::New), count(|it| matches!(it, Difference::Changed(_))));
    let (same, gone) = (count(|it| *it == Difference::Same), preview.only_on_board.len());
    let nothing = new + changed + gone == 0 && !preview.settings_differ;
    let missing = (missing > 0).then(|| {
        let text = lang().pick(
            format!("この控えのうち{missing}件は読み取れません。その分は、いまのまま残します。"),
            format!("Not to be read: {} of this copy. What is there now stays.", counted(missing, "part")),
        );
        view! { <p class="notice notice--inset" data-kind="warn" role="note">{text}</p> }
    });
    let settings = preview.settings_differ.then(|| {
        view! { <p>{tr("ボードの設定も、この日の設定に戻ります。", "The board's settings go back as well.")}</p> }
    });
    let body = view! {
        <p class="preview-sum">
            <span><b>{changed}</b>{tr("変わる案件", " change")}</span>
            <span><b>{new}</b>{tr("戻ってくる案件", " come back")}</span>
            <span><b>{gone}</b>{tr("なくなる案件", " go")}</span>
            <span><b>{same}</b>{tr("同じ案件", " stay the same")}</span>
        </p>
        {missing}
        {settings}
        {if nothing {
            view! { <p class="store__empty">{tr("いまのボードと同じです。", "It is the same as the board.")}</p> }.into_any()
        } else {
            differences(&preview)
        }}
    };
    let go = {
        let name = name.clone();
        move |_| restore(app, &name, import.board.clone())
    };
    let foot = view! {
        {back_button(app, name)}
        <button type="button" class="btn btn--primary" disabled=move || nothing || read_only(app) on:click=go>
            {tr("この状態に戻す", "Go back to this")}
        </button>
    };
    frame(title).show(body.into_any(), foot.into_any())
}

fn frame(title: String) -> Frame {
    Frame {
        title: lang().pick(format!("{title}の控え"), format!("The copy of {title}")),
        about: tr(
            "戻すと変わるところです。戻したあとも「元に戻す」が使えます。",
            "What going back would change. It can be undone.",
        )
        .to_owned(),
        class: "dialog--wide",
    }
}

fn differences(preview: &document::Preview) -> AnyView {
    let effect = |difference: &Difference| match difference {
        Difference::New => tr("戻ってくる", "Comes back"),
        _ => tr("この日の内容に戻る", "Goes back"),
    };
    let rows = preview
        .rows
        .iter()
        .filter(|row| row.difference != Difference::Same)
        .map(|row| view! { <tr>{import::difference(row)} <td>{effect(&row.difference)}</td></tr> })
        .collect_view();
    let gone = preview
        .only_on_board
        .iter()
        .map(|engagement| {
            view! {
                <tr>
                    <td>{import::kept_name(engagement)}</td>
                    <td><span class="tag tag--loss">{tr("控えにない", "Not in the copy")}</span></td>
                    <td>{tr("なくなる", "Goes")}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="preview">
            <thead>
                <tr>
                    <th scope="col">{tr("案件", "Engagement")}</th>
                    <th scope="col">{tr("違い", "Difference")}</th>
                    <th scope="col">{tr("戻すと", "Going back")}</th>
                </tr>
            </thead>
            <tbody>{rows} {gone}</tbody>
        </table>
    }
    .into_any()
}

fn back_button(app: App, name: String) -> AnyView {
    let back = move |_| {
        app.dialog.set(Some(Dialog::Storage));
        dom::focus_later(format!("[data-day=\"{name}\"] button"));
    };
    view! { <button type="button" class="btn" on:click=back>{tr("戻る", "Back")}</button> }.into_any()
}

fn restore(app: App, name: &str, board: Board) {
    super::close();
    let same = tr(
        "いまのボードと同じでした。変わったところはありません。",
        "It is the same as the board. Nothing has changed.",
    );
    let action = Action::Restore { name: name.to_owned(), board };
    import::replace(app, action, tr("この日の状態に戻しました", "Went back to that day"), same);
}
