//! The templates that the board brings: what practitioners of five trades usually hand over, written
//! out so that a person only has to change what is different at home.
//!
//! A template fills what belongs to the need: stage 1, the own criteria of stage 2 and the irregular
//! cases of stage 3. What only the company knows stays open: the budget, the start, and where its
//! materials lie.

mod accounting;
mod recruiting;
mod sales;
mod secretary;
mod shop;

use super::engagement::Engagement;
use super::ids::IdSource;
use super::scalar::{Minutes, Weight};
use super::stage::clarify::{Answer, Clarify, Criterion, FlowStep, Frequency, Material, MaterialKind, Task};
use super::stage::quote::Irregular;
use super::stage::select::SelectionCriterion;

/// A trade that the board brings a template for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trade {
    /// 経理
    Accounting,
    /// 採用
    Recruiting,
    /// 営業事務
    Sales,
    /// 秘書業務
    Secretary,
    /// EC運営
    Shop,
}

/// The language that a template is written in: its texts become the person's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// 日本語
    Japanese,
    /// English
    English,
}

impl Trade {
    /// Every trade, in the order in which a person is offered them.
    pub const ALL: [Self; 5] = [Self::Accounting, Self::Recruiting, Self::Sales, Self::Secretary, Self::Shop];

    fn plan(self) -> &'static Plan {
        match self {
            Self::Accounting => &accounting::PLAN,
            Self::Recruiting => &recruiting::PLAN,
            Self::Sales => &sales::PLAN,
            Self::Secretary => &secretary::PLAN,
            Self::Shop => &shop::PLAN,
        }
    }

    /// The title of the trade's template.
    pub fn title(self, language: Language) -> &'static str {
        self.plan().title.pick(language)
    }

    /// The trade's template as the content of an engagement. Only its rows have ids: it belongs to no
    /// board yet.
    pub fn content(self, language: Language, ids: &mut IdSource) -> Engagement {
        let plan = self.plan();
        let said = |words: &Words| words.pick(language).to_owned();
        let mut made = Engagement { title: said(&plan.title), ..Engagement::default() };
        for task in plan.tasks {
            let flow = task.flow.iter().map(|step| FlowStep { id: ids.row(), text: said(step) }).collect();
            made.clarify.tasks.push(Task {
                id: ids.row(),
                name: said(&task.name),
                flow,
                frequency: task.frequency,
                hours: Some(Minutes::hours(task.hours)),
                deadline: said(&task.deadline),
            });
        }
        made.clarify = Clarify {
            problems: said(&plan.problems),
            purpose: said(&plan.purpose),
            criteria: plan
                .criteria
                .iter()
                .map(|(text, measure)| Criterion {
                    id: ids.row(),
                    text: said(text),
                    measure: said(measure),
                    met: false,
                })
                .collect(),
            expectations: said(&plan.expectations),
            materials: plan
                .materials
                .iter()
                .map(|(name, kind)| Material { id: ids.row(), name: said(name), kind: *kind, ..Material::default() })
                .collect(),
            ..made.clarify
        };
        made.selection = plan
            .selection
            .iter()
            .map(|(name, weight)| SelectionCriterion {
                id: ids.row(),
                name: said(name),
                weight: Weight::try_from(*weight).unwrap_or_default(),
            })
            .collect();
        made.irregular = plan.irregular.content(language);
        made
    }
}

/// A text in both languages.
struct Words {
    ja: &'static str,
    en: &'static str,
}

/// A text in both languages.
const fn words(ja: &'static str, en: &'static str) -> Words {
    Words { ja, en }
}

impl Words {
    fn pick(&self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.ja,
            Language::English => self.en,
        }
    }
}

/// What a template says, before anybody has made an engagement of it.
struct Plan {
    title: Words,
    tasks: &'static [TaskPlan],
    problems: Words,
    purpose: Words,
    /// What is to be reached, and how it is measured.
    criteria: &'static [(Words, Words)],
    expectations: Words,
    materials: &'static [(Words, MaterialKind)],
    /// The own criteria with their weights, which make 100.
    selection: &'static [(Words, i64)],
    irregular: IrregularPlan,
}

struct TaskPlan {
    name: Words,
    frequency: Frequency,
    /// Hours a month.
    hours: i64,
    deadline: Words,
    flow: &'static [Words],
}

struct IrregularPlan {
    /// Hours a month on weekends; none where there is no weekend work.
    weekend: Option<i64>,
    /// The least and the most hours of a month.
    range: (i64, i64),
    other: Words,
}

impl IrregularPlan {
    fn content(&self, language: Language) -> Irregular {
        let (least, most) = self.range;
        Irregular {
            weekend: if self.weekend.is_some() { Answer::Yes } else { Answer::No },
            weekend_hours: self.weekend.map(Minutes::hours),
            fluctuation: Answer::Yes,
            least: Some(Minutes::hours(least)),
            most: Some(Minutes::hours(most)),
            other: Answer::Yes,
            other_text: self.other.pick(language).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
