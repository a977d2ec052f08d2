//! The board as a file.
