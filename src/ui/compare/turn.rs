//! The notice that a trial's ratio re-prices all offers, and whether it turns the ranking over.

use crate::domain::comparison::{compare, turnover};
use crate::text::comparison;
use crate::ui::app::App;
use crate::ui::kit::{Form, icon, lang};
use crate::ui::panel::stages::candidate;
use leptos::prelude::*;

/// The notice; nothing where no trial counts.
pub fn turnover_notice(form: &Form) -> AnyView {
    let Some(app) = use_context::<App>() else {
        return ().into_any();
    };
    let settings = candidate::settings();
    let said = form.memo(move |engagement| {
        let today = app.today.get();
        let turned = turnover(engagement, &settings, today)?;
        let first = turned.cost.first_changed() || turned.combined.first_changed();
        let table = compare(engagement, &settings, today);
        Some((comparison::turnover(&turned, &table, lang()), first))
    });
    view! {
        {move || said.get().map(|((head, body), first)| {
            let kind = if first { "warn" } else { "info" };
            view! {
                <div class="notice notice--inset" data-kind=kind role="note">
                    {icon(if first { "warning" } else { "info" })}
                    <p class="notice__text"><strong>{head}</strong>" "{body}</p>
                </div>
            }
        })}
    }
    .into_any()
}
