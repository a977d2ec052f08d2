//! What a store and its mirror are together.

use crate::domain::sort;
use std::collections::{BTreeMap, BTreeSet};

use super::SCHEMA;
use super::chain::Point;
use super::keys::{self, Key};
use super::quarantine::{QuarantineEntry, Why};
use super::record;
use super::recovery;
use super::scan::{Scan, read_in_place};
use super::store::{KeyValue, StoreError};

/// What it takes to make a store the whole of store and mirror.
#[derive(Debug, Default)]
pub(super) struct Union {
    /// Either holds data of a newer app.
    pub newer: bool,
    /// What the mirror has in quarantine and the store has not.
    pub kept: Vec<(String, String)>,
    /// Origin and text of what is to be in quarantine, of either side.
    pub aside: Vec<(String, String, Why)>,
    /// Keys of the store whose texts do not count; they are among `aside`.
    pub gone: Vec<String>,
    /// What counts and only the mirror has.
    pub theirs: Vec<(String, String)>,
}

impl Union {
    pub(super) fn of(store: &impl KeyValue, mirror: &BTreeMap<String, String>) -> Result<Self, StoreError> {
        let (ours, theirs) = (Scan::read(store)?, Scan::read(&Held(mirror))?);
        let mirror_leads = length(&theirs) > length(&ours);
        let (leader, follower) = if mirror_leads { (&theirs, &ours) } else { (&ours, &theirs) };
        let apart = apart(leader, follower);
        let way = leader.chain.before(recovery::furthest(leader).0);
        let way: BTreeSet<&str> = sort::set(way.into_iter().map(|index| &*leader.chain.records()[index].key));
        let mut union = Self { newer: ours.newer.or(theirs.newer).is_some(), ..Self::default() };
        if mirror_leads {
            for key in &apart {
                let Some(text) = store.get(key)? else { continue };
                union.aside.push((key.clone(), text, Why::Unlinked));
                union.gone.push(key.clone());
            }
        }
        for (key, theirs) in mirror.iter().filter(|(key, _)| is_mirrored(key)) {
            let ours = store.get(key)?;
            if ours.as_ref() != Some(theirs) {
                let ours = ours.as_deref().filter(|_| !(mirror_leads && apart.contains(key)));
                let verdict = match (ours, apart.contains(key)) {
                    (None, true) if !mirror_leads => Verdict::Ours(Some(Why::Unlinked)),
                    _ => judge(key, ours, theirs, mirror_leads),
                };
                if stray(key, ours, &verdict) && !way.contains(key.as_str()) {
                    let leading = if mirror_leads { Some(theirs.as_str()) } else { ours };
                    let leading = leading.map(|text| (key.clone(), text.to_owned(), Why::Unlinked));
                    union.aside.extend(leading);
                }
                union.take(key, ours, theirs, verdict);
            }
        }
        Ok(union)
    }

    fn take(&mut self, key: &str, ours: Option<&str>, theirs: &str, verdict: Verdict) {
        let (loser, why) = match verdict {
            Verdict::Ours(why) => (Some(theirs), why),
            Verdict::Theirs(why) => {
                let quarantine = matches!(Key::parse(key), Key::Quarantine(_));
                let list = if quarantine { &mut self.kept } else { &mut self.theirs };
                list.push((key.to_owned(), theirs.to_owned()));
                (ours, why)
            }
        };
        let (Some(text), Some(why)) = (loser, why) else { return };
        self.aside.push(match QuarantineEntry::parse(key, text) {
            Some(entry) => (entry.origin, entry.text, entry.why),
            None => (key.to_owned(), text.to_owned(), why),
        });
    }
}

/// Which of two texts under one key counts, and why the other one is to be kept in quarantine, if
/// it is.
enum Verdict {
    Ours(Option<Why>),
    Theirs(Option<Why>),
}

/// Whether both sides have a sound record under one key. If it is not on the leader's way, then its
/// own is one that an interrupted start has not set aside yet.
fn stray(key: &str, ours: Option<&str>, verdict: &Verdict) -> bool {
    let (Verdict::Ours(why) | Verdict::Theirs(why)) = verdict;
    ours.is_some() && *why == Some(Why::Unlinked) && matches!(Key::parse(key), Key::Record(_))
}

/// Decides between two texts that differ.
fn judge(key: &str, ours: Option<&str>, theirs: &str, mirror_leads: bool) -> Verdict {
    let Some(ours) = ours else {
        return if is_sound(key, theirs) { Verdict::Theirs(None) } else { Verdict::Ours(Some(Why::Damaged)) };
    };
    let parsed = Key::parse(key);
    let newer = |text| read_in_place(parsed, text).is_some_and(|sealed| sealed.schema > SCHEMA);
    match (is_sound(key, ours), is_sound(key, theirs)) {
        (false, true) => Verdict::Theirs(Some(Why::Damaged)),
        (_, false) => Verdict::Ours(Some(Why::Damaged)),
        (true, true) => match parsed {
            // It must show, so that nothing is written.
            _ if newer(theirs) => Verdict::Theirs(None),
            // Written over again and again: the later one stands for both.
            Key::Superblock(_) if rank(key, theirs) > rank(key, ours) => Verdict::Theirs(None),
            Key::Superblock(_) => Verdict::Ours(None),
            Key::Day(_) if rank(key, theirs) > rank(key, ours) => Verdict::Theirs(Some(Why::Unlinked)),
            Key::Record(_) | Key::Manifest(_) if mirror_leads => Verdict::Theirs(Some(Why::Unlinked)),
            _ => Verdict::Ours(Some(Why::Unlinked)),
        },
    }
}

fn rank(key: &str, text: &str) -> Option<(u64, u64)> {
    let sealed = read_in_place(Key::parse(key), text)?;
    Some((sealed.generation, sealed.sequence))
}

/// Whether a text is what its key promises.
fn is_sound(key: &str, text: &str) -> bool {
    match Key::parse(key) {
        Key::Chunk(address) => address.is_some_and(|(_, address)| record::is_at(address, text)),
        Key::Quarantine(_) | Key::Other => true,
        parsed => read_in_place(parsed, text).is_some(),
    }
}

/// The keys of records and manifests with which the follower has gone on alone: none where the
/// leader knows the place where the follower ends.
pub(super) fn apart(leader: &Scan, follower: &Scan) -> BTreeSet<String> {
    let points = leader.chain.records().iter().map(|record| Point::of(&record.sealed));
    let known = sort::set(points.chain(leader.points()));
    let known = |point: Point| known.contains(&point);
    if known(recovery::furthest(follower).0) {
        return BTreeSet::new();
    }
    let records = follower.chain.records().iter();
    let records = records.filter(|record| !known(Point::of(&record.sealed))).map(|record| record.key.clone());
    let manifests = follower.manifests.iter().filter(|manifest| !known(manifest.point));
    records.chain(manifests.map(|manifest| keys::manifest(manifest.generation))).collect()
}

/// How far a side leads: the sequence of the last record, then the generation it was written in.
pub(super) fn length(scan: &Scan) -> (u64, u64) {
    let (tip, generation) = recovery::furthest(scan);
    (tip.sequence, generation)
}

pub(super) fn is_mirrored(key: &str) -> bool {
    !matches!(Key::parse(key), Key::Ballast | Key::Writer | Key::Claim(_) | Key::Foreign)
}

/// The mirror's content as a store to read.
struct Held<'a>(&'a BTreeMap<String, String>);

impl KeyValue for Held<'_> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.get(key).cloned())
    }

    fn set(&mut self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Blocked)
    }

    fn remove(&mut self, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Blocked)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.keys().cloned().collect())
    }
}
