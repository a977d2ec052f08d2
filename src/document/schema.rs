//! The JSON Schema of a board file, generated from the types.

use super::{ENGAGEMENTS_MAX, FILE_BYTES_MAX, FILES_MAX, FORMAT, File, MEDIA_TYPE_MAX, VERSION};
use crate::domain::validate::{CLOSURES_MAX, ROWS_MAX, TEXT_MAX, TITLE_MAX};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

const TIME_OF_DAY: &str = r"^\d{2}:\d{2}:\d{2}(\.\d+)?$";
const WALL_CLOCK: &str = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$";

/// The schema as it stands in `public/schema/irai-board-6.schema.json`.
pub fn json_schema() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>();
    let mut schema = schema.to_value();
    walk(&mut schema);
    let root = [
        ("/properties/format", json!({ "const": FORMAT, "description": "Always irai-board." })),
        ("/properties/version", json!({ "const": VERSION, "description": "The version of the format." })),
    ];
    for (place, rule) in root {
        put(&mut schema, place, rule);
    }
    put(&mut schema, "/$defs/Board/properties/engagements/maxItems", json!(ENGAGEMENTS_MAX));
    put(&mut schema, "/$defs/Settings/properties/closures/maxItems", json!(CLOSURES_MAX));
    put(&mut schema, "/$defs/Engagement/properties/title/minLength", json!(1));
    put(&mut schema, "/$defs/Engagement/properties/title/maxLength", json!(TITLE_MAX));
    put(&mut schema, "/$defs/Engagement/required", json!(["id", "title"]));
    put(&mut schema, "/properties/files/maxItems", json!(FILES_MAX));
    put(&mut schema, "/$defs/AttachedFile/properties/media_type/maxLength", json!(MEDIA_TYPE_MAX));
    let data = "/$defs/AttachedFile/properties/data";
    put(&mut schema, &format!("{data}/minLength"), json!(4));
    put(&mut schema, &format!("{data}/maxLength"), json!(FILE_BYTES_MAX.div_ceil(3) * 4));
    put(&mut schema, &format!("{data}/contentEncoding"), json!("base64"));
    for file in ["AttachedFile", "StoredFile"] {
        put(&mut schema, &format!("/$defs/{file}/properties/sha256/pattern"), json!("^[0-9a-f]{64}$"));
    }
    put(&mut schema, "/$id", json!("irai-board-6.schema.json"));
    put(&mut schema, "/title", json!("依頼ボード (irai-board), version 6"));
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn put(schema: &mut Value, place: &str, rule: Value) {
    let Some((parent, name)) = place.rsplit_once('/') else {
        return;
    };
    if let Some(fields) = schema.pointer_mut(parent).and_then(Value::as_object_mut) {
        fields.insert(name.to_owned(), rule);
    }
}

/// Adds what the types do not say and reading asks for: the lengths, and the id of every row.
fn walk(schema: &mut Value) {
    match schema {
        Value::Object(rules) => {
            add_limits(rules);
            rules.values_mut().for_each(walk);
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(walk),
        _ => {}
    }
}

/// Whether a schema is for values of this kind, alone or among others.
fn is(rules: &Map<String, Value>, kind: &str) -> bool {
    match rules.get("type") {
        Some(Value::String(only)) => only == kind,
        Some(Value::Array(kinds)) => kinds.iter().any(|one| one == kind),
        _ => false,
    }
}

fn add_limits(rules: &mut Map<String, Value>) {
    if rules.get("format").is_some_and(|format| format == "partial-date-time") {
        // No format of JSON Schema: a time by the clock on the wall, without an offset.
        rules.remove("format");
        rules.insert("pattern".to_owned(), json!(WALL_CLOCK));
    }
    if rules.get("format").is_some_and(|format| format == "partial-time") {
        rules.remove("format");
        rules.insert("pattern".to_owned(), json!(TIME_OF_DAY));
    }
    if rules.get("format").is_some_and(|format| format == "uint32") {
        // Nor is this one: the bound says the same to every validator.
        rules.remove("format");
        rules.insert("maximum".to_owned(), json!(u32::MAX));
    }
    let plain = !rules.contains_key("format") && !rules.contains_key("enum") && !rules.contains_key("const");
    let has_id = rules.get("properties").is_some_and(|fields| fields.get("id").is_some());
    if is(rules, "string") && plain {
        rules.insert("maxLength".to_owned(), json!(TEXT_MAX));
    } else if is(rules, "array") && !rules.contains_key("maxItems") {
        rules.insert("maxItems".to_owned(), json!(ROWS_MAX));
    } else if is(rules, "object") && has_id {
        rules.insert("required".to_owned(), json!(["id"]));
    }
}
