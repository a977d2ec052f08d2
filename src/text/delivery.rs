//! Work orders and deliveries in words.

use super::label::short;
use super::{Lang, Text, text};
use crate::domain::delivery::OverdueCheck;
use crate::domain::scalar::Days;
use crate::domain::works::{Fact, Suggestion};
use crate::domain::{Minutes, Stage};
use crate::text::format;

/// What a person does to record a fact of a work order.
pub fn fact(fact: Fact) -> Text {
    match fact {
        Fact::Start => text("着手", "Begin"),
        Fact::Deliver => text("納品を記録", "Record the delivery"),
        Fact::Revise => text("修正を依頼", "Ask for a revision"),
        Fact::Redeliver => text("修正版を受領", "Revision received"),
        Fact::Accept => text("検収", "Accept"),
        Fact::Finish => text("完了にする", "Mark as done"),
        Fact::NotStarted => text("着手を取り消す", "Take the beginning back"),
        Fact::NotDelivered => text("納品を取り消す", "Take the delivery back"),
        Fact::NotRevised => text("修正依頼を取り下げる", "Withdraw the revision"),
        Fact::NotAccepted => text("検収を取り消す", "Take the acceptance back"),
        Fact::NotFinished => text("完了を取り消す", "Take “done” back"),
    }
}

/// The same in a word, for a button as narrow as a slip. It is part of what [`fact`] says.
pub fn fact_short(fact: Fact) -> Text {
    match fact {
        Fact::Deliver => text("納品", "Deliver"),
        Fact::Redeliver => text("受領", "Received"),
        other => self::fact(other),
    }
}

/// What a fact is entered into: the name of the step to undo.
pub fn fact_field(fact: Fact) -> Text {
    match fact {
        Fact::Start | Fact::NotStarted => text("着手日", "Started on"),
        Fact::Deliver | Fact::NotDelivered => text("納品", "Delivery"),
        Fact::Revise | Fact::NotRevised => text("修正依頼", "Revision"),
        Fact::Redeliver => text("修正の完了", "Revision done"),
        Fact::Accept | Fact::NotAccepted => text("検収", "Acceptance"),
        Fact::Finish | Fact::NotFinished => text("完了日", "Done on"),
    }
}

/// What the works together suggest, and what the button says that does it.
pub fn suggestion(suggestion: Suggestion, from: Stage) -> (Text, Text) {
    match suggestion {
        Suggestion::To(Stage::Deliver) if from > Stage::Deliver => (
            text(
                "確認や修正が終わっていない業務があります。納品の段階へ戻せます。",
                "Some work is still to be checked or revised. The card can go back to delivery.",
            ),
            text("納品の段階へ戻す", "Back to delivery"),
        ),
        Suggestion::To(Stage::Deliver) => (
            text(
                "すべての業務が納品されました。納品の段階へ進めます。",
                "Every work has been delivered. The card can go on to delivery.",
            ),
            text("納品の段階へ", "To delivery"),
        ),
        Suggestion::To(Stage::Review) => (
            text(
                "すべての業務が完了しました。定例会議の段階へ進めます。",
                "Every work is done. The card can go on to the regular meeting.",
            ),
            text("定例会議の段階へ", "To the regular meeting"),
        ),
        Suggestion::To(_) => (
            text(
                "納品された業務がまだありません。依頼開始の段階へ戻せます。",
                "No work has been delivered yet. The card can go back to where work begins.",
            ),
            text("依頼開始の段階へ戻す", "Back to where work begins"),
        ),
        Suggestion::Done => (
            text(
                "すべての業務が完了しました。案件を完了にできます。",
                "Every work is done. The engagement can be closed.",
            ),
            text("案件を完了にする…", "Close the engagement…"),
        ),
    }
}

/// `2回目`, `round 2`.
pub fn round(round: u32, lang: Lang) -> String {
    lang.pick(format!("{round}回目"), format!("round {round}"))
}

/// Used against agreed time: `1.5/5時間`, `1.5時間`. Nothing where there is neither.
pub fn used_of(used: Minutes, agreed: Option<Minutes>, lang: Lang) -> String {
    match agreed {
        Some(agreed) => format!("{}/{}", format::hours_field(used), format::hours(agreed, lang)),
        None if used > Minutes::ZERO => format::hours(used, lang),
        None => String::new(),
    }
}

/// From what a 確認期限 is counted: `納品から5営業日`. By the `contract` or by the settings; from the
/// delivery, or from where it came `again` after a revision.
pub fn check_within(days: Days, contract: bool, again: bool, lang: Lang) -> String {
    let days = days.get();
    let from = match again {
        true => lang.pick("修正版の受領", "the revision"),
        false => lang.pick("納品", "the delivery"),
    };
    let by = if contract { lang.pick("(契約の検収期間)", ", by the contract") } else { "" };
    lang.pick(format!("{from}から{days}営業日{by}"), format!("{days} business days from {from}{by}"))
}

/// That deliveries were not checked in time. Nothing where there is none.
pub fn overdue(late: &[OverdueCheck<'_>], lang: Lang) -> Option<String> {
    let first = short(&late.first()?.deliverable.name);
    Some(match late.len() - 1 {
        0 => lang.pick(format!("納品の確認期限超過：{first}"), format!("Check overdue: {first}")),
        more => lang.pick(
            format!("納品の確認期限超過：{first} ほか{more}件"),
            format!("Check overdue: {first} and {more} more"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Reckoned, Skipped};
    use crate::domain::stage::cycle::Deliverable;

    #[test]
    fn used_time_stands_before_the_agreed() {
        let minutes = |count: i64| Minutes::saturating(count);
        let cases = [
            (90, Some(300), "1.5/5時間"),
            (0, Some(300), "0/5時間"),
            (80, Some(90), "1:20/1.5時間"),
            (90, None, "1.5時間"),
            (0, None, ""),
        ];
        for (used, agreed, expected) in cases {
            assert_eq!(used_of(minutes(used), agreed.map(minutes), Lang::Ja), expected);
        }
    }

    #[test]
    fn the_first_of_several_overdue_checks_is_named() {
        let rows = ["請求書一式", "経費の一覧"].map(|name| Deliverable { name: name.into(), ..Deliverable::default() });
        let due = Reckoned { day: chrono::NaiveDate::default(), skipped: Skipped::WeekendsAndHolidays };
        let late: Vec<_> = rows.iter().map(|deliverable| OverdueCheck { deliverable, due }).collect();
        assert_eq!(overdue(&late[..0], Lang::Ja), None);
        assert_eq!(overdue(&late[..1], Lang::Ja).as_deref(), Some("納品の確認期限超過：請求書一式"));
        assert_eq!(overdue(&late, Lang::Ja).as_deref(), Some("納品の確認期限超過：請求書一式 ほか1件"));
    }
}
