//! What the product writes at a stage, as buttons where it belongs.

use crate::papers::Kind;
use crate::ui::app::{App, Dialog};
use crate::ui::kit::{Form, icon_small, say, tr};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

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

/// One output: its icon, its name, and what it opens. What is typed is written before.
pub fn output(image: &'static str, name: &'static str, open: impl Fn() + 'static) -> AnyView {
    // A field that is left writes what was typed, the form may shrink, and the button would slip away
    // from under the pointer. So the press leaves the field alone; the click writes, and takes the focus.
    let click = move |event: web_sys::MouseEvent| {
        crate::ui::kit::typing::flush();
        if let Some(button) = event.current_target().and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
        open();
    };
    view! {
        <button
            type="button"
            class="btn btn--s output"
            aria-haspopup="dialog"
            on:mousedown=|event| event.prevent_default()
            on:click=click
        >
            {icon_small(image)}
            {name}
        </button>
    }
    .into_any()
}

/// A paper of the engagement that the form is of.
pub fn paper(form: &Form, kind: Kind) -> AnyView {
    opens(form, kind, "file", say(kind.name()))
}

/// A letter as a paper, to be printed or saved.
pub fn print(form: &Form, kind: Kind) -> AnyView {
    opens(form, kind, "print", tr("印刷・保存…", "Print, save…"))
}

fn opens(form: &Form, kind: Kind, image: &'static str, name: &'static str) -> AnyView {
    let id = form.peek().id;
    let app = use_context::<App>();
    output(image, name, move || {
        if let Some(app) = app {
            app.dialog.set(Some(Dialog::Paper(id, kind)));
        }
    })
}
