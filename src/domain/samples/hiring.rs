//! 採用アシスタント: the trial went well and the contract is being prepared.

use super::{Desk, hours, minutes, months, rating, yen};
use crate::domain::engagement::Engagement;
use crate::domain::scalar::Days;
use crate::domain::stage::Stage;
use crate::domain::stage::clarify::{Answer, Clarify, Frequency, MaterialKind};
use crate::domain::stage::contract::{Agreed, AgreedKind, Checklist, ContactLog, ContractKind, Kickoff, Renewal};
use crate::domain::stage::meet::{Decision, Meeting};
use crate::domain::stage::quote::{Inquiry, Irregular, Quote, QuoteRound, WeekendRule};
use crate::domain::stage::select::{Candidate, Contact, Standing};
use crate::domain::stage::trial::{CriterionResult, Finding, Offer, Verdict};

pub fn sample(desk: &mut Desk<'_>) -> Engagement {
    let mut engagement = desk.engagement("採用アシスタント(日程調整・応募者対応)", "田中 健", -55);
    engagement.due = desk.day(4);
    engagement.clarify = brief(desk);
    engagement.irregular =
        Irregular { weekend: Answer::No, fluctuation: Answer::No, other: Answer::No, ..Irregular::default() };
    desk.advance(&mut engagement, Stage::Select, -50, "");
    engagement.selection = desk.selection(&[("業務との相性", 40), ("費用", 30), ("対応時間", 30)]);
    engagement.candidates = candidates(desk, &engagement);
    desk.advance(&mut engagement, Stage::Quote, -47, "");
    quotes(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Meet, -40, "");
    meet(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Trial, -30, "");
    trial(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Contract, -7, "");
    contract(desk, &mut engagement);
    engagement
}

fn brief(desk: &mut Desk<'_>) -> Clarify {
    Clarify {
        tasks: vec![
            desk.task(
                "面接の日程調整",
                Frequency::Daily,
                12,
                "応募者の返信から1営業日以内",
                &["面接官の空きを確認する", "応募者に候補日を送る", "確定したら予定表に入れる"],
            ),
            desk.task(
                "応募者への連絡",
                Frequency::Daily,
                8,
                "受信から1営業日以内",
                &["定型文を選ぶ", "個別の事情を書き足す", "送って記録する"],
            ),
            desk.task("求人票の更新", Frequency::AsNeeded, 2, "依頼から3営業日以内", &[]),
        ],
        problems: "面接官との調整に時間がかかり、応募者への返信が3日以上遅れることがあります。".to_owned(),
        purpose: "応募から一次面接までを短くして、選考中の辞退を減らす。".to_owned(),
        criteria: vec![
            desk.criterion("返信が早くなる", "応募者への返信を1営業日以内に"),
            desk.criterion("辞退が減る", "一次面接前の辞退率を20%から10%以下に"),
        ],
        expectations: "丁寧なメール文、個人情報の慎重な扱い、面接官への催促ができること。".to_owned(),
        materials: vec![
            desk.material("日程調整の手順", MaterialKind::Workflow, "https://example.com/docs/interview-flow", true),
            desk.material("応募者メール文例集", MaterialKind::Manual, "文例集.docx", true),
        ],
        budget: yen(80_000),
        wished_start: desk.day(10),
    }
}

fn candidates(desk: &mut Desk<'_>, engagement: &Engagement) -> Vec<Candidate> {
    let rows = [
        (
            "リモートアシスト東雲",
            "採用管理システムの経験者が多い。",
            [(5, "採用支援の専任者がいる"), (4, "予算内"), (4, "平日9〜18時")],
        ),
        ("コトノハ業務支援", "メール対応の品質に定評。", [(4, "文面が丁寧"), (4, "予算内"), (3, "平日10〜17時")]),
        (
            "あさひオンライン秘書",
            "時間制。早朝と夜間も対応。",
            [(3, "採用の経験は少なめ"), (3, "件数が多いと高くなる"), (5, "7〜22時")],
        ),
    ];
    rows.map(|(name, features, scores)| desk.candidate(name, features, &engagement.selection, &scores)).into()
}

fn quotes(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let offers =
        [("チーム25時間", 75_000, 25, 3_000), ("メール支援20時間", 66_000, 20, 3_300), ("時間制", 0, 0, 3_600)];
    for (candidate, (plan, fee, included, overage)) in engagement.candidates.iter_mut().zip(offers) {
        candidate.nda = true;
        candidate.inquiry = Inquiry {
            asked_on: desk.day(-46),
            asked_by: "田中 健".to_owned(),
            what: "面接の日程調整、応募者への連絡、求人票の更新".to_owned(),
            volume: "月22時間程度、連絡は1営業日以内".to_owned(),
            trouble: "返信の遅れと、選考中の辞退".to_owned(),
            answered_on: desk.day(-43),
            answer: "対応できるとのこと。".to_owned(),
            irregular_answer: "特になし。".to_owned(),
            brief: 1,
            ..Inquiry::default()
        };
        candidate.quotes = vec![Quote {
            id: desk.ids.row(),
            plan: plan.to_owned(),
            version: 1,
            round: QuoteRound::First,
            brief: 1,
            received_on: desk.day(-43),
            fee: yen(fee),
            included: hours(included),
            overage_rate: yen(overage),
            overage_step: minutes(15),
            minimum_months: months(2),
            weekend: WeekendRule::Closed,
            ..Quote::default()
        }];
    }
}

fn meet(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let meeting = Meeting {
        id: desk.ids.row(),
        at: desk.time(-36, 15, 0),
        people: "中村様、田中、採用チーム2名".to_owned(),
        hearing: "面接官の人数、辞退の理由、使っている採用管理システムを聞かれた。".to_owned(),
        proposed_hours: hours(22),
        proposed_plan: "チーム25時間".to_owned(),
        smooth: rating(5),
        understood: rating(5),
        rating_note: "面接官への催促の仕方まで提案があった。".to_owned(),
        ..Meeting::default()
    };
    let [first, second, third] = engagement.candidates.as_mut_slice() else {
        return;
    };
    first.meetings = vec![meeting];
    first.contact = Contact {
        name: "中村 直樹".to_owned(),
        mail: "nakamura@shinonome.example.com".to_owned(),
        phone: "03-0000-0002".to_owned(),
    };
    second.standing = Standing::RunnerUp;
    third.standing = Standing::Dropped;
    third.dropped_reason = "件数の多い月に予算を超えるため".to_owned();
    third.dropped_on = desk.day(-33);
    let chosen = Some(first.id);
    engagement.decision = Decision {
        chosen,
        reason: "採用支援の経験があり、トライアルを2週間受けられるため。".to_owned(),
        decided_on: desk.day(-32),
    };
}

/// The trial that the move opened, with its tasks from the brief.
fn trial(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let criteria: Vec<_> = engagement.clarify.criteria.iter().map(|criterion| criterion.id).collect();
    let Some(trial) = engagement.trials.last_mut() else {
        return;
    };
    trial.offered = Offer::Offered;
    trial.from = desk.day(-28);
    trial.to = desk.day(-14);
    trial.secretary = "木村 さくら(チーム2名)".to_owned();
    // Half of a month was tried out.
    let half = [(360, 390, "面接官3名の予定表の癖に慣れるまで時間がかかった"), (240, 225, ""), (60, 60, "")];
    for (task, (planned, actual, note)) in trial.tasks.iter_mut().zip(half) {
        task.planned = minutes(planned);
        task.actual = minutes(actual);
        task.done = true;
        task.note = note.to_owned();
    }
    let seen = ["平均0.6営業日で返信できた", "トライアル中の辞退は12名中1名"];
    let result = |note: &str| CriterionResult { met: Finding::Met, note: note.to_owned() };
    trial.results = criteria.into_iter().zip(seen).map(|(id, note)| (id, result(note))).collect();
    trial.verdict = Verdict::Proceed;
    trial.verdict_reason = "時間の差は小さく、返信の早さが基準を満たしたため。".to_owned();
    trial.verdict_on = desk.day(-10);
}

fn contract(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let contract = &mut engagement.contract;
    contract.kind = ContractKind::QuasiMandate;
    contract.starts_on = desk.day(10);
    contract.ends_on = desk.day(10 + 364);
    contract.renewal = Renewal::Automatic;
    contract.notice_days = Days::try_from(30).ok();
    contract.link = "業務委託契約書_案.pdf".to_owned();
    contract.kickoff = Kickoff {
        at: desk.time(8, 13, 0),
        people: "中村様、木村様、田中、採用チーム".to_owned(),
        ..Kickoff::default()
    };
    let agreed = [
        (AgreedKind::Result, "返信は1営業日以内を守れた。日程調整は見積もりより8%多くかかった。"),
        (AgreedKind::Change, "面接官の空き枠は、毎週金曜日に採用チームから渡す。"),
        (AgreedKind::Improvement, "定型文を3種類増やして、書き足しの時間を減らす。"),
    ];
    contract.agreed =
        agreed.map(|(kind, text)| Agreed { id: desk.ids.row(), on: desk.day(-6), kind, text: text.to_owned() }).into();
    contract.contacts = vec![ContactLog {
        id: desk.ids.row(),
        on: desk.day(-3),
        person: "中村 直樹".to_owned(),
        means: "メール".to_owned(),
        summary: "契約書の案を受け取り、再委託の条項を確認中。".to_owned(),
    }];
    contract.checklist = Checklist {
        nda: true,
        personal_data: true,
        payment: true,
        scope: true,
        note: "再委託とアカウントの権限は確認中。".to_owned(),
        ..Checklist::default()
    };
}
