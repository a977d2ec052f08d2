//! What every paper is written from, and the words that papers have in common.

use super::{Block, Cell, Column, Fact, Table, Width};
use crate::domain::engagement::Engagement;
use crate::domain::scalar::{Minutes, Months, Rating, Yen};
use crate::domain::stage::clarify::{Answer, Frequency};
use crate::domain::stage::select::{Candidate, Contact};
use crate::domain::{CandidateId, Settings};
use crate::text::Lang;
use crate::text::format;
use crate::text::label::Choice;
use chrono::{NaiveDate, NaiveDateTime};

/// What a paper is written from.
pub(super) struct Source<'a> {
    pub engagement: &'a Engagement,
    pub settings: &'a Settings,
    pub today: NaiveDate,
    pub lang: Lang,
}

impl Source<'_> {
    pub fn tr(&self, ja: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(ja, en)
    }

    pub fn label(&self, choice: impl Choice) -> String {
        choice.label().get(self.lang).to_owned()
    }

    /// 未記入, where a reader needs to know that there is nothing.
    pub fn empty(&self) -> &'static str {
        self.tr("未記入", "Not filled in")
    }

    /// The text, or 未記入.
    pub fn or_empty(&self, text: &str) -> String {
        let text = text.trim();
        if text.is_empty() { self.empty().to_owned() } else { text.to_owned() }
    }

    pub fn day(&self, day: NaiveDate) -> String {
        format::full_date(day, self.lang)
    }

    /// A day in a table: short, with its year where it is not this one.
    pub fn short_day(&self, day: Option<NaiveDate>) -> String {
        day.map(|day| format::date(day, self.today, self.lang)).unwrap_or_default()
    }

    pub fn moment(&self, at: NaiveDateTime) -> String {
        format!("{} {}", self.day(at.date()), at.format("%H:%M"))
    }

    pub fn hours(&self, time: Minutes) -> String {
        format::hours(time, self.lang)
    }

    pub fn yen(&self, amount: Yen) -> String {
        format::yen(amount, self.lang)
    }

    pub fn months(&self, months: Months) -> String {
        self.lang.pick(format!("{}か月", months.get()), format::counted(months.get(), "month"))
    }

    pub fn rating(&self, rating: Rating) -> String {
        format!("{} / 5", rating.get())
    }

    /// `+25%`, `-10%`, `±0%`.
    pub fn signed(&self, percent: i64) -> String {
        match percent {
            0 => "±0%".to_owned(),
            more if more > 0 => format!("+{}%", format::grouped(more)),
            less => format!("{}%", format::grouped(less)),
        }
    }

    /// `+1.5時間`, `-20分`, `±0`.
    pub fn signed_hours(&self, minutes: i64) -> String {
        let time = self.hours(Minutes::saturating(minutes.saturating_abs()));
        signed_amount(minutes, &time)
    }

    /// `+5,400円`, `-600円`, `±0`.
    pub fn signed_yen(&self, amount: i64) -> String {
        let yen = self.yen(Yen::saturating(amount.saturating_abs()));
        signed_amount(amount, &yen)
    }

    /// Parts of a sentence in a row.
    pub fn join(&self, parts: &[String]) -> String {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(self.tr("、", ", "))
    }

    /// What stands in brackets behind a word.
    pub fn aside(&self, word: &str, aside: &str) -> String {
        match (word.is_empty(), aside.is_empty()) {
            (_, true) => word.to_owned(),
            (true, false) => aside.to_owned(),
            (false, false) => self.lang.pick(format!("{word}({aside})"), format!("{word} ({aside})")),
        }
    }

    /// What a company is called, also where it has no name yet.
    pub fn company(&self, candidate: &Candidate) -> String {
        let name = candidate.name.trim();
        if name.is_empty() { self.tr("(会社名が未記入)", "(no name)").to_owned() } else { name.to_owned() }
    }

    /// The contact with its addresses, a line each.
    pub fn contact(&self, contact: &Contact) -> String {
        filled([contact.name.as_str(), contact.mail.as_str(), contact.phone.as_str()].into_iter()).join("\n")
    }

    /// What the company with this id is called; nothing where there is none.
    pub fn company_of(&self, id: Option<CandidateId>) -> String {
        let candidate = id.and_then(|id| self.engagement.candidate(id));
        candidate.map(|candidate| self.company(candidate)).unwrap_or_default()
    }

    /// 依頼書 v2, or that it is a draft.
    pub fn brief(&self) -> String {
        match self.engagement.brief_version() {
            0 => self.tr("下書き", "Draft").to_owned(),
            version => format!("{} v{version}", self.tr("依頼書", "Brief")),
        }
    }

    /// A fact; nothing where it has no value.
    pub fn fact(&self, ja: &'static str, en: &'static str, value: impl Into<String>) -> Option<Fact> {
        let value = value.into();
        (!value.trim().is_empty()).then(|| Fact { label: self.tr(ja, en).to_owned(), value: value.trim().to_owned() })
    }

    /// A fact that is told to be missing where it is.
    pub fn needed(&self, ja: &'static str, en: &'static str, value: impl Into<String>) -> Option<Fact> {
        Some(Fact { label: self.tr(ja, en).to_owned(), value: self.or_empty(&value.into()) })
    }

    pub fn column(&self, ja: &'static str, en: &'static str) -> Column {
        Column { head: self.tr(ja, en).to_owned(), ..Column::default() }
    }

    pub fn short(&self, ja: &'static str, en: &'static str) -> Column {
        Column { width: Width::Short, ..self.column(ja, en) }
    }

    pub fn wide(&self, ja: &'static str, en: &'static str) -> Column {
        Column { width: Width::Wide, ..self.column(ja, en) }
    }

    /// A column to write in by hand.
    pub fn room(&self, ja: &'static str, en: &'static str) -> Column {
        Column { width: Width::Room, ..self.column(ja, en) }
    }

    pub fn number(&self, ja: &'static str, en: &'static str) -> Column {
        Column { number: true, ..self.short(ja, en) }
    }

    pub fn heading(&self, ja: &'static str, en: &'static str) -> Block {
        Block::Heading(self.tr(ja, en).to_owned())
    }

    pub fn subheading(&self, ja: &'static str, en: &'static str) -> Block {
        Block::Subheading(self.tr(ja, en).to_owned())
    }

    /// How often and how long, as far as it was said.
    pub fn frequency(&self, frequency: Frequency) -> String {
        if frequency == Frequency::Unset { String::new() } else { self.label(frequency) }
    }

    /// The tasks with at least a name, as a table: with their steps, or in short.
    pub fn tasks(&self, steps: bool) -> Option<Block> {
        let tasks = &self.engagement.clarify.tasks;
        let mut columns = vec![
            self.column("業務", "Task"),
            self.short("頻度", "Frequency"),
            self.number("月の時間", "Hours a month"),
            self.column("期限", "Deadline"),
        ];
        if steps {
            columns.push(self.wide("業務フロー", "Steps"));
        }
        let mut rows = Vec::new();
        for task in tasks {
            let flow: Vec<String> = filled(task.flow.iter().map(|step| step.text.as_str()));
            if task.name.trim().is_empty() && flow.is_empty() && task.hours.is_none() {
                continue;
            }
            let mut row: Vec<Cell> = vec![
                self.or_empty(&task.name).into(),
                self.frequency(task.frequency).into(),
                task.hours.map_or_else(|| self.empty().to_owned(), |time| self.hours(time)).into(),
                task.deadline.trim().into(),
            ];
            if steps {
                row.push(if flow.is_empty() { "".into() } else { Cell::Steps(flow) });
            }
            rows.push(row);
        }
        let count = columns.len();
        let mut foot: Vec<Cell> =
            vec![self.tr("合計", "Total").into(), "".into(), self.hours(self.engagement.clarify.monthly()).into()];
        foot.resize(count, "".into());
        let caption = self.tr("業務ごとの時間と期限", "Tasks with their hours and deadlines").to_owned();
        (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot }))
    }

    /// The success criteria with how each is measured.
    pub fn criteria(&self) -> Option<Block> {
        let rows: Vec<Vec<Cell>> = self
            .engagement
            .clarify
            .criteria
            .iter()
            .filter(|row| !row.text.trim().is_empty() || !row.measure.trim().is_empty())
            .map(|row| vec![self.or_empty(&row.text).into(), self.or_empty(&row.measure).into()])
            .collect();
        let caption = self.tr("成功の基準と測り方", "Success criteria and how they are measured").to_owned();
        let columns = vec![self.wide("基準", "Criterion"), self.wide("測り方", "Measured by")];
        (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, foot: Vec::new() }))
    }

    /// The irregular cases, each with its answer.
    pub fn irregular(&self) -> Block {
        let irregular = &self.engagement.irregular;
        let a_month = |time: String| self.lang.pick(format!("月{time}"), format!("{time} a month"));
        let answer = |answer: Answer, more: String| {
            let more = if answer == Answer::Yes { more } else { String::new() };
            self.aside(&self.label(answer), &more)
        };
        let weekend = irregular.weekend_hours.map(|time| a_month(self.hours(time))).unwrap_or_default();
        let range = match (irregular.least, irregular.most) {
            (None, None) => String::new(),
            (least, most) => {
                let side = |time: Option<Minutes>| time.map(|time| self.hours(time)).unwrap_or_default();
                a_month(format!("{}{}{}", side(least), self.tr("〜", " to "), side(most)))
            }
        };
        let other = match (irregular.other, irregular.other_text.trim()) {
            (Answer::Yes, "") => answer(Answer::Yes, String::new()),
            (Answer::Yes, text) => text.to_owned(),
            (other, _) => answer(other, String::new()),
        };
        let facts = [
            self.needed("土日の依頼", "Weekend work", answer(irregular.weekend, weekend)),
            self.needed("作業量の変動", "Changing volume", answer(irregular.fluctuation, range)),
            self.needed("その他のイレギュラー", "Other irregular cases", other),
        ];
        Block::Facts(facts.into_iter().flatten().collect())
    }
}

fn signed_amount(amount: i64, said: &str) -> String {
    match amount {
        0 => "±0".to_owned(),
        more if more > 0 => format!("+{said}"),
        _ => format!("-{said}"),
    }
}

/// The texts that are not empty.
pub(super) fn filled<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}
