//! 契約チェックリスト: what a contract is to be checked for, with what is worth knowing about it.
//! Information, never advice.

use super::fields;
use crate::domain::stage::contract::{Checklist, Contract};
use crate::text::text;
use crate::ui::kit::{Field, Spec, notice, spec, sub};
use leptos::prelude::*;

/// How many of the points are ticked, and how many there are.
pub fn ticked(list: &Checklist) -> (usize, usize) {
    let all = [
        list.nda,
        list.personal_data,
        list.subcontracting,
        list.accounts,
        list.payment,
        list.scope,
        list.acceptance,
        list.liability,
        list.antisocial,
    ];
    (all.iter().filter(|ticked| **ticked).count(), all.len())
}

/// The list.
pub fn checklist(contract: &Field<Contract>) -> AnyView {
    let list = sub!(contract.checklist);
    let points = vec![
        point(
            spec("秘密保持", "Confidentiality")
                .help("秘密にする情報の範囲、契約後に続く期間、返却と消去。", "What is secret, how long after the end, return and deletion."),
            sub!(list.nda),
        ),
        point(
            spec("個人情報の取り扱い", "Personal data")
                .help("預ける個人情報の範囲、保管の場所、漏えい時の連絡。", "What is handed over, where it is kept, who is told of a leak."),
            sub!(list.personal_data),
        ),
        point(
            spec("再委託", "Sub-contracting")
                .help("再委託の可否、事前の承諾、再委託先の守秘。", "Whether it is allowed, prior consent, their confidentiality."),
            sub!(list.subcontracting),
        ),
        point(
            spec("アカウントと権限", "Accounts and permissions")
                .help("渡すアカウント、権限の範囲、終了時の停止。", "Which accounts, how far, and when they are closed."),
            sub!(list.accounts),
        ),
        point(
            spec("支払条件", "Payment")
                .help(
                    "締め日と支払日。相手が個人なら、取引条件の明示と受領から60日以内の支払いが求められる場合があります(フリーランス法)。",
                    "Closing and payment days. For one person: terms in writing and payment within 60 days of receipt may be required (フリーランス法).",
                ),
            sub!(list.payment),
        ),
        point(
            spec("業務範囲の変更", "Changes of scope")
                .help("業務や時間が増減したときの手順と料金。", "How tasks and hours change, and what that costs."),
            sub!(list.scope),
        ),
        point(
            spec("検収の期間", "Acceptance")
                .help("納品から何日で確かめるか、過ぎたときの扱い。", "Days for checking, and what holds after them."),
            sub!(list.acceptance),
        ),
        point(
            spec("損害賠償", "Liability")
                .help("賠償の上限、対象になる損害、免責。", "Its limit, which damages, exemptions."),
            sub!(list.liability),
        ),
        point(
            spec("反社会的勢力の排除", "Exclusion of antisocial forces")
                .help("双方の表明と、違反したときの解除。", "Both sides' statement, and ending the contract on a breach."),
            sub!(list.antisocial),
        ),
    ];
    view! {
        {notice(
            text("一般的な情報です。専門家に確認", "General information: check with a specialist"),
            text(
                "準委任か請負かで、責任や検収の考え方が変わります。ここに並ぶのは確かめる項目で、法律上の助言ではありません。契約の前に弁護士などの専門家に確認してください。",
                "準委任 and 請負 differ in liability and acceptance. These are points to check, not legal advice. Ask a lawyer or another specialist before signing.",
            ),
        )}
        <ul class="checklist">{points}</ul>
        {fields("fields--1", spec("チェックリストのメモ", "Notes on the checklist").area(sub!(list.note)))}
    }
    .into_any()
}

fn point(spec: Spec, field: Field<bool>) -> AnyView {
    view! { <li>{spec.check(field)}</li> }.into_any()
}
