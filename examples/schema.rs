//! Writes the JSON Schema of the board file:
//! `cargo run --features schema --example schema`

fn main() -> std::io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schema/irai-board-6.schema.json");
    std::fs::write(path, irai_board::document::schema::json_schema())
}
