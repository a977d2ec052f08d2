//! 重なった変更 of the settings, which have no panel.

use crate::domain::merge::present_beside_setting;
use crate::domain::{Action, Overlap};
use crate::ui::app::App;
use crate::ui::kit::tr;
use crate::ui::panel::overlaps;
use leptos::prelude::*;

/// The choices that wait, where there are any.
pub fn of_settings(app: App) -> AnyView {
    (move || {
        let rows = app.settings.with(|settings| {
            settings.overlaps.iter().map(|row| (row.clone(), present_beside_setting(settings, row))).collect::<Vec<_>>()
        });
        (!rows.is_empty()).then(|| {
            let list = rows.into_iter().map(|(row, present)| {
                let Overlap { id: overlap, .. } = row;
                let settle = move |take| {
                    app.act_or_tell(Action::SettleSetting { overlap, take });
                };
                overlaps::one(&row, &present, None, settle)
            });
            view! {
                <h3 class="store__title">{tr("設定の重なった変更", "Overlapping changes of the settings")}</h3>
                <ul class="overlaps__list">{list.collect_view()}</ul>
            }
            .into_any()
        })
    })
    .into_any()
}
