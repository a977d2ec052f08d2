//! 契約チェックリスト: the terms, what a contract is to be checked for, and what was agreed.
//! Information, never advice.

use super::source::Source;
use super::{Block, Cell, Check, Parts, Table};
use crate::domain::invoice::{InvoiceNumber, look_at};
use crate::domain::scalar::Months;
use crate::domain::stage::contract::{Contract, ContractKind, Renewal};
use crate::domain::stage::select::Candidate;
use crate::text::{contract as words, files};
use chrono::NaiveDate;

pub(super) fn write(source: &Source<'_>) -> Parts {
    let engagement = source.engagement;
    let contract = &engagement.contract;
    // Before a contract is begun, it is the chosen company's.
    let candidate = contract.candidate.and_then(|id| engagement.candidate(id)).or(engagement.chosen());
    let company = candidate.map(|row| source.company(row)).unwrap_or_default();
    let individual = candidate.is_some_and(|row| row.individual);
    let alone = if individual { source.tr("個人", "one person") } else { "" };
    let contact = candidate.map(|row| source.contact(&row.contact));
    let facts = [
        source.needed("会社", "Company", source.aside(&company, alone)),
        source.needed("窓口担当", "Contact", contact.unwrap_or_default()),
        source.needed("当社の担当者", "In charge here", engagement.owner.as_str()),
        source.fact("作成日", "Date", source.day(source.today)),
    ];
    let mut blocks = vec![source.heading("契約の内容", "Terms of the contract"), terms(source, contract, candidate)];
    blocks.extend([source.heading("主な期日", "Dates"), dates(source, contract)]);
    blocks.push(source.heading("確かめる項目", "To be checked"));
    blocks.push(Block::Checks(points(source, contract, individual)));
    if !contract.checklist.note.trim().is_empty() {
        let note = format!("{}{}", source.tr("メモ: ", "Notes: "), contract.checklist.note.trim());
        blocks.push(Block::Paragraph(note));
    }
    blocks.extend(warnings(source, contract, individual).into_iter().map(Block::Note));
    blocks.extend([source.heading("初回業務のキックオフ", "Kick-off of the first work"), kickoff(source, contract)]);
    blocks.extend(agreed(source, contract));
    blocks.extend(contacts(source, contract));
    (engagement.title.clone(), facts.into_iter().flatten().collect(), blocks)
}

fn terms(source: &Source<'_>, contract: &Contract, candidate: Option<&Candidate>) -> Block {
    let quote = contract.quote.and_then(|id| candidate?.quotes.iter().find(|quote| quote.id == id));
    let rests_on = quote.map(|quote| {
        let fee = quote.fee.map(|fee| {
            let fee = source.yen(fee);
            source.lang.pick(format!("月額 {fee}(税抜)"), format!("{fee} a month, without tax"))
        });
        let included = quote.included.map(|time| {
            let time = source.hours(time);
            source.lang.pick(format!("月{time}"), format!("{time} a month"))
        });
        let received = source.short_day(quote.received_on);
        let parts = [quote.plan.trim().to_owned(), included.unwrap_or_default(), fee.unwrap_or_default()];
        source.aside(&source.join(&parts), &received)
    });
    let kind = if contract.kind == ContractKind::Unset { String::new() } else { source.label(contract.kind) };
    let renewal = match contract.renewal {
        Renewal::Unset => String::new(),
        Renewal::None => source.label(contract.renewal),
        renewal => {
            let length = contract.renewal_months.map(|months| source.months(months)).unwrap_or_default();
            source.aside(&source.label(renewal), &length)
        }
    };
    let acceptance = contract.acceptance_days.map(|days| {
        let days = days.get();
        source.lang.pick(format!("納品から{days}営業日"), format!("{days} business days from the delivery"))
    });
    let payment = contract.payment_days.map(|days| {
        let days = days.get();
        source.lang.pick(format!("受領から{days}日以内"), format!("within {days} days of the receipt"))
    });
    let months = |months: Option<Months>| months.map(|months| source.months(months)).unwrap_or_default();
    let file = contract.file.as_ref().map(|file| files::name(&file.name, source.lang)).unwrap_or_default();
    let place = super::source::filled([contract.link.as_str(), file.as_str()].into_iter());
    let facts = [
        source.needed("契約の種類", "Kind", kind),
        source.needed("契約プラン", "Plan", contract.plan.as_str()),
        source.fact("もとになる見積もり", "Rests on the quote", rests_on.unwrap_or_default()),
        source.needed("契約期間", "Term", months(contract.term_months)),
        source.fact("最低契約期間", "Minimum term", months(contract.minimum_months)),
        source.needed("更新", "Renewal", renewal),
        source.fact("検収期間", "Acceptance", acceptance.unwrap_or_default()),
        source.needed("支払期日", "Payment", payment.unwrap_or_default()),
        source.needed("契約書", "The contract", place.join("\n")),
        source.needed("登録番号(インボイス)", "Invoice number", invoice(source, &contract.invoice_number)),
    ];
    Block::Facts(facts.into_iter().flatten().collect())
}

/// The registration number with what can be said of it.
fn invoice(source: &Source<'_>, number: &str) -> String {
    let said = match look_at(number) {
        InvoiceNumber::Empty => return String::new(),
        InvoiceNumber::Plausible => source.tr(
            "形式と検査数字は正しい。登録は国税庁の公表サイトで確かめる",
            "well formed, check digit right; look the registration up",
        ),
        InvoiceNumber::WrongCheckDigit => {
            source.tr("検査数字が合わない。番号を確かめる", "the check digit is wrong: ask again")
        }
        InvoiceNumber::Malformed(_) => {
            source.tr("Tと13桁の数字ではない。番号を確かめる", "not T and 13 digits: ask again")
        }
    };
    source.aside(number.trim(), said)
}

fn dates(source: &Source<'_>, contract: &Contract) -> Block {
    let day = |day: Option<NaiveDate>| day.map(|day| source.day(day)).unwrap_or_default();
    let before = match (contract.notice_months, contract.notice_days) {
        (Some(months), _) => {
            let months = source.months(months);
            source.lang.pick(format!("終了の{months}前まで"), format!("{months} before the end"))
        }
        (None, Some(days)) => {
            source.lang.pick(format!("終了の{}日前まで", days.get()), format!("{} days before the end", days.get()))
        }
        (None, None) => String::new(),
    };
    let computed =
        words::facts(contract, source.settings.working_days(), contract.ended_on.unwrap_or(source.today), source.lang);
    // Where the day itself cannot be told yet, what was agreed of it stands in its place.
    let told = computed.iter().any(|fact| fact.left.is_some()) || contract.renewal == Renewal::None;
    let notice = |before: String| {
        if told {
            source.fact("通知の期間", "Notice", before)
        } else {
            source.needed("更新拒絶の通知期限", "Notice by", before)
        }
    };
    let facts = [
        source.needed("締結日", "Signed on", day(contract.signed_on)),
        source.needed("開始日", "Starts on", day(contract.starts_on)),
        notice(before),
    ];
    let computed = computed.iter().map(|fact| source.fact(fact.name.ja, fact.name.en, fact.on_paper(source.lang)));
    let facts = facts.into_iter().chain(computed);
    Block::Facts(facts.flatten().collect())
}

/// The points of the checklist, each with what is worth knowing about it.
fn points(source: &Source<'_>, contract: &Contract, individual: bool) -> Vec<Check> {
    let list = &contract.checklist;
    let point = |done: bool, name: (&'static str, &'static str), help: (&'static str, &'static str)| Check {
        done,
        name: source.tr(name.0, name.1).to_owned(),
        help: source.tr(help.0, help.1).to_owned(),
    };
    let mut points = vec![
        point(
            list.nda,
            ("秘密保持", "Confidentiality"),
            (
                "秘密にする情報の範囲、契約後に続く期間、返却と消去",
                "what is secret, how long after the end, return and deletion",
            ),
        ),
        point(
            list.personal_data,
            ("個人情報の取り扱い", "Personal data"),
            ("預ける範囲、保管の場所、漏えい時の連絡", "what is handed over, where it is kept, who is told of a leak"),
        ),
        point(
            list.subcontracting,
            ("再委託", "Sub-contracting"),
            ("可否、事前の承諾、再委託先の守秘", "whether it is allowed, prior consent, their confidentiality"),
        ),
        point(
            list.accounts,
            ("アカウントと権限", "Accounts and permissions"),
            ("渡すアカウント、権限の範囲、終了時の停止", "which accounts, how far, and when they are closed"),
        ),
        point(list.payment, ("支払条件", "Payment"), ("締め日と支払日", "closing and payment days")),
        point(
            list.scope,
            ("業務範囲の変更", "Changes of scope"),
            ("業務や時間が増減したときの手順と料金", "how tasks and hours change, and what that costs"),
        ),
        point(
            list.acceptance,
            ("検収の期間", "Acceptance"),
            ("納品から何日で確かめるか、過ぎたときの扱い", "days for checking, and what holds after them"),
        ),
        point(
            list.liability,
            ("損害賠償", "Liability"),
            ("上限、対象になる損害、免責", "its limit, which damages, exemptions"),
        ),
        point(
            list.antisocial,
            ("反社会的勢力の排除", "Exclusion of antisocial forces"),
            ("双方の表明と、違反したときの解除", "both sides' statement, and ending the contract on a breach"),
        ),
    ];
    if individual || list.written_terms {
        points.push(point(
            list.written_terms,
            ("取引条件の明示", "Terms in writing"),
            (
                "相手が個人のとき、業務・報酬・支払期日などを書面かメールで示す(フリーランス法)",
                "for one person: work, pay and payment day in writing or by mail (Freelance Act, フリーランス法)",
            ),
        ));
    }
    points
}

/// What is worth asking a specialist about.
fn warnings(source: &Source<'_>, contract: &Contract, individual: bool) -> Vec<String> {
    let limit = source.settings.payment_within().get();
    let late = contract.payment_days.is_some_and(|days| days.get() > limit);
    let mut notes = Vec::new();
    if individual && late {
        notes.push(source.lang.pick(
            format!("相手が個人の場合、受領から{limit}日以内の支払いが求められることがあります(フリーランス法)。専門家に確認してください。"),
            format!("For one person, payment within {limit} days of receipt may be required (Freelance Act, フリーランス法). Check with a specialist."),
        ));
    }
    notes.push(
        source
            .tr(
                "一般的な情報で、法律上の助言ではありません。準委任か請負かで、責任や検収の考え方が変わります。業務の指示は窓口担当に伝え、個人の作業時間は指定しません。契約の前に、弁護士などの専門家に確認してください。",
                "General information, not legal advice. A quasi-mandate (準委任) and a contract for work (請負) differ in liability and acceptance. Address requests to the contact, and set no individual's hours. Check with a lawyer or another specialist before signing.",
            )
            .to_owned(),
    );
    notes
}

fn kickoff(source: &Source<'_>, contract: &Contract) -> Block {
    let kickoff = &contract.kickoff;
    let at = kickoff.at.map(|at| source.moment(at)).unwrap_or_default();
    let held = if kickoff.held { source.tr("実施済み", "Held") } else { source.tr("未実施", "Not held yet") };
    let facts = [
        source.needed("日時", "Date and time", at),
        source.fact("状態", "State", held),
        source.needed("出席者", "People", kickoff.people.as_str()),
        source.needed("決めたこと", "What was settled", kickoff.notes.as_str()),
    ];
    Block::Facts(facts.into_iter().flatten().collect())
}

fn agreed(source: &Source<'_>, contract: &Contract) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = contract
        .agreed
        .iter()
        .filter(|row| !row.text.trim().is_empty())
        .map(|row| vec![source.short_day(row.on).into(), source.label(row.kind).into(), row.text.trim().into()])
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let caption = source.tr("契約にあたって合わせたこと", "What was settled on for the contract").to_owned();
    let columns = vec![source.short("日付", "Date"), source.short("種類", "Kind"), source.wide("内容", "What")];
    vec![
        source.heading("トライアルの結果・変更点・改善点", "Trial: results, changes, improvements"),
        Block::Table(Table { caption, columns, rows, foot: Vec::new() }),
    ]
}

fn contacts(source: &Source<'_>, contract: &Contract) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = contract
        .contacts
        .iter()
        .filter(|row| !row.summary.trim().is_empty() || !row.person.trim().is_empty())
        .map(|row| {
            vec![
                source.short_day(row.on).into(),
                row.person.trim().into(),
                row.means.trim().into(),
                row.summary.trim().into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let caption = source.tr("やりとりの記録", "The contacts").to_owned();
    let columns = vec![
        source.short("日付", "Date"),
        source.column("相手", "With whom"),
        source.short("手段", "Means"),
        source.wide("内容", "What"),
    ];
    vec![
        source.heading("窓口担当とのやりとり", "Contacts with the contact person"),
        Block::Table(Table { caption, columns, rows, foot: Vec::new() }),
    ]
}
