//! 次点: the quiet offer to put the runner-up in the place of a company that fell out.

use super::candidate;
use crate::browser::clock;
use crate::domain::succession::{offered_after, promote, promotion_decides, vacancy};
use crate::domain::{CandidateId, Engagement};
use crate::ui::app::App;
use crate::ui::kit::{Form, icon, lang, tr};
use leptos::prelude::*;

/// What is offered: the runner-up with its name, what to say of the company that fell out, and whether
/// the runner-up becomes the chosen company.
#[derive(Clone, PartialEq)]
struct Offer {
    runner_up: CandidateId,
    name: String,
    left: String,
    decides: bool,
}

fn offered(engagement: &Engagement, runner_up: CandidateId, left: CandidateId) -> Option<Offer> {
    Some(Offer {
        runner_up,
        name: candidate::called(engagement.candidate(runner_up)?),
        left: candidate::called(engagement.candidate(left)?),
        decides: promotion_decides(engagement),
    })
}

/// Above a form: where the chosen company fell out, or nobody but a runner-up is left.
pub fn offer(form: &Form) -> AnyView {
    let offer = form.memo(|engagement| {
        let vacancy = vacancy(engagement)?;
        offered(engagement, vacancy.runner_up, vacancy.left)
    });
    show(form, offer)
}

/// Beside a company that was dropped today.
pub fn beside(form: &Form, id: CandidateId) -> AnyView {
    let offer = form.memo(move |engagement| {
        if vacancy(engagement).is_some() {
            // It is said above the form.
            return None;
        }
        offered(engagement, offered_after(engagement, id, clock::today())?, id)
    });
    show(form, offer)
}

fn show(form: &Form, offer: Memo<Option<Offer>>) -> AnyView {
    let (app, declined) = (use_context::<App>(), RwSignal::new(false));
    let error = RwSignal::new(None::<String>);
    let form = form.clone();
    (move || {
        let Offer { runner_up, name, left, decides } = offer.get().filter(|_| !declined.get())?;
        let said = lang().pick(
            format!("「{left}」を見送りました。次点の「{name}」があります。"),
            format!("“{left}” was dropped. “{name}” is the runner-up."),
        );
        let word = if decides {
            lang().pick(format!("「{name}」を依頼先にする"), format!("Choose “{name}”"))
        } else {
            lang().pick(format!("「{name}」を検討中に戻す"), format!("Consider “{name}” again"))
        };
        let form = form.clone();
        let take = move |_| {
            let edited = form.edit(tr("次点の繰り上げ", "Runner-up promoted"), move |engagement| {
                promote(engagement, runner_up, clock::today());
            });
            match edited {
                Ok(()) => {
                    if let Some(app) = app {
                        app.tell_undoable(
                            lang().pick(format!("「{name}」を繰り上げました"), format!("“{name}” was promoted")),
                        );
                    }
                }
                Err(reason) => error.set(Some(reason)),
            }
        };
        Some(view! {
            <div class="notice notice--inset field--full" data-kind="info" role="status">
                {icon("flag")}
                <p class="notice__text">{said}</p>
                <div class="notice__actions">
                    <button type="button" class="btn btn--s" on:click=take>{word}</button>
                    <button type="button" class="btn btn--s btn--quiet" on:click=move |_| declined.set(true)>{tr("いまはしない", "Not now")}</button>
                </div>
                {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
            </div>
        })
    })
    .into_any()
}
