//! 定例会議の予定: how often, on which day, from when.

use super::super::fields;
use crate::domain::agenda::recurrence::Plan;
use crate::domain::stage::contract::{Contract, Every, RegularPlan};
use crate::text::text;
use crate::ui::app::app;
use crate::ui::kit::{Field, computed, day, spec, sub};
use leptos::prelude::*;

/// The plan; the day is asked for once it is said how often.
pub fn plan(contract: &Field<Contract>) -> AnyView {
    let plan = &sub!(contract.regular);
    let every = plan.map(|plan| plan.every);
    let today = app().today;
    let next = contract.map(move |contract| {
        let today = today.get();
        Plan::of(contract, today)?.next_from(today)
    });
    let (week, rest) = (plan.clone(), plan.clone());
    let week = move || {
        let week = sub!(week.week);
        (every.get() == Every::Month).then(|| spec("第何週", "Which week").select(week))
    };
    let set = Memo::new(move |_| every.get() != Every::Unset);
    let rest = move || {
        set.get().then(|| {
            let next = move || next.get().map_or_else(|| "—".to_owned(), day);
            let next = computed(text("次の予定日", "The next one"), None, next);
            untrack(|| view! { {when(&rest)} {next} })
        })
    };
    fields(
        "fields--2",
        view! {
            {spec("頻度", "How often").select(sub!(plan.every))}
            {week}
            {rest}
        },
    )
}

fn when(plan: &Field<RegularPlan>) -> AnyView {
    let begins = sub!(plan.begins_at);
    let starts = spec("開始時刻", "From").help("空欄なら終日の予定です。", "Left empty, it is all day.");
    let (shown, label) = (begins.memo(), starts.name());
    view! {
        {spec("曜日", "Weekday").select(sub!(plan.weekday))}
        {starts.time_of_day(shown.into(), move |time, typing| begins.write_typed(label, typing, move |at| *at = time))}
        {spec("所要時間", "Length").help("空欄なら1時間です。", "Left empty, an hour.").example("1", "1").hours(sub!(plan.length))}
        {spec("場所", "Place").example("例：オンライン会議", "e.g. video call").text(sub!(plan.place))}
    }
    .into_any()
}
