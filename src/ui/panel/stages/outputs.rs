//! What the product writes at a stage, as buttons where it belongs.

use crate::papers::Kind;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{Form, icon_small, say, tr};
use leptos::prelude::*;

/// Buttons of outputs in a row.
pub fn outputs(buttons: impl IntoView) -> AnyView {
    let buttons = buttons.into_any();
    view! {
        <div class="outputs" role="group" aria-label=tr("書類", "Papers")>
            {buttons}
        </div>
    }
    .into_any()
}

/// One output: its icon, its name, and what it opens.
pub fn output(image: &'static str, name: &'static str, open: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="btn btn--s output" aria-haspopup="dialog" on:click=move |_| open()>
            {icon_small(image)}
            {name}
        </button>
    }
    .into_any()
}

/// A paper of the engagement that the form is of. What is typed is in it.
pub fn paper(form: &Form, kind: Kind) -> AnyView {
    let id = form.peek().id;
    let app = use_context::<App>();
    output("file", say(kind.name()), move || {
        crate::ui::kit::typing::flush();
        if let Some(app) = app {
            app.dialog.set(Some(Dialog::Paper(id, kind)));
        }
    })
}
