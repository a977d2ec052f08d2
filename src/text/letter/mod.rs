//! Letters (文面): the inquiry to a candidate and the request for a revision, filled in from what was
//! entered.
//!
//! A letter follows from its template and the engagement, so it changes with both. What a person has
//! written themselves, or has sent, is kept as one text ([`Letter::to_text`]) and is never filled in
//! again.

mod builtin;
mod mail;
mod revision;
mod slot;
mod template;
mod value;

pub use builtin::inquiry_template;
pub use mail::{MAILTO_MAX, NoMail, mailto, mailto_subject};
pub use slot::Slot;
pub use template::{Expanded, Fill, Part, PartKind, Unknown, expand};
pub use value::{tasks, volumes};

use super::Lang;
use crate::domain::board::LetterTemplate;
use crate::domain::stage::cycle::Cycle;
use crate::domain::stage::select::Candidate;
use crate::domain::{Engagement, Settings};
use chrono::NaiveDate;
use value::About;

/// A letter, ready to be copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// 件名, one line.
    pub subject: String,
    /// 本文
    pub body: String,
    /// The body in pieces, to show what was filled in and what is missing. Empty for an own text.
    pub parts: Vec<Part>,
    /// What was not entered, each once: in its place stands 「(未記入)」, or only a part of it.
    pub empty: Vec<Slot>,
    /// Names in the subject of the template that are not known.
    pub unknown_in_subject: Vec<Unknown>,
    /// Names in the body of the template that are not known.
    pub unknown: Vec<Unknown>,
}

impl Letter {
    /// Subject and body in one text, as it is kept: 「件名: …」, an empty line, the body.
    pub fn to_text(&self, lang: Lang) -> String {
        own_text(&self.subject, &self.body, lang)
    }
}

/// The text that is kept of a letter with this subject and body.
pub fn own_text(subject: &str, body: &str, lang: Lang) -> String {
    format!("{} {}\n\n{body}", lang.pick("件名:", "Subject:"), one_line(subject))
}

/// Subject and body of a kept text. One without a subject line is all body.
fn own_letter(text: &str) -> (Option<String>, String) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let subject = ["件名:", "Subject:"].into_iter().find_map(|name| first.strip_prefix(name));
    match subject {
        Some(subject) => (Some(subject.trim().to_owned()), rest.strip_prefix('\n').unwrap_or(rest).to_owned()),
        None => (None, text.to_owned()),
    }
}

/// The template in force: the board's own where it is not empty, part by part.
pub fn template_in_force(settings: &Settings, lang: Lang) -> LetterTemplate {
    let built_in = inquiry_template(lang);
    let own = |own: &str, built_in: String| if own.trim().is_empty() { built_in } else { own.to_owned() };
    LetterTemplate {
        subject: own(&settings.inquiry.subject, built_in.subject),
        body: own(&settings.inquiry.body, built_in.body),
    }
}

/// 問い合わせ文 for a candidate: its own text where there is one, else the template filled in.
pub fn inquiry(
    engagement: &Engagement,
    candidate: &Candidate,
    settings: &Settings,
    today: NaiveDate,
    lang: Lang,
) -> Letter {
    let text = &candidate.inquiry.text;
    if text.trim().is_empty() {
        return fresh_inquiry(engagement, candidate, settings, today, lang);
    }
    let (subject, body) = own_letter(text);
    let subject = subject.unwrap_or_else(|| fresh_inquiry(engagement, candidate, settings, today, lang).subject);
    Letter { subject, body, ..Letter::default() }
}

/// 問い合わせ文 from the template, whatever own text there is.
pub fn fresh_inquiry(
    engagement: &Engagement,
    candidate: &Candidate,
    settings: &Settings,
    today: NaiveDate,
    lang: Lang,
) -> Letter {
    let about = About { engagement, candidate, settings, today, lang };
    filled(&template_in_force(settings, lang), |slot| about.fill(slot))
}

/// 修正依頼文 to the contracted company for a cycle; nothing where there is nothing to be changed, or
/// no company to write to.
pub fn revision(
    engagement: &Engagement,
    cycle: &Cycle,
    settings: &Settings,
    today: NaiveDate,
    lang: Lang,
) -> Option<Letter> {
    let candidate = receiver(engagement)?;
    if !revision::any(cycle) {
        return None;
    }
    let about = About { engagement, candidate, settings, today, lang };
    Some(filled(&builtin::revision_template(lang), |slot| match slot {
        Slot::Revisions => revision::list(&about, cycle),
        slot => about.fill(slot),
    }))
}

/// The company that does the work: the contract's, before one the chosen one.
pub fn receiver(engagement: &Engagement) -> Option<&Candidate> {
    let contracted = engagement.contract.candidate.and_then(|id| engagement.candidate(id));
    contracted.or_else(|| engagement.chosen())
}

fn filled(template: &LetterTemplate, fill: impl Fn(Slot) -> Fill) -> Letter {
    let subject = expand(&template.subject, &fill);
    let body = expand(&template.body, &fill);
    let mut empty = subject.empty.clone();
    empty.extend(body.empty.iter().filter(|slot| !subject.empty.contains(slot)));
    Letter {
        subject: one_line(&subject.text()),
        body: body.text(),
        parts: body.parts,
        empty,
        unknown_in_subject: subject.unknown,
        unknown: body.unknown,
    }
}

/// A subject is one line, whatever was entered.
fn one_line(text: &str) -> String {
    text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
