//! Who may call which operation, and the record of who saw personal data and who was refused.

mod guard;
mod list_records;
mod record;
mod rule;
mod shown;

use crate::auth::Verifier;
use crate::clock::Clock;
use crate::db::Db;

pub use record::{AccessRecord, Filter, Outcome, Recorded, Tables, insert as insert_record, list as list_records};
pub use rule::{Allowed, Rule};
pub use shown::Shown;

pub(crate) use guard::Guard;
pub(crate) use list_records::{Listing, add as add_listing};

/// What the guard of a service works with; cheap to clone.
#[derive(Clone)]
pub struct AccessControl {
    /// Verifies tokens.
    pub verifier: Verifier,
    /// Where access is recorded.
    pub db: Db,
    /// Dates the records.
    pub wall: Clock,
}
