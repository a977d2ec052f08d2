//! カレンダーに書き出す: the dates as a file for other calendars.

use crate::browser::{clock, files};
use crate::domain::{Engagement, EngagementId};
use crate::text::format::counted;
use crate::text::ics::{self, Event, events::events};
use crate::ui::app::App;
use crate::ui::kit::{lang, tr, typing};
use leptos::prelude::*;

/// The dates of one engagement.
pub fn one(app: App, id: EngagementId) {
    typing::flush();
    let found = app.peek(id).map(|engagement| of(app, &engagement)).unwrap_or_default();
    hand_out(app, &found);
}

/// The dates of all engagements.
pub fn all(app: App) {
    typing::flush();
    let found: Vec<Event> = app.with_session(|session| {
        session.board().engagements.values().flat_map(|engagement| of(app, engagement)).collect()
    });
    hand_out(app, &found);
}

fn of(app: App, engagement: &Engagement) -> Vec<Event> {
    app.settings.with_untracked(|settings| events(engagement, settings, app.today.get_untracked(), lang()))
}

fn hand_out(app: App, found: &[Event]) {
    if found.is_empty() {
        app.tell_error(tr(
            "書き出す予定がありません。期日や打ち合わせの日時を記入すると書き出せます。",
            "There is no date to export yet. Enter a due date or a meeting first.",
        ));
        return;
    }
    let at = clock::now();
    let name = ics::file_name(at);
    match files::download(&name, ics::MEDIA_TYPE, &ics::calendar(found, at)) {
        Ok(()) => {
            let count = found.len();
            app.tell(lang().pick(
                format!("{name} に予定{count}件を書き出しました。お使いのカレンダーで読み込めます。"),
                format!("{} exported to {name}. Import it in your calendar.", counted(count, "date")),
            ));
        }
        Err(_) => app.tell_error(tr(
            "ファイルに書き出せませんでした。ブラウザーのダウンロードの設定を確かめてください。ボードはそのままです。",
            "The file could not be exported. Please check the browser's download settings. The board is as it was.",
        )),
    }
}
