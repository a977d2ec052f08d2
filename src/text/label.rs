//! Names of stages, choices and needs.

use super::{Lang, Text, text};
use crate::domain::engagement::{Engagement, Priority, Status};
use crate::domain::gate::Need;
use crate::domain::movement::MoveKind;
use crate::domain::stage::clarify::{Answer, Frequency, MaterialKind};
use crate::domain::stage::contract::{AgreedKind, ContractKind, DayOfWeek, Every, Renewal, WeekOfMonth};
use crate::domain::stage::cycle::{RevisionCause, UsageKind};
use crate::domain::stage::quote::{CarryOrder, Proration, QuoteRound, WeekendRule};
use crate::domain::stage::select::{CandidateState, Standing};
use crate::domain::stage::trial::{Finding, Offer, Verdict};
use crate::domain::stage::{Phase, Stage};
use crate::domain::works::WorkState;

/// A choice that a person is offered by name.
pub trait Choice: Copy + PartialEq + Send + Sync + 'static {
    /// Every choice in the order in which it is offered.
    fn all() -> &'static [Self];
    /// Its name.
    fn label(self) -> Text;
}

macro_rules! labels {
    ($Name:ident { $( $Variant:ident => ($ja:literal, $en:literal), )* }) => {
        impl Choice for $Name {
            fn all() -> &'static [Self] {
                Self::ALL
            }
            fn label(self) -> Text {
                match self {
                    $( Self::$Variant => text($ja, $en), )*
                }
            }
        }
    };
}

labels!(Stage {
    Clarify => ("依頼内容の明確化", "Clarify the request"),
    Select => ("依頼先選定", "Select providers"),
    Quote => ("問い合わせ・見積もり取得", "Inquiries and quotes"),
    Meet => ("商談", "Meeting"),
    Trial => ("トライアル", "Trial"),
    Contract => ("契約", "Contract"),
    Start => ("依頼開始", "Work begins"),
    Deliver => ("納品", "Delivery"),
    Review => ("定例会議", "Regular meeting"),
});
labels!(Phase {
    Prepare => ("準備", "Prepare"),
    Choose => ("選ぶ", "Choose"),
    Agree => ("結ぶ", "Agree"),
    Run => ("動かす", "Run"),
});
labels!(Status {
    Active => ("進行中", "Active"),
    OnHold => ("保留", "On hold"),
    Done => ("完了", "Done"),
    Cancelled => ("中止", "Cancelled"),
    Template => ("ひな形", "Template"),
});
labels!(Priority {
    Normal => ("普通", "Normal"),
    High => ("高", "High"),
    Low => ("低", "Low"),
});
labels!(Frequency {
    Unset => ("選択してください", "Please choose"),
    Daily => ("毎日", "Daily"),
    Weekly => ("毎週", "Weekly"),
    Monthly => ("毎月", "Monthly"),
    Quarterly => ("四半期ごと", "Quarterly"),
    Yearly => ("毎年", "Yearly"),
    AsNeeded => ("都度", "As needed"),
    Once => ("一回だけ", "Once"),
});
labels!(MaterialKind {
    Workflow => ("ワークフロー", "Workflow"),
    Manual => ("マニュアル", "Manual"),
    Record => ("現在の対応の記録", "Record of today's way"),
    Other => ("その他", "Other"),
});
labels!(Answer {
    Unanswered => ("未回答", "Not answered"),
    No => ("なし", "None"),
    Yes => ("あり", "Yes"),
});
labels!(Standing {
    Considered => ("検討中", "Considered"),
    RunnerUp => ("次点", "Runner-up"),
    Dropped => ("見送り", "Dropped"),
});
labels!(QuoteRound {
    First => ("初回", "First"),
    AfterMeeting => ("商談後", "After the meeting"),
    AfterTrial => ("トライアル後", "After the trial"),
});
labels!(CarryOrder {
    CarriedFirst => ("繰越分から使う", "Carried time first"),
    BaseFirst => ("当月分から使う", "This month's time first"),
});
labels!(WeekendRule {
    Unknown => ("未確認", "Not known"),
    Closed => ("対応なし", "Closed"),
    Open => ("対応あり", "Open"),
});
labels!(Proration {
    Full => ("全額", "In full"),
    Half => ("半額", "By half"),
    Daily => ("日割り", "By the day"),
});
labels!(Finding {
    Unchecked => ("未確認", "Not checked"),
    Met => ("想定どおり", "As expected"),
    NotMet => ("想定と違う", "Not as expected"),
});
labels!(Offer {
    Unknown => ("未確認", "Not known"),
    Offered => ("あり", "Offered"),
    NotOffered => ("なし", "Not offered"),
});
labels!(Verdict {
    Open => ("未判定", "Open"),
    Proceed => ("契約へ", "Go on to the contract"),
    Rework => ("作業量を見直す", "Review the amount of work"),
    ChangeCompany => ("別の会社を探す", "Look for another company"),
});
labels!(ContractKind {
    Unset => ("選択してください", "Please choose"),
    QuasiMandate => ("準委任", "Quasi-mandate (準委任)"),
    ContractForWork => ("請負", "Contract for work (請負)"),
    Other => ("その他", "Other"),
});
labels!(Renewal {
    Unset => ("選択してください", "Please choose"),
    Automatic => ("自動更新", "Automatic"),
    ByAgreement => ("都度更新", "By agreement"),
    None => ("更新なし", "None"),
});
labels!(AgreedKind {
    Result => ("トライアルの結果", "Result of the trial"),
    Change => ("変更点", "Change"),
    Improvement => ("改善点", "Improvement"),
});
labels!(Every {
    Unset => ("選択してください", "Please choose"),
    Week => ("毎週", "Every week"),
    Month => ("毎月", "Every month"),
});
labels!(WeekOfMonth {
    First => ("第1", "First"),
    Second => ("第2", "Second"),
    Third => ("第3", "Third"),
    Fourth => ("第4", "Fourth"),
    Last => ("最終", "Last"),
});
labels!(DayOfWeek {
    Monday => ("月曜日", "Monday"),
    Tuesday => ("火曜日", "Tuesday"),
    Wednesday => ("水曜日", "Wednesday"),
    Thursday => ("木曜日", "Thursday"),
    Friday => ("金曜日", "Friday"),
    Saturday => ("土曜日", "Saturday"),
    Sunday => ("日曜日", "Sunday"),
});
labels!(RevisionCause {
    Unset => ("選択してください", "Please choose"),
    Request => ("依頼内容の不足", "The request did not say"),
    Misunderstanding => ("認識の違い", "A misunderstanding"),
    Mistake => ("作業の誤り", "A mistake in the work"),
    Change => ("条件の変更", "It was changed afterwards"),
});
labels!(WorkState {
    Requested => ("依頼済", "Requested"),
    Working => ("作業中", "In work"),
    Delivered => ("確認待ち", "To be checked"),
    Revising => ("修正中", "In revision"),
    Accepted => ("完了", "Done"),
});
labels!(UsageKind {
    Weekday => ("平日・営業時間内", "Weekday, business hours"),
    OffHours => ("営業時間外", "Outside business hours"),
    Weekend => ("土日", "Weekend"),
});
labels!(MoveKind {
    Forward => ("次の段階へ", "Forward"),
    SkipTrial => ("トライアルなしで契約へ", "To the contract without a trial"),
    Rework => ("作業量を見直す", "Review the amount of work"),
    ChangeCompany => ("別の会社を探す", "Look for another company"),
    Back => ("前の段階へ戻す", "Back"),
    Revision => ("修正・次の依頼", "Revision or next request"),
    NextCycle => ("次のサイクルへ", "Next cycle"),
    NewWork => ("新しい業務", "New work"),
    ChangeOfPlan => ("プランの変更", "Change of plan"),
    EndContract => ("契約を終えて選び直す", "End the contract and choose again"),
    Status => ("状態の変更", "Change of status"),
});

/// What a choice is called.
pub fn candidate_state(state: CandidateState) -> Text {
    match state {
        CandidateState::Dropped => text("見送り", "Dropped"),
        CandidateState::Candidate => text("候補", "Candidate"),
        CandidateState::Asked => text("問合せ済", "Asked"),
        CandidateState::Quoted => text("見積受領", "Quoted"),
        CandidateState::Met => text("商談済", "Met"),
        CandidateState::RunnerUp => text("次点", "Runner-up"),
        CandidateState::Trial => text("トライアル", "Trial"),
        CandidateState::Contracted => text("契約", "Contracted"),
    }
}

/// The risk of a stage in one line, for the head of its column.
pub fn guidance(stage: Stage) -> Text {
    match stage {
        Stage::Clarify => text(
            "あいまいなまま頼むと、成果も工数もずれます。",
            "A vague request brings other results and other hours.",
        ),
        Stage::Select => text(
            "相性と予算を見ずに選ぶと、選び直しになります。",
            "Chosen without regard to fit and budget, it must be done again.",
        ),
        Stage::Quote => text(
            "伝えた条件が実際と違うと、見積もりもずれます。",
            "What you tell and what is so must agree, or the quote is wrong.",
        ),
        Stage::Meet => {
            text("窓口担当と話が通らないと、成果もずれます。", "What the contact misunderstands ends up in the work.")
        }
        Stage::Trial => text(
            "成果物と時間の差を、契約の前に確かめます。",
            "See the differences in result and hours before you sign.",
        ),
        Stage::Contract => {
            text("最初に理解を合わせないと、手戻りが増えます。", "What is not understood now comes back as rework.")
        }
        Stage::Start => {
            text("回答を待たせると、待機時間も計上されます。", "Time spent waiting for an answer may be billed.")
        }
        Stage::Deliver => {
            text("確認が遅れるほど、修正を頼みにくくなります。", "The later the check, the harder the changes.")
        }
        Stage::Review => text("気になる点を黙っていると、ずれが積み重なります。", "Concerns that stay unsaid add up."),
    }
}

/// What is to be done in a stage, above its form.
pub fn task_of(stage: Stage) -> Text {
    match stage {
        Stage::Clarify => text(
            "会社を選ぶ前に、任せる業務とフロー、現状の課題、目的、成功の基準を社内で固めます。手順書や資料があれば、依頼のときに見せられるようにそろえます。",
            "Before you choose a company, settle the tasks and their steps, today's problems, the purpose and what counts as success. Gather what can be shown.",
        ),
        Stage::Select => text(
            "会社の特徴と業務の性質が合うか、費用が予算を大きく超えないか。基準と重みを決めて比べます。",
            "Does the company fit the work, and the cost the budget? Compare by weighted criteria.",
        ),
        Stage::Quote => text(
            "何を、どれくらい、いつまでに、いま何に困っているか。土日や作業量の変動などの例外も、どの会社にも同じように伝えます。",
            "What, how much, by when, and what the trouble is, exceptions included: the same to every company.",
        ),
        Stage::Meet => text(
            "窓口担当に現状を正確に話し、分からないことは調べて伝えます。提案された時間とプランをもとに、依頼先を1社に決めます。",
            "Tell the contact how things are and look up what you do not know. Then choose one company by its proposal.",
        ),
        Stage::Trial => text(
            "実際の業務を頼み、成果物と作業時間を確かめます。想定と大きく違えば、作業量を見直すか、別の会社を探します。",
            "Have real work done and check the result and the hours. If they differ much, review the amount of work or look elsewhere.",
        ),
        Stage::Contract => text(
            "正式に契約し、初回業務の打ち合わせをします。トライアルの成果と変更点・改善点も話し合い、やりとりを残します。",
            "Sign and hold the kick-off. Go over the trial's results, changes and improvements, and keep a log.",
        ),
        Stage::Start => text(
            "業務は時間で計上されます。質問や滞りにはすぐ答えて、待機時間を減らします。",
            "Work is billed by the hour. Answer questions and clear stalls at once to keep the waiting short.",
        ),
        Stage::Deliver => text(
            "届いた成果物をすぐに確かめ、修正が必要なら窓口担当にすぐ相談します。",
            "Check what arrives at once, and tell the contact at once what needs a change.",
        ),
        Stage::Review => text(
            "定期報告をもとに、使った時間、気になる点、今後の依頼を話し合います。成功の基準も振り返ります。",
            "With the report at hand, go over the hours, the concerns, the next requests and the success criteria.",
        ),
    }
}

/// The second name of a stage, where it has one.
pub fn subtitle(stage: Stage) -> Option<Text> {
    (stage == Stage::Meet).then(|| text("打ち合わせ", "with the contact"))
}

/// What is missing, as the card says it in one line.
pub fn need(need: Need, engagement: &Engagement, lang: Lang) -> String {
    let fixed = |ja: &str, en: &str| lang.pick(ja, en).to_owned();
    let about = |ja: &str, en: &str, what: &str| format!("{}: {}", lang.pick(ja, en), short(what));
    let question = |id| engagement.cycle().and_then(|cycle| cycle.questions.iter().find(|row| row.id == id));
    match need {
        Need::TaskWithHours => fixed("業務と月の時間が未記入", "No task with its hours"),
        Need::Purpose => fixed("依頼の目的が未記入", "The purpose is missing"),
        Need::Criterion => fixed("成功の基準が未記入", "No success criterion"),
        Need::MaterialsNotReady => fixed("手元の資料がそろっていません", "The materials are not ready"),
        Need::ScoredCandidate => fixed("候補の評価が未記入", "No candidate is fully scored"),
        Need::FewCandidates => fixed("候補が3社未満です", "Fewer than three candidates"),
        Need::Quote => fixed("見積もりが未記入", "No quote"),
        Need::Irregular => fixed("イレギュラーの有無が未回答", "The irregular cases are not answered"),
        Need::Choice => fixed("依頼先が未決定", "No company is chosen"),
        Need::ChoiceReason => fixed("決定の理由が未記入", "The reason for the choice is missing"),
        Need::OpenPoint(candidate, point) => {
            let what = engagement
                .candidate(candidate)
                .and_then(|candidate| candidate.open_points.iter().find(|row| row.id == point))
                .map_or("", |row| row.what.as_str());
            about("確認事項が未回答", "Open point", what)
        }
        Need::Verdict => match engagement.verdict() {
            Verdict::Rework => {
                fixed("判定は作業量の見直し: 商談か見積もりへ戻します", "Verdict: review the work, move back")
            }
            Verdict::ChangeCompany => {
                fixed("判定は別の会社: 依頼先選定へ戻します", "Verdict: another company, move back")
            }
            Verdict::Open | Verdict::Proceed => fixed("トライアルの判定が未記入", "The trial has no verdict"),
        },
        Need::Signed => fixed("契約の締結日が未記入", "The contract is not signed"),
        Need::StartDate => fixed("契約の開始日が未記入", "The start date is missing"),
        Need::Kickoff => fixed("キックオフの日時が未記入", "The kick-off is not dated"),
        Need::BlockingQuestion(id) => {
            let asked = question(id).map_or("", |row| row.text.as_str());
            about("質問に未回答", "Unanswered", asked)
        }
        Need::Delivered => fixed("納品がまだありません", "Nothing is delivered yet"),
        Need::Unchecked(id) => {
            let name = engagement.cycle().and_then(|cycle| cycle.deliverables.iter().find(|row| row.id == id));
            let name = name.map_or("", |row| row.name.as_str());
            about("納品物が未確認", "Not checked", name)
        }
        Need::OpenRevision(id) => {
            let what = engagement.cycle().and_then(|cycle| cycle.revisions.iter().find(|row| row.id == id));
            let what = what.map_or("", |row| row.what.as_str());
            about("修正が未完了", "Revision open", what)
        }
    }
}

/// The beginning of a long text, so that a line stays a line.
pub fn short(text: &str) -> String {
    const MOST: usize = 24;
    let line = text.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        return "—".to_owned();
    }
    if line.chars().count() <= MOST { line.to_owned() } else { line.chars().take(MOST - 1).chain(['…']).collect() }
}

/// What a field of an engagement is called, by its name in a file.
pub fn engagement_field(name: &str) -> Text {
    match name {
        "title" => text("案件名", "title"),
        "stage" => text("段階", "stage"),
        "rank" => text("並び順", "order"),
        "status" | "status_reason" => text("状態", "status"),
        "owner" => text("担当者", "owner"),
        "priority" => text("優先度", "priority"),
        "due" => text("期日", "due date"),
        "clarify" => text("依頼内容", "brief"),
        "briefs" => text("依頼書の版", "brief versions"),
        "selection" => text("選定基準", "criteria"),
        "candidates" => text("候補", "candidates"),
        "irregular" => text("イレギュラー", "irregular cases"),
        "decision" | "past_decisions" => text("依頼先の決定", "decision"),
        "trials" => text("トライアル", "trial"),
        "contract" | "past_contracts" => text("契約", "contract"),
        "cycles" => text("サイクル", "cycles"),
        "history" => text("履歴", "history"),
        _ => text("その他", "other"),
    }
}
