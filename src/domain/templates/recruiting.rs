//! 採用: applicants answered, interviews arranged, numbers kept.

use super::{IrregularPlan, Plan, TaskPlan, words};
use crate::domain::stage::clarify::{Frequency, MaterialKind};

pub(super) const PLAN: Plan = Plan {
    title: words("採用(応募者対応・日程調整)", "Recruiting (applicants, interviews)"),
    tasks: &[
        TaskPlan {
            name: words("応募者への一次対応", "First answer to applicants"),
            frequency: Frequency::Daily,
            hours: 8,
            deadline: words("応募から1営業日以内", "within one business day of the application"),
            flow: &[
                words("媒体とエージェントからの応募を確かめる", "Look through applications from sites and agents"),
                words("応募者一覧に登録する", "Enter them into the list of applicants"),
                words("受付の連絡を文例で送る", "Confirm receipt by the sample text"),
                words("書類を選考の担当者に渡す", "Hand the papers to who selects"),
                words("決まった結果を応募者へ伝える", "Tell the applicant what was decided"),
            ],
        },
        TaskPlan {
            name: words("面接の日程調整", "Arrange interviews"),
            frequency: Frequency::Daily,
            hours: 8,
            deadline: words("依頼から1営業日以内に候補日を送る", "dates proposed within one business day"),
            flow: &[
                words("面接官の空き時間を予定表で確かめる", "Look up the interviewers' free hours"),
                words("応募者へ候補日を3つ送る", "Send the applicant three dates"),
                words("決まった日時を予定表に入れ、会議のURLを作る", "Enter the date, make the meeting link"),
                words("応募者と面接官に確定の連絡を送る", "Confirm to applicant and interviewers"),
            ],
        },
        TaskPlan {
            name: words("面接前日の連絡と資料の準備", "Reminders and papers for interviews"),
            frequency: Frequency::Weekly,
            hours: 3,
            deadline: words("面接の前営業日15時まで", "by 15:00 on the business day before"),
            flow: &[
                words("翌日の面接を一覧にする", "List the next day's interviews"),
                words("応募者へ確認の連絡を送る", "Remind the applicants"),
                words("書類と評価シートを面接官に届ける", "Bring papers and forms to the interviewers"),
                words("辞退や変更があれば担当者に知らせる", "Tell of withdrawals and changes"),
            ],
        },
        TaskPlan {
            name: words("スカウトの送信", "Send invitations to candidates"),
            frequency: Frequency::Weekly,
            hours: 6,
            deadline: words("毎週木曜日まで(週20通)", "each Thursday (20 a week)"),
            flow: &[
                words("条件に合う人を検索する", "Search for people who fit"),
                words("送る人の一覧を採用担当に確かめる", "Have the list confirmed"),
                words("経歴に合わせて文例を直し、送る", "Fit the sample text to each and send"),
                words("返信を一覧に残し、担当者に知らせる", "Note the answers and pass them on"),
            ],
        },
        TaskPlan {
            name: words("求人原稿の更新", "Keep job postings up to date"),
            frequency: Frequency::Weekly,
            hours: 3,
            deadline: words("毎週月曜日まで", "each Monday"),
            flow: &[
                words("採用担当から変更点を受け取る", "Receive the changes"),
                words(
                    "原稿を直し、年齢や性別などの制限がないか確かめる",
                    "Mend the text; check that nobody is excluded by age or sex",
                ),
                words("承認を受けて媒体に載せる", "Post it once approved"),
                words("掲載日と媒体を一覧に残す", "Note day and site in the list"),
            ],
        },
        TaskPlan {
            name: words("採用状況の集計", "The week's numbers"),
            frequency: Frequency::Weekly,
            hours: 2,
            deadline: words("毎週金曜日の17時まで", "Fridays by 17:00"),
            flow: &[
                words("応募・書類通過・面接・内定の数を数える", "Count applications, interviews, offers"),
                words("媒体ごとの費用と応募単価を出す", "Work out cost by site and by application"),
                words("週報にして採用担当に送る", "Send them as a weekly report"),
            ],
        },
        TaskPlan {
            name: words("内定者との書類のやりとり", "Papers of those who were hired"),
            frequency: Frequency::AsNeeded,
            hours: 2,
            deadline: words("入社の2週間前まで", "two weeks before they begin"),
            flow: &[
                words("必要書類の一覧を送る", "Send the list of papers"),
                words("届いた書類を確かめ、所定の場所に保存する", "Check what arrives and keep it in its place"),
                words("不足を本人に知らせる", "Tell them what is missing"),
            ],
        },
    ],
    problems: words(
        "採用担当2名が面接と兼務で、応募者への返信が平均3日かかっています。返信の前に他社で決まる辞退が月5件ほどあります。面接の調整だけで1件あたり5往復のメールになり、スカウトは月10通しか送れていません。",
        "Two people recruit beside holding the interviews; an answer takes three days on average, and about five applicants a month have gone elsewhere by then. One interview takes five mails each way, and only ten invitations a month are sent.",
    ),
    purpose: words(
        "応募者への返信を1営業日以内にし、面接までの日数を縮める。採用担当は面接と口説きに集中する。",
        "Answer within one business day and shorten the way to the interview. The recruiters have their time for talking with people.",
    ),
    criteria: &[
        (
            words("応募者への返信が早くなる", "Applicants are answered sooner"),
            words("全件を1営業日以内に(いまは平均3日)", "all within one business day (now three days)"),
        ),
        (
            words("応募から一次面接までが縮まる", "The first interview comes sooner"),
            words("平均14日から7日以内に", "from 14 days on average to 7"),
        ),
        (
            words("選考中の辞退が減る", "Fewer withdraw on the way"),
            words("返信待ちの辞退を月5件から1件以下に", "from five a month to one at most"),
        ),
        (
            words("スカウトの数が増える", "More invitations"),
            words("月10通から80通に、返信率5%以上", "from 10 to 80 a month, 5% answered"),
        ),
    ],
    expectations: words(
        "採用事務の経験、応募者に会社の顔として接する丁寧な言葉づかい、個人情報を扱う手順の順守。採用管理システムと予定表を使えること。合否の判断はせず、条件の質問は担当者に回すこと。",
        "Practice in recruiting, courteous words since applicants meet the company in them, care with personal data, at home in an applicant system and calendars. Decides nobody's case; passes questions on terms on.",
    ),
    materials: &[
        (words("採用の流れ(応募から入社まで)", "The way from application to first day"), MaterialKind::Workflow),
        (words("応募者への返信の文例集", "Sample answers to applicants"), MaterialKind::Manual),
        (words("求める人物像と募集要項", "Who is looked for: the postings"), MaterialKind::Other),
        (words("先月の応募者対応の記録", "Last month's record of applicants"), MaterialKind::Record),
    ],
    selection: &[
        (words("採用業務の実績", "Practice in recruiting"), 30),
        (words("返信の早さと言葉づかい", "Quick and courteous"), 25),
        (words("個人情報の管理", "Care of personal data"), 25),
        (words("費用", "Cost"), 20),
    ],
    irregular: IrregularPlan {
        weekend: None,
        range: (22, 48),
        other: words(
            "3〜6月の新卒採用と、合同説明会の前後3日は応募が2〜3倍になります。土日の応募は月曜の午前に返信します。",
            "From March to June, and three days around a job fair, applications double or triple. What comes in on a weekend is answered on Monday morning.",
        ),
    },
};
