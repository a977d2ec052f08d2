//! Mutations of a JSON text that keep it JSON: one value dropped, doubled, put in another's place
//! or made odd.

use serde_json::{Map, Value, json};

/// One mutation of the text, if it is JSON with something in it.
pub fn json(bytes: &[u8], seed: u32) -> Option<String> {
    let mut file: Value = serde_json::from_slice(bytes).ok()?;
    let mut dice = Dice(u64::from(seed) ^ 0x9e37_79b9_7f4a_7c15);
    for _ in 0..=dice.below(3) {
        let count = count(&file);
        let donor = find(&mut file, &mut { dice.below(count) }).cloned().unwrap_or_default();
        let place = find(&mut file, &mut { dice.below(count) })?;
        change(place, donor, &mut dice);
    }
    serde_json::to_string(&file).ok()
}

/// Small, fast, repeatable.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// How many values there are, this one and those inside it.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// The value that is reached after so many steps through the tree.
fn find<'a>(value: &'a mut Value, steps: &mut usize) -> Option<&'a mut Value> {
    if *steps == 0 {
        return Some(value);
    }
    *steps -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| find(item, steps)),
        Value::Object(fields) => fields.values_mut().find_map(|field| find(field, steps)),
        _ => None,
    }
}

fn change(place: &mut Value, donor: Value, dice: &mut Dice) {
    match (dice.below(4), &mut *place) {
        (0, _) => *place = donor,
        (1, Value::Array(items)) if !items.is_empty() => {
            let at = dice.below(items.len());
            match dice.below(3) {
                0 => drop(items.remove(at)),
                1 => items.insert(at, donor),
                _ => {
                    let with = dice.below(items.len());
                    items.swap(at, with);
                }
            }
        }
        (1, Value::Object(fields)) if !fields.is_empty() => alter(fields, donor, dice),
        (_, Value::String(text)) => *text = odd_text(text, dice),
        (_, Value::Number(number)) => *place = odd_number(number.as_i64().unwrap_or_default(), dice),
        (2, _) => *place = odd(dice),
        _ => {}
    }
}

fn alter(fields: &mut Map<String, Value>, donor: Value, dice: &mut Dice) {
    let at = dice.below(fields.len());
    let Some(name) = fields.keys().nth(at).cloned() else { return };
    match dice.below(3) {
        0 => drop(fields.remove(&name)),
        1 => drop(fields.insert(name, donor)),
        _ => {
            let value = fields.remove(&name).unwrap_or_default();
            fields.insert(odd_text(&name, dice), value);
        }
    }
}

fn odd(dice: &mut Dice) -> Value {
    match dice.below(8) {
        0 => Value::Null,
        1 => json!([]),
        2 => json!({}),
        3 => json!(true),
        4 => json!(false),
        5 => json!(1),
        6 => json!(""),
        _ => json!([{}, {}]),
    }
}

fn odd_number(number: i64, dice: &mut Dice) -> Value {
    match dice.below(9) {
        0 => json!(number.wrapping_add(1)),
        1 => json!(number.wrapping_sub(1)),
        2 => json!(number.wrapping_neg()),
        3 => json!(number.wrapping_mul(1_000_003)),
        4 => json!(i64::MAX),
        5 => json!(i64::MIN),
        6 => json!(u64::MAX),
        7 => json!(number as f64 + 0.5),
        _ => json!(-0.0),
    }
}

/// Texts that mean something to one type or another: days at the edge of the calendar, moments with
/// odd offsets, ids in other spellings, order keys, choices, links.
const TEXTS: [&str; 40] = [
    "",
    " ",
    "　",
    "\n",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "あ",
    "🗂️",
    "が\u{3099}",
    "9999-12-31",
    "0000-01-01",
    "0001-01-01",
    "+10000-01-01",
    "-0001-01-01",
    "2024-02-29",
    "2026-2-3",
    "2026-07-01T10:00:00+09:00",
    "2026-07-01T10:00:00Z",
    "2026-06-30T23:59:60Z",
    "9999-12-31T23:59:59.999999999-12:00",
    "+262142-12-31T23:59:59Z",
    "-262143-01-01T00:00:00+23:59",
    "2026-07-01T10:00:00+09:00:30",
    "2026-07-01 10:00:00+09:00",
    "2026-07-01T10:00:00",
    "2026-07-01T10:00",
    "2026-07-01T24:00:00",
    "0001-01-01T00:00:00+14:00",
    "00000000-0000-0000-0000-000000000000",
    "01900000-0000-7000-8000-000000000001",
    "01900000000070008000000000000001",
    "{01900000-0000-7000-8000-000000000001}",
    "urn:uuid:01900000-0000-7000-8000-000000000001",
    "80",
    "ff80",
    "0080",
    "https://例え.jp/?a=b#c",
    "mailto:a@b.jp",
    "javascript:alert(1)",
];

fn odd_text(text: &str, dice: &mut Dice) -> String {
    let cut = text.char_indices().map(|(at, _)| at).nth(dice.below(text.chars().count())).unwrap_or_default();
    let (head, tail) = text.split_at(cut);
    let other = TEXTS[dice.below(TEXTS.len())];
    match dice.below(6) {
        0 | 1 => other.to_owned(),
        2 => head.to_owned(),
        3 => format!("{head}{other}{tail}"),
        4 => format!("{text}{text}"),
        _ => text.to_uppercase(),
    }
}
