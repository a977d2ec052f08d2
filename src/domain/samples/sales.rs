//! 営業事務・秘書業務: the second cycle runs; a question waits and some work stands still.

use super::{Desk, hours, minutes, months, rating, yen};
use crate::domain::engagement::Engagement;
use crate::domain::scalar::Days;
use crate::domain::stage::Stage;
use crate::domain::stage::clarify::{Answer, Clarify, Frequency, MaterialKind};
use crate::domain::stage::contract::{
    Checklist, ContactLog, ContractKind, DayOfWeek, Every, Kickoff, RegularPlan, Renewal, WeekOfMonth,
};
use crate::domain::stage::cycle::{
    Cycle, Deliverable, Question, RegularMeeting, ReviewPoint, Revision, RevisionCause, Stall, Usage, UsageKind, Work,
};
use crate::domain::stage::meet::{Decision, Meeting};
use crate::domain::stage::quote::{Inquiry, Irregular, Quote, WeekendRule};
use crate::domain::stage::select::{Candidate, Contact};
use crate::domain::stage::trial::{CriterionResult, Finding};
use chrono::NaiveTime;

pub fn sample(desk: &mut Desk<'_>) -> Engagement {
    let mut engagement = desk.engagement("営業事務・秘書業務", "鈴木 大輔", -100);
    engagement.due = desk.day(3);
    engagement.clarify = brief(desk);
    engagement.irregular =
        Irregular { weekend: Answer::No, fluctuation: Answer::No, other: Answer::No, ..Irregular::default() };
    desk.advance(&mut engagement, Stage::Select, -95, "");
    engagement.selection = desk.selection(&[("業務との相性", 50), ("費用", 50)]);
    engagement.candidates = candidates(desk, &engagement);
    desk.advance(&mut engagement, Stage::Quote, -90, "");
    quote(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Meet, -82, "");
    meet(desk, &mut engagement);
    desk.advance(
        &mut engagement,
        Stage::Contract,
        -70,
        "トライアルの提供がないため。最低契約期間が1か月なので、初月で見極めます。",
    );
    contract(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Start, -60, "");
    first_round(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Deliver, -36, "");
    check(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Review, -33, "");
    review(desk, &mut engagement);
    desk.advance(&mut engagement, Stage::Start, -28, "");
    second_round(desk, &mut engagement);
    engagement
}

fn brief(desk: &mut Desk<'_>) -> Clarify {
    Clarify {
        tasks: vec![
            desk.task(
                "見積書・提案書の清書",
                Frequency::Weekly,
                8,
                "依頼から2営業日以内",
                &["下書きを受け取る", "ひな型に流し込む", "金額を確かめる"],
            ),
            desk.task(
                "会食・出張の手配",
                Frequency::AsNeeded,
                4,
                "依頼の翌営業日まで",
                &["条件を確認する", "候補を3つ出す", "予約して予定表に入れる"],
            ),
            desk.task("顧客リストの更新", Frequency::Weekly, 3, "毎週金曜日", &["名刺を登録する", "重複を整理する"]),
        ],
        problems: "営業担当が書類作りに1日2時間ほど取られ、訪問の件数が増えません。".to_owned(),
        purpose: "営業担当の事務の時間を減らし、商談に使える時間を増やす。".to_owned(),
        criteria: vec![
            desk.criterion("商談の時間が増える", "1人あたり週3件から5件に"),
            desk.criterion("書類の間違いが減る", "金額の間違い0件"),
        ],
        expectations: "表計算とスライドの操作に慣れていること。先回りの提案。".to_owned(),
        materials: vec![
            desk.material("提案書のひな型", MaterialKind::Other, "https://example.com/templates/proposal", true),
            desk.material("出張手配の決まり", MaterialKind::Manual, "出張規程.pdf", true),
        ],
        budget: yen(55_000),
        wished_start: desk.day(-60),
    }
}

fn candidates(desk: &mut Desk<'_>, engagement: &Engagement) -> Vec<Candidate> {
    let minamo = [(4, "秘書経験者が担当"), (4, "予算内")];
    let asahi = [(4, "夜間も頼める"), (3, "時間制で読みにくい")];
    let tsubame = [(3, "書類作りが中心"), (5, "最も安い")];
    let selection = &engagement.selection;
    vec![
        Candidate {
            nda: true,
            ..desk.candidate("みなも秘書サービス", "秘書と営業事務をまとめて頼める。", selection, &minamo)
        },
        desk.candidate("あさひオンライン秘書", "時間制。土日も対応。", selection, &asahi),
        desk.candidate("つばめドキュメント", "書類の清書が専門。", selection, &tsubame),
    ]
}

fn quote(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let Some(first) = engagement.candidates.first_mut() else {
        return;
    };
    first.inquiry = Inquiry {
        asked_on: desk.day(-90),
        asked_by: "鈴木 大輔".to_owned(),
        what: "見積書・提案書の清書、会食・出張の手配、顧客リストの更新".to_owned(),
        volume: "月15時間程度、清書は2営業日以内".to_owned(),
        trouble: "営業担当の事務の負担が大きい".to_owned(),
        answered_on: desk.day(-88),
        answer: "営業事務の経験者を紹介できるとのこと。トライアルの提供はなし。".to_owned(),
        irregular_answer: "特になし。".to_owned(),
        brief: 1,
        ..Inquiry::default()
    };
    first.quotes = vec![Quote {
        id: desk.ids.row(),
        plan: "ベーシック15時間".to_owned(),
        version: 1,
        brief: 1,
        received_on: desk.day(-88),
        fee: yen(48_000),
        included: hours(15),
        overage_rate: yen(3_200),
        overage_step: minutes(15),
        setup_fee: yen(10_000),
        minimum_months: months(1),
        carry_months: months(1),
        weekend: WeekendRule::Closed,
        ..Quote::default()
    }];
}

fn meet(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let Some(first) = engagement.candidates.first_mut() else {
        return;
    };
    first.contact = Contact {
        name: "高橋 由香".to_owned(),
        mail: "takahashi@minamo.example.com".to_owned(),
        phone: "03-0000-0001".to_owned(),
    };
    first.meetings = vec![Meeting {
        id: desk.ids.row(),
        at: desk.time(-78, 11, 0),
        people: "高橋様、鈴木".to_owned(),
        hearing: "書類の種類と、急ぎの依頼の割合を聞かれた。".to_owned(),
        proposed_hours: hours(15),
        proposed_plan: "ベーシック15時間".to_owned(),
        smooth: rating(4),
        understood: rating(4),
        ..Meeting::default()
    }];
    let chosen = Some(first.id);
    engagement.decision =
        Decision {
            chosen, reason: "秘書業務と営業事務を一社で頼めるため。".to_owned(), decided_on: desk.day(-74)
        };
}

fn contract(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let contract = &mut engagement.contract;
    contract.kind = ContractKind::QuasiMandate;
    contract.signed_on = desk.day(-65);
    contract.starts_on = desk.day(-60);
    contract.ends_on = desk.day(-60 + 364);
    contract.renewal = Renewal::Automatic;
    contract.notice_days = Days::try_from(30).ok();
    contract.link = "業務委託契約書.pdf".to_owned();
    contract.kickoff = Kickoff {
        at: desk.time(-62, 10, 0),
        people: "高橋様、鈴木、営業2名".to_owned(),
        notes: "急ぎの依頼は件名の先頭に【急ぎ】と書く。".to_owned(),
        held: true,
    };
    contract.contacts = vec![ContactLog {
        id: desk.ids.row(),
        on: desk.day(-64),
        person: "高橋 由香".to_owned(),
        means: "電話".to_owned(),
        summary: "初回の業務の順番を相談した。".to_owned(),
    }];
    contract.checklist = Checklist {
        nda: true,
        personal_data: true,
        subcontracting: true,
        accounts: true,
        payment: true,
        scope: true,
        acceptance: true,
        liability: true,
        antisocial: true,
        ..Checklist::default()
    };
}

fn work(desk: &mut Desk<'_>, name: &str, due: i64, agreed: i64) -> Work {
    let (name, due, agreed) = (name.to_owned(), desk.day(due), hours(agreed));
    Work { id: desk.ids.row(), name, due, agreed, ..Work::default() }
}

fn usage(desk: &mut Desk<'_>, rows: &[(i64, &str, i64)]) -> Vec<Usage> {
    let used = rows.iter().map(|(day, what, time)| Usage {
        id: desk.ids.row(),
        on: desk.day(*day),
        what: (*what).to_owned(),
        time: minutes(*time),
        kind: UsageKind::Weekday,
        ..Usage::default()
    });
    used.collect()
}

fn first_round(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let Some(cycle) = engagement.cycles.last_mut() else {
        return;
    };
    let proposal = work(desk, "提案書3件の清書", -40, 8);
    let list = work(desk, "顧客リストの整理", -38, 5);
    cycle.usage =
        usage(desk, &[(-52, "提案書の清書", 270), (-45, "提案書の清書", 240), (-40, "顧客リストの整理", 285)]);
    for (row, work) in cycle.usage.iter_mut().zip([&proposal, &proposal, &list]) {
        row.work = Some(work.id);
    }
    cycle.questions = vec![Question {
        id: desk.ids.row(),
        text: "提案書の金額は税抜と税込のどちらで書きますか。".to_owned(),
        asked_at: desk.time(-51, 10, 0),
        answered_at: desk.time(-51, 15, 30),
        blocking: true,
        answer: "税抜で書き、税込を括弧で添えてください。".to_owned(),
        billed: minutes(30),
        work: Some(proposal.id),
    }];
    let delivered = |desk: &mut Desk<'_>, work: &Work, day: i64| Deliverable {
        id: desk.ids.row(),
        name: work.name.clone(),
        work: Some(work.id),
        delivered_on: desk.day(day),
        ..Deliverable::default()
    };
    cycle.deliverables = vec![delivered(desk, &proposal, -40), delivered(desk, &list, -38)];
    cycle.works = vec![proposal, list];
}

fn check(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let Some(Cycle { deliverables, revisions, .. }) = engagement.cycles.last_mut() else {
        return;
    };
    for deliverable in deliverables.iter_mut() {
        deliverable.checked_on = desk.day(-36);
        deliverable.finding = Finding::Met;
        deliverable.accepted_on = desk.day(-34);
    }
    revisions.push(Revision {
        id: desk.ids.row(),
        what: "2件目の提案書の日付を直す".to_owned(),
        deliverable: deliverables.first().map(|deliverable| deliverable.id),
        asked_on: desk.day(-36),
        due: desk.day(-34),
        done_on: desk.day(-35),
        cause: RevisionCause::Mistake,
    });
}

fn review(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let criterion = engagement.clarify.criteria.last().map(|criterion| criterion.id);
    engagement.contract.regular = RegularPlan {
        every: Every::Month,
        week: WeekOfMonth::First,
        weekday: DayOfWeek::Thursday,
        begins_at: NaiveTime::from_hms_opt(16, 0, 0),
        length: minutes(30),
        place: "オンライン会議".to_owned(),
    };
    let Some(cycle) = engagement.cycles.last_mut() else {
        return;
    };
    let result = CriterionResult { met: Finding::Met, note: "1か月目は間違いなし。".to_owned() };
    cycle.review.from = desk.day(-60);
    cycle.review.to = desk.day(-31);
    cycle.review.report = "使用13時間15分。清書2件、リスト420件を整理。".to_owned();
    cycle.review.concerns = "急ぎの依頼が重なると、清書が3営業日かかる。".to_owned();
    cycle.review.future = "会食の手配も来月から頼む。".to_owned();
    cycle.review.results = criterion.map(|id| (id, result)).into_iter().collect();
    let point = |desk: &mut Desk<'_>, text: &str, owner: &str| ReviewPoint {
        id: desk.ids.row(),
        text: text.to_owned(),
        owner: owner.to_owned(),
        raised_on: desk.day(-30),
        ..ReviewPoint::default()
    };
    cycle.review.points = vec![
        ReviewPoint { due: desk.day(2), ..point(desk, "急ぎの清書を受ける時間帯を決める", "鈴木") },
        ReviewPoint { done_on: desk.day(-29), ..point(desk, "名刺データの置き場所", "高橋様") },
    ];
    cycle.review.meetings = vec![RegularMeeting {
        id: desk.ids.row(),
        at: desk.time(-30, 16, 0),
        attendance: "高橋様、鈴木".to_owned(),
        minutes: "1か月目の振り返り。質問の窓口を鈴木に一本化。".to_owned(),
        decisions: "質問には当日中に答える。".to_owned(),
        ..RegularMeeting::default()
    }];
}

fn second_round(desk: &mut Desk<'_>, engagement: &mut Engagement) {
    let tasks: Vec<_> = engagement.clarify.tasks.iter().map(|task| task.id).collect();
    let Some(cycle) = engagement.cycles.last_mut() else {
        return;
    };
    let trip = work(desk, "大阪出張の手配", 1, 2);
    let list = Work { started_on: desk.day(-9), ..work(desk, "顧客リストの更新", 5, 3) };
    let about_the_trip = Some(trip.id);
    cycle.works = vec![
        Work { started_on: desk.day(-20), ..work(desk, "見積書・提案書の清書", 3, 8) },
        Work { started_on: desk.day(-2), ..trip },
        list,
    ];
    for (work, task) in cycle.works.iter_mut().zip(tasks) {
        work.requested_on = desk.day(-25);
        work.task = Some(task);
    }
    cycle.questions = vec![
        Question {
            id: desk.ids.row(),
            text: "大阪出張は前泊にしますか。始発でも会議に間に合います。".to_owned(),
            asked_at: desk.time(-1, 9, 40),
            blocking: true,
            work: about_the_trip,
            ..Question::default()
        },
        Question {
            id: desk.ids.row(),
            text: "新しい名刺の読み取りデータはどこにありますか。".to_owned(),
            asked_at: desk.time(-8, 13, 10),
            answered_at: desk.time(-8, 17, 0),
            answer: "共有フォルダの「名刺」に入れました。".to_owned(),
            billed: minutes(15),
            ..Question::default()
        },
    ];
    cycle.stalls = vec![Stall {
        id: desk.ids.row(),
        what: "A社向けの見積書".to_owned(),
        since: desk.day(-2),
        cause: "単価表の改定版を営業から渡せていない".to_owned(),
        work: cycle.works.first().map(|work| work.id),
        ..Stall::default()
    }];
    cycle.usage = usage(
        desk,
        &[(-20, "見積書の清書", 180), (-13, "会食の手配", 75), (-8, "顧客リストの更新", 95), (-2, "出張の手配", 60)],
    );
}
