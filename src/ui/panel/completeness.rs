//! 充足度 on top of stage 1: how much of what a provider needs is written, what is missing, and what it
//! costs to leave it out. Each point leads to its field.

use super::show;
use crate::browser::dom;
use crate::domain::completeness::{Check, Completeness, Point, completeness};
use crate::domain::sort;
use crate::domain::{Engagement, Stage};
use crate::text::completeness::{missing, why};
use crate::ui::app::App;
use crate::ui::kit::{Form, element_id, lang, say, tr};
use leptos::prelude::*;

/// How many points are in sight at once; the others are folded under them.
const IN_SIGHT: usize = 3;

/// The meter, and what is missing.
pub fn meter(form: &Form) -> AnyView {
    let found = form.memo(completeness);
    let percent = Memo::new(move |_| found.with(Completeness::percent));
    let lines = form.memo(lines);
    let title = element_id();
    let bar = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(bar) = bar.get() {
            dom::set_property(&bar, "--share", &format!("{:.2}", percent.get() as f64 / 100.0));
        }
    });
    let said = move || {
        let (percent, left) = (percent.get(), lines.with(Vec::len));
        if left == 0 {
            tr("依頼に必要なことがそろっています", "Everything a request needs is there").to_owned()
        } else {
            lang().pick(format!("{percent}%、あと{left}項目"), format!("{percent}%, {left} to go"))
        }
    };
    let full = move || lines.with(Vec::is_empty).then_some("");
    let points = move || {
        let lines = lines.get();
        let mut items: Vec<AnyView> = lines.into_iter().map(item).collect();
        let rest = items.split_off(items.len().min(IN_SIGHT));
        let more = (!rest.is_empty()).then(|| {
            let count = rest.len();
            view! {
                <details class="more gauge__more">
                    <summary>{lang().pick(format!("ほかの{count}項目"), format!("{count} more"))}</summary>
                    <ul class="gauge__list">{rest}</ul>
                </details>
            }
        });
        view! { <ul class="gauge__list">{items}</ul> {more} }
    };
    view! {
        <section class="gauge" aria-labelledby=title.clone() data-full=full>
            <div class="gauge__head">
                <h4 class="gauge__title" id=title.clone()>{tr("依頼内容の充足度", "Completeness of the brief")}</h4>
                <p class="gauge__value" aria-hidden="true"><b>{move || percent.get()}</b>"%"</p>
            </div>
            <div
                class="gauge__bar"
                role="meter"
                aria-labelledby=title.clone()
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent.get().to_string()
                aria-valuetext=said
                node_ref=bar
            >
                <span class="gauge__fill"></span>
            </div>
            <p class="gauge__said" hidden=move || full().is_none()>{said}</p>
            {points}
        </section>
    }
    .into_any()
}

/// One thing that is missing, in words, and the point that leads to its field.
#[derive(Clone, PartialEq)]
struct Line {
    point: Point,
    said: String,
}

/// What is missing, what would add most first.
fn lines(engagement: &Engagement) -> Vec<Line> {
    let found = completeness(engagement);
    let mut points: Vec<Point> = found.missing().copied().collect();
    sort::by_key(&mut points, |point| std::cmp::Reverse(gain(&found, point)));
    points.into_iter().map(|point| Line { point, said: missing(&point, engagement, lang()) }).collect()
}

/// What meeting a point leads to: where a list is empty, its first row opens all that is asked of the
/// rows, and nothing of that can be met before.
fn gain(found: &Completeness, point: &Point) -> usize {
    let (list, _) = place(point.check);
    if list.is_empty() || point.row.is_some() {
        return point.open();
    }
    let opens = matches!(point.check, Check::Tasks | Check::Criteria | Check::Materials);
    let same = found.missing().filter(|other| place(other.check).0 == list);
    if opens { same.map(Point::open).sum() } else { 0 }
}

fn item(line: Line) -> AnyView {
    let Line { point, said } = line;
    view! {
        <li class="gauge__item">
            <button type="button" class="gauge__go" on:click=move |_| go_to(&point)>{said}</button>
            <span class="gauge__why">{say(why(point.check))}</span>
        </li>
    }
    .into_any()
}

/// Puts the focus where the point can be met.
fn go_to(point: &Point) {
    if point.check == Check::Irregular {
        if let Some(app) = use_context::<App>() {
            show(app, Stage::Quote);
        }
        focus(&["[data-section=\"quote\"] [role=\"radiogroup\"]:not(:has(:checked)) input"]);
        return;
    }
    let (list, place) = place(point.check);
    let line = format!("[data-place=\"{list}\"] > .rows > .rows__add > .input");
    let Some(id) = point.row else {
        // The list is empty, or there is no list.
        focus(&[&format!("[data-place=\"{place}\"] .input"), &line]);
        return;
    };
    let row = format!("[data-row=\"{id}\"]");
    match point.check {
        Check::Flow => focus(&[&format!("{row} .flow .rows__add .input")]),
        Check::Materials => focus(&[
            &format!("{row} [data-place=\"link\"] .input:placeholder-shown"),
            &format!("{row} [data-place=\"ready\"] input"),
            &format!("{row} .input"),
        ]),
        _ => focus(&[&format!("{row} [data-place=\"{place}\"] .input"), &format!("{row} .input")]),
    }
}

/// The list that a check is about, and the field: names of `data-place` in the form.
fn place(check: Check) -> (&'static str, &'static str) {
    match check {
        Check::Tasks => ("tasks", "name"),
        Check::Hours => ("tasks", "hours"),
        Check::Flow => ("tasks", "flow"),
        Check::Frequency => ("tasks", "frequency"),
        Check::Deadline => ("tasks", "deadline"),
        Check::Problems => ("", "problems"),
        Check::Purpose => ("", "purpose"),
        Check::Expectations => ("", "expectations"),
        Check::Criteria => ("criteria", "text"),
        Check::Measures => ("criteria", "measure"),
        Check::Materials => ("materials", "link"),
        Check::Irregular => ("", "irregular"),
        Check::Budget => ("", "budget"),
        Check::Start => ("", "start"),
    }
}

/// Puts the focus on the first of these that is there, once the page has drawn.
fn focus(selectors: &[&str]) {
    let selectors: Vec<String> = selectors.iter().map(|selector| format!(".panel {selector}")).collect();
    gloo_timers::callback::Timeout::new(0, move || {
        if let Some(element) = selectors.iter().find_map(|selector| dom::find(selector)) {
            let _ = element.focus();
        }
    })
    .forget();
}
