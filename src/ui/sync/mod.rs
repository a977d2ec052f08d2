//! Synchronising with a database (CouchDB) of the user's own: the rim of [`crate::sync`]. Only the tab that writes
//! does it, and only where a connection has been set up; until then none of this is loaded.

mod dialog;
mod kept;
mod overlaps;
mod run;
mod status;

pub use dialog::dialog;
pub use status::status;

use super::app::App;
use super::kit::tr;
use super::{lazy, parts};
use crate::browser::local::preference;
use crate::sync::engine::State;
use leptos::prelude::*;

/// The name of the preference that holds a connection, without its password.
const CONNECTION: &str = "connection";

/// What the page shows of it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Sync {
    /// Whether a connection is set up.
    pub set_up: RwSignal<bool>,
    /// How things stand; nothing in a tab that does not synchronise itself.
    pub state: RwSignal<Option<State>>,
    /// How many documents are to be sent.
    pub waiting: RwSignal<usize>,
}

impl Sync {
    /// Nothing is known but whether there is a connection.
    pub fn new() -> Self {
        Self {
            set_up: RwSignal::new(preference(CONNECTION).is_some()),
            state: RwSignal::new(None),
            waiting: RwSignal::new(0),
        }
    }
}

impl Default for Sync {
    fn default() -> Self {
        Self::new()
    }
}

/// Beside what removes much: whose boards it goes to.
pub fn goes_to_all(app: App) -> Option<AnyView> {
    app.sync.set_up.get_untracked().then(|| {
        let said = tr(
            "同期しているので、チームのほかの人のボードからも消えます。この端末だけのことなら、先に接続を解除してください。",
            "The board is synchronised: it goes from the boards of the others in the team too. To do it on this device alone, disconnect first.",
        );
        view! { <p class="field__error">{said}</p> }.into_any()
    })
}

/// How things stand, beside the save status, where a connection is set up. What draws it synchronises.
pub fn place(app: App) -> impl IntoView {
    move || app.sync.set_up.get().then(|| lazy::show(app, parts::sync_status(app), |_| ()))
}
