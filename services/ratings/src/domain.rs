//! The rules of ratings, without clock, ids or I/O.

mod answer;
mod period;
mod proof;
mod right;

pub use answer::{Answer, Channel, Reason, Score};
pub use period::Period;
pub use proof::{Claim, Proof};
pub use right::{Command, Event, RatingRight, Refusal, Stage, State};
