//! A choice among rows that come and go: the quote of a contract, the work of a deliverable.

use super::field::Ids;
use super::{Field, Spec, tr};
use crate::domain::ids::RowId;
use leptos::prelude::*;

/// What a row is called, by its id.
pub type Named = Vec<(RowId, String)>;

impl Spec {
    /// The id of one of the rows in `options`, or of none.
    pub fn reference(self, field: Field<Option<RowId>>, options: Memo<Named>) -> AnyView {
        let none = Some(tr("なし", "None"));
        let chosen = field.memo();
        self.choose(options, chosen.into(), none, move |label, id| field.write(label, move |value| *value = id))
    }

    /// A choice among `options` that stands anywhere; `none` is what no choice is called, where
    /// there may be none.
    pub fn choose(
        self,
        options: Memo<Named>,
        chosen: Signal<Option<RowId>>,
        none: Option<&'static str>,
        write: impl Fn(&str, Option<RowId>) -> Result<(), String> + 'static,
    ) -> AnyView {
        let ids = Ids::new();
        let error = ArcRwSignal::new(None);
        let label = self.name();
        let on_change = {
            let error = error.clone();
            move |event: leptos::ev::Event| {
                let refused = write(label, RowId::parse(&event_target_value(&event))).err();
                if refused.is_some() {
                    // What is refused is not shown as if it were chosen.
                    let present = chosen.get_untracked().map(|id| id.to_string()).unwrap_or_default();
                    event_target::<web_sys::HtmlSelectElement>(&event).set_value(&present);
                }
                error.set(refused);
            }
        };
        let option = move |id: RowId, name: String| {
            view! { <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>{name}</option> }
        };
        let control = view! {
            <select class="input" id=ids.control.clone() aria-describedby=ids.described_by(self.has_help()) on:change=on_change>
                {none.map(|none| view! { <option value="" prop:selected=move || chosen.get().is_none()>{none}</option> })}
                {move || options.get().into_iter().map(|(id, name)| option(id, name)).collect_view()}
            </select>
        }
        .into_any();
        self.frame(&ids, error, control)
    }
}
