//! Writes the page with the licences of all that is shipped:
//! `cargo run --example licenses`
//!
//! What is shipped are the crates that the page is linked from on its own target, without those that only
//! run while it is built. Texts are read from the sources of the crates, each once; what is needed of it
//! for each crate, the lines of its copyright, stands with the crate. Of licences on offer, MIT is taken.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Where the page stands.
pub const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/licenses.html");
const TARGET: &str = "wasm32-unknown-unknown";
const STYLE: &str = ":root{color-scheme:light dark}\
body{max-width:52rem;margin:0 auto;padding:2rem 1rem 4rem;font:15px/1.7 system-ui,sans-serif;\
background:light-dark(#fbfaf7,#1d1b18);color:light-dark(#262320,#ece8e1)}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2.5rem}\
table{width:100%;border-collapse:collapse;font-size:13px}\
th,td{padding:.4rem .75rem .4rem 0;text-align:start;vertical-align:top;overflow-wrap:anywhere;\
border-bottom:1px solid light-dark(#ddd8ce,#45413b)}\
td:nth-child(-n+2),th{white-space:nowrap}td:nth-child(3){min-width:6rem}\
pre{white-space:pre-wrap;font:12px/1.6 ui-monospace,monospace}";

/// A crate that is part of the page.
pub struct Shipped {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it may be used under, as SPDX.
    licence: String,
    authors: Vec<String>,
    /// The text that comes with it, of the licence that is taken.
    text: Option<String>,
}

/// The crates, by name and version.
///
/// # Errors
/// Where cargo does not tell.
pub fn shipped() -> Result<Vec<Shipped>, Box<dyn Error>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let told = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    if !told.status.success() {
        return Err(String::from_utf8_lossy(&told.stderr).into());
    }
    let metadata: Value = serde_json::from_slice(&told.stdout)?;
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        let rows = list.as_array().into_iter().flatten();
        rows.filter_map(|row| Some((row["id"].as_str()?.to_owned(), row.clone()))).collect()
    };
    let (packages, nodes) = (by_id(&metadata["packages"]), by_id(&metadata["resolve"]["nodes"]));
    let mut found = BTreeSet::new();
    let mut next: Vec<String> = metadata["resolve"]["root"].as_str().map(str::to_owned).into_iter().collect();
    while let Some(id) = next.pop() {
        let Some(node) = nodes.get(&id) else { continue };
        for dependency in node["deps"].as_array().into_iter().flatten() {
            let linked = dependency["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null());
            let Some(id) = dependency["pkg"].as_str().filter(|_| linked).map(str::to_owned) else { continue };
            if packages.get(&id).is_some_and(|package| !is_macro(package)) && found.insert(id.clone()) {
                next.push(id);
            }
        }
    }
    let mut all: Vec<Shipped> = found.iter().filter_map(|id| packages.get(id)).map(read).collect();
    all.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(all)
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    targets.flat_map(|target| target["kind"].as_array().into_iter().flatten()).any(|kind| kind == "proc-macro")
}

fn read(package: &Value) -> Shipped {
    let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let licence = text("license").replace('/', " OR ");
    let authors = package["authors"].as_array().into_iter().flatten().filter_map(|author| author.as_str());
    let authors = authors.map(|author| author.split(" <").next().unwrap_or(author).to_owned()).collect();
    let folder = text("manifest_path");
    let folder = Path::new(&folder).parent().unwrap_or(Path::new("."));
    let file = licence_file(folder, licence.contains("MIT"));
    Shipped { name: text("name"), version: text("version"), licence, authors, text: file }
}

fn licence_file(folder: &Path, mit: bool) -> Option<String> {
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut files: Vec<String> = files.filter(|name| name.to_uppercase().starts_with("LICEN")).collect();
    // That of the one that is taken comes first.
    files.sort_by_key(|name| (mit && !name.to_uppercase().contains("MIT"), name.clone()));
    std::fs::read_to_string(folder.join(files.first()?)).ok()
}

impl Shipped {
    /// The licence whose text counts.
    fn taken(&self) -> &str {
        if self.licence.contains("MIT") { "MIT" } else { &self.licence }
    }

    /// The lines that name whose it is; where the text has none, the authors of the crate.
    fn copyright(&self) -> String {
        let told = self.text.as_deref().unwrap_or_default().lines().map(str::trim);
        let lines: Vec<&str> = told.filter(|line| is_copyright(line)).collect();
        match lines[..] {
            [] if self.authors.is_empty() => format!("The {} authors", self.name),
            [] => self.authors.join(", "),
            _ => lines.join("\n"),
        }
    }
}

fn is_copyright(line: &str) -> bool {
    let digits = line.chars().any(|c| c.is_ascii_digit());
    (line.starts_with("Copyright") && (digits || line.contains("(c)"))) || line.starts_with("COPYRIGHT AND")
}

/// A text without what differs from crate to crate.
fn bare(text: &str) -> String {
    let lines = text.replace('\r', "");
    let lines = lines.lines().filter(|line| !is_copyright(line.trim()));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The page.
///
/// # Errors
/// Where cargo does not tell, or a licence has no text.
pub fn page() -> Result<String, Box<dyn Error>> {
    let all = shipped()?;
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for one in &all {
        let found = one.text.as_deref().map(bare).unwrap_or_default();
        let kept = texts.entry(one.taken()).or_default();
        // The shortest is the one without a preface.
        if !found.is_empty() && (kept.is_empty() || found.len() < kept.len()) && found.len() > 600 {
            *kept = found;
        }
    }
    if let Some((licence, _)) = texts.iter().find(|(_, text)| text.is_empty()) {
        return Err(format!("no text of {licence}").into());
    }
    let mut page = format!(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>ライセンス · 依頼ボード</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>ライセンス</h1>\n\
         <p>依頼ボード(MIT License)に含まれるソフトウェアと、その著作権の表示です。MIT を選べるものは MIT License で使用しています。</p>\n\
         <p lang=\"en\">The software that is part of 依頼ボード (MIT License), and whose it is. Where a licence can be chosen, it is MIT.</p>\n\
         <table>\n<thead><tr><th>名前 <span lang=\"en\">Name</span></th><th>版 <span lang=\"en\">Version</span></th>\
         <th lang=\"en\">SPDX</th><th lang=\"en\">Copyright</th></tr></thead>\n<tbody>\n"
    );
    page.push_str(
        "<tr lang=\"en\"><td>Rust standard library</td><td></td><td>MIT OR Apache-2.0</td>\
         <td>Copyright (c) The Rust Project Contributors</td></tr>\n",
    );
    let own = include_str!("../LICENSE").lines().find(|line| is_copyright(line)).unwrap_or_default();
    writeln!(page, "<tr><td>依頼ボード</td><td></td><td>MIT</td><td>{}</td></tr>", escaped(own))?;
    for one in &all {
        let copyright = escaped(&one.copyright()).replace('\n', "<br>");
        writeln!(
            page,
            "<tr lang=\"en\"><td>{}</td><td>{}</td><td>{}</td><td>{copyright}</td></tr>",
            escaped(&one.name),
            escaped(&one.version),
            escaped(&one.licence)
        )?;
    }
    page.push_str("</tbody>\n</table>\n");
    for (licence, text) in texts {
        write!(page, "<h2 lang=\"en\">{}</h2>\n<pre lang=\"en\">{}</pre>\n", escaped(licence), escaped(&text))?;
    }
    page.push_str("</body>\n</html>\n");
    Ok(page)
}

#[allow(dead_code)] // The test that includes this file has its own.
fn main() -> Result<(), Box<dyn Error>> {
    std::fs::write(PAGE, page()?)?;
    Ok(())
}
