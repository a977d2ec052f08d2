//! Small parts of forms: a button that writes, a computed figure, a notice, what is only to be read.

use super::{icon, lang, say};
use crate::browser::clock;
use crate::text::{Text, format};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// Whether what is drawn here can only be read. Lists are unfolded then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed(pub bool);

/// A button that writes. What is refused is said beside it.
pub fn action(
    class: &'static str,
    image: &'static str,
    name: Text,
    run: impl Fn() -> Result<(), String> + 'static,
) -> AnyView {
    action_button(class, image, name, Box::new(run))
}

fn action_button(
    class: &'static str,
    image: &'static str,
    name: Text,
    run: Box<dyn Fn() -> Result<(), String>>,
) -> AnyView {
    let error = RwSignal::new(None::<String>);
    view! {
        <div class="btn-row">
            <button type="button" class=format!("btn btn--s {class}") on:click=move |_| error.set(run().err())>
                {icon(image)}
                {say(name)}
            </button>
            {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        </div>
    }
    .into_any()
}

/// A field's width with something computed in it, which can be found by its label. In a cell of a
/// row, `cell` is its size.
pub fn computed(name: Text, cell: Option<&'static str>, value: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    output(name, cell, Signal::derive(value))
}

fn output(name: Text, cell: Option<&'static str>, value: Signal<String>) -> AnyView {
    let id = super::element_id();
    let (outer, label) = match cell {
        Some(size) => (format!("cell cell--{size}"), "cell__label"),
        None => ("field".to_owned(), "field__label"),
    };
    view! {
        <div class=outer>
            <label class=label for=id.clone()>{say(name)}</label>
            <output class="computed" id=id>{move || value.get()}</output>
        </div>
    }
    .into_any()
}

/// One of the figures above a form: never typed, always computed.
pub fn figure(
    label: Text,
    value: impl Fn() -> String + Send + Sync + 'static,
    note: impl Fn() -> String + Send + Sync + 'static,
    flag: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> AnyView {
    draw_figure(label, Signal::derive(value), Signal::derive(note), Signal::derive(flag))
}

fn draw_figure(
    label: Text,
    value: Signal<String>,
    note: Signal<String>,
    flag: Signal<Option<&'static str>>,
) -> AnyView {
    view! {
        <div class="figure" data-flag=move || flag.get()>
            <span class="figure__label">{say(label)}</span>
            <span class="figure__value">{move || value.get()}</span>
            <span class="figure__note">{move || note.get()}</span>
        </div>
    }
    .into_any()
}

/// Several figures side by side.
pub fn figures(body: impl IntoView) -> impl IntoView {
    view! { <div class="figures">{body}</div> }
}

/// A word of information inside a form: what it is about, and what it says.
pub fn notice(title: Text, body: Text) -> impl IntoView {
    view! {
        <div class="notice notice--inset" data-kind="info" role="note">
            {icon("info")}
            <p class="notice__text"><strong>{say(title)}</strong>" "{say(body)}</p>
        </div>
    }
}

/// One quiet line in the place of a form or of a list.
pub fn hint(words: Text) -> AnyView {
    view! { <p class="rows__empty">{say(words)}</p> }.into_any()
}

/// A part of a form that can only be read where `sealed` says so.
pub fn readable(sealed: bool, body: impl FnOnce() -> AnyView) -> AnyView {
    provide_context(Sealed(sealed));
    view! { <fieldset class="plain" disabled=sealed>{body()}</fieldset> }.into_any()
}

/// Something earlier that can only be read, folded to one line; drawn when it is unfolded.
pub fn earlier(
    title: impl Fn() -> String + Send + Sync + 'static,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    folded(title, move || readable(true, &body))
}

/// A part of a form folded to one line; drawn when it is unfolded.
pub fn folded(
    title: impl Fn() -> String + Send + Sync + 'static,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let on_toggle = move |event: leptos::ev::Event| {
        use wasm_bindgen::JsCast;
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <details class="more" on:toggle=on_toggle>
            <summary>{title}</summary>
            <div class="more__body">{move || open.get().then(|| untrack(&body))}</div>
        </details>
    }
    .into_any()
}

/// A day as people write it: 8月29日(金).
pub fn day(day: NaiveDate) -> String {
    format::date(day, clock::today(), lang())
}

/// A day and the time of day.
pub fn moment(at: NaiveDateTime) -> String {
    format::date_time(at, clock::today(), lang())
}
