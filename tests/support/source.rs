//! A source of any record, by the published schema of the board file: it fills whatever the schema names
//! out of a list of random bytes, so that a field that is added to the domain is covered without a word
//! here. What the schema does not say (which text is a link) follows from the names of the fields.
//! An exhausted source answers with the simplest value, so that proptest shrinks to small boards.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use irai_board::document::VERSION;
use irai_board::domain::rank::Rank;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::LazyLock;
use uuid::Uuid;

/// The schema of the present version; a test sees to it that it is that of the types.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    let path = format!("{}/public/schema/irai-board-{VERSION}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("the schema is there")).expect("the schema is JSON")
});

/// A record made of these bytes.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> T {
    let name = std::any::type_name::<T>().rsplit("::").next().expect("a type has a name");
    let mut source = Source { bytes, rows: 0 };
    let value = Field { source: &mut source, name: "" }.value(definition(name));
    serde_json::from_value(value).expect("what the schema allows is read")
}

fn definition(name: &str) -> &'static Value {
    &SCHEMA["$defs"][name]
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
            "rank" => {
                (0..self.source.below(5)).fold(Rank::default(), |rank, _| Rank::between(Some(&rank), None)).into()
            }
            "link" | "site" => {
                ["", "https://example.com/a?b=c&d", "資料.pdf", "mailto:a@example.com"][self.source.below(4)].to_owned()
            }
            "opens_at" => "09:30:00".to_owned(),
            "closes_at" => "17:45:00".to_owned(),
            "begins_at" => format!("{:02}:15:00", self.source.below(24)),
            "at" | "asked_at" | "answered_at" | "running_since" => {
                format!("{}T{:02}:30:00", self.source.date(), self.source.below(24))
            }
            "sha256" => format!("{:064x}", self.source.below(4)),
            _ => self.source.text(),
        }
    }

    /// A value that the schema allows.
    fn value(&mut self, schema: &'static Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            return self.value(definition(name.trim_start_matches("#/$defs/")));
        }
        if let Some(ways) = schema["anyOf"].as_array() {
            return self.or_nothing(|field| field.value(&ways[0]));
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let choice = &choices[self.source.below(choices.len())];
            if choice["type"] == "object" {
                return self.of_kind("object", choice);
            }
            // Those without a word of explanation stand together.
            return choice["enum"].as_array().map_or_else(|| choice["const"].clone(), |names| self.one_of(names));
        }
        if let Some(names) = schema["enum"].as_array() {
            return self.one_of(names);
        }
        match &schema["type"] {
            Value::String(kind) => self.of_kind(kind, schema),
            Value::Array(kinds) => {
                let kind = kinds[0].as_str().expect("a kind has a name");
                self.or_nothing(|field| field.of_kind(kind, schema))
            }
            // The value beside a field, which may be anything.
            _ => self.string().into(),
        }
    }

    fn one_of(&mut self, names: &[Value]) -> Value {
        names[self.source.below(names.len())].clone()
    }

    fn or_nothing(&mut self, value: impl FnOnce(&mut Self) -> Value) -> Value {
        if self.source.below(3) == 0 { Value::Null } else { value(self) }
    }

    fn of_kind(&mut self, kind: &str, schema: &'static Value) -> Value {
        match kind {
            "boolean" => (self.source.byte() % 2 == 1).into(),
            "integer" => self.number().into(),
            "array" if schema["prefixItems"].is_array() => {
                let items = schema["prefixItems"].as_array().into_iter().flatten();
                items.map(|item| self.value(item)).collect()
            }
            "array" => (0..self.source.below(4)).map(|_| self.value(&schema["items"])).collect(),
            "object" if schema["properties"].is_object() => self.record(schema),
            // A map by ids.
            "object" => {
                let entries = 0..self.source.below(3);
                let entry = |_| (self.source.id().to_string(), self.value(&schema["additionalProperties"]));
                Value::Object(entries.map(entry).collect())
            }
            _ => self.text_of(schema["format"].as_str()).into(),
        }
    }

    fn text_of(&mut self, format: Option<&str>) -> String {
        match format {
            Some("uuid") => self.source.id().to_string(),
            Some("date") => self.source.date().to_string(),
            Some("date-time") => self.source.moment(),
            _ => self.string(),
        }
    }

    /// A record, with every one of its fields.
    fn record(&mut self, schema: &'static Value) -> Value {
        let fields = schema["properties"].as_object().expect("a record has fields");
        let value = |(name, schema): (&'static String, &'static Value)| {
            (name.clone(), Field { source: self.source, name }.value(schema))
        };
        Value::Object(fields.iter().map(value).collect())
    }
}
