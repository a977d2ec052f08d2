//! Dates, hours and yen as people write them.
