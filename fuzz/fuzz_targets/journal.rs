//! The journal's reader and the session over it, fed with stores that a workload left and something
//! then damaged, or with any store (a JSON object of keys and texts).
#![no_main]

#[path = "../bodies/mod.rs"]
mod bodies;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|bytes: &[u8]| bodies::journal::run(bytes));

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
