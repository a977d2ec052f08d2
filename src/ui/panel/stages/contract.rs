//! Stage 6, 契約.

use super::checklist::{checklist, ticked};
use super::outputs::{outputs, paper};
use super::terms::{individual, payment, signed_on, start, term, terms};
use super::{fields, group};
use crate::browser::clock;
use crate::domain::Engagement;
use crate::domain::ids::Row;
use crate::domain::sort;
use crate::domain::stage::contract::{Agreed, ContactLog, Contract};
use crate::papers::Kind;
use crate::text::label::short;
use crate::text::{Text, text};
use crate::ui::kit::{Field, Form, action, day, earlier, lang, rows, spec, sub, tr};
use chrono::NaiveDate;
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
    let alone = individual(form, contract);
    let list = contract.map(move |contract| {
        let (ticked, all) = ticked(&contract.checklist, alone.get());
        lang().pick(format!("{all}項目のうち {ticked}"), format!("{ticked} of {all}"))
    });
    view! {
        {group(text("契約の内容", "Terms of the contract"), None, None, terms(form, contract))}
        {group(
            text("契約期間と更新", "Term and renewal"),
            Some(text("日付は入力から計算します。契約書の数え方が違うときは契約書に従います。", "Dates are computed; where the contract counts otherwise, it holds.")),
            None,
            term(contract, alone),
        )}
        {group(text("検収と支払い", "Acceptance and payment"), None, None, payment(contract, alone))}
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
        {group(
            text("定例会議の予定", "Plan of the regular meetings"),
            None,
            None,
            super::review::regular::plan(contract),
        )}
        {group(text("契約チェックリスト", "Contract checklist"), None, Some(list.into()), checklist(contract, alone))}
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
    let sort = by_date(&list, tr("トライアルの結果・変更点・改善点", "Result, change or improvement"), |row| row.on);
    let list = rows(
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
    });
    view! { {list} {sort} }.into_any()
}

fn contacts(list: Field<Vec<ContactLog>>) -> AnyView {
    let sort = by_date(&list, tr("窓口担当とのやりとり", "Contact"), |row| row.on);
    let list = rows("窓口担当とのやりとり", "Contact", |row: &mut ContactLog, cells: &[&str]| {
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
    });
    view! { {list} {sort} }.into_any()
}

/// Puts a log into the order of its dates, offered while it is not. Rows do not move by themselves:
/// one that is being dated would go away under the hand.
fn by_date<R: Row + Clone + Send + Sync + 'static>(
    list: &Field<Vec<R>>,
    name: &'static str,
    on: fn(&R) -> Option<NaiveDate>,
) -> AnyView {
    // What has no date yet comes last.
    let key = move |row: &R| on(row).map_or((true, NaiveDate::MIN), |on| (false, on));
    let mixed = list.map(move |rows: &Vec<R>| !rows.is_sorted_by_key(key));
    let list = list.clone();
    const NAME: Text = text("日付順に並べる", "Put in the order of dates");
    (move || {
        let list = list.clone();
        mixed.get().then(|| {
            action("btn--quiet", "calendar", NAME, move || list.write(name, move |rows| sort::by_key(rows, key)))
        })
    })
    .into_any()
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
