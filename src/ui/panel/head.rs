//! The panel's head: title, owner, priority, due date, labels, status, and the way to the next card.

use super::labels;
use crate::domain::{EngagementId, Stage, Status};
use crate::text::format;
use crate::text::label::Choice;
use crate::ui::app::App;
use crate::ui::board::column::phase_id;
use crate::ui::kit::control::{Shape, control};
use crate::ui::kit::{Form, icon, lang, say, spec, sub, tr};
use crate::ui::shell::menu;
use leptos::prelude::*;

/// The head.
pub fn head(app: App, id: EngagementId, form: &Form) -> AnyView {
    let root = form.root();
    let stage = form.memo(|engagement| engagement.stage);
    let cycle = form.memo(|engagement| engagement.cycle().map(|cycle| cycle.number));
    let brief = form.memo(|engagement| engagement.brief_version());
    let status = form.memo(|engagement| (engagement.status, engagement.status_reason.clone()));
    let due_text = form.memo(|engagement| engagement.due);
    let due = move || due_text.get().map(|day| format::date(day, app.today.get(), lang()));
    let place = move || {
        let stage = stage.get();
        view! {
            <p class="panel__where" data-phase=phase_id(stage)>
                {format!("{} {}", stage.number(), say(stage.label()))}
                {cycle.get().map(|number| view! { <span class="tag">{lang().pick(format!("サイクル {number}"), format!("Cycle {number}"))}</span> })}
                {(brief.get() > 0).then(|| view! { <span class="tag">{lang().pick(format!("依頼書 v{}", brief.get()), format!("Brief v{}", brief.get()))}</span> })}
            </p>
        }
    };
    let step = move |down: bool| move |_| step_to(app, id, down);
    let status_line = move || {
        let (status, reason) = status.get();
        (status != Status::Active).then(|| {
            view! {
                <p class="panel__status">
                    <span class="tag tag--wait">{say(status.label())}</span>
                    <span>{reason}</span>
                    <button type="button" class="btn btn--s" on:click=move |_| menu::resume(app, id)>{tr("再開する", "Take up again")}</button>
                </p>
            }
        })
    };
    view! {
        <header class="panel__head">
            <div class="panel__bar">
                {place}
                <button type="button" class="icon-btn icon-btn--s panel__step" aria-label=tr("前の案件", "Previous engagement") on:click=step(false)>{icon("up")}</button>
                <button type="button" class="icon-btn icon-btn--s panel__step" aria-label=tr("次の案件", "Next engagement") on:click=step(true)>{icon("down")}</button>
                {menu_and_close(app, id, tr("この案件のメニュー", "Menu of this engagement"))}
            </div>
            {title(form)}
            {status_line}
            <div class="panel__meta">
                {owner(app, form)}
                {spec("優先度", "Priority").select(sub!(root.priority))}
                <div class="meta__due">
                    {spec("期日", "Due").date(sub!(root.due))}
                    <span class="meta__weekday" aria-hidden="true">{due}</span>
                </div>
            </div>
            {labels::labels(app, form)}
        </header>
    }
    .into_any()
}

/// The head of a template: its name, who keeps it, and its menu.
pub fn of_template(app: App, id: EngagementId, form: &Form) -> AnyView {
    let root = form.root();
    view! {
        <header class="panel__head">
            <div class="panel__bar">
                <p class="panel__where">{tr("ひな形", "Template")}</p>
                {menu_and_close(app, id, tr("このひな形のメニュー", "Menu of this template"))}
            </div>
            {title(form)}
            <div class="panel__meta">
                {owner(app, form)}
                {spec("優先度", "Priority").select(sub!(root.priority))}
            </div>
            {labels::labels(app, form)}
        </header>
    }
    .into_any()
}

/// 担当者, with those who are in charge of other engagements suggested.
fn owner(app: App, form: &Form) -> AnyView {
    const LIST: &str = "owners-in-use";
    let root = form.root();
    view! {
        {spec("担当者", "Owner").example("例：田中", "e.g. Tanaka").suggest(LIST).text(sub!(root.owner))}
        {labels::owners_list(app, LIST)}
    }
    .into_any()
}

/// The title, written where it stands.
fn title(form: &Form) -> AnyView {
    let root = form.root();
    let error = ArcRwSignal::new(None);
    let field = sub!(root.title);
    let title = control(
        Shape {
            grows: true, class: "panel__title", name: Some(tr("案件名", "Title").to_owned()), ..Shape::default()
        },
        field.memo().into(),
        error.clone(),
        std::rc::Rc::new(move |typed, typing| {
            let typed = typed.replace(['\n', '\r'], " ");
            field.write_typed(tr("案件名", "Title"), typing, move |title| *title = typed)
        }),
    );
    view! {
        {title}
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

fn menu_and_close(app: App, id: EngagementId, menu_name: &'static str) -> AnyView {
    view! {
        <button
            type="button"
            class="icon-btn icon-btn--s"
            aria-label=menu_name
            aria-haspopup="menu"
            on:click=move |event| menu::open_for_card(id, &event)
        >
            {icon("more")}
        </button>
        <button type="button" class="icon-btn icon-btn--s" aria-label=tr("パネルを閉じる", "Close the panel") on:click=move |_| app.close()>{icon("close")}</button>
    }
    .into_any()
}

/// Opens the card above or below; past the end of a column it goes on in the next one.
fn step_to(app: App, id: EngagementId, down: bool) {
    let order: Vec<EngagementId> = Stage::ALL.iter().flat_map(|stage| crate::ui::find::shown_in(app, *stage)).collect();
    let Some(index) = order.iter().position(|other| *other == id) else {
        return;
    };
    let next = if down { order.get(index + 1) } else { index.checked_sub(1).and_then(|index| order.get(index)) };
    if let Some(next) = next {
        app.open(*next);
    }
}
