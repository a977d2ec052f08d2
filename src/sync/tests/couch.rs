//! A database in memory that answers as CouchDB does, with its trees of revisions, and a network that breaks.

use crate::sync::{Answer, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
struct Revision {
    rev: String,
    parent: String,
    document: Value,
}

impl Revision {
    fn deleted(&self) -> bool {
        self.document.get("_deleted") == Some(&Value::Bool(true))
    }
}

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The request does not arrive.
    LostBefore,
    /// It arrives and is done; the answer does not.
    LostAfter,
    /// The server fails before it does anything.
    Failing,
    /// The server does it and fails then.
    FailingAfter,
    /// It arrives twice, and the second answer counts.
    Twice,
    /// The rows of the answer come in another order.
    Reordered,
    /// The feed's answer is one that was given to the same question before.
    Late,
    /// What comes is no answer of a database.
    Garbled,
}

pub const FAULTS: [Fault; 8] = [
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::Failing,
    Fault::FailingAfter,
    Fault::Twice,
    Fault::Reordered,
    Fault::Late,
    Fault::Garbled,
];

#[derive(Clone, Debug, Default)]
pub struct Couch {
    trees: BTreeMap<String, Vec<Revision>>,
    /// Which document changed, from first to last.
    log: Vec<String>,
    /// Answers of the feed that were given before, and what had been asked.
    told: Vec<(String, Value)>,
    /// How many requests were made, by method.
    pub requests: usize,
    pub exists: bool,
    /// Ids whose writes are forbidden, and how many documents are taken at once.
    pub forbidden: Option<String>,
    pub most: Option<usize>,
    /// Whether it takes whatever comes, as no CouchDB does.
    pub careless: bool,
    pub login: Option<u16>,
}

fn generation(rev: &str) -> u64 {
    rev.split('-').next().unwrap().parse().unwrap()
}

impl Couch {
    pub fn new() -> Self {
        Self { exists: true, ..Self::default() }
    }

    fn leaves(&self, id: &str) -> Vec<&Revision> {
        let tree = self.trees.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut leaves: Vec<_> = tree.iter().filter(|one| !tree.iter().any(|other| other.parent == one.rev)).collect();
        leaves.sort_by_key(|leaf| (!leaf.deleted(), generation(&leaf.rev), leaf.rev.clone()));
        leaves.reverse();
        leaves
    }

    /// The document as it stands.
    pub fn document(&self, id: &str) -> Option<Value> {
        let leaves = self.leaves(id);
        let (winner, others) = leaves.split_first()?;
        let mut document = winner.document.clone();
        document["_id"] = id.into();
        document["_rev"] = winner.rev.clone().into();
        let lost: Vec<&str> = others.iter().filter(|leaf| !leaf.deleted()).map(|leaf| leaf.rev.as_str()).collect();
        if !lost.is_empty() {
            document["_conflicts"] = json!(lost);
        }
        Some(document)
    }

    /// Everything that is in it, for telling that nothing has changed.
    pub fn everything(&self) -> Vec<Value> {
        self.trees.keys().filter_map(|id| self.document(id)).collect()
    }

    pub fn live(&self, id: &str) -> bool {
        self.document(id).is_some_and(|document| document.get("_deleted").is_none())
    }

    /// Writes as the interface for users does.
    pub fn put(&mut self, mut document: Value) -> Result<String, &'static str> {
        let id = document["_id"].as_str().unwrap().to_owned();
        if self.forbidden.as_deref() == Some(&id) {
            return Err("forbidden");
        }
        let parent = document.get("_rev").and_then(Value::as_str).unwrap_or_default().to_owned();
        let leaves = self.leaves(&id);
        let current = leaves.iter().any(|leaf| leaf.rev == parent);
        let fresh = parent.is_empty() && leaves.iter().all(|leaf| leaf.deleted());
        if !current && !fresh && !self.careless {
            return Err("conflict");
        }
        let parent = if fresh { leaves.first().map_or(String::new(), |leaf| leaf.rev.clone()) } else { parent };
        let number = if parent.is_empty() { 1 } else { generation(&parent) + 1 };
        let fields = document.as_object_mut().unwrap();
        fields.remove("_rev");
        fields.remove("_id");
        let digest = crate::document::sha256(format!("{parent}{document}").as_bytes());
        let rev = format!("{number}-{}", &digest[..32]);
        self.graft(&id, &parent, &rev, document);
        Ok(rev)
    }

    /// Writes as replication does: a branch of its own.
    pub fn graft(&mut self, id: &str, parent: &str, rev: &str, document: Value) {
        let revision = Revision { rev: rev.to_owned(), parent: parent.to_owned(), document };
        self.trees.entry(id.to_owned()).or_default().push(revision);
        self.log.push(id.to_owned());
    }

    fn changes(&mut self, path: &str) -> Option<Value> {
        let parameter = |name: &str| {
            path.split(['?', '&']).find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
        };
        let since: usize = parameter("since")?.trim_end_matches("-x").parse().ok()?;
        let limit: usize = parameter("limit")?.parse().ok()?;
        let mut rows = Vec::new();
        let mut last = since.min(self.log.len());
        for (index, id) in self.log.iter().enumerate().skip(last) {
            if self.log[index + 1..].contains(id) {
                continue;
            }
            if rows.len() == limit {
                break;
            }
            last = index + 1;
            let document = self.document(id)?;
            let deleted = document.get("_deleted").is_some();
            let mut row = json!({ "id": id, "seq": format!("{last}-x"), "doc": document });
            if deleted {
                row["deleted"] = true.into();
            }
            rows.push(row);
        }
        if rows.len() < limit {
            last = self.log.len();
        }
        if rows.is_empty() && path.contains("longpoll") {
            return None;
        }
        let body = json!({ "results": rows, "last_seq": format!("{last}-x") });
        self.told.push((path.to_owned(), body.clone()));
        Some(body)
    }

    fn ask(&mut self, request: &Request) -> Answer {
        self.requests += 1;
        if let Some(status) = self.login {
            return Answer::Came(status, json!({ "error": "unauthorized" }));
        }
        let came = |status, body| Answer::Came(status, body);
        let missing = || came(404, json!({ "error": "not_found" }));
        let (path, method) = (request.path.as_str(), request.method);
        if path.is_empty() {
            return match (method, self.exists) {
                ("GET", true) => came(200, json!({ "db_name": "team" })),
                ("GET", false) => missing(),
                (_, true) => came(412, json!({ "error": "file_exists" })),
                (_, false) => {
                    self.exists = true;
                    came(201, json!({ "ok": true }))
                }
            };
        }
        if !self.exists {
            return missing();
        }
        if path.starts_with("/_changes") {
            if path.contains("since=unknown") {
                return came(400, json!({ "error": "bad_request" }));
            }
            return self.changes(path).map_or(Answer::Ended, |body| came(200, body));
        }
        if path.starts_with("/_all_docs") {
            let keys = request.body.as_ref().and_then(|body| body["keys"].as_array().cloned());
            let keys =
                keys.unwrap_or_else(|| self.trees.keys().filter(|id| self.live(id)).map(|id| json!(id)).collect());
            let rows = keys.iter().map(|key| match self.document(key.as_str().unwrap()) {
                None => json!({ "key": key, "error": "not_found" }),
                Some(document) if document.get("_deleted").is_some() => {
                    json!({ "id": key, "key": key, "value": { "rev": document["_rev"], "deleted": true }, "doc": null })
                }
                Some(document) => {
                    json!({ "id": key, "key": key, "value": { "rev": document["_rev"] }, "doc": document })
                }
            });
            return came(200, json!({ "rows": rows.collect::<Vec<_>>() }));
        }
        if path == "/_bulk_docs" {
            let documents = request.body.as_ref().unwrap()["docs"].as_array().unwrap().clone();
            if self.most.is_some_and(|most| documents.len() > most) {
                return came(413, json!({ "error": "too_large" }));
            }
            let rows = documents.into_iter().map(|document| {
                let id = document["_id"].clone();
                match self.put(document) {
                    Ok(rev) => json!({ "ok": true, "id": id, "rev": rev }),
                    Err(error) => json!({ "id": id, "error": error }),
                }
            });
            let rows: Vec<Value> = rows.collect();
            return came(201, json!(rows));
        }
        let (id, query) = path[1..].split_once('?').unwrap_or((&path[1..], ""));
        let id = id.replace("%3A", ":");
        if method == "PUT" {
            return match self.put(request.body.clone().unwrap()) {
                Ok(rev) => came(201, json!({ "ok": true, "rev": rev })),
                Err("forbidden") => came(403, json!({ "error": "forbidden" })),
                Err(error) => came(409, json!({ "error": error })),
            };
        }
        if let Some(rev) = query.strip_prefix("rev=") {
            let found = self.trees.get(&id).and_then(|tree| tree.iter().find(|one| one.rev == rev));
            return found.map_or_else(missing, |one| came(200, one.document.clone()));
        }
        if self.live(&id) { came(200, self.document(&id).unwrap()) } else { missing() }
    }

    /// What comes of a request on this network.
    pub fn answer(&mut self, request: &Request, fault: Fault) -> Answer {
        match fault {
            Fault::None => self.ask(request),
            Fault::LostBefore => Answer::Lost,
            Fault::LostAfter => {
                self.ask(request);
                Answer::Lost
            }
            Fault::Failing => Answer::Came(500, json!({ "error": "internal" })),
            Fault::FailingAfter => {
                self.ask(request);
                Answer::Came(503, Value::Null)
            }
            Fault::Twice => {
                self.ask(request);
                self.ask(request)
            }
            Fault::Reordered => {
                let mut answer = self.ask(request);
                if let Answer::Came(_, body) = &mut answer {
                    for place in ["/results", "/rows", ""] {
                        if let Some(Value::Array(rows)) = body.pointer_mut(place) {
                            rows.reverse();
                        }
                    }
                }
                answer
            }
            Fault::Late => match self.told.iter().find(|(path, _)| *path == request.path) {
                Some((_, body)) => Answer::Came(200, body.clone()),
                None => self.ask(request),
            },
            Fault::Garbled => Answer::Came(200, Value::Null),
        }
    }
}
