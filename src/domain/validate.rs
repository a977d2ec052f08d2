//! What an engagement may hold, beyond what its types say: lengths, characters, ids, references.

use super::board::Settings;
use super::calendar::Closure;
use super::engagement::Engagement;
use super::ids::{Row, RowId};
use super::stage::clarify::{Clarify, StoredFile};
use super::stage::cycle::Cycle;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The most characters of a title.
pub const TITLE_MAX: usize = 200;
/// The most characters of any other text.
pub const TEXT_MAX: usize = 20_000;
/// The most rows of any list inside an engagement.
pub const ROWS_MAX: usize = 1_000;

/// The most closures of a company.
pub const CLOSURES_MAX: usize = 100;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem:?}")]
pub struct Fault {
    /// The place inside the engagement: `candidates[2].quotes[0].plan`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Empty where something must stand.
    Empty,
    /// Longer than may be: how long it is, how long it may be, in characters.
    TooLong(usize, usize),
    /// A control character, which can be neither seen nor typed.
    Control(char),
    /// More rows than may be.
    TooMany(usize, usize),
    /// A row without an id.
    NoId,
    /// An id that another row has too: the place of the other.
    DoubleId(String),
    /// It refers to something that is not there.
    Dangling,
    /// A link of another kind than http, https, mailto, tel.
    Link,
    /// An end that lies before its beginning.
    Reversed,
    /// More days than may be: how many, and how many may be.
    TooManyDays(i64, i64),
    /// What is to name the content of a file is no SHA-256: 64 digits, lower case.
    Hash,
}

/// Checks an engagement whole.
///
/// # Errors
/// The first fault, with its place.
pub fn check_engagement(engagement: &Engagement) -> Result<(), Fault> {
    if engagement.id.is_nil() {
        return Err(fault("id", Problem::NoId));
    }
    if engagement.title.trim().is_empty() {
        return Err(fault("title", Problem::Empty));
    }
    let length = engagement.title.chars().count();
    if length > TITLE_MAX {
        return Err(fault("title", Problem::TooLong(length, TITLE_MAX)));
    }
    if let Some(control) = engagement.title.chars().find(|c| c.is_control()) {
        return Err(fault("title", Problem::Control(control)));
    }
    let value = super::json::to_value(engagement);
    check_texts("", &value)?;
    check_ids(engagement)?;
    check_references(engagement)?;
    check_links(engagement)?;
    check_files(engagement)?;
    check_periods(engagement)
}

/// Checks the settings.
///
/// # Errors
/// The first fault, with its place.
pub fn check_settings(settings: &Settings) -> Result<(), Fault> {
    check_texts("", &super::json::to_value(settings))?;
    let (opens, closes) = settings.working_hours();
    if closes <= opens {
        return Err(fault("closes_at", Problem::Reversed));
    }
    let mut list = IdList(Vec::new());
    list.rows("views", &settings.views);
    list.rows("closures", &settings.closures);
    list.rows("overlaps", &settings.overlaps);
    check_single(list.0)?;
    check_closures(&settings.closures)
}

/// Closures are walked over day by day, so there are neither too many nor too long ones.
fn check_closures(closures: &[Closure]) -> Result<(), Fault> {
    if closures.len() > CLOSURES_MAX {
        return Err(fault("closures", Problem::TooMany(closures.len(), CLOSURES_MAX)));
    }
    for (index, closure) in closures.iter().enumerate() {
        let (Some(from), Some(until)) = (closure.from, closure.until) else {
            continue;
        };
        let days = (until - from).num_days().saturating_add(1);
        let problem = match days {
            ..1 => Problem::Reversed,
            1..=Closure::DAYS_MAX => continue,
            _ => Problem::TooManyDays(days, Closure::DAYS_MAX),
        };
        return Err(fault(format!("closures[{index}].until"), problem));
    }
    Ok(())
}

fn fault(path: impl Into<String>, problem: Problem) -> Fault {
    Fault { path: path.into(), problem }
}

fn check_texts(path: &str, value: &Value) -> Result<(), Fault> {
    match value {
        Value::String(text) => match text_problem(text) {
            Some(problem) => Err(fault(path, problem)),
            None => Ok(()),
        },
        Value::Array(rows) if rows.len() > ROWS_MAX => Err(fault(path, Problem::TooMany(rows.len(), ROWS_MAX))),
        Value::Array(rows) => {
            rows.iter().enumerate().try_for_each(|(index, row)| check_texts(&format!("{path}[{index}]"), row))
        }
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            check_texts(&inner, value)
        }),
        _ => Ok(()),
    }
}

fn text_problem(text: &str) -> Option<Problem> {
    // Counting characters is the slow part; a text with fewer bytes cannot have too many.
    if text.len() > TEXT_MAX {
        let length = text.chars().count();
        if length > TEXT_MAX {
            return Some(Problem::TooLong(length, TEXT_MAX));
        }
    }
    text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')).map(Problem::Control)
}

struct IdList(Vec<(String, RowId)>);

impl IdList {
    fn rows<R: Row>(&mut self, path: &str, rows: &[R]) {
        self.0.extend(rows.iter().enumerate().map(|(index, row)| (format!("{path}[{index}].id"), row.id())));
    }
}

/// Every row id of an engagement with the place where it stands.
pub(super) fn row_ids(engagement: &Engagement) -> Vec<(String, RowId)> {
    let mut list = IdList(Vec::new());
    brief_ids(&mut list, "clarify", &engagement.clarify);
    list.rows("briefs", &engagement.briefs);
    list.rows("selection", &engagement.selection);
    list.rows("candidates", &engagement.candidates);
    for (index, candidate) in engagement.candidates.iter().enumerate() {
        let path = format!("candidates[{index}]");
        list.rows(&format!("{path}.quotes"), &candidate.quotes);
        list.rows(&format!("{path}.differences"), &candidate.differences);
        list.rows(&format!("{path}.meetings"), &candidate.meetings);
        list.rows(&format!("{path}.open_points"), &candidate.open_points);
    }
    list.rows("trials", &engagement.trials);
    for (index, trial) in engagement.trials.iter().enumerate() {
        list.rows(&format!("trials[{index}].tasks"), &trial.tasks);
    }
    let past = engagement.past_contracts.iter().enumerate();
    let contracts = past.map(|(index, contract)| (format!("past_contracts[{index}]"), contract));
    for (path, contract) in contracts.chain([("contract".to_owned(), &engagement.contract)]) {
        list.rows(&format!("{path}.agreed"), &contract.agreed);
        list.rows(&format!("{path}.contacts"), &contract.contacts);
    }
    list.rows("cycles", &engagement.cycles);
    for (index, cycle) in engagement.cycles.iter().enumerate() {
        cycle_ids(&mut list, &format!("cycles[{index}]"), cycle);
    }
    list.rows("history", &engagement.history);
    list.rows("overlaps", &engagement.overlaps);
    list.0
}

fn brief_ids(list: &mut IdList, path: &str, brief: &Clarify) {
    list.rows(&format!("{path}.tasks"), &brief.tasks);
    for (index, task) in brief.tasks.iter().enumerate() {
        list.rows(&format!("{path}.tasks[{index}].flow"), &task.flow);
    }
    list.rows(&format!("{path}.criteria"), &brief.criteria);
    list.rows(&format!("{path}.materials"), &brief.materials);
}

fn cycle_ids(list: &mut IdList, path: &str, cycle: &Cycle) {
    list.rows(&format!("{path}.works"), &cycle.works);
    list.rows(&format!("{path}.questions"), &cycle.questions);
    list.rows(&format!("{path}.stalls"), &cycle.stalls);
    list.rows(&format!("{path}.usage"), &cycle.usage);
    list.rows(&format!("{path}.deliverables"), &cycle.deliverables);
    list.rows(&format!("{path}.revisions"), &cycle.revisions);
    list.rows(&format!("{path}.review.meetings"), &cycle.review.meetings);
    list.rows(&format!("{path}.review.points"), &cycle.review.points);
}

/// Every row has an id, and no two rows of an engagement have the same.
fn check_ids(engagement: &Engagement) -> Result<(), Fault> {
    check_single(row_ids(engagement))
}

fn check_single(ids: Vec<(String, RowId)>) -> Result<(), Fault> {
    let mut seen: BTreeMap<RowId, String> = BTreeMap::new();
    for (path, id) in ids {
        if id.is_nil() {
            return Err(fault(path, Problem::NoId));
        }
        if let Some(other) = seen.get(&id) {
            return Err(fault(path, Problem::DoubleId(other.clone())));
        }
        seen.insert(id, path);
    }
    Ok(())
}

struct Known {
    candidates: BTreeSet<RowId>,
    selection: BTreeSet<RowId>,
    criteria: BTreeSet<RowId>,
    tasks: BTreeSet<RowId>,
    quotes: BTreeSet<RowId>,
}

fn known(engagement: &Engagement) -> Known {
    let sealed = engagement.briefs.iter().filter_map(|brief| brief.sealed.as_deref());
    let briefs = || sealed.clone().chain([&engagement.clarify]);
    Known {
        candidates: ids(&engagement.candidates),
        selection: ids(&engagement.selection),
        // A criterion that an older brief had keeps its results.
        criteria: briefs().flat_map(|brief| ids(&brief.criteria)).collect(),
        // And a work order still tells which of its tasks it carries out.
        tasks: briefs().flat_map(|brief| ids(&brief.tasks)).collect(),
        quotes: engagement.candidates.iter().flat_map(|candidate| ids(&candidate.quotes)).collect(),
    }
}

fn ids<R: Row>(rows: &[R]) -> BTreeSet<RowId> {
    rows.iter().map(Row::id).collect()
}

/// Everything that is referred to is there.
fn check_references(engagement: &Engagement) -> Result<(), Fault> {
    let known = known(engagement);
    let there = |path: String, id: Option<RowId>, among: &BTreeSet<RowId>| match id {
        Some(id) if !among.contains(&id) => Err(fault(path, Problem::Dangling)),
        _ => Ok(()),
    };
    there("decision.chosen".into(), engagement.decision.chosen, &known.candidates)?;
    for (index, decision) in engagement.past_decisions.iter().enumerate() {
        there(format!("past_decisions[{index}].chosen"), decision.chosen, &known.candidates)?;
    }
    for (index, candidate) in engagement.candidates.iter().enumerate() {
        for id in candidate.scores.keys() {
            there(format!("candidates[{index}].scores.{id}"), Some(*id), &known.selection)?;
        }
    }
    for (index, trial) in engagement.trials.iter().enumerate() {
        there(format!("trials[{index}].candidate"), trial.candidate, &known.candidates)?;
        for id in trial.results.keys() {
            there(format!("trials[{index}].results.{id}"), Some(*id), &known.criteria)?;
        }
    }
    there("contract.candidate".into(), engagement.contract.candidate, &known.candidates)?;
    there("contract.quote".into(), engagement.contract.quote, &known.quotes)?;
    for (index, contract) in engagement.past_contracts.iter().enumerate() {
        there(format!("past_contracts[{index}].candidate"), contract.candidate, &known.candidates)?;
        there(format!("past_contracts[{index}].quote"), contract.quote, &known.quotes)?;
    }
    for (index, cycle) in engagement.cycles.iter().enumerate() {
        let (works, deliverables) = (ids(&cycle.works), ids(&cycle.deliverables));
        there(format!("cycles[{index}].quote"), cycle.quote, &known.quotes)?;
        for (row, work) in cycle.works.iter().enumerate() {
            there(format!("cycles[{index}].works[{row}].task"), work.task, &known.tasks)?;
        }
        for (row, question) in cycle.questions.iter().enumerate() {
            there(format!("cycles[{index}].questions[{row}].work"), question.work, &works)?;
        }
        for (row, stall) in cycle.stalls.iter().enumerate() {
            there(format!("cycles[{index}].stalls[{row}].work"), stall.work, &works)?;
        }
        for (row, usage) in cycle.usage.iter().enumerate() {
            there(format!("cycles[{index}].usage[{row}].work"), usage.work, &works)?;
        }
        for (row, deliverable) in cycle.deliverables.iter().enumerate() {
            there(format!("cycles[{index}].deliverables[{row}].work"), deliverable.work, &works)?;
        }
        for (row, deliverable) in cycle.deliverables.iter().enumerate() {
            for id in deliverable.results.keys() {
                let path = format!("cycles[{index}].deliverables[{row}].results.{id}");
                there(path, Some(*id), &known.criteria)?;
            }
        }
        for (row, revision) in cycle.revisions.iter().enumerate() {
            there(format!("cycles[{index}].revisions[{row}].deliverable"), revision.deliverable, &deliverables)?;
        }
        for id in cycle.review.results.keys() {
            there(format!("cycles[{index}].review.results.{id}"), Some(*id), &known.criteria)?;
        }
    }
    Ok(())
}

/// Takes away what refers to rows that a person removed. A company that a trial or a contract is
/// with is not let go of this way: it stays a dangling reference, which is refused.
pub(super) fn prune(engagement: &mut Engagement) {
    let known = known(engagement);
    let gone = |id: Option<RowId>, among: &BTreeSet<RowId>| id.is_some_and(|id| !among.contains(&id));
    if gone(engagement.decision.chosen, &known.candidates) {
        engagement.decision.chosen = None;
    }
    for candidate in &mut engagement.candidates {
        candidate.scores.retain(|id, _| known.selection.contains(id));
    }
    for trial in &mut engagement.trials {
        trial.results.retain(|id, _| known.criteria.contains(id));
    }
    for contract in engagement.past_contracts.iter_mut().chain([&mut engagement.contract]) {
        if gone(contract.quote, &known.quotes) {
            contract.quote = None;
        }
    }
    for cycle in &mut engagement.cycles {
        let (works, deliverables) = (ids(&cycle.works), ids(&cycle.deliverables));
        if gone(cycle.quote, &known.quotes) {
            cycle.quote = None;
        }
        for work in cycle.works.iter_mut().filter(|row| gone(row.task, &known.tasks)) {
            work.task = None;
        }
        let questions = cycle.questions.iter_mut().map(|row| &mut row.work);
        let stalls = cycle.stalls.iter_mut().map(|row| &mut row.work);
        let usage = cycle.usage.iter_mut().map(|row| &mut row.work);
        let deliverables_of = cycle.deliverables.iter_mut().map(|row| &mut row.work);
        for work in questions.chain(stalls).chain(usage).chain(deliverables_of).filter(|work| gone(**work, &works)) {
            *work = None;
        }
        for deliverable in &mut cycle.deliverables {
            deliverable.results.retain(|id, _| known.criteria.contains(id));
        }
        for revision in cycle.revisions.iter_mut().filter(|row| gone(row.deliverable, &deliverables)) {
            revision.deliverable = None;
        }
        cycle.review.results.retain(|id, _| known.criteria.contains(id));
    }
}

/// Whether a text may stand in a link field: an address of a kind that opens nothing but a page, a
/// mail or a call, or a bare name (of a file), which is shown and never opened.
pub fn link_allowed(text: &str) -> bool {
    link_target(text).is_some() || !has_scheme(text)
}

/// The address to open, for a link of an allowed kind.
pub fn link_target(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let open = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|kind| lower.strip_prefix(kind).is_some_and(|rest| !rest.is_empty()));
    (open && !text.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(text)
}

/// Whether a browser would read a scheme in front. Browsers pass over control characters and
/// spaces there, so those are passed over here too.
fn has_scheme(text: &str) -> bool {
    let seen: String = text.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let Some((scheme, _)) = seen.split_once(':') else {
        return false;
    };
    // A drive letter (C:) is a place of a file, not a scheme.
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn check_links(engagement: &Engagement) -> Result<(), Fault> {
    let materials = engagement.clarify.materials.iter().enumerate();
    let materials = materials.map(|(index, row)| (format!("clarify.materials[{index}].link"), &row.link));
    let sites = engagement.candidates.iter().enumerate();
    let sites = sites.map(|(index, row)| (format!("candidates[{index}].site"), &row.site));
    let past = engagement.past_contracts.iter().enumerate();
    let past = past.map(|(index, row)| (format!("past_contracts[{index}].link"), &row.link));
    let delivered = engagement.cycles.iter().enumerate().flat_map(|(index, cycle)| {
        let rows = cycle.deliverables.iter().enumerate();
        rows.map(move |(row, delivered)| (format!("cycles[{index}].deliverables[{row}].link"), &delivered.link))
    });
    let links = materials.chain(sites).chain(delivered).chain(past);
    let mut links = links.chain([("contract.link".to_owned(), &engagement.contract.link)]);
    match links.find(|(_, link)| !link_allowed(link)) {
        Some((path, _)) => Err(fault(path, Problem::Link)),
        None => Ok(()),
    }
}

/// A file is named by the hash of what is in it.
fn check_files(engagement: &Engagement) -> Result<(), Fault> {
    let hashed = |file: &StoredFile| {
        file.sha256.len() == 64 && file.sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    match files(engagement).find(|(_, file)| !hashed(file)) {
        Some((path, _)) => Err(fault(format!("{path}.sha256"), Problem::Hash)),
        None => Ok(()),
    }
}

/// Every file that an engagement knows of, with the place where it stands.
pub(super) fn files(engagement: &Engagement) -> impl Iterator<Item = (String, &StoredFile)> {
    fn of_brief(path: String, brief: &Clarify) -> impl Iterator<Item = (String, Option<&StoredFile>)> {
        let materials = brief.materials.iter().enumerate();
        materials.map(move |(index, row)| (format!("{path}.materials[{index}].file"), row.file.as_ref()))
    }
    let sealed = engagement.briefs.iter().enumerate();
    let sealed =
        sealed.filter_map(|(index, brief)| Some((format!("briefs[{index}].sealed"), brief.sealed.as_deref()?)));
    let briefs = sealed.chain([("clarify".to_owned(), &engagement.clarify)]);
    let past = engagement.past_contracts.iter().enumerate();
    let contracts = past
        .map(|(index, row)| (format!("past_contracts[{index}].file"), row.file.as_ref()))
        .chain([("contract.file".to_owned(), engagement.contract.file.as_ref())]);
    briefs
        .flat_map(|(path, brief)| of_brief(path, brief))
        .chain(contracts)
        .filter_map(|(path, file)| Some((path, file?)))
}

/// No period ends before it begins, and no month's most is less than its least.
fn check_periods(engagement: &Engagement) -> Result<(), Fault> {
    fn reversed<T: PartialOrd>(from: Option<T>, to: Option<T>) -> bool {
        matches!((from, to), (Some(from), Some(to)) if to < from)
    }
    if reversed(engagement.irregular.least, engagement.irregular.most) {
        return Err(fault("irregular.most", Problem::Reversed));
    }
    for (index, trial) in engagement.trials.iter().enumerate() {
        if reversed(trial.from, trial.to) {
            return Err(fault(format!("trials[{index}].to"), Problem::Reversed));
        }
    }
    if reversed(engagement.contract.starts_on, engagement.contract.ends_on) {
        return Err(fault("contract.ends_on", Problem::Reversed));
    }
    for (index, cycle) in engagement.cycles.iter().enumerate() {
        if reversed(cycle.review.from, cycle.review.to) {
            return Err(fault(format!("cycles[{index}].review.to"), Problem::Reversed));
        }
    }
    Ok(())
}
