//! Sentences: what happened, what is safe, what to do.
