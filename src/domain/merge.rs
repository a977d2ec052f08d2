//! Three-way merge: what one tab did to a board that another tab has changed meanwhile.
//!
//! Model: a [`Work`] tells what was done by what it found and what it left, engagement by
//! engagement. Held against the board as it is now, each field has three values: before, mine,
//! present. Where only one side has changed it, that side's counts; where both have, mine does and
//! the present one is kept beside it as an [`Overlap`], so that a person chooses. Lists of rows are
//! merged row by row; a row that one side removed and the other changed stays. Moves come one after
//! the other, and the history tells of both.
//!
//! A work that is merged a second time changes nothing: a tab that does not know whether its work
//! arrived sends it again.
//!
//! What two devices did apart, for hours and by two people, is merged more strictly ([`apart`]): inside a
//! quote, a decision, a contract or an entry of time that both have changed, a change of the other side is taken over and shown,
//! never taken over alone. Both versions are kept with who wrote them and when.

use super::Engagement;
use super::board::{Board, Settings};
use super::change::{Change, Label, Op};
use super::command::follow_terms;
use super::engagement::Overlap;
use super::history::Entry;
use super::ids::{EngagementId, IdSource};
use super::json::{from_value, to_value};
use super::patch::{Path, Step, diff, ids as row_ids};
use super::stage::clarify::Brief;
use super::validate::{check_engagement, check_settings, prune};
use crate::domain::sort;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use uuid::Uuid;

/// A change as one tab tells it to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// A fresh UUID version 7, from which the ids of overlaps are counted.
    pub seed: Uuid,
    /// What it is called.
    pub label: Label,
    /// What it found and left.
    pub touched: Vec<Touched>,
    /// The settings that it found and left, where it changed them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Box<(Settings, Settings)>>,
}

/// One engagement, before and after; nothing where it was not there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Touched {
    /// As it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Arc<Engagement>>,
    /// As it was on the way, where several works are told as one: some of them may have arrived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<Arc<Engagement>>,
    /// As it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Arc<Engagement>>,
}

impl Touched {
    fn id(&self) -> Option<EngagementId> {
        self.before.as_ref().or(self.after.as_ref()).map(|engagement| engagement.id)
    }

    fn go_on(&mut self, later: &Self) {
        self.between.extend(self.after.take());
        self.between.extend(later.between.iter().cloned());
        self.after.clone_from(&later.after);
    }
}

impl Work {
    /// What a change did between two states of a board.
    pub fn of(change: &Change, before: &Board, after: &Board, seed: Uuid) -> Self {
        let mut touched: Vec<EngagementId> = change.ops.iter().filter_map(Op::engagement).collect();
        sort::plain(&mut touched);
        touched.dedup();
        let states = touched.iter().map(|id| Touched {
            before: before.get(*id).cloned(),
            between: Vec::new(),
            after: after.get(*id).cloned(),
        });
        let settings =
            (before.settings != after.settings).then(|| Box::new((before.settings.clone(), after.settings.clone())));
        Self { at: change.at, seed, label: change.label.clone(), touched: states.collect(), settings }
    }

    /// Several works, made one after the other, as one: what the first of them found and the last one
    /// left. Nothing for none.
    pub fn together<'a>(works: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut works = works.into_iter();
        let mut all = works.next()?.clone();
        for work in works {
            for touched in &work.touched {
                match all.touched.iter_mut().find(|known| known.id() == touched.id()) {
                    Some(known) => known.go_on(touched),
                    None => all.touched.push(touched.clone()),
                }
            }
            match (&mut all.settings, &work.settings) {
                (Some(known), Some(later)) => known.1 = later.1.clone(),
                (known, later) => *known = known.take().or_else(|| later.clone()),
            }
            all.at = work.at;
            all.label = work.label.clone();
        }
        Some(all)
    }

    /// The engagements that it is about.
    pub fn engagements(&self) -> impl Iterator<Item = EngagementId> + '_ {
        self.touched.iter().filter_map(Touched::id)
    }

    /// The change that does the same to the board as it is now; nothing where it is done already.
    pub fn merge(&self, board: &Board) -> Option<Change> {
        let mut ids = IdSource::new(self.seed);
        let mut ops: Vec<Op> = self.touched.iter().filter_map(|touched| self.op(board, touched, &mut ids)).collect();
        if let Some((before, after)) = self.settings.as_deref() {
            let present = to_value(&board.settings);
            let merged = merge_settings((before, after, &board.settings), &Signed::tabs(self.at), &mut ids);
            let deltas = diff(&present, &to_value(&merged));
            if !deltas.is_empty() {
                ops.push(Op::Settings(deltas));
            }
        }
        (!ops.is_empty()).then(|| Change { at: self.at, label: self.label.clone(), ops })
    }

    fn op(&self, board: &Board, touched: &Touched, ids: &mut IdSource) -> Option<Op> {
        let id = touched.id()?;
        match (&touched.before, &touched.after, board.get(id)) {
            (None, Some(after), None) => Some(Op::Add(Arc::clone(after))),
            (Some(before), Some(after), None) => {
                // It was removed elsewhere: what was written here brings it back, a new place does not.
                let moved = Engagement { rank: after.rank.clone(), ..(**before).clone() };
                (**after != moved).then(|| Op::Add(Arc::clone(after)))
            }
            (_, None, None) => None,
            (None, Some(after), Some(present)) => {
                // It has arrived; what was done to it since may not have.
                let first = touched.between.first().filter(|_| present != after)?;
                let merged = self.merge_one(touched, first, after, present, ids);
                Op::between(present, &merged)
            }
            (None, None, Some(_)) => None,
            (Some(before), None, Some(present)) if before == present => Some(Op::Remove(Arc::clone(present))),
            (Some(_), None, Some(present)) => {
                let mut after = (**present).clone();
                let row = kept(Path::default(), String::new(), Value::Null, &Signed::tabs(self.at), Whose::Mine);
                keep(&mut after.overlaps, row, ids);
                Op::between(present, &after)
            }
            (Some(before), Some(after), Some(present)) if before == present => Op::between(present, after),
            (Some(before), Some(after), Some(present)) => {
                let merged = self.merge_one(touched, before, after, present, ids);
                Op::between(present, &merged)
            }
        }
    }

    fn merge_one(
        &self,
        touched: &Touched,
        before: &Engagement,
        after: &Engagement,
        present: &Engagement,
        ids: &mut IdSource,
    ) -> Engagement {
        let three = Three { before, between: &touched.between, mine: after, present };
        merge_engagement(three, &self.field(), &Signed::tabs(self.at), ids)
    }

    fn field(&self) -> String {
        match &self.label {
            Label::Edit(_, field) => field.clone(),
            _ => String::new(),
        }
    }
}

/// What the field of an overlap holds now.
pub fn present_beside(engagement: &Engagement, overlap: &Overlap) -> Value {
    held_at(&to_value(engagement), overlap)
}

/// What the field of an overlap of the settings holds now.
pub fn present_beside_setting(settings: &Settings, overlap: &Overlap) -> Value {
    held_at(&to_value(settings), overlap)
}

fn held_at(document: &Value, overlap: &Overlap) -> Value {
    super::patch::value_at(document, &Path::from(overlap.path.clone())).cloned().unwrap_or_default()
}

/// Who wrote a version, and when by their clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Their name; empty where it is not known.
    pub by: String,
    /// When, where it is known. It is shown and decides nothing.
    pub at: Option<DateTime<FixedOffset>>,
}

/// Two sides that meet.
#[derive(Clone, Debug)]
pub struct Signed {
    /// When they meet.
    pub at: DateTime<FixedOffset>,
    /// Who wrote what is mine.
    pub mine: Signature,
    /// Who wrote what is present.
    pub present: Signature,
    /// Whether they are two devices, which are merged more strictly than two tabs.
    apart: bool,
}

impl Signed {
    /// Two tabs of one browser: one person.
    fn tabs(at: DateTime<FixedOffset>) -> Self {
        Self { at, mine: Signature::default(), present: Signature::default(), apart: false }
    }

    /// Two devices.
    pub fn apart(at: DateTime<FixedOffset>, mine: Signature, present: Signature) -> Self {
        Self { at, mine, present, apart: true }
    }
}

/// Merges what two devices made of one engagement. Nothing stands for one that is not there: `before` where no
/// common version is known, `mine` where it was removed here, `present` where it was removed there. Answers what is
/// to stand; nothing where it is to be gone. The ids of overlaps are counted from `seed`.
pub fn apart(
    before: Option<&Engagement>,
    mine: Option<&Engagement>,
    present: Option<&Engagement>,
    signed: &Signed,
    seed: Uuid,
) -> Option<Engagement> {
    let mut ids = IdSource::new(seed);
    let removed = |whose| kept(Path::default(), String::new(), Value::Null, signed, whose);
    match (mine, present) {
        (None, None) => None,
        (Some(mine), Some(present)) => {
            let nothing = Engagement { id: present.id, ..Engagement::default() };
            let three = Three { before: before.unwrap_or(&nothing), between: &[], mine, present };
            Some(merge_engagement(three, "", signed, &mut ids))
        }
        (Some(mine), None) if before == Some(mine) => None,
        (None, Some(present)) if before == Some(present) => None,
        // It was never here.
        (None, Some(present)) if before.is_none() => Some(present.clone()),
        // Removed on one side, changed on the other: it stays, and a person decides.
        (Some(mine), None) => {
            let mut after = mine.clone();
            keep(&mut after.overlaps, removed(Whose::Theirs), &mut ids);
            Some(after)
        }
        (None, Some(present)) => {
            let mut after = present.clone();
            keep(&mut after.overlaps, removed(Whose::Mine), &mut ids);
            Some(after)
        }
    }
}

/// The same for the settings, which are always there.
pub fn settings_apart(
    before: Option<&Settings>,
    mine: &Settings,
    present: &Settings,
    signed: &Signed,
    seed: Uuid,
) -> Settings {
    let before = before.cloned().unwrap_or_default();
    merge_settings((&before, mine, present), signed, &mut IdSource::new(seed))
}

/// Where mine stands in a field, what was present is kept beside it.
fn merge_settings(
    (before, mine, present): (&Settings, &Settings, &Settings),
    signed: &Signed,
    ids: &mut IdSource,
) -> Settings {
    let mut clashes = Clashes::new(signed);
    let merged = merge_objects(&to_value(before), &to_value(mine), &to_value(present), &mut clashes);
    // Together they may be no sound settings: a closure that ends before it begins. The present stay then.
    let Ok(mut settings) = from_value::<Settings>(&merged) else { return present.clone() };
    // Both sides may have met the same third one.
    for row in std::mem::take(&mut settings.overlaps) {
        if !settings.overlaps.iter().any(|known| known.path == row.path && known.other == row.other) {
            settings.overlaps.push(row);
        }
    }
    for (path, value, whose) in clashes.found {
        let row = kept(path, String::new(), value.unwrap_or_default(), signed, whose);
        keep(&mut settings.overlaps, row, ids);
    }
    if check_settings(&settings).is_ok() {
        return settings;
    }
    let mut settings = present.clone();
    if signed.apart {
        let (was, wanted) = (to_value(before), to_value(mine));
        for (name, value) in wanted.as_object().into_iter().flatten() {
            if was.get(name) != Some(value) && name != "overlaps" {
                let path = Path::default().with(Step::Field(name.clone()));
                keep(&mut settings.overlaps, kept(path, String::new(), value.clone(), signed, Whose::Mine), ids);
            }
        }
    }
    settings
}

/// Keeps beside an engagement what another version of it holds in each field that differs: one that was neither
/// before nor after it, but lost against it without having been merged. The ids of overlaps are counted from `seed`.
pub fn beside(stands: &Engagement, lost: &Engagement, signed: &Signed, seed: Uuid) -> Engagement {
    let mut after = stands.clone();
    keep_differences(&to_value(stands), &to_value(lost), &mut after.overlaps, signed, seed);
    after
}

/// The same for the settings.
pub fn beside_settings(stands: &Settings, lost: &Settings, signed: &Signed, seed: Uuid) -> Settings {
    let mut after = stands.clone();
    keep_differences(&to_value(stands), &to_value(lost), &mut after.overlaps, signed, seed);
    after
}

fn keep_differences(stands: &Value, lost: &Value, overlaps: &mut Vec<Overlap>, signed: &Signed, seed: Uuid) {
    let mut ids = IdSource::new(seed);
    let none = Map::new();
    let (stands, lost) = (stands.as_object().unwrap_or(&none), lost.as_object().unwrap_or(&none));
    let mut names: Vec<&String> = stands.keys().chain(lost.keys()).collect();
    sort::plain(&mut names);
    names.dedup();
    for name in names.into_iter().filter(|name| stands.get(*name) != lost.get(*name)) {
        let path = Path::default().with(Step::Field(name.clone()));
        if !is_protected(&path) {
            let value = lost.get(name).cloned().unwrap_or_default();
            keep(overlaps, kept(path, String::new(), value, signed, Whose::Theirs), &mut ids);
        }
    }
}

/// Keeps beside each field that `after` changes what it held: for a field that was being written
/// while something else came into it.
pub(super) fn keep_overwritten(
    present: &Engagement,
    after: &mut Engagement,
    field: &str,
    at: DateTime<FixedOffset>,
    ids: &mut IdSource,
) {
    let mut overwritten = Vec::new();
    // Against an empty document everything has changed on both sides.
    let (was, is) = (to_value(present), to_value(after));
    for delta in diff(&was, &is) {
        if matches!(delta.path.steps().last(), Some(Step::Field(_))) && !is_protected(&delta.path) {
            let held = super::patch::value_at(&was, &delta.path);
            overwritten.push((delta.path, held.cloned()));
        }
    }
    for (path, held) in overwritten {
        let row = kept(path, field.to_owned(), held.unwrap_or_default(), &Signed::tabs(at), Whose::Theirs);
        keep(&mut after.overlaps, row, ids);
    }
}

/// What only moves change, merged apart from the fields.
const PROTECTED: [&str; 7] = ["stage", "rank", "status", "status_reason", "history", "briefs", "overlaps"];

/// Whether a place belongs to what only moves change.
pub(super) fn is_protected(path: &Path) -> bool {
    matches!(path.steps().first(), None | Some(Step::Row(_)))
        || matches!(path.steps().first(), Some(Step::Field(name)) if PROTECTED.contains(&name.as_str()))
}

/// A draft that was begun on an engagement as it was `opened`, brought onto the present one: what only
/// moves change is the present one's.
pub fn rebase(
    opened: &Engagement,
    draft: &Engagement,
    present: &Engagement,
    at: DateTime<FixedOffset>,
    seed: Uuid,
) -> Engagement {
    let mut ids = IdSource::new(seed);
    let three = Three { before: opened, between: &[], mine: draft, present };
    let merged = merge_engagement(three, "", &Signed::tabs(at), &mut ids);
    Engagement {
        stage: present.stage,
        rank: present.rank.clone(),
        status: present.status,
        history: present.history.clone(),
        briefs: present.briefs.clone(),
        ..merged
    }
}

/// What is merged.
#[derive(Clone, Copy)]
struct Three<'a> {
    before: &'a Engagement,
    /// What mine was on the way: where that is what is present, nobody else has changed it.
    between: &'a [Arc<Engagement>],
    mine: &'a Engagement,
    present: &'a Engagement,
}

fn merge_engagement(three: Three, field: &str, signed: &Signed, ids: &mut IdSource) -> Engagement {
    let Three { before, between, mine, present } = three;
    let fields = |engagement: &Engagement| {
        let mut value = to_value(engagement);
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|name, _| !PROTECTED.contains(&name.as_str()));
        }
        value
    };
    let (was, wanted) = (fields(before), fields(mine));
    let mut clashes = Clashes::new(signed);
    let merged = merge_objects(&was, &wanted, &fields(present), &mut clashes);
    let mut unsettled = clashes.found;
    let on_the_way: Vec<Value> = between.iter().map(|engagement| to_value(&**engagement)).collect();
    unsettled
        .retain(|(path, held, _)| !on_the_way.iter().any(|was| super::patch::value_at(was, path) == held.as_ref()));
    if let Ok(mut after) = from_value::<Engagement>(&merged) {
        merge_moves(before, mine, present, &mut after);
        prune(&mut after);
        follow_terms(&mut after, &present.clarify, signed.at, ids);
        for (path, held, whose) in unsettled {
            let row = kept(path, field.to_owned(), held.unwrap_or_default(), signed, whose);
            keep(&mut after.overlaps, row, ids);
        }
        if check_engagement(&after).is_ok() {
            return after;
        }
    }
    // Together they are no sound engagement. The fields stay as they are, mine are kept beside them.
    let mut after = present.clone();
    merge_moves(before, mine, present, &mut after);
    if check_engagement(&after).is_err() {
        after = present.clone();
    }
    for delta in diff(&was, &wanted) {
        let Some(Step::Field(name)) = delta.path.steps().first() else { continue };
        let whole = Path::default().with(Step::Field(name.clone()));
        let wanted = wanted.get(name).cloned().unwrap_or_default();
        keep(&mut after.overlaps, kept(whole, field.to_owned(), wanted, signed, Whose::Mine), ids);
    }
    after
}

/// Place, stage, status and what goes with them.
fn merge_moves(before: &Engagement, mine: &Engagement, present: &Engagement, after: &mut Engagement) {
    let known = |entry: &&Entry| !before.history.iter().chain(&present.history).any(|other| other.id == entry.id);
    let mut moves: Vec<Entry> = mine.history.iter().filter(known).cloned().collect();
    let stands = (present.stage, present.status, &present.status_reason);
    let moved = (mine.stage, mine.status, &mine.status_reason) != (before.stage, before.status, &before.status_reason)
        && (mine.stage, mine.status, &mine.status_reason) != stands;
    if let Some(first) = moves.first_mut() {
        first.from = present.stage;
    }
    let from = if moved { mine } else { present };
    after.stage = from.stage;
    after.status = from.status;
    after.status_reason.clone_from(&from.status_reason);
    after.rank = if mine.rank == before.rank { present.rank.clone() } else { mine.rank.clone() };
    // An undo takes entries of the history back.
    let gone = |entry: &Entry| {
        before.history.iter().any(|other| other.id == entry.id)
            && !mine.history.iter().any(|other| other.id == entry.id)
    };
    after.history = present.history.iter().filter(|entry| !gone(entry)).cloned().chain(moves).collect();
    after.briefs = merge_briefs(before, mine, present);
    after.overlaps.clone_from(&present.overlaps);
    let settled = |row: &Overlap| {
        before.overlaps.iter().any(|other| other.id == row.id) && !mine.overlaps.iter().any(|other| other.id == row.id)
    };
    after.overlaps.retain(|row| !settled(row));
    for row in &mine.overlaps {
        let known = before.overlaps.iter().chain(&present.overlaps).any(|other| other.id == row.id);
        // Both sides may have met the same third one.
        let told = after.overlaps.iter().any(|other| other.path == row.path && other.other == row.other);
        if !known && !told {
            after.overlaps.push(row.clone());
        }
    }
}

/// The versions of the brief. Where both sides have begun one, mine comes after the present one's, which is sealed as
/// it stood there.
fn merge_briefs(before: &Engagement, mine: &Engagement, present: &Engagement) -> Vec<Brief> {
    if present.briefs == before.briefs {
        return mine.briefs.clone();
    }
    let among = |briefs: &[Brief], id| briefs.iter().any(|brief| brief.id == id);
    let mut briefs = present.briefs.clone();
    // An undo takes a version back.
    briefs.retain(|brief| !among(&before.briefs, brief.id) || among(&mine.briefs, brief.id));
    for new in mine.briefs.iter().filter(|brief| !among(&before.briefs, brief.id)) {
        if among(&briefs, new.id) {
            continue;
        }
        let version = briefs.last().map_or(1, |last| last.version + 1);
        if let Some(last) = briefs.last_mut() {
            last.sealed.get_or_insert_with(|| Box::new(present.clarify.clone()));
        }
        briefs.push(Brief { version, ..new.clone() });
    }
    if let Some(last) = briefs.last_mut() {
        last.sealed = None;
    }
    briefs
}

/// Which of two sides a version is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Mine,
    Theirs,
}

/// An overlap that has no id yet: the version of one side, and who wrote it and the one that stands.
fn kept(path: Path, field: String, other: Value, signed: &Signed, whose: Whose) -> Overlap {
    let (wrote, stands) = match whose {
        Whose::Mine => (&signed.mine, &signed.present),
        Whose::Theirs => (&signed.present, &signed.mine),
    };
    Overlap {
        at: Some(signed.at),
        path: path.to_string(),
        field,
        other,
        by: wrote.by.clone(),
        written_at: wrote.at,
        beside: stands.by.clone(),
        beside_at: stands.at,
        ..Overlap::default()
    }
}

/// Keeps what a field held, unless that is kept already.
fn keep(overlaps: &mut Vec<Overlap>, mut row: Overlap, ids: &mut IdSource) {
    if !overlaps.iter().any(|known| known.path == row.path && known.other == row.other) {
        // A work that was merged before, alone or with others, has given its ids out already.
        row.id = ids.row();
        while overlaps.iter().any(|known| known.id == row.id) {
            row.id = ids.row();
        }
        overlaps.push(row);
    }
}

/// Where the two sides of a merge meet.
struct Clashes {
    /// The place, the version that does not stand there, and whose it is.
    found: Vec<(Path, Option<Value>, Whose)>,
    apart: bool,
    /// Whether the place that is being merged is part of what is decided as one, and was changed on both sides.
    within: bool,
}

impl Clashes {
    fn new(signed: &Signed) -> Self {
        Self { found: Vec::new(), apart: signed.apart, within: false }
    }
}

/// What counts as one: a quote, a decision, a contract, an entry of time that is billed.
fn is_one(path: &Path) -> bool {
    let names: Vec<&str> =
        path.steps().iter().map(|step| if let Step::Field(name) = step { name } else { "" }).collect();
    matches!(
        names[..],
        ["decision" | "contract"]
            | ["past_decisions" | "past_contracts", ""]
            | ["candidates", "", "quotes", ""]
            | ["cycles", "", "usage", ""]
    )
}

fn merge_objects(before: &Value, mine: &Value, present: &Value, clashes: &mut Clashes) -> Value {
    merge_values(&Path::default(), Some(before), Some(mine), Some(present), clashes).unwrap_or_default()
}

/// Merges one place. What does not stand goes to the clashes.
fn merge_values(
    path: &Path,
    before: Option<&Value>,
    mine: Option<&Value>,
    present: Option<&Value>,
    clashes: &mut Clashes,
) -> Option<Value> {
    if mine == before || mine == present {
        if clashes.within && mine != present {
            show(path, mine, present, clashes);
        }
        return present.cloned();
    }
    if present == before {
        return mine.cloned();
    }
    let within = clashes.within;
    clashes.within = within || (clashes.apart && is_one(path));
    let merged = merge_both(path, before, mine, present, clashes);
    clashes.within = within;
    merged
}

/// A change of the other side inside what was changed here too: it stands, and is shown field by field.
fn show(path: &Path, mine: Option<&Value>, present: Option<&Value>, clashes: &mut Clashes) {
    let nothing = Value::Object(Map::new());
    for delta in diff(mine.unwrap_or(&nothing), present.unwrap_or(&nothing)) {
        let inner = delta.path.steps().iter().cloned().fold(path.clone(), |path, step| path.with(step));
        if matches!(inner.steps().last(), Some(Step::Field(_))) {
            let held = mine.and_then(|mine| super::patch::value_at(mine, &delta.path));
            clashes.found.push((inner, held.cloned(), Whose::Mine));
        }
    }
}

/// Merges one place that both sides have changed.
fn merge_both(
    path: &Path,
    before: Option<&Value>,
    mine: Option<&Value>,
    present: Option<&Value>,
    clashes: &mut Clashes,
) -> Option<Value> {
    let none = Map::new();
    if let (Some(was), Some(wanted), Some(held)) = (object(before, &none), object(mine, &none), object(present, &none))
        && (mine.is_some() || present.is_some())
    {
        return Some(Value::Object(merge_fields(path, was, wanted, held, clashes)));
    }
    if let (Some(was), Some(wanted), Some(held)) = (rows(before), rows(mine), rows(present)) {
        return Some(Value::Array(merge_rows(path, was, wanted, held, clashes)));
    }
    clashes.found.push((path.clone(), present.cloned(), Whose::Theirs));
    mine.cloned()
}

/// The fields of an object; what is left out is an object without any.
fn object<'a>(value: Option<&'a Value>, none: &'a Map<String, Value>) -> Option<&'a Map<String, Value>> {
    match value {
        None => Some(none),
        Some(value) => value.as_object(),
    }
}

fn merge_fields(
    path: &Path,
    before: &Map<String, Value>,
    mine: &Map<String, Value>,
    present: &Map<String, Value>,
    clashes: &mut Clashes,
) -> Map<String, Value> {
    let mut merged = Map::new();
    let mut names: Vec<&String> = present.keys().chain(mine.keys()).collect();
    sort::plain(&mut names);
    names.dedup();
    for name in names {
        let inner = path.with(Step::Field(name.clone()));
        if let Some(value) = merge_values(&inner, before.get(name), mine.get(name), present.get(name), clashes) {
            merged.insert(name.clone(), value);
        }
    }
    merged
}

/// A list whose items have ids; what is left out is an empty one.
fn rows(value: Option<&Value>) -> Option<&[Value]> {
    match value {
        None => Some(&[]),
        Some(value) => value.as_array().map(Vec::as_slice).filter(|rows| row_ids(rows).is_some()),
    }
}

fn merge_rows(path: &Path, before: &[Value], mine: &[Value], present: &[Value], clashes: &mut Clashes) -> Vec<Value> {
    let id = |row: &Value| row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let find = |rows: &[Value], wanted: &str| rows.iter().find(|row| id(row) == wanted).cloned();
    let order = |rows: &[Value]| rows.iter().map(id).collect::<Vec<_>>();
    let common = |rows: &[Value]| -> Vec<String> {
        let everywhere = |id: &String| [before, mine, present].iter().all(|rows| find(rows, id).is_some());
        order(rows).into_iter().filter(everywhere).collect()
    };
    // Whoever has put the rows in another order decides it; both have: mine.
    let (leading, following) = if common(mine) == common(before) { (present, mine) } else { (mine, present) };
    let mut merged_order = order(leading);
    for (index, row) in order(following).iter().enumerate() {
        if merged_order.contains(row) {
            continue;
        }
        // After the same row as there.
        let above =
            order(following)[..index].iter().rev().find_map(|above| merged_order.iter().position(|id| id == above));
        merged_order.insert(above.map_or(0, |at| at + 1), row.clone());
    }
    let mut merged = Vec::new();
    for row in merged_order {
        let (was, wanted, held) = (find(before, &row), find(mine, &row), find(present, &row));
        let stays = match (&was, &wanted, &held) {
            (Some(was), None, Some(held)) => was != held,
            (Some(was), Some(wanted), None) => was != wanted,
            _ => true,
        };
        if !stays {
            continue;
        }
        let inner = path.with(Step::Row(row));
        if clashes.apart && was.is_some() && wanted.is_some() != held.is_some() {
            // Removed on one side and changed on the other: it stays, and a person decides.
            let whose = if wanted.is_none() { Whose::Mine } else { Whose::Theirs };
            clashes.found.push((inner.clone(), None, whose));
        }
        let value = match (wanted, held) {
            (Some(wanted), Some(held)) => merge_values(&inner, was.as_ref(), Some(&wanted), Some(&held), clashes),
            (wanted, held) => wanted.or(held),
        };
        merged.extend(value);
    }
    merged
}

#[cfg(test)]
mod tests;
