//! What is being typed and not yet in the board. Each field hands over after a short pause and when
//! it is left; before anything else happens to the board, everything typed is handed over first.

use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

thread_local! {
    static OPEN: RefCell<BTreeMap<u64, Rc<dyn Fn()>>> = const { RefCell::new(BTreeMap::new()) };
    static REFUSED: RefCell<BTreeMap<u64, Rc<dyn Fn()>>> = const { RefCell::new(BTreeMap::new()) };
    static COUNT: RefCell<Option<RwSignal<usize>>> = const { RefCell::new(None) };
}

/// Lets a signal follow how many fields hold something not yet handed over.
pub fn follow(count: RwSignal<usize>) {
    COUNT.set(Some(count));
}

fn publish() {
    let open = OPEN.with_borrow(BTreeMap::len);
    COUNT.with_borrow(|count| {
        if let Some(count) = count
            && count.try_get_untracked().is_some_and(|present| present != open)
        {
            count.set(open);
        }
    });
}

/// A field holds something: how to hand it over.
pub fn open(key: u64, hand_over: Rc<dyn Fn()>) {
    OPEN.with_borrow_mut(|open| open.insert(key, hand_over));
    publish();
}

/// A field holds nothing any more.
pub fn close(key: u64) {
    OPEN.with_borrow_mut(|open| open.remove(&key));
    publish();
}

/// A field was left with a text that was refused: how to hand it over again.
pub fn refused(key: u64, hand_over: Rc<dyn Fn()>) {
    close(key);
    REFUSED.with_borrow_mut(|refused| refused.insert(key, hand_over));
}

/// A field was accepted. What was refused elsewhere may stand now: the beginning of a period, once
/// its end has moved.
pub fn accepted(key: u64) {
    close(key);
    let others = REFUSED.with_borrow_mut(|refused| {
        refused.remove(&key);
        std::mem::take(refused)
    });
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
    REFUSED.with_borrow_mut(|refused| refused.remove(&key));
    close(key);
}

/// Hands everything over.
pub fn flush() {
    let all: Vec<_> = OPEN.with_borrow(|open| open.values().cloned().collect());
    for hand_over in all {
        hand_over();
    }
}
