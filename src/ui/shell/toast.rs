//! Short messages at the edge of the page.

use crate::ui::app::{App, Toast};
use crate::ui::kit::{icon, tr};
use leptos::prelude::*;

/// The messages.
pub fn toasts(app: App) -> impl IntoView {
    let each = move |toast: Toast| {
        let number = toast.number;
        let undo = move |_| {
            app.dismiss(number);
            app.undo();
        };
        view! {
            <div class="toast" data-kind=toast.error.then_some("error")>
                <span class="toast__text">{toast.text}</span>
                {toast.undo.then(|| view! { <button type="button" class="toast__undo" on:click=undo>{tr("元に戻す", "Undo")}</button> })}
                <button type="button" class="icon-btn icon-btn--s" aria-label=tr("閉じる", "Close") on:click=move |_| app.dismiss(number)>
                    {icon("close")}
                </button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || app.toasts.get() key=|toast| toast.number children=each />
        </div>
    }
}
