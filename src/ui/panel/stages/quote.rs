//! Stage 3, 問い合わせ・見積もり取得.

use super::{candidate, fields, group, inquiry, offer, succession};
use crate::browser::{clock, ids};
use crate::domain::ids::{Row, RowId};
use crate::domain::stage::clarify::Answer;
use crate::domain::stage::quote::{Difference, Quote};
use crate::domain::stage::select::Candidate;
use crate::domain::{CandidateId, Engagement};
use crate::text::format::counted;
use crate::text::text;
use crate::ui::kit::{Field, Form, lang, rows, spec, sub, tr};
use crate::ui::{compare, csv};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let some = form.memo(|engagement| !engagement.candidates.is_empty());
    let count = form.memo(|engagement| {
        let count = engagement.candidates.iter().map(|row| row.quotes.len()).sum::<usize>();
        lang().pick(format!("見積もり{count}件"), counted(count, "quote"))
    });
    let of_add = form.clone();
    view! {
        {succession::offer(form)}
        {group(
            text("イレギュラー", "Irregular cases"),
            Some(text(
                "「なし」も答えです。伝えないまま始めると、見積もりが大きくずれます。",
                "“None” is an answer too. What stays unsaid makes the quote wrong.",
            )),
            None,
            irregular(form),
        )}
        {group(
            text("会社ごとの問い合わせと見積もり", "Inquiry and quotes by company"),
            Some(text("どの会社にも同じ内容を伝えると、見積もりを比べられます。", "Tell everyone the same, and quotes can be compared.")),
            Some(count.into()),
            view! {
                {candidate::cards(form, |_| true, note, card)}
                {move || (!some.get()).then(|| untrack(|| candidate::add(&of_add)))}
                {csv::import::button(form)}
            },
        )}
        {compare::button(form)}
    }
    .into_any()
}

/// What a closed subcard says: how many quotes, or how long an answer has been waited for.
fn note(_: &Engagement, candidate: &Candidate) -> String {
    let asked = candidate.inquiry.asked_on.filter(|_| candidate.inquiry.answered_on.is_none());
    match (candidate.quotes.len(), asked) {
        (0, Some(asked)) => {
            let days = (clock::today() - asked).num_days().max(0);
            lang().pick(format!("回答待ち {days}日"), format!("waiting {}", counted(days, "day")))
        }
        (0, None) => String::new(),
        (count, _) => lang().pick(format!("見積もり{count}件"), counted(count, "quote")),
    }
}

/// The irregular cases.
pub fn irregular(form: &Form) -> AnyView {
    let root = form.root();
    let cases = sub!(root.irregular);
    let weekend = cases.map(|cases| cases.weekend != Answer::No);
    let fluctuation = cases.map(|cases| cases.fluctuation != Answer::No);
    let other = cases.map(|cases| cases.other != Answer::No);
    let (of_weekend, of_fluctuation, of_other) = (cases.clone(), cases.clone(), cases.clone());
    view! {
        {fields("fields--2", view! {
            {spec("土日の依頼", "Weekend work").need().segmented(sub!(cases.weekend))}
            {move || weekend.get().then(|| {
                spec("土日の時間", "Weekend hours").help("1か月あたり。月の時間に含みます。", "A month, part of the hours a month.")
                    .example("2", "2").hours(sub!(of_weekend.weekend_hours))
            })}
        })}
        {fields("", view! {
            {spec("作業量の変動", "Changing volume").need().segmented(sub!(cases.fluctuation))}
            {move || fluctuation.get().then(|| {
                view! {
                    {spec("最少の時間(月)", "Least hours a month").example("15", "15").hours(sub!(of_fluctuation.least))}
                    {spec("最多の時間(月)", "Most hours a month").example("30", "30").hours(sub!(of_fluctuation.most))}
                }
            })}
        })}
        {fields("fields--2", view! {
            {spec("その他のイレギュラー", "Other irregular cases").need().segmented(sub!(cases.other))}
            {move || other.get().then(|| {
                spec("その他の内容", "What they are").example("例：決算月は倍になる、急ぎは当日", "e.g. twice as much in March").area(sub!(of_other.other_text))
            })}
        })}
    }
    .into_any()
}

/// What stands in a candidate's subcard.
fn card(form: &Form, id: CandidateId) -> AnyView {
    let row = candidate::list(form).row(id);
    view! {
        <p class="subcard__part">{tr("問い合わせ", "Inquiry")}</p>
        {inquiry::inquiry(form, id)}
        <p class="subcard__part">{tr("見積もり", "Quotes")}</p>
        {offer::quotes(form, id)}
        <p class="subcard__part">{tr("認識の相違", "Differences in understanding")}</p>
        <p class="field__help">{tr(
            "伝えた内容と実際が違うと、見積もりは正しくありません。解消していないものは、次の問い合わせ文に訂正として入ります。",
            "Where what was told is not so, the quote is wrong. What is not settled goes into the next letter as a correction.",
        )}</p>
        {differences(sub!(row.differences))}
        {candidate::standing(form, id)}
    }
    .into_any()
}

/// 認識の相違
fn differences(list: Field<Vec<Difference>>) -> AnyView {
    rows("認識の相違", "Difference", |row: &mut Difference, cells: &[&str]| {
        row.told = cells.first().copied().unwrap_or_default().to_owned();
        row.actual = cells.get(1).copied().unwrap_or_default().to_owned();
    })
    .head(&[("grow", text("伝えた内容", "Told")), ("grow", text("実際", "Actual")), ("xs", text("解消", "Settled"))])
    .example("伝えた内容を入力して Enter", "What was told, then Enter")
    .show(list, |row| {
        view! {
            {spec("伝えた内容", "Told").cell("grow").grows().text(sub!(row.told))}
            {spec("実際", "Actual").cell("grow").grows().text(sub!(row.actual))}
            {spec("解消", "Settled").cell("xs").check(sub!(row.settled))}
        }
        .into_any()
    })
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let count = engagement.candidates.iter().map(|row| row.quotes.len()).sum::<usize>();
    let asked = engagement.candidates.iter().filter(|row| row.inquiry.asked_on.is_some()).count();
    match (count, asked) {
        (0, 0) => String::new(),
        (0, asked) => lang().pick(format!("問い合わせ{asked}社"), format!("{asked} asked")),
        (count, _) => lang().pick(format!("見積もり{count}件"), counted(count, "quote")),
    }
}

/// For the gate: the least of a quote, for one of the candidates.
pub fn quote(form: &Form) -> AnyView {
    let running = form.memo(|engagement| engagement.in_running().next().is_some());
    let form = form.clone();
    view! {
        {move || if running.get() {
            untrack(|| candidate::one_of(&form, None, least))
        } else {
            untrack(|| candidate::add(&form))
        }}
    }
    .into_any()
}

/// The least of a quote: one that has no fee yet, or a new one, which is made by the first thing
/// that is written into it.
fn least(form: &Form, id: CandidateId) -> AnyView {
    let list = offer::quotes_of(form, id);
    let present = list.peek().into_iter().find(|quote| quote.fee.is_none()).map(|quote| quote.id);
    let quote_id = present.unwrap_or_else(|| RowId(ids::fresh()));
    let quote = list.try_sub(
        move |rows| rows.iter().find(|row| row.id == quote_id),
        move |rows| {
            let index = rows.iter().position(|row| row.id == quote_id).unwrap_or_else(|| {
                rows.push(Quote::with_id(quote_id));
                rows.len() - 1
            });
            rows.get_mut(index)
        },
    );
    fields(
        "fields--2",
        view! {
            {offer::plan(&quote, id, quote_id)}
            {offer::fee(&quote)}
            {offer::included(&quote)}
            {offer::overage_rate(&quote)}
        },
    )
    .into_any()
}
