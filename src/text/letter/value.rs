//! What the names in a template are filled with, out of an engagement and one of its candidates.

use super::slot::Slot;
use super::template::Fill;
use crate::domain::cost::expected_use;
use crate::domain::stage::clarify::{Answer, Criterion, Frequency, Material, Task};
use crate::domain::stage::quote::Difference;
use crate::domain::stage::select::Candidate;
use crate::domain::{Engagement, Minutes, Settings};
use crate::text::label::Choice;
use crate::text::{Lang, files, format};
use chrono::NaiveDate;

/// What a letter is about: everything that its names may ask for.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub engagement: &'a Engagement,
    pub candidate: &'a Candidate,
    pub settings: &'a Settings,
    pub today: NaiveDate,
    pub lang: Lang,
}

impl About<'_> {
    /// What a name becomes.
    pub(super) fn fill(&self, slot: Slot) -> Fill {
        let Self { engagement, candidate, lang, .. } = *self;
        let brief = &engagement.clarify;
        match slot {
            Slot::Company => self.words(&candidate.name),
            Slot::Contact => Fill::Text(self.contact()),
            Slot::Title => self.words(&engagement.title),
            Slot::Owner => self.words(&engagement.owner),
            Slot::Today => Fill::Text(format::full_date(self.today, lang)),
            Slot::Purpose => self.words(&brief.purpose),
            Slot::Trouble => self.words(own(&candidate.inquiry.trouble, &brief.problems)),
            Slot::Tasks => self.words(own(&candidate.inquiry.what, &tasks(&brief.tasks, lang))),
            Slot::Volume => self.volume(),
            Slot::Hours => self.hours(),
            Slot::Deadlines => self.words(&self.deadlines()),
            Slot::Irregular => self.irregular(),
            Slot::Weekend => self.answered(self.weekend()),
            Slot::Range => self.answered(self.range()),
            Slot::Other => self.answered(self.other()),
            Slot::Criteria => self.words(&lines(&brief.criteria, |row| criterion(row, lang))),
            Slot::Expectations => self.words(&brief.expectations),
            Slot::Materials => self.words(&lines(&brief.materials, |row| material(row, lang, false))),
            Slot::MaterialLinks => self.words(&lines(&brief.materials, |row| material(row, lang, true))),
            Slot::Start => self.day(brief.wished_start),
            Slot::Budget => self.budget(),
            Slot::ReplyBy => Fill::Text(format::full_date(self.reply_by(), lang)),
            Slot::Version => Fill::Text(format!("v{}", engagement.brief_version().max(1))),
            Slot::Corrections => self.corrections(),
            Slot::Revisions => Fill::Nothing,
        }
    }

    /// What stands in the place of something that was not entered.
    pub(super) fn missing(&self) -> Fill {
        Fill::Missing(self.lang.pick("(未記入)", "(not entered)").to_owned())
    }

    pub(super) fn words(&self, words: &str) -> Fill {
        match words.trim() {
            "" => self.missing(),
            words => Fill::Text(words.to_owned()),
        }
    }

    fn day(&self, day: Option<NaiveDate>) -> Fill {
        day.map_or_else(|| self.missing(), |day| Fill::Text(format::full_date(day, self.lang)))
    }

    fn contact(&self) -> String {
        match self.candidate.contact.name.trim() {
            "" => self.lang.pick("ご担当者", "Sir or Madam").to_owned(),
            name => name.to_owned(),
        }
    }

    /// The day that was asked for; for a letter that was not sent yet, counted from today.
    fn reply_by(&self) -> NaiveDate {
        let usual = || self.settings.working_days().after(self.today, self.settings.reply_within().get()).day;
        self.candidate.inquiry.reply_by.filter(|day| *day >= self.today).unwrap_or_else(usual)
    }

    fn hours(&self) -> Fill {
        match self.engagement.clarify.monthly() {
            Minutes::ZERO => self.missing(),
            time => Fill::Text(format::hours(time, self.lang)),
        }
    }

    fn budget(&self) -> Fill {
        let budget = self.engagement.clarify.budget;
        budget.map_or_else(|| self.missing(), |budget| Fill::Text(format::yen(budget, self.lang)))
    }

    fn deadlines(&self) -> String {
        let lang = self.lang;
        let said = self.engagement.clarify.tasks.iter().filter(|task| !task.deadline.trim().is_empty());
        let said = said.map(|task| match task.name.trim() {
            "" => task.deadline.trim().to_owned(),
            name => lang.pick(format!("{name}は{}", task.deadline.trim()), format!("{name}: {}", task.deadline.trim())),
        });
        said.collect::<Vec<_>>().join(lang.pick("、", "; "))
    }

    /// How much by when: the whole month first, then each task.
    fn volume(&self) -> Fill {
        let (brief, lang) = (&self.engagement.clarify, self.lang);
        if !self.candidate.inquiry.volume.trim().is_empty() {
            return Fill::Text(self.candidate.inquiry.volume.trim().to_owned());
        }
        let mut said = Vec::new();
        let monthly = brief.monthly();
        if monthly > Minutes::ZERO {
            let time = format::hours(monthly, lang);
            said.push(lang.pick(format!("月{time}程度"), format!("About {time} a month")));
        }
        if let Some((planned, actual)) = self.engagement.rework_ratio() {
            let usual = expected_use(&self.engagement.terms()).usual.scaled(planned, actual).total();
            let time = format::hours(usual, lang);
            said.push(lang.pick(
                format!("トライアルの実績からは、月{time}程度になる見込みです。"),
                format!("By what the trial took, it will be about {time} a month."),
            ));
        }
        let each = volumes(&brief.tasks, lang);
        if !each.is_empty() {
            said.push(each);
        }
        let whole = brief.tasks.iter().all(|task| task.hours.is_some() && !task.deadline.trim().is_empty());
        match said.join("\n") {
            words if words.is_empty() => self.missing(),
            words if whole => Fill::Text(words),
            words => Fill::Partial(words),
        }
    }

    fn irregular(&self) -> Fill {
        let cases = &self.engagement.irregular;
        if [cases.weekend, cases.fluctuation, cases.other] == [Answer::Unanswered; 3] && self.said_nothing() {
            return self.missing();
        }
        let lang = self.lang;
        let line = |ja: &str, en: &str, said: &Option<String>| {
            let said = said.as_deref().unwrap_or(lang.pick("確認中です", "being looked into"));
            lang.pick(format!("・{ja}: {said}"), format!("- {en}: {said}"))
        };
        let all = [self.weekend(), self.range(), self.other()];
        let [weekend, range, other] = &all;
        let words = [
            line("土日の依頼", "Weekend work", weekend),
            line("作業量の変動", "Changing volume", range),
            line("その他", "Other", other),
        ]
        .join("\n");
        if all.iter().all(Option::is_some) { Fill::Text(words) } else { Fill::Partial(words) }
    }

    fn said_nothing(&self) -> bool {
        [self.weekend(), self.range(), self.other()].iter().all(Option::is_none)
    }

    fn answered(&self, said: Option<String>) -> Fill {
        said.map_or_else(|| self.missing(), Fill::Text)
    }

    fn weekend(&self) -> Option<String> {
        let (cases, lang) = (&self.engagement.irregular, self.lang);
        let time = cases.weekend_hours.filter(|time| *time > Minutes::ZERO).map(|time| format::hours(time, lang));
        yes_or_no(
            cases.weekend,
            time.map(|time| lang.pick(format!("月{time}ほど"), format!("about {time} a month"))),
            lang,
        )
    }

    fn range(&self) -> Option<String> {
        let (cases, lang) = (&self.engagement.irregular, self.lang);
        let hours = |time| format::hours(time, lang);
        let range = match (cases.least.map(hours), cases.most.map(hours)) {
            (None, None) => None,
            (Some(least), None) => Some(lang.pick(format!("少ない月は{least}"), format!("{least} in a quiet month"))),
            (None, Some(most)) => Some(lang.pick(format!("多い月は{most}"), format!("{most} in a busy month"))),
            (Some(least), Some(most)) => {
                Some(lang.pick(format!("月{least}から{most}"), format!("from {least} to {most} a month")))
            }
        };
        yes_or_no(cases.fluctuation, range, lang)
    }

    fn other(&self) -> Option<String> {
        let cases = &self.engagement.irregular;
        let text = Some(cases.other_text.trim()).filter(|text| !text.is_empty());
        match (cases.other, text) {
            (Answer::No, _) | (_, None) => yes_or_no(cases.other, None, self.lang),
            (_, Some(text)) => Some(text.to_owned()),
        }
    }

    fn corrections(&self) -> Fill {
        let lang = self.lang;
        let rows: Vec<String> = self.candidate.open_differences().filter_map(|row| correction(row, lang)).collect();
        if rows.is_empty() {
            return Fill::Nothing;
        }
        let title = lang.pick("■ これまでにお伝えした内容の訂正", "[Corrections of what was said before]");
        Fill::Text(format!("{title}\n{}", rows.join("\n")))
    }
}

/// What was written for the company, else what the brief says.
fn own<'a>(own: &'a str, brief: &'a str) -> &'a str {
    if own.trim().is_empty() { brief } else { own }
}

/// A line for each row that has something to say.
fn lines<R>(rows: &[R], line: impl Fn(&R) -> Option<String>) -> String {
    rows.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

fn bullet(lang: Lang, words: &str) -> String {
    format!("{}{words}", lang.pick("・", "- "))
}

/// A text in brackets, as the language writes them.
fn bracketed(lang: Lang, words: &str) -> String {
    lang.pick(format!("({words})"), format!(" ({words})"))
}

fn named(task: &&Task) -> bool {
    !task.name.trim().is_empty()
}

/// 依頼したい業務 with its steps, a line for each task.
pub fn tasks(tasks: &[Task], lang: Lang) -> String {
    let each = tasks.iter().filter(named).map(|task| {
        let steps: Vec<&str> = task.flow.iter().map(|step| step.text.trim()).filter(|text| !text.is_empty()).collect();
        let flow = if steps.is_empty() { String::new() } else { bracketed(lang, &steps.join(" → ")) };
        bullet(lang, &format!("{}{flow}", task.name.trim()))
    });
    each.collect::<Vec<_>>().join("\n")
}

/// 作業量と期限: how often, how long and by when, a line for each task of which something is known.
pub fn volumes(tasks: &[Task], lang: Lang) -> String {
    let each = tasks.iter().filter(named).filter_map(|task| {
        let often = (task.frequency != Frequency::Unset).then(|| task.frequency.label().get(lang).to_owned());
        let time = task.hours.map(|time| format::hours(time, lang));
        let time = time.map(|time| lang.pick(format!("月{time}"), format!("{time} a month")));
        let by = Some(task.deadline.trim()).filter(|text| !text.is_empty());
        let by = by.map(|by| lang.pick(by.to_owned(), format!("due {by}")));
        let said: Vec<String> = [often, time, by].into_iter().flatten().collect();
        (!said.is_empty()).then(|| bullet(lang, &format!("{}: {}", task.name.trim(), said.join(lang.pick("、", ", ")))))
    });
    each.collect::<Vec<_>>().join("\n")
}

/// A success criterion with its measure.
pub(super) fn criterion_words(row: &Criterion, lang: Lang) -> String {
    let measure = Some(row.measure.trim()).filter(|text| !text.is_empty());
    let measure = measure.map(|text| bracketed(lang, text)).unwrap_or_default();
    format!("{}{measure}", row.text.trim())
}

fn criterion(row: &Criterion, lang: Lang) -> Option<String> {
    let said = !row.text.trim().is_empty() || !row.measure.trim().is_empty();
    said.then(|| bullet(lang, criterion_words(row, lang).trim()))
}

/// A material. Where it lies is the company's own matter and is told only on wish.
fn material(row: &Material, lang: Lang, link: bool) -> Option<String> {
    let file = row.file.as_ref().map(|file| files::name(&file.name, lang)).unwrap_or_default();
    let name = [row.name.trim(), file.trim(), row.link.trim()].into_iter().find(|name| !name.is_empty())?;
    let ready = if row.ready {
        lang.pick("お渡しできます", "ready to be handed over")
    } else {
        lang.pick("準備中です", "being prepared")
    };
    let kind = row.kind.label().get(lang);
    let place = [row.link.trim(), file.trim()].into_iter().find(|place| !place.is_empty() && *place != name);
    let place = place.filter(|_| link).map(|place| format!(" {place}")).unwrap_or_default();
    Some(bullet(lang, &format!("{name}{}: {ready}{place}", bracketed(lang, kind))))
}

/// なし, あり with what is known of it, or nothing where it was not answered.
fn yes_or_no(answer: Answer, more: Option<String>, lang: Lang) -> Option<String> {
    match (answer, more) {
        (Answer::No, _) => Some(lang.pick("なし", "none").to_owned()),
        (Answer::Unanswered, None) => None,
        (Answer::Yes, None) => Some(lang.pick("あり", "yes").to_owned()),
        (_, Some(more)) => Some(lang.pick(format!("あり({more})"), format!("yes ({more})"))),
    }
}

fn correction(row: &Difference, lang: Lang) -> Option<String> {
    let (told, actual) = (row.told.trim(), row.actual.trim());
    let words = match (told, actual) {
        ("", "") => return None,
        ("", actual) => actual.to_owned(),
        (told, "") => lang.pick(
            format!("「{told}」とお伝えしましたが、確認中です。"),
            format!("We told you “{told}”; we are looking into it again."),
        ),
        (told, actual) => lang.pick(
            format!("「{told}」とお伝えしましたが、実際は「{actual}」です。"),
            format!("We told you “{told}”; in fact it is “{actual}”."),
        ),
    };
    Some(bullet(lang, &words))
}
