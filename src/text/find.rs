//! Words for finding: where something was found, and what the board is narrowed to.

use super::label::Choice;
use super::{Lang, Text, text};
use crate::domain::find::{Condition, Kind, Place, priority_id};
use crate::domain::stage::Stage;
use crate::domain::{Priority, Status};

/// What a field is called where something was found in it.
pub fn place(place: Place) -> Text {
    place_named(place.part, place.field)
}

/// The same by the names of the part and of the field.
pub fn place_named(part: &str, field: &str) -> Text {
    match (part, field) {
        ("", "title") => text("案件名", "Title"),
        ("", "status_reason") => text("保留・完了の理由", "Reason of the status"),
        ("", "owner") => text("担当者", "Owner"),
        ("", "labels") => text("ラベル", "Label"),
        ("clarify", "problems") => text("現状の課題", "Present problems"),
        ("clarify", "purpose") => text("依頼の目的", "Purpose"),
        ("clarify", "expectations") => text("求めるもの", "Expectations"),
        ("tasks", "name") => text("業務", "Task"),
        ("tasks", "deadline") => text("業務の期限", "Deadline"),
        ("tasks", "note") => text("業務のメモ", "Note on a task"),
        ("flow", _) => text("業務フロー", "Step"),
        ("criteria", _) => text("成功の基準", "Success criterion"),
        ("materials", _) => text("手元の資料", "Material"),
        ("file", _) => text("ファイル名", "File name"),
        ("briefs", _) => text("依頼書の版", "Version of the brief"),
        ("selection", _) => text("選定基準", "Criterion"),
        ("candidates", "name") => text("会社名", "Company"),
        ("candidates", "features") => text("会社の特徴", "Features"),
        ("candidates", "fit_reason") => text("相性の理由", "Reason for the fit"),
        ("candidates", "site") => text("会社のサイト", "Site"),
        ("candidates", "source") => text("どこで知ったか", "Found at"),
        ("candidates", "note") => text("会社のメモ", "Note on a company"),
        ("candidates", "dropped_reason") => text("見送り・次点の理由", "Why not this one"),
        ("scores", _) => text("採点の理由", "Reason of a score"),
        ("inquiry", "answer" | "irregular_answer") => text("問い合わせの回答", "Answer to the inquiry"),
        ("inquiry", _) => text("問い合わせ", "Inquiry"),
        ("quotes", "plan") => text("見積もりのプラン", "Plan of a quote"),
        ("quotes", _) => text("見積もりのメモ", "Note on a quote"),
        ("differences", _) => text("認識の相違", "Difference"),
        ("contact", _) => text("窓口担当", "Contact"),
        ("meetings", "hearing") => text("ヒアリング内容", "Hearing"),
        ("meetings", "proposed_plan") => text("提案されたプラン", "Proposed plan"),
        ("meetings", "rating_note") => text("やり取りの評価", "Note on the meeting"),
        ("meetings", "minutes") => text("議事録", "Minutes"),
        ("meetings", "decisions") => text("決定事項", "Decisions"),
        ("meetings", _) => text("打ち合わせの出席者", "Attendance"),
        ("open_points", _) => text("確認して伝えること", "Open point"),
        ("irregular", _) => text("イレギュラー", "Irregular cases"),
        ("decision", _) => text("決定の理由", "Reason for the choice"),
        ("trials", "secretary") => text("担当のオンライン秘書", "Secretary"),
        ("trials", _) => text("トライアルの判定", "Verdict of the trial"),
        ("results", _) => text("成功の基準の確認", "Result of a criterion"),
        ("contract", "plan") => text("契約プラン", "Plan of the contract"),
        ("contract", "ended_reason") => text("契約を終えた理由", "Why the contract ended"),
        ("contract", "invoice_number") => text("登録番号", "Invoice number"),
        ("contract", _) => text("契約書", "Contract"),
        ("kickoff", _) => text("キックオフ", "Kick-off"),
        ("agreed", _) => text("変更点・改善点", "Agreed"),
        ("contacts", _) => text("やりとり", "Contact log"),
        ("checklist", _) => text("契約チェックリスト", "Contract checklist"),
        ("regular", _) => text("定例会議の場所", "Place of the meeting"),
        ("works", _) => text("依頼した業務", "Work requested"),
        ("questions", "answer") => text("質問への回答", "Answer"),
        ("questions", _) => text("質問", "Question"),
        ("stalls", _) => text("業務の滞り", "Stall"),
        ("usage", _) => text("使用した時間", "Time used"),
        ("deliverables", "accepted_by") => text("検収者", "Accepted by"),
        ("deliverables", _) => text("納品物", "Deliverable"),
        ("revisions", _) => text("修正依頼", "Revision"),
        ("review", "report") => text("定期報告", "Report"),
        ("review", "concerns") => text("気になる点", "Concerns"),
        ("review", _) => text("今後の依頼", "Next requests"),
        ("points", _) => text("持ち越しの論点", "Point carried over"),
        ("closing", "outcome") => text("成果", "Outcome"),
        ("closing", _) => text("次に活かすこと", "Lessons"),
        ("history", _) => text("移動の理由", "Reason of a move"),
        _ => text("案件", "Engagement"),
    }
}

/// What a kind of condition is called.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Stage => text("段階", "Stage"),
        Kind::Label => text("ラベル", "Label"),
        Kind::Owner => text("担当者", "Owner"),
        Kind::Company => text("会社", "Company"),
        Kind::Priority => text("優先度", "Priority"),
        Kind::Status => text("状態", "Status"),
        Kind::Due => text("期日", "Due"),
    }
}

/// What a value of a condition is called; a name is called what it is.
pub fn value(kind: Kind, value: &str, lang: Lang) -> String {
    let fixed = match (kind, value) {
        (Kind::Stage, id) => Stage::from_id(id).map(Choice::label),
        (Kind::Priority, id) => {
            Priority::ALL.iter().find(|priority| priority_id(**priority) == id).map(|priority| priority.label())
        }
        (Kind::Status, "active") => Some(Status::Active.label()),
        (Kind::Status, "on_hold") => Some(Status::OnHold.label()),
        (Kind::Status, _) => Some(text("回答待ち", "Waiting for an answer")),
        (Kind::Due, "overdue") => Some(text("期限切れ", "Overdue")),
        (Kind::Due, "week") => Some(text("今週", "This week")),
        (Kind::Due, _) => Some(text("期日なし", "No due date")),
        (Kind::Owner, "") => Some(text("担当者なし", "Nobody")),
        (Kind::Label | Kind::Owner | Kind::Company, _) => None,
    };
    fixed.map_or_else(|| value.to_owned(), |name| name.get(lang).to_owned())
}

/// A condition in words: 担当者：佐藤.
pub fn condition(condition: &Condition, lang: Lang) -> String {
    let (kind, value) = (kind(condition.kind).get(lang), value(condition.kind, &condition.value, lang));
    lang.pick(format!("{kind}：{value}"), format!("{kind}: {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::find::PLACES;

    #[test]
    fn every_place_has_a_name() {
        let none = place(Place { part: "nowhere", field: "" });
        for one in PLACES {
            assert_ne!(place(*one), none, "{one:?}");
        }
    }

    #[test]
    fn conditions_are_told_in_words() {
        let cases = [
            (Kind::Stage, "meet", "段階：商談", "Stage: Meeting"),
            (Kind::Owner, "佐藤", "担当者：佐藤", "Owner: 佐藤"),
            (Kind::Owner, "", "担当者：担当者なし", "Owner: Nobody"),
            (Kind::Priority, "high", "優先度：高", "Priority: High"),
            (Kind::Status, "waiting", "状態：回答待ち", "Status: Waiting for an answer"),
            (Kind::Due, "week", "期日：今週", "Due: This week"),
        ];
        for (kind, value, ja, en) in cases {
            let one = Condition { kind, value: value.to_owned() };
            assert_eq!(condition(&one, Lang::Ja), ja);
            assert_eq!(condition(&one, Lang::En), en);
        }
    }
}
