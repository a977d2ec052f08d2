//! Sorting with one sorter in the program: the standard library's is made anew for every type and every
//! order, a few kilobytes each time. Here only places are sorted, and the items then put in order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts items, stably.
pub(crate) fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order = places(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    // Each round of places is gone through once: the item that belongs to a place comes there by a swap.
    for start in 0..order.len() {
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place], place);
            if from == start || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

/// Sorts items by a key, stably.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts items in their own order.
pub(crate) fn plain<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

fn places(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// A map of entries; of several with the same key, the last. Collecting would sort them first.
pub(crate) fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in entries {
        map.insert(key, value);
    }
    map
}

/// A set of items. Collecting would sort them first.
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The same as the standard library's, which is stable.
        #[test]
        fn sorts_as_the_standard_library_does(mut items in prop::collection::vec((0_u8..8, any::<u8>()), 0..40)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(&items, &expected);
            expected.sort();
            plain(&mut items);
            prop_assert_eq!(&items, &expected);
            expected.sort_by(|a, b| b.cmp(a));
            by(&mut items, |a, b| b.cmp(a));
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn maps_and_sets_are_what_collecting_makes(items in prop::collection::vec((0_u8..8, any::<u8>()), 0..40)) {
            prop_assert_eq!(map(items.clone()), items.iter().copied().collect());
            prop_assert_eq!(set(items.clone()), items.into_iter().collect());
        }
    }
}
