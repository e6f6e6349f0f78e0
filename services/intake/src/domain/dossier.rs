//! The dossier at intake: submitted, perhaps forwarded, accepted or refused; then what the office asks of the applicant
//! and what the applicant asks of the office.

mod aggregate;
mod command;
mod correction;
mod event;
mod pending_items;
mod receipt;
mod rules;
mod stage;

pub use aggregate::Dossier;
pub use command::Command;
pub use correction::{CorrectedProcess, Correction};
pub use event::{Event, EventKind};
pub use pending_items::PendingItems;
pub use receipt::{Forwarding, Receipt};
pub use stage::Stage;

#[cfg(test)]
mod tests;
