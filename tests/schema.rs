//! The published JSON Schema is the one of the types.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use irai_board::document::schema::json_schema;

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schema/irai-board-6.schema.json");
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == json_schema(),
        "public/schema/irai-board-6.schema.json is not what the types say. Write it anew:\n\
         \n    cargo run --features schema --example schema\n\n\
         A field that is gone or means something else is a new version of the format, not only a new schema."
    );
}
