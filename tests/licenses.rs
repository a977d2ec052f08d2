//! The page with the licences lists what is shipped, no more and no less.
#![allow(clippy::expect_used, clippy::unwrap_used)]

#[allow(dead_code)] // Only the list is asked for: the texts stand in sources that may not be here.
#[path = "../examples/licenses.rs"]
mod licenses;

use std::collections::BTreeSet;

#[test]
fn the_licences_are_those_of_the_crates_that_are_shipped() {
    let page = std::fs::read_to_string(licenses::PAGE).unwrap_or_default();
    let rows = page.lines().filter_map(|line| line.strip_prefix("<tr lang=\"en\"><td>"));
    let told: BTreeSet<String> = rows
        .filter_map(|row| {
            let mut cells = row.split("</td>");
            let (name, version) = (cells.next()?, cells.next()?.strip_prefix("<td>")?);
            (!version.is_empty()).then(|| format!("{name} {version}"))
        })
        .collect();
    let shipped = licenses::shipped().expect("cargo tells what the page is made of");
    let shipped: BTreeSet<String> = shipped.iter().map(|one| format!("{} {}", one.name, one.version)).collect();
    assert!(
        told == shipped,
        "public/licenses.html is not what Cargo.lock says. Write it anew:\n\n    cargo run --example licenses\n\n\
         missing: {:?}\ntoo many: {:?}",
        shipped.difference(&told).collect::<Vec<_>>(),
        told.difference(&shipped).collect::<Vec<_>>()
    );
}
