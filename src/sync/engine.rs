//! What to ask the database for next, and what follows from its answers.
//!
//! [`Engine::next`] names one step, [`Engine::answer`] takes what came of it; between the two anything may happen, also
//! nothing for ever. A step that had no answer is taken again, and what was done twice by that changes nothing. What is
//! known of the database moves on only together with the board.

use super::base::{Base, Entry};
use super::document::{ATTACHMENT, Content, FILE, Key, MARKER, Marker, Refusal, Version, encoded, generation};
use super::{Answer, Request, WAIT_MILLISECONDS};
use crate::document::sha256;
use crate::domain::board::{Board, Settings};
use crate::domain::change::{Change, Label, Op};
use crate::domain::files::referred;
use crate::domain::json::to_value;
use crate::domain::merge::{Signature, Signed, apart, beside, beside_settings, settings_apart};
use crate::domain::patch::diff;
use crate::domain::sort;
use crate::journal::SCHEMA;
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// How many documents are received at once, and sent at most.
const PAGE: usize = 50;
/// The longest pause after failures, in milliseconds.
const PAUSE_MAX: f64 = 60_000.0;

/// What the rim knows and the engine does not.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now, by the clock of this device. It is told and decides nothing.
    pub at: DateTime<FixedOffset>,
    /// A fresh UUID version 7.
    pub seed: Uuid,
    /// A random number from 0 to 1, so that not all devices come back at the same moment.
    pub jitter: f64,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// This is to be asked. The answer goes to [`Engine::answer`].
    Send(Request),
    /// The file with this hash is to be sent as an attachment. The answer goes to [`Engine::sent_file`].
    Upload(String),
    /// The file with this hash is to be fetched and kept. What came of it goes to [`Engine::got_file`].
    Download(String),
    /// Nothing for so many milliseconds, or until there is a reason.
    Wait(u32),
    /// Nothing until a person has done something: see [`Engine::state`].
    Stop,
}

/// How things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// 同期済み: the database has what this board has, and the other way round.
    Synced,
    /// 同期中
    Syncing,
    /// オフライン: the server does not answer as it should. It is asked again by and by.
    Offline,
    /// 要確認
    Attention(Trouble),
}

/// What a person has to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no password for this session.
    Password,
    /// The server does not take user and password.
    Login,
    /// The user may not do what is to be done.
    Forbidden,
    /// There is no such database, or it has lost its marker.
    NoDatabase,
    /// The database is of something else.
    OtherProduct,
    /// The database was written by a newer version of the page.
    Newer(u64),
    /// So many documents cannot be read. They stay as they are on both sides.
    Unreadable(usize),
    /// So many documents or files were refused by the database.
    Refused(usize),
}

impl Trouble {
    /// Whether it is settled by another address or another password.
    pub fn asks_for_connection(self) -> bool {
        matches!(self, Self::Password | Self::Login | Self::NoDatabase | Self::OtherProduct)
    }
}

/// What the request under way is for.
#[derive(Clone, Debug)]
enum Flight {
    Marker,
    Raise,
    Changes,
    Check,
    Fetch,
    Lost(Key, String),
    Push(Vec<(Key, Version)>),
}

/// What is to be kept in mind of a document until the next start.
#[derive(Debug)]
struct Note {
    key: Key,
    /// It was changed here: as it was when that was noticed.
    noticed: Option<Option<Content>>,
    /// The database refused to take this, until it changes.
    refused: Option<Option<Content>>,
    /// It is to be asked for by itself.
    fetch: bool,
    /// It cannot be read.
    unreadable: bool,
    /// A version that lost against it cannot be read.
    lost_unreadable: bool,
    /// The versions that lost against it in the database and have not been looked at.
    lost: Vec<String>,
}

/// The state machine of one connection.
#[derive(Debug)]
pub struct Engine {
    base: Base,
    /// Who sends.
    user: String,
    flight: Option<Flight>,
    /// Whether the marker was read since the start, and what has to be raised in it.
    marked: bool,
    raise: Option<Marker>,
    /// Whether the end of the feed was reached.
    caught_up: bool,
    /// Whether the database was asked, since the start, if it holds all that is known of it: one that was brought back
    /// from a copy tells nothing of that in its feed.
    checked: bool,
    /// In the order of their keys.
    notes: Vec<Note>,
    waiting: usize,
    page: usize,
    refused_files: BTreeSet<String>,
    failures: u32,
    paused: bool,
    trouble: Option<Trouble>,
}

impl Engine {
    /// Goes on from a base, for a user.
    pub fn new(base: Base, user: String) -> Self {
        let mut engine = Self {
            base,
            user,
            flight: None,
            marked: false,
            raise: None,
            caught_up: false,
            checked: false,
            notes: Vec::new(),
            waiting: 0,
            page: PAGE,
            refused_files: BTreeSet::new(),
            failures: 0,
            paused: false,
            trouble: None,
        };
        let open = engine.base.entries().filter(|(_, entry)| entry.unreadable || !entry.lost.is_empty());
        let open = open.map(|(key, entry)| (key, entry.unreadable, entry.lost.clone()));
        for (key, unreadable, lost) in open.collect::<Vec<_>>() {
            let note = engine.note(key);
            (note.unreadable, note.lost) = (unreadable, lost);
        }
        engine
    }

    /// What is known of the database, to be kept.
    pub fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }

    fn note(&mut self, key: Key) -> &mut Note {
        let at = match self.notes.binary_search_by(|note| note.key.cmp(&key)) {
            Ok(at) => at,
            Err(at) => {
                let note = Note {
                    key,
                    noticed: None,
                    refused: None,
                    fetch: false,
                    unreadable: false,
                    lost_unreadable: false,
                    lost: Vec::new(),
                };
                self.notes.insert(at, note);
                at
            }
        };
        &mut self.notes[at]
    }

    /// How things stand.
    pub fn state(&self) -> State {
        let count = |which: fn(&&Note) -> bool| self.notes.iter().filter(which).count();
        let refused = count(|note| note.refused.is_some()) + self.refused_files.len();
        let unreadable = count(|note| note.unreadable || note.lost_unreadable);
        let open = count(|note| note.fetch || !note.lost.is_empty()) + usize::from(!self.checked);
        match self.trouble {
            Some(trouble) => State::Attention(trouble),
            None if self.failures > 0 => State::Offline,
            None if unreadable > 0 => State::Attention(Trouble::Unreadable(unreadable)),
            None if refused > 0 => State::Attention(Trouble::Refused(refused)),
            None if self.waiting == 0 && self.caught_up && open == 0 => State::Synced,
            None => State::Syncing,
        }
    }

    /// How many documents are to be sent.
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// The documents that a person has to look at.
    pub fn held_back(&self) -> impl Iterator<Item = Key> + '_ {
        let held = |note: &&Note| note.unreadable || note.lost_unreadable || note.refused.is_some();
        self.notes.iter().filter(held).map(|note| note.key)
    }

    /// Asks again at once: there may be a way to the server now, or a person has done something.
    pub fn go_on(&mut self) {
        self.failures = 0;
        self.paused = false;
        self.trouble = None;
        self.notes.iter_mut().for_each(|note| note.refused = None);
        self.refused_files.clear();
    }

    /// Looks what was changed here, before anything else is done: when, is told to others.
    pub fn notice(&mut self, board: &Board, at: DateTime<FixedOffset>) {
        self.waiting = self.changed(board, at).len();
    }

    /// What is to be done next. `held` are the hashes of the files that this device has; without them files wait.
    pub fn next(&mut self, board: &Board, held: Option<&BTreeSet<String>>, moment: Moment) -> Step {
        if self.trouble.is_some() {
            return Step::Stop;
        }
        if self.failures > 0 && !self.paused {
            self.paused = true;
            return Step::Wait(pause(self.failures, moment.jitter));
        }
        self.paused = false;
        let changed = self.changed(board, moment.at);
        self.waiting = changed.len();
        if let Some(marker) = self.raise.clone() {
            return self.send(Flight::Raise, Request::with("PUT", format!("/{MARKER}"), marker.write()));
        }
        if !self.marked {
            return self.send(Flight::Marker, Request::get(format!("/{MARKER}")));
        }
        if !self.caught_up {
            return self.follow(false);
        }
        if !self.checked {
            return self.send(Flight::Check, Request::get("/_all_docs"));
        }
        let fetch = self.notes.iter().filter(|note| note.fetch).take(PAGE);
        let keys: Vec<String> = fetch.map(|note| note.key.to_string()).collect();
        if !keys.is_empty() {
            let request = Request::with("POST", "/_all_docs?include_docs=true&conflicts=true", json!({ "keys": keys }));
            return self.send(Flight::Fetch, request);
        }
        let mut lost = self.notes.iter().filter_map(|note| Some((note.key, note.lost.first()?.clone())));
        if let Some((key, rev)) = lost.next() {
            let request = Request::get(format!("/{}?rev={}", encoded(&key.to_string()), encoded(&rev)));
            return self.send(Flight::Lost(key, rev), request);
        }
        if !changed.is_empty() {
            return self.push(board, changed, moment);
        }
        if let Some(step) = held.and_then(|held| self.file(board, held)) {
            return step;
        }
        self.follow(true)
    }

    fn send(&mut self, flight: Flight, request: Request) -> Step {
        self.flight = Some(flight);
        Step::Send(request)
    }

    fn follow(&mut self, waits: bool) -> Step {
        let since = encoded(self.base.since());
        let waiting = if waits { format!("&feed=longpoll&timeout={WAIT_MILLISECONDS}") } else { String::new() };
        let path = format!("/_changes?include_docs=true&conflicts=true&limit={PAGE}&since={since}{waiting}");
        self.send(Flight::Changes, Request { waits, ..Request::get(path) })
    }

    /// What is not as the database has it.
    fn changed(&mut self, board: &Board, at: DateTime<FixedOffset>) -> Vec<Key> {
        let mut changed = Vec::new();
        let mut same = Vec::new();
        for engagement in board.engagements.values() {
            let key = Key::Engagement(engagement.id);
            let present = Content::Engagement(Arc::clone(engagement));
            match self.base.entry(key).and_then(|entry| entry.content.as_ref()) {
                Some(known) if known.is(&present) => {}
                // The same from now on at once.
                Some(known) if *known == present => same.push((key, present)),
                _ => changed.push(key),
            }
        }
        for (key, present) in same {
            self.base.point(key, present);
        }
        for (key, entry) in self.base.entries() {
            match key {
                Key::Engagement(id) if entry.content.is_some() && board.get(id).is_none() => changed.push(key),
                _ => {}
            }
        }
        let known = self.base.entry(Key::Settings).and_then(|entry| entry.content.as_ref());
        let settled = match known {
            Some(Content::Settings(settings)) => **settings == board.settings,
            // What is as it was in the beginning need not be sent.
            _ => board.settings == Settings::default(),
        };
        if !settled {
            changed.push(Key::Settings);
        }
        sort::plain(&mut changed);
        for note in &mut self.notes {
            if changed.binary_search(&note.key).is_err() {
                (note.noticed, note.refused) = (None, None);
            }
        }
        changed.retain(|key| {
            let present = key.on(board);
            let note = self.note(*key);
            let seen = note.noticed.as_ref().is_some_and(|seen| match (seen, &present) {
                (Some(seen), Some(present)) => seen.is(present) || seen == present,
                (seen, present) => seen.is_none() && present.is_none(),
            });
            let first = note.noticed.is_none();
            if note.refused.as_ref().is_some_and(|refused| *refused != present) {
                note.refused = None;
            }
            let held_back = note.refused.is_some() || note.unreadable;
            if !seen {
                note.noticed = Some(present);
                // What was changed before the page was closed has its moment.
                if !(first && self.base.entry(*key).is_some_and(|entry| entry.edited.is_some())) {
                    self.base.change(*key, |entry| entry.edited = Some(at));
                }
            }
            !held_back
        });
        changed
    }

    /// Sends what was changed here, on top of what is known of the database.
    fn push(&mut self, board: &Board, mut changed: Vec<Key>, moment: Moment) -> Step {
        changed.truncate(self.page);
        let mut documents = Vec::new();
        let mut flight = Vec::new();
        for (index, key) in changed.into_iter().enumerate() {
            let content = key.on(board);
            let mut entry = self.base.entry(key).cloned().unwrap_or_default();
            // The same once more under the same name: it may have arrived.
            let name = match entry.sent.iter().find(|(_, sent)| *sent == content) {
                Some((name, _)) => name.clone(),
                None => {
                    let name = Uuid::from_u128(moment.seed.as_u128().wrapping_add(index as u128)).to_string();
                    entry.sent.push((name.clone(), content.clone()));
                    name
                }
            };
            let mut version = Version {
                rev: entry.rev.clone(),
                content,
                wrote: Signature { by: self.user.clone(), at: entry.edited.or(Some(moment.at)) },
                pushes: entry.pushes.clone(),
                seen: entry.seen.clone(),
                lost: Vec::new(),
            };
            version.push(name);
            self.base.set(key, entry);
            documents.push(version.write(key));
            flight.push((key, version));
        }
        self.send(Flight::Push(flight), Request::with("POST", "/_bulk_docs", json!({ "docs": documents })))
    }

    fn file(&self, board: &Board, held: &BTreeSet<String>) -> Option<Step> {
        let wanted = referred(board);
        let mut open = wanted.into_iter().filter(|hash| !self.refused_files.contains(hash));
        open.find_map(|hash| match (held.contains(&hash), self.base.has_file(&hash)) {
            (true, false) => Some(Step::Upload(hash)),
            (false, true) => Some(Step::Download(hash)),
            _ => None,
        })
    }

    /// Where the attachment of a file lies, behind the address of the database.
    pub fn file_path(hash: &str) -> String {
        format!("/{}/{ATTACHMENT}", encoded(&format!("{FILE}{hash}")))
    }

    /// What came of sending a file.
    pub fn sent_file(&mut self, hash: &str, answer: &Answer) {
        match answer {
            // It is there already, which is as good: the hash is the content.
            Answer::Came(200..=299 | 409, _) => {
                self.failures = 0;
                self.base.set_file(hash, true);
            }
            Answer::Came(401, _) => self.trouble = Some(Trouble::Login),
            Answer::Came(400..=499, _) => drop(self.refused_files.insert(hash.to_owned())),
            _ => self.fail(),
        }
    }

    /// What came of fetching a file: whether it is kept here now. One that is not is left alone until the next start,
    /// or until a person asks.
    pub fn got_file(&mut self, hash: &str, kept: bool) {
        if !kept {
            self.refused_files.insert(hash.to_owned());
        }
    }

    fn fail(&mut self) {
        self.failures = self.failures.saturating_add(1);
        self.paused = false;
        // A waiting that nobody answers would tell nothing: what is asked next is answered at once.
        self.caught_up = false;
    }

    /// Takes what came of a request. What comes in of it for the board is given to `take`, which makes the change and
    /// answers whether it did; where it did not, nothing is known of it either, and it is asked for again.
    pub fn answer(&mut self, board: &Board, answer: Answer, moment: Moment, take: &mut dyn FnMut(&Change) -> bool) {
        let Some(flight) = self.flight.take() else {
            return;
        };
        let (status, body) = match answer {
            Answer::Ended => return,
            Answer::Lost => return self.fail(),
            Answer::Came(status, body) => (status, body),
        };
        match (status, &flight) {
            (200..=299, _) | (404, Flight::Lost(..)) | (409, Flight::Raise) => {}
            (401, _) => return self.trouble = Some(Trouble::Login),
            (403, _) => return self.trouble = Some(Trouble::Forbidden),
            // The place in the feed is of another database, or of another time.
            (400, Flight::Changes) if self.base.since() != "0" => {
                self.checked = false;
                return self.base.followed("0".to_owned());
            }
            (404, Flight::Marker | Flight::Changes) => return self.trouble = Some(Trouble::NoDatabase),
            (413, Flight::Push(sent)) => return self.send_less(sent),
            _ => return self.fail(),
        }
        let went = match flight {
            Flight::Marker => self.read_marker(&body),
            Flight::Raise => {
                // It is read again, whoever has raised it.
                self.raise = None;
                self.marked = false;
                true
            }
            Flight::Changes => self.changes(board, &body, moment, take),
            Flight::Check => self.check(&body),
            Flight::Fetch => self.fetched(board, &body, moment, take),
            Flight::Lost(key, rev) => {
                let document = if status == 404 { None } else { Some(&body) };
                self.found_lost(board, key, rev, document, moment, take)
            }
            Flight::Push(sent) => self.pushed(&body, sent),
        };
        if went {
            self.failures = 0;
        } else {
            self.fail();
        }
    }

    fn send_less(&mut self, sent: &[(Key, Version)]) {
        match sent {
            [(key, version)] => self.note(*key).refused = Some(version.content.clone()),
            _ => self.page = (sent.len() / 2).max(1),
        }
    }

    fn read_marker(&mut self, document: &Value) -> bool {
        if document.get("_id").and_then(Value::as_str) != Some(MARKER) {
            // No database has said this.
            return false;
        }
        match Marker::read(document) {
            Ok(marker) => {
                self.base.belongs_to(&marker.database);
                self.checked = false;
                self.raise = (marker.schema < u64::from(SCHEMA)).then_some(marker);
                self.marked = true;
            }
            Err(refusal) => self.refuse(refusal),
        }
        true
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.marked = false;
        self.trouble = Some(match refusal {
            Refusal::OtherProduct => Trouble::OtherProduct,
            Refusal::Newer(schema) => Trouble::Newer(schema),
        });
    }

    fn changes(&mut self, board: &Board, body: &Value, moment: Moment, take: &mut dyn FnMut(&Change) -> bool) -> bool {
        let (Some(rows), Some(since)) = (body.get("results").and_then(Value::as_array), sequence(body)) else {
            return false;
        };
        let id = |row: &Value| row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        // Before anything is taken from it.
        if let Some(row) = rows.iter().find(|row| id(row) == MARKER) {
            match row.get("doc").filter(|document| document.is_object()).map(Marker::read) {
                Some(Ok(marker)) if marker.database == self.base.database() => {}
                Some(Err(Refusal::Newer(schema))) => {
                    self.refuse(Refusal::Newer(schema));
                    return true;
                }
                // It was made anew, or has gone: what it says now is asked for.
                _ => {
                    self.marked = false;
                    return false;
                }
            }
        }
        let mut intake = Intake::new(moment, &self.user);
        let mut files = Vec::new();
        for row in rows {
            let id = id(row);
            let deleted = row.get("deleted") == Some(&Value::Bool(true));
            if let Some(hash) = id.strip_prefix(FILE) {
                files.push((hash.to_owned(), !deleted));
            } else if let Some(key) = Key::of(&id) {
                match row.get("doc").filter(|document| document.is_object()) {
                    Some(document) => intake.news(self, board, key, Version::read(key, document), false),
                    None => intake.fetch.push(key),
                }
            }
        }
        let back = intake.back;
        if !intake.finish(self, take) {
            return false;
        }
        for (hash, there) in files {
            self.base.set_file(&hash, there);
        }
        self.caught_up = rows.len() < PAGE;
        if back || place(&since) < place(self.base.since()) {
            self.checked = false;
        }
        self.base.followed(since);
        true
    }

    /// Which versions the database holds, of all that stands in it. What is known otherwise is asked for.
    fn check(&mut self, body: &Value) -> bool {
        let Some(rows) = body.get("rows").and_then(Value::as_array) else {
            return false;
        };
        let text = |row: &Value, at: &str| row.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut held: Vec<(String, String)> =
            rows.iter().map(|row| (text(row, "/id"), text(row, "/value/rev"))).collect();
        sort::plain(&mut held);
        let rev = |id: &str| {
            let at = held.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
            Some(held[at].1.clone())
        };
        let mut fetch = Vec::new();
        for (key, entry) in self.base.entries() {
            match rev(&key.to_string()) {
                Some(rev) if rev == entry.rev => {}
                None if entry.content.is_none() || entry.rev.is_empty() => {}
                _ => fetch.push(key),
            }
        }
        fetch.extend(held.iter().filter_map(|(id, _)| Key::of(id)).filter(|key| self.base.entry(*key).is_none()));
        for key in fetch {
            self.note(key).fetch = true;
        }
        for hash in self.base.files().filter(|hash| rev(&format!("{FILE}{hash}")).is_none()).collect::<Vec<_>>() {
            self.base.set_file(&hash, false);
        }
        self.checked = true;
        true
    }

    fn fetched(&mut self, board: &Board, body: &Value, moment: Moment, take: &mut dyn FnMut(&Change) -> bool) -> bool {
        let Some(rows) = body.get("rows").and_then(Value::as_array) else {
            return false;
        };
        let mut intake = Intake::new(moment, &self.user);
        let mut met = Vec::new();
        let mut progress = true;
        for row in rows {
            let Some(key) = row.get("key").and_then(Value::as_str).and_then(Key::of) else { continue };
            met.push(key);
            let rev = row.pointer("/value/rev").and_then(Value::as_str).unwrap_or_default();
            let known = self.base.entry(key).map_or("", |entry| &entry.rev);
            match row.get("doc").filter(|document| document.is_object()) {
                _ if rev == known => progress = false,
                Some(document) => intake.news(self, board, key, Version::read(key, document), true),
                None if !rev.is_empty() => {
                    let version = Version {
                        rev: rev.to_owned(),
                        content: None,
                        wrote: Signature::default(),
                        pushes: Vec::new(),
                        seen: Vec::new(),
                        lost: Vec::new(),
                    };
                    intake.news(self, board, key, Ok(version), true);
                }
                // The database has lost it: it is sent anew.
                None => intake.entries.push((key, Entry::default())),
            }
        }
        let back = intake.back;
        if met.is_empty() || !intake.finish(self, take) {
            return false;
        }
        if back {
            self.checked = false;
        }
        for key in met {
            self.note(key).fetch = false;
        }
        // Where the database refuses what is based on its own revision, asking at once would go on for ever.
        progress
    }

    fn pushed(&mut self, body: &Value, sent: Vec<(Key, Version)>) -> bool {
        let Some(rows) = body.as_array() else {
            return false;
        };
        let mut met = false;
        for (key, version) in sent {
            let id = key.to_string();
            let row = rows.iter().find(|row| row.get("id").and_then(Value::as_str) == Some(&id));
            let text = |name: &str| row.and_then(|row| row.get(name)).and_then(Value::as_str);
            match (text("rev"), text("error")) {
                (Some(rev), None) => {
                    met = true;
                    self.note(key).noticed = None;
                    let Version { content, wrote, pushes, seen, .. } = version;
                    let rev = rev.to_owned();
                    let entry = Entry { rev, content, wrote, pushes, seen, ..Entry::default() };
                    self.base.set(key, entry);
                }
                (_, Some("conflict")) => {
                    met = true;
                    // The feed tells of it, also who removed it; what it does not tell of is asked for by itself.
                    self.caught_up = false;
                    self.note(key).fetch = true;
                }
                (_, Some("forbidden" | "unauthorized")) => {
                    met = true;
                    self.note(key).refused = Some(version.content);
                }
                // It is sent again.
                _ => {}
            }
        }
        met
    }

    /// A version that lost inside the database, where two databases were joined. It stays there, and what it holds
    /// is kept beside what won.
    fn found_lost(
        &mut self,
        board: &Board,
        key: Key,
        rev: String,
        document: Option<&Value>,
        moment: Moment,
        take: &mut dyn FnMut(&Change) -> bool,
    ) -> bool {
        let lost = document.map(|document| Version::read(key, document)).transpose();
        self.note(key).lost.retain(|other| *other != rev);
        let Ok(lost) = lost else {
            // It may be from a later time, so it is asked for again at the next start.
            self.note(key).lost_unreadable = true;
            return true;
        };
        let stands = self.base.entry(key).map(|entry| entry.wrote.clone()).unwrap_or_default();
        let mut ops = Vec::new();
        if let (Some(Version { content: Some(content), wrote, .. }), Some(present)) = (lost, key.on(board)) {
            let signed = Signed::apart(moment.at, stands, wrote);
            // The same on every device, so that it is kept once whoever finds it.
            let seed = seed_of(&format!("{key} {rev}"));
            ops.extend(match (&present, &content) {
                (Content::Engagement(present), Content::Engagement(lost)) => {
                    Op::between(present, &beside(present, lost, &signed, seed))
                }
                (Content::Settings(present), Content::Settings(lost)) => {
                    settings_op(present, &beside_settings(present, lost, &signed, seed))
                }
                _ => None,
            });
        }
        if !made(ops, moment.at, take) {
            self.note(key).lost.push(rev);
            return false;
        }
        self.base.change(key, |entry| {
            entry.lost.retain(|other| *other != rev);
            entry.seen.push(rev);
        });
        true
    }
}

/// What comes in at once.
struct Intake {
    moment: Moment,
    user: String,
    ops: Vec<Op>,
    entries: Vec<(Key, Entry)>,
    fetch: Vec<Key>,
    lost: Vec<(Key, String)>,
    unreadable: Vec<Key>,
    met: Vec<Key>,
    /// Whether the database has gone back behind what is known of it.
    back: bool,
}

impl Intake {
    fn new(moment: Moment, user: &str) -> Self {
        Self {
            moment,
            user: user.to_owned(),
            ops: Vec::new(),
            entries: Vec::new(),
            fetch: Vec::new(),
            lost: Vec::new(),
            unreadable: Vec::new(),
            met: Vec::new(),
            back: false,
        }
    }

    /// A version of a document. `asked` says that it was asked for by itself, and not met in the feed, where an
    /// answer that was long on its way may tell of one that is known to be past.
    fn news(
        &mut self,
        engine: &Engine,
        board: &Board,
        key: Key,
        version: Result<Version, super::document::Unreadable>,
        asked: bool,
    ) {
        if self.met.contains(&key) {
            return;
        }
        self.met.push(key);
        let Ok(version) = version else {
            return self.unreadable.push(key);
        };
        let nothing = Entry::default();
        let known = engine.base.entry(key).unwrap_or(&nothing);
        if version.content.is_some() {
            let unseen = |rev: &&String| !known.seen.contains(rev) && !version.seen.contains(rev);
            self.lost.extend(version.lost.iter().filter(unseen).map(|rev| (key, rev.clone())));
        }
        if version.rev == known.rev {
            return;
        }
        if !asked && generation(&version.rev) < generation(&known.rev) {
            self.fetch.push(key);
            return;
        }
        // What was sent from here and never confirmed is in it, where it tells its name.
        let arrived = known.sent.iter().rev().find(|(name, _)| version.pushes.contains(name));
        let mut before = arrived.map_or_else(|| known.content.clone(), |(_, sent)| sent.clone());
        let mut sure = arrived.is_some() || !known.rev.is_empty();
        // A removal that only shows when it is asked for says nothing of what came before it.
        let bare = asked && version.content.is_none() && version.pushes.is_empty();
        if arrived.is_none() && (bare || version.is_not_after(known)) {
            // A copy of the database was brought back, or a version that had lost has come to stand. What was known
            // here came after it, or nobody knows what they have in common.
            self.back = true;
            sure = known.seen.contains(&version.rev) || version.is_before(known);
            before = if sure { version.content.clone() } else { None };
        }
        if key == Key::Settings {
            // Settings are always there.
            before = before.or_else(|| Some(Content::Settings(Box::default())));
        }
        let mine = key.on(board);
        let mut seen = version.seen.clone();
        seen.extend(known.seen.iter().filter(|rev| !version.seen.contains(rev)).cloned());
        let same = version.content == mine;
        let Version { rev, content, wrote, pushes, .. } = version;
        if !same {
            let author = Signature { by: self.user.clone(), at: known.edited.or(Some(self.moment.at)) };
            let signed = Signed::apart(self.moment.at, author, wrote.clone());
            let result = match () {
                () if sure && content == before => mine.clone(),
                () if before == mine => content.clone(),
                () => self.merged(&before, &mine, &content, &signed),
            };
            self.ops.extend(match (&mine, &result) {
                (None, Some(Content::Engagement(after))) => Some(Op::Add(Arc::clone(after))),
                (Some(Content::Engagement(mine)), None) => Some(Op::Remove(Arc::clone(mine))),
                (Some(Content::Engagement(mine)), Some(Content::Engagement(after))) => Op::between(mine, after),
                (Some(Content::Settings(mine)), Some(Content::Settings(after))) => settings_op(mine, after),
                _ => None,
            });
        }
        let edited = if same { None } else { known.edited };
        self.entries.push((key, Entry { rev, content, wrote, pushes, seen, edited, ..Entry::default() }));
    }

    /// What both sides together make of a document.
    fn merged(
        &self,
        before: &Option<Content>,
        mine: &Option<Content>,
        present: &Option<Content>,
        signed: &Signed,
    ) -> Option<Content> {
        let seed = Uuid::from_u128(self.moment.seed.as_u128().wrapping_add((self.met.len() as u128) << 20));
        if let (Some(Content::Settings(mine)), Some(Content::Settings(present))) = (mine, present) {
            let before = before.as_ref().and_then(|before| match before {
                Content::Settings(before) => Some(&**before),
                Content::Engagement(_) => None,
            });
            let merged = settings_apart(before, mine, present, signed, seed);
            return Some(Content::Settings(Box::new(merged)));
        }
        let engagement = |content: &Option<Content>| match content {
            Some(Content::Engagement(engagement)) => Some(Arc::clone(engagement)),
            _ => None,
        };
        let (before, mine, present) = (engagement(before), engagement(mine), engagement(present));
        apart(before.as_deref(), mine.as_deref(), present.as_deref(), signed, seed)
            .map(|after| Content::Engagement(Arc::new(after)))
    }

    /// Makes the change, and then knows what it comes from. Answers whether it was made.
    fn finish(self, engine: &mut Engine, take: &mut dyn FnMut(&Change) -> bool) -> bool {
        if !made(self.ops, self.moment.at, take) {
            return false;
        }
        for (key, entry) in self.entries {
            let note = engine.note(key);
            (note.unreadable, note.fetch) = (false, false);
            engine.base.set(key, entry);
        }
        for key in self.unreadable {
            engine.note(key).unreadable = true;
            // Still known at the next start, when the feed has gone on.
            engine.base.change(key, |entry| entry.unreadable = true);
        }
        for key in self.fetch {
            engine.note(key).fetch = true;
        }
        for (key, rev) in self.lost {
            let lost = &mut engine.note(key).lost;
            if !lost.contains(&rev) {
                lost.push(rev);
                let lost = lost.clone();
                engine.base.change(key, |entry| entry.lost = lost);
            }
        }
        true
    }
}

fn made(ops: impl IntoIterator<Item = Op>, at: DateTime<FixedOffset>, take: &mut dyn FnMut(&Change) -> bool) -> bool {
    let ops: Vec<Op> = ops.into_iter().collect();
    ops.is_empty() || take(&Change { at, label: Label::Synchronised(ops.len()), ops })
}

fn settings_op(before: &Settings, after: &Settings) -> Option<Op> {
    let deltas = diff(&to_value(before), &to_value(after));
    (!deltas.is_empty()).then_some(Op::Settings(deltas))
}

/// The place in the feed that a page of it leads to.
fn sequence(body: &Value) -> Option<String> {
    match body.get("last_seq")? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// How many changes a place in the feed counts; what follows the number is the database's own.
fn place(since: &str) -> u64 {
    generation(since)
}

/// A seed that is the same for the same text.
fn seed_of(text: &str) -> Uuid {
    // 32 hexadecimal digits of 64 are always one.
    Uuid::try_parse(&sha256(text.as_bytes())[..32]).unwrap_or_default()
}

/// How long to wait after so many failures, in milliseconds: twice as long each time, and by a random part of that.
fn pause(failures: u32, jitter: f64) -> u32 {
    let whole = (1_000.0 * f64::from(1_u32 << failures.saturating_sub(1).min(10))).min(PAUSE_MAX);
    (whole * (0.5 + jitter.clamp(0.0, 1.0) / 2.0)) as u32
}
