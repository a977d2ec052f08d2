//! What the release loads apart from the board, and the functions that lead into it.

use super::app::{App, Dialog};
use super::lazy::chunk;
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
