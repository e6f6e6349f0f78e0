//! The rules of results, without clock, ids or I/O.

mod decision;
mod document;
mod hand_over;
mod number;
mod seal;

pub use decision::Decision;
pub use document::{Command, Event, Issuance, Refusal, ResultDocument, Stage, State, result_id};
pub use hand_over::{Collector, needs_collector};
pub use number::{NumberError, document_number};
pub use seal::seal;
