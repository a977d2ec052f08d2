//! What the release loads apart from the board, and the functions that lead into it.

use super::app::{App, Dialog};
use super::board::BoardState;
use super::lazy::chunk;
use super::shell::{care, menu};
use crate::domain::{Engagement, EngagementId};
use crate::route::Screen;
use leptos::prelude::*;
use std::sync::Arc;

chunk!(panel:
    /// An engagement in its panel.
    fn panel(app: App, id: EngagementId, current: Signal<Arc<Engagement>>) -> AnyView {
        super::panel::engagement(app, id, current)
    }
);

chunk!(dialogs:
    /// A dialog.
    fn dialog(app: App, dialog: Dialog) -> AnyView {
        super::dialogs::dialog(app, dialog)
    }
);

chunk!(screens:
    /// A screen other than the board.
    fn screen(app: App, screen: Screen) -> AnyView {
        match screen {
            Screen::Board => ().into_any(),
            Screen::Today => super::today::today(app),
            Screen::Calendar => super::calendar::calendar(app),
            Screen::Insight => super::insight::insight(app),
        }
    }
);

chunk!(dialogs:
    /// A menu, with its corner at a place on the page.
    fn menu(app: App, which: menu::Open, x: f64, y: f64) -> AnyView {
        menu::menu(app, which, x, y)
    }
);

chunk!(dialogs:
    /// The bar of the selected cards.
    fn selection(app: App, state: BoardState) -> AnyView {
        super::select::inside(app, state)
    }
);

chunk!(dialogs:
    /// The bar that narrows the board.
    fn filter(app: App) -> AnyView {
        super::find::bar::inside(app)
    }
);

chunk!(dialogs:
    /// A notice about storage and backup.
    fn care(app: App, care: care::Care) -> AnyView {
        care::notice_of(app, care)
    }
);

chunk!(sync:
    /// How things stand with the database that is set up; the first time it also begins to synchronise.
    fn sync_status(app: App) -> AnyView {
        super::sync::status(app)
    }
);

chunk!(sync:
    /// The page of the connection.
    fn connection(app: App) -> AnyView {
        super::sync::dialog(app)
    }
);

chunk!(dialogs:
    /// Loads the samples.
    fn load_samples(app: App, state: BoardState) -> () {
        super::shell::start::load_samples(app, state);
    }
);

chunk!(dialogs:
    /// Lets a person choose a file to be read in.
    fn choose_file(app: App) -> () {
        super::dialogs::import::choose(app);
    }
);

chunk!(dialogs:
    /// Brings what finding is done with.
    fn search(app: App) -> () {
        super::find::take_up(app);
    }
);

chunk!(dialogs:
    /// Shows what a file that was opened with the page would change.
    fn offer_file(app: App, name: String, bytes: Vec<u8>) -> () {
        super::dialogs::import::offer(app, name, &bytes);
    }
);
