//! 秘書業務: an executive's calendar, travel, dinners, minutes.

use super::{IrregularPlan, Plan, TaskPlan, words};
use crate::domain::stage::clarify::{Frequency, MaterialKind};

pub(super) const PLAN: Plan = Plan {
    title: words("秘書業務(日程・出張・会議)", "Secretary (calendar, travel, meetings)"),
    tasks: &[
        TaskPlan {
            name: words("日程の調整", "Arrange the calendar"),
            frequency: Frequency::Daily,
            hours: 10,
            deadline: words(
                "依頼から2時間以内に着手、当日中に候補を返す",
                "begun within two hours, dates the same day",
            ),
            flow: &[
                words("依頼の目的・相手・所要時間を確かめる", "Ask for purpose, people and length"),
                words("予定表と移動時間から候補を3つ出す", "Find three dates, travel included"),
                words("相手と調整し、仮押さえを入れる", "Agree with the other side, hold the dates"),
                words("確定したら場所・URL・資料を予定に入れる", "Enter place, link and papers once it is fixed"),
                words("使わない仮押さえを消す", "Take the other holds away"),
            ],
        },
        TaskPlan {
            name: words("メールの仕分けと返信の下書き", "Sort mail, draft answers"),
            frequency: Frequency::Daily,
            hours: 6,
            deadline: words("平日の10時と15時", "weekdays at 10:00 and 15:00"),
            flow: &[
                words("急ぎ・要返信・共有・不要に分ける", "Sort into urgent, to answer, to know, none"),
                words("定型の返信を下書きする", "Draft the usual answers"),
                words("急ぎは電話かチャットで知らせる", "Tell of what is urgent by phone or chat"),
                words("未返信を一覧にして夕方に送る", "Send a list of what is open in the evening"),
            ],
        },
        TaskPlan {
            name: words("会議の準備と議事録", "Prepare meetings, write minutes"),
            frequency: Frequency::Weekly,
            hours: 6,
            deadline: words(
                "資料は前営業日の17時、議事録は翌営業日まで",
                "papers by 17:00 the day before, minutes the day after",
            ),
            flow: &[
                words("議題と資料を出席者から集める", "Gather topics and papers"),
                words("議題の順に並べて共有する", "Share them in order"),
                words("決定・宿題・期限を議事録に書く", "Write down decisions, tasks and dates"),
                words("確認を受けて配り、宿題を一覧に入れる", "Send them once confirmed, list the tasks"),
            ],
        },
        TaskPlan {
            name: words("出張の手配", "Arrange travel"),
            frequency: Frequency::AsNeeded,
            hours: 4,
            deadline: words("出発の5営業日前まで", "five business days before departure"),
            flow: &[
                words("訪問先の予定と好みを確かめる", "Ask for appointments and wishes"),
                words("交通と宿を2案、費用とともに出す", "Offer two ways with their cost"),
                words("承認を受けて予約する", "Book once approved"),
                words("行程表と緊急の連絡先を渡す", "Hand over itinerary and emergency numbers"),
            ],
        },
        TaskPlan {
            name: words("会食と手土産の手配", "Arrange dinners and gifts"),
            frequency: Frequency::AsNeeded,
            hours: 3,
            deadline: words("会食の7日前まで", "seven days before"),
            flow: &[
                words("人数・予算・苦手な物を確かめる", "Ask for number, budget and what is not eaten"),
                words("店を3案出し、個室と席を押さえる", "Offer three places, hold a room"),
                words("手土産を手配し、届く日を確かめる", "Order the gift, check its day"),
                words("地図と段取りを前日に送る", "Send map and order of things the day before"),
            ],
        },
        TaskPlan {
            name: words("名刺と連絡先の整理", "Keep contacts"),
            frequency: Frequency::Weekly,
            hours: 2,
            deadline: words("毎週金曜日まで", "each Friday"),
            flow: &[
                words("名刺を読み取り、誤りを直す", "Scan the cards, mend mistakes"),
                words("会った日と用件を書き足す", "Add day and subject"),
                words("お礼状の下書きを作る", "Draft the letter of thanks"),
            ],
        },
        TaskPlan {
            name: words("立替経費の精算の準備", "Prepare expense claims"),
            frequency: Frequency::Monthly,
            hours: 2,
            deadline: words("毎月末の3営業日前まで", "three business days before the month's end"),
            flow: &[
                words("領収書と予定表を突き合わせる", "Hold receipts against the calendar"),
                words("相手と目的を書き入れる", "Enter people and purpose"),
                words("申請を下書きし、本人の確認に回す", "Draft the claim, have it confirmed"),
            ],
        },
    ],
    problems: words(
        "役員2名が日程調整と出張の手配を自分で行い、1人あたり週6時間かかっています。二重の予約が月2件ほどあり、議事録は1週間後になります。返信の遅れで、面会の機会を逃したことがあります。",
        "Two executives keep their own calendars and book their own travel, six hours a week each. Two double bookings a month, minutes a week late, and meetings missed for want of an answer.",
    ),
    purpose: words(
        "役員が判断と面会に使う時間を、1人あたり週5時間増やす。予定と約束が、本人が覚えていなくても守られるようにする。",
        "Give each executive five hours a week more for decisions and people. Appointments and promises are kept without having to be remembered.",
    ),
    criteria: &[
        (
            words("日程の返事が早い", "Dates are answered quickly"),
            words("9割以上を依頼当日に返答", "nine of ten the same day"),
        ),
        (words("二重の予約がない", "No double bookings"), words("月2件から0件に", "from two a month to none")),
        (
            words("議事録が翌日に届く", "Minutes the next day"),
            words("定例会議の全回で翌営業日まで", "for every regular meeting by the next business day"),
        ),
        (
            words("役員の事務時間が減る", "Less office work for executives"),
            words("1人あたり週6時間から1時間以下に", "from six hours a week each to one at most"),
        ),
    ],
    expectations: words(
        "役員秘書の経験、先回りして確かめる姿勢、秘密を守ること。平日8時30分〜18時30分に返信でき、緊急のときは電話がつながること。相手先に失礼のない文章が書けること。",
        "Practice as an executive's secretary, foresight, discretion. Answers on weekdays 8:30 to 18:30, by phone where it is urgent. Writes letters that the company can be proud of.",
    ),
    materials: &[
        (
            words("予定を入れるときの決まり(優先・移動・休憩)", "Rules of the calendar: priorities, travel, rest"),
            MaterialKind::Manual,
        ),
        (
            words("会議の準備から議事録までの流れ", "The way from preparing a meeting to its minutes"),
            MaterialKind::Workflow,
        ),
        (
            words("出張・会食の手配の記録(好み・過去の店)", "Record of travel and dinners: wishes, places"),
            MaterialKind::Record,
        ),
        (words("主な取引先と呼び方の一覧", "Main contacts and how they are addressed"), MaterialKind::Other),
    ],
    selection: &[
        (words("役員秘書の経験と相性", "Practice with executives, fit"), 35),
        (words("秘密保持の体制", "Discretion"), 25),
        (words("対応時間(朝・夕方・緊急)", "Hours: early, late, urgent"), 20),
        (words("費用", "Cost"), 20),
    ],
    irregular: IrregularPlan {
        weekend: Some(1),
        range: (26, 42),
        other: words(
            "出張中の便の変更は、土日や早朝に当日の対応が要ります。株主総会(6月)と年末年始の挨拶状の時期は、月8時間ほど増えます。",
            "A changed flight needs an answer at once, on a weekend or early too. The general meeting in June and the New Year's letters add about 8 hours a month.",
        ),
    },
};
