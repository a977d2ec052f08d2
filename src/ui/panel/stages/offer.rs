//! One quote of a candidate: its terms, and what they cost.

use super::{candidate, fields};
use crate::domain::comparison::{Conditions, HoursFrom, conditions, price};
use crate::domain::cost::{Cost, Fit, PlanTerms, cost, over_budget};
use crate::domain::ids::RowId;
use crate::domain::stage::quote::{Quote, QuoteRound, WeekendRule};
use crate::domain::{CandidateId, Engagement, Settings};
use crate::text::label::Choice;
use crate::text::{comparison, format};
use crate::ui::kit::{Field, Form, Opens, add_line, lang, say, spec, sub, subcard, subcard_tools, subcards, tr};
use leptos::prelude::*;

/// A candidate's quotes as a place. A quote that has no version yet is given one, and the version of
/// the brief that it answers.
pub fn quotes_of(form: &Form, id: CandidateId) -> Field<Vec<Quote>> {
    let row = candidate::list(form).row(id);
    let quotes = sub!(row.quotes);
    quotes.then(move |engagement| {
        let brief = engagement.brief_version();
        let candidate = engagement.candidates.iter_mut().find(|row| row.id == id);
        for quotes in candidate.into_iter().map(|row| &mut row.quotes) {
            for index in 0..quotes.len() {
                if quotes[index].version == 0 {
                    quotes[index].version = next_version(&quotes[..index], &quotes[index].plan);
                    quotes[index].brief = brief;
                }
            }
        }
    })
}

/// 1 for the first offer of a plan, then one more than the highest before it.
fn next_version(before: &[Quote], plan: &str) -> u32 {
    let same = before.iter().filter(|quote| quote.plan.trim() == plan.trim());
    same.map(|quote| quote.version).max().unwrap_or(0).saturating_add(1)
}

/// The quotes of a candidate.
pub fn quotes(form: &Form, id: CandidateId) -> AnyView {
    let list = quotes_of(form, id);
    let form_of_cards = form.clone();
    let of_cards = list.clone();
    view! {
        {subcards(list.ids(), list.clone(), Opens::Last, move |quote, row, open| card(&form_of_cards, id, &of_cards, quote, &row, open))}
        {add_line(list, tr("見積もり", "Quotes"), tr("プラン名を入力して Enter", "Name of the plan, then Enter"), |quote, cells| {
            quote.plan = cells.first().copied().unwrap_or_default().to_owned();
        })}
    }
    .into_any()
}

fn find(engagement: &Engagement, candidate: CandidateId, quote: RowId) -> Option<&Quote> {
    engagement.candidate(candidate)?.quotes.iter().find(|row| row.id == quote)
}

/// 「スタンダード20 v2」
pub fn called(quote: &Quote) -> String {
    comparison::plan(&quote.plan, quote.version, lang())
}

fn card(
    form: &Form,
    candidate: CandidateId,
    list: &Field<Vec<Quote>>,
    id: RowId,
    quote: &Field<Quote>,
    open: RwSignal<bool>,
) -> AnyView {
    let name =
        quote.map(|quote| lang().pick(format!("見積もり {}", called(quote)), format!("Quote {}", called(quote))));
    let round = quote.map(|quote| quote.round);
    let stale = form.memo(move |engagement| {
        find(engagement, candidate, id).filter(|quote| candidate::is_stale(engagement, quote)).map(|quote| quote.brief)
    });
    let tags = view! {
        {move || (round.get() != QuoteRound::First).then(|| view! { <span class="tag">{say(round.get().label())}</span> })}
        {move || stale.get().map(|_| view! { <span class="tag tag--wait">{tr("旧条件", "Old terms")}</span> })}
    };
    let body = {
        let (form, list, quote) = (form.clone(), list.clone(), quote.clone());
        move || {
            view! {
                {confirm(&form, &quote, stale)}
                {main_terms(&quote, candidate, id)}
                <details class="more">
                    <summary>{tr("繰越の順・割増・税・期限", "Carry-over order, factors, tax, validity")}</summary>
                    <div class="more__body">{more_terms(&quote)}</div>
                </details>
                {again(&list, id)}
                {subcard_tools(list.clone(), id, name.into(), tr("見積もり", "Quotes"))}
            }
            .into_any()
        }
    };
    subcard(name.into(), open).show(tags.into_any(), body, priced(form, candidate, id))
}

/// Says that the brief has changed since, and takes the quote over to the present one.
fn confirm(form: &Form, quote: &Field<Quote>, stale: Memo<Option<u32>>) -> AnyView {
    let (form, quote) = (form.clone(), quote.clone());
    let error = RwSignal::new(None::<String>);
    let confirm = move |_| {
        let now = form.peek().brief_version();
        error.set(
            quote.write(tr("いまの条件で再確認", "Confirmed on present terms"), move |quote| quote.brief = now).err(),
        );
    };
    view! {
        <div class="notice notice--inset" data-kind="warn" hidden=move || stale.get().is_none()>
            <p class="notice__text">
                {move || {
                    let version = stale.get().unwrap_or_default();
                    lang().pick(
                        format!("依頼書 v{version} への見積もりです。そのあと時間・土日・期限などの条件が変わりました。"),
                        format!("This answers brief v{version}. Hours, weekend work or deadlines have changed since."),
                    )
                }}
            </p>
            <div class="notice__actions">
                <button type="button" class="btn btn--s" on:click=confirm>{tr("いまの条件で再確認", "Confirmed on present terms")}</button>
            </div>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

fn main_terms(quote: &Field<Quote>, candidate: CandidateId, id: RowId) -> AnyView {
    let takes_weekends = quote.map(|quote| quote.weekend == WeekendRule::Open);
    let factor = quote.clone();
    fields("", view! {
        {plan(quote, candidate, id)}
        {spec("見積もりの時期", "Round").select(sub!(quote.round))}
        {spec("見積もりの受領日", "Received on").date(sub!(quote.received_on))}
        {fee(quote)}
        {included(quote)}
        {overage_rate(quote)}
        {spec("超過の単位(切り上げ)", "Overage rounded up to").example("15", "15").minutes(sub!(quote.overage_step))}
        {spec("初期費用(税抜)", "Set-up fee without tax").example("0", "0").yen(sub!(quote.setup_fee))}
        {spec("最低契約期間", "Minimum term").example("1", "1").months(sub!(quote.minimum_months))}
        {spec("繰越できる月数", "Carry-over").example("なし", "none").months(sub!(quote.carry_months))}
        {spec("土日の対応", "Weekends").select(sub!(quote.weekend))}
        {move || takes_weekends.get().then(|| {
            spec("土日の割増", "Weekend factor").help("×1.25 は 125", "125 for ×1.25").example("100", "100").percent(sub!(factor.weekend_factor))
        })}
    })
    .into_any()
}

fn more_terms(quote: &Field<Quote>) -> AnyView {
    view! {
        {fields("", view! {
            {spec("繰越の順", "Carry-over order").select(sub!(quote.carry_order))}
            {spec("時間外の割増", "Off-hours factor").help("×1.25 は 125", "125 for ×1.25").example("100", "100").percent(sub!(quote.off_hours_factor))}
            {spec("月の途中の開始", "Start in mid-month").help("最初の月の料金", "fee of the first month").select(sub!(quote.proration))}
            {spec("消費税", "Tax").example("10", "10").percent(sub!(quote.tax))}
            {spec("見積もりの有効期限", "Valid until").date(sub!(quote.valid_until))}
        })}
        {fields("fields--1", spec("見積もりのメモ", "Note on the quote").area(sub!(quote.note)))}
    }
    .into_any()
}

/// The plan's name. When it becomes the name of an earlier quote, this one is a later version of it.
pub fn plan(quote: &Field<Quote>, candidate: CandidateId, id: RowId) -> AnyView {
    let plan = sub!(quote.plan).then(move |engagement| {
        let row = engagement.candidates.iter_mut().find(|row| row.id == candidate);
        for quotes in row.into_iter().map(|row| &mut row.quotes) {
            if let Some(index) = quotes.iter().position(|quote| quote.id == id) {
                quotes[index].version = next_version(&quotes[..index], &quotes[index].plan);
            }
        }
    });
    spec("プラン名", "Plan").example("例：スタンダード20", "e.g. Standard 20").text(plan)
}

/// 月額
pub fn fee(quote: &Field<Quote>) -> AnyView {
    spec("月額(税抜)", "Monthly fee without tax").example("75,000", "75,000").need().yen(sub!(quote.fee))
}

/// 含まれる時間
pub fn included(quote: &Field<Quote>) -> AnyView {
    spec("含まれる時間", "Included hours").example("20", "20").hours(sub!(quote.included))
}

/// 超過単価
pub fn overage_rate(quote: &Field<Quote>) -> AnyView {
    spec("超過単価(税抜)", "Overage rate without tax").example("3,000", "3,000").yen_an_hour(sub!(quote.overage_rate))
}

/// Makes a later version of a quote out of it: what was offered first stays readable.
fn again(list: &Field<Vec<Quote>>, id: RowId) -> AnyView {
    let list = list.clone();
    let error = RwSignal::new(None::<String>);
    let add = move |_| {
        let Some(present) = list.peek().into_iter().find(|quote| quote.id == id) else {
            return;
        };
        let made = list.add(tr("見積もりの新しい版", "New version of the quote"), move |quote| {
            let fresh = quote.id;
            *quote = Quote {
                id: fresh,
                version: 0,
                round: QuoteRound::AfterMeeting,
                received_on: None,
                valid_until: None,
                ..present
            };
        });
        error.set(made.err());
    };
    view! {
        <div class="btn-row">
            <button type="button" class="btn btn--s" on:click=add>{tr("この見積もりの新しい版を作る", "Make a new version of this quote")}</button>
        </div>
        {move || error.get().map(|error| view! { <p class="field__error" role="alert">{error}</p> })}
    }
    .into_any()
}

/// What the quote costs, in the foot of its subcard.
fn priced(form: &Form, candidate: CandidateId, id: RowId) -> AnyView {
    let settings = candidate::settings();
    let line = form.memo(move |engagement| Some(line(engagement, find(engagement, candidate, id)?, &settings)));
    view! {
        <p class="subcard__foot">
            {move || match line.get() {
                Some(Ok(line)) => view! {
                    <span>{line.over_what}</span>
                    <b class="num">{line.total}</b>
                    <span class="num">{line.with_tax}</span>
                    {line.per_hour.map(|text| view! { <span class="num">{text}</span> })}
                    {line.most.map(|text| view! { <span class="num">{text}</span> })}
                    {line.over.then(|| view! { <span class="tag tag--loss">{tr("予算超過", "Over budget")}</span> })}
                    {comparison::fit(line.fit).map(|words| {
                        let class = if line.fit == Fit::WeekendClosed { "tag tag--loss" } else { "tag tag--wait" };
                        view! { <span class=class>{say(words)}</span> }
                    })}
                }
                .into_any(),
                Some(Err(missing)) => view! { <span>{missing}</span> }.into_any(),
                None => ().into_any(),
            }}
        </p>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
struct Line {
    over_what: String,
    total: String,
    with_tax: String,
    per_hour: Option<String>,
    most: Option<String>,
    over: bool,
    fit: Fit,
}

fn line(engagement: &Engagement, quote: &Quote, settings: &Settings) -> Result<Line, &'static str> {
    let conditions = conditions(engagement);
    let whole = price(quote, settings, &conditions).map_err(candidate::missing_term)?;
    let (lang, months) = (lang(), whole.months.len());
    let hours = format::hours(conditions.usual.total(), lang);
    let by_trial = match conditions.hours_from {
        HoursFrom::Trial { .. } => lang.pick("・トライアルの実績比", ", by the trial's ratio"),
        HoursFrom::Brief | HoursFrom::Given => "",
    };
    let yen = |amount| format::yen(amount, lang);
    let per_hour =
        whole.per_hour.map(|rate| lang.pick(format!("1時間あたり {}", yen(rate)), format!("{} an hour", yen(rate))));
    let most = most(&conditions, quote, settings).map(|cost| {
        let total = yen(cost.monthly());
        lang.pick(format!("最も多い月 {total}"), format!("busiest month {total}"))
    });
    let budget = engagement.clarify.budget;
    Ok(Line {
        over_what: lang.pick(
            format!("{months}か月・月{hours}{by_trial}で 税抜"),
            format!("{} at {hours} a month{by_trial}, without tax", format::counted(months, "month")),
        ),
        total: yen(whole.total),
        with_tax: lang
            .pick(format!("税込 {}", yen(whole.total_with_tax)), format!("with tax {}", yen(whole.total_with_tax))),
        per_hour,
        most,
        over: budget.is_some_and(|budget| over_budget(whole.monthly(), budget, settings.budget_tolerance())),
        fit: whole.fit,
    })
}

/// What a month of the highest volume costs, where the volume fluctuates.
fn most(conditions: &Conditions, quote: &Quote, settings: &Settings) -> Option<Cost> {
    let (_, most) = conditions.range?;
    let plan = PlanTerms::from_quote(quote, settings.tax_rate()).ok()?;
    cost(&PlanTerms { minimum_months: Default::default(), ..plan }, &[most], None).ok()
}
