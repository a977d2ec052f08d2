//! 経理: three companies have made their offers and are being met; none is chosen yet.

use super::{Desk, hours, minutes, months, percent, rating, yen};
use crate::domain::engagement::{Engagement, Priority};
use crate::domain::stage::Stage;
use crate::domain::stage::clarify::{Answer, Clarify, Frequency, MaterialKind};
use crate::domain::stage::meet::{Meeting, OpenPoint};
use crate::domain::stage::quote::{
    CarryOrder, Difference, Inquiry, Irregular, Proration, Quote, QuoteRound, WeekendRule,
};
use crate::domain::stage::select::{Candidate, Contact};

pub fn sample(desk: &mut Desk<'_>) -> Engagement {
    let mut engagement = desk.engagement("経理(請求書発行・経費精算)", "佐藤 美咲", -26);
    engagement.priority = Priority::High;
    engagement.due = desk.day(5);
    engagement.clarify = brief(desk);
    engagement.irregular = Irregular {
        weekend: Answer::No,
        fluctuation: Answer::Yes,
        least: hours(8),
        most: hours(16),
        other: Answer::Yes,
        other_text: "3月と9月は決算の準備で、資料集めが2〜3時間増えます。".to_owned(),
        ..Irregular::default()
    };
    desk.advance(&mut engagement, Stage::Select, -22, "");

    engagement.selection =
        desk.selection(&[("業務との相性", 35), ("費用", 30), ("セキュリティ", 25), ("連絡の取りやすさ", 10)]);
    engagement.candidates = vec![minamo(desk, &engagement), shinonome(desk, &engagement), asahi(desk, &engagement)];
    desk.advance(&mut engagement, Stage::Quote, -19, "");

    let [minamo, shinonome, asahi] = engagement.candidates.as_mut_slice() else {
        return engagement;
    };
    minamo.inquiry = inquiry(desk, -18, -16, "請求書は月30件まで対応できるとのこと。");
    minamo.quotes = vec![Quote {
        id: desk.ids.row(),
        plan: "ライト10時間".to_owned(),
        version: 1,
        brief: 1,
        received_on: desk.day(-16),
        valid_until: desk.day(14),
        fee: yen(25_000),
        included: hours(10),
        overage_rate: yen(3_000),
        overage_step: minutes(15),
        minimum_months: months(1),
        weekend: WeekendRule::Closed,
        note: "繁忙月の超過は前月20日までに連絡。".to_owned(),
        ..Quote::default()
    }];
    shinonome.inquiry = inquiry(desk, -18, -14, "インボイス制度の確認も含めて対応できるとのこと。");
    shinonome.quotes = vec![Quote {
        id: desk.ids.row(),
        plan: "スタンダード20時間".to_owned(),
        version: 1,
        brief: 1,
        received_on: desk.day(-14),
        valid_until: desk.day(16),
        fee: yen(56_000),
        included: hours(20),
        overage_rate: yen(2_800),
        overage_step: minutes(5),
        setup_fee: yen(20_000),
        minimum_months: months(2),
        carry_months: months(1),
        carry_order: CarryOrder::CarriedFirst,
        weekend: WeekendRule::Open,
        weekend_factor: percent(150),
        proration: Proration::Daily,
        ..Quote::default()
    }];
    asahi.inquiry = inquiry(desk, -17, -12, "時間制のみ。月の上限は決められるとのこと。");
    asahi.quotes = vec![Quote {
        id: desk.ids.row(),
        plan: "時間制".to_owned(),
        version: 1,
        brief: 1,
        received_on: desk.day(-12),
        fee: yen(0),
        included: hours(0),
        overage_rate: yen(3_800),
        overage_step: minutes(60),
        setup_fee: yen(10_000),
        minimum_months: months(1),
        weekend: WeekendRule::Open,
        weekend_factor: percent(100),
        off_hours_factor: percent(125),
        ..Quote::default()
    }];
    asahi.differences = vec![Difference {
        id: desk.ids.row(),
        told: "経費精算は月20件".to_owned(),
        actual: "出張の多い月は35件前後になる".to_owned(),
        settled: false,
    }];
    desk.advance(&mut engagement, Stage::Meet, -10, "");

    let [minamo, shinonome, _] = engagement.candidates.as_mut_slice() else {
        return engagement;
    };
    meet_minamo(desk, minamo);
    meet_shinonome(desk, shinonome);
    engagement
}

fn brief(desk: &mut Desk<'_>) -> Clarify {
    Clarify {
        tasks: vec![
            desk.task(
                "請求書の発行・送付",
                Frequency::Monthly,
                6,
                "毎月3営業日まで",
                &["売上一覧を共有フォルダから受け取る", "会計ソフトで請求書を作る", "社内の承認を受ける", "取引先へメールで送る"],
            ),
            desk.task(
                "経費精算の確認",
                Frequency::Weekly,
                4,
                "毎週金曜日まで",
                &["申請と領収書を突き合わせる", "不備があれば申請者に聞く", "仕訳を登録する"],
            ),
            desk.task("入金の消し込み", Frequency::Monthly, 2, "毎月10日まで", &["入金明細を取り込む", "請求と照合する"]),
        ],
        problems: "経理担当が一人で、月初の3日間は請求書の発行だけで手一杯です。経費精算の確認が後回しになり、差し戻しが月末に集中しています。".to_owned(),
        purpose: "月初の定型作業を任せて、担当者が資金繰りと決算の準備に時間を使えるようにする。".to_owned(),
        criteria: vec![
            desk.criterion("請求書が期限どおりに届く", "毎月3営業日までに全件を送付"),
            desk.criterion("担当者の残業が減る", "月初の残業を15時間から5時間以下に"),
            desk.criterion("差し戻しが減る", "経費精算の差し戻しを月2件以下に"),
        ],
        expectations: "会計ソフトの実務経験、税区分の基本知識、判断に迷うときは止めて質問してくれること。".to_owned(),
        materials: vec![
            desk.material("請求書発行の手順書", MaterialKind::Manual, "https://example.com/docs/invoice-manual", true),
            desk.material("経費精算の流れ", MaterialKind::Workflow, "経費精算フロー_2025.pdf", true),
            desk.material("先月の作業記録", MaterialKind::Record, "作業記録.xlsx", true),
        ],
        budget: yen(50_000),
        wished_start: desk.day(25),
    }
}

fn minamo(desk: &mut Desk<'_>, engagement: &Engagement) -> Candidate {
    let scores = [
        (4, "請求書発行の実績が多い"),
        (5, "予算の半分ほどで収まる"),
        (3, "Pマークのみ"),
        (4, "チャットで当日中に返信がある"),
    ];
    let made = desk.candidate(
        "みなも秘書サービス",
        "経理と総務に強い。少ない時間から頼める。",
        &engagement.selection,
        &scores,
    );
    Candidate {
        rough_cost: yen(25_000),
        site: "https://minamo.example.com/".to_owned(),
        source: "比較サイト".to_owned(),
        nda: true,
        privacy_mark: true,
        contact: contact("高橋 由香", "takahashi@minamo.example.com", "03-0000-0001"),
        ..made
    }
}

fn shinonome(desk: &mut Desk<'_>, engagement: &Engagement) -> Candidate {
    let scores =
        [(5, "経理専任のチームがある"), (3, "予算を1割ほど超える"), (5, "ISMS認証とPマーク"), (4, "窓口担当が固定")];
    let made = desk.candidate(
        "リモートアシスト東雲",
        "経理専任のチーム制。担当が休んでも止まらない。",
        &engagement.selection,
        &scores,
    );
    Candidate {
        rough_cost: yen(60_000),
        site: "https://shinonome.example.com/".to_owned(),
        source: "知人の紹介".to_owned(),
        nda: true,
        privacy_mark: true,
        isms: true,
        contact: contact("中村 直樹", "nakamura@shinonome.example.com", "03-0000-0002"),
        ..made
    }
}

fn asahi(desk: &mut Desk<'_>, engagement: &Engagement) -> Candidate {
    let scores = [
        (3, "秘書業務が中心で、経理の実績は少なめ"),
        (3, "使った分だけだが、繁忙月が読めない"),
        (3, "NDAは結べる"),
        (2, "返信に2日ほどかかった"),
    ];
    let made = desk.candidate("あさひオンライン秘書", "時間制。土日も対応。", &engagement.selection, &scores);
    Candidate {
        rough_cost: yen(45_000),
        site: "https://asahi.example.com/".to_owned(),
        source: "検索".to_owned(),
        nda: true,
        contact: contact("小林 恵", "kobayashi@asahi.example.com", ""),
        ..made
    }
}

fn contact(name: &str, mail: &str, phone: &str) -> Contact {
    Contact { name: name.to_owned(), mail: mail.to_owned(), phone: phone.to_owned() }
}

fn inquiry(desk: &Desk<'_>, asked: i64, answered: i64, answer: &str) -> Inquiry {
    Inquiry {
        asked_on: desk.day(asked),
        asked_by: "佐藤 美咲".to_owned(),
        what: "請求書の発行・送付、経費精算の確認、入金の消し込み".to_owned(),
        volume: "月12時間程度(8〜16時間)。請求書は毎月3営業日まで。".to_owned(),
        trouble: "月初に作業が集中し、経費精算の確認が遅れている。".to_owned(),
        answered_on: desk.day(answered),
        answer: answer.to_owned(),
        irregular_answer: "作業量の増減と決算期の追加は、事前の連絡があれば対応できる。".to_owned(),
        brief: 1,
        ..Inquiry::default()
    }
}

fn meet_minamo(desk: &mut Desk<'_>, minamo: &mut Candidate) {
    minamo.meetings = vec![Meeting {
        id: desk.ids.row(),
        at: desk.time(-6, 10, 0),
        people: "高橋様、佐藤、経理部長".to_owned(),
        hearing: "会計ソフトの権限、承認の流れ、差し戻しの理由を聞かれた。月末の件数も確認された。".to_owned(),
        proposed_hours: hours(12),
        proposed_plan: "ライト10時間に超過2時間。慣れてきたら10時間に収まる見込み。".to_owned(),
        smooth: rating(5),
        understood: rating(4),
        rating_note: "要点をその場で復唱してくれた。".to_owned(),
        ..Meeting::default()
    }];
    minamo.open_points = vec![OpenPoint {
        id: desk.ids.row(),
        what: "会計ソフトに外部の人の権限を追加できるか".to_owned(),
        owner: "佐藤 美咲".to_owned(),
        due: desk.day(-3),
        done_on: desk.day(-4),
        answer: "追加できる(閲覧と入力のみ)。".to_owned(),
    }];
    minamo.quotes.push(Quote {
        id: desk.ids.row(),
        plan: "ライト10時間".to_owned(),
        version: 2,
        round: QuoteRound::AfterMeeting,
        brief: 1,
        received_on: desk.day(-4),
        valid_until: desk.day(26),
        fee: yen(25_000),
        included: hours(10),
        overage_rate: yen(2_800),
        overage_step: minutes(15),
        minimum_months: months(1),
        weekend: WeekendRule::Closed,
        ..Quote::default()
    });
}

fn meet_shinonome(desk: &mut Desk<'_>, shinonome: &mut Candidate) {
    shinonome.meetings = vec![Meeting {
        id: desk.ids.row(),
        at: desk.time(-2, 14, 0),
        people: "中村様、佐藤".to_owned(),
        hearing: "決算期の作業と、請求先ごとの締め日の違いを詳しく聞かれた。".to_owned(),
        proposed_hours: hours(16),
        proposed_plan: "スタンダード20時間。決算期は繰り越した時間を使う。".to_owned(),
        smooth: rating(4),
        understood: rating(5),
        rating_note: "例外の扱いまで踏み込んで確認してくれた。".to_owned(),
        ..Meeting::default()
    }];
    shinonome.open_points = vec![OpenPoint {
        id: desk.ids.row(),
        what: "請求先ごとの締め日の一覧を渡す".to_owned(),
        owner: "佐藤 美咲".to_owned(),
        due: desk.day(2),
        ..OpenPoint::default()
    }];
}
