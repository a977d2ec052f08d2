//! The browser's side of what the core asks for: a store, its mirror, a clock, cryptography, ids,
//! files, tabs.

pub mod clipboard;
pub mod clock;
pub mod courier;
pub mod crypto;
pub mod database;
pub mod decode;
pub mod dom;
pub mod durable;
mod file_error;
pub mod file_store;
pub mod files;
pub mod ids;
mod js;
pub mod local;
pub mod mirror;
pub mod notify;
pub mod redraw;
pub mod tabs;
pub mod unicode;
