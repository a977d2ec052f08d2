//! The reader of board files, fed with bytes. Half of the mutations know JSON, so that they get past
//! the syntax to the types, the limits and the references.
#![no_main]

#[path = "../bodies/mod.rs"]
mod bodies;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|bytes: &[u8]| bodies::import::run(bytes));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed % 2 == 0
        && let Some(text) = bodies::mutate::json(&data[..size], seed)
        && text.len() <= max_size.min(data.len())
    {
        data[..text.len()].copy_from_slice(text.as_bytes());
        return text.len();
    }
    fuzzer_mutate(data, size, max_size)
});
