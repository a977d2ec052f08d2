//! The browser's side of what the core asks for: a store, a clock, cryptography, ids, files, tabs.

pub mod clock;
pub mod crypto;
pub mod dom;
pub mod files;
pub mod ids;
pub mod local;
pub mod tabs;
