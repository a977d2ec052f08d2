//! 営業事務: quotes, orders, billing data, the customers' records.

use super::{IrregularPlan, Plan, TaskPlan, words};
use crate::domain::stage::clarify::{Frequency, MaterialKind};

pub(super) const PLAN: Plan = Plan {
    title: words("営業事務(見積・受注・請求データ)", "Sales support (quotes, orders, billing)"),
    tasks: &[
        TaskPlan {
            name: words("見積書の作成", "Make quotes"),
            frequency: Frequency::Daily,
            hours: 8,
            deadline: words(
                "15時までの依頼は当日中、以降は翌営業日の午前",
                "the same day if asked by 15:00, else the next morning",
            ),
            flow: &[
                words("依頼フォームで内容を受け取る", "Receive the request by the form"),
                words("価格表と値引きの範囲を確かめる", "Check prices and allowed discounts"),
                words("見積書を作り、営業担当に見てもらう", "Make the quote, have sales look at it"),
                words("PDFにして保存し、番号を台帳に残す", "Keep it as PDF, enter its number"),
            ],
        },
        TaskPlan {
            name: words("受注の登録と納期の連絡", "Enter orders, tell delivery dates"),
            frequency: Frequency::Daily,
            hours: 8,
            deadline: words("注文書の受信から当日17時まで", "by 17:00 on the day the order comes"),
            flow: &[
                words("注文書と見積もりを突き合わせる", "Hold the order against the quote"),
                words("販売管理システムに登録する", "Enter it into the system"),
                words("在庫と納期を仕入先・倉庫に確かめる", "Ask supplier or warehouse for stock and date"),
                words("注文請書と納期を顧客へ送る", "Confirm order and date to the customer"),
            ],
        },
        TaskPlan {
            name: words("発注と納品の手配", "Order goods, arrange delivery"),
            frequency: Frequency::Daily,
            hours: 6,
            deadline: words("受注の翌営業日12時まで", "by noon of the next business day"),
            flow: &[
                words("受注分の発注書を作る", "Make the purchase orders"),
                words("上長の承認を受けて送る", "Send them once approved"),
                words("届く日と送り状の番号を記録する", "Note arrival and tracking number"),
                words("遅れがあれば営業担当に知らせる", "Tell sales of any delay"),
            ],
        },
        TaskPlan {
            name: words("請求データの作成", "Prepare billing data"),
            frequency: Frequency::Monthly,
            hours: 4,
            deadline: words("毎月2営業日まで", "by the 2nd business day of each month"),
            flow: &[
                words("前月の納品を一覧にする", "List last month's deliveries"),
                words("受注・納品書と金額を突き合わせる", "Hold them against orders and delivery notes"),
                words("締め日ごとに請求データをまとめる", "Put the data together by closing day"),
                words("経理に渡し、差異の質問に答える", "Hand it to accounting, answer questions"),
            ],
        },
        TaskPlan {
            name: words("顧客情報と商談記録の更新", "Keep customers' records"),
            frequency: Frequency::Weekly,
            hours: 5,
            deadline: words("毎週金曜日まで", "each Friday"),
            flow: &[
                words("名刺とメールから連絡先を登録する", "Enter contacts from cards and mail"),
                words("重複と古い部署名を直す", "Mend doubles and old departments"),
                words("次の予定のない商談を一覧にして営業に送る", "List talks without a next step for sales"),
            ],
        },
        TaskPlan {
            name: words("提案資料の仕上げ", "Finish presentations"),
            frequency: Frequency::AsNeeded,
            hours: 5,
            deadline: words("依頼から2営業日以内", "within two business days"),
            flow: &[
                words("原稿と目的を受け取る", "Receive draft and purpose"),
                words("ひな形に合わせて体裁と図表を整える", "Bring layout and charts into the company's form"),
                words("数字と社名を原本に照らす", "Check figures and names"),
                words("営業担当の確認を受けて直す", "Mend it after sales has looked"),
            ],
        },
        TaskPlan {
            name: words("売上と商談の週報", "Weekly report of sales"),
            frequency: Frequency::Weekly,
            hours: 2,
            deadline: words("毎週月曜日の10時まで", "Mondays by 10:00"),
            flow: &[
                words("受注・見積もり・失注の数と金額を集める", "Gather orders, quotes and losses"),
                words("目標との差と前週との差を出す", "Work out the difference from goal and last week"),
                words("週報にして会議の資料に入れる", "Put it into the meeting's papers"),
            ],
        },
    ],
    problems: words(
        "営業5名が見積もりと受注の入力を自分で行い、事務に1人あたり週8時間かかっています。見積もりの提出が平均2日遅れ、月末は入力の誤りで請求の訂正が月6件ほど出ています。",
        "Five salespeople make their own quotes and enter orders: eight hours a week each. Quotes go out two days late on average, and at the month's end about six invoices a month must be corrected.",
    ),
    purpose: words(
        "見積もりを当日中に出し、営業が顧客と話す時間を週に1人5時間増やす。入力の手順をそろえて、誤りを減らす。",
        "Quotes the same day, and five hours a week more for each salesperson with customers. One way to enter data, so that fewer mistakes happen.",
    ),
    criteria: &[
        (
            words("見積もりが早く出る", "Quotes are quick"),
            words("9割以上を依頼当日に提出", "nine of ten on the day they are asked for"),
        ),
        (
            words("営業の事務時間が減る", "Less office work for sales"),
            words("1人あたり週8時間から3時間以下に", "from eight hours a week each to three at most"),
        ),
        (
            words("請求の訂正が減る", "Fewer corrections"),
            words("月6件から1件以下に", "from six a month to one at most"),
        ),
        (
            words("受注の登録もれがない", "No order is left out"),
            words("月末の照合で差異0件", "no difference at the month's end"),
        ),
    ],
    expectations: words(
        "販売管理システムと表計算の実務経験、数字を原本に照らす習慣、平日9〜18時に1時間以内の返信。値引きや納期の約束はせず、営業担当に確かめてから答えること。",
        "Practice with sales systems and spreadsheets, figures always checked against their source, an answer within the hour on weekdays 9 to 18. Promises no discount or date before sales agrees.",
    ),
    materials: &[
        (words("見積もりから請求までの業務フロー", "The way from quote to invoice"), MaterialKind::Workflow),
        (words("価格表と値引きの基準", "Prices and rules for discounts"), MaterialKind::Manual),
        (words("販売管理システムの操作手順書", "Manual of the sales system"), MaterialKind::Manual),
        (
            words("先月の見積もり・受注の件数と所要時間", "Last month's quotes and orders with their time"),
            MaterialKind::Record,
        ),
    ],
    selection: &[
        (words("営業事務の実績", "Practice in sales support"), 30),
        (words("正確さ(確認の仕組み)", "Exactness: how work is checked"), 25),
        (words("費用", "Cost"), 25),
        (words("対応時間と返信の早さ", "Hours and quick answers"), 20),
    ],
    irregular: IrregularPlan {
        weekend: None,
        range: (32, 52),
        other: words(
            "月末の3営業日と期末(3月・9月)は、見積もりと受注が1.5倍になります。展示会の翌週は名刺の登録が100件ほど増えます。",
            "The last three business days of a month, and March and September, bring half as many quotes and orders again. The week after a fair about 100 contacts come in.",
        ),
    },
};
