//! Where in an engagement something is written that a person may look for.

use crate::domain::Engagement;
use crate::domain::json::to_value;
use serde_json::Value;

/// A field: the part of an engagement that it stands in, and its name there, both as in a file. Fields of
/// the engagement itself stand in no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// `meetings`, `contract`, or nothing.
    pub part: &'static str,
    /// `hearing`, `plan`.
    pub field: &'static str,
}

const fn place(part: &'static str, field: &'static str) -> Place {
    Place { part, field }
}

/// Every field that holds what people write. Ids, dates, choices and hashes are no words.
pub const PLACES: &[Place] = &[
    place("", "title"),
    place("", "status_reason"),
    place("", "owner"),
    place("", "labels"),
    place("clarify", "problems"),
    place("clarify", "purpose"),
    place("clarify", "expectations"),
    place("tasks", "name"),
    place("tasks", "deadline"),
    place("tasks", "note"),
    place("flow", "text"),
    place("criteria", "text"),
    place("criteria", "measure"),
    place("materials", "name"),
    place("materials", "link"),
    place("file", "name"),
    place("briefs", "reason"),
    place("selection", "name"),
    place("candidates", "name"),
    place("candidates", "features"),
    place("candidates", "fit_reason"),
    place("candidates", "site"),
    place("candidates", "source"),
    place("candidates", "note"),
    place("candidates", "dropped_reason"),
    place("scores", "reason"),
    place("inquiry", "asked_by"),
    place("inquiry", "what"),
    place("inquiry", "volume"),
    place("inquiry", "trouble"),
    place("inquiry", "text"),
    place("inquiry", "answer"),
    place("inquiry", "irregular_answer"),
    place("quotes", "plan"),
    place("quotes", "note"),
    place("differences", "told"),
    place("differences", "actual"),
    place("contact", "name"),
    place("contact", "mail"),
    place("contact", "phone"),
    place("meetings", "people"),
    place("meetings", "hearing"),
    place("meetings", "proposed_plan"),
    place("meetings", "rating_note"),
    place("meetings", "attendance"),
    place("meetings", "minutes"),
    place("meetings", "decisions"),
    place("open_points", "what"),
    place("open_points", "owner"),
    place("open_points", "answer"),
    place("irregular", "other_text"),
    place("decision", "reason"),
    place("trials", "skipped_reason"),
    place("trials", "secretary"),
    place("trials", "verdict_reason"),
    place("results", "note"),
    place("contract", "plan"),
    place("contract", "link"),
    place("contract", "invoice_number"),
    place("contract", "ended_reason"),
    place("kickoff", "people"),
    place("kickoff", "notes"),
    place("agreed", "text"),
    place("contacts", "person"),
    place("contacts", "means"),
    place("contacts", "summary"),
    place("checklist", "note"),
    place("regular", "place"),
    place("works", "name"),
    place("works", "note"),
    place("questions", "text"),
    place("questions", "answer"),
    place("stalls", "what"),
    place("stalls", "cause"),
    place("usage", "what"),
    place("deliverables", "name"),
    place("deliverables", "note"),
    place("deliverables", "accepted_by"),
    place("deliverables", "link"),
    place("revisions", "what"),
    place("review", "report"),
    place("review", "concerns"),
    place("review", "future"),
    place("points", "text"),
    place("points", "owner"),
    place("closing", "outcome"),
    place("closing", "lessons"),
    place("history", "reason"),
];

/// Hands over everything that is written in an engagement, with its place.
pub(super) fn texts(engagement: &Engagement, found: &mut dyn FnMut(Place, &str)) {
    let value = to_value(engagement);
    for (name, value) in value.as_object().into_iter().flatten() {
        // What was also written is shown beside its field, and is no part of the engagement yet.
        if name != "overlaps" {
            walk("", name, value, found);
        }
    }
}

fn walk(part: &str, field: &str, value: &Value, found: &mut dyn FnMut(Place, &str)) {
    match value {
        Value::String(text) => {
            let place = PLACES.iter().find(|place| place.part == part && place.field == field);
            if let Some(place) = place.filter(|_| !text.trim().is_empty()) {
                found(*place, text);
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| walk(part, field, row, found)),
        Value::Object(fields) => {
            let inner = match field {
                "sealed" => "clarify",
                "past_contracts" => "contract",
                "past_decisions" => "decision",
                field => field,
            };
            for (name, value) in fields {
                match value {
                    // The findings by criterion: the keys are ids.
                    Value::Object(_) if matches!(inner, "scores" | "results") => walk(part, inner, value, found),
                    _ => walk(inner, name, value, found),
                }
            }
        }
        _ => {}
    }
}
