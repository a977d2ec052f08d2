//! A column: its head with guidance and sums, its cards, the line to add one.

use super::card::card;
use super::window::{Drawn, Row};
use super::{BoardState, moving};
use crate::domain::{Action, EngagementId, Minutes, Stage, Yen};
use crate::text::format;
use crate::text::label::{self, Choice};
use crate::ui::app::{App, Dialog};
use crate::ui::kit::control::is_composing;
use crate::ui::kit::{icon, icon_small, lang, say, tr};
use leptos::prelude::*;

/// The value of `data-phase`.
pub fn phase_id(stage: Stage) -> &'static str {
    use crate::domain::Phase;
    match stage.phase() {
        Phase::Prepare => "prepare",
        Phase::Choose => "choose",
        Phase::Agree => "bind",
        Phase::Run => "run",
    }
}

#[derive(Clone, PartialEq, Default)]
struct Sums {
    count: usize,
    hours: Minutes,
    budget: Yen,
}

/// The column of a stage.
pub fn column(app: App, state: BoardState, stage: Stage) -> AnyView {
    let ids = app.column(stage);
    let sums = Memo::new(move |_| {
        let shown = ids.with(|ids| app.find.shown_of(ids));
        shown.into_iter().filter_map(|id| app.summary(id)).fold(Sums::default(), |sums, card| Sums {
            count: sums.count + 1,
            hours: sums.hours + card.hours,
            budget: sums.budget + card.budget,
        })
    });
    let count = Memo::new(move |_| ids.with(Vec::len));
    let any = Memo::new(move |_| sums.with(|sums| sums.count > 0));
    let over = Memo::new(move |_| state.target.get().filter(|target| target.stage == stage));
    let rail = Memo::new(move |_| {
        if state.folded.with(|folded| folded.contains(&stage)) {
            Some("folded")
        } else if count.get() == 0
            && stage != Stage::Clarify
            && !state.unfolded.with(|unfolded| unfolded.contains(&stage))
            && !is_room(app, stage)
        {
            Some("empty")
        } else {
            None
        }
    });
    let gate = Memo::new(move |_| {
        let target = over.get()?;
        let engagement = app.get(target.id)?;
        Some(moving::gate_line(&engagement, stage))
    });
    let line_at_end = Memo::new(move |_| over.get().is_some_and(|target| target.before.is_none()));
    let list = NodeRef::<leptos::html::Div>::new();
    let drawn = Drawn::new(app, state, stage, list);
    let resized = window_event_listener(leptos::ev::resize, move |_| drawn.refresh());
    on_cleanup(move || resized.remove());
    let row = move |row: Row| match row {
        Row::Card(id) => view! {
            <div
                class="column__item"
                role="listitem"
                aria-setsize=move || drawn.count()
                aria-posinset=move || drawn.place(id)
                hidden=move || !app.find.shows(id)
            >
                {card(app, state, id, stage)}
            </div>
        }
        .into_any(),
        Row::Gap(number) => {
            view! { <div class="column__gap" role="presentation" style:block-size=move || drawn.gap(number)></div> }
                .into_any()
        }
    };
    let name = say(stage.label());
    let number = stage.number();
    let unfold = move |_| {
        state.folded.update(|folded| {
            folded.remove(&stage);
        });
        state.unfolded.update(|unfolded| {
            unfolded.insert(stage);
        });
        crate::browser::dom::focus_later(format!("[data-stage=\"{}\"] .column__fold", stage.id()));
    };
    let fold = move |_| {
        state.unfolded.update(|unfolded| {
            unfolded.remove(&stage);
        });
        state.folded.update(|folded| {
            folded.insert(stage);
        });
        crate::browser::dom::focus_later(format!("[data-stage=\"{}\"] .column__rail", stage.id()));
    };
    let first_of_phase = stage.previous().is_none_or(|before| before.phase() != stage.phase());
    let rail_label = move || {
        lang().pick(
            format!("{number} {name} {}件 列を開く", count.get()),
            format!("{number} {name}, {}, open", format::counted(count.get(), "card")),
        )
    };
    let sums_view = move || {
        let sums = sums.get();
        let hours = (sums.hours > Minutes::ZERO).then(|| {
            let (words, leads) = (tr("月", "a month"), lang() == crate::text::Lang::Ja);
            let told = |shown: bool| shown.then_some(words);
            view! { <span>{told(leads)} " " <b>{format::hours(sums.hours, lang())}</b> " " {told(!leads)}</span> }
        });
        let budget = (sums.budget > Yen::ZERO).then(|| {
            view! { <span>{tr("予算 ", "budget ")}<b>{short_yen(sums.budget)}</b></span> }
        });
        // Under a filter: how many of how many.
        let of = app.find.count().map(|_| count.get()).filter(|of| *of > 0);
        let noun = tr("件", if of.unwrap_or(sums.count) == 1 { " card" } else { " cards" });
        let of = of.map(|of| format!(" / {of}"));
        view! { <span><b>{sums.count}</b>{of}{noun}</span> {hours} {budget} }
    };
    view! {
        <section
            class="column"
            data-stage=stage.id()
            data-phase=phase_id(stage)
            data-phase-start=first_of_phase.then_some("")
            data-rail=move || rail.get()
            data-over=move || over.get().map(|_| "")
            data-gate=move || gate.get().map(|(mark, _)| mark)
            aria-labelledby=format!("c-{}", stage.id())
            on:scroll=move |_| drawn.refresh()
        >
            <div class="column__band"><span>{say(stage.phase().label())}</span></div>
            <button type="button" class="column__rail" aria-expanded="false" aria-label=rail_label on:click=unfold>
                <span class="rail__no">{number}</span>
                " "
                <span class="rail__name">{name}</span>
                " "
                <span class="rail__count">{move || count.get()}</span>
            </button>
            <header class="column__head">
                <h2 class="column__title" id=format!("c-{}", stage.id())>
                    <span class="column__no">{number}</span>
                    <span class="column__name">
                        {name}
                        {label::subtitle(stage).map(|sub| view! { <small class="column__sub">{say(sub)}</small> })}
                    </span>
                </h2>
                <button
                    type="button"
                    class="icon-btn column__fold"
                    aria-expanded="true"
                    aria-label=lang().pick(format!("「{name}」の列をたたむ"), format!("Fold the column {name}"))
                    on:click=fold
                >
                    {icon("chevron-left")}
                </button>
                <p class="column__guide">{say(label::guidance(stage))}</p>
                <p class="column__sums">{sums_view}</p>
            </header>
            <p class="column__gate">{move || gate.get().map(|(_, line)| line)}</p>
            <div class="column__cards" node_ref=list data-partly=move || drawn.partly.get().then_some("") on:scroll=move |_| drawn.refresh() role=move || any.get().then_some("list") aria-label=move || any.get().then_some(name)>
                <For each=move || drawn.rows.get() key=|row| *row children=row />
                {move || line_at_end.get().then(|| view! { <div class="drop-line" aria-hidden="true"></div> })}
                {move || (count.get() > 0 && !any.get()).then(|| view! {
                    <p class="column__none">{tr("絞り込みに合う案件はありません", "None meets the filter")}</p>
                })}
                {move || (count.get() == 0).then(|| view! {
                    <p class="column__none">{tr("ここにはまだ案件がありません", "No engagement here yet")}</p>
                })}
            </div>
            <footer class="column__foot">{quick_add(app, stage)}</footer>
        </section>
    }
    .into_any()
}

/// An empty column right of a filled one stays open while the board has room: the way on is then in
/// sight.
fn is_room(app: App, stage: Stage) -> bool {
    const OPEN_AT_MOST: usize = 6;
    let filled = |stage: Stage| app.column(stage).with(|ids| !ids.is_empty());
    let open = Stage::ALL.iter().filter(|stage| filled(**stage)).count();
    app.open.get().is_none() && open < OPEN_AT_MOST && stage.previous().is_some_and(filled)
}

/// `18万円` in a narrow head; exact where it is no round number of ten thousands.
fn short_yen(amount: Yen) -> String {
    let yen = amount.get();
    if lang() == crate::text::Lang::Ja && yen >= 10_000 && yen % 1_000 == 0 {
        let (whole, tenth) = (yen / 10_000, yen % 10_000 / 1_000);
        let whole = format::grouped(whole);
        return if tenth == 0 { format!("{whole}万円") } else { format!("{whole}.{tenth}万円") };
    }
    format::yen(amount, lang())
}

/// The line at the foot: Enter makes a card of what is typed.
fn quick_add(app: App, stage: Stage) -> AnyView {
    let input = NodeRef::<leptos::html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let name = say(stage.label());
    let add = move || {
        let Some(element) = input.get_untracked() else {
            return;
        };
        let title = element.value();
        if title.trim().is_empty() {
            return;
        }
        match add_engagement(app, stage, title) {
            Ok(_) => {
                element.set_value("");
                error.set(None);
            }
            Err(reason) => error.set(Some(reason)),
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !is_composing(&event) {
            event.prevent_default();
            add();
        }
    };
    view! {
        <form class="quick" on:submit=move |event| event.prevent_default()>
            {icon("plus")}
            <input
                class="input"
                data-draft=""
                node_ref=input
                autocomplete="off"
                enterkeyhint="done"
                aria-label=lang().pick(format!("「{name}」に案件を追加"), format!("Add an engagement to {name}"))
                placeholder=tr("案件名を入力して Enter", "Title, then Enter")
                on:keydown=on_key
            />
        </form>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
        {(stage == Stage::Clarify).then(|| view! {
            <button type="button" class="quick__from" on:click=move |_| app.dialog.set(Some(Dialog::MakeFrom(None)))>
                {icon_small("copy")}
                {tr("ひな形から作る", "Make from a template")}
            </button>
        })}
    }
    .into_any()
}

/// Adds an engagement and answers with its id.
///
/// # Errors
/// What the board refused, in the page's language.
pub fn add_engagement(app: App, stage: Stage, title: String) -> Result<Option<EngagementId>, String> {
    let named = title.trim().to_owned();
    app.act(Action::Add { title, stage }).map_err(|rejection| crate::text::message::rejection(&rejection, lang()))?;
    let id = landed_last(app, stage);
    crate::ui::find::tell_if_hidden(app, id);
    app.announce(lang().pick(format!("案件「{named}」を追加しました"), format!("Added “{named}”")));
    Ok(id)
}

/// The card at the end of a column, which has just been added, lands there.
pub fn landed_last(app: App, stage: Stage) -> Option<EngagementId> {
    let id = app.column(stage).with_untracked(|ids| ids.last().copied());
    app.landed.set(id);
    id
}
