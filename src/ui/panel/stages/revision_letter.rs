//! 修正依頼文: what is to be changed, as a letter to the 窓口担当.

use super::cycle::sealed;
use super::outputs::print;
use crate::domain::stage::cycle::Cycle;
use crate::papers::Kind;
use crate::text::letter::{receiver, revision};
use crate::ui::app::app;
use crate::ui::kit::{Field, lang, tr};
use crate::ui::panel::letter::letter_box;
use leptos::prelude::*;

/// The letter, where there is something to be changed and the cycle is the present one.
pub fn revision_letter(cycle: &Field<Cycle>) -> AnyView {
    if sealed() {
        return ().into_any();
    }
    let (app, id) = (app(), cycle.map(|cycle| cycle.id));
    let letter = cycle.form().memo(move |engagement| {
        let (settings, today) = (app.settings.get(), app.today.get());
        let cycle = engagement.cycles.iter().find(|cycle| cycle.id == id.get())?;
        revision(engagement, cycle, &settings, today, lang())
    });
    let address =
        cycle.form().memo(|engagement| receiver(engagement).map(|row| row.contact.mail.clone()).unwrap_or_default());
    let form = cycle.form().clone();
    let any = Memo::new(move |_| letter.with(Option::is_some));
    let shown = Signal::derive(move || letter.get().unwrap_or_default());
    (move || {
        any.get().then(|| {
            view! {
                <details class="more letterfold">
                    <summary>{tr("修正依頼文", "Letter asking for the revision")}</summary>
                    <div class="more__body" role="group" aria-label=tr("修正依頼文", "Letter asking for the revision")>
                        {letter_box(shown, address.into(), ().into_any())}
                        <div class="btn-row">{print(&form, Kind::Revision)}</div>
                    </div>
                </details>
            }
        })
    })
    .into_any()
}
