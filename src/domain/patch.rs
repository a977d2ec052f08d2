//! Differences between two states of one document, small enough to be stored per action.
//!
//! Model: a document is JSON. Its objects are compared field by field, lists whose items have an
//! `id` are compared item by item, long texts by the part that differs; everything else is replaced
//! whole. A [`Delta`] holds what was there before and what is there after, so it inverts, and so
//! that applying it to a document it was not made for is noticed instead of silently overwritten.
//!
//! Limitations: a list in which ids are missing or double is replaced whole.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "(Path, Edit)", into = "(Path, Edit)")]
pub struct Delta {
    /// Where in the document.
    pub path: Path,
    /// What changes there.
    pub edit: Edit,
}

impl From<(Path, Edit)> for Delta {
    fn from((path, edit): (Path, Edit)) -> Self {
        Self { path, edit }
    }
}

impl From<Delta> for (Path, Edit) {
    fn from(delta: Delta) -> Self {
        (delta.path, delta.edit)
    }
}

/// What changes at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A value is replaced; nothing stands for a field that is left out.
    Set(Option<Value>, Option<Value>),
    /// Part of a text is replaced: how many characters stand before it, what was, what is.
    Text(usize, String, String),
    /// A row comes in at a place.
    Insert(usize, Value),
    /// A row goes from a place.
    Remove(usize, Value),
    /// A row moves from one place to another.
    Move(usize, usize),
}

/// A place in a document: `candidates[0190…].quotes[0191…].fee`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct Path(Vec<Step>);

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into a field of an object.
    Field(String),
    /// Into the row with this id.
    Row(String),
}

impl Path {
    /// The steps from the document's root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The place one step further in.
    pub(super) fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Row(id) => write!(f, "[{id}]")?,
            }
        }
        Ok(())
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.to_string()
    }
}

impl From<String> for Path {
    fn from(text: String) -> Self {
        let mut steps = Vec::new();
        for part in text.split(['.', '[']).filter(|part| !part.is_empty()) {
            steps.push(match part.strip_suffix(']') {
                Some(id) => Step::Row(id.to_owned()),
                None => Step::Field(part.to_owned()),
            });
        }
        Self(steps)
    }
}

/// A delta met a document that it was not made for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mismatch at {path}")]
pub struct Mismatch {
    /// Where.
    pub path: Path,
}

/// The differences that lead from one document to another.
pub fn diff(before: &Value, after: &Value) -> Vec<Delta> {
    let mut deltas = Vec::new();
    walk(&Path::default(), before, after, &mut deltas);
    deltas
}

fn walk(path: &Path, before: &Value, after: &Value, deltas: &mut Vec<Delta>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => walk_fields(path, old, new, deltas),
        (Value::Array(old), Value::Array(new)) => match (ids(old), ids(new)) {
            (Some(old_ids), Some(new_ids)) => walk_rows(path, (old, &old_ids), (new, &new_ids), deltas),
            _ => deltas.push(set(path, Some(before), Some(after))),
        },
        (Value::String(old), Value::String(new)) => deltas.push(text(path, old, new)),
        _ => deltas.push(set(path, Some(before), Some(after))),
    }
}

fn walk_fields(path: &Path, old: &Map<String, Value>, new: &Map<String, Value>, deltas: &mut Vec<Delta>) {
    for (name, before) in old {
        let path = path.with(Step::Field(name.clone()));
        match new.get(name) {
            Some(after) => walk(&path, before, after, deltas),
            None => deltas.push(set(&path, Some(before), None)),
        }
    }
    for (name, after) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        deltas.push(set(&path.with(Step::Field(name.clone())), None, Some(after)));
    }
}

fn walk_rows(
    path: &Path,
    (old, old_ids): (&[Value], &[&str]),
    (new, new_ids): (&[Value], &[&str]),
    deltas: &mut Vec<Delta>,
) {
    let mut push = |edit| deltas.push(Delta { path: path.clone(), edit });
    let mut order: Vec<&str> = old_ids.to_vec();
    for (index, id) in old_ids.iter().enumerate().rev() {
        if !new_ids.contains(id) {
            push(Edit::Remove(index, old[index].clone()));
            order.remove(index);
        }
    }
    for (index, id) in new_ids.iter().enumerate() {
        match order.iter().position(|other| other == id) {
            Some(at) if at == index => {}
            Some(at) => {
                push(Edit::Move(at, index));
                let id = order.remove(at);
                order.insert(index, id);
            }
            None => {
                push(Edit::Insert(index, new[index].clone()));
                order.insert(index, id);
            }
        }
    }
    for (index, id) in old_ids.iter().enumerate() {
        if let Some(at) = new_ids.iter().position(|other| other == id) {
            walk(&path.with(Step::Row((*id).to_owned())), &old[index], &new[at], deltas);
        }
    }
}

/// The ids of a list's rows, or nothing where it is no list of rows.
pub(super) fn ids(rows: &[Value]) -> Option<Vec<&str>> {
    let ids: Option<Vec<&str>> = rows.iter().map(|row| row.get("id")?.as_str()).collect();
    ids.filter(|ids| ids.iter().enumerate().all(|(index, id)| !ids[..index].contains(id)))
}

fn set(path: &Path, before: Option<&Value>, after: Option<&Value>) -> Delta {
    Delta { path: path.clone(), edit: Edit::Set(before.cloned(), after.cloned()) }
}

/// Short texts are replaced whole, which reads better in the record; long ones by the part that
/// differs, so that a letter typed into a long note costs a few bytes.
fn text(path: &Path, old: &str, new: &str) -> Delta {
    const SHORT: usize = 64;
    if old.len() <= SHORT && new.len() <= SHORT {
        return Delta { path: path.clone(), edit: Edit::Set(Some(old.into()), Some(new.into())) };
    }
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let part = |chars: &[char]| chars[head..chars.len() - tail].iter().collect();
    Delta { path: path.clone(), edit: Edit::Text(head, part(&old), part(&new)) }
}

impl Delta {
    /// The delta that leads back.
    pub fn invert(self) -> Self {
        let edit = match self.edit {
            Edit::Set(before, after) => Edit::Set(after, before),
            Edit::Text(at, before, after) => Edit::Text(at, after, before),
            Edit::Insert(index, row) => Edit::Remove(index, row),
            Edit::Remove(index, row) => Edit::Insert(index, row),
            Edit::Move(from, to) => Edit::Move(to, from),
        };
        Self { path: self.path, edit }
    }

    /// By how many bytes of JSON text the document grows, near enough.
    pub(super) fn growth(&self) -> i64 {
        let bytes = |value: &Value| value.to_string().len() as i64;
        match &self.edit {
            Edit::Set(before, after) => after.as_ref().map_or(0, bytes) - before.as_ref().map_or(0, bytes),
            Edit::Text(_, before, after) => after.len() as i64 - before.len() as i64,
            Edit::Insert(_, row) => bytes(row),
            Edit::Remove(_, row) => -bytes(row),
            Edit::Move(..) => 0,
        }
    }

    /// Applies the delta.
    ///
    /// # Errors
    /// Where the document does not hold what the delta found before; the document may then be half
    /// changed and is to be thrown away.
    pub fn apply(&self, document: &mut Value) -> Result<(), Mismatch> {
        let mismatch = || Mismatch { path: self.path.clone() };
        match &self.edit {
            Edit::Set(before, after) => self.replace(document, before.as_ref(), after.as_ref()),
            Edit::Text(at, before, after) => {
                let target = locate(document, self.path.steps()).ok_or_else(mismatch)?;
                let old = target.as_str().ok_or_else(mismatch)?;
                *target = Value::String(splice(old, *at, before, after).ok_or_else(mismatch)?);
                Ok(())
            }
            Edit::Insert(index, row) => {
                let rows = self.rows(document)?;
                if *index > rows.len() {
                    return Err(mismatch());
                }
                rows.insert(*index, row.clone());
                Ok(())
            }
            Edit::Remove(index, row) => {
                let rows = self.rows(document)?;
                if rows.get(*index) != Some(row) {
                    return Err(mismatch());
                }
                rows.remove(*index);
                Ok(())
            }
            Edit::Move(from, to) => {
                let rows = self.rows(document)?;
                if *from >= rows.len() || *to >= rows.len() {
                    return Err(mismatch());
                }
                let row = rows.remove(*from);
                rows.insert(*to, row);
                Ok(())
            }
        }
    }

    fn rows<'a>(&self, document: &'a mut Value) -> Result<&'a mut Vec<Value>, Mismatch> {
        locate(document, self.path.steps())
            .and_then(Value::as_array_mut)
            .ok_or_else(|| Mismatch { path: self.path.clone() })
    }

    fn replace(&self, document: &mut Value, before: Option<&Value>, after: Option<&Value>) -> Result<(), Mismatch> {
        let mismatch = || Mismatch { path: self.path.clone() };
        let Some((Step::Field(name), parents)) = self.path.steps().split_last() else {
            if before != Some(document) {
                return Err(mismatch());
            }
            *document = after.cloned().unwrap_or_default();
            return Ok(());
        };
        let fields = locate(document, parents).and_then(Value::as_object_mut).ok_or_else(mismatch)?;
        if fields.get(name) != before {
            return Err(mismatch());
        }
        match after {
            Some(value) => fields.insert(name.clone(), value.clone()),
            None => fields.remove(name),
        };
        Ok(())
    }
}

/// What stands at a place.
pub(super) fn value_at<'a>(document: &'a Value, path: &Path) -> Option<&'a Value> {
    path.0.iter().try_fold(document, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Row(id) => value.as_array()?.iter().find(|row| row.get("id").and_then(Value::as_str) == Some(id)),
    })
}

/// Puts a value at a place, or takes it away; objects on the way are made where they are missing.
/// Answers whether there is such a place: a row that has gone is none.
pub(super) fn put(document: &mut Value, path: &Path, value: Option<Value>) -> bool {
    let (name, parents) = match path.0.split_last() {
        Some((Step::Field(name), parents)) => (name, parents),
        Some((Step::Row(id), parents)) => return put_row(document, parents, id, value),
        None => return false,
    };
    let mut target = document;
    for step in parents {
        let next = match step {
            Step::Field(name) => target
                .as_object_mut()
                .map(|fields| fields.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()))),
            Step::Row(_) => locate(target, std::slice::from_ref(step)),
        };
        let Some(next) = next else {
            return false;
        };
        target = next;
    }
    let Some(fields) = target.as_object_mut() else {
        return false;
    };
    match value {
        Some(value) => drop(fields.insert(name.clone(), value)),
        None => drop(fields.remove(name)),
    }
    true
}

fn put_row(document: &mut Value, parents: &[Step], id: &str, value: Option<Value>) -> bool {
    let Some(rows) = locate(document, parents).and_then(Value::as_array_mut) else {
        return false;
    };
    let Some(at) = rows.iter().position(|row| row.get("id").and_then(Value::as_str) == Some(id)) else {
        return false;
    };
    match value {
        Some(value) => rows[at] = value,
        None => drop(rows.remove(at)),
    }
    true
}

fn splice(old: &str, at: usize, before: &str, after: &str) -> Option<String> {
    let start = old.char_indices().map(|(index, _)| index).chain([old.len()]).nth(at)?;
    let rest = old[start..].strip_prefix(before)?;
    Some([&old[..start], after, rest].concat())
}

fn locate<'a>(document: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(document, |value, step| match step {
        Step::Field(name) => value.get_mut(name),
        Step::Row(id) => value.as_array_mut()?.iter_mut().find(|row| row.get("id").and_then(Value::as_str) == Some(id)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn apply_all(document: &Value, deltas: &[Delta]) -> Value {
        let mut document = document.clone();
        for delta in deltas {
            delta.apply(&mut document).unwrap();
        }
        document
    }

    #[test]
    fn a_letter_typed_into_a_long_text_costs_a_letter() {
        let before = json!({"purpose": "あ".repeat(2_000)});
        let after = json!({"purpose": format!("{}い{}", "あ".repeat(1_000), "あ".repeat(1_000))});
        let deltas = diff(&before, &after);
        assert!(serde_json::to_string(&deltas).unwrap().len() < 80, "{deltas:?}");
        assert_eq!(apply_all(&before, &deltas), after);
    }

    #[test]
    fn a_delta_for_another_document_is_refused() {
        let deltas = diff(&json!({"a": 1}), &json!({"a": 2}));
        let mut other = json!({"a": 3});
        assert_eq!(deltas[0].apply(&mut other), Err(Mismatch { path: "a".to_owned().into() }));
        assert_eq!(other, json!({"a": 3}));
    }

    #[test]
    fn a_path_reads_back() {
        for text in ["", "a", "a.b", "a[x-1].b[y].c"] {
            assert_eq!(Path::from(text.to_owned()).to_string(), text);
        }
    }

    fn scalar() -> impl Strategy<Value = Value> {
        prop_oneof![
            any::<i32>().prop_map(Value::from),
            "[あ-ん a-z]{0,90}".prop_map(Value::from),
            any::<bool>().prop_map(Value::from)
        ]
    }

    fn document() -> impl Strategy<Value = Value> {
        let row = (0_u8..8, prop::collection::btree_map("[a-c]", scalar(), 0..3)).prop_map(|(id, fields)| {
            let mut row = Map::from_iter(fields);
            row.insert("id".into(), id.to_string().into());
            Value::Object(row)
        });
        let rows = prop::collection::vec(row, 0..6).prop_map(|mut rows| {
            let mut seen = Vec::new();
            rows.retain(|row| {
                let fresh = !seen.contains(&row["id"]);
                seen.push(row["id"].clone());
                fresh
            });
            Value::Array(rows)
        });
        let plain = prop::collection::vec(scalar(), 0..4).prop_map(Value::Array);
        let value = prop_oneof![scalar(), rows, plain];
        prop::collection::btree_map("[a-e]", value, 0..5).prop_map(|fields| Value::Object(Map::from_iter(fields)))
    }

    proptest! {
        #[test]
        fn a_diff_leads_there_and_back(before in document(), after in document()) {
            let deltas = diff(&before, &after);
            prop_assert_eq!(&apply_all(&before, &deltas), &after);
            let back: Vec<Delta> = deltas.into_iter().rev().map(Delta::invert).collect();
            prop_assert_eq!(&apply_all(&after, &back), &before);
            let stored: Vec<Delta> = serde_json::from_str(&serde_json::to_string(&back).unwrap()).unwrap();
            prop_assert_eq!(stored, back);
        }
    }
}
