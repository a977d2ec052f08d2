//! Stage 9, 定例会議: the report of the period, what was talked over, the regular meetings.

use super::cycle::{cards, findings, in_cycle, no_rate, plan, tax};
use super::{fields, group};
use crate::domain::Engagement;
use crate::domain::cost::{MonthUse, cost};
use crate::domain::stage::cycle::{Cycle, RegularMeeting};
use crate::text::{format, text};
use crate::ui::kit::{Field, Form, day, figure, figures, lang, moment, spec, sub, subcard, subcard_tools, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let outer = form.clone();
    in_cycle(form, move |cycle| body(&outer, &cycle))
}

fn body(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    view! {
        {group(
            text("定期報告", "Regular report"),
            Some(text("報告書の数字を、自分たちの記録と照らし合わせます。", "Hold the figures of the report against your own record.")),
            None,
            report(form, cycle),
        )}
        {group(text("話し合うこと", "To be talked over"), None, None, fields("fields--1", view! {
            {spec("気になる点", "Concerns")
                .help("小さなことでも、黙っていると大きなずれになります。", "Small things left unsaid grow.")
                .example("例：質問への返事が翌日になることがある", "e.g. answers sometimes come the next day")
                .area(sub!(cycle.review.concerns))}
            {spec("今後の依頼", "Requests to come")
                .help("増やす業務、減らす業務、変わる時期。", "What will be more, less, or at another time.")
                .example("例：10月から請求書の発行を月20件増やしたい", "e.g. twenty more invoices a month from October")
                .area(sub!(cycle.review.future))}
        }))}
        {group(text("定例会議", "Regular meetings"), None, None, meetings(cycle))}
        {group(
            text("成功の基準の振り返り", "Review of the success criteria"),
            Some(text("達成した基準は「依頼内容の明確化」でも印をつけます。", "Tick what was reached in stage 1 too.")),
            None,
            findings(form, sub!(cycle.review.results)),
        )}
    }
    .into_any()
}

/// What a period used, by when in the week; what was entered here counts as on weekdays.
fn used(cycle: &Cycle) -> MonthUse {
    match cycle.review.used {
        Some(used) => MonthUse { weekday: used, ..MonthUse::default() },
        None => MonthUse::of(&cycle.usage),
    }
}

fn report(form: &Form, cycle: &Field<Cycle>) -> AnyView {
    let spent = cycle.map(used);
    let rate = tax();
    let plan = form.memo(move |engagement| plan(engagement, rate));
    let month = Memo::new(move |_| {
        let priced = cost(&plan.get()?, &[spent.get()], None).ok()?;
        priced.months.first().map(|month| (month.total(), month.counted > month.included))
    });
    let over = move || month.get().is_some_and(|(_, over)| over);
    let figures = figures(view! {
        {figure(
            text("使用時間", "Hours used"),
            move || format::hours(spent.get().total(), lang()),
            String::new,
            move || over().then_some("over"),
        )}
        {figure(
            text("含まれる時間", "Hours included"),
            move || plan.get().map_or_else(|| "—".to_owned(), |plan| format::hours(plan.included, lang())),
            move || if over() { tr("超えています", "exceeded").to_owned() } else { String::new() },
            || None,
        )}
        {figure(
            text("この期間の費用", "Cost of the period"),
            move || month.get().map_or_else(|| "—".to_owned(), |(total, _)| format::yen(total, lang())),
            move || if month.get().is_some() { tr("税抜、1か月として", "without tax, as one month").to_owned() } else { no_rate() },
            move || over().then_some("over"),
        )}
    });
    view! {
        {figures}
        {fields("fields--2", view! {
            {spec("対象期間の初日", "Period from").date(sub!(cycle.review.from))}
            {spec("対象期間の末日", "Period to").date(sub!(cycle.review.to))}
            {spec("使用時間", "Hours used")
                .help("空欄なら「使用した時間」の合計を使います。", "Left empty, the sum of stage 7 counts.")
                .hours(sub!(cycle.review.used))}
        })}
        {fields("fields--1", spec("定期報告", "Report")
            .example("例：請求書42件を発行。差し戻し1件", "e.g. 42 invoices issued, one sent back")
            .area(sub!(cycle.review.report)))}
    }
    .into_any()
}

fn meetings(cycle: &Field<Cycle>) -> AnyView {
    let list = sub!(cycle.review.meetings);
    let all = list.clone();
    cards(
        list,
        text("定例会議を追加", "Add a meeting"),
        |_| (),
        move |id, meeting, open| {
            let name =
                meeting.map(|meeting| meeting.at.map_or_else(|| tr("新しい会議", "New meeting").to_owned(), moment));
            let next = meeting.map(|meeting| match meeting.next_on.map(day) {
                Some(next) => lang().pick(format!("次回 {next}"), format!("next {next}")),
                None => String::new(),
            });
            let list = all.clone();
            subcard(name.into(), open).note(next.into()).show(
                ().into_any(),
                move || {
                    let tools = subcard_tools(list.clone(), id, name.into(), tr("定例会議", "Regular meeting"));
                    view! { <div class="fields fields--2" data-row=id.to_string()>{one(&meeting)}</div> {tools} }
                        .into_any()
                },
                ().into_any(),
            )
        },
    )
}

fn one(meeting: &Field<RegularMeeting>) -> AnyView {
    view! {
        {spec("日時", "When").date_time(sub!(meeting.at))}
        {spec("出席者", "Attendance").text(sub!(meeting.attendance))}
        {spec("議事録", "Minutes").full().area(sub!(meeting.minutes))}
        {spec("決定事項", "Decisions").full().area(sub!(meeting.decisions))}
        {spec("次回", "Next").date(sub!(meeting.next_on))}
    }
    .into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let Some(cycle) = engagement.cycle() else {
        return String::new();
    };
    let next = cycle.review.meetings.iter().filter_map(|meeting| meeting.next_on).max();
    match (next.map(day), cycle.review.meetings.len()) {
        (Some(next), _) => lang().pick(format!("次回 {next}"), format!("next {next}")),
        (None, 0) => String::new(),
        (None, held) => lang().pick(format!("会議{held}回"), format!("{held} meetings")),
    }
}
