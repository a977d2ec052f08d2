//! Stage 9, 定例会議: the report of the period, what was talked over, the regular meetings, the cycles
//! side by side, and the ways on.

pub mod closing;
mod cycles;
mod figures;
mod meetings;
mod onward;
mod points;
pub mod regular;

use super::cycle::{findings, in_cycle_under};
use super::outputs::{outputs, paper};
use super::{fields, group};
use crate::domain::Engagement;
use crate::domain::report::{Report, reports};
use crate::domain::stage::cycle::Cycle;
use crate::papers::Kind;
use crate::text::format::counted;
use crate::text::text;
use crate::ui::app::app;
use crate::ui::kit::{Field, Form, day, lang, spec, sub};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let reports = reports_of(form);
    let (outer, head) = (form.clone(), form.clone());
    let papers = move |cycle| {
        outputs(view! {
            {paper(&head, Kind::Report(cycle))}
            {paper(&head, Kind::Regular)}
            {paper(&head, Kind::Closing)}
        })
    };
    view! {
        {in_cycle_under(form, papers, move |cycle| body(&outer, &cycle, reports))}
        {cycles::cycles(reports)}
        {onward::ways(form)}
    }
    .into_any()
}

/// The reports of all cycles, followed.
fn reports_of(form: &Form) -> Memo<Vec<Report>> {
    let app = app();
    form.memo(move |engagement| app.settings.with(|settings| reports(engagement, settings, app.today.get())))
}

fn body(form: &Form, cycle: &Field<Cycle>, reports: Memo<Vec<Report>>) -> AnyView {
    let root = form.root();
    view! {
        {group(
            text("定期報告", "Regular report"),
            Some(text("報告書の数字を、自分たちの記録と照らし合わせます。", "Hold the figures of the report against your own record.")),
            None,
            figures::report(cycle, reports),
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
        {group(
            text("持ち越しの論点", "Points carried over"),
            Some(text("解決するまで、次のサイクルへ引き継ぎます。", "What is not settled goes on with the next cycle.")),
            Some(points::open(cycle)),
            points::points(sub!(cycle.review.points)),
        )}
        {group(text("定例会議の予定", "Plan of the regular meetings"), None, None, regular::plan(&sub!(root.contract)))}
        {group(text("定例会議", "Regular meetings"), None, None, meetings::meetings(cycle))}
        {group(
            text("成功の基準の振り返り", "Review of the success criteria"),
            Some(text("達成した基準は「依頼内容の明確化」でも印をつけます。", "Tick what was reached in stage 1 too.")),
            None,
            findings(form, sub!(cycle.review.results)),
        )}
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
        (None, held) => lang().pick(format!("会議{held}回"), counted(held, "meeting")),
    }
}
