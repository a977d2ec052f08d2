//! A source that serde reads any type from: it answers whatever the type asks for out of a list of
//! random bytes, so that a field that is added to the domain is covered without a word here. What
//! the types do not say (which text is a date, which an id) follows from the names of the fields.
//! An exhausted source answers with the simplest value, so that proptest shrinks to small boards.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use irai_board::domain::rank::Rank;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use uuid::Uuid;

/// A value made of these bytes.
pub fn read<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> T {
    let mut source = Source { bytes, rows: 0 };
    T::deserialize(Field { source: &mut source, name: "" }).expect("the source answers as it is asked")
}

struct Source<'a> {
    bytes: &'a [u8],
    rows: u16,
}

impl Source<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        *first
    }

    fn below(&mut self, end: usize) -> usize {
        (usize::from(self.byte()) << 8 | usize::from(self.byte())) % end
    }

    /// An id that no other row has: random where there are bytes, numbered in any case.
    fn id(&mut self) -> Uuid {
        self.rows += 1;
        let mut id = [0x01, 0x90, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 0];
        id[2..6].fill_with(|| self.byte());
        id[10..12].copy_from_slice(&self.rows.to_be_bytes());
        id[15] = self.byte();
        Uuid::from_bytes(id)
    }

    fn text(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "請求書",
            "日程調整",
            "月初の3日間",
            "🗂️",
            "<b>&amp;</b>",
            "\"引用\"",
            "\\",
            "\n",
            "\t",
            "ﾊﾝｶｸ",
            "が\u{3099}",
            "A",
        ];
        let words = self.below(6);
        (0..words).map(|_| WORDS[self.below(WORDS.len())]).collect()
    }

    fn date(&mut self) -> NaiveDate {
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date");
        start + Duration::days(self.below(2_000) as i64)
    }

    fn moment(&mut self) -> String {
        let offset = FixedOffset::east_opt((self.below(49) as i32 - 24) * 1_800).expect("an offset");
        let time =
            self.date().and_hms_milli_opt(self.below(24) as u32, 5, 9, self.below(1_000) as u32).expect("a time");
        let moment: DateTime<FixedOffset> = time.and_local_timezone(offset).single().expect("a moment");
        moment.to_rfc3339()
    }
}

/// The value of one field.
struct Field<'s, 'b> {
    source: &'s mut Source<'b>,
    name: &'static str,
}

impl Field<'_, '_> {
    fn number(&mut self) -> i64 {
        let (least, most) = match self.name {
            "fit" | "value" | "smooth" | "understood" | "again" => (1, 5),
            "weight" => (0, 100),
            "months" | "term_months" | "renewal_months" | "notice_months" => (0, 120),
            "minimum_months" | "carry_months" => (0, 120),
            "fee" | "invoiced" | "setup_fee" | "overage_rate" | "budget" | "rough_cost" => (0, 1_000_000_000_000),
            _ => (0, 3_000),
        };
        let bytes = [
            0,
            0,
            self.source.byte(),
            self.source.byte(),
            self.source.byte(),
            self.source.byte(),
            self.source.byte(),
            self.source.byte(),
        ];
        least + i64::from_be_bytes(bytes) % (most - least + 1)
    }

    fn string(&mut self) -> String {
        match self.name {
            "id" | "chosen" | "candidate" | "quote" | "work" | "task" | "deliverable" | "scores" | "results"
            | "overridden" | "warned" => self.source.id().to_string(),
            "rank" => {
                (0..self.source.below(5)).fold(Rank::default(), |rank, _| Rank::between(Some(&rank), None)).into()
            }
            "link" | "site" => {
                ["", "https://example.com/a?b=c&d", "資料.pdf", "mailto:a@example.com"][self.source.below(4)].to_owned()
            }
            "created_at" | "history.at" | "overlaps.at" => self.source.moment(),
            "opens_at" => "09:30:00".to_owned(),
            "closes_at" => "17:45:00".to_owned(),
            "begins_at" => format!("{:02}:15:00", self.source.below(24)),
            "at" | "asked_at" | "answered_at" | "running_since" => {
                format!("{}T{:02}:30:00", self.source.date(), self.source.below(24))
            }
            "due" | "since" | "from" | "to" | "until" | "wished_start" | "valid_until" | "on" => {
                self.source.date().to_string()
            }
            "sha256" => format!("{:064x}", self.source.below(4)),
            "reply_by" | "check_by" => self.source.date().to_string(),
            name if name.ends_with("_on") => self.source.date().to_string(),
            _ => self.source.text(),
        }
    }
}

impl<'de> Deserializer<'de> for Field<'_, '_> {
    type Error = Error;

    /// What is asked for without a type, the value beside a field, is a text.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.source.byte() % 2 == 1)
    }

    fn deserialize_i64<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(self.number())
    }

    fn deserialize_u32<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u32(self.number() as u32)
    }

    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.string())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.source.below(3) == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let left = self.source.below(4);
        visitor.visit_seq(Items { field: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, left: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Items { field: self, left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let left = self.source.below(3);
        visitor.visit_map(Entries { field: self, left })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Record { field: self, fields: fields.iter(), name: "" })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Variant { field: self, variants })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
        identifier ignored_any
    }
}

struct Items<'s, 'b> {
    field: Field<'s, 'b>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        let Field { source, name } = &mut self.field;
        seed.deserialize(Field { source, name }).map(Some)
    }
}

/// A map by ids.
struct Entries<'s, 'b> {
    field: Field<'s, 'b>,
    left: usize,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        let Field { source, name } = &mut self.field;
        seed.deserialize(Field { source, name }).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let Field { source, name } = &mut self.field;
        seed.deserialize(Field { source, name })
    }
}

/// A record, with every one of its fields.
struct Record<'s, 'b> {
    field: Field<'s, 'b>,
    fields: std::slice::Iter<'static, &'static str>,
    name: &'static str,
}

impl<'de> MapAccess<'de> for Record<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.fields.next() else {
            return Ok(None);
        };
        // The one name that means two things: a move has a moment, a meeting the clock on the wall.
        self.name = match (self.field.name, *name) {
            ("history", "at") => "history.at",
            ("overlaps", "at") => "overlaps.at",
            _ => name,
        };
        seed.deserialize(serde::de::value::StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Field { source: self.field.source, name: self.name })
    }
}

struct Variant<'s, 'b> {
    field: Field<'s, 'b>,
    variants: &'static [&'static str],
}

impl<'de, 's, 'b> EnumAccess<'de> for Variant<'s, 'b> {
    type Error = Error;
    type Variant = Field<'s, 'b>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Field<'s, 'b>), Error> {
        let name = self.variants[self.field.source.below(self.variants.len())];
        Ok((seed.deserialize(serde::de::value::StrDeserializer::new(name))?, self.field))
    }
}

impl<'de> VariantAccess<'de> for Field<'_, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, left: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Items { field: self, left })
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("no variant has fields"))
    }
}
