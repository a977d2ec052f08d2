//! 契約の内容 of stage 6: what was agreed, and the dates that follow from it.

use super::fields;
use crate::browser::clock;
use crate::domain::invoice::look_at;
use crate::domain::stage::contract::{Contract, Renewal};
use crate::domain::stage::quote::Quote;
use crate::text::contract::{self as words, Fact, Flag};
use crate::text::label::short;
use crate::text::{law as prompt, text};
use crate::ui::app::App;
use crate::ui::kit::{Field, Form, Named, computed, day, icon, lang, law, say, spec, sub};
use leptos::prelude::*;

/// Whether the company of the contract is a person alone.
pub fn individual(form: &Form, contract: &Field<Contract>) -> Memo<bool> {
    let with = contract.map(|contract| contract.candidate);
    form.memo(move |engagement| {
        let candidate = with.get().or(engagement.decision.chosen).and_then(|id| engagement.candidate(id));
        candidate.is_some_and(|candidate| candidate.individual)
    })
}

/// Whom it is with, what kind it is, when it was signed, what it rests on.
pub fn terms(form: &Form, contract: &Field<Contract>) -> AnyView {
    let with = contract.map(|contract| contract.candidate);
    let name = form.memo(move |engagement| {
        let candidate = with.get().or(engagement.decision.chosen).and_then(|id| engagement.candidate(id));
        candidate.map_or_else(|| "—".to_owned(), |candidate| candidate.name.clone())
    });
    let quotes = form.memo(move |engagement| {
        let candidate = with.get().or(engagement.decision.chosen).and_then(|id| engagement.candidate(id));
        let quotes = candidate.map(|candidate| candidate.quotes.as_slice()).unwrap_or_default();
        let called = |quote: &Quote| {
            let name = format!("{} v{}", short(&quote.plan), quote.version);
            quote.received_on.map(day).map_or_else(|| name.clone(), |on| format!("{name} {on}"))
        };
        quotes.iter().map(|quote| (quote.id, called(quote))).collect::<Named>()
    });
    fields(
        "fields--2",
        view! {
            {computed(text("契約先", "Company"), None, move || name.get())}
            <div class="field">
                {spec("契約の種類", "Kind of contract").select(sub!(contract.kind))}
                {law(&prompt::KIND)}
            </div>
            {signed_on(contract)}
            {start(contract)}
            {spec("契約プラン", "Plan").example("例：月30時間プラン", "e.g. 30 hours a month").text(sub!(contract.plan))}
            {spec("もとになる見積もり", "Quote it rests on").help("費用の計算に使います。", "Costs are computed from it.").reference(sub!(contract.quote), quotes)}
            <div>{spec("契約書のリンク", "Link to the contract").help("リンクかファイル名。", "A link or a file's name.").example("https://…", "https://…").link(sub!(contract.link))}</div>
            {crate::ui::files::contract(contract)}
        },
    )
}

/// 締結日
pub fn signed_on(contract: &Field<Contract>) -> AnyView {
    spec("締結日", "Signed on").need().date(sub!(contract.signed_on))
}

/// 開始日
pub fn start(contract: &Field<Contract>) -> AnyView {
    spec("開始日", "Start").need().date(sub!(contract.starts_on))
}

/// How long it runs, what comes after, and the dates that follow.
pub fn term(contract: &Field<Contract>, alone: Memo<bool>) -> AnyView {
    let renews = contract.map(|contract| contract.renewal == Renewal::Automatic || contract.renewal_months.is_some());
    let further = {
        let months = sub!(contract.renewal_months);
        move || {
            renews.get().then(|| {
                spec("更新後の期間", "Each renewal")
                    .help("書かなければ初回と同じ。", "As long as the first where empty.")
                    .example("12", "12")
                    .months(months.clone())
            })
        }
    };
    let inputs = view! {
        {spec("契約期間", "Term").help("初回の期間。", "Of the first term.").example("6", "6").months(sub!(contract.term_months))}
        {spec("終了日", "End").help("契約期間から決まらないときだけ。", "Only where the term does not tell.").date(sub!(contract.ends_on))}
        {spec("最低契約期間", "Minimum term").help("途中で解約できない期間。", "Before it can be ended.").example("2", "2").months(sub!(contract.minimum_months))}
        {spec("更新", "Renewal").help("期間が終わるときの扱い。", "What happens at the end.").select(sub!(contract.renewal))}
        {further}
        {spec("通知期限(月数)", "Notice in months").help("終わりの何か月前までに知らせるか。", "How many months before the end.").example("1", "1").months(sub!(contract.notice_months))}
        {spec("通知期限(日数)", "Notice in days").help("日数で決めたとき。両方あれば早い方。", "Where told in days. Of both, the earlier.").example("30", "30").days(sub!(contract.notice_days))}
    };
    view! {
        {fields("fields--2", inputs)}
        {move || alone.get().then(|| law(&prompt::NOTICE))}
        {dates(contract)}
    }
    .into_any()
}

/// The dates as they are today; of a contract that ended, as they were then.
fn dates(contract: &Field<Contract>) -> AnyView {
    let app = use_context::<App>();
    let today = move || app.map_or_else(clock::today, |app| app.today.get());
    let facts = contract.map(move |contract| {
        let on = contract.ended_on.unwrap_or_else(today);
        let settings = app.map(|app| app.settings.get()).unwrap_or_default();
        words::facts(contract, settings.working_days(), on, lang())
    });
    let one = |fact: Fact| {
        view! {
            <div class="dates__row" data-flag=fact.flag.map(Flag::id)>
                <dt>{say(fact.name)}</dt>
                <dd>{fact.line(lang())}</dd>
            </div>
        }
    };
    (move || {
        let facts = facts.get();
        (!facts.is_empty()).then(|| view! { <dl class="dates">{facts.into_iter().map(one).collect_view()}</dl> })
    })
    .into_any()
}

/// 検収, 支払い and 登録番号.
pub fn payment(contract: &Field<Contract>, alone: Memo<bool>) -> AnyView {
    let app = use_context::<App>();
    let limit = move || app.map(|app| app.settings.get()).unwrap_or_default().payment_within();
    let warning = contract.map(move |contract| {
        let said = || words::payment_to_individual(contract.payment_days, limit(), lang());
        alone.get().then(said).flatten()
    });
    let warned = move || {
        warning.get().map(|(title, body)| {
            view! {
                <div class="notice notice--inset" data-kind="warn" role="status">
                    {icon("warning")}
                    <p class="notice__text"><strong>{say(title)}</strong>" "{body}</p>
                </div>
            }
        })
    };
    view! {
        {fields("fields--2", view! {
            {spec("検収期間", "Acceptance").help("納品から何営業日で確かめるか。", "Business days for checking a delivery.").example("5", "5")
                .business_days(sub!(contract.acceptance_days))}
            <div class="field">
                {spec("支払期日", "Day of payment").help("受領した日を1日目として何日以内か。", "Days from the receipt, its own day the first.").example("30", "30")
                    .days(sub!(contract.payment_days))}
                {law(&prompt::PAYMENT)}
            </div>
        })}
        {warned}
        {fields("fields--2", invoice(contract, alone))}
    }
    .into_any()
}

/// 登録番号, and what can be said of it by looking at it. Nothing is refused.
fn invoice(contract: &Field<Contract>, alone: Memo<bool>) -> AnyView {
    let seen = contract.map(move |contract| words::invoice(look_at(&contract.invoice_number), alone.get(), lang()));
    let class = move || if seen.with(|(_, again)| *again) { "field__said is-wait" } else { "field__said" };
    view! {
        <div class="field">
            {spec("登録番号", "Invoice registration number").help("適格請求書発行事業者の番号。", "Of a qualified invoice issuer.").example("T1234567890123", "T1234567890123").text(sub!(contract.invoice_number))}
            <p class=class role="status">{move || seen.get().0}</p>
            {law(&prompt::INVOICE)}
        </div>
    }
    .into_any()
}
