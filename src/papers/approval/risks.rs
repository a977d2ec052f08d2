//! What may still go wrong with the company that is chosen; before a choice, with those in the running.

use super::super::offers::Offer;
use super::super::source::Source;
use crate::domain::cost::{Fit, MissingTerm};
use crate::domain::stage::select::Standing;
use crate::domain::stage::trial::Finding;

/// The risks, each in one sentence.
pub(super) fn risks(source: &Source<'_>, offers: &[Offer<'_>]) -> Vec<String> {
    let engagement = source.engagement;
    let chosen = engagement.decision.chosen;
    let of_interest = |offer: &&Offer<'_>| match chosen {
        Some(chosen) => offer.candidate.id == chosen,
        None => offer.candidate.standing != Standing::Dropped,
    };
    let mut risks = Vec::new();
    if !engagement.irregular.answered() {
        risks.push(
            source
                .tr(
                    "イレギュラーの有無が未回答で、見積もりが変わることがあります。",
                    "The irregular cases are not answered, so the quotes may change.",
                )
                .to_owned(),
        );
    }
    for offer in offers.iter().filter(of_interest) {
        of_offer(source, offer, &mut risks);
    }
    let missed =
        engagement.trial().into_iter().flat_map(|trial| &trial.results).filter(|(_, row)| row.met == Finding::NotMet);
    for (id, result) in missed {
        let criterion = engagement.clarify.criteria.iter().find(|row| row.id == *id);
        let text = criterion.map(|row| row.text.trim()).unwrap_or_default();
        let what = source.aside(text, result.note.trim());
        risks.push(
            source
                .lang
                .pick(format!("トライアルで想定と違った基準: {what}"), format!("Not as expected in the trial: {what}")),
        );
    }
    risks
}

fn of_offer(source: &Source<'_>, offer: &Offer<'_>, risks: &mut Vec<String>) {
    let company = source.company(offer.candidate);
    let mut tell =
        |ja: String, en: String| risks.push(source.lang.pick(format!("{company}: {ja}"), format!("{company}: {en}")));
    for row in offer.candidate.open_differences() {
        let (told, actual) = (row.told.trim(), row.actual.trim());
        tell(
            format!("認識の相違が残っています(伝えた内容: {told}、実際: {actual})。"),
            format!("a difference is not settled (told: {told}; actual: {actual})."),
        );
    }
    for point in offer.candidate.open_points.iter().filter(|row| row.done_on.is_none() && !row.what.trim().is_empty()) {
        let what = point.what.trim();
        let due = source.short_day(point.due);
        let ja = if due.is_empty() { what.to_owned() } else { format!("{what}({due}まで)") };
        let en = if due.is_empty() { what.to_owned() } else { format!("{what} (by {due})") };
        tell(format!("未回答の確認事項: {ja}"), format!("still to be told: {en}"));
    }
    let Some((quote, cost)) = &offer.best else {
        tell("見積もりがまだありません。".to_owned(), "there is no quote yet.".to_owned());
        return;
    };
    if offer.stale {
        let brief = quote.brief.max(1);
        tell(
            format!("見積もりは依頼書 v{brief} の旧条件によるものです。"),
            format!("the quote rests on the old brief v{brief}."),
        );
    }
    if let Some(day) = quote.valid_until.filter(|day| *day < source.today) {
        let day = source.day(day);
        tell(format!("見積もりの有効期限({day})が過ぎています。"), format!("the quote was good until {day}."));
    }
    match cost {
        Err(MissingTerm::Fee | MissingTerm::Included) => tell(
            "月額か含まれる時間が不明で、費用を計算できません。".to_owned(),
            "fee or included hours are unknown, so there is no cost.".to_owned(),
        ),
        Err(MissingTerm::OverageRate) => tell(
            "超過単価が不明で、費用を計算できません。".to_owned(),
            "the overage rate is unknown, so there is no cost.".to_owned(),
        ),
        Ok(cost) => match cost.fit {
            Fit::Fits => {}
            Fit::WeekendUnknown => {
                tell("土日の対応が確認できていません。".to_owned(), "weekend work is not settled.".to_owned());
            }
            Fit::WeekendClosed => {
                tell("土日の作業に対応していません。".to_owned(), "takes no weekend work.".to_owned());
            }
        },
    }
    if quote.overage_rate.is_none() && cost.is_ok() {
        tell(
            "超過単価が不明です。作業が増えたときの費用が読めません。".to_owned(),
            "the overage rate is unknown, and so is the cost of more work.".to_owned(),
        );
    }
    if offer.over_budget {
        tell("費用が予算を超えています。".to_owned(), "the cost is over the budget.".to_owned());
    }
}
