//! What is left of the time of this month, and what its end will bring.

use super::group;
use crate::domain::forecast::{Forecast, Outlook, forecast};
use crate::domain::ledger::{Ledger, NoPrice};
use crate::domain::scalar::Minutes;
use crate::text::{format, hours, text};
use crate::ui::app::app;
use crate::ui::kit::{Form, figure, figures, lang, tr};
use leptos::prelude::*;

/// The month as it stands; nothing while no cycle is open.
pub fn outlook(form: &Form, ledger: Memo<Ledger>) -> AnyView {
    let app = app();
    let told = form.memo(move |engagement| {
        let today = app.today.get();
        app.settings.with(|settings| ledger.with(|ledger| forecast(engagement, ledger, settings, today)))
    });
    let there = Memo::new(move |_| told.with(Option::is_some));
    let priced = Memo::new(move |_| told.with(|told| told.as_ref().and_then(|told| told.outlook.ok())));
    let problem =
        Memo::new(move |_| told.with(|told| told.as_ref().and_then(|told| Some((told.used, told.outlook.err()?)))));
    let month = Signal::derive(move || {
        let first = told.with(|told| told.as_ref().map(|Forecast { month, .. }| *month));
        first.map(|first| hours::month(first, app.today.get(), lang())).unwrap_or_default()
    });
    let body = move || match problem.get() {
        Some((used, problem)) => unpriced(used, problem),
        None => view! { <div class="outlook">{shown(priced)} {bar(priced)}</div> }.into_any(),
    };
    (move || there.get().then(|| group(text("今月の時間", "Time of this month"), None, Some(month), body))).into_any()
}

/// What was used, and what is to be entered before more can be said.
fn unpriced(used: Minutes, problem: NoPrice) -> AnyView {
    let used = format::hours(used, lang());
    let used = lang().pick(format!("使用 {used}。"), format!("{used} used. "));
    view! { <p class="rows__empty">{used}{hours::no_price(problem, lang())}</p> }.into_any()
}

fn shown(month: Memo<Option<Outlook>>) -> AnyView {
    let of = move |read: fn(&Outlook) -> String| month.with(|month| month.as_ref().map(read).unwrap_or_default());
    let time = |time: Option<Minutes>| time.map_or_else(|| "—".to_owned(), |time| format::hours(time, lang()));
    let over = move |read: fn(&Outlook) -> Minutes| {
        month.with(|month| month.is_some_and(|month| !month.by_the_hour() && read(&month) > Minutes::ZERO))
    };
    figures(view! {
        {figure(
            text("残り時間", "Left"),
            move || month.with(|month| time(month.filter(|month| !month.by_the_hour()).map(|month| month.remaining()))),
            move || of(|month| hours::room(month, lang())),
            move || over(Outlook::beyond).then_some("over"),
        )}
        {figure(
            text("このペースなら", "At this pace"),
            move || month.with(|month| time(month.and_then(|month| month.pace))),
            move || of(|month| hours::pace_note(month, lang())),
            || None,
        )}
        {figure(
            text("合意した業務をすべて行うと", "With all work agreed"),
            move || month.with(|month| time(month.and_then(|month| month.agreed))),
            move || match month.with(|month| month.is_some_and(|month| month.agreed.is_none())) {
                true => tr("合意した時間のある未完了の業務がありません", "no open work has agreed hours").to_owned(),
                false => String::new(),
            },
            || None,
        )}
        {figure(
            text("超過の見込み", "Overage to expect"),
            move || of(|month| hours::overage(month, lang())),
            move || of(|month| hours::overage_note(month, lang())),
            move || over(|month| month.overage).then_some("waiting"),
        )}
    })
    .into_any()
}

/// The month as a bar: what was used, what is to come, and a mark where the paid time ends.
fn bar(month: Memo<Option<Outlook>>) -> AnyView {
    let drawn = move || {
        let month = month.get().filter(|month| !month.by_the_hour())?;
        let longest = month.room().max(month.end()).get().max(1);
        let share = |time: Minutes| {
            let thousandths = i128::from(time.get()) * 1_000 / i128::from(longest);
            format!("{}.{}%", thousandths / 10, thousandths % 10)
        };
        let (room, used, end) = (share(month.room()), share(month.counted), share(month.end()));
        let over = (month.end() > month.room()).then_some("");
        Some(view! {
            <svg class="spent" role="img" aria-label=hours::bar(&month, lang()) data-over=over>
                <rect class="spent__end" width=end height="100%" />
                <rect class="spent__used" width=used height="100%" />
                <line class="spent__gap" x1=room.clone() x2=room.clone() y1="0" y2="100%" />
                <line class="spent__room" x1=room.clone() x2=room y1="0" y2="100%" />
            </svg>
            <p class="spent__legend" aria-hidden="true">
                <span data-part="used">{tr("使用", "used")}</span>
                <span data-part="end" data-over=over>{tr("月末の見込み", "expected")}</span>
                <span data-part="room">{tr("使える時間", "there")}</span>
            </p>
        })
    };
    drawn.into_any()
}
