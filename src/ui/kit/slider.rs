//! A slider for the weight of a criterion.

use super::Field;
use super::control::Typing;
use crate::domain::scalar::Weight;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// A slider over a weight in steps of 5. What is moved in one go is one step to undo. `label` names
/// that step, `name` the slider.
pub fn slider(field: Field<Weight>, label: &'static str, name: Signal<String>) -> AnyView {
    let value = field.map(|weight| weight.get());
    let error = RwSignal::new(None::<String>);
    let sliding = Rc::new(Cell::new(false));
    let slide = {
        let sliding = Rc::clone(&sliding);
        move |event: leptos::ev::Event| {
            let Some(weight) =
                event_target_value(&event).parse().ok().and_then(|value: i64| Weight::try_from(value).ok())
            else {
                return;
            };
            let typing = Typing { going_on: sliding.replace(true), contested: false };
            error.set(field.write_typed(label, typing, move |place| *place = weight).err());
        }
    };
    view! {
        <input
            type="range"
            class="slider"
            min="0"
            max="100"
            step="5"
            aria-label=move || name.get()
            aria-valuetext=move || format!("{}%", value.get())
            prop:value=move || value.get().to_string()
            on:input=slide
            on:change=move |_| sliding.set(false)
        />
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}
