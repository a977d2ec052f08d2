//! 経理: invoices out and in, expenses, the month's close.

use super::{IrregularPlan, Plan, TaskPlan, words};
use crate::domain::stage::clarify::{Frequency, MaterialKind};

pub(super) const PLAN: Plan = Plan {
    title: words("経理(請求・支払・経費精算)", "Accounting (invoices, payments, expenses)"),
    tasks: &[
        TaskPlan {
            name: words("請求書の発行・送付", "Issue and send invoices"),
            frequency: Frequency::Monthly,
            hours: 6,
            deadline: words("毎月3営業日まで", "by the 3rd business day of each month"),
            flow: &[
                words("営業から前月分の売上一覧を受け取る", "Receive last month's list of sales"),
                words("会計ソフトで請求書を作る", "Make the invoices in the accounting software"),
                words("登録番号と税率ごとの消費税額を確かめる", "Check the registration number and the tax by rate"),
                words("責任者の承認を受ける", "Have them approved"),
                words("取引先へ送り、送付日を一覧に残す", "Send them and note the day in the list"),
            ],
        },
        TaskPlan {
            name: words("受け取った請求書の整理と支払予定表", "Sort incoming invoices, list what is due"),
            frequency: Frequency::Monthly,
            hours: 5,
            deadline: words("毎月15日まで", "by the 15th of each month"),
            flow: &[
                words("メールと郵送で届いた請求書を集める", "Gather the invoices from mail and post"),
                words("発注・契約の金額と突き合わせる", "Hold them against orders and contracts"),
                words("支払期日の順に支払予定表を作る", "List them by the day they are due"),
                words("責任者の承認を受ける", "Have the list approved"),
                words("振込を行う社内の担当者に渡す", "Hand it to the person in the company who pays"),
            ],
        },
        TaskPlan {
            name: words("経費精算の確認", "Check expense claims"),
            frequency: Frequency::Weekly,
            hours: 6,
            deadline: words("毎週金曜日の15時まで", "Fridays by 15:00"),
            flow: &[
                words("申請と領収書を突き合わせる", "Hold each claim against its receipt"),
                words(
                    "日付・金額・登録番号と社内規程を確かめる",
                    "Check date, amount, registration number and the rules",
                ),
                words("不備は理由を添えて申請者へ差し戻す", "Send back what is wrong, with the reason"),
                words("確認できた分の仕訳を登録する", "Enter what is right into the books"),
            ],
        },
        TaskPlan {
            name: words("入金の消し込みと未入金の確認", "Match receipts, find what is unpaid"),
            frequency: Frequency::Weekly,
            hours: 3,
            deadline: words("毎週月曜日まで", "each Monday"),
            flow: &[
                words("入金明細を取り込む", "Take in the bank statement"),
                words("請求と照合し、消し込む", "Match receipts and invoices"),
                words("金額の違いと未入金を一覧にする", "List differences and what is unpaid"),
                words("営業の担当者に知らせる", "Tell the person in charge of sales"),
            ],
        },
        TaskPlan {
            name: words("仕訳の入力と証憑の保存", "Enter the books, keep the vouchers"),
            frequency: Frequency::Weekly,
            hours: 4,
            deadline: words("翌週の水曜日まで", "by Wednesday of the next week"),
            flow: &[
                words("口座とカードの明細を取り込む", "Take in bank and card statements"),
                words("科目のルールに沿って仕訳を入れる", "Enter them by the rules for accounts"),
                words("証憑を日付・取引先・金額の分かる名前で保存する", "Keep vouchers under date, partner and amount"),
                words("判断に迷う取引を質問にまとめる", "Gather what is unclear as questions"),
            ],
        },
        TaskPlan {
            name: words("月次の締め資料の作成", "Papers for the month's close"),
            frequency: Frequency::Monthly,
            hours: 3,
            deadline: words("毎月7営業日まで", "by the 7th business day of each month"),
            flow: &[
                words("残高を通帳とカード明細に合わせる", "Reconcile balances with the statements"),
                words("仮払・未払の内訳を作る", "Break down advances and accruals"),
                words("前月と大きく違う科目を書き出す", "List accounts that differ much from last month"),
                words("税理士へ資料を送る", "Send the papers to the tax accountant"),
            ],
        },
    ],
    problems: words(
        "経理担当が1名で、月末月初の5営業日に請求・支払・精算が重なり、残業が月20時間を超えています。精算の差し戻しは月10件ほどあり、月次の締めは10営業日にずれ込みます。手順が担当者の頭の中にあり、休むと止まります。",
        "One person does all accounting. Invoices, payments and expenses meet in the five business days around the end of the month: more than 20 hours overtime. About ten claims a month are sent back, and the close slips to the 10th business day. Nobody can stand in.",
    ),
    purpose: words(
        "月次を7営業日で締め、担当者が資金繰りと決算の準備に時間を使えるようにする。手順を文書にして、担当者が休んでも止まらないようにする。",
        "Close the month within seven business days, so that the accountant has time for cash flow and the year's close. Write the steps down, so that work goes on when somebody is away.",
    ),
    criteria: &[
        (
            words("請求書が期限どおりに届く", "Invoices arrive on time"),
            words("毎月3営業日までに全件を送付", "all sent by the 3rd business day"),
        ),
        (
            words("月次の締めが早まる", "The month closes earlier"),
            words("10営業日から7営業日に", "from the 10th to the 7th business day"),
        ),
        (
            words("経費精算の差し戻しが減る", "Fewer claims are sent back"),
            words("月10件から2件以下に", "from ten a month to two at most"),
        ),
        (
            words("経理担当の残業が減る", "Less overtime in accounting"),
            words("月末月初の残業を20時間から8時間以下に", "from 20 hours around the month's end to 8 at most"),
        ),
    ],
    expectations: words(
        "会計ソフトでの実務経験、消費税とインボイスの基本知識、平日9〜18時に当日中の返信。振込の実行は社内で行うため、依頼しません。判断に迷う取引は、進めずに質問してくれること。",
        "Practice with accounting software, the basics of consumption tax and invoices, an answer the same day on weekdays 9 to 18. Payments are made by us. What is unclear is asked, not guessed.",
    ),
    materials: &[
        (words("請求書発行の手順書", "Manual for issuing invoices"), MaterialKind::Manual),
        (words("経理の月間スケジュール", "The month in accounting, day by day"), MaterialKind::Workflow),
        (words("経費精算の規程と科目のルール", "Rules for expenses and accounts"), MaterialKind::Manual),
        (words("先月の作業記録(業務ごとの時間)", "Last month's record: hours by task"), MaterialKind::Record),
    ],
    selection: &[
        (words("経理の実績と業務との相性", "Practice in accounting, fit of the work"), 30),
        (words("費用", "Cost"), 25),
        (words("情報の管理(Pマーク・ISMS・権限の分け方)", "Care of data (P mark, ISMS, permissions)"), 30),
        (words("連絡の取りやすさ", "Easy to reach"), 15),
    ],
    irregular: IrregularPlan {
        weekend: None,
        range: (24, 36),
        other: words(
            "作業は月末月初の5営業日に6割が集まります。決算月と年末調整の時期(11〜12月)は、資料集めで月5〜8時間増えます。",
            "Six tenths of the work fall into the five business days around the month's end. The year's close and the year-end adjustment (November, December) add 5 to 8 hours a month.",
        ),
    },
};
