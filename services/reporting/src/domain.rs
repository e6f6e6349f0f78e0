//! The rules of reporting, without clock, ids or I/O.

mod change;
mod counted;
mod form;
mod period;
mod review;
mod share;
mod status;

pub use change::{Change, Needs};
pub use counted::{Agency, Counted, Procedures};
pub use form::{Column, Form06a, Row};
pub use period::{Period, PeriodFault};
pub use review::{AgencyFigures, Catalogue, InProcess, Ratings, Received, Resolved, Review};
pub use share::{grouped, percent};
pub use status::{PAUSED, Words, citizen, officer};
