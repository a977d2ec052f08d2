//! The page.

pub mod app;
pub mod kit;
