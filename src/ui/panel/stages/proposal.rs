//! 商談: what was proposed at a meeting beside the quote in force, and the new version made of it.

use super::{candidate, offer};
use crate::domain::comparison::conditions;
use crate::domain::ids::RowId;
use crate::domain::proposal::{Side, SideBySide, proposed_anything, proposed_quote, side_by_side, speaks_of};
use crate::domain::stage::meet::Meeting;
use crate::domain::stage::quote::Quote;
use crate::domain::stage::select::Candidate;
use crate::domain::{CandidateId, Engagement, Minutes, Settings, Yen};
use crate::text::format;
use crate::text::text;
use crate::ui::app::App;
use crate::ui::kit::{Form, action, lang, tr};
use leptos::prelude::*;

/// One line of the comparison: what it is, as quoted, as proposed, and the difference in words.
type Line = (String, String, String, String);

#[derive(Clone, PartialEq)]
struct Table {
    caption: String,
    lines: Vec<Line>,
    differs: bool,
}

/// The comparison under a meeting with a proposal.
pub fn proposal(form: &Form, candidate: CandidateId, meeting: RowId) -> AnyView {
    let settings = use_context::<App>().map(|app| app.settings);
    let table = form.memo(move |engagement| {
        let settings = settings.map(|settings| settings.get()).unwrap_or_default();
        table(engagement, candidate, meeting, &settings)
    });
    let form = form.clone();
    (move || {
        let Table { caption, lines, differs } = table.get()?;
        let rows = lines
            .into_iter()
            .map(|(what, quoted, offered, difference)| {
                view! {
                    <tr>
                        <th scope="row">{what}</th>
                        <td data-head=tr("見積もり", "Quoted")>{quoted}</td>
                        <td data-head=tr("提案", "Proposed")>{offered}</td>
                        <td data-head=tr("差", "Difference")>{difference}</td>
                    </tr>
                }
            })
            .collect_view();
        let form = form.clone();
        let make = differs.then(|| {
            action("", "plus", text("この提案で見積もりの新しい版を作る", "Make a new quote of this proposal"), move || {
                add(&form, candidate, meeting)
            })
        });
        let same = (!differs).then(|| {
            view! { <p class="field__said">{tr("月額と含まれる時間は、この見積もりのとおりです。", "Fee and included hours are as in this quote.")}</p> }
        });
        Some(view! {
            <div class="sides" role="group" aria-label=tr("見積もりと提案の比較", "Quote and proposal")>
                <table class="sides__table">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{tr("項目", "Item")}</th>
                            <th scope="col">{tr("見積もり", "Quoted")}</th>
                            <th scope="col">{tr("提案", "Proposed")}</th>
                            <th scope="col">{tr("差", "Difference")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {same}
                {make}
            </div>
        })
    })
    .into_any()
}

/// The quote that a proposal is held against: the one in force of the plan it names, else the last.
fn against<'a>(row: &'a Candidate, meeting: &Meeting) -> Option<&'a Quote> {
    let named = candidate::in_force(row).find(|quote| speaks_of(&meeting.proposed_plan, &quote.plan));
    named.or_else(|| candidate::in_force(row).last())
}

fn table(engagement: &Engagement, candidate: CandidateId, meeting: RowId, settings: &Settings) -> Option<Table> {
    let row = engagement.candidate(candidate)?;
    let meeting = row.meetings.iter().find(|row| row.id == meeting).filter(|row| proposed_anything(row))?;
    let quote = against(row, meeting)?;
    let (expected, months) = (conditions(engagement).usual, engagement.comparison.months());
    let both = side_by_side(quote, meeting, expected, months, settings.tax_rate());
    let caption = lang().pick(
        format!("見積もり「{}」と提案", offer::called(quote)),
        format!("Quote “{}” and the proposal", offer::called(quote)),
    );
    Some(Table { caption, lines: lines(&both, expected.total()), differs: both.differs })
}

fn lines(both: &SideBySide, expected: Minutes) -> Vec<Line> {
    let (quoted, offered) = (&both.quoted, &both.offered);
    let yen = |amount: Option<Yen>| amount.map_or_else(|| "—".to_owned(), |amount| format::yen(amount, lang()));
    let time = |time: Option<Minutes>| time.map_or_else(|| "—".to_owned(), |time| format::hours(time, lang()));
    let hours = format::hours(expected, lang());
    let mut lines = vec![
        (tr("プラン", "Plan").to_owned(), dash(&quoted.plan), dash(&offered.plan), same_plan(quoted, offered)),
        (
            tr("月額(税抜)", "Monthly fee without tax").to_owned(),
            yen(quoted.fee),
            yen(offered.fee),
            yen_difference(quoted.fee, offered.fee),
        ),
        (
            tr("含まれる時間(月)", "Included hours a month").to_owned(),
            time(quoted.included),
            time(offered.included),
            time_difference(quoted.included, offered.included),
        ),
        (
            tr("作業時間(月)", "Work a month").to_owned(),
            lang().pick(format!("{hours}(依頼書)"), format!("{hours} (brief)")),
            time(Some(offered.work)),
            time_difference(Some(quoted.work), Some(offered.work)),
        ),
        cost_line(expected, &quoted.expected.ok(), &offered.expected.ok()),
    ];
    if let (Some(quoted), Some(proposed)) = (&quoted.proposed, &offered.proposed) {
        lines.push(cost_line(offered.work, &quoted.ok(), &proposed.ok()));
    }
    lines
}

fn cost_line(hours: Minutes, quoted: &Option<Yen>, offered: &Option<Yen>) -> Line {
    let hours = format::hours(hours, lang());
    let yen = |amount: &Option<Yen>| {
        amount.map_or_else(
            || tr("計算できません(条件が未記入)", "no cost (terms missing)").to_owned(),
            |amount| format::yen(amount, lang()),
        )
    };
    (
        lang().pick(format!("月の費用(月{hours}で)"), format!("Cost a month (at {hours})")),
        yen(quoted),
        yen(offered),
        yen_difference(*quoted, *offered),
    )
}

fn dash(words: &str) -> String {
    if words.is_empty() { "—".to_owned() } else { words.to_owned() }
}

fn same_plan(quoted: &Side, offered: &Side) -> String {
    if speaks_of(&offered.plan, &quoted.plan) || quoted.plan == offered.plan {
        tr("同じ", "the same")
    } else {
        tr("変更の提案", "a change")
    }
    .to_owned()
}

/// 「+5,000円(提案のほうが高い)」
fn yen_difference(quoted: Option<Yen>, offered: Option<Yen>) -> String {
    let (Some(quoted), Some(offered)) = (quoted, offered) else {
        return "—".to_owned();
    };
    let by = offered.get() - quoted.get();
    let amount = format::yen(Yen::saturating(by.abs()), lang());
    worded(by, &amount, tr("提案のほうが高い", "more by the proposal"), tr("提案のほうが安い", "less by the proposal"))
}

/// 「+2時間(提案のほうが多い)」
fn time_difference(quoted: Option<Minutes>, offered: Option<Minutes>) -> String {
    let (Some(quoted), Some(offered)) = (quoted, offered) else {
        return "—".to_owned();
    };
    let by = offered.get() - quoted.get();
    let amount = format::hours(Minutes::saturating(by.abs()), lang());
    worded(
        by,
        &amount,
        tr("提案のほうが多い", "more by the proposal"),
        tr("提案のほうが少ない", "less by the proposal"),
    )
}

fn worded(by: i64, amount: &str, more: &str, less: &str) -> String {
    match by {
        0 => tr("同じ", "the same").to_owned(),
        _ if by > 0 => lang().pick(format!("+{amount}({more})"), format!("+{amount} ({more})")),
        _ => lang().pick(format!("−{amount}({less})"), format!("−{amount} ({less})")),
    }
}

/// Adds the quote that the proposal makes.
fn add(form: &Form, candidate: CandidateId, meeting: RowId) -> Result<(), String> {
    let present = form.peek();
    let row = present.candidate(candidate);
    let Some((row, meeting)) = row.and_then(|row| Some((row, row.meetings.iter().find(|other| other.id == meeting)?)))
    else {
        return Ok(());
    };
    let made = proposed_quote(against(row, meeting), meeting);
    offer::quotes_of(form, candidate)
        .add(tr("提案からの見積もり", "Quote of the proposal"), move |quote| {
            let fresh = quote.id;
            *quote = Quote { id: fresh, ..made };
        })
        .map(|_| ())
}
