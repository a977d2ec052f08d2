//! What is being typed and not yet in the board. Each field hands over after a short pause and when
//! it is left; before anything else happens to the board, everything typed is handed over first.

use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

thread_local! {
    static OPEN: RefCell<BTreeMap<u64, Rc<dyn Fn()>>> = const { RefCell::new(BTreeMap::new()) };
    static REFUSED: RefCell<BTreeMap<u64, Rc<dyn Fn()>>> = const { RefCell::new(BTreeMap::new()) };
    static PENDING: RefCell<Option<RwSignal<Pending>>> = const { RefCell::new(None) };
}

/// How many fields hold something that is not in the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// Not yet handed over.
    pub open: usize,
    /// Handed over and refused: it stands in the field, with the reason beside it.
    pub refused: usize,
}

/// Lets a signal follow what is not in the board.
pub fn follow(pending: RwSignal<Pending>) {
    PENDING.set(Some(pending));
}

fn publish() {
    let now = Pending { open: OPEN.with_borrow(BTreeMap::len), refused: REFUSED.with_borrow(BTreeMap::len) };
    PENDING.with_borrow(|pending| {
        if let Some(pending) = pending
            && pending.try_get_untracked().is_some_and(|present| present != now)
        {
            pending.set(now);
        }
    });
}

/// A field holds something: how to hand it over.
pub fn open(key: u64, hand_over: Rc<dyn Fn()>) {
    REFUSED.with_borrow_mut(|refused| refused.remove(&key));
    OPEN.with_borrow_mut(|open| open.insert(key, hand_over));
    publish();
}

/// A field holds nothing any more.
pub fn close(key: u64) {
    OPEN.with_borrow_mut(|open| open.remove(&key));
    REFUSED.with_borrow_mut(|refused| refused.remove(&key));
    publish();
}

/// A field was left with a text that was refused: how to hand it over again.
pub fn refused(key: u64, hand_over: Rc<dyn Fn()>) {
    OPEN.with_borrow_mut(|open| open.remove(&key));
    REFUSED.with_borrow_mut(|refused| refused.insert(key, hand_over));
    publish();
}

/// A field was accepted. What was refused elsewhere may stand now: the beginning of a period, once
/// its end has moved.
pub fn accepted(key: u64) {
    close(key);
    retry();
}

/// Hands over again what was refused.
pub fn retry() {
    let others = REFUSED.take();
    for hand_over in others.into_values() {
        hand_over();
    }
}

/// Hands one field over, for a field that goes away.
pub fn flush_one(key: u64) {
    let hand_over = OPEN.with_borrow(|open| open.get(&key).cloned());
    if let Some(hand_over) = hand_over {
        hand_over();
    }
    close(key);
}

/// Hands everything over.
pub fn flush() {
    let all: Vec<_> = OPEN.with_borrow(|open| open.values().cloned().collect());
    for hand_over in all {
        hand_over();
    }
}
