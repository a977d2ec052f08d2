//! The one control for everything that is typed: text, numbers, hours, dates. It shows what the
//! board holds until a person types; then it shows what is typed and hands it over after a pause,
//! when it is left, and when the page goes away. What is refused stays in the field with the reason
//! beside it.

use super::typing;
use leptos::ev;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;

const PAUSE_MILLISECONDS: u32 = 400;

/// What a control is made of, apart from its value.
#[derive(Clone, Default)]
pub struct Shape {
    /// The element's id, for its label.
    pub id: String,
    /// The name for a screen reader, where there is no label element.
    pub name: Option<String>,
    /// `input`'s type: `text`, `date`, `datetime-local`, `url`.
    pub kind: &'static str,
    /// The keyboard of a phone.
    pub input_mode: Option<&'static str>,
    /// An example.
    pub example: &'static str,
    /// What counts while nothing is entered, in the place of the example.
    pub instead: Option<Signal<String>>,
    /// A text of several lines.
    pub lines: bool,
    /// A text of one line that grows; Enter goes on to the next row instead of breaking the line.
    pub grows: bool,
    /// The id of a list of suggestions.
    pub list: Option<&'static str>,
    /// The ids of help and error.
    pub described_by: String,
    /// Further class names.
    pub class: &'static str,
}

/// How a text comes to be handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// It follows on what was handed over a moment ago.
    pub going_on: bool,
    /// Something else has come into the field since the typing began.
    pub contested: bool,
}

/// Hands a typed text over.
pub type HandOver = Rc<dyn Fn(&str, Typing) -> Result<(), String>>;

struct Typed {
    key: u64,
    text: RefCell<Option<String>>,
    composing: Cell<bool>,
    /// Whether something was handed over since the control was entered: from then on it is typing.
    going_on: Cell<bool>,
    timer: RefCell<Option<gloo_timers::callback::Timeout>>,
    hand_over: HandOver,
    /// What the board holds for the field, and what it held when the person last saw it there.
    value: Signal<String>,
    seen: RefCell<Option<String>>,
    error: ArcRwSignal<Option<String>>,
    shown: ArcRwSignal<Option<String>>,
}

impl Typed {
    fn input(self: &Rc<Self>, text: String) {
        self.seen.borrow_mut().get_or_insert_with(|| self.value.try_get_untracked().unwrap_or_default());
        self.shown.set(Some(text.clone()));
        *self.text.borrow_mut() = Some(text);
        let this = Rc::clone(self);
        typing::open(self.key, Rc::new(move || this.finish(false)));
        if self.composing.get() {
            self.timer.borrow_mut().take();
            return;
        }
        let this = Rc::clone(self);
        *self.timer.borrow_mut() =
            Some(gloo_timers::callback::Timeout::new(PAUSE_MILLISECONDS, move || this.finish(true)));
    }

    /// Hands over what is typed. While typing goes on, a refusal is not yet shown for what may only
    /// be half of a number; it is when the control is left.
    fn finish(self: &Rc<Self>, typing: bool) {
        if typing {
            // The timer that calls this must not be dropped from within itself.
            if let Some(timer) = self.timer.borrow_mut().take() {
                timer.forget();
            }
        } else {
            self.timer.borrow_mut().take();
        }
        let Some(text) = self.text.borrow().clone() else {
            return;
        };
        let contested = self.seen.borrow().as_ref().is_some_and(|seen| {
            // Once the field has gone there is nothing to compare with.
            self.value.try_get_untracked().is_some_and(|held| held != *seen)
        });
        match (self.hand_over)(&text, Typing { going_on: self.going_on.get(), contested }) {
            Ok(()) => {
                self.text.borrow_mut().take();
                *self.seen.borrow_mut() = if typing { self.value.try_get_untracked() } else { None };
                self.error.set(None);
                self.going_on.set(true);
                if !typing {
                    self.shown.set(None);
                }
                typing::accepted(self.key);
            }
            Err(reason) => {
                // The same again is not told again.
                if self.error.with_untracked(|error| error.as_ref() != Some(&reason)) {
                    self.error.set(Some(reason));
                }
                if !typing {
                    // Refused and left: it stays visible, and is tried again when something else
                    // was accepted.
                    let this = Rc::clone(self);
                    typing::refused(self.key, Rc::new(move || this.finish(false)));
                }
            }
        }
    }

    fn leave(self: &Rc<Self>) {
        self.composing.set(false);
        if self.text.borrow().is_some() {
            self.finish(false);
        } else if self.error.get_untracked().is_none() {
            // What was handed over while typing is now shown as the board writes it.
            self.shown.set(None);
            self.seen.borrow_mut().take();
        }
        self.going_on.set(false);
    }
}

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// A control over `value`. `error` is what is wrong with what was typed.
pub fn control(
    shape: Shape,
    value: Signal<String>,
    error: ArcRwSignal<Option<String>>,
    hand_over: HandOver,
) -> AnyView {
    let key = NEXT.with(|next| {
        next.set(next.get() + 1);
        next.get()
    });
    // What is typed outlives the control: it is handed over when the control goes away.
    let shown_typed = ArcRwSignal::new(None::<String>);
    let typed = Rc::new(Typed {
        key,
        text: RefCell::new(None),
        composing: Cell::new(false),
        going_on: Cell::new(false),
        timer: RefCell::new(None),
        hand_over,
        value,
        seen: RefCell::new(None),
        error: error.clone(),
        shown: shown_typed.clone(),
    });
    on_cleanup(move || typing::flush_one(key));
    let shown = move || shown_typed.get().unwrap_or_else(|| value.get());
    let invalid = move || error.with(Option::is_some).then_some("true");
    let described_by = (!shape.described_by.is_empty()).then_some(shape.described_by.clone());

    let on_input = {
        let typed = Rc::clone(&typed);
        move |event: ev::Event| {
            let composing = event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
            typed.composing.set(composing);
            typed.input(event_target_value(&event));
        }
    };
    let on_composition_end = {
        let typed = Rc::clone(&typed);
        move |event: ev::CompositionEvent| {
            typed.composing.set(false);
            typed.input(event_target_value(&event));
        }
    };
    let on_change = {
        let typed = Rc::clone(&typed);
        move |_: ev::Event| typed.finish(false)
    };
    let on_blur = {
        let typed = Rc::clone(&typed);
        move |_: ev::FocusEvent| typed.leave()
    };
    let (example, instead) = (shape.example, shape.instead);
    let placeholder = move || instead.map_or_else(|| example.to_owned(), |instead| instead.get());
    let grows = shape.grows;
    let on_key = move |event: ev::KeyboardEvent| {
        if grows && event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            go_on(&event);
        }
    };
    if shape.lines || shape.grows {
        let class = format!("input {} {}", if shape.grows { "input--line" } else { "" }, shape.class);
        view! {
            <textarea
                class=class
                id=shape.id
                rows=if shape.grows { "1" } else { "2" }
                enterkeyhint=shape.grows.then_some("next")
                aria-label=shape.name
                aria-invalid=invalid
                aria-describedby=described_by
                placeholder=placeholder
                prop:value=shown
                on:keydown=on_key
                on:input=on_input
                on:compositionend=on_composition_end
                on:change=on_change
                on:blur=on_blur
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class=format!("input {}", shape.class)
                id=shape.id
                type=if shape.kind.is_empty() { "text" } else { shape.kind }
                inputmode=shape.input_mode
                list=shape.list
                autocomplete="off"
                aria-label=shape.name
                aria-invalid=invalid
                aria-describedby=described_by
                placeholder=placeholder
                prop:value=shown
                on:input=on_input
                on:compositionend=on_composition_end
                on:change=on_change
                on:blur=on_blur
            />
        }
        .into_any()
    }
}

/// Enter in a text of one line: on to the line for the next row, or out of the field.
fn go_on(event: &web_sys::KeyboardEvent) {
    let Some(field) = event.current_target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let next = field
        .closest(".rows")
        .ok()
        .flatten()
        .and_then(|rows| rows.query_selector(":scope > .rows__add > .input").ok().flatten())
        .and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok());
    let _ = match next {
        Some(next) => next.focus(),
        None => field.blur(),
    };
}

/// Whether a key press belongs to the composition of Japanese text and must not act on the form.
/// Safari ends the composition before it reports the Enter that confirmed it; that one comes with
/// the key code 229.
pub fn is_composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}
