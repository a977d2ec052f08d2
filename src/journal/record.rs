//! The one text form of records, manifests and superblocks: a header line, then the body.
//!
//! ```text
//! 1 3 17 9af0c3d1 0b12aaaa
//! {"the":"payload, as it came"}
//! ```
//!
//! The header holds schema, generation, sequence, link and seal. The seal is the CRC-32 of the
//! kind, the rest of the header and the body. The body is not escaped, so a record costs its
//! payload and some forty characters. This form stays the same in every later schema: only so
//! can an older app tell a newer text from a damaged one.

use crc32fast::Hasher;

use super::keys;

/// The schema this code writes, and the newest it reads.
pub const SCHEMA: u32 = 6;

/// What a sealed text is; a part of its seal, so that one kind never passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Body: the payload. Link: the seal of the record before it.
    Record,
    /// Body: chunk names and addresses. Sequence and link: the last record it includes.
    Manifest,
    /// No body. Link: the seal of the manifest of its generation.
    Superblock,
    /// Body: a state kept on its own. Generation and sequence: where it was taken.
    Day,
    /// No body. Generation: the number that a writer has claimed.
    Writer,
}

/// A text whose seal fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sealed {
    pub schema: u32,
    pub generation: u64,
    pub sequence: u64,
    pub link: u32,
    pub seal: u32,
    pub body: String,
}

impl Sealed {
    /// Computes the seal.
    pub(super) fn new(kind: Kind, generation: u64, sequence: u64, link: u32, body: &str) -> Self {
        Self::with_schema(kind, SCHEMA, generation, sequence, link, body)
    }

    pub(super) fn with_schema(kind: Kind, schema: u32, generation: u64, sequence: u64, link: u32, body: &str) -> Self {
        let mut sealed = Self { schema, generation, sequence, link, seal: 0, body: body.to_owned() };
        let mut hasher = Hasher::new();
        hasher.update(match kind {
            Kind::Record => b"r",
            Kind::Manifest => b"m",
            Kind::Superblock => b"s",
            Kind::Day => b"d",
            Kind::Writer => b"w",
        });
        hasher.update(sealed.head().as_bytes());
        hasher.update(body.as_bytes());
        sealed.seal = hasher.finalize();
        sealed
    }

    fn head(&self) -> String {
        format!("{} {} {} {:08x} ", self.schema, self.generation, self.sequence, self.link)
    }

    pub(super) fn text(&self) -> String {
        format!("{}{:08x}\n{}", self.head(), self.seal, self.body)
    }

    /// Reads a text that [`Sealed::text`] wrote; anything else, by as little as one bit or one
    /// capital letter, is `None`.
    pub(super) fn read(kind: Kind, text: &str) -> Option<Self> {
        let (line, body) = text.split_once('\n')?;
        let mut fields = line.split(' ');
        let schema = fields.next()?.parse().ok()?;
        let generation = fields.next()?.parse().ok()?;
        let sequence = fields.next()?.parse().ok()?;
        let link = u32::from_str_radix(fields.next()?, 16).ok()?;
        // Whoever goes on from such a number would run out of them.
        if generation >= keys::LIMIT / 4 || sequence >= keys::LIMIT / 4 {
            return None;
        }
        let sealed = Self::with_schema(kind, schema, generation, sequence, link, body);
        (line == format!("{}{:08x}", sealed.head(), sealed.seal)).then_some(sealed)
    }
}

/// The address of a chunk's text: CRC-32 and length.
pub(super) fn address(text: &str) -> String {
    format!("{:08x}-{}", crc32fast::hash(text.as_bytes()), text.len())
}

/// Whether `text` is what `address` promises. A `~` and what follows it only tells apart two
/// texts that share an address.
pub(super) fn is_at(address_of_key: &str, text: &str) -> bool {
    let promised = address_of_key.split_once('~').map_or(address_of_key, |(head, _)| head);
    promised == address(text)
}
