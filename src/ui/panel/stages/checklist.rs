//! 契約チェックリスト: what a contract is to be checked for, with what is worth knowing about it.
//! Information, never advice.

use super::fields;
use crate::domain::stage::contract::{Checklist, Contract};
use crate::text::law::{self as prompt, Prompt};
use crate::text::text;
use crate::ui::kit::{Field, Spec, law, notice, spec, sub};
use leptos::prelude::*;

/// How many of the points are ticked, and how many there are; one more towards a person alone.
pub fn ticked(list: &Checklist, alone: bool) -> (usize, usize) {
    let always = [
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
    let all = always.into_iter().chain(alone.then_some(list.written_terms));
    (all.clone().filter(|ticked| *ticked).count(), all.count())
}

/// The list. Towards a person alone, 取引条件の明示 is on it too.
pub fn checklist(contract: &Field<Contract>, alone: Memo<bool>) -> AnyView {
    let list = sub!(contract.checklist);
    let written = {
        let field = sub!(list.written_terms);
        move || {
            alone.get().then(|| {
                point(
                    spec("取引条件の明示", "Terms in writing").help(
                        "業務の内容、報酬、支払期日などを書面かメールで渡した。",
                        "The work, the fee, the day of payment and more were given in writing.",
                    ),
                    field.clone(),
                    Some(&prompt::WRITTEN_TERMS),
                )
            })
        }
    };
    let before = vec![
        point(
            spec("秘密保持", "Confidentiality").help(
                "秘密にする情報の範囲、契約後に続く期間、返却と消去。",
                "What is secret, how long after the end, return and deletion.",
            ),
            sub!(list.nda),
            Some(&prompt::NDA),
        ),
        point(
            spec("個人情報の取り扱い", "Personal data").help(
                "預ける個人情報の範囲、保管の場所、漏えい時の連絡。",
                "What is handed over, where it is kept, who is told of a leak.",
            ),
            sub!(list.personal_data),
            Some(&prompt::PERSONAL_DATA),
        ),
        point(
            spec("再委託", "Sub-contracting").help(
                "再委託の可否、事前の承諾、再委託先の守秘。",
                "Whether it is allowed, prior consent, their confidentiality.",
            ),
            sub!(list.subcontracting),
            Some(&prompt::SUBCONTRACTING),
        ),
        point(
            spec("アカウントと権限", "Accounts and permissions").help(
                "渡すアカウント、権限の範囲、終了時の停止。",
                "Which accounts, how far, and when they are closed.",
            ),
            sub!(list.accounts),
            None,
        ),
    ];
    let after = vec![
        point(
            spec("支払条件", "Payment")
                .help("締め日と支払日、手数料の負担。", "Closing and payment days, who bears the fee."),
            sub!(list.payment),
            Some(&prompt::PAYMENT_TERMS),
        ),
        point(
            spec("業務範囲の変更", "Changes of scope")
                .help("業務や時間が増減したときの手順と料金。", "How tasks and hours change, and what that costs."),
            sub!(list.scope),
            None,
        ),
        point(
            spec("検収の期間", "Acceptance")
                .help("納品から何日で確かめるか、過ぎたときの扱い。", "Days for checking, and what holds after them."),
            sub!(list.acceptance),
            Some(&prompt::ACCEPTANCE),
        ),
        point(
            spec("損害賠償", "Liability")
                .help("賠償の上限、対象になる損害、免責。", "Its limit, which damages, exemptions."),
            sub!(list.liability),
            Some(&prompt::LIABILITY),
        ),
        point(
            spec("反社会的勢力の排除", "Exclusion of antisocial forces").help(
                "双方の表明と、違反したときの解除。",
                "Both sides' statement, and ending the contract on a breach.",
            ),
            sub!(list.antisocial),
            Some(&prompt::ANTISOCIAL),
        ),
    ];
    view! {
        {notice(
            text("一般的な情報です。専門家に確認", "General information: check with a specialist"),
            text(
                "ここに並ぶのは確かめる項目で、法律上の助言ではありません。契約の前に弁護士などの専門家に確認してください。",
                "These are points to check, not legal advice. Ask a lawyer or another specialist before signing.",
            ),
        )}
        <ul class="checklist">{before} {written} {after}</ul>
        {fields("fields--1", spec("チェックリストのメモ", "Notes on the checklist").area(sub!(list.note)))}
    }
    .into_any()
}

fn point(spec: Spec, field: Field<bool>, about: Option<&'static Prompt>) -> AnyView {
    view! { <li>{spec.check(field)} {about.map(law)}</li> }.into_any()
}
