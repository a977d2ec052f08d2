//! Completeness in words: what is missing, and what it costs to leave it out.

use super::{Lang, Text, label, text};
use crate::domain::completeness::{Check, Point};
use crate::domain::engagement::Engagement;
use crate::domain::ids::RowId;

/// What is missing, with the first row that lacks it: 「月の時間がない業務: 請求書の発行 ほか1件」.
pub fn missing(point: &Point, engagement: &Engagement, lang: Lang) -> String {
    let lacking = point.of - point.filled;
    let brief = &engagement.clarify;
    let task = |id: RowId| brief.tasks.iter().position(|row| row.id == id);
    let criterion = |id: RowId| brief.criteria.iter().position(|row| row.id == id);
    let material = |id: RowId| brief.materials.iter().position(|row| row.id == id);
    let (nothing, rows) = nothing_and_rows(point.check);
    let Some(id) = point.row else {
        return nothing.get(lang).to_owned();
    };
    let (name, index) = if let Some(index) = task(id) {
        (brief.tasks[index].name.as_str(), index)
    } else if let Some(index) = criterion(id) {
        (brief.criteria[index].text.as_str(), index)
    } else if let Some(index) = material(id) {
        (brief.materials[index].name.as_str(), index)
    } else {
        return nothing.get(lang).to_owned();
    };
    let name = if name.trim().is_empty() {
        lang.pick(format!("{}行目", index + 1), format!("row {}", index + 1))
    } else {
        label::short(name)
    };
    // A material lacks its place, or its readiness, or both: rows are counted, not parts.
    let others = if point.check == Check::Materials { unready(engagement) } else { lacking }.saturating_sub(1);
    let rows = rows.get(lang);
    match others {
        0 => format!("{rows}: {name}"),
        others => lang.pick(format!("{rows}: {name} ほか{others}件"), format!("{rows}: {name} and {others} more")),
    }
}

fn unready(engagement: &Engagement) -> usize {
    let materials = &engagement.clarify.materials;
    let placed = |link: &str, file: bool| !link.trim().is_empty() || file;
    materials.iter().filter(|row| !row.ready || !placed(&row.link, row.file.is_some())).count()
}

/// What is said where nothing stands at all, and of rows that lack something.
fn nothing_and_rows(check: Check) -> (Text, Text) {
    let one = |ja, en| (text(ja, en), text(ja, en));
    match check {
        Check::Tasks => (text("業務がありません", "No task"), text("名前のない業務", "Task without a name")),
        Check::Hours => {
            (text("業務ごとの月の時間", "Hours a month of each task"), text("月の時間がない業務", "Task without hours"))
        }
        Check::Flow => (text("業務ごとのフロー", "Steps of each task"), text("フローがない業務", "Task without steps")),
        Check::Frequency => {
            (text("業務ごとの頻度", "Frequency of each task"), text("頻度がない業務", "Task without a frequency"))
        }
        Check::Deadline => {
            (text("業務ごとの期限", "Deadline of each task"), text("期限がない業務", "Task without a deadline"))
        }
        Check::Problems => one("現状の課題", "Present problems"),
        Check::Purpose => one("依頼の目的", "Purpose of the request"),
        Check::Expectations => one("オンライン秘書に求めるもの", "What is asked of the secretary"),
        Check::Criteria => {
            (text("成功の基準がありません", "No success criterion"), text("空の成功の基準", "Empty criterion"))
        }
        Check::Measures => (
            text("成功の基準の測り方", "How each criterion is measured"),
            text("測り方がない基準", "Criterion without a measure"),
        ),
        Check::Materials => {
            (text("手元の資料がありません", "No material"), text("そろっていない資料", "Material not at hand"))
        }
        Check::Irregular => one("イレギュラーの有無(段階3)", "Irregular cases (stage 3)"),
        Check::Budget => one("月の予算", "Budget a month"),
        Check::Start => one("開始希望日", "Wished start"),
    }
}

/// What comes of leaving it out: how 「こんなはずではなかった」 begins.
pub fn why(check: Check) -> Text {
    match check {
        Check::Tasks => text("何を頼むかが決まらず、提案を比べられません。", "Nobody can offer what is not named."),
        Check::Hours => {
            text("プランが決められず、超過料金が後から出ます。", "No plan fits, and overage is billed later.")
        }
        Check::Flow => {
            text("工程が伝わらず、工数の見積もりがずれます。", "Steps stay unseen, and the estimate is off.")
        }
        Check::Frequency => {
            text("毎日か月1回かで、必要な体制が変わります。", "Daily or monthly: the staffing differs.")
        }
        Check::Deadline => {
            text("間に合わない日に届き、急ぎの料金がかかります。", "It comes too late, or as a rush job.")
        }
        Check::Problems => text(
            "困りごとが伝わらず、いまと同じやり方になります。",
            "The work is handed over as it is, trouble included.",
        ),
        Check::Purpose => {
            text("終わっても、頼んでよかったかを判断できません。", "Nobody can say later whether it was worth it.")
        }
        Check::Expectations => {
            text("経験や返信の早さが、想定と違う人になります。", "Experience and speed are other than you thought.")
        }
        Check::Criteria => {
            text("納品が想定どおりかを、確かめられません。", "Whether a delivery is as expected stays open.")
        }
        Check::Measures => {
            text("「できた」の受け取り方が、双方で食い違います。", "Each side means something else by “done”.")
        }
        Check::Materials => {
            text("口頭の説明に頼り、質問と手戻りが増えます。", "All is told by word, and questions pile up.")
        }
        Check::Irregular => {
            text("土日や繁忙期の費用が、見積もりから漏れます。", "Weekends and busy months are left out of the quote.")
        }
        Check::Budget => text("予算に合わない提案に、時間を使います。", "Time goes into offers that cost too much."),
        Check::Start => text("希望の時期に、担当者を確保できません。", "Nobody is free when you want to begin."),
    }
}

#[cfg(test)]
mod tests {
    use super::{missing, why};
    use crate::domain::Engagement;
    use crate::domain::completeness::{Check, completeness};
    use crate::domain::ids::{IdSource, Row};
    use crate::domain::scalar::Minutes;
    use crate::domain::stage::clarify::{Material, Task};
    use crate::text::Lang;
    use uuid::Uuid;

    fn said(engagement: &Engagement, check: Check, lang: Lang) -> Option<String> {
        let found = completeness(engagement);
        found.missing().find(|point| point.check == check).map(|point| missing(point, engagement, lang))
    }

    #[test]
    fn what_is_missing_names_the_first_row_that_lacks_it() {
        let mut ids = IdSource::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let mut task = |name: &str, hours| Task { name: name.to_owned(), hours, ..Task::with_id(ids.row()) };
        let mut made = Engagement::default();
        made.clarify.tasks =
            vec![task("請求書の発行", Some(Minutes::hours(6))), task("経費精算の確認", None), task("", None)];
        let ja = |made: &Engagement, check| said(made, check, Lang::Ja);
        assert_eq!(ja(&made, Check::Hours).unwrap(), "月の時間がない業務: 経費精算の確認 ほか1件");
        assert_eq!(ja(&made, Check::Flow).unwrap(), "フローがない業務: 請求書の発行 ほか2件");
        assert_eq!(ja(&made, Check::Tasks).unwrap(), "名前のない業務: 3行目");
        assert_eq!(said(&made, Check::Tasks, Lang::En).unwrap(), "Task without a name: row 3");
        assert_eq!(ja(&made, Check::Measures).unwrap(), "成功の基準の測り方");
        made.clarify.materials = vec![
            Material { name: "手順書".into(), link: "手順書.pdf".into(), ..Material::with_id(ids.row()) },
            Material { name: "記録".into(), ..Material::with_id(ids.row()) },
        ];
        assert_eq!(ja(&made, Check::Materials).unwrap(), "そろっていない資料: 手順書 ほか1件");
    }

    #[test]
    fn every_check_says_in_one_line_why_it_matters() {
        for check in Check::ALL {
            let ja = why(check).get(Lang::Ja);
            assert!(ja.ends_with('。') && ja.chars().count() <= 26, "{check:?}: {ja}");
            assert!(why(check).get(Lang::En).chars().count() <= 56, "{check:?}");
        }
    }
}
