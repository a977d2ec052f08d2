//! The engagement in its panel: what it is, what comes next, the nine stages, its history.

pub mod completeness;
pub mod head;
pub mod history;
pub mod labels;
pub mod letter;
pub mod next;
pub mod overlaps;
mod printing;
pub mod stages;
pub mod stepper;
pub mod template;

use super::app::App;
use super::board::moving;
use super::kit::{Form, icon, lang, say, tr};
use super::{lazy, parts};
use crate::browser::dom;
use crate::browser::local::{preference, set_preference};
use crate::domain::command::Place;
use crate::domain::gate::{Level, needs};
use crate::domain::movement::suggested;
use crate::domain::{Engagement, EngagementId, Stage, Status};
use crate::text::label::{self, Choice};
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;
use wasm_bindgen::JsCast;

const WIDTH_MIN: f64 = 560.0;
const WIDTH_MAX: f64 = 720.0;
/// On a very wide screen the board stays in sight beside more.
const WIDTH_MAX_WIDE: f64 = 960.0;
const WIDE: &str = "(min-width: 1800px)";
const WIDTH_STEP: f64 = 24.0;
/// So far a pointer may move in a press that carries nothing, in CSS pixels.
const PRESS: i32 = 3;

/// The panel, where an engagement is open.
pub fn panel(app: App) -> impl IntoView {
    move || {
        let id = app.open.get()?;
        let card = app.card(id)?;
        // Forms compute with the settings; other settings draw them anew.
        app.settings.track();
        let current: Signal<Arc<Engagement>> = Signal::derive(move || card.get());
        Some(lazy::show(app, parts::panel(app, id, current), |app| app.open.set(None)))
    }
}

/// How a stage stands in the engagement.
pub fn stage_state(engagement: &Engagement, stage: Stage) -> &'static str {
    let skipped = stage == Stage::Trial && engagement.trial().is_some_and(|trial| trial.skipped());
    match stage.cmp(&engagement.stage) {
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "todo",
        std::cmp::Ordering::Less if skipped => "skipped",
        std::cmp::Ordering::Less => "done",
    }
}

/// How many things the stage's gate misses; warnings do not count.
fn missing_count(engagement: &Engagement, stage: Stage) -> usize {
    needs(engagement, stage).into_iter().filter(|need| need.level() != Level::Warning).count()
}

/// The engagement in its panel.
pub fn engagement(app: App, id: EngagementId, current: Signal<Arc<Engagement>>) -> AnyView {
    let form = Form::of_board(app, id, current);
    let title = Memo::new(move |_| current.with(|engagement| engagement.title.clone()));
    let template = current.with_untracked(|engagement| engagement.status == Status::Template);
    let node = NodeRef::<leptos::html::Aside>::new();
    Effect::new(move |_| {
        if let Some(panel) = node.get() {
            match preference("panel-width").and_then(|width| width.parse::<f64>().ok()) {
                Some(width) => set_width(width),
                None => tell_width(width()),
            }
            let _ = panel.focus();
        }
    });
    let name = move || {
        let title = title.get();
        if template {
            lang().pick(format!("ひな形「{title}」"), format!("Template “{title}”"))
        } else {
            lang().pick(format!("案件「{title}」"), format!("Engagement “{title}”"))
        }
    };
    let inside = if template { template::body(app, id, &form, current) } else { work(app, id, &form, current) };
    view! {
        <aside
            class="panel"
            tabindex="-1"
            node_ref=node
            aria-label=name
        >
            {inside}
        </aside>
    }
    .into_any()
}

/// What stands in the panel of an engagement.
fn work(app: App, id: EngagementId, form: &Form, current: Signal<Arc<Engagement>>) -> AnyView {
    let shown = Memo::new(move |_| app.shown.get().unwrap_or_else(|| current.with(|engagement| engagement.stage)));
    let printed = printing::printing(app);
    let sections =
        Stage::ALL.iter().map(|stage| section(app, form, current, shown, printed, *stage, guided)).collect_view();
    view! {
        {grip()}
        {head::head(app, id, form)}
        {overlaps::overlaps(app, current)}
        <div class="panel__main">
            {stepper::stepper(app, current, shown)}
            <div class="panel__scroll">
                {stages::review::closing::closed(form)}
                {next::next(app, current)}
                {stages::works::suggestion(app, id, current, shown)}
                {sections}
                {history::history(app, current)}
            </div>
        </div>
        {foot(app, id, current)}
    }
    .into_any()
}

/// The form of a stage under what is to be done there.
fn guided(form: &Form, stage: Stage) -> AnyView {
    view! {
        <p class="stage__guide">{say(label::task_of(stage))}</p>
        {stages::form(form, stage)}
    }
    .into_any()
}

/// One of the panel's sections; `draw` draws what is in it while it is open.
fn section(
    app: App,
    form: &Form,
    current: Signal<Arc<Engagement>>,
    shown: Memo<Stage>,
    printed: RwSignal<bool>,
    stage: Stage,
    draw: fn(&Form, Stage) -> AnyView,
) -> AnyView {
    let state = Memo::new(move |_| current.with(|engagement| stage_state(engagement, stage)));
    let reached = move || current.with(|one| stage <= one.stage || one.status == Status::Template);
    let open = Memo::new(move |_| shown.get() == stage || (printed.get() && reached()));
    let sum = Memo::new(move |_| current.with(|engagement| stages::summary(engagement, stage)));
    let form = form.clone();
    let toggle = move |_| {
        crate::ui::kit::typing::flush();
        let other = if open.get_untracked() { None } else { Some(stage) };
        // Closing the open one goes back to the present stage, so that one is always open.
        app.shown.set(other);
    };
    let settled = Memo::new(move |_| state.get() == "done" && current.with(|one| missing_count(one, stage)) == 0);
    let mark = move || stepper::mark(stage, settled.get());
    let body = move || {
        open.get().then(|| {
            view! {
                <div class="stage__body" id=format!("stage-{}", stage.id())>{draw(&form, stage)}</div>
            }
        })
    };
    view! {
        <section class="stage" data-section=stage.id() data-state=move || state.get()>
            <h3>
                <button
                    type="button"
                    class="stage__toggle"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=format!("stage-{}", stage.id())
                    on:click=toggle
                >
                    <span class="stage__mark">{mark}</span>
                    <span class="stage__name">
                        {say(stage.label())}
                        {label::subtitle(stage).map(|sub| view! { <small>{say(sub)}</small> })}
                    </span>
                    <span class="stage__sum">{move || sum.get()}</span>
                    {icon("chevron-down")}
                </button>
            </h3>
            {body}
        </section>
    }
    .into_any()
}

/// Shows a stage's form and brings it into sight.
pub fn show(app: App, stage: Stage) {
    crate::ui::kit::typing::flush();
    app.shown.set(Some(stage));
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(section) = dom::find(&format!("[data-section=\"{}\"]", stage.id())) {
            dom::scroll_to_top(&section);
        }
    })
    .forget();
}

fn foot(app: App, id: EngagementId, current: Signal<Arc<Engagement>>) -> AnyView {
    let stage = Memo::new(move |_| current.with(|engagement| engagement.stage));
    let missing = Memo::new(move |_| current.with(|engagement| missing_count(engagement, engagement.stage)));
    let closed = Memo::new(move |_| current.with(|engagement| !engagement.status.on_board()));
    let to = Memo::new(move |_| current.with(|engagement| suggested(engagement)));
    let gate = move || match (stage.get() == Stage::Review, to.get() < stage.get(), missing.get()) {
        _ if closed.get() => String::new(),
        (true, ..) => tr("次のサイクルか完了を選べます", "Next cycle, or done").to_owned(),
        (_, true, _) => tr("判定のとおり、前の段階へ戻せます", "Back, as the verdict says").to_owned(),
        (.., 0) => tr("次へ進めます", "Ready to go on").to_owned(),
        (.., missing) => {
            lang().pick(format!("あと{missing}項目で次へ進めます"), format!("{missing} missing for the next stage"))
        }
    };
    let go = move || {
        let name = say(to.get().label());
        if stage.get() == Stage::Review {
            tr("次のサイクルへ", "Next cycle").to_owned()
        } else if to.get() < stage.get() {
            lang().pick(format!("{name}へ戻る"), format!("Back to {name}"))
        } else {
            lang().pick(format!("{name}へ進む"), format!("On to {name}"))
        }
    };
    let forward = move || {
        view! {
            <button
                type="button"
                class="btn btn--primary"
                on:click=move |_| moving::request(app, id, to.get_untracked(), Place::Last)
            >
                {go}
            </button>
        }
    };
    view! {
        <footer class="panel__foot">
            <p class="panel__gate">{gate}</p>
            <button type="button" class="btn" hidden=move || closed.get() on:click=move |_| app.dialog.set(Some(super::app::Dialog::Move(id)))>
                {icon("move")}
                {tr("移動…", "Move…")}
            </button>
            {move || (!closed.get()).then(forward)}
        </footer>
    }
    .into_any()
}

thread_local! {
    /// Where the pointer took the grip, and whether it has carried it since.
    static RESIZING: Cell<Option<(i32, bool)>> = const { Cell::new(None) };
}

/// The grip that makes the panel wider or narrower: carried, pressed (from the widest to the narrowest and
/// back, for who cannot carry), or by the arrow keys.
fn grip() -> AnyView {
    let down = move |event: leptos::ev::PointerEvent| {
        RESIZING.set(Some((event.client_x(), false)));
        if let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
    };
    let follow = move |event: leptos::ev::PointerEvent| {
        let Some((from, carried)) = RESIZING.get() else {
            return;
        };
        if (carried || (event.client_x() - from).abs() > PRESS)
            && let Some(panel) = dom::find(".panel")
        {
            RESIZING.set(Some((from, true)));
            set_width(panel.get_bounding_client_rect().right() - f64::from(event.client_x()));
        }
    };
    let up = move |_| {
        if let Some((_, false)) = RESIZING.take() {
            set_width(if width() < width_max() { width_max() } else { WIDTH_MIN });
        }
    };
    let by_key = move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => WIDTH_STEP,
            "ArrowRight" => -WIDTH_STEP,
            _ => return,
        };
        event.prevent_default();
        set_width(width() + by);
    };
    view! {
        <div
            class="panel__grip"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=tr("パネルの幅", "Width of the panel")
            aria-valuemin=WIDTH_MIN.to_string()
            aria-valuemax=width_max().to_string()
            aria-valuenow="704"
            on:pointerdown=down
            on:pointermove=follow
            on:pointerup=up
            on:pointercancel=move |_| RESIZING.set(None)
            on:keydown=by_key
        ></div>
    }
    .into_any()
}

/// How wide the panel may be on this screen.
fn width_max() -> f64 {
    if dom::media(WIDE) { WIDTH_MAX_WIDE } else { WIDTH_MAX }
}

fn width() -> f64 {
    dom::find(".panel").map_or(WIDTH_MIN, |panel| panel.get_bounding_client_rect().width())
}

fn set_width(width: f64) {
    let width = width.clamp(WIDTH_MIN, width_max()).round();
    if let Some(panel) = dom::find(".panel") {
        dom::set_property(&panel, "--panel-w", &format!("{width}px"));
    }
    tell_width(width);
    set_preference("panel-width", &width.to_string());
}

fn tell_width(width: f64) {
    if let Some(grip) = dom::find(".panel__grip") {
        dom::set_attribute(&grip, "aria-valuenow", Some(&width.round().to_string()));
    }
}
