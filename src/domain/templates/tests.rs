use super::{Language, Trade};
use crate::domain::completeness::{Check, completeness};
use crate::domain::ids::IdSource;
use crate::domain::scalar::Minutes;
use crate::domain::validate::check_engagement;
use crate::domain::{Engagement, EngagementId};
use uuid::Uuid;

const SEED: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000);

fn made(trade: Trade, language: Language) -> Engagement {
    let mut ids = IdSource::new(SEED);
    let id: EngagementId = ids.engagement();
    Engagement { id, ..trade.content(language, &mut ids) }
}

#[test]
fn every_template_is_as_full_as_a_practitioner_would_write_it() {
    for trade in Trade::ALL {
        for language in [Language::Japanese, Language::English] {
            let template = made(trade, language);
            let brief = &template.clarify;
            assert_eq!(check_engagement(&template), Ok(()), "{trade:?}");
            assert!((4..=7).contains(&brief.tasks.len()), "{trade:?}: {} tasks", brief.tasks.len());
            assert!(brief.tasks.iter().all(|task| task.flow.len() >= 3), "{trade:?}");
            assert!(brief.criteria.len() >= 3, "{trade:?}");
            assert!(brief.materials.len() >= 3, "{trade:?}");
            assert_eq!(template.selection.iter().map(|row| row.weight.get()).sum::<u32>(), 100, "{trade:?}");
            let said = completeness(&template);
            let open: Vec<Check> = said.missing().map(|point| point.check).collect();
            assert_eq!(open, [Check::Materials, Check::Budget, Check::Start], "{trade:?}");
            assert_eq!(said.percent(), 89, "{trade:?}");
        }
    }
}

#[test]
fn the_hours_a_month_of_each_trade_lie_between_its_least_and_its_most() {
    let hours: Vec<i64> =
        Trade::ALL.iter().map(|trade| made(*trade, Language::Japanese).clarify.monthly().get() / 60).collect();
    assert_eq!(hours, [27, 32, 38, 33, 50]);
    for trade in Trade::ALL {
        let template = made(trade, Language::Japanese);
        let monthly = Some(template.clarify.monthly());
        assert!(template.irregular.least < monthly && monthly < template.irregular.most, "{trade:?}");
        assert!(template.irregular.weekend_hours < monthly, "{trade:?}");
    }
    assert_eq!(made(Trade::Shop, Language::Japanese).irregular.weekend_hours, Some(Minutes::hours(10)));
}

#[test]
fn both_languages_say_the_same_things_in_other_words() {
    for trade in Trade::ALL {
        let (ja, en) = (made(trade, Language::Japanese), made(trade, Language::English));
        assert_ne!(ja.title, en.title);
        assert_eq!(en.title, trade.title(Language::English));
        for (ja, en) in ja.clarify.tasks.iter().zip(&en.clarify.tasks) {
            assert_eq!((ja.frequency, ja.hours, ja.flow.len()), (en.frequency, en.hours, en.flow.len()));
        }
        let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c) || c > '\u{4e00}');
        let text = serde_json::to_string(&en).unwrap();
        assert!(!japanese(&text), "{trade:?}: {text}");
    }
}
