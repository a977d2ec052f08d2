//! The documents of a board.

use super::document::Document;
use crate::domain::{Engagement, EngagementId};
use std::collections::HashMap;
use std::sync::Arc;

/// The documents of a board. One is made when it is first asked for, and anew when its engagement has
/// become another.
#[derive(Debug, Default)]
pub struct Index {
    documents: HashMap<EngagementId, (Arc<Engagement>, Document)>,
}

impl Index {
    /// The document of an engagement.
    pub fn document(&mut self, engagement: &Arc<Engagement>) -> &Document {
        let fresh = || (Arc::clone(engagement), Document::of(engagement));
        let entry = self.documents.entry(engagement.id).or_insert_with(fresh);
        if !Arc::ptr_eq(&entry.0, engagement) {
            *entry = fresh();
        }
        &entry.1
    }

    /// Lets go of the documents of engagements that are gone.
    pub fn keep(&mut self, there: impl Fn(EngagementId) -> bool) {
        self.documents.retain(|id, _| there(*id));
    }
}
