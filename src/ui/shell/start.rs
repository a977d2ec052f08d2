//! The first start: the board explained in three steps, above its nine empty columns. Its words stand in index.html,
//! where they are there to be read before the app has come; here they are given their meaning.

use crate::browser::{clock, dom, ids};
use crate::domain::ids::IdSource;
use crate::domain::samples::samples;
use crate::domain::{Action, Stage};
use crate::ui::app::{App, Dialog};
use crate::ui::board;
use crate::ui::board::column::add_engagement;
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{lang, tr};
use crate::ui::{lazy, parts};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

thread_local! {
    /// The words of the start page, which stand in index.html: there they are read before the app has come.
    static SECTION: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Waits until nothing is being composed, then takes over the start page that stood before the app. What was typed
/// there stays in its field.
pub async fn take_over() {
    const PAUSE_MILLISECONDS: u32 = 50;
    while dom::find("html[data-composing]").is_some() {
        gloo_timers::future::TimeoutFuture::new(PAUSE_MILLISECONDS).await;
    }
    SECTION.set(dom::find(".opening .start"));
}

/// The app stands: what stood before it goes, and the focus is where it was.
pub fn settle(focused: Option<HtmlElement>) {
    while let Some(opening) = dom::find(".opening") {
        opening.remove();
    }
    if let Some(root) = dom::find("html") {
        dom::set_attribute(&root, "data-first", None);
    }
    // The start page has its new place by then.
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(focused) = focused.filter(|element| element.is_connected()) {
            let _ = focused.focus();
        }
    })
    .forget();
}

/// The start page.
pub fn start(app: App) -> AnyView {
    let state = expect_context::<board::BoardState>();
    let host = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some((host, section)) = host.get().zip(SECTION.with_borrow(Clone::clone)) {
            let _ = host.append_child(&section);
            translate(&section);
            complain(None);
        }
    });
    let on_click = move |event: leptos::ev::MouseEvent| {
        let asked = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let asked = asked.and_then(|element| element.closest("[data-start]").ok().flatten());
        match asked.and_then(|button| button.get_attribute("data-start")).as_deref() {
            Some("create") => create(app),
            Some("samples") => lazy::run(app, parts::load_samples(app, state)),
            Some("template") => app.dialog.set(Some(Dialog::MakeFrom(None))),
            Some("import") => lazy::run(app, parts::choose_file(app)),
            _ => {}
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let typed = event.target().is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some());
        if typed && event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            create(app);
        }
    };
    view! {
        <div class="first">
            <div
                class="first__start"
                node_ref=host
                on:click=on_click
                on:keydown=on_key
                on:submit=move |event| event.prevent_default()
            ></div>
            <div class="workspace">{board::board(app)}</div>
        </div>
    }
    .into_any()
}

/// The names that are no text of their own, in the language of the moment. Both stand in index.html.
fn translate(section: &HtmlElement) {
    for (element, name) in [(Some(section.clone()), "aria-label"), (dom::find(FIRST), "placeholder")] {
        let Some(element) = element else {
            continue;
        };
        let ja = element.get_attribute("data-ja").or_else(|| element.get_attribute(name)).unwrap_or_default();
        let en = element.get_attribute("data-en").unwrap_or_default();
        dom::set_attribute(&element, name, Some(lang().pick(&ja, &en)));
        dom::set_attribute(&element, "data-ja", Some(&ja));
    }
}

/// The field for the name of the first engagement.
const FIRST: &str = "#first-engagement";

fn create(app: App) {
    let Some(input) = dom::find(FIRST).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    match add_engagement(app, Stage::Clarify, input.value()) {
        Ok(made) => {
            complain(None);
            if let Some(id) = made {
                input.set_value("");
                app.open(id);
            }
        }
        Err(reason) => complain(Some(&reason)),
    }
}

/// What is wrong with the name, under its field.
fn complain(reason: Option<&str>) {
    // As elsewhere an error is there or not: public/access.js ties it to its field when it comes.
    if let Some(present) = dom::find(".start__new .field__error") {
        present.remove();
    }
    let error = reason.zip(dom::document()).and_then(|(_, document)| document.create_element("p").ok());
    if let Some((field, error)) = dom::find(".start__new .field").zip(error) {
        error.set_class_name("field__error");
        dom::set_attribute(&error, "role", Some("alert"));
        error.set_text_content(reason);
        let _ = field.append_child(&error);
    }
}

/// Loads the samples.
pub fn load_samples(app: App, state: board::BoardState) {
    let mut source = IdSource::new(ids::fresh());
    let made = samples(clock::today(), clock::now(), &mut source);
    if app.act_or_tell(Action::AddSamples(made)) {
        board::strip::go_to_first_card(app, state);
        app.tell_undoable(tr("サンプルを読み込みました", "The samples were loaded"));
    }
}

/// Removes the samples.
pub fn remove_samples(app: App) {
    if app.act_or_tell(Action::RemoveSamples) {
        app.tell_undoable(tr("見本を削除しました", "The samples were removed"));
    }
}
