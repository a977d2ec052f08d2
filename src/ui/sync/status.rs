//! 同期済み, 同期中, オフライン or 要確認, beside the save status.

use super::run;
use crate::sync::engine::State;
use crate::text::sync;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::say;
use leptos::prelude::*;

/// How many choices wait on the board.
pub(super) fn overlaps(app: App) -> usize {
    app.revision.track();
    let settings = app.settings.with(|settings| settings.overlaps.len());
    app.with_session(|session| session.board().engagements.values().map(|one| one.overlaps.len()).sum::<usize>())
        + settings
}

/// The status; it opens the page of the connection.
pub fn status(app: App) -> AnyView {
    run::go_on(app);
    let state = Memo::new(move |_| app.sync.state.get().map(|state| (state, overlaps(app))));
    let kind = |(state, overlaps): (State, usize)| match state {
        State::Synced if overlaps > 0 => "attention",
        State::Synced => "synced",
        State::Syncing => "syncing",
        State::Offline => "offline",
        State::Attention(_) => "attention",
    };
    (move || {
        state.get().is_some().then(|| {
            let words = move || state.get().map(|(state, overlaps)| say(sync::state(state, overlaps)));
            let about = move || state.get().map(|(state, overlaps)| say(sync::about(state, overlaps)));
            view! {
                <button
                    type="button"
                    class="sync"
                    data-sync=move || state.get().map(kind)
                    title=about
                    aria-haspopup="dialog"
                    on:click=move |_| app.dialog.set(Some(Dialog::Connection))
                >
                    <span role="status">{words}</span>
                </button>
            }
            .into_any()
        })
    })
    .into_any()
}
