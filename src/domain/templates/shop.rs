//! EC運営: orders out, customers answered, the shelves of an online shop kept, weekends too.

use super::{IrregularPlan, Plan, TaskPlan, words};
use crate::domain::stage::clarify::{Frequency, MaterialKind};

pub(super) const PLAN: Plan = Plan {
    title: words("EC運営(受注・問い合わせ・商品登録)", "Online shop (orders, customers, products)"),
    tasks: &[
        TaskPlan {
            name: words("受注の確認と出荷の依頼", "Check orders, ask for shipping"),
            frequency: Frequency::Daily,
            hours: 14,
            deadline: words("毎日12時まで(当日出荷分)", "daily by noon for shipping the same day"),
            flow: &[
                words("各モールの新しい注文を取り込む", "Take in new orders from each shop"),
                words("住所・支払い・備考を確かめる", "Check address, payment and remarks"),
                words("要確認の注文を保留し、購入者へ連絡する", "Hold what is unclear, write to the buyer"),
                words("倉庫へ出荷データを送る", "Send the data to the warehouse"),
                words("送り状の番号を登録し、発送を知らせる", "Enter the tracking number, tell the buyer"),
            ],
        },
        TaskPlan {
            name: words("問い合わせの一次対応", "First answer to customers"),
            frequency: Frequency::Daily,
            hours: 14,
            deadline: words("受信から4時間以内(9〜18時、土日を含む)", "within four hours, 9 to 18, weekends too"),
            flow: &[
                words("メール・モール・SNSの問い合わせを集める", "Gather mail, shop and social messages"),
                words("文例で答えられるものに返信する", "Answer what the samples cover"),
                words("返品・不具合・苦情は担当者に回す", "Pass returns, faults and complaints on"),
                words("内容と答えを記録し、文例に足す", "Keep question and answer, add to the samples"),
            ],
        },
        TaskPlan {
            name: words("商品の登録と更新", "Enter and update products"),
            frequency: Frequency::Weekly,
            hours: 8,
            deadline: words("毎週水曜日まで(20点)", "each Wednesday (20 products)"),
            flow: &[
                words("商品情報と写真を受け取る", "Receive texts and pictures"),
                words("商品名・説明・検索の言葉を整える", "Write name, text and search words"),
                words("価格・在庫・送料を登録する", "Enter price, stock and shipping"),
                words(
                    "公開の前に表示と表記(成分・サイズなど)を確かめる",
                    "Check the page and what must be stated on it",
                ),
            ],
        },
        TaskPlan {
            name: words("在庫の照合", "Reconcile stock"),
            frequency: Frequency::Weekly,
            hours: 4,
            deadline: words("毎週月曜日の15時まで", "Mondays by 15:00"),
            flow: &[
                words("倉庫とモールの在庫を書き出す", "Export stock of warehouse and shops"),
                words("差のある商品を一覧にする", "List what differs"),
                words("売り越しのおそれがある商品を止める", "Stop what may be sold out"),
                words("補充の候補を担当者に送る", "Send what to reorder"),
            ],
        },
        TaskPlan {
            name: words("返品・交換の受付", "Returns and exchanges"),
            frequency: Frequency::AsNeeded,
            hours: 4,
            deadline: words("連絡から1営業日以内に方法を案内", "the way told within one business day"),
            flow: &[
                words("注文と理由、写真を確かめる", "Check order, reason and pictures"),
                words("規定に沿って返品・交換を案内する", "Tell the way by the rules"),
                words("返金の一覧を作り、承認に回す", "List refunds for approval"),
                words("届いた品の結果を記録する", "Note what came back"),
            ],
        },
        TaskPlan {
            name: words("レビューの確認と返信", "Read and answer reviews"),
            frequency: Frequency::Weekly,
            hours: 3,
            deadline: words("投稿から3日以内", "within three days"),
            flow: &[
                words("新しいレビューを一覧にする", "List new reviews"),
                words("低い評価の原因を注文から調べる", "Look up the reason of poor ones"),
                words("返信を下書きし、承認を受けて載せる", "Draft answers, post them once approved"),
            ],
        },
        TaskPlan {
            name: words("売上と広告の週報", "Weekly report of sales and advertising"),
            frequency: Frequency::Weekly,
            hours: 3,
            deadline: words("毎週月曜日の12時まで", "Mondays by noon"),
            flow: &[
                words("モールごとの売上・件数・客単価を集める", "Gather sales, orders and basket by shop"),
                words("広告費と売上を並べる", "Set advertising beside sales"),
                words("前週より2割以上動いた商品を書き出す", "List products that moved by a fifth or more"),
            ],
        },
    ],
    problems: words(
        "店長1名と短時間の2名で3つのモールを運営し、土日の注文と問い合わせが月曜に100件ほどたまります。返信は平均20時間後で、出荷の遅れが月15件、売り越しが月4件出ています。新商品の登録は2週間待ちです。",
        "A manager and two part-timers run three shops. Orders and questions of a weekend, about 100, wait until Monday. Answers take 20 hours on average, 15 parcels a month go out late, four products a month are oversold, and new ones wait two weeks to be entered.",
    ),
    purpose: words(
        "土日を含めて当日に出荷し、4時間以内に返信する。店長は仕入れと企画に集中する。",
        "Ship the same day and answer within four hours, weekends too. The manager has time for buying and plans.",
    ),
    criteria: &[
        (
            words("出荷の遅れが減る", "Fewer parcels are late"),
            words("月15件から2件以下に", "from 15 a month to two at most"),
        ),
        (
            words("問い合わせの返信が早い", "Customers are answered sooner"),
            words("平均20時間から4時間以内に(土日を含む)", "from 20 hours on average to four, weekends too"),
        ),
        (words("売り越しがない", "Nothing is oversold"), words("月4件から0件に", "from four a month to none")),
        (
            words("新商品が早く並ぶ", "New products appear sooner"),
            words("受け取りから3営業日以内に公開", "within three business days"),
        ),
        (
            words("レビューの評価が上がる", "Better reviews"),
            words("平均4.1から4.4以上に(6か月)", "from 4.1 on average to 4.4 in six months"),
        ),
    ],
    expectations: words(
        "主なモールの管理画面の経験、土日を含むシフトと交代の体制、購入者への丁寧な文章。返金と値引きは自分で決めず、承認を受けてから行うこと。個人情報を端末に残さないこと。",
        "At home in the larger shops' back offices, a rota that covers weekends, courteous letters to buyers. Refunds and discounts only once approved. No personal data stays on a computer.",
    ),
    materials: &[
        (words("受注から出荷までの業務フロー", "The way from order to parcel"), MaterialKind::Workflow),
        (words("問い合わせの返信文例集", "Sample answers to customers"), MaterialKind::Manual),
        (words("商品登録の手順書と表記のルール", "Manual for entering products"), MaterialKind::Manual),
        (
            words("曜日別の受注・問い合わせ件数(直近3か月)", "Orders and questions by weekday, three months"),
            MaterialKind::Record,
        ),
    ],
    selection: &[
        (words("EC運営の実績(使うモール)", "Practice with the shops in use"), 30),
        (words("土日と繁忙期の体制", "Weekends and busy times"), 30),
        (words("費用", "Cost"), 25),
        (words("個人情報の管理", "Care of personal data"), 15),
    ],
    irregular: IrregularPlan {
        weekend: Some(10),
        range: (40, 80),
        other: words(
            "大型セール(3月・6月・9月・11〜12月)の期間は、注文と問い合わせが2〜3倍になります。開始時刻(20時・0時)に、価格と在庫の確認が要ります。",
            "During the large sales (March, June, September, November and December) orders and questions double or triple. Prices and stock are checked when one begins, at 20:00 or midnight.",
        ),
    },
};
