//! Labels that do not lie on each other.

use super::text_width;
use crate::domain::sort;

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// Whether two lie on each other.
    pub fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    /// Whether the other lies wholly inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.x + other.w <= self.x + self.w
            && other.y + other.h <= self.y + self.h
    }

    fn has(&self, (x, y): (f64, f64)) -> bool {
        (self.x..=self.x + self.w).contains(&x) && (self.y..=self.y + self.h).contains(&y)
    }
}

/// A label that is to stand beside a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
    /// What it may say, the longest first.
    pub texts: Vec<String>,
}

/// A label with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// The room that is kept for it.
    pub room: Rect,
    /// The point that it belongs to.
    pub of: (f64, f64),
    /// Whether it stands so far off that a line must lead to it.
    pub led: bool,
}

const GAP: f64 = 8.0;
/// As bad as so many points under a label is a place one ring farther off.
const FARTHER: usize = 3;
/// How far from its point a label may be looked for.
const RINGS: u32 = 7;

/// Places labels one after the other, each where it meets no other label and nothing in `taken`, inside
/// `bounds`. Of those places one is taken that is near and has few of the points in `over` under it. A
/// shorter text is taken where the longer one has no place; nothing is placed where no text has one.
pub fn place(wishes: &[Wish], taken: &[Rect], over: &[(f64, f64)], bounds: Rect, size: f64) -> Vec<Option<Label>> {
    let mut taken = taken.to_vec();
    let mut placed = Vec::new();
    for wish in wishes {
        let found = wish.texts.iter().find_map(|text| {
            let (w, h) = (text_width(text, size) + 4.0, size * 1.4);
            best(wish, (w, h), &taken, over, bounds).map(|(room, led)| Label {
                text: text.clone(),
                room,
                of: (wish.x, wish.y),
                led,
            })
        });
        taken.extend(found.as_ref().map(|label| label.room));
        placed.push(found);
    }
    placed
}

fn best(wish: &Wish, (w, h): (f64, f64), taken: &[Rect], over: &[(f64, f64)], bounds: Rect) -> Option<(Rect, bool)> {
    let mut best: Option<(usize, Rect, bool)> = None;
    for ring in 0..RINGS {
        let off = GAP + f64::from(ring) * h * 0.8;
        let (left, right) = (wish.x - off - w, wish.x + off);
        let (above, below) = (wish.y - off - h, wish.y + off);
        let (across, upright) = (wish.x - w / 2.0, wish.y - h / 2.0);
        let places = [
            (right, upright),
            (left, upright),
            (across, above),
            (across, below),
            (right, above + GAP),
            (left, above + GAP),
            (right, below - GAP),
            (left, below - GAP),
        ];
        for (x, y) in places {
            let room = Rect { x, y, w, h };
            if !bounds.holds(&room) || taken.iter().any(|other| other.meets(&room)) {
                continue;
            }
            let cost = under(&room, over) + ring as usize * FARTHER;
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, room, ring > 1));
            }
        }
        if best.is_some_and(|(cost, ..)| cost <= ring as usize * FARTHER) {
            break;
        }
    }
    best.map(|(_, room, led)| (room, led))
}

/// How many of the points lie in a room.
pub(super) fn under(room: &Rect, over: &[(f64, f64)]) -> usize {
    over.iter().filter(|point| room.has(**point)).count()
}

/// Moves heights apart as little as may be: in the same order, at least `gap` from each other, between
/// `low` and `high` as far as there is room.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    sort::by(&mut order, |a, b| wanted[*a].total_cmp(&wanted[*b]));
    // Neighbours that are too close become a block around the mean of what they want.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (place, index) in order.iter().enumerate() {
        let mut block = (wanted[*index] - place as f64 * gap, 1);
        while let Some((sum, count)) = blocks.last().copied() {
            if sum / count as f64 <= block.0 / block.1 as f64 {
                break;
            }
            blocks.pop();
            block = (block.0 + sum, block.1 + count);
        }
        blocks.push(block);
    }
    let room = (high - gap * wanted.len().saturating_sub(1) as f64).max(low);
    let mut at = vec![0.0; wanted.len()];
    let mut place = 0;
    for (sum, count) in blocks {
        let start = (sum / count as f64).clamp(low, room);
        for _ in 0..count {
            at[order[place]] = start + place as f64 * gap;
            place += 1;
        }
    }
    at
}
