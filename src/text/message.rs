//! Sentences: what happened, what is safe, what to do.

use super::label::Choice;
use super::{Lang, format};
use crate::domain::change::{Label, Several};
use crate::domain::command::Rejection;
use crate::domain::engagement::Status;
use crate::domain::gate::Need;
use crate::domain::labels::{LABEL_MAX, NoLabel};
use crate::domain::scalar::AmountError;
use crate::domain::validate::{Fault, Problem};
use crate::text::format::NotAnAmount;

/// What a change is called: 「案件『経理』を契約へ移動」.
pub fn change(change: &Label, lang: Lang) -> String {
    match change {
        Label::Add(title) => lang.pick(format!("案件『{title}』を追加"), format!("add “{title}”")),
        Label::Edit(title, field) => {
            lang.pick(format!("案件『{title}』の「{field}」を編集"), format!("edit {field} of “{title}”"))
        }
        Label::Move(title, stage) => {
            let stage = stage.label().get(lang);
            lang.pick(format!("案件『{title}』を{stage}へ移動"), format!("move “{title}” to {stage}"))
        }
        Label::Reorder(title) => lang.pick(format!("案件『{title}』の並べ替え"), format!("reorder “{title}”")),
        Label::Status(title, Status::Active) => {
            lang.pick(format!("案件『{title}』を再開"), format!("take up “{title}” again"))
        }
        Label::Status(title, Status::Template) => {
            lang.pick(format!("ひな形『{title}』を保存"), format!("save the template “{title}”"))
        }
        Label::Status(title, status) => {
            let status = status.label().get(lang);
            lang.pick(format!("案件『{title}』を{status}に変更"), format!("set “{title}” to {status}"))
        }
        Label::Remove(title) => lang.pick(format!("案件『{title}』を削除"), format!("delete “{title}”")),
        Label::AddSamples => lang.pick("サンプルの読み込み", "load the samples").to_owned(),
        Label::RemoveSamples => lang.pick("サンプルの削除", "remove the samples").to_owned(),
        Label::Synchronised(count) => lang.pick(format!("同期({count}件)"), format!("synchronising ({count})")),
        Label::Import(count) => lang.pick(format!("ファイルの読み込み({count}件)"), format!("import ({count})")),
        Label::Archive(count) => {
            lang.pick(format!("終わった案件をファイルへ移動({count}件)"), format!("move {count} closed to a file"))
        }
        Label::Restore(name) => {
            let state = super::storage::kept_name(name, lang);
            lang.pick(format!("{state}の復元"), format!("restore {state}"))
        }
        Label::Clear => lang.pick("すべての案件の削除", "delete everything").to_owned(),
        Label::Settings => lang.pick("設定の変更", "change the settings").to_owned(),
        Label::Several(number, what) => several(*number, what, lang),
    }
}

/// What was done to several engagements at once: 「3件を契約へ移動」.
fn several(number: usize, what: &Several, lang: Lang) -> String {
    let cards = lang.pick(format!("{number}件"), format::counted(number, "engagement"));
    match what {
        Several::Move(stage) => {
            let stage = stage.label().get(lang);
            lang.pick(format!("{cards}を{stage}へ移動"), format!("move {cards} to {stage}"))
        }
        Several::Labels => lang.pick(format!("{cards}にラベルを追加"), format!("label {cards}")),
        Several::RenameLabel(from, to) => {
            lang.pick(format!("ラベル「{from}」を「{to}」に変更"), format!("rename the label “{from}” to “{to}”"))
        }
        Several::DeleteLabel(label) => {
            lang.pick(format!("{cards}からラベル「{label}」を削除"), format!("remove the label “{label}” from {cards}"))
        }
        Several::Owner => lang.pick(format!("{cards}の担当者を変更"), format!("change the owner of {cards}")),
        Several::Priority => lang.pick(format!("{cards}の優先度を変更"), format!("change the priority of {cards}")),
        Several::Status(Status::Active) => lang.pick(format!("{cards}を再開"), format!("take up {cards} again")),
        Several::Status(status) => {
            let status = status.label().get(lang);
            lang.pick(format!("{cards}を{status}に変更"), format!("set {cards} to {status}"))
        }
        Several::Remove => lang.pick(format!("{cards}を削除"), format!("delete {cards}")),
    }
}

/// Why a text becomes no label; nothing where it is there already, which needs no word.
pub fn no_label(why: NoLabel, lang: Lang) -> Option<String> {
    Some(match why {
        NoLabel::Taken => return None,
        NoLabel::Empty => {
            lang.pick("ラベルの名前を入力してください。", "Please enter a name for the label.").to_owned()
        }
        NoLabel::TooLong(length) => lang.pick(
            format!("ラベルは{LABEL_MAX}文字までです(いま{length}文字)。"),
            format!("A label has at most {LABEL_MAX} characters (now {length})."),
        ),
    })
}

/// 「…」を元に戻す.
pub fn undo(label: &Label, lang: Lang) -> String {
    let name = change(label, lang);
    lang.pick(format!("「{name}」を元に戻す"), format!("Undo: {name}"))
}

/// 「…」をやり直す.
pub fn redo(label: &Label, lang: Lang) -> String {
    let name = change(label, lang);
    lang.pick(format!("「{name}」をやり直す"), format!("Redo: {name}"))
}

/// Why a command was refused.
pub fn rejection(rejection: &Rejection, lang: Lang) -> String {
    let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
    match rejection {
        Rejection::Unknown(_) => fixed(
            "この案件はもうありません。ボードを見直してください。",
            "This engagement is no longer there. Please look at the board again.",
        ),
        Rejection::Closed => fixed(
            "完了・中止した案件は動かせません。先に再開してください。",
            "A closed engagement cannot be moved. Take it up again first.",
        ),
        Rejection::UnknownCandidate => {
            fixed("この会社は候補にありません。", "This company is not among the candidates.")
        }
        Rejection::SameStage => fixed("すでにこの段階にあります。", "It is in this stage already."),
        Rejection::Template => fixed(
            "ひな形は移動できません。ひな形から案件を作ってください。",
            "A template is not moved. Please make an engagement from it.",
        ),
        Rejection::SameStatus => fixed("すでにこの状態です。", "It has this status already."),
        Rejection::DoneTooEarly => fixed(
            "完了にできるのは、納品か定例会議の段階の案件だけです。",
            "Only an engagement in delivery or regular meeting can be done.",
        ),
        Rejection::Gate(_) => fixed("まだ足りない項目があります。", "Something is still missing."),
        Rejection::Barred(needs) => barred(needs, lang),
        Rejection::ReasonMissing => fixed("理由を書いてください。", "Please write down the reason."),
        Rejection::Invalid(fault) => problem(fault, lang),
        Rejection::Protected(_) => fixed("この項目は移動の操作で変わります。", "This is changed by moving the card."),
        Rejection::OverlapGone => fixed(
            "その項目はもうありません。「いまのまま」で片付けられます。",
            "The field is no longer there. Keep what is there to settle it.",
        ),
        Rejection::NotNow => fixed(
            "このタブでは変更できません。上の案内をご覧ください。",
            "Nothing can be changed in this tab. Please see the notice above.",
        ),
        Rejection::Nothing => fixed("変わるところがありません。", "There is nothing to change."),
    }
}

/// Why a way is barred whatever the reason.
pub fn barred(needs: &[Need], lang: Lang) -> String {
    match needs.first() {
        Some(Need::Choice) => lang.pick(
            "依頼先が決まっていないため、トライアルや契約へは進めません。商談で依頼先を決めてください。",
            "No company is chosen, so there is no trial and no contract yet. Choose one in the meeting stage.",
        ),
        Some(Need::Signed) => lang.pick(
            "契約が締結されていないため、依頼を始められません。契約の締結日を記入してください。",
            "The contract is not signed, so work cannot begin. Enter the date of signing.",
        ),
        _ => lang.pick(
            "納品されたものがまだないため、納品へは進めません。納品物と納品日を記入してください。",
            "Nothing is delivered yet. Enter what was delivered, and when.",
        ),
    }
    .to_owned()
}

/// What is wrong with a field.
pub fn problem(fault: &Fault, lang: Lang) -> String {
    match &fault.problem {
        Problem::Empty => lang.pick("入力してください。".to_owned(), "Please fill this in.".to_owned()),
        Problem::TooLong(length, most) => {
            let (length, most) = (count(*length), count(*most));
            lang.pick(
                format!("{most}文字までです(いま{length}文字)。短くすると保存されます。"),
                format!("At most {most} characters (now {length}). It is saved once it is shorter."),
            )
        }
        Problem::Control(control) => {
            let code = u32::from(*control);
            lang.pick(
                format!("目に見えない制御文字(U+{code:04X})が含まれています。取り除くと保存されます。"),
                format!("It contains an invisible control character (U+{code:04X}). It is saved once that is removed."),
            )
        }
        Problem::TooMany(_, most) => {
            lang.pick(format!("{}行までです。", count(*most)), format!("At most {} rows.", count(*most)))
        }
        Problem::NoId => lang.pick("番号(id)がありません。".to_owned(), "The id is missing.".to_owned()),
        Problem::DoubleId(other) => {
            lang.pick(format!("同じ番号(id)が{other}にもあります。"), format!("The same id stands at {other}."))
        }
        Problem::Dangling if fault.path.ends_with("candidate") || fault.path.ends_with("chosen") => lang.pick(
            "トライアル・契約・決定の記録がある会社は削除できません。見送りにしてください。".to_owned(),
            "A company with a trial, a contract or a decision cannot be removed. Mark it as dropped.".to_owned(),
        ),
        Problem::Dangling => {
            lang.pick("指している先がありません。".to_owned(), "What it refers to is not there.".to_owned())
        }
        Problem::Link => lang.pick(
            "リンクに使えるのは http・https・mailto・tel だけです。".to_owned(),
            "Links may be http, https, mailto or tel only.".to_owned(),
        ),
        Problem::Hash => lang.pick(
            "ファイルの記録が壊れています。ファイルを選び直してください。".to_owned(),
            "The record of the file is damaged. Please choose the file again.".to_owned(),
        ),
        Problem::TooManyDays(_, most) => lang.pick(
            format!("1件につき{most}日までです。年を確かめてください。"),
            format!("At most {most} days in a row. Please look at the year."),
        ),
        Problem::Reversed if fault.path.ends_with("most") => lang.pick(
            "最多の時間が最少の時間より少なくなっています。".to_owned(),
            "The most hours are fewer than the least.".to_owned(),
        ),
        Problem::Reversed => lang.pick(
            "終わりの日が始まりの日より前になっています。".to_owned(),
            "The end lies before the beginning.".to_owned(),
        ),
    }
}

/// What is wrong with an amount as it was typed.
pub fn not_an_amount(problem: NotAnAmount, lang: Lang) -> String {
    match problem {
        NotAnAmount::NoNumber => lang.pick("数字で入力してください。", "Please enter a number.").to_owned(),
        NotAnAmount::NotWhole => lang.pick("整数で入力してください。", "Please enter a whole number.").to_owned(),
        NotAnAmount::Refused(AmountError::Negative(_)) => {
            lang.pick("0以上の数を入力してください。", "Please enter 0 or more.").to_owned()
        }
        NotAnAmount::Refused(AmountError::OutOfRange { min, max, .. }) => {
            let (min, max) = (format::grouped(min), format::grouped(max));
            lang.pick(format!("{min}から{max}までの数を入力してください。"), format!("Please enter {min} to {max}."))
        }
    }
}

fn count(number: usize) -> String {
    format::grouped(i64::try_from(number).unwrap_or(i64::MAX))
}
