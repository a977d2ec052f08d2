//! Names of stages, choices and needs.
