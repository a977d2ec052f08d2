//! Stage 7, 依頼開始: works, stalls, time used. Questions stand in [`super::questions`].

use super::cycle::{counted, in_cycle, no_rate, plan, tax};
use super::questions::{elapsed, questions, single};
use super::{fields, group, works};
use crate::browser::clock;
use crate::domain::cost::{MonthUse, waiting_cost};
use crate::domain::ids::RowId;
use crate::domain::stage::cycle::{Cycle, Stall, Usage};
use crate::domain::{Engagement, Minutes};
use crate::text::{format, law as prompt, text};
use crate::ui::kit::{Field, Form, figure, figures, lang, law, rows, spec, sub, tr};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let outer = form.clone();
    in_cycle(form, move |cycle| body(&outer, &cycle))
}

fn body(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let agreed = cycle.map(|cycle| {
        let time = cycle.works.iter().filter_map(|work| work.agreed).sum();
        counted(cycle.works.len(), time)
    });
    let used = cycle.map(|cycle| {
        let used = format::hours(cycle.used(), lang());
        lang().pick(format!("合計 {used}"), format!("{used} in all"))
    });
    view! {
        {waiting(form, cycle)}
        {group(
            text("依頼した業務", "Work requested"),
            Some(text("依頼や変更は窓口担当に伝えます。", "Tell requests and changes to the contact person.")),
            Some(agreed.into()),
            view! { {law(&prompt::INSTRUCTIONS)} {works::works(form, cycle)} },
        )}
        {group(
            text("質問", "Questions"),
            Some(text("待たせた時間も、作業時間として計上されることがあります。", "Time spent waiting may be billed as work.")),
            None,
            questions(sub!(cycle.questions)),
        )}
        {group(text("業務の滞り", "Stalls"), None, None, stalls(sub!(cycle.stalls)))}
        {group(text("使用した時間", "Time used"), None, Some(used.into()), usage(sub!(cycle.usage)))}
    }
    .into_any()
}

/// What waits, how much of it is billed, and what that costs.
fn waiting(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let open = cycle.map(|cycle| cycle.waiting().map(|question| question.asked_at).collect::<Vec<_>>());
    let billed = cycle.map(Cycle::billed_waiting);
    let used = cycle.map(|cycle| MonthUse::of(&cycle.usage));
    let rate = tax();
    let plan = form.memo(move |engagement| plan(engagement, rate));
    let cost = Memo::new(move |_| {
        let plan = plan.get()?;
        waiting_cost(&plan, billed.get(), plan.counted(used.get()), Minutes::ZERO).ok()
    });
    let longest = elapsed();
    figures(view! {
        {figure(
            text("回答待ち", "Waiting for an answer"),
            move || lang().pick(format!("{}件", open.with(Vec::len)), open.with(Vec::len).to_string()),
            move || {
                let since = open.with(|open| open.iter().flatten().min().copied());
                let since = since.map(|asked| format::elapsed(longest(asked, None), lang()));
                since.map(|since| lang().pick(format!("最も長いもので {since}"), format!("the longest for {since}"))).unwrap_or_default()
            },
            move || open.with(|open| !open.is_empty()).then_some("waiting"),
        )}
        {figure(
            text("待機として計上された時間", "Waiting that was billed"),
            move || format::hours(billed.get(), lang()),
            String::new,
            || None,
        )}
        {figure(
            text("待機にかかった費用", "What the waiting cost"),
            move || cost.get().map_or_else(|| "—".to_owned(), |cost| format::yen(cost.total(), lang())),
            move || match cost.get() {
                None => no_rate(),
                Some(cost) if cost.minutes_beyond > Minutes::ZERO => {
                    let beyond = format::yen(cost.beyond, lang());
                    lang().pick(format!("税抜。うち超過 {beyond}"), format!("without tax, {beyond} of it beyond the plan"))
                }
                Some(_) => tr("税抜。含まれる時間のうち", "without tax, within the plan's hours").to_owned(),
            },
            move || cost.get().is_some_and(|cost| cost.minutes_beyond > Minutes::ZERO).then_some("over"),
        )}
    })
    .into_any()
}

fn stalls(list: Field<Vec<Stall>>) -> AnyView {
    rows("業務の滞り", "Stall", |stall: &mut Stall, cells: &[&str]| {
        stall.what = cells.join(" ");
        stall.since = Some(clock::today());
    })
    .stacked()
    .example("滞っていることを入力して Enter", "What stands still, then Enter")
    .show(list, |stall| {
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What").cell("grow").grows().example("例：名簿を開く権限がない", "e.g. no access to the list").text(sub!(stall.what))}
            </div>
            <div class="row__line row__line--fields">
                {spec("いつから", "Since").cell("l").date(sub!(stall.since))}
                {spec("原因", "Cause").cell("grow").grows().text(sub!(stall.cause))}
                {spec("解消した日", "Solved on").cell("l").date(sub!(stall.solved_on))}
            </div>
        }
        .into_any()
    })
}

fn usage(list: Field<Vec<Usage>>) -> AnyView {
    rows("使用した時間", "Time used", |usage: &mut Usage, cells: &[&str]| {
        // From a time sheet: a day, what it was, how long, in any order.
        usage.on = cells.iter().find_map(|cell| pasted_day(cell)).or_else(|| Some(clock::today()));
        usage.time = cells.iter().skip(1).rev().find_map(|cell| pasted_time(cell));
        let word = |cell: &&&str| cells.len() == 1 || (pasted_day(cell).is_none() && pasted_time(cell).is_none());
        usage.what = cells.iter().find(word).copied().unwrap_or_default().to_owned();
    })
    .stacked()
    .example("内容を入力して Enter", "What for, then Enter")
    .show(list, |usage| {
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What for").cell("grow").grows().text(sub!(usage.what))}
            </div>
            <div class="row__line row__line--fields">
                {spec("日付", "Day").cell("l").date(sub!(usage.on))}
                {spec("時間", "Time").cell("m").example("1.5", "1.5").hours(sub!(usage.time))}
                {spec("区分", "Kind").cell("xl").select(sub!(usage.kind))}
            </div>
        }
        .into_any()
    })
}

/// A day in a pasted cell: 2025-08-01 or 2025/8/1.
pub(super) fn pasted_day(cell: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&cell.trim().replace('/', "-"), "%Y-%m-%d").ok()
}

/// A time in a pasted cell.
pub(super) fn pasted_time(cell: &str) -> Option<Minutes> {
    format::parse_minutes(cell).ok().and_then(|minutes| minutes.try_into().ok())
}

/// One question alone, to be answered.
pub fn blocking_question(form: &Form, id: RowId) -> AnyView {
    let cycle = super::cycle::present(form);
    let question = sub!(cycle.questions).row(id);
    view! { {fields("fields--1", single(&question))} }.into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let Some(cycle) = engagement.cycle() else {
        return String::new();
    };
    let waiting = engagement.waiting_questions();
    if waiting > 0 {
        return lang().pick(format!("回答待ち{waiting}件"), format!("{waiting} waiting"));
    }
    let used = format::hours(cycle.used(), lang());
    match cycle.works.len() {
        0 => String::new(),
        works => lang().pick(format!("業務{works}件・使用 {used}"), format!("{works} works, {used} used")),
    }
}
