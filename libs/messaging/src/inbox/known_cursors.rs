//! The cursors that this process read or wrote last. They save a read for each event and may be stale: another replica
//! may have moved them. They are believed only to try the next event, whose write finds out.

use moka::sync::Cache;
use uuid::Uuid;

use super::rows::AggregateCursors;

/// Aggregates whose cursors are kept.
const AGGREGATES: u64 = 10_000;

/// The cursors of the aggregates handled last.
pub(super) struct KnownCursors(Cache<Uuid, AggregateCursors>);

impl Default for KnownCursors {
    fn default() -> Self {
        Self(Cache::new(AGGREGATES))
    }
}

impl KnownCursors {
    pub(super) fn get(&self, aggregate: Uuid) -> Option<AggregateCursors> {
        self.0.get(&aggregate)
    }

    pub(super) fn keep(&self, aggregate: Uuid, cursors: AggregateCursors) {
        self.0.insert(aggregate, cursors);
    }

    pub(super) fn forget(&self, aggregate: Uuid) {
        self.0.invalidate(&aggregate);
    }
}
