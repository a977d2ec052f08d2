//! The templates that the page brings.

use crate::domain::board::LetterTemplate;
use crate::text::Lang;

const INQUIRY_JA: &str = "\
{{会社名}}
{{窓口担当}}様

お世話になっております。{{担当者}}と申します。
「{{案件名}}」をオンライン秘書の方にお願いしたく、対応の可否とお見積もりについてお伺いいたします。

{{認識の相違}}

■ 依頼の目的
{{目的}}

■ 現在困っていること
{{課題}}

■ 依頼したい業務
{{業務一覧}}

■ 作業量と期限
{{作業量と期限}}

■ イレギュラーの有無
{{イレギュラー}}

■ 成功の基準
{{成功の基準}}

■ オンライン秘書の方に求めること
{{求めるもの}}

■ 手元の資料
{{資料}}

■ 開始希望日
{{開始希望日}}

■ お知らせいただきたいこと
1. 上記の業務への対応の可否(期限、土日、作業量の変動を含めて)
2. おすすめのプランと、月額、含まれる時間(税抜)
3. 含まれる時間を超えたときの1時間あたりの料金と、計算の単位(5分、15分、1時間など)
4. 使わなかった時間の繰越の可否と、繰り越せる期間
5. 最低契約期間と、月の途中から始める場合の料金
6. 土日と営業時間外の対応の可否と、割増の率
7. 初期費用
8. トライアルの有無と、その期間と料金
9. 秘密保持契約の締結の可否と、情報の取り扱いの体制
10. 窓口になってくださる方のお名前とご連絡先

恐れ入りますが、{{返信の期限}}までにお返事をいただけますと幸いです。
ご不明な点がございましたら、お気軽にお尋ねください。
何卒よろしくお願いいたします。

{{担当者}}";

const INQUIRY_EN: &str = "\
{{company}}
Dear {{contact}},

My name is {{owner}}. We would like to hand over the work “{{title}}” to an online secretary, and are writing to ask whether you could take it on and what you would offer.

{{corrections}}

[Purpose]
{{purpose}}

[Present trouble]
{{trouble}}

[Work to be handed over]
{{tasks}}

[How much, by when]
{{volume}}

[Irregular cases]
{{irregular}}

[Success criteria]
{{criteria}}

[What we expect of the online secretary]
{{expectations}}

[Materials at hand]
{{materials}}

[Wished start]
{{wished start}}

[Please let us know]
1. Whether you can take on the work above, its deadlines, weekend work and changing volume included
2. The plan that you suggest, with its monthly fee and included hours, without tax
3. The rate for an hour beyond the included ones, and the step to which it is rounded up (5, 15 or 60 minutes)
4. Whether unused hours are carried over, and for how long
5. The minimum term, and the fee where the work starts in mid-month
6. Whether you work on weekends and outside business hours, and at which factor
7. The set-up fee
8. Whether you offer a trial, for how long and at what price
9. Whether you sign a non-disclosure agreement, and how you protect information
10. The name and address of the person whom we would talk to

We would be glad to have your answer by {{reply by}}.
Please do not hesitate to ask.

Yours sincerely,
{{owner}}";

const REVISION_JA: &str = "\
{{会社名}}
{{窓口担当}}様

お世話になっております。{{担当者}}です。
納品いただき、ありがとうございました。内容を確認したところ、次の点について修正をお願いしたくご連絡いたしました。

{{修正}}

期限までの対応が難しい場合や、内容にご不明な点がある場合は、お早めにお知らせください。
修正が終わりましたら、直した箇所とあわせてご連絡をお願いいたします。
お手数をおかけしますが、何卒よろしくお願いいたします。

{{担当者}}";

const REVISION_EN: &str = "\
{{company}}
Dear {{contact}},

Thank you for the delivery. Having checked it, we would like to ask you to change the following.

{{revisions}}

Should a date be hard to keep, or anything be unclear, please let us know soon.
Once it is done, please tell us what was changed.

Yours sincerely,
{{owner}}";

/// The template of an inquiry.
pub fn inquiry_template(lang: Lang) -> LetterTemplate {
    let subject =
        lang.pick("オンライン秘書へのご依頼とお見積もりのお願い({{案件名}})", "Request for an offer: {{title}}");
    LetterTemplate { subject: subject.to_owned(), body: lang.pick(INQUIRY_JA, INQUIRY_EN).to_owned() }
}

/// The template of a request for revision.
pub(super) fn revision_template(lang: Lang) -> LetterTemplate {
    let subject = lang.pick("修正のお願い({{案件名}})", "Request for a revision: {{title}}");
    LetterTemplate { subject: subject.to_owned(), body: lang.pick(REVISION_JA, REVISION_EN).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::letter::slot::Slot;
    use crate::text::letter::template::{Fill, expand};

    #[test]
    fn the_built_in_templates_hold_known_names_only() {
        for lang in [Lang::Ja, Lang::En] {
            for template in [inquiry_template(lang), revision_template(lang)] {
                for text in [template.subject, template.body] {
                    let made = expand(&text, |slot| Fill::Text(slot.name().en.to_owned()));
                    assert_eq!(made.unknown, []);
                    assert!(!made.text().contains("{{"));
                }
            }
        }
    }

    #[test]
    fn the_built_in_inquiry_asks_for_the_same_in_both_languages() {
        let names = |lang| {
            let used = std::cell::RefCell::new(Vec::new());
            expand(&inquiry_template(lang).body, |slot| {
                used.borrow_mut().push(slot);
                Fill::Text("x".to_owned())
            });
            let used = used.into_inner();
            Slot::ALL.iter().filter(|slot| used.contains(slot)).map(|slot| slot.name().en).collect::<Vec<_>>()
        };
        assert_eq!(names(Lang::Ja), names(Lang::En));
        let numbered = |lang| inquiry_template(lang).body.lines().filter(|line| line.contains(". ")).count();
        assert!(numbered(Lang::Ja) >= 10 && numbered(Lang::En) >= 10);
    }
}
