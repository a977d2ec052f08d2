//! The names under which the journal keeps things.

/// Everything the app keeps in the store begins with this.
pub const PREFIX: &str = "irai-board/";

pub(super) const BALLAST: &str = "irai-board/ballast";
/// Who writes: the number of the last writer that claimed the store.
pub(super) const WRITER: &str = "irai-board/writer";
const CLAIM: &str = "irai-board/writer/";
pub(super) const SUPERBLOCKS: [&str; 2] = ["irai-board/super/a", "irai-board/super/b"];
const MANIFEST: &str = "irai-board/m/";
const RECORD: &str = "irai-board/r/";
const CHUNK: &str = "irai-board/c/";
const DAY: &str = "irai-board/day/";
pub(super) const QUARANTINE: &str = "irai-board/quarantine/";

/// Numbers from here on never occur, so a key that claims one was not written by the journal.
pub(super) const LIMIT: u64 = 1 << 62;

/// What a key names. The numbers are absent where the key is not one the journal writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key<'a> {
    Superblock(usize),
    Manifest(Option<u64>),
    /// Generation and sequence.
    Record(Option<(u64, u64)>),
    /// Name and address.
    Chunk(Option<(&'a str, &'a str)>),
    /// Name: a date, or the schema whose data it keeps.
    Day(&'a str),
    /// Number and the key the text came from, without [`PREFIX`].
    Quarantine(Option<(u64, &'a str)>),
    Ballast,
    Writer,
    /// A number that a writer has claimed.
    Claim(Option<u64>),
    /// Under our prefix, but not the journal's.
    Other,
    Foreign,
}

impl<'a> Key<'a> {
    pub(super) fn parse(key: &'a str) -> Self {
        if let Some(slot) = SUPERBLOCKS.iter().position(|name| *name == key) {
            Self::Superblock(slot)
        } else if let Some(rest) = key.strip_prefix(MANIFEST) {
            Self::Manifest(number(rest))
        } else if let Some(rest) = key.strip_prefix(RECORD) {
            let pair = rest.split_once('/');
            Self::Record(pair.and_then(|(g, s)| Some((number(g)?, number(s)?))))
        } else if let Some(rest) = key.strip_prefix(CHUNK) {
            Self::Chunk(rest.rsplit_once('/'))
        } else if let Some(name) = key.strip_prefix(DAY) {
            Self::Day(name)
        } else if let Some(rest) = key.strip_prefix(QUARANTINE) {
            let pair = rest.split_once('/');
            Self::Quarantine(pair.and_then(|(n, origin)| Some((number(n)?, origin))))
        } else if key == BALLAST {
            Self::Ballast
        } else if key == WRITER {
            Self::Writer
        } else if let Some(rest) = key.strip_prefix(CLAIM) {
            Self::Claim(number(rest))
        } else if key.starts_with(PREFIX) {
            Self::Other
        } else {
            Self::Foreign
        }
    }
}

/// Reads a number only in the form in which it is written, so that no two keys mean the same.
fn number(text: &str) -> Option<u64> {
    let value: u64 = text.parse().ok()?;
    (value < LIMIT && value.to_string() == text).then_some(value)
}

pub(super) fn manifest(generation: u64) -> String {
    format!("{MANIFEST}{generation}")
}

pub(super) fn record(generation: u64, sequence: u64) -> String {
    format!("{RECORD}{generation}/{sequence}")
}

pub(super) fn chunk(name: &str, address: &str) -> String {
    format!("{CHUNK}{name}/{address}")
}

pub(super) fn day(name: &str) -> String {
    format!("{DAY}{name}")
}

pub(super) fn claim(number: u64) -> String {
    format!("{CLAIM}{number}")
}

pub(super) fn quarantine(number: u64, origin: &str) -> String {
    format!("{QUARANTINE}{number}/{}", origin.strip_prefix(PREFIX).unwrap_or(origin))
}
