//! The forms of the nine stages, one file each.

pub mod candidate;
pub mod checklist;
pub mod clarify;
pub mod contract;
pub mod cycle;
pub mod decision;
pub mod deliver;
pub mod inquiry;
pub mod inquiry_letter;
pub mod matrix;
pub mod meet;
pub mod offer;
pub mod outlook;
pub mod outputs;
pub mod proposal;
pub mod questions;
pub mod quote;
pub mod review;
pub mod revision_letter;
pub mod select;
pub mod stalls;
pub mod start;
pub mod succession;
pub mod terms;
pub mod timing;
pub mod trial;
pub mod usage;
pub mod waiting;
pub mod ways;
pub mod works;

use crate::domain::{Engagement, Stage};
use crate::text::Text;
use crate::ui::kit::{Form, say};
use leptos::prelude::*;

/// The form of a stage.
pub fn form(form: &Form, stage: Stage) -> AnyView {
    match stage {
        Stage::Clarify => clarify::form(form),
        Stage::Select => select::form(form),
        Stage::Quote => quote::form(form),
        Stage::Meet => meet::form(form),
        Stage::Trial => trial::form(form),
        Stage::Contract => contract::form(form),
        Stage::Start => start::form(form),
        Stage::Deliver => deliver::form(form),
        Stage::Review => review::form(form),
    }
}

/// What a stage's section says of itself while it is closed.
pub fn summary(engagement: &Engagement, stage: Stage) -> String {
    match stage {
        Stage::Clarify => clarify::summary(engagement),
        Stage::Select => select::summary(engagement),
        Stage::Quote => quote::summary(engagement),
        Stage::Meet => meet::summary(engagement),
        Stage::Trial => trial::summary(engagement),
        Stage::Contract => contract::summary(engagement),
        Stage::Start => start::summary(engagement),
        Stage::Deliver => deliver::summary(engagement),
        Stage::Review => review::summary(engagement),
    }
}

/// A part of a form under a heading: the heading, a line of help, what is summed up beside it.
pub fn group(title: Text, help: Option<Text>, sum: Option<Signal<String>>, body: impl IntoView) -> AnyView {
    group_of(title, help, sum, body.into_any())
}

fn group_of(title: Text, help: Option<Text>, sum: Option<Signal<String>>, body: AnyView) -> AnyView {
    view! {
        <div class="group" role="group" aria-label=say(title)>
            <div class="group__head">
                <h4 class="group__title">{say(title)}</h4>
                {sum.map(|sum| view! { <p class="group__sum">{move || sum.get()}</p> })}
                {help.map(|help| view! { <p class="group__help">{say(help)}</p> })}
            </div>
            {body}
        </div>
    }
    .into_any()
}

/// Several fields side by side, as many as there is room for. `columns` is empty, `fields--2` or
/// `fields--1`.
pub fn fields(columns: &'static str, body: impl IntoView) -> AnyView {
    let body = body.into_any();
    view! { <div class=format!("fields {columns}")>{body}</div> }.into_any()
}
