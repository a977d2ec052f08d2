//! What is to be asked of a candidate: what its quotes and answers leave open.

use super::super::source::Source;
use super::super::{Block, Cell, Table};
use crate::domain::comparison::{in_force, is_stale};
use crate::domain::scalar::Yen;
use crate::domain::stage::clarify::Answer;
use crate::domain::stage::quote::{Proration, Quote, WeekendRule};
use crate::domain::stage::select::Candidate;
use crate::domain::stage::trial::Offer;

/// The questions, each with room for its answer.
pub(super) fn table(source: &Source<'_>, candidate: &Candidate) -> Block {
    let quotes: Vec<&Quote> = in_force(candidate).collect();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut ask = |about: String, question: String| rows.push(vec![about.into(), question.into(), "".into()]);
    if quotes.is_empty() {
        let about = source.tr("見積もり", "Quote").to_owned();
        ask(
            about,
            source
                .tr(
                    "月額、含まれる時間、超過単価を教えてください。",
                    "What are the fee, the included hours and the overage rate?",
                )
                .to_owned(),
        );
    }
    for quote in quotes {
        let plan = source.or_empty(&quote.plan);
        for question in of_quote(source, quote) {
            ask(plan.clone(), question);
        }
    }
    for (about, question) in of_company(source, candidate) {
        ask(about.to_owned(), question);
    }
    let caption = source.tr("確かめること", "To be asked").to_owned();
    let columns = vec![
        source.column("対象", "About"),
        source.wide("質問", "Question"),
        source.room("回答(記入)", "Answer (to fill in)"),
    ];
    Block::Table(Table { caption, columns, rows, foot: Vec::new() })
}

/// What a quote does not say.
fn of_quote(source: &Source<'_>, quote: &Quote) -> Vec<String> {
    let irregular = &source.engagement.irregular;
    let by_the_hour = quote.fee == Some(Yen::ZERO);
    let brief = source.engagement.brief_version();
    let mut questions = Vec::new();
    let mut ask = |open: bool, question: String| {
        if open {
            questions.push(question);
        }
    };
    let fixed = |ja: &'static str, en: &'static str| source.tr(ja, en).to_owned();
    ask(
        is_stale(source.engagement, quote),
        source.lang.pick(
            format!("依頼書が v{brief} に変わりました。いまの条件での見積もりをいただけますか。"),
            format!("The brief is now v{brief}. May we have a quote on its terms?"),
        ),
    );
    ask(
        quote.valid_until.is_some_and(|day| day < source.today),
        fixed(
            "見積もりの有効期限が過ぎています。同じ条件のままですか。",
            "The quote has expired. Do its terms still hold?",
        ),
    );
    ask(quote.fee.is_none(), fixed("月額はいくらですか。", "What is the monthly fee?"));
    ask(
        quote.included.is_none() && !by_the_hour,
        fixed("月額に含まれる時間は何時間ですか。", "How many hours does the fee include?"),
    );
    ask(
        quote.overage_rate.is_none(),
        fixed("含まれる時間を超えたときの単価はいくらですか。", "What does an hour beyond the included ones cost?"),
    );
    ask(
        quote.overage_step.is_none(),
        fixed("超過は何分単位で計上されますか。", "By what step of minutes is overage counted?"),
    );
    ask(
        quote.carry_months.is_none() && !by_the_hour,
        fixed("使い残した時間は翌月に繰り越せますか。", "Are unused hours carried over?"),
    );
    ask(quote.setup_fee.is_none(), fixed("初期費用はかかりますか。", "Is there a set-up fee?"));
    ask(quote.minimum_months.is_none(), fixed("最低契約期間はありますか。", "Is there a minimum term?"));
    ask(
        quote.weekend == WeekendRule::Unknown && irregular.weekend != Answer::No,
        fixed("土日の作業に対応できますか。料金は変わりますか。", "Is weekend work taken, and at what price?"),
    );
    ask(
        quote.weekend == WeekendRule::Open && quote.weekend_factor.is_none() && irregular.weekend != Answer::No,
        fixed("土日の作業の料金は平日と同じですか。", "Does weekend work cost the same?"),
    );
    ask(
        quote.off_hours_factor.is_none(),
        fixed(
            "営業時間外の作業に対応できますか。料金は変わりますか。",
            "Is work outside business hours taken, and at what price?",
        ),
    );
    // Full pay is also what stands where nobody has asked.
    ask(
        !by_the_hour && quote.proration == Proration::Full,
        fixed(
            "月の途中に始めるとき、初月は全額ですか。日割りにできますか。",
            "When we start in mid-month, is the first fee due in full, or by the day?",
        ),
    );
    questions
}

/// What is to be known of the company itself.
fn of_company(source: &Source<'_>, candidate: &Candidate) -> Vec<(&'static str, String)> {
    let engagement = source.engagement;
    let mut questions = Vec::new();
    let mut ask = |open: bool, about: &'static str, ja: &'static str, en: &'static str| {
        if open {
            questions.push((about, source.tr(ja, en).to_owned()));
        }
    };
    let irregular = source.tr("イレギュラー", "Irregular cases");
    let trial = source.tr("トライアル", "Trial");
    let security = source.tr("セキュリティ", "Security");
    let team = source.tr("体制", "Team");
    let silent = candidate.inquiry.irregular_answer.trim().is_empty();
    let case = &engagement.irregular;
    ask(
        silent && case.fluctuation != Answer::No,
        irregular,
        "作業量が増減する月の、連絡の期限と料金を教えてください。",
        "In months with more or less work: by when do you need to know, and what does it cost?",
    );
    ask(
        silent && case.other == Answer::Yes,
        irregular,
        "その他のイレギュラーに対応できますか。",
        "Can you take the other irregular cases?",
    );
    let offered =
        engagement.trials.iter().any(|row| row.candidate == Some(candidate.id) && row.offered != Offer::Unknown);
    ask(
        !offered,
        trial,
        "トライアルはありますか。期間と費用を教えてください。",
        "Is there a trial? How long, at what price?",
    );
    ask(!candidate.nda, security, "秘密保持契約(NDA)を結べますか。", "Will you sign a non-disclosure agreement?");
    ask(
        !candidate.privacy_mark && !candidate.isms,
        security,
        "プライバシーマーク、ISMSなどの認証はありますか。なければ、情報の管理方法を教えてください。",
        "Do you hold the PrivacyMark (プライバシーマーク) or ISMS? If not, how is information kept?",
    );
    ask(
        true,
        security,
        "再委託はありますか。あるときは、事前に知らせてもらえますか。",
        "Is work sub-contracted, and are we told before?",
    );
    ask(
        true,
        team,
        "担当者が休むとき・交代するときは、どう引き継ぎますか。",
        "Who takes over when the secretary is away or changes?",
    );
    ask(
        true,
        team,
        "質問への回答を待つ時間は、作業時間に計上されますか。",
        "Is time spent waiting for our answers billed?",
    );
    questions
}
