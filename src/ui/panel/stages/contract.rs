//! Stage 6, 契約.

use super::checklist::{checklist, ticked};
use super::outputs::{outputs, paper};
use super::{fields, group};
use crate::browser::clock;
use crate::domain::Engagement;
use crate::domain::invoice::{InvoiceNumber, look_at};
use crate::domain::stage::contract::{Agreed, ContactLog, Contract};
use crate::domain::stage::quote::Quote;
use crate::papers::Kind;
use crate::text::label::short;
use crate::text::text;
use crate::ui::kit::{Field, Form, Named, computed, day, earlier, figure, figures, lang, rows, spec, sub, tr};
use leptos::prelude::*;

/// The form.
pub fn form(form: &Form) -> AnyView {
    let root = form.root();
    let count = form.memo(|engagement| engagement.past_contracts.len());
    let past = {
        let form = form.clone();
        move || {
            let each = {
                let form = form.clone();
                move |index: usize| {
                    let title = form.memo(move |engagement| title(engagement, index));
                    let contract = form.root().try_sub(
                        move |engagement| engagement.past_contracts.get(index),
                        move |engagement| engagement.past_contracts.get_mut(index),
                    );
                    let form = form.clone();
                    earlier(move || title.get(), move || body(&form, &contract))
                }
            };
            (count.get() > 0).then(|| {
                group(
                    text("これまでの契約", "Earlier contracts"),
                    None,
                    None,
                    view! { <For each=move || (0..count.get()).rev() key=|index| *index children=each /> },
                )
            })
        }
    };
    view! { {outputs(paper(form, Kind::Contract))} {body(form, &sub!(root.contract))} {past} }.into_any()
}

/// What a past contract is called.
fn title(engagement: &Engagement, index: usize) -> String {
    let Some(contract) = engagement.past_contracts.get(index) else {
        return String::new();
    };
    let company = company(engagement, contract);
    let ended = contract.ended_on.map(day).unwrap_or_default();
    lang().pick(
        format!("{company}: {ended} 終了({})", short(&contract.ended_reason)),
        format!("{company}: ended {ended} ({})", short(&contract.ended_reason)),
    )
}

fn company(engagement: &Engagement, contract: &Contract) -> String {
    let candidate = contract.candidate.and_then(|id| engagement.candidate(id));
    candidate.map_or_else(|| "—".to_owned(), |candidate| candidate.name.clone())
}

fn body(form: &Form, contract: &Field<Contract>) -> AnyView {
    let list = contract.map(|contract| {
        let (ticked, all) = ticked(&contract.checklist);
        lang().pick(format!("{all}項目のうち {ticked}"), format!("{ticked} of {all}"))
    });
    view! {
        {group(text("契約の内容", "Terms of the contract"), None, None, terms(form, contract))}
        {group(
            text("初回業務のキックオフ", "Kick-off of the first work"),
            Some(text("最初に理解を合わせると、後の手戻りが減ります。", "What is understood at first need not be done over.")),
            None,
            meeting(contract),
        )}
        {group(
            text("トライアルの結果・変更点・改善点", "Trial: results, changes, improvements"),
            Some(text("契約にあたって合わせたことを残します。", "What was settled on for the contract.")),
            None,
            agreed(sub!(contract.agreed)),
        )}
        {group(
            text("窓口担当とのやりとり", "Contacts with the contact person"),
            None,
            None,
            contacts(sub!(contract.contacts)),
        )}
        {group(text("契約チェックリスト", "Contract checklist"), None, Some(list.into()), checklist(contract))}
    }
    .into_any()
}

fn terms(form: &Form, contract: &Field<Contract>) -> AnyView {
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
    let first = view! {
        {computed(text("契約先", "Company"), None, move || name.get())}
        {spec("契約の種類", "Kind of contract").select(sub!(contract.kind))}
        {signed_on(contract)}
        {start(contract)}
        {spec("終了日", "End").date(sub!(contract.ends_on))}
        {spec("最低契約期間", "Minimum term").example("6", "6").months(sub!(contract.minimum_months))}
    };
    let second = view! {
        {spec("更新", "Renewal").select(sub!(contract.renewal))}
        {spec("通知期限", "Notice").help("終了日の何日前までに知らせるか。", "How many days before the end.").example("30", "30").days(sub!(contract.notice_days))}
        {spec("契約プラン", "Plan").example("例：月30時間プラン", "e.g. 30 hours a month").text(sub!(contract.plan))}
        {spec("もとになる見積もり", "Quote it rests on").help("費用の計算に使います。", "Costs are computed from it.").reference(sub!(contract.quote), quotes)}
        {spec("契約書のリンク", "Link to the contract").help("リンクかファイル名。", "A link or a file's name.").example("https://…", "https://…").link(sub!(contract.link))}
        {crate::ui::files::contract(contract)}
        {invoice(contract)}
    };
    view! { {fields("fields--2", view! { {first} {second} })} {notice_by(contract)} }.into_any()
}

fn signed_on(contract: &Field<Contract>) -> AnyView {
    spec("締結日", "Signed on").need().date(sub!(contract.signed_on))
}

fn start(contract: &Field<Contract>) -> AnyView {
    spec("開始日", "Start").need().date(sub!(contract.starts_on))
}

/// The last day of notice, counted back from the end.
fn notice_by(contract: &Field<Contract>) -> AnyView {
    let last = contract.map(Contract::notice_by);
    let left = move || last.get().map(|last| (last - clock::today()).num_days());
    let value = move || last.get().map(day).unwrap_or_default();
    let note = move || match left() {
        Some(0) => tr("今日まで", "today").to_owned(),
        Some(left) if left < 0 => tr("過ぎました", "has passed").to_owned(),
        Some(left) => lang().pick(format!("あと{left}日"), format!("{left} days left")),
        None => String::new(),
    };
    let known = Memo::new(move |_| last.with(Option::is_some));
    (move || {
        known.get().then(|| {
            figures(figure(
                text("更新しないと伝える最終日", "Last day to give notice"),
                value,
                note,
                move || {
                    left().and_then(|left| match left {
                        ..0 => Some("over"),
                        0..=30 => Some("waiting"),
                        _ => None,
                    })
                },
            ))
        })
    })
    .into_any()
}

/// 登録番号, and what can be said of it by looking at it. Nothing is refused.
fn invoice(contract: &Field<Contract>) -> AnyView {
    let seen = contract.map(|contract| look_at(&contract.invoice_number));
    let word = move || match seen.get() {
        InvoiceNumber::Empty => String::new(),
        InvoiceNumber::Malformed(digits) => lang().pick(
            format!("「T」と13桁の数字で書きます。いまは数字が{digits}桁です。"),
            format!("T and 13 digits; there are {digits} digits now."),
        ),
        InvoiceNumber::WrongCheckDigit => tr(
            "検査数字が合いません。写し間違いがないか確かめてください。",
            "The check digit does not fit. Please look for a slip.",
        )
        .to_owned(),
        InvoiceNumber::Plausible => tr(
            "検査数字は合っています。登録の有無は国税庁の公表サイトで確かめられます。",
            "The check digit fits. Whether it is registered, the register of 国税庁 tells.",
        )
        .to_owned(),
    };
    let class = move || match seen.get() {
        InvoiceNumber::Malformed(_) | InvoiceNumber::WrongCheckDigit => "field__said is-wait",
        _ => "field__said",
    };
    view! {
        <div class="field">
            {spec("登録番号", "Invoice registration number").help("適格請求書発行事業者の番号。", "Of a qualified invoice issuer.").example("T1234567890123", "T1234567890123").text(sub!(contract.invoice_number))}
            <p class=class role="status">{word}</p>
        </div>
    }
    .into_any()
}

fn meeting(contract: &Field<Contract>) -> AnyView {
    view! {
        {fields("fields--2", view! {
            {kickoff_at(contract)}
            {spec("出席者", "People").example("例：田中、窓口担当の森さん", "e.g. Tanaka, Ms Mori").text(sub!(contract.kickoff.people))}
        })}
        {fields("fields--1", spec("内容", "What was settled")
            .example("例：請求書の置き場所、質問の連絡方法、最初の締切", "e.g. where invoices lie, how to ask, the first deadline")
            .area(sub!(contract.kickoff.notes)))}
        <div class="checks">{spec("実施済み", "Held").check(sub!(contract.kickoff.held))}</div>
    }
    .into_any()
}

fn kickoff_at(contract: &Field<Contract>) -> AnyView {
    spec("日時", "When").need().date_time(sub!(contract.kickoff.at))
}

fn agreed(list: Field<Vec<Agreed>>) -> AnyView {
    rows(
        "トライアルの結果・変更点・改善点",
        "Result, change or improvement",
        |row: &mut Agreed, cells: &[&str]| {
            row.text = cells.join(" ");
            row.on = Some(clock::today());
        },
    )
    .stacked()
    .example("内容を入力して Enter", "What it is, then Enter")
    .show(list, |row| {
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What").cell("grow").grows().text(sub!(row.text))}
            </div>
            <div class="row__line row__line--fields">
                {spec("区分", "Kind").cell("xl").select(sub!(row.kind))}
                {spec("日付", "Date").cell("l").date(sub!(row.on))}
            </div>
        }
        .into_any()
    })
}

fn contacts(list: Field<Vec<ContactLog>>) -> AnyView {
    rows("窓口担当とのやりとり", "Contact", |row: &mut ContactLog, cells: &[&str]| {
        row.summary = cells.join(" ");
        row.on = Some(clock::today());
    })
    .stacked()
    .example("やりとりの内容を入力して Enter", "What it was about, then Enter")
    .show(list, |row| {
        view! {
            <div class="row__line row__line--name">
                {spec("内容", "What").cell("grow").grows().text(sub!(row.summary))}
            </div>
            <div class="row__line row__line--fields">
                {spec("日付", "Date").cell("l").date(sub!(row.on))}
                {spec("相手", "Person").cell("l").text(sub!(row.person))}
                {spec("手段", "Means").cell("l").example("メール・電話", "mail, phone").text(sub!(row.means))}
            </div>
        }
        .into_any()
    })
}

/// 締結日 alone.
pub fn signed(form: &Form) -> AnyView {
    let root = form.root();
    fields("fields--2", signed_on(&sub!(root.contract))).into_any()
}

/// 開始日 alone.
pub fn starts_on(form: &Form) -> AnyView {
    let root = form.root();
    fields("fields--2", start(&sub!(root.contract))).into_any()
}

/// The kick-off's date alone, or that it was held.
pub fn kickoff(form: &Form) -> AnyView {
    let root = form.root();
    let contract = sub!(root.contract);
    view! {
        {fields("fields--2", spec("初回業務のキックオフの日時", "Kick-off on").need().date_time(sub!(contract.kickoff.at)))}
        <div class="checks">{spec("実施済み", "Held already").check(sub!(contract.kickoff.held))}</div>
    }
    .into_any()
}

/// What the section says of itself while it is closed.
pub fn summary(engagement: &Engagement) -> String {
    let contract = &engagement.contract;
    match (contract.signed_on, contract.starts_on) {
        (_, Some(start)) if contract.signed_on.is_some() => {
            lang().pick(format!("{} 開始", day(start)), format!("from {}", day(start)))
        }
        (Some(signed), _) => lang().pick(format!("{} 締結", day(signed)), format!("signed {}", day(signed))),
        _ => String::new(),
    }
}
