//! Realistic engagements that show the board at work.
