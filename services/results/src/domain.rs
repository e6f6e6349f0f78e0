//! The rules of results, without clock, ids or I/O.

mod document;
mod hand_over;
mod number;
mod seal;

pub use document::{Command, Decision, Event, Issuance, Refusal, Stage, State, decide, evolve, result_id};
pub use hand_over::{Collector, Way};
pub use number::{NumberError, document_number};
pub use seal::seal;
