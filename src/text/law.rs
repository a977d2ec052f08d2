//! What is worth knowing about law at the field where it matters. General information with the law it
//! comes from, as it stood in November 2026; never advice. Each ends in asking a specialist.

use super::{Lang, Text, text};

/// A word about law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is about.
    pub title: Text,
    /// What is generally so.
    body: Text,
    /// The law that it comes from.
    pub source: Text,
}

impl Prompt {
    /// What it says, with the word to ask a specialist at its end.
    pub fn body(&self, lang: Lang) -> String {
        let (body, close) = (self.body.get(lang), CLOSE.get(lang));
        lang.pick(format!("{body}{close}"), format!("{body} {close}"))
    }
}

const CLOSE: Text = text(
    "一般的な情報です。自社の場合は専門家に確認してください。",
    "This is general information; please ask a specialist about your own case.",
);

/// Every prompt.
pub const ALL: [&Prompt; 15] = [
    &INSTRUCTIONS,
    &INDIVIDUAL,
    &PAYMENT,
    &NOTICE,
    &KIND,
    &NDA,
    &PERSONAL_DATA,
    &SUBCONTRACTING,
    &WRITTEN_TERMS,
    &PAYMENT_TERMS,
    &ACCEPTANCE,
    &LIABILITY,
    &ANTISOCIAL,
    &INVOICE,
    &SECRETARY,
];

/// Where work is requested.
pub const INSTRUCTIONS: Prompt = Prompt {
    title: text("指示は窓口担当へ(偽装請負)", "Instructions go to the contact person (偽装請負)"),
    body: text(
        "業務委託では、仕事の進め方や働く時間を決めるのは受託した会社です。依頼や変更は窓口担当に伝えます。秘書個人に直接指示したり、勤務時間や休日を決めたりすると、実態は労働者派遣だとして、偽装請負とみなされることがあります。",
        "Under a service contract the provider decides how and when its people work, so tell the contact person. Who instructs an individual or sets their hours may be found to use agency labour in disguise (偽装請負).",
    ),
    source: text(
        "労働者派遣法、労働者派遣事業と請負により行われる事業との区分に関する基準(昭和61年労働省告示第37号)",
        "Worker Dispatching Act (労働者派遣法); Notification No. 37 of 1986 of the Ministry of Labour",
    ),
};

/// Where the secretary of a trial is named.
pub const SECRETARY: Prompt = Prompt {
    title: text("担当者の指名と勤務時間(偽装請負)", "Naming a person, and their hours (偽装請負)"),
    body: text(
        "だれが担当するかを記録しておくのは差し支えありません。ただし、担当者を選考・指名したり、その人の勤務時間を決めたり、直接指示したりすると、偽装請負とみなされることがあります。トライアルの間も、依頼と変更は窓口担当に伝えます。",
        "A note of who does the work is fine. To select or name that person, set their hours or instruct them directly may be taken for agency labour in disguise (偽装請負). In a trial, too, tell the contact person.",
    ),
    source: INSTRUCTIONS.source,
};

const FREELANCE: Text = text(
    "フリーランス法(特定受託事業者に係る取引の適正化等に関する法律)",
    "Freelance Act (特定受託事業者に係る取引の適正化等に関する法律)",
);

/// Where the other side is a person alone.
pub const INDIVIDUAL: Prompt = Prompt {
    title: text("相手が個人のとき(フリーランス法)", "Where it is a person alone (フリーランス法)"),
    body: text(
        "従業員を使わない個人や一人会社に業務を委託するときは、業務の内容、報酬、支払期日などを、書面かメールなどで直ちに示すことが求められます。従業員か複数の役員がいる発注者には、受領した日から60日以内の支払いなどの義務も加わります。",
        "Who commissions a person or a one-person company without employees must state the work, the fee, the day of payment and more at once in writing or by mail. For a client with employees or several officers there are further duties, such as payment within 60 days of receipt.",
    ),
    source: text(
        "フリーランス法(特定受託事業者に係る取引の適正化等に関する法律) 第2条〜第5条",
        "Freelance Act (特定受託事業者に係る取引の適正化等に関する法律), articles 2 to 5",
    ),
};

/// Where the day of payment is entered.
pub const PAYMENT: Prompt = Prompt {
    title: text("支払期日は受領した日から数えます", "The time to pay runs from the receipt"),
    body: text(
        "相手が個人や一人会社なら、支払期日は、検査をするかどうかにかかわらず、成果物や役務を受け取った日を1日目として60日以内の、できるだけ短い期間に定めます。検収した日や請求書の日からではありません。相手が会社でも、取引の内容と双方の規模によっては、同じ60日を定める取適法の対象になります。",
        "Towards a person alone or a one-person company the day of payment lies within 60 days, and as early as possible, counted from the day of receipt as the first, whether or not the work is inspected; not from acceptance or the invoice. Towards a company, too, a law with the same 60 days (取適法) may apply, by the work and the size of both sides.",
    ),
    source: text(
        "フリーランス法 第4条、中小受託取引適正化法(取適法。2026年1月1日に下請法を改正して施行)",
        "Freelance Act (フリーランス法), article 4; Act on small subcontractors (中小受託取引適正化法, 取適法), which amended the Subcontract Act (下請法) on 1 January 2026",
    ),
};

/// Where notice is entered and the other side is a person alone.
pub const NOTICE: Prompt = Prompt {
    title: text("個人との契約を終えるときの予告", "Notice towards a person alone"),
    body: text(
        "従業員か複数の役員がいる発注者が、個人や一人会社への6か月以上(更新を含む)の業務委託を途中で解除するときや更新しないときは、原則として30日前までに予告し、求められれば理由も示すことになっています。契約で決めた通知期限がこれより短くても同じです。",
        "A client with employees or several officers who ends or does not renew a commission of six months or more, renewals included, towards a person alone must as a rule give notice 30 days before, and the reason when asked, even where the contract allows less.",
    ),
    source: text("フリーランス法 第16条", "Freelance Act (フリーランス法), article 16"),
};

/// Where the kind of contract is chosen.
pub const KIND: Prompt = Prompt {
    title: text("準委任と請負のちがい", "Quasi-mandate (準委任) and contract for work (請負)"),
    body: text(
        "準委任は業務を適切に行うことを、請負は仕事を完成させることを約束する契約です。準委任では善良な管理者の注意が、請負では成果が契約に合っているかが問われ、報酬、検収、責任の決め方が変わります。名前ではなく、決めた内容と実態で判断されます。",
        "In a quasi-mandate (準委任) the provider promises to do the work with due care, in a contract for work (請負) to complete it. What is owed, how work is accepted and paid, and who is liable differ. The terms and the practice decide, not the name.",
    ),
    source: text(
        "民法 第632条・第637条(請負)、第643条・第644条・第656条(準委任)",
        "Civil Code, articles 632 and 637 (請負), 643, 644 and 656 (準委任)",
    ),
};

/// 秘密保持 on the checklist.
pub const NDA: Prompt = Prompt {
    title: text("秘密保持", "Confidentiality"),
    body: text(
        "秘密にする情報の範囲、使ってよい目的、契約が終わった後に続く期間、返却と消去を決めておきます。秘密として管理していることが分かる情報でないと、営業秘密として法律で守られないことがあります。",
        "Settle what is secret, what it may be used for, how long that lasts after the end, and its return and deletion. Information that is not visibly kept secret may not be protected by law as a trade secret.",
    ),
    source: text(
        "不正競争防止法 第2条第6項(営業秘密)",
        "Unfair Competition Prevention Act, article 2 (6) (trade secrets)",
    ),
};

/// 個人情報の取り扱い on the checklist.
pub const PERSONAL_DATA: Prompt = Prompt {
    title: text("個人情報の取り扱い", "Personal data"),
    body: text(
        "個人データの取り扱いを委託すると、委託した側は、委託先への必要かつ適切な監督を求められます。委託先の選び方、契約、取り扱い状況の確認が目安です。預ける範囲、保管の場所、漏えいのときの連絡を決めておきます。",
        "Who has personal data handled by another must supervise it as far as is necessary and fitting: by the choice, the contract, and by looking at the handling. Settle what is handed over, where it is kept, and who is told of a leak.",
    ),
    source: text(
        "個人情報保護法 第25条(委託先の監督)、第27条第5項第1号",
        "Act on the Protection of Personal Information, articles 25 and 27 (5) (i)",
    ),
};

/// 再委託 on the checklist.
pub const SUBCONTRACTING: Prompt = Prompt {
    title: text("再委託", "Sub-contracting"),
    body: text(
        "準委任では、承諾かやむを得ない事情がなければ再委託できないのが原則で、請負では原則としてできます。オンライン秘書の会社は外部の人に再委託していることがあります。可否、事前の承諾、再委託先の秘密保持を契約で決めておきます。",
        "A quasi-mandate (準委任) as a rule allows no sub-contracting without consent or need; a contract for work (請負) as a rule does. Providers of secretaries may well pass work on. Settle whether they may, with what consent, and the others' confidentiality.",
    ),
    source: text(
        "民法 第644条の2、個人情報保護法 第25条",
        "Civil Code, article 644-2; personal information act, article 25",
    ),
};

/// 取引条件の明示 on the checklist, where the other side is a person alone.
pub const WRITTEN_TERMS: Prompt = Prompt {
    title: text("取引条件の明示", "Terms in writing"),
    body: text(
        "示すのは、双方の名称、委託した日、業務の内容、受け取る日と場所、検査の完了日(検査するとき)、報酬の額、支払期日、現金以外で払うときの方法です。口頭だけでは足りません。",
        "To be stated: both names, the day of the commission, the work, day and place of receipt, the end of any inspection, the fee, the day of payment, and the way where it is not cash. By word of mouth is not enough.",
    ),
    source: text("フリーランス法 第3条", "Freelance Act (フリーランス法), article 3"),
};

/// 支払条件 on the checklist.
pub const PAYMENT_TERMS: Prompt = Prompt {
    title: text("支払条件", "Payment"),
    body: text(
        "締め日と支払日、振込手数料の負担、遅れたときの扱いを決めておきます。相手が個人や一人会社なら、原則として、受領した日から60日以内の支払期日が求められます。",
        "Settle closing and payment days, who bears the transfer fee, and what holds when it is late. Towards a person alone the day of payment must as a rule lie within 60 days of receipt.",
    ),
    source: FREELANCE,
};

/// 検収の期間 on the checklist.
pub const ACCEPTANCE: Prompt = Prompt {
    title: text("検収の期間", "Acceptance"),
    body: text(
        "納品から何営業日で確かめるか、過ぎたら合格とみなすかを決めておきます。請負では、契約に合わないことを知ってから1年以内に知らせないと、直しや減額を求められなくなるのが原則です。相手が個人なら、検収が遅れても支払期日は延びません。",
        "Settle within how many business days a delivery is checked, and whether it then counts as accepted. In a contract for work (請負) a defect must as a rule be told within a year of knowing it. Towards a person alone a late acceptance does not put off the payment.",
    ),
    source: text(
        "民法 第637条、フリーランス法 第4条",
        "Civil Code, article 637; Freelance Act (フリーランス法), article 4",
    ),
};

/// 損害賠償 on the checklist.
pub const LIABILITY: Prompt = Prompt {
    title: text("損害賠償", "Liability"),
    body: text(
        "決めておかなければ、民法により、通常生じる損害と、予見すべきだった特別の損害が賠償の対象になります。上限、対象になる損害、故意や重い過失のときの扱い、保険の有無を確かめます。",
        "Where nothing is agreed, the Civil Code covers the damage that usually follows and the special one that should have been foreseen. See to a limit, which damages count, wilful and gross fault, and insurance.",
    ),
    source: text("民法 第415条・第416条", "Civil Code, articles 415 and 416"),
};

/// 反社会的勢力の排除 on the checklist.
pub const ANTISOCIAL: Prompt = Prompt {
    title: text("反社会的勢力の排除", "Exclusion of antisocial forces"),
    body: text(
        "すべての都道府県に暴力団排除条例があり、多くは、相手を確かめること、関係が分かったら催告なしに解除できる条項を契約に入れることを、事業者の努力義務としています。双方の表明と、違反したときの解除を確かめます。",
        "Every prefecture has an ordinance on organised crime. Most ask businesses to look at the other side and to agree that a contract can be ended at once when such ties come to light.",
    ),
    source: text("各都道府県の暴力団排除条例", "Prefectural ordinances (暴力団排除条例)"),
};

/// Where the registration number is entered.
pub const INVOICE: Prompt = Prompt {
    title: text("適格請求書(インボイス)", "Qualified invoices (インボイス)"),
    body: text(
        "登録番号のある相手が発行する適格請求書の保存が、仕入税額控除の原則の条件です。登録のない相手への支払いは、経過措置で控除できる割合が段階的に下がります。登録がないことを理由に一方的に値引きを求めることは、別の法律で問題になることがあります。",
        "Input tax is as a rule deducted on a qualified invoice, which only a registered issuer can write. For others the part that can be deducted goes down by stages. To press for a lower price because of that may go against other laws.",
    ),
    source: text("消費税法 第30条・第57条の2・第57条の4", "Consumption Tax Act, articles 30, 57-2 and 57-4"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prompt_names_its_law_and_ends_in_asking_a_specialist() {
        for prompt in ALL {
            assert!(!prompt.title.ja.is_empty() && !prompt.title.en.is_empty());
            assert!(
                prompt.body(Lang::Ja).ends_with("一般的な情報です。自社の場合は専門家に確認してください。"),
                "{}",
                prompt.title.ja
            );
            assert!(
                prompt.body(Lang::En).ends_with("please ask a specialist about your own case."),
                "{}",
                prompt.title.ja
            );
            let named = ["法", "条例"].iter().any(|word| prompt.source.ja.contains(word));
            assert!(named && !prompt.source.en.is_empty(), "{}", prompt.title.ja);
        }
    }

    #[test]
    fn a_prompt_is_short_enough_to_be_read_at_a_field() {
        for prompt in ALL {
            assert!(prompt.body.ja.chars().count() <= 180, "{}: {}", prompt.title.ja, prompt.body.ja.chars().count());
            assert!(prompt.body.en.chars().count() <= 360, "{}: {}", prompt.title.en, prompt.body.en.chars().count());
        }
    }

    #[test]
    fn no_prompt_names_the_law_that_was_replaced_without_saying_so() {
        for prompt in ALL {
            for told in [prompt.body.ja, prompt.source.ja] {
                assert!(!told.contains("下請法") || told.contains("2026年1月1日に下請法を改正して施行"), "{told}");
            }
        }
    }
}
